//! The rule `price-by-arrangement`.

use ema_model::{Field, Kind};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::rules::shared::vocabulary::is_on_request;

pub(crate) static RULE: Rule = Rule {
    name: "price-by-arrangement",
    summary: "a row has a PriceType that the platform accepts only on request",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a sale, rental or pre-order with the PriceType `Tier`, `SRP` or `NA`. \
               From 1.7 on, EMA has no PriceType `SRP`, but Prime Video's page lists it for every \
               version. Under `ema`, `unknown-value` reports it.",
        why: "The platform accepts wholesale prices (`WSP`) and revenue-share categories \
              (`Category`) from every partner. It accepts `Tier`, `SRP` and `NA` only from \
              partners whom it has asked to use them.",
        example: "PriceType `Tier` with PriceValue `4` on an EST row.",
        remedy: "Write `WSP` with the amount, or `Category` with `Library` or `New Release`. If \
               the platform has asked for this PriceType, keep it.",
        source: "Prime Video, \"Content rights\", field PriceType: \"Use Tier, SRP, or NA only if \
                 instructed by your Content Acquisition Manager\"; EMA Avails data dictionary \
                 (1.7.2), AvailTrans/PriceType, which has no `SRP`",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let Field::Value { value, cell } = avail.price_type() else {
        return;
    };
    let Some(license) = avail.license_type().value().filter(|_| !removes(avail)) else {
        return;
    };
    if license.is_transactional() && is_on_request(Kind::PriceType, value.as_str()) {
        let platform = row.profile.platform_name();
        reporter.report_cell(
            cell,
            format!("{platform} accepts the PriceType `{value}` only from partners whom it has asked to use it"),
            format!(
                "If {platform} has agreed to it, keep it. If not, write `WSP` with the amount, or `Category` with \
                 `Library` or `New Release`."
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn priced(license: &str, price_type: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, license)
            .with(Column::PriceType, price_type)
    }

    #[test]
    fn wholesale_prices_and_categories_pass() {
        for price_type in ["WSP", "Category", "", "TPR-Tier", "Price"] {
            assert_silent(&RULE, &priced("EST", price_type));
        }
        assert_silent(&RULE, &priced("EST", "Tier").under_ema());
        assert_silent(
            &RULE,
            &priced("EST", "Tier").with(Column::EntryType, "Full Delete"),
        );
    }

    #[test]
    fn only_sales_and_rentals_have_such_prices() {
        for license in ["SVOD", "FVOD"] {
            assert_silent(&RULE, &priced(license, "Tier"));
            assert_silent(&RULE, &priced(license, "SRP"));
        }
        for price_type in ["Tier", "SRP"] {
            assert_silent(&RULE, &priced("AVOD", price_type));
        }
    }

    #[test]
    fn what_has_to_be_asked_for_is_a_warning() {
        let shown = ["Tier", "NA"].map(|price_type| fired(&RULE, &priced("VOD", price_type)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
K4 PriceType: warning
  Prime Video accepts the PriceType `Tier` only from partners whom it has asked to use it
  help: If Prime Video has agreed to it, keep it. If not, write `WSP` with the amount, or `Category` with `Library` or `New Release`.
K4 PriceType: warning
  Prime Video accepts the PriceType `NA` only from partners whom it has asked to use it
  help: If Prime Video has agreed to it, keep it. If not, write `WSP` with the amount, or `Category` with `Library` or `New Release`.

"#]],
        );
        let old = priced("VOD", "SRP")
            .without(Column::PriceCurrency)
            .version(EmaVersion::V1_6);
        assert_snapshot(
            fired(&RULE, &old),
            str![[r#"
K4 PriceType: warning
  Prime Video accepts the PriceType `SRP` only from partners whom it has asked to use it
  help: If Prime Video has agreed to it, keep it. If not, write `WSP` with the amount, or `Category` with `Library` or `New Release`.

"#]],
        );
    }

    #[test]
    fn a_retail_price_is_a_warning_in_every_version() {
        assert_snapshot(
            fired(&RULE, &priced("EST", "srp")),
            str![[r#"
K4 PriceType: warning
  Prime Video accepts the PriceType `SRP` only from partners whom it has asked to use it
  help: If Prime Video has agreed to it, keep it. If not, write `WSP` with the amount, or `Category` with `Library` or `New Release`.

"#]],
        );
    }
}
