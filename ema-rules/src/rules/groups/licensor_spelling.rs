//! The rule `licensor-spelling`.

use ema_model::Column;

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::collected::spellings::{Spellings, visible_key};
use crate::rules::shared::errors::holds_value;

pub(crate) static RULE: Rule = Rule {
    name: "licensor-spelling",
    summary: "a licensor is spelled in several ways",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if DisplayNames in a file differ only in case, spaces or invisible \
               characters. Each spelling except the most frequent one is reported once, on its \
               first row. If the file is checked against what the platform holds, the rule also \
               fires for a DisplayName that differs in this way from a licensor that the platform \
               holds.",
        why: "DisplayName is part of a row's scope and is compared byte by byte. Rows with one \
              spelling do not replace rows with the other, and overlapping windows are not \
              detected.",
        example: "DisplayName `Rockstar Films` on 20 rows and `Rockstar films` on one.",
        remedy: "On all rows, write the name that is registered with the platform.",
        source: "Prime Video, \"Content rights\", field DisplayName: \"Use the assigned Prime \
                 Video PartnerAlias\"; EntryType Rules: the licensor is part of the scope",
    },
    check: Check::Group(|| Box::<Licensors>::default()),
};

/// A collector that keeps each distinct DisplayName, with its first row and the number of its rows.
#[derive(Default)]
struct Licensors(Spellings);

impl GroupCheck for Licensors {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let cell = row.avail.cell(Column::DisplayName);
        if let Some(cell) = cell.filter(|cell| holds_value(cell)) {
            self.0.add(cell, row, reporter);
        }
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let column = Column::DisplayName;
        let so = "so they are two licensors";
        let help = "Spell the name the same way on all rows, as it is registered with the \
                    platform.";
        self.0.report(column, so, visible_key, help, reporter);
        if let Some(held) = file.held {
            let help = "Write the name as it was sent before. Otherwise, what the platform holds \
                        is not replaced.";
            let (licensors, there) = (held.licensors(), "among what the platform holds");
            self.0
                .report_known(column, licensors, there, (so, help), visible_key, reporter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{
        Sample, assert_silent, assert_snapshot, check_against, fired, shown, str,
    };
    use crate::{Feed, Holdings, Profile, Timestamp};
    use ema_model::Column;

    fn and(name: &str) -> Sample {
        Sample::movie().and().and().with(Column::DisplayName, name)
    }

    #[test]
    fn other_licensors_and_blanks_around_a_name_pass() {
        assert_silent(&RULE, &and("Harbor Pictures"));
        assert_silent(&RULE, &and(" Rockstar Films "));
        assert_silent(&RULE, &and(""));
    }

    #[test]
    fn another_spelling_is_found() {
        assert_snapshot(
            fired(&RULE, &and("Rockstar films")),
            str![[r#"
A6 DisplayName: warning
  `Rockstar films` here and `Rockstar Films` in row 4 and 1 more row differ only in case, so they are two licensors
  help: Spell the name the same way on all rows, as it is registered with the platform.
  see A4

"#]],
        );
        assert_snapshot(
            fired(&RULE, &and("ROCKSTAR  FILMS")),
            str![[r#"
A6 DisplayName: warning
  `ROCKSTAR  FILMS` here and `Rockstar Films` in row 4 and 1 more row differ only in case and spaces, so they are two licensors
  help: Spell the name the same way on all rows, as it is registered with the platform.
  see A4

"#]],
        );
        assert_snapshot(
            fired(&RULE, &and("Rock\u{200e}star Films")),
            str![[r#"
A6 DisplayName: warning
  `Rock\u{200e}star Films` here and `Rockstar Films` in row 4 and 1 more row differ only in the mark U+200E (left-to-right mark), so they are two licensors
  help: Spell the name the same way on all rows, as it is registered with the platform.
  see A4

"#]],
        );
        fired(&RULE, &and("Rockstar films").under_ema());
    }

    #[test]
    fn another_spelling_than_the_held_one_is_found() {
        let profile = Profile::prime_video();
        let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap());
        let mut held = Holdings::new();
        for name in ["Harbor Pictures", "Rockstar films", "rockstar films"] {
            let mut feed = Feed::new(profile.conventions());
            let rows = Sample::movie().with(Column::DisplayName, name);
            rows.avails().iter().for_each(|avail| feed.add(avail));
            held.apply(&feed, as_of);
        }
        let found = |sample: &Sample| {
            shown(
                &RULE,
                &check_against(&profile, &held, &sample.workbook(), as_of),
            )
        };
        assert_snapshot(
            found(&Sample::movie().and()),
            str![[r#"
A4 DisplayName: warning
  `Rockstar Films` here and in 1 more row and `Rockstar films` among what the platform holds differ only in case, so they are two licensors
  help: Write the name as it was sent before. Otherwise, what the platform holds is not replaced.

"#]],
        );
        let known = Sample::movie().with(Column::DisplayName, "Rockstar films");
        assert_eq!(found(&known), "");
        let new = Sample::movie().with(Column::DisplayName, "Indie Films");
        assert_eq!(found(&new), "");
    }

    #[test]
    fn the_rare_spelling_is_reported_once() {
        let sample = and("Rockstar films").and().and().and();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
A4 DisplayName: warning
  `Rockstar Films` here and in 1 more row and `Rockstar films` in row 6 and 3 more rows differ only in case, so they are two licensors
  help: Spell the name the same way on all rows, as it is registered with the platform.
  see A6

"#]],
        );
    }
}
