//! Which column of another version holds what stands in a column.
//!
//! Version 1.7 made the ALID the key of a row, gave the EIDRs columns of their own, and the names of
//! ContentID to the IDs of metadata; from 1.7 on columns only come, or come back. Sources: the
//! templates and data dictionaries of 1.6e2 and 1.7.2; the mapping of MovieLabs' mddf tools for 1.6
//! (`RowToXmlHelperV1_6`); Prime Video, "Content rights", for the IDs that have to agree.

use ema_model::{Avail, Column, EmaVersion, WorkType};

/// That a column of one version stands in another column of another.
pub(super) struct Move {
    pub(super) from: Column,
    pub(super) to: Column,
    step: Step,
    works: Works,
    /// Why it does not mean quite the same there.
    pub(super) changed: Option<&'static str>,
}

/// The conversions for which a move is made.
#[derive(Clone, Copy)]
enum Step {
    /// From 1.6 to a later version.
    Up,
    /// From a later version to 1.6.
    Down,
    /// Of a column that 1.6 alone has, wherever it was found, to a later version.
    Out,
}

/// The rows of which a move is made.
#[derive(Clone, Copy)]
enum Works {
    All,
    Movies,
    Seasons,
    Episodes,
}

impl Move {
    /// Whether the move is made for a row.
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

/// Whether a row is of TV: it sells seasons, volumes or episodes.
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

/// Whether a column of the same name means something else across the step from 1.6 to 1.7: the
/// ContentIDs are EIDRs before it, and IDs of metadata after it.
pub(super) fn changes_meaning(column: Column, from: EmaVersion, to: EmaVersion) -> bool {
    (from == EmaVersion::V1_6) != (to == EmaVersion::V1_6)
        && column.kind(EmaVersion::V1_6) != column.kind(EmaVersion::V1_7)
}

/// The moves that go before what stays in its column: keys and names.
pub(super) const FIRST: &[Move] = {
    use Column as C;
    &[
        // The unique ID of a row.
        moved(C::AltId, C::Alid, Step::Up, Works::Movies),
        moved(C::SeasonAltId, C::Alid, Step::Up, Works::Seasons),
        moved(C::EpisodeAltId, C::Alid, Step::Up, Works::Episodes),
        moved(C::Alid, C::AltId, Step::Down, Works::Movies),
        moved(C::Alid, C::SeasonAltId, Step::Down, Works::Seasons),
        moved(C::Alid, C::EpisodeAltId, Step::Down, Works::Episodes),
        // EIDRs.
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
        // Languages.
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
                "it stands in AssetLanguage now, which names the languages of the assets, and no \
                 longer that of the store",
            ),
            ..moved(C::StoreLanguage, C::AssetLanguage, Step::Out, Works::All)
        },
    ]
};

/// The moves that come after what stays in its column.
///
/// From 1.7 on the IDs of metadata are required, and 1.6 has no column for them. The licensor's own
/// IDs stand for them, as in mddf, and as Prime Video wants them to agree; on the way back an ID that
/// agrees with its AltID is held by that.
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
