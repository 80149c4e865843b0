//! Tests that every command reports hidden sheets, guessed encodings, lost characters and stale
//! text in the files that it reads.

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

/// Returns the messages that a command prints on standard error.
fn told(folder: &TempDir, arguments: &[&str]) -> String {
    let output = ema(folder, arguments);
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success(), "{arguments:?}: {told}");
    told
}

/// Returns every command that reads rows from a file, with its arguments.
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

/// Creates a folder with a text file and a workbook. The workbook has a visible sheet, a hidden sheet and a very hidden
/// sheet.
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
ema: Old: the sheet is hidden, and its 1 row is in the result; --visible-only skips hidden sheets
ema: Older: the sheet is very hidden, and its 1 row is in the result; --visible-only skips hidden sheets
apply
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets
diff
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets
extract
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets
takedown
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets
timeline
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets

"#]],
    );
}

/// The titles in a delivery's avails are compared with the titles in the rest of the delivery.
#[test]
fn hidden_sheets_are_named_by_a_delivery_that_reads_them() {
    let folder = folder();
    let metadata = "<CoreMetadata><Basic ContentID='HARBOR_LIGHTS'/></CoreMetadata>";
    std::fs::write(folder.path().join("mec.xml"), metadata).expect("metadata");
    let of_titles = |option: &str| {
        let arguments = ["deliver", "hidden.xlsx", "mec.xml", "--to", "aspera"];
        let options = ["--user", "Me", "--as-of", "2026-11-30", option];
        let output = ema(&folder, &[&arguments[..], &options].concat());
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert_snapshot(
        of_titles("--quiet") + &of_titles("--visible-only"),
        str![[r#"
ema: hidden.xlsx: the sheet “Old” is hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the sheet “Older” is very hidden, and its 1 row is read; --visible-only skips hidden sheets
ema: hidden.xlsx: the hidden sheet “Old” (and 1 more) is left out

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
ema: latin: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding
apply
ema: latin.csv: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding
diff
ema: latin.csv: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding
ema: latin.csv: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding
extract
ema: latin.csv: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding
takedown
ema: latin.csv: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding
timeline
ema: latin.csv: the text was decoded as windows-1252, which is a guess: E2 `Café`; if that is wrong, specify the encoding with --encoding

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

#[test]
fn lost_characters_are_told_by_every_command() {
    let folder = folder();
    let options = ["--encoding", "utf-8"];
    assert_snapshot(
        told_by_all(&folder, "latin.csv", &options),
        str![[r#"
convert
ema: latin: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding
apply
ema: latin.csv: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding
diff
ema: latin.csv: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding
ema: latin.csv: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding
extract
ema: latin.csv: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding
takedown
ema: latin.csv: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding
timeline
ema: latin.csv: 1 character can't be read as UTF-8 and is lost: E2 `Caf�`; if the file has another encoding, specify it with --encoding

"#]],
    );
    let convert = [&["convert", "latin.csv", "out.csv"][..], &options].concat();
    let converted = ema(&folder, &convert);
    let said = String::from_utf8(converted.stdout).expect("UTF-8");
    assert_snapshot(
        said,
        str![[r#"
out.csv: 1 row of avails in 1 sheet; characters are lost

"#]],
    );
    let validate = [&["validate", "latin.csv"][..], &options].concat();
    let report = ema(&folder, &validate);
    assert_eq!(report.status.code(), Some(1));
    let report = String::from_utf8(report.stdout).expect("UTF-8");
    assert!(
        report.contains("1 character can't be read as UTF-8 and is lost: E2 `Caf\u{FFFD}`"),
        "{report}"
    );
}

#[test]
fn stale_texts_are_told_by_every_command() {
    let folder = folder();
    told(&folder, &["convert", "other.csv", "kept.xml"]);
    let path = folder.path().join("kept.xml");
    let xml = std::fs::read_to_string(&path).expect("XML");
    let changed = xml.replace("<End>2028-02-29", "<End>2028-02-28");
    let changed = changed.replace("<avails:End>2028-02-29", "<avails:End>2028-02-28");
    assert_ne!(xml, changed);
    std::fs::write(&path, changed.replace("OTHER", "HARBOR_LIGHTS")).expect("XML");
    assert_snapshot(
        told_by_all(&folder, "kept.xml", &[]),
        str![[r#"
convert
ema: AvailList: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them
apply
ema: kept.xml: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them
diff
ema: kept.xml: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them
ema: kept.xml: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them
extract
ema: kept.xml: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them
takedown
ema: kept.xml: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them
timeline
ema: kept.xml: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them

"#]],
    );
    assert_snapshot(
        told(&folder, &["convert", "kept.xml", "again.xml"]),
        str![[r#"
ema: AvailList: 1 text kept in an instruction no longer fits the element beside it and is not used; `ema validate` lists them

"#]],
    );
}

/// Returns the path of a file that was written by a real program. Prints a message and returns `None` if the file is
/// absent.
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
ema: Avails old: the sheet is very hidden, and its 1 row is in the result; --visible-only skips hidden sheets

"#]],
    );
    let losses = std::fs::read_to_string(folder.path().join("loss.json")).expect("losses");
    assert!(losses.contains("\"very hidden\""), "{losses}");
}

/// The findings in files from real programs are compared with a snapshot, which leaves out how long the checks took.
#[test]
fn files_of_other_programs_are_judged_as_they_are_meant() {
    let folder = folder();
    let mut all = String::new();
    for name in [
        "F1_endofday.xlsx",
        "F2_openpyxl_iso.xlsx",
        "F2_sheetjs_cellDates.xlsx",
        "F3_sheetjs.xls",
        "F5_hidden.xlsx",
        "F6_shiftjis.csv",
        "F9_title_date.xlsx",
    ] {
        let Some(path) = wild(name) else {
            return;
        };
        let path = path.to_str().expect("UTF-8");
        let output = ema(&folder, &["validate", path, "--as-of", "2026-11-30"]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        let report = String::from_utf8(output.stdout).expect("UTF-8");
        let (report, _) = report.rsplit_once(" in ").expect("a line with the time");
        all += report;
        all += "\n\n";
    }
    assert_snapshot(
        all,
        str![[r#"
F1_endofday.xlsx (xlsx)
  Avails: EMA 1.8, 2 rows of avails, 24 columns
  local times: US in America/New_York

0 errors, 0 warnings, 0 notices (profile prime-video)

F2_openpyxl_iso.xlsx (xlsx)
  Avails: EMA 1.8, 2 rows of avails, 24 columns
  local times: US in America/New_York

0 errors, 0 warnings, 0 notices (profile prime-video)

F2_sheetjs_cellDates.xlsx (xlsx)
  Avails: EMA 1.8, 2 rows of avails, 24 columns
  local times: US in America/New_York

0 errors, 0 warnings, 0 notices (profile prime-video)

F3_sheetjs.xls (xls)
  Avails: EMA 1.8, 2 rows of avails, 24 columns
  local times: US in America/New_York

0 errors, 0 warnings, 0 notices (profile prime-video)

F5_hidden.xlsx (xlsx)
  Avails: EMA 1.8, 2 rows of avails, 24 columns
  Avails old: EMA 1.8, 1 row of avails, 24 columns
  local times: US in America/New_York

warning several-sheets: more than one sheet holds avails
  the file: 2 sheets hold avails of one kind: `Avails` and `Avails old` (hidden)
    → Save each sheet as a separate file. To show a hidden sheet, right-click a tab and choose Unhide. Delete it if it should not be sent.

notice hidden-sheet: a hidden sheet holds avails
  Avails old: the sheet is very hidden, but 1 row counts
    → If it should not be sent, copy the other sheets into a new workbook: no menu in Excel shows this one. `--visible-only` skips it.

notice ended: the window has ended
  End Avails old!L4: the window has ended: `2020-09-26`
    → If the title should be taken down, ignore this notice. Otherwise, correct End.

0 errors, 1 warning, 2 notices (profile prime-video)

F6_shiftjis.csv (csv)
  F6_shiftjis: EMA 1.8, 1 row of avails, 24 columns
  local times: US in America/New_York

warning encoding: text is not encoded as UTF-8
  the file: the text is not UTF-8; it is read as Shift_JIS, which is a guess: F4 `アニメ映画`
    → If these cells are wrong, specify the encoding when you read the file, as in `--encoding windows-1250`. Save the file as UTF-8 before you send it (in Excel: Save As > CSV UTF-8).

notice not-a-workbook: the file is not an Excel workbook
  the file: the file is a text file (CSV); Prime Video accepts avails as Excel workbooks
    → Save it as .xlsx before you send it; `ema convert` does that. If it will not be sent, ignore this notice.

0 errors, 1 warning, 1 notice (profile prime-video)

F9_title_date.xlsx (xlsx)
  Avails: EMA 1.8, 1 row of avails, 24 columns
  local times: US in America/New_York

warning converted-cell: a spreadsheet program has converted a value (2)
  TitleInternalAlias F4: `2001-09-01` is stored as a date; Excel shows `9/1/2001`
  TitleDisplayUnlimited G4: `2001-09-01` is stored as a date; Excel shows `9/1/2001`
    → Format the column as text, and enter the intended value again.

0 errors, 2 warnings, 0 notices (profile prime-video)


"#]],
    );
}
