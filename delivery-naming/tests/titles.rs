//! Tests that compare the avails, metadata and manifests of a delivery by title.

#![cfg(feature = "plan")]
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

use std::fs;

use delivery_naming::{AvailTitle, DeliveryPlan, Planner, PrimeVideoAspera, Problem, TitlePackage};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;
use tempfile::TempDir;

fn mec(id: &str) -> String {
    format!(
        r#"<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.5" xmlns:md="http://www.movielabs.com/schema/md/v2.5/md">
  <mdmec:Basic ContentID="{id}"><md:LocalizedInfo language="en"/><md:WorkType>Movie</md:WorkType></mdmec:Basic>
</mdmec:CoreMetadata>"#
    )
}

/// Returns the manifest of a feature and its trailer. Only the feature has avails.
fn mmc(id: &str, height: u32) -> String {
    format!(
        r#"<manifest:MediaManifest xmlns:manifest="http://www.movielabs.com/schema/manifest/v1.10/manifest" xmlns:md="http://www.movielabs.com/schema/md/v2.9/md">
  <manifest:Inventory>
    <manifest:Video VideoTrackID="md:vidtrackid:org:rockstar:X:feature.video">
      <md:Picture><md:WidthPixels>{}</md:WidthPixels><md:HeightPixels> {height} </md:HeightPixels></md:Picture>
    </manifest:Video>
    <manifest:Metadata ContentID="md:cid:org:rockstar:{id}"/>
  </manifest:Inventory>
  <manifest:Experiences>
    <manifest:Experience><manifest:ContentID>md:cid:org:rockstar:{id}</manifest:ContentID></manifest:Experience>
    <manifest:Experience><manifest:ContentID>md:cid:org:rockstar:{id}_TRAILER</manifest:ContentID></manifest:Experience>
  </manifest:Experiences>
  <manifest:ALIDExperienceMaps><manifest:ALIDExperienceMap>
    <manifest:ALID>md:alid:org:rockstar:{id}</manifest:ALID>
  </manifest:ALIDExperienceMap></manifest:ALIDExperienceMaps>
</manifest:MediaManifest>"#,
        height * 16 / 9
    )
}

fn folder(files: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).unwrap();
    }
    folder
}

fn plan(folder: &TempDir) -> DeliveryPlan {
    let account = PrimeVideoAspera::new("HollywoodSuperPost").unwrap();
    Planner::new(account, "2026-11-21".parse().unwrap()).plan([folder.path()])
}

fn row(number: u32, id: &str) -> AvailTitle {
    AvailTitle {
        place: format!("row {number}"),
        ids: vec![id.to_owned(), format!("md:cid:org:rockstar:{id}")],
        partner: Some("rockstar".to_owned()),
        ..AvailTitle::default()
    }
}

fn texts(problems: &[Problem]) -> String {
    let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
    texts.join("\n")
}

#[test]
fn a_feed_and_its_package_that_fit_have_nothing_to_say() {
    let folder = folder(&[
        ("A-MEC.xml", mec("md:cid:org:rockstar:HARBOR_01")),
        ("B-MEC.xml", mec("md:cid:org:rockstar:PIER")),
        (
            "C-MEC.xml",
            mec("md:cid:eidr-x:8011-8DCB-38E0-BF71-83D2-U:rockstar"),
        ),
        ("Season-MEC.xml", mec("md:cid:org:rockstar:SEASON_1")),
        ("A-MMC.xml", mmc("HARBOR_01", 2160)),
        ("B-MMC.xml", mmc("PIER", 1080)),
        ("C-MMC.xml", mmc("8011-8DCB-38E0-BF71-83D2-U", 1080)),
    ]);
    let uhd = AvailTitle {
        is_uhd: true,
        related: vec!["SEASON_1".to_owned()],
        ..row(4, "HARBOR_01")
    };
    let eidr = AvailTitle {
        ids: vec!["10.5240/8011-8DCB-38E0-BF71-83D2-U".to_owned()],
        ..row(6, "")
    };
    let package = TitlePackage::of(&plan(&folder));
    assert_eq!(texts(&package.mismatches([uhd, row(5, "PIER"), eidr])), "");
    // A feed without a package, or a package without a feed, is a valid delivery.
    assert_eq!(texts(&package.mismatches([])), "");
    assert_eq!(
        texts(&TitlePackage::default().mismatches([row(4, "X")])),
        ""
    );
}

#[test]
fn every_mismatch_is_told_at_its_row_or_file() {
    let folder = folder(&[
        ("A-MEC.xml", mec("md:cid:org:Rock_Star:HARBOR_01")),
        ("A-MMC.xml", mmc("HARBOR_01", 1080)),
        ("B-MEC.xml", mec("pier-2")),
        ("B-MMC.xml", mmc("PIER_2", 1080)),
        ("C-MEC.xml", mec("OTHER_FILM")),
        ("C-MMC.xml", mmc("OTHER_FILM", 1080)),
    ]);
    let mut rows = vec![
        AvailTitle {
            is_uhd: true,
            ..row(4, "HARBOR_01")
        },
        row(5, "PIER-2"),
    ];
    rows.extend((6..14).map(|number| {
        row(
            number,
            &format!("SERIES_S01E{number:02}_{}", "LONG".repeat(number as usize)),
        )
    }));
    let mut plan = plan(&folder);
    let package = TitlePackage::of(&plan);
    let problems = package.mismatches(rows);
    plan.add_problems(problems.clone());
    assert!(plan.is_stopped());
    assert_snapshot(
        texts(&problems),
        str![[r#"
row 5: its ID `PIER-2` has no metadata (MEC) in the delivery; `pier-2` does, and differs in capitals: character 1 is P in the avails and p in the package
    → Write the same ID in both, letter for letter; Prime Video matches avails and packages by it.
row 6: 8 of the 10 IDs of the avails have no metadata (MEC) in the delivery: `SERIES_S01E06_LONGLONGLONGLONGLONGLONG`, `SERIES_S01E07_LONGLONGLONGLONGLONGLONGLONG`, `SERIES_S01E08_LONGLONGLONGLONGLONGLONGLONGLONG`, `SERIES_S01E09_LONGLONGLONGLONGLONGLONGLONGLONGLONG`, `SERIES_S01E10_LONGLONGLONGLONGLONGLONGLONGLONGLONGLONG`, …
    → Add them, unless they have been delivered before.
C-MEC.xml: its title `OTHER_FILM` is not in the avails of the delivery
    → Add the title to the avails, unless its avails have been delivered before.
row 5: its ID `PIER-2` has no manifest (MMC) in the delivery; `PIER_2` does, and differs in spelling: character 5 is - in the avails and _ in the package
    → Write the same ID in both, letter for letter; Prime Video matches avails and packages by it.
row 6: 8 of the 10 IDs of the avails have no manifest (MMC) in the delivery: `SERIES_S01E06_LONGLONGLONGLONGLONGLONG`, `SERIES_S01E07_LONGLONGLONGLONGLONGLONGLONG`, `SERIES_S01E08_LONGLONGLONGLONGLONGLONGLONGLONG`, `SERIES_S01E09_LONGLONGLONGLONGLONGLONGLONGLONGLONG`, `SERIES_S01E10_LONGLONGLONGLONGLONGLONGLONGLONGLONGLONG`, …
    → Add them, unless they have been delivered before.
C-MMC.xml: its title `OTHER_FILM` is not in the avails of the delivery
    → Add the title to the avails, unless its avails have been delivered before.
row 4: its DisplayName is `rockstar`, and the Partner Alias in the IDs of A-MEC.xml is `Rock_Star`
    → Write the Partner Alias that Prime Video has given you in both, letter for letter.
row 4: it licenses UHD, and the largest video of A-MMC.xml has fewer than 3840 x 2160 pixels
    → Add the UHD video, or take the UHD row out of the avails; a title is published in the highest resolution of its avails.
"#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the files and cells contain, the comparison does not panic and always gives the same result.
    #[test]
    fn nothing_is_too_odd(text in ".{0,80}", id in ".{0,20}", inner in "(<[a-zA-Z]{1,3}>|</[a-z]>|ALID|&#?[a-z0-9]*;|.){0,20}") {
        let folder = folder(&[
            ("a.xml", format!("<CoreMetadata><Basic ContentID='{id}'/>{text}</CoreMetadata>")),
            ("b.xml", format!("<MediaManifest><ALID>{inner}</ALID><WidthPixels>{text}</WidthPixels></MediaManifest>")),
        ]);
        let package = TitlePackage::of(&plan(&folder));
        let rows = || [row(1, &id), row(2, &text)];
        prop_assert_eq!(package.mismatches(rows()), package.mismatches(rows()));
    }
}
