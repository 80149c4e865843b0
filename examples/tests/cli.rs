//! Tests the program from a user's point of view, by its output and its exit status.

use std::path::Path;
use std::process::{Command, Output};

use ema_testing::{assert_snapshot, str};

const SAMPLE: &str = "data/sample-avails.xlsx";

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts")
}

#[test]
fn a_file_name_leads_to_the_command_that_checks_it() {
    for (file, word) in [
        ("movies.xlsx", "movies.xlsx"),
        ("My movies.xlsx", "\"My movies.xlsx\""),
    ] {
        let output = ema(&[file]);
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            told.contains(&format!("run `ema validate {word}`")),
            "{told}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_result_keeps_the_permissions_links_and_devices_that_are_there() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = tempfile::tempdir().expect("a folder");
    let (file, link) = (
        folder.path().join("report.txt"),
        folder.path().join("link.txt"),
    );
    std::fs::write(&file, "old").expect("a file");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("a mode");
    symlink(&file, &link).expect("a link");
    ema(&[
        "validate",
        SAMPLE,
        "--output",
        link.to_str().expect("UTF-8"),
    ]);
    assert!(link.is_symlink());
    assert!(
        std::fs::read_to_string(&file)
            .expect("a report")
            .contains("territory-code")
    );
    let mode = std::fs::metadata(&file)
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);

    // If a link's target does not exist, the program creates the target.
    let (later, forward) = (
        folder.path().join("later.txt"),
        folder.path().join("forward.txt"),
    );
    symlink("later.txt", &forward).expect("a link");
    ema(&[
        "validate",
        SAMPLE,
        "--output",
        forward.to_str().expect("UTF-8"),
    ]);
    assert!(forward.is_symlink() && later.is_file());

    // The program writes to the pipe instead of replacing it with a file.
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .expect("mkfifo is there");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).expect("a report")
    });
    let output = ema(&[
        "validate",
        SAMPLE,
        "--output",
        pipe.to_str().expect("UTF-8"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        reader
            .join()
            .expect("the reader ends")
            .contains("territory-code")
    );
}

/// Returns the program's standard output without the duration of the check.
fn printed(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let timeless = |line: &str| match line.rsplit_once(" in ") {
        Some((counts, time)) if time.ends_with(" s") => format!("{counts} in … s"),
        _ => line.to_owned(),
    };
    text.lines().map(timeless).collect::<Vec<_>>().join("\n")
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn the_sample_workbook_is_reported() {
    let output = ema(&["validate", SAMPLE, "--as-of", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(complained(&output), "");
    assert_snapshot(printed(&output), ema_testing::file!["snapshots/report.txt"]);
}

/// Tests that the report shown in the README is the program's output.
#[test]
fn the_readme_shows_the_report() {
    let readme = include_str!("../../README.md");
    let (_, shown) = readme.split_once("```text\n").expect("a report");
    let (shown, _) = shown.split_once("```").expect("an end");
    let output = printed(&ema(&["validate", SAMPLE, "--as-of", "2026-11-21"]));
    for line in shown.lines().filter(|line| *line != "…") {
        let line = line
            .rsplit_once(" in 0.")
            .map_or(line, |(counts, _)| counts);
        assert!(
            output.contains(line),
            "the README shows a line that is not printed: {line}"
        );
    }
}

#[test]
fn the_report_is_also_json() {
    let output = ema(&[
        "validate",
        SAMPLE,
        "--as-of",
        "2026-11-21",
        "--format",
        "json",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let file = &json["files"][0];
    assert_eq!(file["file"], "sample-avails.xlsx");
    assert_eq!(file["format"], "xlsx");
    assert_eq!(file["ema_version"], "1.8");
    assert_eq!(json["schema"], 2);
    assert_eq!(file["profiles"][0], "prime-video");
    assert_eq!(file["sheets"][0]["name"], "Avails");
    let findings = file["findings"].as_array().expect("a list");
    let counted = ["error", "warning", "notice"].map(|severity| {
        let of_it = findings
            .iter()
            .filter(|finding| finding["severity"] == severity);
        let counts = of_it.map(|finding| finding["count"].as_u64().expect("a number"));
        let count: u64 = counts.sum();
        assert_eq!(file["summary"][severity], count, "{severity}");
        count
    });
    assert!(counted.iter().all(|count| *count > 0), "{counted:?}");
    let uk = findings
        .iter()
        .find(|finding| finding["value"] == "UK")
        .expect("UK is found");
    assert_snapshot(
        serde_json::to_string_pretty(uk).expect("JSON"),
        str![[r#"
{
  "column": "C",
  "count": 1,
  "field": "Territory",
  "fix": "GB",
  "help": "Write `GB` (United Kingdom).",
  "message": "`UK` (United Kingdom) is not a country code of ISO 3166-1",
  "related": [],
  "rows": [
    [
      37,
      37
    ]
  ],
  "rule": "territory-code",
  "severity": "error",
  "sheet": "Avails",
  "source": "Prime Video, \"Content rights\", fields Territory and TerritoryExcluded: an ISO 3166-1 code; EMA Avails data dictionary, AvailTrans/Territory: an ISO 3166 code; ISO 3166-1: the list of codes",
  "value": "UK"
}
"#]],
    );
}

#[test]
fn findings_come_in_row_then_column_order() {
    let output = ema(&["validate", SAMPLE, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let places: Vec<(u64, usize, String)> = json["files"][0]["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|finding| {
            let column = finding["column"].as_str().unwrap_or_default().to_owned();
            (
                finding["rows"][0][0].as_u64().unwrap_or_default(),
                column.len(),
                column,
            )
        })
        .collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
}

#[test]
fn what_cannot_be_read_ends_with_2_and_a_line() {
    for (arguments, expected) in [
        (
            vec!["validate", "data/no-such-file.xlsx"],
            "no-such-file.xlsx",
        ),
        (vec!["validate", "data"], "data"),
        (
            vec!["validate", "Cargo.toml", "data/no-such-file.xlsx"],
            "no-such-file.xlsx",
        ),
        (vec!["rules", "window-overlaps"], "window-overlap"),
    ] {
        let output = ema(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complained = complained(&output);
        assert!(complained.starts_with("ema: "), "{complained}");
        assert!(complained.contains(expected), "{complained}");
        assert_eq!(complained.lines().count(), 1, "{complained}");
    }
}

#[test]
fn a_file_that_can_be_read_is_reported_beside_one_that_cannot() {
    let output = ema(&["validate", "data/no-such-file.xlsx", SAMPLE]);
    assert_eq!(output.status.code(), Some(2));
    assert!(printed(&output).contains("sample-avails.xlsx"));
}

#[test]
fn a_wrong_call_ends_with_2() {
    for arguments in [
        &["validate"][..],
        &["validate", SAMPLE, "--as-of", "21/11/2026"],
        &["validate", SAMPLE, "--ema-version", "2.0"],
        &["validate", SAMPLE, "--profile", "netflix"],
        &["undo"],
    ] {
        assert_eq!(ema(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_result_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.txt");
    let output = ema(&[
        "validate",
        SAMPLE,
        "--output",
        path.to_str().expect("UTF-8"),
    ]);
    assert_eq!(output.status.code(), Some(1));
    let report = std::fs::read_to_string(&path).expect("the report is there");
    assert!(report.contains("territory-code"));
    assert!(!report.contains('\u{1b}'), "a file has no colors");
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 1, "nothing else is left behind");

    // An input is never replaced by its own report, even if the report is given a different path
    // that leads to the same file.
    let copy = folder.path().join("avails.xlsx");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(SAMPLE);
    std::fs::copy(&sample, &copy).expect("a copy");
    let (input, same) = (
        copy.to_str().expect("UTF-8"),
        folder.path().join("./avails.xlsx"),
    );
    let output = ema(&["validate", input, "--output", same.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complained(&output).contains("would be replaced"),
        "{}",
        complained(&output)
    );
    let (before, after) = (std::fs::read(&sample), std::fs::read(&copy));
    assert_eq!(before.expect("a file"), after.expect("a file"));

    let nowhere = folder.path().join("missing/report.txt");
    let output = ema(&[
        "validate",
        SAMPLE,
        "--output",
        nowhere.to_str().expect("UTF-8"),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("report.txt"));
    assert!(!Path::new(&nowhere).exists());
}

#[test]
fn the_catalogue_is_listed() {
    let output = ema(&["rules"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot(printed(&output), ema_testing::file!["snapshots/rules.txt"]);
}

#[test]
fn a_rule_is_explained() {
    let output = ema(&["rules", "window-overlap"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot(printed(&output), ema_testing::file!["snapshots/rule.txt"]);
}

#[test]
fn findings_are_shown_in_a_copy_of_the_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.xlsx");
    let copy = copy.to_str().expect("UTF-8");
    let checked = ema(&[
        "validate",
        SAMPLE,
        "--as-of",
        "2026-11-22",
        "--annotate",
        copy,
    ]);
    assert_eq!(checked.status.code(), Some(1));
    // The reports may differ only before the first blank line, where they name the file.
    let again = ema(&["validate", copy, "--as-of", "2026-11-22"]);
    let body = |output: &Output| {
        let text = printed(output);
        text[text.find("\n\n").expect("a head")..].to_owned()
    };
    assert_eq!(body(&again), body(&checked));
}

#[test]
fn what_can_be_mended_without_guessing_is_mended_in_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.xlsx");
    let copy = copy.to_str().expect("UTF-8");
    let rules = |output: &Output| -> Vec<String> {
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a document");
        let findings = json["files"][0]["findings"]
            .as_array()
            .expect("a list")
            .clone();
        let fixable = findings.iter().filter(|finding| !finding["fix"].is_null());
        fixable.map(|finding| finding["rule"].to_string()).collect()
    };
    let json = ["--as-of", "2026-11-22", "--format", "json"];
    let before = ema(&[&["validate", SAMPLE][..], &json].concat());
    assert!(!rules(&before).is_empty());
    let left = ema(&[&["validate", SAMPLE, "--fix", copy][..], &json].concat());
    assert_eq!(rules(&left), [""; 0]);
    let again = ema(&[&["validate", copy][..], &json].concat());
    assert_eq!(rules(&again), [""; 0]);
}

#[test]
fn a_copy_is_of_one_file_and_never_takes_its_place() {
    for option in ["--annotate", "--fix"] {
        let several = ema(&["validate", SAMPLE, SAMPLE, option, "copy.xlsx"]);
        assert_eq!(several.status.code(), Some(2));
        let itself = ema(&["validate", SAMPLE, option, SAMPLE]);
        assert_eq!(itself.status.code(), Some(2));
        let old = ema(&["validate", SAMPLE, option, "copy.xls"]);
        assert_eq!(old.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&old.stderr).contains(".xlsx"));
    }
}

#[test]
fn no_two_results_take_one_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let (new, state) = (path("new.xlsx"), path("state.json"));
    std::fs::write(&state, "{\"schema\":1,\"scopes\":[]}").expect("a state");
    for arguments in [
        &["convert", SAMPLE, &new, "--loss", &new][..],
        &["validate", SAMPLE, "--fix", &new, "--output", &new],
        &["validate", SAMPLE, "--annotate", &new, "--output", &new],
        &["validate", SAMPLE, "--state", &state, "--output", &state],
        &["validate", SAMPLE, "--state", &state, "--fix", &state],
    ] {
        let refused = ema(arguments);
        assert_eq!(refused.status.code(), Some(2), "{arguments:?}");
        assert!(!Path::new(&new).exists());
    }
    let kept = std::fs::read_to_string(&state).expect("a state");
    assert_eq!(kept, "{\"schema\":1,\"scopes\":[]}");
}

#[test]
fn sarif_names_files_as_they_were_given() {
    let report = ema(&["validate", SAMPLE, "--format", "sarif"]);
    assert_eq!(report.status.code(), Some(1));
    let log: serde_json::Value = serde_json::from_slice(&report.stdout).expect("a document");
    assert_eq!(log["runs"][0]["artifacts"][0]["location"]["uri"], SAMPLE);
}

#[test]
fn a_version_of_xml_is_for_xml() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("a.csv");
    let into = into.to_str().expect("UTF-8");
    let refused = ema(&["convert", SAMPLE, into, "--xml-version", "2.5"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a.csv will not be XML"));
    assert!(!Path::new(into).exists());
}

#[test]
fn a_conversion_lists_what_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let made = ema(&[
        "convert",
        SAMPLE,
        &path("a.xlsx"),
        "--to",
        "1.6",
        "--loss",
        &path("loss.json"),
    ]);
    assert_eq!(made.status.code(), Some(0));
    assert_snapshot(
        format!(
            "{}\n{}",
            printed(&made),
            String::from_utf8_lossy(&made.stderr)
        ),
        str![[r#"
a.xlsx: 125 rows of avails in 2 sheets; 29 values are changed and 279 values are lost
AssetLanguage (Avails!B4–B128): lost: version 1.6 has no such column; its StoreLanguage is that of the store
FormatProfile (Avails!R5, R8, R11, R14, R17 and 24 more): `UHD` becomes `4K`: version 1.6 has no `UHD`, and this is most likely its name for it
GroupIdentity (Avails!O103–O111, O128): lost: version 1.6 has no such column
HDR (Avails!S5, S8, S11, S14, S17 and 24 more): lost: version 1.6 has no such column
PriceCurrency (Avails!X4–X102, X112–X127): lost: version 1.6 has no such column; the price is then read in the currency that was agreed

"#]],
    );
    let losses = std::fs::read(path("loss.json")).expect("losses");
    let losses: serde_json::Value = serde_json::from_slice(&losses).expect("a document");
    assert_snapshot(
        serde_json::to_string_pretty(&losses[0]).expect("a loss"),
        str![[r#"
{
  "became": null,
  "cell": {
    "column": 1,
    "row": 4,
    "sheet": "Avails"
  },
  "field": "AssetLanguage",
  "kind": "not-held",
  "position": null,
  "reason": "version 1.6 has no such column; its StoreLanguage is that of the store",
  "row": 4,
  "sheet": "Avails",
  "text": "en-US"
}
"#]],
    );
    for (name, says) in [
        ("a.xls", ".xlsx"),
        ("a.ods", ".xlsx"),
        ("no/a.csv", "folder"),
    ] {
        let refused = ema(&["convert", SAMPLE, &path(name)]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(
            String::from_utf8_lossy(&refused.stderr).contains(says),
            "{name}"
        );
    }
}

#[test]
fn a_template_holds_no_avails_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.xlsx");
    let path = path.to_str().expect("UTF-8");
    let made = ema(&[
        "template",
        "--ema-version",
        "1.9",
        "--sheet",
        "avails",
        path,
    ]);
    assert_eq!(made.status.code(), Some(0));
    let checked = printed(&ema(&["validate", path]));
    assert!(
        checked.contains("EMA 1.9, 0 rows of avails, 114 columns"),
        "{checked}"
    );
    assert!(
        checked.contains("1 error, 0 warnings, 0 notices"),
        "{checked}"
    );
    let short = folder.path().join("short.xlsx");
    let short = short.to_str().expect("UTF-8");
    let short_of = |profile| {
        ema(&[
            "template",
            "--ema-version",
            "1.7.3",
            "--sheet",
            "tv",
            "--short",
            "--profile",
            profile,
            short,
        ])
    };
    let refused = short_of("ema");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(short_of("prime-video").status.code(), Some(0));
    let checked = printed(&ema(&["validate", short]));
    assert!(
        checked.contains("TV: EMA 1.7.3, 0 rows of avails, 64 columns"),
        "{checked}"
    );
    let other = folder.path().join("other.xlsx");
    let other = other.to_str().expect("UTF-8");
    let no_tab = ema(&[
        "template",
        "--ema-version",
        "1.6",
        "--sheet",
        "bonus",
        other,
    ]);
    assert_eq!(no_tab.status.code(), Some(2));
}

#[test]
fn a_template_does_not_replace_what_was_filled_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.xlsx");
    std::fs::copy(SAMPLE, &path).expect("a copy");
    let refused = ema(&[
        "template",
        "--ema-version",
        "1.9",
        "--sheet",
        "avails",
        path.to_str().expect("UTF-8"),
    ]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("already exists"), "{said}");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        std::fs::read(SAMPLE).unwrap()
    );
}

#[test]
fn a_file_without_a_command_is_to_be_checked() {
    for name in [SAMPLE, "movies.xlsx"] {
        let output = ema(&[name]);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            told.ends_with(&format!("run `ema validate {name}`\n")),
            "{told}"
        );
    }
    let other = ema(&["validat", SAMPLE]);
    assert!(String::from_utf8_lossy(&other.stderr).contains("unrecognized subcommand"));
}

#[test]
fn the_ending_of_a_report_is_that_of_its_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    for (format, wrong, right) in [
        ("text", "report.xlsx", "report.txt"),
        ("html", "page.txt", "report.html"),
        ("json", "report.csv", "report.json"),
        ("sarif", "page.html", "report.sarif"),
        ("text", "report.pdf", "report.log"),
    ] {
        let report = |name: &str| {
            ema(&[
                "validate",
                SAMPLE,
                "--format",
                format,
                "--output",
                &path(name),
            ])
        };
        let refused = report(wrong);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
        assert!(!Path::new(&path(wrong)).exists());
        assert_eq!(report(right).status.code(), Some(1), "{right}");
        assert!(Path::new(&path(right)).exists());
    }
    let loss = ema(&[
        "convert",
        SAMPLE,
        &path("a.csv"),
        "--loss",
        &path("loss.pdf"),
    ]);
    assert_eq!(loss.status.code(), Some(2));
    let told = String::from_utf8_lossy(&loss.stderr);
    assert!(
        told.contains("end its name in .json, .csv or .xlsx"),
        "{told}"
    );
    assert!(!Path::new(&path("a.csv")).exists());
}

#[test]
fn a_conversion_to_xml_counts_what_only_ema_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.xml");
    let output = ema(&["convert", SAMPLE, file.to_str().expect("UTF-8")]);
    assert_snapshot(
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()),
        str![[r#"
a.xml: 125 rows of avails in 1 sheet; 5 values are kept where only ema reads them
HoldbackLanguage (Avails!AQ73): only ema reads it: XML Avails can only hold codes of languages such as fr or fr-CA there
PriceCurrency (Avails!X9, X90): only ema reads it: XML Avails can hold it only with an amount of money
PriceType (Avails!V9): only ema reads it: XML Avails have no price with that name
PriceValue (Avails!W9): only ema reads it: XML Avails can hold it only with a PriceType that they know

"#]],
    );
}
