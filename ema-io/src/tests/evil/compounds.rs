//! Adversarial `.xls` files.

use super::{File, Outcome, read};
use crate::error::Limit;
use crate::tests::records::{BEGIN, Records, compound, text};

pub(super) fn files() -> Vec<File> {
    let mut corners = Records::new("0");
    corners
        .sheet("Movies")
        .number((0, 0, 0), 1.0)
        .number((65_535, 255, 0), 2.0);
    let mut far = Records::new("0");
    far.sheet("Movies").number((0, 65_535, 0), 1.0);
    let mut far_run = Records::new("0");
    far_run.sheet("Movies").record(
        0x00BD,
        &[0, 0, 255, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 1],
    );
    let mut lie = Records::new("0");
    lie.sheet("Movies")
        .record(0x0200, &[0xFF; 14])
        .number((0, 0, 0), 1.0);
    let mut echo = Records::new("0");
    echo.texts(1, &[&text(&"x".repeat(4_000))]).sheet("Movies");
    for row in 0..20_000 {
        echo.cell(0x00FD, (row, 0, 0), &[0; 4]);
    }
    echo.number((20_000, 0, 0), 1.0);
    let mut crumbs = Records::new("0");
    let x = text("x");
    let mut pieces = vec![&b""[..]; 60_000];
    pieces[0] = &x;
    crumbs
        .texts(1, &pieces)
        .sheet("Movies")
        .number((0, 0, 0), 1.0);
    let mut tokens = Records::new("0");
    tokens.sheet("Movies").cell(
        0x0006,
        (0, 0, 0),
        &[
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0x17, 0xFF,
        ],
    );
    let mut sheets = Records::new("0");
    for _ in 0..5_000 {
        sheets.sheet("x");
    }
    let mut twice = Records::new("0");
    twice.sheet("Movies").number((0, 0, 0), 1.0);
    let mut open_inside = Records::new("0");
    open_inside.sheet("Movies");
    for _ in 0..30_000 {
        open_inside.record(BEGIN, &[0, 6, 0x20, 0]);
    }
    vec![
        (
            "cells in two corners of an .xls",
            corners.file(),
            read("1: A=1; 65536: IV=2"),
        ),
        (
            "a column that an .xls does not have",
            far.file(),
            Outcome::Damaged,
        ),
        (
            "a run of columns beyond the last",
            far_run.file(),
            Outcome::Damaged,
        ),
        ("dimensions of an .xls that lie", lie.file(), read("1: A=1")),
        (
            "one long text in many cells",
            echo.file(),
            Outcome::Read(
                [1, 2, 3]
                    .map(|row| format!("{row}: A={:?}", "x".repeat(4_000)))
                    .join("; "),
            ),
        ),
        ("a table of texts in crumbs", crumbs.file(), read("1: A=1")),
        (
            "formula tokens that make no sense",
            tokens.file(),
            read("1: A=0 (formula)"),
        ),
        (
            "five thousand sheets of an .xls",
            sheets.file(),
            Outcome::Beyond(Limit::Sheets),
        ),
        ("charts inside charts", open_inside.file(), Outcome::Damaged),
        (
            "an index that leads to itself",
            index_loop(twice.file()),
            read("1: A=1"),
        ),
        (
            "an index that lists one sector over and over",
            index_flood(),
            Outcome::Damaged,
        ),
        (
            "a directory that leads to itself",
            directory_loop(twice.file()),
            Outcome::Damaged,
        ),
    ]
}

fn put(bytes: &mut [u8], at: usize, value: u32) {
    bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

fn get(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// Returns a file with an index sector that refers to itself as the next index sector.
fn index_loop(mut bytes: Vec<u8>) -> Vec<u8> {
    put(&mut bytes, 68, 0);
    put(&mut bytes, 512 + 508, 0);
    bytes
}

/// Returns a file with 20,000 index sectors, each of which lists the first sector of the allocation table 127 times.
fn index_flood() -> Vec<u8> {
    const SECTORS: u32 = 20_000;
    let mut bytes = compound(&[("Workbook", b"")]);
    let table = u32::try_from(get(&bytes, 76)).unwrap();
    let first = u32::try_from(bytes.len() / 512 - 1).unwrap();
    for sector in 0..SECTORS {
        bytes.extend(table.to_le_bytes().repeat(127));
        bytes.extend((first + sector + 1).to_le_bytes());
    }
    let last = bytes.len() - 4;
    put(&mut bytes, last, 0xFFFF_FFFE);
    put(&mut bytes, 68, first);
    put(&mut bytes, 72, SECTORS);
    bytes
}

/// Returns a file whose allocation table links the end of the directory to its beginning.
fn directory_loop(mut bytes: Vec<u8>) -> Vec<u8> {
    let directory = get(&bytes, 48);
    let table = get(&bytes, 76);
    put(
        &mut bytes,
        512 * (table + 1) + 4 * directory,
        u32::try_from(directory).unwrap(),
    );
    bytes
}
