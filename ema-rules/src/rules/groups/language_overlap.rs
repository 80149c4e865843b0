//! The rule `language-overlap`.

use std::collections::{BTreeMap, BTreeSet};

use ema_model::{Column, EmaVersion, Text};

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::offer::{AssetKind, GrantedLanguage, Localization, Offer, shared};
use crate::rules::collected::clashes::meetings;
use crate::rules::collected::offers::Offers;
use crate::rules::collected::territory_lists::Matches;
use crate::rules::collected::title::Title;
use crate::span::Span;
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "language-overlap",
    summary: "two rows grant the same language at the same time",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the window of a row overlaps that of an earlier row whose offer differs \
               only in its languages, and both rows grant the same language. Examples are \
               AssetLanguage `en` and `en, fr`, a blank AssetLanguage and `en`, and `fr:sub` and \
               `fr`. The localization of a language is determined by its suffix or, if there is \
               none, by LocalizationType. A blank AssetLanguage grants every language. The page \
               for `window-overlap` explains what an offer is.\n\n\
               Rows that grant exactly the same languages belong to the same offer, so \
               `window-duplicate` and `window-overlap` report them. A row that overlaps several \
               others is reported once, with one of them and all territories. Lists that can't be \
               read are not compared. Rows whose window has ended are not compared either, because \
               such a row takes an offer down.",
        why: "The language is granted twice, and it is unclear which row's price and terms apply.",
        example: "EST HD in US from `2027-01-01` to `2027-06-30` with AssetLanguage `en`, and an \
                  otherwise identical row with `en, fr`.",
        remedy: "Grant each language in only one of the rows, or end one window before the other \
               starts.",
        source: "Prime Video, \"Content rights\", Discrete Windows: duplicate or overlapping \
                 windows are not accepted; fields AssetLanguage and LocalizationType: the \
                 languages and assets that a row grants",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports rows for a title if they grant a language that an overlapping earlier row also grants.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    if !title.has_several_offers() {
        return;
    }
    let offers = title.offers;
    // A window that has ended no longer grants anything. A row with an ended window takes an offer
    // down.
    let is_current = |row: &usize| !offers.has_ended(*row, title.file);
    let rows: Vec<usize> = title.rows.iter().copied().filter(is_current).collect();
    let number_of = |row: &usize| offers.rows[*row].offer;
    let offer_of = |row: &usize| offers.offers.get(number_of(row));
    // The rows of each offer, grouped by all parts of the offer except its languages.
    let mut alike: BTreeMap<_, Vec<&[usize]>> = BTreeMap::new();
    for rows in rows.chunk_by(|a, b| number_of(a) == number_of(b)) {
        if let Some(offer) = offer_of(&rows[0]) {
            let alike = alike.entry(offer.but_for_languages()).or_default();
            alike.push(rows);
        }
    }
    for alike in alike.into_values() {
        let granting: Vec<&Offer> = alike.iter().filter_map(|rows| offer_of(&rows[0])).collect();
        if !may_share(&granting) {
            continue;
        }
        let rows = alike.concat();
        let mut sharing: BTreeMap<usize, Matches> = BTreeMap::new();
        title
            .windows()
            .in_territories(&rows, |territories, rows, spans| {
                let granting: Vec<&Offer> = rows.iter().filter_map(offer_of).collect();
                for (here, earlier) in sharing_pairs(&granting, spans) {
                    let earlier = rows[earlier];
                    let matches = sharing
                        .entry(rows[here])
                        .or_insert_with(|| Matches::new(earlier));
                    matches.add(earlier, territories);
                }
            });
        for (here, matches) in sharing {
            report(offers, here, &matches, reporter);
        }
    }
}

/// Returns whether two different offers might grant the same language. For most titles, no two
/// offers grant the same language, so the rows do not have to be compared territory by territory.
fn may_share(offers: &[&Offer]) -> bool {
    if offers.len() < 2 {
        return false;
    }
    let mut granted = Vec::new();
    for (number, offer) in offers.iter().enumerate() {
        for language in &offer.languages {
            if language.tag.is_none() {
                return true;
            }
            let kinds = language.kinds().iter();
            granted.extend(kinds.map(|kind| (&language.tag, *kind, number)));
        }
    }
    granted.sort_unstable();
    let is_shared = |(tag, kind, offer), (next_tag, next_kind, next)| {
        (tag, kind) == (next_tag, next_kind) && offer != next
    };
    granted.windows(2).any(|pair| is_shared(pair[0], pair[1]))
}

/// Finds the rows that grant the same language at the same time as an earlier row of a different
/// offer. Maps the index of each such row to the index of the earlier row.
///
/// Rows are compared language by language, so the time is roughly proportional to the total length
/// of the language lists.
fn sharing_pairs(granting: &[&Offer], spans: &[Span]) -> BTreeMap<usize, usize> {
    let mut of_language: BTreeMap<(AssetKind, Option<&Text>), Vec<usize>> = BTreeMap::new();
    let mut of_kind: BTreeMap<AssetKind, Vec<usize>> = BTreeMap::new();
    let mut grants_all = vec![false; granting.len()];
    for (place, offer) in granting.iter().enumerate() {
        for language in &offer.languages {
            grants_all[place] |= language.tag.is_none();
            for kind in language.kinds() {
                let of_language = of_language.entry((*kind, language.tag.as_ref()));
                of_language.or_default().push(place);
                let of_kind = of_kind.entry(*kind).or_default();
                if of_kind.last() != Some(&place) {
                    of_kind.push(place);
                }
            }
        }
    }
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let mut add = |places: &[usize], matches: Vec<(usize, usize)>| {
        for (here, earlier) in matches {
            let earlier = places[earlier];
            let first = pairs.entry(places[here]).or_insert(earlier);
            *first = earlier.min(*first);
        }
    };
    let spans_of =
        |places: &[usize]| -> Vec<Span> { places.iter().map(|place| spans[*place]).collect() };
    // Rows with equal sets don't match each other. The sets are numbered, because comparing two long sets for each of
    // their languages would take time in proportion to the square of their length.
    let mut sets: BTreeMap<&BTreeSet<GrantedLanguage>, usize> = BTreeMap::new();
    let set_of: Vec<usize> = granting
        .iter()
        .map(|offer| {
            let number = sets.len();
            *sets.entry(&offer.languages).or_insert(number)
        })
        .collect();
    for places in of_language.into_values() {
        let set = |at: usize| set_of[places[at]];
        add(&places, meetings(&spans_of(&places), set));
    }
    // A row that grants every language shares a language with each row that lists specific
    // languages.
    for places in of_kind.into_values() {
        let all = |at: usize| grants_all[places[at]];
        if (0..places.len()).any(all) {
            add(&places, meetings(&spans_of(&places), all));
        }
    }
    pairs
}

fn report(offers: &Offers, here: usize, matches: &Matches, reporter: &mut Reporter<'_>) {
    let (row, other) = (&offers.rows[here], &offers.rows[matches.row]);
    let (Some(offer), Some(other_offer), Some(window), Some(other_window)) = (
        offers.offers.get(row.offer),
        offers.offers.get(other.offer),
        offers.window(here),
        offers.window(matches.row),
    ) else {
        return;
    };
    let written = offers.written(here);
    let other_row = offers.sheets.in_words(other.at, row.at);
    let differences = offers.differences(here, matches.row).unwrap_or_default();
    let column = match written.version() {
        Some(EmaVersion::V1_6) => Column::StoreLanguage,
        _ => Column::AssetLanguage,
    };
    let finding = offers.sheets.report(
        reporter,
        (row.at, column),
        written.cell(column).cloned(),
        format!(
            "{} as {} in {}: {} granted here and in {other_row}{}, and {}; the row differs from \
             {other_row} in {differences}",
            quoted(offers.id(here)),
            offers.shared_offer(here, matches.row),
            matches.territories,
            in_words(shared(&offer.languages, &other_offer.languages)),
            matches.others(),
            window.meets_in_words(other_window),
        ),
        "Grant each language in only one of the rows, or end one window before the other starts.",
    );
    let other = offers.sheets.place(other.at, Some(column));
    finding.related.push(other);
}

/// Formats languages, followed by a verb, as `` `en` and `fr:sub` are`` or `every language is`.
fn in_words(mut languages: impl Iterator<Item = GrantedLanguage>) -> String {
    const NAMED: usize = 3;
    let name = |language: GrantedLanguage| match (&language.tag, &language.localization) {
        (Some(_), _) => quoted(&language.to_string()),
        (None, Localization::Sub) => "every language in subtitles".to_owned(),
        (None, Localization::Dub) => "every language in dubs".to_owned(),
        (None, _) => "every language".to_owned(),
    };
    let mut named: Vec<String> = languages.by_ref().take(NAMED).map(name).collect();
    let more = languages.count();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let verb = if named.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", joined(named, "and"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn two(first: &str, second: &str) -> Sample {
        Sample::movie()
            .with(Column::AssetLanguage, first)
            .and()
            .with(Column::AssetLanguage, second)
    }

    #[test]
    fn languages_of_their_own_pass() {
        for (first, second) in [("en", "fr"), ("fr:sub", "fr:dub"), ("en", "en-GB")] {
            assert_silent(&RULE, &two(first, second));
        }
        let localized = two("", "")
            .with(Column::LocalizationType, "sub")
            .and()
            .with(Column::LocalizationType, "dub");
        let rows = localized.findings();
        assert_eq!(
            rows.iter()
                .filter(|it| it.rule.name() == RULE.name())
                .count(),
            2
        );
    }

    #[test]
    fn one_offer_is_reported_by_other_rules() {
        assert_silent(&RULE, &two("en", "EN:any"));
        assert_silent(&RULE, &two("", ""));
    }

    #[test]
    fn rows_that_differ_in_more_are_not_compared() {
        for (column, text) in [
            (Column::FormatProfile, "SD"),
            (Column::LicenseType, "VOD"),
            (Column::Territory, "CA"),
            (Column::PriceType, "TPR-WSP"),
            (Column::EntryType, "Full Delete"),
            (Column::Start, "2026-07-01"),
        ] {
            let first = Sample::movie().with(Column::End, "2026-06-30");
            let sample = first.and().with(Column::AssetLanguage, "en, fr");
            assert_silent(&RULE, &sample.with(column, text));
        }
        assert_silent(&RULE, &two("en", "en, fr").under_ema());
        assert_silent(&RULE, &two("en", "en;fr"));
    }

    #[test]
    fn a_language_that_is_granted_twice_is_found() {
        assert_snapshot(
            fired(&RULE, &two("en", "en,fr")),
            str![[r#"
B5 AssetLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `en` is granted here and in row 4, and both apply from `2026-01-01` to `Open`; the row differs from row 4 in AssetLanguage (`en,fr` here, `en` there)
  help: Grant each language in only one of the rows, or end one window before the other starts.
  see B4

"#]],
        );
    }

    #[test]
    fn a_blank_cell_grants_every_language() {
        assert_snapshot(
            fired(&RULE, &two("", "en")),
            str![[r#"
B5 AssetLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `en` is granted here and in row 4, and both apply from `2026-01-01` to `Open`; the row differs from row 4 in AssetLanguage (`en` here, blank there)
  help: Grant each language in only one of the rows, or end one window before the other starts.
  see B4

"#]],
        );
    }

    #[test]
    fn subtitles_are_granted_with_the_dubs() {
        let sample = two("fr", "fr")
            .with(Column::LocalizationType, "sub")
            .and()
            .with(Column::LocalizationType, "subdub")
            .with(Column::Start, "2026-02-01");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
B5 AssetLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `fr:sub` is granted here and in row 4, and both apply from `2026-01-01` to `Open`; the row differs from row 4 in LocalizationType (`sub` here, blank there)
  help: Grant each language in only one of the rows, or end one window before the other starts.
  see B4
B6 AssetLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `fr:sub` and `fr:dub` are granted here and in row 4, and the windows `2026-02-01` to `Open` and `2026-01-01` to `Open` overlap; the row differs from row 4 in LocalizationType (`subdub` here, blank there)
  help: Grant each language in only one of the rows, or end one window before the other starts.
  see B4

"#]],
        );
    }

    #[test]
    fn version_1_6_calls_the_column_store_language() {
        let sample = Sample::movie()
            .version(EmaVersion::V1_6)
            .without(Column::AssetLanguage)
            .with(Column::StoreLanguage, "en, de, fr, es, it")
            .and()
            .with(Column::StoreLanguage, "fr, es, it, de");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
Q5 StoreLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `de`, `es`, `fr` and 1 more are granted here and in row 4, and both apply from `2026-01-01` to `Open`; the row differs from row 4 in StoreLanguage (`fr, es, it, de` here, `en, de, fr, es, it` there)
  help: Grant each language in only one of the rows, or end one window before the other starts.
  see Q4

"#]],
        );
    }

    #[test]
    fn a_row_that_has_ended_grants_nothing() {
        let ended = Sample::movie()
            .with(Column::End, "2026-11-19")
            .and()
            .with(Column::AssetLanguage, "en,fr")
            .with(Column::End, "Open");
        assert_silent(&RULE, &ended);
    }
}
