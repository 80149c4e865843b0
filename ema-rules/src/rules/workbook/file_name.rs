//! The rule `file-name`.

use std::mem::{Discriminant, discriminant};

use delivery_naming::{FileName, NameFaultKind};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Rule, Section, Severity,
};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "file-name",
    summary: "the file's name breaks the naming rules",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each kind of fault in the name of the file: spaces, accented letters and \
               other special characters, periods other than the one before the extension, and \
               hyphens and underscores with nothing before or after them. A file that was read \
               from memory has no name and is not checked.",
        why: "If a file's name breaks the platform's rules, the transfer fails or the platform \
              does not process the file.",
        example: "`Avails May 2026 v1.2.xlsx`. Correct: `Avails-May_2026-v1_2.xlsx`.",
        remedy: "Rename the file. Use unaccented letters A to Z and digits, underscores between \
               words, hyphens between sections, and one period before the extension.",
        source: "Prime Video, \"File naming rules\": no spaces, Unicode or other special \
                 characters, and no periods; underscores separate words within a section",
    },
    check: Check::Group(|| Box::new(Name)),
};

struct Name;

impl GroupCheck for Name {
    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let Some(name) = &file.file.name else { return };
        let Err(faults) = FileName::parse(name) else {
            return;
        };
        let help = match FileName::suggest(name) {
            Some(better) => format!(
                "Call the file {}, and use exactly this name wherever the file is referred to.",
                quoted(better.as_str())
            ),
            None => HELP.to_owned(),
        };
        let mut told: Vec<Discriminant<NameFaultKind>> = Vec::new();
        for fault in faults.iter() {
            let kind = discriminant(&fault.kind);
            if told.contains(&kind) {
                continue;
            }
            told.push(kind);
            let same = faults
                .iter()
                .filter(|other| discriminant(&other.kind) == kind)
                .count();
            let more = match same {
                1 => String::new(),
                same => format!(" ({same} in all)"),
            };
            reporter.report_file(format!("the name {}: {fault}{more}", quoted(name)), &help);
        }
    }
}

const HELP: &str = "Rename the file, and use exactly the new name wherever the file is referred \
                    to.";

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{FileInfo, Format, Sheet, Workbook};
    use std::sync::Arc;

    #[test]
    fn good_names_pass() {
        for name in [
            "movies.xlsx",
            "Rockstar_Films-US-Avails.XLSX",
            "2026-05.csv",
        ] {
            assert_silent(&RULE, &Sample::movie().named(name));
        }
        assert_silent(&RULE, &Sample::movie().named("May avails.xlsx").under_ema());
    }

    #[test]
    fn each_kind_of_fault_is_named_once() {
        let sample = Sample::movie().named("Avails May 2026 v1.2 (été).xlsx");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
the file -: error
  the name `Avails May 2026 v1.2 (été).xlsx`: character 7 is a space; write _ between words and - between sections (4 in all)
  help: Call the file `Avails_May_2026_v1_2_ete.xlsx`, and use exactly this name wherever the file is referred to.
the file -: error
  the name `Avails May 2026 v1.2 (été).xlsx`: character 19 is a period, and only the period before the extension is allowed; write _ or - instead
  help: Call the file `Avails_May_2026_v1_2_ete.xlsx`, and use exactly this name wherever the file is referred to.
the file -: error
  the name `Avails May 2026 v1.2 (été).xlsx`: character 22 is (, and only letters, digits, _ and - are allowed; remove it or write _ or - instead (2 in all)
  help: Call the file `Avails_May_2026_v1_2_ete.xlsx`, and use exactly this name wherever the file is referred to.
the file -: error
  the name `Avails May 2026 v1.2 (été).xlsx`: character 23 is é, and only the letters A to Z without accents, digits, _ and - are allowed; replace it with these or remove it (2 in all)
  help: Call the file `Avails_May_2026_v1_2_ete.xlsx`, and use exactly this name wherever the file is referred to.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &Sample::movie().named("avails")),
            str![[r#"
the file -: error
  the name `avails`: the name has no extension; end it with a period and one, such as .xlsx
  help: Rename the file, and use exactly the new name wherever the file is referred to.

"#]],
        );
    }

    #[test]
    fn a_file_without_a_name_passes() {
        let avails = Sample::movie().avails();
        let sheet = Sheet::new(Arc::clone(avails[0].header()), avails);
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
        let findings = crate::testing::check(&crate::Profile::prime_video(), &workbook);
        assert_eq!(crate::testing::shown(&RULE, &findings), "");
    }
}
