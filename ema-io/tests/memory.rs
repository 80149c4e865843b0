//! Measures, in a separate process, how much memory it takes to write a full feed.

#![cfg(target_os = "linux")]

use std::sync::Arc;

use ema_io::{Output, WriteOptions};
use ema_model::{AvailBuilder, Column, EmaVersion, Format, Header, Layout, SheetKind};

const ROWS: u32 = 60_000;

/// Returns the peak memory of this process so far, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a Linux");
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.expect("a number of KiB")
}

/// Sixty thousand rows with different values are written one at a time. In memory, their cells alone would take up 40
/// MB.
#[test]
fn a_full_feed_is_written_a_row_at_a_time() {
    let layout = Layout {
        version: EmaVersion::V1_8,
        sheet: SheetKind::Movies,
    };
    let header = Arc::new(Header::template(layout));
    let before = peak();
    for format in [Format::Csv, Format::Json, Format::Xlsx] {
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let mut writer = WriteOptions::new()
            .create(Output::stream(format, std::io::sink()))
            .unwrap();
        let sheet = writer.sheet(&header).unwrap();
        for row in 4..ROWS + 4 {
            builder
                .set(Column::DisplayName, "Harbor Pictures")
                .unwrap()
                .set(Column::Territory, ["US", "CA", "GB"][row as usize % 3])
                .unwrap()
                .set(Column::WorkType, "Movie")
                .unwrap()
                .set(Column::EntryType, "Full Extract")
                .unwrap()
                .set(Column::TitleInternalAlias, &format!("Title {}", row / 40))
                .unwrap()
                .set(Column::LicenseType, "EST")
                .unwrap()
                .set(Column::FormatProfile, "HD")
                .unwrap()
                .set(Column::Start, "2026-03-06")
                .unwrap()
                .set(Column::End, "Open")
                .unwrap()
                .set(Column::PriceValue, "13.90")
                .unwrap()
                .set(Column::Alid, &format!("TITLE_{:06}", row / 40))
                .unwrap()
                .set(Column::AvailId, &format!("TITLE-{row}"))
                .unwrap();
            let avail = builder.build(row);
            writer
                .avail(sheet, &avail, &mut |loss| panic!("{loss}"))
                .unwrap();
        }
        writer.finish().unwrap();
        let grown = (peak() - before) / 1024;
        println!("{format}: {grown} MB");
        let most = if format == Format::Xlsx { 40 } else { 16 };
        assert!(grown < most, "{format}: {grown} MB");
    }
}
