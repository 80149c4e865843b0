//! Sample sheets that the rules' tests change one cell at a time.

use std::ops::ControlFlow;
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, HeaderColumn, HeaderRows,
    Marks, Moment, Position, SchemaFault, SchemaFaultKind, Sheet, StaleText, Stored, Text,
    Unplaced, Workbook, XmlVersion,
};

pub(crate) use ema_testing::{assert_snapshot, str};

use crate::{AsOf, Checker, Finding, Holdings, Place, Profile, Rule, Timestamp};

/// A sheet that has no findings until a test changes it.
#[derive(Clone)]
pub(crate) struct Sample {
    head: Head,
    profile: Profile,
    name: Option<&'static str>,
    columns: Vec<Column>,
    unknown: Vec<(&'static str, String)>,
    in_xml: bool,
    twice: bool,
    unplaced: Vec<(&'static str, String)>,
    faults: Vec<(SchemaFaultKind, &'static str)>,
    stale: Vec<(&'static str, &'static str)>,
    rows: Vec<Vec<(Column, String, Stored, Marks)>>,
    shown: Vec<(Column, &'static str)>,
}

/// A sample's header.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) rows: HeaderRows,
    /// The row number of the first avail.
    pub(crate) first: u32,
    /// The text in cell A3.
    pub(crate) stated: Option<&'static str>,
    pub(crate) caller: Option<EmaVersion>,
    /// Columns whose names differ from the dictionary's.
    pub(crate) names: Vec<(Column, String)>,
    /// Columns whose categories differ from the dictionary's.
    pub(crate) categories: Vec<(Column, String)>,
}

impl Sample {
    /// A movie on sale in the United States.
    pub(crate) fn movie() -> Self {
        Self::of(&[
            (Column::DisplayName, "Rockstar Films"),
            (Column::AssetLanguage, "en"),
            (Column::Territory, "US"),
            (Column::WorkType, "Movie"),
            (Column::EntryType, "Full Extract"),
            (Column::TitleInternalAlias, "First Dance, The"),
            (Column::LicenseType, "EST"),
            (Column::FormatProfile, "HD"),
            (Column::Start, "2026-01-01"),
            (Column::End, "Open"),
            (Column::PriceType, "WSP"),
            (Column::PriceValue, "10.49"),
            (Column::PriceCurrency, "USD"),
            (Column::AltId, "FIRSTDANCE"),
            (Column::ContentId, "FIRSTDANCE"),
            (Column::Alid, "FIRSTDANCE"),
            (Column::CaptionIncluded, "Yes"),
        ])
    }

    /// An episode on sale in the United States.
    pub(crate) fn episode() -> Self {
        Self::of(&[
            (Column::DisplayName, "Rockstar Films"),
            (Column::AssetLanguage, "en"),
            (Column::Territory, "US"),
            (Column::WorkType, "Episode"),
            (Column::EntryType, "Full Extract"),
            (Column::SeriesTitleInternalAlias, "Detectives, The"),
            (Column::SeasonNumber, "1"),
            (Column::EpisodeNumber, "1"),
            (Column::EpisodeTitleInternalAlias, "Time and Place"),
            (Column::EpisodeCount, "8"),
            (Column::EpisodeAltId, "DETECTIVES_S1E1"),
            (Column::Alid, "DETECTIVES_S1E1"),
            (Column::LicenseType, "EST"),
            (Column::FormatProfile, "HD"),
            (Column::Start, "2026-01-01"),
            (Column::End, "Open"),
            (Column::PriceType, "WSP"),
            (Column::PriceValue, "1.99"),
            (Column::PriceCurrency, "USD"),
            (Column::SeriesContentId, "DETECTIVES"),
            (Column::SeasonContentId, "DETECTIVES_S1"),
            (Column::EpisodeContentId, "DETECTIVES_S1E1"),
            (Column::CaptionIncluded, "Yes"),
        ])
    }

    /// Sets a cell in the last row and adds the column if it is missing.
    pub(crate) fn with(self, column: Column, text: &str) -> Self {
        self.stored(column, text, stored_as(text), Marks::default())
    }

    /// Sets a cell in the last row, and how the cell is stored.
    pub(crate) fn stored(
        mut self,
        column: Column,
        text: &str,
        stored: Stored,
        marks: Marks,
    ) -> Self {
        if !self.columns.contains(&column) {
            self.columns.push(column);
        }
        let row = self.rows.last_mut().unwrap();
        row.retain(|(other, ..)| *other != column);
        row.push((column, text.to_owned(), stored, marks));
        self
    }

    /// Sets the text that a spreadsheet program displays for a column's cells.
    pub(crate) fn showing(mut self, column: Column, text: &'static str) -> Self {
        self.shown.push((column, text));
        self
    }

    /// Removes a column.
    pub(crate) fn without(mut self, column: Column) -> Self {
        self.columns.retain(|other| *other != column);
        self
    }

    /// Adds a copy of the last row.
    pub(crate) fn and(mut self) -> Self {
        self.rows.push(self.rows.last().unwrap().clone());
        self
    }

    /// Adds a column that is not in any dictionary, with `x` in each row.
    pub(crate) fn with_unknown(self, name: &'static str) -> Self {
        self.with_unknown_text(name, "x")
    }

    /// Adds a column that is not in any dictionary, with this text in each row.
    pub(crate) fn with_unknown_text(mut self, name: &'static str, text: &'static str) -> Self {
        self.unknown.push((name, text.to_owned()));
        self
    }

    /// Changes the version.
    pub(crate) fn version(mut self, version: EmaVersion) -> Self {
        self.head.caller = Some(version);
        self
    }

    /// Changes the header.
    pub(crate) fn headed(mut self, change: impl FnOnce(&mut Head)) -> Self {
        change(&mut self.head);
        self
    }

    /// Sets the file's name.
    pub(crate) fn named(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// Checks the sample against the profile `ema`.
    pub(crate) fn under_ema(mut self) -> Self {
        self.profile = Profile::ema();
        self
    }

    /// Checks the sample against a profile.
    pub(crate) fn under(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// Converts the sample to XML. Each row begins a hundred lines after the previous one, and each cell takes one
    /// line.
    pub(crate) fn in_xml(mut self) -> Self {
        self.in_xml = true;
        // The rule `not-a-workbook` reports every XML file.
        if let Some(rule) = crate::rule("not-a-workbook") {
            self.profile = self.profile.with_severity(rule, None);
        }
        self
    }

    /// Repeats the sample's rows, as if the Avails had more Transactions.
    pub(crate) fn twice(mut self) -> Self {
        self.twice = true;
        self
    }

    /// Adds content that is not in any column, on the line of each row.
    pub(crate) fn with_unplaced(mut self, path: &'static str, content: &str) -> Self {
        self.unplaced.push((path, content.to_owned()));
        self
    }

    /// Adds a schema violation, on the line of each row.
    pub(crate) fn with_schema_fault(mut self, kind: SchemaFaultKind, path: &'static str) -> Self {
        self.faults.push((kind, path));
        self
    }

    /// Adds stale text from a processing instruction, on the line of each row.
    pub(crate) fn with_stale_text(mut self, field: &'static str, text: &'static str) -> Self {
        self.stale.push((field, text));
        self
    }

    /// Replaces the text of a cell or header.
    fn mended(mut self, place: &Place, text: &str) -> Self {
        let avails = self.avails();
        let header = avails[0].header();
        let column = header.column_at(place.column.unwrap()).unwrap();
        let (known, rows) = (column.column, header.rows());
        if place.row == Some(rows.names) && !self.in_xml {
            self.head.names.retain(|(of, _)| Some(*of) != known);
            self.head.names.push((known.unwrap(), text.to_owned()));
        } else if place.row == rows.categories && !self.in_xml {
            self.head.categories.retain(|(of, _)| Some(*of) != known);
            self.head.categories.push((known.unwrap(), text.to_owned()));
        } else if let Some(known) = known {
            let mut numbers = avails.iter().map(|avail| Some(avail.row()));
            let row = numbers.position(|row| row == place.row).unwrap();
            let mut cells = self.rows[row].iter_mut();
            let cell = cells.find(|(of, ..)| *of == known).unwrap();
            *cell = (known, text.to_owned(), stored_as(text), Marks::default());
        } else {
            let mut cells = self.unknown.iter_mut();
            cells.find(|(of, _)| *of == &*column.name).unwrap().1 = text.to_owned();
        }
        self
    }

    fn avails_in_xml(&self) -> Vec<Avail> {
        let mut builder = AvailBuilder::new(Arc::new(Header::xml(XmlVersion::V2_3)));
        let at = |line| Position { line, column: 9 };
        let mut avails: Vec<Avail> = (1..)
            .zip(&self.rows)
            .map(|(number, row)| {
                for (line, (column, text, ..)) in (100 * number + 1..).zip(row) {
                    builder.set_at(*column, text.as_str(), at(line)).unwrap();
                }
                for (further, (path, content)) in (0..).zip(&self.unplaced) {
                    let at = Position {
                        line: 100 * number,
                        column: 9 + further,
                    };
                    builder.add_unplaced(Unplaced::new(*path, content.as_str(), at));
                }
                for (field, text) in &self.stale {
                    builder.add_stale_text(StaleText::new(*field, *text, at(100 * number)));
                }
                for (kind, path) in &self.faults {
                    builder.add_schema_fault(SchemaFault::new(
                        kind.clone(),
                        *path,
                        at(100 * number),
                    ));
                }
                builder.build_at(number, at(100 * number))
            })
            .collect();
        if self.twice {
            avails.extend(avails.clone());
        }
        avails
    }

    /// Returns the avails in the sample.
    pub(crate) fn avails(&self) -> Vec<Avail> {
        if self.in_xml {
            return self.avails_in_xml();
        }
        let head = &self.head;
        let known = self.columns.iter().map(|column| {
            let other = head.names.iter().find(|(of, _)| of == column);
            other.map_or(column.name(), |(_, name)| name)
        });
        let columns = (0..)
            .zip(known.chain(self.unknown.iter().map(|(name, _)| *name)))
            .map(|(index, name)| {
                let category = name.parse::<Column>().ok().map(|column| {
                    let other = head.categories.iter().find(|(of, _)| *of == column);
                    Text::from(other.map_or(column.category(), |(_, category)| category))
                });
                HeaderColumn::new(index, Text::from(name), category)
            })
            .collect();
        let stated = head.stated.map(Text::from);
        let header = Header::new("Avails".into(), head.rows, columns, stated, head.caller);
        let header = Arc::new(header);
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        (head.first..)
            .zip(&self.rows)
            .map(|(number, row)| {
                for (column, text, stored, marks) in row {
                    if let Some(index) = header.index_of(*column) {
                        builder.push(index, text.as_str(), *stored, *marks);
                    }
                }
                for (column, text) in &self.shown {
                    builder.show(header.index_of(*column).unwrap(), *text);
                }
                let unknown = &header.columns()[self.columns.len()..];
                for (column, (_, text)) in unknown.iter().zip(&self.unknown) {
                    builder.push(column.index, text.as_str(), Stored::Text, Marks::default());
                }
                builder.build(number)
            })
            .collect()
    }

    /// Returns all findings under the sample's profile as of November 21, 2026.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        check(&self.profile, &self.workbook())
    }

    /// Returns the file.
    pub(crate) fn workbook(&self) -> Workbook {
        let avails = self.avails();
        let sheet = Sheet::new(Arc::clone(avails[0].header()), avails);
        let format = match self.in_xml {
            true => Format::Xml,
            false => Format::Xlsx,
        };
        let file = FileInfo::new(self.name.map(str::to_owned), format);
        Workbook::new(file, vec![sheet])
    }

    fn of(cells: &[(Column, &str)]) -> Self {
        let row = cells
            .iter()
            .map(|(column, text)| {
                (
                    *column,
                    (*text).to_owned(),
                    stored_as(text),
                    Marks::default(),
                )
            })
            .collect();
        Self {
            head: Head {
                rows: HeaderRows::TEMPLATE,
                first: 4,
                stated: None,
                caller: Some(EmaVersion::V1_7_3),
                names: Vec::new(),
                categories: Vec::new(),
            },
            profile: Profile::prime_video(),
            name: Some("movies.xlsx"),
            columns: cells.iter().map(|(column, _)| *column).collect(),
            unknown: Vec::new(),
            in_xml: false,
            twice: false,
            unplaced: Vec::new(),
            faults: Vec::new(),
            stale: Vec::new(),
            rows: vec![row],
            shown: Vec::new(),
        }
    }
}

/// Returns how Excel stores text that is typed into a cell: dates as dates, and anything else as text.
fn stored_as(text: &str) -> Stored {
    match text.parse() {
        Ok(Moment::Date(_) | Moment::Local(_)) => Stored::Date,
        _ => Stored::Text,
    }
}

/// Returns the findings in a workbook, for rules that check the header or more than one sheet.
pub(crate) fn check(profile: &Profile, workbook: &Workbook) -> Vec<Finding> {
    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap());
    findings_with(profile, None, workbook, as_of.into())
}

/// Returns the findings in a workbook, given the platform's holdings.
pub(crate) fn check_against(
    profile: &Profile,
    held: &Holdings,
    workbook: &Workbook,
    as_of: impl Into<AsOf>,
) -> Vec<Finding> {
    findings_with(profile, Some(held), workbook, as_of.into())
}

fn findings_with(
    profile: &Profile,
    held: Option<&Holdings>,
    workbook: &Workbook,
    as_of: AsOf,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let checker = Checker::new(profile, workbook.file.format, as_of, |finding| {
        findings.push(finding);
        ControlFlow::Continue(())
    });
    let checker = match held {
        Some(held) => checker.holding(held),
        None => checker,
    };
    checker.check_workbook(workbook);
    findings.sort_by(|a: &Finding, b| a.place.cmp(&b.place));
    findings
}

/// Asserts that the rule reports nothing.
#[track_caller]
pub(crate) fn assert_silent(rule: &Rule, sample: &Sample) {
    assert_eq!(
        shown(rule, &sample.findings()),
        "",
        "{} is silent",
        rule.name()
    );
}

/// Returns the rule's findings, with location, severity, message, help and fix, for a snapshot. Also asserts that the
/// rule does not report a cell again after its fix has been applied.
#[track_caller]
pub(crate) fn fired(rule: &Rule, sample: &Sample) -> String {
    let findings = sample.findings();
    let shown = shown(rule, &findings);
    assert_ne!(shown, "", "{} fires", rule.name());
    assert_mended(rule, sample, &findings);
    shown
}

#[track_caller]
fn assert_mended(rule: &Rule, sample: &Sample, findings: &[Finding]) {
    let (mut mended, mut places) = (sample.clone(), Vec::new());
    for finding in findings {
        if let (Some(fix), true) = (&finding.fix, finding.rule.name() == rule.name()) {
            mended = mended.mended(&finding.place, fix);
            places.push((finding.place.row, finding.place.column));
        }
    }
    if places.is_empty() {
        return;
    }
    let again = mended.findings().into_iter().filter(|finding| {
        finding.rule.name() == rule.name()
            && places.contains(&(finding.place.row, finding.place.column))
    });
    let again: Vec<Finding> = again.collect();
    assert!(
        again.is_empty(),
        "{} reports a cell again after its fix:\n{}",
        rule.name(),
        shown(rule, &again)
    );
}

/// Formats the findings of one rule.
pub(crate) fn shown(rule: &Rule, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings
        .iter()
        .filter(|finding| finding.rule.name() == rule.name())
    {
        let field = finding.field.as_deref().unwrap_or("-");
        out += &format!("{} {field}: {}\n", finding.place, finding.severity);
        out += &format!("  {}\n  help: {}\n", finding.message, finding.help);
        if let Some(fix) = &finding.fix {
            out += &format!("  fix: `{fix}`\n");
        }
        for place in &finding.related {
            out += &format!("  see {place}\n");
        }
    }
    out.chars().map(visible).collect()
}

/// Replaces an invisible character with its escape, such as `\u{200b}`.
fn visible(c: char) -> String {
    match c {
        '\n' | '"' | '\'' | '\\' => c.to_string(),
        _ => c.escape_debug().to_string(),
    }
}

#[test]
fn the_samples_are_flawless() {
    for sample in [
        Sample::movie(),
        Sample::episode(),
        Sample::movie().under_ema(),
        Sample::episode().under_ema(),
        Sample::movie().in_xml(),
        Sample::episode().in_xml(),
    ] {
        let findings: Vec<String> = sample.findings().iter().map(Finding::to_string).collect();
        assert_eq!(findings, [""; 0]);
    }
}

#[test]
fn of_a_cell_in_xml_a_thing_is_told_once() {
    let told = |sample: Sample| sample.findings().len();
    let wrong = Sample::movie().with(Column::Territory, "UK").in_xml();
    assert_eq!(told(wrong.clone().twice()), told(wrong));
    // A missing value has no position of its own, so it is reported once for each Transaction.
    let blank = Sample::movie().with(Column::LicenseType, "").in_xml();
    assert_eq!(told(blank.clone().twice()), 2 * told(blank));
}
