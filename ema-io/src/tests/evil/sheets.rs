//! Adversarial sheets in an `.xlsx` file.

use std::fmt::Write;

use super::{File, Outcome, read};
use crate::error::Limit;
use crate::tests::package::Package;

pub(super) fn files() -> Vec<File> {
    let sheet = |rows: &str| Package::with_rows(rows).zip();
    let one = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let whole = |part: &str| {
        Package::with_rows("")
            .with("xl/worksheets/sheet1.xml", part)
            .zip()
    };
    vec![
        (
            "cells in two corners of a sheet",
            sheet(
                r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
            ),
            Outcome::Beyond(Limit::Columns),
        ),
        (
            "cells in three corners of a hundred columns",
            sheet(
                r#"<row r="1"><c r="A1"><v>1</v></c><c r="CV1"><v>2</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c></row>"#,
            ),
            read("1: A=1 CV=2; 1048576: A=3"),
        ),
        (
            "a row behind the last",
            sheet(r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#),
            Outcome::Beyond(Limit::Rows),
        ),
        (
            "a row number that overflows",
            sheet(r#"<row r="1"><c r="A4294967297"><v>1</v></c></row>"#),
            Outcome::Damaged,
        ),
        (
            "a column that overflows",
            sheet(r#"<row r="1"><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row>"#),
            Outcome::Damaged,
        ),
        (
            "a cell again and again",
            sheet(&format!(
                "<row r=\"1\">{}</row>",
                (0..30_000).fold(String::new(), |mut row, n| {
                    write!(row, "<c r=\"B1\"><v>{n}</v></c><c r=\"A1\"><v>{n}</v></c>").unwrap();
                    row
                })
            )),
            read("1: A=29999 (repeated) B=29999 (repeated)"),
        ),
        (
            "all columns that a sheet can have",
            sheet(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_384))),
            Outcome::Beyond(Limit::Columns),
        ),
        (
            "a million blank rows with a format",
            sheet(&format!("{one}{}", "<row s=\"1\"/>".repeat(1_000_000))),
            read("1: A=1"),
        ),
        (
            "rows of formats alone",
            sheet(&format!(
                "{one}{}",
                (2..20_000).fold(String::new(), |mut rows, n| {
                    write!(rows, "<row r=\"{n}\"><c r=\"A{n}\" s=\"1\"/></row>").unwrap();
                    rows
                })
            )),
            read("1: A=1"),
        ),
        (
            "a text that is too long",
            sheet(&format!(
                "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                "x".repeat(32_768)
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "a text that is far too long",
            sheet(&format!(
                "<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>",
                "x".repeat(1_200_000)
            )),
            Outcome::Beyond(Limit::Token),
        ),
        (
            "a text of pieces without end",
            sheet(&format!(
                "<row><c t=\"inlineStr\"><is>{}</is></c></row>",
                "<r><t>12345678</t></r>".repeat(30_000)
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "a value of references without end",
            sheet(&format!(
                "<row><c t=\"str\"><v>{}</v></c></row>",
                "&amp;".repeat(230_000)
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "a tag without end",
            sheet(&format!("<row x=\"{}\"/>", "<>".repeat(600_000))),
            Outcome::Beyond(Limit::Token),
        ),
        (
            "elements inside elements",
            whole(&format!(
                "<worksheet><sheetData>{one}{}",
                "<a>".repeat(100_000)
            )),
            Outcome::Beyond(Limit::Nesting),
        ),
        (
            "entities inside entities",
            whole(
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>",
            ),
            Outcome::Damaged,
        ),
        (
            "dimensions that lie",
            whole(&format!(
                "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{one}</sheetData></worksheet>"
            )),
            read("1: A=1"),
        ),
        (
            "dimensions the wrong way round",
            whole(&format!(
                "<worksheet><dimension ref=\"B5:A1\"/><sheetData>{one}</sheetData></worksheet>"
            )),
            read("1: A=1"),
        ),
        (
            "a shared formula with a number that is not an index",
            sheet(
                r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="4000000000">1</f><v>1</v></c></row>"#,
            ),
            read("1: A=1 (formula)"),
        ),
    ]
}
