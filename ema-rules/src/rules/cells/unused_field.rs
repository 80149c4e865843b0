//! The rule `unused-field`.

use std::sync::Arc;

use ema_model::Header;

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::rows::bundle_fields::misplaced_list;
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::once_a_column::Columns;
use crate::wording::rows;

pub(crate) static RULE: Rule = Rule {
    name: "unused-field",
    summary: "a column that the platform does not use is filled in",
    section: Section::Cells,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires once for each filled column that the platform's field list marks as not used, \
               or that EMA has but the list lacks. The message gives the number of rows.\n\n\
               The content of a column that the list marks as not used can't cause the platform to \
               reject a row. Rules about values, their syntax and their combinations therefore \
               skip these columns. Control characters, formulas and errors are still reported. \
               Columns that the list lacks are checked by all rules.",
        why: "The value has no effect, because the platform neither uses nor stores it. Terms that \
              matter, such as a lag or an instruction, have to be agreed on elsewhere.",
        example: "Director `Jane Doe`, OtherInstructions `Do not offer in airports`, ReleaseYear \
                  `2013`.",
        remedy: "If the value does not matter, ignore this notice. Otherwise, write it in a column \
               that the platform uses, or tell your contact there.",
        source: "Prime Video, \"Content rights\", field list: fields marked \"Not Used\"; optional \
                 fields of version 1.9 that are not in the list are neither used nor stored",
    },
    check: Check::Group(|| Box::<Unused>::default()),
};

#[derive(Default)]
struct Unused {
    columns: Columns,
    header: Option<Arc<Header>>,
    /// For each column index, whether the platform ignores the column.
    unused: Vec<bool>,
}

impl GroupCheck for Unused {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let Some(platform) = row.profile.platform else {
            return;
        };
        let header = row.avail.header();
        let is_known = |known: &Arc<Header>| Arc::ptr_eq(known, header);
        if !self.header.as_ref().is_some_and(is_known) {
            self.unused.clear();
            let unused = platform.not_used.iter().chain(platform.not_listed);
            for index in unused.filter_map(|column| header.index_of(*column)) {
                let index = usize::from(index);
                self.unused.resize(self.unused.len().max(index + 1), false);
                self.unused[index] = true;
            }
            self.header = Some(Arc::clone(header));
        }
        // `bundle-fields` reports BundledALIDs on a row where it should be blank.
        let misplaced = misplaced_list(row.avail).map(|cell| cell.index());
        for cell in row.avail.cells() {
            let is_unused = self.unused.get(usize::from(cell.index())) == Some(&true);
            if is_unused && holds_value(cell) && misplaced != Some(cell.index()) {
                self.columns.add(cell, reporter);
            }
        }
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let platform = file.profile.platform_name();
        let message = |column: &str, count| {
            format!(
                "{platform} does not use {column}, which {}",
                rows(count, "fills in", "fill in")
            )
        };
        self.columns.report(
            reporter,
            message,
            "If the values do not matter, ignore this notice. Otherwise, write them in a column \
             that is used.",
        );
    }
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
    fn a_column_is_reported_once() {
        let sample = Sample::movie()
            .with(Column::ReleaseYear, "2013")
            .with(Column::Director, "Jane Doe")
            .and()
            .with(Column::ReleaseYear, "2014");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R2 ReleaseYear: notice
  Prime Video does not use ReleaseYear, which 2 rows fill in
  help: If the values do not matter, ignore this notice. Otherwise, write them in a column that is used.
S2 Director: notice
  Prime Video does not use Director, which 2 rows fill in
  help: If the values do not matter, ignore this notice. Otherwise, write them in a column that is used.

"#]],
        );
    }

    #[test]
    fn a_misplaced_list_of_bundled_titles_is_reported_by_its_own_rule() {
        let sample = Sample::movie().with(Column::BundledAlids, "FIRSTDANCE; SECONDDANCE");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_value_of_an_unused_column_is_never_wrong() {
        for (column, text) in [
            (Column::StartLag, "P7D"),
            (Column::NgAudio, "perhaps"),
            (Column::ReleaseHistoryOriginal, "May 2026"),
            (Column::SpecialPreOrderFulfillDate, "2027-03-01"),
            (Column::TotalRunTime, "56:20"),
            (Column::Description, " Do not offer in airports "),
        ] {
            let found = Sample::movie().with(column, text).findings();
            let rules: Vec<&str> = found.iter().map(|finding| finding.rule.name()).collect();
            assert_eq!(rules, ["unused-field"], "{column}");
        }
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
