//! Tests the state that is saved between feeds.

use currency_map::Territory;
use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, Header, Layout, Marks, SheetKind, Stored,
};
use ema_rules::{Conventions, Feed, Holdings, Zones};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;

use crate::samples::{TODAY, at, feed, instant, rows, state};

fn read(json: &str) -> Result<Holdings, serde_json::Error> {
    read_as(&Conventions::prime_video(), json)
}

fn read_as(conventions: &Conventions, json: &str) -> Result<Holdings, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    Holdings::deserialize(conventions, &mut deserializer)
}

/// Returns the error message without the position in the document.
fn refusal(json: &str) -> String {
    let message = read(json).unwrap_err().to_string();
    let place = message.rfind(" at line").unwrap_or(message.len());
    message[..place].to_owned()
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(first in rows(), second in rows(), third in rows()) {
        let conventions = Conventions::prime_video();
        let mut holdings = Holdings::new();
        holdings.apply(&feed(&first, &conventions), instant(at(TODAY - 2)));
        holdings.apply(&feed(&second, &conventions), instant(at(TODAY - 1)));
        let json = serde_json::to_string(&holdings).unwrap();
        let mut again = read(&json).unwrap();
        prop_assert_eq!(state(&again), state(&holdings));
        prop_assert!(holdings.diff(&again).differing().next().is_none());
        // The next feed has the same effect on both holdings.
        let next = feed(&third, &conventions);
        let told = holdings.apply(&next, instant(at(TODAY))).to_string();
        prop_assert_eq!(again.apply(&next, instant(at(TODAY))).to_string(), told);
        prop_assert_eq!(state(&again), state(&holdings));
    }
}

proptest! {
    #[test]
    fn what_is_held_does_not_depend_on_the_zones_of_who_reads_it(rows in rows()) {
        let india = Territory::parse("IN").unwrap();
        let zones = Zones::default().with_zone(india, "Europe/Lisbon").unwrap();
        let readers = [
            ("prime-video", Conventions::prime_video()),
            ("prime-video", Conventions::prime_video().with_zones(zones)),
            ("ema", Conventions::ema()),
        ];
        for (platform, writer) in &readers {
            let mut holdings = Holdings::new();
            holdings.apply(&feed(&rows, writer), instant(at(TODAY - 1)));
            let json = serde_json::to_string(&holdings).unwrap();
            for (other, reader) in &readers {
                let again = read_as(reader, &json).unwrap();
                prop_assert_eq!(state(&again), state(&holdings));
                // Records are sorted by their offers, whose order depends on the platform.
                if platform == other {
                    prop_assert_eq!(&serde_json::to_string(&again).unwrap(), &json);
                }
            }
        }
    }
}

#[test]
fn every_cell_is_kept() {
    let layout = Layout {
        version: EmaVersion::V1_8,
        sheet: SheetKind::Tv,
    };
    let further = ["Shelf", "Shelf", "#3"].map(|name| (name.into(), None));
    let header = std::sync::Arc::new(Header::extended(layout, further));
    let mut builder = AvailBuilder::new(header.clone());
    for column in header.columns() {
        let text = match column.column {
            Some(Column::Territory) => "DE, AT".to_owned(),
            Some(Column::TerritoryExclusion) => String::new(),
            Some(Column::EntryType) => "Full Extract".to_owned(),
            Some(Column::LicenseType) => "SVOD".to_owned(),
            Some(Column::Start) => "2026-01-01".to_owned(),
            Some(Column::End) => "Open".to_owned(),
            _ => format!(" {} \"ä\u{1}\" ", column.index),
        };
        builder.push(column.index, text, Stored::Text, Marks::default());
    }
    let avail = builder.build(17);
    let conventions = Conventions::prime_video();
    let mut feed = Feed::new(&conventions).named("a.xlsx");
    feed.add(&avail);
    let mut holdings = Holdings::new();
    holdings.apply(&feed, instant(at(TODAY)));
    let again = read(&serde_json::to_string(&holdings).unwrap()).unwrap();
    assert_eq!(again.len(), 2);
    let texts = |avail: &Avail| -> Vec<(u16, String)> {
        let cells = avail.cells().iter();
        cells
            .map(|cell| (cell.index(), cell.text().to_owned()))
            .collect()
    };
    for (_, records) in again.scopes() {
        assert_eq!(texts(&records[0].avail()), texts(&avail));
        assert_eq!(
            (records[0].row(), records[0].file().unwrap().as_str()),
            (17, "a.xlsx")
        );
    }
}

#[test]
fn other_documents_are_refused() {
    let documents = [
        "{}",
        "[]",
        "null",
        r#"{"scopes":[],"schema":1}"#,
        r#"{"schema":3}"#,
        r#"{"schema":0}"#,
        r#"{"schema":1,"sheets":[]}"#,
        r#"{"schema":1,"rows":[{"header":0,"row":1,"cells":{}}]}"#,
        r#"{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{"Start":"x"}}]}"#,
        r#"{"schema":2,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"line":1,"cells":{},"shared":0}]}"#,
        r#"{"schema":2,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"shared":[[]],"rows":[{"header":0,"row":1,"line":1,"cells":{},"shared":0,"except":0}]}"#,
        r#"{"schema":1,"scopes":[{"licensor":"a","id":"b","territory":"UK","rights_model":"tvod","records":[]}]}"#,
        r#"{"schema":1,"scopes":[{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}]}"#,
    ];
    let of = |scopes: &str, left_live: &str| {
        let scope = r#"{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}"#;
        let scopes = scopes.replace('S', scope);
        let left_live = left_live.replace('S', scope);
        format!(
            r#"{{"schema":1,"headers":[{{"sheet":"x","ema_version":"1.8","columns":[]}}],"rows":[{{"header":0,"row":1,"cells":{{}}}}],"scopes":[{scopes}],"left_live":[{left_live}]}}"#
        )
    };
    assert!(read(&of("S", "")).is_ok());
    let entry = |territories: &str, record: &str| {
        let scope = r#"{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}"#;
        let entry = format!(
            r#"{{"licensor":"a","id":"b","territories":[{territories}],"rights_model":"tvod","records":[{record}]}}"#
        );
        of("S", "").replace(scope, &entry)
    };
    assert!(read(&entry(r#""CA","US""#, r#"{"row":0}"#)).is_ok());
    let own_window = r#"{"row":0,"start":"open","end":"open"}"#;
    let entries = [
        entry("", r#"{"row":0}"#),
        entry(r#""US","US""#, r#"{"row":0}"#),
        entry(r#""CA","US""#, own_window),
        entry(r#""US""#, r#"{"row":0,"start":"open"}"#),
        entry(r#""CA","US""#, ""),
    ];
    let documents = documents.into_iter().map(str::to_owned).chain(entries);
    let documents = documents.chain([of("S,S", ""), of("S", "S"), of("", "S,S")]);
    let documents: Vec<String> = documents.collect();
    assert_snapshot(
        documents
            .iter()
            .map(|json| format!("{json}\n  {}", refusal(json)))
            .collect::<Vec<_>>()
            .join("\n"),
        str![[r#"
{}
  missing field `schema`
[]
  invalid type: sequence, expected the state of holdings
null
  invalid type: null, expected the state of holdings
{"scopes":[],"schema":1}
  it does not begin with its `schema`
{"schema":3}
  its schema is 3, but this program supports only schemas up to 2: use a newer version of the program
{"schema":0}
  there is no schema 0
{"schema":1,"sheets":[]}
  missing field `scopes`
{"schema":1,"rows":[{"header":0,"row":1,"cells":{}}]}
  there is no header 0
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{"Start":"x"}}]}
  no header has a column `Start`
{"schema":2,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"line":1,"cells":{},"shared":0}]}
  there is no shared list 0
{"schema":2,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"shared":[[]],"rows":[{"header":0,"row":1,"line":1,"cells":{},"shared":0,"except":0}]}
  the shared list 0 has no item 0
{"schema":1,"scopes":[{"licensor":"a","id":"b","territory":"UK","rights_model":"tvod","records":[]}]}
  `UK` is not a territory
{"schema":1,"scopes":[{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}]}
  there is no row 0
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territories":[],"rights_model":"tvod","records":[{"row":0}]}],"left_live":[]}
  b of a has no territory
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territories":["US","US"],"rights_model":"tvod","records":[{"row":0}]}],"left_live":[]}
  b of a in US (sale and rental) is in it twice
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territories":["CA","US"],"rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}],"left_live":[]}
  b of a in CA (sale and rental) has its own window for several territories
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territories":["US"],"rights_model":"tvod","records":[{"row":0,"start":"open"}]}],"left_live":[]}
  `open` to `` is not a window
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territories":["CA","US"],"rights_model":"tvod","records":[]}],"left_live":[]}
  b of a in CA (sale and rental) has no records
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]},{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}],"left_live":[]}
  b of a in US (sale and rental) is in it twice
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}],"left_live":[{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}]}
  b of a in US (sale and rental) is in it twice
{"schema":1,"headers":[{"sheet":"x","ema_version":"1.8","columns":[]}],"rows":[{"header":0,"row":1,"cells":{}}],"scopes":[],"left_live":[{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]},{"licensor":"a","id":"b","territory":"US","rights_model":"tvod","records":[{"row":0,"start":"open","end":"open"}]}]}
  b of a in US (sale and rental) is in it twice
"#]],
    );
}

#[test]
fn what_a_later_program_adds_is_passed_over() {
    assert!(
        read(r#"{"schema":1,"note":{"deep":[1,2,{}]},"scopes":[]}"#)
            .unwrap()
            .is_empty()
    );
}

/// Returns holdings for a license type in two territories with different clocks.
fn held_in_two_territories(license: &'static str) -> Holdings {
    let cells = [
        (Column::DisplayName, "Rockstar"),
        (Column::Alid, "A"),
        (Column::TitleInternalAlias, "A title"),
        (Column::WorkType, "Movie"),
        (Column::EntryType, "Full Extract"),
        (Column::Territory, "JP, IN"),
        (Column::LicenseType, license),
        (Column::Start, "2026-11-21"),
        (Column::End, "Open"),
    ];
    let conventions = Conventions::prime_video();
    let mut feed = Feed::new(&conventions);
    feed.add(&Avail::from_cells(EmaVersion::V1_8, cells));
    let mut holdings = Holdings::new();
    holdings.apply(&feed, instant(at(TODAY)));
    holdings
}

#[test]
fn every_rights_model_is_a_name() {
    for license in ["EST", "AVOD", "Rental", "tvod", "svod-prime"] {
        let holdings = held_in_two_territories(license);
        let json = serde_json::to_string(&holdings).unwrap();
        let again = read(&json).unwrap();
        assert_eq!(again.len(), 2, "{json}");
        assert!(holdings.diff(&again).differing().next().is_none(), "{json}");
    }
    let model = |license| {
        let document = serde_json::to_value(held_in_two_territories(license)).unwrap();
        document["scopes"][0]["rights_model"].clone()
    };
    assert_eq!(model("EST"), "tvod");
    assert_eq!(model("Rental"), "Rental");
}

#[test]
fn documents_of_schema_1_are_read() {
    let first = read(include_str!("snapshots/state_1.json")).unwrap();
    let second = read(include_str!("snapshots/state.json")).unwrap();
    assert_eq!(state(&first), state(&second));
    assert_eq!(
        serde_json::to_value(&first).unwrap(),
        serde_json::to_value(&second).unwrap()
    );
    // Schema 1 had a different form for license types without a rights model of their own.
    let json = serde_json::to_string(&held_in_two_territories("Rental")).unwrap();
    let before = json.replace(r#""Rental","records""#, r#"{"other":"Rental"},"records""#);
    assert_ne!(before, json);
    assert_eq!(
        serde_json::to_string(&read(&before).unwrap()).unwrap(),
        json
    );
}

#[test]
fn the_document_is_as_it_was() {
    let row = crate::model::Row {
        licensor: "Rockstar",
        id: "A",
        territories: vec![0, 1],
        excluded: vec![],
        license: "EST",
        channel: "",
        format: "HD",
        reduced: false,
        price: 9,
        start: crate::model::When::Date(TODAY),
        end: crate::model::When::Open,
        deletes: false,
    };
    let conventions = Conventions::prime_video();
    let mut holdings = Holdings::new();
    holdings.apply(&feed(&[row], &conventions), instant(at(TODAY)));
    assert_snapshot(
        serde_json::to_string_pretty(&holdings).unwrap(),
        ema_testing::file!["snapshots/state.json"],
    );
}
