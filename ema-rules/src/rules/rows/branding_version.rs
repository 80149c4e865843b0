//! The rule `branding-version`.

use ema_model::{EmaVersion, Field};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;

pub(crate) static RULE: Rule = Rule {
    name: "branding-version",
    summary: "branding rights are granted in a version that has no column for them",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if BrandingRights is yes in a sheet of a version before 1.7.3.",
        why: "BrandingRights allows a title to be shown among originals and exclusives. The column \
              was introduced in version 1.7.3, so it is not read in a sheet of an older version.",
        example: "BrandingRights `True` in a sheet of version 1.7.2.",
        remedy: "Send the title in version 1.7.3 or later, with BrandingRights `True`. A title that \
               has already been delivered needs a new avail.",
        source: "Prime Video, \"Content rights\", field BrandingRights: avails need the value True \
                 to be among Featured Originals and Exclusives, and EMA 1.7.3 introduced the field",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    if let Field::Value { value: true, cell } = row.avail.branding_rights()
        && row.version() < EmaVersion::V1_7_3
        && !removes(row.avail)
    {
        reporter.report_cell(
            cell,
            format!(
                "branding rights are granted, but version {} has no column BrandingRights, which \
                 was introduced in 1.7.3",
                row.version()
            ),
            "Send the title in version 1.7.3 or later to have it shown among originals and \
             exclusives.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn branded(text: &str) -> Sample {
        Sample::movie().with(Column::BrandingRights, text)
    }

    #[test]
    fn versions_with_the_column_pass() {
        assert_silent(&RULE, &branded("True"));
        assert_silent(&RULE, &branded("True").version(EmaVersion::V1_9));
        assert_silent(&RULE, &branded("False").version(EmaVersion::V1_7_2));
        assert_silent(
            &RULE,
            &branded("True").version(EmaVersion::V1_7_2).under_ema(),
        );
    }

    #[test]
    fn older_versions_do_not_know_of_it() {
        assert_snapshot(
            fired(&RULE, &branded("True").version(EmaVersion::V1_7_2)),
            str![[r#"
R4 BrandingRights: notice
  branding rights are granted, but version 1.7.2 has no column BrandingRights, which was introduced in 1.7.3
  help: Send the title in version 1.7.3 or later to have it shown among originals and exclusives.

"#]],
        );
    }
}
