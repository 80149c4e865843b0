//! Edits a sheet's notes: the part that contains the notes, the drawing that shows them, and the relationships to both.

use std::collections::BTreeMap;

use crate::error::ErrorKind;

use super::book::{Book, SheetEntry};
use super::drawing::{self, CHARACTERS_A_LINE, Shape};
use super::notes;
use super::parts::Parts;
use super::survey::{At, Columns, Survey};

/// The existing notes on a sheet.
#[derive(Default)]
pub(super) struct SheetNotes {
    part: Option<String>,
    bytes: Option<Vec<u8>>,
    /// Whether an earlier copy added any of the notes.
    pub(super) are_ours: bool,
}

impl SheetNotes {
    pub(super) fn read(parts: &mut Parts<'_>, sheet: &SheetEntry) -> Result<Self, ErrorKind> {
        let relations = parts.relations(&sheet.part)?;
        let Some(relation) = relations.into_iter().find(|it| it.is("comments")) else {
            return Ok(Self::default());
        };
        let bytes = parts.needed(&relation.part)?;
        Ok(Self {
            are_ours: notes::are_there(&bytes),
            part: Some(relation.part),
            bytes: Some(bytes),
        })
    }

    /// Adds the notes for this copy and removes those from an earlier copy.
    pub(super) fn merge(
        self,
        parts: &mut Parts<'_>,
        book: &Book,
        sheet: &SheetEntry,
        texts: &BTreeMap<At, String>,
        survey: &Survey,
    ) -> Result<Drawn, ErrorKind> {
        if texts.is_empty() && !self.are_ours {
            return Ok(Drawn::default());
        }
        let (part, is_new) = match self.part {
            Some(part) => (part, false),
            None => (parts.free_name("xl/comments#.xml").0, true),
        };
        let bytes = self
            .bytes
            .unwrap_or_else(|| book.in_its_namespace(notes::NONE).into_bytes());
        let merged = notes::merge(&bytes, &part, texts)?;
        parts.set(&part, merged.bytes);
        if is_new {
            parts.relate(&sheet.part, "comments", book.relation_like(), &part)?;
            parts.add_type(
                &part,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
            )?;
        }
        let shapes: Vec<Shape> = merged
            .added
            .iter()
            .map(|at| Shape {
                at: *at,
                lines: texts.get(at).map_or(1, |text| lines(text)),
            })
            .collect();
        Ok(Drawn {
            relation: draw(parts, book, sheet, survey, &merged.removed, &shapes)?,
            conversations: merged.conversations,
        })
    }
}

/// The result of a merge.
#[derive(Default)]
pub(super) struct Drawn {
    /// The ID of the drawing's relationship, if the sheet does not refer to the drawing yet.
    pub(super) relation: Option<String>,
    /// The number of cells that got no note because they already have a conversation.
    pub(super) conversations: usize,
}

/// Draws notes. Returns the ID of the drawing's relationship if the sheet does not refer to the drawing yet.
fn draw(
    parts: &mut Parts<'_>,
    book: &Book,
    sheet: &SheetEntry,
    survey: &Survey,
    removed: &[At],
    added: &[Shape],
) -> Result<Option<String>, ErrorKind> {
    let relations = parts.relations(&sheet.part)?;
    let known = survey.drawing.as_ref();
    let known = known.and_then(|id| relations.iter().find(|it| it.id == *id));
    let (part, number) = match known {
        Some(relation) => (relation.part.clone(), 1),
        None => parts.free_name("xl/drawings/vmlDrawing#.vml"),
    };
    let bytes = parts.whole(&part)?;
    let is_new = known.is_none();
    if is_new && added.is_empty() {
        return Ok(None);
    }
    let bytes = bytes.unwrap_or_else(|| drawing::none(number));
    let columns: &[Columns] = &survey.columns;
    let first = drawing::first_shape(number);
    let drawn = drawing::redrawn(&bytes, removed, added, columns, first);
    let drawn = drawn.ok_or_else(|| ErrorKind::damaged(format!("its part {part} has no end")))?;
    parts.set(&part, drawn);
    if !is_new {
        return Ok(None);
    }
    parts.add_default_type(
        "vml",
        "application/vnd.openxmlformats-officedocument.vmlDrawing",
    )?;
    let id = parts.relate(&sheet.part, "vmlDrawing", book.relation_like(), &part)?;
    Ok(Some(id))
}

/// Returns the number of lines that a note needs.
fn lines(text: &str) -> u32 {
    let lines = text
        .lines()
        .map(|line| line.chars().count() / CHARACTERS_A_LINE + 1);
    u32::try_from(lines.sum::<usize>())
        .unwrap_or(u32::MAX)
        .min(1000)
}
