//! Names of avails files, built from their parts.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use crate::file_name::{FileName, NameFaults, Section, redelivery};

/// The name of an avails file, built from its parts: `Rockstar_Films-Summer_Titles-Avails-20261121.xlsx`. When the file
/// is delivered again, the name has `-R1` before the period.
///
/// Prime Video prescribes no pattern for the names of avails files. This crate's pattern, which follows Prime Video's
/// rules, is the partner, the subject, the word `Avails`, and the day. Names for the same partner and subject therefore
/// sort by day, and files from different days never share a name.
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

/// The section that marks a name as that of an avails file.
const AVAILS: &str = "Avails";

impl AvailsName {
    /// Builds the name for a first delivery from the Partner Alias that Prime Video assigned, the subject of the avails
    /// (such as a title, a season or a territory), and the day.
    ///
    /// # Errors
    ///
    /// Returns an error if the name is longer than 255 bytes, or if the year does not have four digits.
    pub fn new(partner: Section, subject: Section, date: NaiveDate) -> Result<Self, NameFaults> {
        // A year with more than four digits or with a sign must not result in a valid section.
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

    /// Splits a name into its parts. Returns `None` if the name follows a different pattern.
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

    /// The name for the next delivery of the file. If the current name has no redelivery section, `R1` is added at
    /// the end of the stem. Otherwise, the number in that section is increased by one.
    ///
    /// # Errors
    ///
    /// Returns an error if the name would be longer than 255 bytes.
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

    /// The subject of the avails, such as a title.
    #[must_use]
    pub fn subject(&self) -> &Section {
        &self.subject
    }

    /// The day in the name.
    #[must_use]
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The redelivery number, or `None` for a first delivery.
    #[must_use]
    pub fn redelivery(&self) -> Option<u32> {
        self.name.redelivery()
    }

    /// The file's name.
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

/// Parses an eight-digit date, such as `20261121`.
fn read_day(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, day) = text.split_at(4);
    let (month, day) = day.split_at(2);
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
