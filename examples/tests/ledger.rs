//! Tests the commands that keep what a platform holds in a ledger, and ask what is in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use ema_testing::{assert_snapshot, str};

const FEEDS: [&str; 3] = [
    "data/feeds/1-crimeflix.csv",
    "data/feeds/2-both-channels.csv",
    "data/feeds/3-pureflix-alone.csv",
];

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ema"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn ema(arguments: &[&str]) -> Output {
    command(arguments).output().expect("the program starts")
}

fn stdout(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Returns the message of a command that fails, without the folder's path.
fn message(output: &Output, folder: &Path) -> String {
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    text.replace(&*folder.to_string_lossy(), "…")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn apply(state: &Path, as_of: &str, feeds: &[&str]) -> String {
    let mut all = vec!["apply", "--as-of", as_of, "--state", text(state)];
    all.extend(feeds);
    stdout(&ema(&all))
}

/// A ledger with the three feeds.
fn ledger() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalog.db");
    apply(&path, "2026-11-20", &FEEDS[..2]);
    apply(&path, "2026-11-22", &FEEDS[2..]);
    (folder, path)
}

fn ask(command: &[&str], ledger: &Path, options: &[&str]) -> String {
    let all: Vec<&str> = command
        .iter()
        .chain([&text(ledger)])
        .chain(options)
        .copied()
        .collect();
    stdout(&ema(&all))
}

/// Replaces the time at which feeds were applied.
fn without_times(text: &str) -> String {
    let words = text.split_inclusive([' ', '\n', ')']).map(|word| {
        let is_time = word.len() > 19 && word.as_bytes()[10] == b'T' && word.contains('Z');
        match is_time {
            true => format!("TIME{}", &word[word.find('Z').unwrap_or_default() + 1..]),
            false => word.to_owned(),
        }
    });
    words.collect()
}

#[test]
fn a_ledger_reports_what_a_json_state_reports() {
    let folder = tempfile::tempdir().expect("a folder");
    let [db, json] = ["catalog.db", "state.json"].map(|name| folder.path().join(name));
    for feed in FEEDS {
        assert_eq!(
            apply(&db, "2026-11-22", &[feed]),
            apply(&json, "2026-11-22", &[feed])
        );
    }
    let live = ["--live", "all"];
    assert_eq!(
        apply(&db, "2026-11-22", &live),
        apply(&json, "2026-11-22", &live)
    );
    // A state and a ledger can be exchanged, and every command that reads one reads the other.
    let exported = folder.path().join("exported.json");
    ask(&["ledger", "export"], &db, &[text(&exported)]);
    let same = ema(&["diff", text(&json), text(&db)]);
    assert!(
        stdout(&same).contains("0 new, 0 changed"),
        "{}",
        stdout(&same)
    );
    let imported = folder.path().join("imported.db");
    ask(&["ledger", "import"], &imported, &[text(&json)]);
    for held in [&exported, &imported] {
        assert_eq!(
            apply(held, "2026-11-22", &live),
            apply(&json, "2026-11-22", &live)
        );
    }
    assert_eq!(ask(&["held"], &json, &[]), ask(&["held"], &db, &[]));
    let why = [
        "--id",
        "HARBOR_S1E1",
        "--territory",
        "US",
        "--why",
        "--on",
        "2026-12-24",
    ];
    assert_eq!(ask(&["held"], &json, &why), ask(&["held"], &db, &why));
}

#[test]
fn the_log_and_the_origin_of_a_title() {
    let (_folder, ledger) = ledger();
    assert_snapshot(
        without_times(&ask(&["ledger", "log"], &ledger, &[])),
        str![[r#"
feed  applied               as of       windows        file
   1  TIME  2026-11-20  +4 -0          1-crimeflix.csv
   2  TIME  2026-11-20  +8 -4          2-both-channels.csv
   3  TIME  2026-11-22  +1 -2          3-pureflix-alone.csv

+ windows that begin with the feed, - windows that end with it; a changed window counts as both

"#]],
    );
    assert_snapshot(
        ask(&["ledger", "log"], &ledger, &["--id", "HARBOR_S1E1"]),
        str![[r#"
feed 1, 1-crimeflix.csv, as of 2026-11-20: Harbor Watch, season 1, episode 1 of Harbor Pictures
  added      AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (row 4)
  added      DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (row 5)

feed 2, 2-both-channels.csv, as of 2026-11-20: Harbor Watch, season 1, episode 1 of Harbor Pictures
  sent again AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (row 4)
  added      AT: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (row 5)
  sent again DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (row 6)
  added      DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (row 7)

feed 3, 3-pureflix-alone.csv, as of 2026-11-22: Harbor Watch, season 1, episode 1 of Harbor Pictures
  sent again DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (row 4)
  removed    DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (row 6)


"#]],
    );
    let blame = ask(
        &["ledger", "blame"],
        &ledger,
        &["--id", "HARBOR_S1E1", "--territory", "DE"],
    );
    assert_snapshot(
        without_times(&blame),
        str![[r#"
HARBOR_S1E1 (Harbor Watch, season 1, episode 1) of Harbor Pictures
  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31
    3-pureflix-alone.csv, 3-pureflix-alone, row 4; feed 3 as of 2026-11-22, applied at TIME

"#]],
    );
    let json = ask(
        &["ledger", "log"],
        &ledger,
        &["--id", "HARBOR_S1E2", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        json.as_array().expect("feeds").len(),
        2,
        "feed 3 does not name the title"
    );
    assert_eq!(json[1]["events"][0]["kind"], "sent-again");
}

#[test]
fn what_is_held_and_why_not() {
    let (_folder, ledger) = ledger();
    let held = |options: &[&str]| ask(&["held"], &ledger, options);
    assert_snapshot(
        held(&[]),
        str![[r#"
HARBOR_S1E1 (Harbor Watch, season 1, episode 1) of Harbor Pictures
  AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 4)
  AT: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 5)
  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (3-pureflix-alone.csv, row 4)
HARBOR_S1E2 (Harbor Watch, season 1, episode 2) of Harbor Pictures
  AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 8)
  DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 10)
  AT: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 9)
  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 11)

7 windows of 2 titles; a window in several territories counts once in each

"#]],
    );
    let answers = [
        held(&["--territory", "AT", "--on", "2026-05-01"]),
        held(&["--ending", "60d", "--as-of", "2026-11-22"]),
        held(&[
            "--license",
            "svod",
            "--channel",
            "PUREFLIX",
            "--id",
            "HARBOR_S1E1",
        ]),
        held(&[
            "--from",
            "2026-01-01",
            "--to",
            "2026-12-31",
            "--match",
            "cover",
            "--territory",
            "DE",
        ]),
        held(&[
            "--from",
            "2026-06-01",
            "--to",
            "2026-06-30",
            "--match",
            "start",
            "--title",
            "EPISODE 2",
        ]),
        held(&["--min-days", "366"]),
        held(&[
            "--at",
            "2026-11-21",
            "--id",
            "HARBOR_S1E1",
            "--territory",
            "DE",
        ]),
        held(&["--left-live"]),
    ];
    assert_snapshot(
        answers.join("\n---\n"),
        str![[r#"
HARBOR_S1E1 (Harbor Watch, season 1, episode 1) of Harbor Pictures
  AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 4)
HARBOR_S1E2 (Harbor Watch, season 1, episode 2) of Harbor Pictures
  AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 8)

2 windows of 2 titles; a window in several territories counts once in each

---
HARBOR_S1E1 (Harbor Watch, season 1, episode 1) of Harbor Pictures
  AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 4)
HARBOR_S1E2 (Harbor Watch, season 1, episode 2) of Harbor Pictures
  AT: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 8)
  DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 10)

3 windows of 2 titles; a window in several territories counts once in each

---
HARBOR_S1E1 (Harbor Watch, season 1, episode 1) of Harbor Pictures
  AT: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 5)
  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (3-pureflix-alone.csv, row 4)

2 windows of 1 title; a window in several territories counts once in each

---
nothing is held that meets these conditions

---
HARBOR_S1E2 (Harbor Watch, season 1, episode 2) of Harbor Pictures
  AT: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 9)
  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 11)

2 windows of 1 title; a window in several territories counts once in each

---
nothing is held that meets these conditions

---
HARBOR_S1E1 (Harbor Watch, season 1, episode 1) of Harbor Pictures
  DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 6)
  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 7)

2 windows of 1 title; a window in several territories counts once in each

---
nothing is held that meets these conditions

"#]],
    );
    let why = [
        held(&[
            "--id",
            "HARBOR_S1E1",
            "--territory",
            "DE",
            "--why",
            "--on",
            "2026-12-24",
        ]),
        held(&[
            "--id",
            "HARBOR_S1E1",
            "--territory",
            "DE",
            "--why",
            "--on",
            "2028-01-01",
        ]),
        held(&[
            "--id",
            "HARBOR_S1E1",
            "--territory",
            "US",
            "--why",
            "--on",
            "2026-12-24",
        ]),
        held(&[
            "--id",
            "OTHER",
            "--territory",
            "US",
            "--why",
            "--on",
            "2026-12-24",
        ]),
        // What was held on a day is judged on that day.
        held(&[
            "--id",
            "HARBOR_S1E1",
            "--territory",
            "DE",
            "--why",
            "--at",
            "2026-11-21",
        ]),
    ];
    assert_snapshot(
        why.join("---\n"),
        str![[r#"
HARBOR_S1E1 is available in DE on 2026-12-24
  live: DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (3-pureflix-alone.csv, row 4)
---
HARBOR_S1E1 is not available in DE on 2028-01-01
  ended: DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (3-pureflix-alone.csv, row 4)
---
HARBOR_S1E1 is not available in US on 2026-12-24
  no window in US; it is held in AT, DE
---
OTHER is not available in US on 2026-12-24
  no feed has a window for it
---
HARBOR_S1E1 is available in DE on 2026-11-21
  live: DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31 (2-both-channels.csv, row 6)
  live: DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, row 7)

"#]],
    );
    let rows = |format: &str| held(&["--format", format]).lines().count();
    assert_eq!(rows("csv"), 8, "a heading and a row for each window");
    let json: serde_json::Value = serde_json::from_str(&held(&["--format", "json"])).expect("JSON");
    assert_eq!(json.as_array().expect("windows").len(), 7);
    assert!(held(&["--format", "html"]).contains("HARBOR_S1E2"));
}

#[test]
fn the_last_feed_is_taken_back() {
    let (folder, ledger) = ledger();
    let before = ask(&["held"], &ledger, &["--at", "2026-11-21"]);
    let undo = || ema(&["apply", "--state", text(&ledger), "--undo"]);
    assert_snapshot(
        stdout(&undo()),
        str![[r#"
feed 3 (3-pureflix-alone.csv, as of 2026-11-22) is taken back: without the 1 window that it added, and with the 2 windows that it replaced or removed

"#]],
    );
    assert_eq!(ask(&["held"], &ledger, &[]), before);
    // A feed that was taken back counts as never applied.
    let again = apply(&ledger, "2026-11-22", &FEEDS[2..]);
    assert!(!again.contains("applied before"), "{again}");
    let again = apply(&ledger, "2026-11-22", &FEEDS[2..]);
    assert!(
        again.contains("note: the same file was applied before, as feed 4"),
        "{again}"
    );
    for _ in 0..4 {
        stdout(&undo());
    }
    assert_snapshot(
        message(&undo(), folder.path()),
        str![[r#"
ema: …/catalog.db has no feed to take back

"#]],
    );
    assert_snapshot(
        without_times(&ask(&["ledger", "log"], &ledger, &[])),
        str![[r#"
feed  applied               as of       windows        file
   1  TIME  2026-11-20                 1-crimeflix.csv (taken back at TIME)
   2  TIME  2026-11-20                 2-both-channels.csv (taken back at TIME)
   3  TIME  2026-11-22                 3-pureflix-alone.csv (taken back at TIME)
   4  TIME  2026-11-22                 3-pureflix-alone.csv (taken back at TIME)
   5  TIME  2026-11-22                 3-pureflix-alone.csv (taken back at TIME)

+ windows that begin with the feed, - windows that end with it; a changed window counts as both

"#]],
    );
}

#[test]
fn files_that_are_no_ledger_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalog.db");
    let told = |arguments: &[&str]| message(&ema(arguments), folder.path());
    let missing = told(&["ledger", "log", text(&path)]);
    assert!(!path.exists());
    fs::write(&path, "Territory,ALID\n").expect("a file");
    let other = told(&["ledger", "log", text(&path)]);
    let json = folder.path().join("state.json");
    apply(&json, "2026-11-22", &FEEDS[..1]);
    let undo = told(&["apply", "--state", text(&json), "--undo"]);
    let earlier = told(&["held", text(&json), "--at", "2026-11-20"]);
    let ledger = folder.path().join("other.db");
    apply(&ledger, "2026-11-22", &FEEDS[..1]);
    let swapped = told(&["ledger", "import", text(&ledger), text(&ledger)]);
    assert_snapshot(
        [missing, other, undo, earlier, swapped].concat(),
        str![[r#"
ema: …/catalog.db was not found; check the name and the folder
ema: …/catalog.db is not a ledger; specify a file that `ema apply --state` or `ema ledger import` has created
ema: …/state.json is not a ledger, so it does not know what was held before the last feed. `ema ledger import LEDGER.db …/state.json` creates a ledger from it, which will know
ema: …/state.json is a JSON state, which has no history; only a ledger knows what was held earlier
ema: …/other.db is a ledger; specify the name of a JSON state to read

"#]],
    );
}

#[test]
fn a_dry_run_changes_nothing() {
    let (_folder, ledger) = ledger();
    let before = fs::read(&ledger).expect("the ledger");
    let mut all = vec!["apply", "--state", text(&ledger), "--dry-run"];
    all.extend(FEEDS);
    assert!(stdout(&ema(&all)).contains("1-crimeflix.csv"));
    stdout(&ema(&[
        "apply",
        "--state",
        text(&ledger),
        "--undo",
        "--dry-run",
    ]));
    assert_eq!(fs::read(&ledger).expect("the ledger"), before);
    let other = ledger.with_file_name("new.db");
    all[2] = text(&other);
    stdout(&ema(&all));
    assert!(!other.exists());
}

/// Kills the program at many moments of a change. Afterward, the ledger has the old or the new contents.
#[test]
fn a_ledger_survives_a_program_that_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalog.db");
    let rows = (0..400).map(|number| {
        format!("Harbor Pictures,TITLE_{number},Movie,Full Extract,\"DE, FR, US\",EST,HD,2026-01-01,Open,WSP,9.99,USD\n")
    });
    let header = "DisplayName,ALID,WorkType,EntryType,Territory,LicenseType,FormatProfile,Start,End,PriceType,PriceValue,PriceCurrency\n";
    let feed = folder.path().join("many.csv");
    fs::write(&feed, header.to_owned() + &rows.collect::<String>()).expect("a feed");
    apply(&path, "2026-11-20", &FEEDS[..1]);
    let before = ask(&["held"], &path, &[]);
    let mut arguments = vec![
        "apply",
        "--as-of",
        "2026-11-20",
        "--force",
        "--state",
        text(&path),
    ];
    arguments.push(text(&feed));
    let mut finished = 0;
    for attempt in 0..20 {
        let mut child = command(&arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a start");
        std::thread::sleep(Duration::from_millis(attempt * 15));
        child.kill().expect("a running program");
        child.wait().expect("an end");
        let after = ask(&["held"], &path, &[]);
        if after == before {
            continue;
        }
        assert!(
            after.contains("1204 windows of 402 titles"),
            "{}",
            after.lines().last().unwrap_or_default()
        );
        finished += 1;
        stdout(&ema(&["apply", "--state", text(&path), "--undo"]));
    }
    // The change succeeds if the program is not killed.
    apply(&path, "2026-11-20", &["--force", text(&feed)]);
    assert_ne!(
        ask(&["held"], &path, &[]),
        before,
        "{finished} runs finished"
    );
}
