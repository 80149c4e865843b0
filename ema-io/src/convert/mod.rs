//! Converts avails between versions of EMA Avails and between formats.

mod at_source;
mod file;
mod meaning;
mod moves;
mod stale_texts;
mod targets;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Cell, Column, EmaVersion, Header, Marks, Position, SheetKind, Stored,
    Text, XmlVersion,
};

use crate::loss::Loss;
pub use file::{ConvertOptions, Converted};
use meaning::Renamed;
pub use stale_texts::StaleTexts;
use targets::{Route, Sheet};

/// The target of a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// A file that can have several sheets. The version applies to all sheets. With `None`, each sheet keeps its
    /// version.
    Sheets(Option<EmaVersion>),
    /// A file with one sheet, such as a `.csv` file. With `None`, the newest version among the source sheets is used.
    OneSheet(Option<EmaVersion>),
    /// XML Avails.
    Xml(XmlVersion),
}

/// Converts rows, one at a time, to fit the headers of the result.
///
/// A row that keeps its version is unchanged, except for the order of its columns: the template's columns come first,
/// and the columns that no version defines come last. In any other row, each value moves to the column with the same
/// meaning and is written in the target version's notation. If the target version has no column, word or notation for a
/// value, the value is reported as a [`Loss`].
///
/// ```
/// use ema_io::{Converter, Target};
/// use ema_model::{Avail, Column, EmaVersion};
///
/// let avail = Avail::from_cells(
///     EmaVersion::V1_6,
///     [
///         (Column::WorkType, "Movie"),
///         (Column::FormatProfile, "4K"),
///         (Column::AltId, "FIRSTDANCE"),
///     ],
/// );
/// let target = Target::Sheets(Some(EmaVersion::V1_9));
/// let mut converter = Converter::new(&[avail.header().clone()], target);
/// let mut losses = Vec::new();
/// let (sheet, converted) = converter.convert(0, &avail, &mut |loss| losses.push(loss));
///
/// assert_eq!(converter.headers()[sheet].version(), EmaVersion::V1_9);
/// assert_eq!(converted.alid().text(), "FIRSTDANCE");
/// assert_eq!(converted.format_profile().text(), "UHD");
/// assert_eq!(losses.len(), 1, "no document says that 4K is UHD");
/// ```
/// # Derived values
///
/// Versions after 1.6 require metadata IDs. When a 1.6 row is converted, the licensor's own IDs become the metadata
/// IDs, because Prime Video requires the two kinds of IDs to agree. ALID and ContentID are filled from AltID, and the
/// IDs for series, seasons and episodes are filled in the same way. The EIDRs in the ContentID and ProductID columns of
/// version 1.6 move to the EIDR columns of later versions.
#[derive(Debug)]
pub struct Converter {
    routes: Vec<Route>,
    sheets: Vec<Sheet>,
    headers: Vec<Arc<Header>>,
    builders: Vec<AvailBuilder>,
    /// The result columns that were added for cells without a header in the source.
    strays: HashMap<(usize, u16), u16>,
}

impl Converter {
    /// Creates a converter for the sheets of a file.
    #[must_use]
    pub fn new(sheets: &[Arc<Header>], target: Target) -> Self {
        let (routes, sheets) = targets::plan(sheets, target);
        let headers: Vec<Arc<Header>> = sheets.iter().map(|sheet| sheet.header.clone()).collect();
        let builders = headers.iter().cloned().map(AvailBuilder::new).collect();
        Self {
            routes,
            sheets,
            headers,
            builders,
            strays: HashMap::new(),
        }
    }

    /// Returns the headers of the result. In version 1.7.3 or earlier, a sheet that has columns for both movies and TV
    /// becomes two sheets, even if all its rows are for movies or all are for TV.
    #[must_use]
    pub fn headers(&self) -> &[Arc<Header>] {
        &self.headers
    }

    /// Returns the result sheets that are written even if their source sheet is empty. When a sheet is split into
    /// movies and TV, each of the two sheets is written only if it has rows.
    fn sheets_of_their_own(&self) -> impl Iterator<Item = usize> + use<'_> {
        let whole = self.routes.iter().filter(|route| route.movies == route.tv);
        whole.map(|route| route.movies)
    }

    /// Returns whether the rows in a source sheet keep their version.
    fn leaves_rows_as_they_are(&self, sheet: usize) -> bool {
        self.routes[sheet].same
    }

    /// Converts an avail. `sheet` is the index of the source sheet's header among the headers passed to
    /// [`new`](Self::new). The returned number is the index of the target sheet in [`headers`](Self::headers).
    ///
    /// A row keeps its number, so two rows in the result can have the same number.
    ///
    /// # Panics
    ///
    /// Panics if there is no source sheet with this index.
    pub fn convert(
        &mut self,
        sheet: usize,
        avail: &Avail,
        losses: &mut dyn FnMut(Loss),
    ) -> (usize, Avail) {
        let route = &self.routes[sheet];
        let number = match route.tv != route.movies && moves::is_tv(avail) {
            true => route.tv,
            false => route.movies,
        };
        let target = &self.sheets[number];
        let mut row = Row {
            avail,
            to: route.to,
            header: &target.header,
            pipes: has_pipes(&target.header),
            cells: BTreeMap::new(),
        };
        let from = avail.header();
        for cell in avail.cells() {
            if from.known_at(cell.index()).is_some() {
                continue;
            }
            let index = match route.unknown.get(&cell.index()) {
                Some(unknown) => target.unknown[unknown],
                None => {
                    let width = target.header.columns().len() + self.strays.len();
                    let next = u16::try_from(width).unwrap_or(u16::MAX);
                    *self.strays.entry((number, cell.index())).or_insert(next)
                }
            };
            row.cells.insert(index, NewCell::of(avail, cell));
        }
        let mut told = Vec::new();
        row.fill(route.same, &mut |loss| told.push(loss));
        told.sort_by_key(|loss: &Loss| loss.cell.as_ref().map(|cell| cell.column));
        told.into_iter().for_each(losses);
        let cells = row.cells;
        let builder = &mut self.builders[number];
        for (index, put) in cells {
            builder.push(index, put.text, put.stored, put.marks);
            if let Some(position) = put.position {
                builder.place(index, position);
            }
        }
        (number, builder.build_like(avail))
    }
}

/// Returns whether list items in the tab are separated by pipes.
fn has_pipes(header: &Header) -> bool {
    header.version() == EmaVersion::V1_6 && header.has_tv_columns()
}

/// A result row that is being filled.
struct Row<'a> {
    avail: &'a Avail,
    to: EmaVersion,
    header: &'a Header,
    pipes: bool,
    cells: BTreeMap<u16, NewCell>,
}

/// A cell in the result row.
struct NewCell {
    text: Text,
    stored: Stored,
    marks: Marks,
    position: Option<Position>,
}

impl NewCell {
    fn of(avail: &Avail, cell: &Cell) -> Self {
        Self {
            text: cell.shared_text().clone(),
            stored: cell.stored(),
            marks: cell.marks(),
            position: avail.position_of(cell),
        }
    }

    /// Replaces the content with text, even if it was stored as a number or date.
    fn saying(self, text: impl Into<Text>) -> Self {
        Self {
            text: text.into(),
            stored: Stored::Text,
            ..self
        }
    }
}

/// The result of placing a cell.
enum Outcome {
    Held,
    /// The target column already holds a different value.
    Taken(Column),
    NoColumn,
}

impl Row<'_> {
    fn fill(&mut self, same: bool, losses: &mut dyn FnMut(Loss)) {
        let avail = self.avail;
        let known: Vec<(Column, &Cell)> = avail
            .cells()
            .iter()
            .filter_map(|cell| Some((avail.header().known_at(cell.index())?, cell)))
            .collect();
        if same {
            for (column, cell) in known {
                self.put(column, NewCell::of(avail, cell));
            }
            return;
        }
        let mut outcomes: Vec<(Column, &Cell, Outcome)> = Vec::with_capacity(known.len());
        let leaves_xml = targets::holds_all(avail.header()) && !targets::holds_all(self.header);
        for (column, cell) in known {
            let in_sheets = match leaves_xml && self.header.index_of(column).is_some() {
                true => meaning::in_sheets(column, cell),
                false => None,
            };
            match in_sheets.or_else(|| meaning::renamed(avail, column, self.to)) {
                Some(renamed) => self.rename(cell, renamed, losses),
                None => outcomes.push((column, cell, Outcome::NoColumn)),
            }
        }
        for first in moves::FIRST {
            self.moved(first, &mut outcomes, losses);
        }
        for (column, cell, outcome) in &mut outcomes {
            // If the result has every column, a moved value must not also stay in its old column.
            let has_moved = matches!(outcome, Outcome::Held) && !column.is_in(self.to);
            if !has_moved && !moves::changes_meaning(*column, avail.version(), self.to) {
                self.hold(*column, cell, *column, outcome);
            }
        }
        for last in moves::LAST {
            self.moved(last, &mut outcomes, losses);
        }
        for (column, cell, outcome) in outcomes {
            self.tell(column, cell, &outcome, losses);
        }
    }

    /// Writes a cell whose value has a new name in the target version.
    fn rename(&mut self, cell: &Cell, renamed: Renamed, losses: &mut dyn FnMut(Loss)) {
        for (column, text) in renamed.puts {
            self.put(column, NewCell::of(self.avail, cell).saying(text));
        }
        if let Some((became, reason)) = renamed.told {
            losses(Loss::changed(self.avail, cell, became, reason));
        }
    }

    fn moved(
        &mut self,
        step: &moves::Move,
        outcomes: &mut [(Column, &Cell, Outcome)],
        losses: &mut dyn FnMut(Loss),
    ) {
        if !step.is_for(self.avail, self.to) {
            return;
        }
        for (column, cell, outcome) in outcomes {
            if *column == step.from {
                let is_new = self.hold(*column, cell, step.to, outcome);
                if let (true, Some(reason)) = (is_new, step.changed) {
                    losses(Loss::changed(self.avail, cell, cell.text(), reason));
                }
            }
        }
    }

    /// Writes a cell to the column `to` if that column is free. Returns whether the cell was written.
    fn hold(&mut self, column: Column, cell: &Cell, to: Column, outcome: &mut Outcome) -> bool {
        let mut put = NewCell::of(self.avail, cell);
        let from_pipes = has_pipes(self.avail.header());
        if let Some(text) = meaning::separated(cell.text(), column, from_pipes, self.pipes) {
            put = put.saying(text);
        }
        let Some(index) = self.header.index_of(to) else {
            return false;
        };
        match self.cells.get(&index) {
            None => {
                self.cells.insert(index, put);
                *outcome = Outcome::Held;
                true
            }
            Some(there) => {
                if ema_model::trim(&there.text) == ema_model::trim(&put.text) {
                    *outcome = Outcome::Held;
                } else if !matches!(outcome, Outcome::Held) {
                    *outcome = Outcome::Taken(to);
                }
                false
            }
        }
    }

    fn put(&mut self, column: Column, put: NewCell) {
        if let Some(index) = self.header.index_of(column) {
            self.cells.insert(index, put);
        }
    }

    fn tell(&self, column: Column, cell: &Cell, outcome: &Outcome, losses: &mut dyn FnMut(Loss)) {
        if cell.is_blank() {
            return;
        }
        let avail = self.avail;
        let reason = match outcome {
            Outcome::Held => match meaning::foreign(
                avail,
                cell,
                column,
                self.to,
                targets::holds_all(self.header),
            ) {
                Some(reason) => {
                    let mut loss = Loss::not_held(avail, cell, reason);
                    loss.became = Some(cell.shared_text().clone());
                    losses(loss);
                    return;
                }
                None => return,
            },
            Outcome::Taken(by) => {
                let there = self.header.index_of(*by).and_then(|at| self.cells.get(&at));
                let there = there.map_or("", |put| &put.text);
                format!(
                    "version {} has {by} for it, and `{there}` is there",
                    self.to
                )
            }
            Outcome::NoColumn if column.is_in(self.to) => {
                let changes = moves::changes_meaning(column, avail.version(), self.to);
                match changes {
                    true => meaning::without_meaning(column, self.to),
                    false => meaning::without_column_in_tab(self.to, tab(self.header)),
                }
            }
            Outcome::NoColumn => meaning::without_column(column, self.to),
        };
        losses(Loss::not_held(avail, cell, reason));
    }
}

fn tab(header: &Header) -> &'static str {
    let sheet: SheetKind = header.layout().sheet;
    sheet.as_str()
}
