//! Defines which columns move between versions.
//!
//! Version 1.7 made ALID the key of a row, gave EIDRs their own columns, and reused the ContentID columns for metadata
//! IDs. Later versions only add or reintroduce columns. Sources: the templates and data dictionaries for 1.6e2 and
//! 1.7.2, the mapping for 1.6 in MovieLabs' mddf tools (`RowToXmlHelperV1_6`), and Prime Video's page "Content rights"
//! for the IDs that must agree.

use ema_model::{Avail, Column, EmaVersion, WorkType};

/// A move from a column in one version to a different column in another version.
pub(super) struct Move {
    pub(super) from: Column,
    pub(super) to: Column,
    step: Step,
    works: Works,
    /// The reason to report if the value has a different meaning in the target column.
    pub(super) changed: Option<&'static str>,
}

/// The conversions in which a column moves.
#[derive(Clone, Copy)]
enum Step {
    /// Conversions from 1.6 to a later version.
    Up,
    /// Conversions from a later version to 1.6.
    Down,
    /// Conversions from any version to a version after 1.6, for a column that only 1.6 defines.
    Out,
}

/// The rows in which a column moves.
#[derive(Clone, Copy)]
enum Works {
    All,
    Movies,
    Seasons,
    Episodes,
}

impl Move {
    /// Returns whether the move applies to a row.
    pub(super) fn is_for(&self, avail: &Avail, to: EmaVersion) -> bool {
        let from = avail.version();
        let crosses = match self.step {
            Step::Up => from == EmaVersion::V1_6 && to > EmaVersion::V1_6,
            Step::Down => from > EmaVersion::V1_6 && to == EmaVersion::V1_6,
            Step::Out => to > EmaVersion::V1_6,
        };
        let work = avail.work_type().value();
        crosses
            && match self.works {
                Works::All => true,
                Works::Movies => !is_tv(avail),
                Works::Seasons => work == Some(&WorkType::Season),
                Works::Episodes => work == Some(&WorkType::Episode),
            }
    }
}

/// Returns whether a row is for TV: a season, a volume or an episode.
pub(super) fn is_tv(avail: &Avail) -> bool {
    match avail.work_type().value() {
        Some(WorkType::Season | WorkType::Episode | WorkType::Volume) => true,
        Some(WorkType::Other(_)) | None => [
            Column::SeriesTitleInternalAlias,
            Column::SeasonNumber,
            Column::EpisodeNumber,
        ]
        .iter()
        .any(|column| avail.cell(*column).is_some()),
        Some(_) => false,
    }
}

/// Returns whether a column has different meanings in the two versions. For example, the ContentID columns hold EIDRs
/// in 1.6 but metadata IDs from 1.7 on.
pub(super) fn changes_meaning(column: Column, from: EmaVersion, to: EmaVersion) -> bool {
    (from == EmaVersion::V1_6) != (to == EmaVersion::V1_6)
        && column.kind(EmaVersion::V1_6) != column.kind(EmaVersion::V1_7)
}

/// Moves that take precedence over values that stay in their columns.
pub(super) const FIRST: &[Move] = {
    use Column as C;
    &[
        // Moves between the columns for a row's unique ID.
        moved(C::AltId, C::Alid, Step::Up, Works::Movies),
        moved(C::SeasonAltId, C::Alid, Step::Up, Works::Seasons),
        moved(C::EpisodeAltId, C::Alid, Step::Up, Works::Episodes),
        moved(C::Alid, C::AltId, Step::Down, Works::Movies),
        moved(C::Alid, C::SeasonAltId, Step::Down, Works::Seasons),
        moved(C::Alid, C::EpisodeAltId, Step::Down, Works::Episodes),
        // Moves between the columns for EIDRs.
        moved(C::ContentId, C::TitleId, Step::Up, Works::All),
        moved(C::TitleId, C::ContentId, Step::Down, Works::All),
        moved(C::ProductId, C::EditId, Step::Out, Works::All),
        moved(C::EditId, C::ProductId, Step::Down, Works::All),
        moved(C::SeriesContentId, C::SeriesId, Step::Up, Works::All),
        moved(C::SeriesId, C::SeriesContentId, Step::Down, Works::All),
        moved(C::SeasonContentId, C::SeasonId, Step::Up, Works::All),
        moved(C::SeasonId, C::SeasonContentId, Step::Down, Works::All),
        moved(C::EpisodeContentId, C::EpisodeTitleId, Step::Up, Works::All),
        moved(
            C::EpisodeTitleId,
            C::EpisodeContentId,
            Step::Down,
            Works::All,
        ),
        moved(C::EpisodeProductId, C::EpisodeId, Step::Out, Works::All),
        moved(C::EpisodeId, C::EpisodeProductId, Step::Down, Works::All),
        // Moves between the columns for languages.
        moved(
            C::HoldbackExclusionLanguage,
            C::AllowedLanguages,
            Step::Out,
            Works::All,
        ),
        moved(
            C::AllowedLanguages,
            C::HoldbackExclusionLanguage,
            Step::Down,
            Works::All,
        ),
        Move {
            changed: Some(
                "it is now in AssetLanguage, which names the languages of the assets, and no \
                 longer that of the store",
            ),
            ..moved(C::StoreLanguage, C::AssetLanguage, Step::Out, Works::All)
        },
    ]
};

/// Moves that apply only if no value stays in the target column.
///
/// Metadata IDs are required from 1.7 on, but 1.6 has no columns for them. Like mddf, this crate uses the licensor's
/// own IDs as metadata IDs, because Prime Video requires the two kinds of IDs to agree. In a conversion to 1.6,
/// metadata IDs move to the AltID columns if those are empty.
pub(super) const LAST: &[Move] = {
    use Column as C;
    &[
        moved(C::AltId, C::ContentId, Step::Up, Works::Movies),
        moved(C::SeriesAltId, C::SeriesContentId, Step::Up, Works::All),
        moved(C::SeasonAltId, C::SeasonContentId, Step::Up, Works::All),
        moved(
            C::EpisodeAltId,
            C::EpisodeContentId,
            Step::Up,
            Works::Episodes,
        ),
        moved(C::ContentId, C::AltId, Step::Down, Works::Movies),
        moved(C::SeriesContentId, C::SeriesAltId, Step::Down, Works::All),
        moved(C::SeasonContentId, C::SeasonAltId, Step::Down, Works::All),
        moved(
            C::EpisodeContentId,
            C::EpisodeAltId,
            Step::Down,
            Works::Episodes,
        ),
    ]
};

const fn moved(from: Column, to: Column, step: Step, works: Works) -> Move {
    Move {
        from,
        to,
        step,
        works,
        changed: None,
    }
}
