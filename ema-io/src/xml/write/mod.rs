//! Writes rows as XML Avails.
//!
//! Rows with the same ALID, the same cells for the Avail and the same Asset become one Avail, with a Transaction for
//! each row. Avails are written in the order of their first rows. Several Assets with the same ALID and the same
//! Transactions are combined into one Avail.

mod budget;
mod check;
mod fill;
mod node;
mod rating;
mod reasons;
mod row;
mod shared;
mod trade;
mod unplaced;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::{self, Write};

use ema_model::{Avail, Cell, Column, Header, Unplaced, XmlVersion};
use indexmap::IndexSet;

use self::budget::Budget;
pub(super) use self::check::{Check, has_place};
use self::fill::Metadata;
pub(super) use self::fill::{
    CHANNEL, DIRECTOR, ECOSYSTEMS, IDENTIFIERS, RELEASES, is_within_season,
};
use self::node::{Child, Node};
use self::rating::SharedContent;
use self::row::Row;
use self::shared::{SharedParts, SharedPartsOf};
use crate::error::{ErrorKind, Limit};
use crate::loss::Loss;
use crate::xml::characters::xml_text;
use crate::xml::kept::{HeaderPlace, KeptUnplaced};
use crate::xml::schema::{AVAIL, Namespace};
use crate::xml::values::{avail_type, short_description};

/// Writes an XML Avails file. Every row is kept as rendered elements until the end, because the rows of an Avail can be
/// anywhere in the source.
pub(crate) struct Writer<W> {
    out: W,
    /// The version that the caller has set, or the version that corresponds to the first sheet.
    version: Option<XmlVersion>,
    /// The columns that the dictionary lacks.
    further: IndexSet<HeaderPlace>,
    avails: IndexSet<Head>,
    assets: IndexSet<Asset>,
    transactions: IndexSet<Box<str>>,
    /// For each row, the indices of its Avail, Asset and Transaction.
    rows: Vec<[u32; 3]>,
    /// The parts of earlier rows that later rows can share.
    shared: SharedPartsOf,
    budget: Budget,
    /// A buffer for rendering parts.
    text: String,
}

/// The content that the rows of an Avail share.
#[derive(PartialEq, Eq, Hash)]
struct Head {
    /// Whether the Avail has an ALID. Rows without an ALID do not share an Avail.
    identified: bool,
    /// The start tag and all elements before AvailType.
    start: Box<str>,
    /// The elements after the Transactions, and the end tag.
    end: Box<str>,
}

/// An Asset, and the elements in the Avail that describe it.
#[derive(PartialEq, Eq, Hash)]
struct Asset {
    /// The elements AvailType and ShortDescription.
    described: Box<str>,
    asset: Box<str>,
}

impl Head {
    fn len(&self) -> usize {
        self.start.len() + self.end.len()
    }
}

impl Asset {
    fn len(&self) -> usize {
        self.described.len() + self.asset.len()
    }
}

impl<W: Write> Writer<W> {
    /// Creates a writer. If `version` is `None`, the first sheet determines it.
    ///
    /// # Errors
    ///
    /// Fails if the version is 2.1, which can't be written because the tree lacks some of its elements.
    pub(crate) fn new(out: W, version: Option<XmlVersion>) -> Result<Self, ErrorKind> {
        if version == Some(XmlVersion::V2_1) {
            let detail = "XML Avails 2.1 can be read but not written; choose version 2.2 or later";
            return Err(ErrorKind::unwritable(detail));
        }
        Ok(Self {
            out,
            version,
            further: IndexSet::new(),
            avails: IndexSet::new(),
            assets: IndexSet::new(),
            transactions: IndexSet::new(),
            rows: Vec::new(),
            shared: SharedPartsOf::default(),
            budget: Budget::default(),
            text: String::new(),
        })
    }

    /// Registers a source sheet.
    pub(crate) fn sheet(&mut self, header: &Header) {
        let peer = header.version().xml_peer();
        self.version.get_or_insert(peer);
        let further = header.columns().iter().filter(|own| own.column.is_none());
        self.further
            .extend(further.map(|own| row::header_place(header, own)));
    }

    fn version(&self) -> XmlVersion {
        self.version.unwrap_or(XmlVersion::LATEST)
    }

    /// Adds a row and reports the content that the version can't hold.
    ///
    /// # Errors
    ///
    /// Fails if the size of the file would be out of proportion to its source, or if there are too many rows.
    pub(crate) fn avail(
        &mut self,
        avail: &Avail,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), ErrorKind> {
        self.budget.read(avail);
        let mut row = Row::new(avail, self.version(), losses);
        let mut lost = Vec::new();
        let content = SharedContent::of(&mut row);
        let known = content.and_then(|content| self.shared.of(avail, content));
        let (numbers, metadata) = match (known, content) {
            (Some(parts), Some(content)) => {
                row.resume(&parts.progress);
                lost.extend(parts.lost.iter().filter_map(|at| content.iter().nth(*at)));
                (parts.numbers, parts.metadata)
            }
            _ => {
                let metadata = Metadata::of(&row);
                let content = content.map(|content| content.within(metadata, &mut row));
                let numbers = self.parts(&mut row, content, metadata, &mut lost)?;
                (numbers, metadata)
            }
        };
        let transaction = self.transaction(&mut row, metadata, lost);
        let [head, asset] = numbers;
        let common = self.avails[head as usize].len() + self.assets[asset as usize].len();
        self.budget.write(numbers, common, transaction.len())?;
        let transaction = number(self.transactions.insert_full(transaction).0)?;
        self.rows.push([head, asset, transaction]);
        Ok(())
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// Fails if writing to the output fails.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        let prefixes: String = Namespace::ALL
            .map(|namespace| {
                let uri = namespace.uri(self.version());
                format!(" xmlns:{}=\"{uri}\"", namespace.prefix())
            })
            .concat();
        let root = format!("{}:AvailList", Namespace::Avails.prefix());
        write!(
            self.out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}{prefixes}>"
        )?;
        for place in &self.further {
            let (name, content) = (HeaderPlace::TARGET, place.to_instruction());
            write!(self.out, "\n  <?{name} {content}?>")?;
        }
        for (avail, assets, transactions) in self.grouped() {
            let head = &self.avails[avail as usize];
            self.out.write_all(head.start.as_bytes())?;
            for (at, asset) in assets.iter().enumerate() {
                let asset = &self.assets[*asset as usize];
                if at == 0 {
                    self.out.write_all(asset.described.as_bytes())?;
                }
                self.out.write_all(asset.asset.as_bytes())?;
            }
            for transaction in transactions {
                let transaction = &self.transactions[transaction as usize];
                self.out.write_all(transaction.as_bytes())?;
            }
            self.out.write_all(head.end.as_bytes())?;
        }
        write!(self.out, "\n</{root}>\n")?;
        Ok(self.out)
    }

    /// Returns the Avails in the order of their first rows, each with the indices of its Assets and
    /// Transactions.
    fn grouped(&self) -> Vec<(u32, Vec<u32>, Vec<u32>)> {
        let mut transactions: indexmap::IndexMap<[u32; 2], Vec<u32>> = indexmap::IndexMap::new();
        for [avail, asset, transaction] in &self.rows {
            transactions
                .entry([*avail, *asset])
                .or_default()
                .push(*transaction);
        }
        let mut grouped: Vec<(u32, Vec<u32>, Vec<u32>)> = Vec::new();
        let mut known: HashMap<(u32, Vec<u32>), usize> = HashMap::new();
        for ([avail, asset], transactions) in transactions {
            if !self.avails[avail as usize].identified {
                grouped.push((avail, vec![asset], transactions));
                continue;
            }
            let key = (avail, transactions);
            match known.get(&key) {
                Some(at) => grouped[*at].1.push(asset),
                None => {
                    grouped.push((avail, vec![asset], key.1.clone()));
                    known.insert(key, grouped.len() - 1);
                }
            }
        }
        grouped
    }

    /// Returns the indices of a row's Avail and Asset. Content that has a place in neither is added to `lost`.
    fn parts<'a>(
        &mut self,
        row: &mut Row<'a, '_>,
        content: Option<SharedContent<'a>>,
        metadata: Metadata,
        lost: &mut Vec<&'a Unplaced>,
    ) -> Result<[u32; 2], ErrorKind> {
        let (avail, version) = (row.avail, row.version);
        let before = row.progress();
        let mut nodes = [AVAIL_PART, ASSET].map(|name| part(name, version));
        for node in &mut nodes {
            row.fill(metadata, node);
        }
        let all: Vec<&Unplaced> = match content {
            Some(content) => content.iter().chain(content.own(avail)).collect(),
            None => {
                let own = avail.own_unplaced().iter();
                own.filter(|own| !is_of_transaction(own)).collect()
            }
        };
        let all = all.into_iter().enumerate();
        let missing = all.filter(|(_, unplaced)| !attach_to(&mut nodes, unplaced, version));
        let missing: Vec<(usize, &Unplaced)> = missing.collect();
        lost.extend(missing.iter().map(|(_, unplaced)| *unplaced));
        let progress = row.progress().since(&before);
        let [mut head, mut asset] = nodes;
        let described = described(&head, row, version);
        for node in [&mut head, &mut asset] {
            node.complete(version);
        }
        let mut rendered = |write: &dyn Fn(&mut String)| -> Box<str> {
            self.text.clear();
            write(&mut self.text);
            self.text.as_str().into()
        };
        let head = Head {
            identified: row.says(Column::Alid),
            start: rendered(&|out| {
                head.write_start(out, 1);
                head.write_between(out, 2, (None, Some(DESCRIBED[0])));
            }),
            end: rendered(&|out| {
                head.write_between(out, 2, (Some(TRANSACTION), None));
                head.write_end(out, 1);
            }),
        };
        let asset = Asset {
            described: rendered(&|out| described.iter().for_each(|child| child.write(out, 2))),
            asset: rendered(&|out| asset.write(out, 2)),
        };
        let numbers = [
            number(self.avails.insert_full(head).0)?,
            number(self.assets.insert_full(asset).0)?,
        ];
        if let Some(content) = content {
            let parts = SharedParts {
                avail: avail.clone(),
                progress,
                metadata,
                numbers,
                lost: missing.into_iter().map(|(number, _)| number).collect(),
            };
            self.shared.keep(parts, content);
        }
        Ok(numbers)
    }

    /// Returns a row's Transaction, with instructions for content that has no place in the row.
    fn transaction<'a>(
        &mut self,
        row: &mut Row<'a, '_>,
        metadata: Metadata,
        mut lost: Vec<&'a Unplaced>,
    ) -> Box<str> {
        let (avail, version) = (row.avail, row.version);
        let mut transaction = part(TRANSACTION, version);
        row.fill(metadata, &mut transaction);
        lost.extend(attach_own(&mut transaction, avail, version));
        let term = AVAIL
            .child(Namespace::Avails, TRANSACTION, version)
            .and_then(|element| element.child(Namespace::Avails, "Term", version));
        if let Some(term) = term.filter(|term| !transaction.has(term))
            && let Some(empty) = trade::empty_term(term, version)
        {
            transaction.insert(Child::Node(empty));
        }
        row.keep_the_rest(&mut transaction);
        // Cells without a header need columns that are not registered yet.
        for place in row.further() {
            if !self.further.contains(place) {
                self.further.insert(place.clone());
            }
        }
        for unplaced in lost {
            let kept = KeptUnplaced::to_instruction(unplaced);
            let instruction = Child::Instruction(KeptUnplaced::TARGET, kept);
            transaction.children.push(instruction);
            let reason =
                format!("XML Avails {version} have no such element or attribute in this place");
            row.lose(Loss::unplaced(avail, unplaced, reason).kept());
        }
        transaction.complete(version);
        self.text.clear();
        transaction.write(&mut self.text, 2);
        self.text.as_str().into()
    }
}

fn number(index: usize) -> Result<u32, ErrorKind> {
    let most = u64::from(u32::MAX);
    u32::try_from(index).map_err(|_| ErrorKind::limit(Limit::Rows, most, ""))
}

/// Returns an empty Avail, Asset or Transaction.
fn part(name: &str, version: XmlVersion) -> Node<'static> {
    let element = AVAIL.child(Namespace::Avails, name, version);
    Node::of(element.unwrap_or(&AVAIL))
}

/// Returns whether content belongs to the Transaction, according to its path.
pub(super) fn is_of_transaction(unplaced: &Unplaced) -> bool {
    let rest = unplaced.path.strip_prefix(TRANSACTION);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

/// Puts content into its place in one of several parts of a row. Returns `false` if no part has that place.
fn attach_to(parts: &mut [Node<'_>], unplaced: &Unplaced, version: XmlVersion) -> bool {
    let mut parts = parts.iter_mut();
    parts.any(|part| unplaced::attach(part, unplaced, version))
}

/// Puts the content that belongs to the Transaction into its place. Returns the content that has no place.
fn attach_own<'a>(
    transaction: &mut Node<'a>,
    avail: &'a Avail,
    version: XmlVersion,
) -> Vec<&'a Unplaced> {
    let own = avail
        .own_unplaced()
        .iter()
        .filter(|own| is_of_transaction(own));
    own.filter(|unplaced| !unplaced::attach(transaction, unplaced, version))
        .collect()
}

/// Fills all parts of a row. Returns the Transaction, and the content that has no place in any part.
fn lost_of<'a>(row: &mut Row<'a, '_>) -> (Node<'a>, Vec<&'a Unplaced>) {
    let version = row.version;
    let metadata = Metadata::of(row);
    let mut parts = [AVAIL_PART, ASSET, TRANSACTION].map(|name| part(name, version));
    for node in &mut parts {
        row.fill(metadata, node);
    }
    let lost = row.unplaced();
    let lost = lost.filter(|unplaced| !attach_to(&mut parts, unplaced, version));
    let lost = lost.collect();
    let [_, _, transaction] = parts;
    (transaction, lost)
}

/// Returns the elements AvailType and ShortDescription, either as they were read or newly derived from the WorkType and
/// title of the Asset.
fn described<'a>(head: &Node<'a>, row: &Row<'a, '_>, version: XmlVersion) -> Vec<Child<'a>> {
    let said = |column| {
        let cell = row.avail.cell(column)?;
        row.is_held(cell).then(|| xml_text(cell.text()))
    };
    let held = |column| row.avail.cell(column).filter(|cell| row.is_held(cell));
    let work_type = said(Column::WorkType).unwrap_or_default();
    let title = short_description(|column| held(column).map(Cell::text));
    let texts = [
        avail_type(ema_model::trim(&work_type)),
        xml_text(title).into_owned(),
    ];
    DESCRIBED
        .into_iter()
        .zip(texts)
        .filter_map(|(name, text)| {
            let element = AVAIL.child(Namespace::Avails, name, version)?;
            let read = head.children.iter().find_map(|child| match child {
                Child::Raw(Some(own), xml) if own.name == name => {
                    Some(Child::Raw(Some(*own), xml.clone()))
                }
                _ => None,
            });
            Some(read.unwrap_or_else(|| Child::Node(Node::of(element).text(text))))
        })
        .collect()
}

const AVAIL_PART: &str = "Avail";
/// The names of the metadata elements that an Asset can have.
const METADATA: [&str; 5] = [
    "Metadata",
    "EpisodeMetadata",
    "SeasonMetadata",
    "SeriesMetadata",
    "VolumeMetadata",
];

const ASSET: &str = "Asset";
const TRANSACTION: &str = "Transaction";

/// The elements that are derived from the first row of an Avail. All rows of the Avail share the elements around them.
const DESCRIBED: [&str; 2] = ["AvailType", "ShortDescription"];
