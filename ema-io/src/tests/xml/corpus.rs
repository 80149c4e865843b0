//! Tests reading the XML files in the corpus, if they are available.

use std::collections::BTreeMap;

use crate::tests::corpus::files;

/// The name and version of each file, and how many rows, cells, and pieces of content without a column it has.
const FILES: [(&str, &str, usize, usize, usize); 6] = [
    ("Avails_Structure_Tests_v2.3.xml", "2.3", 3, 53, 8),
    ("Avails_Structure_Tests_v2.3_errors.xml", "2.3", 3, 53, 8),
    ("Avails_Volume_no-err_v2.4.xml", "2.4", 9, 221, 31),
    ("Avails_noErrors_v2.2.2.xml", "2.2.2", 24, 606, 30),
    ("Avails_noErrors_v2.3.xml", "2.3", 24, 606, 30),
    ("Avails_withErrors.xml", "2.2.2", 4, 112, 9),
];

#[test]
fn every_file_is_read_whole() {
    for path in files("xml") {
        let workbook = crate::read_path(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let version = workbook.file.xml_version.unwrap().as_str();
        let rows = workbook.avails().count();
        let cells: usize = workbook.avails().map(|avail| avail.cells().len()).sum();
        let unplaced: usize = workbook
            .avails()
            .map(|avail| avail.unplaced().count())
            .sum();
        let found = (name, version, rows, cells, unplaced);
        assert!(FILES.contains(&found), "{found:?}");
    }
}

/// Content has no column only if none is meant for it, such as the release date of an episode's season.
#[test]
fn little_is_held_by_no_column() {
    let expected = [
        ("Asset/EpisodeMetadata/SeasonMetadata/ReleaseDate", 7),
        (
            "Asset/EpisodeMetadata/SeasonMetadata/SeriesMetadata/ReleaseDate",
            7,
        ),
        ("Asset/VolumeMetadata/SeasonMetadata/ReleaseDate", 2),
        (
            "Asset/VolumeMetadata/SeasonMetadata/SeriesMetadata/ReleaseDate",
            2,
        ),
        ("Asset/VolumeMetadata/VolumeFirstEpisodeNumber", 2),
        ("Asset/VolumeMetadata/VolumeNumberOfEpisodes", 2),
        ("Avail/ShortDescription", 9),
    ];
    let mut paths = files("xml").into_iter();
    let Some(path) = paths.find(|path| path.ends_with("Avails_Volume_no-err_v2.4.xml")) else {
        return;
    };
    let workbook = crate::read_path(path).unwrap();
    let mut found = BTreeMap::new();
    for unplaced in workbook.avails().flat_map(|avail| avail.unplaced()) {
        *found.entry(unplaced.path.as_str()).or_default() += 1;
    }
    assert_eq!(found, BTreeMap::from(expected));
}
