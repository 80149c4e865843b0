//! The rule `ref-alid`.

use ema_model::Column;

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "ref-alid",
    summary: "a RefALID is missing, or is on a title that should not have one",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if a Transaction in an XML file has a RefALID although its Asset is neither a \
               Supplemental nor a Promotion. The rule also fires if the Transaction of a \
               Supplemental or Promotion has no RefALID.",
        why: "RefALID names the title to which bonus material or a promotion belongs. Bonus \
              material without a RefALID does not belong to any title, and a movie or episode with \
              a RefALID becomes an extra of another title.",
        example: "`<RefALID>` in an Avail whose Asset has the WorkType Movie.",
        remedy: "Set the RefALID of bonus material and promotions to the ALID of their title, and \
               remove RefALID from all other Transactions.",
        source: "MovieLabs, structure rules of XML Avails 2.2 to 2.7: RefALID is for Supplemental \
                 and Promotion",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let work_type = row.avail.work_type();
    let Some(work_type) = work_type.value() else {
        return;
    };
    let refers = matches!(work_type.as_str(), "Supplemental" | "Promotion");
    let reference = row.avail.cell(Column::RefAlid);
    match reference.filter(|cell| !cell.is_blank()) {
        Some(cell) if !refers => {
            reporter.report_cell(
                cell,
                format!(
                    "the Transaction refers to {}, but the Asset is a {}, which does not belong to another title",
                    quoted(cell.trimmed()),
                    quoted(work_type.as_str())
                ),
                "Remove RefALID. If the Asset is bonus material, write the WorkType Supplemental \
                 and the AvailType supplement.",
            );
        }
        None if refers => {
            reporter.report_blank(
                Column::RefAlid,
                format!(
                    "the Asset is a {}, but the Transaction does not name its title",
                    quoted(work_type.as_str())
                ),
                "Write the ALID of the title in RefALID.",
            );
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn titles_without_and_bonus_material_with_a_reference_pass() {
        assert_silent(&RULE, &Sample::movie().in_xml());
        let bonus = Sample::movie()
            .with(Column::WorkType, "Supplemental")
            .with(Column::RefAlid, "FIRSTDANCE");
        assert_silent(&RULE, &bonus.clone().in_xml());
        // On the Bonus tab of a workbook, other rules report missing cells.
        assert_silent(&RULE, &bonus.with(Column::RefAlid, ""));
    }

    #[test]
    fn a_reference_of_a_movie_is_found() {
        let sample = Sample::movie()
            .with(Column::RefAlid, "SECONDDANCE")
            .in_xml();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 118 RefALID: error
  the Transaction refers to `SECONDDANCE`, but the Asset is a `Movie`, which does not belong to another title
  help: Remove RefALID. If the Asset is bonus material, write the WorkType Supplemental and the AvailType supplement.

"#]],
        );
    }

    #[test]
    fn bonus_material_of_no_title_is_found() {
        let sample = Sample::movie()
            .with(Column::WorkType, "Supplemental")
            .in_xml();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 100 RefALID: error
  the Asset is a `Supplemental`, but the Transaction does not name its title
  help: Write the ALID of the title in RefALID.

"#]],
        );
    }
}
