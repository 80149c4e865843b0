//! Tests with real workbooks in every version: the official templates with their example rows, and workbooks written by
//! tools. The workbooks are in `../shared/corpus`, next to the project.

mod feeds;
mod unfold;

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ema_model::{EmaVersion, Text, Workbook};
use ema_rules::{FoldedFinding, Profile, Severity, Timestamp};
use ema_testing::assert_snapshot;

/// Returns the corpus folder. Prints a message and returns `None` if the folder is absent, or panics if
/// `EMA_REQUIRE_CORPUS` is also set.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("EMA_REQUIRE_CORPUS").is_none(),
        "EMA_REQUIRE_CORPUS is set, and ../shared/corpus is absent"
    );
    eprintln!("skipped: ../shared/corpus is absent");
    None
}

type Sheets = &'static [(&'static str, EmaVersion, usize)];

/// The workbooks and their avails sheets, each with its name, version and number of rows.
const WORKBOOKS: &[(&str, Sheets)] = &[
    (
        "xlsx/Avails_Volume_v1.8.xlsx",
        &[("AllAvails", EmaVersion::V1_8, 9)],
    ),
    ("xlsx/Bonus_v1.9.xlsx", &[("Bonus", EmaVersion::V1_9, 2)]),
    (
        "xlsx/Movies-TV_v1.6_messy.xlsx",
        &[
            ("Movies", EmaVersion::V1_6, 27),
            ("TV", EmaVersion::V1_6, 20),
        ],
    ),
    (
        "xlsx/Movies_v1.7.2.xlsx",
        &[("Movies", EmaVersion::V1_7_2, 27)],
    ),
    (
        "xlsx/Movies_v1.7.3.xlsx",
        &[("Movies", EmaVersion::V1_7_3, 6)],
    ),
    ("xlsx/Movies_v1.7.xlsx", &[("Movies", EmaVersion::V1_7, 27)]),
    (
        "xlsx/Movies_v1.8.xlsx",
        &[("Template-Movies", EmaVersion::V1_8, 27)],
    ),
    (
        "xlsx/Movies_v1.9.xlsx",
        &[("Template-Movies", EmaVersion::V1_9, 26)],
    ),
    ("xlsx/TV_v1.7.3.xlsx", &[("TV", EmaVersion::V1_7_3, 8)]),
    (
        "xlsx/TV_v1.8.xlsx",
        &[("Template-TV", EmaVersion::V1_8, 38)],
    ),
    (
        "xlsx/Template_v1.6e2.xlsx",
        &[
            ("Movies", EmaVersion::V1_6, 27),
            ("TV", EmaVersion::V1_6, 38),
        ],
    ),
    (
        "large/avails_v1.8_60k.xlsx",
        &[("Avails", EmaVersion::V1_8, 60_000)],
    ),
];

fn read(folder: &Path, name: &str) -> Workbook {
    ema_io::read_path(folder.join(name)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_workbook_is_read_with_its_version_and_rows() {
    let Some(folder) = corpus() else { return };
    let mut files: Vec<String> = std::fs::read_dir(folder.join("xlsx"))
        .expect("a folder")
        .map(|entry| {
            format!(
                "xlsx/{}",
                entry.expect("an entry").file_name().to_string_lossy()
            )
        })
        .collect();
    files.push("large/avails_v1.8_60k.xlsx".to_owned());
    for name in files {
        let workbook = read(&folder, &name);
        let found: Vec<(String, EmaVersion, usize)> = workbook
            .sheets
            .iter()
            .map(|sheet| {
                let header = &sheet.header;
                (
                    header.sheet().to_string(),
                    header.version(),
                    sheet.avails.len(),
                )
            })
            .collect();
        let known = WORKBOOKS.iter().find(|(known, _)| *known == name);
        let (_, expected) =
            known.unwrap_or_else(|| panic!("{name} is not in the table: {found:?}"));
        let expected: Vec<(String, EmaVersion, usize)> = expected
            .iter()
            .map(|(sheet, version, rows)| ((*sheet).to_owned(), *version, *rows))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

/// Counts each rule's findings in the templates' unchanged rows, under both profiles. Every line in
/// the snapshot was checked against the workbook. Each finding is a real violation:
///
/// - `window-overlap` and `window-duplicate`: in the Movies templates, row 8 ends and row 10 begins on 2013-05-28, but
///   an End includes its day. Rows 26 to 29 repeat rows 22 to 25.
/// - `id-mismatch` and `id-characters`: Prime Video matches titles by a single ID, but the templates show three kinds
///   of IDs next to each other. Row 4 in TV 1.8 has cells that begin with `//e.g.`, which `blank-in-id` reports under
///   `ema`.
/// - `eidr-syntax` and `eidr-check`: some EIDRs are made up. They contain a stray colon, letters
///   beyond F, the prefix 10.2340, or a check character that a spreadsheet program has incremented.
/// - `required-field`: rows 6 and 7 in TV 1.8 have no EpisodeContentID, and rows 24 and 25 have no ALID. The bonus rows
///   in 1.9 have no LicenseType.
/// - `territory-code`: the bonus rows in 1.9 have the number 0 in Territory.
/// - `run-time`: `56:20` is ambiguous.
/// - `price-pairing`: the templates contain categories that other platforms use, namely `Early
///   VOD`, `NR` and `SeasonOnly`.
/// - `price-by-arrangement`: most prices in the templates are tiers.
/// - `preorder-end`: the pre-orders in the Movies 1.7 file, which a tool generated, have an End of `Open`.
/// - `event-needs-exception-flag`: some rows have a description but no flag. In Movies 1.7, the description is `not
///   provided`.
/// - `ended`: the windows are in the years 2013 to 2019.
/// - `formula-cell`: some cells contain `=TRUE()`.
/// - `id-reused` and `avail-id-reused`: in the TV templates, episodes 6 and 7 repeat the ContentIDs and AvailIDs of
///   episodes 4 and 5, and episode 8 has the season's ContentID. Rows 4 and 5 in TV 1.7.3 and 1.8 are for the same
///   season, but have different ALIDs. In both 1.6 sheets, the AvailIDs start at 1.
/// - `episode-gap`: the featurette is episode 101 in a season with eight episodes. In TV 1.8, the
///   featurette has two ALIDs.
/// - `season-offer`: in TV 1.7.3, the season is in the platform's own subscription, but its episodes are in a channel.
///   In 1.6, the season for FR has a different SeasonAltID than its episodes.
/// - `volume-episode-twice`: rows 10 and 11 are in volume 2, but have the VolumeContentID for
///   volume 1.
#[test]
fn what_is_reported_on_the_templates_was_looked_at() {
    let Some(folder) = corpus() else { return };
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a date"));
    let mut shown = String::new();
    for (name, _) in WORKBOOKS
        .iter()
        .filter(|(name, _)| name.starts_with("xlsx/"))
    {
        let workbook = read(&folder, name);
        for profile in [Profile::prime_video(), Profile::ema()] {
            let report = profile.check(&workbook, as_of);
            let mut counts: BTreeMap<(Severity, &str), BTreeMap<&str, usize>> = BTreeMap::new();
            for finding in report.findings() {
                let (first, count) = (&finding.first, finding.count());
                let fields = counts
                    .entry((first.severity, first.rule.name()))
                    .or_default();
                *fields
                    .entry(first.field.as_deref().unwrap_or("-"))
                    .or_default() += count;
            }
            writeln!(shown, "{name}, {}", profile.name()).expect("a string");
            for ((severity, rule), fields) in counts.iter().rev() {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(field, count)| format!("{field} {count}"))
                    .collect();
                writeln!(shown, "  {severity} {rule}: {}", fields.join(", ")).expect("a string");
            }
        }
    }
    assert_snapshot(shown, ema_testing::file!["snapshots/templates.txt"]);
}

/// The cells in a feed of maximum size take less than 60 MB of memory, because each distinct string
/// and value is stored only once.
#[test]
fn the_large_workbook_fits_in_memory() {
    let Some(folder) = corpus() else { return };
    let workbook = read(&folder, "large/avails_v1.8_60k.xlsx");
    let (mut texts, mut values) = (HashSet::new(), HashSet::new());
    let (mut cells, mut bytes) = (0, 0);
    for avail in workbook.avails() {
        bytes += size_of_val(avail) + size_of_val(avail.cells());
        cells += avail.cells().len();
        for cell in avail.cells() {
            if texts.insert(cell.text().as_ptr()) {
                // Two counters precede each shared string in memory, and the size of each
                // allocation is rounded up.
                bytes += (cell.text().len() + 16).next_multiple_of(16);
            }
            if values.insert(std::ptr::from_ref(cell.value())) {
                bytes += size_of::<Text>() + size_of_val(cell.value()) + 16;
            }
        }
    }
    assert!(cells > 1_700_000, "{cells} cells");
    assert!(bytes < 60_000_000, "{bytes} bytes");
}

/// The large workbook deliberately contains the territory `XX` 60 times and the language `qq` 60
/// times. The rules find all of these mistakes, but no other invalid territories or languages.
#[test]
fn the_planted_mistakes_of_the_large_workbook_are_found() {
    let Some(folder) = corpus() else { return };
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a date"));
    let report = Profile::prime_video().check(&read(&folder, "large/avails_v1.8_60k.xlsx"), as_of);
    let count = |rule: &str, value: &str| {
        report
            .findings()
            .iter()
            .filter(|finding| finding.first.rule.name() == rule)
            .inspect(|finding| assert_eq!(finding.first.value.as_deref(), Some(value)))
            .map(FoldedFinding::count)
            .sum::<usize>()
    };
    assert_eq!(count("territory-code", "XX"), 60);
    assert_eq!(count("language-unregistered", "qq"), 60);
}

/// The rules find the deliberate mistakes in the XML files, except for two that turn out to be
/// valid: `fr-xx` has a private-use region, and `Librry` is in a place where any text is allowed.
#[test]
fn the_planted_mistakes_of_the_xml_files_are_found() {
    let Some(folder) = corpus() else { return };
    let as_of = Timestamp::from_utc("2026-11-22T00:00:00".parse().expect("a date"));
    let found = |name: &str| -> Vec<(&'static str, u32)> {
        let report = Profile::ema().check(&read(&folder, name), as_of);
        let findings = report.findings().iter().flat_map(FoldedFinding::unfold);
        findings
            .filter(|finding| finding.rule.name() != "ended")
            .map(|finding| {
                let line = finding.place.position.map_or(0, |position| position.line);
                (finding.rule.name(), line)
            })
            .collect()
    };
    assert_eq!(
        found("xml/Avails_withErrors.xml"),
        [
            ("territory-code", 52),
            ("rating-unknown", 42),
            // The finding gives the line on which the list begins, although the language tag is on line 61.
            ("language-unregistered", 56),
            ("language-unregistered", 91),
            ("rating-unknown", 134),
            ("rating-unknown", 140),
        ]
    );
    let structure = found("xml/Avails_Structure_Tests_v2.3_errors.xml");
    for expected in [
        ("ref-alid", 88),
        ("required-field", 76),
        ("duplicate-alid", 63),
    ] {
        assert!(structure.contains(&expected), "{structure:?}");
    }
}
