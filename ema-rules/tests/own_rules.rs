//! Tests rules that a caller adds to a profile.

use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
use ema_rules::{
    FileCheck, Page, Place, Profile, Report, Reporter, Rule, Severity, Timestamp, rule,
};

/// A page with as little content as possible.
const NO_PAGE: Page = Page {
    what: "",
    why: "",
    example: "",
    remedy: "",
    source: "",
};

static CONTRACT: Rule = Rule::own("harbor/contract-unknown", "a contract is unknown", NO_PAGE);
static SALE: Rule = Rule::own("harbor/sale", "a sale is not one of ours", NO_PAGE);

fn contract(avail: &Avail, reporter: &mut Reporter<'_>) {
    match avail.contract_id().cell() {
        Some(cell) => {
            let message = format!("`{}` is no contract of ours", cell.text());
            reporter
                .report_cell(cell, message, "Write one of the list.")
                .fix = Some("HP-017".into());
        }
        None => {
            reporter.report_blank(Column::ContractId, "there is no contract", "Write it.");
        }
    }
}

fn sale(_: &Avail, reporter: &mut Reporter<'_>) {
    reporter.report_row("we sell nothing here", "Delete the row.");
}

fn feed() -> Workbook {
    let cells = [
        (Column::Territory, "US"),
        (Column::Alid, "LASTFERRY"),
        (Column::ContractId, "17"),
    ];
    let with = Avail::from_cells(EmaVersion::V1_8, cells);
    let sheet = Sheet::new(with.header().clone(), vec![with]);
    Workbook::new(
        FileInfo::new(Some("feed.csv".into()), Format::Csv),
        vec![sheet],
    )
}

fn check(profile: &Profile) -> Report {
    profile.check(&feed(), as_of())
}

fn as_of() -> Timestamp {
    Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"))
}

/// Formats the findings of the added rules as lines.
fn own(report: &Report) -> Vec<String> {
    let findings = report.findings().iter();
    findings
        .filter(|finding| finding.first.rule.name().starts_with("harbor/"))
        .map(ToString::to_string)
        .collect()
}

#[test]
fn findings_stand_at_the_cell_and_the_row() {
    let profile = Profile::ema()
        .with_rule(&CONTRACT, Severity::Error, contract)
        .with_rule(&SALE, Severity::Notice, sale);
    let report = check(&profile);
    assert_eq!(
        own(&report),
        [
            "Avails!row 4: notice: we sell nothing here (harbor/sale)",
            "Avails!C4: error: `17` is no contract of ours (harbor/contract-unknown)",
        ]
    );
    let finding = report
        .findings()
        .iter()
        .find(|finding| finding.first.fix.is_some());
    assert_eq!(finding.unwrap().first.value.as_deref(), Some("17"));
}

#[test]
fn they_add_to_what_the_catalogue_finds_and_take_nothing_away() {
    let mut catalogue: Vec<String> = Vec::new();
    let with = Profile::prime_video().with_rule(&SALE, Severity::Error, sale);
    for profile in [Profile::prime_video(), with] {
        let report = check(&profile);
        let others = report.findings().iter().map(ToString::to_string);
        let others: Vec<String> = others.filter(|line| !line.contains("harbor/")).collect();
        if catalogue.is_empty() {
            catalogue = others;
        } else {
            assert_eq!(catalogue, others);
        }
    }
    assert!(!catalogue.is_empty());
}

#[test]
fn they_are_graver_milder_or_off_like_all_others() {
    let profile = Profile::ema().with_rule(&SALE, Severity::Error, sale);
    assert_eq!(profile.severity(&SALE), Some(Severity::Error));
    assert_eq!(profile.rules().last().map(Rule::name), Some("harbor/sale"));

    let milder = profile
        .clone()
        .with_severity(&SALE, Some(Severity::Warning));
    assert!(own(&check(&milder))[0].contains("warning"));

    let off = profile.with_severity_of("harbor/sale", None).unwrap();
    assert_eq!(own(&check(&off)), [""; 0]);
    assert!(off.rules().all(|rule| rule.name() != "harbor/sale"));
    assert!(
        off.clone()
            .with_severity_of("harbor/sale", Some(Severity::Notice))
            .is_ok()
    );
    let unknown = off.with_severity_of("no-such-rule", None).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "no rule has the name `no-such-rule`; `rules()` lists them"
    );
}

#[test]
fn the_last_check_of_a_rule_is_its_check() {
    let profile = Profile::ema()
        .with_rule(&SALE, Severity::Error, contract)
        .with_rule(&SALE, Severity::Notice, sale);
    assert_eq!(
        own(&check(&profile)),
        ["Avails!row 4: notice: we sell nothing here (harbor/sale)"]
    );
}

#[test]
fn a_report_shows_each_under_its_own_name_behind_the_catalogue() {
    let profile = Profile::prime_video()
        .with_rule(&SALE, Severity::Error, sale)
        .with_rule(&CONTRACT, Severity::Error, contract);
    let text = check(&profile).as_text().to_string();
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} in {text}"))
    };
    let own = at("error harbor/contract-unknown: a contract is unknown");
    assert!(at("error missing-column") < own);
    assert!(own < at("error harbor/sale: a sale is not one of ours"));
}

#[test]
#[should_panic(expected = "`stray-space` is a rule of the catalog")]
fn a_rule_of_the_catalogue_keeps_its_check() {
    let of_catalogue = rule("stray-space").unwrap();
    let _ = Profile::ema().with_rule(of_catalogue, Severity::Error, sale);
}

#[test]
fn a_name_has_a_house() {
    for name in ["sale", "/sale", "harbor/", ""] {
        let made = std::panic::catch_unwind(|| Rule::own(name, "a sale", NO_PAGE));
        assert!(made.is_err(), "{name}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn what_a_page_does_not_say_is_left_out_of_what_programs_read() {
    let profile = Profile::ema().with_rule(&CONTRACT, Severity::Error, contract);
    let report = check(&profile);
    let log = serde_json::to_value(ema_rules::SarifLog::new([("feed.csv", &report)])).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let own = rules.iter().find(|rule| rule["id"] == CONTRACT.name());
    let own = own.unwrap().as_object().unwrap();
    assert!(own.keys().eq(["id", "shortDescription"]), "{own:?}");

    let report = serde_json::to_value(&report).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let own = findings
        .iter()
        .find(|finding| finding["rule"] == CONTRACT.name());
    assert_eq!(own.unwrap()["source"], serde_json::Value::Null);
}

#[cfg(feature = "html")]
#[test]
fn a_page_shows_them_and_no_empty_lines() {
    let profile = Profile::ema().with_rule(&CONTRACT, Severity::Error, contract);
    let report = check(&profile);
    let page = report.as_html().to_string();
    let (_, own) = page.split_once("harbor/contract-unknown").unwrap();
    let (own, _) = own.split_once("</details>").unwrap();
    assert!(own.contains("is no contract of ours"), "{own}");
    assert!(!own.contains("Source:"), "{own}");
    assert!(!own.contains(r#"<p class="soft"></p>"#), "{own}");
}

/// Counts the rows in a file and reports the last row.
#[derive(Default)]
struct Counted(u32, Option<Place>);

impl FileCheck for Counted {
    fn row(&mut self, _avail: &Avail, reporter: &mut Reporter<'_>) {
        self.0 += 1;
        self.1 = Some(reporter.place(None));
    }

    fn finish(self: Box<Self>, file: &FileInfo, reporter: &mut Reporter<'_>) {
        let name = file.name.as_deref().unwrap_or("no name");
        reporter.report_file(format!("{name} has {} row(s)", self.0), "");
        if let Some(place) = self.1 {
            reporter.report_place(place, "the last row", "");
        }
    }
}

#[test]
fn a_rule_of_a_file_begins_anew_with_each_file() {
    let profile = Profile::ema()
        .with_file_rule(&CONTRACT, Severity::Notice, Counted::default)
        .with_name("harbor-2026");
    for _ in 0..2 {
        let report = check(&profile);
        assert_eq!(report.summary().profile, "harbor-2026");
        let expected = [
            "the file: notice: feed.csv has 1 row(s) (harbor/contract-unknown)",
            "Avails!row 4: notice: the last row (harbor/contract-unknown)",
        ];
        assert_eq!(own(&report), expected);
    }
    let row_alone = profile.with_rule(&CONTRACT, Severity::Error, contract);
    assert_eq!(own(&check(&row_alone)).len(), 1);
}
