//! Workloads for the benchmarks: feeds like those of a studio, the same on every run.

use std::ops::Range;

use ema_model::{Column, EmaVersion, Layout, SheetKind};

/// A feed of version 1.8 as comma-separated text: the template's three header rows, then rows of
/// movies, each title in several territories, formats and license types.
#[must_use]
pub fn feed(rows: usize) -> String {
    part(0..rows)
}

/// A part of a feed that is too large to be one text, with a header of its own.
#[must_use]
pub fn part(rows: Range<usize>) -> String {
    let layout = Layout {
        version: EmaVersion::V1_8,
        sheet: SheetKind::Movies,
    };
    let columns = layout.columns();
    let header = |text: fn(Column) -> &'static str| {
        let cells: Vec<&str> = columns.iter().map(|column| text(*column)).collect();
        cells.join(",") + "\n"
    };
    let mut feed = header(Column::category) + &header(Column::name);
    feed += "1.8\n";
    for row in rows {
        let cells: Vec<String> = columns.iter().map(|column| cell(*column, row)).collect();
        feed += &cells.join(",");
        feed.push('\n');
    }
    feed
}

const TERRITORIES: [&str; 10] = ["US", "CA", "GB", "DE", "FR", "JP", "AU", "MX", "BR", "IN"];
const CURRENCIES: [&str; 10] = [
    "USD", "CAD", "GBP", "EUR", "EUR", "JPY", "AUD", "MXN", "BRL", "INR",
];

/// A title has a row for each of ten territories and four offers.
fn cell(column: Column, row: usize) -> String {
    let territory = row % 10;
    let offer = row / 10 % 4;
    let title = row / 40;
    match column {
        Column::DisplayName => "Harbor Pictures".to_owned(),
        Column::AssetLanguage => "en".to_owned(),
        Column::Territory => TERRITORIES[territory].to_owned(),
        Column::WorkType => "Movie".to_owned(),
        Column::EntryType => "Full Extract".to_owned(),
        Column::TitleInternalAlias | Column::TitleDisplayUnlimited => format!("Title {title}"),
        Column::LicenseType => ["EST", "EST", "VOD", "VOD"][offer].to_owned(),
        Column::FormatProfile => ["HD", "UHD"][offer % 2].to_owned(),
        Column::Start => format!("2026-{:02}-{:02}", title % 12 + 1, title % 28 + 1),
        Column::End => "Open".to_owned(),
        Column::PriceType => "WSP".to_owned(),
        Column::PriceValue => ["10.49", "13.99", "3.99", "4.99"][offer]
            .replace('.', if territory == 5 { "" } else { "." }),
        Column::PriceCurrency => CURRENCIES[territory].to_owned(),
        Column::AltId | Column::ContentId | Column::Alid => format!("TITLE_{title:06}"),
        Column::AvailId => format!("TITLE_{title:06}-{row}"),
        Column::CaptionIncluded => "Yes".to_owned(),
        Column::ContractId => format!("HP-{:03}", title % 200),
        Column::ExceptionFlag => "No".to_owned(),
        Column::RentalDuration if offer > 1 => "720".to_owned(),
        Column::WatchDuration if offer > 1 => "48".to_owned(),
        Column::ServiceProvider => "Harbor Digital".to_owned(),
        _ => String::new(),
    }
}

/// The program in the README of the workspace; no other crate sees both of the crates that it needs.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct ReadmeDoctests;
