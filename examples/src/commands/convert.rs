//! `ema convert`: converts a file to another format or version and lists the losses.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::Args;
use ema_io::{ConvertOptions, Input, Loss, LossKind, Output, Progress};
use ema_model::{CellRef, EmaVersion, Position, XmlVersion, column_letters};
use ema_rules::printable;

use crate::bar::Bar;
use crate::failure::{Failure, Outcome, say};
use crate::output::{self, FileKind};
use crate::reading::{ENCODING, OTHER_ENCODING, ReadArgs, STALE_TEXTS, VISIBLE_ONLY};
use crate::shown::file_name;
use crate::table::{self, TableFormat};

/// Convert avails to another version or format, and list what the result can't hold.
///
/// The extensions of the files determine their formats. IN can be .xlsx, .xlsm, .xlsb, .xls, .ods, .csv, .tsv,
/// .json or .xml, and OUT can be .xlsx, .csv, .tsv, .json or .xml.
#[derive(Args)]
pub(crate) struct Convert {
    /// File to read.
    #[arg(value_name = "IN")]
    from: PathBuf,

    /// File to write.
    #[arg(value_name = "OUT")]
    into: PathBuf,

    /// EMA version of the result, 1.6 to 1.9. The default is the version of the file.
    #[arg(long, value_name = "VERSION", value_parser = str::parse::<EmaVersion>)]
    to: Option<EmaVersion>,

    /// Version of XML Avails, 2.2 to 2.7. The default is the version that corresponds to the EMA version.
    #[arg(long, value_name = "VERSION", value_parser = str::parse::<XmlVersion>)]
    xml_version: Option<XmlVersion>,

    /// File for a list of every value that the result can't hold: .json for programs, or a table as .csv or .xlsx.
    #[arg(long, value_name = "PATH")]
    loss: Option<PathBuf>,

    /// EMA version of the file. Overrides the detected version.
    #[arg(long, value_name = "VERSION", value_parser = str::parse::<EmaVersion>)]
    ema_version: Option<EmaVersion>,

    #[command(flatten)]
    read: ReadArgs,
}

impl Convert {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let progress = Progress::new();
        let read = self.read.options(self.ema_version).progress(&progress);
        let options = ConvertOptions::new()
            .read(read)
            .to(self.to)
            .xml_version(self.xml_version);
        if let Some(path) = &self.loss
            && [&self.from, &self.into]
                .iter()
                .any(|file| ema_io::is_same_file(file, path))
        {
            return Err(Failure::new(format!(
                "{} would be replaced by the list of losses; give --loss another name",
                path.display()
            )));
        }
        let is_xml = |path: &Path| {
            path.extension()
                .is_some_and(|it| it.eq_ignore_ascii_case("xml"))
        };
        if self.xml_version.is_some() && !is_xml(&self.into) {
            return Err(Failure::new(format!(
                "--xml-version is for XML, and {} will not be XML; end its name in .xml, or give the \
                 version of the sheets with --to",
                self.into.display()
            )));
        }
        let table = self.loss.as_deref().and_then(TableFormat::of_path);
        if table.is_none() {
            output::refuse_other_ending(self.loss.as_deref(), FileKind::LIST)?;
        }
        let (mut groups, mut counts) = (LossGroups::default(), Counts::default());
        let (mut has_lost_characters, mut has_left_behind) = (false, false);
        let mut notes = Vec::new();
        let mut all = Vec::new();
        let keep = self.loss.is_some();
        let bar = Bar::of_file("Converting", &self.from, &progress);
        let (input, output) = (Input::path(&self.from), Output::path(&self.into));
        let converted = options
            .convert(&input, output, &mut |loss| {
                match loss.kind {
                    LossKind::HiddenSheet => notes.push(format!("{loss}; {VISIBLE_ONLY}")),
                    LossKind::GuessedEncoding => notes.push(format!("{loss}; {ENCODING}")),
                    LossKind::LostCharacters => {
                        has_lost_characters = true;
                        notes.push(format!("{loss}; {OTHER_ENCODING}"));
                    }
                    LossKind::StaleTexts => notes.push(format!("{loss}; {STALE_TEXTS}")),
                    LossKind::LeftBehind => {
                        has_left_behind = true;
                        notes.push(loss.to_string());
                    }
                    _ => {
                        counts.add(&loss);
                        groups.add(&loss);
                    }
                }
                if keep {
                    all.push(loss);
                }
            })
            .map_err(Failure::new)?;
        drop(bar);
        if let Some(path) = &self.loss {
            match table {
                Some(format) => {
                    let rows = all.iter().map(row);
                    table::write(Some(path), format, "Losses", &COLUMNS, rows)?;
                }
                None => output::write_json(Some(path), &all)?,
            }
        }
        groups.report();
        notes
            .into_iter()
            .for_each(|note| Failure::new(note).report());
        let (file, rows) = (
            file_name(&self.into),
            output::counted(converted.rows, "row"),
        );
        let sheets = output::counted(converted.sheets, "sheet");
        output::write(None, |out| {
            let mut losses = counts.in_words();
            if has_lost_characters {
                losses.push("characters are lost".to_owned());
            }
            let lost = match losses.is_empty() {
                true if has_left_behind => "no value is lost".to_owned(),
                true => "nothing is lost".to_owned(),
                false => output::list(losses, "and"),
            };
            writeln!(
                out,
                "{}: {rows} of avails in {sheets}; {lost}",
                printable(&file)
            )
        })?;
        Ok(Outcome::Clean)
    }
}

/// The numbers of values that differ in the result, by what has happened to them.
#[derive(Default)]
struct Counts {
    lost: usize,
    changed: usize,
    unknown: usize,
    kept: usize,
}

impl Counts {
    fn add(&mut self, loss: &Loss) {
        *match (loss.kind, &loss.became) {
            (LossKind::Kept, _) => &mut self.kept,
            (LossKind::Changed, _) => &mut self.changed,
            (_, Some(_)) => &mut self.unknown,
            (_, None) => &mut self.lost,
        } += 1;
    }

    fn in_words(&self) -> Vec<String> {
        let counts = [
            (self.changed, "is changed", "are changed"),
            (self.lost, "is lost", "are lost"),
            (
                self.unknown,
                "stays, although the version does not allow it",
                "stay, although the version does not allow them",
            ),
            (
                self.kept,
                "is kept where only ema reads it",
                "are kept where only ema reads them",
            ),
        ];
        let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
        let counts = counts.map(|(count, one, several)| {
            let verb = if count == 1 { one } else { several };
            format!("{} {verb}", output::counted(count, "value"))
        });
        counts.collect()
    }
}

/// The headings of the table of losses.
const COLUMNS: [&str; 8] = [
    "Kind", "Sheet", "Row", "Cell", "Column", "Value", "Became", "Reason",
];

/// Returns the row of the table for a loss. In XML, the row is the line of the element.
fn row(loss: &Loss) -> Vec<String> {
    // The table uses the same words as the JSON list.
    let kind = serde_json::to_value(loss.kind).unwrap_or_default();
    let row = loss.position.map(|position| position.line).or(loss.row);
    vec![
        kind.as_str().unwrap_or_default().to_owned(),
        loss.sheet.to_string(),
        row.map_or_else(String::new, |row| row.to_string()),
        loss.cell
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        loss.field.to_string(),
        loss.text.to_string(),
        loss.became
            .as_ref()
            .map_or_else(String::new, ToString::to_string),
        loss.reason.to_string(),
    ]
}

/// The losses, grouped by column and message. The values that a reason quotes are not part of the message.
#[derive(Default)]
struct LossGroups(BTreeMap<(String, String), LossGroup>);

/// The losses with the same reason in one column.
#[derive(Default)]
struct LossGroup {
    count: usize,
    /// The message of the first loss.
    first: String,
    /// Whether the message of another loss quotes a different value.
    differ: bool,
    places: Places,
    last: Option<Position>,
}

/// The first few places where the losses occur. Cells directly below one another are combined into a range.
#[derive(Default)]
struct Places {
    shown: Vec<Place>,
    /// The number of losses in these places.
    count: usize,
}

enum Place {
    /// The first cell, and the last row.
    Cells(CellRef, u32),
    Other(String),
}

impl LossGroups {
    fn add(&mut self, loss: &Loss) {
        let what = match (&loss.kind, &loss.became) {
            (LossKind::Changed, Some(became)) if *became == loss.text => {
                format!("`{}` means something else", short(became))
            }
            (LossKind::NotHeld, Some(became)) if *became == loss.text => {
                "stays unchanged".to_owned()
            }
            (LossKind::Changed, Some(became)) => {
                format!("`{}` becomes `{}`", short(&loss.text), short(became))
            }
            (LossKind::Kept, _) => "only ema reads it".to_owned(),
            _ => "lost".to_owned(),
        };
        let key = format!("{what}: {}", without_values(&loss.reason));
        let group = self.0.entry((field(loss), key)).or_default();
        // All Transactions in an Avail share the Avail's content, so a loss in this content is counted only once.
        if loss.position.is_some() && group.last == loss.position {
            return;
        }
        group.last = loss.position;
        match group.count {
            0 => group.first = format!("{what}: {}", loss.reason),
            _ => group.differ |= !group.first.ends_with(&*loss.reason),
        }
        group.count += 1;
        group.places.add(loss);
    }

    fn report(&self) {
        for ((field, what), group) in &self.0 {
            let what = if group.differ { what } else { &group.first };
            let more = match group.count - group.places.count {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            say(format_args!("{field} ({}{more}): {what}", group.places));
        }
    }
}

/// Replaces the text between backticks with an ellipsis.
fn without_values(reason: &str) -> String {
    let parts = reason.split('`').enumerate();
    let parts = parts.map(|(index, part)| if index % 2 == 0 { part } else { "…" });
    parts.collect::<Vec<_>>().join("`")
}

impl Places {
    /// The maximum number of places that are listed.
    const SHOWN: usize = 5;

    fn add(&mut self, loss: &Loss) {
        let place = match (&loss.cell, loss.position, loss.row) {
            (_, Some(position), _) => Place::Other(format!("line {}", position.line)),
            (Some(cell), None, _) => {
                if let Some(Place::Cells(first, last)) = self.shown.last_mut()
                    && first.sheet == cell.sheet
                    && first.column == cell.column
                    && last.checked_add(1) == Some(cell.row)
                {
                    *last = cell.row;
                    self.count += 1;
                    return;
                }
                Place::Cells(cell.clone(), cell.row)
            }
            (None, None, Some(row)) => Place::Other(format!("{}, row {row}", loss.sheet)),
            (None, None, None) => Place::Other(loss.sheet.to_string()),
        };
        if self.shown.len() < Self::SHOWN {
            self.shown.push(place);
            self.count += 1;
        }
    }
}

impl fmt::Display for Places {
    /// Formats the places as `Movies!C4–C9, C12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sheet = None;
        for (index, place) in self.shown.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            match place {
                Place::Cells(first, last) => {
                    let column = column_letters(first.column);
                    if sheet.replace(&first.sheet) != Some(&first.sheet) {
                        write!(f, "{}!", first.sheet)?;
                    }
                    write!(f, "{column}{}", first.row)?;
                    if *last > first.row {
                        write!(f, "–{column}{last}")?;
                    }
                }
                Place::Other(place) => f.write_str(place)?,
            }
        }
        Ok(())
    }
}

/// Returns the name of the column or content that a loss affects.
fn field(loss: &Loss) -> String {
    match loss.field.is_empty() {
        true => "a column without a name".to_owned(),
        false => short(&loss.field),
    }
}

/// Shortens text from the file and escapes it for a terminal.
fn short(text: &str) -> String {
    const LONGEST: usize = 40;
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = plain.clone().take(LONGEST).collect();
    if plain.count() > LONGEST {
        short.push('…');
    }
    short
}
