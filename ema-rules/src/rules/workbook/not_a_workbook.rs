//! The rule `not-a-workbook`.

use ema_model::Format;

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Rule, Section, Severity,
};

pub(crate) static RULE: Rule = Rule {
    name: "not-a-workbook",
    summary: "the file is not an Excel workbook",
    section: Section::Workbook,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires once for a file that is neither `.xlsx` nor `.xls`.",
        why: "Prime Video accepts avails as EMA workbooks (\"Prime Video supports EMA XLS \
              Avails\"). Other formats are delivered in other ways: partners who have an agreement \
              send XML Avails, and JSON is sent through the Avails API.",
        example: "A `.csv` file with the rows of a feed.",
        remedy: "Send the avails as a workbook, which `ema convert` can write. If the file is not \
               meant for delivery, ignore this notice.",
        source: "Prime Video, \"Content rights\": \"Prime Video supports EMA XLS Avails\"; \"Prime \
                 Video Avails API\": JSON is sent through the API",
    },
    check: Check::Group(|| Box::new(Workbook)),
};

struct Workbook;

impl GroupCheck for Workbook {
    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let format = file.file.format;
        if matches!(format, Format::Xlsx | Format::Xls) {
            return;
        }
        let name = file.profile.platform_name();
        reporter.report_file(
            format!(
                "the file is {}; {name} accepts avails as Excel workbooks",
                in_words(format)
            ),
            "Save it as .xlsx before you send it; `ema convert` does that. If it will not be sent, \
             ignore this notice.",
        );
    }
}

fn in_words(format: Format) -> &'static str {
    match format {
        Format::Xlsb => "a binary workbook (.xlsb)",
        Format::Ods => "an OpenDocument spreadsheet (.ods)",
        Format::Csv => "a text file (CSV)",
        Format::Tsv => "a text file (TSV)",
        Format::Json => "JSON",
        Format::Xml => "XML",
        _ => "of another format",
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, shown, str};
    use ema_model::{FileInfo, Format, Sheet, Workbook};
    use std::sync::Arc;

    fn found(format: Format, profile: &Profile) -> String {
        let avails = Sample::movie().avails();
        let sheet = Sheet::new(Arc::clone(avails[0].header()), avails);
        let workbook = Workbook::new(FileInfo::new(None, format), vec![sheet]);
        shown(&RULE, &check(profile, &workbook))
    }

    #[test]
    fn workbooks_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_eq!(found(Format::Xls, &Profile::prime_video()), "");
        assert_eq!(found(Format::Csv, &Profile::ema()), "");
    }

    #[test]
    fn other_formats_are_named() {
        assert_snapshot(
            found(Format::Csv, &Profile::prime_video()),
            str![[r#"
the file -: notice
  the file is a text file (CSV); Prime Video accepts avails as Excel workbooks
  help: Save it as .xlsx before you send it; `ema convert` does that. If it will not be sent, ignore this notice.

"#]],
        );
        assert_snapshot(
            found(Format::Ods, &Profile::prime_video()),
            str![[r#"
the file -: notice
  the file is an OpenDocument spreadsheet (.ods); Prime Video accepts avails as Excel workbooks
  help: Save it as .xlsx before you send it; `ema convert` does that. If it will not be sent, ignore this notice.

"#]],
        );
        assert_snapshot(
            found(Format::Xml, &Profile::prime_video()),
            str![[r#"
the file -: notice
  the file is XML; Prime Video accepts avails as Excel workbooks
  help: Save it as .xlsx before you send it; `ema convert` does that. If it will not be sent, ignore this notice.

"#]],
        );
    }
}
