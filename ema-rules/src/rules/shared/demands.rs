//! The columns that must be filled in a row, and the reasons. The rules `required-field`,
//! `missing-column` and `xml-structure` share this list.

mod rows;

use std::ops::RangeInclusive;
use std::sync::Arc;

use ema_model::{
    Avail, Column, EmaVersion, EntryType, Format, Header, LicenseType, SheetKind, WorkType,
};

use crate::engine::{Profile, RequiredBy, Row};
use crate::rules::xml::price_term_missing::lacks_price;

pub(crate) use rows::rows_that_need;

/// A requirement that certain rows fill a column.
pub(in crate::rules) struct Demand {
    pub(in crate::rules) column: Column,
    rows: Needing,
    /// The specifications that contain the requirement.
    by: &'static [RequiredBy],
    versions: RangeInclusive<EmaVersion>,
    /// The reason for the requirement, which comes at the end of the message.
    pub(in crate::rules) why: &'static str,
    /// The columns that may be filled instead.
    unless: &'static [Column],
}

/// The rows that must meet a requirement.
#[derive(Clone, Copy)]
enum Needing {
    All,
    Of(&'static [WorkType]),
    /// Sales, rentals and pre-orders, except deletions.
    Sales,
    /// All rows except subscriptions, FVOD and deletions. FVOD has no price and is not in EMA.
    Priced,
    /// Pre-orders, except deletions.
    PreOrders,
    /// Movies and episodes in the United States, except deletions. Season rows are exempt, because
    /// captions belong to the episodes, and the official templates leave the cell blank on Season
    /// rows. Prime Video's page does not mention this exception.
    InUnitedStates,
    /// Rows for the United States that declare no captions.
    WithoutCaptions,
    /// Rows that belong on the template's tab for bonus material.
    OfBonusTab,
    /// Rows that create, update or delete a single window.
    OfOneWindow,
}

const ALWAYS: RangeInclusive<EmaVersion> = EmaVersion::V1_6..=EmaVersion::LATEST;

/// All requirements. A row has to meet the requirements of the profile and of the row's version.
///
/// The source for Prime Video is the Prime Video Usage column of the field list on the page
/// "Content rights". A footnote there lists the fields that were introduced in 1.7. The sources for
/// EMA are row 3 in the templates for 1.6e2, 1.7.2, 1.8 and 1.9, and the data dictionaries for
/// 1.6e2 and 1.7.2. In the TV tab, the flag `//REQ` is on some columns that are blank on the
/// template's own Season rows, so these columns are required only on Episode rows. Prices are "REQ
/// for all but SVOD" from 1.7.3 on, and no version requires a price for a subscription. The rows
/// that EMA recommends for a Full Delete have no price either: `1999-12-31`, `2000-01-01`, `EST`,
/// `HD`.
#[rustfmt::skip]
pub(in crate::rules) const DEMANDS: &[Demand] = {
    use self::Needing::{
        All, InUnitedStates, Of, OfBonusTab, OfOneWindow, PreOrders, Priced, Sales, WithoutCaptions,
    };
    use ema_model::Column as C;
    use ema_model::WorkType::{Collection, Episode, Movie, Season, Short, Supplemental, Volume};

    const BOTH: &[RequiredBy] = &[RequiredBy::Ema, RequiredBy::PrimeVideo];
    const EMA: &[RequiredBy] = &[RequiredBy::Ema];
    const PRIME_VIDEO: &[RequiredBy] = &[RequiredBy::PrimeVideo];
    const ONLY_1_6: RangeInclusive<EmaVersion> = EmaVersion::V1_6..=EmaVersion::V1_6;
    const FROM_1_7: RangeInclusive<EmaVersion> = EmaVersion::V1_7..=EmaVersion::LATEST;
    const FROM_1_8: RangeInclusive<EmaVersion> = EmaVersion::V1_8..=EmaVersion::LATEST;
    const FROM_1_9: RangeInclusive<EmaVersion> = EmaVersion::V1_9..=EmaVersion::LATEST;

    const MOVIES: Needing = Of(&[Movie, Short, Collection, Supplemental]);
    const TV: Needing = Of(&[Season, Episode]);
    const SEASONS: Needing = Of(&[Season]);
    const EPISODES: Needing = Of(&[Episode]);
    const VOLUMES: Needing = Of(&[Volume]);

    &[
        //     column                        rows             by           versions  why
        demand(C::DisplayName,               All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::Territory,                 All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::WorkType,                  All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::EntryType,                 All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::LicenseType,               All,             PRIME_VIDEO, ALWAYS,   "every row needs one"),
        demand(C::LicenseType,               All,             EMA,         ALWAYS,   "every row needs one").unless(&[C::RefLicenseType]),
        demand(C::FormatProfile,             All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::Start,                     All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::End,                       All,             BOTH,        ALWAYS,   "every row needs one"),
        demand(C::Alid,                      All,             BOTH,        FROM_1_7, "from version 1.7 on, every row needs one"),

        demand(C::TitleInternalAlias,        MOVIES,          BOTH,        ALWAYS,   "movies, shorts, bundles and bonus material need it"),
        demand(C::EpisodeTitleInternalAlias, EPISODES,        PRIME_VIDEO, ALWAYS,   "Episode rows need it"),
        demand(C::EpisodeTitleInternalAlias, EPISODES,        EMA,         FROM_1_7, "Episode rows need it"),
        demand(C::SeriesTitleInternalAlias,  TV,              BOTH,        ALWAYS,   "Season and Episode rows need it"),
        demand(C::SeriesTitleInternalAlias,  VOLUMES,         EMA,         FROM_1_8, "Volume rows need it"),
        demand(C::SeasonNumber,              SEASONS,         BOTH,        ALWAYS,   "Season rows need it"),
        demand(C::SeasonNumber,              EPISODES,        EMA,         ALWAYS,   "Episode rows need it"),
        demand(C::SeasonNumber,              VOLUMES,         EMA,         FROM_1_8, "Volume rows need it"),
        demand(C::EpisodeNumber,             EPISODES,        BOTH,        ALWAYS,   "Episode rows need it"),
        demand(C::EpisodeCount,              SEASONS,         PRIME_VIDEO, ALWAYS,   "Season rows need it"),
        demand(C::EpisodeCount,              SEASONS,         EMA,         FROM_1_7, "Season rows need it"),
        demand(C::EpisodeCount,              EPISODES,        EMA,         FROM_1_8, "Episode rows need it"),
        demand(C::EpisodeCount,              VOLUMES,         EMA,         FROM_1_8, "Volume rows need it"),

        demand(C::AltId,                     MOVIES,          BOTH,        ONLY_1_6, "it is the unique ID of a movie in version 1.6"),
        demand(C::SeriesAltId,               TV,              PRIME_VIDEO, ONLY_1_6, "Season and Episode rows of version 1.6 need it"),
        demand(C::SeriesAltId,               TV,              EMA,         ONLY_1_6, "Season and Episode rows of version 1.6 need it or the EIDR in SeriesContentID").unless(&[C::SeriesContentId]),
        demand(C::SeasonAltId,               TV,              PRIME_VIDEO, ONLY_1_6, "Season and Episode rows of version 1.6 need it"),
        demand(C::SeasonAltId,               TV,              EMA,         ONLY_1_6, "Season and Episode rows of version 1.6 need it or the EIDR in SeasonContentID").unless(&[C::SeasonContentId]),
        demand(C::EpisodeAltId,              EPISODES,        PRIME_VIDEO, ONLY_1_6, "it is the unique ID of an episode in version 1.6"),
        demand(C::EpisodeAltId,              EPISODES,        EMA,         ONLY_1_6, "Episode rows of version 1.6 need it or the EIDR in EpisodeContentID").unless(&[C::EpisodeContentId]),
        demand(C::SeriesContentId,           TV,              BOTH,        FROM_1_7, "from version 1.7 on, Season and Episode rows need it"),
        demand(C::SeriesContentId,           VOLUMES,         EMA,         FROM_1_8, "Volume rows need it"),
        demand(C::SeasonContentId,           TV,              BOTH,        FROM_1_7, "from version 1.7 on, Season and Episode rows need it"),
        demand(C::SeasonContentId,           VOLUMES,         EMA,         FROM_1_8, "Volume rows need it"),
        demand(C::VolumeContentId,           VOLUMES,         EMA,         FROM_1_8, "Volume rows need it"),
        demand(C::EpisodeContentId,          EPISODES,        BOTH,        FROM_1_7, "from version 1.7 on, Episode rows need it"),
        demand(C::ContentId,                 MOVIES,          EMA,         FROM_1_7, "from version 1.7 on, movies, shorts, bundles and bonus material need it"),

        demand(C::PriceType,                 Sales,           PRIME_VIDEO, ALWAYS,   "sales, rentals and pre-orders need it"),
        demand(C::PriceType,                 Priced,          EMA,         ALWAYS,   "all rows except SVOD rows need it"),
        demand(C::PriceValue,                Sales,           PRIME_VIDEO, ALWAYS,   "sales, rentals and pre-orders need it"),
        demand(C::PriceValue,                Priced,          EMA,         ALWAYS,   "all rows except SVOD rows need it"),
        demand(C::SuppressionLiftDate,       PreOrders,       BOTH,        ALWAYS,   "pre-orders (POEST) need it"),
        demand(C::CaptionIncluded,           InUnitedStates,  BOTH,        ALWAYS,   "rows for the United States need it"),
        demand(C::CaptionExemption,          WithoutCaptions, BOTH,        ALWAYS,   "rows for the United States without captions need the reason"),

        demand(C::AvailId,                   OfOneWindow,     EMA,         FROM_1_9, "Create, Update and Delete rows need it"),
        demand(C::RefAlid,                   OfBonusTab,      EMA,         FROM_1_9, "rows for bonus material need it"),
        demand(C::RefLicenseType,            OfBonusTab,      EMA,         FROM_1_9, "rows for bonus material need it"),
    ]
};

const fn demand(
    column: Column,
    rows: Needing,
    by: &'static [RequiredBy],
    versions: RangeInclusive<EmaVersion>,
    why: &'static str,
) -> Demand {
    Demand {
        column,
        rows,
        by,
        versions,
        why,
        unless: &[],
    }
}

impl Demand {
    const fn unless(mut self, others: &'static [Column]) -> Self {
        self.unless = others;
        self
    }

    /// Returns whether the requirement applies in every version of EMA Avails.
    pub(in crate::rules) fn is_in_every_version(&self) -> bool {
        self.versions == ALWAYS
    }

    /// Returns the requirements for a profile and a version. These requirements are the same for
    /// all rows in a sheet.
    fn of(profile: &Profile, version: EmaVersion) -> impl Iterator<Item = &'static Self> {
        DEMANDS.iter().filter(move |it| {
            it.by.contains(&profile.required_by()) && it.versions.contains(&version)
        })
    }

    /// Returns whether the column is required but not filled in the row. The caller must have
    /// selected the requirement for the row's profile and version.
    pub(in crate::rules) fn is_missed(&self, row: &Row<'_>) -> bool {
        let (avail, column) = (row.avail, self.column);
        !filled(avail, column)
            && !self.unless.iter().any(|other| filled(avail, *other))
            && self.rows.include(row)
            && !is_otherwise_in_xml(row, column)
    }
}

/// Some of the requirements for the rows in a sheet, selected once per sheet.
#[derive(Default)]
pub(in crate::rules) struct SheetDemands {
    header: Option<Arc<Header>>,
    demands: Vec<&'static Demand>,
}

impl SheetDemands {
    /// Selects the requirements that `wanted` accepts, for the row's sheet.
    pub(in crate::rules) fn of(
        &mut self,
        row: &Row<'_>,
        wanted: impl Fn(&Header, &Demand) -> bool,
    ) -> &[&'static Demand] {
        let header = row.avail.header();
        if !self
            .header
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, header))
        {
            let demands = Demand::of(row.profile, header.version());
            self.demands = demands.filter(|demand| wanted(header, demand)).collect();
            self.header = Some(Arc::clone(header));
        }
        &self.demands
    }
}

/// Returns whether the column is required in the row, but blank.
pub(in crate::rules) fn misses(row: &Row<'_>, column: Column) -> bool {
    let mut demands = Demand::of(row.profile, row.version());
    demands.any(|demand| demand.column == column && demand.is_missed(row))
}

/// Returns whether the column is not required in XML, or an XML rule reports the missing Term
/// instead.
fn is_otherwise_in_xml(row: &Row<'_>, column: Column) -> bool {
    let ema = row.profile.required_by() == RequiredBy::Ema;
    row.format == Format::Xml
        && match column {
            Column::SuppressionLiftDate => true,
            Column::PriceType | Column::PriceValue => {
                lacks_price(row) || ema && !filled(row.avail, Column::PriceType)
            }
            // No XML element says that captions are included. A title without an exemption has
            // captions.
            Column::CaptionIncluded => true,
            // The schema does not require these elements.
            Column::SeasonNumber | Column::EpisodeCount => ema,
            _ => false,
        }
}

fn filled(avail: &Avail, column: Column) -> bool {
    avail.cell(column).is_some_and(|cell| !cell.is_blank())
}

impl Needing {
    fn include(self, row: &Row<'_>) -> bool {
        let avail = row.avail;
        let license = || avail.license_type().value();
        let deletes = || avail.entry_type().value().is_some_and(EntryType::removes);
        match self {
            Self::All => true,
            Self::Of(works) => is_one_of(avail, works),
            Self::Sales | Self::Priced | Self::PreOrders | Self::InUnitedStates if deletes() => {
                false
            }
            Self::Sales => license().is_some_and(LicenseType::is_transactional),
            Self::Priced => license().is_some_and(|license| {
                license.word().is_some()
                    && !matches!(license, LicenseType::Svod | LicenseType::Fvod)
            }),
            Self::PreOrders => license() == Some(&LicenseType::Poest),
            Self::InUnitedStates => {
                is_one_of(
                    avail,
                    &[WorkType::Movie, WorkType::Short, WorkType::Episode],
                ) && row
                    .territories()
                    .iter()
                    .any(|territory| territory.country().as_str() == "US")
            }
            Self::WithoutCaptions => {
                avail.caption_included().value() == Some(false) && Self::InUnitedStates.include(row)
            }
            Self::OfBonusTab => avail.header().layout().sheet == SheetKind::Bonus,
            Self::OfOneWindow => matches!(
                avail.entry_type().value(),
                Some(EntryType::Create | EntryType::Update | EntryType::Delete)
            ),
        }
    }
}

fn is_one_of(avail: &Avail, works: &[WorkType]) -> bool {
    avail
        .work_type()
        .value()
        .is_some_and(|work| works.contains(work))
}

/// Returns the help text for filling in the column.
pub(in crate::rules) fn remedy(column: Column) -> &'static str {
    match column {
        Column::DisplayName => {
            "Write your name as the licensor, or the alias that the platform has assigned to you."
        }
        Column::Territory => "Write the two-letter code of the country, such as `US`.",
        Column::WorkType => "Write what the row sells: `Movie`, `Season` or `Episode`.",
        Column::EntryType => {
            "Write `Full Extract`, or `Full Delete` to remove an avail that was sent by mistake and is not live."
        }
        Column::LicenseType => "Write the kind of license, such as `EST`, `VOD` or `SVOD`.",
        Column::FormatProfile => "Write the resolution that is licensed, such as `HD` or `SD`.",
        Column::Start => "Write the day on which the window begins, as `YYYY-MM-DD`.",
        Column::End => {
            "Write the last day of the window, as `YYYY-MM-DD`, or `Open` if it has no end."
        }
        Column::Alid => "Write the unique ID of the title, the same on all of its rows.",
        Column::TitleInternalAlias => "Write the title as you file it.",
        Column::EpisodeTitleInternalAlias => "Write the title of the episode as you file it.",
        Column::SeriesTitleInternalAlias => "Write the title of the series as you file it.",
        Column::SeasonNumber => "Write the number of the season in its series, such as `1`.",
        Column::EpisodeNumber => "Write the number of the episode in its season, such as `1`.",
        Column::EpisodeCount => "Write how many episodes the season has.",
        Column::AltId => "Write your own ID for the title, the same on all of its rows.",
        Column::SeriesAltId => "Write your own ID for the series, the same on all of its rows.",
        Column::SeasonAltId => "Write your own ID for the season, the same on all of its rows.",
        Column::EpisodeAltId => "Write your own ID for the episode, the same on all of its rows.",
        Column::ContentId => "Write the ID under which the metadata of the title is delivered.",
        Column::SeriesContentId => {
            "Write the ID under which the metadata of the series is delivered."
        }
        Column::SeasonContentId => {
            "Write the ID under which the metadata of the season is delivered."
        }
        Column::EpisodeContentId => {
            "Write the ID under which the metadata of the episode is delivered."
        }
        Column::VolumeContentId => {
            "Write the ID under which the metadata of the volume is delivered."
        }
        Column::PriceType => {
            "Write how the price is stated: `WSP` for an amount of money, `Category` for a name \
             such as `Library`."
        }
        Column::PriceValue => {
            "Write the price as PriceType states it: an amount such as `10.49` for `WSP`, `Library` or \
             `New Release` for `Category`, `NA` for `NA`."
        }
        Column::SuppressionLiftDate => {
            "Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`."
        }
        Column::CaptionIncluded => "Write `Yes` if captions will be delivered, and `No` if not.",
        Column::CaptionExemption => {
            "Write the number of the reason why the title needs no captions, `1` to `6`, or \
             deliver captions and write `Yes` in CaptionIncluded."
        }
        Column::AvailId => "Write the ID of the one window that the row is about.",
        Column::RefAlid => "Write the ALID of the title that the bonus material belongs to.",
        Column::RefLicenseType => {
            "Write the license type of the avail that the bonus material belongs to."
        }
        // All columns in `DEMANDS` are handled above.
        other => other.meaning(),
    }
}
