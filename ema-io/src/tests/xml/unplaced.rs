//! Tests that content without a column is not lost.

use ema_model::{Column, XmlVersion};

use super::{asset, cells, list, read, rows, text, transaction, unplaced};

#[test]
fn unknown_misplaced_and_repeated_elements_are_left() {
    let rows = rows(
        "<Avail><ALID>a</ALID><ALID>b</ALID><Mood>calm</Mood><LicenseType>EST</LicenseType>\
         stray<md:country>US</md:country>\
         <Disposition><EntryType>Full Extract</EntryType></Disposition>\
         <Disposition><EntryType>Full Delete</EntryType></Disposition>\
         <Transaction/></Avail>",
    );
    assert_eq!(
        cells(&rows[0]),
        [
            ("EntryType".to_owned(), "Full Extract"),
            ("ALID".to_owned(), "a")
        ]
    );
    assert_eq!(
        unplaced(&rows[0]),
        [
            ("Avail/ALID", "<avails:ALID>b</avails:ALID>"),
            ("Avail/Mood", "<avails:Mood>calm</avails:Mood>"),
            (
                "Avail/LicenseType",
                "<avails:LicenseType>EST</avails:LicenseType>"
            ),
            ("Avail/text()", "stray"),
            ("Avail/md:country", "<md:country>US</md:country>"),
            (
                "Avail/Disposition",
                "<avails:Disposition><avails:EntryType>Full Delete</avails:EntryType></avails:Disposition>"
            ),
        ]
    );
}

/// The content of an Avail or an Asset is repeated in each of its rows.
#[test]
fn every_row_has_what_its_avail_and_asset_say() {
    let rows = rows(
        "<Avail group='g'><Asset><WorkTypeDetail>w</WorkTypeDetail></Asset><Asset/>\
         <Transaction><ExperienceCondition>Hold</ExperienceCondition></Transaction><Transaction/></Avail>",
    );
    let paths: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.unplaced().map(|it| it.path.as_str()).collect())
        .collect();
    assert_eq!(
        paths,
        [
            vec![
                "Avail/@group",
                "Asset/WorkTypeDetail",
                "Transaction/ExperienceCondition"
            ],
            vec!["Avail/@group", "Transaction/ExperienceCondition"],
            vec!["Avail/@group", "Asset/WorkTypeDetail"],
            vec!["Avail/@group"],
        ]
    );
}

#[test]
fn what_stands_beside_the_avails_is_said_of_one_of_them() {
    let workbook = read(
        XmlVersion::V2_5,
        "<Before/><Avail><ALID>a</ALID></Avail>between<Avail><ALID>b</ALID></Avail><After/>",
    );
    let found: Vec<_> = workbook.avails().map(unplaced).collect();
    assert_eq!(
        found,
        [
            vec![
                ("AvailList/Before", "<avails:Before/>"),
                ("AvailList/text()", "between")
            ],
            vec![("AvailList/After", "<avails:After/>")],
        ]
    );
}

/// The prefixes are always the ones that MovieLabs uses, regardless of the prefixes in the file. Any other namespace is
/// declared where it is used.
#[test]
fn what_is_left_is_xml_by_itself() {
    let version = XmlVersion::V2_5;
    let uri = version.namespace();
    let file = format!(
        "<AvailList xmlns='{uri}' xmlns:avails='urn:other' xmlns:c='http://www.movielabs.com/schema/md/v2.8/md' \
         xmlns:o='urn:one' xmlns:p='urn:two'><Avail><Mood o:a='&quot;1&quot;' b='2&#10;3' avails:c='4'>\
         a &lt; b<![CDATA[ & <c>]]><!-- left out --><c:d/><o:e><o:f xml:lang='en'/></o:e><p:g/>\
         <h xmlns=''/><i xmlns='urn:one'/></Mood></Avail></AvailList>"
    );
    let workbook = crate::read_bytes(file).unwrap();
    let row = workbook.avails().next().unwrap();
    assert_eq!(
        unplaced(row),
        [(
            "Avail/Mood",
            "<avails:Mood xmlns:o=\"urn:one\" xmlns:other=\"urn:other\" o:a=\"&quot;1&quot;\" \
             b=\"2&#10;3\" other:c=\"4\">a &lt; b &amp; &lt;c&gt;<md:d/>\
             <o:e><o:f xml:lang=\"en\"/></o:e><p:g xmlns:p=\"urn:two\"/><h/>\
             <other:i xmlns:other=\"urn:one\"/></avails:Mood>"
        )]
    );
}

/// The content is unchanged after being written and read back.
#[test]
fn what_is_left_is_read_back_as_it_is() {
    let content = "<avails:Mood a=\"&lt;&amp;&quot;&#9;\" xmlns:o=\"urn:one\" o:b=\"\"> &amp;&#13;\n<o:c>]]&gt;</o:c></avails:Mood>";
    let file = |content: &str| {
        list(XmlVersion::V2_5, &format!("<Avail>{content}</Avail>")).replacen(
            " xmlns:md",
            &format!(
                " xmlns:avails=\"{}\" xmlns:md",
                XmlVersion::V2_5.namespace()
            ),
            1,
        )
    };
    let once = crate::read_bytes(file(content)).unwrap();
    let once = &once
        .avails()
        .next()
        .unwrap()
        .unplaced()
        .next()
        .unwrap()
        .content;
    let twice = crate::read_bytes(file(once)).unwrap();
    let twice = &twice
        .avails()
        .next()
        .unwrap()
        .unplaced()
        .next()
        .unwrap()
        .content;
    assert_eq!(once, twice);
    assert!(
        once.contains("&#13;") && once.contains("a=\"&lt;&amp;&quot;&#9;\""),
        "{once}"
    );
}

#[test]
fn attributes_that_no_column_holds_are_left() {
    let row = asset(
        "<Metadata xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b' \
         xsi:type='t'><TitleInternalAlias region='US' x='1'>T</TitleInternalAlias></Metadata>",
    );
    assert_eq!(text(&row, Column::TitleInternalAlias), "T");
    assert_eq!(
        unplaced(&row),
        [
            ("Asset/Metadata/@xsi:type", "t"),
            ("Asset/Metadata/TitleInternalAlias/@region", "US"),
            ("Asset/Metadata/TitleInternalAlias/@x", "1"),
        ]
    );
}

#[test]
fn elements_in_a_text_are_left_and_the_text_is_read() {
    let row = transaction("<Description>one <b>two</b> three</Description>");
    assert_eq!(text(&row, Column::Description), "one  three");
    assert_eq!(
        unplaced(&row),
        [("Transaction/Description/b", "<avails:b>two</avails:b>")]
    );
}

/// Each version recognizes only the elements of its own schema.
#[test]
fn elements_of_later_versions_are_left() {
    let licensee = "<Avail><Transaction><Licensee><md:DisplayName>L</md:DisplayName></Licensee></Transaction></Avail>";
    let old = read(XmlVersion::V2_2_2, licensee);
    assert_eq!(
        old.avails().next().unwrap().unplaced().next().unwrap().path,
        "Transaction/Licensee"
    );
    let new = read(XmlVersion::V2_3, licensee);
    assert_eq!(new.avails().next().unwrap().licensee().text(), "L");
}

/// A localization can be in both an Asset and a Transaction.
#[test]
fn what_is_said_twice_is_held_once() {
    let rows = rows(
        "<Avail><Asset><Metadata><LocalizationOffering>sub</LocalizationOffering></Metadata></Asset>\
         <Transaction><Term termName='LocalizationOffering'><Text>d&amp;b</Text></Term></Transaction></Avail>",
    );
    assert_eq!(text(&rows[0], Column::LocalizationType), "sub");
    assert_eq!(
        unplaced(&rows[0]),
        [(
            "Transaction/Term",
            "<avails:Term termName=\"LocalizationOffering\"><avails:Text>d&amp;b</avails:Text></avails:Term>"
        )]
    );
}
