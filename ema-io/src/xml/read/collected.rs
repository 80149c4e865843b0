//! Collects the content of an Avail, Asset or Transaction: its cells, and the content that no column holds.

use std::collections::HashSet;
use std::fmt;

use ema_model::{Column, Position, Text, Unplaced};

use super::input::LONGEST;
use super::markup::{Attribute, Passage};
use super::node::{Content, Node, escape};
use crate::error::{ErrorKind, Limit};
use crate::xml::schema::{Element, Key, Namespace};
use crate::xml::values;

/// The content that has been read from an element so far.
#[derive(Debug, Default)]
pub(super) struct Collected {
    cells: Vec<(Column, Passage)>,
    /// Cells with several items, each in an element of its own.
    lists: Vec<List>,
    pub(super) unplaced: Vec<Unplaced>,
}

#[derive(Debug)]
struct List {
    column: Column,
    items: Vec<String>,
    size: usize,
    at: Position,
}

impl Collected {
    /// Returns the text in a column, or `None` if the column is not filled yet or holds a list.
    pub(super) fn passage_of(&self, column: Column) -> Option<&Passage> {
        let cell = self.cells.iter().find(|(filled, _)| {
            #[cfg(test)]
            ema_testing::visited(1);
            *filled == column
        });
        cell.map(|(_, passage)| passage)
    }

    pub(super) fn text_of(&self, column: Column) -> Option<&str> {
        let passage = self.passage_of(column);
        passage.map(|passage| passage.text.as_str())
    }

    /// Fills a column with text, after converting it from the notation of the column's schema type. Returns the
    /// original text if the column is already filled.
    pub(super) fn fill(&mut self, column: Column, passage: Passage) -> Result<(), Passage> {
        let text = values::decode(column, &passage.text).into_owned();
        let at = passage.at;
        let filled = self.fill_verbatim(column, Passage { text, at });
        filled.map_err(|_| passage)
    }

    /// Fills a column with text verbatim. Returns the text if the column is already filled.
    pub(super) fn fill_verbatim(
        &mut self,
        column: Column,
        passage: Passage,
    ) -> Result<(), Passage> {
        let listed = || self.lists.iter().any(|list| list.column == column);
        if self.text_of(column).is_some() || listed() {
            return Err(passage);
        }
        if !passage.text.is_empty() {
            self.cells.push((column, passage));
        }
        Ok(())
    }

    /// Adds an item to the list in a column.
    ///
    /// # Errors
    ///
    /// Fails with [`Limit::Token`] if the list exceeds the maximum length of a piece of XML.
    pub(super) fn add(
        &mut self,
        column: Column,
        item: String,
        at: Position,
    ) -> Result<(), ErrorKind> {
        let known = self.lists.iter().position(|list| list.column == column);
        let index = known.unwrap_or(self.lists.len());
        if known.is_none() {
            self.lists.push(List {
                column,
                items: Vec::new(),
                size: 0,
                at,
            });
        }
        let list = &mut self.lists[index];
        list.size += item.len() + 2;
        list.items.push(item);
        match list.size > LONGEST {
            true => {
                let place = format!(" in {}, at {at},", column.name());
                Err(ErrorKind::limit(Limit::Token, LONGEST as u64, place))
            }
            false => Ok(()),
        }
    }

    /// Returns the number of items in a column's list.
    pub(super) fn items(&self, column: Column) -> usize {
        let list = self.lists.iter().find(|list| list.column == column);
        list.map_or(0, |list| list.items.len())
    }

    /// Keeps content that no column holds.
    pub(super) fn leave(&mut self, path: String, content: String, at: Position) {
        self.unplaced.push(Unplaced::new(path, content, at));
    }

    /// Keeps a complete element that no column holds.
    pub(super) fn leave_node(&mut self, within: &Path<'_>, node: &Node) {
        let path = within.to(&node.tag.name.in_path());
        self.leave(path, node.xml(), node.tag.at);
    }

    /// Keeps an attribute that no column holds.
    pub(super) fn leave_attribute(&mut self, of: &Path<'_>, attribute: Attribute) {
        // The attribute that gives the location of the schema is not part of the Avail's content.
        if attribute.name.is_schema_location() {
            return;
        }
        let path = of.to(&format!("@{}", attribute.name.in_path()));
        self.leave(path, attribute.value.text, attribute.value.at);
    }

    /// Keeps text in an element that should contain only elements.
    pub(super) fn leave_text(&mut self, within: &Path<'_>, passage: &Passage) {
        if !passage.is_white() {
            let mut content = String::new();
            escape(&mut content, &passage.text, false);
            self.leave(within.to("text()"), content, passage.at);
        }
    }

    /// Keeps the rest of an element after columns have been filled from it.
    pub(super) fn leave_rest(&mut self, of: &Path<'_>, node: Node, has_text: bool) {
        for attribute in node.tag.attributes {
            self.leave_attribute(of, attribute);
        }
        for content in node.content {
            match content {
                Content::Node(node) => self.leave_node(of, &node),
                Content::Text(passage) if !has_text => self.leave_text(of, &passage),
                Content::Text(_) => {}
            }
        }
    }

    /// Compacts the collected content.
    pub(super) fn finish(self, texts: &mut Texts) -> Cells {
        let lists = self.lists.into_iter().map(|list| {
            let text = values::join(list.column, &list.items);
            (list.column, Passage { text, at: list.at })
        });
        let cells = self.cells.into_iter().chain(lists);
        Cells {
            cells: cells
                .map(|(column, passage)| (column, texts.share(passage.text), passage.at))
                .collect(),
            unplaced: self.unplaced.into(),
        }
    }
}

/// The content of an element that has been read completely.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) cells: Box<[(Column, Text, Position)]>,
    pub(super) unplaced: Box<[Unplaced]>,
}

impl Cells {
    pub(super) fn text_of(&self, column: Column) -> Option<&Text> {
        let cell = self.cells.iter().find(|(filled, ..)| *filled == column);
        cell.map(|(_, text, _)| text)
    }
}

/// The strings of an Avail. Its rows share them, because many Transactions repeat the same strings.
#[derive(Debug, Default)]
pub(super) struct Texts(HashSet<Text>);

/// The maximum number and length of remembered strings.
const REMEMBERED: usize = 8192;
const SHORT: usize = 64;

impl Texts {
    pub(super) fn share(&mut self, text: String) -> Text {
        if let Some(known) = self.0.get(text.as_str()) {
            return known.clone();
        }
        let text = Text::from(text);
        if text.len() <= SHORT && self.0.len() < REMEMBERED {
            self.0.insert(text.clone());
        }
        text
    }
}

/// The path to an element from its Avail, Asset or Transaction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'a> {
    parent: Option<&'a Self>,
    namespace: Namespace,
    name: &'a str,
    key: Option<Key>,
}

impl<'a> Path<'a> {
    pub(super) fn root(name: &'a str) -> Self {
        Self {
            parent: None,
            namespace: Namespace::Avails,
            name,
            key: None,
        }
    }

    pub(super) fn child(&'a self, element: &Element) -> Self {
        self.down(element.namespace, element.name)
    }

    pub(super) fn down(&'a self, namespace: Namespace, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            namespace,
            name,
            key: None,
        }
    }

    /// Returns the path with a key, which distinguishes elements with the same name.
    pub(super) fn keyed(self, key: Option<Key>) -> Self {
        Self { key, ..self }
    }

    /// Returns the path of a child.
    pub(super) fn to(&self, name: &str) -> String {
        format!("{self}/{name}")
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}/")?;
        }
        if self.namespace != Namespace::Avails {
            write!(f, "{}:", self.namespace.prefix())?;
        }
        f.write_str(self.name)?;
        self.key.map_or(Ok(()), |key| key.fmt(f))
    }
}
