//! Finds the parts of the package that contain the sheets and the data to which the sheets refer.

use std::collections::HashSet;

use ema_model::Visibility;
use quick_xml::events::BytesStart;

use crate::error::{ErrorKind, Limit};
use crate::guard::{Limits, Package, compared};
use crate::sheet::SheetInfo;
use crate::sheet::markup::{attribute, attributes};
use crate::sheet::relationships::{Relationships, each_element};

/// A sheet with cells, and the name of its part.
pub(super) struct SheetPart {
    pub(super) info: SheetInfo,
    pub(super) part: String,
}

/// The parts of a workbook that are read.
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
    let mut parts = Parts {
        sheets: Vec::new(),
        texts: related.part("sharedStrings", "sharedStrings.xml"),
        styles: related.part("styles", "styles.xml"),
        is_1904: false,
    };
    let mut names = HashSet::new();
    let mut count = 0;
    each_element(package, &related.workbook, limits, |element| {
        match element.local_name().as_ref() {
            "sheet" => {
                count += 1;
                if count > limits.sheets {
                    return Err(ErrorKind::limit(Limit::Sheets, limits.sheets, ""));
                }
                if let Some(sheet) = sheet(element, &related)? {
                    // If several sheets had the same part, the part would be read several times. Differences in the
                    // spelling of the name do not matter.
                    if !names.insert(compared(&sheet.part)) {
                        let name = sheet.info.name;
                        return Err(ErrorKind::damaged(format!(
                            "it has its sheet “{name}” twice"
                        )));
                    }
                    parts.sheets.push(sheet);
                }
            }
            "workbookPr" => {
                // The extension element with the same name does not have this attribute.
                if let Some(value) = attribute(element, "date1904")? {
                    parts.is_1904 = matches!(value.as_str(), "1" | "true");
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(parts)
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
    let part = related.sheet(id.as_deref(), &name)?.map(str::to_owned);
    Ok(part.map(|part| SheetPart {
        info: SheetInfo { name, visibility },
        part,
    }))
}
