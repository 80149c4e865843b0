//! Serializes explanations as the JSON that `ema explain` prints (schema 1).

use ema_model::{Cell, Column, Stored};
use serde::Serialize;
use serde::ser::Serializer;

use super::{Explanation, ResolvedBound, RuleResult};
use crate::engine::{Finding, Place};
use crate::holdings::HeldScope;
use crate::scope::Scope;

/// The version of the document.
const SCHEMA: u32 = 1;

/// Writes the cell, the facts about its row, and the rules with their findings. A property without a value is `null`.
impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Document<'a> {
            schema: u32,
            place: &'a Place,
            field: &'a str,
            meaning: Option<&'static str>,
            text: Option<&'a str>,
            stored: Option<&'static str>,
            value: Option<String>,
            faults: Vec<Fault<'a>>,
            instants: &'a [ResolvedBound],
            title: String,
            offer: Option<String>,
            scopes: &'a [Scope],
            held: Option<&'a [HeldScope]>,
            rules: &'a [RuleResult],
        }
        let cell = self.cell();
        Document {
            schema: SCHEMA,
            place: &self.place,
            field: &self.field,
            meaning: self.column().map(Column::meaning),
            text: cell.map(Cell::text),
            stored: cell.map(Cell::stored).map(Stored::as_str),
            value: self.value(),
            faults: cell.map_or_else(Vec::new, faults),
            instants: &self.instants,
            title: self.title(),
            offer: self.offer_in_words(),
            scopes: &self.scopes,
            held: self.held.as_deref(),
            rules: &self.rules,
        }
        .serialize(serializer)
    }
}

/// An invalid part of a cell.
#[derive(serde::Serialize)]
struct Fault<'a> {
    text: &'a str,
    reason: String,
}

fn faults(cell: &Cell) -> Vec<Fault<'_>> {
    let faults = cell.faults().iter();
    let fault = faults.map(|fault| Fault {
        text: cell.text().get(fault.at.clone()).unwrap_or_default(),
        reason: fault.reason.to_string(),
    });
    fault.collect()
}

/// Writes the bound as [`Bound`](crate::Bound) formats it, with the zone and the local time on which it is based.
impl Serialize for ResolvedBound {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Plain {
            territory: String,
            instant: String,
            zone: Option<&'static str>,
            local: Option<String>,
        }
        let local = |it: crate::time::Resolved| it.local.format("%Y-%m-%dT%H:%M:%S%.f").to_string();
        Plain {
            territory: self.territory.to_string(),
            instant: self.bound.to_string(),
            zone: self.resolved.map(|it| it.zone),
            local: self.resolved.map(local),
        }
        .serialize(serializer)
    }
}

impl Serialize for RuleResult {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Plain<'a> {
            rule: &'static str,
            findings: &'a [Finding],
        }
        Plain {
            rule: self.rule.name(),
            findings: &self.findings,
        }
        .serialize(serializer)
    }
}
