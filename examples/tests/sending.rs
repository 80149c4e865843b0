//! Tests the feeds that the program writes, and the files that it rejects because it cannot draw conclusions from them.

use std::io::{Cursor, Write as _};
use std::process::{Command, Output};

use ema_testing::{assert_snapshot, str};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEADER: &str = "DisplayName,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,\
                      FormatProfile,Start,End,PriceType,PriceValue,PriceCurrency,ALID,ContentID,\
                      CaptionIncluded\n";

const TV_HEADER: &str = "DisplayName,Territory,WorkType,EntryType,SeriesTitleInternalAlias,SeasonNumber,\
                         EpisodeNumber,EpisodeTitleInternalAlias,LicenseType,FormatProfile,Start,End,\
                         PriceType,PriceValue,ALID,SeriesContentID,SeasonContentID,EpisodeContentID\n";

fn movie(id: &str, license: &str, territory: &str, start: &str, end: &str) -> String {
    format!(
        "Harbor Pictures,{territory},Movie,Full Extract,Title of {id},{license},HD,{start},{end},WSP,\
         9.99,USD,{id},{id},Yes\n"
    )
}

fn episode(id: &str, number: u32, start: &str, end: &str) -> String {
    format!(
        "Harbor Pictures,US,Episode,Full Extract,Harbor Watch,1,{number},Part {number},EST,HD,{start},\
         {end},WSP,1.99,{id},HW,HW1,{id}\n"
    )
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.0.path().join(name), content).expect("a file");
    }

    fn movies(&self, name: &str, rows: &[String]) {
        self.write(name, HEADER.to_owned() + &rows.concat());
    }

    /// Runs the program in the folder, as of November 21, 2026.
    fn ema(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ema"));
        command.args(arguments);
        if ["apply", "extract", "takedown", "timeline", "validate"].contains(&arguments[0]) {
            command.args(["--as-of", "2026-11-21"]);
        }
        let output = command.current_dir(self.0.path()).output();
        output.expect("the program starts")
    }

    /// Runs the program, which must succeed, and returns its output.
    #[track_caller]
    fn told(&self, arguments: &[&str]) -> String {
        let output = self.ema(arguments);
        let (told, errors) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{told}{errors}");
        errors + &told
    }

    /// Runs the program, which must fail with status 2, and returns its output.
    #[track_caller]
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.ema(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
        text(&output.stderr)
    }

    /// Returns the filled cells in the given columns of a written file, row by row.
    fn rows(&self, name: &str) -> String {
        let workbook = ema_io::read_path(self.0.path().join(name)).expect("avails");
        let mut shown = String::new();
        for sheet in &workbook.sheets {
            shown += &format!("{}\n", sheet.header.sheet());
            for avail in &sheet.avails {
                let cells = [
                    avail.alid().text(),
                    avail.territory().text(),
                    avail.entry_type().text(),
                    avail.license_type().text(),
                    avail.start().text(),
                    avail.end().text(),
                ];
                shown += &format!("{}: {}\n", avail.row(), cells.join(" | "));
            }
        }
        shown
    }

    fn has(&self, name: &str) -> bool {
        self.0.path().join(name).exists()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Creates a workbook from the names and rows of its sheets. The cells in a row are separated by commas.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, content: String| {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(content.as_bytes()).expect("a part");
    };
    let numbers = || (1..).zip(sheets);
    let types = numbers().map(|(number, _)| format!(
        "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    ));
    part(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{}</Types>",
            types.collect::<String>()
        ),
    );
    let relation = |number: usize, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |all: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    part(
        "_rels/.rels",
        relations(relation(1, "officeDocument", "xl/workbook.xml")),
    );
    let list = numbers().map(|(number, (name, _))| {
        format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>")
    });
    part(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{}</sheets></workbook>",
            list.collect::<String>()
        ),
    );
    let all = numbers().map(|(number, _)| {
        relation(
            number,
            "worksheet",
            &format!("worksheets/sheet{number}.xml"),
        )
    });
    part("xl/_rels/workbook.xml.rels", relations(all.collect()));
    for (number, (_, rows)) in numbers() {
        let rows = rows.lines().map(|line| {
            let cells = line
                .split(',')
                .map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
            format!("<row>{}</row>", cells.collect::<String>())
        });
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            format!(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{}</sheetData></worksheet>",
                rows.collect::<String>()
            ),
        );
    }
    zip.finish().expect("a workbook").into_inner()
}

#[test]
fn nothing_is_withdrawn_by_omission() {
    let folder = Folder::new();
    let live = |license| movie("FERRY", license, "US", "2026-01-01", "Open");
    folder.movies("old.csv", &[live("EST"), live("VOD")]);
    folder.movies("new.csv", &[live("EST")]);
    folder.told(&["apply", "--state", "old.json", "old.csv"]);
    assert_snapshot(
        folder.told(&["extract", "old.json", "new.csv", "feed.csv"]),
        str![[r#"
Title of FERRY: FERRY of Harbor Pictures
  US, sale and rental: Full Extract with every window that is to be held, because it withdraws what it leaves out
    keeps       EST HD, 2026-01-01 to Open, WSP 9.99 USD
    ends        VOD HD, 2026-01-01 to Open, WSP 9.99 USD: End 2026-11-20

2 rows for 1 scope (licensor, ID, territory and rights model)
feed.csv: 2 rows

"#]],
    );
    assert_snapshot(
        folder.rows("feed.csv"),
        str![[r#"
feed
4: FERRY | US | Full Extract | EST | 2026-01-01 | Open
5: FERRY | US | Full Extract | VOD | 2026-01-01 | 2026-11-20

"#]],
    );
    assert_snapshot(
        folder.told(&["apply", "--state", "old.json", "feed.csv", "--live", "all"]),
        str![[r#"
feed.csv, applied on 2026-11-21

warning taken-down: FERRY of Harbor Pictures (sale and rental) in US
  `VOD HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
notice scope-in-two-files: this feed has rows for what another file sent: 1 scope from old.csv

Title of FERRY: FERRY of Harbor Pictures
  US, sale and rental: Full Extract
    changes  VOD HD, 2026-01-01 to 2026-11-20, WSP 9.99 USD (feed.csv, row 5): End was Open

1 scope (licensor, ID, territory and rights model); windows: 0 new, 1 changed, 0 lost, 1 as before; 1 warning

live in all territories on 2026-11-21:

Title of FERRY: FERRY of Harbor Pictures
  US, sale and rental: live
    EST HD, 2026-01-01 to Open, WSP 9.99 USD (feed.csv, row 4)

1 window

"#]],
    );
}

#[test]
fn a_take_down_says_what_it_assumes() {
    let folder = Folder::new();
    folder.movies(
        "held.csv",
        &[
            movie("KELP", "EST", "US", "2027-02-01", "2027-03-31"),
            movie("KELP", "EST", "US", "2027-05-01", "Open"),
            movie("KELP", "EST", "GB", "2026-11-21", "Open"),
            movie("KELP", "EST", "CA", "2026-01-01", "Open"),
        ],
    );
    let takedown = ["takedown", "held.csv", "feed.csv", "--id", "KELP"];
    assert_snapshot(
        folder.told(&takedown),
        str![[r#"
Title of KELP: KELP of Harbor Pictures
  CA, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to Open, WSP 9.99 USD: End 2026-11-20
  GB, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-11-21 to Open, WSP 9.99 USD: Start 2026-11-19 and End 2026-11-20; Start had to move, because it is not before an End on the day before
  US, sale and rental: Full Extract: nothing has started, but assets or metadata are assumed to have been delivered, in which case a Full Delete leads to errors
    ends        EST HD, 2027-02-01 to 2027-03-31, WSP 9.99 USD: Start 2026-11-19 and End 2026-11-20; both in the past, because the window has not started
    leaves out  EST HD, 2027-05-01 to Open, WSP 9.99 USD (held.csv, row 3)

3 rows for 3 scopes (licensor, ID, territory and rights model)
feed.csv: 3 rows

Of 1 scope, assets or metadata are assumed to have been delivered. Where none have been, --never-delivered writes a Full Delete instead; --never-delivered=ID does so for one title.

"#]],
    );
    assert_snapshot(
        folder.rows("feed.csv"),
        str![[r#"
feed
4: KELP | CA | Full Extract | EST | 2026-01-01 | 2026-11-20
5: KELP | GB | Full Extract | EST | 2026-11-19 | 2026-11-20
6: KELP | US | Full Extract | EST | 2026-11-19 | 2026-11-20

"#]],
    );
    let never = folder.told(&[&takedown[..], &["--never-delivered"]].concat());
    assert_snapshot(
        never,
        str![[r#"
Title of KELP: KELP of Harbor Pictures
  CA, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to Open, WSP 9.99 USD: End 2026-11-20
  GB, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-11-21 to Open, WSP 9.99 USD: Start 2026-11-19 and End 2026-11-20; Start had to move, because it is not before an End on the day before
  US, sale and rental: Full Delete: nothing has started, and nothing has been delivered
    deletes     EST HD, 2027-02-01 to 2027-03-31, WSP 9.99 USD (held.csv, row 2)
    deletes     EST HD, 2027-05-01 to Open, WSP 9.99 USD (held.csv, row 3)

3 rows for 3 scopes (licensor, ID, territory and rights model)
feed.csv: 3 rows

"#]],
    );
    assert_snapshot(
        folder.rows("feed.csv"),
        str![[r#"
feed
4: KELP | CA | Full Extract | EST | 2026-01-01 | 2026-11-20
5: KELP | GB | Full Extract | EST | 2026-11-19 | 2026-11-20
6: KELP | US | Full Delete | EST | 1999-12-31 | 2000-01-01

"#]],
    );
    let named = folder.told(&[&takedown[..], &["--never-delivered=KELP"]].concat());
    assert!(named.contains("Full Delete: nothing has started"));
    assert_snapshot(
        folder.refused(&[&takedown[..], &["--never-delivered=KLEP"]].concat())
            + &folder.refused(&[
                "extract",
                "held.csv",
                "held.csv",
                "x.csv",
                "--never-delivered=KLEP",
            ]),
        str![[r#"
ema: --never-delivered=KLEP: no option names this ID, so it is not taken down
ema: --never-delivered=KLEP: neither held.csv nor held.csv has a title with that ID

"#]],
    );
}

#[test]
fn nothing_to_send_is_a_success() {
    let folder = Folder::new();
    folder.movies(
        "held.csv",
        &[movie("KELP", "EST", "US", "2026-01-01", "2026-01-31")],
    );
    let extract = ["extract", "held.csv", "held.csv", "feed.csv"];
    assert_snapshot(
        folder.told(&extract),
        str![[r#"
nothing to send: nothing has to change on the platform; feed.csv is not written

"#]],
    );
    assert!(!folder.has("feed.csv"));
    folder.write("feed.csv", "of yesterday");
    assert_snapshot(
        folder.told(&extract),
        str![[r#"
nothing to send: nothing has to change on the platform; feed.csv already existed and was not changed

"#]],
    );
    assert_eq!(
        folder
            .0
            .path()
            .join("feed.csv")
            .metadata()
            .expect("a file")
            .len(),
        12
    );
    assert_snapshot(
        folder.told(&["takedown", "held.csv", "down.csv", "--id", "KELP"]),
        str![[r#"
nothing to send: nothing has to change on the platform; down.csv is not written

"#]],
    );
}

#[test]
fn a_feed_is_one_tab_without_gaps_whatever_its_rows_came_from() {
    let folder = Folder::new();
    folder.write("old.csv", HEADER);
    // The three files are a version 1.6 feed, a workbook with two tabs, and a feed with a column
    // that is not in any version.
    folder.write(
        "a.csv",
        "DisplayName,StoreLanguage,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,\
         FormatProfile,Start,End,PriceType,PriceValue,AltID\n\
         Harbor Pictures,en,US,Movie,Full Extract,Alder,EST,HD,2026-01-01,Open,WSP,9.99,ALDER\n",
    );
    folder.write(
        "b.xlsx",
        workbook(&[
            (
                "Movies",
                &(HEADER.to_owned() + &movie("BIRCH", "EST", "US", "2026-01-01", "Open")),
            ),
            (
                "More",
                &(HEADER.to_owned() + &movie("ACORN", "EST", "US", "2026-01-01", "Open")),
            ),
        ]),
    );
    let shelf = HEADER.replace("CaptionIncluded", "CaptionIncluded,Shelf");
    let row = movie("CEDAR", "EST", "US", "2026-01-01", "Open").replace(",Yes\n", ",Yes,top\n");
    folder.write("c.csv", shelf + &row);
    for feed in ["a.csv", "b.xlsx", "c.csv"] {
        folder.told(&["apply", "--state", "state.json", feed, "--force"]);
    }
    let ids = [
        "--id", "ACORN", "--id", "ALDER", "--id", "BIRCH", "--id", "CEDAR",
    ];
    for out in ["feed.xlsx", "feed.csv", "feed.json"] {
        let told = folder.told(&[&["takedown", "state.json", out][..], &ids].concat());
        assert!(told.ends_with(&format!("{out}: 4 rows\n")), "{told}");
    }
    assert_snapshot(
        folder.rows("feed.xlsx"),
        str![[r#"
Movies
4: ALDER | US | Full Extract | EST | 2026-01-01 | 2026-11-20
5: ACORN | US | Full Extract | EST | 2026-01-01 | 2026-11-20
6: BIRCH | US | Full Extract | EST | 2026-01-01 | 2026-11-20
7: CEDAR | US | Full Extract | EST | 2026-01-01 | 2026-11-20

"#]],
    );
    assert_eq!(folder.rows("feed.csv").lines().count(), 5);
    let workbook = ema_io::read_path(folder.0.path().join("feed.xlsx")).expect("avails");
    let unknown: Vec<_> = workbook
        .avails()
        .flat_map(|it| it.unknown_cells())
        .collect();
    assert_eq!(unknown.len(), 1);
    assert_eq!((unknown[0].0, unknown[0].1.text()), ("Shelf", "top"));
}

/// Version 1.7.3 has separate tabs for movies and TV, so delimited text needs two files.
#[test]
fn movies_and_tv_are_two_tabs_or_two_files() {
    let folder = Folder::new();
    folder.movies(
        "movies.csv",
        &[movie("BIRCH", "EST", "US", "2026-01-01", "Open")],
    );
    folder.write(
        "tv.csv",
        TV_HEADER.to_owned()
            + &episode("HW1E2", 2, "2026-01-01", "Open")
            + &episode("HW1E1", 1, "2026-01-01", "Open"),
    );
    folder.told(&[
        "apply",
        "--state",
        "state.json",
        "movies.csv",
        "tv.csv",
        "--force",
    ]);
    let ids = ["--id", "BIRCH", "--id", "HW1E1", "--id", "HW1E2"];
    folder.told(&[&["takedown", "state.json", "feed.xlsx"][..], &ids].concat());
    assert_snapshot(
        folder.rows("feed.xlsx"),
        str![[r#"
Movies
4: BIRCH | US | Full Extract | EST | 2026-01-01 | 2026-11-20
TV
4: HW1E1 | US | Full Extract | EST | 2026-01-01 | 2026-11-20
5: HW1E2 | US | Full Extract | EST | 2026-01-01 | 2026-11-20

"#]],
    );
    let told = folder.told(&[&["takedown", "state.json", "feed.csv"][..], &ids].concat());
    assert!(
        told.ends_with("feed-1.csv: 1 row\nfeed-2.csv: 2 rows\n"),
        "{told}"
    );
    assert!(!folder.has("feed.csv"));
    assert_snapshot(
        folder.rows("feed-1.csv") + &folder.rows("feed-2.csv"),
        str![[r#"
feed-1
4: BIRCH | US | Full Extract | EST | 2026-01-01 | 2026-11-20
feed-2
4: HW1E1 | US | Full Extract | EST | 2026-01-01 | 2026-11-20
5: HW1E2 | US | Full Extract | EST | 2026-01-01 | 2026-11-20

"#]],
    );
}

#[test]
fn what_the_version_can_not_hold_is_told_of_the_row_that_is_written() {
    let folder = Folder::new();
    folder.write(
        "a.csv",
        "DisplayName,StoreLanguage,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,\
         FormatProfile,Start,End,PriceType,PriceValue,AltID\n\
         Harbor Pictures,en,US,Movie,Full Extract,Zebra,EST,4K,2026-01-01,Open,WSP,9.99,ZEBRA\n",
    );
    folder.movies(
        "b.csv",
        &[movie("BIRCH", "EST", "US", "2026-01-01", "Open")],
    );
    folder.told(&[
        "apply",
        "--state",
        "state.json",
        "a.csv",
        "b.csv",
        "--force",
    ]);
    let ids = ["--id", "ZEBRA", "--id", "BIRCH"];
    let output = folder.ema(&[&["takedown", "state.json", "feed.xlsx"][..], &ids].concat());
    assert_snapshot(
        text(&output.stderr),
        str![[r#"
ema: Movies, row 5: StoreLanguage `en` means something else: it is now in AssetLanguage, which names the languages of the assets, and no longer that of the store
ema: Movies, row 5: FormatProfile `4K` became `UHD`: version 1.7 has no `4K`, and this is most likely its name for it

"#]],
    );
}

/// `ema extract` requires `--force` if the new state is empty, because the feed would end everything. `ema apply` does
/// not create a state for a feed that it rejects.
#[test]
fn an_empty_state_ends_nothing_unasked() {
    let folder = Folder::new();
    let live = movie("FERRY", "EST", "US", "2026-01-01", "Open");
    folder.movies("live.csv", std::slice::from_ref(&live));
    folder.movies("wrong.csv", &[live.replace(",EST,", ",SALE,")]);
    folder.ema(&["apply", "--state", "state.json", "wrong.csv"]);
    assert!(!folder.0.path().join("state.json").exists());

    folder.told(&["apply", "--state", "state.json", "live.csv"]);
    folder.movies(
        "deleted.csv",
        &[live.replace("Full Extract", "Full Delete")],
    );
    folder.ema(&["apply", "--state", "state.json", "deleted.csv", "--force"]);
    assert_snapshot(
        folder.refused(&["extract", "live.csv", "state.json", "out.csv"]),
        str![[r#"
ema: state.json holds nothing, so the feed would end everything that live.csv holds. Check that it is the right state; --force writes the feed

"#]],
    );
    let told = folder.told(&["extract", "live.csv", "state.json", "out.csv", "--force"]);
    assert!(told.contains("ends        EST HD"), "{told}");
}

/// A file that cannot be read must not be mistaken for an empty file, which would end everything.
#[test]
fn nothing_is_concluded_from_a_file_that_says_nothing() {
    let folder = Folder::new();
    let live = movie("FERRY", "EST", "US", "2026-01-01", "Open");
    folder.movies("live.csv", std::slice::from_ref(&live));
    folder.write("junk.xlsx", "these are words, and no avails\n");
    folder.write("noise.xlsx", [0x93, 0x1f, 0x00, 0xfe, 0x88].repeat(99));
    folder.write("other.json", "{\"avails\": []}");
    folder.write("empty.json", "{\"schema\":1,\"sheets\":[]}");
    folder.write("header.csv", HEADER);
    let movies = HEADER.to_owned() + &live;
    folder.write(
        "lost.xlsx",
        workbook(&[("Movies", &movies), ("More", &live)]),
    );
    let mut told = String::new();
    let files = [
        "junk.xlsx",
        "noise.xlsx",
        "other.json",
        "empty.json",
        "header.csv",
        "lost.xlsx",
    ];
    for file in files {
        let refusals = [
            folder.refused(&["extract", "live.csv", file, "out.csv"]),
            folder.refused(&["extract", file, "live.csv", "out.csv"]),
            folder.refused(&["diff", "live.csv", file]),
            folder.refused(&["takedown", file, "out.csv", "--id", "FERRY"]),
            folder.refused(&["timeline", file, "out.html"]),
        ];
        assert!(
            refusals.iter().all(|it| *it == refusals[0]),
            "{refusals:#?}"
        );
        if !file.ends_with(".json") {
            let refused = folder.refused(&["apply", "--state", "state.json", file]);
            assert_eq!(refused, refusals[0]);
        }
        told += &refusals[0];
    }
    assert_snapshot(
        told,
        str![[r#"
ema: junk.xlsx has no header of avails, which does not mean that the platform should hold nothing. Check that it is the right file; a header is a row near the top that names Territory, LicenseType and WorkType. With --force it is left out
ema: noise.xlsx is binary data of an unknown kind, which can't be read; ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)
ema: other.json is a JSON document, which can't be read; ask for the spreadsheet itself (.xlsx, .xls, .csv or .tsv)
ema: empty.json has no header of avails, which does not mean that the platform should hold nothing. Check that it is the right file; a header is a row near the top that names Territory, LicenseType and WorkType. With --force it is left out
ema: header.csv has no row of avails under its header, which does not mean that the platform should hold nothing. Check that it is the right file; a header is a row near the top that names Territory, LicenseType and WorkType. With --force it is left out
ema: lost.xlsx has no header of avails in the sheet `More`, which does not mean that the platform should hold nothing. Check that it is the right file; a header is a row near the top that names Territory, LicenseType and WorkType. With --force the sheet is left out

"#]],
    );
    assert!(!folder.has("out.csv") && !folder.has("out.html") && !folder.has("state.json"));

    let forced = folder.told(&["extract", "live.csv", "lost.xlsx", "out.csv", "--force"])
        + &folder.told(&["diff", "live.csv", "header.csv", "--force"])
        + &folder.told(&["timeline", "junk.xlsx", "out.html", "--force"])
        + &folder.told(&["apply", "--state", "state.json", "lost.xlsx", "--force"]);
    assert_snapshot(
        forced,
        str![[r#"
ema: lost.xlsx has no header of avails in the sheet `More`; the sheet is left out, because of --force
nothing to send: nothing has to change on the platform; out.csv is not written
ema: header.csv has no row of avails under its header; it is left out, because of --force
Title of FERRY: FERRY of Harbor Pictures
  US, sale and rental: not in the new one; the platform keeps it unless a feed ends it
    is not in it  EST HD, 2026-01-01 to Open, WSP 9.99 USD (live.csv, row 2)

1 scope (licensor, ID, territory and rights model): 0 new, 0 changed, 1 not in the new one, 0 unchanged
ema: junk.xlsx has no header of avails; it is left out, because of --force
ema: lost.xlsx has no header of avails in the sheet `More`; the sheet is left out, because of --force
lost.xlsx, applied on 2026-11-21

Title of FERRY: FERRY of Harbor Pictures
  US, sale and rental: Full Extract
    is live  EST HD, 2026-01-01 to Open, WSP 9.99 USD (lost.xlsx, Movies, row 2)

1 scope (licensor, ID, territory and rights model); windows: 1 new, 0 changed, 0 lost, 0 as before; 0 warnings


"#]],
    );
}

/// Empty sheets and the additional sheets in templates are ignored.
#[test]
fn a_data_dictionary_is_no_lost_sheet() {
    let folder = Folder::new();
    let movies = HEADER.to_owned() + &movie("FERRY", "EST", "US", "2026-01-01", "Open");
    folder.write(
        "movies.xlsx",
        workbook(&[
            ("Movies", &movies),
            ("Movies Data Dictionary", "Column,Meaning\nALID,The title\n"),
            ("General Instructions and FAQ", "Question,Answer\n"),
            ("Sheet3", ""),
        ]),
    );
    folder.movies(
        "movies.csv",
        &[movie("FERRY", "EST", "US", "2026-01-01", "Open")],
    );
    let told = folder.told(&["diff", "movies.csv", "movies.xlsx"]);
    assert!(told.contains("1 unchanged"), "{told}");
}

#[test]
fn a_file_that_does_not_exist_is_no_beginning_but_for_apply() {
    let folder = Folder::new();
    folder.movies(
        "live.csv",
        &[movie("FERRY", "EST", "US", "2026-01-01", "Open")],
    );
    folder.told(&["apply", "--state", "state.json", "live.csv"]);
    folder.told(&["apply", "--state", "g.json", "live.csv"]);
    let refused = [
        folder.refused(&["diff", "stat.json", "live.csv"]),
        folder.refused(&["extract", "state.json", "life.csv", "out.csv"]),
        folder.refused(&["takedown", "stat.json", "out.csv", "--id", "FERRY"]),
        folder.refused(&["timeline", "stat.json", "out.html"]),
        folder.refused(&["validate", "live.csv", "--state", "stat.json"]),
        folder.refused(&["apply", "--state", "stat.json", "--live", "US"]),
        folder.refused(&["diff", "nothing-like-it.json", "live.csv"]),
        // Two different one-letter names are not similar.
        folder.refused(&["diff", "q.json", "live.csv"]),
    ];
    assert_snapshot(
        refused.concat(),
        str![[r#"
ema: stat.json was not found; the nearest name in its folder is `state.json`
ema: life.csv was not found; the nearest name in its folder is `live.csv`
ema: stat.json was not found; the nearest name in its folder is `state.json`
ema: stat.json was not found; the nearest name in its folder is `state.json`
ema: stat.json was not found; the nearest name in its folder is `state.json`
ema: stat.json was not found; the nearest name in its folder is `state.json`
ema: nothing-like-it.json was not found; check the name and the folder
ema: q.json was not found; check the name and the folder

"#]],
    );
    let begun = folder.ema(&["apply", "--state", "stat.json", "live.csv"]);
    assert_eq!(begun.status.code(), Some(0));
    assert_snapshot(
        text(&begun.stderr),
        str![[r#"
ema: stat.json does not exist yet, so nothing is held before these feeds; the nearest name is `state.json`

"#]],
    );
    let begun = folder.ema(&["apply", "--state", "nothing-like-it.json", "live.csv"]);
    assert_eq!(text(&begun.stderr), "");
}

#[test]
fn a_territory_that_is_no_code_gets_its_hint() {
    let folder = Folder::new();
    folder.movies(
        "live.csv",
        &[movie("FERRY", "EST", "US", "2026-01-01", "Open")],
    );
    for arguments in [
        &[
            "takedown",
            "live.csv",
            "out.csv",
            "--id",
            "FERRY",
            "--territory",
            "UK",
        ][..],
        &["apply", "--state", "state.json", "--live", "UK"],
    ] {
        let refused = folder.refused(arguments);
        assert!(refused.contains("write GB (United Kingdom)"), "{refused}");
    }
}

/// If a title is not held in one of the given territories, the program must report that. Otherwise,
/// the user would assume that the title is withdrawn there.
#[test]
fn no_territory_of_a_take_down_is_dropped_in_silence() {
    let folder = Folder::new();
    let row = |id, territory| movie(id, "EST", territory, "2026-01-01", "Open");
    folder.movies(
        "both.csv",
        &[row("KELP", "US"), row("FERRY", "US"), row("FERRY", "CA")],
    );
    let both = [
        "takedown",
        "both.csv",
        "down.csv",
        "--territory",
        "US",
        "--territory",
        "CA",
    ];
    let refused = folder.refused(&[&both[..], &["--id", "KELP"]].concat());
    assert_eq!(
        refused,
        "ema: both.csv: `KELP` is not held in CA; it is held in US\n"
    );
    let output = folder.ema(&[&both[..], &["--id", "KELP", "--id", "FERRY"]].concat());
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(0), refused)
    );
}

/// Returns a TV file with two seasons of a series in three territories. Each season has two episodes.
fn seasons() -> String {
    let mut rows = String::new();
    for territory in ["US", "GB", "DE"] {
        for (season, number) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
            let id = format!("HW{season}E{number}");
            let row = episode(&id, number, "2026-01-01", "Open");
            let row = row.replace("Pictures,US,", &format!("Pictures,{territory},"));
            rows += &row.replace("Harbor Watch,1,", &format!("Harbor Watch,{season},"));
        }
    }
    TV_HEADER.to_owned() + &rows
}

#[test]
fn a_take_down_finds_a_title_by_its_name_and_season() {
    let folder = Folder::new();
    folder.write("tv.csv", seasons());
    let ids = |more: &[&str]| {
        folder.told(&[&["takedown", "tv.csv", "feed.csv"], more].concat());
        let rows = folder.rows("feed.csv");
        let ids = rows.lines().filter_map(|line| {
            let (id, rest) = line.split_once(": ")?.1.split_once(" | ")?;
            Some(format!("{id} {}", rest.split_once(" | ")?.0))
        });
        ids.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        ids(&[
            "--title",
            "harbor  watch",
            "--season",
            "2",
            "--territory",
            "DE,US"
        ]),
        "HW2E1 DE, HW2E1 US, HW2E2 DE, HW2E2 US"
    );
    assert_eq!(
        ids(&["--title", "Harbor Watch", "--territory", "GB"]),
        "HW1E1 GB, HW1E2 GB, HW2E1 GB, HW2E2 GB"
    );
    assert_eq!(
        ids(&["--id", "HW1E1, HW2E2", "--id", "HW1E2", "--territory", "US"]),
        "HW1E1 US, HW1E2 US, HW2E2 US"
    );
    let takedown = ["takedown", "tv.csv", "feed.csv"];
    let refused = [
        &["--title", "Harbour Watch"][..],
        &["--title", "watch"],
        &["--title", "Harbor Watch", "--season", "3"],
        &["--title", "Harbor Watch", "--territory", "CA,AT"],
    ];
    let refused = refused.map(|more| folder.refused(&[&takedown[..], more].concat()));
    assert_snapshot(
        refused.concat(),
        str![[r#"
ema: tv.csv: no title is `Harbour Watch`; the nearest title is `Harbor Watch`
ema: tv.csv: no title is `watch`; there is `Harbor Watch`; write the whole title
ema: tv.csv: `Harbor Watch` is held, but not its season 3
ema: tv.csv: `Harbor Watch` is not held in CA or AT; it is held in DE, GB and US

"#]],
    );
}

#[test]
fn a_feed_says_why_windows_end_on_different_days() {
    let folder = Folder::new();
    let row = |territory| movie("FERRY", "EST", territory, "2026-01-01", "Open");
    folder.movies("held.csv", &[row("US"), row("GB")]);
    let takedown = ["takedown", "held.csv", "feed.csv", "--id", "FERRY"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_ema"));
    command
        .args(takedown)
        .args(["--as-of", "2026-11-21T02:00:00Z"]);
    let output = command.current_dir(folder.0.path()).output();
    assert_snapshot(
        text(&output.expect("the program starts").stdout),
        str![[r#"
Title of FERRY: FERRY of Harbor Pictures
  GB, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to Open, WSP 9.99 USD: End 2026-11-20
  US, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to Open, WSP 9.99 USD: End 2026-11-19

2 rows for 2 scopes (licensor, ID, territory and rights model)
The End is the day before the feed is sent, in the local time of each territory. At the moment of sending, that day is 2026-11-19 in US and 2026-11-20 in GB.
feed.csv: 2 rows

"#]],
    );
}

#[test]
fn a_feed_lists_what_is_added_changed_and_kept() {
    let folder = Folder::new();
    let row = |license, end| movie("FERRY", license, "US", "2026-01-01", end);
    folder.movies("old.csv", &[row("EST", "Open"), row("VOD", "Open")]);
    let weekend = movie("FERRY", "EST", "US", "2026-11-27", "2026-11-30");
    let weekend = weekend.replace("WSP,9.99", "TPR-Weekend,4.99");
    folder.movies(
        "new.csv",
        &[row("EST", "Open"), row("VOD", "2027-01-31"), weekend],
    );
    let told = folder.told(&["extract", "old.csv", "new.csv", "feed.csv"]);
    assert_snapshot(
        told,
        str![[r#"
Title of FERRY: FERRY of Harbor Pictures
  US, sale and rental: Full Extract with every window that is to be held, because it withdraws what it leaves out
    keeps       EST HD, 2026-01-01 to Open, WSP 9.99 USD
    adds        EST HD at a reduced price, 2026-11-27 to 2026-11-30, TPR-Weekend 4.99 USD
    changes     VOD HD, 2026-01-01 to 2027-01-31, WSP 9.99 USD: End was Open

3 rows for 1 scope (licensor, ID, territory and rights model)
feed.csv: 3 rows

"#]],
    );
}
