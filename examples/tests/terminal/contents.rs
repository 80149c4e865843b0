//! Tests that file contents, file names and arguments are only displayed on terminals and in logs,
//! and cannot control them.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{Terminal, ema};

/// Text with sequences that move the cursor, set a color that the program does not use, set the window title, ring the
/// bell, reverse the direction of text, hide text, and begin lines that are commands for build systems.
const HOSTILE: &str = "x\n::add-mask::\nEVIL \u{1b}[35;7;8mh\u{1b}]0;t\u{7}\u{9b}2J\u{202e}\u{2066}\
                       \u{2028}\u{200b}\u{feff}\u{e0041}\u{7f}\u{ad}\r\nEVIL ##vso[task]y \u{1b}[1A";

/// A folder of hostile files.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.run(&["convert", super::SAMPLE_PATH, "good.json", "--to", "1.9"]);
        let good: Value = serde_json::from_str(&folder.read("good.json")).expect("JSON");

        // One row has the hostile text in every column. Each of the other rows has the hostile text
        // in a single column.
        let mut cells = good.clone();
        let sheet = &mut cells["sheets"][0];
        let columns: Vec<String> = sheet["columns"]
            .as_array()
            .expect("columns")
            .iter()
            .map(|column| column["key"].as_str().expect("a key").to_owned())
            .collect();
        let row = sheet["avails"][0].clone();
        let mut rows = vec![row.clone(), row.clone()];
        for column in &columns {
            rows[1]["cells"][column] = HOSTILE.into();
            let mut other = row.clone();
            other["cells"][column] = HOSTILE.into();
            rows.push(other);
        }
        sheet["avails"] = rows.into();
        folder.write("cells.json", &cells.to_string());

        let mut sheets = cells.clone();
        sheets["sheets"][0]["name"] = HOSTILE.into();
        sheets["file"]["name"] = HOSTILE.into();
        folder.write("sheet.json", &sheets.to_string());

        let mut text = "Territory,LicenseType,WorkType,ALID".to_owned();
        for column in &columns {
            text += &format!(",\"{column}{HOSTILE}\"");
        }
        text += &format!(
            ",\"{HOSTILE}\"\nUS,EST,Movie,A\nUS{}\n",
            ",\"{HOSTILE}\"".repeat(9)
        );
        folder.write("header.csv", &text);
        let name = HOSTILE.replace('/', "") + ".csv";
        folder.write(&name, &text);

        folder.write("damaged.json", &format!("{{\"schema\":1,\"{HOSTILE}\":"));
        folder.write(
            "wrong.json",
            &serde_json::json!({"schema": 1, HOSTILE: 1, "headers": [{"sheet": HOSTILE, HOSTILE: 1}], "rows": [HOSTILE]})
                .to_string(),
        );
        let avails = "xmlns=\"http://www.movielabs.com/schema/avails/v2.4/avails\"";
        folder.write("damaged.xml", &format!("<AvailList {avails}><{HOSTILE}>"));
        folder.write(
            "entity.xml",
            &format!("<AvailList {avails} {HOSTILE}=\"\"><Avail>&{HOSTILE};"),
        );
        folder.write(
            "encoding.xml",
            &format!("<?xml version=\"1.0\" encoding=\"{HOSTILE}\"?><x/>"),
        );

        fs::create_dir(folder.path().join("masters")).expect("a folder");
        folder.write(
            &format!("masters/{}", name.replace(".csv", ".mov")),
            "pictures",
        );
        let printable: String = HOSTILE
            .chars()
            .filter(|c| *c >= ' ' || *c == '\n')
            .collect();
        folder.write(
            "masters/manifest.xml",
            &format!(
                "<MediaManifest xmlns=\"http://www.movielabs.com/schema/manifest/v1.5/manifest\"><ContainerReference>\
                 <ContainerLocation>{printable}.mov</ContainerLocation></ContainerReference></MediaManifest>"
            ),
        );
        folder.write(
            "masters/manifest.csv",
            &format!("File Name,x\n\"{HOSTILE}.mov\",1\n"),
        );
        for format in ["csv", "xlsx", "xml"] {
            folder.run(&["convert", "cells.json", &format!("cells.{format}")]);
        }
        folder.run(&["convert", "sheet.json", "sheet.xlsx"]);
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("a file")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("a file");
    }

    fn run(&self, arguments: &[&str]) {
        let status = ema(arguments).current_dir(self.path()).output();
        assert!(status.expect("it starts").status.success(), "{arguments:?}");
    }

    /// Runs a command on a terminal and checks everything that it displays.
    #[track_caller]
    fn harmless(&self, arguments: &[&str]) {
        let (terminal, stdout, stderr) = Terminal::open();
        let mut command = ema(arguments);
        // Progress bars are disabled, because a bar can move the cursor. Colors are enabled.
        command.env("TERM", "dumb").env("CLICOLOR_FORCE", "1");
        command
            .current_dir(self.path())
            .stdout(stdout)
            .stderr(stderr);
        let status = command.status().expect("it starts");
        drop(command);
        let shown = terminal.close();
        assert!(
            matches!(status.code(), Some(0..=2)),
            "{arguments:?}: {status}"
        );
        assert!(
            !shown.contains("\u{1b}[35;7;8m"),
            "{arguments:?}: {shown:?}"
        );
        for words in LIBRARY {
            assert!(!shown.contains(words), "{arguments:?}: {shown:?}");
        }
        for line in without_styles(&shown).replace("\r\n", "\n").split('\n') {
            let acts = line.chars().find(|c| acts(*c));
            assert_eq!(acts, None, "{arguments:?}: {line:?}");
            let begins = ["::", "EVIL"]
                .iter()
                .any(|it| line.trim_start().starts_with(it));
            assert!(
                !begins && !line.contains("##vso["),
                "{arguments:?}: {line:?}"
            );
        }
    }
}

/// Phrases from the system and from libraries that must not appear in the program's messages.
const LIBRARY: [&str; 8] = [
    "os error",
    "ill-formed",
    "invalid type",
    "missing field",
    "expected struct",
    "tagged enum",
    "deflate",
    "EOF",
];

/// Returns whether a character must not appear on a terminal. This function does not use any code
/// from the program.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(
            u32::from(c),
            0xad | 0x61c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xe0000..=0xe0fff
        )
}

/// Removes colors and font weights from text.
fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((codes, rest)) if codes.chars().all(|c| c.is_ascii_digit() || c == ';') => {
                out += rest;
            }
            _ => out += &format!("\u{1b}[{part}"),
        }
    }
    out
}

#[test]
fn every_file_is_shown_by_every_command_without_harm() {
    let folder = Folder::new();
    let name = HOSTILE.replace('/', "") + ".csv";
    for file in [
        "cells.json",
        "cells.csv",
        "cells.xlsx",
        "cells.xml",
        "sheet.json",
        "sheet.xlsx",
        "header.csv",
        &name,
    ] {
        for format in ["text", "json", "sarif", "html"] {
            let profile = if format == "text" {
                "ema"
            } else {
                "prime-video"
            };
            folder.harmless(&["validate", file, "--format", format]);
            folder.harmless(&["validate", file, "--format", format, "--profile", profile]);
        }
        folder.harmless(&["validate", file, "--fix", "fixed.xlsx"]);
        folder.harmless(&["validate", file, "--annotate", "annotated.xlsx"]);
        for into in ["out.xlsx", "out.xml", "out.csv"] {
            folder.harmless(&["convert", file, into]);
            folder.harmless(&["convert", file, into, "--to", "1.6"]);
        }
        let _ = fs::remove_file(folder.path().join("state.json"));
        for format in ["text", "json", "html"] {
            let show = ["--live", "all", "--format", format];
            folder.harmless(
                &[
                    &["apply", "--state", "state.json", file, "--force"],
                    &show[..],
                ]
                .concat(),
            );
            folder.harmless(&[&["apply", "--state", "state.json", file], &show[..]].concat());
        }
        for format in ["text", "json"] {
            folder.harmless(&["diff", "state.json", "good.json", "--format", format]);
            folder.harmless(&["diff", "good.json", file, "--force", "--format", format]);
        }
        folder.harmless(&["extract", "state.json", "good.json", "out.xlsx"]);
        folder.harmless(&["extract", "good.json", "state.json", "out.csv"]);
        folder.harmless(&["extract", "good.json", file, "out.xml"]);
        folder.harmless(&["takedown", "state.json", "out.xlsx", "--id", HOSTILE]);
        folder.harmless(&["timeline", file, "out.svg"]);
        folder.harmless(&["timeline", "state.json", "/dev/stdout"]);
        folder.harmless(&["validate", "good.json", "--state", "state.json"]);
    }
}

#[test]
fn damaged_files_and_deliveries_are_named_without_harm() {
    let folder = Folder::new();
    for file in [
        "damaged.json",
        "wrong.json",
        "damaged.xml",
        "entity.xml",
        "encoding.xml",
    ] {
        folder.harmless(&["validate", file]);
        folder.harmless(&["validate", file, "--format", "json"]);
        folder.harmless(&["convert", file, "out.csv"]);
        folder.harmless(&["diff", file, "good.json"]);
        folder.harmless(&["apply", "--state", file, "good.json"]);
        folder.harmless(&["deliver", "--plan", file]);
    }
    for format in ["text", "json"] {
        let show = ["--format", format, "--live-on", "2026-12-24"];
        for to in [
            &["--to", "aspera", "--user", "Me"][..],
            &["--to", "backlot"],
        ] {
            folder.harmless(&[&["deliver", "masters"], to, &show].concat());
            folder.harmless(&[&["deliver", HOSTILE], to, &show].concat());
        }
    }
    let name = HOSTILE.replace('/', "") + ".csv";
    for command in [
        &["check"][..],
        &["check", "--for", "backlot"],
        &["fix"],
        &["fix", "--rename"],
    ] {
        folder.harmless(&[&["name"], command, &[&name, "--format", "json"]].concat());
        folder.harmless(&[&["name"], command, &[HOSTILE]].concat());
        folder.harmless(&[&["name"], command, &[&name]].concat());
    }
}

#[test]
fn every_argument_is_quoted_without_harm() {
    let folder = Folder::new();
    let (good, evil) = ("good.json", HOSTILE);
    let zone = format!("US={HOSTILE}");
    let option = format!("--{HOSTILE}");
    let no_folder = format!("none/{HOSTILE}.xlsx");
    let file = HOSTILE.replace('/', "") + ".csv";
    for arguments in [
        &[evil][..],
        &[&option],
        &["rules", evil],
        &["currency", evil],
        &["currency", "GB", "--as-of", evil],
        &["zone", evil],
        &["zone", "US", "--zone", evil],
        &["zone", "US", "--zone", &zone],
        &["completions", evil],
        &["man", evil],
        &["validate", evil],
        &["validate", good, "--profile", evil],
        &["validate", good, "--encoding", evil],
        &["validate", good, "--ema-version", evil],
        &["validate", good, "--state", evil],
        &["validate", good, "--output", &no_folder],
        &["convert", good, evil],
        &["convert", good, &no_folder],
        &["convert", good, &file],
        &["convert", good, "out.csv", "--to", evil],
        &["convert", good, "out.xml", "--xml-version", evil],
        &["apply", "--state", evil, good, "--dry-run"],
        &["apply", "--state", &no_folder, good],
        &["apply", "--state", "state.json", evil],
        &["apply", "--state", "state.json", "--live", evil],
        &["diff", evil, evil],
        &["extract", evil, evil, evil],
        &["extract", good, good, &file],
        &["takedown", good, "out.csv", "--id", evil],
        &[
            "takedown",
            good,
            "out.csv",
            "--id",
            "x",
            "--territory",
            evil,
        ],
        &["timeline", good, evil],
        &[
            "template",
            "--ema-version",
            "1.9",
            "--sheet",
            evil,
            "out.xlsx",
        ],
        &[
            "template",
            "--ema-version",
            "1.9",
            "--sheet",
            "avails",
            &no_folder,
        ],
        &["deliver", good, "--to", evil],
        &["deliver", good, "--to", "aspera", "--user", evil],
        &["deliver", good, "--to", "s3", "--access-point", evil],
        &["deliver", good, "--to", "backlot", "--quota", evil],
        &[
            "deliver",
            good,
            "--to",
            "aspera",
            "--user",
            "a",
            "--live-on",
            evil,
        ],
        &[
            "deliver",
            good,
            "--to",
            "aspera",
            "--user",
            "a",
            "--run",
            "--ascp",
            evil,
            "--journal",
            evil,
        ],
    ] {
        folder.harmless(arguments);
    }
}
