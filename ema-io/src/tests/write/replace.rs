//! Tests that files appear complete or not at all.

use std::fs;
use std::io::{self, Write};
use std::time::{Duration, SystemTime};

use ema_testing::{assert_snapshot, str};

use super::*;
use crate::{ErrorKind, Output, WriteOptions, write_path};

const WRITTEN: [Format; 4] = [Format::Xlsx, Format::Csv, Format::Tsv, Format::Json];

fn small() -> Workbook {
    movies_with(&[
        &[
            (Column::DisplayName, "Harbor"),
            (Column::Territory, "US"),
            (Column::PriceValue, "3.50"),
        ],
        &[
            (Column::DisplayName, "Harbor"),
            (Column::Start, "2026-01-31"),
            (Column::Alid, "0042"),
        ],
    ])
}

fn write_all(mut writer: crate::Writer<'_>, workbook: &Workbook) -> Result<(), Error> {
    for sheet in &workbook.sheets {
        let number = writer.sheet(&sheet.header)?;
        for avail in &sheet.avails {
            writer.avail(number, avail, &mut |_| {})?;
        }
    }
    writer.finish()
}

/// Returns the names in a folder.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A sink that fails after this many bytes.
struct Full {
    left: usize,
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        let taken = bytes.len().min(self.left);
        self.left -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The error reports a full disk, regardless of the byte where writing fails.
#[test]
fn a_sink_that_fails_at_any_byte_is_an_error() {
    let workbook = small();
    for format in WRITTEN {
        let mut bytes = Vec::new();
        write_all(
            WriteOptions::new()
                .create(Output::stream(format, &mut bytes))
                .unwrap(),
            &workbook,
        )
        .unwrap();
        let step = (bytes.len() / 60).max(1);
        for left in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
            let result = WriteOptions::new()
                .create(Output::stream(format, Full { left }))
                .and_then(|writer| write_all(writer, &workbook));
            let error = result.expect_err(&format!("{format} in {left} bytes"));
            let ErrorKind::Write(cause) = error.kind() else {
                panic!("{format}, {left}: {error}");
            };
            assert_eq!(cause.kind(), io::ErrorKind::StorageFull);
        }
        let enough = Output::stream(format, Full { left: bytes.len() });
        let enough = WriteOptions::new().create(enough).unwrap();
        write_all(enough, &workbook).unwrap();
    }
}

#[test]
fn nothing_is_left_of_a_file_that_is_not_finished() {
    let workbook = small();
    let folder = tempfile::tempdir().unwrap();
    for format in WRITTEN {
        let path = folder.path().join(format!("avails.{format}"));
        fs::write(&path, "as it was").unwrap();
        let before = names(folder.path());
        let mut writer = WriteOptions::new().create(Output::path(&path)).unwrap();
        let number = writer.sheet(&workbook.sheets[0].header).unwrap();
        writer
            .avail(number, &workbook.sheets[0].avails[0], &mut |_| {})
            .unwrap();
        drop(writer);
        assert_eq!(names(folder.path()), before);
        assert_eq!(fs::read_to_string(&path).unwrap(), "as it was");
        write_path(&path, &workbook, &mut |loss| panic!("{loss}")).unwrap();
        assert_eq!(names(folder.path()), before);
        assert_eq!(crate::read_path(&path).unwrap().sheets[0].avails.len(), 2);
    }
}

/// Even if the caller ignores an error, the file must not look complete.
#[test]
fn a_file_that_lacks_a_row_is_never_finished() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avails.xlsx");
    let workbook = movies_with(&[
        &[(Column::DisplayName, "// Harbor")],
        &[(Column::Alid, "A")],
    ]);
    let mut writer = WriteOptions::new().create(Output::path(&path)).unwrap();
    let number = writer.sheet(&workbook.sheets[0].header).unwrap();
    let avails = &workbook.sheets[0].avails;
    let first = writer.avail(number, &avails[0], &mut |_| {}).unwrap_err();
    assert!(
        first.to_string().contains("row 4 of sheet “Movies”"),
        "{first}"
    );
    assert!(writer.avail(number, &avails[1], &mut |_| {}).is_err());
    assert!(writer.finish().is_err());
    assert!(names(folder.path()).is_empty());
}

#[test]
fn targets_that_cannot_be_replaced_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name);
    fs::create_dir(inside("folder.xlsx")).unwrap();
    let refused = |name: &str| {
        let error = write_path(inside(name), &small(), &mut |_| {}).unwrap_err();
        let place = format!("{}/", folder.path().display());
        error.to_string().replace(&place, "")
    };
    let mut messages = vec![
        refused("folder.xlsx"),
        refused("missing/avails.xlsx"),
        refused("avails.xls"),
        refused("avails.XLSM"),
        refused("avails.ods"),
        refused("avails"),
    ];
    #[cfg(unix)]
    {
        let _socket = std::os::unix::net::UnixListener::bind(inside("pipe.csv")).unwrap();
        messages.push(refused("pipe.csv"));
    }
    assert_snapshot(
        messages.join("\n"),
        str![[r#"
folder.xlsx is a folder, which is not replaced; give the path of a file inside it
missing/avails.xlsx cannot be written: its folder does not exist; create the folder, or check its spelling
avails.xls is not written: workbooks from Excel 97 to 2003 (.xls) are read but not written; write .xlsx, which every Excel since 2007 opens
avails.XLSM is not written: macros are not written; write .xlsx
avails.ods is not written: workbooks with the extension .ods are read but not written; write .xlsx, .csv, .tsv, .json or .xml
avails is not written: its name has no extension that shows the format; add .xlsx, .csv, .tsv, .json or .xml
pipe.csv is a pipe or a device, which is not replaced; give the path of a file
"#]],
    );
}

#[cfg(unix)]
#[test]
fn a_file_is_as_open_as_any_new_one_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("avails.csv");
    let plain = folder.path().join("plain");
    fs::write(&plain, "").unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode();
    write_path(&path, &small(), &mut |_| {}).unwrap();
    assert_eq!(mode(&path), mode(&plain));
    let link = folder.path().join("link.csv");
    symlink(&plain, &link).unwrap();
    write_path(&link, &small(), &mut |_| {}).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&plain).unwrap(), fs::read(&path).unwrap());
}

/// If the target of a link does not exist, it is created.
#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_yet_leads_to_the_file() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str| folder.path().join(name);
    fs::create_dir(inside("results")).unwrap();
    symlink("second.csv", inside("first.csv")).unwrap();
    symlink("results/avails.csv", inside("second.csv")).unwrap();
    write_path(inside("first.csv"), &small(), &mut |_| {}).unwrap();
    assert!(inside("first.csv").is_symlink() && inside("second.csv").is_symlink());
    assert_eq!(names(&inside("results")), ["avails.csv"]);

    symlink("missing/avails.csv", inside("third.csv")).unwrap();
    symlink("round.csv", inside("round.csv")).unwrap();
    for name in ["third.csv", "round.csv"] {
        assert!(write_path(inside(name), &small(), &mut |_| {}).is_err());
        assert!(inside(name).is_symlink());
    }
}

#[test]
fn what_a_killed_program_left_goes_after_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let day = Duration::from_secs(24 * 60 * 60);
    let aged = |name: &str, age: Duration| {
        let file = fs::File::create(folder.path().join(name)).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    };
    aged(".ema-killed.tmp", 2 * day);
    aged(".ema-atwork.tmp", day / 2);
    aged(".ema-notes-of-mine.tmp", 2 * day);
    aged("old.tmp", 2 * day);
    write_path(folder.path().join("a.csv"), &small(), &mut |_| {}).unwrap();
    assert_eq!(
        names(folder.path()),
        [
            ".ema-atwork.tmp",
            ".ema-notes-of-mine.tmp",
            "a.csv",
            "old.tmp"
        ]
    );
}

#[test]
fn a_text_file_holds_one_sheet() {
    let workbook = small();
    let header = &workbook.sheets[0].header;
    let mut writer = WriteOptions::new()
        .create(Output::stream(Format::Csv, io::sink()))
        .unwrap();
    writer.sheet(header).unwrap();
    let error = writer.sheet(header).unwrap_err();
    assert_snapshot(
        error,
        str![[r#"
the file cannot be written: a text file holds one sheet, and after “Movies” comes “Movies”; write .xlsx, .json or .xml, or a file for each sheet
"#]],
    );
}

#[test]
fn sheets_may_be_written_in_turns() {
    let movies = small();
    let tv = workbook(
        Header::template(Layout {
            version: EmaVersion::V1_8,
            sheet: SheetKind::Tv,
        }),
        |builder| {
            builder.set(Column::SeasonNumber, "01").unwrap();
            vec![builder.build(4)]
        },
    );
    for format in [Format::Xlsx, Format::Json] {
        let mut bytes = Vec::new();
        let mut writer = WriteOptions::new()
            .create(Output::stream(format, &mut bytes))
            .unwrap();
        let first = writer.sheet(&movies.sheets[0].header).unwrap();
        let second = writer.sheet(&tv.sheets[0].header).unwrap();
        let mut write = |sheet, avail| writer.avail(sheet, avail, &mut |_| {}).unwrap();
        write(first, &movies.sheets[0].avails[0]);
        write(second, &tv.sheets[0].avails[0]);
        write(first, &movies.sheets[0].avails[1]);
        writer.finish().unwrap();
        let read = read_bytes(bytes).unwrap();
        assert_eq!(
            texts(&read),
            [texts(&movies), texts(&tv)].concat(),
            "{format}"
        );
    }
}
