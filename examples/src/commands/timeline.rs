//! `ema timeline`: draws the windows in files on a time axis, title by title.

use std::path::PathBuf;

use clap::Args;
use ema_rules::html::HtmlPage;

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::shown::file_name;
use crate::{holdings, output};

/// Draw the windows of feeds or states over time, as an HTML page or as SVG.
///
/// Each lane shows an offer in all territories in which the offer has the same windows. Overlaps, gaps, and windows
/// that are live on the --as-of day are marked.
#[derive(Args)]
pub(crate) struct DrawTimeline {
    /// Files to draw, followed by the drawing to write. The files are feeds in any format that `ema validate` reads, or
    /// states written by `ema apply`. The drawing is an .html page, or an .svg drawing of a single file.
    #[arg(required = true, value_name = "FILE… OUT.html|OUT.svg")]
    paths: Vec<PathBuf>,

    /// Draw only the title with this unique ID. Can be repeated.
    #[arg(long = "title", value_name = "ID")]
    titles: Vec<String>,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    /// Skip sheets that have no header.
    #[arg(long)]
    force: bool,
}

impl DrawTimeline {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let as_of = self.as_of.get()?;
        let (out, files) = match self.paths.split_last() {
            Some((out, files)) if !files.is_empty() => (out, files),
            _ => {
                return Err(Failure::new(
                    "specify the files, and then the drawing: `ema timeline movies.xlsx movies.html`",
                ));
            }
        };
        let ending = out.extension().map(|it| it.to_ascii_lowercase());
        let is_svg = match ending.as_deref().and_then(|it| it.to_str()) {
            Some("html" | "htm") => false,
            Some("svg") if files.len() == 1 => true,
            Some("svg") => {
                return Err(Failure::new(
                    "an SVG shows one file; write .html for several, or draw them one at a time",
                ));
            }
            _ => {
                return Err(Failure::new(format!(
                    "{}: write a name that ends in .html or .svg for the drawing, after the files",
                    out.display()
                )));
            }
        };
        if let Some(file) = files.iter().find(|file| ema_io::is_same_file(file, out)) {
            return Err(Failure::new(format!(
                "{} would be replaced by its own drawing; give the drawing another name",
                file.display()
            )));
        }
        let profile = self.profile.prime_video()?;
        let mut page = HtmlPage::new(as_of);
        for path in files {
            let mut timeline =
                holdings::read_timeline(path, &profile, as_of, self.read, self.force)?;
            if !self.titles.is_empty() {
                timeline = timeline.of_titles(&self.titles);
            }
            if is_svg {
                let drawing = timeline.as_svg();
                output::write_document(Some(out), |out| writeln!(out, "{drawing}"))?;
                return Ok(Outcome::Clean);
            }
            let more = "; `ema timeline --title ID` draws any title";
            page = page.timeline(file_name(path), timeline, more);
        }
        output::write_document(Some(out), |out| writeln!(out, "{page}"))?;
        Ok(Outcome::Clean)
    }
}
