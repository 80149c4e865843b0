//! Tests containers of `.xls` files, both as the crate `cfb` writes them and with variations that Excel opens.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use calamine::Reader as _;
use cfb::{CompoundFile, Version};
use proptest::collection::vec;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::Index;

use super::records::Records;
use super::{open, read_all};
use crate::guard::workbook_stream;

fn file(version: Version, streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = CompoundFile::create_with_version(version, Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        let mut stream = file.create_stream(format!("/{name}")).unwrap();
        stream.write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn bytes(length: usize, seed: u8) -> Vec<u8> {
    let byte = |at: usize| (at / 251 + at) as u8 ^ seed;
    (0..length).map(byte).collect()
}

proptest! {
    #[test]
    fn the_stream_comes_as_it_was_written(
        is_large in any::<bool>(),
        // Some of these lengths are near the limit for small sectors, and others take up many sectors.
        length in proptest::prop_oneof![0..200_usize, 4000..4200_usize, 0..200_000_usize],
        others in vec(0..9_000_usize, 0..6),
        seed in any::<u8>(),
    ) {
        let version = if is_large { Version::V4 } else { Version::V3 };
        let names = ["A", "\u{5}SummaryInformation", "book", "Zz", "Work", "Workbook2"];
        let mut streams = Vec::new();
        for (number, other) in others.iter().enumerate() {
            streams.push((names[number], bytes(*other, !seed)));
        }
        let middle = streams.len() / 2;
        streams.insert(middle, ("WorkBook", bytes(length, seed)));
        let stream = workbook_stream(&file(version, &streams)).unwrap();
        prop_assert!(stream == bytes(length, seed));
    }

    /// Bytes that are not needed to read the stream can have any value, because programs write different values there.
    #[test]
    fn what_the_stream_does_not_need_is_not_looked_at(
        length in proptest::prop_oneof![0..200_usize, 4000..20_000_usize],
        changes in vec((any::<Index>(), any::<u8>()), 1..20),
    ) {
        let mut file = file(Version::V3, &[("Workbook", bytes(length, 7)), ("Other", bytes(900, 9))]);
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let (table, directory) = (512 * (number(76) + 1), 512 * (number(48) + 1));
        let sectors = file.len() / 512 - 1;
        // These are the versions, reserved bytes and counts in the header, the table entries for missing sectors, and
        // the colors, class identifiers and times of the root and the two streams.
        let free = (8..30).chain(32..48).chain(52..60).chain(64..68).chain(72..76);
        let free = free.chain(table + 4 * sectors..table + 512);
        let entries = (0..3).flat_map(|entry| {
            let at = directory + 128 * entry;
            std::iter::once(at + 67).chain(at + 80..at + 116)
        });
        let free: Vec<usize> = free.chain(entries).collect();
        for (at, byte) in changes {
            file[free[at.index(free.len())]] = byte;
        }
        prop_assert_eq!(workbook_stream(&file).unwrap(), bytes(length, 7));
    }
}

/// SheetJS writes the marker for the end of a chain into table entries without sectors.
#[test]
fn entries_for_sectors_that_do_not_exist_are_no_fault() {
    let mut records = Records::new("0");
    records.sheet("Movies").number((0, 0, 0), 1.0);
    let mut file = records.file();
    let table = 512 * (u32::from_le_bytes(file[76..80].try_into().unwrap()) as usize + 1);
    let sectors = file.len() / 512 - 1;
    for entry in sectors..128 {
        file[table + 4 * entry..][..4].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    }
    let rows = open(file).and_then(|mut book| read_all(&mut book)).unwrap();
    assert_eq!(rows, "1: A=1\n");
}

/// A storage below the root can contain a workbook of its own, for example for an embedded chart.
#[test]
fn a_workbook_inside_another_document_is_not_the_workbook() {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/ObjectPool").unwrap();
    for name in ["/ObjectPool/Workbook", "/WordDocument"] {
        file.create_stream(name).unwrap().write_all(b"x").unwrap();
    }
    file.flush().unwrap();
    let error = workbook_stream(&file.into_inner().into_inner()).unwrap_err();
    assert!(error.to_string().contains("a Word document"), "{error}");
}

/// Returns the cells that calamine reads in the first sheet, or `None` if calamine rejects the file or panics.
fn by_calamine(file: &[u8]) -> Option<Vec<(u32, u32, String)>> {
    std::panic::catch_unwind(|| {
        let mut book = calamine::Xls::new(Cursor::new(file)).ok()?;
        let range = book.worksheet_range_at(0)?.ok()?;
        let cells = range
            .used_cells()
            .map(|(row, column, data)| (row as u32, column as u32, data.to_string()));
        Some(cells.collect())
    })
    .ok()?
}

/// The damage that is done to a container.
#[derive(Clone, Debug)]
struct Damage {
    /// The index of the damaged file in [`WHOLE`].
    file: usize,
    changes: Vec<(Index, u8)>,
    /// The length of the remaining file.
    kept: Option<Index>,
}

impl Damage {
    fn any() -> impl Strategy<Value = Self> {
        let byte = prop_oneof![any::<u8>(), Just(0), Just(0xFF)];
        let changes = vec((any::<Index>(), byte), 0..6);
        // A file never has both kinds of damage. If a chain loops only because the file is truncated, this crate
        // rejects the file, but calamine may read it.
        let damage = prop_oneof![
            3 => changes.prop_map(|changes| (changes, None)),
            1 => any::<Index>().prop_map(|kept| (Vec::new(), Some(kept))),
        ];
        (0..3_usize, damage).prop_map(|(file, (changes, kept))| Self {
            file,
            changes,
            kept,
        })
    }

    fn file(&self) -> Vec<u8> {
        let (mut file, container, _) = WHOLE[self.file].clone();
        for (at, byte) in &self.changes {
            file[container[at.index(container.len())]] = *byte;
        }
        if let Some(kept) = self.kept {
            file.truncate(kept.index(file.len()));
        }
        file
    }
}

/// A file, the positions of its container's bytes, and the length of its workbook stream.
type Whole = (Vec<u8>, Vec<usize>, usize);

/// Three workbooks: one with its stream in small sectors, one with the shortest stream in large sectors, and one with a
/// long stream.
static WHOLE: LazyLock<[Whole; 3]> = LazyLock::new(|| {
    [0, 4_000, 20_000].map(|padding| {
        let mut records = Records::new("0");
        records
            .sheet("Movies")
            .label((0, 0, 0), "Territory")
            .number((1, 0, 0), 13.5);
        let mut stream = records.stream();
        stream.resize(stream.len() + padding, 0);
        let length = stream.len();
        let other = stream.iter().map(|byte| !byte).collect();
        let file = |stream| {
            let streams = [("Other", bytes(900, 9)), ("Workbook", stream)];
            file(Version::V3, &streams)
        };
        let (whole, other) = (file(stream), file(other));
        // The first eight bytes are never changed, because they identify the container.
        let container = (8..whole.len()).filter(|at| whole[*at] == other[*at]);
        let container = container.collect();
        (whole, container, length)
    })
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// Cells that calamine finds are read, regardless of the damage. If calamine finds no cells, the file is either
    /// read or rejected with a reason. If a damaged length truncates the records, calamine reads the rest, but this
    /// crate rejects the file, because rows may be missing.
    #[test]
    fn a_damaged_container_is_read_wherever_calamine_reads_it(damage in Damage::any()) {
        let file = damage.file();
        let whole = by_calamine(&WHOLE[0].0);
        prop_assert!(whole.is_some());
        let ours = open(file.clone()).and_then(|mut book| read_all(&mut book));
        let is_read = by_calamine(&file) == whole;
        let stream = workbook_stream(&file);
        prop_assert!(!is_read || stream.is_ok());
        if is_read && stream.is_ok_and(|stream| stream.len() >= WHOLE[damage.file].2) {
            prop_assert_eq!(ours.unwrap(), "1: A=\"Territory\"\n2: A=13.5\n");
        } else if let Err(error) = ours {
            let message = error.to_string();
            prop_assert!(message.starts_with("the file "), "{message}");
        }
    }
}
