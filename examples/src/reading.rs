//! Reads avails files one row at a time, so that only a few rows are in memory at once.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use ema_avails::{Check, Input};
use ema_io::{Encoding, ErrorKind, Loss, Part, Progress, ReadOptions, Reader, StaleTexts};
use ema_model::{Avail, EmaVersion, FileInfo, Header, Text};
use ema_rules::{FileSummary, Finding};

use crate::bar::Bar;
use crate::failure::Failure;
use crate::nearest::nearest_file;
use crate::shown::file_name;

/// The options `--encoding` and `--visible-only`.
#[derive(Args, Clone, Copy)]
pub(crate) struct ReadArgs {
    /// Encoding of text files (.csv, .tsv), such as windows-1250 or Shift_JIS. By default, UTF-8 and
    /// UTF-16 are recognized, and any other encoding is guessed and reported.
    #[arg(long, value_name = "NAME", value_parser = str::parse::<Encoding>)]
    pub(crate) encoding: Option<Encoding>,

    /// Skip hidden sheets in workbooks.
    #[arg(long)]
    pub(crate) visible_only: bool,
}

impl ReadArgs {
    /// Returns the options for reading files. If `version` is given, it overrides the detected version.
    pub(crate) fn options(self, version: Option<EmaVersion>) -> ReadOptions {
        ReadOptions::new()
            .ema_version(version)
            .encoding(self.encoding)
            .visible_only(self.visible_only)
    }
}

/// Creates the failure for a file that can't be read.
pub(crate) fn unreadable(path: &Path, error: ema_io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => not_found(path),
        _ => error.into(),
    }
}

/// Checks a file and shows how much of the file has been read. Returns the summary of the check and the messages about
/// the file. `findings` receives all findings, and `rows` all rows.
pub(crate) fn check_file(
    doing: &str,
    path: &Path,
    check: &Check<'_>,
    read: ReadArgs,
    mut findings: impl FnMut(Finding),
    mut rows: impl FnMut(&Avail),
) -> Result<(FileSummary, Notes), Failure> {
    let progress = Progress::new();
    let _bar = Bar::of_file(doing, path, &progress);
    let check = check.clone().read(read.options(None).progress(&progress));
    let mut seen = Seen::default();
    let each = |finding| {
        findings(finding);
        ControlFlow::Continue(())
    };
    let summary = check.each(&Input::path(path), each, |avail| {
        seen.add(avail);
        rows(avail);
    });
    let summary = summary.map_err(|error| unreadable(path, error))?;
    let notes = seen.notes(&summary.file, path);
    Ok((summary, notes))
}

/// An open file and a bar that shows how much of the file has been read.
pub(crate) struct Reading {
    reader: Reader,
    seen: Seen,
    /// The bar is drawn until this value is dropped.
    _bar: Bar,
}

impl Reading {
    /// Opens a file. `doing` is the verb in the bar's label.
    pub(crate) fn begin(doing: &str, path: &Path, read: ReadArgs) -> Result<Self, Failure> {
        let progress = Progress::new();
        let bar = Bar::of_file(doing, path, &progress);
        let reader = read
            .options(None)
            .progress(&progress)
            .open_path(path)
            .map_err(|error| unreadable(path, error))?;
        Ok(Self {
            reader,
            seen: Seen::default(),
            _bar: bar,
        })
    }

    /// Returns the file's format and everything else that is known about the file.
    pub(crate) fn file(&self) -> &FileInfo {
        self.reader.file()
    }

    /// Reads the file to the end.
    pub(crate) fn each(
        &mut self,
        mut take: impl FnMut(Part<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let seen = &mut self.seen;
        let take = |part: Part<'_>| {
            if let Part::Avail(avail) = part {
                seen.add(avail);
            }
            take(part)
        };
        self.reader.each(take)
    }

    /// Returns messages about hidden sheets, a guessed encoding, and lost or outdated text. The file must have been
    /// read.
    pub(crate) fn notes(&self, path: &Path) -> Notes {
        self.seen.notes(self.reader.file(), path)
    }
}

/// The facts about a file's rows that are needed for messages about the file.
#[derive(Default)]
struct Seen {
    /// The hidden sheets with rows, each with its number of rows.
    hidden: Vec<(Arc<Header>, usize)>,
    stale_texts: StaleTexts,
}

impl Seen {
    fn add(&mut self, avail: &Avail) {
        self.stale_texts.avail(avail);
        let header = avail.header();
        match self.hidden.last_mut() {
            Some((last, rows)) if Arc::ptr_eq(last, header) => *rows += 1,
            _ if header.visibility().is_hidden() => self.hidden.push((Arc::clone(header), 1)),
            _ => {}
        }
    }

    fn notes(&self, file: &FileInfo, path: &Path) -> Notes {
        let name = file_name(path);
        let mut notes = Vec::new();
        for (header, rows) in &self.hidden {
            let (sheet, visibility) = (header.sheet(), header.visibility());
            let rows = match rows {
                1 => "1 row is".to_owned(),
                rows => format!("{rows} rows are"),
            };
            notes.push(format!(
                "{name}: the sheet “{sheet}” is {visibility}, and its {rows} read; {VISIBLE_ONLY}"
            ));
        }
        if let [sheet, ..] = file.left_out.as_slice() {
            let more = match file.left_out.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more)"),
            };
            notes.push(format!(
                "{name}: the hidden sheet “{sheet}”{more} is left out"
            ));
        }
        if let Some(encoding) = file.encoding.as_ref().filter(|encoding| encoding.is_guess) {
            let loss = Loss::guessed_encoding(&Text::from(name.as_str()), encoding);
            notes.push(format!("{loss}; {ENCODING}"));
        }
        let name = Text::from(name);
        let encoding = file.encoding.as_ref();
        if let Some(loss) = encoding.and_then(|encoding| Loss::lost_characters(&name, encoding)) {
            notes.push(format!("{loss}; {OTHER_ENCODING}"));
        }
        if let Some(loss) = self.stale_texts.loss(&name) {
            notes.push(format!("{loss}; {STALE_TEXTS}"));
        }
        Notes(notes)
    }
}

/// Phrases that explain options in messages.
pub(crate) const VISIBLE_ONLY: &str = "--visible-only skips hidden sheets";
pub(crate) const ENCODING: &str = "if that is wrong, specify the encoding with --encoding";

pub(crate) const OTHER_ENCODING: &str =
    "if the file has another encoding, specify it with --encoding";
pub(crate) const STALE_TEXTS: &str = "`ema validate` lists them";

/// Messages about a file as a whole, rather than about its rows.
pub(crate) struct Notes(Vec<String>);

impl Notes {
    pub(crate) fn report(self) {
        for note in self.0 {
            Failure::new(note).report();
        }
    }
}

/// Creates the failure for a file that does not exist.
pub(crate) fn not_found(path: &Path) -> Failure {
    let way_out = match nearest_file(path) {
        Some(other) => format!("the nearest name in its folder is `{other}`"),
        None => "check the name and the folder".to_owned(),
    };
    Failure::new(format!("{} was not found; {way_out}", path.display()))
}
