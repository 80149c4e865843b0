//! Tests the commands that read or change a platform's holdings.

use std::path::Path;
use std::process::{Command, Output};

use ema_testing::{assert_snapshot, str};

const FEEDS: [&str; 3] = [
    "data/feeds/1-crimeflix.csv",
    "data/feeds/2-both-channels.csv",
    "data/feeds/3-pureflix-alone.csv",
];

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Returns the messages on standard error without the folder's path.
fn stderr(output: &Output, folder: &Path) -> String {
    let text = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    text.replace(&*folder.to_string_lossy(), "…")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Applies feeds to a state and returns the program's output.
fn apply(state: &Path, arguments: &[&str]) -> Output {
    let mut all = vec!["apply", "--as-of", "2026-11-22", "--state", text(state)];
    all.extend(arguments);
    ema(&all)
}

#[test]
fn three_feeds_and_what_is_live_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let told = apply(&state, &[FEEDS[0], FEEDS[1], FEEDS[2], "--live", "de"]);
    assert_eq!(told.status.code(), Some(0));
    assert_snapshot(
        stdout(&told),
        ema_testing::file!["snapshots/apply_three_feeds.txt"],
    );

    // The state has been saved, so applying the last feed again does not change anything.
    let again = apply(&state, &[FEEDS[2], "--live", "DE"]);
    let live = |output: &Output| {
        let text = stdout(output);
        text[text.find("live in DE").expect("a list")..].to_owned()
    };
    assert_eq!(live(&again), live(&told));
    assert!(stdout(&again).contains("windows: 0 new, 0 changed, 0 lost"));
    assert_eq!(live(&apply(&state, &["--live", "DE"])), live(&told));
}

#[test]
fn the_plan_as_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    apply(&state, &[FEEDS[1]]);
    let told = apply(&state, &[FEEDS[2], "--format", "json", "--live", "DE"]);
    assert_snapshot(
        stdout(&told),
        ema_testing::file!["snapshots/apply_plan.json"],
    );
}

#[test]
fn a_dry_run_leaves_the_state_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    assert!(stdout(&apply(&state, &[FEEDS[0], "--dry-run"])).contains("windows: 4 new"));
    assert!(!state.exists());
}

#[test]
fn a_feed_with_errors_is_refused_and_the_others_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, wrong) = (
        folder.path().join("state.json"),
        folder.path().join("wrong.csv"),
    );
    let feed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FEEDS[0]));
    std::fs::write(&wrong, feed.expect("a feed").replace(",DE,", ",UK,")).expect("a feed");
    let told = apply(&state, &[text(&wrong), FEEDS[2]]);
    assert_eq!(told.status.code(), Some(1));
    assert_snapshot(
        stdout(&told),
        str![[r#"
wrong.csv, applied on 2026-11-22

refused: the rules find 2 errors in it, so nothing was changed; `ema validate wrong.csv` shows what they are

3-pureflix-alone.csv, applied on 2026-11-22

Harbor Watch, season 1, episode 1: HARBOR_S1E1 of Harbor Pictures
  DE, SVOD channels: Full Extract
    is live  SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (3-pureflix-alone.csv, row 4)

1 scope (licensor, ID, territory and rights model); windows: 1 new, 0 changed, 0 lost, 0 as before; 0 warnings


"#]],
    );
    let forced = apply(&state, &[text(&wrong), "--force"]);
    assert_eq!(forced.status.code(), Some(0));
    assert!(stdout(&forced).contains("skipped: wrong, row 5"));
}

#[test]
fn a_refused_feed_changes_none_of_its_scopes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, wrong) = (
        folder.path().join("state.json"),
        folder.path().join("wrong.csv"),
    );
    apply(&state, &[FEEDS[1]]);
    let before = std::fs::read(&state).expect("a state");
    // One of the rows has an invalid date. If the feed were applied, the other rows would change
    // the ends of their windows.
    let feed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FEEDS[1]));
    let feed = feed.expect("a feed").replace("2027-05-31", "2027-04-30");
    let feed = feed.replacen("2026-06-01", "01/06/2026", 1);
    std::fs::write(&wrong, feed).expect("a feed");
    assert_eq!(apply(&state, &[text(&wrong)]).status.code(), Some(1));
    assert_eq!(std::fs::read(&state).expect("a state"), before);
}

#[test]
fn a_state_that_is_none_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let mut told = String::new();
    for text in [
        "",
        "{}",
        "{\"schema\":7,\"scopes\":[]}",
        "{\"schema\":1,\"scopes\":[]} x",
        "no",
    ] {
        std::fs::write(&state, text).expect("a state");
        let output = apply(&state, &[FEEDS[0]]);
        assert_eq!(output.status.code(), Some(2));
        told += &format!("{text:?}\n  {}", stderr(&output, folder.path()));
        assert_eq!(std::fs::read_to_string(&state).expect("a state"), text);
    }
    std::fs::write(&state, "[".repeat(5_000_000)).expect("a state");
    assert_eq!(apply(&state, &[FEEDS[0]]).status.code(), Some(2));
    assert_snapshot(
        told,
        str![[r#"
""
  ema: …/state.json can't be used as a state: line 1, column 0: it ends in the middle, as if it had been cut off. Specify a file written by `ema apply`
"{}"
  ema: …/state.json can't be used as a state: line 1, column 2: `schema` is missing. Specify a file written by `ema apply`
"{\"schema\":7,\"scopes\":[]}"
  ema: …/state.json can't be used as a state: line 1, column 12: its schema is 7, but this program supports only schemas up to 2: use a newer version of the program. Specify a file written by `ema apply`
"{\"schema\":1,\"scopes\":[]} x"
  ema: …/state.json can't be used as a state: line 1, column 26: there is more after the end of the document. Specify a file written by `ema apply`
"no"
  ema: …/state.json can't be used as a state: line 1, column 2: the text there is not a JSON value. Specify a file written by `ema apply`

"#]],
    );
}

/// A typo in the new file must not cause a title to be taken down.
#[test]
fn what_nobody_can_understand_is_no_difference() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new.csv");
    let feed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FEEDS[0]));
    let feed = feed.expect("a feed");
    let row = feed.lines().nth(3).expect("a row");
    let broken = [
        feed.replacen("2026-12-31", "31/12/2026", 1),
        format!("{feed}{}\n", row.replace("Full Extract", "Full Delete")),
    ];
    let out = folder.path().join("out.csv");
    let mut told = String::new();
    for broken in broken {
        std::fs::write(&new, broken).expect("a feed");
        for command in [
            vec!["extract", FEEDS[0], text(&new), text(&out)],
            vec!["extract", text(&new), FEEDS[0], text(&out)],
            vec!["diff", FEEDS[0], text(&new)],
            vec!["takedown", text(&new), text(&out), "--id", "HARBOR_S1E1"],
        ] {
            let refused = ema(&command);
            assert_eq!(refused.status.code(), Some(2), "{command:?}");
            assert!(!out.exists());
            let stderr = stderr(&refused, folder.path());
            if !told.ends_with(&stderr) {
                told += &stderr;
            }
        }
        let forced = ema(&["diff", FEEDS[0], text(&new), "--force"]);
        assert_eq!(forced.status.code(), Some(0));
        told += &stderr(&forced, folder.path());
    }
    assert_snapshot(
        told,
        str![[r#"
ema: …/new.csv: its holdings are unclear. new, row 4: Start or End is blank or can't be read. `ema validate` shows what is wrong; --force leaves such rows and scopes out
ema: …/new.csv: left out: new, row 4: Start or End is blank or can't be read
ema: …/new.csv: its holdings are unclear. HARBOR_S1E1 of Harbor Pictures in AT (SVOD channels): new.csv, row 4 is a Full Extract and new.csv, row 8 is a Full Delete of the same scope, so nothing was changed. `ema validate` shows what is wrong; --force leaves such rows and scopes out
ema: …/new.csv: left out: HARBOR_S1E1 of Harbor Pictures in AT (SVOD channels): new.csv, row 4 is a Full Extract and new.csv, row 8 is a Full Delete of the same scope, so nothing was changed

"#]],
    );
}

/// On October 15, the windows have not started, so a Full Delete removes them.
#[test]
fn feeds_of_different_days_take_a_call_for_each() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    let delete = folder.path().join("delete.csv");
    let feed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FEEDS[0]));
    let feed = feed.expect("a feed").replace("Full Extract", "Full Delete");
    std::fs::write(&delete, feed).expect("a feed");
    let on = |moment: &str, rest: &[&str]| {
        let all = [&["apply", "--state", text(&state), "--as-of", moment], rest].concat();
        stdout(&ema(&all))
    };
    on("2025-10-01", &[FEEDS[0]]);
    on("2025-10-15", &[text(&delete), "--force"]);
    assert!(on("2026-11-22", &["--live", "DE"]).contains("nothing"));
    // The windows start at midnight in Berlin, which is 23:00 in UTC.
    on("2025-10-16", &[FEEDS[0]]);
    assert!(on("2025-12-31T23:59:59+01:00", &["--live", "DE"]).contains("nothing"));
    assert!(on("2026-01-01T00:00:00+01:00", &["--live", "DE"]).contains("2 windows"));
}

/// When November 21 begins in UTC, November 20 still has five hours left in New York.
#[test]
fn a_take_down_that_is_sent_the_day_after_its_end_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, feed) = (
        folder.path().join("state.json"),
        folder.path().join("feed.csv"),
    );
    let row = |end: &str| {
        let text = format!(
            "DisplayName,Territory,WorkType,EntryType,LicenseType,FormatProfile,Start,End,ALID\n\
             Harbor Pictures,US,Movie,Full Extract,EST,HD,2026-01-01,{end},LASTFERRY\n"
        );
        std::fs::write(&feed, text).expect("a feed");
    };
    let on = |day: &str, rest: &[&str]| {
        let state = text(&state);
        stdout(&ema(&[
            &["apply", "--force", "--state", state, "--as-of", day],
            rest,
        ]
        .concat()))
    };
    row("Open");
    on("2026-06-01", &[text(&feed)]);
    let out = folder.path().join("end.csv");
    let day = ["--id", "LASTFERRY", "--as-of", "2026-11-21"];
    let sent = ema(&[&["takedown", text(&state), text(&out)][..], &day].concat());
    assert_eq!(sent.status.code(), Some(0));
    let sent = std::fs::read_to_string(&out).expect("a feed");
    assert!(sent.contains(",2026-11-20,"), "{sent}");

    row("2026-11-20");
    let done = on("2026-11-21", &[text(&feed), "--live", "US"]);
    assert!(done.contains("warning taken-down"), "{done}");
    assert!(
        done.ends_with("live in US on 2026-11-21:\n\nnothing\n"),
        "{done}"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_state() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.json");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    for (refused, reason) in [
        (
            apply(&pipe, &[FEEDS[0]]),
            "is not a regular file, so it cannot be a state",
        ),
        (
            ema(&["diff", FEEDS[0], text(&pipe)]),
            "is a pipe or a device, not a file",
        ),
    ] {
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused, folder.path()).contains(reason));
    }
}

#[test]
fn json_that_is_neither_state_nor_avails_is_refused_as_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.json");
    std::fs::write(&other, "{\"avails\":[]}").expect("a document");
    let refused = ema(&["diff", text(&other), FEEDS[0]]);
    assert_eq!(refused.status.code(), Some(2));
    assert_snapshot(
        stderr(&refused, folder.path()),
        str![[r#"
ema: …/other.json is a JSON document, which can't be read; ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)

"#]],
    );
}

#[test]
fn a_difference_of_feeds_and_states() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    apply(&state, &[FEEDS[0]]);
    let of_state = ema(&["diff", text(&state), FEEDS[1]]);
    assert_eq!(of_state.status.code(), Some(0));
    assert_eq!(
        stdout(&of_state),
        stdout(&ema(&["diff", FEEDS[0], FEEDS[1]]))
    );
    assert_snapshot(
        stdout(&of_state),
        str![[r#"
Harbor Watch, season 1, episodes 1 and 2: HARBOR_S1E1 and HARBOR_S1E2 of Harbor Pictures
  AT and DE, SVOD channels: changed
    is new   SVOD HD pureflix de, 2026-06-01 to 2027-05-31 (2-both-channels.csv, rows 5, 7, 9 and 11)

4 scopes (licensor, ID, territory and rights model): 0 new, 4 changed, 0 not in the new one, 0 unchanged

"#]],
    );
    // A JSON file with avails is not a state, but its avails are read.
    let json = folder.path().join("feed.json");
    assert_eq!(
        ema(&["convert", FEEDS[0], text(&json)]).status.code(),
        Some(0)
    );
    assert_eq!(
        stdout(&ema(&["diff", text(&json), FEEDS[1]])),
        stdout(&of_state)
    );
}

#[test]
fn an_extract_and_a_take_down_are_feeds_that_the_rules_take() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json");
    apply(&state, &[FEEDS[1]]);
    let (extract, takedown) = (
        folder.path().join("extract.xlsx"),
        folder.path().join("down.csv"),
    );
    let day = ["--as-of", "2026-11-22"];
    let made = ema(&[
        &["extract", text(&state), FEEDS[0], text(&extract)][..],
        &day,
    ]
    .concat());
    assert!(stdout(&made).ends_with(
        "8 rows for 4 scopes (licensor, ID, territory and rights model)\nextract.xlsx: 8 rows\n"
    ));
    let made = ema(&[
        &[
            "takedown",
            text(&state),
            text(&takedown),
            "--id",
            "HARBOR_S1E1",
        ][..],
        &["--territory", "AT"],
        &day,
    ]
    .concat());
    assert!(stdout(&made).ends_with(
        "2 rows for 1 scope (licensor, ID, territory and rights model)\ndown.csv: 2 rows\n"
    ));
    assert_snapshot(
        std::fs::read_to_string(&takedown).expect("a feed"),
        str![[r#"
﻿Avail,Avail,AvailTrans,AvailTrans,AvailTrans,AvailAsset,Disposition,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,Avail,AvailMetadata,AvailMetadata,AvailMetadata,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailAsset,AvailAsset,AvailAsset,Avail,Avail,Avail,Avail,AvailAsset,AvailTrans,AvailTrans,AvailMetadata,AvailMetadata,AvailMetadata,Avail,AvailMetadata,AvailMetadata,AvailMetadata,AvailTrans,AvailTrans,AvailTrans,AvailMetadata,AvailMetadata,AvailMetadata,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,AvailTrans,Avail,AvailMetadata,AvailTrans,AvailTrans,AvailTrans,AvailMetadata,AvailMetadata,AvailMetadata,AvailMetadata,Avail,Avail,Avail
DisplayName,Licensee,AssetLanguage,Territory,TerritoryExclusion,WorkType,EntryType,SeriesTitleInternalAlias,SeriesTitleDisplayUnlimited,SeasonNumber,DistributionNumber,EpisodeNumber,LocalizationType,EpisodeTitleInternalAlias,EpisodeTitleDisplayUnlimited,SeasonTitleInternalAlias,SeasonTitleDisplayUnlimited,EpisodeCount,SeasonCount,SeriesID,SeasonID,EpisodeTitleID,EpisodeID,SeriesAltID,SeasonAltID,EpisodeAltID,ALID,CompanyDisplayCredit,GroupIdentity,Director,LicenseType,LicenseRightsDescription,FormatProfile,HDR,WCG,HFR,NGAudio,Start,StartLag,End,EndLag,WindowDuration,SpecialPreOrderFulfillDate,PriceType,PriceValue,PriceCurrency,SRP,Description,Download,OtherTerms,OtherInstructions,SeriesContentID,SeasonContentID,EpisodeContentID,AvailID,UV_ID,DMA_ID,ReportingID,Metadata,SuppressionLiftDate,AnnounceDate,ReleaseYear,ReleaseHistoryOriginal,ReleaseHistoryPhysicalHV,ExceptionFlag,RatingSystem,RatingValue,RatingReason,RentalDuration,WatchDuration,FixedEndDate,CaptionIncluded,CaptionExemption,Any,ContractID,TitleStatus,Exclusive,ExclusiveAttributes,BrandingRights,BrandingRightsAttributes,ServiceProvider,TotalRunTime,HoldbackLanguage,AllowedLanguages,RequiredFulfillmentLanguages,RetailerEpisodeID1,RetailerEpisodeID2,RetailerSeasonID,RetailerSeriesID,RetailerSpare1,RetailerSpare2,RetailerSpare3
//REQ,//Opt,//Opt,//REQ,//Opt,//REQ,//REQ,//REQ,//Opt,//REQ,//Opt,//REQ for some rows,//Opt,//REQ for some rows,//Opt,//Opt,//Opt,//REQ for some rows,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//REQ,//Opt,//Opt,//Opt,//REQ,//Opt,//REQ,//Opt,//Opt,//Opt,//Opt,//REQ,//Opt,//REQ,//Opt,//Opt,//Opt,//REQ for some rows,//REQ for some rows,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//REQ,//REQ,//REQ for some rows,//Opt,//Opt,//Opt,//Opt,//Opt,//REQ for some rows,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//REQ for some rows,//REQ for some rows,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt,//Opt
Harbor Pictures,,de,AT,,Episode,Full Extract,Harbor Watch,,1,,1,,High Tide,,,,2,,,,,,,,HARBOR_S1E1,HARBOR_S1E1,,crimeflix,,SVOD,,HD,,,,,2026-01-01,,2026-11-21,,,,,,,,,,,,HARBOR,HARBOR_S1,HARBOR_S1E1,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,
Harbor Pictures,,de,AT,,Episode,Full Extract,Harbor Watch,,1,,1,,High Tide,,,,2,,,,,,,,HARBOR_S1E1,HARBOR_S1E1,,pureflix,,SVOD,,HD,,,,,2026-06-01,,2026-11-21,,,,,,,,,,,,HARBOR,HARBOR_S1,HARBOR_S1E1,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,

"#]],
    );
    for feed in [&extract, &takedown] {
        let checked = ema(&[&["validate", text(feed)][..], &day].concat());
        assert_eq!(checked.status.code(), Some(0), "{}", stdout(&checked));
    }
    let applied = apply(&state, &[text(&takedown), "--live", "AT"]);
    assert!(
        !stdout(&applied).contains("HARBOR_S1E1 of Harbor Pictures\n  AT, SVOD channels: live")
    );

    let unknown = ema(&[
        "takedown",
        text(&state),
        text(&takedown),
        "--id",
        "HARBOR_S9",
    ]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_snapshot(
        stderr(&unknown, folder.path()),
        str![[r#"
ema: …/state.json: `HARBOR_S9` is not held there; the nearest ID is `HARBOR_S1E1`

"#]],
    );
}

#[test]
fn a_delete_of_what_the_platform_holds_live_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let (state, delete) = (
        folder.path().join("state.json"),
        folder.path().join("delete.csv"),
    );
    apply(&state, &[FEEDS[0]]);
    let feed = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FEEDS[2]))
        .expect("a feed")
        .replace("Full Extract", "Full Delete")
        .replace("2026-06-01,2027-05-31", "1999-12-31,2000-01-01");
    std::fs::write(&delete, feed).expect("a feed");
    let alone = ema(&["validate", text(&delete), "--as-of", "2026-11-22"]);
    assert_eq!(alone.status.code(), Some(0), "{}", stdout(&alone));
    let known = [
        "validate",
        text(&delete),
        "--as-of",
        "2026-11-22",
        "--state",
        text(&state),
    ];
    let checked = ema(&known);
    // The finding is only a warning, because the platform accepts the file.
    assert_eq!(checked.status.code(), Some(0));
    let told = stdout(&checked);
    // The title is still live after the Full Delete, so a second Full Delete is also wrong.
    let deleted = stdout(&apply(&state, &["--force", text(&delete), "--live", "DE"]));
    assert!(deleted.contains("DE, SVOD channels: deleted and still live; a Full Extract with"));
    assert!(stdout(&ema(&known)).contains("warning full-delete-live"));
    let (told, _) = told.rsplit_once(" in ").expect("a time");
    assert_snapshot(
        told,
        str![[r#"
delete.csv (csv)
  delete: EMA 1.7.3, 1 row of avails, 20 columns

warning full-delete-live: a title is live, but has a Full Delete row
  EntryType E4: `HARBOR_S1E1` of `Harbor Pictures` (SVOD channels) is live in DE, where the platform holds `SVOD HD crimeflix de` from `2026-01-01` to `2026-12-31`, and a Full Delete does not take it down
    → Delete this row, because it deletes all channels. To take one channel down, send a Full Extract in which its rows end on the day before you send the file, with the rows of the other channels unchanged.

warning channel-missing: the file leaves out a channel that is held
  EntryType E4: HARBOR_S1E1 of Harbor Pictures (SVOD channels) in DE: the Full Delete of the channel `pureflix` deletes the channel `crimeflix` too: it removes all channels together. To keep `crimeflix`, send a Full Extract instead, with its rows
    → Add the channel's rows to the file, in the same Full Extract. To end one channel, send a Full Extract with the rows of all channels, and end that channel's window on the day before you send the file.

notice not-a-workbook: the file is not an Excel workbook
  the file: the file is a text file (CSV); Prime Video accepts avails as Excel workbooks
    → Save it as .xlsx before you send it; `ema convert` does that. If it will not be sent, ignore this notice.

0 errors, 2 warnings, 1 notice (profile prime-video)
"#]],
    );
}

/// Tests that the plan shown in the README is the program's output.
#[test]
fn the_readme_shows_the_plan() {
    let readme = include_str!("../../README.md");
    let (_, shown) = readme
        .split_once("The last feed was meant")
        .expect("a plan");
    let (_, shown) = shown.split_once("```text\n").expect("a plan");
    let (shown, _) = shown.split_once("```").expect("an end");
    let folder = tempfile::tempdir().expect("a folder");
    let told = apply(&folder.path().join("state.json"), &FEEDS);
    assert!(stdout(&told).contains(shown.trim_end()));
}

/// Tests that the takedown shown in the guide is the program's output.
#[test]
fn the_guide_shows_a_takedown() {
    let guide = include_str!("../../docs/guide.md");
    let (_, shown) = guide.split_once("$ ema takedown ").expect("a command");
    let (command, shown) = shown.split_once('\n').expect("a line");
    let (_, shown) = shown.split_once("```text\n").expect("what it prints");
    let (shown, _) = shown.split_once("```").expect("an end");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("down.xlsx");
    let arguments = command.replace("2-both-channels.csv", FEEDS[1]);
    let arguments = arguments.replace("down.xlsx", text(&out));
    let arguments: Vec<&str> = ["takedown"]
        .into_iter()
        .chain(arguments.split(' '))
        .collect();
    assert_eq!(stdout(&ema(&arguments)), shown);
}

/// Writes a feed of sales, each with an ID, a territory, a Start and an End.
fn write_sales(path: &Path, sales: &[[&str; 4]]) {
    let mut text =
        "DisplayName,Territory,WorkType,EntryType,LicenseType,FormatProfile,Start,End,ALID\n"
            .to_owned();
    for [id, territory, start, end] in sales {
        let row = format!("Harbor,{territory},Movie,Full Extract,EST,HD,{start},{end},{id}\n");
        text.push_str(&row);
    }
    std::fs::write(path, text).expect("a feed");
}

/// A state stores instants. A day begins hours earlier on Lord Howe Island than in Perth.
#[test]
fn a_take_down_by_other_clocks_than_those_of_the_state_is_not_reversed() {
    let folder = tempfile::tempdir().expect("a folder");
    let [feed, state, out] = ["au.csv", "au.json", "t.csv"].map(|name| folder.path().join(name));
    write_sales(&feed, &[["X", "AU", "2026-11-21", "Open"]]);
    let day = ["--as-of", "2026-06-01", "--force"];
    let applied = ema(&[&["apply", "--state", text(&state), text(&feed)][..], &day].concat());
    assert_eq!(applied.status.code(), Some(0));
    let take_down = ["takedown", text(&state), text(&out), "--id", "X"];
    let window = |zone: &[&str]| {
        let options = ["--as-of", "2026-11-21"];
        let made = ema(&[&take_down[..], &options, zone].concat());
        assert_eq!(made.status.code(), Some(0));
        std::fs::read_to_string(&out)
            .expect("a feed")
            .lines()
            .last()
            .expect("a row")
            .to_owned()
    };
    let past = ",2026-11-19,2026-11-20,";
    for zone in [&[][..], &["--zone", "AU=Australia/Perth"]] {
        let row = window(zone);
        assert!(row.contains(past), "{row}");
    }
}

#[test]
fn a_take_down_of_what_is_not_held_names_what_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let [feed, out] = ["feed.csv", "out.csv"].map(|name| folder.path().join(name));
    write_sales(&feed, &[["LASTFERRY", "US", "2026-01-01", "Open"]]);
    let refused = |rest: &[&str]| {
        let refused = ema(&[&["takedown", text(&feed), text(&out)][..], rest].concat());
        assert_eq!(refused.status.code(), Some(2));
        stderr(&refused, folder.path())
    };
    assert_snapshot(
        [
            refused(&["--id", "LASTFERRY", "--territory", "GB"]),
            refused(&[
                "--id",
                "LASTFERRY",
                "--territory",
                "GB",
                "--territory",
                "DE",
            ]),
            refused(&["--id", "LASTFERY"]),
            refused(&["--id", "FIRSTDANCE"]),
        ]
        .concat(),
        str![[r#"
ema: …/feed.csv: `LASTFERRY` is not held in GB; it is held in US
ema: …/feed.csv: `LASTFERRY` is not held in GB or DE; it is held in US
ema: …/feed.csv: `LASTFERY` is not held there; the nearest ID is `LASTFERRY`
ema: …/feed.csv: `FIRSTDANCE` is not held there; `ema apply --state STATE.json --live all` lists what is live

"#]],
    );
}

#[test]
fn a_difference_as_of_a_day_leaves_out_what_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = ["old.csv", "new.csv"].map(|name| folder.path().join(name));
    let kept = ["A", "US", "2026-01-01", "Open"];
    write_sales(&old, &[kept, ["B", "US", "2026-01-01", "2026-11-20"]]);
    write_sales(&new, &[kept]);
    let diff = |rest: &[&str]| {
        let told = stdout(&ema(&[&["diff", text(&old), text(&new)][..], rest].concat()));
        told.lines().last().expect("counts").to_owned()
    };
    let all = "2 scopes (licensor, ID, territory and rights model): 0 new, 0 changed, 1 not in the new one, 1 unchanged";
    assert_eq!(diff(&[]), all);
    assert_eq!(diff(&["--as-of", "2026-11-20"]), all);
    assert_eq!(
        diff(&["--as-of", "2026-11-21"]),
        "1 scope (licensor, ID, territory and rights model): 0 new, 0 changed, 0 not in the new one, 1 unchanged"
    );
}

/// `ema takedown` writes the two days before the `--as-of` day into the feed.
#[test]
fn a_day_without_two_days_before_it_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let [feed, out] = ["feed.csv", "out.csv"].map(|name| folder.path().join(name));
    write_sales(&feed, &[["A", "US", "2026-01-01", "Open"]]);
    let take_down = |day: &str| {
        let options = ["--id", "A", "--as-of", day];
        ema(&[&["takedown", text(&feed), text(&out)][..], &options].concat())
    };
    for day in ["0000-01-01", "0001-01-02", "0001-01-03T00:00:00Z"] {
        let refused = take_down(day);
        assert_eq!(refused.status.code(), Some(2), "{day}");
        let told = stderr(&refused, folder.path());
        assert!(told.contains("their years are not 0001 to 9999"), "{told}");
        assert!(!out.exists());
    }
    assert_eq!(take_down("0001-01-03").status.code(), Some(0));
    let sent = std::fs::read_to_string(&out).expect("a feed");
    assert!(sent.contains(",0001-01-01,0001-01-02,"), "{sent}");
}
