//! The rule `holdback-split`.

use std::collections::BTreeMap;

use ema_model::Column;

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::clashes::meetings;
use crate::rules::collected::offers::Offers;
use crate::rules::collected::overlaps::clashing;
use crate::rules::collected::territory_lists::Matches;
use crate::rules::collected::title::Title;
use crate::span::Span;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "holdback-split",
    summary: "overlapping rows hold back different languages",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the window of a row overlaps that of an earlier row with the same \
               licensor, unique ID, territory, LicenseType, FormatProfile and channel but a \
               different HoldbackLanguage. Order and spelling do not matter: `EN-us` is the same \
               as `en-US`, `iw` is the same as `he`, and `fr` is the same as `fr:any`, `fr:subdub` \
               or `fr:sub, fr:dub`. Rows that list allowed languages instead are not compared, \
               because EMA permits such lists to be spread over several rows. Lists that can't be \
               read are not compared either.\n\n\
               A holdback applies to \"the specified territory/terms\", so it may end with its \
               window and differ between territories. A row that `window-duplicate` or \
               `window-overlap` reports is not reported again, and a row whose window has ended is \
               not compared. A row that overlaps several others is reported once, with one of them \
               and all territories.",
        why: "Each row applies separately. A language that only one of the rows holds back may be \
              offered under the other.",
        example: "EST HD in CA from `2027-01-01` to `Open` with HoldbackLanguage `fr-CA`, and an \
                  overlapping row at a reduced price with a blank HoldbackLanguage.",
        remedy: "List all held-back languages on each of the rows.",
        source: "EMA Avails data dictionary, HoldbackLanguage: the list is complete on each row; \
                 Prime Video, \"Content rights\", field HoldbackLanguage: these languages \"must \
                 be excluded from distribution in the specified territory/terms\"",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports a title's rows that hold back different languages than an overlapping earlier row,
/// unless one of the windows has ended.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    if !title.has_several_offers() {
        return;
    }
    let offers = title.offers;
    let holdback = |row: &usize| offers.rows[*row].holdback;
    let is_current = |row: usize| !offers.has_ended(row, title.file);
    let mut holdbacks = title.rows.iter().filter_map(holdback);
    let first = holdbacks.next();
    if holdbacks.all(|other| Some(other) == first) {
        return;
    }
    let mut differing: BTreeMap<usize, Matches> = BTreeMap::new();
    title
        .windows()
        .in_territories(title.rows, |territories, rows, spans| {
            let clashing = clashing(offers, rows, spans);
            for places in of_terms(offers, rows).into_values() {
                let spans: Vec<Span> = places.iter().map(|place| spans[*place]).collect();
                for (here, earlier) in meetings(&spans, |at| holdback(&rows[places[at]])) {
                    let (here, earlier) = (places[here], rows[places[earlier]]);
                    if !clashing[here] && is_current(rows[here]) && is_current(earlier) {
                        let matches = differing.entry(rows[here]);
                        let matches = matches.or_insert_with(|| Matches::new(earlier));
                        matches.add(earlier, territories);
                    }
                }
            }
        });
    for (here, matches) in differing {
        report(offers, here, &matches, reporter);
    }
}

/// Returns the indices of the rows that can be compared, grouped by the terms to which their
/// holdbacks apply.
fn of_terms<'a>(offers: &'a Offers, rows: &[usize]) -> BTreeMap<impl Ord + use<'a>, Vec<usize>> {
    let mut of_terms: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        if offers.rows[*row].holdback.is_some() {
            of_terms.entry(offers.terms(*row)).or_default().push(place);
        }
    }
    of_terms
}

fn report(offers: &Offers, here: usize, matches: &Matches, reporter: &mut Reporter<'_>) {
    let (row, other) = (&offers.rows[here], &offers.rows[matches.row]);
    let holdback = |number: Option<u32>| offers.holdbacks.get(number?);
    let (Some(held), Some(other_held), Some(window), Some(other_window)) = (
        holdback(row.holdback),
        holdback(other.holdback),
        offers.window(here),
        offers.window(matches.row),
    ) else {
        return;
    };
    let written = offers.written(here);
    let other_row = offers.sheets.in_words(other.at, row.at);
    let there = other_held.beyond(held);
    let there = there.map(|names| format!("{names} held back in {other_row}, but not here"));
    let only_here = held.beyond(other_held);
    let only_here =
        only_here.map(|names| format!("{names} held back here, but not in {other_row}"));
    let differences = there.into_iter().chain(only_here);
    let differences = differences.collect::<Vec<_>>().join(", ");
    let finding = offers.sheets.report(
        reporter,
        (row.at, Column::HoldbackLanguage),
        written.cell(Column::HoldbackLanguage).cloned(),
        format!(
            "{} as {} in {}: {differences}, and {}",
            quoted(offers.id(here)),
            offers.terms_in_words(here),
            matches.territories,
            window.meets_in_words(other_window),
        ),
        "If a language must not be offered at all, hold it back in each of the rows.",
    );
    let other = offers
        .sheets
        .place(other.at, Some(Column::HoldbackLanguage));
    finding.related.push(other);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns two rows with a base price and a reduced price, in overlapping windows.
    fn two(first: &str, second: &str) -> Sample {
        Sample::movie()
            .with(Column::HoldbackLanguage, first)
            .and()
            .with(Column::HoldbackLanguage, second)
            .with(Column::PriceType, "TPR-WSP")
            .with(Column::Start, "2027-07-01")
            .with(Column::End, "2027-07-31")
    }

    #[test]
    fn the_same_languages_pass_however_they_are_written() {
        for (first, second) in [
            ("", ""),
            ("fr", "fr"),
            ("fr, de", "de,fr"),
            ("en-US", "EN-us"),
            ("he", "iw"),
            ("fr", "fr:any"),
            ("fr:subdub", "fr:dub, fr:sub"),
            ("fr, fr:sub", "fr"),
        ] {
            assert_silent(&RULE, &two(first, second));
        }
    }

    #[test]
    fn other_terms_may_hold_back_other_languages() {
        for (column, text) in [
            (Column::FormatProfile, "SD"),
            (Column::Territory, "CA"),
            (Column::LicenseType, "VOD"),
            (Column::EntryType, "Full Delete"),
            (Column::Alid, "LASTDANCE"),
        ] {
            assert_silent(&RULE, &two("fr", "de").with(column, text));
        }
        let channels = two("fr", "de")
            .with(Column::LicenseType, "SVOD")
            .with(Column::GroupIdentity, "pureflix")
            .and()
            .with(Column::HoldbackLanguage, "fr")
            .with(Column::GroupIdentity, "crimeflix");
        assert_silent(&RULE, &channels);
    }

    #[test]
    fn a_holdback_may_end_with_its_window() {
        let sample = Sample::movie()
            .with(Column::HoldbackLanguage, "es-419:sub")
            .with(Column::End, "2027-06-30")
            .and()
            .with(Column::HoldbackLanguage, "")
            .with(Column::Start, "2027-07-01")
            .with(Column::End, "Open");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn rows_of_one_offer_are_reported_by_other_rules() {
        assert_silent(&RULE, &two("fr", "de").with(Column::PriceType, "WSP"));
    }

    #[test]
    fn lists_that_can_not_be_read_are_not_compared() {
        assert_silent(&RULE, &two("fr", "de;en"));
    }

    #[test]
    fn a_row_that_names_the_allowed_languages_is_left_out() {
        let sample = two("fr", "").with(Column::AllowedLanguages, "en");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_list_that_is_split_over_rows_is_found() {
        assert_snapshot(
            fired(&RULE, &two("fr", "de")),
            str![[r#"
R5 HoldbackLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `fr` is held back in row 4, but not here, `de` is held back here, but not in row 4, and the windows `2027-07-01` to `2027-07-31` and `2026-01-01` to `Open` overlap
  help: If a language must not be offered at all, hold it back in each of the rows.
  see R4

"#]],
        );
    }

    #[test]
    fn a_row_without_the_holdback_is_found() {
        assert_snapshot(
            fired(&RULE, &two("fr:sub", "")),
            str![[r#"
R5 HoldbackLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `fr:sub` is held back in row 4, but not here, and the windows `2027-07-01` to `2027-07-31` and `2026-01-01` to `Open` overlap
  help: If a language must not be offered at all, hold it back in each of the rows.
  see R4

"#]],
        );
    }

    #[test]
    fn the_kind_of_asset_counts() {
        assert_snapshot(
            fired(&RULE, &two("fr, es-419:dub", "fr:dub, es-419:dub")),
            str![[r#"
R5 HoldbackLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `fr:sub` is held back in row 4, but not here, and the windows `2027-07-01` to `2027-07-31` and `2026-01-01` to `Open` overlap
  help: If a language must not be offered at all, hold it back in each of the rows.
  see R4

"#]],
        );
    }

    #[test]
    fn many_languages_and_territories_are_named_in_part() {
        let sample = two("de, en, es, fr, it", "it, ja")
            .with(Column::Territory, "US, CA")
            .and()
            .with(Column::AssetLanguage, "ja")
            .with(Column::HoldbackLanguage, "it, ja, de, en, es, fr")
            .with(Column::Territory, "CA, US, MX");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R5 HoldbackLanguage: warning
  `FIRSTDANCE` as `EST HD` in US: `de`, `en`, `es` and 1 more are held back in row 4, but not here, `ja` is held back here, but not in row 4, and the windows `2027-07-01` to `2027-07-31` and `2026-01-01` to `Open` overlap
  help: If a language must not be offered at all, hold it back in each of the rows.
  see R4
R6 HoldbackLanguage: warning
  `FIRSTDANCE` as `EST HD` in CA and US: `ja` is held back here, but not in row 4, and the windows `2027-07-01` to `2027-07-31` and `2026-01-01` to `Open` overlap
  help: If a language must not be offered at all, hold it back in each of the rows.
  see R4

"#]],
        );
    }

    #[test]
    fn long_lists_of_many_rows_are_compared() {
        let primary = |number: u8| char::from(b'a' + number % 26);
        let mut sample = Sample::movie();
        for row in 0..200_u8 {
            let tags: Vec<String> = (0..200_u8)
                .map(|tag| format!("{}{}{}", primary(row), primary(tag), primary(tag / 26)))
                .collect();
            sample = sample
                .with(Column::HoldbackLanguage, &tags.join(", "))
                .with(Column::AssetLanguage, &format!("a{}", primary(row)))
                .with(
                    Column::LocalizationType,
                    ["sub", "dub", "any"][usize::from(row % 3)],
                )
                .with(Column::Hdr, ["", "DV", "HDR10"][usize::from(row / 70)])
                .and();
        }
        let findings = sample.findings();
        let split = |finding: &&crate::Finding| finding.rule.name() == RULE.name();
        assert_eq!(findings.iter().filter(split).count(), 199);
    }

    #[test]
    fn a_row_that_has_ended_holds_nothing_back() {
        let ended = Sample::movie()
            .with(Column::HoldbackLanguage, "fr")
            .with(Column::End, "2026-11-19")
            .and()
            .with(Column::HoldbackLanguage, "")
            .with(Column::AssetLanguage, "de")
            .with(Column::End, "Open");
        assert_silent(&RULE, &ended);
    }
}
