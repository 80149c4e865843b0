//! The rule `unsupported-version`.

use ema_model::EmaVersion;

use super::version_cell;
use crate::engine::{AppliesTo, Check, Page, Platform, Reporter, Rule, Section, Severity, SheetAt};

pub(crate) static RULE: Rule = Rule {
    name: "unsupported-version",
    summary: "the version of EMA Avails is unknown or not supported",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires if the first cell of row 3 names a version of EMA Avails that does not exist, \
               if neither that cell nor the columns show which version a sheet follows, or if the \
               platform does not accept the version. A version that the user specifies overrides \
               the cell.",
        why: "The version determines which columns are required and which words are allowed. The \
              same row may mean something else in another version.",
        example: "`2.0` in A3, or a header with only the eight columns that all versions share.",
        remedy: "Use the header of a template of version 1.6 to 1.9 unchanged. In the templates of \
               1.8 and 1.9, A3 contains the version.",
        source: "Prime Video, \"Content rights\": EMA XLS Avails, versions 1.6 to 1.9, are \
                 accepted; EMA Avails change log, 1.8: the version number is in A3",
    },
    check: Check::Sheet(check),
};

fn check(sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
    let header = sheet.header;
    let version = header.version();
    let stated = header
        .stated_version()
        .filter(|_| header.caller_version().is_none());
    if let Some(stated) = stated.filter(|text| text.parse::<EmaVersion>().is_err()) {
        version_cell(
            sheet,
            reporter,
            stated,
            format!(
                "`{stated}` is not a known version of EMA Avails; the rows are read as {version}"
            ),
            "Write the version of the template in the cell: 1.8 or 1.9. Older templates have \
             `//REQ` there.",
        );
    } else if !header.version_is_known() {
        reporter.report_sheet(
            format!(
                "nothing in the sheet shows which version of EMA Avails it follows; the rows are \
                 read as {version}"
            ),
            "Use the header of a template of version 1.6 to 1.9 unchanged, or specify the version when you check the \
             file.",
        );
    }
    let refuses = |platform: &&Platform| !platform.versions.contains(&version);
    if let Some(platform) = sheet.profile.platform.filter(refuses) {
        reporter.report_sheet(
            format!(
                "{} does not accept version {version} of EMA Avails",
                platform.name
            ),
            format!(
                "Send the avails in a version from {} to {}.",
                platform.versions.start(),
                platform.versions.end(),
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Conventions;
    use crate::Profile;
    use crate::engine::{Platform, RequiredBy};
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, shown, str};
    use ema_model::{Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
    use std::sync::Arc;

    /// Returns a movie that uses only the columns that all versions share.
    fn bare() -> Sample {
        let own = [
            Column::AssetLanguage,
            Column::PriceCurrency,
            Column::AltId,
            Column::Alid,
        ];
        own.into_iter()
            .fold(Sample::movie(), Sample::without)
            .headed(|head| head.caller = None)
    }

    #[test]
    fn what_the_file_the_caller_or_the_columns_say_is_enough() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::movie().headed(|head| head.caller = None));
        for stated in ["1.8", "1.9", "1.8a", "v1.9"] {
            assert_silent(&RULE, &bare().headed(|head| head.stated = Some(stated)));
        }
        assert_silent(&RULE, &bare().version(EmaVersion::V1_6));
        // The caller's version overrides the version in the cell.
        let sample = bare()
            .headed(|head| head.stated = Some("2.0"))
            .version(EmaVersion::V1_9);
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_version_that_nobody_knows_is_named() {
        let sample = bare().headed(|head| head.stated = Some("2.0"));
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
A3 -: error
  `2.0` is not a known version of EMA Avails; the rows are read as 1.9
  help: Write the version of the template in the cell: 1.8 or 1.9. Older templates have `//REQ` there.

"#]],
        );
    }

    #[test]
    fn a_header_that_shows_no_version_is_found() {
        assert_snapshot(
            fired(&RULE, &bare()),
            str![[r#"
Avails -: error
  nothing in the sheet shows which version of EMA Avails it follows; the rows are read as 1.9
  help: Use the header of a template of version 1.6 to 1.9 unchanged, or specify the version when you check the file.

"#]],
        );
    }

    #[test]
    fn a_platform_may_refuse_a_version() {
        static OLD: Platform = Platform {
            name: "Example TV",
            versions: EmaVersion::V1_6..=EmaVersion::V1_7,
            words: |_| None,
            categories: |_| &[],
            not_used: &[],
            not_listed: &[],
            required_by: RequiredBy::Ema,
            differences: &[],
            conventions: Conventions::ema,
            rules: &[],
            severities: &[],
        };
        let mut profile = Profile::prime_video();
        profile.platform = Some(&OLD);
        let avails = Sample::movie().avails();
        let sheet = Sheet::new(Arc::clone(avails[0].header()), avails);
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
        assert_snapshot(
            shown(&RULE, &check(&profile, &workbook)),
            str![[r#"
Avails -: error
  Example TV does not accept version 1.7.3 of EMA Avails
  help: Send the avails in a version from 1.6 to 1.7.

"#]],
        );
    }
}
