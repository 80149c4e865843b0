//! The windows of each offer, compared when the file has ended.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ema_model::{Column, EntryType, LicenseType, TerritoryCode, Text};

use super::clashes::{Clash, Span, clashes};
use super::rows::{RowRef, Sheets};
use super::scopes::{Kept, Named, Scopes, ScopesOf};
use super::{window_duplicate, window_overlap};
use crate::check::{FileAt, Found, GroupCheck, Row};
use crate::finding::Place;
use crate::offer::Offer;
use crate::profile::Profile;
use crate::rule::SharedGroup;
use crate::rules::rows::window_reversed;
use crate::rules::wording::quoted;
use crate::time::Instant;
use crate::window::{Bound, Window, WrittenWindow};

/// Compares windows for `window-duplicate` and `window-overlap`, and pre-orders with sales for
/// `window-reversed`.
pub(crate) static OFFERS: SharedGroup = SharedGroup(|| Box::<Offers>::default());

/// The windows of a file: a few numbers and the texts of Start and End for each row, and each title,
/// list of territories, offer and window once.
#[derive(Default)]
struct Offers {
    sheets: Sheets,
    scopes: Scopes,
    offers: Kept<Offer>,
    windows: Kept<WrittenWindow>,
    rows: Vec<Offered>,
}

/// What is kept of a row.
struct Offered {
    at: RowRef,
    scopes: ScopesOf,
    offer: u32,
    window: u32,
    is_sale: bool,
    is_pre_order: bool,
    start: Text,
    end: Text,
}

/// When the sale of a title starts in a territory, and in which row.
type Sales = BTreeMap<TerritoryCode, (Instant, usize)>;

/// A row whose window clashes with that of another row.
pub(super) struct Clashing {
    /// The cell of Start, how it is headed and what stands in it.
    pub(super) place: Place,
    pub(super) field: Text,
    pub(super) start: Text,
    /// The title, the offer and the territories, in words.
    pub(super) offer: String,
    /// The window, in words.
    pub(super) window: String,
    /// The other row, its window and itself in words: `row 4`, or `row 4 and others`.
    pub(super) other_place: Place,
    pub(super) other_window: String,
    pub(super) other_row: String,
}

impl GroupCheck for Offers {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        let avail = row.avail;
        if avail.entry_type().value().is_some_and(EntryType::removes) {
            return;
        }
        let Some(scopes) = self.scopes.keep(row) else {
            return;
        };
        let text = |column| match avail.cell(column) {
            Some(cell) => cell.shared_text().clone(),
            None => Text::from(""),
        };
        self.rows.push(Offered {
            at: self.sheets.keep(row, found),
            scopes,
            offer: self.offers.keep(Offer::of(avail, row.profile)),
            window: self.windows.keep(WrittenWindow::of(avail)),
            is_sale: avail.license_type().value() == Some(&LicenseType::Est),
            is_pre_order: avail.license_type().value() == Some(&LicenseType::Poest),
            start: text(Column::Start),
            end: text(Column::End),
        });
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, found: &mut Found<'_>) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|row| (self.rows[*row].scopes.title, self.rows[*row].offer));
        let same_title =
            |a: &usize, b: &usize| self.rows[*a].scopes.title == self.rows[*b].scopes.title;
        let same_offer = |a: &usize, b: &usize| self.rows[*a].offer == self.rows[*b].offer;
        for rows in order.chunk_by(same_title).filter(|rows| rows.len() > 1) {
            let sales = self.sales(rows, file.profile);
            self.compare_with_sales(rows, &sales, file.profile, found);
            for rows in rows.chunk_by(same_offer).filter(|rows| rows.len() > 1) {
                self.compare(rows, &sales, file.profile, found);
            }
        }
    }
}

impl Offers {
    fn window(&self, row: usize) -> Option<WrittenWindow> {
        self.windows.get(self.rows[row].window).copied()
    }

    fn ends_at_sale(&self, row: usize) -> bool {
        self.window(row).is_some_and(WrittenWindow::ends_at_sale)
    }

    /// The earliest EST Start of a title in each territory, if a window of the title hangs on it.
    fn sales(&self, rows: &[usize], profile: &Profile) -> Sales {
        let mut sales = Sales::new();
        if !rows.iter().any(|row| self.ends_at_sale(*row)) {
            return sales;
        }
        for row in rows.iter().copied().filter(|row| self.rows[*row].is_sale) {
            let Some(window) = self.window(row) else {
                continue;
            };
            for territory in self.scopes.territories(self.rows[row].scopes.territories) {
                if let Bound::At(start) = window.in_territory(*territory, profile).start {
                    let sale = sales.entry(*territory).or_insert((start, row));
                    *sale = (start, row).min(*sale);
                }
            }
        }
        sales
    }

    /// Reports pre-orders of a title that start when its sale has started.
    fn compare_with_sales(
        &self,
        rows: &[usize],
        sales: &Sales,
        profile: &Profile,
        found: &mut Found<'_>,
    ) {
        let is_pre_order = |row: &usize| self.rows[*row].is_pre_order && self.ends_at_sale(*row);
        for row in rows.iter().copied().filter(is_pre_order) {
            let Some(window) = self.window(row) else {
                continue;
            };
            let here = &self.rows[row];
            let mut territories = Named::default();
            let mut first_sale = None;
            for territory in self.scopes.territories(here.scopes.territories) {
                let start = window.in_territory(*territory, profile).start;
                if let (Bound::At(start), Some(sale)) = (start, sales.get(territory))
                    && sale.0 <= start
                {
                    territories.add(&[*territory]);
                    first_sale.get_or_insert(sale.1);
                }
            }
            let (Some(sale), Some(mut found)) = (first_sale, found.under(&window_reversed::RULE))
            else {
                continue;
            };
            let sale = &self.rows[sale];
            let finding = found.place(
                self.sheets.place(here.at, Some(Column::End)),
                format!(
                    "the pre-order of {} in {territories} starts at {}, no earlier than the sale, \
                     which starts at {} in {}",
                    quoted(self.scopes.id(here.scopes.title)),
                    quoted(&here.start),
                    quoted(&sale.start),
                    self.sheets.in_words(sale.at, here.at),
                ),
                "A pre-order until `ESTStart` has to start before the sale. Correct Start here or \
                 in the row of the sale, or delete this row.",
            );
            finding.field = Some(self.sheets.field(here.at, Column::End));
            finding.value = Some(here.end.clone());
            finding
                .related
                .push(self.sheets.place(sale.at, Some(Column::Start)));
        }
    }

    /// Reports the rows of an offer whose windows clash with that of an earlier one.
    fn compare(&self, rows: &[usize], sales: &Sales, profile: &Profile, found: &mut Found<'_>) {
        let mut clashing: BTreeMap<(usize, Clash), (usize, bool, Named)> = BTreeMap::new();
        for (territories, rows) in self.alike(rows, profile) {
            let Some(territory) = territories.first() else {
                continue;
            };
            let (rows, spans) = self.spans(&rows, *territory, sales, profile);
            for (here, earlier, clash) in clashes(&spans) {
                let earlier = rows[earlier];
                let (first, has_more, named) = clashing
                    .entry((rows[here], clash))
                    .or_insert_with(|| (earlier, false, Named::default()));
                *has_more |= *first != earlier;
                *first = earlier.min(*first);
                named.add(&territories);
            }
        }
        for ((here, clash), (other, has_more, territories)) in clashing {
            let clashing = self.in_words(here, other, has_more, &territories);
            match clash {
                Clash::Same => window_duplicate::report(&clashing, found),
                Clash::Overlap => window_overlap::report(&clashing, found),
            }
        }
    }

    /// The territories of rows, those together in which the same rows hold from and until the same
    /// instants; with the rows in their order.
    ///
    /// Worldwide lists are compared once and not two hundred times where no clocks matter.
    fn alike(&self, rows: &[usize], profile: &Profile) -> Vec<(Vec<TerritoryCode>, Vec<usize>)> {
        let mut rows_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for row in rows.iter().copied() {
            let list = self.rows[row].scopes.territories;
            rows_of.entry(list).or_default().push(row);
        }
        let mut lists_of: BTreeMap<TerritoryCode, Vec<u32>> = BTreeMap::new();
        for list in rows_of.keys() {
            for territory in self.scopes.territories(*list) {
                lists_of.entry(*territory).or_default().push(*list);
            }
        }
        let windows: BTreeSet<u32> = rows.iter().map(|row| self.rows[*row].window).collect();
        let any = |test: &dyn Fn(WrittenWindow) -> bool| {
            windows
                .iter()
                .any(|window| self.windows.get(*window).copied().is_some_and(test))
        };
        let by_sale = any(&WrittenWindow::ends_at_sale);
        let by_clocks = any(&|window| window.depends_on_clocks(profile));
        let mut alike: BTreeMap<(Vec<u32>, Option<TerritoryCode>), Vec<TerritoryCode>> =
            BTreeMap::new();
        for (territory, lists) in lists_of {
            let apart = if by_sale {
                Some(territory)
            } else {
                by_clocks.then(|| territory.country().into())
            };
            alike.entry((lists, apart)).or_default().push(territory);
        }
        let rows = |lists: Vec<u32>| {
            let mut rows: Vec<usize> = lists
                .iter()
                .filter_map(|list| rows_of.get(list))
                .flatten()
                .copied()
                .collect();
            rows.sort_unstable();
            rows
        };
        let together = |((lists, _), territories)| (territories, rows(lists));
        alike.into_iter().map(together).collect()
    }

    /// The windows of rows in a territory, without the rows of which the window is not known.
    fn spans(
        &self,
        rows: &[usize],
        territory: TerritoryCode,
        sales: &Sales,
        profile: &Profile,
    ) -> (Vec<usize>, Vec<Span>) {
        let mut windows: HashMap<u32, Option<Span>> = HashMap::new();
        let sale = sales.get(&territory).map(|sale| sale.0);
        let mut span_of = |row: &usize| {
            let number = self.rows[*row].window;
            *windows.entry(number).or_insert_with(|| {
                let window = self.windows.get(number)?;
                span(window.in_territory(territory, profile), sale)
            })
        };
        rows.iter()
            .filter_map(|row| Some((*row, span_of(row)?)))
            .unzip()
    }

    fn in_words(&self, here: usize, other: usize, has_more: bool, in_: &Named) -> Clashing {
        let (here, other) = (&self.rows[here], &self.rows[other]);
        let title = quoted(self.scopes.id(here.scopes.title));
        let offer = self.offers.get(here.offer).map(Offer::to_string);
        let offer = quoted(offer.as_deref().unwrap_or_default());
        let window = |row: &Offered| format!("{} to {}", quoted(&row.start), quoted(&row.end));
        let other_row = self.sheets.in_words(other.at, here.at);
        Clashing {
            place: self.sheets.place(here.at, Some(Column::Start)),
            field: self.sheets.field(here.at, Column::Start),
            start: here.start.clone(),
            offer: format!("{title} as {offer} in {in_}"),
            window: window(here),
            other_place: self.sheets.place(other.at, Some(Column::Start)),
            other_window: window(other),
            other_row: if has_more {
                format!("{other_row} and others")
            } else {
                other_row
            },
        }
    }
}

fn span(window: Window, sale: Option<Instant>) -> Option<Span> {
    let end = match window.end {
        Bound::At(end) => Some(end),
        Bound::Never => None,
        // A sale that nobody has announced ends no pre-order.
        Bound::EstStart => sale,
        Bound::Unknown => return None,
    };
    let start = window.start.instant()?;
    Some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::scope::Scope;
    use crate::testing::check;
    use ema_model::{Avail, AvailBuilder, EmaVersion, FileInfo, Format, Sheet, Workbook};
    use proptest::prelude::*;

    const RULES: [&str; 3] = ["window-duplicate", "window-overlap", "window-reversed"];

    /// The platform's profile with no rules but those that compare windows.
    fn profile() -> Profile {
        let others = crate::rules().filter(|rule| !RULES.contains(&rule.name()));
        others.fold(Profile::prime_video(), |profile, rule| {
            profile.with_severity(rule, None)
        })
    }

    fn workbook<T: AsRef<str>>(rows: impl IntoIterator<Item = [T; 6]>) -> Workbook {
        let columns = [
            (Column::DisplayName, "Rockstar Films"),
            (Column::Alid, ""),
            (Column::Territory, ""),
            (Column::LicenseType, ""),
            (Column::FormatProfile, ""),
            (Column::Start, ""),
            (Column::End, ""),
        ];
        let header = Avail::from_cells(EmaVersion::V1_7_3, columns)
            .header()
            .clone();
        let mut builder = AvailBuilder::new(header.clone());
        let avails = (4..)
            .zip(rows)
            .map(|(number, row)| {
                builder.set(Column::DisplayName, "Rockstar Films");
                for ((column, _), text) in columns[1..].iter().zip(&row) {
                    builder.set(*column, text.as_ref());
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
            .map(|code| code.as_str())
            .collect();
        codes.join(", ")
    }

    #[test]
    fn worldwide_rows_that_all_overlap_are_each_reported_once() {
        let world = worldwide();
        let rows = (0..400).map(|day| {
            let start =
                chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(day);
            ["ID", &world, "SVOD", "HD", &start.to_string(), "Open"].map(str::to_owned)
        });
        let found = found(&workbook(rows));
        assert_eq!(found.len(), 399);
        assert!(found.iter().all(|(rule, _)| *rule == "window-overlap"));
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
        insta::assert_snapshot!(messages.join("\n"));
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

    fn rows() -> impl Strategy<Value = Vec<[String; 6]>> {
        let id = prop::sample::select(vec!["ONE", "TWO"]);
        let codes = vec!["US", "CA", "CA-QC", "FR", "KI"];
        let territories = prop::sample::subsequence(codes, 1..=3);
        let sold = prop::sample::select(vec![("EST", "HD"), ("EST", "SD"), ("POEST", "HD")]);
        let start = (1..6).prop_map(|day| format!("2026-01-0{day}"));
        let end = prop_oneof![
            (1..6).prop_map(|day| format!("2026-01-0{day}")),
            (1..6).prop_map(|day| format!("2026-01-0{day}T12:00:00")),
            (1..6).prop_map(|day| format!("2026-01-0{day}T12:00:00Z")),
            prop::sample::select(vec!["Open".to_owned(), "ESTStart".to_owned()]),
        ];
        let row = (id, territories, sold, start, end).prop_map(
            |(id, territories, (license_type, format), start, end)| {
                let texts = [
                    id,
                    &territories.join(", "),
                    license_type,
                    format,
                    &start,
                    &end,
                ];
                texts.map(str::to_owned)
            },
        );
        prop::collection::vec(row, 0..8)
    }

    /// From the definitions, row by row and territory by territory.
    fn expected(workbook: &Workbook) -> BTreeSet<(&'static str, u32)> {
        let profile = profile();
        let avails = &workbook.sheets[0].avails;
        let scopes: Vec<Vec<Scope>> = avails
            .iter()
            .map(|avail| Scope::of(avail, &profile))
            .collect();
        let bounds = |row: usize, scope: &Scope| {
            let window = Window::of(&avails[row], scope.territory, &profile);
            let start = window.start.instant().unwrap();
            let sales = (0..avails.len())
                .filter(|row| avails[*row].license_type().text() == "EST")
                .filter(|row| scopes[*row].contains(scope))
                .map(|row| {
                    Window::of(&avails[row], scope.territory, &profile)
                        .start
                        .instant()
                });
            match window.end {
                Bound::At(end) => (start, end),
                Bound::EstStart => (start, sales.min().flatten().unwrap_or(Instant::MAX)),
                _ => (start, Instant::MAX),
            }
        };
        let mut expected = BTreeSet::new();
        for (here, avail) in avails.iter().enumerate() {
            for scope in &scopes[here] {
                let (start, end) = bounds(here, scope);
                if end <= start {
                    // Only a pre-order may end when the sale starts; a sale that does is no window.
                    if avail.end().text() != "ESTStart" || avail.license_type().text() == "POEST" {
                        expected.insert(("window-reversed", avail.row()));
                    }
                    continue;
                }
                let met: Vec<(Instant, Instant)> = (0..here)
                    .filter(|earlier| scopes[*earlier].contains(scope))
                    .filter(|earlier| {
                        Offer::of(&avails[*earlier], &profile) == Offer::of(avail, &profile)
                    })
                    .map(|earlier| bounds(earlier, scope))
                    .filter(|earlier| earlier.0 < end && start < earlier.1 && earlier.0 < earlier.1)
                    .collect();
                if met.contains(&(start, end)) {
                    expected.insert(("window-duplicate", avail.row()));
                } else if !met.is_empty() {
                    expected.insert(("window-overlap", avail.row()));
                }
            }
        }
        expected
    }

    proptest! {
        #[test]
        fn what_clashes_by_definition_is_reported_once(rows in rows()) {
            let workbook = workbook(rows);
            let found = found(&workbook);
            let different: BTreeSet<(&str, u32)> = found.iter().copied().collect();
            prop_assert_eq!(found.len(), different.len());
            prop_assert_eq!(different, expected(&workbook));
        }
    }
}
