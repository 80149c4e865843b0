//! `required-field`

use std::ops::RangeInclusive;

use ema_model::{Avail, Column, EmaVersion, EntryType, Format, LicenseType, SheetKind, WorkType};

use crate::check::{Found, Row};
use crate::profile::Profile;
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::workbook::missing_column;
use crate::rules::xml::price_term_missing::lacks_price;

pub(crate) static RULE: Rule = Rule {
    name: "required-field",
    summary: "a cell is blank that has to be filled",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell that is blank although its row needs it: some columns are \
               required on every row, others on rows of a WorkType, of a LicenseType or of a \
               territory. The finding says which. Rows that delete need the same columns as others, \
               but no price.\n\
               \n\
               The profiles differ. Prime Video requires prices of sales, rentals and pre-orders \
               alone, EMA of all but subscriptions. EMA alone requires ContentID on movies, \
               SeasonNumber on Episode rows, and from 1.8 on EpisodeCount on Episode rows. In 1.6 \
               Prime Video requires the AltIDs of series, season and episode, EMA only where no \
               EIDR is given.\n\
               \n\
               A column that is required on every row and is not in the sheet at all is reported \
               once, by `missing-column`. In XML no element says that captions are included, EMA \
               requires neither SeasonNumber nor EpisodeCount, and of the Terms of prices and \
               pre-orders `price-term-missing` and `pre-order-term` speak.",
        why: "Without the value the platform cannot tell what is offered, where, when or for how \
              much, and refuses the row or the file.",
        example: "An Episode row for `US` in which CaptionIncluded is blank.",
        mend: "Fill the cell. On a Full Delete row, values that stand for nothing will do for the \
               window and the license: the EMA template has `1999-12-31`, `2000-01-01`, `EST` and \
               `HD`.",
        source: "Prime Video, \"Content rights\", field list, Prime Video Usage; EMA Avails \
                 templates, row 3 (`//REQ`)",
    },
    check: Check::Row(check),
};

/// That a column has to be filled.
struct Demand {
    column: Column,
    rows: Rows,
    by: By,
    versions: RangeInclusive<EmaVersion>,
    /// The rest of the message.
    why: &'static str,
    /// Columns that do in its place.
    unless: &'static [Column],
}

/// Whose demand it is.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Both,
    PrimeVideo,
    Ema,
}

/// The rows that need the column.
#[derive(Clone, Copy)]
enum Rows {
    All,
    Of(&'static [WorkType]),
    /// Sales, rentals and pre-orders, unless they are deleted.
    Sales,
    /// All that are not deleted but subscriptions, and FVOD, which EMA does not know and which has
    /// no price.
    Priced,
    PreOrders,
    /// What is shown in the United States: movies and episodes, not what they are bundled in.
    InUnitedStates,
    /// Those that say that they come without captions.
    WithoutCaptions,
    /// Those of the template's tab for bonus material.
    OfBonusTab,
    /// Those that create, update or delete one window.
    OfOneWindow,
}

/// Every demand. A row of the sheet has to fulfil those of its own profile and version.
///
/// Prime Video: "Content rights", field list, column Prime Video Usage; a footnote there says which
/// fields came with 1.7. EMA: row 3 of the templates 1.6e2, 1.7.2, 1.8 and 1.9, and the data
/// dictionaries of 1.6e2 and 1.7.2. Some flags of the TV tab say `//REQ` for cells that the template's
/// own Season rows leave blank; they are demands of Episode rows. Prices are "REQ for all but SVOD"
/// from 1.7.3 on, and no version expects one of a subscription. The rows that EMA recommends for a
/// Full Delete have none either: `1999-12-31`, `2000-01-01`, `EST`, `HD`.
#[rustfmt::skip]
const DEMANDS: &[Demand] = {
    use self::By::{Both, Ema, PrimeVideo};
    use self::Rows::{
        All, InUnitedStates, Of, OfBonusTab, OfOneWindow, PreOrders, Priced, Sales, WithoutCaptions,
    };
    use ema_model::Column as C;
    use ema_model::WorkType::{Collection, Episode, Movie, Season, Short, Supplemental, Volume};

    const ALWAYS: RangeInclusive<EmaVersion> = EmaVersion::V1_6..=EmaVersion::V1_9;
    const ONLY_1_6: RangeInclusive<EmaVersion> = EmaVersion::V1_6..=EmaVersion::V1_6;
    const FROM_1_7: RangeInclusive<EmaVersion> = EmaVersion::V1_7..=EmaVersion::V1_9;
    const FROM_1_8: RangeInclusive<EmaVersion> = EmaVersion::V1_8..=EmaVersion::V1_9;
    const ONLY_1_9: RangeInclusive<EmaVersion> = EmaVersion::V1_9..=EmaVersion::V1_9;

    const MOVIES: Rows = Of(&[Movie, Short, Collection, Supplemental]);
    const TV: Rows = Of(&[Season, Episode]);
    const SEASONS: Rows = Of(&[Season]);
    const EPISODES: Rows = Of(&[Episode]);
    const VOLUMES: Rows = Of(&[Volume]);

    &[
        //     column                        rows             by          versions  why
        demand(C::DisplayName,               All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::Territory,                 All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::WorkType,                  All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::EntryType,                 All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::LicenseType,               All,             PrimeVideo, ALWAYS,   "every row needs one"),
        demand(C::LicenseType,               All,             Ema,        ALWAYS,   "every row needs one").unless(&[C::RefLicenseType]),
        demand(C::FormatProfile,             All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::Start,                     All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::End,                       All,             Both,       ALWAYS,   "every row needs one"),
        demand(C::Alid,                      All,             Both,       FROM_1_7, "from version 1.7 on every row needs one"),

        demand(C::TitleInternalAlias,        MOVIES,          Both,       ALWAYS,   "movies, shorts, bundles and bonus material need it"),
        demand(C::EpisodeTitleInternalAlias, EPISODES,        PrimeVideo, ALWAYS,   "Episode rows need it"),
        demand(C::EpisodeTitleInternalAlias, EPISODES,        Ema,        FROM_1_7, "Episode rows need it"),
        demand(C::SeriesTitleInternalAlias,  TV,              Both,       ALWAYS,   "Season and Episode rows need it"),
        demand(C::SeriesTitleInternalAlias,  VOLUMES,         Ema,        FROM_1_8, "Volume rows need it"),
        demand(C::SeasonNumber,              SEASONS,         Both,       ALWAYS,   "Season rows need it"),
        demand(C::SeasonNumber,              EPISODES,        Ema,        ALWAYS,   "Episode rows need it"),
        demand(C::SeasonNumber,              VOLUMES,         Ema,        FROM_1_8, "Volume rows need it"),
        demand(C::EpisodeNumber,             EPISODES,        Both,       ALWAYS,   "Episode rows need it"),
        demand(C::EpisodeCount,              SEASONS,         PrimeVideo, ALWAYS,   "Season rows need it"),
        demand(C::EpisodeCount,              SEASONS,         Ema,        FROM_1_7, "Season rows need it"),
        demand(C::EpisodeCount,              EPISODES,        Ema,        FROM_1_8, "Episode rows need it"),
        demand(C::EpisodeCount,              VOLUMES,         Ema,        FROM_1_8, "Volume rows need it"),

        demand(C::AltId,                     MOVIES,          Both,       ONLY_1_6, "it is the unique ID of a movie in version 1.6"),
        demand(C::SeriesAltId,               TV,              PrimeVideo, ONLY_1_6, "Season and Episode rows of version 1.6 need it"),
        demand(C::SeriesAltId,               TV,              Ema,        ONLY_1_6, "Season and Episode rows of version 1.6 need it or the EIDR in SeriesContentID").unless(&[C::SeriesContentId]),
        demand(C::SeasonAltId,               TV,              PrimeVideo, ONLY_1_6, "Season and Episode rows of version 1.6 need it"),
        demand(C::SeasonAltId,               TV,              Ema,        ONLY_1_6, "Season and Episode rows of version 1.6 need it or the EIDR in SeasonContentID").unless(&[C::SeasonContentId]),
        demand(C::EpisodeAltId,              EPISODES,        PrimeVideo, ONLY_1_6, "it is the unique ID of an episode in version 1.6"),
        demand(C::EpisodeAltId,              EPISODES,        Ema,        ONLY_1_6, "Episode rows of version 1.6 need it or the EIDR in EpisodeContentID").unless(&[C::EpisodeContentId]),
        demand(C::SeriesContentId,           TV,              Both,       FROM_1_7, "from version 1.7 on Season and Episode rows need it"),
        demand(C::SeriesContentId,           VOLUMES,         Ema,        FROM_1_8, "Volume rows need it"),
        demand(C::SeasonContentId,           TV,              Both,       FROM_1_7, "from version 1.7 on Season and Episode rows need it"),
        demand(C::SeasonContentId,           VOLUMES,         Ema,        FROM_1_8, "Volume rows need it"),
        demand(C::VolumeContentId,           VOLUMES,         Ema,        FROM_1_8, "Volume rows need it"),
        demand(C::EpisodeContentId,          EPISODES,        Both,       FROM_1_7, "from version 1.7 on Episode rows need it"),
        demand(C::ContentId,                 MOVIES,          Ema,        FROM_1_7, "from version 1.7 on movies, shorts, bundles and bonus material need it"),

        demand(C::PriceType,                 Sales,           PrimeVideo, ALWAYS,   "sales, rentals and pre-orders need it"),
        demand(C::PriceType,                 Priced,          Ema,        ALWAYS,   "all rows but those of SVOD need it"),
        demand(C::PriceValue,                Sales,           PrimeVideo, ALWAYS,   "sales, rentals and pre-orders need it"),
        demand(C::PriceValue,                Priced,          Ema,        ALWAYS,   "all rows but those of SVOD need it"),
        demand(C::SuppressionLiftDate,       PreOrders,       Both,       ALWAYS,   "pre-orders (POEST) need it"),
        demand(C::CaptionIncluded,           InUnitedStates,  Both,       ALWAYS,   "rows for the United States need it"),
        demand(C::CaptionExemption,          WithoutCaptions, Both,       ALWAYS,   "rows for the United States without captions need the reason"),

        demand(C::AvailId,                   OfOneWindow,     Ema,        ONLY_1_9, "Create, Update and Delete rows need it"),
        demand(C::RefAlid,                   OfBonusTab,      Ema,        ONLY_1_9, "rows for bonus material need it"),
        demand(C::RefLicenseType,            OfBonusTab,      Ema,        ONLY_1_9, "rows for bonus material need it"),
    ]
};

const fn demand(
    column: Column,
    rows: Rows,
    by: By,
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

    /// Whether the row should fill the column and does not.
    fn is_missed(&self, row: &Row<'_>) -> bool {
        let (avail, column) = (row.avail, self.column);
        !filled(avail, column)
            && self.by.is(row.profile)
            && self.versions.contains(&row.version())
            && !self.unless.iter().any(|other| filled(avail, *other))
            && self.rows.include(row)
            && !is_otherwise_in_xml(row, column)
            && missing_column::missing(avail.header(), column).is_none()
    }
}

fn check(row: &Row<'_>, found: &mut Found<'_>) {
    for demand in DEMANDS.iter().filter(|demand| demand.is_missed(row)) {
        let (column, why) = (demand.column, demand.why);
        if row.avail.header().index_of(column).is_some() {
            let message = format!("{column} is blank; {why}");
            found.blank(column, message, mend(column));
        } else {
            let message = format!("there is no column {column}; {why}");
            let help = format!("Add the column. {}", mend(column));
            found.blank(column, message, help);
        }
    }
}

/// Whether a column is blank that the row needs.
pub(in crate::rules) fn misses(row: &Row<'_>, column: Column) -> bool {
    let mut demands = DEMANDS.iter().filter(|demand| demand.column == column);
    demands.any(|demand| demand.is_missed(row))
}

/// Whether XML does not need the column, or a rule about XML says so of the Term that holds it.
fn is_otherwise_in_xml(row: &Row<'_>, column: Column) -> bool {
    let ema = row.profile.platform.is_none();
    row.format == Format::Xml
        && match column {
            Column::SuppressionLiftDate => true,
            Column::PriceType | Column::PriceValue => {
                lacks_price(row) || ema && !filled(row.avail, Column::PriceType)
            }
            // No element holds it: what names no exemption has captions.
            Column::CaptionIncluded => true,
            // The schema asks for neither.
            Column::SeasonNumber | Column::EpisodeCount => ema,
            _ => false,
        }
}

fn filled(avail: &Avail, column: Column) -> bool {
    avail.cell(column).is_some_and(|cell| !cell.is_blank())
}

impl By {
    fn is(self, profile: &Profile) -> bool {
        match self {
            Self::Both => true,
            Self::PrimeVideo => profile.platform.is_some(),
            Self::Ema => profile.platform.is_none(),
        }
    }
}

impl Rows {
    fn include(self, row: &Row<'_>) -> bool {
        let avail = row.avail;
        let license = avail.license_type().value();
        let entry = avail.entry_type().value();
        match self {
            Self::All => true,
            Self::Of(works) => is_one_of(avail, works),
            Self::Sales | Self::Priced if entry.is_some_and(EntryType::removes) => false,
            Self::Sales => license.is_some_and(LicenseType::is_transactional),
            Self::Priced => license.is_some_and(|license| {
                license.word().is_some()
                    && !matches!(license, LicenseType::Svod | LicenseType::Fvod)
            }),
            Self::PreOrders => license == Some(&LicenseType::Poest),
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

/// What to write.
fn mend(column: Column) -> &'static str {
    match column {
        Column::DisplayName => {
            "Write your name as the licensor; for Prime Video it is the PartnerAlias that you have \
             been assigned."
        }
        Column::Territory => "Write the two-letter code of the country, such as `US`.",
        Column::WorkType => "Write what the row sells: `Movie`, `Season` or `Episode`.",
        Column::EntryType => {
            "Write `Full Extract`; or `Full Delete` to remove an avail that was sent by mistake and \
             is not live."
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
        Column::AltId => "Write your own ID of the title, the same on all of its rows.",
        Column::SeriesAltId => "Write your own ID of the series, the same on all of its rows.",
        Column::SeasonAltId => "Write your own ID of the season, the same on all of its rows.",
        Column::EpisodeAltId => "Write your own ID of the episode, the same on all of its rows.",
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
            "Write the price: an amount such as `10.49` for `WSP`, a name such as `Library` for \
             `Category`."
        }
        Column::SuppressionLiftDate => {
            "Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`."
        }
        Column::CaptionIncluded => "Write `Yes` if captions will be delivered, else `No`.",
        Column::CaptionExemption => {
            "Write the number of the reason why the title needs no captions, `1` to `6`; or deliver \
             captions and write `Yes` into CaptionIncluded."
        }
        Column::AvailId => "Write the ID of the one window that the row is about.",
        Column::RefAlid => "Write the ALID of the title that the bonus material belongs to.",
        Column::RefLicenseType => {
            "Write the license type of the avail that the bonus material belongs to."
        }
        // Every column of the table is above.
        other => other.meaning(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{DEMANDS, RULE, mend};
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, str};
    use ema_model::{
        AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, Layout, Marks, Requirement,
        Sheet, SheetKind, Stored, Workbook,
    };

    fn season() -> Sample {
        Sample::episode()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .with(Column::EpisodeTitleInternalAlias, "")
            .with(Column::EpisodeContentId, "")
            .with(Column::CaptionIncluded, "")
    }

    fn old_episode() -> Sample {
        Sample::episode()
            .without(Column::Alid)
            .without(Column::EpisodeContentId)
            .with(Column::SeriesContentId, "")
            .with(Column::SeasonContentId, "")
            .with(Column::SeriesAltId, "DETECTIVES")
            .with(Column::SeasonAltId, "DETECTIVES_S1")
            .version(EmaVersion::V1_6)
    }

    #[test]
    fn rows_with_what_they_need_pass() {
        for sample in [
            Sample::movie(),
            Sample::episode(),
            season(),
            old_episode(),
            Sample::movie().with(Column::ContentId, ""),
            Sample::movie().with(Column::AltId, ""),
            Sample::episode().with(Column::SeasonNumber, ""),
            Sample::episode().with(Column::EpisodeCount, ""),
        ] {
            assert_silent(&RULE, &sample);
        }
        for sample in [Sample::movie(), Sample::episode(), season(), old_episode()] {
            assert_silent(&RULE, &sample.under_ema());
        }
    }

    #[test]
    fn xml_needs_what_its_elements_say() {
        let without = Sample::movie().with(Column::CaptionIncluded, "");
        assert_silent(&RULE, &without.clone().in_xml());
        fired(&RULE, &without);
        let unnumbered = Sample::episode().with(Column::SeasonNumber, "").under_ema();
        assert_silent(&RULE, &unnumbered.clone().in_xml());
        fired(&RULE, &unnumbered);
        let untitled = Sample::movie().with(Column::TitleInternalAlias, "");
        fired(&RULE, &untitled.in_xml());
    }

    #[test]
    fn what_every_row_needs_is_asked_of_full_delete_rows_too() {
        let blank = |sample: Sample| {
            [
                Column::DisplayName,
                Column::Territory,
                Column::TitleInternalAlias,
                Column::LicenseType,
                Column::FormatProfile,
                Column::Start,
                Column::End,
                Column::Alid,
            ]
            .into_iter()
            .fold(sample, |sample, column| sample.with(column, " "))
        };
        assert_snapshot(
            fired(&RULE, &blank(Sample::movie())),
            str![[r#"
A4 DisplayName: error
  DisplayName is blank; every row needs one
  help: Write your name as the licensor; for Prime Video it is the PartnerAlias that you have been assigned.
C4 Territory: error
  Territory is blank; every row needs one
  help: Write the two-letter code of the country, such as `US`.
F4 TitleInternalAlias: error
  TitleInternalAlias is blank; movies, shorts, bundles and bonus material need it
  help: Write the title as you file it.
G4 LicenseType: error
  LicenseType is blank; every row needs one
  help: Write the kind of license, such as `EST`, `VOD` or `SVOD`.
H4 FormatProfile: error
  FormatProfile is blank; every row needs one
  help: Write the resolution that is licensed, such as `HD` or `SD`.
I4 Start: error
  Start is blank; every row needs one
  help: Write the day on which the window begins, as `YYYY-MM-DD`.
J4 End: error
  End is blank; every row needs one
  help: Write the last day of the window, as `YYYY-MM-DD`, or `Open` if it has no end.
P4 ALID: error
  ALID is blank; from version 1.7 on every row needs one
  help: Write the unique ID of the title, the same on all of its rows.

"#]],
        );
        let delete = Sample::movie().with(Column::EntryType, "Full Delete");
        assert_eq!(
            fired(&RULE, &blank(delete)),
            fired(&RULE, &blank(Sample::movie()))
        );
    }

    #[test]
    fn the_work_type_says_which_title_and_which_numbers() {
        let blank = |sample: Sample| {
            [
                Column::TitleInternalAlias,
                Column::EpisodeTitleInternalAlias,
                Column::SeriesTitleInternalAlias,
                Column::SeasonNumber,
                Column::EpisodeNumber,
                Column::EpisodeCount,
                Column::SeriesContentId,
                Column::SeasonContentId,
                Column::EpisodeContentId,
                Column::ContentId,
            ]
            .into_iter()
            .fold(sample, |sample, column| sample.with(column, ""))
        };
        assert_snapshot(
            fired(&RULE, &blank(Sample::movie())),
            str![[r#"
F4 TitleInternalAlias: error
  TitleInternalAlias is blank; movies, shorts, bundles and bonus material need it
  help: Write the title as you file it.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &blank(Sample::episode())),
            str![[r#"
F4 SeriesTitleInternalAlias: error
  SeriesTitleInternalAlias is blank; Season and Episode rows need it
  help: Write the title of the series as you file it.
H4 EpisodeNumber: error
  EpisodeNumber is blank; Episode rows need it
  help: Write the number of the episode in its season, such as `1`.
I4 EpisodeTitleInternalAlias: error
  EpisodeTitleInternalAlias is blank; Episode rows need it
  help: Write the title of the episode as you file it.
T4 SeriesContentID: error
  SeriesContentID is blank; from version 1.7 on Season and Episode rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; from version 1.7 on Season and Episode rows need it
  help: Write the ID under which the metadata of the season is delivered.
V4 EpisodeContentID: error
  EpisodeContentID is blank; from version 1.7 on Episode rows need it
  help: Write the ID under which the metadata of the episode is delivered.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &blank(season())),
            str![[r#"
F4 SeriesTitleInternalAlias: error
  SeriesTitleInternalAlias is blank; Season and Episode rows need it
  help: Write the title of the series as you file it.
G4 SeasonNumber: error
  SeasonNumber is blank; Season rows need it
  help: Write the number of the season in its series, such as `1`.
J4 EpisodeCount: error
  EpisodeCount is blank; Season rows need it
  help: Write how many episodes the season has.
T4 SeriesContentID: error
  SeriesContentID is blank; from version 1.7 on Season and Episode rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; from version 1.7 on Season and Episode rows need it
  help: Write the ID under which the metadata of the season is delivered.

"#]],
        );
        let ema = |sample| blank(sample).under_ema();
        assert_snapshot(
            fired(&RULE, &ema(Sample::movie())),
            str![[r#"
F4 TitleInternalAlias: error
  TitleInternalAlias is blank; movies, shorts, bundles and bonus material need it
  help: Write the title as you file it.
O4 ContentID: error
  ContentID is blank; from version 1.7 on movies, shorts, bundles and bonus material need it
  help: Write the ID under which the metadata of the title is delivered.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &ema(Sample::episode())),
            str![[r#"
F4 SeriesTitleInternalAlias: error
  SeriesTitleInternalAlias is blank; Season and Episode rows need it
  help: Write the title of the series as you file it.
G4 SeasonNumber: error
  SeasonNumber is blank; Episode rows need it
  help: Write the number of the season in its series, such as `1`.
H4 EpisodeNumber: error
  EpisodeNumber is blank; Episode rows need it
  help: Write the number of the episode in its season, such as `1`.
I4 EpisodeTitleInternalAlias: error
  EpisodeTitleInternalAlias is blank; Episode rows need it
  help: Write the title of the episode as you file it.
T4 SeriesContentID: error
  SeriesContentID is blank; from version 1.7 on Season and Episode rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; from version 1.7 on Season and Episode rows need it
  help: Write the ID under which the metadata of the season is delivered.
V4 EpisodeContentID: error
  EpisodeContentID is blank; from version 1.7 on Episode rows need it
  help: Write the ID under which the metadata of the episode is delivered.

"#]],
        );
        let volume = season()
            .with(Column::WorkType, "Volume")
            .version(EmaVersion::V1_8);
        assert_snapshot(
            fired(&RULE, &ema(volume)),
            str![[r#"
row 4 VolumeContentID: error
  there is no column VolumeContentID; Volume rows need it
  help: Add the column. Write the ID under which the metadata of the volume is delivered.
F4 SeriesTitleInternalAlias: error
  SeriesTitleInternalAlias is blank; Volume rows need it
  help: Write the title of the series as you file it.
G4 SeasonNumber: error
  SeasonNumber is blank; Volume rows need it
  help: Write the number of the season in its series, such as `1`.
J4 EpisodeCount: error
  EpisodeCount is blank; Volume rows need it
  help: Write how many episodes the season has.
T4 SeriesContentID: error
  SeriesContentID is blank; Volume rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; Volume rows need it
  help: Write the ID under which the metadata of the season is delivered.

"#]],
        );
        // Without a WorkType nobody can say what is missing but that.
        let nothing = blank(Sample::movie()).with(Column::WorkType, "");
        assert_snapshot(
            fired(&RULE, &nothing),
            str![[r#"
D4 WorkType: error
  WorkType is blank; every row needs one
  help: Write what the row sells: `Movie`, `Season` or `Episode`.

"#]],
        );
    }

    #[test]
    fn sales_need_a_price_at_prime_video_and_all_but_subscriptions_in_ema() {
        let unpriced = |license| {
            Sample::movie()
                .with(Column::LicenseType, license)
                .with(Column::PriceType, "")
                .with(Column::PriceValue, "")
        };
        assert_snapshot(
            fired(&RULE, &unpriced("VOD")),
            str![[r#"
K4 PriceType: error
  PriceType is blank; sales, rentals and pre-orders need it
  help: Write how the price is stated: `WSP` for an amount of money, `Category` for a name such as `Library`.
L4 PriceValue: error
  PriceValue is blank; sales, rentals and pre-orders need it
  help: Write the price: an amount such as `10.49` for `WSP`, a name such as `Library` for `Category`.

"#]],
        );
        fired(
            &RULE,
            &unpriced("POEST").with(Column::SuppressionLiftDate, "2026-01-01"),
        );
        for license in ["SVOD", "AVOD", "FVOD", "Rental"] {
            assert_silent(&RULE, &unpriced(license));
        }
        assert_snapshot(
            fired(&RULE, &unpriced("AVOD").under_ema()),
            str![[r#"
K4 PriceType: error
  PriceType is blank; all rows but those of SVOD need it
  help: Write how the price is stated: `WSP` for an amount of money, `Category` for a name such as `Library`.
L4 PriceValue: error
  PriceValue is blank; all rows but those of SVOD need it
  help: Write the price: an amount such as `10.49` for `WSP`, a name such as `Library` for `Category`.

"#]],
        );
        for license in ["SVOD", "FVOD", "Rental"] {
            assert_silent(&RULE, &unpriced(license).under_ema());
        }
    }

    #[test]
    fn rows_that_delete_need_no_price() {
        let delete = |entry| {
            Sample::movie()
                .with(Column::EntryType, entry)
                .with(Column::Start, "1999-12-31")
                .with(Column::End, "2000-01-01")
                .with(Column::PriceType, "")
                .with(Column::PriceValue, "")
        };
        assert_silent(&RULE, &delete("Full Delete"));
        assert_silent(&RULE, &delete("Full Delete").under_ema());
        let window = delete("Delete").with(Column::AvailId, "34530345-ABD-WE");
        assert_silent(&RULE, &window.version(EmaVersion::V1_9).under_ema());
        assert_snapshot(
            fired(&RULE, &delete("Full Extract")),
            str![[r#"
K4 PriceType: error
  PriceType is blank; sales, rentals and pre-orders need it
  help: Write how the price is stated: `WSP` for an amount of money, `Category` for a name such as `Library`.
L4 PriceValue: error
  PriceValue is blank; sales, rentals and pre-orders need it
  help: Write the price: an amount such as `10.49` for `WSP`, a name such as `Library` for `Category`.

"#]],
        );
    }

    #[test]
    fn pre_orders_need_the_day_on_which_they_may_be_shown() {
        let sample = Sample::movie().with(Column::LicenseType, "POEST");
        // The sheet has no such column, and no other row needs it.
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
row 4 SuppressionLiftDate: error
  there is no column SuppressionLiftDate; pre-orders (POEST) need it
  help: Add the column. Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`.

"#]],
        );
        assert_silent(
            &RULE,
            &sample.with(Column::SuppressionLiftDate, "2025-12-01"),
        );
    }

    #[test]
    fn captions_are_asked_of_movies_and_episodes_in_the_united_states() {
        let silent = |territories| {
            let sample = Sample::movie().with(Column::Territory, territories);
            sample.with(Column::CaptionIncluded, "")
        };
        assert_snapshot(
            fired(&RULE, &silent("US")),
            str![[r#"
Q4 CaptionIncluded: error
  CaptionIncluded is blank; rows for the United States need it
  help: Write `Yes` if captions will be delivered, else `No`.

"#]],
        );
        fired(&RULE, &silent("CA, US").under_ema());
        fired(&RULE, &Sample::episode().with(Column::CaptionIncluded, ""));
        assert_silent(&RULE, &silent("CA, GB"));
        let elsewhere = silent("CA, US").with(Column::TerritoryExclusion, "US");
        assert_silent(&RULE, &elsewhere);

        let without = Sample::movie().with(Column::CaptionIncluded, "No");
        assert_snapshot(
            fired(&RULE, &without),
            str![[r#"
row 4 CaptionExemption: error
  there is no column CaptionExemption; rows for the United States without captions need the reason
  help: Add the column. Write the number of the reason why the title needs no captions, `1` to `6`; or deliver captions and write `Yes` into CaptionIncluded.

"#]],
        );
        assert_silent(&RULE, &without.clone().with(Column::CaptionExemption, "4"));
        assert_silent(&RULE, &without.with(Column::Territory, "CA"));
    }

    #[test]
    fn version_1_6_is_keyed_by_alt_ids() {
        let blank = |sample: Sample| {
            let columns = [
                Column::SeriesAltId,
                Column::SeasonAltId,
                Column::EpisodeAltId,
            ];
            let blank = |sample: Sample, column| sample.with(column, "");
            columns.into_iter().fold(sample, blank)
        };
        assert_snapshot(
            fired(&RULE, &blank(old_episode())),
            str![[r#"
K4 EpisodeAltID: error
  EpisodeAltID is blank; it is the unique ID of an episode in version 1.6
  help: Write your own ID of the episode, the same on all of its rows.
V4 SeriesAltID: error
  SeriesAltID is blank; Season and Episode rows of version 1.6 need it
  help: Write your own ID of the series, the same on all of its rows.
W4 SeasonAltID: error
  SeasonAltID is blank; Season and Episode rows of version 1.6 need it
  help: Write your own ID of the season, the same on all of its rows.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &blank(old_episode()).under_ema()),
            str![[r#"
K4 EpisodeAltID: error
  EpisodeAltID is blank; Episode rows of version 1.6 need it or the EIDR in EpisodeContentID
  help: Write your own ID of the episode, the same on all of its rows.
V4 SeriesAltID: error
  SeriesAltID is blank; Season and Episode rows of version 1.6 need it or the EIDR in SeriesContentID
  help: Write your own ID of the series, the same on all of its rows.
W4 SeasonAltID: error
  SeasonAltID is blank; Season and Episode rows of version 1.6 need it or the EIDR in SeasonContentID
  help: Write your own ID of the season, the same on all of its rows.

"#]],
        );
        let eidr = "10.5240/1489-49A2-3956-4B2D-FE16-5";
        let by_eidr = blank(old_episode())
            .with(Column::SeriesContentId, eidr)
            .with(Column::SeasonContentId, eidr)
            .with(Column::EpisodeContentId, eidr);
        fired(&RULE, &by_eidr);
        assert_silent(&RULE, &by_eidr.under_ema());
        let movie = Sample::movie()
            .with(Column::AltId, "")
            .version(EmaVersion::V1_6);
        assert_snapshot(
            fired(&RULE, &movie),
            str![[r#"
N4 AltID: error
  AltID is blank; it is the unique ID of a movie in version 1.6
  help: Write your own ID of the title, the same on all of its rows.

"#]],
        );
    }

    #[test]
    fn rows_of_one_window_name_it() {
        let update = Sample::movie()
            .with(Column::EntryType, "Update")
            .version(EmaVersion::V1_9)
            .under_ema();
        assert_snapshot(
            fired(&RULE, &update),
            str![[r#"
row 4 AvailID: error
  there is no column AvailID; Create, Update and Delete rows need it
  help: Add the column. Write the ID of the one window that the row is about.

"#]],
        );
        assert_silent(&RULE, &update.with(Column::AvailId, "34530345-ABD-WE"));
    }

    #[test]
    fn a_column_that_missing_column_reports_is_not_reported_on_each_row() {
        assert_silent(&RULE, &Sample::movie().without(Column::Territory));
        assert_silent(&RULE, &Sample::movie().without(Column::Alid));
        // A movie in the tab of episodes: no template has its title there.
        let movie = Sample::episode()
            .with(Column::WorkType, "Movie")
            .version(EmaVersion::V1_8);
        assert_snapshot(
            fired(&RULE, &movie),
            str![[r#"
row 4 TitleInternalAlias: error
  there is no column TitleInternalAlias; movies, shorts, bundles and bonus material need it
  help: Add the column. Write the title as you file it.

"#]],
        );
    }

    #[test]
    fn a_cell_without_a_value_is_not_blank() {
        let cell = |stored| Sample::movie().stored(Column::Alid, "", stored, Marks::default());
        assert_silent(&RULE, &cell(Stored::NoResult));
    }

    #[test]
    fn ema_demands_what_its_templates_flag_as_required() {
        for layout in Layout::all() {
            let work_type = match layout.sheet {
                SheetKind::Tv => "Episode",
                SheetKind::Collections => "Collection",
                SheetKind::Bonus => "Supplemental",
                _ => "Movie",
            };
            let filled = [
                (Column::WorkType, work_type),
                (Column::EntryType, "Full Extract"),
                (Column::LicenseType, "EST"),
            ];
            let mut builder = AvailBuilder::new(Arc::new(Header::template(layout)));
            for (column, text) in filled {
                builder.set(column, text);
            }
            let avail = builder.build(4);
            let header = Arc::clone(avail.header());
            let file = FileInfo::new(None, Format::Xlsx);
            let workbook = Workbook::new(file, vec![Sheet::new(header, vec![avail])]);
            let mut found = check(&Profile::ema(), &workbook);
            found.retain(|finding| finding.rule.name() == RULE.name);
            let demanded = |column: &Column| {
                let name = Some(column.name());
                found.iter().any(|finding| finding.field.as_deref() == name)
            };
            for column in layout.columns() {
                let requirement = column.placement(layout).unwrap().requirement;
                if requirement == Requirement::Required {
                    let filled = filled.iter().any(|(other, _)| other == column);
                    assert!(filled || demanded(column), "{layout}: {column}");
                }
                if requirement == Requirement::Optional {
                    assert!(!demanded(column), "{layout}: {column}");
                }
            }
        }
    }

    #[test]
    fn each_column_has_its_own_help() {
        for demand in DEMANDS {
            assert_ne!(
                mend(demand.column),
                demand.column.meaning(),
                "{}",
                demand.column
            );
        }
    }
}
