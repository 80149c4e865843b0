//! Serializes outcomes and comparisons as the JSON that `ema apply` and `ema diff` print.

use std::collections::BTreeMap;

use ema_model::Column;
use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use super::diff::{Diff, ScopeDiff};
use super::feed::PassedOver;
use super::live::{HeldScope, Live};
use super::outcome::{Change, Outcome, ScopeOutcome};
use super::record::Record;
use super::warning::Warning;
use crate::scope::Scope;
use crate::window::Bound;

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut outcome = serializer.serialize_struct("Outcome", 4)?;
        outcome.serialize_field("as_of", &self.as_of)?;
        outcome.serialize_field("scopes", &Each(|| self.scopes()))?;
        outcome.serialize_field("passed_over", &self.passed_over)?;
        let files = self.in_two_files.iter();
        let files: BTreeMap<&str, &usize> = files.map(|(file, scopes)| (&**file, scopes)).collect();
        outcome.serialize_field("scope_in_two_files", &files)?;
        outcome.end()
    }
}

impl Outcome {
    /// The number of scopes and windows in the JSON form. JSON has separate scopes and windows for each territory, so
    /// one window for 200 territories becomes 200 scopes and 200 windows.
    #[must_use]
    pub fn json_items(&self) -> usize {
        let items = self.together.iter().map(|it| {
            let windows = [
                &it.added,
                &it.removed,
                &it.left_live,
                &it.unchanged,
                &it.history,
            ];
            let windows: usize = windows.into_iter().map(Vec::len).sum();
            it.territories.count() * (1 + windows + it.changed.len())
        });
        items.sum()
    }
}

impl Diff {
    /// The number of scopes and windows in the JSON form: see [`Outcome::json_items`].
    #[must_use]
    pub fn json_items(&self) -> usize {
        let items = self.together.iter().map(|it| {
            let windows = it.added.len() + it.removed.len() + it.unchanged.len();
            it.territories.count() * (1 + windows + it.changed.len())
        });
        items.sum()
    }
}

/// A list whose items are created one at a time, as they are serialized.
struct Each<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in (self.0)() {
            list.serialize_element(&item)?;
        }
        list.end()
    }
}

impl Serialize for ScopeOutcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scope = serializer.serialize_struct("ScopeOutcome", 14)?;
        scope.serialize_field("title", &self.title())?;
        serialize_scope(&self.scope, &mut scope)?;
        scope.serialize_field("entry_type", self.entry_type.as_str())?;
        scope.serialize_field("added", &self.added)?;
        scope.serialize_field("removed", &self.removed)?;
        scope.serialize_field("left_live", &self.left_live)?;
        scope.serialize_field("changed", &self.changed)?;
        scope.serialize_field("unchanged", &self.unchanged)?;
        scope.serialize_field("history", &self.history)?;
        scope.serialize_field("warnings", &self.warnings)?;
        let conflict = self.conflict.as_ref();
        scope.serialize_field("rejected", &conflict.map(ToString::to_string))?;
        scope.end()
    }
}

impl Serialize for Diff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut diff = serializer.serialize_struct("Diff", 1)?;
        diff.serialize_field("scopes", &Each(|| self.scopes()))?;
        diff.end()
    }
}

impl Serialize for ScopeDiff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scope = serializer.serialize_struct("ScopeDiff", 10)?;
        scope.serialize_field("title", &self.title())?;
        serialize_scope(&self.scope, &mut scope)?;
        scope.serialize_field("status", self.status())?;
        scope.serialize_field("added", &self.added)?;
        scope.serialize_field("removed", &self.removed)?;
        scope.serialize_field("changed", &self.changed)?;
        scope.serialize_field("unchanged", &self.unchanged)?;
        scope.end()
    }
}

impl Serialize for Live<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let scope = |is_deleted| {
            move |(scope, records)| HeldScope {
                scope,
                records,
                is_deleted,
            }
        };
        let held = self.scopes().map(scope(false));
        serializer.collect_seq(held.chain(self.left_live().map(scope(true))))
    }
}

/// Writes the scope's properties, `deleted`, and the records as `windows`.
impl Serialize for HeldScope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut scope = serializer.serialize_struct("HeldScope", 7)?;
        let title = self.records.first().map(Record::title);
        scope.serialize_field("title", &title)?;
        serialize_scope(&self.scope, &mut scope)?;
        scope.serialize_field("deleted", &self.is_deleted)?;
        scope.serialize_field("windows", &self.records)?;
        scope.end()
    }
}

/// Writes the same properties as [`Scope`] itself.
fn serialize_scope<S: SerializeStruct>(scope: &Scope, out: &mut S) -> Result<(), S::Error> {
    out.serialize_field("licensor", &scope.licensor)?;
    out.serialize_field("id", &scope.id)?;
    out.serialize_field("territory", &scope.territory.to_string())?;
    out.serialize_field("rights_model", &scope.rights_model)
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut change = serializer.serialize_struct("Change", 2)?;
        change.serialize_field("from", &self.from)?;
        change.serialize_field("to", &self.to)?;
        change.end()
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let filled = |column| Some(self.text(column)).filter(|text| !text.is_empty());
        let instant = |bound: Bound| bound.instant().map(|instant| instant.to_string());
        let mut record = serializer.serialize_struct("Record", 14)?;
        record.serialize_field("license_type", self.text(Column::LicenseType))?;
        record.serialize_field("format_profile", self.text(Column::FormatProfile))?;
        record.serialize_field("group_identity", &filled(Column::GroupIdentity))?;
        record.serialize_field("start", self.text(Column::Start))?;
        record.serialize_field("end", self.text(Column::End))?;
        record.serialize_field("price_type", &filled(Column::PriceType))?;
        record.serialize_field("price_value", &filled(Column::PriceValue))?;
        record.serialize_field("price_currency", &filled(Column::PriceCurrency))?;
        record.serialize_field("start_utc", &instant(self.window().start))?;
        record.serialize_field("end_utc", &instant(self.window().end))?;
        record.serialize_field("file", &self.file().map(|file| file.as_str()))?;
        record.serialize_field("sheet", self.sheet().as_str())?;
        record.serialize_field("row", &self.row())?;
        serialize_line(self.line(), &mut record)?;
        record.end()
    }
}

/// Writes a row's line number if the row is from an XML file. Rows in sheets have no line number.
pub(super) fn serialize_line<S: SerializeStruct>(
    line: Option<u32>,
    out: &mut S,
) -> Result<(), S::Error> {
    match line {
        Some(line) => out.serialize_field("line", &line),
        None => out.skip_field("line"),
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut warning = serializer.serialize_struct("Warning", 2)?;
        warning.serialize_field("kind", self.kind.as_str())?;
        warning.serialize_field("message", self.message.as_str())?;
        warning.end()
    }
}

impl Serialize for PassedOver {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("PassedOver", 4)?;
        row.serialize_field("sheet", self.sheet.as_str())?;
        row.serialize_field("row", &self.row)?;
        serialize_line(self.line, &mut row)?;
        row.serialize_field("reason", &self.reason.to_string())?;
        row.end()
    }
}
