//! Writes the markup of the added tabs.

use std::io::{self, Write};

use ema_model::{Text, column_letters};

use crate::write::tab::{
    CHANGES, FINDINGS, Look, Looks, Tab, TabCell, TabHead, Target, WithoutNote, change_line,
    finding_line, link_formula,
};
use crate::write::{Annotation, CellChange};

use super::styles::Styles;
use super::survey::{At, cell_address};
use super::tag::escaped;
use super::value::inline;

/// An annotation, and the cell that its line links to.
#[derive(Debug)]
pub(super) struct Finding<'e> {
    pub(super) annotation: &'e Annotation,
    pub(super) field: Option<Text>,
    pub(super) target: Option<At>,
}

/// A tab to write. The lines are written one by one, because a tab can have a million lines.
#[derive(Debug)]
pub(super) struct TabSheet<'e> {
    lines: Lines<'e>,
    head: TabHead,
    looks: Looks<u32>,
    namespace: &'static str,
}

#[derive(Debug)]
enum Lines<'e> {
    Findings(Vec<Finding<'e>>),
    Changes(Vec<&'e CellChange>),
}

impl<'e> TabSheet<'e> {
    pub(super) fn findings(
        lines: Vec<Finding<'e>>,
        without_note: WithoutNote,
        styles: &mut Styles,
        namespace: &'static str,
    ) -> Self {
        let levels = lines.iter().map(|line| line.annotation.level);
        Self {
            head: TabHead::of_findings(levels, without_note),
            looks: Looks::new(|look| styles.look(&look.style())),
            lines: Lines::Findings(lines),
            namespace,
        }
    }

    pub(super) fn changes(
        lines: Vec<&'e CellChange>,
        styles: &mut Styles,
        namespace: &'static str,
    ) -> Self {
        Self {
            head: TabHead::of_changes(lines.len(), true),
            looks: Looks::new(|look| styles.look(&look.style())),
            lines: Lines::Changes(lines),
            namespace,
        }
    }

    pub(super) fn tab(&self) -> &'static Tab {
        match self.lines {
            Lines::Findings(_) => &FINDINGS,
            Lines::Changes(_) => &CHANGES,
        }
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut rows = Rows::new(out, self.tab(), &self.looks);
        self.begin(&mut rows)?;
        match &self.lines {
            Lines::Findings(lines) => {
                for line in lines.iter().take(Tab::MOST_LINES) {
                    let Finding {
                        annotation,
                        field,
                        target,
                    } = line;
                    let target = target.and_then(|(row, column)| {
                        Some(Target {
                            sheet: annotation.anchor.sheet()?,
                            row,
                            column: u16::try_from(column).ok()?,
                        })
                    });
                    let value = annotation.value.as_ref();
                    let line = finding_line(annotation, field.as_ref(), value, target);
                    rows.line(&FINDINGS, &line)?;
                }
            }
            Lines::Changes(lines) => {
                for change in lines.iter().take(Tab::MOST_LINES) {
                    let target = Target::of(&change.cell);
                    let line = change_line(change, Some(target));
                    rows.line(&CHANGES, &line)?;
                }
            }
        }
        self.end(&mut rows)
    }

    fn begin<W: Write>(&self, rows: &mut Rows<'_, W>) -> io::Result<()> {
        let (tab, namespace, names) = (self.tab(), self.namespace, Tab::NAMES_ROW);
        write!(
            rows.out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{namespace}\"><sheetPr><tabColor rgb=\"FF{:06X}\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{names}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
            tab.color,
            names + 1
        )?;
        for (number, (_, width)) in (1..).zip(tab.columns) {
            write!(
                rows.out,
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            )?;
        }
        rows.out.write_all(b"</cols><sheetData>")?;
        for (text, look) in [
            (&self.head.title, Look::Title),
            (&self.head.remark, Look::Remark),
        ] {
            rows.row(None, &[TabCell::Text(text.into(), look)])?;
        }
        let names = tab.columns.iter();
        let names = names.map(|(name, _)| TabCell::Text((*name).into(), Look::ColumnName));
        rows.row(None, &names.collect::<Vec<_>>())
    }

    fn end<W: Write>(&self, rows: &mut Rows<'_, W>) -> io::Result<()> {
        let last_column = (0..).zip(self.tab().columns).last();
        let last_column = last_column.map_or(0, |(column, _)| column);
        let names = Tab::NAMES_ROW;
        let last = cell_address((rows.row.max(names + 1), last_column));
        write!(
            rows.out,
            "</sheetData><autoFilter ref=\"A{names}:{last}\"/><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
        )
    }
}

/// Writes the rows of a tab. The markup of each row is collected in a buffer, because formatting each cell directly
/// into the output takes several times as long.
struct Rows<'t, W> {
    out: &'t mut W,
    /// The letters of the columns.
    columns: Vec<String>,
    /// The markup between the address and the text of a cell.
    starts: Looks<String>,
    /// The markup between the address and the formula of a link.
    link: String,
    row: u32,
    markup: String,
}

impl<'t, W: Write> Rows<'t, W> {
    fn new(out: &'t mut W, tab: &Tab, looks: &Looks<u32>) -> Self {
        let start = |look| format!("\" s=\"{}\" t=\"inlineStr\"><is><t", looks.get(look));
        let columns = (0..).zip(tab.columns);
        Self {
            out,
            columns: columns.map(|(column, _)| column_letters(column)).collect(),
            starts: Looks::new(start),
            link: format!("\" s=\"{}\" t=\"str\"><f>", looks.get(Look::Link)),
            row: 0,
            markup: String::new(),
        }
    }

    fn line(&mut self, tab: &Tab, line: &[TabCell<'_>]) -> io::Result<()> {
        self.row(Some(tab.height(line)), line)
    }

    fn row(&mut self, height: Option<usize>, cells: &[TabCell<'_>]) -> io::Result<()> {
        self.row += 1;
        let number = self.row.to_string();
        let markup = &mut self.markup;
        markup.clear();
        add(markup, &["<row r=\"", &number]);
        if let Some(height) = height {
            let height = height.to_string();
            add(markup, &["\" ht=\"", &height, "\" customHeight=\"1"]);
        }
        add(markup, &["\">"]);
        for (letters, cell) in self.columns.iter().zip(cells) {
            match cell {
                TabCell::Text(text, _) if text.is_empty() => {}
                TabCell::Text(text, look) => {
                    let (space, text) = inline(text);
                    add(markup, &["<c r=\"", letters, &number]);
                    add(markup, &[self.starts.get(*look), space, ">", &text]);
                    add(markup, &["</t></is></c>"]);
                }
                TabCell::Link { name, target } => {
                    let formula = link_formula(target, name);
                    add(markup, &["<c r=\"", letters, &number, &self.link]);
                    add(markup, &[&escaped(&formula), "</f><v>", &escaped(name)]);
                    add(markup, &["</v></c>"]);
                }
            }
        }
        add(markup, &["</row>"]);
        self.out.write_all(markup.as_bytes())
    }
}

fn add(markup: &mut String, pieces: &[&str]) {
    for piece in pieces {
        markup.push_str(piece);
    }
}
