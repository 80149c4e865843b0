//! Names for files of avails, made from their parts.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use crate::file_name::{FileName, NameFaults, Section, redelivery};

/// The name of a file of avails, made from its parts: `Rockstar_Films-Summer_Titles-Avails-20261121.xlsx`, or with
/// `-R1` before the period when it is delivered again.
///
/// Prime Video prescribes no pattern for avails, and this one is a choice within its rules: whose they are, what they
/// are about, that they are avails, of which day. Names then stand in the order of their days, and no two files of
/// different days share one.
///
/// ```
/// use delivery_naming::{AvailsName, FileName, Section};
///
/// let partner = Section::parse("Rockstar_Films")?;
/// let name = AvailsName::new(partner, Section::suggest("L'été à deux"), "2026-11-21".parse().unwrap())?;
/// assert_eq!(name.to_string(), "Rockstar_Films-Lete_a_deux-Avails-20261121.xlsx");
///
/// let again = name.redelivered()?;
/// assert_eq!(again.to_string(), "Rockstar_Films-Lete_a_deux-Avails-20261121-R1.xlsx");
/// assert_eq!(AvailsName::parse(again.file_name()), Some(again));
/// # Ok::<(), delivery_naming::NameFaults>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AvailsName {
    partner: Section,
    subject: Section,
    date: NaiveDate,
    name: FileName,
}

/// The section that says what the file holds.
const AVAILS: &str = "Avails";

impl AvailsName {
    /// The name of a first delivery: the Partner Alias that Prime Video has assigned, what the avails are about, such
    /// as a title, a season or a territory, and the day of the file.
    ///
    /// # Errors
    ///
    /// The name is longer than 255 bytes, or the year has not four digits.
    pub fn new(partner: Section, subject: Section, date: NaiveDate) -> Result<Self, NameFaults> {
        // A year that has more digits, or a sign, is no section.
        let day = format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
        let day = if day.len() == 8 {
            day
        } else {
            format!("+{day}")
        };
        let name = FileName::parse(&format!("{partner}-{subject}-{AVAILS}-{day}.xlsx"))?;
        Ok(Self {
            partner,
            subject,
            date,
            name,
        })
    }

    /// The parts of a name; `None` for one of another pattern.
    #[must_use]
    pub fn parse(name: &FileName) -> Option<Self> {
        let sections: Vec<&str> = name.sections().collect();
        let (partner, subject, day) = match *sections {
            [partner, subject, AVAILS, day] => (partner, subject, day),
            [partner, subject, AVAILS, day, number] if redelivery(number).is_some() => {
                (partner, subject, day)
            }
            _ => return None,
        };
        (name.extension() == "xlsx").then_some(Self {
            partner: Section::parse(partner).ok()?,
            subject: Section::parse(subject).ok()?,
            date: read_day(day)?,
            name: name.clone(),
        })
    }

    /// The name under which the file is delivered the next time: with `R1` at its end, or one number more.
    ///
    /// # Errors
    ///
    /// The name would be longer than 255 bytes.
    pub fn redelivered(&self) -> Result<Self, NameFaults> {
        Ok(Self {
            name: self.name.redelivered()?,
            ..self.clone()
        })
    }

    /// The Partner Alias.
    #[must_use]
    pub fn partner(&self) -> &Section {
        &self.partner
    }

    /// What the avails are about.
    #[must_use]
    pub fn subject(&self) -> &Section {
        &self.subject
    }

    /// The day of the file.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// Which redelivery it is; `None` for a first delivery.
    #[must_use]
    pub fn redelivery(&self) -> Option<u32> {
        self.name.redelivery()
    }

    /// The name of the file.
    #[must_use]
    pub fn file_name(&self) -> &FileName {
        &self.name
    }
}

impl fmt::Display for AvailsName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}

/// A day as eight digits, `20261121`.
fn read_day(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, day) = text.split_at(4);
    let (month, day) = day.split_at(2);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
