//! Finds the sheet parts of a package, and the parts that the sheets refer to.

use ema_model::Visibility;
use quick_xml::events::BytesStart;

use crate::error::ErrorKind;
use crate::guard::{Limits, Package};
use crate::sheet::SheetInfo;
use crate::sheet::markup::{attribute, attributes};
use crate::sheet::relationships::{Relationships, SheetPart, SheetParts, each_element};

/// The workbook parts that are read.
pub(super) struct Parts {
    pub(super) sheets: Vec<SheetPart>,
    pub(super) texts: String,
    pub(super) styles: String,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
}

/// Finds the parts of a workbook.
pub(super) fn read(package: &mut Package, limits: &Limits) -> Result<Parts, ErrorKind> {
    let related = Relationships::of_workbook(package, limits)?;
    let mut sheets = SheetParts::default();
    let mut is_1904 = false;
    each_element(package, &related.workbook, limits, |element| {
        match element.local_name().as_ref() {
            "sheet" => sheets.add(limits, || sheet(element, &related))?,
            "workbookPr" => {
                // An extension element with the same name does not have this attribute.
                if let Some(value) = attribute(element, "date1904")? {
                    is_1904 = matches!(value.as_str(), "1" | "true");
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(Parts {
        sheets: sheets.with_cells(),
        texts: related.part("sharedStrings", "sharedStrings.xml"),
        styles: related.part("styles", "styles.xml"),
        is_1904,
    })
}

/// Returns a sheet with cells, or `None` for charts, dialogs and macros.
fn sheet(
    element: &BytesStart<'_>,
    related: &Relationships,
) -> Result<Option<SheetPart>, ErrorKind> {
    let name = attribute(element, "name")?.unwrap_or_default();
    let state = attribute(element, "state")?;
    let visibility = match state.as_deref() {
        Some("hidden") => Visibility::Hidden,
        Some("veryHidden") => Visibility::VeryHidden,
        _ => Visibility::Visible,
    };
    let mut id = None;
    for attribute in attributes(element) {
        let (key, value) = attribute?;
        if key.rsplit(':').next() == Some("id") {
            id = Some(value);
        }
    }
    related.sheet(id.as_deref(), SheetInfo { name, visibility })
}
