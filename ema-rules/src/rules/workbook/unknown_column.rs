//! The rule `unknown-column`.

use std::collections::BTreeSet;

use ema_model::{Column, Header, HeaderColumn, trim};

use crate::engine::{
    AppliesTo, Check, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity, SheetAt,
};
use crate::nearest::nearest;
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-column",
    summary: "a column has no name, or its name is not in any version of EMA Avails",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires for each header that is not a column of any version, and once for each column \
               that has values but no header. The values are kept, but no rule reads them.",
        why: "Columns are found by their names, so a column with a wrong name is ignored. If the \
              column holds a restriction, the right is granted without it.",
        example: "A column named `HoldbackLang`: none of its languages is held back.",
        remedy: "Spell the name as in the template, or delete the column.",
        source: "EMA Avails templates 1.6 to 1.9, row 2: the names of the columns; EMA Avails \
                 1.7.2, General Instructions and FAQ: columns are interpreted by name, not by \
                 position",
    },
    check: Check::Group(|| Box::<Columns>::default()),
};

/// A collector that records which columns in the current sheet have a name, and which unnamed
/// columns have been reported.
#[derive(Default)]
struct Columns {
    named: Vec<bool>,
    nameless: BTreeSet<u16>,
}

impl GroupCheck for Columns {
    fn sheet(&mut self, sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
        self.nameless.clear();
        let columns = sheet.header.columns();
        let last = columns.last().map_or(0, |last| usize::from(last.index) + 1);
        self.named = vec![false; last];
        for header in columns {
            self.named[usize::from(header.index)] = !is_nameless(header);
        }
        let is_unknown = |header: &&HeaderColumn| {
            header.column.is_none() && header.repeat_of.is_none() && !is_nameless(header)
        };
        for header in sheet.header.columns().iter().filter(is_unknown) {
            let message = format!(
                "{} is not a column of EMA Avails",
                quoted(trim(&header.name))
            );
            let meant = meant(sheet.header, trim(&header.name));
            let help = if meant.is_empty() {
                "Give it the name of the intended column, or delete it. Its content is not used."
                    .to_owned()
            } else {
                format!(
                    "If {} is meant, write that. If not, delete the column. Its content is not used.",
                    listed(meant.into_iter().map(Column::name), "or")
                )
            };
            reporter.report_header(header, message, help);
        }
    }

    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        for cell in row.avail.cells() {
            let is_named = self.named.get(usize::from(cell.index())) == Some(&true);
            if !is_named && !cell.is_blank() && self.nameless.insert(cell.index()) {
                let place = Place {
                    row: None,
                    column: Some(cell.index()),
                    ..reporter.place(None)
                };
                let from = row.avail.row();
                let message =
                    format!("the column has values from row {from} on, but no name above them");
                let help = "Write the name of the intended column above the values, or delete \
                            them. They are not used.";
                reporter.report_place(place, message, help).value =
                    Some(cell.shared_text().clone());
            }
        }
    }
}

fn is_nameless(header: &HeaderColumn) -> bool {
    trim(&header.name).is_empty()
}

/// Returns the columns that the sheet lacks and that a name might mean: at most one, or two for `Price`.
fn meant(header: &Header, name: &str) -> Vec<Column> {
    let is_free = |column: &Column| header.index_of(*column).is_none();
    if name.eq_ignore_ascii_case("Price") {
        let price = [Column::PriceType, Column::PriceValue];
        return price.into_iter().filter(is_free).collect();
    }
    let columns: Vec<Column> = Column::ALL
        .iter()
        .copied()
        .filter(|column| column.is_in(header.version()))
        .collect();
    let meant = match of_the_same_words(name, &columns)[..] {
        [] => {
            let free = columns.into_iter().filter(is_free);
            nearest(name, free.map(Column::name)).and_then(|name| name.parse().ok())
        }
        [column] => Some(column).filter(is_free),
        // The name might mean any of these columns.
        _ => None,
    };
    meant.into_iter().collect()
}

/// Returns the columns whose names are part of `name`, such as Start for `Start Date`. If there are none, returns the
/// columns whose names contain `name`, such as PriceCurrency for `Currency`.
fn of_the_same_words(name: &str, columns: &[Column]) -> Vec<Column> {
    let name = words(name);
    let named: Vec<(Column, Vec<String>)> = columns
        .iter()
        .map(|column| (*column, words(column.name())))
        .collect();
    let mut inside: Vec<&(Column, Vec<String>)> = named
        .iter()
        .filter(|(_, other)| has_part(&name, other))
        .collect();
    // `AvailTrans/TerritoryExclusion` contains both Territory and TerritoryExclusion, but means
    // TerritoryExclusion.
    let longest = inside.iter().map(|(_, other)| other.len()).max();
    inside.retain(|(_, other)| Some(other.len()) == longest);
    if inside.is_empty() {
        inside = named
            .iter()
            .filter(|(_, other)| has_part(other, &name))
            .collect();
    }
    inside.into_iter().map(|(column, _)| *column).collect()
}

fn has_part(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

/// Returns the words in a name, in lowercase: `start` and `date` for `StartDate`, `Start_Date` and
/// `START DATE`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut letters = name.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        // In `ALIDType`, the second word begins at the `T`.
        let begins = letter.is_uppercase()
            && (before.is_some_and(|c: char| !c.is_uppercase())
                || after.is_some_and(char::is_lowercase));
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        before = Some(letter);
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, shown, str};
    use ema_model::{AvailBuilder, Column, FileInfo, Format, Marks, Sheet, Stored, Workbook};
    use std::sync::Arc;

    #[test]
    fn known_columns_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::episode());
        // `duplicate-column` reports a repeated column.
        assert_silent(&RULE, &Sample::movie().with_unknown("territory"));
    }

    #[test]
    fn a_misspelt_name_is_reported_with_the_nearest_one() {
        let sample = Sample::movie().with_unknown("HoldbackLanguge");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R2 HoldbackLanguge: warning
  `HoldbackLanguge` is not a column of EMA Avails
  help: If `HoldbackLanguage` is meant, write that. If not, delete the column. Its content is not used.

"#]],
        );
    }

    #[test]
    fn a_name_like_no_other_is_reported_alone() {
        assert_snapshot(
            fired(&RULE, &Sample::movie().with_unknown("Notes")),
            str![[r#"
R2 Notes: warning
  `Notes` is not a column of EMA Avails
  help: Give it the name of the intended column, or delete it. Its content is not used.

"#]],
        );
    }

    #[test]
    fn names_that_share_their_words_are_told_apart() {
        let meant = |sample: Sample, name| super::meant(sample.avails()[0].header(), name);
        let bare = || {
            [
                Column::Start,
                Column::End,
                Column::Alid,
                Column::PriceType,
                Column::PriceValue,
                Column::PriceCurrency,
            ]
            .into_iter()
            .fold(Sample::movie(), Sample::without)
        };
        for (name, column) in [
            ("Start Date", Column::Start),
            ("StartDate", Column::Start),
            ("START_DATE", Column::Start),
            ("EndDate", Column::End),
            ("Currency", Column::PriceCurrency),
            ("Avail/ALID", Column::Alid),
            ("AvailTrans/TerritoryExclusion", Column::TerritoryExclusion),
            ("HoldbackLanguge", Column::HoldbackLanguage),
        ] {
            assert_eq!(meant(bare(), name), [column], "{name}");
        }
        let price = [Column::PriceType, Column::PriceValue];
        assert_eq!(meant(bare(), "Price"), price);
        let typed = bare().with(Column::PriceType, "WSP");
        assert_eq!(meant(typed, "price"), [Column::PriceValue]);
        // Each of these names could mean several columns, or means a column that the sheet already has.
        for name in ["Title", "Language", "ID", "Vendor", "Date", "", "//"] {
            assert_eq!(meant(bare(), name), [], "{name}");
        }
        for name in ["EndDate", "Start Date", "Currency", "Price"] {
            assert_eq!(meant(Sample::movie(), name), [], "{name}");
        }
        assert_eq!(meant(bare(), &"Start ".repeat(4000)), [Column::Start]);
    }

    #[test]
    fn several_columns_can_be_named() {
        let sample = Sample::movie()
            .without(Column::PriceType)
            .without(Column::PriceValue);
        assert_snapshot(
            fired(&RULE, &sample.with_unknown("Price")),
            str![[r#"
P2 Price: warning
  `Price` is not a column of EMA Avails
  help: If `PriceType` or `PriceValue` is meant, write that. If not, delete the column. Its content is not used.

"#]],
        );
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
            builder.set(Column::Territory, "US").unwrap();
            for (column, text) in [(20, "a note"), (21, " "), (24, "another")] {
                builder.push(column, text, Stored::Text, Marks::default());
            }
            builder.build(row)
        });
        let sheet = Sheet::new(Arc::clone(&header), avails.collect());
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
        assert_snapshot(
            shown(&RULE, &check(&Profile::ema(), &workbook)),
            str![[r#"
column U -: warning
  the column has values from row 4 on, but no name above them
  help: Write the name of the intended column above the values, or delete them. They are not used.
column Y -: warning
  the column has values from row 4 on, but no name above them
  help: Write the name of the intended column above the values, or delete them. They are not used.

"#]],
        );
    }
}
