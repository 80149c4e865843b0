//! Tests that several files can be checked at once, and that findings can be written as JSON lines.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const HEADER: &str = "DisplayName,Territory,WorkType,EntryType,LicenseType,ALID,Start,End";

fn ema(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(["validate", "--quiet", "--as-of", "2026-11-21"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn lines(output: &Output) -> Vec<Value> {
    let line = |line: &str| serde_json::from_str(line).expect("a line of JSON");
    text(output).lines().map(line).collect()
}

/// Writes a file in which some rows have an invalid Territory and other rows have an invalid LicenseType.
fn feed(folder: &Path, name: &str, rows: usize) {
    let mut csv = format!("{HEADER}\n");
    for row in 0..rows {
        let (territory, license) = [("UK", "EST"), ("US", "Est"), ("UK", "EST")][row % 3];
        csv += &format!(
            "Harbor,{territory},Movie,Full Extract,{license},{name}{row},2026-01-01,Open\n"
        );
    }
    fs::write(folder.join(name), csv).expect("a file");
}

/// The cells and messages of findings, each with the number of equal findings.
type Cells = BTreeMap<String, usize>;

fn cell(finding: &Value, row: Option<u64>) -> String {
    let fields = [
        "rule", "severity", "sheet", "column", "field", "value", "message", "help", "fix",
    ];
    let fields = fields.map(|field| finding[field].to_string());
    format!("{row:?} {} {}", fields.join(" "), finding["related"])
}

#[test]
fn lines_are_the_findings_of_the_document_cell_by_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    feed(folder.path(), "a.csv", 100);
    let output = ema(folder.path(), &["a.csv", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let mut cells = Cells::new();
    for line in lines(&output) {
        assert_eq!(line["file"], "a.csv");
        *cells.entry(cell(&line, line["row"].as_u64())).or_default() += 1;
    }
    let document = ema(folder.path(), &["a.csv", "--format", "json"]);
    let document: Value = serde_json::from_str(&text(&document)).expect("JSON");
    let mut folded = Cells::new();
    for finding in document["files"][0]["findings"].as_array().expect("a list") {
        let ranges = finding["rows"].as_array().expect("ranges of rows").iter();
        let ranges = ranges.map(|range| (range[0].as_u64(), range[1].as_u64()));
        let mut count = 0;
        for (first, last) in ranges {
            for row in first.expect("a row")..=last.expect("a row") {
                *folded.entry(cell(finding, Some(row))).or_default() += 1;
                count += 1;
            }
        }
        if count == 0 {
            count = finding["count"].as_u64().expect("a count");
            *folded.entry(cell(finding, None)).or_default() += usize::try_from(count).expect("few");
        }
        assert_eq!(finding["count"], count);
    }
    assert!(cells.len() > 100, "{cells:?}");
    assert_eq!(cells, folded);
}

#[test]
fn several_files_are_reported_as_each_alone_and_in_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..12)
        .rev()
        .map(|number| format!("{number}.csv"))
        .collect();
    for (number, name) in names.iter().enumerate() {
        // Some files take longer to check than the files after them.
        feed(folder.path(), name, if number % 5 == 0 { 500 } else { 3 });
    }
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    for format in ["json", "jsonl"] {
        let output = ema(folder.path(), &[&all[..], &["--format", format]].concat());
        assert_eq!(output.status.code(), Some(1));
        let alone = |name: &&str| ema(folder.path(), &[name, "--format", format]);
        let each = all.iter().map(alone);
        match format {
            "jsonl" => {
                let each: String = each.map(|output| text(&output)).collect();
                assert_eq!(text(&output), each);
            }
            _ => {
                let files = |output: &Output| {
                    let document: Value = serde_json::from_str(&text(output)).expect("JSON");
                    document["files"].as_array().expect("a list").clone()
                };
                let each: Vec<Value> = each.flat_map(|output| files(&output)).collect();
                assert_eq!(files(&output), each);
            }
        }
    }
}

#[test]
fn a_file_that_can_not_be_read_is_among_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    feed(folder.path(), "a.csv", 3);
    feed(folder.path(), "c.csv", 3);
    let names = ["a.csv", "b.csv", "c.csv"];
    let output = ema(
        folder.path(),
        &[&names[..], &["--format", "jsonl"]].concat(),
    );
    assert_eq!(output.status.code(), Some(2));
    let mut seen: Vec<Value> = Vec::new();
    for line in lines(&output) {
        let is_unreadable = line.get("unreadable").is_some();
        assert_eq!(is_unreadable, line["file"] == "b.csv", "{line}");
        if seen.last() != Some(&line["file"]) {
            seen.push(line["file"].clone());
        }
    }
    assert_eq!(seen, names);
    let document = ema(folder.path(), &[&names[..], &["--format", "json"]].concat());
    let document: Value = serde_json::from_str(&text(&document)).expect("JSON");
    assert_eq!(document["files"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["unreadable"][0]["file"], "b.csv");
}
