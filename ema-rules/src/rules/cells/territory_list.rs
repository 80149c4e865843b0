//! The rule `territory-list`.

use ema_model::{Column, EmaVersion, Kind, Reason, Value};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Reporter, Rule, Section, Severity,
};
use crate::scope::takes_territory_list;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "territory-list",
    summary: "a cell lists several territories where one is allowed, or has no commas between them",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if Territory lists several territories although the version allows only one \
               per row. Versions before 1.7.3 never allow a list, version 1.7.3 allows lists only \
               for SVOD, and later versions allow them on every row. The rule also fires if the \
               territories are not separated by commas, or if there is nothing between two \
               commas.\n\n\
               Prime Video's page does not mention such a limit (\"Territories where rights are \
               being granted\"), so a list is only a warning under `prime-video`. A wrong \
               separator is an error under every profile.",
        why: "A platform that expects one code does not recognize the list, so it rejects the row.",
        example: "Territory `US, CA` on an EST row of version 1.7.2; `US;CA` in any version.",
        remedy: "Write a row for each territory. If the row may have a list, separate the codes with \
               commas.",
        source: "EMA Avails templates, Instructions and FAQ: one row per territory; EMA Avails \
                 change log, 1.7.3 and 1.8: lists of territories are allowed for SVOD, and later \
                 for every license",
    },
    check: Check::Cell(|kind| kind == Kind::Territories, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.trimmed();
    let faults = at.cell.faults();
    let empty = faults.iter().any(|fault| fault.reason == Reason::EmptyItem);
    let territories = match at.cell.value() {
        Value::Territories(territories) => territories.len(),
        // `territory-code` reports a value that is not a territory. In that case, the number of
        // territories is unknown.
        _ if empty => 0,
        _ => return,
    };
    if territories > 1 && takes_one(at) {
        let message = match at.version() {
            EmaVersion::V1_7_3 => "version 1.7.3 accepts a list of territories only for SVOD",
            _ => "before version 1.7.3, a row may have only one territory",
        };
        let help = "Write a row for each territory.";
        let finding = reporter.report_cell(at.cell, format!("{}: {message}", quoted(text)), help);
        if at.profile.has(Difference::TerritoryLists) {
            finding.with_severity(Severity::Warning);
        }
    } else if empty {
        let message = format!(
            "{} has a separator without a territory next to it",
            quoted(text)
        );
        let codes: Vec<&str> = items(text).collect();
        let surely = faults.iter().all(|fault| fault.reason == Reason::EmptyItem);
        let finding = reporter.report_cell(
            at.cell,
            message,
            "Write the codes with one comma between them.",
        );
        if surely && !codes.is_empty() && (codes.len() == 1 || !takes_one(at)) {
            finding.fix = Some(codes.join(", ").into());
        }
    } else if text.contains([';', '|']) {
        let message = format!(
            "{} has something other than commas between its codes",
            quoted(text)
        );
        let right = items(text).collect::<Vec<_>>().join(", ");
        let finding = reporter.report_cell(at.cell, message, "Put commas between the codes.");
        finding.fix = Some(right.into());
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    let items = text.split([',', ';', '|']).map(ema_model::trim);
    items.filter(|item| !item.is_empty())
}

/// Returns whether the cell may contain only one territory. An exclusion may always be a list.
fn takes_one(at: &CellAt<'_>) -> bool {
    // Only version 1.7.3 makes a difference between licenses. In the others, the row isn't requested, so that the
    // findings of a long list are cached.
    let license = match at.version() {
        EmaVersion::V1_7_3 => at.row().avail.license_type().value(),
        _ => None,
    };
    at.column() == Some(Column::Territory) && !takes_territory_list(at.version(), license)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn list(license: &str, version: EmaVersion) -> Sample {
        Sample::movie()
            .with(Column::Territory, "US, CA")
            .with(Column::LicenseType, license)
            .version(version)
    }

    #[test]
    fn lists_pass_where_version_and_license_take_them() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &list("SVOD", EmaVersion::V1_7_3));
        for license in ["EST", "SVOD", "AVOD"] {
            assert_silent(&RULE, &list(license, EmaVersion::V1_8));
            assert_silent(&RULE, &list(license, EmaVersion::V1_9));
        }
        let exclusion = Sample::movie().with(Column::TerritoryExclusion, "US, CA");
        assert_silent(&RULE, &exclusion);
    }

    #[test]
    fn a_blank_license_leaves_the_question_open() {
        assert_silent(&RULE, &list("", EmaVersion::V1_7_3));
    }

    #[test]
    fn lists_are_found_where_they_may_not_be() {
        assert_snapshot(
            fired(&RULE, &list("EST", EmaVersion::V1_7_3)),
            str![[r#"
C4 Territory: warning
  `US, CA`: version 1.7.3 accepts a list of territories only for SVOD
  help: Write a row for each territory.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &list("SVOD", EmaVersion::V1_7_2)),
            str![[r#"
C4 Territory: warning
  `US, CA`: before version 1.7.3, a row may have only one territory
  help: Write a row for each territory.

"#]],
        );
        fired(&RULE, &list("SVOD", EmaVersion::V1_6));
        fired(&RULE, &list("EST", EmaVersion::V1_7_3).under_ema());
    }

    #[test]
    fn other_separators_are_mended() {
        let shown = ["US;CA", "US | CA"].map(|text| {
            let sample = list("EST", EmaVersion::V1_8).with(Column::Territory, text);
            fired(&RULE, &sample)
        });
        assert_snapshot(
            shown.concat(),
            str![[r#"
C4 Territory: error
  `US;CA` has something other than commas between its codes
  help: Put commas between the codes.
  fix: `US, CA`
C4 Territory: error
  `US | CA` has something other than commas between its codes
  help: Put commas between the codes.
  fix: `US, CA`

"#]],
        );
        let exclusion = Sample::movie().with(Column::TerritoryExclusion, "US;CA");
        fired(&RULE, &exclusion);
    }

    #[test]
    fn separators_beside_nothing_are_mended() {
        let shown = ["US,,CA", "US,", ","].map(|text| {
            let sample = list("EST", EmaVersion::V1_8).with(Column::Territory, text);
            fired(&RULE, &sample)
        });
        assert_snapshot(
            shown.concat(),
            str![[r#"
C4 Territory: error
  `US,,CA` has a separator without a territory next to it
  help: Write the codes with one comma between them.
  fix: `US, CA`
C4 Territory: error
  `US,` has a separator without a territory next to it
  help: Write the codes with one comma between them.
  fix: `US`
C4 Territory: error
  `,` has a separator without a territory next to it
  help: Write the codes with one comma between them.

"#]],
        );
    }

    #[test]
    fn what_is_no_territory_is_another_rules() {
        let sample = list("EST", EmaVersion::V1_7_2).with(Column::Territory, "US, UK");
        assert_silent(&RULE, &sample);
    }
}
