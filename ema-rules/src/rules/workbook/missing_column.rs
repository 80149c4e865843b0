//! The rule `missing-column`.

use std::collections::BTreeMap;

use ema_model::{Column, Header};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::demands::{Demand, SheetDemands, remedy};
use crate::wording::rows;

pub(crate) static RULE: Rule = Rule {
    name: "missing-column",
    summary: "a column that rows need is not in the header",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires once for each column that rows of the sheet need but the header lacks. The \
               requirements are the same as for `required-field`. A column that may be blank on \
               all rows may be absent. The message says how many rows need the column and why. If \
               the version of a sheet is unknown, only columns that every version requires are \
               reported.",
        why: "Platforms find columns by their names. Without the column, every row lacks the \
              value, and the platform rejects the rows that need it.",
        example: "A sheet of version 1.7.3 has the columns Territory and Start, but none named `End`.",
        remedy: "Add the column with its name spelled as in the template. If another column \
               already holds the values, correct its name.",
        source: "Prime Video, \"Content rights\", field list: the column Prime Video Usage states \
                 whether a field is required; EMA Avails templates, row 3: `//REQ` marks required \
                 columns",
    },
    check: Check::Group(|| Box::<MissingColumns>::default()),
};

/// The columns that the sheets lack, and the number of rows that need them.
#[derive(Default)]
struct MissingColumns {
    /// The requirements for columns that the sheet lacks.
    absent: SheetDemands,
    /// The columns that rows need, keyed by sheet and column.
    missing: BTreeMap<(Option<u32>, Column), Missing>,
}

/// A column that a sheet lacks.
struct Missing {
    sheet: Place,
    why: &'static str,
    rows: usize,
    /// The category that is above the column in the templates.
    category: &'static str,
    name: &'static str,
}

impl GroupCheck for MissingColumns {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let is_absent = |header: &Header, demand: &Demand| {
            header.index_of(demand.column).is_none()
                && (header.version_is_known() || demand.is_in_every_version())
        };
        let absent = self.absent.of(row, is_absent).iter();
        for demand in absent.filter(|demand| demand.is_missed(row)) {
            let sheet = Place {
                row: None,
                ..reporter.place(None)
            };
            let missing = self.missing.entry((sheet.order, demand.column));
            let missing =
                missing.or_insert_with(|| Missing::new(sheet, demand, row.avail.header()));
            missing.rows += 1;
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        for ((_, column), missing) in self.missing {
            let (name, why) = (missing.name, missing.why);
            let message = format!(
                "the column {name} is missing, which {}: {why}",
                rows(missing.rows, "needs", "need")
            );
            let help = format!(
                "Add a column with `{}` in row 1 and `{name}` in row 2. {}",
                missing.category,
                remedy(column)
            );
            reporter.report_place(missing.sheet, message, help).field = Some(name.into());
        }
    }
}

impl Missing {
    fn new(sheet: Place, demand: &Demand, header: &Header) -> Self {
        let column = demand.column;
        let placement = column.placement(header.layout());
        Self {
            sheet,
            why: demand.why,
            rows: 0,
            category: placement.map_or(column.category(), |placement| placement.category),
            name: placement.map_or(column.name(), |placement| placement.header),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    #[test]
    fn what_no_row_needs_may_be_absent() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::episode());
        for column in [
            Column::ContentId,
            Column::AltId,
            Column::AssetLanguage,
            Column::PriceCurrency,
        ] {
            assert_silent(&RULE, &Sample::movie().without(column));
        }
        let subscription = Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .without(Column::PriceType)
            .without(Column::PriceValue);
        assert_silent(&RULE, &subscription);
        let elsewhere = Sample::movie()
            .with(Column::Territory, "GB")
            .without(Column::CaptionIncluded);
        assert_silent(&RULE, &elsewhere);
    }

    #[test]
    fn a_column_that_every_row_needs_is_reported_once() {
        let sample = Sample::movie().and().and().without(Column::End);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
Avails End: error
  the column End is missing, which 3 rows need: every row needs one
  help: Add a column with `AvailTrans` in row 1 and `End` in row 2. Write the last day of the window, as `YYYY-MM-DD`, or `Open` if it has no end.

"#]],
        );
    }

    #[test]
    fn a_column_that_some_rows_need_is_reported_with_their_number() {
        let sample = Sample::movie()
            .and()
            .with(Column::Territory, "GB")
            .without(Column::CaptionIncluded);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
Avails CaptionIncluded: error
  the column CaptionIncluded is missing, which 1 row needs: rows for the United States need it
  help: Add a column with `AvailMetadata` in row 1 and `CaptionIncluded` in row 2. Write `Yes` if captions will be delivered, and `No` if not.

"#]],
        );
        let preorder = Sample::movie().with(Column::LicenseType, "POEST");
        assert_snapshot(
            fired(&RULE, &preorder),
            str![[r#"
Avails SuppressionLiftDate: error
  the column SuppressionLiftDate is missing, which 1 row needs: pre-orders (POEST) need it
  help: Add a column with `AvailTrans` in row 1 and `SuppressionLiftDate` in row 2. Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`.

"#]],
        );
    }

    #[test]
    fn ema_needs_the_id_of_the_metadata() {
        let sample = Sample::movie().without(Column::ContentId);
        assert_snapshot(
            fired(&RULE, &sample.under_ema()),
            str![[r#"
Avails ContentID: error
  the column ContentID is missing, which 1 row needs: from version 1.7 on, movies, shorts, bundles and bonus material need it
  help: Add a column with `AvailAsset` in row 1 and `ContentID` in row 2. Write the ID under which the metadata of the title is delivered.

"#]],
        );
    }

    #[test]
    fn an_unknown_version_needs_what_all_versions_need() {
        let own = [
            Column::AssetLanguage,
            Column::PriceCurrency,
            Column::AltId,
            Column::Alid,
        ];
        let unknown = own.into_iter().fold(Sample::movie(), Sample::without);
        let unknown = unknown.headed(|head| head.caller = None);
        assert_silent(&RULE, &unknown);
        fired(&RULE, &unknown.without(Column::End));
    }

    #[test]
    fn a_movie_in_the_tab_of_episodes_has_no_title_there() {
        let movie = Sample::episode()
            .with(Column::WorkType, "Movie")
            .version(EmaVersion::V1_8);
        assert_snapshot(
            fired(&RULE, &movie),
            str![[r#"
Avails TitleInternalAlias: error
  the column TitleInternalAlias is missing, which 1 row needs: movies, shorts, bundles and bonus material need it
  help: Add a column with `AvailMetadata` in row 1 and `TitleInternalAlias` in row 2. Write the title as you file it.

"#]],
        );
    }

    #[test]
    fn xml_has_no_columns_to_miss() {
        assert_silent(&RULE, &Sample::movie().without(Column::End).in_xml());
    }
}
