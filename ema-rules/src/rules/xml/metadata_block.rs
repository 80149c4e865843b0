//! The rule `metadata-block`.

use ema_model::{Avail, Cell, Column, WorkType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "metadata-block",
    summary: "an Asset is described by the metadata of another kind of work",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if an Asset in an XML file has a metadata element that does not match its \
               WorkType. A Movie and a Short have `Metadata`, a Series has `SeriesMetadata`, a \
               Season has `SeasonMetadata`, an Episode has `EpisodeMetadata`, and a Volume has \
               `VolumeMetadata`. `required-field` reports missing titles and numbers.",
        why: "A platform that relies on the WorkType looks for titles and numbers in an element \
              that is missing.",
        example: "`<EpisodeMetadata>` in an Asset with `<WorkType>Movie</WorkType>`.",
        remedy: "Correct the WorkType, or move the titles and numbers to the matching element.",
        source: "MovieLabs, structure rules of XML Avails 2.2 to 2.7: the metadata element of each \
                 WorkType",
    },
    check: Check::Row(check),
};

/// A metadata element, and the columns that are filled only from the element's direct content, not
/// from elements inside it. Columns that every kind of work has, such as the running time, are not
/// listed.
struct Block {
    element: &'static str,
    columns: &'static [Column],
}

/// The metadata elements. The elements for episodes and volumes precede the elements for seasons
/// and series, because they contain those elements.
const BLOCKS: [Block; 5] = [
    Block {
        element: "Metadata",
        columns: &[
            Column::TitleInternalAlias,
            Column::TitleDisplayUnlimited,
            Column::TitleId,
            Column::EditId,
            Column::AltId,
            Column::RetailerId1,
            Column::RetailerId2,
            Column::RetailerId3,
        ],
    },
    Block {
        element: "EpisodeMetadata",
        columns: &[
            Column::EpisodeTitleInternalAlias,
            Column::EpisodeTitleDisplayUnlimited,
            Column::EpisodeNumber,
            Column::EpisodeTitleId,
            Column::EpisodeId,
            Column::EpisodeAltId,
            Column::RetailerEpisodeId1,
            Column::RetailerEpisodeId2,
        ],
    },
    Block {
        element: "VolumeMetadata",
        columns: &[
            Column::VolumeTitleInternalAlias,
            Column::VolumeTitleDisplayUnlimited,
            Column::VolumeNumber,
            Column::VolumeId,
            Column::VolumeAltId,
            Column::RetailerVolumeId,
        ],
    },
    Block {
        element: "SeasonMetadata",
        columns: &[
            Column::SeasonTitleInternalAlias,
            Column::SeasonTitleDisplayUnlimited,
            Column::SeasonNumber,
            Column::SeasonContentId,
            Column::SeasonId,
            Column::SeasonAltId,
            Column::EpisodeCount,
            Column::RetailerSeasonId,
        ],
    },
    Block {
        element: "SeriesMetadata",
        columns: &[
            Column::SeriesTitleInternalAlias,
            Column::SeriesTitleDisplayUnlimited,
            Column::SeriesContentId,
            Column::SeriesId,
            Column::SeriesAltId,
            Column::SeasonCount,
            Column::RetailerSeriesId,
        ],
    },
];

/// Returns the metadata element for a WorkType, followed by the elements inside it.
fn elements(work_type: &WorkType) -> &'static [&'static str] {
    match work_type {
        WorkType::Movie | WorkType::Short => &["Metadata"],
        WorkType::Episode => &["EpisodeMetadata", "SeasonMetadata", "SeriesMetadata"],
        WorkType::Volume => &["VolumeMetadata", "SeasonMetadata", "SeriesMetadata"],
        WorkType::Season => &["SeasonMetadata", "SeriesMetadata"],
        // In sheets, there is no WorkType for a series.
        WorkType::Other(other) if &**other == "Series" => &["SeriesMetadata"],
        _ => &[],
    }
}

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let Some(work_type) = avail.work_type().value() else {
        return;
    };
    let [own, inside @ ..] = elements(work_type) else {
        return;
    };
    let foreign = BLOCKS
        .iter()
        .filter(|block| *own != block.element && !inside.contains(&block.element))
        .find_map(|block| Some((block, first_of(avail, block)?)));
    if let Some((block, cell)) = foreign {
        reporter.report_cell(
            cell,
            format!(
                "the WorkType of the Asset is {}, but it is described by `{}`",
                quoted(work_type.as_str()),
                block.element
            ),
            format!(
                "Correct WorkType, or describe the work by `{own}`, which belongs to this WorkType."
            ),
        );
    }
}

/// Returns the first cell that an element fills.
fn first_of<'a>(avail: &'a Avail, block: &Block) -> Option<&'a Cell> {
    let cells = block.columns.iter().filter_map(|column| {
        let cell = avail.cell(*column).filter(|cell| !cell.is_blank())?;
        Some((avail.position_of(cell)?, cell))
    });
    cells.min_by_key(|(at, _)| *at).map(|(_, cell)| cell)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn metadata_of_the_work_type_passes() {
        assert_silent(&RULE, &Sample::movie().in_xml());
        assert_silent(&RULE, &Sample::episode().in_xml());
        let season = Sample::episode()
            .with(Column::WorkType, "Season")
            .with(Column::EpisodeNumber, "")
            .with(Column::EpisodeTitleInternalAlias, "")
            .with(Column::EpisodeAltId, "");
        assert_silent(&RULE, &season.in_xml());
        let unknown = Sample::movie().with(Column::WorkType, "Documentary");
        assert_silent(&RULE, &unknown.in_xml());
        // In a sheet, every row has all of these columns.
        let sheet = Sample::movie().with(Column::EpisodeNumber, "1");
        assert_silent(&RULE, &sheet);
    }

    #[test]
    fn metadata_of_another_work_is_found() {
        let movie = Sample::episode().with(Column::WorkType, "Movie").in_xml();
        assert_snapshot(
            fired(&RULE, &movie),
            str![[r#"
line 107 EpisodeNumber: error
  the WorkType of the Asset is `Movie`, but it is described by `EpisodeMetadata`
  help: Correct WorkType, or describe the work by `Metadata`, which belongs to this WorkType.

"#]],
        );
        let series = Sample::episode().with(Column::WorkType, "Series").in_xml();
        assert_snapshot(
            fired(&RULE, &series),
            str![[r#"
line 107 EpisodeNumber: error
  the WorkType of the Asset is `Series`, but it is described by `EpisodeMetadata`
  help: Correct WorkType, or describe the work by `SeriesMetadata`, which belongs to this WorkType.

"#]],
        );
        let episode = Sample::movie().with(Column::WorkType, "Episode").in_xml();
        fired(&RULE, &episode.under_ema());
    }

    #[test]
    fn an_asset_is_told_once() {
        let movie = Sample::episode().with(Column::WorkType, "Movie").in_xml();
        assert_eq!(fired(&RULE, &movie.clone().twice()), fired(&RULE, &movie));
    }
}
