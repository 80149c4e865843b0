//! Tests the results that are written as tables.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

use ema_testing::{assert_snapshot, str};
use scraper::{Html, Selector};
use zip::ZipArchive;

const FEEDS: [&str; 3] = [
    "data/feeds/1-crimeflix.csv",
    "data/feeds/2-both-channels.csv",
    "data/feeds/3-pureflix-alone.csv",
];

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Returns the strings in the first sheet of a workbook.
fn texts(workbook: &Path) -> Vec<String> {
    let file = fs::File::open(workbook).expect("a workbook");
    let mut zip = ZipArchive::new(file).expect("a container");
    let mut sheet = String::new();
    zip.by_name("xl/worksheets/sheet1.xml")
        .expect("a sheet")
        .read_to_string(&mut sheet)
        .expect("UTF-8");
    let sheet = Html::parse_fragment(&sheet);
    let all = Selector::parse("t").expect("a selector");
    sheet.select(&all).map(|it| it.text().collect()).collect()
}

/// Returns the nonblank cells of a table.
fn cells(table: &str) -> Vec<String> {
    let mut table = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes());
    let rows = table.records().map(|row| row.expect("a row"));
    let rows: Vec<Vec<String>> = rows
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect();
    let cells = rows.into_iter().flatten();
    cells.filter(|cell| !cell.is_empty()).collect()
}

#[test]
fn each_window_that_differs_is_a_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new.csv");
    // The first row has a later End, and the row for a channel in DE is gone.
    let feed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FEEDS[1]));
    let feed = feed
        .expect("a feed")
        .replacen("2026-12-31", "2027-12-31", 1);
    let lines = feed.lines().enumerate().filter(|(index, _)| *index != 5);
    let lines: Vec<&str> = lines.map(|(_, line)| line).collect();
    fs::write(&new, lines.join("\n")).expect("a feed");
    let csv = stdout(&ema(&["diff", FEEDS[0], text(&new), "--format", "csv"]));
    assert_snapshot(
        &csv,
        str![[r#"
Change,Licensor,Unique ID,Title,Territory,Rights model,Offer,Start,End,Start (UTC),End (UTC),PriceType,PriceValue,PriceCurrency,File,Row,Old Start,Old End,Old PriceValue,Old row
new,Harbor Pictures,HARBOR_S1E1,"Harbor Watch, season 1, episode 1",AT,SVOD channels,SVOD HD pureflix de,2026-06-01,2027-05-31,2026-05-31T22:00:00Z,2027-05-31T21:59:59Z,,,,new.csv,5,,,,
changed,Harbor Pictures,HARBOR_S1E1,"Harbor Watch, season 1, episode 1",AT,SVOD channels,SVOD HD crimeflix de,2026-01-01,2027-12-31,2025-12-31T23:00:00Z,2027-12-31T22:59:59Z,,,,new.csv,4,2026-01-01,2026-12-31,,4
new,Harbor Pictures,HARBOR_S1E1,"Harbor Watch, season 1, episode 1",DE,SVOD channels,SVOD HD pureflix de,2026-06-01,2027-05-31,2026-05-31T22:00:00Z,2027-05-31T21:59:59Z,,,,new.csv,6,,,,
left out,Harbor Pictures,HARBOR_S1E1,"Harbor Watch, season 1, episode 1",DE,SVOD channels,SVOD HD crimeflix de,2026-01-01,2026-12-31,2025-12-31T23:00:00Z,2026-12-31T22:59:59Z,,,,1-crimeflix.csv,5,,,,
new,Harbor Pictures,HARBOR_S1E2,"Harbor Watch, season 1, episode 2",AT,SVOD channels,SVOD HD pureflix de,2026-06-01,2027-05-31,2026-05-31T22:00:00Z,2027-05-31T21:59:59Z,,,,new.csv,8,,,,
new,Harbor Pictures,HARBOR_S1E2,"Harbor Watch, season 1, episode 2",DE,SVOD channels,SVOD HD pureflix de,2026-06-01,2027-05-31,2026-05-31T22:00:00Z,2027-05-31T21:59:59Z,,,,new.csv,10,,,,

"#]],
    );

    let table = folder.path().join("differences.xlsx");
    let arguments = ["--format", "xlsx", "--output", text(&table)];
    stdout(&ema(
        &[&["diff", FEEDS[0], text(&new)], &arguments[..]].concat()
    ));
    assert_eq!(texts(&table), cells(&csv));

    let page = stdout(&ema(&["diff", FEEDS[0], text(&new), "--format", "html"]));
    assert!(page.contains("<h1>What is different</h1>"));
}

#[test]
fn each_live_window_is_a_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let run = |arguments: &[&str]| {
        let apply = ["apply", "--state", text(&state), "--as-of", "2026-11-22"];
        stdout(&ema(&[&apply, arguments].concat()))
    };
    run(&FEEDS[..1]);
    let csv = run(&["--live", "DE", "--format", "csv"]);
    assert_snapshot(
        &csv,
        str![[r#"
Licensor,Unique ID,Title,Territory,Rights model,Offer,Start,End,Start (UTC),End (UTC),PriceType,PriceValue,PriceCurrency,File,Row,Left live
Harbor Pictures,HARBOR_S1E1,"Harbor Watch, season 1, episode 1",DE,SVOD channels,SVOD HD crimeflix de,2026-01-01,2026-12-31,2025-12-31T23:00:00Z,2026-12-31T22:59:59Z,,,,1-crimeflix.csv,5,
Harbor Pictures,HARBOR_S1E2,"Harbor Watch, season 1, episode 2",DE,SVOD channels,SVOD HD crimeflix de,2026-01-01,2026-12-31,2025-12-31T23:00:00Z,2026-12-31T22:59:59Z,,,,1-crimeflix.csv,7,

"#]],
    );

    let table = folder.path().join("live.xlsx");
    run(&["--live", "DE", "--format", "xlsx", "--output", text(&table)]);
    assert_eq!(texts(&table), cells(&csv));
}

#[test]
fn a_table_needs_something_to_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let refused = ema(&[
        "apply",
        "--state",
        text(&state),
        FEEDS[0],
        "--format",
        "csv",
    ]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!state.exists());
    assert_snapshot(
        String::from_utf8_lossy(&refused.stderr),
        str![[r#"
ema: a table lists what is live: give --live and no feeds, or choose another --format

"#]],
    );
}

#[test]
fn each_loss_is_a_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let movie = folder.path().join("movie.csv");
    let row = "Harbor,US,Movie,Full Extract,SVOD,HD,2026-01-01,Open,FERRY,Harbor Prime\n";
    let head = "DisplayName,Territory,WorkType,EntryType,LicenseType,FormatProfile,Start,End,ALID,GroupIdentity\n";
    fs::write(&movie, format!("{head}{row}")).expect("a file");
    let old = folder.path().join("old.csv");
    let convert = |loss: &Path| {
        let arguments = [
            text(&movie),
            text(&old),
            "--to",
            "1.6",
            "--loss",
            text(loss),
        ];
        stdout(&ema(&[&["convert"], &arguments[..]].concat()));
    };
    let (csv, table) = (
        folder.path().join("loss.csv"),
        folder.path().join("loss.xlsx"),
    );
    convert(&csv);
    convert(&table);
    let csv = fs::read_to_string(csv).expect("a table");
    assert_snapshot(
        &csv,
        str![[r#"
Kind,Sheet,Row,Cell,Column,Value,Became,Reason
not-held,movie,2,movie!J2,GroupIdentity,Harbor Prime,,version 1.6 has no such column

"#]],
    );
    assert_eq!(texts(&table), cells(&csv));
}
