//! What rows say of territories and days again and again, worked out once.

use std::hash::Hash;
use std::rc::Rc;

use chrono::NaiveDateTime;
use currency_map::{Currency, Date};
use ema_model::{Avail, Cell, Column, TerritoryCode, Text};
use indexmap::{Equivalent, IndexMap};

use crate::profile::Profile;
use crate::scope::territories;
use crate::time::{Edge, Instant, Resolved};
use crate::window::{Bound, Said, Window, WrittenWindow};

/// The answers that a row may share with others. What is kept does not grow with the file.
pub(super) struct Repeats {
    lists: Remembered<(Text, Option<Text>), Rc<Granted>>,
    ends: Remembered<(u64, NaiveDateTime, Edge), Rc<Ends>>,
    none: Rc<Granted>,
    numbers: u64,
}

/// The territories that a row grants.
pub(crate) struct Granted {
    /// Lists of one number are equal. Equal lists may have different numbers.
    pub(crate) number: u64,
    /// In the order of their codes, each once.
    pub(crate) territories: Box<[TerritoryCode]>,
}

/// The window of a row in each of its territories.
pub(super) struct Windows {
    start: Bounds,
    end: Bounds,
}

/// Start or End of a row: one for all of its territories, or one for each.
enum Bounds {
    Alike(Bound),
    Each(Rc<Ends>),
}

/// A local date and time in each territory of a list.
struct Ends {
    instants: Box<[Instant]>,
    /// Where clocks do not show it once.
    shifted: Box<[(TerritoryCode, Resolved)]>,
}

impl Default for Repeats {
    fn default() -> Self {
        let none = Granted {
            number: 0,
            territories: Box::default(),
        };
        Self {
            lists: Remembered::default(),
            ends: Remembered::default(),
            none: Rc::new(none),
            numbers: 0,
        }
    }
}

impl Repeats {
    /// The territories of a row; see [`territories`].
    pub(super) fn granted(&mut self, avail: &Avail) -> Rc<Granted> {
        // What stands in the cells decides, as long as both can be read.
        let (Some(_), Some(granted)) = (avail.territory().value(), avail.cell(Column::Territory))
        else {
            return Rc::clone(&self.none);
        };
        let excluded = avail.territory_exclusion();
        if !excluded.is_absent() && excluded.value().is_none() {
            return Rc::clone(&self.none);
        }
        let excluded = excluded.cell().map(Cell::shared_text);
        let texts = Texts(granted.text(), excluded.map(Text::as_str));
        if let Some(known) = self.lists.get(&texts) {
            return Rc::clone(known);
        }
        self.numbers += 1;
        let list = Rc::new(Granted {
            number: self.numbers,
            territories: territories(avail).into(),
        });
        let length = granted.text().len() + excluded.map_or(0, |text| text.len());
        let texts = (granted.shared_text().clone(), excluded.cloned());
        self.lists.keep(texts, Rc::clone(&list), length);
        list
    }

    /// The window of a row in the territories that it grants.
    pub(super) fn windows(
        &mut self,
        avail: &Avail,
        granted: &Granted,
        profile: &Profile,
    ) -> Windows {
        let written = WrittenWindow::of(avail);
        let mut bounds = |edge| match written.said(edge, profile) {
            Said::Bound(bound) => Bounds::Alike(bound),
            Said::Local(local) => Bounds::Each(self.ends(granted, local, edge, profile)),
        };
        Windows {
            start: bounds(Edge::Start),
            end: bounds(Edge::End),
        }
    }

    fn ends(
        &mut self,
        granted: &Granted,
        local: NaiveDateTime,
        edge: Edge,
        profile: &Profile,
    ) -> Rc<Ends> {
        let key = (granted.number, local, edge);
        if let Some(known) = self.ends.get(&key) {
            return Rc::clone(known);
        }
        let mut shifted = Vec::new();
        let instants = granted.territories.iter().map(|territory| {
            let resolved = profile.zones.resolve(territory.country(), local, edge);
            if resolved.shift.is_some() {
                shifted.push((*territory, resolved));
            }
            resolved.instant
        });
        let ends = Rc::new(Ends {
            instants: instants.collect(),
            shifted: shifted.into(),
        });
        self.ends.keep(key, Rc::clone(&ends), ends.instants.len());
        ends
    }
}

impl Windows {
    /// The windows, in the order of so many territories.
    pub(super) fn each(&self, territories: usize) -> impl Iterator<Item = Window> {
        (0..territories).map(|territory| Window {
            start: self.start.of(territory),
            end: self.end.of(territory),
        })
    }

    /// The territories whose clocks do not show a Start or End once.
    pub(super) fn shifted(&self, edge: Edge) -> &[(TerritoryCode, Resolved)] {
        let bounds = match edge {
            Edge::Start => &self.start,
            Edge::End => &self.end,
        };
        match bounds {
            Bounds::Alike(_) => &[],
            Bounds::Each(ends) => &ends.shifted,
        }
    }
}

impl Bounds {
    fn of(&self, territory: usize) -> Bound {
        match self {
            Self::Alike(bound) => *bound,
            Self::Each(ends) => {
                let instant = ends.instants.get(territory);
                instant.map_or(Bound::Unknown, |instant| Bound::At(*instant))
            }
        }
    }
}

/// What stands in Territory and TerritoryExclusion.
#[derive(PartialEq, Eq, Hash)]
struct Texts<'a>(&'a str, Option<&'a str>);

impl Equivalent<(Text, Option<Text>)> for Texts<'_> {
    fn equivalent(&self, (granted, excluded): &(Text, Option<Text>)) -> bool {
        *self == Texts(granted, excluded.as_deref())
    }
}

/// The territories in which a currency is unusual on a day, in words, by the number of the list.
pub(crate) type Unusual = Remembered<(u64, Date, Currency), Option<Text>>;

/// Answers by their questions. When they have come to weigh too much, all are forgotten: files repeat
/// what stood a few rows before.
pub(crate) struct Remembered<K, V> {
    answers: IndexMap<K, V>,
    weight: usize,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self {
            answers: IndexMap::default(),
            weight: 0,
        }
    }
}

impl<K: Hash + Eq, V> Remembered<K, V> {
    /// Some megabytes, whether an item is a byte or an instant.
    const MOST: usize = 1 << 19;
    /// What an answer weighs beside its items.
    const ONE: usize = 16;

    pub(crate) fn get<Q: Hash + Equivalent<K> + ?Sized>(&self, question: &Q) -> Option<&V> {
        self.answers.get(question)
    }

    pub(crate) fn keep(&mut self, question: K, answer: V, items: usize) {
        self.weight = self.weight.saturating_add(items + Self::ONE);
        if self.weight > Self::MOST {
            self.answers.clear();
            self.weight = items + Self::ONE;
        }
        self.answers.insert(question, answer);
    }
}
