//! Combines equal findings into one finding that lists their rows.
//!
//! A file with a wrong territory in 10,000 rows has 10,000 findings, most of which differ only in their row:
//!
//! ```text
//! C4  error territory-code: `UK` is not a country code        new: kept
//! C5  error territory-code: `UK` is not a country code        equal: row 5 is added to the rows
//! C6  error territory-code: `UKR` is not a country code       new: kept
//! C7  error territory-code: `UK` is not a country code        equal: row 7 is added to the rows
//! ```
//!
//! The report keeps two findings: one in rows 4–5 and 7, and one in row 6. Rows are packed as ranges of about two bytes
//! each. Equal findings usually share their strings in memory, so a small table, keyed by the addresses of the strings,
//! finds most of them. All others are looked up by their content in a map. Each rule keeps at most [`Report::MESSAGES`]
//! distinct findings and counts the rest, so memory use does not grow with the number of findings.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use ema_model::Text;
use foldhash::fast::RandomState;
use indexmap::{Equivalent, IndexMap};

use super::rows::RowRanges;
use super::{FileSummary, Report};
use crate::engine::{Finding, Place, Rule, Severity};

/// Equal findings, combined into one with all of their rows. Findings are equal if they have the same rule, column,
/// value, message, help, fix and related rows.
///
/// ```
/// use ema_rules::{AsOf, Profile};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUK,Movie,EST,A\nUK,Movie,EST,B\n";
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let report = Profile::ema().check(&ema_io::read_bytes(csv)?, as_of);
/// let found = report.findings().iter().find(|it| it.first.rule.name() == "territory-code");
/// let found = found.ok_or("nothing was found")?;
/// assert_eq!(found.count(), 2);
/// assert_eq!(found.rows().collect::<Vec<_>>(), [(2, 3)]);
/// assert!(found.to_string().starts_with("Sheet1!A2–A3: error: `UK`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldedFinding {
    /// The first of the findings.
    pub first: Finding,
    pub(super) rows: RowRanges,
    count: usize,
}

impl FoldedFinding {
    /// The number of findings that were combined.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The rows in ascending order, as ranges with a first and a last row. A row with two equal findings is in two
    /// ranges. A finding about a sheet or the file has no rows.
    pub fn rows(&self) -> impl Iterator<Item = (u32, u32)> {
        self.rows.ranges()
    }

    /// The location of each finding, in row order.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let whole = self.first.place.row.is_none();
        let rows = self.rows.each().map(|(row, position)| Place {
            row: Some(row),
            position,
            ..self.first.place.clone()
        });
        let wholes = std::iter::repeat_n(&self.first.place, if whole { self.count } else { 0 });
        wholes.cloned().chain(rows)
    }

    /// The individual findings, in row order.
    pub fn unfold(&self) -> impl Iterator<Item = Finding> {
        self.places().map(|place| Finding {
            place,
            ..self.first.clone()
        })
    }
}

/// Collects the findings in a file, one at a time, and combines equal ones into a [`Report`].
///
/// For each rule and severity, the builder keeps at most [`Report::MESSAGES`] distinct findings and counts the rest, so
/// memory use does not grow with the number of findings.
///
/// ```
/// use std::ops::ControlFlow;
///
/// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format};
/// use ema_rules::{AsOf, Checker, Profile, ReportBuilder, Severity};
///
/// let profile = Profile::prime_video();
/// let as_of: AsOf = "2026-11-21".parse()?;
/// let mut report = ReportBuilder::new();
/// let mut checker = Checker::new(&profile, Format::Csv, as_of, |finding| {
///     report.add(finding);
///     ControlFlow::Continue(())
/// });
/// let _ = checker.avail(&Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]));
/// let summary = checker.finish(&FileInfo::new(None, Format::Csv));
/// assert!(report.finish(summary).count(Severity::Error) > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct ReportBuilder {
    folded: IndexMap<Key, Folded, RandomState>,
    /// The indices of the most recently combined findings, keyed by the addresses of their strings.
    recent: Vec<u32>,
    rules: IndexMap<(&'static str, Severity), OfRule, RandomState>,
}

/// The rows of a combined finding.
#[derive(Debug, Default)]
struct Folded {
    rows: RowRanges,
    count: usize,
}

/// The state for each combination of a rule and a severity.
#[derive(Debug)]
struct OfRule {
    rule: &'static Rule,
    messages: usize,
    /// The total size of the strings in the rule's findings, in bytes.
    weight: usize,
    left_out: usize,
}

impl Report {
    /// The maximum number of distinct findings that a report keeps for a rule and severity: 1,000, or fewer if the
    /// strings in the findings exceed 512 KiB.
    pub const MESSAGES: usize = 1_000;
}

impl ReportBuilder {
    /// The maximum total size of the strings that are kept for a rule and severity, in bytes.
    const WEIGHT: usize = 1 << 19;

    /// The number of slots in `recent`.
    const RECENT: usize = 1 << 10;

    /// Creates an empty builder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        let slot = slot(&finding);
        if let Some(at) = self.recent.get(slot)
            && let Some((key, folded)) = self.folded.get_index_mut(*at as usize)
            && key.shares_texts_with(&finding)
        {
            return folded.add(&finding.place);
        }
        let index = match self.folded.get_index_of(&WithoutRow(&finding)) {
            Some(index) => index,
            None => match self.begin(&finding) {
                true => {
                    self.folded
                        .insert_full(Key(finding.clone()), Folded::default())
                        .0
                }
                false => return,
            },
        };
        self.folded[index].add(&finding.place);
        if self.recent.is_empty() {
            self.recent.resize(Self::RECENT, u32::MAX);
        }
        self.recent[slot] = u32::try_from(index).unwrap_or(u32::MAX);
    }

    /// Whether to keep a finding that differs from all others. A finding that is not kept is still counted.
    fn begin(&mut self, finding: &Finding) -> bool {
        let key = (finding.rule.name(), finding.severity);
        let of_rule = self.rules.entry(key).or_insert(OfRule {
            rule: finding.rule,
            messages: 0,
            weight: 0,
            left_out: 0,
        });
        let is_full = of_rule.messages >= Report::MESSAGES || of_rule.weight >= Self::WEIGHT;
        if is_full {
            of_rule.left_out += 1;
        } else {
            of_rule.messages += 1;
            of_rule.weight += weight(finding);
        }
        !is_full
    }

    /// Returns the report, with its findings sorted.
    #[must_use]
    pub fn finish(self, summary: FileSummary) -> Report {
        let left_out = self.left_out();
        let findings = self.folded();
        let mut counts = BTreeMap::new();
        for finding in &findings {
            *counts.entry(finding.first.severity).or_default() += finding.count;
        }
        for LeftOut {
            severity, count, ..
        } in &left_out
        {
            *counts.entry(*severity).or_default() += count;
        }
        Report {
            summary,
            findings,
            left_out,
            counts,
            fixed: None,
        }
    }

    /// The rules with more distinct findings than are kept.
    pub(super) fn left_out(&self) -> Vec<LeftOut> {
        let rules = self.rules.iter();
        let left_out = rules.map(|((_, severity), of_rule)| LeftOut {
            rule: of_rule.rule,
            severity: *severity,
            count: of_rule.left_out,
        });
        left_out.filter(|it| it.count > 0).collect()
    }

    /// The kept findings, in report order.
    pub(super) fn folded(self) -> Vec<FoldedFinding> {
        let folded = self.folded.into_iter();
        let folded = folded.map(|(Key(mut first), Folded { mut rows, count })| {
            rows.finish();
            if let Some((row, position)) = rows.each().next() {
                (first.place.row, first.place.position) = (Some(row), position);
            }
            FoldedFinding { first, rows, count }
        });
        let mut findings: Vec<FoldedFinding> = folded.collect();
        // The sort is stable, so the findings in a cell remain in the order of the rules, which is catalog order.
        findings.sort_by(|a, b| a.first.place.cmp(&b.first.place));
        findings
    }
}

/// A rule's findings that a report counts but does not keep, because the rule has too many distinct findings: see
/// [`Report::MESSAGES`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The rule.
    pub rule: &'static Rule,
    /// The severity of the findings.
    pub severity: Severity,
    /// The number of findings that are not kept.
    pub count: usize,
}

impl LeftOut {
    /// Formats the number as `1,234 more findings of this rule have different messages or values`.
    #[cfg(feature = "serde")]
    pub(super) fn message(&self) -> String {
        match self.count {
            1 => "1 more finding of this rule has a different message or value".to_owned(),
            several => format!(
                "{} more findings of this rule have different messages or values",
                crate::wording::thousands(several)
            ),
        }
    }
}

impl Folded {
    fn add(&mut self, place: &Place) {
        self.count += 1;
        if let Some(row) = place.row {
            self.rows.push(row, place.position);
        }
    }
}

fn weight(finding: &Finding) -> usize {
    let text = |text: &Option<Text>| text.as_ref().map_or(0, |text| text.len());
    finding.message.len()
        + finding.help.len()
        + text(&finding.value)
        + text(&finding.fix)
        + finding.related.len() * size_of::<Place>()
}

/// Returns a finding's slot in `recent`. The slot depends on the addresses of the strings, because equal findings
/// usually share them.
fn slot(finding: &Finding) -> usize {
    let value = finding
        .value
        .as_ref()
        .map_or(0, |text| text.as_ptr().addr());
    let column = finding.place.column.map_or(0, usize::from);
    let mixed = (finding.message.as_ptr().addr() as u64)
        .wrapping_add((value as u64).rotate_left(21))
        .wrapping_add((column as u64).rotate_left(42))
        // The factor is 2^64 divided by the golden ratio, which spreads numbers that are close together.
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (u64::BITS - ReportBuilder::RECENT.ilog2())) as usize
}

/// The first of several equal findings. Keys are equal if their findings differ at most in the row.
#[derive(Debug)]
struct Key(Finding);

/// A key for looking up findings that differ from this one at most in the row.
struct WithoutRow<'a>(&'a Finding);

impl Key {
    /// Whether the findings are equal and share their strings in memory. If equal findings have separate strings,
    /// returns `false`.
    fn shares_texts_with(&self, other: &Finding) -> bool {
        let same = |a: &Text, b: &Text| std::ptr::eq(a.as_str(), b.as_str());
        let both = |a: &Option<Text>, b: &Option<Text>| match (a, b) {
            (Some(a), Some(b)) => same(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let one = &self.0;
        std::ptr::eq(one.rule, other.rule)
            && one.severity == other.severity
            && is_same_place(&one.place, &other.place)
            && same(&one.message, &other.message)
            && same(&one.help, &other.help)
            && both(&one.field, &other.field)
            && both(&one.value, &other.value)
            && both(&one.fix, &other.fix)
            && one.related == other.related
    }
}

fn is_same_place(one: &Place, other: &Place) -> bool {
    one.order == other.order
        && one.column == other.column
        && one.row.is_some() == other.row.is_some()
        && one.position.is_some() == other.position.is_some()
        && one.sheet == other.sheet
}

impl PartialEq for WithoutRow<'_> {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (self.0, other.0);
        one.rule.name() == other.rule.name()
            && one.severity == other.severity
            && is_same_place(&one.place, &other.place)
            && one.message == other.message
            && one.help == other.help
            && one.field == other.field
            && one.value == other.value
            && one.fix == other.fix
            && one.related == other.related
    }
}

impl Hash for WithoutRow<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Finding {
            rule,
            place,
            message,
            value,
            related,
            ..
        } = self.0;
        (rule.name(), place.order, place.column, message, value).hash(state);
        // The first related row is enough to distinguish most findings.
        related.first().map(|place| place.row).hash(state);
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        WithoutRow(&self.0) == WithoutRow(&other.0)
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        WithoutRow(&self.0).hash(state);
    }
}

impl Equivalent<Key> for WithoutRow<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        *self == WithoutRow(&key.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::Page;

    static RULE: Rule = Rule::own(
        "test/rule",
        "a rule",
        Page {
            what: "",
            why: "",
            example: "",
            remedy: "",
            source: "",
        },
    );

    fn found(message: String, place: Place) -> Finding {
        Finding {
            rule: &RULE,
            severity: Severity::Error,
            place,
            field: None,
            value: None,
            message: message.into(),
            help: "help".into(),
            related: Vec::new(),
            fix: None,
        }
    }

    fn row(row: u32) -> Place {
        Place {
            row: Some(row),
            ..Place::default()
        }
    }

    fn findings() -> impl Strategy<Value = Vec<Finding>> {
        let place = (
            0..2_u32,
            prop::option::of(1..9_u32),
            prop::option::of(0..2_u16),
        );
        let place = place.prop_map(|(order, row, column)| Place {
            order: Some(order),
            row,
            column,
            ..Place::default()
        });
        let texts = ("[ab]", prop::option::of("[ab]"), prop::option::of("[ab]"));
        let severity = prop::sample::select(vec![Severity::Error, Severity::Notice]);
        let related = prop::collection::vec(1..3_u32, 0..2);
        let finding =
            (place, texts, severity, related).prop_map(|(place, texts, severity, related)| {
                let (message, value, fix) = texts;
                Finding {
                    severity,
                    value: value.map(Text::from),
                    fix: fix.map(Text::from),
                    related: related.into_iter().map(row).collect(),
                    ..found(message, place)
                }
            });
        prop::collection::vec(finding, 0..60)
    }

    /// Formats a finding so that every field is visible.
    fn shown(finding: &Finding) -> String {
        let Finding {
            place,
            value,
            fix,
            related,
            ..
        } = finding;
        format!("{finding} {place:?} {value:?} {fix:?} {related:?}")
    }

    proptest! {
        #[test]
        fn what_is_folded_unfolds(findings in findings()) {
            let mut report = ReportBuilder::new();
            for finding in &findings {
                // Some findings share their strings, whereas others have equal but separate strings.
                let copy = Finding { message: Text::from(finding.message.as_str()), ..finding.clone() };
                report.add(if finding.place.row > Some(4) { finding.clone() } else { copy });
            }
            let folded = report.folded();
            prop_assert!(folded.is_sorted_by_key(|it| &it.first.place));
            for it in &folded {
                prop_assert!(it.unfold().map(|it| it.place).is_sorted());
                prop_assert_eq!(it.unfold().next().map(|it| shown(&it)), Some(shown(&it.first)));
                prop_assert_eq!(it.unfold().count(), it.count());
            }
            let mut unfolded: Vec<String> =
                folded.iter().flat_map(FoldedFinding::unfold).map(|it| shown(&it)).collect();
            let mut expected: Vec<String> = findings.iter().map(shown).collect();
            unfolded.sort();
            expected.sort();
            prop_assert_eq!(unfolded, expected);
            let different = folded.iter().enumerate().all(|(at, one)| {
                folded[at + 1..].iter().all(|other| WithoutRow(&one.first) != WithoutRow(&other.first))
            });
            prop_assert!(different);
        }
    }

    #[test]
    fn a_rule_with_many_messages_is_counted() {
        let mut report = ReportBuilder::new();
        for at in 0..3_000 {
            report.add(found(format!("message {at}"), row(at)));
            report.add(found("the same".to_owned(), row(at)));
        }
        assert_eq!(report.folded.len(), Report::MESSAGES);
        let of_rule = &report.rules[0];
        assert_eq!(of_rule.left_out, 3_000 - (Report::MESSAGES - 1));
        assert_eq!(
            report.folded().iter().map(FoldedFinding::count).max(),
            Some(3_000)
        );
    }

    #[test]
    fn long_messages_are_fewer() {
        let mut report = ReportBuilder::new();
        for at in 0..100 {
            report.add(found(format!("{at}{}", "long ".repeat(10_000)), row(at)));
        }
        assert!(report.folded.len() < 20, "{}", report.folded.len());
    }
}
