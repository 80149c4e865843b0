//! The rule `several-sheets`.

use std::collections::BTreeSet;

use ema_model::SheetKind;

use crate::engine::{
    AppliesTo, Check, Difference, FileAt, GroupCheck, Page, Reporter, Rule, Section, Severity,
    SheetAt, SheetSummary,
};
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "several-sheets",
    summary: "more than one sheet holds avails",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if more than one sheet in a file has rows of avails. Under `prime-video`, two \
               sheets of the same kind are a warning. Sheets of different kinds, such as movies \
               and TV in templates up to 1.7.3, bundles, or bonus material, are a notice under \
               both profiles. Sheets without an avails header, and sheets with only the header, do \
               not count. A hidden sheet counts like any other.",
        why: "A platform may read only the first of two sheets of the same kind, without reporting \
              that it skipped the other.",
        example: "A workbook with movies in the sheet `Movies` and more movies in the sheet `May`.",
        remedy: "Save each sheet as a separate file. From 1.8 on, movies and TV may share a sheet.",
        source: "EMA Avails 1.7.2, General Instructions and FAQ: deliver a workbook with a single \
                 tab",
    },
    check: Check::Group(|| Box::<SeveralSheets>::default()),
};

#[derive(Default)]
struct SeveralSheets {
    /// Each sheet's kind, and whether the sheet is hidden, in file order.
    sheets: Vec<(SheetKind, bool)>,
}

impl GroupCheck for SeveralSheets {
    fn sheet(&mut self, sheet: &SheetAt<'_>, _reporter: &mut Reporter<'_>) {
        let header = sheet.header;
        self.sheets
            .push((header.layout().sheet, header.visibility().is_hidden()));
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        const SHOWN: usize = 5;
        let sheets = || {
            let sheets = file.sheets.iter().zip(&self.sheets);
            let filled = sheets.filter(|(sheet, _)| sheet.rows > 0);
            filled.map(|(sheet, (_, hidden))| (sheet, hidden))
        };
        let count = sheets().count();
        let are_alike = are_alike(file.sheets.iter().zip(&self.sheets));
        if count < 2 || are_alike && !file.profile.has(Difference::OneSheetOfAKind) {
            return;
        }
        let mut names: Vec<String> = sheets()
            .take(SHOWN)
            .map(|(sheet, hidden)| match hidden {
                true => format!("{} (hidden)", quoted(&sheet.name)),
                false => quoted(&sheet.name),
            })
            .collect();
        if count > SHOWN {
            names.push(format!("{} more", count - SHOWN));
        }
        let names = joined(names, "and");
        if !are_alike {
            let message = format!("the avails are on {count} sheets: {names}");
            let help = "If all of them should be sent, ignore this notice.";
            reporter
                .report_file(message, help)
                .with_severity(Severity::Notice);
            return;
        }
        reporter.report_file(
            format!("{count} sheets hold avails of one kind: {names}"),
            match sheets().any(|(_, hidden)| *hidden) {
                true => {
                    "Save each sheet as a separate file. To show a hidden sheet, right-click a tab \
                     and choose Unhide. Delete it if it should not be sent."
                }
                false => "Save each sheet as a separate file.",
            },
        );
    }
}

/// Returns whether two sheets with rows are of the same kind. The single tab in version 1.8 and
/// later is considered to be of every kind.
fn are_alike<'a>(sheets: impl Iterator<Item = (&'a SheetSummary, &'a (SheetKind, bool))>) -> bool {
    let filled = sheets.filter(|(sheet, _)| sheet.rows > 0);
    let kinds: Vec<SheetKind> = filled.map(|(_, (kind, _))| *kind).collect();
    let different: BTreeSet<SheetKind> = kinds.iter().copied().collect();
    different.len() < kinds.len() || kinds.len() > 1 && different.contains(&SheetKind::Avails)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_snapshot, check, shown, str};
    use ema_model::{Avail, FileInfo, Format, Header, HeaderRows, Sheet, Visibility, Workbook};
    use std::sync::Arc;

    fn sheet(name: &str, avails: Vec<Avail>) -> Sheet {
        let columns = avails[0].header().columns().to_vec();
        let header = Header::new(name.into(), HeaderRows::TEMPLATE, columns, None, None);
        let header = Arc::new(header);
        let mut builder = ema_model::AvailBuilder::new(Arc::clone(&header));
        let rows = avails.iter().map(|avail| {
            for cell in avail.cells() {
                builder.push(cell.index(), cell.text(), cell.stored(), cell.marks());
            }
            builder.build(avail.row())
        });
        let rows = rows.collect();
        Sheet::new(header, rows)
    }

    fn found(sheets: Vec<Sheet>) -> String {
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets);
        shown(&RULE, &check(&Profile::prime_video(), &workbook))
    }

    #[test]
    fn one_sheet_of_avails_passes() {
        let movies = || sheet("Movies", Sample::movie().avails());
        assert_eq!(found(vec![movies()]), "");
        let empty = Sheet::new(sheet("TV", Sample::episode().avails()).header, Vec::new());
        assert_eq!(found(vec![movies(), empty]), "");
    }

    #[test]
    fn movies_beside_tv_are_a_notice() {
        let sheets = vec![
            sheet("Movies", Sample::movie().avails()),
            sheet("TV", Sample::episode().avails()),
        ];
        assert_snapshot(
            found(sheets),
            str![[r#"
the file -: notice
  the avails are on 2 sheets: `Movies` and `TV`
  help: If all of them should be sent, ignore this notice.

"#]],
        );
    }

    #[test]
    fn two_sheets_of_one_kind_are_a_warning_of_prime_video() {
        let sheets = || {
            vec![
                sheet("Movies", Sample::movie().avails()),
                sheet("May", Sample::movie().avails()),
            ]
        };
        assert_snapshot(
            found(sheets()),
            str![[r#"
the file -: warning
  2 sheets hold avails of one kind: `Movies` and `May`
  help: Save each sheet as a separate file.

"#]],
        );
        let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets());
        assert_eq!(shown(&RULE, &check(&Profile::ema(), &workbook)), "");
    }

    #[test]
    fn hidden_sheets_are_named_as_such() {
        let old = sheet("Old", Sample::movie().avails());
        let header = Arc::new(Header::clone(&old.header).with_visibility(Visibility::Hidden));
        let mut builder = ema_model::AvailBuilder::new(Arc::clone(&header));
        builder.set(ema_model::Column::Alid, "A").unwrap();
        let old = Sheet::new(header, vec![builder.build(4)]);
        assert_snapshot(
            found(vec![sheet("Movies", Sample::movie().avails()), old]),
            str![[r#"
the file -: warning
  2 sheets hold avails of one kind: `Movies` and `Old` (hidden)
  help: Save each sheet as a separate file. To show a hidden sheet, right-click a tab and choose Unhide. Delete it if it should not be sent.

"#]],
        );
    }

    #[test]
    fn many_sheets_are_counted() {
        let sheets = (0..200).map(|n| sheet(&format!("Sheet{n}"), Sample::movie().avails()));
        assert_snapshot(
            found(sheets.collect()),
            str![[r#"
the file -: warning
  200 sheets hold avails of one kind: `Sheet0`, `Sheet1`, `Sheet2`, `Sheet3`, `Sheet4` and 195 more
  help: Save each sheet as a separate file.

"#]],
        );
    }
}
