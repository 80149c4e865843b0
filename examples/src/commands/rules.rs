//! `ema rules`: prints the catalog of rules, or the page for one rule.

use std::io::{self, Write};

use anstyle::Style;
use clap::Args;
use ema_rules::{Profile, Rule, Severity, WarningKind, rule, rules};

use crate::failure::{Failure, Outcome};
use crate::output;

/// List all rules, or explain one rule.
#[derive(Args)]
pub(crate) struct Rules {
    /// Name of a rule, such as `window-overlap`.
    name: Option<String>,
}

const BOLD: Style = Style::new().bold();

impl Rules {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        match &self.name {
            None => output::write(None, write_catalogue)?,
            Some(name) => {
                // If the name is that of an `ema apply` warning, the page for the corresponding
                // rule is printed.
                let of_warning = || {
                    let mut kinds = WarningKind::ALL.iter().copied();
                    kinds
                        .find(|kind| kind.as_str() == name)
                        .map(WarningKind::rule)
                };
                let rule = rule(name).or_else(of_warning);
                let rule = rule.ok_or_else(|| unknown(name))?;
                output::write(None, |out| write_page(out, rule))?;
            }
        }
        Ok(Outcome::Clean)
    }
}

fn write_catalogue(out: &mut dyn Write) -> io::Result<()> {
    let width = rules()
        .map(|rule| rule.name().len())
        .max()
        .unwrap_or_default();
    let profiles: Vec<_> = profiles().collect();
    let mut section = None;
    for rule in rules() {
        if section != Some(rule.section()) {
            if section.is_some() {
                writeln!(out)?;
            }
            section = Some(rule.section());
            writeln!(out, "{BOLD}{}{BOLD:#}", rule.section().as_str())?;
            write!(out, "  {:width$}", "rule")?;
            for profile in &profiles {
                write!(out, "  {:<7}", profile.name())?;
            }
            writeln!(out)?;
        }
        write!(out, "  {BOLD}{:width$}{BOLD:#}", rule.name())?;
        for profile in &profiles {
            let column = profile.name().len().max("warning".len());
            write!(out, "  {:<column$}", grade(profile, rule))?;
        }
        writeln!(out, "  {}", rule.summary())?;
    }
    writeln!(out, "\n`ema rules NAME` explains a rule.")
}

fn write_page(out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
    let page = rule.page();
    writeln!(out, "{BOLD}{}{BOLD:#}: {}", rule.name(), rule.summary())?;
    let grades = profiles().map(|it| format!("{}: {}", it.name(), grade(&it, rule)));
    writeln!(out, "{}", grades.collect::<Vec<_>>().join(", "))?;
    for (heading, text) in [
        ("What it does", page.what),
        ("Why it matters", page.why),
        ("Example", page.example),
        ("What to do", page.remedy),
        ("Source", page.source),
    ] {
        writeln!(out, "\n{BOLD}{heading}{BOLD:#}")?;
        for (index, paragraph) in text.split("\n\n").enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            output::write_hanging(out, "", paragraph)?;
        }
    }
    Ok(())
}

fn profiles() -> impl Iterator<Item = Profile> {
    Profile::names().filter_map(Profile::named)
}

fn grade(profile: &Profile, rule: &Rule) -> &'static str {
    profile.severity(rule).map_or("off", Severity::as_str)
}

fn unknown(name: &str) -> Failure {
    let nearest = rules()
        .map(|rule| {
            (
                strsim::normalized_damerau_levenshtein(name, rule.name()),
                rule.name(),
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Failure::new(match nearest {
        Some((_, nearest)) => format!("there is no rule `{name}`; the nearest is `{nearest}`"),
        None => format!("there is no rule `{name}`; `ema rules` lists them all"),
    })
}
