//! Finds clashing windows in rows for the same offer, and describes the clashes for the two rules
//! about duplicates and overlaps.

use std::collections::BTreeMap;

use ema_model::{Column, Text};

use super::clashes::{Clash, clashes};
use super::offers::Offers;
use super::rows::RowRef;
use super::territory_lists::Matches;
use super::title_windows::TitleWindows;
use crate::engine::{Reporter, Severity};
use crate::span::Span;
use crate::wording::quoted;

/// A row whose window clashes with that of another row for the same offer.
pub(in crate::rules) struct Clashing {
    /// Whether the rows have the same format. For SVOD, rows for the same offer can have different
    /// formats.
    pub(in crate::rules) same_format: bool,
    /// The title, the shared parts of the offer, and the territories, in words.
    pub(in crate::rules) offer: String,
    /// The window, in words.
    pub(in crate::rules) window: String,
    /// The window of the other row, in words.
    pub(in crate::rules) other_window: String,
    /// The other row: `row 4`, or `row 4 and others`.
    pub(in crate::rules) other_row: String,
    /// The differences between the rows, or a statement that there are none, in words.
    pub(in crate::rules) comparison: String,
    row: RowRef,
    start: Text,
    other: RowRef,
}

/// The kind of clash. Each row is reported once per territory, for its most severe clash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    other_format: bool,
    clash: Clash,
}

/// A title's rows that clash with an earlier row for the same offer.
#[derive(Default)]
pub(in crate::rules) struct Overlaps(BTreeMap<(usize, Kind), Matches>);

impl Overlaps {
    /// Compares the rows for an offer with each other.
    pub(in crate::rules) fn add(&mut self, windows: &TitleWindows<'_>, rows: &[usize]) {
        let offers = windows.offers;
        windows.in_territories(rows, |territories, rows, spans| {
            for (here, earlier, kind) in clashes_of_offer(offers, rows, spans) {
                let earlier = rows[earlier];
                let matches = self
                    .0
                    .entry((rows[here], kind))
                    .or_insert_with(|| Matches::new(earlier));
                matches.add(earlier, territories);
            }
        });
    }

    /// Describes the rows with this kind of clash.
    pub(in crate::rules) fn of(
        &self,
        clash: Clash,
        offers: &Offers,
    ) -> impl Iterator<Item = Clashing> {
        let clashing = self
            .0
            .iter()
            .filter(move |((_, kind), _)| kind.clash == clash);
        clashing.filter_map(|((here, kind), matches)| in_words(offers, *here, *kind, matches))
    }
}

/// Returns the index of each row that clashes with an earlier row for the same offer, and the index
/// of the earlier row. A row that clashes with a row in the same format is not compared with rows
/// in other formats.
fn clashes_of_offer(offers: &Offers, rows: &[usize], spans: &[Span]) -> Vec<(usize, usize, Kind)> {
    let mut of_format: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        of_format
            .entry(offers.rows[*row].format)
            .or_default()
            .push(place);
    }
    let kind = |other_format| {
        move |clash| Kind {
            other_format,
            clash,
        }
    };
    let (same, other) = (kind(false), kind(true));
    if of_format.len() < 2 {
        let clashes = clashes(spans).into_iter();
        return clashes
            .map(|(here, earlier, clash)| (here, earlier, same(clash)))
            .collect();
    }
    let mut all = Vec::new();
    let mut clashed = vec![false; rows.len()];
    for places in of_format.into_values() {
        let spans: Vec<Span> = places.iter().map(|place| spans[*place]).collect();
        for (here, earlier, clash) in clashes(&spans) {
            clashed[places[here]] = true;
            all.push((places[here], places[earlier], same(clash)));
        }
    }
    let of_others = clashes(spans)
        .into_iter()
        .filter(|(here, ..)| !clashed[*here]);
    all.extend(of_others.map(|(here, earlier, clash)| (here, earlier, other(clash))));
    all
}

/// Returns, for each row, whether it repeats or overlaps an earlier row for the same offer.
pub(in crate::rules) fn clashing(offers: &Offers, rows: &[usize], spans: &[Span]) -> Vec<bool> {
    let mut of_offer: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        of_offer
            .entry(offers.rows[*row].offer)
            .or_default()
            .push(place);
    }
    let mut clashing = vec![false; rows.len()];
    for places in of_offer.into_values() {
        let spans: Vec<Span> = places.iter().map(|place| spans[*place]).collect();
        for (here, ..) in clashes(&spans) {
            clashing[places[here]] = true;
        }
    }
    clashing
}

fn in_words(offers: &Offers, here: usize, kind: Kind, matches: &Matches) -> Option<Clashing> {
    let (row, other) = (&offers.rows[here], &offers.rows[matches.row]);
    let (window, other_window) = (offers.window(here)?, offers.window(matches.row)?);
    let other_row = offers.sheets.in_words(other.at, row.at);
    let comparison = match offers.differences(here, matches.row) {
        Some(differences) => format!(
            "the row differs from {other_row} in {differences}, which does not make it a second \
             offer"
        ),
        None => format!("price and languages are those of {other_row}"),
    };
    let (id, offer) = (
        quoted(offers.id(here)),
        offers.shared_offer(here, matches.row),
    );
    Some(Clashing {
        same_format: !kind.other_format,
        offer: format!("{id} as {offer} in {}", matches.territories),
        window: window.in_words(),
        other_window: other_window.in_words(),
        other_row: other_row + matches.others(),
        comparison,
        row: row.at,
        start: window.start.clone(),
        other: other.at,
    })
}

impl Clashing {
    /// Reports the row.
    pub(in crate::rules) fn report(
        &self,
        offers: &Offers,
        reporter: &mut Reporter<'_>,
        message: String,
        help: &str,
    ) {
        let start = (self.row, Column::Start);
        let finding =
            offers
                .sheets
                .report(reporter, start, Some(self.start.clone()), message, help);
        finding
            .related
            .push(offers.sheets.place(self.other, Some(Column::Start)));
        if !self.same_format {
            finding.with_severity(Severity::Warning);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Profile;
    use crate::testing::{assert_snapshot, check, str};
    use ema_model::{Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};

    const RULES: [&str; 3] = ["window-duplicate", "window-overlap", "preorder-after-sale"];

    /// Returns Prime Video's profile, with only the rules that compare windows.
    fn profile() -> Profile {
        let others = crate::rules().filter(|rule| !RULES.contains(&rule.name()));
        others.fold(Profile::prime_video(), |profile, rule| {
            profile.with_severity(rule, None)
        })
    }

    fn workbook<T: AsRef<str>>(rows: impl IntoIterator<Item = [T; 6]>) -> Workbook {
        let columns = [
            Column::Alid,
            Column::Territory,
            Column::LicenseType,
            Column::FormatProfile,
            Column::Start,
            Column::End,
        ];
        let all = columns.iter().chain(&[Column::DisplayName]);
        let header = Avail::from_cells(EmaVersion::V1_7_3, all.map(|column| (*column, "")))
            .header()
            .clone();
        let mut builder = AvailBuilder::new(header.clone());
        let avails = (4..)
            .zip(rows)
            .map(|(number, row)| {
                builder.set(Column::DisplayName, "Rockstar Films").unwrap();
                for (column, text) in columns.iter().zip(&row) {
                    builder.set(*column, text.as_ref()).unwrap();
                }
                builder.build(number)
            })
            .collect();
        Workbook::new(
            FileInfo::new(None, Format::Xlsx),
            vec![Sheet::new(header, avails)],
        )
    }

    fn found(workbook: &Workbook) -> Vec<(&'static str, u32)> {
        let findings = check(&profile(), workbook);
        findings
            .iter()
            .map(|finding| (finding.rule.name(), finding.place.row.unwrap()))
            .collect()
    }

    fn worldwide() -> String {
        let codes: Vec<&str> = currency_map::Territory::all()
            .iter()
            .copied()
            .map(|code| code.as_str())
            .collect();
        codes.join(", ")
    }

    #[test]
    fn days_that_follow_each_other_are_discrete_whatever_clocks_do() {
        let world = worldwide();
        for (territories, last, first) in [
            ("CL", "2027-04-03", "2027-04-04"),
            ("AU", "2027-04-03", "2027-04-04"),
            (&world, "2027-04-03", "2027-04-04"),
            (&world, "2026-10-31", "2026-11-01"),
        ] {
            let rows = [
                ["ID", territories, "EST", "HD", "2026-01-01", last],
                ["ID", territories, "EST", "HD", first, "Open"],
            ];
            assert_eq!(found(&workbook(rows)), [], "{first}");
        }
    }

    #[test]
    fn worldwide_rows_that_all_overlap_are_each_reported_once() {
        let world = worldwide();
        for formats in [["HD", "HD"], ["HD", "SD"]] {
            let rows = (0..400).map(|day| {
                let start =
                    chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(day);
                let format = formats[usize::from(day % 2 == 0)];
                ["ID", &world, "SVOD", format, &start.to_string(), "Open"].map(str::to_owned)
            });
            let found = found(&workbook(rows));
            assert_eq!(found.len(), 399);
            assert!(found.iter().all(|(rule, _)| *rule == "window-overlap"));
        }
    }

    #[test]
    fn worldwide_rows_of_other_titles_are_kept_apart() {
        let world = worldwide();
        let rows = (0..400).map(|id: u32| {
            [&id.to_string(), &world, "SVOD", "HD", "2026-01-01", "Open"].map(str::to_owned)
        });
        assert_eq!(found(&workbook(rows)), []);
    }

    #[test]
    fn a_row_that_meets_others_in_other_territories_is_reported_once() {
        let rows = [
            ["ID", "US", "EST", "HD", "2026-01-01", "Open"],
            ["ID", "CA", "EST", "HD", "2026-02-01", "Open"],
            ["ID", "CA, US, MX", "EST", "HD", "2026-03-01", "2026-04-01"],
        ];
        let findings = check(&profile(), &workbook(rows));
        let messages: Vec<&str> = findings.iter().map(|finding| &*finding.message).collect();
        assert_snapshot(
            messages.join("\n"),
            str![
                "`ID` as `EST HD` in CA and US: the window `2026-03-01` to `2026-04-01` overlaps `2026-01-01` to `Open` in row 4 and others; price and languages are those of row 4"
            ],
        );
    }

    #[test]
    fn of_two_pairs_in_one_territory_the_worse_is_reported() {
        let rows = [
            ["ID", "US", "SVOD", "SD", "2026-01-01", "2026-06-30"],
            ["ID", "US, CA", "SVOD", "HD", "2026-06-01", "Open"],
            ["ID", "US, CA, MX", "SVOD", "SD", "2026-01-01", "2026-06-30"],
        ];
        let findings = check(&profile(), &workbook(rows));
        let lines: Vec<String> = findings
            .iter()
            .map(|finding| format!("{}: {}", finding.severity, finding.message))
            .collect();
        assert_snapshot(
            lines.join("\n"),
            str![[r#"
warning: `ID` as `SVOD` in US: the window `2026-06-01` to `Open` overlaps `2026-01-01` to `2026-06-30` in row 4; the row differs from row 4 in FormatProfile (`HD` here, `SD` there), which does not make it a second offer
error: `ID` as `SVOD SD` in US: the window `2026-01-01` to `2026-06-30` is also in row 4; price and languages are those of row 4
warning: `ID` as `SVOD` in CA: the window `2026-01-01` to `2026-06-30` overlaps `2026-06-01` to `Open` in row 5; the row differs from row 5 in FormatProfile (`SD` here, `HD` there), which does not make it a second offer
"#]],
        );
    }

    #[test]
    fn each_rule_can_be_turned_off_alone() {
        let rows = [
            ["ID", "US", "EST", "HD", "2026-01-01", "Open"],
            ["ID", "US", "EST", "HD", "2026-01-01", "Open"],
            ["ID", "US", "EST", "HD", "2026-02-01", "Open"],
            ["ID", "US", "POEST", "HD", "2026-02-01", "ESTStart"],
        ];
        for off in RULES {
            let profile = profile().with_severity(crate::rule(off).unwrap(), None);
            let findings = check(&profile, &workbook(rows));
            let found: Vec<&str> = findings.iter().map(|finding| finding.rule.name()).collect();
            let on: Vec<&str> = RULES.into_iter().filter(|rule| *rule != off).collect();
            assert_eq!(found, on);
        }
    }
}
