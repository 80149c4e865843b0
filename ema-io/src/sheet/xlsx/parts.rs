//! Finds the parts of the package that contain the sheets and the data to which the sheets refer.

use std::collections::HashSet;

use ema_model::Visibility;
use quick_xml::events::{BytesStart, Event};

use crate::error::{ErrorKind, Limit};
use crate::guard::{Limits, Package, compared, joined};
use crate::sheet::SheetInfo;

use super::markup::{Markup, attribute, attributes};

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
    let root = relationships(package, "_rels/.rels", "", limits)?;
    let workbook = root
        .iter()
        .find(|relationship| relationship.is("officeDocument"))
        .map(|relationship| relationship.target.clone())
        .ok_or_else(|| ErrorKind::damaged("it does not say which of its parts is the workbook"))?;
    let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let related = relationships(
        package,
        &joined(folder, &format!("_rels/{name}.rels")),
        folder,
        limits,
    )?;
    // Some programs omit the relationship, and use the usual name for the part.
    let shared = |kind: &str, usual: &str| {
        let related = related.iter().find(|relationship| relationship.is(kind));
        related.map_or_else(
            || joined(folder, usual),
            |relationship| relationship.target.clone(),
        )
    };
    let mut parts = Parts {
        sheets: Vec::new(),
        texts: shared("sharedStrings", "sharedStrings.xml"),
        styles: shared("styles", "styles.xml"),
        is_1904: false,
    };
    let mut names = HashSet::new();
    let mut count = 0;
    each_element(package, &workbook, limits, |element| {
        match element.local_name().as_ref() {
            "sheet" => {
                count += 1;
                if count > limits.sheets {
                    return Err(ErrorKind::limit(Limit::Sheets, limits.sheets, ""));
                }
                if let Some(sheet) = sheet(element, &related)? {
                    // If several sheets had the same part, it would be read several times. The spelling of its name
                    // does not matter.
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
    related: &[Relationship],
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
    let Some(relationship) = related
        .iter()
        .find(|other| Some(&*other.id) == id.as_deref())
    else {
        return Err(ErrorKind::damaged(format!(
            "it does not say where its sheet “{name}” is stored"
        )));
    };
    Ok(relationship.is("worksheet").then(|| SheetPart {
        info: SheetInfo { name, visibility },
        part: relationship.target.clone(),
    }))
}

struct Relationship {
    id: String,
    kind: String,
    /// The name of a part.
    target: String,
}

impl Relationship {
    /// Whether the relationship has this type. The name of the type has a different prefix in strict workbooks.
    fn is(&self, kind: &str) -> bool {
        self.kind
            .rsplit_once('/')
            .is_some_and(|(_, last)| last == kind)
    }
}

fn relationships(
    package: &mut Package,
    part: &str,
    folder: &str,
    limits: &Limits,
) -> Result<Vec<Relationship>, ErrorKind> {
    let mut found = Vec::new();
    each_element(package, part, limits, |element| {
        if element.local_name().as_ref() == "Relationship" {
            let target = attribute(element, "Target")?.unwrap_or_default();
            found.push(Relationship {
                id: attribute(element, "Id")?.unwrap_or_default(),
                kind: attribute(element, "Type")?.unwrap_or_default(),
                target: joined(folder, &target),
            });
        }
        Ok(())
    })?;
    Ok(found)
}

/// Calls `visit` for each element of a part.
fn each_element(
    package: &mut Package,
    part: &str,
    limits: &Limits,
    mut visit: impl FnMut(&BytesStart<'_>) -> Result<(), ErrorKind>,
) -> Result<(), ErrorKind> {
    package.check_size(part, limits.support_part_size)?;
    let Some(mut markup) = Markup::open(package, part)? else {
        return Err(ErrorKind::damaged(format!("its part {part} is missing")));
    };
    loop {
        match markup.next_event()? {
            Event::Start(element) | Event::Empty(element) => visit(&element)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
