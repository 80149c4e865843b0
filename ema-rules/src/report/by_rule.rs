//! Groups findings by rule for human-readable reports.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use ema_model::Position;

use super::Report;
use super::fold::FoldedFinding;
use crate::engine::{Finding, Place, Rule, Severity};
use crate::wording::thousands;

/// A rule's findings with the same severity.
#[derive(Debug)]
pub(crate) struct OfRule<'a> {
    pub(crate) severity: Severity,
    pub(crate) rule: &'static Rule,
    /// The total number of findings.
    pub(crate) count: usize,
    /// The findings that the report keeps, sorted by the first finding of each message.
    pub(crate) messages: Vec<Message<'a>>,
}

/// A rule's findings with the same message and column name, in file order.
#[derive(Debug)]
pub(crate) struct Message<'a>(Vec<&'a FoldedFinding>);

impl Report {
    /// The findings for each rule and severity, with the most severe first. Within a severity, the rules are in catalog
    /// order, followed by rules that are not in the catalog, sorted by name.
    pub(crate) fn by_rule(&self) -> Vec<OfRule<'_>> {
        let order: HashMap<&str, usize> = crate::rules::rules()
            .enumerate()
            .map(|(order, rule)| (rule.name(), order))
            .collect();
        let mut rules: BTreeMap<_, (&'static Rule, usize, Vec<&FoldedFinding>)> = BTreeMap::new();
        let key = |rule: &'static Rule, severity| {
            let order = order.get(rule.name()).copied().unwrap_or(usize::MAX);
            (Reverse(severity), order, rule.name())
        };
        for finding in &self.findings {
            let rule = finding.first.rule;
            let key = key(rule, finding.first.severity);
            let of_rule = rules.entry(key).or_insert((rule, 0, Vec::new()));
            of_rule.1 += finding.count();
            of_rule.2.push(finding);
        }
        for left_out in &self.left_out {
            let key = key(left_out.rule, left_out.severity);
            rules.entry(key).or_insert((left_out.rule, 0, Vec::new())).1 += left_out.count;
        }
        let rules = rules.into_iter();
        rules
            .map(
                |((Reverse(severity), ..), (rule, count, findings))| OfRule {
                    severity,
                    rule,
                    count,
                    messages: messages(findings),
                },
            )
            .collect()
    }
}

fn messages(findings: Vec<&FoldedFinding>) -> Vec<Message<'_>> {
    let mut order: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    let mut messages: Vec<Message<'_>> = Vec::new();
    for finding in findings {
        let first = &finding.first;
        let key = (first.message.as_str(), first.field.as_deref());
        let index = *order.entry(key).or_insert_with(|| {
            messages.push(Message(Vec::new()));
            messages.len() - 1
        });
        messages[index].0.push(finding);
    }
    messages
}

impl<'a> Message<'a> {
    /// The first finding.
    pub(crate) fn first(&self) -> &'a Finding {
        // Every message has at least one finding.
        &self.0[0].first
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|finding| finding.count()).sum()
    }

    /// The first findings, each for a single row.
    #[cfg(feature = "html")]
    pub(crate) fn unfold(&self, most: usize) -> Vec<Finding> {
        // Combined findings are sorted by the location of their first finding, so the first `most` of them contain the
        // first `most` individual findings.
        let folded = self.0.iter().take(most);
        let findings = folded.flat_map(|finding| finding.unfold().take(most));
        let mut findings: Vec<Finding> = findings.collect();
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        findings.truncate(most);
        findings
    }

    pub(crate) fn cells_in_words(&self, several_sheets: bool) -> String {
        cells_in_words(&self.0, several_sheets)
    }
}

impl fmt::Display for FoldedFinding {
    /// Formats the findings as one line: `Movies!C12–C14: error: … (territory-code)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count() {
            1 => self.first.fmt(f),
            _ => self.first.fmt_at(f, &cells_in_words(&[self], true)),
        }
    }
}

/// The maximum number of cells or cell ranges shown for a message.
const CELLS: usize = 6;

/// Formats the first cells, with consecutive rows as a range: `C4–C6, C9 and 1,234 more`.
pub(crate) fn cells_in_words(findings: &[&FoldedFinding], several_sheets: bool) -> String {
    let mut cells: Vec<Cells<'_>> = findings.iter().flat_map(|it| Cells::of(it)).collect();
    // Consecutive rows in a column form a range even if their values differ.
    cells.sort_by_key(|it| (it.place.order, it.place.column, it.rows, it.position));
    cells.dedup_by(|next, before| before.takes_in(next));
    cells.sort_by_key(|it| (it.place.order, it.rows, it.place.column, it.position));
    let shown = cells.iter().take(CELLS);
    let words: Vec<String> = shown.map(|it| it.in_words(several_sheets)).collect();
    let mut out = words.join(", ");
    let more: usize = cells.iter().skip(CELLS).map(|it| it.count).sum();
    if more > 0 {
        out += &format!(" and {} more", thousands(more));
    }
    out
}

/// Cells in consecutive rows of a column.
#[derive(Clone)]
struct Cells<'a> {
    /// The location of the first finding in the cells.
    place: &'a Place,
    rows: Option<(u32, u32)>,
    position: Option<Position>,
    count: usize,
}

impl<'a> Cells<'a> {
    fn of(finding: &'a FoldedFinding) -> Vec<Self> {
        let place = &finding.first.place;
        let one = |rows, position, count| Self {
            place,
            rows,
            position,
            count,
        };
        if place.row.is_none() {
            vec![one(None, None, 1); finding.count()]
        } else if place.position.is_some() {
            let each = finding.rows.each();
            each.map(|(row, position)| one(Some((row, row)), position, 1))
                .collect()
        } else {
            let ranges = finding.rows.ranges();
            ranges
                .map(|(first, last)| one(Some((first, last)), None, (last - first) as usize + 1))
                .collect()
        }
    }

    /// Adds `next` to this range if it continues the range.
    fn takes_in(&mut self, next: &Self) -> bool {
        let follows = self.position.is_none()
            && next.position.is_none()
            && (self.place.order, self.place.column) == (next.place.order, next.place.column);
        match (&mut self.rows, next.rows) {
            (Some((_, last)), Some((first, end)))
                if follows && last.checked_add(1) == Some(first) =>
            {
                *last = end;
                self.count += next.count;
                true
            }
            _ => false,
        }
    }

    fn in_words(&self, several_sheets: bool) -> String {
        let at = |row| Place {
            row: Some(row),
            position: self.position,
            ..self.place.clone()
        };
        let Some((first, last)) = self.rows else {
            return self.place.to_string();
        };
        let sheet = match &self.place.sheet {
            Some(sheet) if several_sheets && self.position.is_none() => {
                format!("{sheet}!")
            }
            _ => String::new(),
        };
        match self.place.column {
            _ if first == last => format!("{sheet}{}", at(first)),
            None => format!("{sheet}rows {first}–{last}"),
            Some(_) => format!("{sheet}{}–{}", at(first), at(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::ReportBuilder;

    static RULE: Rule = Rule::own(
        "test/rule",
        "a rule",
        crate::engine::Page {
            what: "",
            why: "",
            example: "",
            remedy: "",
            source: "",
        },
    );

    /// Formats the cells of findings that differ only in place and value.
    fn words(
        cells: impl IntoIterator<Item = (Place, &'static str)>,
        several_sheets: bool,
    ) -> String {
        let mut findings = ReportBuilder::new();
        for (place, value) in cells {
            findings.add(Finding {
                rule: &RULE,
                severity: Severity::Error,
                place,
                field: None,
                value: Some(value.into()),
                message: "wrong".into(),
                help: "right".into(),
                related: Vec::new(),
                fix: None,
            });
        }
        let folded = findings.folded();
        let folded: Vec<&FoldedFinding> = folded.iter().collect();
        cells_in_words(&folded, several_sheets)
    }

    fn cell(row: u32, column: u16) -> (Place, &'static str) {
        let place = Place {
            row: Some(row),
            column: Some(column),
            ..Place::default()
        };
        (place, "a")
    }

    #[test]
    fn rows_that_follow_each_other_are_a_range() {
        let cells = [4, 5, 6, 9, 11, 12].map(|row| cell(row, 2));
        assert_eq!(words(cells, false), "C4–C6, C9, C11–C12");
    }

    #[test]
    fn rows_of_different_values_are_a_range() {
        let other = |row| (cell(row, 2).0, "b");
        let cells = [cell(4, 2), other(5), cell(6, 2), other(8), cell(5, 0)];
        assert_eq!(words(cells, false), "C4–C6, A5, C8");
    }

    #[test]
    fn rows_without_a_column_are_named_as_rows() {
        let row = |row| {
            let place = Place {
                row: Some(row),
                sheet: Some("TV".into()),
                ..Place::default()
            };
            (place, "a")
        };
        let rows = || [row(25), row(26), row(30)];
        assert_eq!(words(rows(), false), "rows 25–26, row 30");
        assert_eq!(words(rows(), true), "TV!rows 25–26, TV!row 30");
    }

    #[test]
    fn cells_that_are_not_shown_are_counted() {
        let cells = (0..5000).map(|index| cell(4 + 2 * index, 0));
        assert_eq!(
            words(cells, false),
            "A4, A6, A8, A10, A12, A14 and 4,994 more"
        );
    }
}
