//! Fills languages and Terms.

use std::borrow::Cow;

use ema_model::{Column, XmlVersion};

use super::node::{Child, Node};
use super::row::Row;
use crate::xml::characters::xml_text;
use crate::xml::schema::{Element, Key, Namespace};
use crate::xml::terms::{self, TERMS, TermColumn};
use crate::xml::values::{self, is_decimal, join, language_from_xml, language_to_xml, list_items};

impl<'a> Row<'a, '_> {
    pub(super) fn fill_languages(
        &mut self,
        column: Column,
        element: &'static Element,
        node: &mut Node<'a>,
    ) {
        let own = self.languages(column);
        let provides = element.attribute("assetProvided", self.version).is_some();
        let provided = match column {
            Column::AssetLanguage if provides => {
                self.languages(Column::RequiredFulfillmentLanguages)
            }
            _ => None,
        };
        let mut languages = own.clone().unwrap_or_default();
        let provided = provided.unwrap_or_default();
        for language in &provided {
            if !languages.contains(language) {
                languages.push(*language);
            }
        }
        let items: Vec<String> = languages.iter().map(Language::item).collect();
        let back = join(column, &items);
        match self.cell(column).zip(own) {
            Some((cell, own)) => {
                // There are also elements for languages that are only in RequiredFulfillmentLanguages.
                if languages.len() > own.len() {
                    self.derive(column, &back);
                }
                self.hold(cell, &back);
            }
            None if languages.is_empty() => {}
            None => self.clear(column, &back),
        }
        let required = Column::RequiredFulfillmentLanguages;
        if let Some(cell) = self.cell(required).filter(|_| !provided.is_empty()) {
            let marked = languages.iter().filter(|own| provided.contains(own));
            let items: Vec<String> = marked.map(Language::item).collect();
            self.hold(cell, &join(required, &items));
        }
        for (number, language) in (1..).zip(languages) {
            let key = Key::item(number);
            let mut of = Node::of(element).text(language.tag).keyed(key);
            if let Some(asset) = language.asset {
                of = of.attribute("asset", asset);
            }
            if provided.contains(&language) {
                of = of.attribute("assetProvided", "true");
            }
            node.push(of);
        }
    }

    /// Returns the languages in a column, or `None` if any item is not a language.
    fn languages(&mut self, column: Column) -> Option<Vec<Language<'a>>> {
        let cell = self.cell(column)?;
        let languages: Option<Vec<_>> = list_items(column, cell.text())
            .map(|item| {
                let (tag, asset) = language_to_xml(item)?;
                Some(Language { tag, asset })
            })
            .collect();
        if languages.is_none() {
            self.refuse(cell);
        }
        languages
    }

    pub(super) fn fill_terms(&mut self, element: &'static Element, node: &mut Node<'a>) {
        let mut terms = Vec::new();
        terms.extend(self.price_term(element));
        for term in TERMS {
            terms.extend(self.column_term(element, term));
        }
        self.add_currency(&mut terms);
        for term in terms {
            node.push(term);
        }
    }

    /// Returns the Term for PriceType and PriceValue.
    fn price_term(&mut self, element: &'static Element) -> Option<Node<'a>> {
        let price_type = self.cell(Column::PriceType)?;
        let price_value = self.cell(Column::PriceValue);
        let name = terms::term_name(price_type.trimmed(), &self.work_type)?;
        let name = xml_text(&name).into_owned();
        let amount = price_value.map(|cell| cell.trimmed());
        let is_amount = terms::is_monetary(&name) && amount.is_some_and(is_decimal);
        match terms::price_type(&name, &self.work_type) {
            Some(back) => self.hold(price_type, &back),
            // A reader will find the SRP in the column SRP.
            None if self.cell(Column::Srp).is_none() && is_amount => {
                let amount = amount.unwrap_or_default();
                self.hold_elsewhere(price_type, Column::Srp, amount);
                self.clear(Column::Srp, amount);
            }
            None => return None,
        }
        let own = terms::price_type(&name, &self.work_type).is_some();
        let (value, text) = match (price_value, amount) {
            (Some(cell), Some(amount)) if is_amount => {
                if own {
                    self.hold(cell, amount);
                } else {
                    self.hold_elsewhere(cell, Column::Srp, amount);
                }
                ("Money", Cow::Borrowed(amount))
            }
            _ => (
                "Text",
                self.free_text(Column::PriceValue).unwrap_or_default(),
            ),
        };
        Some(term(element, name, value, text))
    }

    /// Returns the Term for a column that has its own Term.
    fn column_term(&mut self, element: &'static Element, own: &TermColumn) -> Option<Node<'a>> {
        let cell = self.cell(own.column)?;
        let typed = match own.element {
            "Text" => None,
            "Boolean" if !terms::has_boolean(self.version) => None,
            _ => values::encode(own.column, cell).filter(|encoded| encoded.same),
        };
        let (value, text) = match typed {
            Some(encoded) => {
                self.hold(cell, &values::decode(own.column, &encoded.text));
                (own.element, encoded.text)
            }
            None => ("Text", self.free_text(own.column)?),
        };
        Some(term(element, own.name, value, text))
    }

    /// Adds PriceCurrency to every amount of money.
    fn add_currency(&mut self, terms: &mut [Node<'a>]) {
        let amounts = terms.iter_mut().flat_map(|term| &mut term.children);
        let mut amounts: Vec<&mut Node<'a>> = amounts
            .filter_map(|child| match child {
                Child::Node(node) if node.name == "Money" => Some(node),
                _ => None,
            })
            .collect();
        if amounts.is_empty() {
            return;
        }
        if let Some(cell) = self.cell(Column::PriceCurrency) {
            let currency = xml_text(cell.trimmed());
            self.hold(cell, &currency);
            if currency != cell.trimmed() {
                self.changed(Column::PriceCurrency, cell, &currency);
            }
            for amount in &mut amounts {
                amount
                    .attributes
                    .push(("currency".into(), currency.clone()));
            }
        }
    }
}

/// A language in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Language<'a> {
    tag: &'a str,
    asset: Option<&'a str>,
}

impl Language<'_> {
    /// Returns the language in the notation that cells use.
    fn item(&self) -> String {
        language_from_xml(self.tag, self.asset)
    }
}

fn term<'a>(
    element: &'static Element,
    name: impl Into<Cow<'a, str>>,
    value: &'static str,
    text: impl Into<Cow<'a, str>>,
) -> Node<'a> {
    Node::of(element)
        .attribute("termName", name)
        .with(Node::new(Namespace::Avails, value).text(text))
}

/// Returns the empty Term that a Transaction must have in some versions, or `None` for all other versions.
pub(super) fn empty_term(element: &'static Element, version: XmlVersion) -> Option<Node<'static>> {
    element
        .is_required(version)
        .then(|| term(element, "", "Text", ""))
}
