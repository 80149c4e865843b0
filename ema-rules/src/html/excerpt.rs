//! The rows that a page shows, with the cells around each finding.

use std::collections::{BTreeSet, HashMap};

use ema_model::{Column, Header, Text, column_letters, trim};
use maud::{Markup, html};

use super::rows::{Row, Rows};
use super::text::{shown, shown_short};
use crate::engine::{Finding, Place};
use crate::wording::{counted, thousands};

/// The rows to show. Each row is filled in when it is found.
#[derive(Debug, Default)]
pub(super) struct Shown<'a>(HashMap<u32, Vec<(Text, Option<Row<'a>>)>>);

impl<'a> Shown<'a> {
    /// Requests the rows that a finding concerns.
    pub(super) fn want(&mut self, finding: &Finding) {
        for place in places(finding) {
            if let (Some(sheet), Some(row)) = (&place.sheet, place.row) {
                let of_row = self.0.entry(row).or_default();
                if of_row.iter().all(|(name, _)| name != sheet) {
                    of_row.push((sheet.clone(), None));
                }
            }
        }
    }

    /// Fills in the requested rows.
    pub(super) fn find(&mut self, rows: &'a Rows) {
        let is_wanted = |header: &Header, row| {
            let mut of_row = self.0.get(&row).into_iter().flatten();
            of_row.any(|(sheet, _)| sheet == header.sheet())
        };
        for row in rows.find(is_wanted) {
            let mut of_row = self.0.get_mut(&row.number).into_iter().flatten();
            if let Some((_, found)) = of_row.find(|(sheet, _)| sheet == row.header.sheet()) {
                *found = Some(row);
            }
        }
    }

    fn get(&self, place: &Place) -> Option<&Row<'a>> {
        let (sheet, row) = (place.sheet.as_ref()?, place.row?);
        let of_row = self.0.get(&row)?;
        let (_, row) = of_row.iter().find(|(name, _)| name == sheet)?;
        row.as_ref()
    }
}

/// The maximum number of related rows shown with a finding.
const RELATED: usize = 3;

fn places(finding: &Finding) -> impl Iterator<Item = &Place> {
    let related = finding.related.iter().take(RELATED);
    std::iter::once(&finding.place).chain(related)
}

/// The rows of findings with the same message, in one table for each header.
///
/// `of` is the total number of findings with the message, which can be more than `findings`.
pub(super) fn tables(findings: &[Finding], of: usize, rows: &Shown<'_>) -> Markup {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for finding in findings {
        for (index, place) in places(finding).enumerate() {
            let Some(row) = rows.get(place) else {
                continue;
            };
            let is_there = |line: &Line<'_>| std::ptr::eq(line.row, row);
            if index > 0 && lines.iter().any(is_there) {
                continue;
            }
            lines.push(Line {
                finding,
                row,
                place,
                is_related: index > 0,
            });
        }
    }
    html! {
        @for same in lines.chunk_by(|a, b| std::ptr::eq(a.header(), b.header())) {
            (table(same, (findings.len() < of).then_some(of)))
        }
    }
}

/// A row in a table.
struct Line<'a> {
    finding: &'a Finding,
    row: &'a Row<'a>,
    place: &'a Place,
    is_related: bool,
}

impl Line<'_> {
    fn header(&self) -> &Header {
        self.row.header
    }

    /// The column of the marked cell, counted from 0. If the finding has no column index, the column is found by its
    /// name.
    fn marked(&self) -> Option<u16> {
        let by_name = || {
            let name = self.finding.field.as_deref()?;
            let columns = self.header().columns().iter();
            let mut named = columns.filter(|column| *column.name == *name);
            named.next().map(|column| column.index)
        };
        self.place.column.or_else(by_name)
    }
}

fn table(lines: &[Line<'_>], of: Option<usize>) -> Markup {
    let Some(first) = lines.first() else {
        return html! {};
    };
    let header = first.header();
    let columns = columns(lines, header);
    let is_xml = first.place.position.is_some();
    let name = |index: u16| header.column_at(index).map_or("", |column| &column.name);
    let mut caption = match (lines.len(), of) {
        (1, None) => "The row".to_owned(),
        (several, None) => counted(several, "row"),
        (shown, Some(all)) => format!("{shown} rows, the first of {} findings,", thousands(all)),
    };
    if !is_xml {
        caption.push_str(&format!(" in {}", shown(header.sheet())));
    }
    html! {
        div class="wide scroll" tabindex="0" role="group" aria-label=(caption) {
            table {
                caption { span { (caption) } }
                thead { tr {
                    th scope="col" { @if is_xml { "Line" } @else { "Row" } }
                    @for (column, skips) in &columns {
                        @if *skips { td class="skipped" { "…" } }
                        th scope="col" {
                            @if !is_xml { (column_letters(*column)) " " }
                            b { (shown_short(name(*column), 60)) }
                        }
                    }
                } }
                tbody {
                    @for line in lines {
                        tr {
                            th scope="row" {
                                @match line.place.position {
                                    Some(position) => (position.line),
                                    None => (line.row.number),
                                }
                                @if line.is_related { " (the other)" }
                            }
                            @for (column, skips) in &columns {
                                @if *skips { td class="skipped" {} }
                                (cell(line, *column))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(line: &Line<'_>, column: u16) -> Markup {
    /// The maximum lengths of other cells and of the marked cell, in characters.
    const LONG: usize = 70;
    const WRONG: usize = 400;
    let text = line.row.text(column);
    // Short text, such as a date, must not wrap at its hyphens.
    let is_short = text.len() <= "2026-01-01".len();
    let is_marked = line.marked() == Some(column);
    html! {
        @if is_marked {
            td class="at" dir="auto" {
                @if text.trim().is_empty() { i { "blank" } } @else { (shown_short(text, WRONG)) }
            }
        } @else {
            td dir="auto" class=[is_short.then_some("short")] { (shown_short(text, LONG)) }
        }
    }
}

/// The columns to show, from left to right: the faulty column, the columns next to it, and the columns that help people
/// recognize the row. Each column's flag tells whether columns before it are omitted.
fn columns(lines: &[Line<'_>], header: &Header) -> Vec<(u16, bool)> {
    const KNOWN_BY: [Column; 6] = [
        Column::Territory,
        Column::TitleInternalAlias,
        Column::SeriesTitleInternalAlias,
        Column::LicenseType,
        Column::Start,
        Column::End,
    ];
    let mut shown = BTreeSet::new();
    for marked in lines.iter().filter_map(Line::marked) {
        let around = header.columns().iter().map(|column| column.index);
        let near = around.filter(|index| index.abs_diff(marked) <= 1);
        shown.extend(near);
        // The marked column can be beyond the header.
        shown.insert(marked);
    }
    let is_filled = |index: &u16| {
        let mut texts = lines.iter().map(|line| line.row.text(*index));
        texts.any(|text| !trim(text).is_empty())
    };
    let known_by = KNOWN_BY
        .iter()
        .filter_map(|column| header.index_of(*column));
    shown.extend(known_by.filter(is_filled));
    let mut last = None;
    let with_gaps = shown.into_iter().map(|index| {
        let skips = last.is_some_and(|last: u16| index > last + 1);
        last = Some(index);
        (index, skips)
    });
    with_gaps.collect()
}
