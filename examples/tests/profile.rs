//! Tests `--zone` and `--first-party` in every command that resolves times or scopes.

use std::path::Path;
use std::process::{Command, Output};

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn stdout(arguments: &[&str]) -> String {
    String::from_utf8(ema(arguments).stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Writes a feed with one row, for the channel Harbor+ in Australia in June 2027.
fn feed(folder: &Path) -> String {
    let path = folder.join("feed.csv");
    let rows = "DisplayName,Territory,WorkType,EntryType,LicenseType,GroupIdentity,FormatProfile,Start,End,ALID\n\
                Harbor Pictures,AU,Movie,Full Extract,SVOD,Harbor+,HD,2027-06-01,2027-06-30,LASTFERRY\n";
    std::fs::write(&path, rows).expect("a feed");
    text(&path).to_owned()
}

#[test]
fn a_zone_counts_in_every_command_that_resolves_times() {
    let folder = tempfile::tempdir().expect("a folder");
    let (feed, state) = (feed(folder.path()), folder.path().join("state.json"));
    let sydney = ["--zone", "AU=Australia/Sydney"];
    // On Lord Howe Island, June ends half an hour earlier than in Sydney.
    let between = ["--as-of", "2027-06-30T13:45:00Z"];
    let apply = |state: &Path, rest: &[&str]| {
        let before = ["--as-of", "2027-01-01", "--force"];
        let args = ["apply", "--state", text(state), &feed, "--format", "json"];
        stdout(&[&args[..], &before, rest].concat())
    };
    assert!(apply(&state, &[]).contains(r#""end_utc": "2027-06-30T13:29:59Z""#));
    assert!(apply(&state, &sydney).contains(r#""end_utc": "2027-06-30T13:59:59Z""#));
    let live = ["apply", "--state", text(&state), "--live", "AU"];
    assert!(stdout(&[&live[..], &between, &sydney].concat()).contains("1 window"));

    let ended = |rest: &[&str]| {
        let report = stdout(&[&["validate", &feed][..], &between, rest].concat());
        report.contains("the window has ended")
    };
    assert!(ended(&[]) && !ended(&sydney));

    let drawn = |rest: &[&str]| {
        let out = folder.path().join("drawn.html");
        let args = ["timeline", &feed, text(&out)];
        assert_eq!(
            ema(&[&args[..], &between, rest].concat()).status.code(),
            Some(0)
        );
        std::fs::read_to_string(&out).expect("a page")
    };
    assert!(drawn(&[]).contains("· ended ·") && drawn(&sydney).contains("· live ·"));

    // The state contains the instants for Sydney. According to the clocks on Lord Howe Island, the
    // feed has different instants.
    let diff = |rest: &[&str]| stdout(&[&["diff", text(&state), &feed][..], rest].concat());
    assert!(diff(&[]).contains("1 changed"), "{}", diff(&[]));
    assert!(diff(&sydney).contains("1 unchanged"), "{}", diff(&sydney));

    let zone = stdout(&[&["zone", "AU"][..], &between, &sydney].concat());
    assert!(zone.contains("first zone        Australia/Sydney, as given by --zone"));
    assert!(zone.contains("2027-06-30 23:45:00 there"), "{zone}");
    let at = stdout(&[
        "zone",
        "AU",
        "--at",
        "2027-06-30T13:45:00Z",
        "--zone",
        sydney[1],
    ]);
    assert_eq!(at, zone);
}

#[test]
fn the_day_of_a_take_down_is_that_of_the_zone() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed = feed(folder.path());
    // At this instant, it is June 11 on Lord Howe Island, but still June 10 in Perth.
    for (zone, end) in [
        ("Australia/Lord_Howe", "2027-06-10"),
        ("Australia/Perth", "2027-06-09"),
    ] {
        let zone = format!("AU={zone}");
        let options = ["--as-of", "2027-06-10T13:45:00Z", "--zone", &zone];
        let sent = folder.path().join(format!("{end}.csv"));
        let takedown = ["takedown", &feed, text(&sent), "--id", "LASTFERRY"];
        let done = ema(&[&takedown[..], &options].concat());
        assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
        let sent = std::fs::read_to_string(&sent).expect("a feed");
        assert!(sent.contains(&format!(",{end},")), "{zone}: {sent}");
    }
}

#[test]
fn a_name_of_the_platforms_own_subscription_decides_the_scope() {
    let folder = tempfile::tempdir().expect("a folder");
    let feed = feed(folder.path());
    for (options, model) in [
        (&[][..], "svod-channels"),
        (&["--first-party", "harbor+"], "svod-prime"),
        (
            &["--first-party", "Prime", "--first-party", "Harbor+"],
            "svod-prime",
        ),
    ] {
        let state = folder.path().join(format!("{}.json", options.len()));
        let apply = [
            "apply",
            "--state",
            text(&state),
            &feed,
            "--force",
            "--format",
            "json",
        ];
        let json = stdout(&[&apply[..], options].concat());
        assert!(
            json.contains(&format!(r#""rights_model": "{model}""#)),
            "{json}"
        );
    }
}

#[test]
fn what_is_no_zone_or_territory_is_refused_with_what_is_nearest() {
    let commands: [&[&str]; 7] = [
        &["validate", "a.xlsx"],
        &["apply", "--state", "s.json", "a.xlsx"],
        &["diff", "a.xlsx", "b.xlsx"],
        &["extract", "a.xlsx", "b.xlsx", "c.xlsx"],
        &["takedown", "a.xlsx", "b.xlsx", "--id", "A"],
        &["timeline", "a.xlsx", "a.html"],
        &["zone", "AU"],
    ];
    for command in commands {
        for (zone, hint) in [
            ("UK=Europe/London", "write GB (United Kingdom)"),
            ("AU=Sidney", "the nearest is Australia/Sydney"),
            ("PT=Lisboa", "the nearest is Europe/Lisbon"),
            ("AU", "as in AU=Australia/Sydney"),
        ] {
            let refused = ema(&[command, &["--zone", zone]].concat());
            assert_eq!(refused.status.code(), Some(2), "{command:?}");
            assert!(stderr(&refused).contains(hint), "{}", stderr(&refused));
        }
    }
    let twice = [
        "zone",
        "AU",
        "--zone",
        "AU=Australia/Perth",
        "--zone",
        "AU=Australia/Eucla",
    ];
    assert!(stderr(&ema(&twice)).contains("--zone specifies two zones for AU"));
}

#[test]
fn a_territory_has_its_hint_wherever_it_is_typed() {
    for command in [
        &["zone", "UK"][..],
        &["currency", "uk"],
        &["apply", "--state", "s.json", "--live", "UK"],
        &[
            "takedown",
            "a.xlsx",
            "b.xlsx",
            "--id",
            "A",
            "--territory",
            "UK",
        ],
        &[
            "takedown",
            "a.xlsx",
            "b.xlsx",
            "--id",
            "A",
            "--territory",
            "UK-LND",
        ],
    ] {
        let refused = ema(command);
        assert_eq!(refused.status.code(), Some(2), "{command:?}");
        let told = stderr(&refused);
        assert!(
            told.contains("write GB (United Kingdom)"),
            "{command:?}: {told}"
        );
    }
}

#[test]
fn the_head_of_a_report_names_the_zones_that_were_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("feed.csv");
    let head = |territories: &str, options: &[&str]| {
        let row = format!(
            "DisplayName,Territory,WorkType,EntryType,LicenseType,FormatProfile,Start,End,ALID\n\
             Harbor Pictures,\"{territories}\",Movie,Full Extract,EST,HD,2027-01-01,2027-07-31,A\n"
        );
        std::fs::write(&path, row).expect("a feed");
        let report = stdout(&[&["validate", text(&path)][..], options].concat());
        report.lines().nth(2).expect("a head").to_owned()
    };
    assert_eq!(
        head("CL, US, FR", &[]),
        "  local times: CL in America/Coyhaique or America/Santiago, US in America/New_York"
    );
    assert_eq!(
        head("US", &["--zone", "US=America/Los_Angeles"]),
        "  local times: US in America/Los_Angeles"
    );
    assert_eq!(head("FR, DE", &[]), "");
    let many = head("AU, BR, CA, CL, ID, KI, MX, US", &[]);
    assert!(many.ends_with(" and 2 more"), "{many}");
}

/// A zone that belongs to another territory can be a mistake, but it can also be intentional.
#[test]
fn a_zone_of_another_territory_is_named() {
    let told = |zone: &str| {
        let output = ema(&["zone", "AU", "--zone", zone]);
        assert_eq!(output.status.code(), Some(0));
        stderr(&output)
    };
    assert_eq!(
        told("FR=Europe/London"),
        "ema: --zone FR=Europe/London: Europe/London is not a zone of FR (France), but it is used anyway; its \
         zone is Europe/Paris\n"
    );
    assert_eq!(
        told("AU=Europe/London"),
        "ema: --zone AU=Europe/London: Europe/London is not a zone of AU (Australia), but it is used anyway; \
         `ema zone AU` lists its zones\n"
    );
    // These zones always show the same time as one of the territory's own zones. Zone names are not case-sensitive.
    for zone in [
        "AU=australia/sydney",
        "AU=Australia/Canberra",
        "US=US/Pacific",
        "US=America/Toronto",
        "BV=Europe/Oslo",
    ] {
        assert_eq!(told(zone), "", "{zone}");
    }
}
