//! `unknown-column`

use std::collections::BTreeSet;

use ema_model::{Column, Header, HeaderColumn, trim};

use crate::check::{Found, GroupCheck, Row, SheetAt};
use crate::finding::Place;
use crate::nearest::nearest;
use crate::rule::{Check, Page, Rule, Section, Severity};
use crate::rules::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-column",
    summary: "a column has a name that no version of EMA Avails knows, or none",
    section: Section::Workbook,
    prime_video: Some(Severity::Warning),
    ema: Some(Severity::Warning),
    page: Page {
        what: "Fires for each header that is no column of any version, and once for a column that \
               has values but no header. The values are kept, but no rule reads them. The rule \
               keeps the numbers of the columns without a header that it has reported.",
        why: "Columns are found by their names. Under a wrong name a column is as good as not there: \
              a right is granted without the restriction that was written into it.",
        example: "A column `HoldbackLang` full of languages: none of them is held back.",
        mend: "Spell the name as in the template, or delete the column.",
        source: "EMA Avails templates 1.6 to 1.9, row 2; EMA Avails 1.7.2, General Instructions and \
                 FAQ: columns are interpreted by name",
    },
    check: Check::Group(|| Box::<Columns>::default()),
};

/// The columns of the current sheet that have values but no header, and have been reported.
#[derive(Default)]
struct Columns {
    nameless: BTreeSet<u16>,
}

impl GroupCheck for Columns {
    fn sheet(&mut self, sheet: &SheetAt<'_>, found: &mut Found<'_>) {
        self.nameless.clear();
        let is_unknown = |header: &&HeaderColumn| {
            header.column.is_none() && header.repeat_of.is_none() && !is_nameless(header)
        };
        for header in sheet.header.columns().iter().filter(is_unknown) {
            let message = format!("{} is no column of EMA Avails", quoted(trim(&header.name)));
            let help = match meant(sheet.header, &header.name) {
                Some(name) => format!(
                    "If `{name}` is meant, write that; if not, delete the column. What stands in it \
                     is not used."
                ),
                None => {
                    "Give it the name of the column that is meant, or delete it. What stands in \
                         it is not used."
                        .to_owned()
                }
            };
            found.header(header, message, help);
        }
    }

    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        for cell in row.avail.cells() {
            let header = row.avail.header().column_at(cell.index());
            let nameless = header.is_none_or(is_nameless) && !cell.is_blank();
            if nameless && self.nameless.insert(cell.index()) {
                let place = Place {
                    row: None,
                    column: Some(cell.index()),
                    ..found.place_of(None)
                };
                let from = row.avail.row();
                let message =
                    format!("the column has values from row {from} on, but no name above them");
                let help = "Write the name of the column that is meant above the values, or delete \
                            them. They are not used.";
                found.place(place, message, help).value = Some(cell.shared_text().clone());
            }
        }
    }
}

fn is_nameless(header: &HeaderColumn) -> bool {
    trim(&header.name).is_empty()
}

/// The name of a column that the sheet does not have yet and that is spelt much the same.
fn meant(header: &Header, name: &str) -> Option<&'static str> {
    let version = header.version();
    let is_free = |column: &Column| column.is_in(version) && header.index_of(*column).is_none();
    let free = Column::ALL.iter().copied().filter(is_free);
    nearest(trim(name), free.map(Column::name))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, check, fired, shown};
    use ema_model::{AvailBuilder, Column, FileInfo, Format, Marks, Sheet, Stored, Workbook};
    use std::sync::Arc;

    #[test]
    fn known_columns_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::episode());
        // A repeat is a fault of another rule.
        assert_silent(&RULE, &Sample::movie().with_unknown("territory"));
    }

    #[test]
    fn a_misspelt_name_is_reported_with_the_nearest_one() {
        let sample = Sample::movie().with_unknown("HoldbackLanguge");
        insta::assert_snapshot!(fired(&RULE, &sample));
    }

    #[test]
    fn a_name_like_no_other_is_reported_alone() {
        insta::assert_snapshot!(fired(&RULE, &Sample::movie().with_unknown("Notes")));
    }

    #[test]
    fn a_column_that_is_there_is_not_suggested() {
        let help = |sample: Sample| fired(&RULE, &sample.with_unknown("Directors"));
        assert!(help(Sample::movie()).contains("`Director`"));
        assert!(!help(Sample::movie().with(Column::Director, "x")).contains("`Director`"));
    }

    #[test]
    fn values_without_a_name_are_reported_once_a_column() {
        let header = Arc::clone(Sample::movie().avails()[0].header());
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let avails = (4..7).map(|row| {
            builder.set(Column::Territory, "US");
            for (column, text) in [(20, "a note"), (21, " "), (24, "another")] {
                builder.push(column, text, Stored::Text, Marks::default());
            }
            builder.build(row)
        });
        let sheet = Sheet::new(Arc::clone(&header), avails.collect());
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
        insta::assert_snapshot!(shown(&RULE, &check(&Profile::ema(), &workbook)));
    }
}
