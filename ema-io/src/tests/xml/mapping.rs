//! Checks which column holds the content of each element.

use ema_model::{Column, EmaVersion, Format, XmlVersion};
use ema_testing::assert_snapshot;

use super::{asset, cells, read, rows, shown, text, transaction, transaction_in, unplaced};

/// The snapshot was compared with the file by hand.
#[test]
fn every_column_is_filled_from_its_place() {
    let workbook = crate::read_bytes(include_bytes!("everything.xml")).unwrap();
    assert_snapshot(
        shown(&workbook),
        ema_testing::file!["snapshots/every_column.txt"],
    );
}

#[test]
fn a_file_is_one_sheet_of_its_version() {
    for &version in XmlVersion::ALL {
        let workbook = read(version, "<Avail><ALID>a</ALID></Avail>");
        assert_eq!(workbook.file.format, Format::Xml);
        assert_eq!(workbook.file.xml_version, Some(version));
        let header = &workbook.sheets[0].header;
        assert_eq!(header.sheet(), "AvailList");
        assert_eq!(header.version(), version.peer());
        assert_eq!(workbook.sheets.len(), 1);
    }
}

/// The root element is a list, a single Avail, or a set of signed lists.
#[test]
fn an_avail_alone_and_signed_lists_are_read() {
    let ns = XmlVersion::V2_5.namespace();
    let alids = |xml: String| -> Vec<String> {
        let workbook = crate::read_bytes(xml).unwrap();
        let avails = workbook.avails();
        avails.map(|avail| avail.alid().text().to_owned()).collect()
    };
    let avail = |alid| format!("<Avail xmlns='{ns}'><ALID>{alid}</ALID></Avail>");
    assert_eq!(alids(avail("a")), ["a"]);
    let signed = format!(
        "<AvailListSigned xmlns='{ns}'><AvailList>{}{}</AvailList><AvailList>{}</AvailList>\
         <ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>x</ds:Signature></AvailListSigned>",
        avail("a"),
        avail("b"),
        avail("c")
    );
    assert_eq!(alids(signed.clone()), ["a", "b", "c"]);
    let workbook = crate::read_bytes(signed).unwrap();
    let last = workbook.avails().last().unwrap();
    assert_eq!(
        unplaced(last),
        [(
            "AvailListSigned/ds:Signature",
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">x</ds:Signature>"
        )]
    );
}

#[test]
fn a_list_without_avails_has_no_rows() {
    let workbook = read(XmlVersion::V2_5, "");
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!(workbook.avails().count(), 0);
}

#[test]
fn each_transaction_is_a_row_with_each_asset() {
    let rows = rows(
        "<Avail><ALID>x</ALID>\
         <Transaction TransactionID='1'/><Transaction TransactionID='2'/>\
         <Asset contentID='a'/><Asset contentID='b'/><Asset contentID='c'/></Avail>\
         <Avail><ALID>y</ALID><Transaction TransactionID='3'/></Avail>",
    );
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            let of = |column| text(row, column);
            let ids = [Column::Alid, Column::AvailId, Column::ContentId].map(of);
            (row.row(), ids.join(" "))
        })
        .collect();
    let expected = ["x 1 a", "x 1 b", "x 1 c", "x 2 a", "x 2 b", "x 2 c", "y 3 "];
    let expected: Vec<_> = (1..).zip(expected.map(str::to_owned)).collect();
    assert_eq!(found, expected);
}

/// MovieLabs' reader drops the prefix `TPR-` from a wholesale price for an episode or a season.
#[test]
fn a_reduced_price_stays_reduced() {
    for (work, term, price_type) in [
        ("Episode", "TPR-EpisodeWSP", "TPR-WSP"),
        ("Season", "TPR-SeasonWSP", "TPR-WSP"),
        ("Season", "SeasonWSP", "WSP"),
        ("Season", "EpisodeWSP", "EpisodeWSP"),
        ("Movie", "EpisodeWSP", "EpisodeWSP"),
        ("Movie", "WSP-PostTax", "WSP-PostTax"),
        ("Movie", "TPR-Category", "TPR-Category"),
    ] {
        let rows = rows(&format!(
            "<Avail><Asset><WorkType>{work}</WorkType></Asset><Transaction>\
             <Term termName='{term}'><Money>1</Money></Term></Transaction></Avail>"
        ));
        assert_eq!(text(&rows[0], Column::PriceType), price_type, "{term}");
        assert_eq!(text(&rows[0], Column::PriceValue), "1");
    }
}

#[test]
fn a_price_is_an_amount_or_a_name() {
    let price = |terms: &str| {
        let row = transaction(terms);
        let columns = [
            Column::PriceType,
            Column::PriceValue,
            Column::PriceCurrency,
            Column::Srp,
        ];
        let texts = columns.map(|column| text(&row, column).to_owned());
        (texts.join("|"), row.unplaced().count())
    };
    let wsp = "<Term termName='WSP'><Money currency='EUR'> 3.50 </Money></Term>";
    for (terms, expected, left) in [
        (wsp.to_owned(), "WSP|3.50|EUR|", 0),
        (
            "<Term termName='Tier'><Text> A </Text></Term>".to_owned(),
            "Tier| A ||",
            0,
        ),
        (
            "<Term termName='WSP'><Text>TBD</Text></Term>".to_owned(),
            "WSP|TBD||",
            0,
        ),
        ("<Term termName='NA'/>".to_owned(), "NA|||", 0),
        (
            "<Term termName='SRP'><Money currency='EUR'>5</Money></Term>".to_owned(),
            "||EUR|5",
            0,
        ),
        // An SRP in another currency is not the SRP for this price.
        (
            format!("<Term termName='SRP'><Money currency='USD'>5</Money></Term>{wsp}"),
            "WSP|3.50|EUR|",
            1,
        ),
        (
            format!("{wsp}<Term termName='SRP'><Money>5</Money></Term>"),
            "WSP|3.50|EUR|5",
            0,
        ),
        // A row has only one price.
        (format!("{wsp}{wsp}"), "WSP|3.50|EUR|", 1),
        (
            format!("{wsp}<Term termName='Tier'><Text>A</Text></Term>"),
            "WSP|3.50|EUR|",
            1,
        ),
        // If a price has any other content, the complete element is kept.
        (
            "<Term termName='WSP'><Money unit='k'>5</Money></Term>".to_owned(),
            "|||",
            1,
        ),
        (
            "<Term termName='WSP'><Money>5</Money><Money>6</Money></Term>".to_owned(),
            "|||",
            1,
        ),
        ("<Term><Money>5</Money></Term>".to_owned(), "|||", 1),
        ("<Term termName='Season Only'/>".to_owned(), "|||", 1),
    ] {
        assert_eq!(price(&terms), (expected.to_owned(), left), "{terms}");
    }
}

/// The vocabulary of the schema has `PreorderFulfillDate`, but the data dictionary has `PreOrderFulfillDate`.
#[test]
fn both_spellings_of_the_pre_order_term_are_known() {
    for name in ["PreorderFulfillDate", "PreOrderFulfillDate"] {
        let row = transaction(&format!(
            "<Term termName='{name}'><Event>2026-03-01</Event></Term>"
        ));
        assert_eq!(text(&row, Column::SpecialPreOrderFulfillDate), "2026-03-01");
    }
}

#[test]
fn a_term_that_no_column_holds_is_left() {
    let row = transaction(
        "<Term termName='Exclusive'><Boolean>true</Boolean></Term>\
         <Term termName='Exclusive'><Boolean>false</Boolean></Term>\
         <Term termName='Promotion'><Text>x</Text></Term>\
         <Term termName=''><Text/></Term>",
    );
    assert_eq!(cells(&row), [("Exclusive".to_owned(), "true")]);
    assert_eq!(
        unplaced(&row),
        [
            (
                "Transaction/Term",
                "<avails:Term termName=\"Exclusive\"><avails:Boolean>false</avails:Boolean></avails:Term>"
            ),
            (
                "Transaction/Term",
                "<avails:Term termName=\"Promotion\"><avails:Text>x</avails:Text></avails:Term>"
            ),
        ]
    );
}

/// The vocabulary has `subtitle` and `audio`. MovieLabs' tools write the suffix unchanged.
#[test]
fn an_asset_is_the_suffix_of_its_language() {
    let row = transaction(
        "<AllowedLanguage asset='subtitle'>fr</AllowedLanguage>\
         <AllowedLanguage asset='audio'>de</AllowedLanguage>\
         <AllowedLanguage asset='subdub'>es-419</AllowedLanguage>\
         <AllowedLanguage asset='sub'>it</AllowedLanguage>\
         <AllowedLanguage asset='dub'>pt</AllowedLanguage>\
         <AllowedLanguage> en </AllowedLanguage>\
         <AllowedLanguage/>",
    );
    assert_eq!(
        text(&row, Column::AllowedLanguages),
        "fr:sub, de:dub, es-419:subdub, it:sub, pt:dub, en"
    );
    assert_eq!(row.allowed_languages().value().unwrap().iter().count(), 6);
}

#[test]
fn languages_whose_assets_are_provided_are_required() {
    let row = transaction(
        "<AssetLanguage assetProvided='true'>en</AssetLanguage>\
         <AssetLanguage assetProvided='1' asset='audio'>fr</AssetLanguage>\
         <AssetLanguage assetProvided='false'>de</AssetLanguage>",
    );
    assert_eq!(text(&row, Column::AssetLanguage), "en, fr:dub, de");
    assert_eq!(
        text(&row, Column::RequiredFulfillmentLanguages),
        "en, fr:dub"
    );
    assert_eq!(
        unplaced(&row),
        [("Transaction/AssetLanguage[3]/@assetProvided", "false")]
    );
}

#[test]
fn events_stand_in_conditions_and_have_lags() {
    let row = transaction(
        "<StartCondition lag='-P5D'>Theatrical</StartCondition><EndCondition>Open</EndCondition>",
    );
    let of = |column| text(&row, column);
    let columns = [Column::Start, Column::StartLag, Column::End, Column::EndLag];
    assert_eq!(columns.map(of), ["Theatrical", "-P5D", "Open", ""]);
    let both = transaction(
        "<Start>2026-01-01T00:00:00</Start><StartCondition lag='P1D'>EST</StartCondition>",
    );
    assert_eq!(text(&both, Column::Start), "2026-01-01T00:00:00");
    assert_eq!(
        unplaced(&both),
        [(
            "Transaction/StartCondition",
            "<avails:StartCondition lag=\"P1D\">EST</avails:StartCondition>"
        )]
    );
}

/// In version 2.1, holdback languages are Terms, and there is a store language.
#[test]
fn version_2_1_says_languages_in_its_own_way() {
    let row = transaction_in(
        XmlVersion::V2_1,
        "<StoreLanguage>fr</StoreLanguage>\
         <Term termName='HoldbackLanguage'><Language>es</Language></Term>\
         <Term termName='HoldbackLanguage'><Language>it</Language></Term>\
         <Term termName='HoldbackExclusionLanguage'><Language>de</Language></Term>",
    );
    assert_eq!(text(&row, Column::StoreLanguage), "fr");
    assert_eq!(text(&row, Column::HoldbackLanguage), "es, it");
    assert_eq!(text(&row, Column::AllowedLanguages), "de");
    assert_eq!(row.version(), EmaVersion::V1_7);
    let later = transaction("<StoreLanguage>fr</StoreLanguage>");
    assert_eq!(
        unplaced(&later),
        [(
            "Transaction/StoreLanguage",
            "<avails:StoreLanguage>fr</avails:StoreLanguage>"
        )]
    );
}

/// MovieLabs' streaming reader reads every file as version 1.7 and drops these elements.
#[test]
fn what_came_after_1_7_is_read() {
    let row = transaction(
        "<Licensee><md:DisplayName>L</md:DisplayName></Licensee>\
         <Territory><md:country>US</md:country></Territory>\
         <Territory><md:country>CA</md:country></Territory>\
         <TerritoryExcluded><md:country>PR</md:country></TerritoryExcluded>\
         <StartCondition lag='P1D'>EST</StartCondition><EndCondition lag='P2D'>EST</EndCondition>\
         <WindowDuration>P3D</WindowDuration>\
         <FormatProfile HDR='DV' WCG='true' HFR='false' NGAudio='Atmos'>UHD</FormatProfile>\
         <ReportingID>R</ReportingID>",
    );
    let of = |column| text(&row, column);
    let columns = [
        Column::Licensee,
        Column::Territory,
        Column::TerritoryExclusion,
        Column::StartLag,
        Column::EndLag,
        Column::WindowDuration,
        Column::Hdr,
        Column::Wcg,
        Column::Hfr,
        Column::NgAudio,
        Column::ReportingId,
    ];
    let expected = [
        "L", "US, CA", "PR", "P1D", "P2D", "P3D", "DV", "true", "false", "Atmos", "R",
    ];
    assert_eq!(columns.map(of), expected);
    assert_eq!(unplaced(&row), []);
}

#[test]
fn a_territory_is_a_country_or_a_region_of_one() {
    let row = transaction(
        "<Territory><md:country> us </md:country></Territory>\
         <Territory><md:countryRegion>CA-QC</md:countryRegion></Territory>\
         <Territory><md:continent>EU</md:continent></Territory>",
    );
    assert_eq!(text(&row, Column::Territory), "us, CA-QC");
    assert_eq!(
        unplaced(&row),
        [(
            "Transaction/Territory",
            "<avails:Territory><md:continent>EU</md:continent></avails:Territory>"
        )]
    );
}

/// Seconds in a duration must not be misread as minutes. MovieLabs' tools once read `56:20` as hours and minutes.
#[test]
fn durations_are_spelt_as_in_sheets() {
    let run_time = |length: &str| {
        let row = asset(&format!(
            "<Metadata><RunLength>{length}</RunLength></Metadata>"
        ));
        text(&row, Column::TotalRunTime).to_owned()
    };
    assert_eq!(run_time("PT56M20S"), "00:56:20");
    assert_eq!(run_time("PT01H37M49S"), "01:37:49");
    assert_eq!(run_time("long"), "long");
    let row = transaction(
        "<Term termName='RentalDuration'><Duration>P30D</Duration></Term>\
         <Term termName='WatchDuration'><Duration>P1M</Duration></Term>",
    );
    assert_eq!(text(&row, Column::RentalDuration), "720");
    assert_eq!(text(&row, Column::WatchDuration), "P1M");
    assert!(row.watch_duration().value().is_none());
}

/// A row has the rating for its territory, and the other ratings are kept as content without a column.
#[test]
fn a_rating_is_that_of_the_territory() {
    let rating = |country, system| {
        format!(
            "<md:Rating><md:Region><md:country>{country}</md:country></md:Region>\
             <md:System>{system}</md:System><md:Value>1</md:Value></md:Rating>"
        )
    };
    let of = |territory: &str| {
        let rows = rows(&format!(
            "<Avail><Asset><Metadata><Ratings>{}{}</Ratings></Metadata></Asset><Transaction>\
             <Territory><md:country>{territory}</md:country></Territory></Transaction></Avail>",
            rating("US", "MPAA"),
            rating("DE", "FSK")
        ));
        let paths: Vec<String> = rows[0].unplaced().map(|it| it.path.to_string()).collect();
        (
            text(&rows[0], Column::RatingSystem).to_owned(),
            paths.join(" "),
        )
    };
    let other = "Asset/Metadata/Ratings/md:Rating";
    assert_eq!(of("US"), ("MPAA".to_owned(), other.to_owned()));
    assert_eq!(of("DE"), ("FSK".to_owned(), other.to_owned()));
    let (system, left) = of("FR");
    assert_eq!(system, "MPAA");
    assert_eq!(left, format!("{other} {other}/md:Region"));
}

/// MovieLabs' tools lost retailer IDs, as well as EIDRs in AltIDs.
#[test]
fn identifiers_stand_behind_the_names_of_their_columns() {
    let identifier = |text: &str| {
        format!(
            "<AltIdentifier><md:Namespace>org:mddf</md:Namespace>\
             <md:Identifier>{text}</md:Identifier></AltIdentifier>"
        )
    };
    let row = asset(&format!(
        "<Metadata>{}{}{}{}</Metadata>",
        identifier("AltID:10.5240/77C5-ED35-8FC2-7D9D-9531-1"),
        identifier("RetailerID1:a:b"),
        identifier("RetailerID9:c"),
        identifier("AltID:second"),
    ));
    assert_eq!(
        text(&row, Column::AltId),
        "10.5240/77C5-ED35-8FC2-7D9D-9531-1"
    );
    assert_eq!(text(&row, Column::RetailerId1), "a:b");
    let left: Vec<&str> = row.unplaced().map(|it| it.path.as_str()).collect();
    assert_eq!(left, ["Asset/Metadata/AltIdentifier"; 2]);
    assert!(
        row.unplaced()
            .next()
            .unwrap()
            .content
            .contains("RetailerID9:c")
    );
    assert!(
        row.unplaced()
            .nth(1)
            .unwrap()
            .content
            .contains("AltID:second")
    );
}

#[test]
fn eidrs_stay_as_they_stand() {
    let row = asset(
        "<Metadata><EditEIDR-URN>urn:eidr:10.5240:77C5-ED35-8FC2-7D9D-9531-1</EditEIDR-URN>\
         <TitleEIDR-URN>10.5240/8FF3-1C20-84F5-F247-8BCD-E</TitleEIDR-URN></Metadata>",
    );
    assert_eq!(
        text(&row, Column::EditId),
        "urn:eidr:10.5240:77C5-ED35-8FC2-7D9D-9531-1"
    );
    assert_eq!(
        text(&row, Column::TitleId),
        "10.5240/8FF3-1C20-84F5-F247-8BCD-E"
    );
    assert!(row.edit_id().value().is_some() && row.title_id().value().is_some());
}

/// The ID of a season is in both the attribute and an element, but the ID of an episode is only in the attribute.
#[test]
fn the_content_id_is_that_of_what_is_sold() {
    for (elements, column) in [
        ("<WorkType>Movie</WorkType><Metadata/>", Column::ContentId),
        ("<WorkType>Short</WorkType>", Column::ContentId),
        ("<WorkType>Episode</WorkType>", Column::EpisodeContentId),
        ("<EpisodeMetadata/>", Column::EpisodeContentId),
        (
            "<SeasonMetadata><SeasonContentID>id</SeasonContentID></SeasonMetadata>",
            Column::SeasonContentId,
        ),
        ("<SeasonMetadata/>", Column::SeasonContentId),
        ("<SeriesMetadata/>", Column::SeriesContentId),
        ("<WorkType>Series</WorkType>", Column::SeriesContentId),
        ("<VolumeMetadata/>", Column::VolumeContentId),
    ] {
        let rows = rows(&format!(
            "<Avail><Asset contentID='id'>{elements}</Asset></Avail>"
        ));
        assert_eq!(text(&rows[0], column), "id", "{elements}");
        assert_eq!(unplaced(&rows[0]), [], "{elements}");
    }
    let rows = rows(
        "<Avail><Asset contentID='a'><SeasonMetadata><SeasonContentID>b</SeasonContentID>\
         </SeasonMetadata></Asset></Avail>",
    );
    assert_eq!(text(&rows[0], Column::SeasonContentId), "b");
    assert_eq!(unplaced(&rows[0]), [("Asset/@contentID", "a")]);
}

/// The schema has an element only for the caption exemption, but CaptionIncluded says whether there are captions.
#[test]
fn an_exemption_says_that_there_are_no_captions() {
    let row =
        asset("<Metadata><USACaptionsExemptionReason>2</USACaptionsExemptionReason></Metadata>");
    assert_eq!(text(&row, Column::CaptionExemption), "2");
    assert_eq!(text(&row, Column::CaptionIncluded), "No");
    let row = asset("<Metadata><TitleInternalAlias>x</TitleInternalAlias></Metadata>");
    assert_eq!(text(&row, Column::CaptionIncluded), "");
}

/// The schema requires a type and a description, which usually only repeat what other columns say.
#[test]
fn a_type_and_a_description_are_left_if_they_say_more() {
    let left = |work: &str, avail_type: &str, description: &str| {
        let rows = rows(&format!(
            "<Avail><AvailType>{avail_type}</AvailType>\
             <ShortDescription>{description}</ShortDescription>\
             <Asset><WorkType>{work}</WorkType><Metadata>\
             <TitleInternalAlias>Dance</TitleInternalAlias></Metadata></Asset></Avail>"
        ));
        let paths = rows[0].unplaced().map(|it| it.path.to_string());
        paths.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(left("Movie", "single", "Dance"), "");
    assert_eq!(left("Supplemental", "supplement", "Dance"), "");
    assert_eq!(left("Collection", "bundle", "Dance"), "");
    assert_eq!(left("Collection", "collection", "Dance"), "Avail/AvailType");
    // MovieLabs' tools use this spelling.
    assert_eq!(
        left("Supplemental", "suplement", "Dance"),
        "Avail/AvailType"
    );
    assert_eq!(
        left("Movie", "single", "made by hand"),
        "Avail/ShortDescription"
    );
}

/// An instruction is used if its text matches the elements, or if no element can hold its text.
#[test]
fn instructions_count_where_they_fit() {
    let row = transaction(
        "<LicenseType>EST</LicenseType>\
         <Term termName='Exclusive'><Boolean>true</Boolean></Term>\
         <?ema-cell {\"column\":\"OtherTerms\",\"text\":\"x\"}?>\
         <?ema-cell {\"column\":\"Exclusive\",\"text\":\"Y\"}?>\
         <?ema-cell {\"column\":\"LicenseType\",\"text\":\"\"}?>\
         <?ema-cell {\"header\":\"Shelf\",\"text\":\"Top\"}?>\
         <?ema-unplaced {\"path\":\"Avail/Licensee\",\"content\":\"<avails:Licensee/>\"}?>\
         <?ema-cell nonsense?>\
         <?php echo?>",
    );
    assert_eq!(
        cells(&row),
        [
            ("LicenseType".to_owned(), "EST"),
            ("OtherTerms".to_owned(), "x"),
            ("Exclusive".to_owned(), "Y")
        ]
    );
    // The Shelf column was not declared.
    assert_eq!(
        unplaced(&row),
        [
            ("Transaction/?ema-cell", "nonsense"),
            (
                "Transaction/?ema-cell",
                "{\"header\":\"Shelf\",\"text\":\"Top\"}"
            ),
            ("Avail/Licensee", "<avails:Licensee/>"),
        ]
    );
    assert!(row.cells().iter().all(|cell| !cell.marks().repeated));
    let stale: Vec<(&str, &str)> = row
        .stale_texts()
        .iter()
        .map(|text| (text.field.as_str(), text.text.as_str()))
        .collect();
    assert_eq!(stale, [("LicenseType", "")]);
}

#[test]
fn of_two_kept_texts_the_one_that_fits_counts() {
    let end = "<End>2028-02-29T23:59:59</End>";
    let kept = |text: &str| format!("<?ema-cell {{\"column\":\"End\",\"text\":\"{text}\"}}?>");
    let (fits, old) = (kept("2028-02-29"), kept("2027-01-31"));
    let read = |instructions: &[&str]| {
        let row = transaction(&format!("{end}{}", instructions.concat()));
        let stale = row.stale_texts().iter().map(|text| text.text.to_string());
        (
            text(&row, Column::End).to_owned(),
            stale.collect::<Vec<_>>(),
        )
    };
    for (instructions, stale) in [
        (vec![&*fits, &*old], vec!["2027-01-31"]),
        (vec![&*old, &*fits], vec!["2027-01-31"]),
        (vec![&*fits, &*old, &*old], vec!["2027-01-31"]),
        (vec![&*old, &*fits, &*old], vec!["2027-01-31"; 2]),
        (vec![&*fits, &*fits], vec![]),
    ] {
        let stale = stale.into_iter().map(str::to_owned).collect();
        assert_eq!(read(&instructions), ("2028-02-29".to_owned(), stale));
    }
    let other = kept("2026-01-31");
    let (end, stale) = read(&[&old, &other]);
    assert_eq!((&*end, stale.len()), ("2028-02-29T23:59:59", 2));
}

#[test]
fn a_value_of_no_type_is_a_cell_all_the_same() {
    let row = transaction(
        "<Start>soon</Start><WindowDuration>a while</WindowDuration>\
         <Term termName='AnnounceDate'><Event>tomorrow</Event></Term>",
    );
    assert_eq!(text(&row, Column::Start), "soon");
    assert!(row.start().value().is_none());
    assert_eq!(text(&row, Column::WindowDuration), "a while");
    assert_eq!(text(&row, Column::AnnounceDate), "tomorrow");
}
