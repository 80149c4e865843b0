//! Keeps `docs/rules.md` what the rules say of themselves.
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
    // Checked out with other line ends, the file is still the same page.
    let committed = fs::read_to_string(PAGE).unwrap().replace("\r\n", "\n");
    assert!(
        committed == page,
        "rules.md is stale; run: EMA_UPDATE=1 cargo test -p ema-rules --test catalogue"
    );
}

/// Markdown takes what looks like an element for one, and does not show it.
#[test]
fn elements_are_between_backticks() {
    for rule in rules() {
        let page = rule.page();
        for text in [
            rule.summary(),
            page.what,
            page.why,
            page.example,
            page.mend,
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
         To write it anew: EMA_UPDATE=1 cargo test -p ema-rules --test catalogue -->\n\n\
         # The catalogue of rules\n\n\
         An **error** is what a platform refuses, or reads as something else than is meant; a \
         **warning** is accepted, but probably not meant; a **notice** is worth knowing. Under the \
         profile `prime-video` a file is judged by what Prime Video takes, under `ema` by the EMA \
         specification alone.\n\n\
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
    page
}

fn index(page: &mut String, section: Section, rules: &[&Rule]) {
    let heading = section.as_str();
    let anchor = heading.to_lowercase().replace(' ', "-");
    let _ = write!(
        page,
        "\n[{heading}](#{anchor})\n\n\
         | rule | `prime-video` | `ema` | fires where |\n|---|---|---|---|\n"
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
        ("What to do", text.mend),
        ("Source", text.source),
    ] {
        let end = if text.ends_with('.') { "" } else { "." };
        let _ = write!(page, "\n**{label}**: {}{end}\n", linked(text, rule));
    }
}

/// A text in which the names of other rules are links. One without a hyphen may be any word.
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
