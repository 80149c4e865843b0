//! Packs the rows of equal findings.

use std::iter;

use ema_model::Position;

/// Rows in ascending order, as ranges. A row that was added twice is in two ranges.
///
/// A range takes two bytes if its length and the gap before it are small, so a fault in every other row of a large file
/// takes little memory. Rows 4–6, 9 and 300 become `4 2`, `3 0`, `291 0`. Each pair is the gap and the number of
/// additional rows, as variable-length integers.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowRanges {
    bytes: Vec<u8>,
    /// The last row in `bytes`.
    packed_to: u32,
    /// The last range, which the next row can extend.
    open: Option<(u32, u32)>,
    /// The position of each row, for an XML file.
    positions: Vec<Position>,
    is_unsorted: bool,
}

/// Two collections are equal if they have the same rows, even if the rows were added in a different order.
impl PartialEq for RowRanges {
    fn eq(&self, other: &Self) -> bool {
        self.each().eq(other.each())
    }
}

impl Eq for RowRanges {}

impl RowRanges {
    pub(super) fn push(&mut self, row: u32, position: Option<Position>) {
        let before = (self.open.map(|(_, last)| last), self.positions.last());
        self.is_unsorted |=
            before.0 > Some(row) || (before.0 == Some(row) && before.1 > position.as_ref());
        self.positions.extend(position);
        match &mut self.open {
            Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
            _ => {
                self.close();
                self.open = Some((row, row));
            }
        }
    }

    /// The ranges, each with its first and last row.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut bytes = self.bytes.iter();
        let mut packed_to = 0_u32;
        let packed = iter::from_fn(move || {
            let first = packed_to.wrapping_add(unpack(&mut bytes)?);
            packed_to = first.wrapping_add(unpack(&mut bytes)?);
            Some((first, packed_to))
        });
        packed.chain(self.open)
    }

    /// Every row, together with its position if the file is XML.
    pub(crate) fn each(&self) -> impl Iterator<Item = (u32, Option<Position>)> {
        let positions = self.positions.iter().copied().map(Some);
        let rows = self.ranges().flat_map(|(first, last)| first..=last);
        rows.zip(positions.chain(iter::repeat(None)))
    }

    #[cfg(feature = "serde")]
    pub(crate) fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// Sorts the rows, because rules that compare rows do not report their findings in row order.
    pub(super) fn finish(&mut self) {
        if self.is_unsorted {
            let mut rows: Vec<_> = self.each().collect();
            rows.sort_unstable();
            *self = Self::default();
            for (row, position) in rows {
                self.push(row, position);
            }
        }
        self.bytes.shrink_to_fit();
        self.positions.shrink_to_fit();
    }

    fn close(&mut self) {
        if let Some((first, last)) = self.open.take() {
            // A gap to an earlier row wraps around here, and back again when it is read.
            pack(&mut self.bytes, first.wrapping_sub(self.packed_to));
            pack(&mut self.bytes, last - first);
            self.packed_to = last;
        }
    }
}

/// Writes a number with seven bits in each byte, lowest bits first. All bytes except the last have the eighth bit set.
fn pack(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn unpack<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = bytes.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(rows: &[u32]) -> RowRanges {
        let mut packed = RowRanges::default();
        for row in rows {
            packed.push(*row, None);
        }
        packed.finish();
        packed
    }

    #[test]
    fn rows_are_equal_however_they_were_added() {
        assert_eq!(of(&[4, 5, 9]), of(&[9, 4, 5]));
        assert_ne!(of(&[4, 5, 9]), of(&[4, 5]));
    }

    #[test]
    fn rows_that_follow_each_other_are_a_range() {
        let ranges: Vec<_> = of(&[4, 5, 6, 9, 300]).ranges().collect();
        assert_eq!(ranges, [(4, 6), (9, 9), (300, 300)]);
        let twice: Vec<_> = of(&[7, 7, 8]).ranges().collect();
        assert_eq!(twice, [(7, 7), (7, 8)]);
    }

    #[test]
    fn every_other_row_takes_two_bytes() {
        let rows: Vec<u32> = (0..10_000).map(|row| 4 + 2 * row).collect();
        assert!(of(&rows).bytes.len() <= 2 * rows.len());
    }

    proptest! {
        #[test]
        fn rows_come_back_in_order(mut rows in prop::collection::vec(
            prop_oneof![0..40_u32, any::<u32>()],
            0..60,
        )) {
            let unpacked: Vec<u32> = of(&rows).each().map(|(row, _)| row).collect();
            rows.sort_unstable();
            prop_assert_eq!(unpacked, rows);
        }

        #[test]
        fn positions_stay_with_their_rows(
            mut rows in prop::collection::vec((0..9_u32, 1..99_u32), 0..60),
        ) {
            let at = |line| Position { line, column: 1 };
            let mut packed = RowRanges::default();
            for (row, line) in &rows {
                packed.push(*row, Some(at(*line)));
            }
            packed.finish();
            let unpacked: Vec<_> = packed.each().collect();
            rows.sort_unstable();
            let rows: Vec<_> = rows.iter().map(|(row, line)| (*row, Some(at(*line)))).collect();
            prop_assert_eq!(unpacked, rows);
        }
    }
}
