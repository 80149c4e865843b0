//! Lists the content of a workbook other than the cells in its sheets.

use crate::error::{Error, ErrorKind};
use crate::guard::Limits;
use crate::input::Input;
use crate::loss::Loss;
use crate::progress::Progress;

use super::book::Book;
use super::parts::Parts;
use super::pieces::{Kind, Pieces};
use super::tag::name;
use super::workbook_of;

/// Returns the content that is lost if only the cells of a workbook are written, in sheet order.
pub(crate) fn extras(input: &Input) -> Result<Vec<Loss>, Error> {
    of_file(input).map_err(|kind| Error::new(kind, input.name()))
}

fn of_file(input: &Input) -> Result<Vec<Loss>, ErrorKind> {
    let limits = Limits::default();
    let mut package = workbook_of(input, &limits, &Progress::new())?;
    let mut parts = Parts::new(&mut package, &limits);
    let book = Book::read(&mut parts)?;
    let mut losses = Vec::new();
    for sheet in &book.sheets {
        if !sheet.has_cells {
            let reason =
                "the sheet is a chart sheet or dialog sheet and is not in the result".to_owned();
            let name = sheet.name.as_str().into();
            losses.push(Loss::left_behind(&name, "sheet", reason));
            continue;
        }
        let (mut notes, mut drawings) = (0, 0);
        for relation in parts.relations(&sheet.part)? {
            if relation.is("comments") {
                notes += elements(&mut parts, &relation.part, 3, &[b"comment"])?;
            } else if relation.is("drawing") {
                const ANCHORS: [&[u8]; 3] = [b"twoCellAnchor", b"oneCellAnchor", b"absoluteAnchor"];
                drawings += elements(&mut parts, &relation.part, 2, &ANCHORS)?;
            }
        }
        let named = sheet.name.as_str().into();
        let mut lose = |what: &str, count: usize, one: &str, more: &str| {
            let reason = match count {
                0 => return,
                1 => format!("1 {one} is not in the result"),
                count => format!("{count} {more} are not in the result"),
            };
            losses.push(Loss::left_behind(&named, what, reason));
        };
        lose("notes", notes, "note", "notes");
        lose(
            "drawings",
            drawings,
            "picture or chart",
            "pictures and charts",
        );
    }
    if let (Some(_), Some(sheet)) = (book.shared("vbaProject"), book.sheets.first()) {
        let reason = "the workbook's macros are not in the result".to_owned();
        losses.push(Loss::left_behind(
            &sheet.name.as_str().into(),
            "macros",
            reason,
        ));
    }
    Ok(losses)
}

/// Counts the elements with the given names at a given depth in a part.
fn elements(
    parts: &mut Parts<'_>,
    part: &str,
    depth: u32,
    names: &[&[u8]],
) -> Result<usize, ErrorKind> {
    let Some(bytes) = parts.whole(part)? else {
        return Ok(0);
    };
    let mut pieces = Pieces::of(&bytes, part);
    let mut count = 0;
    while let Some(piece) = pieces.next()? {
        let is_one = piece.depth == depth && matches!(piece.kind, Kind::Start | Kind::Empty);
        count += usize::from(is_one && names.contains(&name(piece.bytes)));
    }
    Ok(count)
}
