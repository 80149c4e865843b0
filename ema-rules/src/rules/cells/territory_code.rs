//! `territory-code`

use currency_map::{Territory, TerritoryStatus};
use ema_model::{Kind, Reason, Value};

use crate::check::{CellAt, Found};
use crate::rule::{Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "territory-code",
    summary: "a territory is not a country code of ISO 3166-1",
    section: Section::Cells,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where Territory or TerritoryExclusion names something that is not an assigned \
               two-letter code of ISO 3166-1: another spelling of a country, a code that has been \
               withdrawn, or a code for the whole world. Codes of regions such as `CA-QC` are \
               taken under the profile `ema` alone.",
        why: "The platform looks the code up. If it does not find it, the row grants rights nowhere, \
              or the file is refused.",
        example: "Territory `UK` is wrong: the code of the United Kingdom is `GB`.",
        mend: "Write the two-letter code of the country.",
        source: "Prime Video, \"Content rights\", field Territory; ISO 3166-1; EMA Avails data \
                 dictionary, AvailTrans/Territory",
    },
    check: Check::Cell(|kind| kind == Kind::Territories, check),
};

fn check(at: &CellAt<'_>, found: &mut Found<'_>) {
    if let Value::Territories(territories) = at.cell.value() {
        for territory in territories {
            let country = territory.country();
            match country.status() {
                TerritoryStatus::Withdrawn { on, successors } => {
                    found.cell(
                        at.cell,
                        format!("`{country}` was the code of {} until {on}", country.name()),
                        instead(successors),
                    );
                }
                TerritoryStatus::Assigned if territory.region().is_none() => {}
                TerritoryStatus::Assigned if at.row.profile.platform.is_none() => {}
                TerritoryStatus::Assigned => {
                    found.cell(
                        at.cell,
                        format!("`{territory}` is a region of {}, not a country", country.name()),
                        format!(
                            "Prime Video takes whole countries. If the rights cover all of {}, write \
                             `{country}`.",
                            country.name()
                        ),
                    );
                }
                _ => {
                    found.cell(
                        at.cell,
                        format!(
                            "`{country}` ({}) is not assigned by ISO 3166-1",
                            country.name()
                        ),
                        "Ask the platform which code it takes for this territory.",
                    );
                }
            }
        }
    }
    for fault in at
        .cell
        .faults()
        .iter()
        .filter(|fault| fault.reason == Reason::Territory)
    {
        let code = &at.cell.text()[fault.at.clone()];
        let help = match Territory::suggest(code) {
            Some(right) => format!("Write `{right}` ({}).", right.name()),
            None => "Write the two-letter code of the country, such as `US` or `GB`; one row for \
                     each country."
                .to_owned(),
        };
        found.cell(
            at.cell,
            format!("`{code}` is not a country code of ISO 3166-1"),
            help,
        );
    }
}

fn instead(successors: &[Territory]) -> String {
    let names: Vec<String> = successors
        .iter()
        .map(|territory| format!("`{territory}` ({})", territory.name()))
        .collect();
    match &names[..] {
        [] => "Write the code that is in use today.".to_owned(),
        [one] => format!("Write {one}."),
        several => format!("Write the one that is meant: {}.", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::Column;

    #[test]
    fn assigned_codes_pass() {
        for code in ["US", "GB", "DE", "us", "US, CA"] {
            assert_silent(&RULE, &Sample::movie().with(Column::Territory, code));
        }
    }

    #[test]
    fn other_spellings_are_named_with_the_code_that_is_meant() {
        let sample = Sample::movie().with(Column::Territory, "UK");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn withdrawn_codes_are_named_with_their_successors() {
        let sample = Sample::movie().with(Column::Territory, "AN");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn what_means_no_country_is_named() {
        let sample = Sample::movie().with(Column::Territory, "US, Worldwide");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn regions_are_for_ema_alone() {
        let sample = Sample::movie().with(Column::Territory, "CA-QC");
        insta::assert_snapshot!(fired(&RULE, &sample));
        assert_silent(&RULE, &sample.under_ema());
    }
}
