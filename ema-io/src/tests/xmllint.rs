//! Runs `xmllint` with MovieLabs' schemas, if both are available.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ema_model::XmlVersion;

/// The versions whose schema `xmllint` accepts. Version 2.5.1 has no schema, and the schema for 2.6.1 imports a version
/// of MEC that was never published.
pub(crate) const CHECKED: [XmlVersion; 10] = [
    XmlVersion::V2_1,
    XmlVersion::V2_2,
    XmlVersion::V2_2_1,
    XmlVersion::V2_2_2,
    XmlVersion::V2_3,
    XmlVersion::V2_4,
    XmlVersion::V2_5,
    XmlVersion::V2_5_2,
    XmlVersion::V2_6,
    XmlVersion::V2_7,
];

/// Returns the folder with the schemas and the corpus, or `None` if the folder or `xmllint` is missing. If
/// `EMA_REQUIRE_CORPUS` is set, the test fails instead.
pub(crate) fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let xmllint = Command::new("xmllint")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if xmllint.is_ok() && shared.join("xsd").is_dir() {
        return Some(shared);
    }
    let required = std::env::var_os("EMA_REQUIRE_CORPUS").is_some();
    assert!(!required, "xmllint and ../shared have to be there");
    eprintln!("skipped: xmllint or ../shared is not there");
    None
}

fn xmllint(shared: &Path, version: XmlVersion) -> Command {
    let schema = shared.join(format!("xsd/avails-v{version}.xsd"));
    let schema = std::path::absolute(schema).expect("the folder is there");
    let mut xmllint = Command::new("xmllint");
    xmllint
        .args(["--nonet", "--noout", "--huge", "--schema"])
        .arg(schema)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    xmllint
}

/// Returns the faults that `xmllint` reports in a document.
pub(crate) fn faults(shared: &Path, version: XmlVersion, xml: &str) -> Option<String> {
    let mut xmllint = xmllint(shared, version)
        .arg("-")
        .stdin(Stdio::piped())
        .spawn()
        .expect("xmllint starts");
    let mut input = xmllint.stdin.take().expect("it is piped");
    let document = xml.to_owned();
    let feed = std::thread::spawn(move || input.write_all(document.as_bytes()));
    let output = xmllint.wait_with_output().expect("xmllint ends");
    let _ = feed.join();
    (!output.status.success()).then(|| {
        let said = String::from_utf8_lossy(&output.stderr);
        said.lines().take(12).collect::<Vec<_>>().join("\n")
    })
}

/// Returns the lines that `xmllint` reports for each of several documents.
pub(crate) fn faults_of_each(
    shared: &Path,
    version: XmlVersion,
    documents: &[String],
) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder for documents");
    for (number, document) in documents.iter().enumerate() {
        std::fs::write(folder.path().join(number.to_string()), document).expect("it is written");
    }
    let output = xmllint(shared, version)
        .args((0..documents.len()).map(|number| number.to_string()))
        .current_dir(folder.path())
        .output()
        .expect("xmllint starts");
    let mut faults = vec![Vec::new(); documents.len()];
    let mut judged = 0;
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        judged += usize::from(line.ends_with(" validates") || line.ends_with(" fails to validate"));
        let number = line.split_once(':').and_then(|(number, said)| {
            let number: usize = number.parse().ok()?;
            Some((number, said))
        });
        if let Some((of, said)) =
            number.and_then(|(number, said)| Some((faults.get_mut(number)?, said)))
        {
            of.push(said.to_owned());
        }
    }
    assert_eq!(judged, documents.len(), "{version}");
    faults
}
