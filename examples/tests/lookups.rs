//! Tests `ema currency` and `ema zone` from a user's point of view.

use std::process::{Command, Output};

use ema_testing::{assert_snapshot, str};

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = ema(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    text(output.stdout)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

const DAY: [&str; 2] = ["--as-of", "2026-11-22"];

#[test]
fn the_default_and_the_legal_tender_of_territories() {
    let codes = [
        "currency", "gb", "DE", "HR", "KY", "AQ", "AN", "XK", "SU", "ZW", "SV",
    ];
    assert_snapshot(
        printed(&[&codes[..], &DAY].concat()),
        ema_testing::file!["snapshots/currencies.txt"],
    );
}

#[test]
fn a_currency_that_was_withdrawn_later_is_legal_tender_until_then() {
    let before = printed(&["currency", "HR", "--as-of", "2022-12-31"]);
    assert!(
        before.contains("HRK (Croatian Kuna), on 2022-12-31"),
        "{before}"
    );
    assert!(!before.contains("specify the"), "{before}");
    let after = printed(&["currency", "HR", "--as-of", "2023-01-01"]);
    assert!(after.contains("EUR (Euro), on 2023-01-01"), "{after}");
    assert!(after.contains("specify the"), "{after}");
    let long_before = printed(&["currency", "GB", "--as-of", "1990-01-01"]);
    assert!(
        long_before.contains("known from 1999-01-01 on"),
        "{long_before}"
    );
}

#[test]
fn currencies_as_json() {
    let json = printed(&[
        "currency", "GB", "DE", "KY", "--format", "json", DAY[0], DAY[1],
    ]);
    assert_snapshot(
        json,
        str![[r#"
[
  {
    "territory": "GB",
    "prime_video_default": "GBP",
    "iso4217_today": [
      "GBP"
    ],
    "notes": []
  },
  {
    "territory": "DE",
    "prime_video_default": null,
    "iso4217_today": [
      "EUR"
    ],
    "notes": []
  },
  {
    "territory": "KY",
    "prime_video_default": "GBP",
    "iso4217_today": [
      "KYD"
    ],
    "notes": [
      "GBP is not legal tender in KY; if the price is in KYD, name it in the sheet"
    ]
  }
]

"#]],
    );
}

#[test]
fn the_zones_and_the_days_of_territories() {
    let codes = ["zone", "US", "gb", "KI", "AU", "UA", "AN", "BV"];
    let zones = printed(&[&codes[..], &DAY].concat());
    // The version of the time zone rules depends on the lock file, so it is not in the snapshot.
    let (zones, version) = zones.rsplit_once("database ").expect("a version");
    assert!(version.starts_with("20"), "{version}");
    assert_snapshot(zones, ema_testing::file!["snapshots/zones.txt"]);
}

#[test]
fn a_day_on_which_clocks_are_set() {
    let forward = printed(&["zone", "EG", "--as-of", "2026-04-24"]);
    assert!(
        forward.contains("01:00:00 there (UTC+03:00), 2026-04-23T22:00:00Z"),
        "{forward}"
    );
    assert!(forward.contains("clocks are set forward"), "{forward}");
    let back = printed(&["zone", "EG", "--as-of", "2026-10-29"]);
    assert!(
        back.contains("23:59:59 there (UTC+02:00), 2026-10-29T21:59:59Z"),
        "{back}"
    );
    assert!(back.contains("clocks are set back"), "{back}");
}

/// The tz database must be newer than release 2026e, in which Cuba still returned to standard time
/// in the fall.
#[test]
fn cuba_stays_on_summer_time() {
    let cuba = printed(&["zone", "CU", "--as-of", "2026-11-30"]);
    assert!(cuba.contains("(UTC-04:00), 2026-11-30T04:00:00Z"), "{cuba}");
}

#[test]
fn zones_as_json() {
    let json = printed(&["zone", "NZ", "BV", "--format", "json", DAY[0], DAY[1]]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let chatham = &json[0];
    assert_eq!(chatham["territory"], "NZ");
    assert_eq!(chatham["zones"][0], "Pacific/Auckland");
    assert_eq!(chatham["first_zone"], "Pacific/Chatham");
    assert!(
        chatham["tzdb"]
            .as_str()
            .is_some_and(|version| version >= "2026f")
    );
    assert_eq!(chatham["day"], "2026-11-22");
    assert_eq!(chatham["start_utc"], "2026-11-21T10:15:00Z");
    assert_eq!(chatham["end_utc"], "2026-11-22T10:14:59Z");
    let bouvet = &json[1];
    assert_eq!(bouvet["zones"], serde_json::json!([]));
    assert_eq!(bouvet["first_zone"], "UTC");
}

#[test]
fn what_is_no_code_is_told_with_what_is_nearest() {
    let long = "x".repeat(100_000);
    let mut told = String::new();
    for texts in [
        "UK",
        "usa",
        "Germany",
        "Germny",
        "Côte d'Ivoir",
        "Korea",
        "Congo",
        "England",
        "GX",
        "XX",
        "UKR.",
        "GBQ",
        "HRK",
        "EU",
        "IC",
        "AA",
        "U1",
        "US,CA",
        "",
        "日本",
        "a\nb\u{1b}[1m",
        &long,
    ] {
        let output = ema(&["currency", texts]);
        assert_eq!(output.status.code(), Some(2), "{texts}");
        assert_eq!(text(output.stdout), "", "{texts}");
        assert_eq!(
            text(output.stderr.clone()),
            text(ema(&["zone", texts]).stderr),
            "{texts}"
        );
        let complained = text(output.stderr);
        assert_eq!(complained.lines().count(), 1, "{complained}");
        told += &complained;
    }
    assert_snapshot(
        told,
        str![[r#"
ema: "UK" is not the code of a territory; write GB (United Kingdom)
ema: "usa" is not the code of a territory; write US (United States)
ema: "Germany" is not the code of a territory; write DE (Germany)
ema: "Germny" is not the code of a territory; the nearest is DE (Germany)
ema: "Côte d'Ivoir" is not the code of a territory; the nearest is CI (Côte d'Ivoire)
ema: "Korea" is not the code of a territory; the nearest are KP (North Korea) and KR (South Korea)
ema: "Congo" is not the code of a territory; the nearest are CD (Congo, Democratic Republic of the) and CG (Congo, Republic of the)
ema: "England" is not the code of a territory: write the two letters of ISO 3166-1, such as US
ema: "GX" is not the code of a territory; the nearest are GW (Guinea-Bissau), GY (Guyana) and GU (Guam)
ema: "XX" is not the code of a territory; the nearest are XK (Kosovo), AX (Åland Islands) and CX (Christmas Island)
ema: "UKR." is not the code of a territory: write the two letters of ISO 3166-1, such as US
ema: "GBQ" is not the code of a territory; the nearest are GQ (Equatorial Guinea) and GB (United Kingdom)
ema: "HRK" is a currency (Croatian Kuna); write the code of a territory, such as US
ema: "EU" is not a territory: the letters are reserved for European Union, and are the code of no territory; write the codes of the territories that are meant
ema: "IC" is not a territory: the letters are reserved for Canary Islands, and are the code of no territory; write the codes of the territories that are meant
ema: "AA" is not the code of a territory; the nearest are AD (Andorra), AE (United Arab Emirates) and AF (Afghanistan)
ema: "U1" is not the code of a territory; the nearest are UA (Ukraine), UG (Uganda) and UM (United States Minor Outlying Islands)
ema: "US,CA" is not the code of a territory: write the two letters of ISO 3166-1, such as US
ema: "" is not the code of a territory: write the two letters of ISO 3166-1, such as US
ema: "日本" is not the code of a territory: write the two letters of ISO 3166-1, such as US
ema: "a\nb\u{1b}[1m" is not the code of a territory: write the two letters of ISO 3166-1, such as US
ema: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…" is not the code of a territory: write the two letters of ISO 3166-1, such as US

"#]],
    );
}

#[test]
fn codes_beside_one_that_is_none_are_answered() {
    for command in ["currency", "zone"] {
        let output = ema(&[command, "QQQ", " us ", "--format", "json"]);
        assert_eq!(output.status.code(), Some(2), "{command}");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(json.as_array().map(Vec::len), Some(1), "{command}");
        assert_eq!(json[0]["territory"], "US", "{command}");
        assert!(text(output.stderr).contains("\"QQQ\""), "{command}");
    }
}

#[test]
fn every_territory_has_an_answer() {
    let codes: Vec<_> = currency_map::Territory::all()
        .iter()
        .map(|territory| territory.as_str())
        .collect();
    for command in ["currency", "zone"] {
        for format in ["text", "json"] {
            let answers = printed(&[&[command, "--format", format], &codes[..]].concat());
            for code in &codes {
                assert!(answers.contains(code), "{command} {format} {code}");
            }
        }
    }
}

#[test]
fn a_cell_is_explained() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data/");
    let sample = format!("{data}sample-avails.xlsx");
    let explain = |cell: &str| {
        let output = ema(&["explain", &sample, cell, "--as-of", "2026-11-21"]);
        String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).replace(data, "")
    };
    assert_snapshot(
        [
            explain("U127"),
            explain("avails!c37"),
            explain("B2000"),
            explain("36"),
        ]
        .join("---\n"),
        str![[r#"
Avails!U127 End: The end of the window; a date without a time includes the whole
day.

text        `2026-06-30`, stored as date
value       2026-06-30
instant     US: 2026-07-01T03:59:59Z (2026-06-30 23:59:59 in America/New_York)
title       Last Ferry, The
offer       EST HD en-US
scope       LAST_FERRY_2024 of Harbor Pictures in US (sale and rental):
            everything that a Full Extract with this row replaces
found       notice ended: the window has ended: `2026-06-30`. If the title
            should be taken down, ignore this notice. Otherwise, correct End.
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space,
            control-character, converted-cell, value-case, date-syntax
---
Avails!C37 Territory: The territory in which the rights are granted.

text        `UK`, stored as text
value       not valid: it is not an ISO 3166-1 territory
title       North by Train
offer       EST HD en-GB
scope       not known, because the licensor, the ID, the license type or a
            territory is blank or not valid
found       error territory-code: `UK` (United Kingdom) is not a country code of
            ISO 3166-1. Write `GB` (United Kingdom).
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space,
            control-character, converted-cell, value-case, territory-list
---
ema: sample-avails.xlsx: there is no row of avails at B2000; `ema validate` lists the sheets with their rows
---
ema: `36` can't be explained: it is not the address of a cell, such as T36, TV!T36 or, in an XML file, `Start line 739`

"#]],
    );
    let json = ema(&[
        "explain",
        &sample,
        "T36",
        "--as-of",
        "2026-11-21",
        "--format",
        "json",
    ]);
    assert_snapshot(
        String::from_utf8(json.stdout).expect("JSON"),
        str![[r#"
{
  "schema": 1,
  "place": {
    "sheet": "Avails",
    "row": 36,
    "column": "T"
  },
  "field": "Start",
  "meaning": "The start of the window.",
  "text": "03/05/2024",
  "stored": "text",
  "value": null,
  "faults": [
    {
      "text": "03/05/2024",
      "reason": "it is neither a date of the form YYYY-MM-DD nor an ISO 8601 date and time"
    }
  ],
  "instants": [
    {
      "territory": "CA",
      "instant": "unknown",
      "zone": null,
      "local": null
    }
  ],
  "title": "North by Train",
  "offer": "VOD HD en-CA",
  "scopes": [
    {
      "licensor": "Harbor Pictures",
      "id": "NORTH_BY_TRAIN_2023",
      "territory": "CA",
      "rights_model": "tvod"
    }
  ],
  "held": null,
  "rules": [
    {
      "rule": "formula-cell",
      "findings": []
    },
    {
      "rule": "error-cell",
      "findings": []
    },
    {
      "rule": "hidden-duplicate-cell",
      "findings": []
    },
    {
      "rule": "stray-space",
      "findings": []
    },
    {
      "rule": "control-character",
      "findings": []
    },
    {
      "rule": "converted-cell",
      "findings": []
    },
    {
      "rule": "value-case",
      "findings": []
    },
    {
      "rule": "date-syntax",
      "findings": [
        {
          "rule": "date-syntax",
          "severity": "error",
          "sheet": "Avails",
          "row": 36,
          "column": "T",
          "field": "Start",
          "value": "03/05/2024",
          "related": [],
          "message": "`03/05/2024` can be 3 May 2024 or 5 March 2024",
          "help": "Write the intended date: `2024-05-03` or `2024-03-05`.",
          "fix": null,
          "source": "Prime Video, \"Content rights\", Start and End Terms: \"A date in the required format must be included\"; EMA Avails data dictionaries (1.6, 1.7.2), AvailTrans/Start, End and SuppressionLiftDate: dates, and the words that may replace them; EMA Avails change log (1.7.3): events as Start or End; ISO 8601: the form of dates and times"
        }
      ]
    }
  ]
}

"#]],
    );
}

#[test]
fn what_is_held_is_explained() {
    let feeds = concat!(env!("CARGO_MANIFEST_DIR"), "/data/feeds/");
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state.json").display().to_string();
    let [first, second] =
        ["2-both-channels.csv", "3-pureflix-alone.csv"].map(|it| format!("{feeds}{it}"));
    let as_of = ["--as-of", "2026-11-22", "--state", &state];
    ema(&[&["apply", &first][..], &as_of].concat());
    assert_snapshot(
        printed(&[&["explain", &second, "P4"][..], &as_of].concat()),
        str![[r#"
3-pureflix-alone!P4 Start: The start of the window.

text        `2026-06-01`, stored as text
value       2026-06-01
instant     DE: 2026-05-31T22:00:00Z (2026-06-01 00:00:00 in Europe/Berlin)
title       Harbor Watch, season 1, episode 1
offer       SVOD HD pureflix de
scope       HARBOR_S1E1 of Harbor Pictures in DE (SVOD channels): everything
            that a Full Extract with this row replaces
held there  DE: SVOD HD crimeflix de, 2026-01-01 to 2026-12-31
            (2-both-channels.csv, row 6)
held there  DE: SVOD HD pureflix de, 2026-06-01 to 2027-05-31
            (2-both-channels.csv, row 7)
found       nothing
passes      formula-cell, error-cell, hidden-duplicate-cell, stray-space,
            control-character, converted-cell, value-case, date-syntax

"#]],
    );
}
