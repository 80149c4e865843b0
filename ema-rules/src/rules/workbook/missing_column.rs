//! `missing-column`

use ema_model::{Column, Header, Layout, Placement, Requirement};

use crate::check::{Found, SheetAt};
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "missing-column",
    summary: "a column that the version requires is not in the header",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires once for each column that the template of the sheet's version marks as \
               required on every row, and that the header does not have. Where nothing shows which \
               version a sheet follows, only the columns that every version requires are reported.",
        why: "Readers find columns by their names. Without the column, every row lacks the value, \
              and the platform refuses the file.",
        example: "A sheet of version 1.7.3 has the columns Territory and Start, but none named `End`.",
        mend: "Add the column, with its name spelt as in the template, or correct the name of the \
               column that holds the values.",
        source: "EMA Avails templates, row 3 (`//REQ`)",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, found: &mut Found<'_>) {
    let header = sheet.header;
    let by = match header.version_is_known() {
        true => format!("version {}", header.version()),
        false => "every version".to_owned(),
    };
    for column in header.layout().columns() {
        let Some(placement) = missing(header, *column) else {
            continue;
        };
        found
            .sheet(
                format!(
                    "the column {} is missing, which {by} requires",
                    placement.header
                ),
                format!(
                    "Add a column with `{}` in row 1 and `{}` in row 2, and fill it on every row.",
                    placement.category, placement.header
                ),
            )
            .field = Some(placement.header.into());
    }
}

/// The place in the template of a column that is missing from a header; `None` if it is there, or
/// not required on every row.
pub(in crate::rules) fn missing(header: &Header, column: Column) -> Option<&'static Placement> {
    let required = |layout| {
        let placement = column.placement(layout)?;
        (placement.requirement == Requirement::Required).then_some(placement)
    };
    let placement = required(header.layout())?;
    // Where nobody knows the version, only what every version requires is surely missing.
    let is_sure =
        header.version_is_known() || Layout::all().all(|layout| required(layout).is_some());
    let is_there = header.index_of(column).is_some() || has_other(header, column);
    (is_sure && !is_there).then_some(placement)
}

/// Whether the sheet names the title in the columns of another tab: a single tab of 1.8 and 1.9
/// may hold movies, seasons and episodes, each with its own columns.
fn has_other(header: &Header, column: Column) -> bool {
    const TITLES: [&[Column]; 2] = [
        &[Column::TitleInternalAlias, Column::SeriesTitleInternalAlias],
        &[Column::ContentId, Column::SeriesContentId],
    ];
    TITLES.iter().any(|columns| {
        columns.contains(&column)
            && columns
                .iter()
                .any(|other| header.index_of(*other).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, shown, str};
    use ema_model::{
        Column, EmaVersion, FileInfo, Format, Header, HeaderColumn, HeaderRows, Layout, Sheet,
        SheetKind, Workbook,
    };
    use std::sync::Arc;

    /// What is missing from a sheet with these columns.
    fn missing<'a>(
        version: Option<EmaVersion>,
        columns: impl IntoIterator<Item = &'a str>,
    ) -> Vec<String> {
        let columns = (0..)
            .zip(columns)
            .map(|(index, name)| HeaderColumn::new(index, name.into(), None))
            .collect();
        let rows = HeaderRows::TEMPLATE;
        let header = Header::new("Avails".into(), rows, columns, None, version);
        let sheet = Sheet::new(Arc::new(header), Vec::new());
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
        check(&Profile::prime_video(), &workbook)
            .into_iter()
            .filter(|finding| finding.rule.name() == RULE.name())
            .filter_map(|finding| Some(finding.field?.to_string()))
            .collect()
    }

    fn template(layout: Layout) -> impl Iterator<Item = &'static str> {
        layout.columns().iter().map(|column| column.name())
    }

    #[test]
    fn a_whole_header_passes() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::episode());
        for layout in Layout::all() {
            let found = missing(Some(layout.version), template(layout));
            assert_eq!(found, [""; 0], "{layout}");
        }
    }

    #[test]
    fn a_single_tab_for_all_passes_in_any_order() {
        for version in [EmaVersion::V1_8, EmaVersion::V1_9] {
            let in_version = Column::ALL.iter().filter(|column| column.is_in(version));
            let mut names: Vec<&str> = in_version.map(|column| column.name()).collect();
            names.sort_unstable();
            assert_eq!(missing(Some(version), names), [""; 0], "{version}");
        }
    }

    #[test]
    fn what_the_tab_requires_is_missed_and_nothing_else() {
        for layout in Layout::all() {
            for column in layout.columns() {
                let rest = template(layout).filter(|name| *name != column.name());
                let found = missing(Some(layout.version), rest);
                let allowed = [vec![], vec![column.name()]];
                let found: Vec<&str> = found.iter().map(String::as_str).collect();
                assert!(
                    allowed.contains(&found),
                    "{layout} without {column}: {found:?}"
                );
            }
        }
        let bonus = Layout {
            version: EmaVersion::V1_9,
            sheet: SheetKind::Bonus,
        };
        let rest = template(bonus).filter(|name| *name != "RefALID");
        assert_eq!(missing(Some(bonus.version), rest), ["RefALID"]);
        let movies = Layout {
            version: EmaVersion::V1_6,
            sheet: SheetKind::Movies,
        };
        let rest = template(movies).filter(|name| *name != "AltID");
        assert_eq!(missing(Some(movies.version), rest), ["AltID"]);
    }

    #[test]
    fn a_version_that_nobody_knows_requires_what_all_do() {
        let found = missing(None, ["Territory", "WorkType", "LicenseType"]);
        let all = ["DisplayName", "EntryType", "FormatProfile", "Start", "End"];
        assert_eq!(found, all);
        let avails = Sample::movie().without(Column::End);
        let own = [
            Column::AssetLanguage,
            Column::PriceCurrency,
            Column::AltId,
            Column::Alid,
        ];
        let unknown = own.into_iter().fold(avails, Sample::without);
        assert_snapshot(
            fired(&RULE, &unknown.headed(|head| head.caller = None)),
            str![[r#"
Avails End: error
  the column End is missing, which every version requires
  help: Add a column with `AvailTrans` in row 1 and `End` in row 2, and fill it on every row.

"#]],
        );
    }

    #[test]
    fn a_missing_column_is_named_with_its_category() {
        assert_snapshot(
            fired(&RULE, &Sample::movie().without(Column::End)),
            str![[r#"
Avails End: error
  the column End is missing, which version 1.7.3 requires
  help: Add a column with `AvailTrans` in row 1 and `End` in row 2, and fill it on every row.

"#]],
        );
    }

    #[test]
    fn a_few_columns_of_tv_are_taken_for_tv() {
        let few = Sample::episode().without(Column::SeasonContentId);
        assert_snapshot(
            shown(&RULE, &few.findings()),
            str![[r#"
Avails SeasonContentID: error
  the column SeasonContentID is missing, which version 1.7.3 requires
  help: Add a column with `AvailAsset` in row 1 and `SeasonContentID` in row 2, and fill it on every row.

"#]],
        );
    }
}
