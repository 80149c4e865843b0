//! Answers what happened to a title.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use ema_model::{TerritoryCode, Text};
use ema_rules::{Conventions, Record, RightsModel, Scope};
use rusqlite::params;

use crate::Ledger;
use crate::error::Error;
use crate::query::{HeldWindow, WindowReader};
use crate::window::COLUMNS;

/// What a feed did to a title. See [`Ledger::log`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event {
    /// The number of the feed.
    pub feed: u32,
    /// The scope in the first of the territories.
    pub scope: Scope,
    /// The territories, sorted by code.
    pub territories: Vec<TerritoryCode>,
    /// What happened.
    pub kind: EventKind,
}

/// What happened to a window.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum EventKind {
    /// The feed added the window.
    Added(Record),
    /// The feed replaced the first window by the second one, which is for the same offer.
    Changed(Record, Record),
    /// The feed sent the window again, unchanged.
    SentAgain(Record),
    /// The feed removed the window.
    Removed(Record),
    /// A Full Delete removed the window while it was live, so that customers still see it.
    LeftLive(Record),
    /// The window that was left live is gone, because a Full Extract names its scope or the window has ended.
    NoLongerLeftLive(Record),
}

impl Ledger {
    /// Lists what feeds did to a title, the first one first.
    ///
    /// # Errors
    ///
    /// Returns an error if the ledger can't be read.
    pub fn log(
        &self,
        id: &str,
        licensor: Option<&str>,
        conventions: &Conventions,
    ) -> Result<Vec<Event>, Error> {
        self.read(|database| {
            let mut find = database.prepare(&format!(
                "SELECT {COLUMNS}, since, until
                 FROM titles JOIN windows USING (title)
                 WHERE id = ?1 AND (?2 IS NULL OR licensor = ?2)
                 ORDER BY licensor, rights_model, window"
            ))?;
            let mut rows = find.query(params![id, licensor])?;
            let mut reader = WindowReader::new(conventions);
            let mut spells = Vec::new();
            while let Some(row) = rows.next()? {
                spells.push(Spell {
                    window: reader.window(database, row)?,
                    row: row.get(3)?,
                    since: row.get(8)?,
                    until: row.get(9)?,
                });
            }
            Ok(events(&spells))
        })
    }
}

/// A window, with the feeds between which it was held.
struct Spell {
    window: HeldWindow,
    row: i64,
    since: u32,
    until: Option<u32>,
}

/// The windows that began and ended with one feed in one scope.
#[derive(Default)]
struct Step<'a> {
    ended: Vec<&'a Spell>,
    begun: Vec<&'a Spell>,
}

impl<'a> Step<'a> {
    /// Pairs each window that ended with the one that replaced it. A window that goes on in fewer territories than
    /// before ended and began with the same row, so nothing happened to it.
    fn pairs(mut self) -> Vec<(Option<&'a Spell>, Option<&'a Spell>)> {
        let mut pairs = Vec::new();
        let mut take = |ended: &Spell, is_same: &dyn Fn(&Spell, &Spell) -> bool| {
            let found = self.begun.iter().position(|begun| is_same(ended, begun));
            found.map(|found| self.begun.remove(found))
        };
        self.ended.retain(|ended| {
            let goes_on = |ended: &Spell, begun: &Spell| {
                (ended.row, ended.window.is_left_live) == (begun.row, begun.window.is_left_live)
            };
            take(ended, &goes_on).is_none()
        });
        let mut replaced = |is_same: &dyn Fn(&Spell, &Spell) -> bool| {
            self.ended.retain(|ended| {
                let begun = take(ended, is_same);
                pairs.extend(begun.map(|begun| (Some(*ended), Some(begun))));
                begun.is_none()
            });
        };
        // Unchanged windows are paired first, so that a changed one is paired with what is left.
        replaced(&|ended, begun| {
            ended.window.is_left_live == begun.window.is_left_live
                && ended.window.record == begun.window.record
        });
        replaced(&|ended, begun| {
            ended.window.is_left_live == begun.window.is_left_live
                && ended.window.record.offer() == begun.window.record.offer()
        });
        replaced(&|ended, begun| {
            !ended.window.is_left_live && begun.window.is_left_live && ended.row == begun.row
        });
        pairs.extend(self.ended.into_iter().map(|ended| (Some(ended), None)));
        pairs.extend(self.begun.into_iter().map(|begun| (None, Some(begun))));
        pairs
    }
}

/// What happened to a window, with a number for the kind.
fn kind(ended: Option<&Spell>, begun: Option<&Spell>) -> Option<(u8, EventKind)> {
    let record = |spell: &Spell| spell.window.record.clone();
    Some(match (ended, begun) {
        (None, Some(begun)) if begun.window.is_left_live => (0, EventKind::LeftLive(record(begun))),
        (None, Some(begun)) => (1, EventKind::Added(record(begun))),
        (Some(ended), None) if ended.window.is_left_live => {
            (2, EventKind::NoLongerLeftLive(record(ended)))
        }
        (Some(ended), None) => (3, EventKind::Removed(record(ended))),
        (Some(_), Some(begun)) if begun.window.is_left_live => {
            (0, EventKind::LeftLive(record(begun)))
        }
        (Some(ended), Some(begun)) if ended.window.record == begun.window.record => {
            (4, EventKind::SentAgain(record(begun)))
        }
        (Some(ended), Some(begun)) => (5, EventKind::Changed(record(ended), record(begun))),
        (None, None) => return None,
    })
}

/// Identifies what is one event in several territories: the feed, the title, and what happened to which rows.
type Key = (u32, Text, Text, RightsModel, u8, [Option<i64>; 2]);

fn events(spells: &[Spell]) -> Vec<Event> {
    let mut steps: BTreeMap<(u32, Scope), Step<'_>> = BTreeMap::new();
    for spell in spells {
        for territory in spell.window.territories.iter() {
            let mut scope = spell.window.scope.clone();
            scope.territory = *territory;
            if let Some(until) = spell.until {
                let step = steps.entry((until, scope.clone())).or_default();
                step.ended.push(spell);
            }
            steps
                .entry((spell.since, scope))
                .or_default()
                .begun
                .push(spell);
        }
    }
    let mut places: HashMap<Key, usize> = HashMap::new();
    let mut events: Vec<Event> = Vec::new();
    for ((feed, scope), step) in steps {
        for (ended, begun) in step.pairs() {
            let Some((number, kind)) = kind(ended, begun) else {
                continue;
            };
            let rows = [ended, begun].map(|spell| spell.map(|spell| spell.row));
            let Scope {
                licensor,
                id,
                rights_model,
                ..
            } = scope.clone();
            let key = (feed, licensor, id, rights_model, number, rows);
            match places.entry(key) {
                Entry::Occupied(place) => {
                    events[*place.get()].territories.push(scope.territory);
                }
                Entry::Vacant(place) => {
                    place.insert(events.len());
                    events.push(Event {
                        feed,
                        territories: vec![scope.territory],
                        scope: scope.clone(),
                        kind,
                    });
                }
            }
        }
    }
    events
}
