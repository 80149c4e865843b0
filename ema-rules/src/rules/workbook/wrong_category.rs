//! The rule `wrong-category`.

use ema_model::{Column, Layout, Text, trim};

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Rule, Section, Severity, SheetAt};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "wrong-category",
    summary: "a column is under a different category than in the template",
    section: Section::Workbook,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires for each column whose category in row 1 is neither the one in the data \
               dictionary nor the one in a template of the version. For a few columns, the \
               dictionary and the template differ, and either category is accepted. A blank \
               category is also accepted.",
        why: "`ema` finds columns by name, but other programs also look at the category and may \
              miss the column.",
        example: "`AvailTrans` above DisplayName, which belongs to `Avail`.",
        remedy: "In row 1, write the category from the template.",
        source: "EMA Avails templates 1.6 to 1.9, row 1: the category of each column",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
    let layout = sheet.header.layout();
    for header in sheet.header.columns() {
        let (Some(column), Some(category)) = (header.column, &header.category) else {
            continue;
        };
        let stands = trim(category);
        if stands.is_empty() || is_right(column, stands, layout) {
            continue;
        }
        let placement = column.placement(layout);
        let right = placement.map_or(column.category(), |placement| placement.category);
        let place = Place {
            row: sheet.header.rows().categories,
            column: Some(header.index),
            ..reporter.place(None)
        };
        let message = format!("{} is above it instead of `{right}`", quoted(stands));
        let finding =
            reporter.report_place(place, message, format!("Write `{right}` in the cell."));
        finding.field = Some(header.name.clone());
        finding.value = Some(category.clone());
        finding.fix = Some(Text::from(right));
    }
}

fn is_right(column: Column, category: &str, layout: Layout) -> bool {
    let of_version = |place: &&ema_model::Placement| place.layout.version == layout.version;
    let in_templates = column
        .placements()
        .iter()
        .filter(of_version)
        .map(|place| place.category);
    in_templates
        .chain([column.category()])
        .any(|right| right.eq_ignore_ascii_case(category))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn under(column: Column, category: &'static str) -> Sample {
        Sample::movie()
            .with(column, "x")
            .headed(|head| head.categories.push((column, category.to_owned())))
    }

    #[test]
    fn the_categories_of_dictionary_and_template_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::episode());
        for category in ["AvailTrans", "AvailTerms", " availtrans"] {
            let sample = under(Column::ContractId, category).version(EmaVersion::V1_8);
            assert_silent(&RULE, &sample);
        }
        assert_silent(&RULE, &under(Column::Territory, " "));
    }

    #[test]
    fn another_category_is_reported() {
        assert_snapshot(
            fired(&RULE, &under(Column::DisplayName, "AvailTrans")),
            str![[r#"
A1 DisplayName: notice
  `AvailTrans` is above it instead of `Avail`
  help: Write `Avail` in the cell.
  fix: `Avail`

"#]],
        );
    }

    #[test]
    fn a_category_of_another_version_is_reported() {
        assert_snapshot(
            fired(&RULE, &under(Column::ContractId, "AvailTerms")),
            str![[r#"
R1 ContractID: notice
  `AvailTerms` is above it instead of `AvailTrans`
  help: Write `AvailTrans` in the cell.
  fix: `AvailTrans`

"#]],
        );
    }
}
