//! Lists the cells that were fixed in a copy.

use std::fmt;

use super::by_rule::cells_in_words;
use super::{FoldedFinding, LeftOut, Report, ReportBuilder};
use crate::marks::printable;
use crate::wording::{counted, quoted, thousands};

/// The cells in a copy that were changed by fixes. Equal changes are combined.
///
/// In [`FoldedFinding::first`], `value` is the text before the fix, and `fix` is the text after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedCells {
    cells: Vec<FoldedFinding>,
    left_out: usize,
}

impl FixedCells {
    /// The findings that were fixed, in report order. Equal findings are combined.
    #[must_use]
    pub fn findings(&self) -> &[FoldedFinding] {
        &self.cells
    }

    /// The number of fixed cells, including those that are not in [`findings`](Self::findings).
    #[must_use]
    pub fn count(&self) -> usize {
        let cells = self.cells.iter().map(FoldedFinding::count);
        cells.sum::<usize>() + self.left_out
    }

    /// The first `most` combined changes, and the number of cells in the remaining ones.
    pub(crate) fn first(&self, most: usize) -> (&[FoldedFinding], usize) {
        let shown = &self.cells[..self.cells.len().min(most)];
        let cells: usize = shown.iter().map(FoldedFinding::count).sum();
        (shown, self.count() - cells)
    }

    /// Writes `7 cells fixed`, followed by the first changes. `hint` says where to find the others.
    pub(super) fn write(
        &self,
        f: &mut fmt::Formatter<'_>,
        several_sheets: bool,
        hint: &str,
    ) -> fmt::Result {
        const SHOWN: usize = 8;
        let (shown, more) = self.first(SHOWN);
        let colon = if shown.is_empty() { "" } else { ":" };
        writeln!(f, "{} fixed{colon}", counted(self.count(), "cell"))?;
        for cells in shown {
            let first = &cells.first;
            let field = first.field.as_deref().unwrap_or_default();
            let place = cells_in_words(&[cells], several_sheets);
            let [before, after] = [&first.value, &first.fix].map(|text| in_words(text.as_deref()));
            let line = format!("{field} {place}: {before} → {after}");
            writeln!(f, "  {}", printable(&line))?;
        }
        if more > 0 {
            writeln!(f, "  … and {} more{hint}", thousands(more))?;
        }
        writeln!(f)
    }
}

fn in_words(text: Option<&str>) -> String {
    match text {
        None | Some("") => "blank".to_owned(),
        Some(text) => quoted(text),
    }
}

impl Report {
    /// Adds the fixed findings, for the report on a copy with fixes.
    #[must_use]
    pub fn with_fixed(mut self, fixed: ReportBuilder) -> Self {
        let left_out = fixed.left_out();
        self.fixed = Some(FixedCells {
            left_out: left_out.iter().map(|it: &LeftOut| it.count).sum(),
            cells: fixed.folded(),
        });
        self
    }

    /// The cells that were fixed, or `None` if this is not the report on a copy with fixes.
    #[must_use]
    pub fn fixed(&self) -> Option<&FixedCells> {
        self.fixed.as_ref()
    }
}
