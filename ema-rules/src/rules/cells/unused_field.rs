//! `unused-field`

use crate::check::{Found, Row};
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::rules::workbook::error_cell::holds_value;

pub(crate) static RULE: Rule = Rule {
    name: "unused-field",
    summary: "a column is filled that Prime Video does not use",
    section: Section::Cells,
    prime_video: Some(Severity::Notice),
    ema: None,
    page: Page {
        what: "Fires on each filled cell of a column that Prime Video's field list marks as not \
               used, or that EMA has and the list does not.",
        why: "What stands there has no effect: it is neither used nor stored. Terms that matter, \
              such as a lag or an instruction, have to be said elsewhere.",
        example: "StartLag `-PT12H`, OtherInstructions `Do not offer in airports`, ReleaseYear \
                  `2013`.",
        mend: "Nothing has to be done. If the value matters, say it in a column that is used, or to \
               your contact at Prime Video.",
        source: "Prime Video, \"Content rights\", Content rights field list (\"Not Used\"), and on \
                 that page the words on optional fields of version 1.9",
    },
    check: Check::Row(check),
};

const HELP: &str = "Nothing has to be done: what stands here has no effect. If it matters, say it \
                    in a column that is used.";

fn check(row: &Row<'_>, found: &mut Found<'_>) {
    let unused = row
        .profile
        .platform
        .map_or(&[][..], |platform| platform.unused);
    for cell in unused.iter().filter_map(|column| row.avail.cell(*column)) {
        if holds_value(cell) {
            found.cell(cell, "Prime Video does not use this column", HELP);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::{Column, Marks, Stored};

    #[test]
    fn columns_of_the_field_list_pass() {
        let sample = Sample::movie()
            .with(Column::AnnounceDate, "2026-01-01")
            .with(Column::RatingSystem, "MPAA")
            .with(Column::TitleStatus, "Signed")
            .with(Column::ServiceProvider, "Fulfillment Inc.");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn empty_cells_and_unknown_columns_are_not_looked_at() {
        assert_silent(&RULE, &Sample::movie().with(Column::ReleaseYear, " "));
        assert_silent(&RULE, &Sample::movie().with_unknown("Notes"));
        let error = Sample::movie().stored(
            Column::ReleaseYear,
            "#REF!",
            Stored::Error,
            Marks::default(),
        );
        assert_silent(&RULE, &error);
    }

    #[test]
    fn filled_cells_of_a_column_say_the_same() {
        let sample = Sample::movie()
            .with(Column::ReleaseYear, "2013")
            .with(Column::StartLag, "-PT12H")
            .and()
            .with(Column::ReleaseYear, "2014");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn ema_finds_a_use_for_every_column() {
        assert_silent(
            &RULE,
            &Sample::movie()
                .with(Column::ReleaseYear, "2013")
                .under_ema(),
        );
    }
}
