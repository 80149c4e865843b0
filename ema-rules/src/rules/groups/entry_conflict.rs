//! `entry-conflict`

use std::collections::{BTreeMap, HashMap};

use ema_model::{Column, EntryType, TerritoryCode, Text};

use super::rows::{RowRef, Sheets};
use super::scopes::{Named, Scopes, ScopesOf};
use crate::check::{FileAt, Found, GroupCheck, Row};
use crate::rule::{Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "entry-conflict",
    summary: "a scope has both Full Extract and Full Delete rows",
    section: Section::Groups,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where one file holds Full Extract and Full Delete rows for the same licensor, \
               unique ID, territory and rights model: once for each Full Delete row, with all \
               territories in which a Full Extract row says otherwise. The rule keeps some numbers \
               for each row, and each ID and list of territories once.",
        why: "One says that the rights hold, the other that there are none. Which of them the \
              platform applies last is left to chance.",
        example: "FIRSTDANCE, US: row 4 is a Full Extract for EST, row 9 a Full Delete for VOD. Both \
                  are TVOD, so both are about the same scope.",
        mend: "Delete the Full Delete row: a Full Extract replaces all that was there. To take a \
               live title down, send a Full Extract whose End is the day before.",
        source: "Prime Video, \"Content rights\", EntryType Rules",
    },
    check: Check::Group(|| Box::<EntryTypes>::default()),
};

/// The scopes and the entry type of each row.
#[derive(Default)]
struct EntryTypes {
    sheets: Sheets,
    scopes: Scopes,
    rows: Vec<Entry>,
}

struct Entry {
    at: RowRef,
    scopes: ScopesOf,
    /// What stands in EntryType, if it is a Full Delete.
    delete: Option<Text>,
}

/// The territories of a list that are extracted as well, and the first row that does.
#[derive(Default)]
struct Extracted {
    territories: Named,
    first: Option<usize>,
    has_more: bool,
}

impl GroupCheck for EntryTypes {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        let entry_type = row.avail.entry_type();
        let delete = match entry_type.value() {
            Some(EntryType::FullExtract) => None,
            Some(EntryType::FullDelete) => entry_type.cell().map(|cell| cell.shared_text().clone()),
            _ => return,
        };
        if let Some(scopes) = self.scopes.keep(row) {
            let at = self.sheets.keep(row, found);
            self.rows.push(Entry { at, scopes, delete });
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, found: &mut Found<'_>) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        let title = |row: &usize| self.rows[*row].scopes.title;
        order.sort_by_key(title);
        for rows in order.chunk_by(|a, b| title(a) == title(b)) {
            self.compare(rows, found);
        }
    }
}

impl EntryTypes {
    /// Reports the Full Deletes among the rows of a title that are extracted as well.
    fn compare(&self, rows: &[usize], found: &mut Found<'_>) {
        let is_delete = |row: &usize| self.rows[*row].delete.is_some();
        if rows.iter().all(is_delete) || !rows.iter().any(is_delete) {
            return;
        }
        let extracts = self.extracts(rows);
        let mut extracted: HashMap<u32, Extracted> = HashMap::new();
        for row in rows {
            let here = &self.rows[*row];
            let Some(text) = &here.delete else { continue };
            let list = here.scopes.territories;
            let Extracted {
                territories,
                first: Some(extract),
                has_more,
            } = extracted
                .entry(list)
                .or_insert_with(|| self.extracted(list, &extracts))
            else {
                continue;
            };
            let extract = self.rows[*extract].at;
            let finding = found.place(
                self.sheets.place(here.at, Some(Column::EntryType)),
                format!(
                    "{} in {territories} is deleted here and extracted in {}{}",
                    self.scopes.in_words(here.scopes.title),
                    self.sheets.in_words(extract, here.at),
                    if *has_more { " and others" } else { "" },
                ),
                "Delete this row: a Full Extract replaces all that was there. To take a live title \
                 down, send a Full Extract whose End is the day before.",
            );
            finding.field = Some(self.sheets.field(here.at, Column::EntryType));
            finding.value = Some(text.clone());
            finding
                .related
                .push(self.sheets.place(extract, Some(Column::EntryType)));
        }
    }

    /// The first row that extracts a title in each territory.
    fn extracts(&self, rows: &[usize]) -> BTreeMap<TerritoryCode, usize> {
        let mut first_with: BTreeMap<u32, usize> = BTreeMap::new();
        for row in rows
            .iter()
            .copied()
            .filter(|row| self.rows[*row].delete.is_none())
        {
            let list = self.rows[row].scopes.territories;
            first_with.entry(list).or_insert(row);
        }
        let mut extracts = BTreeMap::new();
        for (list, row) in first_with {
            for territory in self.scopes.territories(list) {
                let first = extracts.entry(*territory).or_insert(row);
                *first = row.min(*first);
            }
        }
        extracts
    }

    fn extracted(&self, list: u32, extracts: &BTreeMap<TerritoryCode, usize>) -> Extracted {
        let mut extracted = Extracted::default();
        for territory in self.scopes.territories(list) {
            if let Some(row) = extracts.get(territory).copied() {
                let first = *extracted.first.get_or_insert(row);
                extracted.territories.add(&[*territory]);
                extracted.has_more |= row != first;
                extracted.first = Some(row.min(first));
            }
        }
        extracted
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, fired};
    use ema_model::Column;

    fn and_a_delete() -> Sample {
        Sample::movie().and().with(Column::EntryType, "Full Delete")
    }

    #[test]
    fn a_delete_of_another_scope_passes() {
        assert_silent(&RULE, &and_a_delete().with(Column::Territory, "CA"));
        assert_silent(&RULE, &and_a_delete().with(Column::LicenseType, "SVOD"));
        assert_silent(
            &RULE,
            &and_a_delete().with(Column::Alid, "FIRSTDANCE_WRONG"),
        );
    }

    #[test]
    fn both_entry_types_of_one_scope_are_found() {
        insta::assert_snapshot!(fired(
            &RULE,
            &and_a_delete().with(Column::LicenseType, "VOD")
        ));
    }

    #[test]
    fn a_row_is_reported_once_with_all_its_territories() {
        let sample = Sample::movie()
            .with(Column::Territory, "US, CA, FR, DE, MX")
            .and()
            .with(Column::Territory, "GB, AT")
            .and()
            .with(Column::EntryType, "full delete")
            .with(Column::Territory, "CA, DE, FR, MX, BR, AT");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }
}
