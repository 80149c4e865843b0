//! Manages the parts of a workbook, including added parts, and the relationships between parts.

use std::collections::BTreeMap;

use crate::error::ErrorKind;
use crate::guard::{Limits, Package, compared, joined};

use super::pieces::{Kind, Pieces};
use super::tag::{attribute, escaped, name, prefix, text_attribute};

const TYPES: &str = "[Content_Types].xml";

/// The new content of a part.
#[derive(Debug)]
pub(super) enum Change {
    Replaced(Vec<u8>),
    Removed,
}

/// The changed parts, keyed by lowercase name.
pub(super) type Changes = BTreeMap<String, Change>;

/// The added parts, in the order in which they were added.
pub(super) type Added = Vec<(String, Vec<u8>)>;

/// The parts of a workbook that is being edited, accessed by their names in the package.
pub(super) struct Parts<'a> {
    package: &'a mut Package,
    limits: &'a Limits,
    /// The changed parts. The keys are lowercase, because part names are not case-sensitive.
    changes: Changes,
    /// The added parts, in the order in which they were added.
    added: Added,
}

impl<'a> Parts<'a> {
    pub(super) fn new(package: &'a mut Package, limits: &'a Limits) -> Self {
        Self {
            package,
            limits,
            changes: Changes::new(),
            added: Vec::new(),
        }
    }

    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    pub(super) fn package(&mut self) -> &mut Package {
        self.package
    }

    /// Returns the current content of a part in the copy.
    pub(super) fn whole(&mut self, part: &str) -> Result<Option<Vec<u8>>, ErrorKind> {
        match self.changes.get(&compared(part)) {
            Some(Change::Replaced(bytes)) => return Ok(Some(bytes.clone())),
            Some(Change::Removed) => return Ok(None),
            None => {}
        }
        let added = self.added.iter().find(|(name, _)| name == part);
        match added {
            Some((_, bytes)) => Ok(Some(bytes.clone())),
            None => self.package.whole(part, self.limits.support_part_size),
        }
    }

    /// Returns the current content of a part in the copy. Fails if there is no such part.
    pub(super) fn needed(&mut self, part: &str) -> Result<Vec<u8>, ErrorKind> {
        let whole = self.whole(part)?;
        whole.ok_or_else(|| ErrorKind::damaged(format!("its part {part} is missing")))
    }

    /// Sets the content of a part. If the part does not exist, it is added.
    pub(super) fn set(&mut self, part: &str, bytes: Vec<u8>) {
        if self.package.contains(part) {
            let key = compared(part);
            self.changes.insert(key, Change::Replaced(bytes));
        } else if let Some((_, added)) = self.added.iter_mut().find(|(name, _)| name == part) {
            *added = bytes;
        } else {
            self.added.push((part.to_owned(), bytes));
        }
    }

    pub(super) fn remove(&mut self, part: &str) {
        let key = compared(part);
        self.changes.insert(key, Change::Removed);
    }

    /// Returns the changed parts and the added parts. Unchanged parts are not returned, so that their compressed bytes
    /// are copied.
    pub(super) fn finish(self) -> Result<(Changes, Added), ErrorKind> {
        let mut changes = self.changes;
        let most = self.limits.support_part_size;
        let mut same = Vec::new();
        for (part, change) in &changes {
            if let Change::Replaced(bytes) = change
                && self.package.whole(part, most)?.as_ref() == Some(bytes)
            {
                same.push(part.clone());
            }
        }
        for part in same {
            changes.remove(&part);
        }
        Ok((changes, self.added))
    }

    /// Returns an unused part name and its number. The number is the first free one and replaces the `#` in the
    /// pattern.
    pub(super) fn free_name(&self, pattern: &str) -> (String, u32) {
        let taken = |name: &str| {
            self.package.contains(name) || self.added.iter().any(|(added, _)| added == name)
        };
        let numbered = (1_u32..).map(|number| (pattern.replace('#', &number.to_string()), number));
        let mut free = numbered.filter(|(name, _)| !taken(name));
        free.next().unwrap_or_default()
    }

    /// Returns a part's relationships, except those to external files.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, ErrorKind> {
        let from = relations_of(part);
        let Some(bytes) = self.whole(&from)? else {
            return Ok(Vec::new());
        };
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut relations = Vec::new();
        let mut pieces = Pieces::of(&bytes, &from);
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            if matches!(piece.kind, Kind::Start | Kind::Empty)
                && name(tag) == b"Relationship"
                && attribute(tag, "TargetMode") != Some("External")
            {
                let target = text_attribute(tag, "Target").unwrap_or_default();
                relations.push(Relation {
                    id: text_attribute(tag, "Id").unwrap_or_default(),
                    kind: text_attribute(tag, "Type").unwrap_or_default(),
                    part: joined(folder, &target),
                });
            }
        }
        Ok(relations)
    }

    /// Adds a relationship from a part to another part and returns the relationship's ID. `target` is the name of the
    /// other part, relative to the root of the package.
    ///
    /// `kind` is the last segment of the relationship's type. The other segments are taken from the type `like`.
    pub(super) fn relate(
        &mut self,
        part: &str,
        kind: &str,
        like: &str,
        target: &str,
    ) -> Result<String, ErrorKind> {
        const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let from = relations_of(part);
        let taken = self.relations(part)?;
        let bytes = match self.whole(&from)? {
            Some(bytes) => bytes,
            None => {
                self.add_default_type(
                    "rels",
                    "application/vnd.openxmlformats-package.relationships+xml",
                )?;
                EMPTY.as_bytes().to_vec()
            }
        };
        let text = memchr::memmem::find;
        // The IDs of relationships to external files are also taken.
        let is_free = |id: &String| {
            taken.iter().all(|relation| relation.id != *id)
                && text(&bytes, format!("\"{id}\"").as_bytes()).is_none()
        };
        let numbered = (1_u32..).map(|number| format!("rId{number}"));
        let id = numbered.into_iter().find(is_free).unwrap_or_default();
        let start = like.rsplit_once('/').map_or("", |(start, _)| start);
        let added = |prefix: &str| {
            format!(
                "<{prefix}Relationship Id=\"{id}\" Type=\"{start}/{kind}\" Target=\"/{}\"/>",
                escaped(target)
            )
        };
        self.set(&from, with_last_child(&bytes, &from, added)?);
        Ok(id)
    }

    /// Removes the relationship with this ID from a part.
    pub(super) fn unrelate(&mut self, part: &str, id: &str) -> Result<(), ErrorKind> {
        let from = relations_of(part);
        let bytes = self.needed(&from)?;
        let is_it = |tag: &[u8]| name(tag) == b"Relationship" && attribute(tag, "Id") == Some(id);
        let left = without_elements(&bytes, &from, is_it)?;
        self.set(&from, left);
        Ok(())
    }

    /// Declares the content type of a new part.
    pub(super) fn add_type(&mut self, part: &str, content_type: &str) -> Result<(), ErrorKind> {
        let bytes = self.needed(TYPES)?;
        let added = |prefix: &str| {
            format!(
                "<{prefix}Override PartName=\"/{}\" ContentType=\"{content_type}\"/>",
                escaped(part)
            )
        };
        let bytes = with_last_child(&bytes, TYPES, added)?;
        self.set(TYPES, bytes);
        Ok(())
    }

    /// Declares the content type for parts with this extension, unless one is already declared.
    pub(super) fn add_default_type(
        &mut self,
        ending: &str,
        content_type: &str,
    ) -> Result<(), ErrorKind> {
        let bytes = self.needed(TYPES)?;
        let mut pieces = Pieces::of(&bytes, TYPES);
        while let Some(piece) = pieces.next()? {
            if name(piece.bytes) == b"Default"
                && attribute(piece.bytes, "Extension")
                    .is_some_and(|it| it.eq_ignore_ascii_case(ending))
            {
                return Ok(());
            }
        }
        let added = |prefix: &str| {
            format!("<{prefix}Default Extension=\"{ending}\" ContentType=\"{content_type}\"/>")
        };
        let bytes = with_last_child(&bytes, TYPES, added)?;
        self.set(TYPES, bytes);
        Ok(())
    }

    /// Removes the declaration of a part's content type.
    pub(super) fn remove_type(&mut self, part: &str) -> Result<(), ErrorKind> {
        let bytes = self.needed(TYPES)?;
        let named = format!("/{part}");
        let is_it = |tag: &[u8]| {
            name(tag) == b"Override"
                && text_attribute(tag, "PartName").is_some_and(|it| it.eq_ignore_ascii_case(&named))
        };
        let left = without_elements(&bytes, TYPES, is_it)?;
        self.set(TYPES, left);
        Ok(())
    }

    /// Returns the declared content type of a part.
    pub(super) fn type_of(&mut self, part: &str) -> Result<Option<String>, ErrorKind> {
        let bytes = self.needed(TYPES)?;
        let named = format!("/{part}");
        let mut pieces = Pieces::of(&bytes, TYPES);
        while let Some(piece) = pieces.next()? {
            if name(piece.bytes) == b"Override"
                && text_attribute(piece.bytes, "PartName")
                    .is_some_and(|it| it.eq_ignore_ascii_case(&named))
            {
                return Ok(text_attribute(piece.bytes, "ContentType"));
            }
        }
        Ok(None)
    }

    /// Changes the declared content type of a part.
    pub(super) fn change_type(&mut self, part: &str, content_type: &str) -> Result<(), ErrorKind> {
        self.remove_type(part)?;
        self.add_type(part, content_type)
    }
}

/// A reference from one part to another.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) part: String,
}

impl Relation {
    /// Returns whether the relationship is of this kind. Only the end of the type is compared, because its beginning
    /// differs in strict workbooks.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind
            .rsplit_once('/')
            .is_some_and(|(_, last)| last == kind)
    }
}

/// Returns the name of the part that contains a part's relationships.
fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Appends an element to the root element of a part. The function `element` receives the root's prefix and returns the
/// markup.
fn with_last_child(
    bytes: &[u8],
    part: &str,
    element: impl Fn(&str) -> String,
) -> Result<Vec<u8>, ErrorKind> {
    let mut result = Vec::with_capacity(bytes.len() + 256);
    let mut pieces = Pieces::of(bytes, part);
    while let Some(piece) = pieces.next()? {
        match (piece.kind, piece.depth) {
            (Kind::End, 1) => {
                result.extend_from_slice(element(prefix(piece.bytes)).as_bytes());
                result.extend_from_slice(piece.bytes);
            }
            (Kind::Empty, 1) => {
                let (start, end) = opened(piece.bytes);
                result.extend_from_slice(&start);
                result.extend_from_slice(element(prefix(piece.bytes)).as_bytes());
                result.extend_from_slice(&end);
            }
            _ => result.extend_from_slice(piece.bytes),
        }
    }
    Ok(result)
}

/// Splits an empty-element tag into an equivalent start tag and end tag.
pub(super) fn opened(tag: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let inside = tag.strip_suffix(b"/>").unwrap_or(tag).trim_ascii_end();
    let start = [inside, b">"].concat();
    let named = String::from_utf8_lossy(name(tag)).into_owned();
    let end = format!("</{}{named}>", prefix(tag));
    (start, end.into_bytes())
}

/// Removes the matching child elements from the root element of a part.
fn without_elements(
    bytes: &[u8],
    part: &str,
    is_out: impl Fn(&[u8]) -> bool,
) -> Result<Vec<u8>, ErrorKind> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut pieces = Pieces::of(bytes, part);
    while let Some(piece) = pieces.next()? {
        match (piece.kind, piece.depth) {
            (Kind::Empty, 2) if is_out(piece.bytes) => {}
            (Kind::Start, 2) if is_out(piece.bytes) => {
                pieces.rest_of_element(2, &mut Vec::new())?;
            }
            _ => result.extend_from_slice(piece.bytes),
        }
    }
    Ok(result)
}

/// Returns the prefix of the first element in a part.
pub(super) fn root_prefix(bytes: &[u8]) -> String {
    let mut pieces = Pieces::of(bytes, "");
    while let Ok(Some(piece)) = pieces.next() {
        if piece.depth == 1 && piece.kind != Kind::Other {
            return prefix(piece.bytes).to_owned();
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_added_and_removed_at_the_end_of_the_root() {
        for (bytes, expected) in [
            ("<a><b/></a>", "<a><b/><c/></a>"),
            ("<x:a  />", "<x:a><x:c/></x:a>"),
            ("<a><a/></a>\n", "<a><a/><c/></a>\n"),
        ] {
            let added = with_last_child(bytes.as_bytes(), "a", |prefix| format!("<{prefix}c/>"));
            assert_eq!(String::from_utf8(added.unwrap()).unwrap(), expected);
        }
        let bytes = b"<a><b/><c><b/></c> <b>x</b></a>";
        let left = without_elements(bytes, "a", |tag| name(tag) == b"b").unwrap();
        assert_eq!(left, b"<a><c><b/></c> </a>");
    }

    #[test]
    fn relations_are_beside_their_part() {
        assert_eq!(
            relations_of("xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels"
        );
        assert_eq!(relations_of(""), "_rels/.rels");
    }
}
