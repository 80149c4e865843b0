//! Tests that whole files are converted correctly, and that a failure leaves no file behind.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ema_io::{
    ConvertOptions, Converted, Converter, Error, ErrorKind, Input, Loss, Output, ReadOptions,
    Target,
};
use ema_model::{
    Avail, Cell, EmaVersion, FileInfo, Format, Header, Sheet, Visibility, Workbook, XmlVersion,
};
use ema_testing::{assert_snapshot, str};

const MOVIES: &str = "DisplayName,Territory,WorkType,LicenseType,TitleInternalAlias,AltID,Notes\n\
                      Rockstar Films,US,Movie,EST,\"First Dance, The\",FIRSTDANCE,new\n";
const TV: &str = "DisplayName,Territory,WorkType,LicenseType,SeriesTitleInternalAlias,EpisodeAltID\n\
                  Rockstar Films,US,Episode,EST,\"Detectives, The\",DET_S1E1\n";

fn convert(
    from: &Path,
    into: &Path,
    to: Option<EmaVersion>,
) -> Result<(Converted, Vec<Loss>), Error> {
    let mut losses = Vec::new();
    let options = ConvertOptions::new().to(to);
    let converted = options.convert(&Input::path(from), Output::path(into), &mut |loss| {
        losses.push(loss);
    })?;
    Ok((converted, losses))
}

fn refusal(result: Result<(Converted, Vec<Loss>), Error>, folder: &Path) -> String {
    let message = result
        .map(|(converted, _)| converted)
        .unwrap_err()
        .to_string();
    message.replace(&folder.display().to_string(), "…")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Creates a version 1.6 workbook with a tab for movies and a tab for TV.
fn two_tabs(folder: &Path) -> PathBuf {
    let read = |text: &str, name: &str| {
        let options = ReadOptions::new().ema_version(Some(EmaVersion::V1_6));
        let mut workbook = options.open_bytes(text).unwrap().read().unwrap();
        let sheet = workbook.sheets.remove(0);
        let header = Header::clone(&sheet.header).named(name);
        Sheet::new(header.into(), sheet.avails)
    };
    let file = FileInfo::new(None, Format::Xlsx);
    let workbook = Workbook::new(file, vec![read(MOVIES, "Movies"), read(TV, "TV")]);
    let path = folder.join("two.xlsx");
    ema_io::write_path(&path, &workbook, &mut |loss| panic!("{loss}")).unwrap();
    path
}

#[test]
fn the_file_itself_is_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("movies.csv");
    fs::write(&path, MOVIES).unwrap();
    let hard = folder.path().join("hard.csv");
    fs::hard_link(&path, &hard).unwrap();
    let mut others = vec![path.clone(), folder.path().join("./movies.csv"), hard];
    #[cfg(unix)]
    {
        let soft = folder.path().join("soft.csv");
        std::os::unix::fs::symlink(&path, &soft).unwrap();
        others.push(soft);
    }
    for other in others {
        let error = convert(&path, &other, None).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::SameFile), "{error}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), MOVIES);
}

#[test]
fn nothing_is_left_of_a_result_that_ends_early() {
    let folder = tempfile::tempdir().unwrap();
    let (bad, into) = (folder.path().join("bad.csv"), folder.path().join("a.xlsx"));
    // After a quotation mark that is never closed, the rest of the file is a single cell.
    let open = format!(
        "{MOVIES}\"{}",
        "Rockstar Films,US,Movie,EST\n".repeat(40_000)
    );
    fs::write(&bad, open).unwrap();
    fs::write(&into, "as it was").unwrap();
    let error = convert(&bad, &into, None).unwrap_err();
    assert_eq!(error.path(), Some(&*bad), "{error}");
    assert_eq!(fs::read_to_string(&into).unwrap(), "as it was");
    assert_eq!(names(folder.path()), ["a.xlsx", "bad.csv"]);
}

#[test]
fn tabs_for_movies_and_tv_meet_in_one_sheet_from_1_8_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = two_tabs(folder.path());
    let csv = folder.path().join("one.csv");
    for to in [None, Some(EmaVersion::V1_7_3)] {
        let refused = refusal(convert(&path, &csv, to), folder.path());
        let version = to.unwrap_or(EmaVersion::V1_6);
        assert_eq!(
            refused,
            format!(
                "…/one.csv cannot be written: it has one sheet, and version {version} has one for \
                 movies and one for TV; write an .xlsx, or convert to version 1.8 or 1.9, which have \
                 one for both"
            )
        );
    }
    assert_eq!(names(folder.path()), ["two.xlsx"]);

    let (converted, losses) = convert(&path, &csv, Some(EmaVersion::V1_9)).unwrap();
    assert_eq!((converted.sheets, converted.rows), (1, 2));
    assert!(losses.is_empty(), "{losses:?}");
    let workbook = ema_io::read_path(&csv).unwrap();
    let ids: Vec<&str> = workbook.avails().map(|avail| avail.alid().text()).collect();
    assert_eq!(ids, ["FIRSTDANCE", "DET_S1E1"]);
    let notes: Vec<_> = workbook.avails().flat_map(Avail::unknown_cells).collect();
    assert_eq!(notes.len(), 1);

    // When it is converted back to an older version, the file has separate tabs.
    let back = folder.path().join("back.xlsx");
    let (converted, _) = convert(&csv, &back, Some(EmaVersion::V1_7_3)).unwrap();
    assert_eq!((converted.sheets, converted.rows), (2, 2));
    let workbook = ema_io::read_path(&back).unwrap();
    let layouts: Vec<String> = workbook
        .sheets
        .iter()
        .map(|sheet| format!("{} {}", sheet.header.sheet(), sheet.header.layout()))
        .collect();
    assert_eq!(layouts, ["Movies 1.7.3 Movies", "TV 1.7.3 TV"]);
}

#[test]
fn xml_is_of_the_version_that_fits_or_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, xml) = (folder.path().join("a.csv"), folder.path().join("a.xml"));
    fs::write(&csv, MOVIES).unwrap();
    let of_1_6 = ConvertOptions::new().read(ReadOptions::new().ema_version(Some(EmaVersion::V1_6)));
    let asked = of_1_6.clone().xml_version(Some(XmlVersion::V2_6));
    for (options, version) in [
        (of_1_6.clone(), XmlVersion::V2_2),
        (of_1_6.to(Some(EmaVersion::V1_8)), XmlVersion::V2_4),
        (asked, XmlVersion::V2_6),
    ] {
        options
            .convert(&Input::path(&csv), Output::path(&xml), &mut |_| {})
            .unwrap();
        let workbook = ema_io::read_path(&xml).unwrap();
        assert_eq!(workbook.file.xml_version, Some(version));
        let avail = &workbook.sheets[0].avails[0];
        assert_eq!(avail.alid().text(), "FIRSTDANCE");
        assert_eq!(avail.unknown_cells().next().unwrap().1.text(), "new");
    }

    // The XML file is converted to another XML version, and to a workbook of its own version, which has a single tab.
    let (other, xlsx) = (folder.path().join("b.xml"), folder.path().join("b.xlsx"));
    let options = ConvertOptions::new().xml_version(Some(XmlVersion::V2_5));
    options
        .convert(&Input::path(&xml), Output::path(&other), &mut |_| {})
        .unwrap();
    let (converted, _) = convert(&other, &xlsx, None).unwrap();
    assert_eq!((converted.sheets, converted.rows), (1, 1));
    let workbook = ema_io::read_path(&xlsx).unwrap();
    assert_eq!(workbook.sheets[0].header.layout().to_string(), "1.9 Avails");
    let avail = &workbook.sheets[0].avails[0];
    assert_eq!(avail.title_internal_alias().text(), "First Dance, The");
    assert_eq!(avail.unknown_cells().next().unwrap().1.text(), "new");
}

#[test]
fn a_file_without_avails_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (from, into) = (folder.path().join("a.csv"), folder.path().join("b.xlsx"));
    fs::write(&from, "one,two\n1,2\n").unwrap();
    assert_snapshot(
        refusal(convert(&from, &into, None), folder.path()),
        str![[r#"
…/a.csv holds no avails: none of its sheets has the columns Territory, WorkType and LicenseType in one of its first rows; check that it is the right file
"#]],
    );
    assert_eq!(names(folder.path()), ["a.csv"]);
}

/// Returns the files of one kind in the corpus, a folder next to the project. If the folder is missing, the result is
/// empty, or the test fails if `EMA_REQUIRE_CORPUS` is set.
fn corpus(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = folder.join(kind);
    let Ok(entries) = fs::read_dir(&folder) else {
        assert!(
            std::env::var_os("EMA_REQUIRE_CORPUS").is_none(),
            "{} is absent",
            folder.display()
        );
        eprintln!("skipped: {} is absent", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Returns the number of rows that contain each value. Surrounding whitespace and list separators are ignored, and an
/// ID that a row repeats counts only once.
fn texts(workbook: &Workbook) -> HashMap<String, usize> {
    let mut texts = HashMap::new();
    for avail in workbook.avails() {
        let cells = avail.cells().iter().filter(|cell| !cell.is_blank());
        let of_row: BTreeSet<String> = cells.map(|cell| plain(cell.trimmed())).collect();
        for text in of_row {
            *texts.entry(text).or_default() += 1;
        }
    }
    texts
}

fn plain(text: &str) -> String {
    text.replace('|', ",")
}

const FORMATS: [Format; 5] = [
    Format::Xlsx,
    Format::Csv,
    Format::Tsv,
    Format::Json,
    Format::Xml,
];

/// Converts the rows in a file, writes them, and reads the result.
fn converted(
    source: &Workbook,
    to: Option<EmaVersion>,
    format: Format,
) -> Result<(Workbook, Vec<Loss>), Error> {
    let headers: Vec<Arc<Header>> = source
        .sheets
        .iter()
        .map(|sheet| sheet.header.clone())
        .collect();
    let target = match format {
        Format::Csv | Format::Tsv => Target::OneSheet(to),
        Format::Xml => {
            let own = source.sheets[0].header.version();
            Target::Xml(to.unwrap_or(own).xml_peer())
        }
        _ => Target::Sheets(to),
    };
    let mut converter = Converter::new(&headers, target);
    let mut sheets: Vec<Sheet> = converter
        .headers()
        .iter()
        .map(|header| Sheet::new(header.clone(), Vec::new()))
        .collect();
    let mut losses = Vec::new();
    for (number, sheet) in source.sheets.iter().enumerate() {
        for avail in &sheet.avails {
            let (to, avail) = converter.convert(number, avail, &mut |loss| losses.push(loss));
            sheets[to].avails.push(avail);
        }
    }
    let workbook = Workbook::new(source.file.clone(), sheets);
    let bytes = ema_io::write_bytes(&workbook, format, &mut |loss| losses.push(loss))?;
    Ok((ema_io::read_bytes(bytes)?, losses))
}

#[test]
fn what_is_missing_from_a_result_is_what_the_losses_name() {
    let paths = [corpus("xlsx"), corpus("xml")].concat();
    for (number, path) in paths.into_iter().enumerate() {
        let source = ema_io::read_path(&path).unwrap();
        let expected = texts(&source);
        // Each workbook is converted to each version in one or two formats. Together, the workbooks cover every format.
        for (step, to) in EmaVersion::ALL.iter().copied().enumerate() {
            let formats = [Format::Xlsx, FORMATS[(number + step) % FORMATS.len()]];
            for format in formats {
                let case = format!("{} to {to} as {format}", path.display());
                let (result, losses) = match converted(&source, Some(to), format) {
                    Ok(result) => result,
                    // The file has movies and TV in a single sheet, which this version does not allow.
                    Err(error) => {
                        let unwritable = matches!(error.kind(), ErrorKind::Unwritable { .. });
                        assert!(unwritable && to < EmaVersion::V1_8, "{case}: {error}");
                        continue;
                    }
                };
                assert_eq!(result.avails().count(), source.avails().count());
                let mut held = texts(&result);
                for loss in &losses {
                    *held.entry(plain(ema_model::trim(&loss.text))).or_default() += 1;
                }
                let unplaced = source.avails().flat_map(Avail::unplaced);
                for unplaced in unplaced.filter(|_| format != Format::Json && format != Format::Xml)
                {
                    let mut losses = losses.iter();
                    let told = losses.any(|loss| loss.position == Some(unplaced.position));
                    assert!(told, "{case}: {unplaced:?}");
                }
                for (text, times) in &expected {
                    let found = held.get(text).copied().unwrap_or_default();
                    assert!(
                        found >= *times,
                        "{case}: `{text}` {times} times, found {found}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_file_of_the_same_version_holds_every_cell() {
    for path in corpus("xlsx") {
        let source = ema_io::read_path(&path).unwrap();
        for format in FORMATS {
            let is_one_sheet = matches!(format, Format::Csv | Format::Tsv);
            if is_one_sheet && source.sheets.len() > 1 {
                continue;
            }
            let (result, losses) = converted(&source, None, format).unwrap();
            let case = format!("{} as {format}", path.display());
            // The XML writer reports values that no element can hold, although it keeps them. It also groups the rows
            // of a title, and XML exists only for version 1.7 and later.
            if format == Format::Xml {
                let is_1_6 = |sheet: &Sheet| sheet.header.version() == EmaVersion::V1_6;
                if !source.sheets.iter().any(is_1_6) {
                    assert_eq!(rows(&source), rows(&result), "{case}");
                }
                continue;
            }
            assert!(losses.is_empty(), "{case}: {losses:?}");
            assert_eq!(source.avails().count(), result.avails().count());
            for (before, after) in source.avails().zip(result.avails()) {
                assert_eq!(cells(before), cells(after), "{case}");
            }
        }
    }
}

/// Returns the rows in a file, sorted.
fn rows(workbook: &Workbook) -> Vec<Vec<(String, String)>> {
    let mut rows: Vec<_> = workbook.avails().map(cells).collect();
    rows.sort();
    rows
}

/// Returns the cells in a row, keyed by header.
fn cells(avail: &Avail) -> Vec<(String, String)> {
    let cells = avail.cells().iter();
    let mut cells: Vec<(String, String)> = cells
        .map(|cell| {
            let header = avail.header().column_at(cell.index());
            let name = header.map_or(String::new(), |header| match header.column {
                Some(column) => column.to_string(),
                None => header.name.to_string(),
            });
            (name, cell.text().to_owned())
        })
        .collect();
    cells.sort();
    cells
}

#[test]
fn a_loss_names_the_cell_of_the_source() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = vec![two_tabs(folder.path())];
    files.extend(corpus("xlsx"));
    let mut named = 0;
    for from in &files {
        let source = ema_io::read_path(from).unwrap();
        for ending in ["xml", "xlsx"] {
            let into = folder.path().join(format!("result.{ending}"));
            let (_, losses) = convert(from, &into, Some(EmaVersion::V1_9)).unwrap();
            for loss in losses {
                let Some(cell) = &loss.cell else { continue };
                let row = source
                    .avails()
                    .find(|avail| *avail.header().sheet() == cell.sheet && avail.row() == cell.row);
                let there = row.and_then(|row| row.cell_at(cell.column));
                assert_eq!(there.map(Cell::text), Some(loss.text.as_str()), "{loss}");
                named += 1;
            }
        }
    }
    assert!(named > 0);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.xlsx");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let refused = convert(&two_tabs(folder.path()), &pipe, None);
    assert!(refused.is_err());
}

#[test]
fn what_is_hidden_or_guessed_is_told_with_the_losses() {
    let folder = tempfile::tempdir().unwrap();
    let hidden = folder.path().join("hidden.xlsx");
    let into = folder.path().join("b.csv");
    let sheet = |name: &'static str, visibility| {
        let mut workbook = ema_io::read_bytes(MOVIES).unwrap();
        let sheet = workbook.sheets.remove(0);
        let header = Header::clone(&sheet.header).named(name);
        Sheet::new(header.with_visibility(visibility).into(), sheet.avails)
    };
    let sheets = vec![
        sheet("Movies", Visibility::Visible),
        sheet("Old", Visibility::Hidden),
        sheet("Older", Visibility::VeryHidden),
    ];
    let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), sheets);
    ema_io::write_path(&hidden, &workbook, &mut |loss| panic!("{loss}")).unwrap();
    let (converted, losses) = convert(&hidden, &into, None).unwrap();
    assert_eq!((converted.rows, converted.losses), (3, 0));
    let shown = |losses: &[Loss]| {
        losses
            .iter()
            .map(|loss| format!("{loss}\n"))
            .collect::<String>()
    };
    assert_snapshot(
        shown(&losses),
        str![[r#"
Old: the sheet is hidden, and its 1 row is in the result
Older: the sheet is very hidden, and its 1 row is in the result

"#]],
    );
    assert_snapshot(
        serde_json::to_string_pretty(&losses[0]).unwrap(),
        str![[r#"
{
  "kind": "hidden-sheet",
  "sheet": "Old",
  "row": null,
  "cell": null,
  "position": null,
  "field": "",
  "text": "hidden",
  "became": null,
  "reason": "the sheet is hidden, and its 1 row is in the result"
}
"#]],
    );
    let mut losses = Vec::new();
    let options = ConvertOptions::new().read(ReadOptions::new().visible_only(true));
    let (input, output) = (Input::path(&hidden), Output::path(&into));
    let converted = options.convert(&input, output, &mut |loss| losses.push(loss));
    assert_eq!((converted.unwrap().rows, losses.len()), (1, 0));

    let guessed = folder.path().join("a.csv");
    let latin = [
        &b"DisplayName,Territory,WorkType,LicenseType,TitleInternalAlias\n"[..],
        b"A,FR,Movie,EST,\xC9t\xE9\nA,FR,Movie,EST,L\x92\xE9t\xE9\n",
    ];
    fs::write(&guessed, latin.concat()).unwrap();
    let (converted, losses) = convert(&guessed, &into, None).unwrap();
    assert_eq!((converted.rows, converted.losses), (2, 0));
    assert_snapshot(
        shown(&losses),
        str![[r#"
a: the text was decoded as windows-1252, which is a guess: E2 `Été`, E3 `L’été`

"#]],
    );
    let mut losses = Vec::new();
    let encoding = Some("windows-1252".parse().unwrap());
    let options = ConvertOptions::new().read(ReadOptions::new().encoding(encoding));
    let (input, output) = (Input::path(&guessed), Output::path(&into));
    options
        .convert(&input, output, &mut |loss| losses.push(loss))
        .unwrap();
    assert_eq!(losses, []);
    assert!(fs::read_to_string(&into).unwrap().contains("L’été"));
}
