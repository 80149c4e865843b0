//! Tests which columns hold the converted values, and which losses are reported.

use ema_io::{Converter, Loss, Output, Target, WriteOptions};
use ema_model::{Avail, AvailBuilder, Column, EmaVersion, Format, Header, Layout, SheetKind};
use ema_testing::{assert_snapshot, str};

fn row(version: EmaVersion, sheet: SheetKind, cells: &[(Column, &str)]) -> Avail {
    let header = Header::template(Layout { version, sheet });
    let mut builder = AvailBuilder::new(header.into());
    for (column, text) in cells {
        builder
            .set(*column, text)
            .expect("a column of the template");
    }
    builder.build(4)
}

fn convert(avail: &Avail, target: Target) -> (Avail, Vec<Loss>) {
    let mut converter = Converter::new(std::slice::from_ref(avail.header()), target);
    let mut losses = Vec::new();
    let (_, converted) = converter.convert(0, avail, &mut |loss| losses.push(loss));
    (converted, losses)
}

/// Returns the converted row and the reported losses.
fn shown(avail: &Avail, to: EmaVersion) -> String {
    let (converted, losses) = convert(avail, Target::Sheets(Some(to)));
    let mut lines = vec![format!("{} {to}", converted.header().sheet())];
    for cell in converted.cells() {
        if let Some(header) = converted.header().column_at(cell.index()) {
            lines.push(format!("  {}: {}", header.name, cell.text()));
        }
    }
    lines.extend(losses.iter().map(ToString::to_string));
    lines.join("\n")
}

#[test]
fn a_movie_of_1_6_goes_up() {
    use Column as C;
    let avail = row(
        EmaVersion::V1_6,
        SheetKind::Movies,
        &[
            (C::DisplayName, "Rockstar Films"),
            (C::StoreLanguage, "fr-CA"),
            (C::WorkType, "Movie"),
            (C::FormatProfile, "3DHFR"),
            (C::PriceType, "SRP"),
            (C::PriceValue, "13.99"),
            (C::ContentId, "10.5240/7791-8534-2C23-9030-8610-5"),
            (C::ProductId, "10.5240/EA73-79D7-1B2B-B378-3A73-M"),
            (C::EncodeId, "ENC-1"),
            (C::AltId, "FIRSTDANCE"),
            (C::SuppressionLiftDate, "N/A"),
            (C::HoldbackExclusionLanguage, "fr"),
        ],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_7),
        str![[r#"
Movies 1.7
  DisplayName: Rockstar Films
  AssetLanguage: fr-CA
  WorkType: Movie
  FormatProfile: 3DHD
  HFR: True
  PriceType: NA
  PriceValue: NA
  SRP: 13.99
  TitleID: 10.5240/7791-8534-2C23-9030-8610-5
  EditID: 10.5240/EA73-79D7-1B2B-B378-3A73-M
  ContentID: FIRSTDANCE
  ALID: FIRSTDANCE
  SuppressionLiftDate: N/A
  AllowedLanguages: fr
Movies!B4: StoreLanguage `fr-CA` means something else: it is now in AssetLanguage, which names the languages of the assets, and no longer that of the store
Movies!K4: FormatProfile `3DHFR` became `3DHD`: version 1.7 states a high frame rate in the column HFR, which is now `True`
Movies!N4: PriceType `SRP` became `NA`: from 1.7 on the suggested retail price is in the column SRP; the row names no other price, so PriceType and PriceValue say `NA`
Movies!V4: EncodeID `ENC-1` is lost: version 1.7 has no such column; only version 1.6 had it
"#]],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_9),
        str![[r#"
Movies 1.9
  DisplayName: Rockstar Films
  AssetLanguage: fr-CA
  WorkType: Movie
  FormatProfile: 3DHD
  HFR: True
  PriceType: NA
  PriceValue: NA
  SRP: 13.99
  TitleID: 10.5240/7791-8534-2C23-9030-8610-5
  EditID: 10.5240/EA73-79D7-1B2B-B378-3A73-M
  AltID: FIRSTDANCE
  ContentID: FIRSTDANCE
  ALID: FIRSTDANCE
  SuppressionLiftDate: N/A
  AllowedLanguages: fr
Movies!B4: StoreLanguage `fr-CA` means something else: it is now in AssetLanguage, which names the languages of the assets, and no longer that of the store
Movies!K4: FormatProfile `3DHFR` became `3DHD`: version 1.9 states a high frame rate in the column HFR, which is now `True`
Movies!N4: PriceType `SRP` became `NA`: from 1.7 on the suggested retail price is in the column SRP; the row names no other price, so PriceType and PriceValue say `NA`
Movies!V4: EncodeID `ENC-1` is lost: version 1.9 has no such column; only version 1.6 had it
Movies!Z4: SuppressionLiftDate `N/A` stays unchanged: version 1.9 has only dates here
"#]],
    );
}

#[test]
fn an_episode_of_1_6_goes_up() {
    use Column as C;
    let avail = row(
        EmaVersion::V1_6,
        SheetKind::Tv,
        &[
            (C::WorkType, "Episode"),
            (C::SeriesTitleInternalAlias, "Detectives, The"),
            (C::SeriesAltId, "DET"),
            (C::SeasonAltId, "DET_S1"),
            (C::EpisodeAltId, "DET_S1E1"),
            (C::FormatProfile, "4K"),
            (C::PriceType, "WSP"),
            (C::PriceValue, "TBD"),
            (C::SeriesContentId, "10.5240/7791-8534-2C23-9030-8610-5"),
            (C::EpisodeContentId, "10.5240/EA73-79D7-1B2B-B378-3A73-M"),
            (C::RatingReason, "L|V"),
            (C::HoldbackLanguage, "de|fr"),
        ],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_7_2),
        str![[r#"
TV 1.7.2
  WorkType: Episode
  SeriesTitleInternalAlias: Detectives, The
  SeriesID: 10.5240/7791-8534-2C23-9030-8610-5
  SeriesAltID: DET
  SeasonAltID: DET_S1
  EpisodeAltID: DET_S1E1
  ALID: DET_S1E1
  FormatProfile: UHD
  PriceType: WSP
  PriceValue: TBD
  SeriesContentID: DET
  SeasonContentID: DET_S1
  EpisodeContentID: DET_S1E1
  RatingReason: L,V
  HoldbackLanguage: de,fr
TV!W4: FormatProfile `4K` became `UHD`: version 1.7.2 has no `4K`, and this is most likely its name for it
TV!AB4: PriceValue `TBD` stays unchanged: version 1.7.2 needs the amount; write it when it is known
TV!AI4: EpisodeContentID `10.5240/EA73-79D7-1B2B-B378-3A73-M` is lost: version 1.7.2 has no column for the EIDR of an episode's title; versions 1.7.3 and later have one
"#]],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_8),
        str![[r#"
TV 1.8
  WorkType: Episode
  SeriesTitleInternalAlias: Detectives, The
  SeriesID: 10.5240/7791-8534-2C23-9030-8610-5
  EpisodeTitleID: 10.5240/EA73-79D7-1B2B-B378-3A73-M
  SeriesAltID: DET
  SeasonAltID: DET_S1
  EpisodeAltID: DET_S1E1
  ALID: DET_S1E1
  FormatProfile: UHD
  PriceType: WSP
  PriceValue: TBD
  SeriesContentID: DET
  SeasonContentID: DET_S1
  EpisodeContentID: DET_S1E1
  RatingReason: L,V
  HoldbackLanguage: de,fr
TV!W4: FormatProfile `4K` became `UHD`: version 1.8 has no `4K`, and this is most likely its name for it
TV!AB4: PriceValue `TBD` stays unchanged: version 1.8 needs the amount; write it when it is known
"#]],
    );
}

#[test]
fn a_movie_of_1_9_goes_down() {
    use Column as C;
    let avail = row(
        EmaVersion::V1_9,
        SheetKind::Avails,
        &[
            (C::DisplayName, "Rockstar Films"),
            (C::AssetLanguage, "en:sub, fr"),
            (C::Territory, "US, CA, MX"),
            (C::TerritoryExclusion, "MX"),
            (C::StoreType, "Movie"),
            (C::WorkType, "Supplemental"),
            (C::EntryType, "Create"),
            (C::Alid, "FIRSTDANCE"),
            (C::LicenseType, "AVOD"),
            (C::FormatProfile, "HD"),
            (C::Hfr, "Yes"),
            (C::Start, "Theatrical"),
            (C::StartLag, "P90D"),
            (C::End, "2027-01-31T12:00:00-05:00"),
            (C::PriceType, "TPR-WSP"),
            (C::PriceValue, "2.99"),
            (C::PriceCurrency, "USD"),
            (C::TitleId, "10.5240/7791-8534-2C23-9030-8610-5"),
            (C::AltId, "FD-2012"),
            (C::ContentId, "md:cid:org:rockstar:fd"),
            (C::AvailId, "W1"),
            (C::AllowedLanguages, "en"),
            (C::TprType, "Conditional"),
        ],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_8),
        str![[r#"
Avails 1.8
  DisplayName: Rockstar Films
  AssetLanguage: en:sub, fr
  Territory: US, CA, MX
  TerritoryExclusion: MX
  StoreType: Movie
  WorkType: Supplemental
  EntryType: Create
  ALID: FIRSTDANCE
  LicenseType: AVOD
  FormatProfile: HD
  HFR: Yes
  Start: Theatrical
  StartLag: P90D
  End: 2027-01-31T12:00:00-05:00
  PriceType: TPR-WSP
  PriceValue: 2.99
  PriceCurrency: USD
  TitleID: 10.5240/7791-8534-2C23-9030-8610-5
  AltID: FD-2012
  ContentID: md:cid:org:rockstar:fd
  AvailID: W1
  AllowedLanguages: en
Avails!H4: EntryType `Create` stays unchanged: version 1.8 has no such EntryType; send all current and future windows of the title as Full Extract
Avails!DI4: TPRType `Conditional` is lost: version 1.8 has no such column
"#]],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_7_3),
        str![[r#"
Movies 1.7.3
  DisplayName: Rockstar Films
  AssetLanguage: en:sub, fr
  Territory: US, CA, MX
  TerritoryExclusion: MX
  WorkType: Supplemental
  EntryType: Create
  LicenseType: AVOD
  FormatProfile: HD
  HFR: Yes
  Start: Theatrical
  StartLag: P90D
  End: 2027-01-31T12:00:00-05:00
  PriceType: TPR-WSP
  PriceValue: 2.99
  PriceCurrency: USD
  TitleID: 10.5240/7791-8534-2C23-9030-8610-5
  AltID: FD-2012
  ContentID: md:cid:org:rockstar:fd
  AvailID: W1
  ALID: FIRSTDANCE
  AllowedLanguages: en
Avails!D4: Territory `US, CA, MX` stays unchanged: version 1.7.3 allows only one territory per row; write a row for each territory
Avails!F4: StoreType `Movie` is lost: version 1.7.3 has no such column
Avails!G4: WorkType `Supplemental` stays unchanged: version 1.7.3 has no such WorkType; send bonus material in version 1.8 or 1.9
Avails!H4: EntryType `Create` stays unchanged: version 1.7.3 has no such EntryType; send all current and future windows of the title as Full Extract
Avails!DI4: TPRType `Conditional` is lost: version 1.7.3 has no such column
"#]],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_7_2),
        str![[r#"
Movies 1.7.2
  DisplayName: Rockstar Films
  AssetLanguage: en:sub, fr
  Territory: US, CA, MX
  WorkType: Supplemental
  EntryType: Create
  LicenseType: AVOD
  FormatProfile: HD
  HFR: Yes
  Start: Theatrical
  End: 2027-01-31T12:00:00-05:00
  PriceType: TPR-WSP
  PriceValue: 2.99
  PriceCurrency: USD
  TitleID: 10.5240/7791-8534-2C23-9030-8610-5
  AltID: FD-2012
  ContentID: md:cid:org:rockstar:fd
  AvailID: W1
  ALID: FIRSTDANCE
  AllowedLanguages: en
Avails!C4: AssetLanguage `en:sub, fr` stays unchanged: version 1.7.2 can't limit a language to subtitles or audio, and without its suffix it would mean both
Avails!D4: Territory `US, CA, MX` stays unchanged: version 1.7.2 allows only one territory per row; write a row for each territory
Avails!E4: TerritoryExclusion `MX` is lost: version 1.7.2 has no such column; the row then grants the rights there too
Avails!F4: StoreType `Movie` is lost: version 1.7.2 has no such column
Avails!G4: WorkType `Supplemental` stays unchanged: version 1.7.2 has no such WorkType; send bonus material in version 1.8 or 1.9
Avails!H4: EntryType `Create` stays unchanged: version 1.7.2 has no such EntryType; send all current and future windows of the title as Full Extract
Avails!AU4: Start `Theatrical` stays unchanged: version 1.7.2 does not allow this word here; write the intended date
Avails!AV4: StartLag `P90D` is lost: version 1.7.2 has no such column; without it, the window is different
Avails!DI4: TPRType `Conditional` is lost: version 1.7.2 has no such column
"#]],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_6),
        str![[r#"
Movies 1.6
  DisplayName: Rockstar Films
  Territory: US, CA, MX
  WorkType: Supplemental
  EntryType: Create
  LicenseType: AVOD
  FormatProfile: HFR
  Start: Theatrical
  End: 2027-01-31T12:00:00-05:00
  PriceType: TPR-WSP
  PriceValue: 2.99
  ContentID: 10.5240/7791-8534-2C23-9030-8610-5
  AvailID: W1
  AltID: FIRSTDANCE
  HoldbackExclusionLanguage: en
Avails!C4: AssetLanguage `en:sub, fr` is lost: version 1.6 has no such column; its StoreLanguage is that of the store
Avails!D4: Territory `US, CA, MX` stays unchanged: version 1.6 allows only one territory per row; write a row for each territory
Avails!E4: TerritoryExclusion `MX` is lost: version 1.6 has no such column; the row then grants the rights there too
Avails!F4: StoreType `Movie` is lost: version 1.6 has no such column
Avails!G4: WorkType `Supplemental` stays unchanged: version 1.6 has no such WorkType; send bonus material in version 1.8 or 1.9
Avails!H4: EntryType `Create` stays unchanged: version 1.6 has no such EntryType; send all current and future windows of the title as Full Extract
Avails!AN4: LicenseType `AVOD` stays unchanged: version 1.6 has no such LicenseType
Avails!AP4: FormatProfile `HD` became `HFR`: version 1.6 states a high frame rate in FormatProfile
Avails!AS4: HFR `Yes` became `HFR`: version 1.6 states a high frame rate in FormatProfile
Avails!AU4: Start `Theatrical` stays unchanged: version 1.6 does not allow this word here; write the intended date
Avails!AV4: StartLag `P90D` is lost: version 1.6 has no such column; without it, the window is different
Avails!AW4: End `2027-01-31T12:00:00-05:00` stays unchanged: version 1.6 has dates without a time of day
Avails!BA4: PriceType `TPR-WSP` stays unchanged: version 1.6 has no such PriceType; send price reductions in version 1.7 or later
Avails!BC4: PriceCurrency `USD` is lost: version 1.6 has no such column; the price is then read in the currency that was agreed
Avails!BK4: AltID `FD-2012` is lost: version 1.6 has AltID for it, and `FIRSTDANCE` is there
Avails!BL4: ContentID `md:cid:org:rockstar:fd` is lost: version 1.6 has AltID for it, and `FIRSTDANCE` is there
Avails!DI4: TPRType `Conditional` is lost: version 1.6 has no such column
"#]],
    );
}

#[test]
fn a_volume_goes_down() {
    use Column as C;
    let avail = row(
        EmaVersion::V1_8,
        SheetKind::Tv,
        &[
            (C::WorkType, "Volume"),
            (C::VolumeTitleInternalAlias, "Detectives, The: Part 1"),
            (C::SeriesContentId, "DET"),
            (C::SeriesAltId, "DET"),
            (C::SeasonContentId, "DET_S1"),
            (C::Alid, "DET_S1V1"),
            (C::FormatProfile, "UHD"),
            (C::PriceType, "NA"),
            (C::PriceValue, "NA"),
            (C::Srp, "19.99"),
        ],
    );
    assert_snapshot(
        shown(&avail, EmaVersion::V1_6),
        str![[r#"
TV 1.6
  WorkType: Volume
  SeriesAltID: DET
  SeasonAltID: DET_S1
  FormatProfile: 4K
  PriceType: SRP
  PriceValue: 19.99
  SRP: 19.99
TV!F4: WorkType `Volume` stays unchanged: version 1.6 has no such WorkType; sell the episodes or the season
TV!K4: VolumeTitleInternalAlias `Detectives, The: Part 1` is lost: version 1.6 has no such column
TV!AF4: ALID `DET_S1V1` is lost: version 1.6 has no such column
TV!AL4: FormatProfile `UHD` became `4K`: version 1.6 has no `UHD`, and this is most likely its name for it
TV!AW4: PriceType `NA` became `SRP`: version 1.6 has no `NA`; the only price of the row is the suggested retail price
TV!AX4: PriceValue `NA` became `19.99`: version 1.6 has no `NA`; the only price of the row is the suggested retail price
"#]],
    );
}

#[test]
fn formats_and_prices_come_back_as_they_went() {
    use Column as C;
    for format in ["4K", "3D4K", "HFR", "3DHFR", "HD", "3D"] {
        let cells = [
            (C::WorkType, "Movie"),
            (C::FormatProfile, format),
            (C::PriceType, "SRP"),
            (C::PriceValue, "13.90"),
            (C::Srp, "13.90"),
            (C::AltId, "A"),
        ];
        let old = row(EmaVersion::V1_6, SheetKind::Movies, &cells);
        for to in [EmaVersion::V1_7, EmaVersion::V1_9] {
            let (new, _) = convert(&old, Target::Sheets(Some(to)));
            assert_eq!(new.srp().text(), "13.90");
            assert_eq!(new.price_type().text(), "NA");
            let (back, _) = convert(&new, Target::Sheets(Some(EmaVersion::V1_6)));
            for (column, text) in cells {
                let cell = back.cell(column).unwrap();
                assert_eq!(cell.text(), text, "{to}: {column}");
            }
        }
    }
}

#[test]
fn a_price_beside_another_srp_stays() {
    use Column as C;
    let cells = [
        (C::PriceType, "SRP"),
        (C::PriceValue, "13.99"),
        (C::Srp, "9.99"),
    ];
    let old = row(EmaVersion::V1_6, SheetKind::Movies, &cells);
    let (new, losses) = convert(&old, Target::Sheets(Some(EmaVersion::V1_9)));
    assert_eq!(new.price_value().text(), "13.99");
    let [loss] = &losses[..] else {
        panic!("{losses:?}")
    };
    assert_eq!(
        loss.to_string(),
        "Movies!N4: PriceType `SRP` stays unchanged: version 1.9 has no such PriceType"
    );
}

#[test]
fn movies_and_tv_part_up_to_1_7_3_and_meet_from_1_8_on() {
    let both = |version| {
        let header = |sheet| std::sync::Arc::new(Header::template(Layout { version, sheet }));
        [header(SheetKind::Movies), header(SheetKind::Tv)]
    };
    let names = |sources: &[std::sync::Arc<Header>], target| {
        let converter = Converter::new(sources, target);
        let headers = converter.headers().iter();
        let names: Vec<String> = headers
            .map(|header| format!("{}: {}", header.sheet(), header.layout()))
            .collect();
        names.join(", ")
    };
    let to = |version| Target::Sheets(Some(version));
    let old = both(EmaVersion::V1_6);
    assert_eq!(
        names(&old, to(EmaVersion::V1_9)),
        "Movies: 1.9 Movies, TV: 1.9 TV"
    );
    let one = Target::OneSheet(Some(EmaVersion::V1_9));
    assert_eq!(names(&old, one), "Avails: 1.9 Avails");
    assert_eq!(names(&old[..1], one), "Movies: 1.9 Movies");
    let one = Target::OneSheet(Some(EmaVersion::V1_7));
    assert_eq!(names(&old, one), "Movies: 1.7 Movies, TV: 1.7 TV");

    let avails = Layout {
        version: EmaVersion::V1_8,
        sheet: SheetKind::Avails,
    };
    let single = [std::sync::Arc::new(Header::template(avails))];
    assert_eq!(
        names(&single, to(EmaVersion::V1_7_3)),
        "Movies: 1.7.3 Movies, TV: 1.7.3 TV"
    );
    let xml = [std::sync::Arc::new(Header::xml(
        ema_model::XmlVersion::V2_3,
    ))];
    assert_eq!(
        names(&xml, Target::Sheets(None)),
        "Movies: 1.7.3 Movies, TV: 1.7.3 TV"
    );
    assert_eq!(names(&xml, to(EmaVersion::V1_9)), "Avails: 1.9 Avails");
}

/// XML allows a full date where sheets have only a year, and a year where sheets have a date.
#[test]
fn dates_of_releases_go_from_xml_to_a_sheet() {
    let version = ema_model::XmlVersion::V2_4;
    let (avails, common) = (version.namespace(), version.common_metadata());
    let history = |kind, date| {
        format!(
            "<ReleaseHistory><md:ReleaseType>{kind}</md:ReleaseType><md:Date>{date}</md:Date>\
             </ReleaseHistory>"
        )
    };
    let xml = format!(
        "<AvailList xmlns=\"{avails}\" xmlns:md=\"http://www.movielabs.com/schema/md/v{common}/md\">\
         <Avail><Asset><WorkType>Movie</WorkType><Metadata>\
         <ReleaseDate>1958-05-31</ReleaseDate>{}{}</Metadata></Asset></Avail></AvailList>",
        history("original", "1958"),
        history("DVD", "1998-02-03"),
    );
    let workbook = ema_io::read_bytes(xml).unwrap();
    let avail = workbook.avails().next().unwrap();
    let is_right = |avail: &Avail| avail.cells().iter().all(|cell| cell.faults().is_empty());
    assert!(is_right(avail));
    let (converted, _) = convert(avail, Target::Sheets(Some(EmaVersion::V1_9)));
    assert!(is_right(&converted));
    assert_snapshot(
        shown(avail, EmaVersion::V1_9),
        str![[r#"
Avails 1.9
  WorkType: Movie
  ReleaseYear: 1958
  ReleaseHistoryOriginal: 1958-01-01
  ReleaseHistoryPhysicalHV: 1998-02-03
line 1, column 188: ReleaseYear `1958-05-31` became `1958`: a sheet has only the year here; the month and the day are left out
line 1, column 278: ReleaseHistoryOriginal `1958` became `1958-01-01`: a sheet has only dates here, so it becomes the first day of the year
"#]],
    );
}

/// XML can't hold control characters, so the writer reports every cell with one.
#[test]
fn the_losses_of_a_writer_are_located_in_the_source() {
    use Column as C;
    let source = row(
        EmaVersion::V1_6,
        SheetKind::Tv,
        &[
            (C::DisplayName, "Rockstar\u{1}"),
            (C::WorkType, "Season"),
            (C::SeasonAltId, "S\u{1}1"),
            (C::SeriesTitleInternalAlias, "The\u{1}Series"),
        ],
    );
    let mut converter = Converter::new(
        &[source.header().clone()],
        Target::Sheets(Some(EmaVersion::V1_9)),
    );
    let (number, converted) = converter.convert(0, &source, &mut |_| {});
    let mut edit = converted.edit();
    edit.set_row(99);
    let mut bytes = Vec::new();
    let mut writer = WriteOptions::new()
        .create(Output::stream(Format::Xml, &mut bytes))
        .unwrap();
    let sheet = writer.sheet(&converter.headers()[number]).unwrap();
    let mut losses = Vec::new();
    writer
        .avail(sheet, &edit.finish(), &mut |loss| losses.push(loss))
        .unwrap();
    writer.finish().unwrap();
    let shown = losses.into_iter().map(|loss| {
        let at_source = loss.clone().at_source(&source);
        assert_eq!((at_source.kind, &at_source.text), (loss.kind, &loss.text));
        let [there, here] = [&loss, &at_source].map(|it| it.cell.as_ref().unwrap().to_string());
        format!("{} {there} -> {here}", loss.field)
    });
    let shown: Vec<String> = shown.collect();
    assert_snapshot(
        shown.join("\n"),
        str![[r#"
ALID TV!AG99 -> TV!R4
DisplayName TV!A99 -> TV!A4
SeasonContentID TV!BG99 -> TV!R4
SeasonAltID TV!AD99 -> TV!R4
SeriesTitleInternalAlias TV!H99 -> TV!F4
"#]],
    );
}
