//! Checks values that other tools lose when they convert a sheet to XML.

use ema_model::{Column, XmlVersion};

use super::write_row;

/// Asserts that a part of the document holds the cells, and that no loss is reported.
fn assert_held(version: XmlVersion, cells: &[(Column, &str)], part: &str) {
    let (xml, losses) = write_row(version, cells);
    let unindented: String = xml.lines().map(str::trim_start).collect();
    assert!(unindented.contains(part), "{part}\n{xml}");
    assert!(losses.is_empty(), "{losses:?}");
}

/// Asserts that an instruction holds the cell, and that the loss is reported.
fn assert_kept(version: XmlVersion, cells: &[(Column, &str)], column: Column, text: &str) {
    let (xml, losses) = write_row(version, cells);
    let kept = format!("<?ema-cell {{\"column\":\"{column}\",\"text\":\"{text}\"}}?>");
    assert!(xml.contains(&kept), "{kept}\n{xml}");
    assert_eq!(losses.len(), 1, "{losses:?}");
    assert!(
        losses[0].contains(&format!(
            "{column} `{text}` is kept where only ema reads it"
        )),
        "{losses:?}"
    );
}

const EPISODE: (Column, &str) = (Column::WorkType, "Episode");
const SEASON: (Column, &str) = (Column::WorkType, "Season");

#[test]
fn group_identity_is_a_channel() {
    let cells = [(Column::GroupIdentity, "Westerns")];
    let channel = "<avails:GroupingEntity><md:Type>channel</md:Type>\
        <md:GroupIdentity>Westerns</md:GroupIdentity><md:DisplayName>Westerns</md:DisplayName>\
        </avails:GroupingEntity>";
    assert_held(XmlVersion::V2_2_2, &cells, channel);
    assert_held(XmlVersion::V2_7, &[EPISODE, cells[0]], channel);
    assert_kept(
        XmlVersion::V2_2_1,
        &cells,
        Column::GroupIdentity,
        "Westerns",
    );
    assert_kept(
        XmlVersion::V2_7,
        &[SEASON, cells[0]],
        Column::GroupIdentity,
        "Westerns",
    );
}

#[test]
fn licensees_have_a_name() {
    let cells = [(Column::Licensee, "Retailer")];
    let licensee = "<avails:Licensee><md:DisplayName>Retailer</md:DisplayName></avails:Licensee>";
    assert_held(XmlVersion::V2_3, &cells, licensee);
    assert_kept(XmlVersion::V2_2_2, &cells, Column::Licensee, "Retailer");
}

#[test]
fn every_territory_stands_for_itself() {
    let cells = [
        (Column::Territory, "US, CA-QC"),
        (Column::TerritoryExclusion, "MX"),
    ];
    let regions = "<avails:Territory><md:country>US</md:country></avails:Territory>\
        <avails:Territory><md:countryRegion>CA-QC</md:countryRegion></avails:Territory>\
        <avails:TerritoryExcluded><md:country>MX</md:country></avails:TerritoryExcluded>";
    assert_held(XmlVersion::V2_2, &cells, regions);
    // The valid items of a list must not be read as the complete list.
    let wrong = [(Column::Territory, "US, Mexico")];
    assert_kept(XmlVersion::V2_7, &wrong, Column::Territory, "US, Mexico");
}

#[test]
fn lags_stand_at_their_events() {
    let cells = [
        (Column::Start, "Theatrical"),
        (Column::StartLag, "P90D"),
        (Column::End, "Broadcast"),
        (Column::EndLag, "-P5DT10H"),
    ];
    let conditions = "<avails:StartCondition lag=\"P90D\">Theatrical</avails:StartCondition>\
        <avails:EndCondition lag=\"-P5DT10H\">Broadcast</avails:EndCondition>";
    assert_held(XmlVersion::V2_2_2, &cells, conditions);
    let dated = [(Column::Start, "2026-03-06"), (Column::StartLag, "P90D")];
    assert_kept(XmlVersion::V2_7, &dated, Column::StartLag, "P90D");
    assert_kept(XmlVersion::V2_2, &cells[..2], Column::StartLag, "P90D");
}

#[test]
fn windows_have_a_duration() {
    let cells = [(Column::WindowDuration, "P180D")];
    assert_held(
        XmlVersion::V2_2_2,
        &cells,
        "<avails:Duration>P180D</avails:Duration>",
    );
    assert_held(
        XmlVersion::V2_3,
        &cells,
        "<avails:WindowDuration>P180D</avails:WindowDuration>",
    );
    assert_kept(XmlVersion::V2_2, &cells, Column::WindowDuration, "P180D");
}

#[test]
fn format_profiles_have_their_attributes() {
    let cells = [
        (Column::FormatProfile, "UHD"),
        (Column::Hdr, "HDR10"),
        (Column::Wcg, "True"),
        (Column::Hfr, "False"),
        (Column::NgAudio, "DTS:X"),
    ];
    let profile = "<avails:FormatProfile HDR=\"HDR10\" WCG=\"True\" HFR=\"False\" NGAudio=\"DTS:X\">\
        UHD</avails:FormatProfile>";
    assert_held(XmlVersion::V2_2, &cells, profile);
}

#[test]
fn suffixes_of_languages_are_assets() {
    let cells = [
        (Column::AllowedLanguages, "en, fr:sub, de:dub"),
        (Column::AssetLanguage, "es:subdub"),
        (Column::HoldbackLanguage, "pt-BR"),
    ];
    let languages = "<avails:AllowedLanguage>en</avails:AllowedLanguage>\
        <avails:AllowedLanguage asset=\"subtitle\">fr</avails:AllowedLanguage>\
        <avails:AllowedLanguage asset=\"audio\">de</avails:AllowedLanguage>\
        <avails:AssetLanguage asset=\"subdub\">es</avails:AssetLanguage>\
        <avails:HoldbackLanguage>pt-BR</avails:HoldbackLanguage>";
    assert_held(XmlVersion::V2_2, &cells, languages);
}

#[test]
fn required_languages_are_provided() {
    let cells = [
        (Column::AssetLanguage, "en, fr"),
        (Column::RequiredFulfillmentLanguages, "fr, es"),
    ];
    let languages = "<avails:AssetLanguage>en</avails:AssetLanguage>\
        <avails:AssetLanguage assetProvided=\"true\">fr</avails:AssetLanguage>\
        <avails:AssetLanguage assetProvided=\"true\">es</avails:AssetLanguage>";
    assert_held(XmlVersion::V2_2_2, &cells, languages);
    assert_kept(
        XmlVersion::V2_2,
        &cells,
        Column::RequiredFulfillmentLanguages,
        "fr, es",
    );
}

#[test]
fn reduced_prices_of_episodes_and_seasons_are_reduced() {
    for (work_type, price_type, name) in [
        ("Movie", "TPR-WSP", "TPR-WSP"),
        ("Episode", "WSP", "EpisodeWSP"),
        ("Episode", "TPR-WSP", "TPR-EpisodeWSP"),
        ("Season", "WSP", "SeasonWSP"),
        ("Season", "TPR-WSP", "TPR-SeasonWSP"),
        ("Volume", "TPR-WSP", "TPR-WSP"),
    ] {
        let cells = [
            (Column::WorkType, work_type),
            (Column::PriceType, price_type),
            (Column::PriceValue, "1.50"),
            (Column::PriceCurrency, "USD"),
        ];
        let term = format!(
            "<avails:Term termName=\"{name}\"><avails:Money currency=\"USD\">1.50</avails:Money>"
        );
        assert_held(XmlVersion::V2_5, &cells, &term);
    }
}

#[test]
fn prices_that_are_no_amounts_are_texts() {
    for (price_type, value) in [("WSP", "TBD"), ("Tier", "2"), ("Category", "New Release")] {
        let cells = [(Column::PriceType, price_type), (Column::PriceValue, value)];
        let term =
            format!("<avails:Term termName=\"{price_type}\"><avails:Text>{value}</avails:Text>");
        assert_held(XmlVersion::V2_2, &cells, &term);
    }
    let unknown = [(Column::PriceType, "Season Only")];
    assert_kept(XmlVersion::V2_7, &unknown, Column::PriceType, "Season Only");
}

#[test]
fn the_suggested_price_stands_beside_the_other() {
    let cells = [
        (Column::PriceType, "Tier"),
        (Column::PriceValue, "2"),
        (Column::PriceCurrency, "EUR"),
        (Column::Srp, "19.99"),
    ];
    let terms = "<avails:Term termName=\"Tier\"><avails:Text>2</avails:Text></avails:Term>\
        <avails:Term termName=\"SRP\"><avails:Money currency=\"EUR\">19.99</avails:Money></avails:Term>";
    assert_held(XmlVersion::V2_7, &cells, terms);
    // In version 1.6, `SRP` was a PriceType.
    let old = [(Column::PriceType, "SRP"), (Column::PriceValue, "19.99")];
    let term = "<avails:Term termName=\"SRP\"><avails:Money>19.99</avails:Money></avails:Term>";
    assert_held(XmlVersion::V2_2, &old, term);
}

#[test]
fn ids_of_reports_bundles_and_references_are_there() {
    let reporting = [(Column::ReportingId, "R 1")];
    assert_held(
        XmlVersion::V2_2,
        &reporting,
        "<avails:ReportingID>R 1</avails:ReportingID>",
    );
    let bundled = [
        (Column::WorkType, "Collection"),
        (Column::BundledAlids, "a;b"),
    ];
    let numbered = "<avails:BundledAsset sequence=\"1\"><avails:BundledALID>a</avails:BundledALID>\
        </avails:BundledAsset><avails:BundledAsset sequence=\"2\">";
    assert_held(XmlVersion::V2_4, &bundled, numbered);
    assert_held(
        XmlVersion::V2_2,
        &bundled,
        "<avails:BundledAsset><avails:BundledALID>a<",
    );
    let reference = [(Column::RefAlid, "md:alid:x")];
    assert_held(
        XmlVersion::V2_2,
        &reference,
        "<avails:RefALID>md:alid:x</avails:RefALID>",
    );
    // The schema does not allow text in `AssociatedALID`.
    let associated = [(Column::AssociatedAlid, "x")];
    assert_kept(XmlVersion::V2_7, &associated, Column::AssociatedAlid, "x");
    for column in [
        Column::RefTerritory,
        Column::RefTerritoryExcluded,
        Column::RefLicenseType,
        Column::RefFormatProfile,
        Column::RefAvailId,
    ] {
        assert_kept(XmlVersion::V2_7, &[(column, "x")], column, "x");
    }
}

#[test]
fn terms_of_sales_are_there() {
    let cells = [
        (Column::Download, "Yes"),
        (Column::TitleStatus, "Approved"),
        (Column::Exclusive, "true"),
        (Column::BrandingRights, "false"),
        (Column::TprType, "Conditional"),
        (Column::CampaignId, "spring"),
        (Column::SpecialPreOrderFulfillDate, "2026-03-06"),
        (Column::RentalDuration, "48"),
    ];
    for part in [
        "\"Download\"><avails:Text>Yes<",
        "\"TitleStatus\"><avails:Text>Approved<",
        "\"Exclusive\"><avails:Boolean>true<",
        "\"BrandingRights\"><avails:Boolean>false<",
        "\"TPRType\"><avails:Text>Conditional<",
        "\"CampaignID\"><avails:ID>spring<",
        "\"PreOrderFulfillDate\"><avails:Event>2026-03-06<",
        "\"RentalDuration\"><avails:Duration>PT48H<",
    ] {
        assert_held(XmlVersion::V2_5, &cells, part);
    }
    assert_held(
        XmlVersion::V2_2,
        &cells[2..3],
        "\"Exclusive\"><avails:Text>true<",
    );
}

#[test]
fn running_times_are_durations_in_every_spelling() {
    for (text, duration) in [
        ("01:56:20", "PT1H56M20S"),
        ("1:56:20", "PT1H56M20S"),
        ("116", "PT1H56M"),
    ] {
        let part = format!("<avails:RunLength>{duration}</avails:RunLength>");
        assert_held(XmlVersion::V2_2, &[(Column::TotalRunTime, text)], &part);
    }
    // This could be hours and minutes, or minutes and seconds.
    let unclear = [(Column::TotalRunTime, "56:20")];
    assert_kept(XmlVersion::V2_7, &unclear, Column::TotalRunTime, "56:20");
}

#[test]
fn volumes_are_there_from_2_4_on() {
    let cells = [(Column::WorkType, "Volume"), (Column::VolumeNumber, "1")];
    let volume = "<avails:VolumeNumber><md:Number>1</md:Number></avails:VolumeNumber>";
    assert_held(XmlVersion::V2_4, &cells, volume);
    assert_kept(XmlVersion::V2_3, &cells, Column::VolumeNumber, "1");
}

#[test]
fn ratings_are_of_the_territory() {
    let cells = [
        (Column::Territory, "DE"),
        (Column::RatingSystem, "FSK"),
        (Column::RatingValue, "6"),
    ];
    let rating = "<md:Rating><md:Region><md:country>DE</md:country></md:Region>\
        <md:System>FSK</md:System><md:Value>6</md:Value></md:Rating>";
    assert_held(XmlVersion::V2_2, &cells, rating);
    assert_kept(XmlVersion::V2_7, &cells[1..2], Column::RatingSystem, "FSK");
    // A list with only separators is not a rating.
    let cells = [(Column::Territory, "DE"), (Column::RatingReason, " , ")];
    assert_kept(XmlVersion::V2_2, &cells, Column::RatingReason, " , ");
}

#[test]
fn ids_that_are_no_uris_are_escaped() {
    let (xml, losses) = write_row(XmlVersion::V2_7, &[(Column::Alid, "10.5240:a%")]);
    assert!(
        xml.contains("<avails:ALID>10.5240%3Aa%25</avails:ALID>"),
        "{xml}"
    );
    assert!(
        xml.contains("{\"column\":\"ALID\",\"text\":\"10.5240:a%\"}"),
        "{xml}"
    );
    let loss = "Avails!A4: ALID `10.5240:a%` became `10.5240%3Aa%25`: IDs in XML have no such \
        characters, so they are written as % and a number";
    assert_eq!(losses, [loss]);
}

#[test]
fn characters_that_xml_has_not_are_replaced() {
    let (xml, losses) = write_row(XmlVersion::V2_7, &[(Column::DisplayName, "A\u{1}B\r\n]]>")]);
    assert!(
        xml.contains("<md:DisplayName>A\u{fffd}B&#13;\n]]&gt;</md:DisplayName>"),
        "{xml}"
    );
    assert_eq!(losses.len(), 1);
    assert!(losses[0].ends_with("XML has no such characters, so \u{fffd} replaces them"));
}
