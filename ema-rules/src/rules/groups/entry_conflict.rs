//! `entry-conflict`

use std::collections::BTreeMap;

use ema_model::{Column, EntryType};

use crate::check::{FileAt, Found, GroupCheck, Row};
use crate::finding::Place;
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::scope::Scope;

pub(crate) static RULE: Rule = Rule {
    name: "entry-conflict",
    summary: "a scope has both Full Extract and Full Delete rows",
    section: Section::Groups,
    prime_video: Some(Severity::Error),
    ema: Some(Severity::Error),
    page: Page {
        what: "Fires where one file holds Full Extract and Full Delete rows for the same licensor, \
               unique ID, territory and rights model. The rule keeps one place for each scope and \
               entry type.",
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

/// The first Full Extract and the first Full Delete row of each scope.
#[derive(Default)]
struct EntryTypes(BTreeMap<Scope, [Option<Place>; 2]>);

impl GroupCheck for EntryTypes {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        let which = match row.avail.entry_type().value() {
            Some(EntryType::FullExtract) => 0,
            Some(EntryType::FullDelete) => 1,
            _ => return,
        };
        for scope in Scope::of(row.avail, row.profile) {
            let places = self.0.entry(scope).or_default();
            places[which].get_or_insert_with(|| found.place_of(Some(Column::EntryType)));
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, found: &mut Found<'_>) {
        for (scope, places) in self.0 {
            let [Some(extract), Some(delete)] = places else {
                continue;
            };
            let other = Place {
                column: None,
                ..extract.clone()
            };
            let finding = found.place(
                delete,
                format!("{scope} is deleted here and extracted in {other}"),
                "Delete this row: a Full Extract replaces all that was there. To take a live title \
                 down, send a Full Extract whose End is the day before.",
            );
            finding.field = Some("EntryType".into());
            finding.value = Some(EntryType::FullDelete.as_str().into());
            finding.related.push(extract);
        }
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
}
