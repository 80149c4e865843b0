//! Remembers the parsed values of the cells in a sheet.
//!
//! A feed of 60,000 rows has 1.75 million cells. Of these, 1.28 million refer to one of 78,000 shared strings, and most
//! others contain one of a few thousand numbers and dates. A cell is identified by the position of its shared string in
//! the table, or by the bits of its number, so no text is hashed, compared or parsed again. For example, the parsed
//! tag of the string `en` in a language column is in one pair of slots. The number of the pair is derived from the
//! string's position and the kind of the column.

use std::collections::VecDeque;

use ema_model::{AvailBuilder, Kind, Marks, Parsed, Stored, Text};

use super::text_in;
use crate::recent::{Recent, spread};
use crate::sheet::Content;

/// The parsed values of shared strings, and of numbers, dates and times.
pub(super) struct Known<'w> {
    texts: Recent<(&'w Text, Kind, Parsed)>,
    numbers: Recent<(Content<'w>, Kind, Parsed)>,
    /// The last few strings whose parsed values are large. Thousands of them would take up too much memory, but without
    /// any, a list of 10,000 languages in 60,000 rows would be parsed in each row, which takes two milliseconds every
    /// time.
    large: VecDeque<(&'w Text, Kind, Parsed)>,
}

/// The maximum number of remembered pairs for strings, and the maximum for numbers, dates and times.
const TEXTS: usize = 1 << 14;
const NUMBERS: usize = 1 << 12;

/// Strings longer than this share a small part of the slots, because their values can need much more memory.
const LONG: usize = 64;
const LONG_TEXTS: usize = 1 << 11;

/// The number of strings that are remembered with large values. Each such value can take up a megabyte.
const LARGE: usize = 8;

impl<'w> Known<'w> {
    pub(super) fn new() -> Self {
        Self {
            texts: Recent::new(TEXTS),
            numbers: Recent::new(NUMBERS),
            large: VecDeque::new(),
        }
    }

    /// Fills a cell with a shared string.
    #[inline]
    pub(super) fn push_text(&mut self, cell: Place<'_>, text: &'w Text) {
        // The addresses of strings in the table differ by multiples of this size.
        let number = std::ptr::from_ref(text).addr() / size_of::<Text>();
        let pair = number.wrapping_add(spread(cell.kind as u64) as usize);
        let pair = match text.len() > LONG {
            true => pair % LONG_TEXTS,
            false => pair,
        };
        let is_same =
            |(known, kind, _): &(&Text, Kind, _)| std::ptr::eq(*known, text) && *kind == cell.kind;
        if let Some((_, _, parsed)) = self.texts.get(pair, is_same) {
            return cell.push(parsed);
        }
        let large = || self.large.iter().filter(|_| text.len() > LONG);
        if let Some((_, _, parsed)) = large().find(|known| is_same(known)) {
            return cell.push(parsed);
        }
        #[cfg(test)]
        ema_testing::visited(text.len());
        let parsed = cell.builder.parse(cell.index, text.clone(), Stored::Text);
        let known = (text, cell.kind, parsed.clone());
        if parsed.is_worth_keeping() {
            self.texts.put(pair, known);
        } else {
            self.large.truncate(LARGE - 1);
            self.large.push_front(known);
        }
        cell.push(&parsed);
    }

    /// Fills a cell with a number, a date or a time.
    pub(super) fn push_number(&mut self, cell: Place<'_>, content: Content<'w>) {
        let bits = match &content {
            Content::Number(number)
            | Content::Decimal { number, .. }
            | Content::Percent { number, .. } => number.to_bits(),
            Content::Date { at, .. } => at.and_utc().timestamp_millis() as u64,
            Content::Duration(time) => time.num_milliseconds() as u64,
            content => u64::from(*content == Content::Bool(true)),
        };
        let pair = (spread(bits.wrapping_add(cell.kind as u64)) >> 40) as usize;
        let is_same = |(known, kind, _): &(_, Kind, _)| *kind == cell.kind && *known == content;
        if let Some((_, _, parsed)) = self.numbers.get(pair, is_same) {
            return cell.push(parsed);
        }
        let (text, stored) = text_in(&content, cell.kind);
        let parsed = cell.builder.parse(cell.index, text, stored);
        self.numbers.put(pair, (content, cell.kind, parsed.clone()));
        cell.push(&parsed);
    }
}

/// A cell that is being filled.
pub(super) struct Place<'b> {
    pub(super) builder: &'b mut AvailBuilder,
    pub(super) index: u16,
    pub(super) kind: Kind,
    pub(super) marks: Marks,
}

impl Place<'_> {
    #[inline]
    fn push(self, parsed: &Parsed) {
        self.builder.push_parsed(self.index, parsed, self.marks);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ema_model::{Avail, Column, EmaVersion, Header};
    use ema_testing::{assert_in_proportion, visits_of};
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use proptest::sample::Index;

    use super::*;

    const KINDS: [Column; 4] = [
        Column::Territory,
        Column::PriceValue,
        Column::Start,
        Column::DisplayName,
    ];

    fn header() -> Arc<Header> {
        let cells = KINDS.map(|column| (column, ""));
        Arc::clone(Avail::from_cells(EmaVersion::V1_8, cells).header())
    }

    fn number() -> impl Strategy<Value = Content<'static>> {
        let numbers = || (0..40_i32).prop_map(|number| f64::from(number - 10) / 4.0);
        prop_oneof![
            numbers().prop_map(Content::Number),
            (numbers(), 0..3_u8)
                .prop_map(|(number, decimals)| Content::Decimal { number, decimals }),
            (numbers(), 0..3_u8)
                .prop_map(|(number, decimals)| Content::Percent { number, decimals }),
            (numbers(), any::<bool>()).prop_map(|(number, has_time)| Content::Date {
                at: chrono::DateTime::from_timestamp_millis((number * 4e7) as i64)
                    .unwrap()
                    .naive_utc(),
                has_time,
            }),
            numbers().prop_map(|number| {
                Content::Duration(chrono::TimeDelta::milliseconds((number * 400.0) as i64))
            }),
            any::<bool>().prop_map(Content::Bool),
        ]
    }

    proptest! {
        /// A remembered value equals a newly parsed one, regardless of what was in its slot before.
        #[test]
        fn cells_are_filled_as_if_nothing_were_known(
            texts in vec("(US|CA|UK|,|2026-01-01|1\\.50| ){0,3}|(US,){30}UK", 1..20),
            numbers in vec(number(), 1..20),
            cells in vec((0..4_u16, any::<Index>(), any::<bool>()), 0..200),
        ) {
            let texts: Vec<Text> = texts.iter().map(|text| Text::from(text.as_str())).collect();
            let header = header();
            let new = || AvailBuilder::new(Arc::clone(&header));
            let (mut known, mut with, mut without) = (Known::new(), new(), new());
            for (index, at, is_text) in cells {
                let kind = KINDS[usize::from(index)].kind(EmaVersion::V1_8);
                let marks = Marks::default();
                let place = Place { builder: &mut with, index, kind, marks };
                if is_text {
                    let text = at.get(&texts);
                    known.push_text(place, text);
                    without.push(index, text.clone(), Stored::Text, marks);
                } else {
                    let content = at.get(&numbers);
                    known.push_number(place, content.clone());
                    let (text, stored) = text_in(content, kind);
                    without.push(index, text, stored, marks);
                }
                prop_assert_eq!(with.build(4), without.build(4));
            }
        }
    }

    /// All rows in a workbook refer to the same list, which has as many elements as the workbook has rows.
    #[test]
    fn a_long_list_that_rows_repeat_is_parsed_once() {
        for item in ["US,", "X,"] {
            assert_in_proportion(100, |number| {
                let text = Text::from(item.repeat(number).as_str());
                let (mut known, mut builder) = (Known::new(), AvailBuilder::new(header()));
                visits_of(|| {
                    for _ in 0..number {
                        let place = Place {
                            builder: &mut builder,
                            index: 0,
                            kind: Kind::Territories,
                            marks: Marks::default(),
                        };
                        known.push_text(place, &text);
                        builder.build(4);
                    }
                })
            });
        }
    }

    #[test]
    fn what_rows_repeat_is_held_once() {
        let texts: Vec<Text> = (0..5000).map(|n| Text::from(format!("US {n}"))).collect();
        let (mut known, mut builder) = (Known::new(), AvailBuilder::new(header()));
        let mut row = |text| {
            for index in [0, 3] {
                let place = Place {
                    builder: &mut builder,
                    index,
                    kind: KINDS[usize::from(index)].kind(EmaVersion::V1_8),
                    marks: Marks::default(),
                };
                known.push_text(place, text);
            }
            builder.build(4)
        };
        // Some values are forgotten when the table grows.
        for _ in 0..2 {
            texts.iter().for_each(|text| drop(row(text)));
        }
        let faults = |avail: &Avail| avail.cells()[0].faults().as_ptr();
        let firsts: Vec<Avail> = texts.iter().map(&mut row).collect();
        for (text, first) in texts.iter().zip(&firsts) {
            assert_eq!(faults(&row(text)), faults(first));
        }
    }
}
