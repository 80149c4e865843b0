//! Which cell formats make a number a date.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::error::ErrorKind;
use crate::guard::{Limits, Package};
use crate::sheet::moment::{Kind, kind_of_builtin_format, kind_of_format};

use super::markup::{Markup, attribute};

/// What each cell format makes of a number, in the order that cells refer to.
pub(super) fn read(
    package: &mut Package,
    part: &str,
    limits: &Limits,
) -> Result<Vec<Kind>, ErrorKind> {
    package.check_size(part, limits.support_part_size)?;
    let Some(mut markup) = Markup::open(package, part)? else {
        return Ok(Vec::new());
    };
    let mut custom: HashMap<u16, Kind> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cell_formats = false;
    loop {
        match markup.next_event()? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&element, "formatCode")?.unwrap_or_default();
                    if let Some(id) = number(attribute(&element, "numFmtId")?) {
                        custom.insert(id, kind_of_format(&code));
                    }
                }
                // Those of named styles are of the same name.
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats => {
                    let id = number(attribute(&element, "numFmtId")?).unwrap_or_default();
                    let kind = custom.get(&id).copied();
                    formats.push(kind.unwrap_or_else(|| kind_of_builtin_format(id)));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                in_cell_formats = false;
            }
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

fn number(text: Option<String>) -> Option<u16> {
    text?.trim().parse().ok()
}
