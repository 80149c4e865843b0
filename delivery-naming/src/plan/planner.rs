//! Creates plans.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use sha2::{Digest as _, Sha256};

use super::{
    Deadline, DeliveryPlan, Due, KnownFiles, LeadTime, PlannedFile, Problem, ProblemKind, Target,
    find, fingerprint, order, scan,
};

/// A builder for a [`DeliveryPlan`], with more options than [`DeliveryPlan::new`].
///
/// ```
/// use delivery_naming::{Backlot, Planner};
///
/// let (mut read, today) = (0, "2026-11-21".parse()?);
/// let plan = Planner::new(Backlot::new(), today)
///     .on_read(|bytes| read += bytes) // Masters are large, so report progress.
///     .plan(["Cargo.toml"]);
/// assert_eq!(read, plan.bytes());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Planner<'a> {
    target: Target,
    as_of: NaiveDate,
    live: Option<(NaiveDate, LeadTime)>,
    journal: Option<PathBuf>,
    known: KnownFiles,
    on_read: Box<dyn FnMut(u64) + 'a>,
    on_file: Box<dyn FnMut(&PlannedFile) + 'a>,
}

impl<'a> Planner<'a> {
    /// Creates a planner for a delivery that starts on the day `as_of`.
    pub fn new(target: impl Into<Target>, as_of: NaiveDate) -> Self {
        Self {
            target: target.into(),
            as_of,
            live: None,
            journal: None,
            known: KnownFiles::default(),
            on_read: Box::new(|_| ()),
            on_file: Box::new(|_| ()),
        }
    }

    /// Sets the day when the titles go live at Prime Video, which determines the files' deadlines.
    #[must_use]
    pub fn live_on(mut self, day: NaiveDate, lead_time: LeadTime) -> Self {
        self.live = Some((day, lead_time));
        self
    }

    /// Sets the path of the run's journal. The journal and its lock file are not delivered, even if they are in a
    /// planned folder.
    #[must_use]
    pub fn with_journal(mut self, journal: impl Into<PathBuf>) -> Self {
        self.journal = Some(journal.into());
        self
    }

    /// Sets the facts known from an earlier plan or journal, so that unchanged files are not read again. XML files and
    /// tables are always read.
    #[must_use]
    pub fn with_known(mut self, known: KnownFiles) -> Self {
        self.known = known;
        self
    }

    /// Calls `on_file` with each file as soon as it has been read.
    #[must_use]
    pub fn on_file(mut self, on_file: impl FnMut(&PlannedFile) + 'a) -> Self {
        self.on_file = Box::new(on_file);
        self
    }

    /// Calls `on_read` after each block that is read, with the number of bytes in it.
    #[must_use]
    pub fn on_read(mut self, on_read: impl FnMut(u64) + 'a) -> Self {
        self.on_read = Box::new(on_read);
        self
    }

    /// Finds the problems that are known before any file is read, such as invalid names. Reading terabytes takes hours,
    /// but this check takes almost no time.
    #[must_use]
    pub fn problems_before_reading<P: AsRef<Path>>(
        &self,
        paths: impl IntoIterator<Item = P>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        let files = scan::files(paths, self.journal.as_deref(), &mut problems);
        find::before_reading(&files, &self.target, &mut problems);
        problems
    }

    /// The total size of the files in bytes, as known before any file is read.
    #[must_use]
    pub fn bytes_to_read<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> u64 {
        let files = scan::files(paths, self.journal.as_deref(), &mut Vec::new());
        files
            .iter()
            .filter(|path| self.known.unchanged(path).is_none())
            .filter_map(|path| Some(path.metadata().ok()?.len()))
            .fold(0, u64::saturating_add)
    }

    /// The [journal name](DeliveryPlan::journal_name) for a plan with these paths.
    #[must_use]
    pub fn journal_name<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> String {
        journal_name(&self.target, &scan::planned(paths))
    }

    /// Reads the files and plans their delivery.
    pub fn plan<P: AsRef<Path>>(mut self, paths: impl IntoIterator<Item = P>) -> DeliveryPlan {
        let paths: Vec<P> = paths.into_iter().collect();
        let planned = scan::planned(&paths);
        let mut problems = Vec::new();
        let sources = scan::files(&paths, self.journal.as_deref(), &mut problems);
        let mut files: Vec<scan::Scanned> = Vec::new();
        for source in sources {
            let scanned = scan::read(
                source,
                &self.target,
                &self.known,
                &mut self.on_read,
                &mut problems,
            );
            if let Some(scanned) = scanned {
                (self.on_file)(&scanned.file);
                files.push(scanned);
            }
        }
        let batches = order::arrange(&mut files, &self.target);
        find::after_reading(&files, &batches, &self.target, &mut problems);
        let deadlines = self.deadlines();
        problems.extend(deadlines.iter().filter(|due| due.by < self.as_of).map(late));
        // Problems that stop the delivery come first. The sort is stable, so the order otherwise stays the same.
        problems.sort_by_key(|problem| !problem.stops());
        let files: Vec<PlannedFile> = files.into_iter().map(|scanned| scanned.file).collect();
        DeliveryPlan {
            schema: DeliveryPlan::SCHEMA,
            fingerprint: fingerprint(&self.target, &files),
            target: self.target,
            as_of: self.as_of,
            paths: planned,
            deadlines,
            files,
            batches,
            problems,
        }
    }

    fn deadlines(&self) -> Vec<Deadline> {
        let deadline = |what, by: Option<NaiveDate>| Some(Deadline { what, by: by? });
        if let Target::Backlot(_) = self.target {
            let by = self
                .as_of
                .checked_add_days(Days::new(crate::Backlot::DAYS_KEPT));
            return deadline(Due::WholePackages, by).into_iter().collect();
        }
        let Some((live, lead_time)) = self.live else {
            return Vec::new();
        };
        let before = |days| live.checked_sub_days(Days::new(days));
        [
            deadline(Due::Avails, before(lead_time.avails_days())),
            deadline(Due::Assets, before(lead_time.assets_days())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

impl fmt::Debug for Planner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Planner")
            .field("target", &self.target)
            .field("as_of", &self.as_of)
            .field("live", &self.live)
            .finish_non_exhaustive()
    }
}

fn late(deadline: &Deadline) -> Problem {
    Problem::new("", ProblemKind::Late(*deadline))
}

/// The name of a journal: the file name in the first path, so that people can recognize the journal, and a hash of the
/// target and all paths.
pub(super) fn journal_name(target: &Target, paths: &[PathBuf]) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    add(target.kind().as_bytes());
    add(target.to_string().as_bytes());
    for path in paths {
        add(path.as_os_str().as_encoded_bytes());
    }
    let hash = hash.finalize();
    let first = paths.first().and_then(|path| path.file_name());
    let first: String = first
        .unwrap_or_default()
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .take(40)
        .collect();
    let [a, b, c, d, ..] = hash[..] else {
        return format!("ema-delivery-{first}.journal");
    };
    format!("ema-delivery-{first}-{a:02x}{b:02x}{c:02x}{d:02x}.journal")
}
