//! Finds the parts of an Excel workbook by their relationships, which `.xlsx` and `.xlsb` store in the same way.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};

use crate::error::{ErrorKind, Limit};
use crate::guard::{Limits, Package, compared, joined};
use crate::sheet::SheetInfo;
use crate::sheet::markup::{Markup, attribute};

/// A workbook part, and the parts that it refers to.
pub(super) struct Relationships {
    /// The name of the part with the list of sheets.
    pub(super) workbook: String,
    folder: String,
    list: Vec<Relationship>,
}

impl Relationships {
    pub(super) fn of_workbook(package: &mut Package, limits: &Limits) -> Result<Self, ErrorKind> {
        let root = relationships(package, "_rels/.rels", "", limits)?;
        let workbook = root
            .into_iter()
            .find(|relationship| relationship.is("officeDocument"))
            .map(|relationship| relationship.target)
            .ok_or_else(|| {
                ErrorKind::damaged("it does not state which of its parts is the workbook")
            })?;
        let (folder, name) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let list = relationships(
            package,
            &joined(folder, &format!("_rels/{name}.rels")),
            folder,
            limits,
        )?;
        Ok(Self {
            folder: folder.to_owned(),
            list,
            workbook,
        })
    }

    /// The name of the part that this kind of relationship refers to. Some programs omit the relationship, so the usual
    /// name of the part is the fallback.
    pub(super) fn part(&self, kind: &str, usual: &str) -> String {
        let related = self.list.iter().find(|relationship| relationship.is(kind));
        related.map_or_else(
            || joined(&self.folder, usual),
            |relationship| relationship.target.clone(),
        )
    }

    /// Finds the part of a sheet by the ID of its relationship. Returns `None` for charts, dialogs and macros.
    pub(super) fn sheet(
        &self,
        id: Option<&str>,
        info: SheetInfo,
    ) -> Result<Option<SheetPart>, ErrorKind> {
        let Some(relationship) = self.list.iter().find(|other| Some(&*other.id) == id) else {
            return Err(ErrorKind::damaged(format!(
                "it does not state where its sheet “{}” is stored",
                info.name
            )));
        };
        let part = relationship.target.clone();
        let sheet = relationship.is("worksheet");
        Ok(sheet.then_some(SheetPart { info, part }))
    }
}

/// A sheet with cells, and the name of its part.
pub(super) struct SheetPart {
    pub(super) info: SheetInfo,
    pub(super) part: String,
}

/// The sheets that a workbook lists.
#[derive(Default)]
pub(super) struct SheetParts {
    with_cells: Vec<SheetPart>,
    names: HashSet<String>,
    count: u64,
}

impl SheetParts {
    /// Adds the next sheet in the list. `sheet` returns `None` for a sheet without cells.
    pub(super) fn add(
        &mut self,
        limits: &Limits,
        sheet: impl FnOnce() -> Result<Option<SheetPart>, ErrorKind>,
    ) -> Result<(), ErrorKind> {
        self.count += 1;
        if self.count > limits.sheets {
            return Err(ErrorKind::limit(Limit::Sheets, limits.sheets, ""));
        }
        let Some(sheet) = sheet()? else {
            return Ok(());
        };
        // If several sheets had the same part, it would be read several times. Names that differ only in case or
        // slashes mean the same part.
        if !self.names.insert(compared(&sheet.part)) {
            return Err(ErrorKind::damaged(format!(
                "it has its sheet “{}” twice",
                sheet.info.name
            )));
        }
        self.with_cells.push(sheet);
        Ok(())
    }

    /// The sheets with cells, in the order of the list.
    pub(super) fn with_cells(self) -> Vec<SheetPart> {
        self.with_cells
    }
}

struct Relationship {
    id: String,
    kind: String,
    /// The name of a part.
    target: String,
}

impl Relationship {
    /// Whether the relationship has this type. In strict workbooks, types have a different prefix.
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

/// Calls `visit` for each element in a part. The size of the part is limited, because its content is kept in memory.
pub(super) fn each_element(
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
