//! `ema template`: writes an empty workbook to be filled in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use ema_avails::{Output, TemplateColumns, write_template};
use ema_model::{EmaVersion, Layout, SheetKind};
use ema_rules::Profile;

use crate::failure::{Failure, Outcome};
use crate::profile::profile_parser;

/// Write an empty workbook of an EMA version to fill in, with a note on each header and two example rows.
#[derive(Args)]
pub(crate) struct Template {
    /// EMA version, 1.6 to 1.9.
    #[arg(long, value_name = "VERSION", value_parser = str::parse::<EmaVersion>)]
    ema_version: EmaVersion,

    /// Tab of the template. From version 1.8 on, movies and TV share the tab `avails`.
    #[arg(long, value_enum)]
    sheet: Tab,

    /// Write only the columns that the platform of the profile uses.
    #[arg(long)]
    short: bool,

    /// Requirements that the notes, the flags and the drop-down lists follow.
    #[arg(long, default_value = "prime-video", value_parser = profile_parser())]
    profile: Profile,

    /// Workbook to write, an .xlsx file that does not exist yet.
    #[arg(value_name = "OUT.xlsx")]
    out: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tab {
    Movies,
    Tv,
    Avails,
    Collections,
    Bonus,
    Tpr,
}

impl Template {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let sheet = match self.sheet {
            Tab::Movies => SheetKind::Movies,
            Tab::Tv => SheetKind::Tv,
            Tab::Avails => SheetKind::Avails,
            Tab::Collections => SheetKind::Collections,
            Tab::Bonus => SheetKind::Bonus,
            Tab::Tpr => SheetKind::Tpr,
        };
        if !self
            .out
            .extension()
            .is_some_and(|it| it.eq_ignore_ascii_case("xlsx"))
        {
            return Err(Failure::new(format!(
                "{}: a template is a workbook; give it a name that ends in .xlsx",
                self.out.display()
            )));
        }
        // The results of other commands can be computed again, but if a filled-in workbook were
        // replaced, its rows would be lost.
        if self.out.exists() {
            return Err(Failure::new(format!(
                "{} already exists, and what was filled in would be lost; give the template another \
                 name",
                self.out.display()
            )));
        }
        let layout = Layout {
            version: self.ema_version,
            sheet,
        };
        if self.short && self.profile.name() == "ema" {
            return Err(Failure::new(
                "--short leaves out the columns that a platform does not use, and the profile ema \
                 is for any platform; leave out --short, or write --profile prime-video",
            ));
        }
        let columns = match self.short {
            true => TemplateColumns::Used,
            false => TemplateColumns::All,
        };
        write_template(Output::path(&self.out), layout, &self.profile, columns)
            .map_err(Failure::new)?;
        Ok(Outcome::Clean)
    }
}
