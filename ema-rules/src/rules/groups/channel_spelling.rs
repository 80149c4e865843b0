//! The rule `channel-spelling`.

use ema_model::Column;

use crate::conventions::channel_key;
use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::collected::spellings::Spellings;
use crate::rules::shared::errors::holds_value;
use crate::scope::group;

pub(crate) static RULE: Rule = Rule {
    name: "channel-spelling",
    summary: "a channel is spelled in several ways",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if GroupIdentities of SVOD rows in a file differ only in case or spaces. Each \
               spelling except the most frequent one is reported once, on its first row. All rules \
               treat these spellings as one channel.",
        why: "The spellings are probably for one channel. If the platform treats them as two \
              channels, each gets only some of the windows.",
        example: "GroupIdentity `pureflix` on 20 rows and `PureFlix` on one.",
        remedy: "On all rows, write the name that is registered with the platform.",
        source: "Prime Video, \"Content rights\", field GroupIdentity: the subscription to which \
                 the terms apply; EntryType Rules: all channels are one scope",
    },
    check: Check::Group(|| Box::<Channels>::default()),
};

/// A collector that keeps each distinct GroupIdentity in SVOD rows, with its first row and the
/// number of its rows.
#[derive(Default)]
struct Channels(Spellings);

impl GroupCheck for Channels {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let license = row.avail.license_type().value();
        let names_channel = license.is_some_and(row.profile.conventions().offers.has_channel);
        let cell = row.avail.cell(Column::GroupIdentity);
        if let (true, Some(_), Some(cell)) = (names_channel, group(row.avail), cell)
            && holds_value(cell)
        {
            self.0.add(cell, row, reporter);
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        self.0.report(
            Column::GroupIdentity,
            "and are treated as one channel",
            channel_key,
            "Spell the name the same way on all rows, as it is registered with the platform.",
            reporter,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn channels(first: &str, second: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::GroupIdentity, first)
            .and()
            .with(Column::GroupIdentity, second)
    }

    #[test]
    fn one_spelling_and_other_channels_pass() {
        for second in ["pureflix", " pureflix ", "crimeflix", ""] {
            assert_silent(&RULE, &channels("pureflix", second));
        }
        assert_silent(&RULE, &channels("Prime", "Prime Video"));
    }

    #[test]
    fn names_that_mean_no_channel_are_left_out() {
        let spellings = channels("pureflix", "PureFlix");
        assert_silent(&RULE, &spellings.clone().version(EmaVersion::V1_6));
        assert_silent(&RULE, &spellings.clone().under_ema());
        assert_silent(&RULE, &spellings.with(Column::LicenseType, "EST"));
    }

    #[test]
    fn another_spelling_is_found() {
        assert_snapshot(
            fired(&RULE, &channels("pureflix", "PureFlix")),
            str![[r#"
R5 GroupIdentity: warning
  `PureFlix` here and `pureflix` in row 4 differ only in case, and are treated as one channel
  help: Spell the name the same way on all rows, as it is registered with the platform.
  see R4

"#]],
        );
        assert_snapshot(
            fired(&RULE, &channels("Pure Flix", "pureflix")),
            str![[r#"
R5 GroupIdentity: warning
  `pureflix` here and `Pure Flix` in row 4 differ only in case and spaces, and are treated as one channel
  help: Spell the name the same way on all rows, as it is registered with the platform.
  see R4

"#]],
        );
        fired(&RULE, &channels("Prime Video", "PrimeVideo"));
    }
}
