//! Checks that content keeps its place in the schema when XML is converted to XML of the same version.

use ema_model::{Avail, XmlVersion};

use super::write;
use crate::tests::corpus::files;

fn avails(xml: impl Into<Vec<u8>>) -> (XmlVersion, Vec<Avail>) {
    let workbook = crate::read_bytes(xml).unwrap();
    let version = workbook.file.xml_version.unwrap();
    (version, workbook.avails().cloned().collect())
}

#[test]
fn the_corpus_needs_no_instructions() {
    for path in files("xml") {
        let (version, avails) = avails(std::fs::read(&path).unwrap());
        let (xml, losses) = write(version, &avails);
        assert!(losses.is_empty(), "{}: {losses:?}", path.display());
        assert!(!xml.contains("<?ema-unplaced"), "{}: {xml}", path.display());
    }
}

/// Checks that each of two elements with the same name keeps its own attributes.
#[test]
fn what_repeated_elements_say_stays_with_them() {
    let version = XmlVersion::V2_5;
    let xml = include_str!("../../../tests/xml/everything.xml");
    let (_, before) = avails(xml);
    let (written, _) = write(version, &before);
    for kept in [
        "<avails:AssetLanguage asset=\"subdub\" descriptive=\"true\">",
        "<avails:BundledAsset sequence=\"3\">",
        "<md:BillingBlockOrder>2</md:BillingBlockOrder>",
    ] {
        assert!(written.contains(kept), "{kept}: {written}");
    }
    // Instructions hold only content that has no place in the schema.
    let instructions: Vec<&str> = written
        .lines()
        .filter(|line| line.contains("<?ema-unplaced"))
        .map(str::trim)
        .collect();
    let relationship = "{\"path\":\"Avail/AssociatedALID/@relationship\",\"content\":\"bundle\"}";
    assert!(!instructions.is_empty());
    for instruction in instructions {
        assert!(instruction.contains(relationship), "{instruction}");
    }
    let (_, after) = avails(written);
    let said = |avails: &[Avail]| -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = avails
            .iter()
            .map(|avail| {
                let cells = avail.cells().iter().map(|cell| cell.text().to_owned());
                let unplaced = avail.unplaced();
                let unplaced = unplaced.map(|own| format!("{}: {}", own.path, own.content));
                let mut said: Vec<String> = cells.chain(unplaced).collect();
                said.sort();
                said
            })
            .collect();
        rows.sort();
        rows
    };
    assert_eq!(said(&after), said(&before));
}

#[test]
fn a_sequence_that_begins_at_0_is_not_renumbered() {
    let bundle = |numbers: [&str; 3]| {
        let assets: String = numbers
            .iter()
            .map(|number| {
                format!(
                    "<avails:BundledAsset sequence=\"{number}\">\n<avails:BundledALID>\
                     a{number}</avails:BundledALID>\n</avails:BundledAsset>\n"
                )
            })
            .collect();
        let uri = XmlVersion::V2_4.namespace();
        format!(
            "<avails:AvailList xmlns:avails=\"{uri}\"><avails:Avail><avails:ALID>b</avails:ALID>\
             <avails:Asset><avails:WorkType>Collection</avails:WorkType>{assets}</avails:Asset>\
             <avails:Transaction/></avails:Avail></avails:AvailList>"
        )
    };
    for numbers in [
        ["0", "1", "2"],
        ["1", "2", "3"],
        ["3", "1", "2"],
        ["2", "2", "x"],
    ] {
        let (version, avails) = avails(bundle(numbers));
        let (xml, losses) = write(version, &avails);
        assert!(losses.is_empty(), "{losses:?}");
        let written: Vec<&str> = xml
            .split("sequence=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(written, numbers);
        assert!(!xml.contains("<?ema-unplaced"), "{xml}");
    }
}
