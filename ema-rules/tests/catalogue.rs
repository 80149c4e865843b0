//! Generates `docs/rules.md` from the rules' pages, and checks that it is up to date.
//!
//! After a change to a rule, run `EMA_UPDATE=1 cargo test -p ema-rules --test catalogue`.

use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use ema_rules::{Profile, Rule, Section, Severity, rules};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
static PROFILES: LazyLock<Vec<Profile>> =
    LazyLock::new(|| Profile::names().filter_map(Profile::named).collect());

#[test]
fn the_page_is_what_the_rules_say() {
    let page = page();
    if std::env::var_os("EMA_UPDATE").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    // Git may change the line endings when it checks out the file.
    let committed = fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    assert!(
        committed == page,
        "rules.md is stale; run: EMA_UPDATE=1 cargo test -p ema-rules --test catalogue"
    );
}

/// Markdown treats `<text>` outside backticks as an element and does not show it.
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
         An **error** means that the platform refuses the file, the row or the scope, or does \
         something that the sender did not intend. A **warning** means that the platform accepts the \
         row, but the sender probably did not intend it. A **notice** is only informational.\n\n",
    );
    for profile in &*PROFILES {
        let name = profile.name();
        let _ = match profile.platform() {
            Some(platform) => write!(
                page,
                "The profile `{name}` checks a file against the requirements of {platform}. "
            ),
            None => write!(
                page,
                "The profile `{name}` checks it only against the EMA specification.\n\n"
            ),
        };
    }
    page.push_str("The [sources](#sources) of the rules are listed at the end.\n\n## Index\n");
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
    list_sources(&mut page);
    page
}

/// The documents cited by pages, each with the first words of its citations, its URL, and the version that was read.
fn sources() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("../data/sources.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let columns: Vec<_> = line.split('\t').collect();
        columns.try_into().expect("three columns")
    })
}

/// Each page cites a document with a known URL, and restates the relevant sentence. The exception is `stale-text`,
/// because no document describes the files that `ema-io` writes.
#[test]
fn every_source_has_an_address() {
    for rule in rules().filter(|rule| rule.name() != "stale-text") {
        let source = rule.page().source;
        assert!(
            sources().any(|[document, ..]| source.starts_with(document)),
            "{}: {source}",
            rule.name()
        );
        assert!(source.contains([':', '"']), "{}: {source}", rule.name());
    }
}

fn list_sources(page: &mut String) {
    page.push_str(
        "\n## Sources\n\nThe rules cite these documents. An address that begins with `/` is on \
         <https://videocentral.amazon.com/support>, and a topic is at \
         `https://videocentral.amazon.com/home/help?topicId=`. Unless a date is given, the document \
         was read in November 2026.\n\n| document | address | version or date |\n|---|---|---|\n",
    );
    for [document, address, state] in sources() {
        let _ = writeln!(page, "| {document} | {address} | {state} |");
    }
}

fn index(page: &mut String, section: Section, rules: &[&Rule]) {
    let heading = section.as_str();
    let anchor = heading.to_lowercase().replace(' ', "-");
    let _ = write!(page, "\n[{heading}](#{anchor})\n\n| rule |");
    for profile in &*PROFILES {
        let _ = write!(page, " `{}` |", profile.name());
    }
    let lines = "---|".repeat(PROFILES.len());
    let _ = writeln!(page, " fires if |\n|---|{lines}---|");
    for rule in rules {
        let _ = write!(page, "| [{name}](#{name}) |", name = rule.name());
        for profile in &*PROFILES {
            let _ = write!(page, " {} |", severity(profile, rule));
        }
        let _ = writeln!(page, " {} |", rule.summary().replace('|', "\\|"));
    }
}

fn describe(page: &mut String, rule: &Rule) {
    let severities: Vec<_> = PROFILES.iter().map(|it| severity(it, rule)).collect();
    let severities = match severities.iter().all(|it| *it == severities[0]) {
        true => format!("{} under every profile", severities[0]),
        false => {
            let pairs = PROFILES.iter().zip(&severities);
            let pairs = pairs.map(|(profile, it)| format!("{it} under `{}`", profile.name()));
            pairs.collect::<Vec<_>>().join(", ")
        }
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

/// Converts the names of other rules to links, except for names without a hyphen, which can be ordinary words.
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

fn severity(profile: &Profile, rule: &Rule) -> &'static str {
    profile.severity(rule).map_or("off", Severity::as_str)
}
