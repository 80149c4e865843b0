//! Edits the part that lists a workbook's sheets.

use crate::error::{ErrorKind, Limit};
use crate::guard::joined;

use super::parts::{Parts, Relation, root_prefix};
use super::pieces::{Kind, Pieces};
use super::tag::{
    attribute, escaped, name, number, prefix, prefixed_attribute, text_attribute, with_attribute,
};

/// The namespace of a workbook's elements in the Transitional variant of Office Open XML.
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// An entry in the workbook's list of sheets.
#[derive(Debug)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) part: String,
    /// Whether the sheet is a worksheet with cells, as opposed to a chart sheet or dialog sheet.
    pub(super) has_cells: bool,
}

/// The part that lists the sheets.
pub(super) struct Book {
    pub(super) part: String,
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) relations: Vec<Relation>,
    pub(super) is_1904: bool,
    /// Whether the workbook is in the Strict variant of Office Open XML, which uses different namespaces and
    /// relationship types.
    pub(super) is_strict: bool,
    /// The full name of the attribute that links a sheet entry to its part, such as `r:id`.
    id_attribute: String,
    last_id: u32,
}

impl Book {
    pub(super) fn read(parts: &mut Parts<'_>) -> Result<Self, ErrorKind> {
        let missing = || ErrorKind::damaged("it has no workbook part");
        let root = parts.relations("")?;
        let main = root.into_iter().find(|it| it.is("officeDocument"));
        let part = main.ok_or_else(missing)?.part;
        let relations = parts.relations(&part)?;
        let bytes = parts.needed(&part)?;
        let mut book = Self {
            sheets: Vec::new(),
            is_1904: false,
            is_strict: relations
                .iter()
                .any(|it| it.kind.starts_with("http://purl.oclc.org/")),
            id_attribute: "r:id".to_owned(),
            last_id: 0,
            relations,
            part,
        };
        let mut pieces = Pieces::of(&bytes, &book.part);
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            match (name(tag), piece.kind, piece.depth) {
                (b"sheet", Kind::Start | Kind::Empty, 3) => {
                    if book.sheets.len() as u64 >= parts.limits().sheets {
                        let most = parts.limits().sheets;
                        return Err(ErrorKind::limit(Limit::Sheets, most, ""));
                    }
                    let (key, id) = prefixed_attribute(tag, "id").unwrap_or_default();
                    let relation = book.relations.iter().find(|it| it.id == id);
                    let Some(relation) = relation else {
                        return Err(ErrorKind::damaged(
                            "it does not state where one of its sheets is stored",
                        ));
                    };
                    book.id_attribute = key.to_owned();
                    book.last_id = book.last_id.max(number(tag, "sheetId").unwrap_or_default());
                    book.sheets.push(SheetEntry {
                        name: text_attribute(tag, "name").unwrap_or_default(),
                        part: relation.part.clone(),
                        has_cells: relation.is("worksheet"),
                    });
                }
                (b"workbookPr", Kind::Start | Kind::Empty, 2) => {
                    book.is_1904 = matches!(attribute(tag, "date1904"), Some("1" | "true"));
                }
                _ => {}
            }
        }
        Ok(book)
    }

    /// Returns the part name of a file in the folder that contains the workbook part.
    pub(super) fn beside(&self, file: &str) -> String {
        let folder = self.part.rsplit_once('/').map_or("", |(folder, _)| folder);
        joined(folder, file)
    }

    /// Returns the workbook's relationship of this kind. Its target is a part that all sheets share.
    pub(super) fn shared(&self, kind: &str) -> Option<&Relation> {
        self.relations.iter().find(|it| it.is(kind))
    }

    /// Returns the namespace of the workbook's elements.
    pub(super) fn namespace(&self) -> &'static str {
        match self.is_strict {
            true => "http://purl.oclc.org/ooxml/spreadsheetml/main",
            false => TRANSITIONAL,
        }
    }

    /// Converts the markup for a new part to the workbook's namespace.
    pub(super) fn in_its_namespace(&self, markup: &str) -> String {
        markup.replacen(TRANSITIONAL, self.namespace(), 1)
    }

    /// Returns the full type of an existing relationship. The types of new relationships are derived from this type,
    /// because all relationship types in a workbook have the same prefix.
    pub(super) fn relation_like(&self) -> &str {
        self.relations
            .iter()
            .find(|it| it.is("worksheet"))
            .map_or("", |it| &it.kind)
    }

    /// Appends a sheet to the list. `relation` is the ID of the relationship to the sheet's part.
    pub(super) fn add_sheet(
        &mut self,
        parts: &mut Parts<'_>,
        sheet: SheetEntry,
        relation: &str,
    ) -> Result<(), ErrorKind> {
        self.last_id += 1;
        let (id, key) = (self.last_id, &self.id_attribute);
        let bytes = parts.needed(&self.part)?;
        let mut result = Vec::with_capacity(bytes.len() + 128);
        let mut pieces = Pieces::of(&bytes, &self.part);
        while let Some(piece) = pieces.next()? {
            if (name(piece.bytes), piece.kind, piece.depth) == (b"sheets", Kind::End, 2) {
                let (prefix, named) = (prefix(piece.bytes), escaped(&sheet.name));
                let added = format!(
                    "<{prefix}sheet name=\"{named}\" sheetId=\"{id}\" {key}=\"{relation}\"/>"
                );
                result.extend_from_slice(added.as_bytes());
            }
            result.extend_from_slice(piece.bytes);
        }
        parts.set(&self.part, result);
        self.sheets.push(sheet);
        Ok(())
    }

    /// Sets the flag that makes Excel recompute all formulas when it opens the workbook.
    pub(super) fn compute_on_load(&self, parts: &mut Parts<'_>) -> Result<(), ErrorKind> {
        /// The elements that may follow `calcPr`, according to ECMA-376 part 1, section 18.2.27 (`workbook`).
        const AFTER: [&[u8]; 10] = [
            b"oleSize",
            b"customWorkbookViews",
            b"pivotCaches",
            b"smartTagPr",
            b"smartTagTypes",
            b"webPublishing",
            b"fileRecoveryPr",
            b"webPublishObjects",
            b"extLst",
            b"AlternateContent",
        ];
        const KEY: &str = "fullCalcOnLoad";
        let bytes = parts.needed(&self.part)?;
        let mut result = Vec::with_capacity(bytes.len() + 64);
        let mut pieces = Pieces::of(&bytes, &self.part);
        let (mut after_sheets, mut is_done) = (false, false);
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            let named = name(tag);
            let is_start = matches!(piece.kind, Kind::Start | Kind::Empty);
            if is_start && piece.depth == 2 && named == b"calcPr" {
                is_done = true;
                result.extend_from_slice(&with_attribute(tag, KEY, "1"));
                continue;
            }
            let is_after = is_start && piece.depth == 2 && after_sheets && AFTER.contains(&named);
            if (is_after || piece.kind == Kind::End && piece.depth == 1) && !is_done {
                is_done = true;
                let added = format!("<{}calcPr {KEY}=\"1\"/>", root_prefix(&bytes));
                result.extend_from_slice(added.as_bytes());
            }
            after_sheets |= named == b"sheets";
            result.extend_from_slice(tag);
        }
        parts.set(&self.part, result);
        Ok(())
    }
}
