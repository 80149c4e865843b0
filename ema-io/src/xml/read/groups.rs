//! Fills the columns whose elements follow special rules.

use ema_model::{Column, XmlVersion};

use super::collected::{Collected, Path};
use super::gathered::Gathered;
use super::input::advance;
use super::markup::Passage;
use super::node::{Content, Node};
use super::prices;
use super::ratings::Rating;
use crate::error::ErrorKind;
use crate::xml::schema::{Group, Key, Namespace};
use crate::xml::terms;
use crate::xml::values;
use crate::xml::write::{CHANNEL, DIRECTOR, ECOSYSTEMS, IDENTIFIERS, RELEASES};

use Namespace::{Avails, Md};

/// Fills the columns of a group from an element. Anything that the columns can't hold is kept as unplaced content,
/// even if that is the whole element.
///
/// # Errors
///
/// Fails with [`Limit::Token`](crate::Limit::Token) if a list becomes too long.
pub(super) fn gather(
    group: Group,
    node: Node,
    within: &Path<'_>,
    version: XmlVersion,
    gathered: &mut Gathered,
) -> Result<(), ErrorKind> {
    let collected = &mut gathered.collected;
    let left = match group {
        Group::AvailType => replace(&mut gathered.avail_type, node),
        Group::ShortDescription => replace(&mut gathered.description, node),
        Group::AssociatedAlid => associated(node, within, collected)?,
        Group::SharedEntitlement => entitlement(node, within, collected),
        Group::AltIdentifier(columns) => alt_identifier(node, columns, within, collected),
        Group::Director => director(node, within, collected)?,
        Group::ReleaseHistory => release(node, within, collected),
        Group::Channel => channel(node, within, collected),
        Group::BundledAsset => bundled(node, within, collected)?,
        Group::Territories(column) => territory(node, column, collected)?,
        Group::Languages(column) => language(node, column, within, collected)?,
        Group::Rating => {
            gathered.ratings.push(Rating::read(node, within));
            None
        }
        Group::Term if prices::is_price(&node) => gathered.prices.take(node),
        Group::Term => term(node, version, collected)?,
        Group::ContentId | Group::Moment(_) | Group::Lag(_) => Some(node),
    };
    if let Some(node) = left {
        collected.leave_node(within, &node);
    }
    Ok(())
}

fn replace(place: &mut Option<Node>, node: Node) -> Option<Node> {
    match place {
        Some(_) => Some(node),
        None => {
            *place = Some(node);
            None
        }
    }
}

/// Fills a column with text. Returns `false` if the column is already filled.
fn fill(collected: &mut Collected, column: Column, passage: &Passage) -> bool {
    let (text, at) = (passage.text.clone(), passage.at);
    collected.fill(column, Passage { text, at }).is_ok()
}

/// Returns the column that is paired with this word in the list.
fn column_of(words: &[(Column, &str)], word: Option<&str>) -> Option<Column> {
    let known = words.iter().find(|(_, known)| Some(*known) == word);
    known.map(|(column, _)| *column)
}

fn associated(
    node: Node,
    within: &Path<'_>,
    collected: &mut Collected,
) -> Result<Option<Node>, ErrorKind> {
    let text = node.text();
    let item = text.text.trim();
    if item.is_empty() {
        return Ok(Some(node));
    }
    collected.add(Column::AssociatedAlid, item.to_owned(), text.at)?;
    collected.leave_rest(&within.down(Avails, "AssociatedALID"), node, true);
    Ok(None)
}

fn entitlement(mut node: Node, within: &Path<'_>, collected: &mut Collected) -> Option<Node> {
    let ecosystem = node.attribute("ecosystem").map(|value| value.text.trim());
    let Some(column) = column_of(&ECOSYSTEMS, ecosystem) else {
        return Some(node);
    };
    match node.leaf(Avails, "EcosystemID") {
        Some(id) if fill(collected, column, &id) => {}
        _ => return Some(node),
    }
    node.take_attribute("ecosystem");
    node.take_leaf(Avails, "EcosystemID");
    let key = Key::column(column, ECOSYSTEMS[0].0);
    let path = within.down(Avails, "SharedEntitlement").keyed(key);
    collected.leave_rest(&path, node, false);
    None
}

/// Reads an ID that follows the name of its column, as in `AltID:001143`.
fn alt_identifier(
    mut node: Node,
    columns: &[Column],
    within: &Path<'_>,
    collected: &mut Collected,
) -> Option<Node> {
    let Some(identifier) = node.leaf(Md, "Identifier") else {
        return Some(node);
    };
    let found = columns.iter().find_map(|column| {
        let id = identifier.text.trim_start().strip_prefix(column.name())?;
        Some((*column, id.strip_prefix(':')?))
    });
    let Some((column, id)) = found else {
        return Some(node);
    };
    let name = identifier.text.len() - id.len();
    let id = Passage {
        text: id.to_owned(),
        at: advance(
            identifier.at,
            &identifier.text.as_bytes()[..name],
            &mut false,
        ),
    };
    if collected.fill_verbatim(column, id).is_err() {
        return Some(node);
    }
    node.take_leaf(Md, "Identifier");
    if node
        .leaf(Md, "Namespace")
        .is_some_and(|it| it.text == IDENTIFIERS)
    {
        node.take(Md, "Namespace");
    }
    let name = node.tag.name.local.clone();
    let key = Key::column(column, columns[0]);
    collected.leave_rest(&within.down(Avails, &name).keyed(key), node, false);
    None
}

/// Reads a person whose jobs include Director.
fn director(
    mut node: Node,
    within: &Path<'_>,
    collected: &mut Collected,
) -> Result<Option<Node>, ErrorKind> {
    let is_director = |job: &Node| {
        let function = job.leaf(Md, "JobFunction");
        function.is_some_and(|function| function.text.trim() == DIRECTOR)
    };
    let at = node.content.iter().position(|content| {
        matches!(content, Content::Node(job)
            if job.tag.name.is(Md, "Job") && is_director(job))
    });
    let name = node
        .child(Md, "Name")
        .and_then(|name| name.leaf(Md, "DisplayName"));
    let (Some(at), Some(name)) = (at, name) else {
        return Ok(Some(node));
    };
    if name.text.trim().is_empty() {
        return Ok(Some(node));
    }
    collected.add(Column::Director, name.text, name.at)?;
    let key = Key::item(collected.items(Column::Director));
    let path = within.down(Avails, "People").keyed(key);
    if let Content::Node(mut job) = node.content.remove(at) {
        job.take_leaf(Md, "JobFunction");
        collected.leave_rest(&path.down(Md, "Job"), job, false);
    }
    if let Some(mut name) = node.take(Md, "Name") {
        name.take_leaf(Md, "DisplayName");
        collected.leave_rest(&path.down(Md, "Name"), name, false);
    }
    collected.leave_rest(&path, node, false);
    Ok(None)
}

fn release(mut node: Node, within: &Path<'_>, collected: &mut Collected) -> Option<Node> {
    let kind = node.leaf(Md, "ReleaseType");
    let Some(column) = column_of(&RELEASES, kind.as_ref().map(|kind| kind.text.trim())) else {
        return Some(node);
    };
    match node.leaf(Md, "Date") {
        Some(date) if fill(collected, column, &date) => {}
        _ => return Some(node),
    }
    node.take_leaf(Md, "ReleaseType");
    node.take_leaf(Md, "Date");
    let key = Key::column(column, RELEASES[0].0);
    let path = within.down(Avails, "ReleaseHistory").keyed(key);
    collected.leave_rest(&path, node, false);
    None
}

fn channel(mut node: Node, within: &Path<'_>, collected: &mut Collected) -> Option<Node> {
    let kind = node.leaf(Md, "Type");
    if kind.is_none_or(|kind| kind.text.trim() != CHANNEL) {
        return Some(node);
    }
    let name = match node.leaf(Md, "DisplayName") {
        Some(name) if fill(collected, Column::GroupIdentity, &name) => name,
        _ => return Some(node),
    };
    node.take_leaf(Md, "Type");
    node.take_leaf(Md, "DisplayName");
    // The schema also requires `GroupIdentity`, where the writer repeats the name.
    if node
        .leaf(Md, "GroupIdentity")
        .is_some_and(|it| it.text == name.text)
    {
        node.take(Md, "GroupIdentity");
    }
    collected.leave_rest(&within.down(Avails, "GroupingEntity"), node, false);
    None
}

fn bundled(
    mut node: Node,
    within: &Path<'_>,
    collected: &mut Collected,
) -> Result<Option<Node>, ErrorKind> {
    let Some(alid) = node.take_leaf(Avails, "BundledALID") else {
        return Ok(Some(node));
    };
    let text = values::decode(Column::Alid, &alid.text).into_owned();
    collected.add(Column::BundledAlids, text, alid.at)?;
    // The writer numbers the bundled Assets in order.
    let number = collected.items(Column::BundledAlids);
    if node
        .attribute("sequence")
        .is_some_and(|it| it.text.trim() == number.to_string())
    {
        node.take_attribute("sequence");
    }
    let path = within.down(Avails, "BundledAsset").keyed(Key::item(number));
    collected.leave_rest(&path, node, false);
    Ok(None)
}

fn territory(
    node: Node,
    column: Column,
    collected: &mut Collected,
) -> Result<Option<Node>, ErrorKind> {
    let Some(code) = node.region() else {
        return Ok(Some(node));
    };
    collected.add(column, code.text.trim().to_owned(), code.at)?;
    Ok(None)
}

fn language(
    mut node: Node,
    column: Column,
    within: &Path<'_>,
    collected: &mut Collected,
) -> Result<Option<Node>, ErrorKind> {
    let text = node.text();
    if text.text.trim().is_empty() {
        return Ok(Some(node));
    }
    let asset = node.take_attribute("asset");
    let asset = asset.as_ref().map(|asset| asset.text.as_str());
    let item = values::language_from_xml(&text.text, asset);
    if column == Column::AssetLanguage
        && let Some(value) = node.attribute("assetProvided")
        && matches!(value.text.trim(), "true" | "1")
        && let Some(provided) = node.take_attribute("assetProvided")
    {
        let required = Column::RequiredFulfillmentLanguages;
        collected.add(required, item.clone(), provided.at)?;
    }
    collected.add(column, item, text.at)?;
    let key = Key::item(collected.items(column));
    let name = node.tag.name.local.clone();
    collected.leave_rest(&within.down(Avails, &name).keyed(key), node, true);
    Ok(None)
}

/// Reads a Term that is not a price. The column depends on the Term's name, whatever the type of the value is.
fn term(
    node: Node,
    version: XmlVersion,
    collected: &mut Collected,
) -> Result<Option<Node>, ErrorKind> {
    let (Some(name), Some(value)) = (node.attribute("termName"), only_leaf(&node)) else {
        return Ok(Some(node));
    };
    let (name, text) = (name.text.trim(), value.text());
    if text.text.trim().is_empty() {
        // Up to version 2.3, a Transaction without Terms has an empty Term.
        return Ok((!name.is_empty()).then_some(node));
    }
    // In version 2.1, holdback languages are written as Terms.
    let list = match name {
        "HoldbackLanguage" => Some(Column::HoldbackLanguage),
        "HoldbackExclusionLanguage" => Some(Column::AllowedLanguages),
        _ => None,
    };
    if let Some(column) = list.filter(|_| version == XmlVersion::V2_1) {
        collected.add(column, text.text.trim().to_owned(), text.at)?;
        return Ok(None);
    }
    let filled = match terms::term_column(name).map(|term| term.column) {
        Some(column) if value.tag.name.local == "Text" => collected.fill_verbatim(column, text),
        Some(column) => collected.fill(column, text),
        None => Err(text),
    };
    Ok(filled.is_err().then_some(node))
}

/// Returns the element in a Term, if it is the only one and contains only text.
pub(super) fn only_leaf(node: &Node) -> Option<&Node> {
    let plain = node.tag.attributes.len() == 1 && node.has_no_text();
    let mut children = node.children();
    let (only, more) = (children.next()?, children.next());
    let is_text = only.tag.name.namespace() == Some(Avails) && only.is_leaf();
    (plain && more.is_none() && is_text).then_some(only)
}
