//! Tests that results are the same whether files are read from paths, bytes or readers, and whether they are written to
//! paths or streams.

// Clippy does not recognize helper functions in tests as test code.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;
use std::process::Command;

use ema_avails::{
    AsOf, Check, ConvertOptions, ErrorKind, Format, Input, Loss, Output, Profile, ReadOptions,
};
use ema_testing::{assert_snapshot, str};

const FEED: &str = "\
Territory,WorkType,LicenseType,ALID,TitleInternalAlias,Start,End
UK,Movie,EST,LASTFERRY,The Last Ferry,2027-01-01,Open
DE,Movie,EST,LASTFERRY,The Last Ferry,2027-01-01,2026-12-01
";

fn as_of() -> AsOf {
    "2026-11-21".parse().unwrap()
}

fn silent(loss: Loss) {
    panic!("{loss}");
}

/// Returns the feed as a file in the given format.
fn file(format: Format) -> Vec<u8> {
    let workbook = ReadOptions::new().open_bytes(FEED).unwrap().read().unwrap();
    let mut losses = Vec::new();
    let bytes =
        ema_avails::io::write_bytes(&workbook, format, &mut |loss| losses.push(loss)).unwrap();
    assert!(losses.is_empty() || format == Format::Xml);
    bytes
}

const FORMATS: [Format; 5] = [
    Format::Xlsx,
    Format::Csv,
    Format::Tsv,
    Format::Json,
    Format::Xml,
];

#[test]
fn a_file_is_the_same_from_a_path_from_bytes_and_from_a_reader() {
    let profile = Profile::prime_video();
    let check = Check::new(&profile, as_of());
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let bytes = file(format);
        let path = folder.path().join(format!("movies.{format}"));
        std::fs::write(&path, &bytes).unwrap();
        let name = format!("movies.{format}");
        // The reader is not positioned at the beginning of the file.
        let mut reader = Cursor::new(bytes.clone());
        reader.set_position(7);
        let inputs = [
            Input::path(&path),
            Input::bytes(bytes.clone()).named(&name),
            Input::reader(reader).named(&name),
        ];
        let [of_path, of_bytes, of_reader] = inputs.each_ref().map(|input| {
            let report = check.report(input).unwrap();
            assert_eq!(report.summary().file.name.as_deref(), Some(&*name));
            report.as_text().to_string()
        });
        assert!(of_path.contains("`UK`"), "{of_path}");
        assert_eq!(of_path, of_bytes, "{format}");
        assert_eq!(of_path, of_reader, "{format}");

        for into in FORMATS {
            let converted = inputs.each_ref().map(|input| {
                let mut out = Vec::new();
                let output = Output::stream(into, &mut out);
                ConvertOptions::new()
                    .convert(input, output, &mut |_| ())
                    .unwrap();
                out
            });
            let path = folder.path().join(format!("converted.{into}"));
            let output = Output::path(&path);
            ConvertOptions::new()
                .convert(&inputs[0], output, &mut |_| ())
                .unwrap();
            let written = std::fs::read(&path).unwrap();
            for stream in converted {
                assert!(written == stream, "{format} to {into}");
            }
        }
    }
}

#[test]
fn copies_are_the_same_under_a_path_and_in_a_stream() {
    let profile = Profile::prime_video();
    let check = Check::new(&profile, as_of());
    let folder = tempfile::tempdir().unwrap();
    for format in FORMATS {
        let input = Input::bytes(file(format)).named(format!("movies.{format}"));
        let path = folder.path().join("annotated.xlsx");
        let mut stream = Vec::new();
        let outputs = [
            Output::path(&path),
            Output::stream(Format::Xlsx, &mut stream),
        ];
        let [one, other] = outputs.map(|output| {
            let report = check.annotate(&input, output, &mut silent).unwrap();
            report.as_text().to_string()
        });
        assert_eq!(one, other);
        assert!(std::fs::read(&path).unwrap() == stream, "{format}");

        let path = folder.path().join(format!("fixed.{format}"));
        let mut stream = Vec::new();
        let outputs = [Output::path(&path), Output::stream(format, &mut stream)];
        let [one, other] = outputs.map(|output| {
            let fixed = check.fix(&input, output, &mut |_| ()).unwrap();
            assert!(fixed.unchanged.is_empty());
            fixed.report.as_text().to_string()
        });
        assert_eq!(one, other);
        assert!(
            one.contains("`UK` → `GB`") && !one.contains("territory-code"),
            "{one}"
        );
        assert!(one.contains("window-reversed"), "{one}");
        assert!(std::fs::read(&path).unwrap() == stream, "{format}");
        let territory = |row: usize| {
            let workbook = ema_avails::io::read_path(&path).unwrap();
            let avails: Vec<_> = workbook.avails().cloned().collect();
            avails[row].territory().text().to_owned()
        };
        assert_eq!([territory(0), territory(1)], ["GB", "DE"]);
    }
}

#[test]
fn an_error_has_the_name_of_the_upload() {
    let input = Input::bytes("%PDF-1.7").named("avails from Anna.xlsx");
    let profile = Profile::prime_video();
    let error = Check::new(&profile, as_of()).report(&input).unwrap_err();
    assert_snapshot(
        error.to_string(),
        str![
            "avails from Anna.xlsx is a PDF document, which can't be read; ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)"
        ],
    );
}

#[test]
fn a_copy_does_not_replace_its_original() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("movies.csv");
    std::fs::write(&path, FEED).unwrap();
    let input = Input::path(&path);
    let same = ConvertOptions::new().convert(&input, Output::path(&path), &mut silent);
    assert!(matches!(same.unwrap_err().kind(), ErrorKind::SameFile));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), FEED);
}

/// Runs the current test program again in an environment where no temporary file can be created.
#[test]
fn nothing_needs_a_file_system() {
    let this = std::env::current_exe().unwrap();
    let status = Command::new(this)
        .args(["--exact", "without_temporary_files", "--ignored", "--quiet"])
        .env("TMPDIR", "/dev/null/no folder")
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
#[ignore = "needs an environment without temporary files, and is run by another test"]
fn without_temporary_files() {
    assert!(tempfile::tempfile().is_err());
    let profile = Profile::prime_video();
    let check = Check::new(&profile, as_of());
    for format in FORMATS {
        let input = Input::bytes(file(format));
        for into in FORMATS {
            let output = Output::stream(into, std::io::sink());
            ConvertOptions::new()
                .convert(&input, output, &mut |_| ())
                .unwrap();
        }
        let output = Output::stream(Format::Xlsx, std::io::sink());
        check.annotate(&input, output, &mut silent).unwrap();
        let output = Output::stream(format, std::io::sink());
        check.fix(&input, output, &mut |_| ()).unwrap();
    }
}
