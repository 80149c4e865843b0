//! Passes findings from the rules to the caller's sink.

use std::collections::{BTreeSet, HashMap};
use std::hash::BuildHasher;
use std::ops::ControlFlow;

use ema_model::{Position, Text};
use foldhash::fast::RandomState;

use crate::engine::Finding;

/// Receives findings from rules.
pub(super) trait Outbox {
    /// Adds a finding and returns it so that the rule can add details.
    fn push(&mut self, finding: Finding) -> &mut Finding;

    /// Returns `text` as a [`Text`], usually sharing the allocation of an earlier finding with the same text.
    fn share(&mut self, text: &str) -> Text;
}

/// Passes findings to a sink. The findings about a sheet or row are sorted and passed together. Findings at the end of
/// the file are passed one by one, so that they do not accumulate.
pub(super) struct Sending<F> {
    sink: F,
    flow: ControlFlow<()>,
    list: Vec<Finding>,
    texts: Texts,
    /// Whether the file has ended.
    pub(super) at_end: bool,
    /// The positions of the rows in each sheet of an XML file, kept here because rules that compare rows keep only row
    /// numbers.
    positions: Vec<Vec<(u32, Position)>>,
    /// The findings reported so far at each position in an XML file. An Avail or Asset with several Transactions is
    /// part of several rows, so rules see it repeatedly.
    reported: BTreeSet<(&'static str, Position, Text)>,
}

impl<F: FnMut(Finding) -> ControlFlow<()>> Sending<F> {
    pub(super) fn new(sink: F) -> Self {
        Self {
            sink,
            flow: ControlFlow::Continue(()),
            list: Vec::new(),
            texts: Texts::default(),
            at_end: false,
            positions: Vec::new(),
            reported: BTreeSet::new(),
        }
    }

    /// The findings about the current row so far.
    pub(super) fn waiting(&self) -> &[Finding] {
        &self.list
    }

    /// Whether the sink accepts more findings.
    pub(super) fn flow(&self) -> ControlFlow<()> {
        self.flow
    }

    /// Records a row's position in a sheet.
    pub(super) fn position(&mut self, sheet: usize, row: u32, position: Position) {
        if self.positions.len() <= sheet {
            self.positions.resize_with(sheet + 1, Vec::new);
        }
        self.positions[sheet].push((row, position));
    }

    /// Passes the collected findings to the sink, except those that were already reported at the same position.
    pub(super) fn send(&mut self) -> ControlFlow<()> {
        if self.list.len() > 1 {
            self.list.sort_by(|a, b| a.place.cmp(&b.place));
        }
        for mut finding in self.list.drain(..) {
            let (rule, message) = (finding.rule.name, &finding.message);
            if self.flow.is_break()
                || finding
                    .place
                    .position
                    .is_some_and(|at| !self.reported.insert((rule, at, message.clone())))
            {
                continue;
            }
            if !self.positions.is_empty() {
                for place in finding.related.iter_mut().chain([&mut finding.place]) {
                    let sheet = place.order.and_then(|it| self.positions.get(it as usize));
                    if let (None, Some(row), Some(rows)) = (place.position, place.row, sheet) {
                        let at = rows.binary_search_by_key(&row, |(row, _)| *row);
                        place.position = at.ok().map(|at| rows[at].1);
                    }
                }
            }
            self.flow = (self.sink)(finding);
        }
        self.flow
    }
}

impl<F: FnMut(Finding) -> ControlFlow<()>> Outbox for Sending<F> {
    fn push(&mut self, finding: Finding) -> &mut Finding {
        if self.at_end {
            let _ = self.send();
        }
        self.list.push(finding);
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    fn share(&mut self, text: &str) -> Text {
        self.texts.share(text)
    }
}

/// The most recent messages. Thousands of findings can have the same message, and they share its text. The number of
/// messages is limited, so memory use does not grow with the file.
struct Texts {
    by_hash: HashMap<u64, Text, RandomState>,
    hashes: RandomState,
    /// The messages, keyed by the address of their text. Many messages and help texts are constants in the program, so
    /// their addresses are enough to find them, and no hash needs to be computed.
    by_place: [Option<(usize, Text)>; Self::PLACES],
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            by_hash: HashMap::default(),
            hashes: RandomState::default(),
            by_place: [const { None }; Self::PLACES],
        }
    }
}

impl Texts {
    const MOST: usize = 1024;
    const PLACES: usize = 64;

    fn share(&mut self, text: &str) -> Text {
        let place = text.as_ptr().addr();
        let slot = place / 16 % Self::PLACES;
        if let Some((at, known)) = &self.by_place[slot]
            && *at == place
            && known == text
        {
            return known.clone();
        }
        let shared = self.share_by_hash(text);
        self.by_place[slot] = Some((place, shared.clone()));
        shared
    }

    fn share_by_hash(&mut self, text: &str) -> Text {
        let hash = self.hashes.hash_one(text);
        match self.by_hash.get(&hash) {
            Some(known) if known == text => return known.clone(),
            Some(_) => {}
            None if self.by_hash.len() >= Self::MOST => self.by_hash.clear(),
            None => {}
        }
        let text = Text::from(text);
        self.by_hash.insert(hash, text.clone());
        text
    }
}
