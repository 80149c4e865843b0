//! What a rights manager is told about a conversion, and where values go.

use ema_io::{Converter, Loss, Target};
use ema_model::{Avail, AvailBuilder, Column, EmaVersion, Header, Layout, SheetKind};

fn row(version: EmaVersion, sheet: SheetKind, cells: &[(Column, &str)]) -> Avail {
    let header = Header::template(Layout { version, sheet });
    let mut builder = AvailBuilder::new(header.into());
    for (column, text) in cells {
        builder.set(*column, text);
    }
    builder.build(4)
}

fn convert(avail: &Avail, target: Target) -> (Avail, Vec<Loss>) {
    let mut converter = Converter::new(std::slice::from_ref(avail.header()), target);
    let mut losses = Vec::new();
    let (_, converted) = converter.convert(0, avail, &mut |loss| losses.push(loss));
    (converted, losses)
}

/// What became of a row, and what is told about it.
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
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_7));
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_9));
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
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_7_2));
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_8));
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
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_8));
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_7_3));
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_7_2));
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_6));
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
    insta::assert_snapshot!(shown(&avail, EmaVersion::V1_6));
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
        "Movies!N4: PriceType `SRP` stays as it stands: version 1.9 has no such PriceType"
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
