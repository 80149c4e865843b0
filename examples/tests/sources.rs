//! What every command reports of the files that it reads: hidden sheets, and encodings that are guesses.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ema_model::{FileInfo, Format, Header, Sheet, Visibility, Workbook};
use ema_testing::{assert_snapshot, str};
use tempfile::TempDir;

const ROWS: &str = "DisplayName,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,\
    LicenseRightsDescription,FormatProfile,Start,End,PriceType,PriceValue,PriceCurrency,ALID,AltID,\
    ContentID,CaptionIncluded\n\
    Harbor Pictures,US,Movie,Full Extract,TITLE,EST,Library,HD,2027-03-01,2028-02-29,WSP,10.49,USD,\
    HARBOR_LIGHTS,HARBOR_LIGHTS,HARBOR_LIGHTS,Yes\n";

fn ema(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("the program starts")
}

/// What a command writes to standard error.
fn told(folder: &TempDir, arguments: &[&str]) -> String {
    let output = ema(folder, arguments);
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success(), "{arguments:?}: {told}");
    told
}

/// Every command that takes rows from a file.
fn commands(file: &str) -> [Vec<&str>; 6] {
    [
        vec!["convert", file, "out.json"],
        vec![
            "apply",
            "--state",
            "state.json",
            file,
            "--as-of",
            "2026-11-30",
            "--force",
        ],
        vec!["diff", file, file],
        vec![
            "extract",
            "other.csv",
            file,
            "out.csv",
            "--as-of",
            "2026-11-30",
        ],
        vec![
            "takedown",
            file,
            "out.csv",
            "--id",
            "HARBOR_LIGHTS",
            "--as-of",
            "2026-11-30",
        ],
        vec!["timeline", file, "out.html", "--as-of", "2026-11-30"],
    ]
}

fn told_by_all(folder: &TempDir, file: &str, options: &[&str]) -> String {
    let all = commands(file).into_iter().map(|command| {
        let arguments = [&command, options].concat();
        format!("{}\n{}", command[0], told(folder, &arguments))
    });
    all.collect()
}

/// A folder with a workbook of a sheet that is shown and one of each that is hidden, and a text.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sheet = |name: &'static str, visibility| {
        let mut workbook = ema_io::read_bytes(ROWS.replace("TITLE", name)).expect("avails");
        let sheet = workbook.sheets.remove(0);
        let header = Header::clone(&sheet.header).named(name);
        Sheet::new(header.with_visibility(visibility).into(), sheet.avails)
    };
    let sheets = vec![
        sheet("Avails", Visibility::Visible),
        sheet("Old", Visibility::Hidden),
        sheet("Older", Visibility::VeryHidden),
    ];
    let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets);
    ema_io::write_path(folder.path().join("hidden.xlsx"), &workbook, &mut |loss| {
        panic!("{loss}")
    })
    .expect("a workbook");
    let bytes = ROWS.replace("TITLE", "Caf~").into_bytes().into_iter();
    let latin: Vec<u8> = bytes
        .map(|byte| if byte == b'~' { 0xE9 } else { byte })
        .collect();
    std::fs::write(folder.path().join("latin.csv"), latin).expect("a text");
    let other = ROWS.replace("HARBOR_LIGHTS", "OTHER");
    std::fs::write(folder.path().join("other.csv"), other).expect("a text");
    folder
}

#[test]
fn hidden_sheets_are_named_by_every_command_that_takes_their_rows() {
    let folder = folder();
    assert_snapshot(
        told_by_all(&folder, "hidden.xlsx", &[]),
        str![[r#"
convert
ema: Old: the sheet is hidden, and its 1 row is in the result; --visible-only leaves hidden sheets out
ema: Older: the sheet is very hidden, and its 1 row is in the result; --visible-only leaves hidden sheets out
apply
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only leaves hidden sheets out
diff
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only leaves hidden sheets out
extract
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only leaves hidden sheets out
takedown
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only leaves hidden sheets out
timeline
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only leaves hidden sheets out
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only leaves hidden sheets out

"#]],
    );
}

#[test]
fn hidden_sheets_are_left_out_where_that_is_wanted() {
    let folder = folder();
    let told = told_by_all(&folder, "hidden.xlsx", &["--visible-only"]);
    assert_snapshot(
        told,
        str![[r#"
convert
apply
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out
diff
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out
extract
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out
takedown
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out
timeline
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out

"#]],
    );
    let out = std::fs::read_to_string(folder.path().join("out.json")).expect("avails");
    assert!(out.contains("Avails") && !out.contains("Old"));
}

#[test]
fn a_guess_is_told_by_every_command() {
    let folder = folder();
    assert_snapshot(
        told_by_all(&folder, "latin.csv", &[]),
        str![[r#"
convert
ema: latin: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding
apply
ema: latin.csv: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding
diff
ema: latin.csv: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding
ema: latin.csv: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding
extract
ema: latin.csv: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding
takedown
ema: latin.csv: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding
timeline
ema: latin.csv: the texts were decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, name the encoding with --encoding

"#]],
    );
    let named = told_by_all(&folder, "latin.csv", &["--encoding", "latin1"]);
    assert_snapshot(
        named,
        str![[r#"
convert
apply
diff
extract
takedown
timeline

"#]],
    );
}

/// A file that a real program wrote; none, with a message, where it is absent.
fn wild(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../shared/cases/wild")
        .join(name);
    if path.is_file() {
        return Some(path);
    }
    assert!(
        std::env::var_os("EMA_REQUIRE_CORPUS").is_none(),
        "{} is missing",
        path.display()
    );
    eprintln!("skipped: there is no {}", path.display());
    None
}

#[test]
fn a_very_hidden_sheet_is_in_the_report_of_losses() {
    let (Some(path), folder) = (wild("F5_hidden.xlsx"), folder()) else {
        return;
    };
    let path = path.to_str().expect("UTF-8");
    let told = told(
        &folder,
        &["convert", path, "out.csv", "--loss", "loss.json"],
    );
    assert_snapshot(
        told,
        str![[r#"
ema: Avails old: the sheet is very hidden, and its 1 row is in the result; --visible-only leaves hidden sheets out

"#]],
    );
    let losses = std::fs::read_to_string(folder.path().join("loss.json")).expect("losses");
    assert!(losses.contains("\"very hidden\""), "{losses}");
}
