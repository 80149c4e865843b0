//! Provides the files to be mutated: generated files and, if the corpus is present, the files in
//! the corpus.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use ema_io::{ConvertOptions, Input, Output, write_bytes};
use ema_model::{Format, XmlVersion};
use ema_rules::{Feed, Holdings, Profile, Timestamp};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

#[allow(dead_code, reason = "the tests of ema-io need more of it")]
#[path = "../../../ema-io/src/tests/records.rs"]
mod records;

pub(crate) const FEED: &str = "DisplayName,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,\
    FormatProfile,Start,End,PriceType,PriceValue,PriceCurrency,ALID,AvailID,AllowedLanguage,TotalRunTime,\
    ReleaseYear,RatingSystem,RatingValue\n\
    Harbor,US,Movie,Full Extract,First Dance,EST,HD,2026-01-01,Open,WSP,13.90,USD,FIRSTDANCE,1,\"en,fr-CA\",\
    1:37:00,2019,MPAA,PG-13\n\
    Harbor,\"DE,AT\",Movie,Full Extract,\"Erster \"\"Tanz\"\"\",VOD,UHD,2026-01-31T09:00:00,2027-01-31,WSP,\
    \"3,99\",EUR,FIRSTDANCE,2,de,97,2019,FSK,12\n\
    // Harbor\n\
    Harbor,JP,Movie,Full Delete,\u{6620}\u{753b},SVOD,SD,Immediate,EST Start,,,,md:alid:org:x,3,ja:dub,,,,\n";

/// Returns the bytes of the files in a corpus folder.
pub(crate) fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/corpus")
        .join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        assert!(
            std::env::var_os("EMA_REQUIRE_CORPUS").is_none(),
            "{} is missing",
            folder.display()
        );
        println!("skipped: there is no {}", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path| std::fs::read(path).unwrap();
    paths.into_iter().map(read).collect()
}

/// Returns the feed in another format.
pub(crate) fn feed(format: Format) -> Vec<u8> {
    let workbook = ema_io::read_bytes(FEED).unwrap();
    write_bytes(&workbook, format, &mut |_| {}).unwrap()
}

/// Returns the feed as XML Avails in each version.
pub(crate) fn feeds_in_xml() -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (from, into) = (
        folder.path().join("feed.csv"),
        folder.path().join("feed.xml"),
    );
    std::fs::write(&from, FEED).unwrap();
    let written = |version: &XmlVersion| {
        let options = ConvertOptions::new().xml_version(Some(*version));
        options
            .convert(&Input::path(&from), Output::path(&into), &mut |_| {})
            .unwrap();
        std::fs::read(&into).unwrap()
    };
    XmlVersion::ALL[1..].iter().map(written).collect()
}

/// Returns the state after the feed has been applied.
pub(crate) fn state() -> Vec<u8> {
    let profile = Profile::prime_video();
    let workbook = ema_io::read_bytes(FEED).unwrap();
    let mut holdings = Holdings::new();
    holdings.apply(&Feed::of(&workbook, profile.conventions()), moment());
    serde_json::to_vec(&holdings).unwrap()
}

pub(crate) fn moment() -> Timestamp {
    Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap())
}

/// Creates an `.xls` file from the records in a stream.
pub(crate) fn compound(stream: &[u8]) -> Vec<u8> {
    records::compound(&[("Workbook", stream)])
}

/// Returns the stream of an `.xls` file that has every kind of cell record.
pub(crate) fn xls() -> Vec<u8> {
    use records::{Records, text};
    let mut records = Records::new("[h]:mm");
    let names = [
        "Territory",
        "WorkType",
        "LicenseType",
        "ALID",
        "Start",
        "PriceValue",
    ];
    let texts: Vec<u8> = names.iter().flat_map(|name| text(name)).collect();
    // The last string is split between two records.
    let (first, rest) = texts.split_at(texts.len() - 20);
    records
        .texts(6, &[first, &[&[1], rest].concat()])
        .sheet("Movies");
    for column in 0..6_u16 {
        records.cell(0x00FD, (0, column, 0), &u32::from(column).to_le_bytes());
    }
    let run = [2, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 0, 0, 0, 3, 0];
    records
        .label((1, 0, 0), "US")
        .label((1, 1, 0), "Movie")
        .label((1, 2, 0), "EST")
        .label((1, 3, 0), "FIRSTDANCE")
        .number((1, 4, 1), 46_023.0)
        .cell(0x027E, (1, 5, 0), &[2, 1, 0, 0])
        .record(0x00BD, &run)
        .cell(0x0205, (2, 5, 0), &[0x17, 1])
        .formula((3, 0, 0), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .record(0x0207, &text("GB"));
    records.stream()
}

/// The parts of an `.xlsx` file, which can be changed separately.
#[derive(Clone)]
pub(crate) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// Unpacks a workbook and keeps the first rows of each sheet.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        const ROWS: usize = 12;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            if name.starts_with("xl/worksheets/sheet") {
                content = first_rows(content, ROWS);
            }
            parts.push((name, content));
        }
        Self(parts)
    }

    /// Changes one of the parts with `change` and packs all parts again.
    pub(crate) fn changed(&self, at: usize, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut changed = self.0[at].1.clone();
        change(&mut changed);
        for (index, (name, content)) in self.0.iter().enumerate() {
            zip.start_file(name.as_str(), options).unwrap();
            let content = if index == at { &changed } else { content };
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// Returns the indices of the parts that the program reads. Sheets are listed more often than
    /// other parts, so that they are changed more often.
    pub(crate) fn read(&self) -> Vec<usize> {
        let weights: HashMap<&str, usize> = HashMap::from([
            ("xl/sharedStrings.xml", 3),
            ("xl/styles.xml", 1),
            ("xl/workbook.xml", 1),
            ("xl/_rels/workbook.xml.rels", 1),
            ("[Content_Types].xml", 1),
        ]);
        let weight = |name: &str| match name.starts_with("xl/worksheets/sheet") {
            true => 6,
            false => weights.get(name).copied().unwrap_or(0),
        };
        let parts = self.0.iter().enumerate();
        parts
            .flat_map(|(at, (name, _))| std::iter::repeat_n(at, weight(name)))
            .collect()
    }
}

fn first_rows(mut sheet: Vec<u8>, rows: usize) -> Vec<u8> {
    let find = |from: usize, what: &[u8]| {
        let found = sheet[from..].windows(what.len()).position(|it| it == what);
        found.map(|at| from + at)
    };
    let mut start = 0;
    for _ in 0..=rows {
        match find(start + 1, b"<row ") {
            Some(row) => start = row,
            None => return sheet,
        }
    }
    if let Some(end) = find(start, b"</sheetData>") {
        sheet.drain(start..end);
    }
    sheet
}
