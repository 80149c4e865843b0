//! Rules about how a file changes a platform's holdings. These rules fire only if the checker knows the holdings.
//!
//! [`Holdings::apply`](crate::Holdings::apply) decides which warnings to give. These rules supply the pages that
//! explain the warnings. The warnings about a Full Delete of a live title and about a pre-order without a sale are
//! explained by separate rules, which also compare the rows in a file.

use super::groups::{full_delete_live, preorder_without_sale};
use crate::engine::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::holdings::WarningKind;

pub(super) const RULES: &[&Rule] = &[
    &DROPPED_LIVE,
    &DROPPED_FUTURE,
    &TAKEN_DOWN,
    &CHANNEL_MISSING,
    &NOTHING_HELD,
];

const SOURCE: &str = "Prime Video, \"Content rights\", EntryType Rules: a Full Extract replaces all avails of the same \
                      licensor, unique ID, territory and rights model, except those that have ended";

const fn held(name: &'static str, summary: &'static str, severity: Severity, page: Page) -> Rule {
    Rule {
        name,
        summary,
        section: Section::Held,
        severity,
        platform_only: true,
        applies_to: AppliesTo::Both,
        page,
        check: Check::Held,
    }
}

static DROPPED_LIVE: Rule = held(
    "dropped-live",
    "a Full Extract leaves out an offer that is live",
    Severity::Warning,
    Page {
        what: "Fires if the platform holds an offer that is live, and the file has a Full Extract of its scope \
               (licensor, unique ID, territory and rights model) that neither keeps the offer live nor ends it. It \
               also fires if the offer starts again only later.",
        why: "A Full Extract replaces its whole scope, so an offer that it leaves out is withdrawn, and customers can \
              no longer buy or watch the title.",
        example: "The platform holds `EST` and `VOD` of FIRSTDANCE in the US, both live. The file has one row: a Full \
                  Extract of `EST`. The rental is withdrawn.",
        remedy: "Add the offer's row to the file. To take the offer down, give that row an End of the day before you \
                 send the file.",
        source: SOURCE,
    },
);

static DROPPED_FUTURE: Rule = held(
    "dropped-future",
    "a Full Extract leaves out a window that has not begun",
    Severity::Warning,
    Page {
        what: "Fires if the platform holds a window that has not begun, and the file has a Full Extract of its scope \
               (licensor, unique ID, territory and rights model) without a window of the same offer in its place.",
        why: "A Full Extract replaces its whole scope, so a window that it leaves out never starts.",
        example: "The platform holds `EST` of FIRSTDANCE from `2027-01-01`. The file has a Full Extract of only `VOD`.",
        remedy: "Add the window's row to the file. If the window should not start, ignore this warning.",
        source: SOURCE,
    },
);

static TAKEN_DOWN: Rule = held(
    "taken-down",
    "the file takes down an offer that is live",
    Severity::Notice,
    Page {
        what: "Fires if the platform holds an offer that is live, and the file has a Full Extract row of the offer \
               with an End in the past.",
        why: "This is how an offer is taken down. A wrong year in End looks the same.",
        example: "The platform holds FIRSTDANCE from `2026-01-01` to `Open`, and the file has the same row with the \
                  End `2026-11-20`, the day before it is sent.",
        remedy: "If the offer should be taken down, ignore this notice. If not, correct End.",
        source: "Prime Video, \"Content removal\": a title is taken down by a Full Extract whose End is in the past",
    },
);

static CHANNEL_MISSING: Rule = held(
    "channel-missing",
    "the file leaves out a channel that is held",
    Severity::Warning,
    Page {
        what: "Fires if the platform holds windows of a channel, and the file has rows for other channels of the same \
               licensor, unique ID and territory, but none for this one.",
        why: "All channels of a title in a territory are replaced together. A Full Extract or a Full Delete of one \
              channel therefore removes the others.",
        example: "The platform holds DETECTIVES_S1E1 on the channels `crimeflix` and `pureflix`. The file has a Full \
                  Extract with a row for only `pureflix`.",
        remedy: "Add the channel's rows to the file, in the same Full Extract. To end one channel, send a Full Extract \
                 with the rows of all channels, and end that channel's window on the day before you send the file.",
        source: "Prime Video, \"Content rights\", EntryType Rules: all channels are replaced together",
    },
);

static NOTHING_HELD: Rule = held(
    "nothing-held",
    "a Full Delete is for something that is not held",
    Severity::Warning,
    Page {
        what: "Fires if the file has a Full Delete of a scope (licensor, unique ID, territory and rights model) in which \
               the platform holds nothing.",
        why: "A Full Delete removes only the entries in its own scope. If its licensor, unique ID, territory or rights \
              model differs from that of the entry that you want to delete, the entry stays.",
        example: "A Full Delete of FIRSTDANCE in `CA`, which is held in the US only.",
        remedy: "Compare DisplayName, the ID, Territory and LicenseType with those of the entry to delete. If the \
                 entry has already been removed, ignore this warning.",
        source: "Prime Video, \"Content rights\", EntryType Rules: a Full Delete removes the entries of a scope",
    },
);

impl WarningKind {
    /// Returns the rule whose page explains warnings of this kind.
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        match self {
            Self::DroppedLive => &DROPPED_LIVE,
            Self::DroppedFuture => &DROPPED_FUTURE,
            Self::TakenDown => &TAKEN_DOWN,
            Self::ChannelMissing => &CHANNEL_MISSING,
            Self::NothingHeld => &NOTHING_HELD,
            Self::NotTakenDown => &full_delete_live::RULE,
            Self::UnknownSaleStart => &preorder_without_sale::RULE,
        }
    }
}

#[cfg(test)]
mod tests {
    use ema_model::Column;

    use crate::testing::{Sample, assert_snapshot, check_against, str};
    use crate::{AsOf, Feed, Holdings, Profile, WarningKind};

    /// Returns the findings about the holdings, followed by the warnings that result from applying the same file.
    fn found(old: &Sample, new: &Sample) -> String {
        let profile = Profile::prime_video();
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let mut held = Holdings::new();
        held.apply(
            &Feed::of(&old.workbook(), profile.conventions()),
            "2026-01-01".parse::<AsOf>().unwrap(),
        );
        let findings = check_against(&profile, &held, &new.workbook(), as_of);
        let of_rules = super::RULES.iter().map(|rule| rule.name());
        let names: Vec<&str> = of_rules.collect();
        let findings: Vec<_> = findings
            .iter()
            .filter(|it| names.contains(&it.rule.name()))
            .collect();
        let outcome = held.apply(&Feed::of(&new.workbook(), profile.conventions()), as_of);
        let warnings = outcome
            .warnings()
            .filter(|it| names.contains(&it.kind.as_str()));
        for warning in warnings {
            let is_same = |message: &str| message.ends_with(warning.message.as_str());
            assert!(
                findings.iter().any(|it| is_same(&it.message)),
                "{warning:?}"
            );
        }
        let lines = findings
            .iter()
            .map(|it| format!("{it}\n  help: {}\n", it.help));
        lines.collect()
    }

    #[test]
    fn a_file_is_compared_with_what_is_held() {
        let both = Sample::movie()
            .with(Column::Territory, "US, CA")
            .and()
            .with(Column::LicenseType, "VOD")
            .and()
            .with(Column::Start, "2027-01-01");
        assert_snapshot(
            found(&both, &Sample::movie().with(Column::Territory, "US, CA")),
            str![[r#"
Avails!E4: warning: FIRSTDANCE of Rockstar Films (sale and rental) in CA and US: `VOD HD en` from `2026-01-01` to `Open` is live, but the feed leaves it out: it is withdrawn (dropped-live)
  help: Add the offer's row to the file. To take the offer down, give that row an End of the day before you send the file.
Avails!E4: warning: FIRSTDANCE of Rockstar Films (sale and rental) in CA and US: `VOD HD en` from `2027-01-01` to `Open` has not begun, but the feed leaves it out: it is withdrawn (dropped-future)
  help: Add the window's row to the file. If the window should not start, ignore this warning.

"#]],
        );
        let ended = Sample::movie().with(Column::End, "2026-11-20");
        assert_snapshot(
            found(&Sample::movie(), &ended),
            str![[r#"
Avails!E4: notice: FIRSTDANCE of Rockstar Films (sale and rental) in US: `EST HD en` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20` (taken-down)
  help: If the offer should be taken down, ignore this notice. If not, correct End.

"#]],
        );
        let channel = |name| {
            Sample::movie()
                .with(Column::LicenseType, "SVOD")
                .with(Column::GroupIdentity, name)
        };
        let channels = channel("crimeflix")
            .and()
            .with(Column::GroupIdentity, "pureflix");
        assert_snapshot(
            found(&channels, &channel("pureflix")),
            str![[r#"
Avails!E4: warning: FIRSTDANCE of Rockstar Films (SVOD channels) in US: `SVOD HD crimeflix en` from `2026-01-01` to `Open` is live, but the feed leaves it out: it is withdrawn (dropped-live)
  help: Add the offer's row to the file. To take the offer down, give that row an End of the day before you send the file.
Avails!E4: warning: FIRSTDANCE of Rockstar Films (SVOD channels) in US: the channel `crimeflix` was held, and the feed does not name it: a Full Extract replaces all channels together, so its windows are lost. To keep them, send the rows of `crimeflix` in the same Full Extract (channel-missing)
  help: Add the channel's rows to the file, in the same Full Extract. To end one channel, send a Full Extract with the rows of all channels, and end that channel's window on the day before you send the file.

"#]],
        );
        let delete = Sample::movie()
            .with(Column::Territory, "CA")
            .with(Column::EntryType, "Full Delete");
        assert_snapshot(
            found(&Sample::movie(), &delete),
            str![[r#"
Avails!E4: warning: FIRSTDANCE of Rockstar Films (sale and rental) in CA: a Full Delete of something that is not held: the licensor, the ID, the territory and the rights model have to be those of the entry to delete (nothing-held)
  help: Compare DisplayName, the ID, Territory and LicenseType with those of the entry to delete. If the entry has already been removed, ignore this warning.

"#]],
        );
        assert_eq!(found(&both, &both), "");
        assert_eq!(
            found(
                &Sample::movie(),
                &Sample::movie().with(Column::Alid, "OTHER")
            ),
            ""
        );
    }

    #[test]
    fn the_episodes_of_a_season_have_one_message() {
        let season = |end: &str| {
            let episode = |sample: Sample, number: &str| {
                let id = format!("DETECTIVES_S1E{number}");
                let sample = sample
                    .with(Column::EpisodeNumber, number)
                    .with(Column::End, end);
                let ids = [Column::EpisodeAltId, Column::EpisodeContentId, Column::Alid];
                ids.into_iter()
                    .fold(sample, |sample, column| sample.with(column, &id))
            };
            let first = episode(Sample::episode(), "1");
            let second = episode(first.and(), "2");
            episode(second.and(), "3")
        };
        assert_snapshot(
            found(&season("Open"), &season("2026-11-20")),
            str![[r#"
Avails!E4: notice: Detectives, The, season 1, episodes 1–3 of Rockstar Films (sale and rental) in US: `EST HD en` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20` (taken-down)
  help: If the offer should be taken down, ignore this notice. If not, correct End.
Avails!E5: notice: Detectives, The, season 1, episodes 1–3 of Rockstar Films (sale and rental) in US: `EST HD en` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20` (taken-down)
  help: If the offer should be taken down, ignore this notice. If not, correct End.
Avails!E6: notice: Detectives, The, season 1, episodes 1–3 of Rockstar Films (sale and rental) in US: `EST HD en` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20` (taken-down)
  help: If the offer should be taken down, ignore this notice. If not, correct End.

"#]],
        );
    }

    #[test]
    fn every_warning_has_a_page() {
        for kind in WarningKind::ALL.iter().copied() {
            let rule = kind.rule();
            let has_own = !matches!(
                kind,
                WarningKind::NotTakenDown | WarningKind::UnknownSaleStart
            );
            assert_eq!(rule.name() == kind.as_str(), has_own, "{kind}");
        }
    }
}
