//! Tests that compare the names in a manifest with the names of the delivered files.

use std::collections::BTreeSet;

use delivery_naming::{Difference, References, references_match};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;

/// Returns the differences that are reported between one name in the manifest and one delivered file.
#[track_caller]
fn differences(name: &str, file: &str) -> Vec<Difference> {
    let references = references_match([name], [file]);
    assert_eq!(references.missing.len(), 1, "{name:?} and {file:?}");
    let near = references.missing[0].near.as_ref();
    near.map(|near| near.differences.clone())
        .unwrap_or_default()
}

#[test]
fn names_are_equal_to_the_letter() {
    let references = references_match(["b.mov", "a.mov", "b.mov"], ["a.mov", "b.mov"]);
    assert!(references.are_exact());
    assert_eq!(references.matched, ["b.mov", "a.mov"]);
    assert_eq!(references.referenced_again, ["b.mov"]);

    let references = references_match(["a.mov"], ["a.mov", "manifest.xml"]);
    assert!(!references.are_exact());
    assert_eq!(references.extra, ["manifest.xml"]);

    let references = references_match(["a.mov"], ["a.mov", "a.mov"]);
    assert!(!references.are_exact());
    assert_eq!(references.delivered_again, ["a.mov"]);

    assert!(references_match::<&str, &str>([], []).are_exact());
}

#[test]
fn each_difference_is_known() {
    use Difference::{Blanks, Capitals, Folders, LookAlikes, NormalForm, Spelling};
    for (name, file, expected) in [
        ("videos/a.mov", "a.mov", vec![Folders]),
        ("Am\u{e9}lie.mov", "Ame\u{301}lie.mov", vec![NormalForm]),
        ("Feature.mov", "feature.MOV", vec![Capitals]),
        ("Big Buck.mov", "Big_Buck.mov", vec![Blanks]),
        ("BigBuck.mov", "Big\u{200b}Buck.mov", vec![Blanks]),
        ("Big Buck.mov", "Big\u{a0}Buck.mov", vec![Blanks]),
        ("paypal.mov", "p\u{430}yp\u{430}l.mov", vec![LookAlikes]),
        ("S01.mov", "SO1.mov", vec![LookAlikes]),
        ("a-b.mov", "a\u{2013}b.mov", vec![LookAlikes]),
        (
            "a/Big Buck.mov",
            "big_buck.mov",
            vec![Folders, Capitals, Blanks],
        ),
        ("Feature.mov", "Feautre.mov", vec![Spelling { edits: 1 }]),
        ("Feature.mov", "Featres.mov", vec![Spelling { edits: 2 }]),
        ("Feature.mov", "Trailer.mov", vec![]),
        ("a.mov", "b.wav", vec![]),
        ("___", " ", vec![]),
        ("", "a", vec![]),
    ] {
        assert_eq!(differences(name, file), expected, "{name:?} and {file:?}");
    }
}

#[test]
fn a_file_that_is_referenced_is_not_a_misspelt_one() {
    let references = references_match(["S1E1.mov", "S1E2.mov"], ["S1E1.mov"]);
    assert_eq!(references.missing[0].near, None);
    // The first reference differs only in case from a file that the second reference already matches.
    let references = references_match(["Feature.mov", "feature.mov"], ["feature.mov"]);
    let near = references.missing[0].near.as_ref();
    assert_eq!(near.map(|near| &*near.delivered), Some("feature.mov"));
}

#[test]
fn the_file_that_differs_least_is_named() {
    let references = references_match(
        ["Feature_1.mov"],
        ["feature 1.mov", "Feature 1.mov", "Feature_2.mov"],
    );
    let near = references.missing[0].near.as_ref();
    assert_eq!(near.map(|near| &*near.delivered), Some("Feature 1.mov"));
}

#[test]
fn it_is_told_that_too_many_names_are_missing_to_compare_their_spelling() {
    let numbered = |word: &str, count: u32| -> Vec<String> {
        (0..count).map(|n| format!("{word}_{n}.mov")).collect()
    };
    let references = references_match(numbered("Feature", 501), numbered("feature", 501));
    assert!(references.spelling_compared, "capitals explain them all");
    let references = references_match(numbered("Feature", 2_001), numbered("Trailer", 2_001));
    assert!(!references.spelling_compared);
    assert!(
        references
            .to_string()
            .ends_with("is it the right manifest?")
    );
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    assert_snapshot(
        references_match(
            [
                "Feature.mov",
                "Trailer_en.mov",
                "videos/Poster.jpg",
                "Ame\u{301}lie.xml",
                "Clip\u{202e}1.mov",
                "Subs-fr.itt",
                "Dub-de.wav",
                "S01E01.mov",
                "Cover.png",
            ],
            [
                "feature.mov",
                "Trailer en.mov",
                "Poster.jpg",
                "Am\u{e9}lie.xml",
                "Clip1.mov",
                "Subs-rf.itt",
                "Dub-de.wav",
                "Dub-de.wav",
                "SO1E01.mov",
                "notes.txt",
            ],
        ),
        str![[r#"
delivered exactly as the manifest names them: 1 of 9 files
- `Feature.mov` is in the manifest and is not delivered; `feature.mov` is, and differs in capitals: character 1 is F in the manifest and f in the file's name; rename the file or correct the manifest
- `Trailer_en.mov` is in the manifest and is not delivered; `Trailer en.mov` is, and differs in spaces, underscores or characters that can't be seen: character 8 is _ in the manifest and a space in the file's name; rename the file or correct the manifest
- `videos/Poster.jpg` is in the manifest and is not delivered; `Poster.jpg` is, and differs in folders: character 1 is v in the manifest and P in the file's name; rename the file or correct the manifest
- `Amélie.xml` is in the manifest and is not delivered; `Amélie.xml` is, and differs in how accents are stored: character 3 is e in the manifest and é in the file's name; rename the file or correct the manifest
- `Clip<U+202E>1.mov` is in the manifest and is not delivered; `Clip1.mov` is, and differs in spaces, underscores or characters that can't be seen: character 5 is the Unicode character U+202E in the manifest and 1 in the file's name; rename the file or correct the manifest
- `Subs-fr.itt` is in the manifest and is not delivered; `Subs-rf.itt` is, and differs in spelling: character 6 is f in the manifest and r in the file's name; if that is the file, rename it or correct the manifest, otherwise deliver the right one
- `S01E01.mov` is in the manifest and is not delivered; `SO1E01.mov` is, and differs in characters that look alike: character 2 is 0 in the manifest and O in the file's name; rename the file or correct the manifest
- `Cover.png` is in the manifest and is not delivered; deliver it, or remove it from the manifest
- `notes.txt` is delivered and not in the manifest; name it there, or do not deliver it
- `Dub-de.wav` is delivered more than once, and one file would replace the other; give each a name of its own
"#]],
    );
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop_oneof![
            "[aAàbO0l1_ ]{0,3}\\.mov",
            "(v/)?[Ff]eature_[1-3]\\.mov",
            any::<String>(),
        ],
        0..8,
    )
}

fn set<'a>(names: impl IntoIterator<Item = &'a String>) -> BTreeSet<&'a str> {
    names.into_iter().map(String::as_str).collect()
}

fn missing(references: &References) -> Vec<&String> {
    references
        .missing
        .iter()
        .map(|missing| &missing.name)
        .collect()
}

proptest! {
    #[test]
    fn names_are_sorted_as_sets_are(manifest in names(), delivered in names()) {
        let references = references_match(&manifest, &delivered);
        let (named, held) = (set(&manifest), set(&delivered));
        prop_assert_eq!(set(&references.matched), &named & &held);
        prop_assert_eq!(set(missing(&references)), &named - &held);
        prop_assert_eq!(set(&references.extra), &held - &named);
        let count = |names: &[String], name: &String| names.iter().filter(|other| *other == name).count();
        for name in &delivered {
            prop_assert_eq!(references.delivered_again.contains(name), count(&delivered, name) > 1);
        }
        for name in &manifest {
            prop_assert_eq!(references.referenced_again.contains(name), count(&manifest, name) > 1);
        }
        let _ = references.to_string();
    }

    #[test]
    fn a_near_miss_is_delivered_and_differs_where_it_says(manifest in names(), delivered in names()) {
        for missing in references_match(&manifest, &delivered).missing {
            let Some(near) = missing.near else { continue };
            prop_assert!(delivered.contains(&near.delivered));
            prop_assert!(!near.differences.is_empty());
            prop_assert_ne!(near.in_manifest, near.in_file);
            let before = near.character - 1;
            prop_assert_eq!(missing.name.chars().nth(before), near.in_manifest);
            prop_assert_eq!(near.delivered.chars().nth(before), near.in_file);
            prop_assert!(missing.name.chars().take(before).eq(near.delivered.chars().take(before)));
        }
    }

    /// A file is found even if its name in the manifest differs in case and in blanks.
    #[test]
    fn capitals_and_blanks_hide_no_file(words in prop::collection::vec("[a-z]{2,6}", 1..4), blank in "[ _\u{a0}]") {
        let name = format!("{}.mov", words.join("_"));
        let file = format!("{}.MOV", words.join(&blank));
        let references = references_match([&name], [&file, "other_file.txt"]);
        let differences = references.missing[0].near.as_ref().map(|near| near.differences.clone()).unwrap_or_default();
        prop_assert!(differences.contains(&Difference::Capitals));
        prop_assert_eq!(differences.contains(&Difference::Blanks), words.len() > 1 && blank != "_");
    }
}
