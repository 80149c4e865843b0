//! The rule `row-limit`.

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Reporter, Rule, Section, Severity,
};
use crate::wording::thousands;

pub(crate) static RULE: Rule = Rule {
    name: "row-limit",
    summary: "the file has more rows than the platform accepts",
    section: Section::Workbook,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if the sheets in a file together have more rows of avails than the platform \
               accepts: 60,000 for Prime Video. Header, comment and blank rows do not count.",
        why: "The platform rejects the file as a whole.",
        example: "A catalog for 200 territories, with a row for each territory, format and license \
                  type, in one file of 72,000 rows.",
        remedy: "Split the rows among several files. Keep all rows of a title in a territory \
               together: a Full Extract replaces all earlier rows of the title in the territory, \
               so the second file would undo the first.",
        source: "Prime Video, \"Content rights\": the maximum size is 60,000 rows",
    },
    check: Check::Group(|| Box::new(RowLimit)),
};

struct RowLimit;

impl GroupCheck for RowLimit {
    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let Some(limit) = file.profile.conventions().row_limit else {
            return;
        };
        let rows: usize = file.sheets.iter().map(|sheet| sheet.rows).sum();
        let Ok(limit) = usize::try_from(limit) else {
            return;
        };
        if rows > limit {
            reporter.report_file(
                format!(
                    "the file has {} rows of avails; {} accepts at most {}",
                    thousands(rows),
                    file.profile.platform_name(),
                    thousands(limit),
                ),
                "Split the rows among several files, and keep all rows of a title in a territory \
                 in the same file, because a second Full Extract would undo the first.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::RULE;
    use crate::testing::{Sample, assert_snapshot, shown, str};
    use crate::{Checker, Finding, Profile, Timestamp};
    use ema_model::{FileInfo, Format};

    /// Returns the findings in a file with `rows` rows. All other rules are turned off.
    fn found(rows: usize) -> Vec<Finding> {
        let profile = crate::rules()
            .filter(|rule| rule.name() != RULE.name())
            .fold(Profile::prime_video(), |profile, rule| {
                profile.with_severity(rule, None)
            });
        let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().unwrap());
        let mut findings = Vec::new();
        let mut checker = Checker::new(&profile, Format::Xlsx, as_of, |finding| {
            findings.push(finding);
            ControlFlow::Continue(())
        });
        let avail = &Sample::movie().avails()[0];
        for _ in 0..rows {
            assert!(checker.avail(avail).is_continue());
        }
        checker.finish(&FileInfo::new(None, Format::Xlsx));
        findings
    }

    #[test]
    fn a_full_file_passes() {
        assert_eq!(shown(&RULE, &found(60_000)), "");
    }

    #[test]
    fn one_row_more_is_too_many() {
        assert_snapshot(
            shown(&RULE, &found(60_001)),
            str![[r#"
the file -: error
  the file has 60,001 rows of avails; Prime Video accepts at most 60,000
  help: Split the rows among several files, and keep all rows of a title in a territory in the same file, because a second Full Extract would undo the first.

"#]],
        );
    }
}
