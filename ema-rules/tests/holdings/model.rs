//! A simple model of a platform: a list of records that every query searches from start to end. The model and the crate
//! have no code in common.

use std::collections::BTreeSet;

/// Territories, each with the number of minutes by which the clocks in its first zone are ahead of UTC in late November
/// 2026, when New York is on standard time and Lord Howe is on daylight saving time.
pub(crate) const TERRITORIES: [(&str, i64); 5] = [
    ("JP", 540),
    ("IN", 330),
    ("AU", 660),
    ("IS", 0),
    ("US", -300),
];

/// A Start or End as written, in days since 1970-01-01 and seconds since midnight.
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

/// The license type, the format, the channel, and whether the price is temporarily reduced. A subscription includes all
/// formats up to the one in the row, so its format is a term and not part of the offer.
pub(crate) type Offer = (&'static str, &'static str, &'static str, bool);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Held {
    pub(crate) key: Key,
    pub(crate) offer: Offer,
    pub(crate) start: i64,
    /// The end of the window, or `None` if it never ends.
    pub(crate) end: Option<i64>,
    pub(crate) format: &'static str,
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

/// Returns the instant of a Start or End in a territory, in seconds since 1970, or `None` for a word.
pub(crate) fn seconds(when: When, territory: &str, is_end: bool) -> Option<i64> {
    let ahead = ahead(territory);
    match when {
        When::Date(day) => {
            let in_day = if is_end { 86_399 } else { 0 };
            Some(day * 86_400 + in_day - ahead)
        }
        When::Local(day, second) => Some(day * 86_400 + second - ahead),
        When::Utc(day, second) => Some(day * 86_400 + second),
        When::Open | When::EstStart => None,
    }
}

/// Returns the number of seconds by which a territory's clocks are ahead of UTC.
fn ahead(territory: &str) -> i64 {
    let (_, ahead) = TERRITORIES.iter().find(|(it, _)| *it == territory).unwrap();
    ahead * 60
}

/// The holdings, and the windows that a Full Delete has left live.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) held: Vec<Held>,
    pub(crate) left_live: Vec<Held>,
}

fn of<'a>(key: &'a Key, all: &'a [Held]) -> impl Iterator<Item = &'a Held> {
    all.iter().filter(move |held| held.key == *key)
}

fn scopes_of(feed: &[Row]) -> BTreeSet<Key> {
    feed.iter().flat_map(keys).collect()
}

/// Returns the rows for a scope. Returns none if the rows contradict each other.
fn rows_of<'a>(key: &Key, feed: &'a [Row]) -> Vec<&'a Row> {
    let rows: Vec<&Row> = feed.iter().filter(|row| keys(row).contains(key)).collect();
    let deletes = rows.iter().filter(|row| row.deletes).count();
    match deletes {
        0 => rows,
        all if all == rows.len() => rows,
        _ => Vec::new(),
    }
}

/// Returns the rows for a scope as records, each with a flag for whether it repeats a past window.
fn sent(key: &Key, rows: &[&Row], history: &[Held]) -> Vec<(Held, bool)> {
    let starts = rows.iter().filter(|row| row.license == "EST");
    let starts = starts.filter_map(|row| seconds(row.start, key.territory, false));
    let sales = history.iter().filter(|held| held.offer.0 == "EST");
    let sale = starts.chain(sales.map(|held| held.start)).min();
    let mut taken = vec![false; history.len()];
    let mut sent = Vec::new();
    for row in rows {
        let end = match row.end {
            When::EstStart => sale,
            end => seconds(end, key.territory, true),
        };
        let group = match key.model {
            "SVOD channels" | "TVOD" => row.channel,
            _ => "",
        };
        let format = match row.license {
            "SVOD" => "",
            _ => row.format,
        };
        let held = Held {
            key: key.clone(),
            offer: (row.license, format, group, row.reduced),
            format: row.format,
            start: seconds(row.start, key.territory, false).unwrap(),
            end,
            price: row.price,
        };
        // A past window that is sent again is held only once.
        let again = (0..history.len()).find(|at| history[*at] == held && !taken[*at]);
        if let Some(at) = again {
            taken[at] = true;
        }
        sent.push((held, again.is_some()));
    }
    sent
}

pub(crate) fn apply(state: &State, feed: &[Row], as_of: i64) -> State {
    let mut left_live = state.left_live.clone();
    let mut state = state.held.clone();
    for key in scopes_of(feed) {
        let rows = rows_of(&key, feed);
        let Some(first) = rows.first() else { continue };
        let of_scope = |held: &Held| held.key == key;
        if first.deletes {
            let on_sale = state.iter().filter(|held| of_scope(held));
            left_live.extend(on_sale.cloned());
            left_live.retain(|held| !of_scope(held) || held.is_live(as_of));
            state.retain(|held| !of_scope(held));
            continue;
        }
        left_live.retain(|held| !of_scope(held));
        state.retain(|held| !of_scope(held) || held.has_ended(as_of));
        let history: Vec<Held> = of(&key, &state).cloned().collect();
        let sent = sent(&key, &rows, &history);
        let new = sent.into_iter().filter(|(_, is_again)| !is_again);
        state.extend(new.map(|(held, _)| held));
    }
    state.sort();
    left_live.sort();
    State {
        held: state,
        left_live,
    }
}

/// A warning about an offer or a channel. In a warning about a channel, only the channel name is filled in.
pub(crate) type Told = (
    Key,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    bool,
);

fn told(key: &Key, kind: &'static str, offer: Offer) -> Told {
    let (license, format, channel, reduced) = offer;
    (key.clone(), kind, license, format, channel, reduced)
}

pub(crate) fn of_channel(key: &Key, channel: &'static str) -> Told {
    told(key, "channel-missing", ("", "", channel, false))
}

pub(crate) fn of_offer(key: &Key, kind: &'static str, offer: Offer) -> Told {
    told(key, kind, offer)
}

/// Returns a feed's effects on live offers and channels, if the sender might not have intended them.
pub(crate) fn warnings(state: &State, feed: &[Row], as_of: i64) -> BTreeSet<Told> {
    let mut all = BTreeSet::new();
    for key in scopes_of(feed) {
        let rows = rows_of(&key, feed);
        let Some(first) = rows.first() else { continue };
        let held: Vec<Held> = of(&key, &state.held).cloned().collect();
        let history: Vec<Held> = held
            .iter()
            .filter(|it| it.has_ended(as_of))
            .cloned()
            .collect();
        let mut current: Vec<Held> = held
            .iter()
            .filter(|it| !it.has_ended(as_of))
            .cloned()
            .collect();
        let on_sale = of(&key, &state.left_live).filter(|it| it.is_live(as_of));
        let on_sale: Vec<Held> = on_sale.cloned().collect();
        if key.model == "SVOD channels" {
            // A Full Delete has no effect on windows that an earlier Full Delete has left live, whereas a Full Extract
            // ends them.
            let lost = current
                .iter()
                .cloned()
                .chain(on_sale.iter().filter(|_| !first.deletes).cloned());
            for channel in lost.map(|held| held.offer.2) {
                if rows.iter().all(|row| row.channel != channel) {
                    all.insert(of_channel(&key, channel));
                }
            }
        }
        current.extend(on_sale);
        let live = current.iter().filter(|it| it.is_live(as_of));
        if first.deletes {
            all.extend(live.map(|it| of_offer(&key, "not-taken-down", it.offer)));
            continue;
        }
        let sent = sent(&key, &rows, &history);
        for record in live {
            let rows = || sent.iter().filter(|(row, _)| row.offer == record.offer);
            if rows().any(|(row, _)| row.is_live(as_of)) {
                continue;
            }
            let ends = |(row, repeats): &(Held, bool)| {
                row.has_ended(as_of) && (!repeats || row.end > Some(record.start))
            };
            let kind = match rows().any(ends) {
                true => "taken-down",
                false => "dropped-live",
            };
            all.insert(of_offer(&key, kind, record.offer));
        }
    }
    all
}

/// Returns, as records, the rows that lead from one state to another, each with a flag for whether the row deletes the
/// record.
pub(crate) fn extract(old: &State, new: &State, as_of: i64, delivered: bool) -> Vec<(bool, Held)> {
    let all = old.held.iter().chain(&old.left_live).chain(&new.held);
    let scopes: BTreeSet<Key> = all.map(|held| held.key.clone()).collect();
    let mut rows = Vec::new();
    for key in scopes {
        let of_key = |all: &[Held]| -> Vec<Held> { of(&key, all).cloned().collect() };
        let records = of_key(&old.held);
        let on_sale = of_key(&old.left_live);
        let to_come = |all: &[Held]| -> Vec<Held> {
            all.iter()
                .filter(|it| !it.has_ended(as_of))
                .cloned()
                .collect()
        };
        let wanted = to_come(&of_key(&new.held));
        let held = to_come(&[records.clone(), on_sale.clone()].concat());
        let is_left = on_sale.is_empty() == of_key(&new.left_live).is_empty();
        if is_left && held == wanted || held.is_empty() && wanted.is_empty() {
            continue;
        }
        let today = (as_of + ahead(key.territory)).div_euclid(86_400);
        let end = seconds(When::Date(today - 1), key.territory, true);
        let moved = |record: &Held| {
            let mut first = today - 2;
            loop {
                let start = seconds(When::Date(first), key.territory, false).unwrap();
                let row = Held {
                    start,
                    end,
                    ..record.clone()
                };
                if !records.contains(&row) {
                    return row;
                }
                first -= 1;
            }
        };
        let mut sent = wanted.clone();
        let mut done: BTreeSet<Offer> = sent
            .iter()
            .filter(|it| it.is_live(as_of))
            .map(|it| it.offer)
            .collect();
        for record in held.iter().filter(|it| it.is_live(as_of)) {
            if done.insert(record.offer) {
                sent.push(match Some(record.start) < end {
                    true => Held {
                        end,
                        ..record.clone()
                    },
                    false => moved(record),
                });
            }
        }
        let started = |channel: Option<&str>| {
            let mut all = records.iter().chain(&on_sale);
            all.any(|it| it.start <= as_of && channel.is_none_or(|name| it.offer.2 == name))
        };
        let has_channels = key.model == "SVOD channels";
        if sent.is_empty() && !started(None) && !delivered {
            let mut channels = BTreeSet::new();
            for record in &held {
                if channels.insert(Some(record.offer.2).filter(|_| has_channels)) {
                    rows.push((true, record.clone()));
                }
            }
            continue;
        }
        let is_nothing = sent.is_empty();
        let named: BTreeSet<&str> = sent.iter().map(|it| it.offer.2).collect();
        for record in &held {
            let channel = record.offer.2;
            let is_unnamed = has_channels && started(Some(channel)) && !named.contains(channel);
            if (is_nothing || is_unnamed) && done.insert(record.offer) {
                sent.push(moved(record));
            }
        }
        rows.extend(sent.into_iter().map(|held| (false, held)));
    }
    rows.sort();
    rows
}
