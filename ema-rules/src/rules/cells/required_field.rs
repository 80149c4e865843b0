//! The rule `required-field`.

use ema_model::Header;

use crate::engine::{AppliesTo, Check, GroupCheck, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::demands::{Demand, SheetDemands, remedy};

pub(crate) static RULE: Rule = Rule {
    name: "required-field",
    summary: "a required cell is blank",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each blank cell that is required on its row. Some columns are required on \
               every row, and others only on rows with a certain WorkType, LicenseType or \
               territory. The message states why the cell is required. A row that deletes a title \
               does not need a price, captions or SuppressionLiftDate.\n\n\
               The profiles differ. Prime Video requires prices only for sales, rentals and \
               pre-orders, whereas EMA requires them for everything except subscriptions. Only EMA \
               requires ContentID on movies, SeasonNumber on Episode rows, and, from 1.8 on, \
               EpisodeCount on Episode rows. In 1.6, Prime Video always requires the AltIDs of the \
               series, season and episode, whereas EMA requires them only if there is no EIDR.\n\n\
               CaptionIncluded is required for movies and episodes in the United States. Season \
               rows are exempt, because captions belong to the episodes, and the official \
               templates leave the cell blank on Season rows. Prime Video's page itself makes no \
               exception (\"Required for US\").\n\n\
               If the sheet lacks the whole column, `missing-column` reports this once. In XML, \
               CaptionIncluded is never required, because XML has no element for included \
               captions. EMA does not require SeasonNumber or EpisodeCount in XML. \
               `price-term-missing` and `pre-order-term` check the Terms for prices and \
               pre-orders.",
        why: "Without the value, the platform can't determine what is offered, where, when or at \
              what price, so it rejects the row or the file.",
        example: "An Episode row for `US` in which CaptionIncluded is blank.",
        remedy: "Fill the cell. On a Full Delete row, the window and the license may have \
               placeholder values, such as those in the EMA template: `1999-12-31`, `2000-01-01`, \
               `EST` and `HD`.",
        source: "Prime Video, \"Content rights\", field list: the column Prime Video Usage states \
                 whether a field is required; EMA Avails templates, row 3: `//REQ` marks required \
                 columns",
    },
    check: Check::Group(|| Box::<RequiredFields>::default()),
};

#[derive(Default)]
struct RequiredFields(SheetDemands);

impl GroupCheck for RequiredFields {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        // `missing-column` reports columns that a sheet lacks.
        let is_there = |header: &Header, demand: &Demand| {
            header.xml_version().is_some() || header.index_of(demand.column).is_some()
        };
        let demands = self.0.of(row, is_there).iter();
        for demand in demands.filter(|demand| demand.is_missed(row)) {
            let (column, why) = (demand.column, demand.why);
            reporter.report_blank(column, format!("{column} is blank; {why}"), remedy(column));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{RULE, remedy};
    use crate::Profile;
    use crate::rules::shared::demands::DEMANDS;
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
    fn full_delete_rows_need_what_every_row_needs() {
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
  help: Write your name as the licensor, or the alias that the platform has assigned to you.
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
  ALID is blank; from version 1.7 on, every row needs one
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
  SeriesContentID is blank; from version 1.7 on, Season and Episode rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; from version 1.7 on, Season and Episode rows need it
  help: Write the ID under which the metadata of the season is delivered.
V4 EpisodeContentID: error
  EpisodeContentID is blank; from version 1.7 on, Episode rows need it
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
  SeriesContentID is blank; from version 1.7 on, Season and Episode rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; from version 1.7 on, Season and Episode rows need it
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
  ContentID is blank; from version 1.7 on, movies, shorts, bundles and bonus material need it
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
  SeriesContentID is blank; from version 1.7 on, Season and Episode rows need it
  help: Write the ID under which the metadata of the series is delivered.
U4 SeasonContentID: error
  SeasonContentID is blank; from version 1.7 on, Season and Episode rows need it
  help: Write the ID under which the metadata of the season is delivered.
V4 EpisodeContentID: error
  EpisodeContentID is blank; from version 1.7 on, Episode rows need it
  help: Write the ID under which the metadata of the episode is delivered.

"#]],
        );
        let volume = season()
            .with(Column::WorkType, "Volume")
            .version(EmaVersion::V1_8);
        assert_snapshot(
            fired(&RULE, &ema(volume)),
            str![[r#"
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
        // Without a WorkType, it is unclear what else is missing.
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
  help: Write the price as PriceType states it: an amount such as `10.49` for `WSP`, `Library` or `New Release` for `Category`, `NA` for `NA`.

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
  PriceType is blank; all rows except SVOD rows need it
  help: Write how the price is stated: `WSP` for an amount of money, `Category` for a name such as `Library`.
L4 PriceValue: error
  PriceValue is blank; all rows except SVOD rows need it
  help: Write the price as PriceType states it: an amount such as `10.49` for `WSP`, `Library` or `New Release` for `Category`, `NA` for `NA`.

"#]],
        );
        for license in ["SVOD", "FVOD", "Rental"] {
            assert_silent(&RULE, &unpriced(license).under_ema());
        }
    }

    #[test]
    fn rows_that_delete_need_neither_price_nor_captions() {
        let delete = |entry| {
            Sample::movie()
                .with(Column::CaptionIncluded, "")
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
        let announced = delete("Full Delete").with(Column::LicenseType, "POEST");
        assert_silent(&RULE, &announced.with(Column::SuppressionLiftDate, ""));
        assert_snapshot(
            fired(&RULE, &delete("Full Extract")),
            str![[r#"
K4 PriceType: error
  PriceType is blank; sales, rentals and pre-orders need it
  help: Write how the price is stated: `WSP` for an amount of money, `Category` for a name such as `Library`.
L4 PriceValue: error
  PriceValue is blank; sales, rentals and pre-orders need it
  help: Write the price as PriceType states it: an amount such as `10.49` for `WSP`, `Library` or `New Release` for `Category`, `NA` for `NA`.
Q4 CaptionIncluded: error
  CaptionIncluded is blank; rows for the United States need it
  help: Write `Yes` if captions will be delivered, and `No` if not.

"#]],
        );
    }

    #[test]
    fn pre_orders_need_the_day_on_which_they_may_be_shown() {
        let sample = Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 SuppressionLiftDate: error
  SuppressionLiftDate is blank; pre-orders (POEST) need it
  help: Write the first day on which customers may see the date of the sale, as `YYYY-MM-DD`.

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
  help: Write `Yes` if captions will be delivered, and `No` if not.

"#]],
        );
        fired(&RULE, &silent("CA, US").under_ema());
        fired(&RULE, &Sample::episode().with(Column::CaptionIncluded, ""));
        assert_silent(&RULE, &silent("CA, GB"));
        let elsewhere = silent("CA, US").with(Column::TerritoryExclusion, "US");
        assert_silent(&RULE, &elsewhere);

        let without = Sample::movie()
            .with(Column::CaptionIncluded, "No")
            .with(Column::CaptionExemption, "");
        assert_snapshot(
            fired(&RULE, &without),
            str![[r#"
R4 CaptionExemption: error
  CaptionExemption is blank; rows for the United States without captions need the reason
  help: Write the number of the reason why the title needs no captions, `1` to `6`, or deliver captions and write `Yes` in CaptionIncluded.

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
  help: Write your own ID for the episode, the same on all of its rows.
V4 SeriesAltID: error
  SeriesAltID is blank; Season and Episode rows of version 1.6 need it
  help: Write your own ID for the series, the same on all of its rows.
W4 SeasonAltID: error
  SeasonAltID is blank; Season and Episode rows of version 1.6 need it
  help: Write your own ID for the season, the same on all of its rows.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &blank(old_episode()).under_ema()),
            str![[r#"
K4 EpisodeAltID: error
  EpisodeAltID is blank; Episode rows of version 1.6 need it or the EIDR in EpisodeContentID
  help: Write your own ID for the episode, the same on all of its rows.
V4 SeriesAltID: error
  SeriesAltID is blank; Season and Episode rows of version 1.6 need it or the EIDR in SeriesContentID
  help: Write your own ID for the series, the same on all of its rows.
W4 SeasonAltID: error
  SeasonAltID is blank; Season and Episode rows of version 1.6 need it or the EIDR in SeasonContentID
  help: Write your own ID for the season, the same on all of its rows.

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
  help: Write your own ID for the title, the same on all of its rows.

"#]],
        );
    }

    #[test]
    fn rows_of_one_window_name_it() {
        let update = Sample::movie()
            .with(Column::EntryType, "Update")
            .with(Column::AvailId, "")
            .version(EmaVersion::V1_9)
            .under_ema();
        assert_snapshot(
            fired(&RULE, &update),
            str![[r#"
R4 AvailID: error
  AvailID is blank; Create, Update and Delete rows need it
  help: Write the ID of the one window that the row is about.

"#]],
        );
        assert_silent(&RULE, &update.with(Column::AvailId, "34530345-ABD-WE"));
    }

    #[test]
    fn a_column_that_missing_column_reports_is_not_reported_on_each_row() {
        assert_silent(&RULE, &Sample::movie().without(Column::Territory));
        assert_silent(&RULE, &Sample::movie().without(Column::Alid));
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
                builder.set(column, text).unwrap();
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
                remedy(demand.column),
                demand.column.meaning(),
                "{}",
                demand.column
            );
        }
    }
}
