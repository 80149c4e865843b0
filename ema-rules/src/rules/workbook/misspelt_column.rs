//! The rule `misspelt-column`.

use ema_model::{Column, Header, HeaderColumn, Text, trim};

use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity, SheetAt};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "misspelt-column",
    summary: "a column is not spelled as in the template",
    section: Section::Workbook,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires for each header that is recognized but not spelled as in the templates of the \
               version. The header may differ in case, have spaces around it, or be another common \
               name for the column. Spellings in the templates themselves, such as `BundleALIDs`, \
               are accepted.",
        why: "`ema` recognizes the column, but other programs may not find it.",
        example: "`TerritoryExcluded`, as in Prime Video's field list. The template has \
                  `TerritoryExclusion`.",
        remedy: "Spell the name as in the template.",
        source: "EMA Avails templates 1.6 to 1.9, row 2: the names of the columns; Prime Video, \
                 \"Content rights\", field list, whose names sometimes differ from the template's",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
    for header in sheet.header.columns() {
        let Some(column) = header
            .column
            .filter(|column| !is_spelt(sheet, *column, header))
        else {
            continue;
        };
        let name = spelling(sheet.header, column);
        let stands = quoted(trim(&header.name));
        let message = if trim(&header.name) == name {
            format!("{stands} has spaces around it")
        } else {
            format!("{stands} is read as `{name}`, which is how the template spells it")
        };
        reporter
            .report_header(header, message, format!("Write `{name}`."))
            .fix = Some(Text::from(name));
    }
}

/// Returns whether a template for the version contains this spelling of the column. All templates
/// for the version are considered, because a single tab in version 1.8 or 1.9 may contain columns
/// from several templates.
fn is_spelt(sheet: &SheetAt<'_>, column: Column, header: &HeaderColumn) -> bool {
    let version = sheet.header.version();
    let mut placements = column.placements().iter();
    header.name == column.name()
        || placements.any(|place| place.layout.version == version && header.name == place.header)
}

/// Returns the column's spelling in the tab's template.
fn spelling(header: &Header, column: Column) -> &'static str {
    column
        .placement(header.layout())
        .map_or(column.name(), |placement| placement.header)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn spelt(column: Column, name: &'static str) -> Sample {
        Sample::movie()
            .with(column, "x")
            .headed(|head| head.names.push((column, name.to_owned())))
    }

    #[test]
    fn the_spellings_of_the_templates_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &spelt(Column::BundledAlids, "BundleALIDs"));
        assert_silent(&RULE, &spelt(Column::BundledAlids, "BundledALIDs"));
        let exceptions = spelt(Column::ExceptionFlag, "ExceptionsFlag");
        assert_silent(&RULE, &exceptions.version(EmaVersion::V1_6));
        let volume = spelt(Column::VolumeDistributionNumber, "VolumeDistributinoNumber");
        assert_silent(&RULE, &volume.version(EmaVersion::V1_9));
    }

    #[test]
    fn a_spelling_of_another_version_is_reported() {
        assert_snapshot(
            fired(&RULE, &spelt(Column::ExceptionFlag, "ExceptionsFlag")),
            str![[r#"
R2 ExceptionsFlag: notice
  `ExceptionsFlag` is read as `ExceptionFlag`, which is how the template spells it
  help: Write `ExceptionFlag`.
  fix: `ExceptionFlag`

"#]],
        );
    }

    #[test]
    fn a_name_from_elsewhere_is_reported() {
        let sample = spelt(Column::TerritoryExclusion, "TerritoryExcluded");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R2 TerritoryExcluded: notice
  `TerritoryExcluded` is read as `TerritoryExclusion`, which is how the template spells it
  help: Write `TerritoryExclusion`.
  fix: `TerritoryExclusion`

"#]],
        );
    }

    #[test]
    fn other_case_and_spaces_are_reported() {
        assert_snapshot(
            fired(&RULE, &spelt(Column::LicenseType, "license type")),
            str![[r#"
G2 license type: notice
  `license type` is read as `LicenseType`, which is how the template spells it
  help: Write `LicenseType`.
  fix: `LicenseType`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &spelt(Column::Territory, "Territory ")),
            str![[r#"
C2 Territory : notice
  `Territory` has spaces around it
  help: Write `Territory`.
  fix: `Territory`

"#]],
        );
    }
}
