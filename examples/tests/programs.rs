//! Tests the short programs that show how to embed the crates.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use ema_testing::{assert_snapshot, str};

/// Runs a program in the folder with the feeds and returns its output on both streams.
fn output(program: &str, arguments: &[&str], input: &[u8]) -> String {
    // `cargo test` builds these programs in a folder next to `ema`, unless the command runs only a
    // single test file.
    let folder = Path::new(env!("CARGO_BIN_EXE_ema")).parent();
    let program = folder.expect("a folder").join("examples").join(program);
    let built = "run `cargo build -p ema-examples --examples` first";
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data/feeds"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect(built);
    let mut stdin = child.stdin.take().expect("standard input");
    // A program that does not read its input might already have ended.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let [stdout, stderr] =
        [output.stdout, output.stderr].map(|it| String::from_utf8(it).expect("UTF-8"));
    format!("{stdout}{stderr}")
}

#[test]
fn check_upload() {
    let program = "check_upload";
    let upload = b"Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,LASTFERRY\n";
    assert_snapshot(
        output(program, &["movies.csv", "2026-11-21"], upload),
        str![[r#"
409
the file: notice: the file is a text file (CSV); Prime Video accepts avails as Excel workbooks (not-a-workbook)
movies: warning: the names of the columns are in row 1, not in row 2 (header-layout)
movies: error: the column DisplayName is missing, which 1 row needs: every row needs one (missing-column)
movies: error: the column EntryType is missing, which 1 row needs: every row needs one (missing-column)
movies: error: the column TitleInternalAlias is missing, which 1 row needs: movies, shorts, bundles and bonus material need it (missing-column)
movies: error: the column FormatProfile is missing, which 1 row needs: every row needs one (missing-column)
movies: error: the column Start is missing, which 1 row needs: every row needs one (missing-column)
movies: error: the column End is missing, which 1 row needs: every row needs one (missing-column)
movies: error: the column PriceType is missing, which 1 row needs: sales, rentals and pre-orders need it (missing-column)
movies: error: the column PriceValue is missing, which 1 row needs: sales, rentals and pre-orders need it (missing-column)
movies!A2: error: `UK` (United Kingdom) is not a country code of ISO 3166-1 (territory-code)

"#]],
    );
    assert_snapshot(
        output(program, &["movies.xlsx", "2026-11-21"], b"%PDF-1.7"),
        str![[r#"
422
movies.xlsx is a PDF document, which can't be read; ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)

"#]],
    );
}

#[test]
fn live_on() {
    let feeds = ["1-crimeflix.csv", "2-both-channels.csv"];
    let arguments = [&["DE", "2026-11-23"][..], &feeds].concat();
    assert_snapshot(
        output("live_on", &arguments, b""),
        str![[r#"
HARBOR_S1E1 of Harbor Pictures in DE (SVOD channels): SVOD HD crimeflix de
HARBOR_S1E1 of Harbor Pictures in DE (SVOD channels): SVOD HD pureflix de
HARBOR_S1E2 of Harbor Pictures in DE (SVOD channels): SVOD HD crimeflix de
HARBOR_S1E2 of Harbor Pictures in DE (SVOD channels): SVOD HD pureflix de

"#]],
    );
}

#[test]
fn take_down() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("down.xlsx");
    let arguments = [
        "2-both-channels.csv",
        "HARBOR_S1E1",
        "2026-11-22",
        &*out.to_string_lossy(),
    ];
    assert_snapshot(
        output("take_down", &arguments, b""),
        str![[r#"
Harbor Watch, season 1, episode 1: HARBOR_S1E1 of Harbor Pictures
  AT and DE, SVOD channels: Full Extract: a window has started, and a Full Delete would not take it down
    ends        SVOD HD crimeflix de, 2026-01-01 to 2026-12-31: End 2026-11-21
    ends        SVOD HD pureflix de, 2026-06-01 to 2027-05-31: End 2026-11-21

4 rows for 2 scopes (licensor, ID, territory and rights model)
4 rows

"#]],
    );
    let rows = ema_io::read_path(&out).expect("a feed");
    assert!(
        rows.avails()
            .all(|avail| avail.end().text() == "2026-11-21")
    );
}

#[test]
fn own_rule() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("movies.csv");
    let feed = "Territory,WorkType,LicenseType,ALID,ContractID\nUS,Movie,EST,LASTFERRY,17\n";
    std::fs::write(&path, feed).expect("a file");
    let printed = output("own_rule", &[&path.to_string_lossy(), "2026-11-21"], b"");
    let own: Vec<&str> = printed.lines().filter(|line| line.contains("17")).collect();
    assert_snapshot(
        own.join("\n"),
        str!["  ContractID E2: `17` is not one of our contracts"],
    );
}

/// The programs are examples, so they must be short.
#[test]
fn each_program_has_fewer_than_40_lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        let program = std::fs::read_to_string(&path).expect("a program");
        assert!(program.lines().count() < 40, "{}", path.display());
    }
}
