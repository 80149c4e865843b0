//! A table of files, each with its expected findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, Layout, Sheet, SheetKind,
    Workbook,
};
use ema_rules::{AsOf, Holdings, Profile, Report};

/// A file with all of its expected findings.
pub(crate) struct Case<'a> {
    pub(crate) name: &'a str,
    pub(crate) sheet: Template,
    pub(crate) rows: &'a [Row<'a>],
    /// The expected findings, such as `row 1: error money`, with rows counted from 1. A finding in the header begins
    /// with `header: `, and a finding about the file with `file: `. A rule that fires twice on a row is listed only
    /// once.
    pub(crate) finds: &'a [&'a str],
}

/// The official template with the columns of the file.
pub(crate) type Template = (EmaVersion, SheetKind);

pub(crate) const MOVIES: Template = (EmaVersion::V1_7_3, SheetKind::Movies);
pub(crate) const TV: Template = (EmaVersion::V1_7_3, SheetKind::Tv);
pub(crate) const MOVIES_1_6: Template = (EmaVersion::V1_6, SheetKind::Movies);
pub(crate) const TV_1_6: Template = (EmaVersion::V1_6, SheetKind::Tv);
pub(crate) const AVAILS_1_8: Template = (EmaVersion::V1_8, SheetKind::Avails);
pub(crate) const AVAILS_1_9: Template = (EmaVersion::V1_9, SheetKind::Avails);

type Cells<'a> = &'a [(Column, &'a str)];

/// A row in a file: a base row with some cells changed.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    base: &'a [Cells<'a>],
    cells: Cells<'a>,
}

/// The cells that every row starts with.
const ANY: Cells<'_> = &[
    (Column::DisplayName, "harborfilms"),
    (Column::Territory, "US"),
    (Column::EntryType, "Full Extract"),
    (Column::FormatProfile, "HD"),
    (Column::Start, "2027-03-01"),
    (Column::End, "2027-12-31"),
    (Column::CaptionIncluded, "Yes"),
];
const MOVIE: Cells<'_> = &[
    (Column::WorkType, "Movie"),
    (Column::TitleInternalAlias, "The Last Ferry"),
    (Column::Alid, "FERRY"),
];
const SEASON: Cells<'_> = &[
    (Column::WorkType, "Season"),
    (Column::SeriesTitleInternalAlias, "Harbor Watch"),
    (Column::SeasonNumber, "1"),
    (Column::EpisodeCount, "3"),
    (Column::SeriesAltId, "HARBOR"),
    (Column::SeasonAltId, "HARBOR_S1"),
    (Column::SeriesContentId, "HARBOR"),
    (Column::SeasonContentId, "HARBOR_S1"),
    (Column::Alid, "HARBOR_S1"),
    (Column::CaptionIncluded, ""),
];
const EPISODE: Cells<'_> = &[
    (Column::WorkType, "Episode"),
    (Column::CaptionIncluded, "Yes"),
];
const SOLD: Cells<'_> = &[
    (Column::LicenseType, "EST"),
    (Column::PriceType, "WSP"),
    (Column::PriceValue, "10.49"),
    (Column::PriceCurrency, "USD"),
];
const SUBSCRIPTION: Cells<'_> = &[
    (Column::LicenseType, "SVOD"),
    (Column::GroupIdentity, "Prime Video"),
];
/// The dates that EMA recommends for a Full Delete. A Full Delete does not need a price or captions.
const DELETED: Cells<'_> = &[
    (Column::EntryType, "Full Delete"),
    (Column::LicenseType, "EST"),
    (Column::Start, "1999-12-31"),
    (Column::End, "2000-01-01"),
    (Column::CaptionIncluded, ""),
];

/// A movie for sale (EST) in HD at a wholesale price, from March to December 2027.
pub(crate) const fn sale(cells: Cells<'_>) -> Row<'_> {
    Row {
        base: &[ANY, MOVIE, SOLD],
        cells,
    }
}

/// The same movie in Prime Video's own subscription (SVOD), without a price.
pub(crate) const fn subscription(cells: Cells<'_>) -> Row<'_> {
    Row {
        base: &[ANY, MOVIE, SUBSCRIPTION],
        cells,
    }
}

/// A Full Delete for that movie's EST offer, in the form that EMA recommends.
pub(crate) const fn delete(cells: Cells<'_>) -> Row<'_> {
    Row {
        base: &[ANY, MOVIE, DELETED],
        cells,
    }
}

/// A season with three episodes, for sale.
pub(crate) const fn season(cells: Cells<'_>) -> Row<'_> {
    Row {
        base: &[ANY, SEASON, SOLD],
        cells,
    }
}

/// Episode 1, 2 or 3 of that season, for sale.
pub(crate) const fn episode(number: usize, cells: Cells<'_>) -> Row<'_> {
    const NUMBERS: [&[Cells<'_>]; 3] = [
        &[ANY, SEASON, EPISODE, SOLD, EPISODE_1],
        &[ANY, SEASON, EPISODE, SOLD, EPISODE_2],
        &[ANY, SEASON, EPISODE, SOLD, EPISODE_3],
    ];
    Row {
        base: NUMBERS[number - 1],
        cells,
    }
}

const EPISODE_1: Cells<'_> = &[
    (Column::EpisodeNumber, "1"),
    (Column::EpisodeTitleInternalAlias, "High Tide"),
    (Column::EpisodeAltId, "HARBOR_S1E1"),
    (Column::EpisodeContentId, "HARBOR_S1E1"),
    (Column::Alid, "HARBOR_S1E1"),
];
const EPISODE_2: Cells<'_> = &[
    (Column::EpisodeNumber, "2"),
    (Column::EpisodeTitleInternalAlias, "Low Tide"),
    (Column::EpisodeAltId, "HARBOR_S1E2"),
    (Column::EpisodeContentId, "HARBOR_S1E2"),
    (Column::Alid, "HARBOR_S1E2"),
];
const EPISODE_3: Cells<'_> = &[
    (Column::EpisodeNumber, "3"),
    (Column::EpisodeTitleInternalAlias, "Slack Water"),
    (Column::EpisodeAltId, "HARBOR_S1E3"),
    (Column::EpisodeContentId, "HARBOR_S1E3"),
    (Column::Alid, "HARBOR_S1E3"),
];

impl Row<'_> {
    fn build(self, number: u32, builder: &mut AvailBuilder, header: &Header) -> Avail {
        for (column, _) in self.cells {
            let name = column.name();
            assert!(header.index_of(*column).is_some(), "no column {name}");
        }
        let mut texts = BTreeMap::new();
        for (column, text) in self.base.iter().copied().flatten() {
            // In 1.6, these columns contain EIDRs.
            if header.version() != EmaVersion::V1_6 || !CONTENT_IDS.contains(column) {
                texts.insert(*column, *text);
            }
        }
        texts.extend(self.cells.iter().copied());
        for (column, text) in texts {
            // Some versions lack some of the base row's columns, so setting a cell can fail.
            let _ = builder.set(column, text);
        }
        builder.build(number)
    }
}

const CONTENT_IDS: [Column; 3] = [
    Column::SeriesContentId,
    Column::SeasonContentId,
    Column::EpisodeContentId,
];

impl Case<'_> {
    pub(crate) fn file(&self) -> Workbook {
        let (version, sheet) = self.sheet;
        let header = Arc::new(Header::template(Layout { version, sheet }));
        let mut builder = AvailBuilder::new(Arc::clone(&header));
        let rows = (FIRST_ROW..).zip(self.rows);
        let rows = rows.map(|(number, row)| row.build(number, &mut builder, &header));
        let sheet = Sheet::new(Arc::clone(&header), rows.collect());
        Workbook::new(FileInfo::new(None, Format::Csv), vec![sheet])
    }

    /// Returns the findings under a profile as of November 21, 2026, except for the notice about the file format.
    pub(crate) fn found(&self, profile: &Profile) -> Vec<String> {
        findings(&profile.check(&self.file(), day()))
    }

    /// Returns the findings under a profile, given the platform's holdings.
    pub(crate) fn found_against(&self, held: &Holdings, profile: &Profile) -> Vec<String> {
        findings(&profile.check_against(held, &self.file(), day()))
    }
}

/// The as-of day of the checks.
pub(crate) fn day() -> AsOf {
    "2026-11-21".parse().unwrap()
}

/// Formats findings as in [`Case::finds`].
pub(crate) fn findings(report: &Report) -> Vec<String> {
    let findings = report.findings().iter().flat_map(|it| it.unfold());
    // The cases do not test the file format.
    let findings = findings.filter(|finding| finding.rule.name() != "not-a-workbook");
    let findings = findings.map(|finding| {
        let place = match finding.place.row {
            Some(row) if row >= FIRST_ROW => format!("row {}", row + 1 - FIRST_ROW),
            Some(_) => "header".to_owned(),
            None => "file".to_owned(),
        };
        format!("{place}: {} {}", finding.severity, finding.rule.name())
    });
    let mut findings: Vec<String> = findings.collect();
    findings.sort();
    findings.dedup();
    findings
}

/// The row number of the first avail in a template.
const FIRST_ROW: u32 = 4;

/// Checks each file against Prime Video's profile, and fails with a list of all differences.
#[track_caller]
pub(crate) fn check(cases: &[Case<'_>]) {
    let mut differences = String::new();
    for case in cases {
        let found = case.found(&Profile::prime_video());
        let mut expected = case.finds.to_vec();
        expected.sort_unstable();
        if found != expected {
            differences += &format!(
                "{}\n  expected {expected:?}\n  found    {found:?}\n",
                case.name
            );
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}
