//! The rule `bundle-sequence`.

use std::collections::BTreeSet;

use ema_model::{Column, Unplaced, trim};

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Row, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "bundle-sequence",
    summary: "the titles of a bundle are not numbered from 1 without gaps",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if the `sequence` of a BundledAsset is not a number from 1 to the number of \
               titles in the bundle, or is used twice.",
        why: "The numbers determine the order in which the titles are shown. If a number is \
              missing or repeated, a platform can't determine whether a title is missing.",
        example: "Three BundledAssets with the sequences 1, 2 and 4.",
        remedy: "Number the BundledAssets 1, 2, 3 and so on.",
        source: "MovieLabs, structure rules of XML Avails 2.4 to 2.7: the titles of a bundle are \
                 numbered from 1",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    // `row.unplaced` does not contain a sequence that equals the title's position in the list.
    let unplaced = row.unplaced();
    let moved: Vec<&Unplaced> = unplaced.filter(|said| is_sequence(&said.path)).collect();
    let titles = row.avail.bundled_alids();
    let titles = titles.value().map_or(0, |titles| titles.len());
    let mut taken = BTreeSet::new();
    for said in &moved {
        let text = trim(&said.content);
        let number = text.parse().ok().filter(|at| (1..=titles).contains(at));
        let fault = match number {
            None => format!(
                "the sequence {} is not a number from 1 to {titles}, the number of titles in the \
                     bundle",
                quoted(text)
            ),
            // This is the only sequence that does not match its title's position, so it must
            // duplicate another title's sequence.
            Some(_) if moved.len() == 1 => {
                format!("the sequence {} is used twice", quoted(text))
            }
            Some(number) if !taken.insert(number) => {
                format!("the sequence {} is used twice", quoted(text))
            }
            Some(_) => continue,
        };
        let place = Place {
            position: Some(said.position),
            ..reporter.place(Some(Column::BundledAlids))
        };
        let help = "Number the BundledAssets 1, 2, 3 and so on, each once.";
        let finding = reporter.report_place(place, fault, help);
        finding.field = Some("sequence".into());
        finding.value = Some(text.into());
    }
}

/// Matches `Asset/BundledAsset/@sequence` and `Asset/BundledAsset[2]/@sequence`.
fn is_sequence(path: &str) -> bool {
    path.starts_with("Asset/BundledAsset") && path.ends_with("/@sequence")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns a bundle of three titles with these sequences, which differ from the titles'
    /// positions.
    fn bundle(moved: &[&str]) -> Sample {
        let bundle = Sample::movie()
            .with(Column::WorkType, "Collection")
            .with(Column::BundledAlids, "FIRSTDANCE; SECONDDANCE; LASTDANCE")
            .in_xml();
        moved.iter().fold(bundle, |bundle, sequence| {
            bundle.with_unplaced("Asset/BundledAsset/@sequence", sequence)
        })
    }

    #[test]
    fn numbers_without_gaps_pass_in_any_order() {
        assert_silent(&RULE, &bundle(&[]));
        assert_silent(&RULE, &bundle(&["2", "1"]));
        assert_silent(&RULE, &bundle(&["3", " 1 ", "2"]));
    }

    #[test]
    fn gaps_and_repeats_are_found() {
        assert_snapshot(
            fired(&RULE, &bundle(&["4"])),
            str![[r#"
line 100 sequence: error
  the sequence `4` is not a number from 1 to 3, the number of titles in the bundle
  help: Number the BundledAssets 1, 2, 3 and so on, each once.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &bundle(&["1"])),
            str![[r#"
line 100 sequence: error
  the sequence `1` is used twice
  help: Number the BundledAssets 1, 2, 3 and so on, each once.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &bundle(&["3", "3"])),
            str![[r#"
line 100 sequence: error
  the sequence `3` is used twice
  help: Number the BundledAssets 1, 2, 3 and so on, each once.

"#]],
        );
        for sequence in ["0", "-1", "first", "99999999999999999999"] {
            fired(&RULE, &bundle(&[sequence]));
        }
    }

    #[test]
    fn a_bundle_is_told_once() {
        assert_eq!(
            fired(&RULE, &bundle(&["4"]).twice()),
            fired(&RULE, &bundle(&["4"]))
        );
    }
}
