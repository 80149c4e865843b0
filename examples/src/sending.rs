//! Writes feeds to files that a platform accepts.

use std::path::{Path, PathBuf};

use clap::Args;
use ema_avails::{FeedFiles, Output};
use ema_rules::{Extract, NeverDelivered, Profile, SendReason, printable};

use crate::bar::Bar;
use crate::failure::{Failure, Outcome};
use crate::output::{self, counted};
use crate::shown::file_name;

/// The option `--never-delivered`.
#[derive(Args)]
pub(crate) struct NeverDeliveredArg {
    /// Confirm that neither assets nor metadata for a title have been delivered, so that the title can be removed with a
    /// Full Delete if it has not started. Without an ID, the option applies to all titles.
    ///
    /// By default, a title that has not started is ended with a Start and an End in the past, which works whether or
    /// not anything has been delivered. After a delivery, a Full Delete causes errors.
    #[arg(
        long,
        value_name = "ID",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "",
    )]
    never_delivered: Vec<String>,
}

impl NeverDeliveredArg {
    pub(crate) fn titles(&self) -> NeverDelivered {
        match &*self.never_delivered {
            [] => NeverDelivered::None,
            ids if ids.iter().any(String::is_empty) => NeverDelivered::All,
            ids => NeverDelivered::ids(ids.iter().map(String::as_str)),
        }
    }

    /// Returns the given IDs.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        let ids = self.never_delivered.iter().map(String::as_str);
        ids.filter(|id| !id.is_empty())
    }
}

/// Writes a feed and reports what it contains and why.
///
/// A feed with more rows than the platform accepts is divided into several files with numbered names.
pub(crate) fn write_feed(
    path: &Path,
    sources: &[&PathBuf],
    feed: Extract,
    profile: &Profile,
) -> Result<Outcome, Failure> {
    let output = Output::path(path);
    output.format().map_err(Failure::new)?;
    if feed.rows.is_empty() {
        refuse_to_replace(path, sources)?;
        nothing_to_send(path, &feed)?;
        return Ok(Outcome::Clean);
    }
    let summary = feed.to_string();
    let assumed = feed.count(SendReason::AssumedDelivered);
    let bar = Bar::without_end("Writing", path);
    let files = FeedFiles::new(feed, profile.conventions(), &output).map_err(Failure::new)?;
    for path in files.paths(path) {
        refuse_to_replace(&path, sources)?;
    }
    let mut losses = |loss| Failure::new(loss).report();
    let written = files.write(output, &mut losses).map_err(Failure::new)?;
    drop(bar);
    output::write(None, |out| {
        writeln!(out, "{summary}")?;
        for file in &written {
            let name = file.path.as_deref().map(file_name).unwrap_or_default();
            writeln!(out, "{}: {}", printable(&name), counted(file.rows, "row"))?;
        }
        if written.len() > 1 && path.exists() {
            writeln!(
                out,
                "{} already existed and was not changed",
                printable(&file_name(path))
            )?;
        }
        if assumed == 0 {
            return Ok(());
        }
        writeln!(
            out,
            "\nOf {}, assets or metadata are assumed to have been delivered. Where none have been, \
             --never-delivered writes a Full Delete instead; --never-delivered=ID does so for one title.",
            counted(assumed, "scope"),
        )
    })?;
    Ok(Outcome::Clean)
}

/// Reports that the platform already holds the desired avails. An existing file at the path is
/// kept.
fn nothing_to_send(path: &Path, feed: &Extract) -> Result<(), Failure> {
    let what_is_there = match path.try_exists() {
        Ok(true) => "already existed and was not changed",
        _ => "is not written",
    };
    output::write(None, |out| {
        writeln!(
            out,
            "{feed}; {} {what_is_there}",
            printable(&file_name(path))
        )
    })
}

fn refuse_to_replace(path: &Path, sources: &[&PathBuf]) -> Result<(), Failure> {
    match sources
        .iter()
        .any(|source| ema_io::is_same_file(source, path))
    {
        false => Ok(()),
        true => Err(Failure::new(format!(
            "{} would be replaced; give the feed another name",
            path.display()
        ))),
    }
}
