//! Tests reading and writing this crate's JSON format.

use ema_model::{Position, Unplaced, XmlVersion};
use ema_testing::{assert_snapshot, str};

use super::*;
use crate::{ErrorKind, FileType};

const SMALL: &str = r#"{"schema":1,"sheets":[{"name":"Movies","columns":[
{"key":"Territory","name":"Territory"},{"key":"LicenseType","name":"LicenseType"},{"key":"ALID","name":"ALID","letters":"F"}],
"avails":[{"row":4,"cells":{"Territory":"US","ALID":"0042","(AB)":"note"}},
{"row":5,"cells":{}},{"row":9,"cells":{"ALID":"B","Territory":"\u0000"}}]}]}"#;

#[test]
fn a_file_shows_its_shape() {
    let workbook = movies_with(&[
        &[(Column::Territory, "US"), (Column::Alid, "0042")],
        &[(Column::TitleInternalAlias, "Say \"é\"\n")],
    ]);
    let header = Header::new(
        "Movies".into(),
        HeaderRows::names_in(2),
        workbook.sheets[0].header.columns()[..4].to_vec(),
        None,
        None,
    );
    let header = Arc::new(header);
    let sheet = Sheet::new(header, workbook.sheets[0].avails.clone());
    let mut file = FileInfo::new(Some("movies.xlsx".to_owned()), Format::Xlsx);
    file.passed_over = vec!["Dictionary".into()];
    let small = Workbook::new(file, vec![sheet]);
    let (bytes, losses) = written(&small, Format::Json).unwrap();
    let losses: Vec<String> = losses.iter().map(ToString::to_string).collect();
    assert_snapshot(
        format!("{}{}", String::from_utf8(bytes).unwrap(), losses.join("\n")),
        str![[r#"
{"schema":1,"file":{"name":"movies.xlsx","format":"xlsx","passed_over":["Dictionary"]},"sheets":[
{"name":"Movies","ema_version":"1.7.3","tab":"Movies","header_rows":{"names":2},"columns":[{"key":"DisplayName","name":"DisplayName","category":"Avail","letters":"A"},{"key":"Licensee","name":"Licensee","category":"Avail","letters":"B"},{"key":"AssetLanguage","name":"AssetLanguage","category":"AvailTrans","letters":"C"},{"key":"Territory","name":"Territory","category":"AvailTrans","letters":"D"}],"avails":[
{"row":4,"cells":{"Territory":"US"}},
{"row":5,"cells":{}}
]}
]}
Movies!AR4: ALID `0042` is lost: the sheet has no such column
Movies!I5: TitleInternalAlias `Say "é" ` is lost: the sheet has no such column
"#]],
    );
}

#[test]
fn a_file_by_hand_needs_little() {
    let workbook = read_bytes(SMALL).unwrap();
    assert_eq!(workbook.file.format, Format::Json);
    assert_snapshot(
        texts(&workbook).join("\n"),
        str![[r#"
Movies 0 "Territory"
Movies 1 "LicenseType"
Movies 5 "ALID"
Movies!A4 "US"
Movies!F4 "0042"
Movies!AB4 "note"
Movies!A9 "\0"
Movies!F9 "B"
"#]],
    );
}

#[test]
fn what_xml_says_beside_the_cells_is_kept() {
    let header = Arc::new(Header::xml(XmlVersion::V2_3));
    let at = |line| Position { line, column: 3 };
    let mut builder = AvailBuilder::new(Arc::clone(&header));
    builder.set_at(Column::Territory, "US", at(7)).unwrap();
    builder.add_unplaced(Unplaced::new("Avail/@updateNum", "3", at(2)));
    let avails = vec![builder.build_at(1, at(5))];
    let mut file = FileInfo::new(None, Format::Xml);
    file.xml_version = Some(XmlVersion::V2_3);
    let workbook = Workbook::new(file, vec![Sheet::new(header, avails)]);
    let (read, losses) = again(&workbook, Format::Json);
    assert!(losses.is_empty());
    let (avail, was) = (&read.sheets[0].avails[0], &workbook.sheets[0].avails[0]);
    assert!(avail.unplaced().eq(was.unplaced()));
    assert_eq!(avail.position(), was.position());
    assert_eq!(avail.version(), EmaVersion::V1_7_3);
    assert_eq!(avail.header().column_version(), None);
    // These formats report the content as lost.
    let (_, losses) = written(&movies_with(&[]), Format::Csv).unwrap();
    assert!(losses.is_empty());
    for format in [Format::Xlsx, Format::Csv] {
        let (_, losses) = written(&workbook, format).unwrap();
        let told: Vec<String> = losses.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("Avail/@updateNum"), "{told:?}");
    }
}

#[track_caller]
fn refused(json: &str) -> ErrorKind {
    match read_bytes(json) {
        Ok(workbook) => panic!("read as {:?}", texts(&workbook)),
        Err(error) => error.into_kind(),
    }
}

#[test]
fn other_shapes_are_refused_with_their_place() {
    let change = |from: &str, to: &str| {
        assert!(SMALL.contains(from), "{from}");
        refused(&SMALL.replacen(from, to, 1)).to_string()
    };
    let messages = [
        change("\"schema\":1", "\"schema\":2"),
        change("\"schema\":1", "\"schema\":\"1\""),
        change("\"key\":\"ALID\"", "\"key\":\"Territory\""),
        change("\"letters\":\"F\"", "\"letters\":\"A\""),
        change("\"letters\":\"F\"", "\"letters\":\"ZZZZ\""),
        change("\"row\":9", "\"row\":0"),
        change("\"row\":9", "\"row\":\"nine\""),
        change("\"cells\":{}", "\"cell\":{}"),
        change("\"cells\":{}", "\"cells\":[]"),
        change("\"ALID\":\"B\"", "\"AL ID\":\"B\""),
        change("\"ALID\":\"B\"", "\"ALID\":{\"B\":1}"),
        change(
            "\"name\":\"Movies\"",
            "\"name\":\"Movies\",\"ema_version\":\"2.0\"",
        ),
        change("]}]}", "]}]"),
        change("\\u0000", "\\ud800"),
    ];
    assert_snapshot(
        messages.join("\n"),
        str![[r#"
is JSON with schema 2, but this program reads only schema 1; use a newer program
is JSON with schema "1", but this program reads only schema 1; use a newer program
is JSON of avails, but it has an error: in sheet “Movies”, the column “Territory” has the same key or letters as another column; correct it in a text editor, or export it again
is JSON of avails, but it has an error: in sheet “Movies”, the column “ALID” has the same key or letters as another column; correct it in a text editor, or export it again
is JSON of avails, but it has an error: in sheet “Movies”, “ALID” is not in a column of a spreadsheet; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 29: there is the number 0 where a whole number from 1 on belongs; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 34: there is the text "nine" where a whole number from 1 on belongs; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 15: `cell` is not known here; known names: `row`, `position`, `cells`, `unplaced`; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 17: there is a list where an object of texts belongs; correct it in a text editor, or export it again
is JSON of avails, but it has an error: row 9 of sheet “Movies” has a cell “AL ID”, and no column has that key; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 46: there is an object where a text belongs; correct it in a text editor, or export it again
is JSON of avails, but it has an error: in sheet “Movies”, `2.0` is not a known version of EMA Avails; write 1.6, 1.7, 1.7.2, 1.7.3, 1.8, or 1.9; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 75: it ends in the middle, as if it had been cut off; correct it in a text editor, or export it again
is JSON of avails, but it has an error: line 4, column 70: a backslash is not followed by a JSON escape; correct it in a text editor, or export it again
"#]],
    );
}

#[test]
fn json_of_something_else_is_called_so() {
    for json in [
        "{}",
        "{\"a\":1}",
        "[{\"schema\":1}]",
        "{\"a\":",
        "{\"a\":\"\u{e9}",
    ] {
        let kind = refused(json);
        let is_json = matches!(kind, ErrorKind::NotASpreadsheet(FileType::Json));
        assert!(is_json, "{json}: {kind:?}");
    }
}

#[test]
fn nesting_and_long_lists_do_no_harm() {
    let deep = "[".repeat(200_000);
    for json in [
        format!("{{\"schema\":1,\"sheets\":{deep}"),
        format!("{{\"schema\":{deep}"),
        format!(
            "{{\"schema\":1,\"sheets\":[{deep}{}]}}",
            "]".repeat(200_000)
        ),
        format!("{{\"schema\":1,\"sheets\":[{}0]}}", "0,".repeat(1_100_000)),
        format!(
            "{{\"schema\":1,\"sheets\":[],\"file\":{{\"passed_over\":[{}\"\"]}}}}",
            "\"\",".repeat(70_000)
        ),
    ] {
        let kind = refused(&json);
        assert!(
            matches!(kind, ErrorKind::Json { .. } | ErrorKind::JsonSchema { .. }),
            "{kind:?}"
        );
    }
    let cells = "\"ALID\":\"x\",".repeat(70_000);
    let row = SMALL.replacen(
        "\"cells\":{}",
        &format!("\"cells\":{{{cells}\"ALID\":\"y\"}}"),
        1,
    );
    assert!(matches!(refused(&row), ErrorKind::Json { .. }));
}
