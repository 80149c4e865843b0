//! Lists the content of a workbook other than its cells.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;

use ema_model::Text;

use crate::error::{Error, ErrorKind};
use crate::extra::{Extra, ExtraKind};
use crate::guard::{Limits, compared};
use crate::input::Input;
use crate::progress::Progress;

use super::book::Book;
use super::parts::Parts;
use super::pieces::{Kind, Pieces};
use super::survey::is_sheet_data;
use super::tag::{self, attribute, name};
use super::workbook_of;

/// Returns the content that is lost if only the cells of a workbook are written, and the content that is already known
/// to be lost, in sheet order.
pub(crate) fn extras(input: &Input, known: Vec<Extra>) -> Result<Vec<Extra>, Error> {
    of_file(input, known).map_err(|kind| Error::new(kind, input.name()))
}

fn of_file(input: &Input, mut found: Vec<Extra>) -> Result<Vec<Extra>, ErrorKind> {
    let limits = Limits::default();
    let mut package = workbook_of(input, &limits, &Progress::new())?;
    let mut parts = Parts::new(&mut package, &limits);
    let book = Book::read(&mut parts)?;
    let mut seen = HashSet::new();
    for sheet in &book.sheets {
        let name: Text = sheet.name.as_str().into();
        if !sheet.has_cells {
            found.push(Extra::new(&name, ExtraKind::OtherSheet, 1));
            continue;
        }
        let mut counts = Counts::default();
        // Damage in these parts does not affect the avails, so it does not end a conversion.
        if counts.sheet(&mut parts, &sheet.part, &mut seen).is_err() {
            counts.add(ExtraKind::Unlisted);
        }
        let counts = counts.0.into_iter();
        found.extend(counts.map(|(kind, count)| Extra::new(&name, kind, count)));
    }
    let sheets = book.sheets.iter().map(|sheet| sheet.name.as_str());
    let numbers: HashMap<&str, usize> = sheets.zip(0..).collect();
    found.sort_by_key(|extra| (numbers.get(&*extra.sheet).copied(), extra.kind));
    if let Some(first) = book.sheets.first() {
        let first = first.name.as_str().into();
        match names(&mut parts, &book)? {
            0 => {}
            count => found.push(Extra::new(&first, ExtraKind::Names, count)),
        }
        if book.shared("vbaProject").is_some() {
            found.push(Extra::new(&first, ExtraKind::Macros, 1));
        }
    }
    Ok(found)
}

/// Counts the names that users have defined. The names that Excel itself defines for print areas and filters are not
/// counted.
fn names(parts: &mut Parts<'_>, book: &Book) -> Result<usize, ErrorKind> {
    let bytes = parts.needed(&book.part)?;
    let mut pieces = Pieces::of(&bytes, &book.part);
    let mut count = 0;
    while let Some(piece) = pieces.next()? {
        let tag = piece.bytes;
        let is_name = (piece.kind, piece.depth, name(tag)) == (Kind::Start, 3, b"definedName");
        let is_of_excel = || attribute(tag, "name").is_some_and(|it| it.starts_with("_xlnm."));
        count += usize::from(is_name && !is_of_excel());
    }
    Ok(count)
}

/// The number of items of each kind of content in a sheet.
#[derive(Default)]
struct Counts(BTreeMap<ExtraKind, usize>);

impl Counts {
    fn add(&mut self, kind: ExtraKind) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// Counts the content of a sheet. `seen` contains the parts that have been read, because an adversarial file could
    /// refer to the same part any number of times.
    fn sheet(
        &mut self,
        parts: &mut Parts<'_>,
        part: &str,
        seen: &mut HashSet<String>,
    ) -> Result<(), ErrorKind> {
        if !seen.insert(compared(part)) {
            return Ok(());
        }
        let relations = parts.relations(part)?;
        for relation in &relations {
            for (kind, extra) in [
                ("table", ExtraKind::Tables),
                ("pivotTable", ExtraKind::PivotTables),
                ("slicer", ExtraKind::Slicers),
                ("ctrlProp", ExtraKind::Controls),
            ] {
                if relation.is(kind) {
                    self.add(extra);
                }
            }
        }
        if let Some(sheet) = parts.package().part(part)? {
            self.beside_rows(sheet, part)?;
        }
        for relation in &relations {
            let read = match relation {
                it if it.is("comments") => Self::notes,
                it if it.is("drawing") => Self::drawings,
                _ => continue,
            };
            if !seen.insert(compared(&relation.part)) {
                continue;
            }
            if let Some(bytes) = parts.whole(&relation.part)? {
                read(self, &bytes, &relation.part)?;
            }
        }
        Ok(())
    }

    /// Counts the elements before and after the rows of a sheet.
    fn beside_rows(&mut self, sheet: impl Read, part: &str) -> Result<(), ErrorKind> {
        let mut pieces = Pieces::new(sheet, part);
        let mut in_rows = false;
        let mut prefix = String::new();
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            if is_sheet_data(&piece) {
                in_rows = piece.kind == Kind::Start;
                prefix = tag::prefix(tag).to_owned();
            }
            if in_rows {
                if (piece.kind, piece.depth, name(tag)) == (Kind::Start, 3, b"row") {
                    pieces.rest_of_row(&prefix)?;
                }
                continue;
            }
            if !matches!(piece.kind, Kind::Start | Kind::Empty) {
                continue;
            }
            self.add(match (piece.depth, name(tag)) {
                (3, b"cfRule") => ExtraKind::ConditionalFormats,
                // Since version 2010, Excel has stored a second rule for each data bar in a list of extensions. The
                // other rules in that list exist nowhere else.
                (_, b"cfRule") if attribute(tag, "type") != Some("dataBar") => {
                    ExtraKind::ConditionalFormats
                }
                // A drop-down list that also accepts other values is not lost, because every workbook that is written
                // has such lists.
                (_, b"dataValidation") if is_suggestion(tag) => continue,
                (_, b"dataValidation") => ExtraKind::Validations,
                (3, b"filterColumn") => ExtraKind::Filters,
                (3, b"hyperlink") => ExtraKind::Links,
                (_, b"sparkline") => ExtraKind::Sparklines,
                _ => continue,
            });
        }
        Ok(())
    }

    fn notes(&mut self, bytes: &[u8], part: &str) -> Result<(), ErrorKind> {
        let mut pieces = Pieces::of(bytes, part);
        while let Some(piece) = pieces.next()? {
            let is_element = matches!(piece.kind, Kind::Start | Kind::Empty);
            if is_element && (piece.depth, name(piece.bytes)) == (3, b"comment") {
                self.add(ExtraKind::Notes);
            }
        }
        Ok(())
    }

    fn drawings(&mut self, bytes: &[u8], part: &str) -> Result<(), ErrorKind> {
        const ANCHORS: [&[u8]; 3] = [b"twoCellAnchor", b"oneCellAnchor", b"absoluteAnchor"];
        let mut pieces = Pieces::of(bytes, part);
        // Whether the kind of content in the current anchor is still unknown.
        let mut is_open = false;
        while let Some(piece) = pieces.next()? {
            if !matches!(piece.kind, Kind::Start | Kind::Empty) {
                continue;
            }
            let named = name(piece.bytes);
            if piece.depth == 2 {
                if is_open {
                    self.add(ExtraKind::Shapes);
                }
                is_open = ANCHORS.contains(&named);
                continue;
            }
            if !is_open {
                continue;
            }
            let uri = || attribute(piece.bytes, "uri").unwrap_or_default();
            match named {
                b"pic" => self.add(ExtraKind::Pictures),
                b"graphicData" if uri().contains("/chart") => self.add(ExtraKind::Charts),
                // Slicers are counted by their relationships to the sheet.
                b"graphicData" if uri().contains("/slicer") => {}
                b"graphicData" | b"sp" | b"grpSp" | b"cxnSp" => self.add(ExtraKind::Shapes),
                _ => continue,
            }
            is_open = false;
        }
        if is_open {
            self.add(ExtraKind::Shapes);
        }
        Ok(())
    }
}

/// Whether a data validation is a drop-down list that does not refuse other values.
fn is_suggestion(tag: &[u8]) -> bool {
    let refuses = attribute(tag, "showErrorMessage").is_some_and(|it| matches!(it, "1" | "true"));
    attribute(tag, "type") == Some("list") && !refuses
}
