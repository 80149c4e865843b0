//! Tests that reports contain every finding from the rules, even though equal findings are combined.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use ema_model::Workbook;
use ema_rules::{AsOf, Checker, FoldedFinding, Profile, Report, ReportBuilder, SarifLog, Severity};
use serde_json::{Map, Value, json};

use super::{WORKBOOKS, corpus, read};

/// The number of times each line of JSON occurs.
type Lines = BTreeMap<String, usize>;

#[test]
fn reports_of_real_files_unfold_to_their_findings() {
    let Some(folder) = corpus() else { return };
    let xml = std::fs::read_dir(folder.join("xml")).expect("a folder");
    let xml = xml.map(|entry| entry.expect("a file").file_name());
    let xml = xml.map(|name| format!("xml/{}", name.to_string_lossy()));
    let names = WORKBOOKS.iter().map(|(name, _)| (*name).to_owned());
    for name in names.chain(xml) {
        let mut workbook = read(&folder, &name);
        for sheet in &mut workbook.sheets {
            sheet.avails.truncate(4_000);
        }
        assert_unfolds(&name, &workbook);
    }
}

#[test]
fn reports_of_hostile_files_unfold_to_their_findings() {
    let header = "DisplayName,Territory,WorkType,EntryType,LicenseType,FormatProfile,Start,End,\
                  PriceType,PriceValue,ALID,ContentID,TitleInternalAlias,Strt,ALID\n";
    let wrong_everywhere = |row: usize| {
        let line = "UK,,EST ,\u{7},03/05/2024,2020-13-01,x,y,\u{202e},ALID,Title\u{200b},1,2";
        format!(
            "{}{line}\n",
            ["Rockstar Films,", " ,", "rockstar films,"][row % 3]
        )
    };
    let another_message_a_row = |row: usize| {
        let price = "9".repeat(row % 40);
        format!(
            "House,T{row},Movie,Full Extract,EST,HD,2026-1-{row},never{row},WSP,{price}.x,{row}\n"
        )
    };
    // If all windows overlap, each finding has a different related row.
    let overlapping = |row: usize| {
        format!(
            "House,US,Movie,Full Extract,EST,HD,2027-01-01,2028-01-01,WSP,{row}.99,FILM,,Film\n"
        )
    };
    let long = |row: usize| format!("House,{row} {},Movie,x\n", "long ".repeat(2_000));
    let of = |rows: usize, row: &dyn Fn(usize) -> String| {
        (0..rows).fold(header.to_owned(), |all, at| all + &row(at))
    };
    for (name, csv) in [
        ("no rows", header.to_owned()),
        ("wrong everywhere", of(1_500, &wrong_everywhere)),
        ("another message a row", of(2_500, &another_message_a_row)),
        ("overlapping", of(1_300, &overlapping)),
        ("long texts", of(300, &long)),
    ] {
        let workbook = ema_io::read_bytes(csv).expect("a text file");
        let report = assert_unfolds(name, &workbook);
        assert_eq!(
            !report.left_out().is_empty(),
            ["another message a row", "overlapping", "long texts"].contains(&name),
            "{name}: {:?}",
            report.left_out()
        );
    }
}

fn assert_unfolds(name: &str, workbook: &Workbook) -> Report {
    let as_of: AsOf = "2026-11-21".parse().expect("a day");
    let profile = Profile::prime_video();
    let mut report = ReportBuilder::new();
    let mut one_by_one = Vec::new();
    let checker = Checker::new(&profile, workbook.file.format, as_of, |finding| {
        one_by_one.push(finding.clone());
        report.add(finding);
        ControlFlow::Continue(())
    });
    let summary = checker.check_workbook(workbook);
    let report = report.finish(summary);

    for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
        let of_severity = one_by_one.iter().filter(|it| it.severity == severity);
        assert_eq!(report.count(severity), of_severity.count(), "{name}");
    }
    let lines = lines(one_by_one.iter().map(|it| json!(it)));
    let unfolded = report.findings().iter().flat_map(FoldedFinding::unfold);
    assert_contains(
        name,
        &report,
        &lines,
        self::lines(unfolded.map(|it| json!(it))),
    );
    assert_json(name, &report, &lines);
    assert_order(name, &report);
    assert_counts(name, &report);
    report
}

fn lines(findings: impl Iterator<Item = Value>) -> Lines {
    let mut lines = Lines::new();
    for finding in findings {
        *lines.entry(finding.to_string()).or_default() += 1;
    }
    lines
}

/// Asserts that each finding occurs as often after unfolding as it did originally. The report must
/// count all other original findings as omitted.
fn assert_contains(name: &str, report: &Report, lines: &Lines, unfolded: Lines) {
    let mut rest = lines.clone();
    for (line, count) in unfolded {
        let there = rest.remove(&line).unwrap_or_default();
        assert_eq!(there, count, "{name}: {line}");
    }
    let mut left_out: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for it in report.left_out() {
        left_out.insert((it.rule.name(), it.severity.as_str()), it.count);
    }
    let rest: Vec<(Value, usize)> = rest
        .iter()
        .map(|(line, count)| (serde_json::from_str(line).expect("a finding"), *count))
        .collect();
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (line, count) in &rest {
        let text = |key: &str| line[key].as_str().expect("a text");
        *counted.entry((text("rule"), text("severity"))).or_default() += count;
    }
    assert_eq!(counted, left_out, "{name}");
}

/// Unfolds the JSON as described in its documentation, without using the program's code, and
/// compares the result with the findings.
fn assert_json(name: &str, report: &Report, lines: &Lines) {
    let json = json!(report);
    let mut unfolded = Vec::new();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in json["findings"].as_array().expect("a list") {
        let count = entry["count"].as_u64().expect("a number");
        *counts
            .entry(entry["severity"].as_str().expect("a text"))
            .or_default() += count;
        let mut one: Map<String, Value> = entry.as_object().expect("an object").clone();
        one.remove("count");
        let positions = one.remove("positions");
        let mut positions = positions
            .iter()
            .flat_map(|it| it.as_array().expect("a list"));
        let ranges = one.remove("rows").expect("rows");
        let mut rows = 0;
        for range in ranges.as_array().expect("a list") {
            for row in range[0].as_u64().expect("a row")..=range[1].as_u64().expect("a row") {
                one.insert("row".to_owned(), row.into());
                if let Some(position) = positions.next() {
                    one.insert("line".to_owned(), position[0].clone());
                    one.insert("character".to_owned(), position[1].clone());
                }
                unfolded.push(Value::Object(one.clone()));
                rows += 1;
            }
        }
        assert_eq!(positions.next(), None, "{name}: {entry}");
        let is_left_out = report.left_out().iter().any(|it| it.count as u64 == count)
            && entry["message"]
                .as_str()
                .expect("a text")
                .contains(" more finding");
        if rows == 0 && !is_left_out {
            one.insert("row".to_owned(), Value::Null);
            unfolded.extend((0..count).map(|_| Value::Object(one.clone())));
        } else if rows > 0 {
            assert_eq!(rows, count, "{name}: {entry}");
        }
    }
    for severity in ["error", "warning", "notice"] {
        let count = counts.get(severity).copied().unwrap_or_default();
        assert_eq!(json["summary"][severity], count, "{name}");
    }
    assert_contains(name, report, lines, self::lines(unfolded.into_iter()));
}

/// Asserts that findings are sorted by first row and then by column, and that no two findings are
/// equal.
fn assert_order(name: &str, report: &Report) {
    let places = report.findings().iter().map(|it| &it.first.place);
    assert!(places.is_sorted(), "{name}");
    let json = json!(report);
    let entries = json["findings"].as_array().expect("a list").iter();
    let entries = entries.map(|entry| {
        let mut entry = entry.clone();
        entry["count"].take();
        // A finding about a row and a finding about the row's sheet can have the same text.
        entry["rows"] = (entry["rows"] == json!([])).into();
        entry["positions"] = entry["positions"].is_null().into();
        entry
    });
    let lines = lines(entries);
    let twice: Vec<_> = lines.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{name}: {twice:?}");
}

/// Asserts that text and SARIF reports give the number of findings that they omit.
fn assert_counts(name: &str, report: &Report) {
    let severities = [Severity::Error, Severity::Warning, Severity::Notice];
    let all: usize = severities.iter().map(|it| report.count(*it)).sum();
    let text = report.as_text().to_string();
    let mut counted = 0;
    for line in text.lines() {
        let is_rule = severities
            .iter()
            .any(|it| line.starts_with(&format!("{it} ")));
        if is_rule {
            let number = line
                .strip_suffix(')')
                .and_then(|line| line.rsplit_once(" ("));
            let number = number.map(|(_, number)| number.replace(',', ""));
            counted += number.map_or(1, |number| number.parse().unwrap_or(1));
        }
    }
    assert_eq!(counted, all, "{name}: {text}");

    let log = json!(SarifLog::new([("file", report)]));
    let results = log["runs"][0]["results"].as_array().expect("a list");
    let mut occurrences = 0;
    for result in results {
        let count = result["occurrenceCount"].as_u64().expect("a number");
        let locations = result["locations"].as_array().expect("a list").len() as u64;
        let message = result["message"]["text"].as_str().expect("a text");
        occurrences += count;
        assert!(locations <= count && locations <= 100, "{name}: {result}");
        assert!(
            locations == count
                || message.contains("are listed")
                || message.contains(" more finding"),
            "{name}: {result}"
        );
    }
    let notes = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    match notes.is_null() {
        true => assert_eq!(occurrences, all as u64, "{name}"),
        false => assert_eq!(results.len(), 5_000, "{name}"),
    }
    let mut shown = String::new();
    write!(shown, "{}", report.as_html()).expect("a string");
    assert!(shown.contains("</html>"), "{name}");
}
