//! Puts the rating from a row's columns back among the ratings of its Asset.
//!
//! For example, an Asset with a rating and a Transaction for each of 100 territories has 100 rows. They share a list of
//! 100 ratings, but each row holds a different one in its columns. Unless a rating was changed, all rows still belong
//! to the same Asset.

use std::borrow::Cow;

use ema_model::{Avail, Cell, Column, SharedUnplaced, Unplaced};
use quick_xml::Reader;
use quick_xml::events::{BytesText, Event};

use super::fill::Metadata;
use super::node::{Child, Node};
use super::reasons::OF_TRANSACTION;
use super::row::{Progress, Row};
use super::unplaced::{attach, child};
use crate::xml::characters::xml_text;
use crate::xml::schema::{AVAIL, Group, Held};

/// The columns that hold a rating.
pub(super) const RATING: [Column; 3] = [
    Column::RatingSystem,
    Column::RatingValue,
    Column::RatingReason,
];

/// The content of the Avail and the Asset that a row shares with other rows.
#[derive(Clone, Copy)]
pub(super) struct SharedContent<'a> {
    pub(super) shared: &'a SharedUnplaced,
    /// Whether the row's rating matches the list. If so, the Asset has exactly the content in the list.
    pub(super) has_rating: bool,
}

impl<'a> SharedContent<'a> {
    /// Returns a row's shared content. If the row's columns hold the same rating as the list, their cells are recorded
    /// as represented by elements.
    pub(super) fn of(row: &mut Row<'a, '_>) -> Option<Self> {
        let avail = row.avail;
        let shared = avail.shared_unplaced()?;
        let is_rated = RATING.iter().any(|column| row.says(*column));
        let has_rating = match shared.except {
            Some(except) => shared
                .list
                .get(except)
                .is_some_and(|rating| is_rated && row.hold_rating(rating)),
            None => !is_rated,
        };
        Some(Self { shared, has_rating })
    }

    /// Adjusts the content once the row's metadata elements are known. If the ratings are in a different metadata
    /// element, the cells for the rating are no longer recorded as represented by elements.
    pub(super) fn within(self, metadata: Metadata, row: &mut Row<'a, '_>) -> Self {
        let place = format!("Asset/{}/Ratings/md:Rating", metadata.own());
        let rating = self.shared.except.and_then(|at| self.shared.list.get(at));
        let is_elsewhere = rating.is_some_and(|rating| *rating.path != *place);
        if !self.has_rating || !is_elsewhere {
            return self;
        }
        row.restore(Progress::default());
        Self {
            has_rating: false,
            ..self
        }
    }

    /// Returns the shared content that belongs in the Avail and the Asset.
    pub(super) fn iter(self) -> impl Iterator<Item = &'a Unplaced> {
        let except = self.shared.except.filter(|_| !self.has_rating);
        let list = self.shared.list.iter().enumerate();
        let list = list.filter(move |(number, _)| Some(*number) != except);
        list.map(|(_, unplaced)| unplaced)
    }

    /// Returns the row's own content outside the Transaction. If the list has the row's rating, the content of the
    /// rating is omitted.
    pub(super) fn own(self, avail: &Avail) -> impl Iterator<Item = &Unplaced> {
        let own = avail.own_unplaced().iter();
        own.filter(move |own| {
            let is_of_rating = self.has_rating && is_of_rating(own);
            !super::is_of_transaction(own) && !is_of_rating
        })
    }

    /// Returns the row's cells outside the Transaction, and the territory, which determines the region of the rating.
    /// If the list has the row's rating, the territory and the cells for the rating are omitted.
    pub(super) fn cells(self, avail: &Avail) -> impl Iterator<Item = &Cell> {
        avail.cells().iter().filter(move |cell| {
            // Cells in columns that the dictionary lacks are kept in the Transaction.
            let Some(column) = avail.header().known_at(cell.index()) else {
                return false;
            };
            match column {
                Column::Territory => !self.has_rating,
                column if RATING.contains(&column) => !self.has_rating,
                column => !OF_TRANSACTION[column as usize],
            }
        })
    }
}

/// Returns whether content belongs to the rating that the columns hold.
fn is_of_rating(unplaced: &Unplaced) -> bool {
    unplaced.path.contains("/Ratings/md:Rating/")
}

impl<'a> Row<'a, '_> {
    /// Returns whether the columns hold the same rating as a rating element. If so, their cells are recorded as
    /// represented by elements.
    fn hold_rating(&mut self, rating: &Unplaced) -> bool {
        // If XML can't represent the text, the rating must be filled later, because the loss is reported only then.
        let is_xml = |column: &Column| {
            let cell = self.avail.cell(*column);
            cell.is_none_or(|cell| matches!(xml_text(cell.text()), Cow::Borrowed(_)))
        };
        if !RATING.iter().all(is_xml) {
            return false;
        }
        let before = self.progress();
        let is_same = self
            .rating(rating)
            .is_some_and(|own| is_same_xml(&own, &rating.content));
        if !is_same {
            self.restore(before);
        }
        is_same
    }

    /// Builds a rating from the columns and the row's own content, as if it replaced a rating element, and returns it
    /// as XML.
    fn rating(&mut self, place: &Unplaced) -> Option<String> {
        let (avail, version) = (self.avail, self.version);
        let (mut parent, mut element) = (&AVAIL, &AVAIL);
        for step in place.path.split('/') {
            parent = element;
            element = child(element, step, version)?;
        }
        if element.held != Held::Group(Group::Rating) {
            return None;
        }
        let mut parent = Node::of(parent);
        self.fill_rating(element, &mut parent);
        let Some(Child::Node(mut rating)) = parent.children.pop() else {
            return None;
        };
        let own = avail.own_unplaced().iter().filter(|own| is_of_rating(own));
        for own in own {
            let rest = own.path.strip_prefix(&*place.path)?;
            let path = format!("{}{rest}", rating.name);
            let own = Unplaced::new(path, own.content.clone(), own.position);
            if !attach(&mut rating, &own, version) {
                return None;
            }
        }
        rating.complete(version);
        let mut text = String::new();
        rating.write(&mut text, 0);
        Some(text)
    }
}

/// Returns whether two XML strings contain the same elements, apart from white space between them.
fn is_same_xml(one: &str, other: &str) -> bool {
    let events = |text| {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let mut is_wrong = false;
        let next = move || match reader.read_event() {
            _ if is_wrong => None,
            Ok(Event::Eof) => None,
            event => {
                is_wrong = event.is_err();
                Some(event.ok())
            }
        };
        let is_white = |text: &BytesText<'_>| text.bytes().all(|byte| byte.is_ascii_whitespace());
        std::iter::from_fn(next)
            .filter(move |event| !matches!(event, Some(Event::Text(text)) if is_white(text)))
    };
    events(one).eq(events(other))
}
