//! The catalog of rules, with one file per rule.

use crate::engine::Rule;

mod cells;
mod collected;
mod groups;
mod held;
mod rows;
mod shared;
mod workbook;
mod xml;

#[cfg(test)]
mod advice;
#[cfg(test)]
mod paper;

pub(crate) use shared::demands::rows_that_need;
pub(crate) use shared::vocabulary::{accepted_keywords, accepted_words};

/// Returns all rules in the catalog, section by section.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        workbook::RULES,
        cells::RULES,
        rows::RULES,
        groups::RULES,
        held::RULES,
        xml::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Finds a rule by name. Returns `None` if the catalog has no rule with that name.
///
/// ```
/// assert!(ema_rules::rule("window-overlap").is_some());
/// assert!(ema_rules::rule("no-such-rule").is_none());
/// ```
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::rules;
    use crate::Profile;
    use crate::testing::{Sample, assert_snapshot, str};
    use ema_model::Column;

    /// A name identifies a rule forever, so a name that is removed from this list is never reused.
    #[test]
    fn the_names_are_those_that_were_given() {
        let names: Vec<&str> = rules().map(|rule| rule.name()).collect();
        assert_snapshot(
            names.join("\n"),
            str![[r#"
row-limit
unsupported-version
header-layout
version-conflict
missing-column
unknown-column
misspelt-column
duplicate-column
wrong-category
several-sheets
no-avails
not-a-workbook
formula-cell
error-cell
hidden-duplicate-cell
row-order
numeric-id
text-date
stray-space
control-character
file-name
encoding
hidden-sheet
merged-cell
converted-cell
required-field
unknown-value
unlisted-value
value-case
superseded-format
territory-code
territory-list
currency-code
currency-withdrawn
currency-default
currency-missing
currency-unusual
money
language-tag
language-unregistered
language-suffix
language-separator
language-both
holdback-overlap
id-characters
id-mismatch
invisible-mark
mixed-script
double-space
blank-in-id
eidr-syntax
eidr-check
date-syntax
duration-syntax
run-time
number-syntax
rating-unknown
unused-field
language-region
stray-row
window-reversed
distant-year
local-time-gap
local-time-fold
price-pairing
price-by-arrangement
tpr-without-srp
price-not-wanted
svod-price
price-zero
watch-longer-than-rental
preorder-fields
preorder-end
end-keyword
time-not-wanted
caption-contradiction
asset-language-count
language-contradiction
exclusion-empty
bundle-fields
lag-without-condition
event-needs-exception-flag
branding-version
channel-version
channel-unnamed
ended
lead-time
window-duplicate
window-overlap
language-overlap
preorder-after-sale
preorder-without-sale
preorder-gap
entry-conflict
full-delete-live
full-delete-window
suppression-date
day-begins-elsewhere
day-month-exchanged
price-outlier
title-conflict
id-reused
similar-id
title-two-ids
avail-id-reused
episode-gap
volume-episode-twice
season-offer
episode-start-far
holdback-split
channel-spelling
licensor-spelling
dropped-live
dropped-future
taken-down
channel-missing
nothing-held
avail-type-assets
metadata-block
ref-alid
bundled-asset
pre-order-term
condition-tbd
price-term-missing
bundle-sequence
duplicate-alid
xml-structure
stale-text
"#]],
        );
        let different: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(different.len(), names.len());
        for name in names {
            let kebab =
                |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
            assert!(name.split('-').all(kebab), "{name}");
        }
    }

    #[test]
    fn every_rule_is_on_somewhere_and_has_a_page() {
        for rule in rules() {
            let profiles = [Profile::prime_video(), Profile::ema()];
            assert!(
                profiles.iter().any(|it| it.severity(rule).is_some()),
                "{}",
                rule.name()
            );
            let page = rule.page();
            for text in [
                rule.summary(),
                page.what,
                page.why,
                page.example,
                page.remedy,
                page.source,
            ] {
                assert!(!text.trim().is_empty(), "{}", rule.name());
                assert!(!text.contains("TODO"), "{}: {text:?}", rule.name());
                assert!(
                    !text.contains("  "),
                    "{}: a line break was lost in {text:?}",
                    rule.name()
                );
            }
            assert!(!rule.summary().ends_with('.'), "{}", rule.name());
        }
    }

    /// The same long value can be in a million cells, so findings do not repeat it in full.
    #[test]
    fn no_message_repeats_a_long_cell() {
        let long = "x".repeat(32_000);
        for column in Column::ALL {
            let sample = Sample::movie()
                .and()
                .with(*column, &long)
                .and()
                .with(*column, "y");
            for finding in sample.findings() {
                let (name, message) = (finding.rule.name(), finding.message.len());
                assert!(
                    message + finding.help.len() < 2_000,
                    "{name} on {column}: {message} bytes"
                );
            }
        }
    }
}
