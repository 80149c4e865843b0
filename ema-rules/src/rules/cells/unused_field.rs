//! `unused-field`

use ema_model::{Avail, Cell};

use crate::check::{Found, Row};
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::rows::bundle_fields::misplaced_list;
use crate::rules::rows::lag_without_condition::misplaced_lags;
use crate::rules::rows::preorder_fields::misplaced_date;
use crate::rules::workbook::error_cell::holds_value;

pub(crate) static RULE: Rule = Rule {
    name: "unused-field",
    summary: "a column is filled that Prime Video does not use",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires on each filled cell of a column that Prime Video's field list marks as not \
               used, or that EMA has and the list does not.",
        why: "What stands there has no effect: it is neither used nor stored. Terms that matter, \
              such as a lag or an instruction, have to be said elsewhere.",
        example: "Director `Jane Doe`, OtherInstructions `Do not offer in airports`, ReleaseYear \
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
    // Of these a rule about the row says that they should not be there at all.
    let misplaced: Vec<u16> = misplaced(row.avail).map(Cell::index).collect();
    for cell in unused.iter().filter_map(|column| row.avail.cell(*column)) {
        if holds_value(cell) && !misplaced.contains(&cell.index()) {
            found.cell(cell, "Prime Video does not use this column", HELP);
        }
    }
}

fn misplaced(avail: &Avail) -> impl Iterator<Item = &Cell> {
    let lags = misplaced_lags(avail).map(|(lag, _)| lag);
    let others = [misplaced_date(avail), misplaced_list(avail)];
    lags.chain(others.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
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
            .with(Column::Director, "Jane Doe")
            .and()
            .with(Column::ReleaseYear, "2014");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 ReleaseYear: notice
  Prime Video does not use this column
  help: Nothing has to be done: what stands here has no effect. If it matters, say it in a column that is used.
S4 Director: notice
  Prime Video does not use this column
  help: Nothing has to be done: what stands here has no effect. If it matters, say it in a column that is used.
R5 ReleaseYear: notice
  Prime Video does not use this column
  help: Nothing has to be done: what stands here has no effect. If it matters, say it in a column that is used.
S5 Director: notice
  Prime Video does not use this column
  help: Nothing has to be done: what stands here has no effect. If it matters, say it in a column that is used.

"#]],
        );
    }

    #[test]
    fn what_should_not_be_there_at_all_is_told_once() {
        let sample = Sample::movie()
            .with(Column::StartLag, "P7D")
            .with(Column::SpecialPreOrderFulfillDate, "2026-01-01")
            .with(Column::BundledAlids, "FIRSTDANCE; SECONDDANCE");
        assert_silent(&RULE, &sample);
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
