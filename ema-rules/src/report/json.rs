//! The report as JSON: what a program reads.

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use super::Report;
use crate::finding::{Finding, Place};
use crate::rule::Severity;

/// One entry of `files` of `ema validate --format json`.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let summary = self.summary();
        let mut file = serializer.serialize_struct("Report", 9)?;
        file.serialize_field("file", &summary.file.name)?;
        file.serialize_field("format", summary.file.format.as_str())?;
        let version = summary.sheets.iter().find(|sheet| sheet.version_is_known);
        file.serialize_field(
            "ema_version",
            &version.map(|sheet| sheet.ema_version.as_str()),
        )?;
        file.serialize_field("profile", summary.profile)?;
        file.serialize_field("as_of", &summary.as_of.to_string())?;
        file.serialize_field("zones", &ZonesTaken(self))?;
        file.serialize_field("sheets", &Sheets(self))?;
        file.serialize_field("summary", &Counts(self))?;
        file.serialize_field("findings", self.findings())?;
        file.end()
    }
}

/// Of each territory the zones that were taken.
struct ZonesTaken<'a>(&'a Report);

impl Serialize for ZonesTaken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let zones = &self.0.summary().zones;
        serializer.collect_map(
            zones
                .iter()
                .map(|(territory, zones)| (territory.as_str(), zones)),
        )
    }
}

struct Sheets<'a>(&'a Report);

impl Serialize for Sheets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Sheet<'a> {
            name: &'a str,
            ema_version: &'a str,
            rows: usize,
            columns: usize,
        }
        let sheets = &self.0.summary().sheets;
        let mut list = serializer.serialize_seq(Some(sheets.len()))?;
        for sheet in sheets {
            list.serialize_element(&Sheet {
                name: &sheet.name,
                ema_version: sheet.ema_version.as_str(),
                rows: sheet.rows,
                columns: sheet.columns,
            })?;
        }
        list.end()
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

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Plain<'a> {
            rule: &'a str,
            severity: &'a str,
            #[serde(flatten)]
            place: &'a Place,
            #[serde(skip_serializing_if = "Option::is_none")]
            field: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            value: Option<&'a str>,
            #[serde(skip_serializing_if = "<[Place]>::is_empty")]
            related: &'a [Place],
            message: &'a str,
            help: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            fix: Option<&'a str>,
            #[serde(skip_serializing_if = "str::is_empty")]
            source: &'a str,
        }
        Plain {
            rule: self.rule.name(),
            severity: self.severity.as_str(),
            place: &self.place,
            field: self.field.as_deref(),
            value: self.value.as_deref(),
            related: &self.related,
            message: &self.message,
            help: &self.help,
            fix: self.fix.as_deref(),
            source: self.rule.page().source,
        }
        .serialize(serializer)
    }
}

/// `sheet`, `row` and `column` (its letters); `line` and `character` in place of the column in an XML
/// file. What a finding about a whole has none of is left out.
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
            column: self
                .column
                .filter(|_| self.position.is_none())
                .map(ema_model::column_letters),
            line: self.position.map(|position| position.line),
            character: self.position.map(|position| position.column),
        }
        .serialize(serializer)
    }
}
