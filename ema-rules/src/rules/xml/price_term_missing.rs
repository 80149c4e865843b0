//! The rule `price-term-missing`.

use ema_model::{Avail, Column, Format, LicenseType, PriceType};

use crate::engine::{AppliesTo, Check, Page, Reporter, RequiredBy, Row, Rule, Section, Severity};
use crate::rules::shared::element::attribute;
use crate::rules::shared::removes;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "price-term-missing",
    summary: "a title is sold or rented, but no Term has a price",
    section: Section::Xml,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if a Transaction has no Term for a price, not even one for the suggested \
               retail price. Under `prime-video`, the rule checks sales, rentals and pre-orders. \
               Under `ema`, it checks everything except subscriptions and free titles. \
               Transactions that delete do not need a price. `required-field` checks the \
               corresponding columns of sheets.",
        why: "Without a price, the title can't be sold. MovieLabs' rules make this a warning, \
              because prices can be agreed on elsewhere, but Prime Video requires them.",
        example: "`<LicenseType>EST</LicenseType>` in a Transaction without `<Term termName=\"WSP\">`.",
        remedy: "Add the Term, such as `WSP` with Money, or `Category` with Text.",
        source: "MovieLabs, structure rules of XML Avails 2.2 to 2.7: a Transaction should have a \
                 price; Prime Video, \"Content rights\", PriceType and PriceValue: required for \
                 all TVOD titles",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    if !lacks_price(row) {
        return;
    }
    let license = row.avail.license_type().value();
    let message = format!(
        "the LicenseType is {}, but no Term gives a price",
        quoted(license.map_or("", LicenseType::as_str))
    );
    reporter.report_blank(
        Column::PriceType,
        message,
        "Add the Term for the price, such as WSP with the amount and its currency.",
    );
}

/// Returns whether a Transaction in an XML file should have a price but has none.
pub(in crate::rules) fn lacks_price(row: &Row<'_>) -> bool {
    let avail = row.avail;
    let Some(license) = avail.license_type().value() else {
        return false;
    };
    let needs_one = match row.profile.required_by() {
        RequiredBy::PrimeVideo => license.is_transactional(),
        RequiredBy::Ema => {
            let free = matches!(license, LicenseType::Svod | LicenseType::Fvod);
            license.word().is_some() && !free
        }
    };
    row.format == Format::Xml && needs_one && !removes(avail) && !has_price(avail)
}

/// Returns whether a Term contains part of a price, even if there is no column for the Term.
fn has_price(avail: &Avail) -> bool {
    let filled = |column| avail.cell(column).is_some_and(|cell| !cell.is_blank());
    let price = [Column::PriceType, Column::PriceValue, Column::Srp];
    let is_price = |name: &str| {
        let name = name.trim_end_matches("-PostTax");
        let kind = name
            .trim_start_matches("Episode")
            .trim_start_matches("Season");
        PriceType::from(kind).word().is_some()
    };
    let mut unplaced = avail.own_unplaced().iter();
    price.into_iter().any(filled)
        || unplaced.any(|said| {
            said.path == "Transaction/Term"
                && attribute(&said.content, "termName").is_some_and(is_price)
        })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn unpriced() -> Sample {
        Sample::movie()
            .with(Column::PriceType, "")
            .with(Column::PriceValue, "")
            .with(Column::PriceCurrency, "")
            .in_xml()
    }

    #[test]
    fn any_term_of_price_passes() {
        assert_silent(&RULE, &Sample::movie().in_xml());
        assert_silent(&RULE, &unpriced().with(Column::Srp, "9.99"));
        for name in ["EpisodeWSP-PostTax", "Tier"] {
            let term = format!("<avails:Term termName=\"{name}\"/>");
            let sample = unpriced().with_unplaced("Transaction/Term", &term);
            assert_silent(&RULE, &sample);
        }
    }

    #[test]
    fn not_every_license_has_a_price() {
        for license in ["SVOD", "FVOD", "Barter", ""] {
            let sample = unpriced().with(Column::LicenseType, license);
            assert_silent(&RULE, &sample);
            assert_silent(&RULE, &sample.under_ema());
        }
        let free = unpriced().with(Column::LicenseType, "AVOD");
        assert_silent(&RULE, &free);
        fired(&RULE, &free.under_ema());
        let deleted = unpriced().with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn a_sale_without_a_price_is_found_by_one_rule() {
        assert_snapshot(
            fired(&RULE, &unpriced()),
            str![[r#"
line 100 PriceType: error
  the LicenseType is `EST`, but no Term gives a price
  help: Add the Term for the price, such as WSP with the amount and its currency.

"#]],
        );
        let term = "<avails:Term termName=\"CampaignID\"/>";
        let other = unpriced()
            .with_unplaced("Transaction/Term", term)
            .under_ema();
        assert_snapshot(
            fired(&RULE, &other),
            str![[r#"
line 100 PriceType: warning
  the LicenseType is `EST`, but no Term gives a price
  help: Add the Term for the price, such as WSP with the amount and its currency.

"#]],
        );
        for sample in [unpriced(), other] {
            let findings = sample.findings();
            assert!(findings.iter().all(|it| it.rule.name() == RULE.name()));
        }
    }

    #[test]
    fn a_suggested_retail_price_is_enough_for_ema_alone() {
        let retail = unpriced().with(Column::Srp, "9.99");
        let rules = |sample: &Sample| {
            let findings = sample.findings();
            let of: Vec<&str> = findings
                .iter()
                .filter(|it| it.severity == crate::Severity::Error)
                .map(|it| it.rule.name())
                .collect();
            of.join(", ")
        };
        assert_eq!(rules(&retail), "required-field, required-field");
        assert_eq!(rules(&retail.under_ema()), "");
    }
}
