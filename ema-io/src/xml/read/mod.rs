//! Reads XML Avails and returns them as rows.

mod collected;
mod conform;
mod gathered;
mod groups;
mod input;
mod kept;
mod markup;
mod names;
mod node;
mod parts;
mod prices;
mod ratings;
mod rows;
mod shared;
mod walk;

use std::io::Read;
use std::mem;
use std::sync::Arc;

use ema_model::{Avail, AvailBuilder, Column, Header, Text, XmlVersion};

use super::kept::HeaderPlace;
use super::schema::{LIST, Namespace};
use crate::error::{ErrorKind, FileType, Limit};
use crate::guard::Limits;
use collected::{Collected, Path};
use conform::Seen;
use input::Input;
use markup::{Markup, Piece, Tag};
use names::{Name, Space};
use node::Node;
use parts::ReadAvail;
use rows::{Further, Rows};
use walk::Walk;

pub(crate) use input::encoding;

/// An XML Avails file that is being read.
pub(crate) struct Document {
    walk: Walk,
    header: Arc<Header>,
    builder: AvailBuilder,
    /// The columns that the file declares, which follow the dictionary columns.
    declared: Vec<HeaderPlace>,
    further: Further,
    rows: Option<Rows>,
    /// The start tag of the next Avail, if it has already been read.
    ahead: Option<Tag>,
    /// The names of the open elements that contain the Avails, outermost first.
    around: Vec<&'static str>,
    /// Content next to the Avails, which goes to the preceding Avail or, if there is none, to the first one.
    beside: Collected,
    row: u32,
    /// The number of rows that the elements multiply: see [`Limits::multiplied_rows`].
    multiplied: u64,
    cells: u64,
    limits: Limits,
}

impl Document {
    /// Opens a file that begins with `head` and continues with `rest`, and reads up to the first Avail.
    ///
    /// # Errors
    ///
    /// Fails with [`ErrorKind::NotASpreadsheet`] or [`ErrorKind::UnknownXmlVersion`] if the file contains other XML.
    /// Also fails with [`ErrorKind::MalformedXml`], [`ErrorKind::Limit`] or [`ErrorKind::Io`].
    pub(crate) fn open(
        head: Vec<u8>,
        rest: impl Read + Send + Sync + 'static,
        limits: &Limits,
    ) -> Result<Self, ErrorKind> {
        let mut markup = Markup::new(Input::open(head, rest, limits)?);
        let root = loop {
            match markup.next()? {
                Piece::Start(tag) => break tag,
                // This can't happen, because the markup reader rejects a file without a root element.
                Piece::Eof => return Err(ErrorKind::Empty),
                _ => {}
            }
        };
        let (version, root_name) = recognize(&root.name)?;
        let mut document = Self {
            walk: Walk::new(markup, version, limits),
            header: Arc::new(Header::xml(version)),
            builder: AvailBuilder::new(Arc::new(Header::xml(version))),
            declared: Vec::new(),
            further: Further::new(),
            rows: None,
            ahead: None,
            around: Vec::new(),
            beside: Collected::default(),
            row: 0,
            multiplied: 0,
            cells: 0,
            limits: limits.clone(),
        };
        if root_name == AVAIL {
            document.ahead = Some(root);
            return Ok(document);
        }
        document.enter(root_name, root);
        document.ahead = document.next_start()?;
        let declared = mem::take(&mut document.declared);
        let further = declared.iter().map(|place| {
            let category = place.category.as_deref().map(Text::from);
            (Text::from(place.header.as_str()), category)
        });
        document.header = Arc::new(Header::xml_extended(version, further));
        document.builder = AvailBuilder::new(Arc::clone(&document.header));
        // The conversion can't fail, because the number of columns is limited.
        let first = u16::try_from(Column::ALL.len()).unwrap_or(u16::MAX);
        document.further = declared.into_iter().zip(first..).collect();
        Ok(document)
    }

    /// Returns the version in the namespace of the root element.
    pub(crate) fn version(&self) -> XmlVersion {
        self.walk.version
    }

    pub(crate) fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// Returns the next row, or `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// Fails with [`ErrorKind::MalformedXml`], [`ErrorKind::Limit`] or [`ErrorKind::Io`].
    pub(crate) fn next_avail(&mut self) -> Result<Option<Avail>, ErrorKind> {
        loop {
            if let Some(rows) = &mut self.rows {
                let row = self.row + 1;
                if let Some(avail) =
                    rows.next(&mut self.builder, &self.further, self.walk.version, row)
                {
                    self.count(&avail)?;
                    return Ok(Some(avail));
                }
                self.rows = None;
            }
            let Some(tag) = self.ahead.take() else {
                return Ok(None);
            };
            let mut beside = mem::take(&mut self.beside).unplaced;
            let mut avail = self.walk.avail(tag)?;
            if !self.around.is_empty() {
                self.ahead = self.next_start()?;
            } else if !matches!(self.walk.markup.next()?, Piece::Eof) {
                // This can't happen, because the markup reader rejects a second root element.
                return Ok(None);
            }
            // Content between two Avails goes to the earlier one, and content before the first Avail goes to that
            // Avail.
            beside.append(&mut self.beside.unplaced);
            avail.faults.append(&mut self.walk.faults.take_from(0));
            if !beside.is_empty() {
                let own = mem::take(&mut avail.cells.unplaced);
                avail.cells.unplaced = beside.into_iter().chain(own).collect();
            }
            self.allow(&avail)?;
            self.rows = Some(Rows::new(avail));
        }
    }

    /// Rejects an Avail with which the file would have too many rows, before the first of them is built. Each pair of a
    /// Transaction and an Asset is a row, so even a small file can have many rows. Each Asset also gets a copy of the
    /// Avail's unplaced content.
    fn allow(&mut self, avail: &ReadAvail) -> Result<(), ErrorKind> {
        let (assets, transactions) = (avail.assets.len().max(1), avail.transactions.len().max(1));
        let count = assets as u64 * transactions as u64;
        self.multiplied += count - assets.max(transactions) as u64;
        if self.multiplied > self.limits.multiplied_rows {
            let (most, place) = (self.limits.multiplied_rows, format!(" up to {}", avail.at));
            return Err(ErrorKind::limit(Limit::MultipliedRows, most, place));
        }
        if u64::from(self.row) + count > self.limits.rows.into() {
            return Err(ErrorKind::limit(Limit::Rows, self.limits.rows.into(), ""));
        }
        let copies = assets as u64 * avail.cells.unplaced.len() as u64;
        if copies * walk::PART > self.limits.avail_cells {
            return Err(walk::too_many_cells(self.limits.avail_cells, avail.at));
        }
        Ok(())
    }

    /// Counts a row.
    fn count(&mut self, avail: &Avail) -> Result<(), ErrorKind> {
        self.row += 1;
        // Shared content counts in every row, because JSON repeats it.
        let shared = avail
            .shared_unplaced()
            .map_or(0, |shared| shared.list.len());
        let own = avail.own_unplaced().len();
        let collected = avail.cells().len() + shared + own + avail.schema_faults().len();
        self.cells += collected as u64;
        match self.cells > self.limits.cells {
            true => Err(ErrorKind::limit(Limit::Cells, self.limits.cells, "")),
            false => Ok(()),
        }
    }

    /// Advances to the start tag of the next Avail. Returns `None` at the end of the file.
    fn next_start(&mut self) -> Result<Option<Tag>, ErrorKind> {
        loop {
            let around = self.around.last().copied().unwrap_or(AVAIL_LIST);
            let path = Path::root(around);
            // The schema allows nothing next to the Avails except a signature, so the limit for a single Avail is enough here.
            let most = self.limits.avail_cells;
            if self.beside.unplaced.len() as u64 > most / 4 {
                return Err(ErrorKind::limit(Limit::Cells, most, " beside the Avails"));
            }
            match self.walk.markup.next()? {
                Piece::Start(tag) if around == AVAIL_LIST && is(&tag, AVAIL) => {
                    return Ok(Some(tag));
                }
                Piece::Start(tag) if around == SIGNED && is(&tag, AVAIL_LIST) => {
                    self.enter(AVAIL_LIST, tag);
                }
                Piece::Start(tag) => {
                    if !(around == SIGNED && is_signature(&tag)) {
                        let (seen, place) = (&mut Seen::new(), (&path, tag.at));
                        self.walk.faults.child(&LIST, &tag.name, seen, place);
                    }
                    let node = Node::read(&mut self.walk.markup, tag)?;
                    self.beside.leave_node(&path, &node);
                }
                Piece::Text(passage) => {
                    self.walk.faults.text(&passage, &path);
                    self.beside.leave_text(&path, &passage);
                }
                Piece::Instruction { target, content } if target == HeaderPlace::TARGET => {
                    let place = HeaderPlace::from_instruction(&content.text);
                    self.declared.extend(place);
                    let most = u64::from(self.limits.columns);
                    if self.declared.len() as u64 > most {
                        let place = format!(" at {}", content.at);
                        return Err(ErrorKind::limit(Limit::Columns, most, place));
                    }
                }
                Piece::Instruction { .. } => {}
                Piece::End => {
                    self.around.pop();
                }
                Piece::Eof => return Ok(None),
            }
        }
    }

    fn enter(&mut self, name: &'static str, tag: Tag) {
        let place = (&Path::root(name), tag.at);
        self.walk.faults.attributes(&LIST, &tag.attributes, place);
        for attribute in tag.attributes {
            self.beside.leave_attribute(&Path::root(name), attribute);
        }
        self.around.push(name);
    }
}

const AVAIL: &str = "Avail";
const AVAIL_LIST: &str = "AvailList";
/// The root element of a signed AvailList. The signature is not checked.
const SIGNED: &str = "AvailListSigned";

fn is(tag: &Tag, name: &str) -> bool {
    tag.name.is(Namespace::Avails, name)
}

/// Returns whether a tag is the signature element of XML Signature.
fn is_signature(tag: &Tag) -> bool {
    let uri = "http://www.w3.org/2000/09/xmldsig#";
    let name = &tag.name;
    name.local == "Signature" && matches!(&name.space, Space::Other { uri: own, .. } if own == uri)
}

/// Returns the version and the name of the root element, or an error if the file is not XML Avails.
fn recognize(root: &Name) -> Result<(XmlVersion, &'static str), ErrorKind> {
    let known = [AVAIL_LIST, AVAIL, SIGNED];
    let name = known.into_iter().find(|name| *name == root.local);
    let uri = match &root.space {
        Space::Avails(version) => {
            if let Some(name) = name {
                return Ok((*version, name));
            }
            let file_type = match root.local.as_str() {
                "OfferStatus" | "OfferStatusList" => FileType::OfferStatus,
                _ => FileType::Xml,
            };
            return Err(ErrorKind::NotASpreadsheet(file_type));
        }
        Space::Other { uri, .. } => uri.as_str(),
        Space::None if name.is_some() => {
            let namespace = String::new();
            return Err(ErrorKind::UnknownXmlVersion { namespace });
        }
        Space::None | Space::Md(_) | Space::Mdmec(_) => "",
    };
    if uri.starts_with("http://www.movielabs.com/schema/avails/") {
        let namespace = uri.chars().take(100).collect();
        return Err(ErrorKind::UnknownXmlVersion { namespace });
    }
    let file_type = match uri {
        "urn:schemas-microsoft-com:office:spreadsheet" => FileType::ExcelXml2003,
        "http://www.w3.org/1999/xhtml" => FileType::WebPage,
        uri if uri.starts_with("urn:oasis:names:tc:opendocument:") => FileType::OpenDocument,
        _ => FileType::Xml,
    };
    Err(ErrorKind::NotASpreadsheet(file_type))
}
