//! The rule `bundle-fields`.

use ema_model::{Avail, Cell, Column, EmaVersion, Format, WorkType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "bundle-fields",
    summary: "a bundle lists no titles, or a title that is not a bundle lists some",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if BundledALIDs has a value but WorkType is not `Collection`, or if a row \
               with the WorkType `Collection` has no BundledALIDs. Rows that delete do not need \
               BundledALIDs.",
        why: "A bundle is sold as a unit, and BundledALIDs lists its titles. Without the list, \
              there is nothing to sell. On a row with another WorkType, the list has no meaning.",
        example: "WorkType `Movie` with BundledALIDs `FIRSTDANCE; SECONDDANCE`.",
        remedy: "If the row is a bundle, set WorkType to `Collection` and list the titles. \
                 Otherwise, delete the list.",
        source: "EMA Avails data dictionary (1.7.2), Avail/BundledALIDs: the ALIDs of the titles \
                 in a Collection",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    // In XML, `bundled-asset` reports the list instead.
    let in_xml = row.format == Format::Xml;
    if let Some(cell) = misplaced_list(avail).filter(|_| !in_xml) {
        let work = avail.cell(Column::WorkType).map_or("", Cell::trimmed);
        reporter.report_cell(
            cell,
            format!(
                "{} is a list of bundled titles, but WorkType is {}, not `Collection`",
                quoted(cell.trimmed()),
                quoted(work)
            ),
            "If the row sells these titles as one, write `Collection` in WorkType. If not, delete \
             the list.",
        );
    }
    let list = avail.cell(Column::BundledAlids);
    if is_bundle(avail)
        && list.is_none_or(Cell::is_blank)
        && !removes(avail)
        && row.version() > EmaVersion::V1_6
    {
        reporter.report_blank(
            Column::BundledAlids,
            "the row is a bundle (WorkType `Collection`), but BundledALIDs does not list its \
             titles",
            "Write the ALIDs of the titles, with semicolons between them.",
        );
    }
}

/// Returns BundledALIDs if it is filled on a row that is not a bundle.
pub(in crate::rules) fn misplaced_list(avail: &Avail) -> Option<&Cell> {
    let work = avail.work_type().value()?;
    let list = avail.cell(Column::BundledAlids)?;
    // The unknown WorkType might be a misspelling of `Collection`.
    let other = work.word().is_some() && !is_bundle(avail);
    (other && holds_value(list) && !removes(avail)).then_some(list)
}

fn is_bundle(avail: &Avail) -> bool {
    avail.work_type().value() == Some(&WorkType::Collection)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn bundle() -> Sample {
        Sample::movie()
            .with(Column::WorkType, "Collection")
            .with(Column::BundledAlids, "FIRSTDANCE; SECONDDANCE")
    }

    #[test]
    fn bundles_with_a_list_and_titles_without_pass() {
        assert_silent(&RULE, &bundle());
        assert_silent(&RULE, &Sample::movie().with(Column::BundledAlids, " "));
        let unknown = bundle().with(Column::WorkType, "Bundle");
        assert_silent(&RULE, &unknown);
        let deleted = bundle().with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted.clone().with(Column::BundledAlids, ""));
        assert_silent(&RULE, &deleted.with(Column::WorkType, "Movie"));
        // Version 1.6 has no BundledALIDs.
        let old = bundle().without(Column::BundledAlids);
        assert_silent(&RULE, &old.version(EmaVersion::V1_6));
    }

    #[test]
    fn a_list_in_what_is_no_bundle_is_found() {
        assert_snapshot(
            fired(&RULE, &bundle().with(Column::WorkType, "Movie")),
            str![[r#"
R4 BundledALIDs: error
  `FIRSTDANCE; SECONDDANCE` is a list of bundled titles, but WorkType is `Movie`, not `Collection`
  help: If the row sells these titles as one, write `Collection` in WorkType. If not, delete the list.

"#]],
        );
    }

    #[test]
    fn a_bundle_of_nothing_is_found() {
        assert_snapshot(
            fired(&RULE, &bundle().with(Column::BundledAlids, "")),
            str![[r#"
R4 BundledALIDs: error
  the row is a bundle (WorkType `Collection`), but BundledALIDs does not list its titles
  help: Write the ALIDs of the titles, with semicolons between them.

"#]],
        );
        fired(&RULE, &bundle().without(Column::BundledAlids).under_ema());
    }
}
