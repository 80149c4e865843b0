//! Writes adversarial files of any size, which are expensive to process.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::table::name;

/// A function that returns a row's title, territories, Start and End.
pub(crate) type Row = fn(usize) -> (String, String, String, String);

/// Writes a feed with the given number of rows.
pub(crate) fn feed(folder: &Path, rows: usize, row: Row) -> String {
    let mut text = "DisplayName,Territory,WorkType,EntryType,TitleInternalAlias,ALID,LicenseType,\
                    FormatProfile,Start,End,PriceType,PriceValue,PriceCurrency\n"
        .to_owned();
    for number in 0..rows {
        let (id, territories, start, end) = row(number);
        writeln!(
            text,
            "Harbor,\"{territories}\",Movie,Full Extract,{id},{id},EST,HD,{start},{end},WSP,9.99,USD"
        )
        .unwrap();
    }
    let path = name(folder, &format!("feed-{:x}.csv", row as usize));
    fs::write(&path, text).unwrap();
    path
}

pub(crate) fn titles(number: usize) -> (String, String, String, String) {
    (
        format!("TITLE{number}"),
        "US".into(),
        "2026-01-01".into(),
        "Open".into(),
    )
}

pub(crate) fn windows(number: usize) -> (String, String, String, String) {
    window(2000, number, number + 3)
}

/// Returns a row whose window is inside the window in the previous row.
pub(crate) fn nested(number: usize) -> (String, String, String, String) {
    window(2000, number, 200_000 - number)
}

pub(crate) fn in_old_years(number: usize) -> (String, String, String, String) {
    window(1000, 150 * number, 150 * number + 3)
}

/// Returns a window between two days. The days are counted in a calendar in which each month has 28
/// days.
fn window(year: usize, start: usize, end: usize) -> (String, String, String, String) {
    let day = |day: usize| {
        format!(
            "{:04}-{:02}-{:02}",
            year + day / 336,
            day / 28 % 12 + 1,
            day % 28 + 1
        )
    };
    ("TITLE".into(), "US".into(), day(start), day(end))
}

pub(crate) fn similar(number: usize) -> (String, String, String, String) {
    let id: String = format!("{number:016b}").replace('0', "O").replace('1', "0");
    (id, "US".into(), "2026-01-01".into(), "Open".into())
}

pub(crate) fn lists(number: usize) -> (String, String, String, String) {
    let list: Vec<String> = (0..200).map(|at| format!("X{number}-{at}")).collect();
    (
        format!("TITLE{number}"),
        list.join(","),
        "2026-01-01".into(),
        "Open".into(),
    )
}

/// Writes a feed in which one column contains lists, with the given number of items in total.
pub(crate) fn cells(
    folder: &Path,
    count: usize,
    (column, separator): (&str, char),
    start: &str,
) -> String {
    let mut text =
        format!("Territory,WorkType,LicenseType,ALID,RatingSystem,RatingValue,{column}\n");
    for row in 0..8 {
        let items: Vec<String> = (0..count / 8).map(|at| format!("{start}{at:x}")).collect();
        let items = items.join(&separator.to_string());
        writeln!(text, "US,Movie,EST,A{row},MPAA,R,\"{items}\"").unwrap();
    }
    let path = name(folder, "cells.csv");
    fs::write(&path, text).unwrap();
    path
}

/// Writes an Avail with the given number of Transactions, and with an Asset that contains people,
/// for whom there is no column.
pub(crate) fn xml(folder: &Path, people: usize, transactions: usize, in_each: &str) -> String {
    let people: String = (0..people)
        .map(|at| {
            format!(
                "<People><md:Job><md:JobFunction>Actor</md:JobFunction></md:Job><md:Name>\
                 <md:DisplayName>P{at}</md:DisplayName></md:Name></People>"
            )
        })
        .collect();
    write_xml(folder, &people, transactions, in_each)
}

pub(crate) fn xml_of_asset(folder: &Path, in_asset: &str, transactions: usize) -> String {
    write_xml(folder, in_asset, transactions, "")
}

fn write_xml(folder: &Path, in_asset: &str, transactions: usize, in_each: &str) -> String {
    let transactions: String = (0..transactions)
        .map(|at| {
            let (_, _, start, end) = windows(4 * at);
            format!(
                "<Transaction><LicenseType>EST</LicenseType><Territory><md:country>US</md:country></Territory>\
                 <Start>{start}</Start><End>{end}</End>{in_each}</Transaction>"
            )
        })
        .collect();
    let text = format!(
        "<AvailList xmlns=\"http://www.movielabs.com/schema/avails/v2.4/avails\" \
         xmlns:md=\"http://www.movielabs.com/schema/md/v2.7/md\"><Avail><AvailType>single</AvailType>\
         <ALID>A</ALID><Disposition><EntryType>Full Extract</EntryType></Disposition><Licensor>\
         <md:DisplayName>Harbor</md:DisplayName></Licensor><Asset><WorkType>Movie</WorkType><Metadata>\
         {in_asset}</Metadata></Asset>{transactions}</Avail></AvailList>"
    );
    let path = name(folder, "avails.xml");
    fs::write(&path, text).unwrap();
    path
}

pub(crate) fn terms(count: usize) -> String {
    let term = |at| format!("<Term termName=\"T{at}\"><Text>x</Text></Term>");
    (0..count).map(term).collect()
}

/// Returns ratings that do not exist in the rating system they name.
pub(crate) fn ratings(count: usize) -> String {
    let rating = |at| {
        format!(
            "<md:Rating><md:Region><md:country>US</md:country></md:Region><md:System>MPAA</md:System>\
             <md:Value>X{at}</md:Value></md:Rating>"
        )
    };
    let ratings: String = (0..count).map(rating).collect();
    format!("<Ratings>{ratings}</Ratings>")
}

/// Creates a folder that contains a series of redeliveries.
pub(crate) fn series(folder: &Path, count: usize) -> String {
    let files = folder.join("series");
    fs::create_dir(&files).unwrap();
    for at in 1..=count {
        fs::write(files.join(format!("Harbor-US-R{at}.mov")), "").unwrap();
    }
    files.to_str().unwrap().to_owned()
}

/// Creates a folder of files that all have the same suggested name.
pub(crate) fn files(folder: &Path, count: usize) -> String {
    let files = folder.join("files");
    fs::create_dir(&files).unwrap();
    for at in 0..count {
        let name: String = format!("{at:016b}").replace('0', "é").replace('1', "è");
        fs::write(files.join(format!("{name}.mov")), "").unwrap();
    }
    files.to_str().unwrap().to_owned()
}

/// Writes a manifest that names the given number of files with dissimilar names.
pub(crate) fn manifest(folder: &Path, count: usize) {
    let names: String = (0..count)
        .map(|at| format!("<ContainerReference><ContainerLocation>Trailer {at:07}.mov</ContainerLocation></ContainerReference>"))
        .collect();
    let text = format!(
        "<MediaManifest xmlns=\"http://www.movielabs.com/schema/manifest/v1.5/manifest\">{names}</MediaManifest>"
    );
    fs::write(folder.join("manifest.xml"), text).unwrap();
}
