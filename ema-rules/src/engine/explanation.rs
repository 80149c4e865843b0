//! What a cell means, and what the rules have found about it.

mod facts;
#[cfg(feature = "serde")]
mod json;

use ema_model::{Avail, Cell, Column, HeaderColumn, TerritoryCode, Text, Value};

use super::{Finding, Place, Rule};
use crate::conventions::{Clocks, Conventions};
use crate::holdings::{HeldScope, Holdings, title_of};
use crate::offer::Offer;
use crate::scope::{Scope, territories};
use crate::time::{Edge, Resolved};
use crate::window::{Bound, UnresolvedEdge, WrittenWindow};

/// An explanation of one cell: its value, the instants that it represents, what its row is about, and what the rules
/// have found.
///
/// [`Checker::explain`](crate::Checker::explain) creates an explanation, and [`add`](Self::add) adds the findings that
/// are about the cell. An explanation can be formatted as text or, with the feature `serde`, serialized to JSON.
///
/// ```
/// use std::ops::ControlFlow;
///
/// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format};
/// use ema_rules::{AsOf, Checker, Profile};
///
/// let cells = [(Column::Territory, "DE, AT"), (Column::LicenseType, "EST"), (Column::End, "2026-06-30")];
/// let avail = Avail::from_cells(EmaVersion::V1_8, cells);
/// let column = avail.header().index_of(Column::End).unwrap();
/// let (profile, as_of) = (Profile::prime_video(), "2026-11-21".parse::<AsOf>()?);
///
/// let mut findings = Vec::new();
/// let mut checker = Checker::new(&profile, Format::Xlsx, as_of, |finding| {
///     findings.push(finding);
///     ControlFlow::Continue(())
/// });
/// let mut explanation = checker.explain(&avail, column);
/// let _ = checker.avail(&avail);
/// checker.finish(&FileInfo::new(None, Format::Xlsx));
/// findings.into_iter().for_each(|finding| explanation.add(finding));
///
/// let end = &explanation.instants[0];
/// assert_eq!(end.bound.to_string(), "2026-06-30T21:59:59Z");
/// assert_eq!(end.resolved.unwrap().zone, "Europe/Vienna");
/// assert!(explanation.rules.iter().any(|it| it.rule.name() == "ended" && !it.findings.is_empty()));
/// # Ok::<(), ema_rules::time::InvalidAsOf>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The cell's row.
    pub avail: Avail,
    /// The cell's location.
    pub place: Place,
    /// The column's header, as spelled in the sheet. The header is empty if the column has none.
    pub field: Text,
    /// The instants that a Start or End represents in the row's territories, sorted by territory. The list is empty for
    /// all other columns.
    pub instants: Vec<ResolvedBound>,
    /// The row's scopes: see [`Scope::of`].
    pub scopes: Vec<Scope>,
    /// What the row offers, or `None` if LicenseType is blank.
    pub offer: Option<Offer>,
    /// The records held in each of the row's scopes, or `None` if the file is not compared with holdings.
    pub held: Option<Vec<HeldScope>>,
    /// The rules that check each filled cell in the column, in the order of the catalog, followed by all other rules
    /// with findings about the cell. Rules that check the row or compare rows are listed only if they have findings.
    pub rules: Vec<RuleResult>,
}

/// The instant that a Start or End represents in a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResolvedBound {
    /// The territory.
    pub territory: TerritoryCode,
    /// The start or end of the window in the territory.
    pub bound: Bound,
    /// The zone in which a local time was resolved. This is `None` for a bound that does not depend on clocks, such as
    /// `Open`, or a time with an offset from UTC.
    pub resolved: Option<Resolved>,
}

/// A rule, with its findings about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleResult {
    /// The rule.
    pub rule: &'static Rule,
    /// The findings about the cell, about its row as a whole, or about its column as a whole. The list is empty if the
    /// rule has found nothing.
    pub findings: Vec<Finding>,
}

impl Explanation {
    pub(super) fn new(
        avail: &Avail,
        index: u16,
        conventions: &Conventions,
        held: Option<&Holdings>,
        rules: impl Iterator<Item = &'static Rule>,
    ) -> Self {
        let header = avail.header();
        let cell = avail.cell_at(index);
        let place = Place {
            row: Some(avail.row()),
            column: Some(index),
            sheet: Some(header.sheet().clone()),
            position: cell.and_then(|cell| avail.position_of(cell)),
            order: None,
        };
        let instants = match header.known_at(index) {
            Some(Column::Start) => bounds(avail, Edge::Start, &conventions.clocks),
            Some(Column::End) => bounds(avail, Edge::End, &conventions.clocks),
            _ => Vec::new(),
        };
        let scopes = Scope::of(avail, conventions);
        let held_in = |held: &Holdings| scopes.iter().map(|it| held.scope(it)).collect();
        let no_findings = |rule| RuleResult {
            rule,
            findings: Vec::new(),
        };
        let name = |column: &HeaderColumn| column.name.clone();
        Self {
            place,
            field: header.column_at(index).map(name).unwrap_or_default(),
            instants,
            offer: (avail.license_type().value()).map(|_| Offer::of(avail, conventions)),
            held: held.map(held_in),
            rules: rules.map(no_findings).collect(),
            scopes,
            avail: avail.clone(),
        }
    }

    /// Adds a finding if it is about the cell, about its row as a whole, or about its column as a whole. Ignores all
    /// other findings.
    pub fn add(&mut self, finding: Finding) {
        if !self.is_about(&finding) {
            return;
        }
        let mut rules = self.rules.iter_mut();
        match rules.find(|it| it.rule == finding.rule) {
            Some(known) => known.findings.push(finding),
            None => self.rules.push(RuleResult {
                rule: finding.rule,
                findings: vec![finding],
            }),
        }
    }

    fn is_about(&self, finding: &Finding) -> bool {
        let header_row = self.avail.header().rows().names;
        let place = &finding.place;
        place.sheet == self.place.sheet
            && match (place.row, place.column) {
                // A finding that names a field is about a column that the sheet lacks.
                (Some(row), None) => row == self.avail.row() && finding.field.is_none(),
                (Some(row), column) if column == self.place.column => {
                    row == self.avail.row() || row == header_row
                }
                _ => false,
            }
    }

    /// The cell, or `None` if the row has none in the column.
    #[must_use]
    pub fn cell(&self) -> Option<&Cell> {
        self.avail.cell_at(self.place.column?)
    }

    /// The column in the dictionary, or `None` if no version has a column with this header.
    #[must_use]
    pub fn column(&self) -> Option<Column> {
        self.avail.header().known_at(self.place.column?)
    }

    /// The cell's value, as its specification writes it: see [`Value::normalized`]. Text in any form is its own value.
    /// Returns `None` if the cell is blank or not valid.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        let cell = self.cell()?;
        match cell.value() {
            Value::Text => Some(cell.trimmed().to_owned()),
            value => value.normalized(),
        }
    }

    /// The row's title, as in [`Record::title`](crate::Record::title).
    #[must_use]
    pub fn title(&self) -> String {
        title_of(|column| self.text(column))
    }

    /// The offer in words, with the format and the channel as spelled in the row: `SVOD UHD en`. Returns `None` if
    /// LicenseType is blank.
    #[must_use]
    pub fn offer_in_words(&self) -> Option<String> {
        let offer = self.offer.as_ref()?;
        Some(offer.as_written(|column| self.text(column)).to_string())
    }

    fn text(&self, column: Column) -> &str {
        self.avail.cell(column).map_or("", Cell::trimmed)
    }
}

/// The start or end of a row's window in each of its territories.
fn bounds(avail: &Avail, edge: Edge, clocks: &Clocks) -> Vec<ResolvedBound> {
    let written = WrittenWindow::of(avail).edge(edge, clocks);
    let bound = |territory: TerritoryCode| match written {
        UnresolvedEdge::Bound(bound) => ResolvedBound {
            territory,
            bound,
            resolved: None,
        },
        UnresolvedEdge::Local(local) => {
            let resolved = clocks.zones.resolve(territory.country(), local, edge);
            ResolvedBound {
                territory,
                bound: Bound::At(resolved.instant),
                resolved: Some(resolved),
            }
        }
    };
    territories(avail).into_iter().map(bound).collect()
}
