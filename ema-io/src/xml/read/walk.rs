//! Walks through an Avail in parallel with its schema, and fills the column for each element.

use ema_model::{Column, Position, SchemaFault, Text, WorkType, XmlVersion};

use super::collected::{Cells, Collected, Path, Texts};
use super::conform::{Faults, Seen};
use super::gathered::Gathered;
use super::groups;
use super::input::START;
use super::markup::{Attribute, Markup, Passage, Piece, Tag};
use super::names::Space;
use super::node::Node;
use super::parts::{KeptTexts, ReadAsset, ReadAvail, ReadTransaction, instruction};
use super::ratings::Ratings;
use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::xml::schema::{self, AVAIL, Element, Group, Held, Key, Namespace};
use crate::xml::values;

/// Each Asset, Transaction, instruction, schema fault and piece of unplaced content counts as this many cells.
pub(super) const PART: u64 = 4;

/// A rating, including its unplaced content, counts as this many cells.
const RATING: u64 = 16;

/// Reads Avails.
pub(super) struct Walk {
    pub(super) markup: Markup,
    pub(super) version: XmlVersion,
    texts: Texts,
    /// The size of the current Avail, in cells.
    held: u64,
    most: u64,
    begins: Position,
    pub(super) faults: Faults,
}

impl Walk {
    pub(super) fn new(markup: Markup, version: XmlVersion, limits: &Limits) -> Self {
        Self {
            markup,
            version,
            texts: Texts::default(),
            held: 0,
            most: limits.avail_cells,
            begins: START,
            faults: Faults::new(version),
        }
    }

    /// Increases the size of the current Avail, and fails if it exceeds the limit.
    fn hold(&mut self, more: u64) -> Result<(), ErrorKind> {
        self.held += more;
        match self.held > self.most {
            true => Err(too_many_cells(self.most, self.begins)),
            false => Ok(()),
        }
    }

    /// Compacts the content of an element, and adds the number of its cells to the size of the Avail.
    fn finish(&mut self, collected: Collected) -> Result<Cells, ErrorKind> {
        let cells = collected.finish(&mut self.texts);
        self.hold(cells.cells.len() as u64)?;
        Ok(cells)
    }

    /// Reads the rest of an Avail whose start tag has already been read.
    pub(super) fn avail(&mut self, tag: Tag) -> Result<ReadAvail, ErrorKind> {
        self.texts = Texts::default();
        let path = Path::root("Avail");
        let at = tag.at;
        (self.held, self.begins) = (0, at);
        let mut gathered = Gathered::default();
        self.attributes(&AVAIL, tag, &path, &mut gathered.collected);
        let mut seen = Seen::new();
        let (mut assets, mut transactions) = (Vec::new(), Vec::new());
        loop {
            match self.markup.next()? {
                Piece::Start(tag) if tag.name.is(Namespace::Avails, "Asset") => {
                    self.known(&AVAIL, &tag, &mut seen, &path);
                    assets.push(self.asset(tag)?);
                }
                Piece::Start(tag) if tag.name.is(Namespace::Avails, "Transaction") => {
                    self.known(&AVAIL, &tag, &mut seen, &path);
                    transactions.push(self.transaction(tag)?);
                }
                Piece::Start(tag) => {
                    self.child(&AVAIL, tag, &mut seen, &path, &mut gathered)?;
                }
                Piece::Text(passage) => self.text(&path, &passage, &mut gathered.collected),
                Piece::Instruction { .. } => {}
                Piece::End | Piece::Eof => break,
            }
        }
        self.faults.end(&AVAIL, &seen, (&path, at));
        derived(&mut gathered, assets.first(), &path);
        Ok(ReadAvail {
            cells: self.finish(gathered.collected)?,
            assets,
            transactions,
            faults: self.faults.take_from(0),
            at,
        })
    }

    fn asset(&mut self, mut tag: Tag) -> Result<ReadAsset, ErrorKind> {
        self.hold(PART + tag.attributes.len() as u64 * PART)?;
        let path = Path::root("Asset");
        let element = part("Asset");
        let (at, faults) = (tag.at, self.faults.len());
        let mut gathered = Gathered::default();
        self.faults
            .attributes(element, &tag.attributes, (&path, at));
        let content_id = tag.take_attribute("contentID");
        self.fill_attributes(element, tag, &path, &mut gathered.collected);
        let mut seen = Seen::new();
        self.inside(element, at, &mut seen, &path, &mut gathered)?;
        let metadata = seen.iter().find(|child| child.name.ends_with("Metadata"));
        let collected = &mut gathered.collected;
        if let Some(id) = content_id {
            let work = collected.text_of(Column::WorkType);
            let metadata = metadata.map_or_else(|| metadata_of(work), |child| child.name);
            let column = schema::content_id(metadata);
            // In the schema, the content ID is also in the metadata of a season, series or volume.
            let same = values::decode(column, &id.text);
            if collected.text_of(column) != Some(same.as_ref())
                && let Err(id) = collected.fill(column, id)
            {
                collected.leave(path.to("@contentID"), id.text, id.at);
            }
        }
        captions(collected);
        Ok(ReadAsset {
            cells: self.finish(gathered.collected)?,
            ratings: Ratings::new(gathered.ratings),
            faults: self.faults_of_part(faults)?,
        })
    }

    fn transaction(&mut self, tag: Tag) -> Result<ReadTransaction, ErrorKind> {
        self.hold(PART + tag.attributes.len() as u64 * PART)?;
        let path = Path::root("Transaction");
        let element = part("Transaction");
        let (at, faults) = (tag.at, self.faults.len());
        let mut gathered = Gathered::default();
        self.attributes(element, tag, &path, &mut gathered.collected);
        let mut kept = KeptTexts::default();
        let mut seen = Seen::new();
        loop {
            match self.markup.next()? {
                Piece::Start(tag) => self.child(element, tag, &mut seen, &path, &mut gathered)?,
                Piece::Text(passage) => self.text(&path, &passage, &mut gathered.collected),
                Piece::Instruction { target, content } => {
                    self.hold(PART)?;
                    let known = instruction(&target, &content, &mut kept);
                    if !known && target.starts_with("ema-") {
                        let path = path.to(&format!("?{target}"));
                        gathered.collected.leave(path, content.text, content.at);
                    }
                }
                Piece::End | Piece::Eof => break,
            }
        }
        self.faults.end(element, &seen, (&path, at));
        let price = gathered.prices.fill(&path, &mut gathered.collected);
        Ok(ReadTransaction {
            cells: self.finish(gathered.collected)?,
            price,
            kept: (!kept.is_empty()).then(|| Box::new(kept)),
            faults: self.faults_of_part(faults)?,
            at,
        })
    }

    /// Returns the schema faults in an Asset or Transaction and adds them to the size of the Avail.
    fn faults_of_part(&mut self, before: usize) -> Result<Vec<SchemaFault>, ErrorKind> {
        let faults = self.faults.take_from(before);
        self.hold(faults.len() as u64 * PART)?;
        Ok(faults)
    }

    /// Reads the content of an element up to its end tag.
    fn inside(
        &mut self,
        element: &'static Element,
        at: Position,
        seen: &mut Seen,
        path: &Path<'_>,
        gathered: &mut Gathered,
    ) -> Result<(), ErrorKind> {
        loop {
            match self.markup.next()? {
                Piece::Start(tag) => self.child(element, tag, seen, path, gathered)?,
                Piece::Text(passage) => self.text(path, &passage, &mut gathered.collected),
                Piece::Instruction { .. } => {}
                Piece::End | Piece::Eof => break,
            }
        }
        self.faults.end(element, seen, (path, at));
        Ok(())
    }

    /// Returns the schema element for a child, if the schema allows it in the parent.
    fn known(
        &mut self,
        parent: &'static Element,
        tag: &Tag,
        seen: &mut Seen,
        path: &Path<'_>,
    ) -> Option<&'static Element> {
        let place = (path, tag.at);
        self.faults.child(parent, &tag.name, seen, place)
    }

    /// Reports and keeps text in an element that should contain only elements.
    fn text(&mut self, path: &Path<'_>, passage: &Passage, collected: &mut Collected) {
        self.faults.text(passage, path);
        collected.leave_text(path, passage);
    }

    /// Reads a child element. `seen` has the children before it.
    fn child(
        &mut self,
        parent: &'static Element,
        tag: Tag,
        seen: &mut Seen,
        path: &Path<'_>,
        gathered: &mut Gathered,
    ) -> Result<(), ErrorKind> {
        let before = (gathered.collected.unplaced.len(), gathered.ratings.len());
        let faults = self.faults.len();
        self.known_or_left(parent, tag, seen, path, gathered)?;
        let left = gathered.collected.unplaced.len().saturating_sub(before.0);
        let ratings = gathered.ratings.len().saturating_sub(before.1);
        let faults = self.faults.len().saturating_sub(faults);
        self.hold((left + faults) as u64 * PART + ratings as u64 * RATING)
    }

    fn known_or_left(
        &mut self,
        parent: &'static Element,
        tag: Tag,
        seen: &mut Seen,
        path: &Path<'_>,
        gathered: &mut Gathered,
    ) -> Result<(), ErrorKind> {
        let Some(element) = self.known(parent, &tag, seen, path) else {
            let node = Node::read(&mut self.markup, tag)?;
            gathered.collected.leave_node(path, &node);
            return Ok(());
        };
        if element.held == Held::Within {
            let path = path.child(element);
            let at = tag.at;
            self.attributes(element, tag, &path, &mut gathered.collected);
            return self.inside(element, at, &mut Seen::new(), &path, gathered);
        }
        let node = Node::read(&mut self.markup, tag)?;
        self.faults.node(element, &node, &path.child(element));
        match element.held {
            // A row for bonus material can refer to several titles.
            Held::Column(column @ Column::RefAlid) => {
                let text = node.text();
                let id = values::decode(column, &text.text);
                if id.is_empty() {
                    gathered.collected.leave_node(path, &node);
                    return Ok(());
                }
                gathered.collected.add(column, id.into_owned(), text.at)?;
                let key = Key::item(gathered.collected.items(column));
                let path = path.child(element).keyed(key);
                self.rest(element, node, &path, &mut gathered.collected);
                Ok(())
            }
            Held::Column(column) => {
                self.column(element, column, node, path, &mut gathered.collected);
                Ok(())
            }
            Held::Group(group) => self.group(element, group, node, path, gathered),
            Held::Unplaced | Held::Within => {
                gathered.collected.leave_node(path, &node);
                Ok(())
            }
        }
    }

    /// Fills a column with the text of an element. If the column is already filled, the element is
    /// kept.
    fn column(
        &self,
        element: &'static Element,
        column: Column,
        node: Node,
        within: &Path<'_>,
        collected: &mut Collected,
    ) {
        let text = node.text();
        let filled = match element.name.ends_with("Condition") {
            // Conditions are untyped text, so they are not converted.
            true => collected.fill_verbatim(column, text),
            false => collected.fill(column, text),
        };
        match filled {
            Ok(()) => self.rest(element, node, &within.child(element), collected),
            Err(_) => collected.leave_node(within, &node),
        }
    }

    /// Fills columns from the attributes of an element, and keeps everything else in it except the text.
    fn rest(
        &self,
        element: &'static Element,
        mut node: Node,
        path: &Path<'_>,
        collected: &mut Collected,
    ) {
        for attribute in std::mem::take(&mut node.tag.attributes) {
            self.attribute(element, attribute, path, collected);
        }
        collected.leave_rest(path, node, true);
    }

    fn group(
        &self,
        element: &'static Element,
        group: Group,
        node: Node,
        within: &Path<'_>,
        gathered: &mut Gathered,
    ) -> Result<(), ErrorKind> {
        match group {
            Group::Moment(column) => {
                self.column(element, column, node, within, &mut gathered.collected);
                Ok(())
            }
            _ => groups::gather(group, node, within, self.version, gathered),
        }
    }

    fn attributes(
        &mut self,
        element: &'static Element,
        tag: Tag,
        path: &Path<'_>,
        collected: &mut Collected,
    ) {
        self.faults
            .attributes(element, &tag.attributes, (path, tag.at));
        self.fill_attributes(element, tag, path, collected);
    }

    fn fill_attributes(
        &self,
        element: &'static Element,
        tag: Tag,
        path: &Path<'_>,
        collected: &mut Collected,
    ) {
        for attribute in tag.attributes {
            self.attribute(element, attribute, path, collected);
        }
    }

    fn attribute(
        &self,
        element: &'static Element,
        mut attribute: Attribute,
        path: &Path<'_>,
        collected: &mut Collected,
    ) {
        let known = match attribute.name.space {
            Space::None => element.attribute(&attribute.name.local, self.version),
            _ => None,
        };
        let column = known.and_then(|known| match known.held {
            Held::Column(column) | Held::Group(Group::Lag(column)) => Some(column),
            _ => None,
        });
        if let Some(column) = column {
            match collected.fill(column, attribute.value) {
                Ok(()) => return,
                Err(value) => attribute.value = value,
            }
        }
        collected.leave_attribute(path, attribute);
    }
}

/// Returns the error for an Avail that has more cells than the limit allows.
pub(super) fn too_many_cells(most: u64, at: Position) -> ErrorKind {
    ErrorKind::limit(Limit::Cells, most, format!(" in the Avail at {at},"))
}

/// Keeps elements whose values the writer would derive from columns, unless they already have the derived values.
fn derived(gathered: &mut Gathered, asset: Option<&ReadAsset>, path: &Path<'_>) {
    let text_of = |column| {
        let text = asset.and_then(|asset| asset.cells.text_of(column));
        text.map(Text::as_str)
    };
    let work_type = text_of(Column::WorkType).unwrap_or_default();
    let avail_type = values::avail_type(ema_model::trim(work_type));
    let description = values::short_description(text_of);
    for (node, expected) in [
        (gathered.avail_type.take(), avail_type.as_str()),
        (gathered.description.take(), description),
    ] {
        if let Some(node) = node
            && !(node.is_leaf() && node.text().text == expected)
        {
            gathered.collected.leave_node(path, &node);
        }
    }
}

/// Fills CaptionIncluded if there is an exemption, because an exemption means that there are no captions.
fn captions(collected: &mut Collected) {
    if let Some(exemption) = collected.passage_of(Column::CaptionExemption) {
        let at = exemption.at;
        let text = values::CAPTIONS_EXEMPTED.to_owned();
        // Filling the column can't fail, because there is no element for CaptionIncluded.
        let _ = collected.fill(Column::CaptionIncluded, Passage { text, at });
    }
}

/// Returns the schema element for an Asset or Transaction.
fn part(name: &str) -> &'static Element {
    // Every version has the elements for Assets and Transactions.
    AVAIL
        .child(Namespace::Avails, name, XmlVersion::V2_1)
        .unwrap_or(&AVAIL)
}

/// Returns the name of the metadata element that an Asset of this WorkType would have.
fn metadata_of(work_type: Option<&str>) -> &'static str {
    match work_type.map(|text| WorkType::from(ema_model::trim(text))) {
        Some(WorkType::Episode) => "EpisodeMetadata",
        Some(WorkType::Season) => "SeasonMetadata",
        Some(WorkType::Volume) => "VolumeMetadata",
        Some(WorkType::Other(other)) if other.eq_ignore_ascii_case("Series") => "SeriesMetadata",
        _ => "Metadata",
    }
}
