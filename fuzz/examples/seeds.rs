//! Writes the fuzzer's initial inputs, each to its target's folder in `corpus/`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use ema_fuzz::containers::{BETWEEN, BETWEEN_RECORDS, PARTS};
use ema_io::{ConvertOptions, Input, Output, WriteOptions};
use ema_model::{EmaVersion, Format, Header, Layout, Workbook, XmlVersion};
use ema_rules::{Conventions, Feed, Holdings, Timestamp};
use encoding_rs::{ISO_2022_JP, SHIFT_JIS, WINDOWS_1250, WINDOWS_1252};

#[allow(dead_code, reason = "the tests of ema-io need more of it")]
#[path = "../../ema-io/src/tests/records.rs"]
mod records;

const FEEDS: [&str; 3] = [
    "DisplayName,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,FormatProfile,Start,End,PriceType,\
     PriceValue,PriceCurrency,ALID,AvailID,AllowedLanguage,TotalRunTime,ReleaseYear,RatingSystem,RatingValue\n\
     Harbor,US,Movie,Full Extract,First Dance,EST,HD,2026-01-01,Open,WSP,13.90,USD,FIRSTDANCE,1,\"en,fr-CA\",\
     1:37:00,2019,MPAA,PG-13\n\
     Harbor,\"DE,AT\",Movie,Full Extract,Erster Tanz,VOD,UHD,2026-01-31T09:00:00,2027-01-31,WSP,\"3,99\",EUR,\
     FIRSTDANCE,2,de,97,2019,FSK,12\n\
     Harbor,JP,Movie,Full Delete,x,SVOD,SD,Immediate,EST Start,,,,md:alid:org:x,3,ja:dub,,,,\n",
    "Territory\tStoreLanguage\tWorkType\tLicenseType\tALID\tSeriesTitleInternalAlias\tSeasonNumber\tEpisodeNumber\t\
     Start\tEnd\tSpecialPreOrderFulfillDate\tPriceType\tPriceValue\n\
     GB\ten\tEpisode\tEST\t10.5240/7791-8534-2C23-9030-8610-5\tHarbor Lights\t1\t1\t2026-02-30\t=1+1\t\tTier\t'5\n\
     // a comment\n\
     FR\tfr\tSeason\tPOEST\tx\t\u{e9}\t01\t\t2026-03-01\tOpen\tN/A\tDMRP\t1.000\n",
    "sep=;\nTerritory;WorkType;LicenseType;ALID\nUS;Movie;EST;\"a\"\"b\nc\"\n\n ; ;;\n",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut count = 0;
    let mut seed = |target: &str, bytes: &[u8]| {
        count += 1;
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{count}")), bytes)
    };
    let folder = tempfile()?;
    for (number, text) in FEEDS.iter().enumerate() {
        seed("csv", text.as_bytes())?;
        let workbook = ema_io::read_bytes(*text)?;
        seed("json", &written(&workbook, Format::Json)?)?;
        let xlsx = written(&workbook, Format::Xlsx)?;
        seed("xlsx", &parts(&xlsx)?)?;
        seed("xlsx", &xlsx)?;
        let from = folder.join(format!("{number}.csv"));
        fs::write(&from, text)?;
        for version in &XmlVersion::ALL[1..] {
            let into = folder.join("feed.xml");
            let options = ConvertOptions::new().xml_version(Some(*version));
            options.convert(&Input::path(&from), Output::path(&into), &mut |_| {})?;
            seed("xml", &fs::read(into)?)?;
        }
        let conventions = Conventions::prime_video();
        let mut holdings = Holdings::new();
        let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse()?);
        holdings.apply(&Feed::of(&workbook, &conventions), as_of);
        seed("state", &serde_json::to_vec(&holdings)?)?;
        for avail in workbook.avails() {
            for cell in avail.cells() {
                seed("values", cell.text().as_bytes())?;
            }
        }
    }
    // An input whose header has every column is slow to test, so only one version is used.
    for layout in Layout::all().filter(|layout| layout.version == EmaVersion::LATEST) {
        let header = std::sync::Arc::new(Header::template(layout));
        let mut bytes = Vec::new();
        let mut writer = WriteOptions::new().create(Output::stream(Format::Csv, &mut bytes))?;
        writer.sheet(&header)?;
        writer.finish()?;
        seed("csv", &bytes)?;
    }
    for text in [
        "-P5DT10H",
        "1:37:00",
        "en-US:sub",
        "zh-Hant-TW",
        "10.99",
        "US-CA",
        "2026-01-31T09:00:00+05:30",
    ] {
        seed("values", text.as_bytes())?;
    }
    seed(
        "names",
        b"Harbor-Movies-20260131.xlsx\nBig Buck Bunny - US.XLSX\nAm\xc3\xa9lie_2.mov\nCON.xlsx",
    )?;
    seed(
        "names",
        b"md:cid:eidr-s:7791-8534-2C23-9030-8610-5\nmd:alid:org:harbor:x\na.mov\nA.mov\n../a b.mov\n???.xml",
    )?;
    // Adds text in UTF-16 and other encodings, and text that was encoded as UTF-8 twice.
    let text = FEEDS[1].replace("Harbor Lights", "千と千尋, Žižkov");
    seed("csv", text.as_bytes())?;
    let units = format!("\u{feff}{text}");
    let units: Vec<u8> = units.encode_utf16().flat_map(u16::to_le_bytes).collect();
    seed("csv", &units)?;
    for encoding in [WINDOWS_1252, WINDOWS_1250, SHIFT_JIS, ISO_2022_JP] {
        seed("csv", &encoding.encode(&text).0)?;
    }
    seed("csv", WINDOWS_1252.decode(text.as_bytes()).0.as_bytes())?;
    seed("xlsx", &merged_and_formatted().join(&BETWEEN))?;
    let records = xls();
    seed("xls", &records.stream())?;
    seed("xls", &records.file())?;
    seed("xlsb", &binary_records().join(BETWEEN_RECORDS))?;
    seed("ods", open_document().as_bytes())?;
    fs::remove_dir_all(folder)?;
    println!("{count} seeds in {}", corpus.display());
    Ok(())
}

fn tempfile() -> std::io::Result<std::path::PathBuf> {
    let folder = std::env::temp_dir().join(format!("ema-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn written(workbook: &Workbook, format: Format) -> Result<Vec<u8>, ema_io::Error> {
    ema_io::write_bytes(workbook, format, &mut |_| {})
}

/// Returns the parts of a workbook in the form that the target accepts.
fn parts(xlsx: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx))?;
    let mut found = BTreeMap::new();
    for name in PARTS {
        let mut part = Vec::new();
        if let Ok(mut file) = archive.by_name(name) {
            file.read_to_end(&mut part)?;
        }
        found.insert(name, part);
    }
    Ok(PARTS.map(|name| found[name].clone()).join(&BETWEEN))
}

/// Returns a sheet, its shared strings and its styles, with cells of every format and with merged cells.
fn merged_and_formatted() -> [&'static [u8]; 3] {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>US</t></is></c><c r="B2" s="1"><v>46023.5</v></c><c r="C2" s="3"><v>0.5</v></c><c r="D2" s="2"><v>0.0673611111111111</v></c></row><row r="3"><c r="A3" s="4"><v>37135</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="d"><v>2026-01-31T09:00:00Z</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B3:C3"/></mergeCells></worksheet>"#;
    let texts = "<sst><si><t>Territory</t></si><si><t>Start</t></si><si><t>PriceValue</t></si><si><t>TotalRunTime</t></si></sst>";
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="mmm\.yy;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="165"/><xf numFmtId="10"/><xf numFmtId="166"/></cellXfs></styleSheet>"#;
    [sheet.as_bytes(), texts.as_bytes(), styles.as_bytes()]
}

/// Returns records with every kind of cell, a percentage, and merged cells.
fn xls() -> records::Records {
    use records::{Records, text};
    let names = [
        "Territory",
        "WorkType",
        "LicenseType",
        "ALID",
        "Start",
        "PriceValue",
    ];
    let texts: Vec<Vec<u8>> = names.iter().map(|name| text(name)).collect();
    let mut records = Records::new("[h]:mm");
    let mut percent = vec![0; 20];
    percent[2] = 10;
    records.global(0x00E0, &percent);
    records.texts(6, &[&texts.concat()]).sheet("Movies");
    for column in 0..6_u16 {
        records.cell(0x00FD, (0, column, 0), &u32::from(column).to_le_bytes());
    }
    records
        .label((1, 0, 0), "US")
        .label((1, 1, 0), "Movie")
        .label((1, 2, 0), "EST")
        .label((1, 3, 0), "FIRSTDANCE")
        .number((1, 4, 1), 46_023.0)
        .cell(0x027E, (1, 5, 0), &[2, 1, 0, 0])
        .record(
            0x00BD,
            &[2, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 0, 0, 0, 3, 0],
        )
        .cell(0x0205, (2, 5, 0), &[0x17, 1])
        .formula((3, 0, 0), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        .record(0x0207, &text("GB"))
        .number((3, 5, 4), 0.5)
        .record(0x00E5, &[1, 0, 1, 0, 3, 0, 0, 0, 0, 0]);
    records
}

/// Returns the records of a sheet, its shared strings and its styles, with every kind of cell and with merged cells.
fn binary_records() -> [Vec<u8>; 3] {
    let texts = ["Territory", "WorkType", "LicenseType", "ALID", "Start"];
    let cell = |kind: u16, column: u32, format: u8, value: &[u8]| {
        let place = [&column.to_le_bytes()[..], &[format, 0, 0, 0]].concat();
        binary_record(kind, &[&place, value].concat())
    };
    let row = |number: u32| binary_record(0, &[&number.to_le_bytes()[..], &[0; 13]].concat());
    let names = (0..5_u32).flat_map(|column| cell(7, column, 0, &column.to_le_bytes()));
    let merged: Vec<u8> = [2_u32, 3, 0, 0]
        .into_iter()
        .flat_map(u32::to_le_bytes)
        .collect();
    let sheet = [
        binary_record(145, &[]),
        row(0),
        names.collect(),
        row(1),
        cell(6, 0, 0, &wide("US")),
        cell(2, 1, 0, &0x40C8_0000_u32.to_le_bytes()),
        cell(3, 2, 0, &[0x2A]),
        cell(4, 3, 0, &[1]),
        cell(5, 4, 1, &46_023.5_f64.to_le_bytes()),
        row(2),
        cell(8, 0, 0, &[&wide("GB")[..], &[0; 6]].concat()),
        cell(9, 4, 2, &[&0.5_f64.to_le_bytes()[..], &[0; 6]].concat()),
        binary_record(146, &[]),
        binary_record(177, &1_u32.to_le_bytes()),
        binary_record(176, &merged),
        binary_record(178, &[]),
    ];
    let table = texts.map(|text| binary_record(19, &[&[0], &wide(text)[..]].concat()));
    let formats = [0_u16, 22, 200].map(|id| {
        let mut format = vec![0; 16];
        format[2..4].copy_from_slice(&id.to_le_bytes());
        binary_record(47, &format)
    });
    let custom = [&200_u16.to_le_bytes()[..], &wide("[h]:mm")].concat();
    let styles = [
        binary_record(44, &custom),
        binary_record(617, &3_u32.to_le_bytes()),
        formats.concat(),
        binary_record(618, &[]),
    ];
    [sheet.concat(), table.concat(), styles.concat()]
}

/// Returns a record of an `.xlsb`, with its type and length in groups of seven bits.
fn binary_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let [low, high] = [kind & 0x7F, kind >> 7].map(|part| part as u8);
    let mut record = match kind {
        0..128 => vec![low],
        _ => vec![low | 0x80, high],
    };
    record.push(u8::try_from(data.len()).expect("a short record"));
    record.extend(data);
    record
}

/// Returns text as an `.xlsb` stores it, preceded by its length.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes();
    let units = units.into_iter().flat_map(u16::to_le_bytes);
    length.into_iter().chain(units).collect()
}

/// Returns the content of an `.ods`, with every kind of cell, repeated cells and rows, and merged cells.
fn open_document() -> String {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let value = |kind: &str, name: &str, value: &str| {
        format!(
            "<table:table-cell office:value-type='{kind}' office:{name}='{value}'><text:p>{value}</text:p></table:table-cell>"
        )
    };
    let names = [
        "Territory",
        "WorkType",
        "LicenseType",
        "ALID",
        "Start",
        "PriceValue",
    ]
    .map(text);
    let cells = [
        text("US"),
        text("Movie"),
        value("boolean", "boolean-value", "true"),
        value("float", "value", "1.5"),
        value("date", "date-value", "2026-01-31T09:00:00"),
        value("percentage", "value", "0.12"),
    ];
    let repeated = "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-rows-spanned='2' \
                    office:value-type='time' office:time-value='PT01H37M00S'/><table:covered-table-cell \
                    table:number-columns-repeated='3'/></table:table-row>";
    format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name='Movies'>\
         <table:table-row>{}</table:table-row><table:table-row>{}</table:table-row>{repeated}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        names.concat(),
        cells.concat()
    )
}
