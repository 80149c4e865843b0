//! Checks the JSON of reports, outcomes and holdings against its description for users, `data/results.schema.json`.
#![cfg(feature = "serde")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that meets what cannot be is to fail"
)]

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ema_model::{Format, Workbook};
use ema_rules::{
    AsOf, Checker, Feed, Holdings, Outcome, Profile, Report, ReportBuilder, Scope, Severity,
};
use serde::Serialize;
use serde_json::Value;

fn schema() -> Value {
    serde_json::from_str(include_str!("../data/results.schema.json")).unwrap()
}

/// Checks a value against the definition with this name.
fn check(name: &str, value: &impl Serialize) -> Value {
    let mut schema = schema();
    schema["$ref"] = format!("#/$defs/{name}").into();
    let value = serde_json::to_value(value).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}\n{value:#}");
    value
}

const HEADER: &str = "DisplayName,ALID,WorkType,TitleInternalAlias,EntryType,Territory,LicenseType,\
                      GroupIdentity,FormatProfile,PriceType,PriceValue,Start,End,Notes\n";

fn workbook(rows: &str) -> Workbook {
    ema_io::read_bytes(format!("{HEADER}{rows}")).unwrap()
}

fn xml() -> Workbook {
    let text = "<AvailList xmlns=\"http://www.movielabs.com/schema/avails/v2.4/avails\" \
                xmlns:md=\"http://www.movielabs.com/schema/md/v2.7/md\"><Avail>\
                <ALID>x y</ALID><Disposition><EntryType>Full Extract</EntryType></Disposition>\
                <Licensor><md:DisplayName>Rockstar</md:DisplayName></Licensor>\n\
                <Asset contentID=\"c\"><WorkType>Movie</WorkType><Metadata><md:Odd>a</md:Odd></Metadata></Asset>\
                <Transaction><LicenseType>EST</LicenseType><Territory><md:country>US</md:country></Territory>\
                <Start>2026-01-01</Start><EndCondition>Open</EndCondition><FormatProfile>HD</FormatProfile>\
                </Transaction>\n\
                <Transaction><Territory><md:country>UK</md:country></Territory></Transaction></Avail></AvailList>";
    ema_io::read_bytes(text).unwrap()
}

fn as_of() -> AsOf {
    "2026-11-21".parse().unwrap()
}

fn report(workbook: &Workbook) -> Report {
    Profile::prime_video().check(workbook, as_of())
}

#[test]
fn reports_and_findings_are_as_described() {
    let faulty = "Rockstar,A,Movie,A title,Full Extract,UK,EST,,HD,Tier,1,2026-01-01,Open,x\n\
                  Rockstar,A,Movie,A title,Full Delete,AU,EST,,HD,,,2026-01-01,2026-02-01,\n";
    let many: String = (0..1_100)
        .map(|number| {
            format!(
                "Rockstar,A{number},Movie,A,Full Extract,X{number},EST,,HD,,,2026-01-01,Open,\n"
            )
        })
        .collect();
    for workbook in [workbook(faulty), workbook(&many), workbook(""), xml()] {
        let fixed = report(&workbook);
        let mut builder = ReportBuilder::new();
        for finding in fixed.findings().iter().flat_map(|it| it.unfold()) {
            check("Finding", &finding);
            builder.add(finding);
        }
        let report = report(&workbook).with_fixed(builder);
        check("Report", &report);
        check("FileSummary", report.summary());
    }
    assert!(!report(&workbook(&many)).left_out().is_empty());
}

fn applied(holdings: &mut Holdings, workbook: &Workbook) -> Outcome {
    let profile = Profile::prime_video();
    let outcome = holdings.apply(&Feed::of(workbook, profile.conventions()), as_of());
    check("Outcome", &outcome);
    outcome
}

#[test]
fn outcomes_comparisons_and_holdings_are_as_described() {
    let first = "Rockstar,A,Movie,A title,Full Extract,\"DE, FR\",SVOD,crimeflix,HD,,,2026-01-01,Open,x\n\
                 Rockstar,A,Movie,A title,Full Extract,\"DE, FR\",SVOD,pureflix,HD,,,2027-01-01,Open,\n\
                 Rockstar,B,Movie,B title,Full Extract,US,Rental,,HD,WSP,9.99,2025-01-01,2025-12-31,\n\
                 Rockstar,B,Movie,B title,Full Extract,US,EST,,HD,WSP,9.99,2026-01-01,Open,\n\
                 Rockstar,B,Movie,B title,Full Extract,US,POEST,,HD,WSP,9.99,2027-01-01,ESTStart,\n\
                 ,B,Movie,,Full Extract,US,EST,,,,,,,\n";
    let second = "Rockstar,A,Movie,A title,Full Extract,DE,SVOD,crimeflix,HD,,,2026-01-01,2027-12-31,x\n\
                  Rockstar,B,Movie,B title,Full Delete,US,EST,,HD,,,2026-01-01,Open,\n\
                  Rockstar,C,Movie,C title,Full Extract,US,EST,,HD,,,2026-01-01,Open,\n\
                  Rockstar,C,Movie,C title,Full Delete,US,EST,,HD,,,2026-01-01,Open,\n";
    let profile = Profile::prime_video();
    let mut old = Holdings::new();
    applied(&mut old, &workbook(first));
    let mut new = old.clone();
    let outcome = applied(&mut new, &workbook(second));
    assert!(outcome.conflicts().next().is_some());
    applied(&mut new, &xml());
    for holdings in [&Holdings::new(), &old, &new] {
        check("Holdings", holdings);
        check(
            "Live",
            &holdings.live_in(as_of(), None, profile.conventions()),
        );
    }
    assert!(new.left_live().next().is_some());
    check("Diff", &old.diff(&new));
}

#[test]
fn explanations_are_as_described() {
    let profile = Profile::prime_video();
    let rows = "Rockstar,A,Movie,A title,Full Extract,\"DE, FR\",SVOD,crimeflix,HD,,,2026-01-01,Open,x\n\
                ,B,,,,UK,,,,,,03/05/2024,ESTStart,\n";
    for workbook in [workbook(rows), xml()] {
        let mut held = Holdings::new();
        applied(&mut held, &workbook);
        let new = || {
            Checker::new(&profile, workbook.file.format, as_of(), |_| {
                ControlFlow::Continue(())
            })
        };
        let checkers = [new(), new().holding(&held)];
        let findings = report(&workbook);
        let findings = findings.findings().iter().flat_map(|it| it.unfold());
        let findings: Vec<_> = findings.collect();
        let avails = workbook.sheets.iter().flat_map(|sheet| &sheet.avails);
        for (avail, checker) in avails.flat_map(|avail| checkers.iter().map(move |it| (avail, it)))
        {
            for column in avail.header().columns() {
                let mut explanation = checker.explain(avail, column.index);
                findings.iter().cloned().for_each(|it| explanation.add(it));
                check("Explanation", &explanation);
            }
        }
    }
}

/// Each definition describes a document that another test checks.
#[test]
fn every_definition_is_used() {
    let text = include_str!("../data/results.schema.json");
    let known: BTreeSet<String> = schema()["$defs"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let tops = [
        "Finding",
        "FileSummary",
        "Report",
        "Outcome",
        "Diff",
        "Live",
        "Holdings",
        "Scope",
        "Explanation",
    ];
    for name in known {
        let is_used = text.contains(&format!("#/$defs/{name}\"")) || tops.contains(&&*name);
        assert!(is_used, "{name}");
    }
}

#[test]
fn scopes_severities_and_moments_are_read_again() {
    for key in [
        "Rock%2FStar/A/CA-QC/svod-channels",
        "Rockstar/A/US/Rental",
        "Rockstar/A/US/other:tvod",
    ] {
        let scope = Scope::from_key(key).unwrap();
        let value = check("Scope", &scope);
        assert_eq!(serde_json::from_value::<Scope>(value).unwrap(), scope);
    }
    for severity in [Severity::Notice, Severity::Warning, Severity::Error] {
        let value = check("Severity", &severity);
        assert_eq!(serde_json::from_value::<Severity>(value).unwrap(), severity);
    }
    for text in ["2026-11-21", "2026-11-21T14:00:00Z"] {
        let as_of: AsOf = serde_json::from_value(text.into()).unwrap();
        assert_eq!(serde_json::to_value(as_of).unwrap(), text);
    }
    for wrong in ["\"fatal\"", "1"] {
        assert!(serde_json::from_str::<Severity>(wrong).is_err());
        assert!(serde_json::from_str::<AsOf>(wrong).is_err());
        assert!(serde_json::from_str::<Scope>(wrong).is_err());
    }
}

/// A service can send each finding as a line of JSON, and the summary at the end.
#[test]
fn findings_can_be_sent_as_they_are_found() {
    let profile = Profile::prime_video();
    let workbook =
        workbook("Rockstar,A,Movie,A title,Full Extract,UK,EST,,HD,,,2026-01-01,Open,\n");
    let mut lines = Vec::new();
    let checker = Checker::new(&profile, Format::Csv, as_of(), |finding| {
        lines.push(serde_json::to_string(&finding).unwrap());
        ControlFlow::Continue(())
    });
    let summary = checker.check_workbook(&workbook);
    lines.push(serde_json::to_string(&summary).unwrap());
    assert!(lines.len() > 1);
    assert!(lines.iter().all(|line| !line.contains('\n')));
}
