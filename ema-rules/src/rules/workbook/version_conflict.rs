//! The rule `version-conflict`.

use ema_model::{Column, EmaVersion, HeaderColumn, trim};

use super::version_cell;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity, SheetAt};

pub(crate) static RULE: Rule = Rule {
    name: "version-conflict",
    summary: "a column does not belong to the version of the sheet",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires once for each sheet with a column that is not in any tab of the sheet's \
               version. This version is the one that the user specifies or, if there is none, the \
               one in A3. If A3 does not name a version either, the newest version that a column \
               indicates is used. The rule also fires if A3 names a different version than the \
               user specifies, or if it names a version before 1.8 in a sheet with columns for \
               both movies and TV.",
        why: "The whole sheet is read as one version. Columns from other versions are not used, \
              and words may have a different meaning.",
        example: "`1.8` in A3 and a column TPRType, which was introduced in 1.9.",
        remedy: "In A3, write the version that the sheet follows, or remove the columns that this \
               version does not have.",
        source: "EMA Avails templates 1.6 to 1.9, rows 2 and 3: the columns of each version",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
    let header = sheet.header;
    let version = header.version();
    let stated = header.stated_version();
    let caller = header.caller_version();
    if let (Some(caller), Some(stated)) = (caller, stated)
        && stated.parse() != Ok(caller)
    {
        let message = format!("the cell states `{stated}`, but the file is checked as {caller}");
        let help = "Correct the cell, or check the file as the version that the cell states.";
        version_cell(sheet, reporter, stated, message, help);
        return;
    }
    if let (None, Some(stated)) = (caller, stated)
        && stated
            .parse()
            .is_ok_and(|stated: EmaVersion| stated < version)
    {
        let message = format!(
            "the cell states `{stated}`, but the sheet has the columns of movies and those of TV, \
             which came into one sheet with 1.8; it is read as {version}"
        );
        let help = "Correct the cell, or put movies and TV on separate sheets.";
        version_cell(sheet, reporter, stated, message, help);
        return;
    }
    let foreign: Vec<&HeaderColumn> = header
        .columns()
        .iter()
        .filter(|column| !may_be_in(column, version))
        .collect();
    if foreign.is_empty() || !header.version_is_known() {
        return;
    }
    let lacks = format!(
        "version {version}, which has no column {}",
        in_words(&foreign)
    );
    // The help names the oldest version that has all columns, because newer versions often keep the
    // columns of older ones.
    let may_be = |version: &EmaVersion| {
        header
            .columns()
            .iter()
            .all(|column| may_be_in(column, *version))
    };
    let help = match EmaVersion::ALL.iter().copied().find(may_be) {
        Some(other) => format!(
            "If the sheet follows version {other}, write it in A3, or specify it when you check \
             the file. Otherwise, remove these columns."
        ),
        None => {
            "Remove either these columns or the others, because no version has both.".to_owned()
        }
    };
    match (stated.filter(|text| text.parse() == Ok(version)), caller) {
        (Some(stated), _) => {
            version_cell(
                sheet,
                reporter,
                stated,
                format!("the cell states {lacks}"),
                help,
            );
        }
        (None, Some(_)) => {
            reporter.report_sheet(format!("the file is checked as {lacks}"), help);
        }
        (None, None) => {
            reporter.report_sheet(format!("other columns show {lacks}"), help);
        }
    }
}

/// Returns whether a sheet in the version may have the column. Columns that are unknown or are not
/// in any template are allowed in every version.
fn may_be_in(header: &HeaderColumn, version: EmaVersion) -> bool {
    let Some(column) = header.column else {
        return true;
    };
    // The TV tab in 1.8 lacks this column, but MovieLabs' tools also write the column for that
    // version.
    let left_out = column == Column::VolumeDistributionNumber && version == EmaVersion::V1_8;
    left_out || column.placements().is_empty() || column.is_in(version)
}

/// Lists the first columns and the number of others: "`TPRType`, `CampaignID` or 3 others".
fn in_words(columns: &[&HeaderColumn]) -> String {
    const SHOWN: usize = 3;
    let name = |column: &&HeaderColumn| format!("`{}`", trim(&column.name));
    let mut names: Vec<String> = columns.iter().take(SHOWN).map(name).collect();
    match columns.len().saturating_sub(SHOWN) {
        0 => {}
        1 => names.push("1 other".to_owned()),
        more => names.push(format!("{more} others")),
    }
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} or {last}", names.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn stated(version: &'static str, columns: &[Column]) -> Sample {
        columns
            .iter()
            .fold(Sample::movie(), |sample, column| sample.with(*column, "x"))
            .headed(|head| {
                head.stated = Some(version);
                head.caller = None;
            })
    }

    #[test]
    fn columns_of_the_version_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &stated("1.9", &[Column::TprType, Column::StoreType]));
        // The Movies tabs in 1.8 and 1.9 have the same columns.
        assert_silent(&RULE, &stated("1.9", &[Column::StoreType]));
        assert_silent(&RULE, &stated("1.8", &[Column::VolumeDistributionNumber]));
        assert_silent(&RULE, &stated("1.9", &[Column::AssociatedAlid]));
        assert_silent(&RULE, &stated("1.8", &[]).with_unknown("Notes"));
    }

    #[test]
    fn a_newer_column_than_a3_says_is_found() {
        let sample = stated("1.8", &[Column::TprType, Column::CampaignId]);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
A3 -: warning
  the cell states version 1.8, which has no column `TPRType` or `CampaignID`
  help: If the sheet follows version 1.9, write it in A3, or specify it when you check the file. Otherwise, remove these columns.

"#]],
        );
    }

    #[test]
    fn an_old_version_over_movies_and_tv_is_found() {
        let sample = stated("1.7.3", &[Column::SeriesTitleInternalAlias]);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
A3 -: warning
  the cell states `1.7.3`, but the sheet has the columns of movies and those of TV, which came into one sheet with 1.8; it is read as 1.8
  help: Correct the cell, or put movies and TV on separate sheets.

"#]],
        );
        assert_silent(&RULE, &stated("1.8", &[Column::SeriesTitleInternalAlias]));
    }

    #[test]
    fn the_oldest_version_with_the_columns_is_named() {
        let own = [Column::GroupIdentity, Column::TerritoryExclusion];
        assert_snapshot(
            fired(&RULE, &stated("1.7", &own)),
            str![[r#"
A3 -: warning
  the cell states version 1.7, which has no column `AltID`, `GroupIdentity` or `TerritoryExclusion`
  help: If the sheet follows version 1.7.3, write it in A3, or specify it when you check the file. Otherwise, remove these columns.

"#]],
        );
    }

    #[test]
    fn a_newer_column_than_the_caller_says_is_found() {
        let sample = Sample::movie()
            .with(Column::TprType, "x")
            .version(EmaVersion::V1_7_3);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
Avails -: warning
  the file is checked as version 1.7.3, which has no column `TPRType`
  help: If the sheet follows version 1.9, write it in A3, or specify it when you check the file. Otherwise, remove these columns.

"#]],
        );
    }

    #[test]
    fn columns_of_two_versions_are_found() {
        let own = [
            Column::StoreLanguage,
            Column::ProductId,
            Column::EncodeId,
            Column::HoldbackExclusionLanguage,
        ];
        let sample = own
            .iter()
            .fold(Sample::movie(), |sample, column| sample.with(*column, "x"));
        assert_snapshot(
            fired(&RULE, &sample.headed(|head| head.caller = None)),
            str![[r#"
Avails -: warning
  other columns show version 1.7.2, which has no column `StoreLanguage`, `ProductID`, `EncodeID` or 1 other
  help: Remove either these columns or the others, because no version has both.

"#]],
        );
    }

    #[test]
    fn a_caller_who_contradicts_a3_is_told() {
        let sample = stated("1.9", &[Column::TprType]).version(EmaVersion::V1_8);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
A3 -: warning
  the cell states `1.9`, but the file is checked as 1.8
  help: Correct the cell, or check the file as the version that the cell states.

"#]],
        );
        let sample = stated("2.0", &[]).version(EmaVersion::V1_8);
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
A3 -: warning
  the cell states `2.0`, but the file is checked as 1.8
  help: Correct the cell, or check the file as the version that the cell states.

"#]],
        );
        assert_silent(&RULE, &stated("1.9", &[]).version(EmaVersion::V1_9));
    }
}
