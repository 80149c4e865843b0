//! Tests of the contents, the order and the problems of delivery plans.

#![cfg(feature = "plan")]
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

use std::fs;
use std::path::Path;

use delivery_naming::{
    Backlot, DeliveryPlan, FileKind, LeadTime, Planner, PrimeVideoAspera, PrimeVideoS3,
    ProblemKind, Region, Target,
};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;
use tempfile::TempDir;

const MMC: &str = r#"<?xml version="1.0"?>
<manifest:MediaManifest xmlns:manifest="http://www.movielabs.com/schema/manifest/v1.10/manifest">
  <manifest:Inventory>
    <manifest:Video><manifest:ContainerReference>
      <manifest:ContainerLocation> Harbor-feature.mov </manifest:ContainerLocation>
    </manifest:ContainerReference></manifest:Video>
    <manifest:Subtitle><manifest:ContainerReference>
      <manifest:ContainerLocation><![CDATA[Harbor-de.itt]]></manifest:ContainerLocation>
      <manifest:ContainerLocation>https://example.com/elsewhere.itt</manifest:ContainerLocation>
    </manifest:ContainerReference></manifest:Subtitle>
  </manifest:Inventory>
</manifest:MediaManifest>"#;

const MEC: &str = r#"<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.5">
  <md:ArtReference xmlns:md="http://www.movielabs.com/schema/md/v2.5/md">Harbor-cover.jpg</md:ArtReference>
</mdmec:CoreMetadata>"#;

const MRSS: &str = r#"<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item>
  <media:content url="one.mp4"/><media:thumbnail url="one.jpg"/><media:subTitle href="a&#38;b.dfxp"/>
  <media:content url="http://elsewhere.example/two.mp4"/>
</item></channel></rss>"#;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

fn day() -> chrono::NaiveDate {
    "2026-11-21".parse().unwrap()
}

fn aspera() -> PrimeVideoAspera {
    PrimeVideoAspera::new("HollywoodSuperPost").unwrap()
}

fn s3() -> PrimeVideoS3 {
    PrimeVideoS3::new("arn:aws:s3:::hollywood-post-k3x9-s3alias").unwrap()
}

fn plan(target: impl Into<Target>, folder: &TempDir) -> DeliveryPlan {
    DeliveryPlan::new(target, day(), [folder.path()])
}

fn names(plan: &DeliveryPlan) -> Vec<&str> {
    plan.files().iter().map(|file| file.name()).collect()
}

fn kinds(plan: &DeliveryPlan) -> Vec<&str> {
    let problems = plan.problems().iter();
    problems.map(|problem| problem.kind().name()).collect()
}

/// Returns the text without the path of the test's folder.
fn placeless(text: &str, folder: &TempDir) -> String {
    let place = fs::canonicalize(folder.path()).unwrap();
    text.replace(place.to_str().unwrap(), "/masters")
}

fn title() -> TempDir {
    folder(&[
        ("Harbor-MMC.xml", MMC),
        ("Harbor-MEC.xml", MEC),
        ("Harbor-US-Avails.xlsx", "rows"),
        ("art/Harbor-cover.jpg", "picture"),
        ("Harbor-feature.mov", "pictures that move"),
        ("Harbor-de.itt", "words"),
    ])
}

#[test]
fn a_title_for_prime_video_goes_avails_first_and_manifest_last() {
    let folder = title();
    let plan = Planner::new(aspera().with_region(Region::Us), day())
        .live_on("2026-12-24".parse().unwrap(), LeadTime::Uhd)
        .plan([folder.path()]);
    assert_eq!(
        names(&plan),
        [
            "Harbor-US-Avails.xlsx",
            "Harbor-MEC.xml",
            "Harbor-cover.jpg",
            "Harbor-de.itt",
            "Harbor-feature.mov",
            "Harbor-MMC.xml",
        ]
    );
    assert_snapshot(
        placeless(&plan.to_string(), &folder),
        str![[r#"
Delivery to Prime Video with Aspera: HollywoodSuperPost@aivdelivery.com:/region_US/
6 files, 913 bytes, starting on 2026-11-21
Sending takes less than a minute at 10 Mbit/s, the most that ascp sends unless a rate is set
Avails have to arrive by 2026-11-24, unless a contract states otherwise
Assets have to arrive by 2026-12-10, unless a contract states otherwise

1. Harbor-US-Avails.xlsx    4 bytes  avails
   ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /masters/Harbor-US-Avails.xlsx /region_US/
2. Harbor-MEC.xml         207 bytes  metadata
   ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /masters/Harbor-MEC.xml /region_US/
3. Harbor-cover.jpg         7 bytes  asset
   ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /masters/art/Harbor-cover.jpg /region_US/
4. Harbor-de.itt            5 bytes  asset
   ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /masters/Harbor-de.itt /region_US/
5. Harbor-feature.mov      18 bytes  asset
   ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /masters/Harbor-feature.mov /region_US/
6. Harbor-MMC.xml         672 bytes  manifest
   ascp -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /masters/Harbor-MMC.xml /region_US/

Nothing stops this delivery.
"#]],
    );
}

#[test]
fn the_copy_list_is_a_page_too() {
    let folder = title();
    let push = s3().with_bucket("s3://masters/december/").unwrap();
    assert_snapshot(
        plan(push, &folder).to_string(),
        str![[r#"
Delivery to Prime Video by S3 push: s3://hollywood-post-k3x9-s3alias/
6 files, 913 bytes, starting on 2026-11-21

1. Harbor-US-Avails.xlsx    4 bytes  avails
   from s3://masters/december/Harbor-US-Avails.xlsx
   to   s3://hollywood-post-k3x9-s3alias/Harbor-US-Avails.xlsx
2. Harbor-MEC.xml         207 bytes  metadata
   from s3://masters/december/Harbor-MEC.xml
   to   s3://hollywood-post-k3x9-s3alias/Harbor-MEC.xml
3. Harbor-cover.jpg         7 bytes  asset
   from s3://masters/december/Harbor-cover.jpg
   to   s3://hollywood-post-k3x9-s3alias/Harbor-cover.jpg
4. Harbor-de.itt            5 bytes  asset
   from s3://masters/december/Harbor-de.itt
   to   s3://hollywood-post-k3x9-s3alias/Harbor-de.itt
5. Harbor-feature.mov      18 bytes  asset
   from s3://masters/december/Harbor-feature.mov
   to   s3://hollywood-post-k3x9-s3alias/Harbor-feature.mov
6. Harbor-MMC.xml         672 bytes  manifest
   from s3://masters/december/Harbor-MMC.xml
   to   s3://hollywood-post-k3x9-s3alias/Harbor-MMC.xml

Nothing stops this delivery. Make the copies in this order, with S3 Copy or AWS DataSync.
"#]],
    );
}

#[test]
fn sizes_and_hashes_are_those_of_the_contents() {
    // The hashes are from FIPS 180 and RFC 1321, including the MD5 of an empty file.
    let folder = folder(&[("abc.mov", "abc"), ("empty.mov", "")]);
    let plan = plan(aspera(), &folder);
    let [abc, empty] = plan.files() else {
        panic!("two files")
    };
    assert_eq!((abc.bytes(), empty.bytes()), (3, 0));
    assert_eq!(
        abc.sha256().to_string(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_eq!(abc.md5().to_string(), "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(empty.md5().to_string(), "d41d8cd98f00b204e9800998ecf8427e");
    assert_eq!(kinds(&plan), ["empty"]);
}

#[test]
fn a_plan_serializes() {
    let folder = folder(&[("Harbor-US.mov", "abc"), ("Harbor US.mov", "abc")]);
    let mut json = serde_json::to_value(plan(aspera(), &folder)).unwrap();
    for file in json["files"].as_array_mut().unwrap() {
        let modified = file["modified"].as_str().unwrap();
        assert!(
            modified.starts_with("20") && modified.ends_with('Z'),
            "{modified}"
        );
        file["modified"] = "2026-11-20T08:00:00Z".into();
    }
    let text = serde_json::to_string_pretty(&json).unwrap();
    assert_snapshot(
        placeless(&text, &folder),
        ema_testing::file!["snapshots/plan.json"],
    );
}

#[test]
fn everything_that_is_wrong_is_said() {
    let folder = folder(&[
        ("Amélie & co.mov", "pictures"),
        ("a/Harbor-US.mov", "pictures"),
        ("b/Harbor-US.mov", "other pictures"),
        ("Harbor-empty.mov", ""),
        ("Harbor-MMC.xml", MMC),
        ("Harbor-broken.xml", "<a><b></a>"),
        ("Harbor-doctype.xml", "<!DOCTYPE a><a/>"),
        ("harbor-feature.mov", "pictures"),
        (".DS_Store", "litter"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/null", folder.path().join("link.mov")).unwrap();
    let missing = folder.path().join("missing.mov");
    let plan = Planner::new(aspera(), day())
        .live_on("2026-12-24".parse().unwrap(), LeadTime::Hd)
        .plan([folder.path(), &missing]);
    assert!(plan.is_stopped());
    assert_snapshot(
        placeless(&plan.to_string(), &folder),
        ema_testing::file!["snapshots/plan_with_everything_wrong.txt"],
    );
}

#[test]
fn what_only_backlot_has() {
    let folder = folder(&[
        ("manifest.xml", MRSS),
        ("one.mp4", "0123456789"),
        (
            "table.csv",
            "title,video,thumbnail,content_type\nA,three.mp4,one.jpg,video\nB,http,,remoteasset\n",
        ),
        ("three.mp4", "0123456789"),
        ("alone.mp4", "0123456789"),
        ("prices.csv", "title,price\nA,3\n"),
    ]);
    let plan = plan(Backlot::new().with_quota(200), &folder);
    assert_snapshot(
        placeless(&plan.to_string(), &folder),
        str![[r#"
Delivery to Backlot: transfer.ooyala.com, at most 200 bytes on the server at a time
6 files, 375 bytes, starting on 2026-11-21
Packages have to be complete by 2026-11-28: Backlot deletes incomplete ones 7 days after their upload began

error: manifest.xml: it refers to `one.jpg`, which is not in the delivery
    → Add the file to the delivery, or remove it from the manifest.

error: manifest.xml: it refers to `a&b.dfxp`, which is not in the delivery
    → Add the file to the delivery, or remove it from the manifest.

error: table.csv: it refers to `one.jpg`, which is not in the delivery
    → Add the file to the delivery, or remove it from the manifest.

error: manifest.xml: its size is 248 bytes, and the account may have at most 200 bytes on the server at once
    → Ask the account manager for more space before you upload, or make the file smaller.

warning: /masters/prices.csv: it has no column `video` in its first line, so the files that it may name were not checked, and it is delivered last
    → Check that every file it names is in the delivery, under exactly that name, or leave it out.

warning: alone.mp4: no manifest of the delivery names it
    → Name it in a manifest, unless it is meant to be ingested by itself, with its file name as the title.

Batch 1 of 3, 10 bytes
1. alone.mp4   10 bytes  asset

Batch 2 of 3, 258 bytes: upload it after the previous one has been processed
2. one.mp4        10 bytes  asset
3. manifest.xml  248 bytes  manifest

Batch 3 of 3, 107 bytes: upload it after the previous one has been processed
4. three.mp4    10 bytes  asset
5. table.csv    81 bytes  manifest
6. prices.csv   16 bytes  unknown

4 problems stop this delivery.
"#]],
    );
}

/// In each encoding that tools write, a manifest names the same file and is delivered after it.
#[test]
fn a_manifest_is_understood_in_any_encoding() {
    let mmc = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?><MediaManifest><Title>\u{e9}</Title>\
             <ContainerLocation>Z.mov</ContainerLocation></MediaManifest>"
        )
    };
    let utf16 = |text: &str, mark: bool, to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(to)
            .collect()
    };
    let latin = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let texts = [
        mmc("UTF-8").into_bytes(),
        format!("\u{feff}{}", mmc("utf-8")).into_bytes(),
        utf16(&mmc("UTF-16"), true, u16::to_le_bytes),
        utf16(&mmc("UTF-16"), true, u16::to_be_bytes),
        utf16(&mmc("UTF-16LE"), false, u16::to_le_bytes),
        utf16(&mmc("UTF-16BE"), false, u16::to_be_bytes),
        mmc("UTF-16").into_bytes(),
        latin(&mmc("ISO-8859-1")),
        latin(&mmc("windows-1252")),
    ];
    for text in texts {
        let folder = folder(&[("Z.mov", "pictures")]);
        fs::write(folder.path().join("A.xml"), &text).unwrap();
        let plan = plan(aspera(), &folder);
        assert_eq!(names(&plan), ["Z.mov", "A.xml"], "{text:?}");
        assert_eq!(kinds(&plan), [""; 0], "{text:?}");
        assert_eq!(plan.files()[1].kind(), FileKind::Manifest);
    }
    // A file that cannot be parsed is reported and is delivered last.
    for text in [latin(&mmc("UTF-8")), mmc("EBCDIC-XYZ").into_bytes()] {
        let folder = folder(&[("Z.mov", "pictures")]);
        fs::write(folder.path().join("A.xml"), &text).unwrap();
        let plan = plan(aspera(), &folder);
        assert_eq!(names(&plan), ["Z.mov", "A.xml"]);
        assert_eq!(kinds(&plan), ["unchecked"]);
    }
}

#[test]
fn a_table_is_understood_with_any_separator() {
    for separator in [",", ";", "\t"] {
        let table = |rows: &str| rows.replace('|', separator);
        let folder = folder(&[
            ("Z.mp4", "pictures"),
            (
                "A.csv",
                &table("title|video|description\nOne|Z.mp4|\"a, b; c\"\n"),
            ),
        ]);
        let plan = plan(Backlot::new(), &folder);
        assert_eq!(names(&plan), ["Z.mp4", "A.csv"], "{separator:?}");
        assert_eq!(kinds(&plan), [""; 0], "{separator:?}");

        fs::write(
            folder.path().join("A.csv"),
            table("|AvailTrans\n|LicenseType\n"),
        )
        .unwrap();
        let plan = self::plan(aspera(), &folder);
        assert_eq!(names(&plan), ["A.csv", "Z.mp4"], "{separator:?}");
        assert_eq!(kinds(&plan), [""; 0], "{separator:?}");
    }
}

/// A possible manifest is never delivered before a file that it may name, regardless of how the names are sorted.
#[test]
fn what_is_not_understood_goes_last() {
    let folder = folder(&[
        ("A.csv", "titel;film\nOne;Z.mp4\n"),
        ("B.xml", "<Package file='Z.mp4'/>"),
        ("C.mrss", MRSS),
        ("D.xml", "<!DOCTYPE rss><rss/>"),
        ("E.xml", "<tt xmlns='http://www.w3.org/ns/ttml'/>"),
        ("one.jpg", "picture"),
        ("one.mp4", "pictures"),
        ("a&b.dfxp", "<tt/>"),
        ("Z.mp4", "pictures"),
    ]);
    let mut arrived = plan(Backlot::new(), &folder);
    assert_eq!(
        names(&arrived),
        [
            "E.xml", "Z.mp4", "a&b.dfxp", "one.jpg", "one.mp4", "C.mrss", "A.csv", "B.xml", "D.xml"
        ]
    );
    arrived = plan(aspera(), &folder);
    assert_eq!(names(&arrived)[5..], ["A.csv", "B.xml", "C.mrss", "D.xml"]);
    let told: Vec<String> = arrived
        .problems()
        .iter()
        .filter(|problem| problem.kind().name() == "unchecked")
        .map(|problem| placeless(&problem.to_string(), &folder))
        .collect();
    assert_snapshot(
        told.join("\n"),
        str![[r#"
/masters/A.csv: it is a table, but not of avails, so the files that it may name were not checked, and it is delivered last
    → Check that every file it names is in the delivery, under exactly that name, or leave it out.
/masters/B.xml: it is XML of an unknown kind (`Package`), so the files that it may name were not checked, and it is delivered last
    → Check that every file it names is in the delivery, under exactly that name, or leave it out.
/masters/C.mrss: it is XML of an unknown kind (`rss`), so the files that it may name were not checked, and it is delivered last
    → Check that every file it names is in the delivery, under exactly that name, or leave it out.
/masters/D.xml: it declares a document type, so the files that it may name were not checked, and it is delivered last
    → Check that every file it names is in the delivery, under exactly that name, or leave it out.
"#]],
    );
}

#[test]
fn leftovers_of_systems_and_programs_are_left_out_and_said() {
    let leftovers = [
        ".DS_Store",
        "._Harbor.mov",
        ".~lock.Avails.ods#",
        "@eaDir/Harbor.mov@SynoEAStream",
        "Desktop.INI".to_lowercase().leak(),
        "Harbor.mov.PART",
        "Harbor.mov.aspera-ckpt",
        "Harbor.mov.aspx",
        "Harbor.mov.crdownload",
        "Harbor.mov.partial",
        "Thumbs.db",
        "ema-delivery-masters-01234567.journal",
        "ema-delivery-masters-01234567.journal.lock",
        "~$Avails.xlsx",
    ];
    let files: Vec<(&str, &str)> = leftovers.iter().map(|name| (*name, "x")).collect();
    let folder = folder(&[files, vec![("Harbor.mov", "pictures")]].concat());
    let plan = plan(aspera(), &folder);
    assert_eq!(names(&plan), ["Harbor.mov"]);
    assert!(!plan.is_stopped());
    assert_eq!(kinds(&plan), vec!["left-out"; leftovers.len()]);
    // A plan is not part of the delivery, even if the plan was saved in the folder to be delivered.
    for text in [
        serde_json::to_string(&plan),
        serde_json::to_string_pretty(&plan),
    ] {
        fs::write(folder.path().join("friday.json"), text.unwrap()).unwrap();
        assert_eq!(names(&self::plan(aspera(), &folder)), ["Harbor.mov"]);
    }
    fs::write(folder.path().join("friday.json"), "{\"schema\":2}").unwrap();
    assert_eq!(
        names(&self::plan(aspera(), &folder)),
        ["Harbor.mov", "friday.json"]
    );
    // A leftover that is named explicitly is delivered.
    let named = DeliveryPlan::new(aspera(), day(), [folder.path().join("Thumbs.db")]);
    assert_eq!(names(&named), ["Thumbs.db"]);
}

/// A suggestion follows the target's rules and differs from the names of all other files in the delivery.
#[test]
fn suggestions_are_for_the_target_and_free() {
    let folder = folder(&[
        ("R&B v1.2.mp4", "x"),
        ("R_B_v1.2.mp4", "x"),
        ("R_B_v1_2.mp4", "x"),
        ("feature.ts", "x"),
    ]);
    let better = |target: Target| -> Vec<Option<String>> {
        let plan = plan(target, &folder);
        let problems = plan.problems().iter();
        problems
            .filter_map(|problem| match problem.kind() {
                ProblemKind::IllegalName { better, .. } => Some(better.clone()),
                _ => None,
            })
            .collect()
    };
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        better(aspera().into()),
        [some("R_B_v1_2_2.mp4"), some("R_B_v1_2_3.mp4")]
    );
    assert_eq!(
        better(Backlot::new().into()),
        [some("R_B_v1.2_2.mp4"), None]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_ascp_would_take_for_something_else_is_said() {
    for name in ["line\nbreak", "back\\slash"] {
        let folder = folder(&[(&format!("{name}/Harbor-US.mov"), "x")]);
        let plan = plan(aspera(), &folder);
        assert_eq!(kinds(&plan), ["unusable-folder"]);
        let before = Planner::new(aspera(), day()).problems_before_reading([folder.path()]);
        assert_eq!(before, plan.problems());
        assert_eq!(kinds(&self::plan(s3(), &folder)), [""; 0]);
    }
}

#[test]
fn nothing_is_no_delivery() {
    let folder = folder(&[]);
    assert_snapshot(
        plan(aspera(), &folder).to_string(),
        str![[r#"
Delivery to Prime Video with Aspera: HollywoodSuperPost@aivdelivery.com:/
0 files, 0 bytes, starting on 2026-11-21
Sending takes less than a minute at 10 Mbit/s, the most that ascp sends unless a rate is set

error: there is no file to deliver
    → Name the files to deliver, or the folders that they are in.

1 problem stops this delivery.
"#]],
    );
}

#[test]
fn a_file_that_is_named_twice_is_delivered_once() {
    let folder = folder(&[("Harbor-US.mov", "abc")]);
    let file = folder.path().join("Harbor-US.mov");
    let again = folder.path().join(".").join("Harbor-US.mov");
    let plan = DeliveryPlan::new(aspera(), day(), [folder.path(), &file, &again]);
    assert_eq!(names(&plan), ["Harbor-US.mov"]);
    assert_eq!(kinds(&plan), [""; 0]);
}

#[test]
fn the_journal_of_a_run_is_not_delivered() {
    let folder = folder(&[
        ("Harbor-US.mov", "abc"),
        ("friday.journal", "x"),
        ("friday.journal.lock", "x"),
    ]);
    let journal = folder.path().join("friday.journal");
    let plan = Planner::new(aspera(), day())
        .with_journal(&journal)
        .plan([folder.path(), &journal]);
    assert_eq!(names(&plan), ["Harbor-US.mov"]);
}

#[test]
fn plans_of_the_same_delivery_have_one_fingerprint() {
    let (here, there) = (title(), title());
    let one = plan(aspera(), &here);
    let other = DeliveryPlan::new(aspera(), "2026-12-01".parse().unwrap(), [there.path()]);
    assert_ne!(one, other);
    assert_eq!(one.fingerprint(), other.fingerprint());

    let elsewhere = plan(aspera().with_region(Region::De), &here);
    assert_ne!(one.fingerprint(), elsewhere.fingerprint());
    fs::write(there.path().join("Harbor-de.itt"), "wordS").unwrap();
    assert_ne!(one.fingerprint(), plan(aspera(), &there).fingerprint());
}

#[test]
fn a_file_that_was_edited_is_not_as_it_was_read() {
    let folder = folder(&[("Harbor-US.mov", "abc")]);
    let plan = plan(aspera(), &folder);
    let file = &plan.files()[0];
    assert!(file.is_unchanged().unwrap());
    fs::write(file.source(), "abcd").unwrap();
    assert!(!file.is_unchanged().unwrap());
}

#[test]
fn a_file_that_is_written_to_while_it_is_read_stops_the_delivery() {
    let folder = folder(&[("Harbor-US.mov", &"x".repeat(1 << 20))]);
    let path = folder.path().join("Harbor-US.mov");
    let plan = Planner::new(aspera(), day())
        .on_read(|_| fs::write(&path, "cut").unwrap())
        .plan([&path]);
    assert_eq!(kinds(&plan), ["changing"]);
    assert!(plan.is_stopped());
}

#[test]
fn a_file_larger_than_the_quota_is_told() {
    let folder = folder(&[("one.mp4", "0123456789"), ("two.mp4", "01234")]);
    let plan = plan(Backlot::new().with_quota(9), &folder);
    assert_eq!(kinds(&plan), ["larger-than-quota"]);
    assert_eq!(plan.problems()[0].subject(), "one.mp4");
    assert_eq!(plan.batches().len(), 2);
}

#[test]
fn what_is_no_target_is_refused_with_what_to_give() {
    let errors: Vec<String> = [
        PrimeVideoAspera::new("user@host").err(),
        PrimeVideoAspera::new("-i/etc/key").err(),
        PrimeVideoAspera::new("").err(),
        PrimeVideoS3::new("my-bucket").err(),
        PrimeVideoS3::new("a b-s3alias").err(),
        s3().with_bucket("masters").err(),
        s3().with_bucket("s3:///x").err(),
    ]
    .into_iter()
    .map(|error| error.unwrap().to_string())
    .collect();
    assert_snapshot(
        errors.join("\n"),
        str![[r#"
"user@host" is not the user name of an Aspera account; give only the name, as Prime Video has sent it, without host or folder
"-i/etc/key" is not the user name of an Aspera account; give only the name, as Prime Video has sent it, without host or folder
"" is not the user name of an Aspera account; give only the name, as Prime Video has sent it, without host or folder
"my-bucket" is not an S3 access point; give its alias, which ends in -s3alias, or the ARN that Prime Video has sent (arn:aws:s3:::…-s3alias)
"a b-s3alias" is not an S3 access point; give its alias, which ends in -s3alias, or the ARN that Prime Video has sent (arn:aws:s3:::…-s3alias)
"masters" is not a bucket; write it as s3://bucket or s3://bucket/folder
"s3:///x" is not a bucket; write it as s3://bucket or s3://bucket/folder
"#]],
    );
}

/// Generates packages for Backlot: manifests with the numbers of the files that they name. Two manifests that share a
/// number form one package.
fn packages() -> impl Strategy<Value = Vec<(Vec<u8>, bool)>> {
    let package = (prop::collection::vec(0..12u8, 0..4), any::<bool>());
    prop::collection::vec(package, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In a batch, the files that a manifest names come before it, and only a batch with a single package can exceed
    /// the quota.
    #[test]
    fn batches_hold_whole_packages_within_the_quota(packages in packages(), sizes in prop::collection::vec(1..40usize, 12), quota in 100..600u64) {
        let folder = tempfile::tempdir().unwrap();
        for (number, size) in sizes.iter().enumerate() {
            fs::write(folder.path().join(format!("f{number}.mp4")), "x".repeat(*size)).unwrap();
        }
        for (number, (files, is_csv)) in packages.iter().enumerate() {
            let names: Vec<String> = files.iter().map(|file| format!("f{file}.mp4")).collect();
            let (name, text) = if *is_csv {
                (format!("m{number}.csv"), format!("video\n{}\n", names.join("\n")))
            } else {
                let items: String = names.iter().map(|name| format!("<content url='{name}'/>")).collect();
                (format!("m{number}.xml"), format!("<rss>{items}</rss>"))
            };
            fs::write(folder.path().join(name), text).unwrap();
        }
        let plan = plan(Backlot::new().with_quota(quota), &folder);

        let mut covered = 0;
        for batch in plan.batches() {
            prop_assert_eq!(batch.files.start, covered);
            covered = batch.files.end;
            let files = &plan.files()[batch.files.clone()];
            prop_assert_eq!(batch.bytes, files.iter().map(|file| file.bytes()).sum::<u64>());
            let place = |name: &str| files.iter().position(|file| file.name() == name);
            for (at, manifest) in files.iter().enumerate().filter(|(_, file)| file.kind() == FileKind::Manifest) {
                let number: usize = manifest.name()[1..manifest.name().len() - 4].parse().unwrap();
                for file in &packages[number].0 {
                    let name = format!("f{file}.mp4");
                    prop_assert!(place(&name).is_some_and(|place| place < at));
                }
            }
            let told = plan.problems().iter().any(|problem| {
                matches!(problem.kind(), ProblemKind::PackageLargerThanQuota { .. })
                    && place(problem.subject()).is_some()
            });
            prop_assert_eq!(batch.bytes > quota, told);
        }
        prop_assert_eq!(covered, 12 + packages.len());
    }

    /// A plan can always be made, even if a file that looks like a manifest has arbitrary contents.
    #[test]
    fn no_manifest_is_too_odd(text in ".{0,200}", head in prop::sample::select(vec!["", "<rss>", "video,subTitle\n", "<MediaManifest><ContainerLocation>", "<CoreMetadata>&#"])) {
        let folder = folder(&[("m.xml", &format!("{head}{text}")), ("m.csv", &format!("{head}{text}"))]);
        prop_assert_eq!(plan(Backlot::new(), &folder).files().len(), 2);
        prop_assert_eq!(plan(aspera(), &folder).files().len(), 2);
    }
}

#[test]
fn deep_and_endless_markup_ends() {
    let deep = "<a>".repeat(100_000);
    let folder = folder(&[("deep.xml", &deep)]);
    assert_eq!(kinds(&plan(aspera(), &folder)), ["unchecked"]);
}

#[cfg(unix)]
#[test]
fn what_would_steer_a_terminal_is_shown_by_its_number() {
    let folder = folder(&[
        ("a\u{1b}[2J\u{202e}.mov", "x"),
        (
            "m.xml",
            "<MediaManifest><ContainerLocation>&#x9b;31m</ContainerLocation></MediaManifest>",
        ),
    ]);
    let text = plan(aspera(), &folder).to_string();
    assert!(
        text.contains("a<U+001B>[2J<U+202E>.mov") && text.contains("`<U+009B>31m`"),
        "{text}"
    );
    assert!(
        text.chars()
            .all(|c| c == '\n' || !c.is_control() && c != '\u{202e}')
    );
}

#[cfg(unix)]
#[test]
fn links_pipes_and_names_that_are_no_text_are_no_files() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let folder = folder(&[("Harbor-US.mov", "abc")]);
    let at = |name: &str| folder.path().join(name);
    symlink(at("Harbor-US.mov"), at("link.mov")).unwrap();
    // If a folder contains a link to itself, the link is not followed endlessly.
    symlink(folder.path(), at("loop")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe.mov"))
        .status();
    assert!(made.unwrap().success());
    fs::write(
        folder
            .path()
            .join(Path::new(OsStr::from_bytes(b"\xff.mov"))),
        "x",
    )
    .unwrap();
    let plan = plan(aspera(), &folder);
    assert_eq!(names(&plan), ["Harbor-US.mov"]);
    let mut kinds = kinds(&plan);
    kinds.sort_unstable();
    assert_eq!(kinds, ["link", "link", "no-file", "not-unicode"]);
}
