//! The rule `no-avails`.

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Rule, Section, Severity,
};

pub(crate) static RULE: Rule = Rule {
    name: "no-avails",
    summary: "the file holds no avails",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if no sheet in a file has an avails header, or if the sheets with such a \
               header have no rows of avails below it. A row that starts with `//` is a comment \
               and does not count.",
        why: "There is nothing to process. Either this is the wrong file or an export failed.",
        example: "The template as downloaded, with only its header.",
        remedy: "Send the file that contains the avails. If this is the right file, make sure that \
               its header names at least Territory, LicenseType and WorkType, and that it is in \
               one of the first ten nonblank rows.",
        source: "EMA Avails 1.7.2, General Instructions and FAQ: rows 1 to 3 are the header, and \
                 avails start on row 4",
    },
    check: Check::Group(|| Box::new(NoAvails)),
};

struct NoAvails;

impl GroupCheck for NoAvails {
    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        if file.sheets.is_empty() {
            reporter.report_file(
                "no sheet has an avails header",
                "Check that it is the right file. The header has to name at least Territory, \
                 LicenseType and WorkType near the top of the sheet.",
            );
        } else if file.sheets.iter().all(|sheet| sheet.rows == 0) {
            reporter.report_file(
                "there is a header, but no row of avails under it",
                "Check that it is the right file. Rows that start with `//` are comments and do not \
                 count.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, shown, str};
    use ema_model::{FileInfo, Format, Sheet, Workbook};
    use std::sync::Arc;

    fn found(sheets: Vec<Sheet>) -> String {
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets);
        shown(&RULE, &check(&Profile::prime_video(), &workbook))
    }

    #[test]
    fn one_avail_passes() {
        assert_silent(&RULE, &Sample::movie());
        let avails = Sample::movie().avails();
        let header = Arc::clone(avails[0].header());
        let empty = Sheet::new(Arc::clone(&header), Vec::new());
        assert_eq!(found(vec![empty, Sheet::new(header, avails)]), "");
    }

    #[test]
    fn a_file_without_a_header_of_avails_is_found() {
        assert_snapshot(
            found(Vec::new()),
            str![[r#"
the file -: error
  no sheet has an avails header
  help: Check that it is the right file. The header has to name at least Territory, LicenseType and WorkType near the top of the sheet.

"#]],
        );
    }

    #[test]
    fn a_header_without_avails_is_found() {
        let header = Arc::clone(Sample::movie().avails()[0].header());
        assert_snapshot(
            found(vec![Sheet::new(header, Vec::new())]),
            str![[r#"
the file -: error
  there is a header, but no row of avails under it
  help: Check that it is the right file. Rows that start with `//` are comments and do not count.

"#]],
        );
    }
}
