//! Serializes reports and findings as JSON (schema 2).

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use super::{FixedCells, FoldedFinding, LeftOut, Report};
use crate::engine::{FileSummary, Finding, Place, Rule, Severity, SheetSummary};

/// Writes an entry of `files` in the output of `ema validate --format json` (schema 2): the properties of the
/// [`FileSummary`], followed by the findings.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Document<'a> {
            #[serde(flatten)]
            file: &'a FileSummary,
            #[serde(skip_serializing_if = "Option::is_none")]
            fixed: Option<&'a FixedCells>,
            summary: Counts<'a>,
            findings: Findings<'a>,
        }
        Document {
            file: self.summary(),
            fixed: self.fixed(),
            summary: Counts(self),
            findings: Findings(self),
        }
        .serialize(serializer)
    }
}

/// Writes the file, its sheets, and the profile, moment and time zones of the check.
impl Serialize for FileSummary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_struct("FileSummary", 7)?;
        file.serialize_field("file", &self.file.name)?;
        file.serialize_field("format", self.file.format.as_str())?;
        let version = self.sheets.iter().find(|sheet| sheet.version_is_known);
        let version = version.map(|sheet| sheet.ema_version);
        file.serialize_field("ema_version", &version)?;
        file.serialize_field("profiles", &[&self.profile])?;
        file.serialize_field("as_of", &self.as_of)?;
        file.serialize_field("zones", &ZonesTaken(self))?;
        file.serialize_field("sheets", &self.sheets)?;
        file.end()
    }
}

/// The number of fixed cells, and the findings that were fixed.
impl Serialize for FixedCells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fixed = serializer.serialize_struct("Fixed", 2)?;
        fixed.serialize_field("count", &self.count())?;
        fixed.serialize_field("findings", self.findings())?;
        fixed.end()
    }
}

/// The zones used in each territory.
struct ZonesTaken<'a>(&'a FileSummary);

impl Serialize for ZonesTaken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let zones = &self.0.zones;
        serializer.collect_map(
            zones
                .iter()
                .map(|(territory, zones)| (territory.as_str(), zones)),
        )
    }
}

impl Serialize for SheetSummary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sheet = serializer.serialize_struct("SheetSummary", 4)?;
        sheet.serialize_field("name", &self.name)?;
        sheet.serialize_field("ema_version", &self.ema_version)?;
        sheet.serialize_field("rows", &self.rows)?;
        sheet.serialize_field("columns", &self.columns)?;
        sheet.end()
    }
}

struct Counts<'a>(&'a Report);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut counts = serializer.serialize_struct("Counts", 3)?;
        counts.serialize_field("error", &self.0.count(Severity::Error))?;
        counts.serialize_field("warning", &self.0.count(Severity::Warning))?;
        counts.serialize_field("notice", &self.0.count(Severity::Notice))?;
        counts.end()
    }
}

/// The findings, and an entry for each rule with more distinct findings than the report keeps.
struct Findings<'a>(&'a Report);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (findings, left_out) = (self.0.findings(), self.0.left_out());
        let mut list = serializer.serialize_seq(Some(findings.len() + left_out.len()))?;
        for finding in findings {
            list.serialize_element(finding)?;
        }
        for left_out in left_out {
            list.serialize_element(left_out)?;
        }
        list.end()
    }
}

/// The properties of every entry, in this order. A property without a value is `null`.
#[derive(serde::Serialize)]
struct Entry<'a, R> {
    rule: &'a str,
    severity: Severity,
    sheet: Option<&'a str>,
    #[serde(flatten)]
    rows: R,
    column: Option<String>,
    field: Option<&'a str>,
    value: Option<&'a str>,
    related: &'a [Place],
    message: &'a str,
    help: &'a str,
    fix: Option<&'a str>,
    source: Option<&'a str>,
}

impl<'a, R> Entry<'a, R> {
    fn of(finding: &'a Finding, rows: R) -> Self {
        let place = &finding.place;
        Self {
            rule: finding.rule.name(),
            severity: finding.severity,
            sheet: place.sheet.as_deref(),
            rows,
            column: column(place),
            field: finding.field.as_deref(),
            value: finding.value.as_deref(),
            related: &finding.related,
            message: &finding.message,
            help: &finding.help,
            fix: finding.fix.as_deref(),
            source: source(finding.rule),
        }
    }
}

fn source(rule: &'static Rule) -> Option<&'static str> {
    Some(rule.page().source).filter(|source| !source.is_empty())
}

/// The column's letters. Returns `None` for an XML file, which has no columns.
fn column(place: &Place) -> Option<String> {
    let column = place.column.filter(|_| place.position.is_none());
    column.map(ema_model::column_letters)
}

/// Writes the finding with its `count` and its `rows` as ranges: `[[4, 6], [9, 9]]`. For an XML file, `positions`
/// contains the line and character of each row.
impl Serialize for FoldedFinding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Rows {
            rows: Vec<(u32, u32)>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            positions: Vec<(u32, u32)>,
            count: usize,
        }
        let positions = self.rows.positions().iter();
        let rows = Rows {
            rows: self.rows().collect(),
            positions: positions.map(|it| (it.line, it.column)).collect(),
            count: self.count(),
        };
        Entry::of(&self.first, rows).serialize(serializer)
    }
}

/// Writes the properties of a combined finding, with an empty list of rows.
impl Serialize for LeftOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Rows {
            rows: [(u32, u32); 0],
            count: usize,
        }
        let rows = Rows {
            rows: [],
            count: self.count,
        };
        let (message, help) = (self.message(), "List every finding separately.");
        let entry = Entry {
            rule: self.rule.name(),
            severity: self.severity,
            sheet: None,
            rows,
            column: None,
            field: None,
            value: None,
            related: &[],
            message: &message,
            help,
            fix: None,
            source: source(self.rule),
        };
        entry.serialize(serializer)
    }
}

/// Writes a single finding with its `row`. For an XML file, `line` and `character` are written instead of the column.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Row {
            row: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            character: Option<u32>,
        }
        let position = self.place.position;
        let row = Row {
            row: self.place.row,
            line: position.map(|it| it.line),
            character: position.map(|it| it.column),
        };
        Entry::of(self, row).serialize(serializer)
    }
}

/// Writes `sheet`, `row` and `column` (as letters). For an XML file, `line` and `character` are written instead of the
/// column. Parts that a location lacks are omitted, such as the row if the finding is about a sheet.
impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Plain<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            sheet: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            row: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            column: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<u32>,
            #[serde(skip_serializing_if = "Option::is_none")]
            character: Option<u32>,
        }
        Plain {
            sheet: self.sheet.as_deref(),
            row: self.row,
            column: column(self),
            line: self.position.map(|position| position.line),
            character: self.position.map(|position| position.column),
        }
        .serialize(serializer)
    }
}
