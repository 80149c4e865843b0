//! Writes the sample workbook in `examples/data/`. The workbook contains a dozen titles from a fictional studio, with
//! movies and TV in a single tab, as in version 1.8, and a few typical mistakes.
//!
//! `cargo run -p ema-io --example sample_workbook`

use std::path::Path;

use ema_model::{Column, Kind};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/sample-avails.xlsx");
    let mut rows = rows();
    plant_mistakes(&mut rows);
    write(&path, &rows)?;
    Ok(())
}

/// The columns in the tab, with their default values. The template contains more columns.
const COLUMNS: &[Column] = &[
    Column::DisplayName,
    Column::AssetLanguage,
    Column::Territory,
    Column::WorkType,
    Column::EntryType,
    Column::TitleInternalAlias,
    Column::TitleDisplayUnlimited,
    Column::SeriesTitleInternalAlias,
    Column::SeriesTitleDisplayUnlimited,
    Column::SeasonNumber,
    Column::EpisodeNumber,
    Column::EpisodeTitleInternalAlias,
    Column::EpisodeTitleDisplayUnlimited,
    Column::EpisodeCount,
    Column::GroupIdentity,
    Column::LicenseType,
    Column::LicenseRightsDescription,
    Column::FormatProfile,
    Column::Hdr,
    Column::Start,
    Column::End,
    Column::PriceType,
    Column::PriceValue,
    Column::PriceCurrency,
    Column::Srp,
    Column::AltId,
    Column::SeriesAltId,
    Column::SeasonAltId,
    Column::EpisodeAltId,
    Column::ContentId,
    Column::SeriesContentId,
    Column::SeasonContentId,
    Column::EpisodeContentId,
    Column::Alid,
    Column::AvailId,
    Column::SuppressionLiftDate,
    Column::RentalDuration,
    Column::WatchDuration,
    Column::CaptionIncluded,
    Column::CaptionExemption,
    Column::ContractId,
    Column::BrandingRights,
    Column::HoldbackLanguage,
    Column::AllowedLanguages,
];

/// A row in the sheet. A value that begins with `'` is stored as text in any column, as if it had been typed into Excel
/// with a leading apostrophe.
#[derive(Clone, Default)]
struct Row(Vec<(Column, String)>);

impl Row {
    fn set(&mut self, column: Column, text: impl Into<String>) -> &mut Self {
        self.0.retain(|(other, _)| *other != column);
        self.0.push((column, text.into()));
        self
    }

    fn get(&self, column: Column) -> &str {
        let cell = self.0.iter().find(|(other, _)| *other == column);
        cell.map_or("", |(_, text)| text)
    }
}

/// The ID, sort title, display title and first day of each movie.
const MOVIES: &[(&str, &str, &str, &str)] = &[
    (
        "HARBOR_LIGHTS_2025",
        "Harbor Lights",
        "Harbor Lights",
        "2026-03-06",
    ),
    (
        "LAST_FERRY_2024",
        "Last Ferry, The",
        "The Last Ferry",
        "2025-11-14",
    ),
    (
        "PAPER_COMPASS_2026",
        "Paper Compass",
        "Paper Compass",
        "2026-12-18",
    ),
    (
        "NORTH_BY_TRAIN_2023",
        "North by Train",
        "North by Train",
        "2024-05-03",
    ),
    (
        "SALT_AND_SMOKE_2022",
        "Salt and Smoke",
        "Salt & Smoke",
        "2023-02-10",
    ),
    (
        "GLASS_ORCHARD_2025",
        "Glass Orchard, The",
        "The Glass Orchard",
        "2026-01-16",
    ),
    (
        "QUIET_ENGINE_2026",
        "Quiet Engine",
        "Quiet Engine",
        "2027-02-05",
    ),
    (
        "TIN_ROOF_SUMMER_2021",
        "Tin Roof Summer",
        "Tin Roof Summer",
        "2022-07-01",
    ),
];

/// The ID, sort title, display title, first day and episodes of each series.
const SERIES: &[(&str, &str, &str, &str, &[&str])] = &[
    (
        "LIGHTHOUSE_KEEPERS",
        "Lighthouse Keepers, The",
        "The Lighthouse Keepers",
        "2026-09-04",
        &["Landfall", "The Log Book", "Fog Signal", "Slack Water"],
    ),
    (
        "MARKET_STREET",
        "Market Street",
        "Market Street",
        "2025-10-01",
        &["Opening Bell", "Half Price", "Closing Time"],
    ),
    (
        "TEN_TO_MIDNIGHT",
        "Ten to Midnight",
        "Ten to Midnight",
        "2024-01-12",
        &["Pilot", "Static"],
    ),
    (
        "ROOFTOPS",
        "Rooftops",
        "Rooftops",
        "2026-11-27",
        &["Chimney", "Antenna", "Skylight"],
    ),
];

/// The territory, language and currency of each market, and the factor that converts wholesale prices from US dollars.
const MARKETS: &[(&str, &str, &str, f64)] = &[
    ("US", "en-US", "USD", 1.0),
    ("CA", "en-CA", "CAD", 1.3),
    ("GB", "en-GB", "GBP", 0.8),
    ("DE", "de-DE", "EUR", 0.9),
    ("FR", "fr-FR", "EUR", 0.9),
    ("JP", "ja-JP", "JPY", 150.0),
];

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (index, (id, filed, shown, start)) in MOVIES.iter().enumerate() {
        for market in &MARKETS[..2 + index % 5] {
            for (license, format, price) in [
                ("EST", "HD", 10.49),
                ("EST", "UHD", 13.99),
                ("VOD", "HD", 3.99),
            ] {
                let mut row = base(id, market, start);
                row.set(Column::WorkType, "Movie")
                    .set(Column::TitleInternalAlias, *filed)
                    .set(Column::TitleDisplayUnlimited, *shown)
                    .set(Column::LicenseType, license)
                    .set(Column::FormatProfile, format)
                    .set(Column::PriceType, "WSP")
                    .set(Column::PriceValue, amount(price, market))
                    .set(Column::AltId, *id)
                    .set(Column::ContentId, *id)
                    .set(
                        Column::AvailId,
                        format!("{id}-{}-{license}-{format}", market.0),
                    );
                if format == "UHD" {
                    row.set(Column::Hdr, "HDR10");
                }
                if license == "VOD" {
                    row.set(Column::RentalDuration, "720")
                        .set(Column::WatchDuration, "48");
                }
                rows.push(row);
            }
        }
    }
    for (series, filed, shown, start, episodes) in SERIES {
        for market in &MARKETS[..3] {
            let season = format!("{series}_S1");
            for (number, title) in (1..).zip(*episodes) {
                let id = format!("{season}E{number:02}");
                let mut row = base(&id, market, start);
                row.set(Column::WorkType, "Episode")
                    .set(Column::SeriesTitleInternalAlias, *filed)
                    .set(Column::SeriesTitleDisplayUnlimited, *shown)
                    .set(Column::SeasonNumber, "1")
                    .set(Column::EpisodeNumber, number.to_string())
                    .set(Column::EpisodeTitleInternalAlias, *title)
                    .set(Column::EpisodeTitleDisplayUnlimited, *title)
                    .set(Column::EpisodeCount, episodes.len().to_string())
                    .set(Column::SeriesAltId, *series)
                    .set(Column::SeasonAltId, &*season)
                    .set(Column::EpisodeAltId, &*id)
                    .set(Column::SeriesContentId, *series)
                    .set(Column::SeasonContentId, &*season)
                    .set(Column::EpisodeContentId, &*id)
                    .set(Column::FormatProfile, "HD")
                    .set(Column::AvailId, format!("{id}-{}", market.0));
                if *series == "MARKET_STREET" {
                    row.set(Column::LicenseType, "SVOD")
                        .set(Column::GroupIdentity, "harborplus")
                        .set(Column::PriceType, "Category")
                        .set(Column::PriceValue, "sub")
                        .set(Column::PriceCurrency, "");
                } else {
                    row.set(Column::LicenseType, "EST")
                        .set(Column::PriceType, "WSP")
                        .set(Column::PriceValue, amount(1.99, market));
                }
                rows.push(row);
            }
        }
    }
    rows
}

fn base(id: &str, market: &(&str, &str, &str, f64), start: &str) -> Row {
    let (territory, language, currency, _) = *market;
    let mut row = Row::default();
    row.set(Column::DisplayName, "Harbor Pictures")
        .set(Column::AssetLanguage, language)
        .set(Column::Territory, territory)
        .set(Column::EntryType, "Full Extract")
        .set(Column::LicenseRightsDescription, "Library")
        .set(Column::Start, start)
        .set(Column::End, "Open")
        .set(Column::PriceCurrency, currency)
        .set(Column::Alid, id)
        .set(Column::ContractId, "HP-2026-01");
    if territory == "US" {
        row.set(Column::CaptionIncluded, "Yes");
    }
    row
}

fn amount(price: f64, market: &(&str, &str, &str, f64)) -> String {
    let price = price * market.3;
    if market.2 == "JPY" {
        format!("{price:.0}")
    } else {
        format!("{price:.2}")
    }
}

/// Adds a few typical mistakes.
fn plant_mistakes(rows: &mut Vec<Row>) {
    // The territory is `UK` instead of the country code `GB`.
    edit(rows, "NORTH_BY_TRAIN_2023", "GB", "EST", |row| {
        row.set(Column::Territory, "UK");
    });
    // The date was typed as text, with the day first.
    edit(rows, "NORTH_BY_TRAIN_2023", "CA", "VOD", |row| {
        row.set(Column::Start, "'03/05/2024");
    });
    // The ID was copied from a web page, with a no-break space.
    edit(rows, "SALT_AND_SMOKE_2022", "US", "VOD", |row| {
        row.set(Column::Alid, "SALT_AND_SMOKE_2022\u{a0}");
    });
    // The price reduction was entered as a separate row that overlaps the regular row.
    let mut sale = find(rows, "LAST_FERRY_2024", "US", "EST").clone();
    sale.set(Column::Start, "2026-06-01")
        .set(Column::End, "2026-06-30")
        .set(Column::PriceValue, "7.99")
        .set(Column::AvailId, "LAST_FERRY_2024-US-EST-HD-JUNE");
    rows.push(sale);
    // The price has a decimal comma.
    edit(rows, "TIN_ROOF_SUMMER_2021", "DE", "VOD", |row| {
        row.set(Column::PriceValue, "'3,59");
    });
    // One episode has no ID.
    edit(rows, "LIGHTHOUSE_KEEPERS_S1E03", "CA", "EST", |row| {
        row.set(Column::Alid, "");
    });
    // A language tag contains an underscore, and the row has both a holdback language and allowed languages.
    edit(rows, "QUIET_ENGINE_2026", "CA", "EST", |row| {
        row.set(Column::HoldbackLanguage, "fr_CA")
            .set(Column::AllowedLanguages, "en-CA");
    });
    // The window ends in the year before it starts.
    edit(rows, "PAPER_COMPASS_2026", "DE", "VOD", |row| {
        row.set(Column::End, "2025-12-31");
    });
    // An episode of Market Street is deleted, but the same file still offers it.
    let mut delete = find(rows, "MARKET_STREET_S1E03", "GB", "SVOD").clone();
    delete
        .set(Column::EntryType, "Full Delete")
        .set(Column::Start, "1999-12-31")
        .set(Column::End, "2000-01-01");
    rows.push(delete);
    // One word is in lowercase, and another does not exist in any version.
    edit(rows, "HARBOR_LIGHTS_2025", "CA", "VOD", |row| {
        row.set(Column::WorkType, "movie")
            .set(Column::PriceType, "Wholesale");
    });
}

fn find<'a>(rows: &'a mut [Row], id: &str, territory: &str, license: &str) -> &'a mut Row {
    let wanted = |row: &&mut Row| {
        row.get(Column::Alid) == id
            && row.get(Column::Territory) == territory
            && row.get(Column::LicenseType) == license
    };
    rows.iter_mut().find(wanted).expect("the row is there")
}

fn edit(rows: &mut [Row], id: &str, territory: &str, license: &str, change: impl FnOnce(&mut Row)) {
    change(find(rows, id, territory, license));
}

fn write(path: &Path, rows: &[Row]) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date makes the program write the same bytes every time.
    let created = ExcelDateTime::from_ymd(2026, 11, 21)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet().set_name("Avails")?;
    write_header(sheet)?;
    let date = Format::new()
        .set_num_format("yyyy-mm-dd")
        .set_align(FormatAlign::Left);
    let text = Format::new().set_num_format("@");
    for (number, row) in (3..).zip(rows) {
        for (index, column) in (0..).zip(COLUMNS) {
            let value = row.get(*column);
            let kind = column.kind(ema_model::EmaVersion::V1_8);
            if let Some(value) = value.strip_prefix('\'') {
                sheet.write_string(number, index, value)?;
            } else if value.is_empty() {
            } else if let (Kind::Start | Kind::End | Kind::Date, Ok(day)) =
                (kind, ExcelDateTime::parse_from_str(value))
            {
                sheet.write_datetime_with_format(number, index, day, &date)?;
            } else if let (Kind::PriceValue | Kind::Count | Kind::Hours, Ok(figure)) =
                (kind, value.parse::<f64>())
            {
                sheet.write_number(number, index, figure)?;
            } else if kind.is_identifier() {
                sheet.write_string_with_format(number, index, value, &text)?;
            } else {
                sheet.write_string(number, index, value)?;
            }
        }
    }
    workbook.save(path)
}

fn write_header(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (index, column) in (0..).zip(COLUMNS) {
        let flag = match index {
            0 => "1.8",
            _ if REQUIRED.contains(column) => "//REQ",
            _ => "//Opt",
        };
        sheet.write_string_with_format(0, index, column.category(), &bold)?;
        sheet.write_string_with_format(1, index, column.name(), &bold)?;
        sheet.write_string(2, index, flag)?;
        let width = column.name().len().clamp(12, 28) as f64;
        sheet.set_column_width(index, width)?;
    }
    sheet.set_freeze_panes(3, 0)?;
    Ok(())
}

const REQUIRED: &[Column] = &[
    Column::Territory,
    Column::WorkType,
    Column::EntryType,
    Column::LicenseType,
    Column::FormatProfile,
    Column::Start,
    Column::End,
    Column::Alid,
];
