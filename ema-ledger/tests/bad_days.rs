//! Tests what happens to a ledger on a bad day: wrong files, damaged files, hostile texts, and several programs at once.

#![expect(clippy::unwrap_used, reason = "these are tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ema_ledger::{ErrorKind, FeedFile, Ledger, Notice, Query, SCHEMA};
use ema_model::{Avail, Column, EmaVersion};
use ema_rules::{Conventions, Feed, Timestamp};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

fn row(id: &str, name: &str) -> Avail {
    Avail::from_cells(
        EmaVersion::V1_8,
        [
            (Column::DisplayName, "Rockstar"),
            (Column::Alid, id),
            (Column::TitleInternalAlias, name),
            (Column::Territory, "DE, FR, US"),
            (Column::EntryType, "Full Extract"),
            (Column::LicenseType, "EST"),
            (Column::Start, "2026-01-01"),
            (Column::End, "Open"),
        ],
    )
}

fn apply(ledger: &mut Ledger, ids: &[&str], as_of: &str, file: &FeedFile) -> Vec<Notice> {
    let conventions = Conventions::prime_video();
    let mut feed = Feed::new(&conventions).named(file.name.as_str());
    for id in ids {
        feed.add(&row(id, "A title"));
    }
    let mut change = ledger.change().unwrap();
    let applied = change
        .apply(&feed, as_of.parse().unwrap(), file, &conventions)
        .unwrap();
    change.commit().unwrap();
    applied.notices
}

fn file(name: &str) -> FeedFile {
    FeedFile::new(name, Timestamp::MIN, "a test")
}

fn ids(ledger: &Ledger) -> Vec<String> {
    let held = ledger
        .held(&Query::default(), &Conventions::prime_video())
        .unwrap();
    let mut ids: Vec<String> = held
        .iter()
        .map(|window| window.scope.id.to_string())
        .collect();
    ids.dedup();
    ids
}

fn ledger_with(folder: &TempDir, held: &[&str]) -> (PathBuf, Ledger) {
    let path = folder.path().join("catalog.db");
    let mut ledger = Ledger::open(&path).unwrap();
    apply(&mut ledger, held, "2026-11-21", &file("a.xlsx"));
    (path, ledger)
}

fn refusal(path: &Path) -> String {
    let before = fs::read(path).unwrap();
    let to_read = Ledger::open_to_read(path).unwrap_err();
    let to_write = Ledger::open(path).unwrap_err();
    assert_eq!(to_read.to_string(), to_write.to_string());
    assert_eq!(
        fs::read(path).unwrap(),
        before,
        "a file that is refused stays as it is"
    );
    to_write
        .to_string()
        .replace(&*path.to_string_lossy(), "FILE")
}

#[test]
fn other_files_are_refused_and_stay_as_they_are() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other");
    let not_a_ledger = "FILE is not a ledger; specify a file that `ema apply --state` or `ema ledger import` has created";
    fs::write(&path, "Territory,LicenseType\n").unwrap();
    assert_eq!(refusal(&path), not_a_ledger);
    fs::remove_file(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE feeds (a)").unwrap();
    drop(other);
    assert_eq!(refusal(&path), not_a_ledger);
    let missing = Ledger::open_to_read(folder.path().join("missing.db")).unwrap_err();
    assert!(matches!(missing.kind(), ErrorKind::NotFound), "{missing}");
    assert!(!folder.path().join("missing.db").exists());
}

#[test]
fn a_ledger_of_a_later_version_is_refused() {
    let folder = TempDir::new().unwrap();
    let (path, ledger) = ledger_with(&folder, &["A"]);
    drop(ledger);
    let later = Connection::open(&path).unwrap();
    later
        .pragma_update(None, "user_version", SCHEMA + 1)
        .unwrap();
    // Without this mode, the file would be the same before and after it is opened.
    later.pragma_update(None, "journal_mode", "delete").unwrap();
    drop(later);
    assert_eq!(
        refusal(&path),
        "FILE has schema 2, but this program supports only schemas up to 1: use a newer version of the program"
    );
}

#[test]
fn hostile_texts_are_data() {
    let folder = TempDir::new().unwrap();
    let ids_of_feed = [
        "'); DROP TABLE windows; --",
        "\"",
        "%",
        "\u{0}",
        "a\u{202e}b",
        "[1,-3]",
    ];
    let (path, ledger) = ledger_with(&folder, &ids_of_feed);
    drop(ledger);
    let ledger = Ledger::open_to_read(&path).unwrap();
    let mut expected = ids_of_feed.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(ids(&ledger), expected);
    for id in ids_of_feed {
        let query = Query {
            id: Some(id.to_owned()),
            ..Query::default()
        };
        let held = ledger.held(&query, &Conventions::prime_video()).unwrap();
        assert!(held.iter().all(|window| window.scope.id == *id) && !held.is_empty());
    }
}

#[test]
fn a_second_change_waits_for_the_first() {
    let folder = TempDir::new().unwrap();
    let (path, mut first) = ledger_with(&folder, &["A"]);
    let change = first.change().unwrap();
    let (begun, has_begun) = mpsc::channel();
    let second = thread::spawn(move || {
        let mut ledger = Ledger::open(path).unwrap();
        begun.send(()).unwrap();
        apply(&mut ledger, &["B"], "2026-11-21", &file("b.xlsx"));
        ids(&ledger)
    });
    has_begun.recv().unwrap();
    thread::sleep(Duration::from_millis(50));
    assert!(!second.is_finished());
    change.commit().unwrap();
    assert_eq!(second.join().unwrap(), ["A", "B"]);
}

#[test]
fn readers_and_a_writer_do_not_wait_for_each_other() {
    let folder = TempDir::new().unwrap();
    let (path, mut writer) = ledger_with(&folder, &["A"]);
    let reader = Ledger::open_to_read(&path).unwrap();
    let conventions = Conventions::prime_video();
    let mut change = writer.change().unwrap();
    let mut feed = Feed::new(&conventions).named("b.xlsx");
    feed.add(&row("B", "B"));
    change
        .apply(
            &feed,
            "2026-11-21".parse().unwrap(),
            &file("b.xlsx"),
            &conventions,
        )
        .unwrap();
    assert_eq!(
        ids(&reader),
        ["A"],
        "a change is not seen before it is committed"
    );
    change.commit().unwrap();
    assert_eq!(ids(&reader), ["A", "B"]);
}

#[test]
fn a_feed_that_is_applied_again_or_too_late_is_noticed() {
    let mut ledger = Ledger::in_memory().unwrap();
    let first = file("a.xlsx").sha256("aa");
    assert_eq!(apply(&mut ledger, &["A"], "2026-11-21", &first), []);
    let again = apply(&mut ledger, &["A"], "2026-11-22", &first);
    assert_eq!(
        again.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["the same file was applied before, as feed 1 (a.xlsx, as of 2026-11-21)"]
    );
    let older = apply(
        &mut ledger,
        &["A"],
        "2026-11-20",
        &file("old.xlsx").sha256("bb"),
    );
    assert_eq!(
        older.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "feed 2 (a.xlsx) has changed the same titles as of 2026-11-22, which is later; check that this is not an \
             outdated file"
        ]
    );
    assert_eq!(
        apply(
            &mut ledger,
            &["B"],
            "2026-11-20",
            &file("b.xlsx").sha256("cc")
        ),
        []
    );
    // What was taken back was not applied.
    let mut change = ledger.change().unwrap();
    change.undo(Timestamp::MIN).unwrap();
    change.commit().unwrap();
    assert_eq!(
        apply(
            &mut ledger,
            &["B"],
            "2026-11-20",
            &file("b.xlsx").sha256("cc")
        ),
        []
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_damaged_ledger_gives_an_error_and_no_panic(places in prop::collection::vec((0.0..1.0, any::<u8>()), 1..200)) {
        let folder = TempDir::new().unwrap();
        let names: Vec<String> = (0..40).map(|number| format!("TITLE_{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (path, ledger) = ledger_with(&folder, &names);
        drop(ledger);
        let mut bytes = fs::read(&path).unwrap();
        for (place, byte) in places {
            let place = (bytes.len() as f64 * place) as usize;
            bytes[place] = byte;
        }
        fs::write(&path, bytes).unwrap();
        let Ok(mut ledger) = Ledger::open(&path) else { return Ok(()) };
        let conventions = Conventions::prime_video();
        let _ = ledger.holdings(&conventions);
        let _ = ledger.log("TITLE_3", None, &conventions);
        let _ = ledger.feeds();
        if let Ok(mut change) = ledger.change() {
            let _ = change.undo(Timestamp::MIN);
        }
    }
}
