//! The rule `exclusion-empty`.

use std::collections::BTreeSet;

use ema_model::{Cell, Field, TerritoryCode};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "exclusion-empty",
    summary: "territories are excluded or listed without effect",
    section: Section::Rows,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if TerritoryExclusion excludes all territories of the row, which is an error. \
               The rule also fires, as a warning, if TerritoryExclusion excludes a territory that \
               is not in Territory, or if Territory lists a territory twice.",
        why: "A platform may reject a row that grants nothing, or may read it as a grant for all \
              territories. A territory that is excluded but not granted, or that is listed twice, \
              is often a typo for another territory.",
        example: "Territory `DE` with TerritoryExclusion `DE`.",
        remedy: "Correct Territory or TerritoryExclusion, or delete the row if it grants nothing.",
        source: "Prime Video, \"Content rights\", field TerritoryExcluded: \"The territories to be \
                 excluded if there is a large set of included territories\"; EMA Avails data \
                 dictionary, AvailTrans/TerritoryExclusion: territories left out of a larger grant",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    // If Territory can't be read, `territory-code` reports it.
    let Field::Value {
        value: granted,
        cell,
    } = avail.territory()
    else {
        return;
    };
    let exclusion = avail.territory_exclusion();
    // `row.territories()` has no duplicates. If Territory has the same length, it has no duplicates
    // either, so worldwide rows do not have to be searched.
    if !exclusion.is_absent() || granted.len() != row.territories().len() {
        named_twice(granted, cell, reporter);
    }
    let Field::Value {
        value: excluded,
        cell: exclusion,
    } = exclusion
    else {
        return;
    };
    let (all, without) = (quoted(cell.trimmed()), quoted(exclusion.trimmed()));
    if row.territories().is_empty() {
        reporter.report_cell(
            exclusion,
            format!("{without} excludes every territory of the row: Territory is {all}"),
            "Correct Territory or TerritoryExclusion, or delete the row if it grants nothing.",
        );
        return;
    }
    let codes: BTreeSet<&TerritoryCode> = granted.iter().collect();
    // If one of a country's regions is granted, the country is considered granted.
    let countries: BTreeSet<TerritoryCode> = granted.iter().map(|it| it.country().into()).collect();
    let is_granted = |code: &TerritoryCode| match code.region() {
        None => countries.contains(code),
        // A region can be excluded from its country.
        Some(_) => codes.contains(code) || codes.contains(&TerritoryCode::from(code.country())),
    };
    let others: BTreeSet<&TerritoryCode> =
        excluded.iter().filter(|code| !is_granted(code)).collect();
    if !others.is_empty() {
        let names = named(&others);
        reporter
            .report_cell(
                exclusion,
                format!("Territory does not list {names}, which TerritoryExclusion excludes"),
                "Correct the code, or delete it.",
            )
            .with_severity(Severity::Warning);
    }
}

fn named(codes: &BTreeSet<&TerritoryCode>) -> String {
    joined(codes.iter().map(|code| format!("`{code}`")), "and")
}

fn named_twice(granted: &[TerritoryCode], cell: &Cell, reporter: &mut Reporter<'_>) {
    let mut codes: Vec<&TerritoryCode> = granted.iter().collect();
    codes.sort_unstable();
    let pairs = codes.windows(2).filter(|pair| pair[0] == pair[1]);
    let twice: BTreeSet<&TerritoryCode> = pairs.map(|pair| pair[0]).collect();
    if !twice.is_empty() {
        let names = named(&twice);
        reporter
            .report_cell(
                cell,
                format!("Territory names {names} more than once"),
                "Delete the repeated code, or correct it if another territory is meant.",
            )
            .with_severity(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn row(granted: &str, excluded: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::Territory, granted)
            .with(Column::TerritoryExclusion, excluded)
            .version(EmaVersion::V1_8)
    }

    #[test]
    fn an_exclusion_that_leaves_something_passes() {
        assert_silent(&RULE, &row("US, CA, MX", "MX"));
        assert_silent(&RULE, &row("US, CA", ""));
        // The row excludes a province from its country.
        assert_silent(&RULE, &row("US, CA", "CA-QC").under_ema());
    }

    #[test]
    fn codes_that_cannot_be_read_are_reported_elsewhere() {
        assert_silent(&RULE, &row("UK", "UK"));
        assert_silent(&RULE, &row("GB", "UK"));
    }

    #[test]
    fn an_exclusion_that_leaves_nothing_is_an_error() {
        assert_snapshot(
            fired(&RULE, &row("DE", "DE")),
            str![[r#"
R4 TerritoryExclusion: error
  `DE` excludes every territory of the row: Territory is `DE`
  help: Correct Territory or TerritoryExclusion, or delete the row if it grants nothing.

"#]],
        );
        fired(&RULE, &row("DE, AT", "AT, DE").under_ema());
    }

    #[test]
    fn excluding_what_is_not_granted_is_a_warning() {
        assert_snapshot(
            fired(&RULE, &row("US, CA", "MX, BR")),
            str![[r#"
R4 TerritoryExclusion: warning
  Territory does not list `BR` and `MX`, which TerritoryExclusion excludes
  help: Correct the code, or delete it.

"#]],
        );
    }

    #[test]
    fn a_territory_named_twice_is_a_warning() {
        assert_snapshot(
            fired(&RULE, &row("US, CA, US", "")),
            str![[r#"
C4 Territory: warning
  Territory names `US` more than once
  help: Delete the repeated code, or correct it if another territory is meant.

"#]],
        );
    }
}
