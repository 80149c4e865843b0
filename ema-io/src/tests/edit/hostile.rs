//! Tests with adversarial and damaged packages, each of which must be copied or rejected without a panic.

use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::sample::Index;

use super::super::package::Package;
use super::*;
use crate::error::Limit;

fn edit_all() -> WorkbookCopy {
    let at = [(1, 0), (1, 1), (2, 2), (3, 0), (9, 9), (50, 0)];
    WorkbookCopy::new()
        .annotate(at.map(|(row, column)| remark("Movies", row, column)))
        .change(at.map(|at| change("Movies", at, "US")))
}

fn package() -> Package {
    let shown = annotated(
        Package::with_rows(concat!(
            r#"<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45658.5</v></c><c r="C1" t="b"><v>1</v></c></row>"#,
            r#"<row r="2"><c r="A2" t="inlineStr"><is><r><t xml:space="preserve"> x&amp;y </t></r></is></c><c r="B2" t="e"><v>#SPILL!</v></c>"#,
            r#"<c r="C2" t="str"><f t="shared" ref="C2:C3" si="0">A1</f><v>z</v></c></row><row r="3"><c/><c t="d"><v>2025-01-01</v></c><c><f t="shared" si="0"/></c></row>"#,
        ))
        .texts(&["text", "more"])
        .formats()
        .zip(),
        vec![remark("Movies", 2, 1)],
    );
    unpacked(&shown)
        .into_iter()
        .fold(Package::with_rows(""), |package, (name, content)| {
            package.with(&name, content)
        })
}

fn survives(bytes: Vec<u8>) {
    if let Ok((copied, _)) = copied(&edit_all(), bytes, &Limits::default()) {
        // The copy can be opened again.
        assert!(super::super::open(copied).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Bytes of one part are changed, but the container stays valid.
    #[test]
    fn a_part_with_wrong_bytes_is_copied_or_refused(
        part: Index,
        changes in proptest::collection::vec((any::<Index>(), proptest::sample::select(&b"<>/\"'=& 0A\xFF"[..])), 1..4),
    ) {
        let package = package();
        let (name, mut content) = package.parts()[part.index(package.parts().len())].clone();
        for (at, byte) in changes {
            if !content.is_empty() {
                let at = at.index(content.len());
                content[at] = byte;
            }
        }
        survives(package.with(&name, content).zip());
    }

    #[test]
    fn a_part_cut_short_is_copied_or_refused(part: Index, length: Index) {
        let package = package();
        let (name, content) = package.parts()[part.index(package.parts().len())].clone();
        let content = content[..length.index(content.len() + 1)].to_vec();
        survives(package.with(&name, content).zip());
    }

    #[test]
    fn a_part_that_is_missing_is_done_without_or_refused(part: Index) {
        let package = package();
        let name = package.parts()[part.index(package.parts().len())].0.clone();
        survives(package.without(&name).zip());
    }
}

#[track_caller]
fn beyond(package: Package, limits: &Limits, limit: Limit) {
    match copied(&edit_all(), package.zip(), limits) {
        Err(ErrorKind::Limit { limit: found, .. }) => assert_eq!(found, limit),
        other => panic!("{:?}", other.map(|(_, said)| said)),
    }
}

#[test]
fn the_limits_of_reading_hold() {
    let limits = Limits::default();
    let deep = format!(
        "<row r=\"1\">{}{}</row>",
        "<a>".repeat(100),
        "</a>".repeat(100)
    );
    beyond(Package::with_rows(&deep), &limits, Limit::Nesting);
    let long = format!("<row r=\"1\" x=\"{}\"/>", "y".repeat(600_000));
    beyond(Package::with_rows(&long), &limits, Limit::Token);
    // The cell is below the rows that are searched for the header.
    let rows = "<row><c><v>1</v></c></row>".repeat(20);
    let values = "<v>1</v>".repeat(200_000);
    let cell = format!("{rows}<row r=\"50\"><c r=\"A50\">{values}</c></row>");
    beyond(Package::with_rows(&cell), &limits, Limit::Token);
    let small = Limits {
        support_part_size: 100,
        ..Limits::default()
    };
    beyond(package(), &small, Limit::PartSize);
}

/// The search for formats must be fast even with ten thousand fills and as many cell formats.
#[test]
fn formats_are_found_without_comparing_each_with_each() {
    let fills: String = (0..10_000)
        .map(|number| format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC8CE\"/><bgColor rgb=\"{number:08X}\"/></patternFill></fill>"))
        .collect();
    let formats: String = (0..10_000)
        .map(|number| format!("<xf fillId=\"{number}\"/>"))
        .collect();
    let styles =
        format!("<styleSheet><fills>{fills}</fills><cellXfs>{formats}</cellXfs></styleSheet>");
    let package = Package::with_rows("<row r=\"1\"><c r=\"A1\" s=\"7\"/></row>")
        .with("xl/styles.xml", styles);
    // The part has no relationship, so it is found by its usual name.
    survives(package.zip());
}
