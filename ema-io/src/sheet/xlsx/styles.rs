//! Reads the cell formats, which determine whether a number is a date.

use quick_xml::events::Event;

use crate::error::ErrorKind;
use crate::guard::{Limits, Package};
use crate::sheet::markup::{Markup, attribute};
use crate::sheet::moment::Formats;

/// Reads the number formats, and the cell formats in index order.
pub(super) fn read(
    package: &mut Package,
    part: &str,
    limits: &Limits,
) -> Result<Formats, ErrorKind> {
    package.check_size(part, limits.support_part_size)?;
    let Some(mut markup) = Markup::open(package, part)? else {
        return Ok(Formats::default());
    };
    let mut formats = Formats::default();
    let mut in_cell_formats = false;
    loop {
        match markup.next_event()? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let code = attribute(&element, "formatCode")?.unwrap_or_default();
                    if let Some(id) = number(attribute(&element, "numFmtId")?) {
                        formats.add_code(id, &code);
                    }
                }
                // The formats of named styles have the same element.
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats => {
                    let id = number(attribute(&element, "numFmtId")?).unwrap_or_default();
                    formats.add_cell(id);
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                in_cell_formats = false;
            }
            Event::Eof => {
                formats.resolve();
                return Ok(formats);
            }
            _ => {}
        }
    }
}

fn number(text: Option<String>) -> Option<u16> {
    text?.trim().parse().ok()
}
