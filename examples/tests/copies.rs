//! Tests that a copy of a file keeps everything that a conversion can keep.

use std::path::{Path, PathBuf};
use std::process::Command;

use ema_io::{Output, WriteOptions};
use ema_model::{Column, Stored};

fn ema(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_ne!(output.status.code(), Some(2), "{arguments:?}: {said}");
}

/// Returns an Avail in XML 2.6. At each of its three levels, it has content that does not fit in any column.
fn avail(price: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<avails:AvailList xmlns:avails="http://www.movielabs.com/schema/avails/v2.6/avails" xmlns:md="http://www.movielabs.com/schema/md/v2.10/md" xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.10">
  <avails:Avail updateNum="3">
    <avails:ALID>LASTFERRY</avails:ALID>
    <avails:Disposition>
      <avails:EntryType>Full Extract</avails:EntryType>
      <avails:IssueDate>2026-05-01</avails:IssueDate>
    </avails:Disposition>
    <avails:Licensor organizationID="org:acme">
      <md:DisplayName>Acme</md:DisplayName>
    </avails:Licensor>
    <avails:AvailType>single</avails:AvailType>
    <avails:ShortDescription>The last of the ferries</avails:ShortDescription>
    <avails:Asset contentID="LASTFERRY">
      <avails:WorkType>Movie</avails:WorkType>
      <avails:WorkTypeDetail>Feature Film</avails:WorkTypeDetail>
      <avails:Metadata>
        <avails:TitleInternalAlias>Last Ferry</avails:TitleInternalAlias>
        <avails:People>
          <md:Job>
            <md:JobFunction>Director</md:JobFunction>
          </md:Job>
          <md:Name>
            <md:DisplayName>Ann Ode</md:DisplayName>
          </md:Name>
          <md:Pronouns>
            <md:Subjective>she</md:Subjective>
          </md:Pronouns>
        </avails:People>
      </avails:Metadata>
    </avails:Asset>
    <avails:Transaction TransactionID="t1">
      <avails:LicenseType>EST</avails:LicenseType>
      <avails:Territory>
        <md:country>US</md:country>
      </avails:Territory>
      <avails:Start>2027-01-01T00:00:00</avails:Start>
      <avails:EndCondition>Open</avails:EndCondition>
      <avails:FormatProfile>HD</avails:FormatProfile>
      <avails:Term termName="WSP">
        <avails:Money currency="USD">{price}</avails:Money>
      </avails:Term>
      <avails:ExperienceCondition>In a cinema</avails:ExperienceCondition>
    </avails:Transaction>
  </avails:Avail>
</avails:AvailList>
"#
    )
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn name(&self, name: &str) -> String {
        self.path(name).to_str().expect("UTF-8").to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).expect("it is written");
        self.name(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("it is there")
    }
}

/// Returns the cells of all rows in a file, with their headers, in any order.
fn said(path: &Path) -> Vec<String> {
    let workbook = ema_io::read_path(path).expect("it can be read");
    let mut said = vec![format!("{:?}", workbook.file.xml_version)];
    for row in workbook.avails() {
        for cell in row.cells() {
            let header = row.header().column_at(cell.index()).expect("a header");
            said.push(format!(
                "{}: {:?} {:?}",
                header.name,
                cell.text(),
                cell.stored()
            ));
        }
        said.extend(row.unplaced().map(|unplaced| format!("{unplaced:?}")));
    }
    said.sort();
    said
}

#[test]
fn a_fix_with_nothing_to_fix_is_a_conversion() {
    let folder = Folder::new();
    let source = folder.write("a.xml", &avail("10.00"));
    for ending in ["xml", "json", "xlsx"] {
        let [fixed, converted] = ["fixed", "converted"].map(|name| format!("{name}.{ending}"));
        ema(&["validate", &source, "--fix", &folder.name(&fixed)]);
        ema(&["convert", &source, &folder.name(&converted)]);
        let [fixed, converted] = [fixed, converted].map(|name| said(&folder.path(&name)));
        assert_eq!(fixed, converted);
    }
    assert_eq!(folder.read("fixed.xml"), avail("10.00"));
}

#[test]
fn a_fix_keeps_what_stands_beside_the_cell() {
    let folder = Folder::new();
    let source = folder.write("a.xml", &avail("10.00").replace(">HD<", ">hd<"));
    ema(&["validate", &source, "--fix", &folder.name("fixed.xml")]);
    assert_eq!(folder.read("fixed.xml"), avail("10.00"));
}

#[test]
fn a_row_that_is_sent_again_is_a_conversion() {
    let folder = Folder::new();
    let old = folder.write("old.xml", &avail("9.00"));
    let new = folder.write("new.xml", &avail("10.00"));
    let state = folder.name("state.json");
    ema(&["apply", "--as-of", "2026-11-21", "--state", &state, &new]);
    for new in [new, state] {
        let out = folder.name("out.xml");
        ema(&["extract", &old, &new, &out, "--as-of", "2026-11-21"]);
        assert_eq!(folder.read("out.xml"), avail("10.00"), "{new}");
    }
}

/// Returns the title in a workbook and how its cell is stored.
fn stored_title(path: &Path) -> (String, Stored) {
    let workbook = ema_io::read_path(path).expect("it can be read");
    let row = workbook.avails().next().expect("a row");
    let cell = row.cell(Column::TitleInternalAlias).expect("a title");
    (cell.text().to_owned(), cell.stored())
}

#[test]
fn a_number_stays_a_number() {
    let folder = Folder::new();
    let [old, new] = ["9.00", "10.00"].map(|price| {
        let source = folder.write("a.xml", &avail(price).replace("Last Ferry", "300"));
        let workbook = ema_io::read_path(&source).expect("it can be read");
        let row = workbook.avails().next().expect("a row");
        let header = row.header();
        let mut builder = ema_model::AvailBuilder::new(header.clone());
        for cell in row.cells() {
            let is_title = header.index_of(Column::TitleInternalAlias) == Some(cell.index());
            let stored = match is_title {
                true => Stored::Number,
                false => cell.stored(),
            };
            builder.push(cell.index(), cell.text(), stored, cell.marks());
        }
        let name = format!("{price}.xlsx");
        let output = Output::path(folder.path(&name));
        let mut writer = WriteOptions::new().create(output).expect("a file");
        let sheet = writer.sheet(header).expect("a sheet");
        let row = builder.build(2);
        let mut losses = |loss| panic!("{loss}");
        writer.avail(sheet, &row, &mut losses).expect("a row");
        writer.finish().expect("a file");
        folder.name(&name)
    });
    let state = folder.name("state.json");
    let expected = ("300".to_owned(), Stored::Number);
    assert_eq!(stored_title(Path::new(&new)), expected);
    // The rules find errors in the file, but the errors do not matter for this test.
    ema(&[
        "apply",
        "--as-of",
        "2026-11-21",
        "--state",
        &state,
        &new,
        "--force",
    ]);
    for source in [&new, &state] {
        let out = folder.name("out.xlsx");
        ema(&["extract", &old, source, &out, "--as-of", "2026-11-21"]);
        assert_eq!(stored_title(Path::new(&out)), expected);
    }
}

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample-avails.xlsx");

fn validated(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(["validate", SAMPLE, "--as-of", "2026-11-21"])
        .args(arguments)
        .output()
        .expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Returns the part of a report that lists the fixed cells.
fn fixed_cells(report: &str) -> &str {
    let start = report.find("5 cells fixed").expect("what was fixed");
    let end = report.find("error required-field").expect("what is left");
    report[start..end].trim_end()
}

const FIXED: &str = "\
5 cells fixed:
  WorkType D9: `movie` → `Movie`
  Territory C37: `UK` → `GB`
  ALID AH48: `SALT_AND_SMOKE_2022\u{a0}` → `SALT_AND_SMOKE_2022`
  HoldbackLanguage AQ73: `fr_CA` → `fr-CA`
  PriceValue W90: `3,59` → `3.59`";

#[test]
fn a_fix_names_its_changes() {
    let folder = Folder::new();
    for name in ["a.xlsx", "a.csv", "a.xml"] {
        let (_, report, _) = validated(&["--fix", &folder.name(name)]);
        assert_eq!(fixed_cells(&report), FIXED);
    }
    let fix = ["--fix", &folder.name("a.xlsx"), "--format"];
    let (_, json, _) = validated(&[&fix[..], &["json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("a document");
    let fixed = &json["files"][0]["fixed"];
    assert_eq!(fixed["count"], 5);
    let territory = &fixed["findings"][1];
    assert_eq!(territory["rows"], serde_json::json!([[37, 37]]));
    assert_eq!([&territory["value"], &territory["fix"]], ["UK", "GB"]);
    let (_, page, _) = validated(&[&fix[..], &["html"]].concat());
    for part in ["5 cells fixed", "<td>C37</td>", "<caption><span>The row"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_copy_has_both_the_fixes_and_the_findings_that_are_left() {
    let folder = Folder::new();
    let both = folder.name("both.xlsx");
    let (status, report, _) = validated(&["--fix", &both, "--annotate", &both]);
    assert_eq!((status, fixed_cells(&report)), (Some(1), FIXED));
    let copy = ema_io::read_path(&both).expect("it can be read");
    assert_eq!(copy.file.passed_over, ["Findings", "Changes"]);
    let rows = copy.avails().count();
    let (_, fixed, _) = validated(&["--fix", &folder.name("fixed.xlsx")]);
    let body = |report: &str| report.rsplit_once(" in ").map(|(body, _)| body.to_owned());
    assert_eq!(
        body(&report),
        body(&fixed),
        "the findings are those that are left"
    );

    // Copying a text file creates a new workbook.
    let csv = folder.name("sample.csv");
    ema(&["convert", SAMPLE, &csv]);
    ema(&["validate", &csv, "--fix", &both, "--annotate", &both]);
    let copy = ema_io::read_path(&both).expect("it can be read");
    assert_eq!(
        (copy.file.passed_over, copy.sheets[0].avails.len()),
        (vec!["Findings".into(), "Changes".into()], rows)
    );

    let (status, _, refused) = validated(&["--fix", &both, "--annotate", &folder.name("b.xlsx")]);
    assert_eq!(status, Some(2));
    assert!(refused.contains("write one copy"), "{refused}");
}
