//! Builds `.xlsx` files from raw parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook, which can be changed before they are zipped.
#[derive(Clone)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Creates a workbook with one sheet, Movies, and these rows.
    pub(super) fn with_rows(rows: &str) -> Self {
        Self::with_sheets(&[("Movies", "", rows)])
    }

    /// Creates a workbook with sheets. Each sheet has a name, additional attributes, and rows.
    pub(super) fn with_sheets(sheets: &[(&str, &str, &str)]) -> Self {
        let mut package = Self { parts: Vec::new() };
        let mut list = String::new();
        let mut relationships = String::new();
        for (index, (name, attributes, rows)) in sheets.iter().enumerate() {
            let id = index + 1;
            list +=
                &format!(r#"<sheet name="{name}" sheetId="{id}" {attributes} r:id="rId{id}"/>"#);
            relationships += &format!(
                r#"<Relationship Id="rId{id}" Type="{REL}/worksheet" Target="worksheets/sheet{id}.xml"/>"#
            );
            package.set(
                &format!("xl/worksheets/sheet{id}.xml"),
                format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#),
            );
        }
        package.set("[Content_Types].xml", TYPES);
        package.set("_rels/.rels", ROOT);
        package.set("xl/workbook.xml", workbook("", &list));
        package.set(
            "xl/_rels/workbook.xml.rels",
            format!("<Relationships>{relationships}</Relationships>"),
        );
        package
    }

    pub(super) fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.set(name, content);
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(other, _)| other != name);
        self
    }

    /// Replaces text in a part.
    #[track_caller]
    pub(super) fn edit(mut self, name: &str, from: &str, to: &str) -> Self {
        let (_, content) = self
            .parts
            .iter_mut()
            .find(|(other, _)| other == name)
            .unwrap();
        let text = String::from_utf8(content.clone()).unwrap();
        assert!(text.contains(from), "{from} not in {text}");
        *content = text.replace(from, to).into_bytes();
        self
    }

    pub(super) fn texts(self, texts: &[&str]) -> Self {
        let items: String = texts
            .iter()
            .map(|text| format!("<si><t>{text}</t></si>"))
            .collect();
        self.with(
            "xl/sharedStrings.xml",
            format!(
                r#"<sst xmlns="{MAIN}" count="{0}" uniqueCount="{0}">{items}</sst>"#,
                texts.len()
            ),
        )
    }

    /// Adds the cell formats 0 (general), 1 (a date), 2 (date and time), 3 (time of day), and 4 (elapsed time).
    pub(super) fn formats(self) -> Self {
        let formats: String = ["0", "14", "22", "21", "46"]
            .map(|id| format!(r#"<xf numFmtId="{id}"/>"#))
            .concat();
        self.with(
            "xl/styles.xml",
            format!(r#"<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>"#),
        )
    }

    /// Makes the workbook count days from 1904.
    pub(super) fn counting_from_1904(self) -> Self {
        self.edit(
            "xl/workbook.xml",
            "<sheets>",
            "<workbookPr date1904=\"1\"/><sheets>",
        )
    }

    pub(super) fn zip(&self) -> Vec<u8> {
        zip(self
            .parts
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice())))
    }

    pub(super) fn parts(&self) -> &[(String, Vec<u8>)] {
        &self.parts
    }

    fn set(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        let content = content.into();
        match self.parts.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = content,
            None => self.parts.push((name.to_owned(), content)),
        }
    }
}

fn workbook(before: &str, sheets: &str) -> String {
    format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}">{before}<sheets>{sheets}</sheets></workbook>"#
    )
}

pub(super) fn zip<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = match content {
            [] => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns the parts of a package by name.
pub(super) fn unzipped(bytes: Vec<u8>) -> std::collections::BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let part = |name: String| {
        let mut text = String::new();
        let mut part = archive.by_name(&name).unwrap();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        drop(part);
        (name, text)
    };
    names.into_iter().map(part).collect()
}
