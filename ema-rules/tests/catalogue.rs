//! Generates `docs/rules.md` from the pages of the rules, and checks that it is up to date.
//!
//! After a change of a rule: `EMA_UPDATE=1 cargo test -p ema-rules --test catalogue`.

use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use ema_rules::{Profile, Rule, Section, Severity, rules};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
static PRIME_VIDEO: LazyLock<Profile> = LazyLock::new(Profile::prime_video);
static EMA: LazyLock<Profile> = LazyLock::new(Profile::ema);

#[test]
fn the_page_is_what_the_rules_say() {
    let page = page();
    if std::env::var_os("EMA_UPDATE").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    // A checkout may change the line endings.
    let committed = fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    assert!(
        committed == page,
        "rules.md is stale; run: EMA_UPDATE=1 cargo test -p ema-rules --test catalogue"
    );
}

/// Markdown treats `<text>` as an element and does not show it.
#[test]
fn elements_are_between_backticks() {
    for rule in rules() {
        let page = rule.page();
        for text in [
            rule.summary(),
            page.what,
            page.why,
            page.example,
            page.remedy,
            page.source,
        ] {
            let mut outside = text.split('`').step_by(2);
            assert!(
                outside.all(|text| !text.contains('<')),
                "{}: {text}",
                rule.name()
            );
            assert!(
                text.matches('`').count() % 2 == 0,
                "{}: {text}",
                rule.name()
            );
        }
    }
}

fn page() -> String {
    let mut page = String::from(
        "<!-- Generated from the rules; do not edit.\n\
         To regenerate it: EMA_UPDATE=1 cargo test -p ema-rules --test catalogue -->\n\n\
         # The catalog of rules\n\n\
         An **error** is refused by the platform, or read as something other than intended. A \
         **warning** is accepted, but probably not intended. A **notice** is worth knowing. The \
         profile `prime-video` checks a file against the requirements of Prime Video, and `ema` \
         against the EMA specification only.\n\n\
         The [sources](#sources) of the rules are listed at the end.\n\n\
         ## Index\n",
    );
    let rules: Vec<&Rule> = rules().collect();
    let sections = || rules.chunk_by(|a, b| a.section() == b.section());
    for rules in sections() {
        index(&mut page, rules[0].section(), rules);
    }
    for rules in sections() {
        let _ = write!(page, "\n## {}\n", rules[0].section().as_str());
        for rule in rules {
            describe(&mut page, rule);
        }
    }
    page.push_str(SOURCES);
    page
}

const SOURCES: &str = r#"
## Sources

The documents that the rules cite, as they were in November 2026. Addresses that begin with `/` are on <https://videocentral.amazon.com/support>; a topic is at `https://videocentral.amazon.com/home/help?topicId=`.

| document | address | state |
|---|---|---|
| Prime Video, "Content rights", with its field list and currency map | `/delivery-experience/licensing-rights-and-avails/content-rights`, topic `GP9XKVV8Z35EGHCH` | page of 2025-09-30, read 2026-11-21 |
| Prime Video, "Content removal" | topic `GE7RWTBF9FZV945H` | |
| Prime Video, "Language holdback and allowed languages" | `/delivery-experience/licensing-rights-and-avails/language-holdback-and-allowed-languages` | |
| Prime Video, "Free video on demand" | `/delivery-experience/licensing-rights-and-avails/free-video-on-demand` | |
| Prime Video, "File naming rules" | `/delivery-experience/file-naming-rules` | page of 2024-08-06 |
| Prime Video, "Season passes, season offers and content bundles" | `/delivery-specifications/season-passes-season-offers-and-content-bundles` | page of 2025-08-27 |
| Prime Video, "Delivery overview" | `/delivery-overview` | |
| Prime Video, "What's New" | topic `GU3KFM7B5D6YE98R` | version 6.8 of 2021-01-04 |
| Prime Video, delivery times | topic `GNZ69HSJPV5V3GSQ` | |
| Prime Video, "Prime Video Avails API" | `/prime-video-avails-api` | page of 2026-02-16 |
| EMA Avails templates, with data dictionaries and FAQ | <https://movielabs.com/md/avails/> | 1.6e2 of 2016-01-20, 1.7.2a, 1.7.3a and 1.8a of 2021-08-03, 1.9 of 2019-12-17 |
| EMA Avails change log | <https://www.movielabs.com/md/avails/changelog.html> | |
| MovieLabs, schemas, structure rules and vocabularies of XML Avails | <https://github.com/MovieLabs/mddf> | XML Avails 2.1 to 2.7 |
| MovieLabs Common Metadata Ratings | <https://movielabs.com/md/ratings/> | 2.5.1 |
"#;

fn index(page: &mut String, section: Section, rules: &[&Rule]) {
    let heading = section.as_str();
    let anchor = heading.to_lowercase().replace(' ', "-");
    let _ = write!(
        page,
        "\n[{heading}](#{anchor})\n\n\
         | rule | `prime-video` | `ema` | fires if |\n|---|---|---|---|\n"
    );
    for rule in rules {
        let _ = writeln!(
            page,
            "| [{name}](#{name}) | {} | {} | {} |",
            severity(PRIME_VIDEO.severity(rule)),
            severity(EMA.severity(rule)),
            rule.summary().replace('|', "\\|"),
            name = rule.name(),
        );
    }
}

fn describe(page: &mut String, rule: &Rule) {
    let severities = match (PRIME_VIDEO.severity(rule), EMA.severity(rule)) {
        (one, other) if one == other => format!("{} under both profiles", severity(one)),
        (one, other) => format!(
            "{} under `prime-video`, {} under `ema`",
            severity(one),
            severity(other)
        ),
    };
    let text = rule.page();
    let _ = write!(
        page,
        "\n### {}\n\n*{}*: {severities}.\n\n{}\n",
        rule.name(),
        rule.summary(),
        linked(text.what, rule)
    );
    for (label, text) in [
        ("Why it matters", text.why),
        ("Example", text.example),
        ("What to do", text.remedy),
        ("Source", text.source),
    ] {
        let end = if text.ends_with('.') { "" } else { "." };
        let _ = write!(page, "\n**{label}**: {}{end}\n", linked(text, rule));
    }
}

/// Turns the names of other rules into links. A name without a hyphen may be an ordinary word.
fn linked(text: &str, of: &Rule) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_rule = |word: &str| {
        word.contains('-') && word != of.name() && rules().any(|rule| rule.name() == word)
    };
    let words = |text: &str| -> String {
        let words = text.split_inclusive(|c| !is_name(c)).map(|part| {
            let word = part.trim_end_matches(|c| !is_name(c));
            match is_rule(word) {
                true => format!("[{word}](#{word}){}", &part[word.len()..]),
                false => part.to_owned(),
            }
        });
        words.collect()
    };
    let parts = text
        .split('`')
        .enumerate()
        .map(|(index, part)| match index % 2 {
            0 => words(part),
            _ if is_rule(part) => format!("[`{part}`](#{part})"),
            _ => format!("`{part}`"),
        });
    parts.collect()
}

fn severity(severity: Option<Severity>) -> &'static str {
    severity.map_or("off", Severity::as_str)
}
