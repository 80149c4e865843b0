//! The rule `merged-cell`.

use std::sync::Arc;

use ema_model::{Header, MergedCells, Text};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Place, Profile, Reporter, Rule, Section, Severity,
    SheetAt,
};

pub(crate) static RULE: Rule = Rule {
    name: "merged-cell",
    summary: "merged cells leave rows blank",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires for each range of merged cells over rows of avails, in a column that the \
               platform uses. Merged cells in headings, in comments and in the sender's own \
               columns are not reported.",
        why: "Excel shows one value across all of the cells, but the file contains it only in the \
              first. The other cells are read as blank: a Territory that is merged over five rows \
              is missing from four of them.",
        example: "Territory `US` in C4, merged with C5 to C8.",
        remedy: "Unmerge the cells (Home > Merge & Center > Unmerge Cells), and fill in the value \
               in each row.",
        source: "Office Open XML (ECMA-376 part 1), 18.3.1.55 mergeCells: the merged ranges of a \
                 sheet",
    },
    check: Check::Group(|| Box::<Merged>::default()),
};

/// The place and header of each sheet.
#[derive(Default)]
struct Merged {
    sheets: Vec<(Place, Arc<Header>)>,
}

impl GroupCheck for Merged {
    fn sheet(&mut self, sheet: &SheetAt<'_>, reporter: &mut Reporter<'_>) {
        self.sheets
            .push((reporter.place(None), Arc::clone(sheet.header)));
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        for merged in &file.file.merged {
            let sheet = self
                .sheets
                .iter()
                .find(|(_, header)| *header.sheet() == merged.first.sheet);
            let Some((place, header)) = sheet else {
                continue;
            };
            if !covers_used_column(merged, header, file.profile) {
                continue;
            }
            let is_high = merged.last_row > merged.first.row;
            let is_wide = merged.last_column > merged.first.column;
            let others = match (is_high, is_wide) {
                (true, true) => "the cells below and next to it, which are",
                (true, false) => "the cells below it, which are",
                _ => "the cells next to it, which are",
            };
            let place = Place {
                row: Some(merged.first.row),
                column: Some(merged.first.column),
                ..place.clone()
            };
            let finding = reporter.report_place(
                place,
                format!("the cell is merged with {others} blank"),
                "Unmerge the cells, and fill in the value in each row.",
            );
            let named = header.column_at(merged.first.column);
            finding.field = named.map(|column| column.name.clone());
            finding.value = Some(Text::from(merged.to_string()));
        }
    }
}

fn covers_used_column(merged: &MergedCells, header: &Header, profile: &Profile) -> bool {
    (merged.first.column..=merged.last_column).any(|index| {
        let column = header.known_at(index);
        column.is_some_and(|column| !profile.ignores(column))
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, shown, str};
    use ema_model::{CellRef, Column, FileInfo, Format, MergedCells, Sheet, Workbook};
    use std::sync::Arc;

    /// Returns the findings for merged cells, given the first column of each range and the number
    /// of its rows and columns.
    fn found(ranges: &[(Column, u32, u16)]) -> String {
        let sample = Sample::movie()
            .with(Column::TitleId, "md:cid:org:x")
            .with_unknown("Notes");
        let avails = sample.avails();
        let header = Arc::clone(avails[0].header());
        let mut file = FileInfo::new(None, Format::Xlsx);
        for (column, rows, columns) in ranges {
            let first = header.index_of(*column).unwrap();
            file.merged.push(MergedCells {
                first: CellRef {
                    sheet: header.sheet().clone(),
                    row: 4,
                    column: first,
                },
                last_row: 3 + rows,
                last_column: first + columns - 1,
            });
        }
        let workbook = Workbook::new(file, vec![Sheet::new(header, avails)]);
        shown(&RULE, &check(&Profile::prime_video(), &workbook))
    }

    #[test]
    fn sheets_without_merged_cells_pass() {
        assert_silent(&RULE, &Sample::movie());
    }

    #[test]
    fn merged_cells_are_named_with_their_column() {
        let ranges = [
            (Column::Territory, 5, 1),
            (Column::Start, 1, 2),
            (Column::Start, 2, 2),
        ];
        assert_snapshot(
            found(&ranges),
            str![[r#"
C4 Territory: warning
  the cell is merged with the cells below it, which are blank
  help: Unmerge the cells, and fill in the value in each row.
I4 Start: warning
  the cell is merged with the cells next to it, which are blank
  help: Unmerge the cells, and fill in the value in each row.
I4 Start: warning
  the cell is merged with the cells below and next to it, which are blank
  help: Unmerge the cells, and fill in the value in each row.

"#]],
        );
    }
}
