//! Tests `ema name`: its reports about names, and its changes to files.

// Clippy does not recognize helper functions in tests as test code.
#![allow(clippy::unwrap_used)]

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

use ema_testing::{assert_snapshot, str};

fn ema<A: AsRef<OsStr>>(folder: &Path, arguments: &[&str], names: &[A]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .arg("name")
        .args(arguments)
        .arg("--")
        .args(names)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Creates a folder with files. Each file contains its own name.
fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        std::fs::write(folder.path().join(name), name).unwrap();
    }
    folder
}

fn listed(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

const HOSTILE: [&str; 14] = [
    "Big Buck Bunny.xlsx",
    "Rockstar_Films-US-Avails-20261121.xlsx",
    "映画 – ame\u{301}lie.mov",
    "a\u{202e}xslx.exe",
    "zero\u{200b}width.mov",
    "line\nbreak\u{7f}.mov",
    "🎬.mov",
    "ışık.mov",
    "CON.xlsx",
    "..",
    "a/b.mov",
    "C:\\films\\x.mov",
    "-a.xlsx. ",
    "",
];

#[test]
fn names_are_checked() {
    let nowhere = folder(&[]);
    let output = ema(nowhere.path(), &["check"], &HOSTILE);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(complained(&output), "");
    assert_snapshot(
        printed(&output),
        ema_testing::file!["snapshots/name_check.txt"],
    );
    let output = ema(nowhere.path(), &["check"], &["a-b.xlsx"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(printed(&output), "Prime Video takes a-b.xlsx\n");
}

#[test]
fn backlot_has_rules_of_its_own() {
    let nowhere = folder(&[]);
    let names = ["trailer.v2.mp4", "feature.ts", "R&B [live].mov"];
    let output = ema(nowhere.path(), &["check", "--for", "backlot"], &names);
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot(
        printed(&output),
        str![[r#"
Backlot takes trailer.v2.mp4

Backlot does not accept a file with this name:
  feature.ts
          ^^
- Backlot does not accept transport streams (.ts); deliver the video in another format, such as .mp4

Backlot does not accept a file with this name:
  R&B [live].mov
   ^ ^^    ^
- character 2 is &, which can break the transfer with Aspera; remove it or write _ or - instead
- character 4 is a space; write _ or - instead
- character 5 is [, and only letters, digits and . - _ ~ + , ; = are allowed; remove it or write _ or - instead; likewise character 10
  → Call it R_B_live.mov

3 names checked, 2 wrong

"#]],
    );
}

#[test]
fn the_check_is_also_json() {
    let nowhere = folder(&[]);
    let names = ["Amélie.xlsx", "a.xlsx", "avails"];
    let output = ema(nowhere.path(), &["check", "--format", "json"], &names);
    assert_snapshot(
        printed(&output),
        ema_testing::file!["snapshots/name_check.json"],
    );
}

#[test]
fn better_names_are_suggested() {
    let nowhere = folder(&[]);
    let output = ema(nowhere.path(), &["fix"], &HOSTILE);
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot(
        printed(&output),
        ema_testing::file!["snapshots/name_fix.txt"],
    );
    let output = ema(nowhere.path(), &["fix"], &["a b.xlsx", "c.xlsx"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_suggestion_is_not_the_name_of_a_file_that_is_there() {
    let folder = folder(&["a b.mov", "a_b.mov"]);
    let output = ema(folder.path(), &["fix"], &["./a b.mov"]);
    assert_eq!(printed(&output), "  a b.mov\n   ^\n→ a_b_2.mov\n\n");
    assert_eq!(
        listed(folder.path()),
        ["a b.mov", "a_b.mov"],
        "nothing is renamed unasked"
    );
}

#[test]
fn files_are_renamed_and_none_is_lost() {
    let names = [
        "Amélie.mov",
        "Amelie.mov",
        "Amèlie.mov",
        "ok.mov",
        "not asked.mov",
    ];
    let folder = folder(&names);
    let path = |name: &str| folder.path().join(name);
    let asked = [
        path("Amélie.mov"),
        path("Amèlie.mov"),
        path("ok.mov"),
        path("Amélie.mov"),
    ];
    let output = ema(folder.path(), &["fix", "--rename"], &asked);
    assert_eq!(complained(&output), "");
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).ends_with("2 files renamed; use exactly these names in manifests\n"));
    assert_eq!(
        listed(folder.path()),
        [
            "Amelie.mov",
            "Amelie_2.mov",
            "Amelie_3.mov",
            "not asked.mov",
            "ok.mov"
        ]
    );
    let held = |name| std::fs::read_to_string(path(name)).unwrap();
    assert_eq!(held("Amelie.mov"), "Amelie.mov");
    assert_eq!(held("Amelie_2.mov"), "Amélie.mov");
    assert_eq!(held("Amelie_3.mov"), "Amèlie.mov");
}

#[test]
fn all_files_are_renamed_or_none() {
    let folder = folder(&["a b.mov", "c d"]);
    let output = ema(folder.path(), &["fix", "--rename"], &["a b.mov", "c d"]);
    assert_eq!(output.status.code(), Some(2));
    assert_snapshot(
        complained(&output),
        str![[r#"
ema: c d: no valid name could be suggested; add the extension for its file type; no file was renamed

"#]],
    );
    let output = ema(folder.path(), &["fix", "--rename"], &["a b.mov", "e f.mov"]);
    assert_eq!(output.status.code(), Some(2));
    assert_snapshot(
        complained(&output),
        str![[r#"
ema: e f.mov: there is no such file; no file was renamed

"#]],
    );
    assert_eq!(listed(folder.path()), ["a b.mov", "c d"]);
}

/// Two names that are not valid UTF-8 can look the same, in which case they get the same
/// suggestion.
#[cfg(target_os = "linux")]
#[test]
fn no_file_is_renamed_over_another() {
    use std::os::unix::ffi::OsStrExt as _;

    let folder = folder(&[]);
    let names = [
        OsStr::from_bytes(b"a \xfe.mov"),
        OsStr::from_bytes(b"a \xff.mov"),
    ];
    for name in names {
        std::fs::write(folder.path().join(name), name.as_bytes()).unwrap();
    }
    let output = ema(folder.path(), &["fix", "--rename"], &names);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complained(&output).contains("a.mov already exists; no file was renamed"),
        "{}",
        complained(&output)
    );
    for name in names {
        assert_eq!(
            std::fs::read(folder.path().join(name)).unwrap(),
            name.as_bytes()
        );
    }
    assert_eq!(listed(folder.path()).len(), 2);
}

/// If a folder is given, all files in it are checked, except those that operating systems and
/// programs leave there.
#[test]
fn folders_and_standard_input_give_names() {
    let folder = folder(&["b c.mov", "a.mov", ".DS_Store", "~$a.xlsx"]);
    std::fs::create_dir_all(folder.path().join("season/@eaDir")).unwrap();
    std::fs::write(folder.path().join("season/d e.mov"), "").unwrap();
    std::fs::write(folder.path().join("season/@eaDir/d e.mov"), "").unwrap();
    let output = ema(folder.path(), &["fix"], &["."]);
    let text =
        "  a.mov\n→ stays as it is\n\n  b c.mov\n   ^\n→ b_c.mov\n\n  d e.mov\n   ^\n→ d_e.mov\n\n";
    assert_eq!(printed(&output), text);

    for input in [
        "b c.mov\r\na.mov\nseason/d e.mov\n",
        "b c.mov\0a.mov\0season/d e.mov\0",
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ema"))
            .args(["name", "fix", "--rename", "-"])
            .current_dir(folder.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        use std::io::Write as _;
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert!(
            printed(&output).ends_with("2 files renamed; use exactly these names in manifests\n")
        );
        for (old, new) in [("b c.mov", "b_c.mov"), ("season/d e.mov", "season/d_e.mov")] {
            std::fs::rename(folder.path().join(new), folder.path().join(old)).unwrap();
        }
    }
}

#[test]
fn the_next_name_is_one_that_no_file_has() {
    let folder = folder(&["Harbor-US.mov", "Pier.mov", "Pier-R1.mov", "Pier-R2.mov"]);
    let names = [
        "Harbor-US.mov",
        "Pier.mov",
        "Pier-R2.mov",
        "Not_there-R9.mov",
        "a b.mov",
    ];
    let output = ema(folder.path(), &["next"], &names);
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot(
        printed(&output),
        str![[r#"
Harbor-US.mov → Harbor-US-R1.mov
Pier.mov → Pier-R3.mov
Pier-R2.mov → Pier-R3.mov
Not_there-R9.mov → Not_there-R10.mov
a b.mov: Prime Video does not accept this name, so the file can't have been delivered under it; the nearest valid name is a_b.mov

"#]],
    );
    let output = ema(folder.path(), &["next", "--format", "json"], &names[..1]);
    assert_eq!(output.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["names"][0]["next"], "Harbor-US-R1.mov");
}

#[test]
fn names_for_backlot_are_suggested_by_its_rules() {
    let folder = folder(&["R&B v1.2.mp4", "feature.ts", "ok.v2.mp4"]);
    let output = ema(folder.path(), &["fix", "--for", "backlot"], &["."]);
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot(
        printed(&output),
        str![[r#"
  R&B v1.2.mp4
   ^ ^
→ R_B_v1.2.mp4

  feature.ts
          ^^
→ nothing is suggested, because the file itself must be converted to another format, such as .mp4

  ok.v2.mp4
→ stays as it is


"#]],
    );
}
