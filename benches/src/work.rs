//! Generates the works that a studio sells, and the rows for those works.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use currency_map::{Territory, TerritoryStatus};
use ema_model::{AvailBuilder, Column, Eidr, EmaVersion};
use fastrand::Rng;

/// A row in any version. Setting a column that the row's header lacks has no effect.
struct Row<'a>(&'a mut AvailBuilder);

impl Row<'_> {
    fn set(&mut self, column: Column, text: &str) -> &mut Self {
        let _ = self.0.set(column, text);
        self
    }
}

/// A movie, a season or an episode, generated from its number.
pub(crate) struct Work {
    number: usize,
    part: Part,
}

/// One row: an offer for a work in a territory.
pub(crate) struct Sale {
    /// A number that is different for each row.
    pub(crate) number: usize,
    /// The territory and its currency.
    pub(crate) territory: (Cow<'static, str>, &'static str),
    /// The license type, the format and the price.
    pub(crate) offer: (&'static str, &'static str, &'static str),
    /// The window, if it differs from the windows in the work's other rows.
    pub(crate) window: Option<(String, String)>,
}

/// The kind of work. Out of every eighteen works, nine are movies, one is a season, and eight are episodes in that
/// season.
#[derive(Clone, Copy)]
enum Part {
    Movie,
    Season { series: usize },
    Episode { series: usize, number: usize },
}

/// The territories that each work is sold in, with their currencies.
pub(crate) const TERRITORIES: [(&str, &str); 10] = [
    ("US", "USD"),
    ("CA", "CAD"),
    ("GB", "GBP"),
    ("DE", "EUR"),
    ("FR", "EUR"),
    ("JP", "JPY"),
    ("AU", "AUD"),
    ("MX", "MXN"),
    ("BR", "BRL"),
    ("IN", "INR"),
];

/// The offers for each work.
const OFFERS: [(&str, &str, &str); 4] = [
    ("EST", "HD", "10.49"),
    ("EST", "UHD", "13.99"),
    ("VOD", "HD", "3.99"),
    ("VOD", "UHD", "4.99"),
];

const WORDS: [&str; 24] = [
    "Harbor", "Lantern", "Winter", "Crossing", "Silent", "Orchard", "Falcon", "Marigold", "Copper",
    "Northern", "Station", "Tide", "Paper", "Garden", "Signal", "Hollow", "Seventh", "River",
    "Glass", "Meridian", "Echo", "Summer", "Iron", "Letter",
];

impl Sale {
    /// Returns the sale that a row in the catalog describes.
    pub(crate) fn of_row(row: usize) -> Self {
        let (territory, currency) = TERRITORIES[row % TERRITORIES.len()];
        Self {
            number: row,
            territory: (territory.into(), currency),
            window: None,
            offer: OFFERS[row / TERRITORIES.len() % OFFERS.len()],
        }
    }
}

impl Work {
    /// Returns the work that a row in the catalog offers.
    pub(crate) fn of_row(row: usize) -> Self {
        let number = row / (TERRITORIES.len() * OFFERS.len());
        let (series, at) = (number / 18, number % 18);
        let part = match at {
            0..9 => Part::Movie,
            9 => Part::Season { series },
            _ => Part::Episode {
                series,
                number: at - 9,
            },
        };
        Self { number, part }
    }

    pub(crate) fn is_tv(&self) -> bool {
        !matches!(self.part, Part::Movie)
    }

    /// Fills a row with an offer for the work. Version 1.6 refers to metadata by EIDR and does not
    /// have the format UHD.
    pub(crate) fn fill(&self, row: &mut AvailBuilder, sale: Sale, version: EmaVersion) {
        let row = &mut Row(row);
        let (territory, currency) = sale.territory;
        let (license, format, price) = sale.offer;
        let format = match (version, format) {
            (EmaVersion::V1_6, "UHD") => "SD",
            _ => format,
        };
        let is_rental = license == "VOD";
        // Amounts in yen have no decimal places.
        let price = match currency {
            "JPY" => price.replace('.', ""),
            _ => price.to_owned(),
        };
        // A season has the same offers as its episodes.
        let mut rng = Rng::with_seed(match self.part {
            Part::Movie => self.number as u64,
            Part::Season { series } | Part::Episode { series, .. } => (1 << 32) + series as u64,
        });
        let start = day(rng.usize(0..1_500));
        let end = match rng.u8(0..4) {
            0 => day(rng.usize(4_000..6_000)),
            _ => "Open".to_owned(),
        };
        let (start, end) = sale.window.unwrap_or((start, end));
        let id = self.id();
        row.set(Column::DisplayName, "Harbor Pictures")
            .set(Column::Territory, &territory)
            .set(Column::EntryType, "Full Extract")
            .set(Column::StoreLanguage, "en")
            .set(Column::AssetLanguage, "en")
            .set(Column::LicenseType, license)
            .set(Column::LicenseRightsDescription, "Library")
            .set(Column::FormatProfile, format)
            .set(Column::Start, &start)
            .set(Column::End, &end)
            .set(Column::PriceType, "WSP")
            .set(Column::PriceValue, &price)
            .set(Column::PriceCurrency, currency)
            .set(Column::CompanyDisplayCredit, "Harbor Television")
            .set(Column::Alid, &id)
            .set(Column::AvailId, &format!("{id}-{:07}", sale.number))
            .set(Column::ReportingId, &id)
            .set(Column::ReleaseYear, &rng.u16(1962..2026).to_string())
            .set(Column::ExceptionFlag, "No")
            .set(Column::CaptionIncluded, "Yes")
            .set(Column::ContractId, &format!("HP-{:03}", self.number % 200))
            .set(Column::ServiceProvider, "Harbor Digital")
            .set(
                Column::TotalRunTime,
                &format!("{:02}:{:02}:00", rng.u8(0..2), rng.u8(20..60)),
            );
        if territory == "US" {
            row.set(Column::RatingSystem, "MPAA")
                .set(Column::RatingValue, "PG-13");
        }
        if is_rental {
            row.set(Column::RentalDuration, "720")
                .set(Column::WatchDuration, "48");
        }
        self.fill_title(row, &mut rng, version);
    }

    fn fill_title(&self, row: &mut Row<'_>, rng: &mut Rng, version: EmaVersion) {
        let mut word = || WORDS[rng.usize(0..WORDS.len())];
        let (first, second) = (word(), word());
        let (id, eidr) = (self.id(), eidr(self.number));
        let content = |id| match version {
            EmaVersion::V1_6 => eidr.clone(),
            _ => id,
        };
        let (series, number) = match self.part {
            Part::Movie => {
                let (title, number) = (format!("{first} {second}"), self.number);
                row.set(Column::WorkType, "Movie")
                    .set(
                        Column::TitleInternalAlias,
                        &format!("{title} {number}, The"),
                    )
                    .set(
                        Column::TitleDisplayUnlimited,
                        &format!("The {title} {number}"),
                    )
                    .set(Column::TitleId, &eidr)
                    .set(Column::AltId, &id)
                    .set(Column::ContentId, &content(id))
                    .set(Column::Director, "Ada Lindqvist");
                return;
            }
            Part::Season { series } => (series, None),
            Part::Episode { series, number } => (series, Some(number)),
        };
        let title = format!("{first} {second} {series}");
        row.set(Column::SeriesTitleInternalAlias, &title)
            .set(Column::SeriesTitleDisplayUnlimited, &title)
            .set(
                Column::SeriesContentId,
                &content(format!("HARBOR_S{series:05}")),
            )
            .set(Column::SeasonNumber, "1")
            .set(Column::EpisodeCount, "8")
            .set(Column::SeasonContentId, &content(season(series)));
        match number {
            None => {
                row.set(Column::WorkType, "Season");
            }
            Some(number) => {
                let title = format!("Chapter {number}");
                row.set(Column::WorkType, "Episode")
                    .set(Column::EpisodeNumber, &number.to_string())
                    .set(Column::EpisodeTitleInternalAlias, &title)
                    .set(Column::EpisodeContentId, &content(id))
                    .set(Column::EpisodeTitleId, &eidr);
            }
        }
    }

    /// Returns the ID that the work is sold and delivered under.
    fn id(&self) -> String {
        match self.part {
            Part::Movie => format!("HARBOR_{:06}", self.number),
            Part::Season { series } => season(series),
            Part::Episode { series, number } => format!("{}_E{number:02}", season(series)),
        }
    }
}

fn season(series: usize) -> String {
    format!("HARBOR_S{series:05}_1")
}

/// Lists all territories, starting with a different one for each number.
pub(crate) fn worldwide(number: usize) -> Cow<'static, str> {
    let mut codes: Vec<&str> = assigned().collect();
    let first = number % codes.len();
    codes.rotate_left(first);
    codes.join(", ").into()
}

/// Lists about half of all territories, a different half for each number.
pub(crate) fn half_the_world(number: usize) -> Cow<'static, str> {
    let mut rng = Rng::with_seed(number as u64);
    let codes: Vec<&str> = assigned().filter(|_| rng.bool()).collect();
    codes.join(", ").into()
}

fn assigned() -> impl Iterator<Item = &'static str> {
    let assigned = Territory::all()
        .iter()
        .copied()
        .filter(|territory| territory.status() == TerritoryStatus::Assigned);
    assigned.map(Territory::as_str)
}

/// Returns a day, counted from the beginning of 2023.
pub(crate) fn day(number: usize) -> String {
    let first = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default();
    let day = first.checked_add_days(Days::new(number as u64));
    day.unwrap_or(NaiveDate::MAX).to_string()
}

/// Returns an EIDR with its check character.
fn eidr(number: usize) -> String {
    let body = format!(
        "10.5240/{:04X}-{:04X}-49A2-3956-4B2D",
        number >> 16,
        number & 0xFFFF
    );
    let any = format!("{body}-0").parse::<Eidr>();
    any.map_or(body.clone(), |eidr| {
        format!("{body}-{}", eidr.expected_check_character())
    })
}
