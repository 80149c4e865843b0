//! Checks that the cost of processing an Avail is proportional to the size of its file, whatever the Avail contains.
//! The tests count steps instead of measuring time.

use std::fmt::Write as _;

use ema_model::{Avail, AvailBuilder, Cell, Column, EmaVersion, Marks, Stored, Text, XmlVersion};
use ema_testing::{assert_snapshot, str, visits_of};

use super::{Writer, write};

/// Content that an Avail can have many times: a name, the place in the document, and one element, where `#` is replaced
/// with the element's number.
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

/// Content that an Asset can have many times: the place in the document, one piece, and the start of its element. The
/// tests add as many pieces as the Asset has Transactions.
const OF_ASSET: [(&str, &str, &str); 3] = [
    (
        "<!--M-->",
        "<People><md:Job><md:JobFunction>Actor</md:JobFunction></md:Job>\
         <md:Name><md:DisplayName>#</md:DisplayName></md:Name></People>",
        "<avails:People>",
    ),
    (
        "<!--R-->",
        "<md:Rating><md:Region><md:country>US</md:country></md:Region><md:System>#</md:System>\
         <md:Value>1</md:Value></md:Rating>",
        "<md:Rating>",
    ),
    // The region of these ratings is not the territory of any row.
    (
        "<!--R-->",
        "<md:Rating><md:Region><md:country>DE</md:country></md:Region><md:System>#</md:System>\
         <md:Value>1</md:Value></md:Rating>",
        "<md:Rating>",
    ),
];

/// Checks that there is no extra cost if each row repeats the content of its Asset.
#[test]
fn what_an_asset_says_costs_once() {
    for (place, one, element) in OF_ASSET {
        ema_testing::assert_in_proportion(100, |number| {
            let xml = with_transactions(&document(place, one, number), number);
            let workbook = crate::read_bytes(xml.clone()).unwrap();
            assert_eq!(workbook.avails().count(), number);
            let (written, losses) = write(XmlVersion::V2_5, workbook.avails());
            assert_eq!(losses, []);
            assert_eq!(written.matches(element).count(), number);
            assert_eq!(written.matches("<avails:Transaction ").count(), number);
            visits(&xml)
        });
    }
}

/// Checks the cost of reading many Transactions, each with preserved text that no element represents. Comparing each
/// text with all content of the Asset would take quadratic time.
#[test]
fn kept_texts_are_not_compared_with_all_that_an_asset_has() {
    let kept = [
        "<?ema-cell {\"column\":\"CaptionExemption\",\"text\":\"9x\"}?>",
        "<?ema-unplaced {\"path\":\"Asset/Metadata/Mood\",\"content\":\"<avails:Mood>1</avails:Mood>\"}?>",
        "<?ema-unplaced {\"path\":\"Asset/Metadata/People\",\"content\":\"<avails:People/>\"}?>",
    ];
    for (place, one, _) in OF_ASSET {
        for kept in kept {
            ema_testing::assert_in_proportion(100, |number| {
                let xml = document(place, one, number).replace("<!--T-->", kept);
                let xml = with_transactions(&xml, number);
                visits_of(|| {
                    let workbook = crate::read_bytes(xml.as_str()).unwrap();
                    assert_eq!(workbook.avails().count(), number);
                })
            });
        }
    }
}

/// Checks that the rows of an Asset form one Avail even if each has a different rating in its columns or a different
/// territory.
#[test]
fn transactions_with_ratings_of_their_own_are_one_avail() {
    let rating = "<md:Rating>\n<md:Region><md:country>#</md:country></md:Region>\
        <md:System>S</md:System> <md:Value>1</md:Value><md:Reason>a</md:Reason>\
        <md:Reason>b</md:Reason><md:LinkToLogo>http://#</md:LinkToLogo></md:Rating>";
    let person = OF_ASSET[0].1;
    let code = |number: usize| {
        let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
        format!("{}{}", letter(number / 26), letter(number))
    };
    for (place, one, element) in [
        ("<!--R-->", rating, "<md:Rating>"),
        ("<!--M-->", person, "<avails:People>"),
    ] {
        ema_testing::assert_in_proportion(100, |number| {
            let ones = (0..number).map(|number| one.replace('#', &code(number)));
            let xml = document(place, &ones.collect::<String>(), 1);
            let mut xml = with_transactions(&xml, number);
            for number in 0..number {
                let territory = format!("<Territory><md:country>{} ", code(number));
                xml = xml.replacen("<Territory><md:country>US", &territory, 1);
            }
            let workbook = crate::read_bytes(xml.clone()).unwrap();
            let (written, losses) = write(XmlVersion::V2_5, workbook.avails());
            assert_eq!(losses, []);
            assert_eq!(written.matches("<avails:Avail>").count(), 1);
            assert_eq!(written.matches(element).count(), number);
            let back = crate::read_bytes(written).unwrap();
            for (avail, before) in back.avails().zip(workbook.avails()) {
                assert!(
                    avail
                        .cells()
                        .iter()
                        .map(Cell::text)
                        .eq(before.cells().iter().map(Cell::text))
                );
                assert_eq!(
                    avail.shared_unplaced().unwrap().except,
                    before.shared_unplaced().unwrap().except
                );
            }
            visits(&xml)
        });
    }
}

/// Checks that a row with a changed rating gets a separate Asset.
#[test]
fn a_changed_rating_is_written_next_to_the_others() {
    let rating = "<md:Rating><md:Region><md:country>#</md:country></md:Region>\
        <md:System>S#</md:System><md:Value>1</md:Value></md:Rating>";
    let ratings: String = ["US", "DE"].map(|it| rating.replace('#', it)).concat();
    let xml = with_transactions(&document("<!--R-->", &ratings, 1), 2);
    let workbook = crate::read_bytes(xml).unwrap();
    let mut avails: Vec<Avail> = workbook.avails().cloned().collect();
    let mut edit = avails[1].edit();
    edit.set(Column::RatingValue, "2").unwrap();
    avails[1] = edit.finish();
    let (written, losses) = write(XmlVersion::V2_5, &avails);
    assert_eq!(losses, []);
    let back = crate::read_bytes(written).unwrap();
    let values: Vec<String> = back
        .avails()
        .map(|it| it.rating_value().text().to_owned())
        .collect();
    assert_eq!(values, ["1", "2"]);
}

/// Checks that rows have the same content whether or not they share its storage.
#[test]
fn each_row_has_all_ratings_but_its_own() {
    let rating = "<md:Rating><md:Region><md:country>#</md:country></md:Region>\
        <md:System>#S</md:System><md:Value>1</md:Value><md:Note>of #S</md:Note></md:Rating>";
    let ratings: String = ["US", "DE", "us", "FR"]
        .map(|it| rating.replace('#', it))
        .concat();
    let one = document("<!--R-->", &ratings, 1);
    for (territory, system, further) in [
        ("US", "USS", [false, true, true, true]),
        ("de", "DES", [true, false, true, true]),
        ("FR", "FRS", [true, true, true, false]),
        ("IT", "USS", [false, true, true, true]),
    ] {
        let one = one.replacen(
            "<Territory><md:country>US",
            &format!("<Territory><md:country>{territory}"),
            1,
        );
        for xml in [one.clone(), with_transactions(&one, 2)] {
            let workbook = crate::read_bytes(xml).unwrap();
            for avail in workbook.avails() {
                assert_eq!(avail.rating_system().text(), system);
                let has = |path: &str, content: &str| {
                    let mut all = avail.unplaced();
                    all.any(|it| it.path.ends_with(path) && it.content.contains(content))
                };
                let found = ["USS", "DES", "usS", "FRS"].map(|it| has("/md:Rating", it));
                assert_eq!(found, further, "{territory}");
                assert!(has("/md:Rating/md:Note", system));
                assert_eq!(has("/md:Rating/md:Region", "US"), territory == "IT");
            }
        }
    }
}

/// Returns the document with its Transaction repeated `number` times.
fn with_transactions(xml: &str, number: usize) -> String {
    let start = xml.find("<Transaction>").unwrap();
    let transaction = &xml[start..xml.find("</Avail>").unwrap()];
    let mut transactions = String::new();
    for number in 0..number {
        let id = format!("<Transaction TransactionID=\"t{number}\">");
        transactions += &transaction.replace("<Transaction>", &id);
    }
    xml.replace(transaction, &transactions)
}

/// Checks that the writer fails if text that is stored only once would take up too much space in XML.
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
            "cannot be written: the XML would be out of proportion to what was read: 76 MB so far, because long texts that the source holds once are in many rows; shorten those texts, or convert fewer rows at a time"
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
