//! Tests that deviations from the schema are reported, and that the file is still read.

use ema_model::{Column, SchemaFaultKind, XmlVersion};

use super::{list, read};

/// An Avail of version 2.5 with the elements that the schema requires.
const AVAIL: &str = "\
<Avail>
<ALID>FIRSTDANCE</ALID>
<Disposition><EntryType>Full Extract</EntryType></Disposition>
<Licensor><md:DisplayName>Rockstar Films</md:DisplayName></Licensor>
<AvailType>episode</AvailType>
<ShortDescription>Time and Place</ShortDescription>
<Asset contentID=\"DETECTIVES_S1E1\">
<WorkType>Episode</WorkType>
<EpisodeMetadata>
<TitleInternalAlias>Time and Place</TitleInternalAlias>
<Ratings><md:Rating><md:Region><md:country>US</md:country></md:Region><md:System>TVPG</md:System>\
<md:Value>TV-14</md:Value></md:Rating></Ratings>
<EpisodeNumber><md:Number>1</md:Number></EpisodeNumber>
<SeriesMetadata>
<SeriesContentID>DETECTIVES</SeriesContentID>
<SeriesTitleInternalAlias>Detectives, The</SeriesTitleInternalAlias>
</SeriesMetadata>
</EpisodeMetadata>
</Asset>
<Transaction>
<LicenseType>EST</LicenseType>
<Territory><md:country>US</md:country></Territory>
<Start>2026-01-01T00:00:00Z</Start>
<EndCondition>Open</EndCondition>
<FormatProfile HDR=\"DV\">HD</FormatProfile>
<Term termName=\"EpisodeWSP\"><Money currency=\"USD\">1.99</Money></Term>
</Transaction>
</Avail>";

/// Replaces `from` with `to` in the Avail and returns the faults, each with its path and line.
fn faults(from: &str, to: &str) -> Vec<String> {
    assert!(AVAIL.contains(from), "{from}");
    let workbook = read(XmlVersion::V2_5, &AVAIL.replacen(from, to, 1));
    let avails: Vec<_> = workbook.avails().collect();
    assert_eq!(avails[0].alid().text(), "FIRSTDANCE");
    avails
        .iter()
        .flat_map(|avail| avail.schema_faults())
        .map(|fault| format!("{:?} {}, {}", fault.kind, fault.path, fault.position.line))
        .collect()
}

#[track_caller]
fn assert_fault(from: &str, to: &str, expected: &str) {
    assert_eq!(faults(from, to), [expected], "{from} -> {to}");
}

#[test]
fn what_the_schema_lays_down_has_no_faults() {
    for (from, to) in [
        ("", ""),
        // An organization does not need a name, and comments and processing instructions can be anywhere.
        ("<md:DisplayName>Rockstar Films</md:DisplayName>", ""),
        ("<WorkType>", "<!-- ? --><?x y?><WorkType>"),
        // Other programs can add elements and specify the location of the schema.
        (
            "</SeriesMetadata>",
            "<x:y xmlns:x=\"urn:x\"/></SeriesMetadata>",
        ),
        (
            "<Money currency=\"USD\">1.99</Money>",
            "<x:y xmlns:x=\"urn:x\"/>",
        ),
        (
            "<ALID>",
            "<ALID xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"false\">",
        ),
    ] {
        assert_eq!(faults(from, to), [""; 0], "{from} -> {to}");
    }
}

#[test]
fn strange_elements_attributes_and_texts_are_told() {
    assert_fault(
        "<AvailType>",
        "<Bogus/><AvailType>",
        "Unknown Avail/Bogus, 7",
    );
    assert_fault(
        "<md:Number>1</md:Number>",
        "<Number>1</Number>",
        "OtherNamespace(V2_5) Asset/EpisodeMetadata/EpisodeNumber/md:Number, 14",
    );
    assert_fault("<Asset ", "<Asset id=\"1\" ", "Unknown Asset/@id, 9");
    assert_fault(
        "\"DV\"",
        "\"DV\" HLG=\"no\"",
        "Unknown Transaction/FormatProfile/@HLG, 26",
    );
    assert_fault(
        "<Money currency",
        "<Money unit=\"1\" currency",
        "Unknown Transaction/Term/Money/@unit, 27",
    );
    assert_fault(
        "<LicenseType>",
        "for sale<LicenseType>",
        "StrayText Transaction/text(), 21",
    );
}

#[test]
fn what_another_version_has_is_told_with_it() {
    assert_fault(
        "<FormatProfile",
        "<Duration>P1D</Duration><FormatProfile",
        "OtherVersion(V2_2_2, V2_2_2) Transaction/Duration, 26",
    );
    let volume = AVAIL.replace("EpisodeMetadata>", "VolumeMetadata>");
    let workbook = read(XmlVersion::V2_3, &volume);
    let faults = workbook.avails().flat_map(|avail| avail.schema_faults());
    let kinds: Vec<_> = faults
        .map(|fault| (fault.path.as_str(), fault.kind.clone()))
        .collect();
    let since = SchemaFaultKind::OtherVersion(XmlVersion::V2_4, XmlVersion::V2_7);
    assert!(
        kinds.contains(&("Asset/VolumeMetadata", since)),
        "{kinds:?}"
    );
}

#[test]
fn what_stands_there_twice_or_in_the_wrong_place_is_told() {
    assert_fault(
        "<Disposition>",
        "<ALID>SECONDDANCE</ALID><Disposition>",
        "Repeated Avail/ALID, 5",
    );
    assert_fault(
        "<md:country>US</md:country></Territory>",
        "<md:country>US</md:country><md:country>CA</md:country></Territory>",
        "Repeated Transaction/Territory/md:country, 23",
    );
    assert_fault(
        "<ALID>FIRSTDANCE</ALID>\n<Disposition><EntryType>Full Extract</EntryType></Disposition>",
        "<Disposition><EntryType>Full Extract</EntryType></Disposition>\n<ALID>FIRSTDANCE</ALID>",
        "Misplaced(\"Disposition\") Avail/ALID, 5",
    );
    assert_fault(
        "<FormatProfile",
        "<Territory><md:country>CA</md:country></Territory><FormatProfile",
        "Misplaced(\"EndCondition\") Transaction/Territory, 26",
    );
    assert_fault(
        "<EndCondition>",
        "<End>2026-12-31T00:00:00Z</End><EndCondition>",
        "Exclusive(\"End\") Transaction/EndCondition, 25",
    );
}

#[test]
fn what_is_missing_is_told_where_it_should_be() {
    for (from, expected) in [
        (
            "<ShortDescription>Time and Place</ShortDescription>",
            "Missing(None) Avail/ShortDescription, 3",
        ),
        (
            "<LicenseType>EST</LicenseType>",
            "Missing(Some(LicenseType)) Transaction/LicenseType, 21",
        ),
        (
            "<Start>2026-01-01T00:00:00Z</Start>",
            "MissingOneOf([\"StartCondition\"]) Transaction/Start, 21",
        ),
        (
            "<md:System>TVPG</md:System>",
            "Missing(None) Asset/EpisodeMetadata/Ratings/md:Rating/md:System, 13",
        ),
        (
            "<Money currency=\"USD\">1.99</Money>",
            "MissingOneOf([\"Event\", \"Text\", \"Number\", \"Boolean\", \"Duration\", \"URI\", \
             \"Language\", \"ID\", \"AltIdentifier\", \"YearDateTime\", \"Time\", \"Region\"]) \
             Transaction/Term/Money, 27",
        ),
        (
            "<md:country>US</md:country></Territory>",
            "MissingOneOf([\"countryRegion\"]) Transaction/Territory/md:country, 23",
        ),
    ] {
        let to = if from.ends_with("</Territory>") {
            "</Territory>"
        } else {
            ""
        };
        assert_fault(from, to, expected);
    }
    let empty = read(XmlVersion::V2_5, "<Avail><ALID>A</ALID><Asset/></Avail>");
    let avail = empty.avails().next().unwrap();
    let missing: Vec<&str> = avail
        .schema_faults()
        .iter()
        .map(|fault| fault.path.as_str())
        .collect();
    assert_eq!(
        missing.join(", "),
        "Avail/Disposition, Avail/Licensor, Avail/AvailType, Avail/ShortDescription, \
         Avail/Transaction, Asset/@contentID, Asset/WorkType, Asset/Metadata"
    );
    let column = SchemaFaultKind::Missing(Some(Column::WorkType));
    assert!(
        avail
            .schema_faults()
            .iter()
            .any(|fault| fault.kind == column)
    );
}

/// A fault in an Avail or an Asset is reported on only one row, however many Transactions there are.
#[test]
fn a_fault_is_told_on_one_row() {
    let transaction = "<Transaction><Bogus/></Transaction>";
    let text = format!(
        "<Avail><Bogus/><Asset><Bogus/></Asset><Asset><Bogus/></Asset>{transaction}{transaction}\
         </Avail>"
    );
    let workbook = crate::read_bytes(list(XmlVersion::V2_5, &text)).unwrap();
    let told: Vec<usize> = workbook
        .avails()
        .map(|avail| {
            let faults = avail.schema_faults().iter();
            faults
                .filter(|fault| fault.kind == SchemaFaultKind::Unknown)
                .count()
        })
        .collect();
    assert_eq!(told, [3, 1, 1, 0]);
}

/// Files often declare a version of Common Metadata that their version of Avails does not use.
#[test]
fn another_version_of_a_namespace_is_told_once() {
    let text = list(XmlVersion::V2_5, AVAIL).replace("/md/v2.8/md", "/md/v2.7/md");
    let workbook = crate::read_bytes(text).unwrap();
    let avail = workbook.avails().next().unwrap();
    assert_eq!(avail.display_name().text(), "Rockstar Films");
    let faults = avail.schema_faults().iter();
    let told: Vec<_> = faults
        .map(|fault| (fault.kind.clone(), fault.path.as_str()))
        .collect();
    let kind = SchemaFaultKind::OtherNamespace(XmlVersion::V2_5);
    assert_eq!(told, [(kind, "Avail/Licensor/md:DisplayName")]);
}

#[test]
fn what_stands_beside_the_avails_is_told_on_a_row() {
    let text = list(XmlVersion::V2_5, &format!("<Bogus/>{AVAIL}text{AVAIL}"));
    let text = text.replace("<AvailList ", "<AvailList id=\"1\" ");
    let workbook = crate::read_bytes(text).unwrap();
    let rows: Vec<Vec<&str>> = workbook
        .avails()
        .map(|avail| {
            let faults = avail.schema_faults().iter();
            faults.map(|fault| fault.path.as_str()).collect()
        })
        .collect();
    let first = ["AvailList/@id", "AvailList/Bogus", "AvailList/text()"];
    assert_eq!(rows, [first.to_vec(), Vec::new()]);
}
