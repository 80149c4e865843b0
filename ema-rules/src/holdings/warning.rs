//! Warnings about effects of a feed that the sender might not have intended.

use std::collections::BTreeMap;
use std::fmt;

use ema_model::{Column, Text};

use super::record::Record;
use crate::offer::Offer;
use crate::time::Timestamp;
use crate::wording::{joined, quoted};

/// An effect of a feed that the sender might not have intended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// The kind of warning.
    pub kind: WarningKind,
    /// The record that the warning is about: a held record or, for `UnknownSaleStart` and `NothingHeld`, a row of the
    /// feed.
    pub record: Record,
    /// The text of the warning.
    pub message: Text,
}

/// The kind of a [`Warning`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// A live offer is withdrawn, because the feed omits it or moves its Start into the future.
    DroppedLive,
    /// A future window is withdrawn, because the feed omits it.
    DroppedFuture,
    /// The End of a live offer is moved into the past, as in a takedown.
    TakenDown,
    /// The scope held a channel that the feed does not name. All channels belong to a single scope, so a Full Extract
    /// or Full Delete of one channel removes the others.
    ChannelMissing,
    /// A Full Delete names a live offer, which remains live.
    NotTakenDown,
    /// A window ends at `ESTStart`, but no sale determines when that is.
    UnknownSaleStart,
    /// A Full Delete names a scope that holds nothing.
    NothingHeld,
}

impl WarningKind {
    /// All kinds of warnings.
    pub const ALL: &'static [Self] = &[
        Self::DroppedLive,
        Self::DroppedFuture,
        Self::TakenDown,
        Self::ChannelMissing,
        Self::NotTakenDown,
        Self::UnknownSaleStart,
        Self::NothingHeld,
    ];

    /// The name of the kind, such as `dropped-live`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DroppedLive => "dropped-live",
            Self::DroppedFuture => "dropped-future",
            Self::TakenDown => "taken-down",
            Self::ChannelMissing => "channel-missing",
            Self::NotTakenDown => "not-taken-down",
            Self::UnknownSaleStart => "unknown-sale-start",
            Self::NothingHeld => "nothing-held",
        }
    }
}

impl fmt::Display for WarningKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Warning {
    fn new(kind: WarningKind, record: &Record, message: String) -> Self {
        Self {
            kind,
            record: record.clone(),
            message: message.into(),
        }
    }

    /// Warns that a future window has no successor in the feed.
    pub(super) fn dropped_future(record: &Record) -> Self {
        let message = format!(
            "{} has not begun, but the feed leaves it out: it is withdrawn",
            offer_in_words(record),
        );
        Self::new(WarningKind::DroppedFuture, record, message)
    }

    /// Warns that a Full Delete row has nothing to delete.
    pub(super) fn nothing_held(row: &Record) -> Self {
        let message = "a Full Delete of something that is not held: the licensor, the ID, the territory and the \
                       rights model have to be those of the entry to delete";
        Self::new(WarningKind::NothingHeld, row, message.to_owned())
    }

    /// Warns that a row ends at `ESTStart`, but no sale determines when that is. `was_held` says whether the feed
    /// replaces a sale.
    pub(super) fn unknown_sale_start(row: &Record, was_held: bool) -> Self {
        let why = if !row.is_pre_order() {
            "but only a pre-order can: the window has no end"
        } else if was_held {
            // A sale that this feed removes does not end the pre-order. Otherwise, applying the feed a second time
            // would give a different result.
            "but the feed leaves out the EST window that was held: the pre-order has no end"
        } else {
            "but no EST window determines when that is: the pre-order has no end"
        };
        let message = format!("{} ends at ESTStart, {why}", offer_in_words(row));
        Self::new(WarningKind::UnknownSaleStart, row, message)
    }

    /// Warns that a record is live when its scope is deleted. If the feed does not name the record's channel, `deleted`
    /// contains the channels that it names. `day_before` is the instant at which a window ends if its End is the day
    /// before the as-of moment.
    pub(super) fn not_taken_down(
        record: &Record,
        deleted: Option<&Channels>,
        day_before: Timestamp,
    ) -> Self {
        let offer = offer_in_words(record);
        let message = match deleted {
            None => {
                let what_to_send = match record.span().start < day_before {
                    true => "whose End is the day before",
                    false => {
                        "with Start and End in the past, because it began too late for an End on the \
                         day before"
                    }
                };
                format!(
                    "{offer} is live, and a Full Delete does not take it down: send a Full Extract \
                     {what_to_send}"
                )
            }
            Some(deleted) => format!(
                "{offer} is live and stays on sale, but is no longer held: the Full Delete of \
                 {deleted} removes it too. To keep it, send a Full Extract with its row",
            ),
        };
        Self::new(WarningKind::NotTakenDown, record, message)
    }
}

/// The rows in a feed that determine what happens to a live offer.
#[derive(Default)]
struct Sent<'a> {
    is_live: bool,
    /// The row that ended last.
    ended: Option<&'a Record>,
    /// The row that begins first, among those that have not begun.
    begins: Option<&'a Record>,
    /// The row that ended last, among those that repeat history.
    repeated: Option<&'a Record>,
}

/// Creates warnings about offers that are live before a Full Extract but not after it.
///
/// Each live window of such an offer gets a warning. If two windows of an offer are live and the feed keeps one of
/// them, customers still see the offer, so the other window is listed as lost, without a warning.
///
/// `current` contains the records that the feed replaces, `repeated` contains the feed's rows that repeat history
/// verbatim, and `sent` contains the feed's other rows. A row that repeats history takes an offer down only if it
/// overlaps the live window. In that case, the title was taken down before and then sold again from the same Start.
pub(super) fn of_live_offers(
    current: &[Record],
    sent: &[Record],
    repeated: &[Record],
    as_of: Timestamp,
) -> Vec<Warning> {
    let mut offers: BTreeMap<&Offer, Sent<'_>> = BTreeMap::new();
    for row in sent {
        let offer = offers.entry(row.offer()).or_default();
        if row.is_live(as_of) {
            offer.is_live = true;
        } else if row.has_ended(as_of) {
            offer.ended = last(offer.ended, row);
        } else if offer.begins.is_none_or(|it| row.span() < it.span()) {
            offer.begins = Some(row);
        }
    }
    for row in repeated {
        let offer = offers.entry(row.offer()).or_default();
        offer.repeated = last(offer.repeated, row);
    }
    let live = current.iter().filter(|record| record.is_live(as_of));
    let warnings = live.filter_map(|record| {
        let nothing = Sent::default();
        let sent = offers.get(record.offer()).unwrap_or(&nothing);
        if sent.is_live {
            return None;
        }
        let overlaps = |row: &&Record| !row.span().is_before(record.span());
        let ended = sent.ended.or(sent.repeated.filter(overlaps));
        let (kind, what) = match (ended, sent.begins) {
            (Some(ended), _) => (WarningKind::TakenDown, taken_down(record, ended)),
            (None, Some(begins)) => (
                WarningKind::DroppedLive,
                format!(
                    "is live, but in the feed it starts only on {}: it is withdrawn until then",
                    quoted(begins.text(Column::Start))
                ),
            ),
            (None, None) => (
                WarningKind::DroppedLive,
                "is live, but the feed leaves it out: it is withdrawn".to_owned(),
            ),
        };
        let message = format!("{} {what}", offer_in_words(record));
        Some(Warning::new(kind, record, message))
    });
    warnings.collect()
}

/// Returns whichever of the two rows ends later.
fn last<'a>(known: Option<&'a Record>, row: &'a Record) -> Option<&'a Record> {
    known
        .filter(|known| known.span().end >= row.span().end)
        .or(Some(row))
}

fn taken_down(live: &Record, ended: &Record) -> String {
    let end = quoted(ended.text(Column::End));
    match !ended.span().is_before(live.span()) {
        true => format!("is live and is taken down: its End is now {end}"),
        // The window began too late to end on the day before.
        false => {
            let start = quoted(ended.text(Column::Start));
            format!("is live and is taken down: its window is now {start} to {end}")
        }
    }
}

/// A set of channels, each in its first spelling.
#[derive(Default)]
pub(super) struct Channels(BTreeMap<Option<Text>, Text>);

impl Channels {
    pub(super) fn of<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut channels = Self::default();
        for record in records {
            channels.add(record);
        }
        channels
    }

    /// Adds a record's channel. Returns `false` if the channel was already there.
    fn add(&mut self, record: &Record) -> bool {
        let channel = &record.offer().channel;
        let is_new = !self.contains(record);
        if is_new {
            let name = Text::from(record.text(Column::GroupIdentity));
            self.0.insert(channel.clone(), name);
        }
        is_new
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, record: &Record) -> bool {
        self.0.contains_key(&record.offer().channel)
    }
}

impl fmt::Display for Channels {
    /// Formats the channels as ``the channels `a` and `b` ``. Only the first ten are named, because each warning about
    /// a lost channel repeats the list.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMED: usize = 10;
        f.write_str(match self.0.len() {
            1 => "the channel ",
            _ => "the channels ",
        })?;
        let names = self.0.values().map(|name| quoted(name)).take(NAMED);
        let more = self.0.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("{more} more"));
        f.write_str(&joined(names.chain(more), "and"))
    }
}

/// Warns of channels that a Full Extract removes because the feed does not name them. `current` contains the records
/// that the feed replaces.
pub(super) fn of_channels_left_out(current: &[Record], named: &Channels) -> Vec<Warning> {
    lost(current, named, |channel| {
        format!(
            "the channel {channel} was held, and the feed does not name it: a Full Extract replaces \
             all channels together, so its windows are lost. To keep them, send the rows of {channel} in the same \
             Full Extract"
        )
    })
}

/// Warns of channels that a Full Delete removes although the feed does not name them. `current` contains the held
/// records that have not ended.
///
/// The warning explains how to end only the named channels. The live rows of a channel get an End on the day before
/// (`day_before`). If no window of a channel is live, or if one of its live windows began too late for such an End,
/// both Start and End are moved into the past.
pub(super) fn of_channels_deleted(
    current: &[Record],
    named: &Channels,
    as_of: Timestamp,
    day_before: Timestamp,
) -> Vec<Warning> {
    let unwanted = || current.iter().filter(|record| named.contains(record));
    let live = || unwanted().filter(|record| record.is_live(as_of));
    let late = Channels::of(live().filter(|record| record.span().start >= day_before));
    let ending = Channels::of(live().filter(|record| !late.contains(record)));
    let past = Channels::of(unwanted().filter(|record| !ending.contains(record)));
    let mut rows = vec!["its rows".to_owned()];
    if !ending.is_empty() {
        rows.push(format!(
            "the live rows of {ending} with an End on the day before"
        ));
    }
    if !past.is_empty() {
        rows.push(format!("the rows of {past} with Start and End in the past"));
    }
    let rows = joined(rows, "and");
    lost(current, named, |channel| {
        format!(
            "the Full Delete of {named} deletes the channel {channel} too: it removes all \
             channels together. To keep {channel}, send a Full Extract instead, with {rows}"
        )
    })
}

/// Returns one warning for each channel that is not named.
fn lost(current: &[Record], named: &Channels, message: impl Fn(&str) -> String) -> Vec<Warning> {
    let mut missing = Channels::default();
    let first_of_each = current
        .iter()
        .filter(|record| !named.contains(record) && missing.add(record));
    let warnings = first_of_each.map(|record| {
        let channel = quoted(record.text(Column::GroupIdentity));
        Warning::new(WarningKind::ChannelMissing, record, message(&channel))
    });
    warnings.collect()
}

/// Formats the offer as `` `EST HD en` from `2026-01-01` to `Open` ``.
fn offer_in_words(record: &Record) -> String {
    format!(
        "{} from {} to {}",
        quoted(&record.offer_in_words()),
        quoted(record.text(Column::Start)),
        quoted(record.text(Column::End))
    )
}
