//! The cost of an Avail is proportional to its file, whatever its content. Steps are counted, not
//! time.

use std::fmt::Write as _;

use ema_model::{Avail, AvailBuilder, Column, EmaVersion, Marks, Stored, Text, XmlVersion};
use ema_testing::{assert_snapshot, str, visits_of};

use super::{Writer, write};

/// Content with which an Avail can be filled: the elements before and after the `n` elements, and
/// one of those, with `#` for its number.
const SHAPES: &[(&str, &str, &str)] = &[
    (
        "Term",
        "<!--T-->",
        "<Term termName=\"X#\"><Text>#</Text></Term>",
    ),
    (
        "AltIdentifier",
        "<!--M-->",
        "<AltIdentifier><md:Namespace>n</md:Namespace><md:Identifier>#</md:Identifier></AltIdentifier>",
    ),
    (
        "language",
        "<!--T-->",
        "<AssetLanguage descriptive=\"true\">en-x-#</AssetLanguage>",
    ),
    (
        "rating",
        "<!--R-->",
        "<md:Rating><md:Region><md:country>US</md:country></md:Region><md:System>#</md:System>\
         <md:Value>1</md:Value></md:Rating>",
    ),
    (
        "BundledAsset",
        "<!--A-->",
        "<BundledAsset sequence=\"9#\"><BundledALID>#</BundledALID></BundledAsset>",
    ),
    (
        "director",
        "<!--M-->",
        "<People><md:Job><md:JobFunction>Director</md:JobFunction><md:Guest>true</md:Guest></md:Job>\
         <md:Name><md:DisplayName>#</md:DisplayName></md:Name></People>",
    ),
    (
        "actor",
        "<!--M-->",
        "<People><md:Job><md:JobFunction>Actor</md:JobFunction></md:Job>\
         <md:Name><md:DisplayName>#</md:DisplayName></md:Name></People>",
    ),
    (
        "ReleaseHistory",
        "<!--M-->",
        "<ReleaseHistory><md:ReleaseType>#</md:ReleaseType><md:Date>2020</md:Date></ReleaseHistory>",
    ),
    (
        "RefALID",
        "<!--T-->",
        "<RefALID refWorkType=\"x\">#</RefALID>",
    ),
    ("unknown element", "<!--M-->", "<Mood>#</Mood>"),
    (
        "repeated element",
        "<!--M-->",
        "<VersionDescription>#</VersionDescription>",
    ),
    (
        "kept element",
        "<!--T-->",
        "<?ema-unplaced {\"path\":\"Transaction/Mood\",\"content\":\"<avails:Mood>#</avails:Mood>\"}?>",
    ),
    (
        "stale element",
        "<!--T-->",
        "<?ema-unplaced {\"path\":\"Transaction/ExperienceCondition\",\"content\":\
         \"<avails:ExperienceCondition>#</avails:ExperienceCondition>\"}?>",
    ),
    (
        "kept cell",
        "<!--T-->",
        "<?ema-cell {\"header\":\"H#\",\"text\":\"x\"}?>",
    ),
];

/// As many Transactions as people in the Asset: a row repeats the content of its Asset at no extra
/// cost.
#[test]
fn what_an_asset_says_costs_once() {
    let of = |number: usize| {
        let people = document(
            "<!--M-->",
            "<People><md:Job><md:JobFunction>Actor</md:JobFunction>\
             </md:Job><md:Name><md:DisplayName>#</md:DisplayName></md:Name></People>",
            number,
        );
        let start = people.find("<Transaction>").unwrap();
        let transaction = &people[start..people.find("</Avail>").unwrap()];
        let mut transactions = String::new();
        for number in 0..number {
            let id = format!("<Transaction TransactionID=\"t{number}\">");
            transactions += &transaction.replace("<Transaction>", &id);
        }
        let xml = people.replace(transaction, &transactions);
        let workbook = crate::read_bytes(xml.clone()).unwrap();
        assert_eq!(workbook.avails().count(), number);
        let (written, losses) = write(XmlVersion::V2_5, workbook.avails());
        assert_eq!(losses, []);
        assert_eq!(written.matches("<avails:People>").count(), number);
        assert_eq!(written.matches("<avails:Transaction ").count(), number);
        visits(&xml)
    };
    let (few, many) = (of(100), of(400));
    assert!(many < few * 5, "{few} steps, {many} of four times as many");
}

/// A workbook holds the text once.
#[test]
fn what_is_out_of_proportion_is_refused() {
    let text: Text = "x".repeat(32_000).into();
    let header = Avail::from_cells(EmaVersion::V1_9, [(Column::Description, "")]);
    let mut builder = AvailBuilder::new(header.header().clone());
    let mut writer = Writer::new(Vec::new(), Some(XmlVersion::V2_5)).unwrap();
    let refused = (1..60_000).find_map(|row| {
        builder.push(0, text.clone(), Stored::Text, Marks::default());
        let avail = builder.build(row);
        writer.avail(&avail, &mut |_| {}).err()
    });
    let refused = refused.map(|error| error.to_string());
    assert_snapshot(
        refused.unwrap_or_default(),
        str![
            "cannot be written: the XML would be out of proportion to what was read: 76 MB so far, because long texts that the source holds once stand in many rows; shorten those texts, or convert fewer rows at a time"
        ],
    );
}

fn document(place: &str, one: &str, number: usize) -> String {
    let version = XmlVersion::V2_5;
    let (avails, common) = (version.namespace(), version.common_metadata());
    let mut full = String::new();
    for number in 0..number {
        let _ = writeln!(full, "{}", one.replace('#', &number.to_string()));
    }
    format!(
        "<AvailList xmlns=\"{avails}\" xmlns:md=\"http://www.movielabs.com/schema/md/v{common}/md\">\
         <Avail><ALID>a</ALID><Asset contentID=\"c\"><WorkType>Movie</WorkType><Metadata>\
         <TitleInternalAlias>t</TitleInternalAlias><!--M--><Ratings><!--R--></Ratings></Metadata>\
         <!--A--></Asset><Transaction><LicenseType>EST</LicenseType><Territory>\
         <md:country>US</md:country></Territory><!--T--></Transaction></Avail></AvailList>"
    )
    .replace(place, &full)
}

fn visits(xml: &str) -> usize {
    visits_of(|| {
        let workbook = crate::read_bytes(xml.to_owned()).unwrap();
        write(XmlVersion::V2_5, workbook.avails());
    })
}

#[test]
fn the_cost_grows_as_the_file_does() {
    let mut differences = String::new();
    for (name, place, one) in SHAPES {
        let (few, many) = (document(place, one, 500), document(place, one, 2000));
        let (few, many) = (visits(&few), visits(&many));
        assert!(few > 500, "{name}: {few} steps are too few to be all");
        if many > few * 5 {
            let _ = writeln!(
                differences,
                "{name}: {few} steps, {many} of four times as many"
            );
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
