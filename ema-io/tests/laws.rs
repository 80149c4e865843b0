//! Tests laws of writing and converting that apply to all valid avails in all versions.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use ema_io::{Converter, Error, ErrorKind, Loss, LossKind, Output, Target, WriteOptions};
use ema_model::{Avail, Cell, EmaVersion, Format, Layout, Sheet, XmlVersion, arbitrary};
use proptest::prelude::*;

/// Limits the number of cases, because each one is a whole sheet. Set `PROPTEST_CASES` for more.
fn few() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|cases| cases.parse().ok()).unwrap_or(48);
    ProptestConfig::with_cases(cases)
}

/// Returns the filled cells in a row, keyed by header.
fn cells(avail: &Avail) -> BTreeMap<String, String> {
    let cells = avail.cells().iter();
    cells
        .map(|cell| (header(avail, cell), cell.text().to_owned()))
        .collect()
}

fn header(avail: &Avail, cell: &Cell) -> String {
    let header = avail.header().column_at(cell.index());
    match header.map(|header| (header.column, &header.name)) {
        Some((Some(column), _)) => column.to_string(),
        Some((None, name)) => format!("unknown {name}"),
        None => format!("column {} without a header", cell.index()),
    }
}

fn convert(sheet: &Sheet, to: EmaVersion) -> (Vec<Avail>, Vec<Loss>) {
    let (sheet, losses) = convert_to(sheet, Target::Sheets(Some(to)));
    (sheet.avails, losses)
}

/// Converts a sheet. If the result has two sheets, returns the rows of both.
fn convert_to(sheet: &Sheet, target: Target) -> (Sheet, Vec<Loss>) {
    let mut converter = Converter::new(std::slice::from_ref(&sheet.header), target);
    let mut losses = Vec::new();
    let avails = sheet
        .avails
        .iter()
        .map(|avail| converter.convert(0, avail, &mut |loss| losses.push(loss)).1)
        .collect();
    (Sheet::new(converter.headers()[0].clone(), avails), losses)
}

fn one(avail: &Avail, to: EmaVersion) -> (Avail, Vec<Loss>) {
    let sheet = Sheet::new(avail.header().clone(), vec![avail.clone()]);
    let (mut avails, losses) = convert(&sheet, to);
    (avails.remove(0), losses)
}

/// Writes a sheet and reads it back.
fn written(
    sheet: &Sheet,
    format: Format,
    options: WriteOptions,
) -> Result<(Vec<Avail>, Vec<Loss>), Error> {
    let mut losses = Vec::new();
    let mut tell = |loss| losses.push(loss);
    let mut bytes = Vec::new();
    let mut writer = options.create(Output::stream(format, &mut bytes))?;
    let number = writer.sheet(&sheet.header)?;
    for avail in &sheet.avails {
        writer.avail(number, avail, &mut tell)?;
    }
    writer.finish()?;
    let mut workbook = ema_io::read_bytes(bytes)?;
    assert_eq!(workbook.sheets.len(), 1);
    Ok((workbook.sheets.remove(0).avails, losses))
}

/// Whether a reader would skip the row as a comment, because its first filled cell starts with `//`.
fn is_comment(avail: &Avail) -> bool {
    let mut filled = avail.cells().iter().filter(|cell| !cell.is_blank());
    filled
        .next()
        .is_some_and(|first| first.trimmed().starts_with("//"))
}

/// Whether a row contains the text, possibly with different separators between its items.
fn stands(text: &str, avail: &Avail) -> bool {
    let plain = |text: &str| text.replace('|', ",");
    avail
        .cells()
        .iter()
        .any(|cell| plain(cell.text()) == plain(text))
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn the_same_version_changes_nothing(sheet in arbitrary::sheets(Layout::all())) {
        let (avails, losses) = convert(&sheet, sheet.header.version());
        prop_assert!(losses.is_empty(), "{losses:?}");
        for (before, after) in sheet.avails.iter().zip(&avails) {
            prop_assert_eq!(cells(before), cells(after));
            prop_assert_eq!(before.row(), after.row());
            let known = after.header().columns().iter().map(|column| column.column.is_some());
            prop_assert!(known.is_sorted_by(|one, next| one >= next), "known columns go first");
        }
    }

    #[test]
    fn what_is_written_is_read_again(sheet in arbitrary::sheets(Layout::all())) {
        for format in [Format::Xlsx, Format::Csv, Format::Tsv, Format::Json] {
            let result = written(&sheet, format, WriteOptions::new());
            if format == Format::Xlsx && sheet.avails.iter().any(is_comment) {
                let error = result.unwrap_err();
                prop_assert!(matches!(error.kind(), ErrorKind::Unwritable { .. }), "{error}");
                continue;
            }
            let (avails, losses) = result.unwrap();
            prop_assert!(losses.is_empty(), "{format}: {losses:?}");
            prop_assert_eq!(sheet.avails.len(), avails.len());
            for (before, after) in sheet.avails.iter().zip(&avails) {
                prop_assert_eq!(cells(before), cells(after), "{}", format);
                prop_assert_eq!(before.row(), after.row(), "{}", format);
            }
        }
    }

    /// XML groups the rows of a title, so their order can change.
    #[test]
    fn what_is_written_as_xml_is_read_again(
        sheet in arbitrary::sheets(Layout::all()),
        version in prop::sample::select(&XmlVersion::ALL[1..]),
    ) {
        let (converted, _) = convert_to(&sheet, Target::Xml(version));
        let (avails, _) = written(&converted, Format::Xml, WriteOptions::new().xml_version(version)).unwrap();
        let rows = |avails: &[Avail]| {
            let mut rows: Vec<_> = avails.iter().map(cells).collect();
            rows.sort();
            rows
        };
        prop_assert_eq!(rows(&converted.avails), rows(&avails), "{}", version);
    }

    #[test]
    fn what_is_held_comes_back(sheet in arbitrary::sheets(Layout::all())) {
        for before in &sheet.avails {
            for &to in EmaVersion::ALL {
                let (there, losses) = one(before, to);
                if losses.is_empty() && to >= before.version() {
                    let (back, losses) = one(&there, before.version());
                    prop_assert!(losses.is_empty(), "{to}: {losses:?}\n{before:?}\n{there:?}");
                    prop_assert_eq!(cells(before), cells(&back), "{}", to);
                }
            }
        }
    }

    #[test]
    fn every_cell_is_held_or_told(sheet in arbitrary::sheets(Layout::all())) {
        for &to in EmaVersion::ALL {
            let (avails, losses) = convert(&sheet, to);
            for (before, after) in sheet.avails.iter().zip(&avails) {
                for cell in before.cells() {
                    let place = before.origin(cell);
                    let told = losses.iter().any(|loss| loss.cell.as_ref() == Some(&place));
                    prop_assert!(
                        told || stands(cell.text(), after),
                        "{to}: {place} {} {}\n{after:?}", header(before, cell), cell.text()
                    );
                }
            }
            for loss in &losses {
                let is_told = !loss.reason.is_empty() && !loss.field.is_empty();
                prop_assert!(is_told, "{loss:?}");
                prop_assert!(loss.kind != LossKind::Changed || loss.became.is_some(), "{loss:?}");
            }
        }
    }

    /// The result has only columns that its version defines, so any program for that version can read it.
    #[test]
    fn the_result_is_of_its_version(sheet in arbitrary::sheets(Layout::all())) {
        for &to in EmaVersion::ALL {
            let (avails, _) = convert(&sheet, to);
            for avail in &avails {
                prop_assert_eq!(avail.version(), to);
                for cell in avail.cells() {
                    let column = avail.header().column_at(cell.index()).unwrap().column;
                    prop_assert!(column.is_none_or(|column| column.is_in(to)), "{column:?}");
                }
            }
        }
    }
}
