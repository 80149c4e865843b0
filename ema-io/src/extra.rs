//! Describes the content of a file other than its avails.

use ema_model::Text;

use crate::loss::Loss;

/// Content of one kind in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extra {
    pub(crate) sheet: Text,
    pub(crate) kind: ExtraKind,
    pub(crate) count: usize,
}

/// The kinds of content, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExtraKind {
    /// A sheet without avails.
    Sheet,
    /// A chart sheet or dialog sheet.
    OtherSheet,
    Formulas,
    Notes,
    Pictures,
    Charts,
    /// Any other drawing, such as a text box.
    Shapes,
    Tables,
    PivotTables,
    Slicers,
    ConditionalFormats,
    Validations,
    /// The columns that a filter restricts. A filter without conditions hides nothing and is not counted.
    Filters,
    Links,
    Sparklines,
    Controls,
    /// The names that the workbook defines for cells and formulas.
    Names,
    Macros,
    /// Content that can't be listed, because a part of the file is damaged or exceeds a limit.
    Unlisted,
}

impl Extra {
    pub(crate) fn new(sheet: &Text, kind: ExtraKind, count: usize) -> Self {
        Self {
            sheet: sheet.clone(),
            kind,
            count,
        }
    }

    /// Returns the loss that reports the content.
    pub(crate) fn loss(&self) -> Loss {
        let are = if self.count == 1 { "is" } else { "are" };
        let counted = self.kind.counted(self.count);
        let reason = match self.kind {
            ExtraKind::Sheet => "the sheet holds no avails and is not in the result".to_owned(),
            ExtraKind::OtherSheet => {
                "the sheet is a chart sheet or dialog sheet and is not in the result".to_owned()
            }
            ExtraKind::Formulas if self.count == 1 => {
                format!("{counted} is in the result as its value")
            }
            ExtraKind::Formulas => format!("{counted} are in the result as their values"),
            ExtraKind::Names => format!("{counted} of the workbook {are} not in the result"),
            ExtraKind::Macros => "the workbook's macros are not in the result".to_owned(),
            ExtraKind::Unlisted => {
                "the sheet has more content that is not in the result and can't be listed, because \
                 a part of the file is damaged or too large"
                    .to_owned()
            }
            _ => format!("{counted} {are} not in the result"),
        };
        Loss::left_behind(&self.sheet, self.kind.key(), reason)
    }
}

impl ExtraKind {
    /// Returns the number and the kind of content, such as `2 notes`.
    pub(crate) fn counted(self, count: usize) -> String {
        let (one, more) = match self {
            Self::Sheet => ("sheet without avails", "sheets without avails"),
            Self::OtherSheet => ("chart or dialog sheet", "chart or dialog sheets"),
            Self::Formulas => ("formula", "formulas"),
            Self::Notes => ("note", "notes"),
            Self::Pictures => ("picture", "pictures"),
            Self::Charts => ("chart", "charts"),
            Self::Shapes => ("shape or text box", "shapes and text boxes"),
            Self::Tables => ("table", "tables"),
            Self::PivotTables => ("pivot table", "pivot tables"),
            Self::Slicers => ("slicer", "slicers"),
            Self::ConditionalFormats => ("conditional format", "conditional formats"),
            Self::Validations => ("data validation", "data validations"),
            Self::Filters => ("filter condition", "filter conditions"),
            Self::Links => ("hyperlink", "hyperlinks"),
            Self::Sparklines => ("sparkline", "sparklines"),
            Self::Controls => ("button or other control", "buttons and other controls"),
            Self::Names => ("defined name", "defined names"),
            Self::Macros => return "the macros".to_owned(),
            Self::Unlisted => return "content that can't be listed".to_owned(),
        };
        match count {
            1 => format!("1 {one}"),
            count => format!("{count} {more}"),
        }
    }

    /// Returns the name of the kind for programs.
    fn key(self) -> &'static str {
        match self {
            Self::Sheet | Self::OtherSheet => "sheet",
            Self::Formulas => "formulas",
            Self::Notes => "notes",
            Self::Pictures => "pictures",
            Self::Charts => "charts",
            Self::Shapes => "shapes",
            Self::Tables => "tables",
            Self::PivotTables => "pivot-tables",
            Self::Slicers => "slicers",
            Self::ConditionalFormats => "conditional-formats",
            Self::Validations => "validations",
            Self::Filters => "filters",
            Self::Links => "links",
            Self::Sparklines => "sparklines",
            Self::Controls => "controls",
            Self::Names => "names",
            Self::Macros => "macros",
            Self::Unlisted => "unlisted",
        }
    }
}
