//! Writes the new markup of a cell whose text changes.

use std::borrow::Cow;

use ema_model::Moment;

use crate::number;
use crate::rows;
use crate::sheet::{NumberKind, from_serial};
use crate::write::{is_likely_converted, serial_of, stored_text};

use super::pieces::{Kind, Pieces, first_tag};
use super::styles::Styles;
use super::survey::{At, cell_address};
use super::tag::{attribute, escaped, name, with_attribute, without_attribute};

/// The maximum length of a cell's text, in UTF-16 code units.
const LONGEST_TEXT: usize = 32_767;

/// The maximum number of decimal places, which is more than any price has.
const MOST_DECIMALS: usize = 9;

/// A cell as written in the sheet.
pub(super) struct Cell<'c> {
    /// The markup of the cell, which is empty if the sheet does not contain the cell.
    pub(super) bytes: &'c [u8],
    pub(super) at: At,
    /// The format of the cell, without any annotation color.
    pub(super) style: u32,
    /// The prefix of the sheet's elements.
    pub(super) prefix: &'c str,
}

/// The type of a cell's current content.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stored {
    Nothing,
    Text,
    Number,
    Boolean,
    Other,
}

/// How the new text is stored, and the cell format that it needs.
struct Form {
    style: u32,
    /// The value of the cell's `t` attribute.
    kind: &'static str,
    inside: String,
}

impl Cell<'_> {
    /// Returns the cell with new text. The function `format` receives the format that the text needs and returns the
    /// format to use.
    ///
    /// A cell that contains a number or date keeps its type if a reader would return exactly the new text. In all other
    /// cases, the text is stored inline in the cell, so that the shared strings do not change.
    pub(super) fn with_text(
        &self,
        text: &str,
        is_1904: bool,
        styles: &mut Styles,
        format: impl FnOnce(u32, &mut Styles) -> u32,
    ) -> Vec<u8> {
        let form = self.form(text, is_1904, styles);
        let style = format(form.style, styles);
        self.written(form.kind, style, &form.inside).into_bytes()
    }

    fn form(&self, text: &str, is_1904: bool, styles: &mut Styles) -> Form {
        let p = self.prefix;
        let value = |style, kind, value: &str| Form {
            style,
            kind,
            inside: format!("<{p}v>{value}</{p}v>"),
        };
        if text.is_empty() {
            return Form {
                style: self.style,
                kind: "",
                inside: String::new(),
            };
        }
        let stored = self.stored();
        match (stored, text) {
            (Stored::Number, _) => {
                if let Some((number, style)) = self.number(text, is_1904, styles) {
                    return value(style, "", &number.to_string());
                }
            }
            (Stored::Boolean, "TRUE") => return value(self.style, "b", "1"),
            (Stored::Boolean, "FALSE") => return value(self.style, "b", "0"),
            _ => {}
        }
        // If the cell did not contain text before, the cell's format might not be a text format. Excel would then
        // convert the new text to a number or date when a user retypes it.
        let style = match is_likely_converted(text) && stored != Stored::Text {
            true => styles.as_text(self.style),
            false => self.style,
        };
        let (space, text) = inline(text);
        Form {
            style,
            kind: "inlineStr",
            inside: format!("<{p}is><{p}t{space}>{text}</{p}t></{p}is>"),
        }
    }

    /// Returns the number that a reader would convert to the text, and a format that shows the number as that text.
    /// The format is the cell's own format or a similar one.
    fn number(&self, text: &str, is_1904: bool, styles: &mut Styles) -> Option<(f64, u32)> {
        let kind = styles.kind(self.style);
        if kind == NumberKind::DateTime
            && let Some(serial) = serial(text, is_1904)
        {
            let content = from_serial(serial, kind, is_1904);
            return (*rows::text(&content).0 == *text).then_some((serial, self.style));
        }
        let starts = text.trim_start_matches('-');
        // A digit must come first, because Rust also parses words such as `inf` and `NaN`. The length is limited
        // because Excel keeps only 15 digits.
        let is_plain = starts.starts_with(|c: char| c.is_ascii_digit()) && text.len() <= 17;
        let number: f64 = text.parse().ok().filter(|_| is_plain)?;
        let decimals = text
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        let (is_shown, decimals) = match kind {
            NumberKind::Number => (number::text(number) == text, decimals),
            NumberKind::Percent(_) => {
                return (number::text(number) == text).then_some((number, self.style));
            }
            NumberKind::Decimals(shown) => (
                number::with_decimals(number, shown.into()) == text,
                decimals,
            ),
            NumberKind::DateTime | NumberKind::Elapsed => (false, decimals),
        };
        if is_shown {
            return Some((number, self.style));
        }
        let is_same = decimals <= MOST_DECIMALS && number::with_decimals(number, decimals) == text;
        is_same.then(|| (number, styles.with_decimals(self.style, decimals)))
    }

    fn stored(&self) -> Stored {
        let mut pieces = Pieces::of(self.bytes, "");
        let mut holds = false;
        while let Ok(Some(piece)) = pieces.next() {
            holds |= piece.depth == 2 && matches!(name(piece.bytes), b"v" | b"is" | b"f");
            if piece.kind == Kind::Empty && piece.depth == 1 {
                return Stored::Nothing;
            }
        }
        let kind = attribute(&self.bytes[..first_tag(self.bytes)], "t");
        match kind {
            _ if !holds => Stored::Nothing,
            None | Some("n" | "d") => Stored::Number,
            Some("s" | "str" | "inlineStr") => Stored::Text,
            Some("b") => Stored::Boolean,
            Some(_) => Stored::Other,
        }
    }

    fn written(&self, kind: &str, style: u32, inside: &str) -> String {
        let p = self.prefix;
        let blank = blank(self.at, style, p);
        if inside.is_empty() {
            return blank;
        }
        let tag = blank.trim_end_matches("/>");
        let kind = match kind {
            "" => String::new(),
            kind => format!(" t=\"{kind}\""),
        };
        format!("{tag}{kind}>{inside}</{p}c>")
    }

    /// Returns whether the cell has a formula that other cells share.
    pub(super) fn is_shared_formula(&self) -> bool {
        let mut pieces = Pieces::of(self.bytes, "");
        while let Ok(Some(piece)) = pieces.next() {
            let tag = piece.bytes;
            if name(tag) == b"f" && piece.kind == Kind::Start {
                return attribute(tag, "t") == Some("shared") && attribute(tag, "ref").is_some();
            }
        }
        false
    }

    pub(super) fn is_formula(&self) -> bool {
        let mut pieces = Pieces::of(self.bytes, "");
        while let Ok(Some(piece)) = pieces.next() {
            if piece.depth == 2 && name(piece.bytes) == b"f" {
                return true;
            }
        }
        false
    }
}

/// Writes an empty cell.
pub(super) fn blank(at: At, style: u32, prefix: &str) -> String {
    let address = cell_address(at);
    match style {
        0 => format!("<{prefix}c r=\"{address}\"/>"),
        style => format!("<{prefix}c r=\"{address}\" s=\"{style}\"/>"),
    }
}

/// Returns a cell's start tag with a different format. The default format, 0, needs no attribute.
pub(super) fn restyled(tag: &[u8], style: u32) -> Vec<u8> {
    match style {
        0 => without_attribute(tag, "s"),
        style => with_attribute(tag, "s", &style.to_string()),
    }
}

/// Returns the attribute that preserves white space in an inline string, and the escaped text. The attribute is empty
/// if the text does not need it.
pub(super) fn inline(text: &str) -> (&'static str, Cow<'_, str>) {
    if is_plain(text) {
        return ("", text.into());
    }
    let space = match text.trim() == text && !text.contains(['\n', '\t']) {
        true => "",
        false => " xml:space=\"preserve\"",
    };
    let text = match stored_text(text) {
        Cow::Borrowed(text) => escaped(text),
        Cow::Owned(text) => escaped(&text).into_owned().into(),
    };
    (space, text)
}

/// Returns whether a string is stored without changes. The check covers most strings and is faster than escaping them.
fn is_plain(text: &str) -> bool {
    // There is no early exit, so the compiled code checks many bytes at a time. The bytes after the control characters
    // begin references, tags and escapes.
    let is_special =
        |byte: u8| byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'_' | 0xEF);
    let is_special = text.bytes().fold(false, |any, byte| any | is_special(byte));
    !is_special && text.trim().len() == text.len()
}

/// Returns whether a string fits in a cell.
pub(super) fn fits(text: &str) -> bool {
    text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT
}

/// Returns the serial number of a date in the workbook's date system.
fn serial(text: &str, is_1904: bool) -> Option<f64> {
    /// The number of days between the first days of the two date systems.
    const DAYS_TO_1904: f64 = 1462.0;
    let at = match text.parse::<Moment>().ok()? {
        Moment::Date(date) => date.and_hms_opt(0, 0, 0)?,
        Moment::Local(at) => at,
        _ => return None,
    };
    let serial = serial_of(at)?;
    Some(if is_1904 {
        serial - DAYS_TO_1904
    } else {
        serial
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts><cellXfs><xf/><xf numFmtId=\"170\"/><xf numFmtId=\"2\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>";

    fn changed(cell: &str, text: &str, is_1904: bool) -> String {
        let bytes = cell.as_bytes();
        let mut styles = Styles::parse(STYLES.as_bytes().to_vec(), "s").unwrap();
        let style = attribute(&bytes[..first_tag(bytes)], "s").map_or(0, |it| it.parse().unwrap());
        let cell = Cell {
            bytes,
            at: (2, 1),
            style,
            prefix: "",
        };
        String::from_utf8(cell.with_text(text, is_1904, &mut styles, |style, _| style)).unwrap()
    }

    #[track_caller]
    fn becomes(cell: &str, text: &str, expected: &str) {
        assert_eq!(changed(cell, text, false), expected);
    }

    #[test]
    fn a_text_is_written_into_its_cell() {
        let cell = "<c r=\"B2\" s=\"7\" t=\"s\"><v>3</v></c>";
        becomes(
            cell,
            "US",
            "<c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t>US</t></is></c>",
        );
        becomes(
            cell,
            " a<b\n",
            "<c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a&lt;b\n</t></is></c>",
        );
        becomes(
            cell,
            "a\r_x0041_",
            "<c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t>a_x000D__x005F_x0041_</t></is></c>",
        );
        becomes(cell, "", "<c r=\"B2\" s=\"7\"/>");
        // The cell contained text, so the new content is also stored as text.
        becomes(
            cell,
            "2026-01-31",
            "<c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t>2026-01-31</t></is></c>",
        );
        becomes(
            "",
            "US",
            "<c r=\"B2\" t=\"inlineStr\"><is><t>US</t></is></c>",
        );
    }

    #[test]
    fn a_number_stays_one() {
        becomes(
            "<c r=\"B2\"><v>3</v></c>",
            "3.5",
            "<c r=\"B2\"><v>3.5</v></c>",
        );
        becomes(
            "<c r=\"B2\" s=\"2\"><v>3</v></c>",
            "3.50",
            "<c r=\"B2\" s=\"2\"><v>3.5</v></c>",
        );
        // The workbook already has a number format that shows the trailing zero.
        becomes(
            "<c r=\"B2\"><v>3</v></c>",
            "3.50",
            "<c r=\"B2\" s=\"2\"><v>3.5</v></c>",
        );
        becomes(
            "<c r=\"B2\"><v>3</v></c>",
            "3.0",
            "<c r=\"B2\" s=\"4\"><v>3</v></c>",
        );
        becomes(
            "<c r=\"B2\" s=\"3\"><v>3</v></c>",
            "0.5",
            "<c r=\"B2\" s=\"3\"><v>0.5</v></c>",
        );
        becomes(
            "<c r=\"B2\"><f>A1</f><v>3</v></c>",
            "4",
            "<c r=\"B2\"><v>4</v></c>",
        );
        becomes(
            "<c r=\"B2\" t=\"b\"><v>0</v></c>",
            "TRUE",
            "<c r=\"B2\" t=\"b\"><v>1</v></c>",
        );
    }

    #[test]
    fn a_date_stays_one() {
        let cell = "<c r=\"B2\" s=\"1\"><v>45000</v></c>";
        becomes(cell, "2026-01-31", "<c r=\"B2\" s=\"1\"><v>46053</v></c>");
        becomes(
            cell,
            "2026-01-31T12:00:00",
            "<c r=\"B2\" s=\"1\"><v>46053.5</v></c>",
        );
        assert_eq!(
            changed(cell, "2026-01-31", true),
            "<c r=\"B2\" s=\"1\"><v>44591</v></c>"
        );
        // A reader would mistake midnight for a date without a time.
        becomes(
            cell,
            "2026-01-31T00:00:00",
            "<c r=\"B2\" s=\"4\" t=\"inlineStr\"><is><t>2026-01-31T00:00:00</t></is></c>",
        );
    }

    #[test]
    fn what_would_be_converted_when_it_is_entered_is_formatted_as_text() {
        becomes(
            "<c r=\"B2\"><v>42</v></c>",
            "0042",
            "<c r=\"B2\" s=\"4\" t=\"inlineStr\"><is><t>0042</t></is></c>",
        );
        becomes(
            "<c r=\"B2\" s=\"1\"/>",
            "=A1",
            "<c r=\"B2\" s=\"4\" t=\"inlineStr\"><is><t>=A1</t></is></c>",
        );
    }

    #[test]
    fn another_format_leaves_the_rest() {
        assert_eq!(restyled(b"<c s='1' r='B2'>", 5), b"<c s='5' r='B2'>");
        assert_eq!(restyled(b"<c r='B2' s='1'/>", 0), b"<c r='B2'/>");
        assert_eq!(blank((2, 1), 5, "x:"), "<x:c r=\"B2\" s=\"5\"/>");
        let cell = Cell {
            bytes: b"<c s='1' r='B2'><f>A1</f><v>3</v></c>",
            at: (2, 1),
            style: 1,
            prefix: "",
        };
        assert!(cell.is_formula() && !cell.is_shared_formula());
    }
}
