//! Writes a workbook to fill in, which explains its columns.

use ema_io::{Output, Template, TemplateColumn};
use ema_model::{Column, EmaVersion, Layout, SheetKind};
use ema_rules::{ColumnGuide, ColumnNeed, Profile};

/// Which columns a template has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TemplateColumns {
    /// All columns of the layout.
    All,
    /// The columns that the profile's platform uses.
    Used,
}

/// Writes an Excel workbook to fill in.
///
/// The note on each header states the column's meaning, the rows that must fill the column, and the accepted values.
/// The drop-down lists have the words that the profile accepts. Two example rows, which are comments, show what an
/// avail looks like.
///
/// ```
/// use ema_avails::model::{EmaVersion, Layout, SheetKind};
/// use ema_avails::{Output, Profile, TemplateColumns, write_template};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("movies.xlsx");
/// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Movies };
/// write_template(Output::path(&path), layout, &Profile::prime_video(), TemplateColumns::Used)?;
///
/// let sheet = &ema_avails::io::read_path(&path)?.sheets[0];
/// assert!(sheet.header.columns().len() < layout.columns().len());
/// assert!(sheet.avails.is_empty(), "the examples are comments");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// See [`Template::write`].
pub fn write_template(
    output: Output<'_>,
    layout: Layout,
    profile: &Profile,
    columns: TemplateColumns,
) -> Result<(), ema_io::Error> {
    let mut template = Template::new(layout);
    for &column in layout.columns() {
        let guide = profile.guide(column, layout);
        if columns == TemplateColumns::All || guide.need != ColumnNeed::Unused {
            template.column(TemplateColumn {
                column,
                flag: flag(&guide.need),
                note: note(column, &guide),
                words: guide.words,
            });
        }
    }
    for example in examples(layout) {
        template.example(example);
    }
    template.write(output)
}

/// Words the flag in row 3 as the official templates do.
fn flag(need: &ColumnNeed) -> String {
    match need {
        ColumnNeed::Required => "//REQ".to_owned(),
        ColumnNeed::RequiredFor(rows) => format!("//REQ {rows}"),
        ColumnNeed::Unused => "//Not used".to_owned(),
        _ => "//Opt".to_owned(),
    }
}

fn note(column: Column, guide: &ColumnGuide) -> String {
    let mut note = column.meaning().to_owned();
    note += &match &guide.need {
        ColumnNeed::Required => "\nRequired.".to_owned(),
        ColumnNeed::RequiredFor(rows) => format!("\nRequired {rows}."),
        ColumnNeed::Unused => "\nNot used: leave it blank.".to_owned(),
        _ => "\nOptional.".to_owned(),
    };
    if let Some(values) = &guide.values {
        note += &format!("\nValues: {values}");
    }
    note
}

type Example = Vec<(Column, &'static str)>;

/// Two rows that would pass the rules if they were not comments.
fn examples(layout: Layout) -> [Example; 2] {
    let mut examples = match layout.sheet {
        SheetKind::Tv => [episode(), season()],
        SheetKind::Avails => [movie(), episode()],
        SheetKind::Bonus => [bonus(movie()), bonus(rental())],
        _ => [movie(), rental()],
    };
    for example in &mut examples {
        if layout.version == EmaVersion::V1_6 {
            // In 1.6, these columns hold EIDRs, and the unique IDs are in the AltID columns.
            example.retain(|(column, _)| !CONTENT_IDS.contains(column));
        } else {
            example.retain(|(column, _)| !ALT_IDS.contains(column));
        }
    }
    examples
}

const CONTENT_IDS: [Column; 4] = [
    Column::ContentId,
    Column::SeriesContentId,
    Column::SeasonContentId,
    Column::EpisodeContentId,
];

const ALT_IDS: [Column; 4] = [
    Column::AltId,
    Column::SeriesAltId,
    Column::SeasonAltId,
    Column::EpisodeAltId,
];

/// A movie that is for sale.
fn movie() -> Example {
    let mut cells = offer("Movie", "NIGHT_TRAIN_2026", "9.99");
    cells.extend([
        (Column::TitleInternalAlias, "Night Train, The"),
        (Column::TitleDisplayUnlimited, "The Night Train"),
        (Column::AltId, "NIGHT_TRAIN_2026"),
        (Column::ContentId, "NIGHT_TRAIN_2026"),
    ]);
    cells
}

/// The same movie for rent, for a limited time.
fn rental() -> Example {
    let mut cells = movie();
    cells.retain(|(column, _)| !matches!(column, Column::LicenseType | Column::End));
    cells.retain(|(column, _)| *column != Column::PriceValue);
    cells.extend([
        (Column::LicenseType, "VOD"),
        (Column::End, "2028-12-31"),
        (Column::PriceValue, "2.99"),
        (Column::RentalDuration, "720"),
        (Column::WatchDuration, "48"),
    ]);
    cells
}

/// Bonus material of the movie.
fn bonus(mut cells: Example) -> Example {
    cells.retain(|(column, _)| !matches!(column, Column::WorkType | Column::Alid));
    cells.extend([
        (Column::WorkType, "Supplemental"),
        (Column::Alid, "NIGHT_TRAIN_2026_EXTRAS"),
        (Column::RefAlid, "NIGHT_TRAIN_2026"),
        (Column::RefLicenseType, "EST"),
    ]);
    cells
}

fn episode() -> Example {
    let mut cells = offer("Episode", "LIGHTHOUSE_S1E1", "1.99");
    cells.extend(series());
    cells.extend([
        (Column::EpisodeNumber, "1"),
        (Column::EpisodeTitleInternalAlias, "The Keeper"),
        (Column::EpisodeTitleDisplayUnlimited, "The Keeper"),
        (Column::EpisodeAltId, "LIGHTHOUSE_S1E1"),
        (Column::EpisodeContentId, "LIGHTHOUSE_S1E1"),
    ]);
    cells
}

fn season() -> Example {
    let mut cells = offer("Season", "LIGHTHOUSE_S1", "12.99");
    cells.extend(series());
    cells
}

fn series() -> [(Column, &'static str); 8] {
    [
        (Column::SeriesTitleInternalAlias, "Lighthouse, The"),
        (Column::SeriesTitleDisplayUnlimited, "The Lighthouse"),
        (Column::SeasonNumber, "1"),
        (Column::EpisodeCount, "8"),
        (Column::SeriesAltId, "LIGHTHOUSE"),
        (Column::SeriesContentId, "LIGHTHOUSE"),
        (Column::SeasonAltId, "LIGHTHOUSE_S1"),
        (Column::SeasonContentId, "LIGHTHOUSE_S1"),
    ]
}

/// A sale in the United States.
fn offer(work: &'static str, id: &'static str, price: &'static str) -> Example {
    vec![
        (Column::DisplayName, "Rockstar Films"),
        (Column::AssetLanguage, "en"),
        (Column::Territory, "US"),
        (Column::WorkType, work),
        (Column::EntryType, "Full Extract"),
        (Column::LicenseType, "EST"),
        (Column::FormatProfile, "HD"),
        (Column::Start, "2027-01-31"),
        (Column::End, "Open"),
        (Column::PriceType, "WSP"),
        (Column::PriceValue, price),
        (Column::PriceCurrency, "USD"),
        (Column::Alid, id),
        (Column::CaptionIncluded, "Yes"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use ema_model::{AvailBuilder, FileInfo, Format, Header, Sheet, Workbook};
    use ema_rules::Report;

    /// Prime Video takes only movies and TV.
    fn takes(profile: &Profile, layout: Layout) -> bool {
        let tabs = [SheetKind::Movies, SheetKind::Tv, SheetKind::Avails];
        profile.name() == "ema" || tabs.contains(&layout.sheet)
    }

    fn written(layout: Layout, profile: &Profile, columns: TemplateColumns) -> Workbook {
        let mut bytes = Vec::new();
        let output = Output::stream(Format::Xlsx, &mut bytes);
        write_template(output, layout, profile, columns).unwrap();
        ema_io::read_bytes(bytes).unwrap()
    }

    fn check(profile: &Profile, workbook: &Workbook) -> Report {
        profile.check(workbook, "2026-11-21".parse::<ema_rules::AsOf>().unwrap())
    }

    #[test]
    fn a_template_has_no_avails_and_no_finding_but_that() {
        for profile in Profile::names().filter_map(Profile::named) {
            for layout in Layout::all() {
                for columns in [TemplateColumns::All, TemplateColumns::Used] {
                    let workbook = written(layout, &profile, columns);
                    let [sheet] = &workbook.sheets[..] else {
                        panic!("{layout}: one sheet");
                    };
                    assert_eq!(sheet.avails, [], "{layout}");
                    assert_eq!(sheet.header.version(), layout.version, "{layout}");
                    let report = check(&profile, &workbook);
                    let rules = report.findings().iter().map(|it| it.first.rule.name());
                    assert_eq!(rules.collect::<Vec<_>>(), ["no-avails"], "{layout}");
                }
            }
        }
    }

    #[test]
    fn the_examples_would_pass_the_rules() {
        for profile in Profile::names().filter_map(Profile::named) {
            for layout in Layout::all().filter(|layout| takes(&profile, *layout)) {
                let header = Arc::new(Header::template(layout));
                let mut builder = AvailBuilder::new(Arc::clone(&header));
                let avails = (4..).zip(examples(layout)).map(|(row, example)| {
                    for (column, text) in example {
                        let _ = builder.set(column, text);
                    }
                    builder.build(row)
                });
                let sheet = Sheet::new(Arc::clone(&header), avails.collect());
                let file = FileInfo::new(None, Format::Xlsx);
                let workbook = Workbook::new(file, vec![sheet]);
                let bytes = ema_io::write_bytes(&workbook, Format::Xlsx, &mut |loss| {
                    panic!("{loss}");
                });
                let report = check(&profile, &ema_io::read_bytes(bytes.unwrap()).unwrap());
                let mut rules = report.findings().iter().map(|it| it.first.rule.name());
                // Version 1.6 has no column for the currency.
                let is_expected =
                    |rule| rule == "currency-default" && layout.version == EmaVersion::V1_6;
                assert!(
                    rules.all(is_expected),
                    "{layout}, {}:\n{}",
                    profile.name(),
                    report.as_text()
                );
            }
        }
    }
}
