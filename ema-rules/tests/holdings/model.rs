//! A platform as one would write it on paper: a list of records, walked from end to end for every
//! question. It shares no code with the crate.

use std::collections::BTreeSet;

/// Minutes by which the clocks of the first zone are ahead of UTC in the second half of November
/// 2026: New York is back from summer time, Lord Howe in it.
pub(crate) const TERRITORIES: [(&str, i64); 5] = [
    ("JP", 540),
    ("IN", 330),
    ("AU", 660),
    ("IS", 0),
    ("US", -300),
];

/// A day counted from 1970-01-01, and how a cell names a moment of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Date(i64),
    Local(i64, i64),
    Utc(i64, i64),
    Open,
    EstStart,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) licensor: &'static str,
    pub(crate) id: &'static str,
    pub(crate) territories: Vec<usize>,
    pub(crate) excluded: Vec<usize>,
    pub(crate) license: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) format: &'static str,
    pub(crate) reduced: bool,
    pub(crate) price: u32,
    pub(crate) start: When,
    pub(crate) end: When,
    pub(crate) deletes: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) licensor: &'static str,
    pub(crate) id: &'static str,
    pub(crate) territory: &'static str,
    pub(crate) model: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub(crate) key: Key,
    pub(crate) offer: (&'static str, &'static str, &'static str, bool),
    pub(crate) start: i64,
    /// `None` for no end.
    pub(crate) end: Option<i64>,
    pub(crate) price: u32,
}

impl Held {
    pub(crate) fn has_ended(&self, at: i64) -> bool {
        matches!(self.end, Some(end) if end <= at)
    }

    pub(crate) fn is_live(&self, at: i64) -> bool {
        self.start <= at && !self.has_ended(at)
    }
}

pub(crate) fn keys(row: &Row) -> Vec<Key> {
    let model = match (row.license, row.channel) {
        ("EST" | "VOD" | "POEST", _) => "TVOD",
        ("SVOD", "" | "Prime") => "SVOD",
        ("SVOD", _) => "SVOD channels",
        (other, _) => other,
    };
    let mut keys = Vec::new();
    for (at, (territory, _)) in TERRITORIES.iter().enumerate() {
        if row.territories.contains(&at) && !row.excluded.contains(&at) {
            keys.push(Key {
                licensor: row.licensor,
                id: row.id,
                territory,
                model,
            });
        }
    }
    keys
}

/// Seconds since 1970.
fn seconds(when: When, territory: &str, is_end: bool) -> Option<i64> {
    let (_, ahead) = TERRITORIES.iter().find(|(it, _)| *it == territory).unwrap();
    match when {
        When::Date(day) => {
            let in_day = if is_end { 86_399 } else { 0 };
            Some(day * 86_400 + in_day - ahead * 60)
        }
        When::Local(day, second) => Some(day * 86_400 + second - ahead * 60),
        When::Utc(day, second) => Some(day * 86_400 + second),
        When::Open | When::EstStart => None,
    }
}

/// What is held, and what a Full Delete has left live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) held: Vec<Held>,
    pub(crate) left_live: Vec<Held>,
}

pub(crate) fn apply(state: &State, feed: &[Row], as_of: i64) -> State {
    let mut left_live = state.left_live.clone();
    let mut state = state.held.clone();
    let scopes: BTreeSet<Key> = feed.iter().flat_map(keys).collect();
    for key in scopes {
        let rows: Vec<&Row> = feed.iter().filter(|row| keys(row).contains(&key)).collect();
        let deletes = rows.iter().filter(|row| row.deletes).count();
        if deletes > 0 && deletes < rows.len() {
            continue;
        }
        let of_scope = |held: &Held| held.key == key;
        if deletes > 0 {
            let on_sale = state.iter().filter(|held| of_scope(held));
            left_live.extend(on_sale.cloned());
            left_live.retain(|held| !of_scope(held) || held.is_live(as_of));
            state.retain(|held| !of_scope(held));
            continue;
        }
        left_live.retain(|held| !of_scope(held));
        state.retain(|held| !of_scope(held) || held.has_ended(as_of));
        let sale = |row: &&&Row| row.license == "EST";
        let sale_of_feed = rows
            .iter()
            .filter(sale)
            .filter_map(|row| seconds(row.start, key.territory, false))
            .min();
        let sale_of_history = state
            .iter()
            .filter(|held| of_scope(held) && held.offer.0 == "EST")
            .map(|held| held.start)
            .min();
        let before = state.clone();
        let mut taken = vec![false; before.len()];
        for row in rows {
            let end = match row.end {
                When::EstStart => sale_of_feed.or(sale_of_history),
                end => seconds(end, key.territory, true),
            };
            let group = match key.model {
                "SVOD channels" | "TVOD" => row.channel,
                _ => "",
            };
            let held = Held {
                key: key.clone(),
                offer: (row.license, row.format, group, row.reduced),
                start: seconds(row.start, key.territory, false).unwrap(),
                end,
                price: row.price,
            };
            // History that is sent again is not held twice.
            let again = (0..before.len()).find(|at| before[*at] == held && !taken[*at]);
            match again {
                Some(at) => taken[at] = true,
                None => state.push(held),
            }
        }
    }
    state.sort();
    left_live.sort();
    State {
        held: state,
        left_live,
    }
}
