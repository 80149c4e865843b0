//! The windows of an offer, compared with each other and with the start of the sale.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ema_model::{Column, TerritoryCode, Text};

use super::clashes::{Clash, Span, clashes};
use super::offers::{Offers, Sales};
use super::rows::RowRef;
use super::scopes::{Met, Named};
use super::{window_duplicate, window_overlap};
use crate::check::Found;
use crate::profile::Profile;
use crate::rules::rows::window_reversed;
use crate::rules::wording::quoted;
use crate::time::{Edge, Instant, LocalTimes};
use crate::window::{Bound, UnresolvedEdge, Window, WrittenWindow};

/// A row whose window clashes with that of another row.
pub(super) struct Clashing {
    pub(super) row: RowRef,
    /// What stands in Start.
    pub(super) start: Text,
    /// The title, the offer and the territories, in words.
    pub(super) offer: String,
    /// The window, in words.
    pub(super) window: String,
    /// The other row, its window and itself in words: `row 4`, or `row 4 and others`.
    pub(super) other: RowRef,
    pub(super) other_window: String,
    pub(super) other_row: String,
}

/// Reports pre-orders of a title that start when its sale has started.
pub(super) fn compare_with_sales(
    offers: &Offers,
    rows: &[usize],
    sales: &Sales,
    profile: &Profile,
    found: &mut Found<'_>,
) {
    let is_pre_order = |row: &usize| offers.rows[*row].is_pre_order && offers.ends_at_sale(*row);
    for row in rows.iter().copied().filter(is_pre_order) {
        let Some(window) = offers.window(row) else {
            continue;
        };
        let here = &offers.rows[row];
        let mut territories = Named::default();
        let mut first_sale = None;
        for territory in offers.scopes.territories(here.scopes.territories) {
            let start = window.written.in_territory(territory, profile).start;
            if let (Bound::At(start), Some(sale)) = (start, sales.get(&territory))
                && sale.0 <= start
            {
                territories.add(&[territory]);
                first_sale.get_or_insert(sale.1);
            }
        }
        let (Some(sale), Some(mut found)) = (first_sale, found.under(&window_reversed::RULE))
        else {
            continue;
        };
        let sale_start = offers.window(sale).map_or("", |window| &window.start);
        let sale = offers.rows[sale].at;
        let finding = offers.sheets.report(
            &mut found,
            (here.at, Column::End),
            Some(window.end.clone()),
            format!(
                "the pre-order of {} in {territories} starts at {}, no earlier than the sale, which \
                 starts at {} in {}",
                quoted(offers.id(row)),
                quoted(&window.start),
                quoted(sale_start),
                offers.sheets.in_words(sale, here.at),
            ),
            "A pre-order until `ESTStart` has to start before the sale. Correct Start here or in \
             the row of the sale, or delete this row.",
        );
        let sale = offers.sheets.place(sale, Some(Column::Start));
        finding.related.push(sale);
    }
}

/// Reports the rows of an offer whose windows clash with that of an earlier one.
pub(super) fn compare(
    offers: &Offers,
    rows: &[usize],
    sales: &Sales,
    profile: &Profile,
    found: &mut Found<'_>,
) {
    let mut clashing: BTreeMap<(usize, Clash), Met> = BTreeMap::new();
    let list_of = |row: usize| offers.rows[row].scopes.territories;
    let apart = apart(offers, rows, profile);
    // Where rows need not be kept apart, the clocks of one territory do for all.
    let mut anywhere = None;
    let look = |territories: &[TerritoryCode], apart: Option<TerritoryCode>, rows: &[usize]| {
        let clocks = || (territories[0], HashMap::new());
        let (territory, known) = match apart {
            None => anywhere.get_or_insert_with(clocks),
            Some(_) => &mut clocks(),
        };
        let sale = sales.get(territory).map(|sale| sale.0);
        let span_of = |row: &usize| {
            let number = offers.rows[*row].window;
            let span = known.entry(number).or_insert_with(|| {
                let window = offers.windows.get(number)?;
                span(window.written.in_territory(*territory, profile), sale)
            });
            Some((*row, (*span)?))
        };
        let (rows, spans): (Vec<usize>, Vec<Span>) = rows.iter().filter_map(span_of).unzip();
        for (here, earlier, clash) in clashes(&spans) {
            let earlier = rows[earlier];
            let met = clashing
                .entry((rows[here], clash))
                .or_insert_with(|| Met::new(earlier));
            met.add(earlier, territories);
        }
    };
    offers.scopes.together(rows, list_of, apart, look);
    for ((here, clash), met) in clashing {
        let Some(clashing) = in_words(offers, here, &met) else {
            continue;
        };
        match clash {
            Clash::Same => window_duplicate::report(&offers.sheets, &clashing, found),
            Clash::Overlap => window_overlap::report(&offers.sheets, &clashing, found),
        }
    }
}

/// When a window holds, if that is known; `sale` is the start of the sale.
pub(super) fn span(window: Window, sale: Option<Instant>) -> Option<Span> {
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

/// In which territories rows have to be compared apart from others.
///
/// A worldwide list is compared once and not two hundred times where clocks don't matter. They don't
/// where all times are local and each zone of the territory shows each of them once: a later time on a
/// clock is then a later instant, and so is the earliest instant over several zones. Windows compare in
/// such a territory as their local times do, and so alike in all of them.
fn apart(
    offers: &Offers,
    rows: &[usize],
    profile: &Profile,
) -> impl Fn(TerritoryCode) -> Option<TerritoryCode> {
    let windows: BTreeSet<u32> = rows.iter().map(|row| offers.rows[*row].window).collect();
    let written = || {
        let windows = windows
            .iter()
            .filter_map(|window| offers.windows.get(*window));
        windows.map(|window| window.written)
    };
    let by_sale = written().any(|window| window.ends_at_sale());
    let times = Times::of(written(), profile);
    move |territory| {
        let country = territory.country();
        if by_sale {
            return Some(territory);
        }
        let by_clocks = match &times {
            Times::Instants => false,
            Times::Clocks(times) => times.are_shifted_in(country, &profile.zones),
            Times::Both => true,
        };
        by_clocks.then(|| country.into())
    }
}

/// The times at which windows start and end.
enum Times {
    /// They are the same everywhere.
    Instants,
    /// They are what clocks show.
    Clocks(LocalTimes),
    Both,
}

impl Times {
    fn of(windows: impl Iterator<Item = WrittenWindow>, profile: &Profile) -> Self {
        let mut on_clocks = Vec::new();
        let mut has_instants = false;
        let edges = [Edge::Start, Edge::End];
        let edges = windows.flat_map(|window| edges.map(|edge| window.edge(edge, profile)));
        for edge in edges {
            match edge {
                UnresolvedEdge::Local(local) => on_clocks.push(local),
                UnresolvedEdge::Bound(bound) => has_instants |= bound.instant().is_some(),
            }
        }
        match (on_clocks.is_empty(), has_instants) {
            (true, _) => Self::Instants,
            (false, false) => Self::Clocks(on_clocks.into_iter().collect()),
            (false, true) => Self::Both,
        }
    }
}

fn in_words(offers: &Offers, here: usize, met: &Met) -> Option<Clashing> {
    let (row, other) = (&offers.rows[here], &offers.rows[met.row]);
    let (window, other_window) = (offers.window(here)?, offers.window(met.row)?);
    let other_row = offers.sheets.in_words(other.at, row.at);
    Some(Clashing {
        row: row.at,
        start: window.start.clone(),
        offer: offers.offer_in_words(here, &met.territories),
        window: window.in_words(),
        other: other.at,
        other_window: other_window.in_words(),
        other_row: other_row + met.others(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offer::Offer;
    use crate::scope::Scope;
    use crate::testing::{assert_snapshot, check, str};
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
        assert_snapshot(
            messages.join("\n"),
            str![[r#"
`ID` as `EST HD` in CA and US: the window `2026-03-01` to `2026-04-01` overlaps `2026-01-01` to `Open` in row 4 and others
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

    fn rows() -> impl Strategy<Value = Vec<[String; 6]>> {
        let id = prop::sample::select(vec!["ONE", "TWO"]);
        let codes = vec!["AU", "CL", "US", "CA", "CA-QC", "CU", "FR", "KI"];
        let territories = prop::sample::subsequence(codes, 1..=3);
        let sold = prop::sample::select(vec![("EST", "HD"), ("EST", "SD"), ("POEST", "HD")]);
        // Clocks are set on 8 March and 1 November: in Cuba at midnight, in the United States at two;
        // on 4 April at midnight in Santiago, on 5 April at two on Lord Howe and at three in Sydney.
        let days = vec![
            "2026-01-01",
            "2026-01-02",
            "2026-03-07",
            "2026-03-08",
            "2026-04-04",
            "2026-04-05",
            "2026-10-31",
            "2026-11-01",
        ];
        let times = vec![
            "",
            "",
            "T00:30:00",
            "T01:30:00",
            "T02:30:00",
            "T03:00:00",
            "T23:30:00",
            "T12:00:00Z",
        ];
        let moment = (prop::sample::select(days), prop::sample::select(times))
            .prop_map(|(day, time)| format!("{day}{time}"));
        let start = moment.clone();
        let end = prop_oneof![
            3 => moment,
            1 => prop::sample::select(vec!["Open".to_owned(), "ESTStart".to_owned()]),
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
