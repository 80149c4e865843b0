//! Adversarial `.ods` and `.xlsb` files.

use super::{File, Outcome, read};
use crate::error::Limit;
use crate::tests::{ods, xlsb};

pub(super) fn files() -> Vec<File> {
    let cell = |attributes: &str| {
        format!("<table:table-cell {attributes} office:value-type=\"float\" office:value=\"1\"/>")
    };
    let rows = |attributes: &str, cells: &str| {
        format!("<table:table-row {attributes}>{cells}</table:table-row>")
    };
    let many = |count: u32| format!("table:number-rows-repeated=\"{count}\"");
    let wide = |count: u32| format!("table:number-columns-repeated=\"{count}\"");
    let number = 1.0_f64.to_le_bytes();
    let sheet = |records: &[Vec<u8>]| xlsb::Binary::new(&["x"]).sheet("Movies", 0, records);
    let mut texts = sheet(&[xlsb::row(0), xlsb::cell(7, 0, 0, &[0; 4])]);
    let mut lengths = texts.clone();
    texts.texts = xlsb::record(19, &xlsb::wide("x")).repeat(100_000);
    // These strings claim to be as long as the first string but have no characters.
    lengths.texts = [
        xlsb::record(19, &[&[0], &xlsb::wide(&"x".repeat(30_000))[..]].concat()),
        xlsb::record(19, &[0, 0x30, 0x75, 0, 0]).repeat(100_000),
    ]
    .concat();
    vec![
        (
            "rows times columns that a kilobyte asks for",
            ods::with_rows(&rows(&many(1_048_576), &cell(&wide(16_384)))),
            Outcome::Beyond(Limit::RepeatedCells),
        ),
        (
            "a column that is filled to the end of the sheet",
            ods::with_rows(&rows(&many(1_048_576), &cell(""))),
            read("1: A=1; 2: A=1; 3: A=1"),
        ),
        (
            "a row that is filled to the end of the sheet",
            ods::with_rows(&rows("", &cell(&wide(16_384)))),
            Outcome::Beyond(Limit::Columns),
        ),
        (
            "blank cells to the end of a larger sheet",
            ods::with_rows(&format!(
                "{}{}",
                rows(
                    "",
                    &format!("{}<table:table-cell {}/>", cell(""), wide(u32::MAX))
                ),
                rows(
                    &many(u32::MAX),
                    &format!("<table:table-cell {}/>", wide(u32::MAX))
                ),
            )),
            read("1: A=1"),
        ),
        (
            "cells behind blank ones to the end of a larger sheet",
            ods::with_rows(&format!(
                "<table:table-row {}/>{}",
                many(u32::MAX),
                rows(&many(3), &cell("")),
            )),
            Outcome::Beyond(Limit::Rows),
        ),
        (
            "spaces without end",
            ods::with_rows(&rows(
                "",
                &ods::text(&"<text:s text:c=\"4294967295\"/>".repeat(1_000)),
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "paragraphs without end",
            ods::with_rows(&rows(
                "",
                &ods::text("")
                    .replace("<text:p>", &"<text:p/>".repeat(200_000))
                    .replace("</text:p>", ""),
            )),
            Outcome::Beyond(Limit::TextLength),
        ),
        (
            "tables in tables",
            ods::with_rows(&"<table:table><table:table-row><table:table-cell>".repeat(100_000)),
            Outcome::Beyond(Limit::Nesting),
        ),
        (
            "sheets without end",
            ods::with_content(&ods::content(&"<table:table/>".repeat(100_000))),
            Outcome::Beyond(Limit::Sheets),
        ),
        (
            "blanks that pack well",
            ods::with_rows(&" ".repeat(9_000_000)),
            Outcome::Beyond(Limit::CompressionRatio),
        ),
        (
            "cells in two corners of a sheet of records",
            sheet(&[
                xlsb::row(0),
                xlsb::cell(5, 0, 0, &number),
                xlsb::row(1_048_575),
                xlsb::cell(5, 1_023, 0, &number),
            ])
            .zip(),
            read("1: A=1; 1048576: AMJ=1"),
        ),
        (
            "a record that claims to have 256 MB",
            sheet(&[xlsb::row(0), vec![6, 0xFF, 0xFF, 0xFF, 0x7F]]).zip(),
            Outcome::Beyond(Limit::Token),
        ),
        (
            "shared texts that claim to be as long as an earlier record",
            lengths.zip(),
            Outcome::Damaged,
        ),
        (
            "shared texts of a wrong form",
            texts.zip(),
            Outcome::Damaged,
        ),
    ]
}
