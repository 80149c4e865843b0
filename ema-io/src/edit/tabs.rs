//! The tabs that are added: the list of the findings, and that of the changes.

use std::fmt::Write as _;

use ema_model::{Text, column_letters};

use crate::write::{Annotation, Level, MOST_ROWS, Place, stored_text, summary};

use super::CellChange;
use super::fill;
use super::pieces::escaped;
use super::styles::{Look, Styles};

/// A tab that is added.
pub(super) struct Tab {
    /// What it is called if no other tab is.
    pub(super) name: &'static str,
    color: &'static str,
    columns: &'static [(&'static str, f64)],
}

pub(super) const FINDINGS: Tab = Tab {
    name: "Findings",
    color: "FFC00000",
    columns: &[
        ("Severity", 11.0),
        ("Rule", 26.0),
        ("Sheet", 14.0),
        ("Cell", 9.0),
        ("Field", 24.0),
        ("Value", 28.0),
        ("Message", 70.0),
        ("What to do", 50.0),
    ],
};

pub(super) const CHANGES: Tab = Tab {
    name: "Changes",
    color: "FF2F75B5",
    columns: &[
        ("Rule", 26.0),
        ("Sheet", 14.0),
        ("Cell", 9.0),
        ("Field", 24.0),
        ("Before", 34.0),
        ("After", 34.0),
        ("Why", 70.0),
    ],
};

/// The row of the names, from 1.
const NAMES: u32 = 3;

/// The rows that are left for the list.
pub(super) const MOST: usize = (MOST_ROWS - NAMES) as usize;

impl Tab {
    /// Whether these are the texts of the row of the names: so a tab of an earlier copy is known, also
    /// after another program has saved it.
    pub(super) fn is_head<'t>(&self, texts: impl Iterator<Item = &'t str>) -> bool {
        texts.eq(self.columns.iter().map(|(name, _)| *name))
    }

    /// The row of the names, from 1.
    pub(super) fn head_row() -> u32 {
        NAMES
    }
}

/// A line of the list of the findings.
pub(super) struct Finding<'a> {
    pub(super) annotation: &'a Annotation,
    pub(super) field: Option<Text>,
    /// The row, from 1, and the column to which it leads.
    pub(super) target: Option<(u32, u32)>,
}

impl Finding<'_> {
    fn place_name(&self) -> String {
        match &self.annotation.place {
            Place::File => String::new(),
            Place::Sheet(_) => self.target.map_or_else(String::new, address),
            Place::Column { column, .. } => column_letters(*column),
            Place::Row { row, .. } => format!("row {row}"),
            Place::Cell(at) => format!("{}{}", column_letters(at.column), at.row),
        }
    }
}

/// What the second line of the list of the findings says.
pub(super) struct Remarks {
    /// Cells that have no note because there are too many.
    pub(super) without_note: usize,
    /// Cells that have a conversation.
    pub(super) conversations: usize,
}

/// The sheet that lists the findings.
pub(super) fn findings(lines: &[Finding<'_>], remarks: &Remarks, styles: &mut Styles) -> Vec<u8> {
    let mut sheet = Sheet::begin(&FINDINGS, styles);
    sheet.head(
        &summary(lines.iter().map(|line| line.annotation.level)),
        &remarks.text(lines.len()),
    );
    let levels = Level::ALL.map(|level| {
        styles.look(&Look {
            fill: Some(fill::color_in_list(level)),
            is_text: true,
            ..Look::default()
        })
    });
    for line in lines.iter().take(MOST) {
        let Annotation {
            level,
            title,
            message,
            advice,
            value,
            ..
        } = line.annotation;
        let value = value.as_deref().unwrap_or_default();
        sheet.begin_row(&[(5, value), (6, message), (7, advice)]);
        let index = Level::ALL.iter().position(|known| known == level);
        sheet.text(
            0,
            level.as_str(),
            index.map_or(sheet.plain, |index| levels[index]),
        );
        sheet.text(1, title, sheet.plain);
        let sheet_name = line.annotation.place.sheet().map_or("", |it| it);
        sheet.text(2, sheet_name, sheet.plain);
        sheet.link(3, &line.place_name(), sheet_name, line.target);
        sheet.text(4, line.field.as_deref().unwrap_or_default(), sheet.plain);
        sheet.text(5, value, sheet.wrapped);
        sheet.text(6, message, sheet.wrapped);
        sheet.text(7, advice, sheet.wrapped);
        sheet.end_row();
    }
    sheet.finish()
}

/// The sheet that lists the changes.
pub(super) fn changes(made: &[&CellChange], styles: &mut Styles) -> Vec<u8> {
    let mut sheet = Sheet::begin(&CHANGES, styles);
    let title = match made.len() {
        1 => "1 cell was changed".to_owned(),
        count => format!("{count} cells were changed"),
    };
    let remark = match made.len().saturating_sub(MOST) {
        0 => {
            "Each line leads to its cell. Everything else in the workbook is as it was.".to_owned()
        }
        more => format!("{more} more are not listed: a sheet has no more rows."),
    };
    sheet.head(&title, &remark);
    for change in made.iter().take(MOST) {
        let CellChange {
            cell,
            before,
            text,
            field,
            title,
            reason,
        } = change;
        sheet.begin_row(&[(4, before), (5, text), (6, reason)]);
        sheet.text(0, title, sheet.plain);
        sheet.text(1, &cell.sheet, sheet.plain);
        let at = (cell.row, u32::from(cell.column));
        sheet.link(2, &address(at), &cell.sheet, Some(at));
        sheet.text(3, field, sheet.plain);
        sheet.text(4, before, sheet.wrapped);
        sheet.text(5, text, sheet.wrapped);
        sheet.text(6, reason, sheet.wrapped);
        sheet.end_row();
    }
    sheet.finish()
}

impl Remarks {
    fn text(&self, lines: usize) -> String {
        let mut parts = Vec::new();
        if self.without_note > 0 {
            parts.push(format!(
                "The first 10,000 cells have a note; {} more cells are colored and listed here, without a note.",
                self.without_note
            ));
        }
        if self.conversations > 0 {
            let plural = if self.conversations == 1 {
                "cell has"
            } else {
                "cells have"
            };
            parts.push(format!(
                "{} {plural} a conversation, which stays as it is, and no note.",
                self.conversations
            ));
        }
        if lines > MOST {
            let more = lines - MOST;
            parts.push(format!(
                "{more} more are not listed: a sheet has no more rows."
            ));
        }
        if parts.is_empty() {
            return "Each line leads to its cell. Colored cells have a note with the same text."
                .to_owned();
        }
        parts.join(" ")
    }
}

fn address((row, column): (u32, u32)) -> String {
    super::rewrite::cell_address((row, column))
}

/// A sheet being written.
struct Sheet {
    markup: String,
    tab: &'static Tab,
    row: u32,
    title: u32,
    remark: u32,
    names: u32,
    plain: u32,
    wrapped: u32,
    link: u32,
}

impl Sheet {
    fn begin(tab: &'static Tab, styles: &mut Styles) -> Self {
        let plain = Look {
            is_text: true,
            ..Look::default()
        };
        let font = |font| Look {
            font: Some(font),
            ..Look::default()
        };
        let mut sheet = Self {
            markup: String::new(),
            tab,
            row: 0,
            title: styles.look(&font("<b/><sz val=\"14\"/>")),
            remark: styles.look(&font("<i/><sz val=\"11\"/><color rgb=\"FF595959\"/>")),
            names: styles.look(&Look {
                fill: Some("FFDCE6F1"),
                underlined: true,
                ..font("<b/><sz val=\"11\"/>")
            }),
            plain: styles.look(&plain),
            wrapped: styles.look(&Look {
                wraps: true,
                ..plain
            }),
            link: styles.look(&font("<u/><sz val=\"11\"/><color rgb=\"FF0563C1\"/>")),
        };
        let color = tab.color;
        let below = NAMES + 1;
        let _ = write!(
            sheet.markup,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><tabColor rgb=\"{color}\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{NAMES}\" topLeftCell=\"A{below}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
        );
        for (number, (_, width)) in (1..).zip(tab.columns) {
            let _ = write!(
                sheet.markup,
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            );
        }
        sheet.markup.push_str("</cols><sheetData>");
        sheet
    }

    fn head(&mut self, title: &str, remark: &str) {
        for (text, style) in [(title, self.title), (remark, self.remark)] {
            self.begin_row(&[]);
            self.text(0, text, style);
            self.end_row();
        }
        self.begin_row(&[]);
        for (column, (name, _)) in (0..).zip(self.tab.columns) {
            self.text(column, name, self.names);
        }
        self.end_row();
    }

    /// Begins a row as high as the texts that are wrapped in it need: not every program finds it out.
    fn begin_row(&mut self, wrapped: &[(usize, &str)]) {
        const LINE: usize = 15;
        /// The highest row that Excel shows.
        const MOST: usize = 409;
        self.row += 1;
        let lines = wrapped.iter().map(|(column, text)| {
            // Words are not broken, so a line is seldom full.
            let full = self.tab.columns[*column].1 * 0.95;
            let lines = text
                .split('\n')
                .map(|line| (line.chars().count() as f64 / full) as usize + 1);
            lines.sum::<usize>()
        });
        let row = self.row;
        let height = match lines.max() {
            Some(lines) => format!(" ht=\"{}\" customHeight=\"1\"", (lines * LINE).min(MOST)),
            None => String::new(),
        };
        let _ = write!(self.markup, "<row r=\"{row}\"{height}>");
    }

    fn end_row(&mut self) {
        self.markup.push_str("</row>");
    }

    fn text(&mut self, column: u32, text: &str, style: u32) {
        let address = address((self.row, column));
        // A text that no cell holds is shown as far as it fits.
        let text: String = text.chars().take(16_000).collect();
        let _ = match text.is_empty() {
            true => write!(self.markup, "<c r=\"{address}\" s=\"{style}\"/>"),
            false => write!(
                self.markup,
                "<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(&stored_text(&text))
            ),
        };
    }

    /// The name of a cell, which leads to it.
    fn link(&mut self, column: u32, name: &str, sheet: &str, target: Option<(u32, u32)>) {
        let Some(target) = target else {
            self.text(column, name, self.plain);
            return;
        };
        let (at, style) = (address((self.row, column)), self.link);
        let target = format!("#'{}'!{}", sheet.replace('\'', "''"), address(target));
        // Excel allows 65,530 hyperlinks of its own on a sheet, and any number of formulas.
        let formula = format!("HYPERLINK({},{})", quoted(&target), quoted(name));
        let (formula, name) = (escaped(&formula), escaped(name));
        let _ = write!(
            self.markup,
            "<c r=\"{at}\" s=\"{style}\" t=\"str\"><f>{formula}</f><v>{name}</v></c>"
        );
    }

    fn finish(mut self) -> Vec<u8> {
        let last = address((self.row.max(NAMES + 1), self.tab.columns.len() as u32 - 1));
        let _ = write!(
            self.markup,
            "</sheetData><autoFilter ref=\"A{NAMES}:{last}\"/><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
        );
        self.markup.into_bytes()
    }
}

/// A text in a formula.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
