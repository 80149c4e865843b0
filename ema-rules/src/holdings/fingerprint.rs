//! Fingerprints of records, for comparing windows in a database.

use std::hash::{Hash, Hasher};

use super::record::Record;

impl Record {
    /// A number that identifies the offer, the window and the terms of the record, regardless of the record's file,
    /// sheet and row. Equal records have equal fingerprints, and different records have different fingerprints unless
    /// they are constructed to collide.
    ///
    /// The fingerprint is the same on all machines, so it can be stored, for example to compare millions of windows in a
    /// database. Two windows are the same if they have the same [scope](crate::Scope::key) and fingerprint.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion};
    /// use ema_rules::{Conventions, RecordPool};
    ///
    /// let conventions = Conventions::prime_video();
    /// let mut pool = RecordPool::new(&conventions);
    /// let mut fingerprint = |file: &str, price| {
    ///     let cells = [(Column::LicenseType, "EST"), (Column::PriceValue, price)];
    ///     let avail = Avail::from_cells(EmaVersion::V1_8, cells);
    ///     pool.record(&avail, Some(file.into()), "DE".parse().unwrap()).fingerprint()
    /// };
    /// assert_eq!(fingerprint("first.xlsx", "9.99"), fingerprint("second.csv", "9.99"));
    /// assert_ne!(fingerprint("first.xlsx", "9.99"), fingerprint("first.xlsx", "4.99"));
    /// ```
    #[must_use]
    pub fn fingerprint(&self) -> u128 {
        let mut fingerprint = Fingerprint::default();
        self.window().hash(&mut fingerprint);
        self.offer().hash(&mut fingerprint);
        self.row.sorted_terms().hash(&mut fingerprint);
        fingerprint.0
    }
}

/// The 128-bit FNV-1a hash, which is the same on all machines and in all versions of Rust, unlike the hashes of the
/// standard library.
///
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>.
struct Fingerprint(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Default for Fingerprint {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn finish(&self) -> u64 {
        self.0 as u64
    }

    // The default implementations depend on the byte order and the pointer size of the machine.

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_i32(&mut self, number: i32) {
        self.write(&number.to_le_bytes());
    }

    fn write_i64(&mut self, number: i64) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write(&(number as u64).to_le_bytes());
    }

    fn write_isize(&mut self, number: isize) {
        self.write(&(number as i64).to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv() {
        let hash = |text: &str| {
            let mut fingerprint = Fingerprint::default();
            fingerprint.write(text.as_bytes());
            fingerprint.0
        };
        assert_eq!(hash("a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
        assert_eq!(hash("abc"), 0xa68d_622c_ec8b_5822_836d_bc79_77af_7f3b);
    }
}
