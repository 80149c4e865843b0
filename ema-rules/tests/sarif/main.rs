//! Checks SARIF logs against the schema that OASIS publishes with the standard, copied from
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/> as `sarif-schema-2.1.0.json`.
#![cfg(feature = "serde")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what cannot be is to fail"
)]

use std::path::Path;

use ema_rules::{Profile, Report, SarifLog, Timestamp};
use ema_testing::{assert_snapshot, str};
use serde_json::Value;

/// Feeds in spreadsheet and XML format, with findings about cells, rows, sheets and files.
const FEEDS: [(&str, &str); 3] = [
    (
        "feeds/odd names/größe #1.csv",
        "DisplayName,ALID,EntryType,Territory,LicenseType,FormatProfile,Start,End,Strt\n\
         \"a\u{1}\",A,Full Extract,UK,EST,HD,03/05/2024,Open,\n\
         ,,,US,,,2026-01-01,,x\n",
    ),
    (
        "empty.csv",
        "Territory,LicenseType,Start,End,EntryType,ALID\n",
    ),
    (
        "/srv/feeds/a.xml",
        "<AvailList xmlns=\"http://www.movielabs.com/schema/avails/v2.4/avails\" \
         xmlns:md=\"http://www.movielabs.com/schema/md/v2.7/md\"><Avail>\
         <ALID>x y</ALID>\n<Transaction><Territory><md:country>UK</md:country></Territory></Transaction>\
         </Avail></AvailList>",
    ),
];

fn report(text: &str) -> Report {
    let workbook = ema_io::read_bytes(text).unwrap();
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap());
    Profile::prime_video().check(&workbook, as_of)
}

fn log(feeds: &[(&str, &str)]) -> Value {
    let reports: Vec<(&str, Report)> = feeds
        .iter()
        .map(|(path, text)| (*path, report(text)))
        .collect();
    let reports = reports.iter().map(|(path, report)| (*path, report));
    serde_json::to_value(SarifLog::new(reports)).unwrap()
}

#[test]
fn a_log_is_as_its_schema_has_it() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sarif/sarif-schema-2.1.0.json");
    let schema = std::fs::read_to_string(schema).unwrap();
    // The pattern in the schema has an unmatched bracket, which some libraries reject.
    let schema = schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for feeds in [&FEEDS[..], &FEEDS[..1], &[]] {
        let log = log(feeds);
        let faults: Vec<String> = schema.iter_errors(&log).map(|it| it.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    let unreadable = SarifLog::new([]).unreadable("a b.xlsx", "it is encrypted");
    let unreadable = serde_json::to_value(unreadable).unwrap();
    assert!(schema.is_valid(&unreadable));
    let invocation = &unreadable["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "it is encrypted");
    let file = &told["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(file["uri"], "a%20b.xlsx");
    // The schema rejects invalid logs.
    let mut wrong = log(&FEEDS);
    wrong["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!schema.is_valid(&wrong));
}

#[test]
fn every_finding_is_a_result_of_its_rule_and_file() {
    let log = log(&FEEDS);
    let run = &log["runs"][0];
    let mut results = run["results"].as_array().unwrap().iter();
    for (index, (_, text)) in FEEDS.iter().enumerate() {
        for finding in report(text).findings() {
            let result = results.next().unwrap();
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(result["ruleId"], finding.first.rule.name());
            assert_eq!(
                run["tool"]["driver"]["rules"][rule]["id"],
                finding.first.rule.name()
            );
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            assert_eq!(file["index"], index);
            assert_eq!(file["uri"], run["artifacts"][index]["location"]["uri"]);
        }
    }
    assert!(results.next().is_none());
}

/// For an XML file, a dashboard shows the position in the text. For a sheet, it shows the cell.
#[test]
fn a_result_is_where_a_reader_looks_for_it() {
    let log = log(&FEEDS);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let location = |file: usize| {
        let of_file = |result: &&Value| {
            let at = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            at["index"] == file && result["ruleId"] == "territory-code"
        };
        &results.iter().find(of_file).unwrap()["locations"][0]
    };
    let (sheet, xml) = (location(0), location(2));
    let region = &sheet["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"]),
        (&2.into(), &4.into())
    );
    let cell = sheet["logicalLocations"][0]["fullyQualifiedName"].as_str();
    assert!(cell.unwrap().ends_with("!D2"), "{cell:?}");

    let region = &xml["physicalLocation"]["region"];
    let number = |part: &Value| usize::try_from(part.as_u64().unwrap()).unwrap();
    let line = FEEDS[2].1.lines().nth(number(&region["startLine"]) - 1);
    let rest = &line.unwrap()[number(&region["startColumn"]) - 1..];
    assert!(rest.starts_with("UK</md:country>"), "{rest}");
    assert!(xml["logicalLocations"].is_null());
}

#[test]
fn a_result_names_its_cell() {
    let log = log(&FEEDS[..1]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let territory = results
        .iter()
        .find(|it| it["ruleId"] == "territory-code")
        .unwrap();
    assert_snapshot(
        serde_json::to_string_pretty(territory).unwrap(),
        str![[r#"
{
  "level": "error",
  "locations": [
    {
      "logicalLocations": [
        {
          "fullyQualifiedName": "Sheet1!D2"
        }
      ],
      "physicalLocation": {
        "artifactLocation": {
          "index": 0,
          "uri": "feeds/odd%20names/gr%C3%B6%C3%9Fe%20%231.csv"
        },
        "region": {
          "startColumn": 4,
          "startLine": 2
        }
      }
    }
  ],
  "message": {
    "text": "`UK` (United Kingdom) is not a country code of ISO 3166-1\nWrite `GB` (United Kingdom)."
  },
  "occurrenceCount": 1,
  "ruleId": "territory-code",
  "ruleIndex": 6
}
"#]],
    );
}

#[test]
fn a_cell_makes_no_link() {
    let log = log(&[(
        "a.csv",
        "Territory,LicenseType,ALID,Start,End,EntryType\n\
         US,\"[click](https://example.com) \\ {0}\",A,2026-01-01,Open,Full Extract\n",
    )]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let texts: Vec<&str> = results
        .iter()
        .filter_map(|result| result["message"]["text"].as_str())
        .collect();
    let quoting = texts.iter().find(|text| text.contains("click")).unwrap();
    assert!(
        quoting.contains(r"`\[click\](https://example.com) \\ {0}`"),
        "{quoting}"
    );
    // Every opening bracket is escaped.
    let unescaped = texts
        .iter()
        .map(|text| text.replace(r"\\", "").replace(r"\[", ""));
    assert!(unescaped.into_iter().all(|text| !text.contains('[')));
}

/// If there are more findings than a dashboard accepts or shows, the log omits the least severe ones and reports the
/// omission.
#[test]
fn a_log_stays_below_the_limits_of_dashboards() {
    let header = "Territory,WorkType,LicenseType,FormatProfile,EntryType,ALID,Start,End\n";
    // Many rules report a different message for each row.
    let row = |at| format!("T{at},W{at},L{at},F{at},E{at}, A{at},S{at},N{at}\n");
    let rows: String = (0..1_500).map(row).collect();
    let feed = format!("{header}{rows}");
    let reports: Vec<Report> = (0..2).map(|_| report(&feed)).collect();
    let log = SarifLog::new(reports.iter().map(|report| ("a.csv", report)));
    let log = serde_json::to_value(log).unwrap();
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 5_000);
    assert!(results.iter().all(|it| it["level"] == "error"));
    let told = &run["invocations"][0]["toolExecutionNotifications"][0];
    let text = told["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("This log has the 5,000 most severe results; "),
        "{text}"
    );

    let feed = format!(
        "{header}{}",
        "UK,Movie,EST,HD,Full Extract,A,2027-01-01,Open\n".repeat(300)
    );
    let log = self::log(&[("a.csv", &feed)]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let uk = results
        .iter()
        .find(|it| it["ruleId"] == "territory-code")
        .unwrap();
    assert_eq!(uk["occurrenceCount"], 300);
    assert_eq!(uk["locations"].as_array().unwrap().len(), 100);
    let text = uk["message"]["text"].as_str().unwrap();
    assert!(
        text.ends_with("The first 100 of 300 places are listed."),
        "{text}"
    );
}
