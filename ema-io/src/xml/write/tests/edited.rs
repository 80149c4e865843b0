//! Checks that files can be edited. If another program changes, adds or removes any element in a written file, the
//! reader uses the elements. It uses preserved text only if writing that text would produce the existing elements.

use ema_model::{Avail, Column, Layout, XmlVersion, arbitrary};
use proptest::prelude::*;
use proptest::sample::Index;

use super::valid::{WRITTEN, avail, builder, row};
use super::write;
use crate::tests::corpus::files;
use crate::xml::kept::{KeptCell, KeptUnplaced};

/// An element in a string, with the positions of its start tag, its content and its end.
#[derive(Clone, Copy, Debug)]
struct Span<'a> {
    name: &'a str,
    start: usize,
    inner: (usize, usize),
    end: usize,
    is_leaf: bool,
}

/// Returns the elements inside the AvailList of a document that this crate has written.
fn spans(xml: &str) -> Vec<Span<'_>> {
    let mut spans: Vec<Span<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(start) = xml[at..].find('<').map(|next| at + next) {
        let rest = &xml[start..];
        let close = match rest.starts_with("<?") {
            true => start + rest.find("?>").unwrap() + 2,
            false => start + rest.find('>').unwrap() + 1,
        };
        at = close;
        let name = rest[1..].split([' ', '/', '>']).next().unwrap_or_default();
        if rest.starts_with("</") {
            let number = open.pop().unwrap();
            let own = &mut spans[number];
            own.inner.1 = start;
            own.end = close;
        } else if !rest.starts_with("<?") {
            if let Some(parent) = open.last() {
                spans[*parent].is_leaf = false;
            }
            spans.push(Span {
                name,
                start,
                inner: (close, close),
                end: close,
                is_leaf: true,
            });
            if !xml[..close].ends_with("/>") {
                open.push(spans.len() - 1);
            }
        }
    }
    spans.retain(|span| span.name != "avails:AvailList");
    spans
}

#[derive(Clone, Debug)]
enum Edit {
    Remove,
    Text(&'static str),
    /// Adds another element with the same name after this one.
    Repeat(&'static str),
    /// Adds a new child element at the end of the element.
    Add(&'static str),
    /// Changes or removes the attribute with this number.
    Attribute(usize, Option<&'static str>),
}

const TEXTS: &[&str] = &[
    "",
    "new",
    "2029-12-31T23:59:59",
    "2029-12-31",
    "EN",
    "fr",
    "MX",
    "PT1H",
    "7",
    "4.99",
    "true",
    "Season",
    "Movie",
    "Volume",
    "a%20b",
    "urn:eidr:1",
];

const NEW: &[&str] = &[
    "<avails:ALID>new</avails:ALID>",
    "<avails:Start>2029-12-31T00:00:00</avails:Start>",
    "<avails:End>2029-12-31T23:59:59</avails:End>",
    "<avails:EndCondition>Open</avails:EndCondition>",
    "<avails:StartCondition lag=\"P1D\">Theatrical</avails:StartCondition>",
    "<avails:Territory><md:country>MX</md:country></avails:Territory>",
    "<avails:AssetLanguage assetProvided=\"true\">de</avails:AssetLanguage>",
    "<avails:Term termName=\"WSP\"><avails:Money currency=\"MXN\">1.23</avails:Money></avails:Term>",
    "<avails:Term termName=\"WSP\"/>",
    "<avails:Term termName=\"SRP\"><avails:Money>1.23</avails:Money></avails:Term>",
    "<avails:Term termName=\"Exclusive\"><avails:Boolean>false</avails:Boolean></avails:Term>",
    "<avails:Licensee><md:DisplayName>new</md:DisplayName></avails:Licensee>",
    "<avails:WindowDuration>P1D</avails:WindowDuration>",
    "<avails:USACaptionsExemptionReason>2</avails:USACaptionsExemptionReason>",
    "<avails:RunLength>PT2H</avails:RunLength>",
    "<avails:ReleaseDate>1999</avails:ReleaseDate>",
    "<avails:Ratings><md:Rating><md:Region><md:country>MX</md:country></md:Region><md:System>new</md:System>\
     <md:Value>15</md:Value></md:Rating></avails:Ratings>",
    "<avails:GroupingEntity><md:Type>channel</md:Type><md:GroupIdentity>new</md:GroupIdentity>\
     <md:DisplayName>new</md:DisplayName></avails:GroupingEntity>",
    "<avails:BundledAsset sequence=\"9\"><avails:BundledALID>new</avails:BundledALID></avails:BundledAsset>",
    "<avails:ExceptionFlag>true</avails:ExceptionFlag>",
    "<avails:AssociatedALID>new</avails:AssociatedALID>",
    "<avails:Mood>new</avails:Mood>",
];

fn edit() -> impl Strategy<Value = Edit> {
    let text = || proptest::sample::select(TEXTS);
    prop_oneof![
        3 => Just(Edit::Remove),
        4 => text().prop_map(Edit::Text),
        1 => text().prop_map(Edit::Repeat),
        3 => proptest::sample::select(NEW).prop_map(Edit::Add),
        1 => (any::<usize>(), proptest::option::of(text()))
            .prop_map(|(number, text)| Edit::Attribute(number, text)),
    ]
}

impl Edit {
    fn can_change(&self, span: &Span<'_>) -> bool {
        match self {
            Self::Remove | Self::Attribute(..) => true,
            Self::Text(_) | Self::Repeat(_) => span.is_leaf && span.inner.0 < span.inner.1,
            Self::Add(_) => !span.is_leaf,
        }
    }
}

/// Returns the document after an element has been edited, or `None` if the edit is impossible.
fn edited(xml: &str, span: &Span<'_>, edit: &Edit) -> Option<(String, &'static str)> {
    let whole = |from: usize, to: usize, with: &str| {
        let mut text = xml.to_owned();
        text.replace_range(from..to, with);
        text
    };
    let text = match edit {
        Edit::Remove => whole(span.start, span.end, ""),
        Edit::Text(text) => whole(span.inner.0, span.inner.1, text),
        Edit::Repeat(text) => {
            let start = &xml[span.start..span.inner.0];
            let copy = format!("{start}{text}</{}>", span.name);
            whole(span.end, span.end, &copy)
        }
        Edit::Add(new) => whole(span.inner.1, span.inner.1, new),
        Edit::Attribute(number, new) => {
            let tag = &xml[span.start..span.inner.0];
            let attributes: Vec<usize> = tag.match_indices("=\"").map(|(at, _)| at).collect();
            if attributes.is_empty() {
                return None;
            }
            let at = span.start + attributes[number % attributes.len()];
            let end = at + 2 + xml[at + 2..].find('"')?;
            match new {
                Some(new) => whole(at + 2, end, new),
                None => whole(xml[..at].rfind(' ')?, end + 1, ""),
            }
        }
    };
    // Without an Avail, Asset or Transaction, the rows can't be compared one by one. Without a metadata element, the
    // row might get another one, which might have no place for some of the preserved text.
    let is_part = ["avails:Avail", "avails:Asset", "avails:Transaction"].contains(&span.name)
        || span.name.ends_with("Metadata");
    let kind = match (is_part, edit) {
        (true, Edit::Remove) => "part",
        _ => "within",
    };
    Some((text, kind))
}

/// Returns the document without the text that is preserved in instructions.
fn elements_only(xml: &str) -> String {
    let mut text = xml.to_owned();
    for target in [KeptCell::TARGET, KeptUnplaced::TARGET] {
        let begin = format!("<?{target} ");
        while let Some(start) = text.find(&begin) {
            let end = start + text[start..].find("?>").unwrap() + 2;
            text.replace_range(start..end, "");
        }
    }
    text
}

fn rows(xml: &str) -> Vec<Avail> {
    let workbook = crate::read_bytes(xml.to_owned()).unwrap();
    workbook.avails().cloned().collect()
}

fn text(avail: &Avail, column: Column) -> &str {
    avail.cell(column).map_or("", |cell| cell.text())
}

/// Asserts that the reader uses the elements after edits, and that no preserved text is dropped silently.
fn assert_elements_count(version: XmlVersion, xml: &str, edits: &[(Index, Edit)]) {
    let before = (rows(xml), rows(&elements_only(xml)));
    let spans = spans(xml);
    for (of, edit) in edits {
        let able: Vec<_> = spans.iter().filter(|it| edit.can_change(it)).collect();
        if able.is_empty() {
            continue;
        }
        if let Some((changed, kind)) = edited(xml, able[of.index(able.len())], edit) {
            assert_elements_of(version, &before, &changed, kind);
        }
    }
}

/// Returns the content of a row that no column holds, one string for each piece.
fn unplaced(avail: &Avail) -> Vec<String> {
    let unplaced = avail.unplaced();
    unplaced.map(KeptUnplaced::to_instruction).collect()
}

/// Returns the strings that `others` lacks. A string that is missing several times is returned as many times.
fn without(texts: Vec<String>, others: &[String]) -> Vec<String> {
    let mut others = others.to_vec();
    let mut left = texts;
    left.retain(|text| match others.iter().position(|it| it == text) {
        Some(at) => {
            others.remove(at);
            false
        }
        None => true,
    });
    left
}

fn assert_elements_of(
    version: XmlVersion,
    (before, elements_before): &(Vec<Avail>, Vec<Avail>),
    changed: &str,
    kind: &str,
) {
    let (after, elements) = (rows(changed), rows(&elements_only(changed)));
    assert_eq!(after.len(), elements.len());
    let is_aligned = kind == "within" && before.len() == after.len();
    for (number, (row, elements)) in after.iter().zip(&elements).enumerate() {
        // Content that only an instruction holds must not have a place in the written row.
        let (written, _) = write(version, [row]);
        let is_kept = |own: &str| written.contains(&format!("<?{} {own}?>", KeptUnplaced::TARGET));
        let kept = without(unplaced(row), &unplaced(elements));
        for own in &kept {
            assert!(is_kept(own), "{version}: {own} has a place\n{changed}");
        }
        if is_aligned {
            let kept_before = without(
                unplaced(&before[number]),
                &unplaced(&elements_before[number]),
            );
            let stale = row.stale_texts().iter();
            let stale: Vec<&str> = stale.map(|text| text.field.as_str()).collect();
            for gone in without(kept_before, &kept) {
                let told = stale.iter().any(|path| gone.contains(&format!("{path:?}")));
                assert!(told, "{version}: nothing is said of {gone}\n{changed}");
            }
        }
        let written = rows(&elements_only(&written));
        let written = written.first();
        for column in Column::ALL {
            let (read, element) = (text(row, *column), text(elements, *column));
            if read != element {
                let written = written.map_or("", |written| text(written, *column));
                assert_eq!(
                    written, element,
                    "{version}: {column} is read as {read:?}\n{changed}"
                );
            }
            if !is_aligned {
                continue;
            }
            let element_before = text(&elements_before[number], *column);
            // No element holds CaptionIncluded, so a value that was derived from the exemption can disappear while the
            // preserved text is still used.
            let is_derived = *column == Column::CaptionIncluded && element.is_empty();
            if element != element_before && !is_derived {
                assert_eq!(read, element, "{version}: {column} was edited\n{changed}");
            } else if !is_derived && read != text(&before[number], *column) {
                let stale = row.stale_texts().iter();
                let told = stale
                    .map(|text| text.field.as_str())
                    .any(|it| it == column.name());
                assert!(told, "{version}: nothing is said of {column}\n{changed}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_elements_of_arbitrary_rows_count(
        version in proptest::sample::select(WRITTEN),
        rows in proptest::collection::vec(row(), 1..3),
        edits in proptest::collection::vec((any::<Index>(), edit()), 8),
    ) {
        let mut builder = builder();
        let avails: Vec<Avail> = rows.iter().map(|row| avail(&mut builder, row)).collect();
        let (xml, _) = write(version, &avails);
        assert_elements_count(version, &xml, &edits);
    }

    #[test]
    fn the_elements_of_legal_rows_count(
        version in proptest::sample::select(WRITTEN),
        sheet in arbitrary::sheets(Layout::all()),
        edits in proptest::collection::vec((any::<Index>(), edit()), 8),
    ) {
        let rows = sheet.avails.iter().take(3);
        let (xml, _) = write(version, rows);
        assert_elements_count(version, &xml, &edits);
    }
}

#[test]
fn the_elements_of_real_rows_count() {
    edit_real_rows(13);
}

#[test]
#[ignore = "takes minutes"]
fn all_elements_of_real_rows_count() {
    edit_real_rows(1);
}

/// Writes real rows as XML, and makes each kind of edit to one element in every `every`, using one of the test strings.
fn edit_real_rows(every: usize) {
    let mut number = 0;
    for path in files("xlsx").into_iter().chain(files("xml")) {
        let workbook = crate::read_path(&path).unwrap();
        // Up to two rows are used for each WorkType, the second for the same title as the first.
        let mut shown: Vec<(String, Vec<Avail>)> = Vec::new();
        for avail in workbook.avails() {
            let work_type = text(avail, Column::WorkType);
            match shown.iter_mut().find(|(own, _)| own == work_type) {
                None => shown.push((work_type.to_owned(), vec![avail.clone()])),
                Some((_, rows)) => {
                    let alid = text(avail, Column::Alid);
                    if rows.len() < 2 && text(&rows[0], Column::Alid) == alid {
                        rows.push(avail.clone());
                    }
                }
            }
        }
        for (_, avails) in &shown {
            number += 1;
            // Several versions are tried, because some lack elements that others have.
            let versions = [
                XmlVersion::V2_2,
                XmlVersion::V2_3,
                XmlVersion::V2_5,
                XmlVersion::V2_7,
            ];
            let version = versions[number % versions.len()];
            let (xml, _) = write(version, avails);
            let before = (rows(&xml), rows(&elements_only(&xml)));
            for span in spans(&xml).iter().skip(number % every).step_by(every) {
                number += 1;
                let text = TEXTS[number % TEXTS.len()];
                let mut edits = vec![
                    Edit::Remove,
                    Edit::Text(text),
                    Edit::Repeat(text),
                    Edit::Add(NEW[number % NEW.len()]),
                ];
                let attributes = xml[span.start..span.inner.0].matches("=\"").count();
                for attribute in 0..attributes {
                    edits.push(Edit::Attribute(attribute, None));
                    edits.push(Edit::Attribute(attribute, Some(text)));
                }
                for edit in edits.iter().filter(|edit| edit.can_change(span)) {
                    if let Some((changed, kind)) = edited(&xml, span, edit) {
                        assert_elements_of(version, &before, &changed, kind);
                    }
                }
            }
        }
    }
    assert!(number == 0 || number > 100, "{number}");
}

#[test]
fn a_changed_end_counts_and_a_removed_one_is_blank() {
    let cells = [
        (Column::WorkType, "Movie"),
        (Column::Start, "2027-03-01"),
        (Column::End, "2028-02-29"),
        (Column::OtherTerms, "Ask first"),
    ];
    let (xml, _) = super::write_row(XmlVersion::V2_4, &cells);
    let end = "<avails:End>2028-02-29T23:59:59</avails:End>";
    let shown = |xml: &str| {
        let row = rows(xml).remove(0);
        let stale: Vec<String> = row
            .stale_texts()
            .iter()
            .map(|stale| format!("{} {} at {}", stale.field, stale.text, stale.position))
            .collect();
        let texts = [Column::Start, Column::End, Column::OtherTerms];
        (texts.map(|column| text(&row, column).to_owned()), stale)
    };
    assert!(xml.contains(end), "{xml}");
    let same = |end: &str| ["2027-03-01", end, "Ask first"].map(str::to_owned);
    assert_eq!(shown(&xml), (same("2028-02-29"), vec![]));
    let line = xml
        .lines()
        .position(|line| line.contains("\"column\":\"End\""))
        .unwrap()
        + 1;
    let changed = xml.replace(end, "<avails:End>2029-12-31T23:59:59</avails:End>");
    let stale = vec![format!("End 2028-02-29 at line {line}, column 18")];
    assert_eq!(
        shown(&changed),
        (same("2029-12-31T23:59:59"), stale.clone())
    );
    // The preserved text is stale even if the element has the same moment in a different notation.
    let respelt = xml.replace(end, "<avails:End>2028-02-29T23:59:59.0</avails:End>");
    assert_eq!(
        shown(&respelt),
        (same("2028-02-29T23:59:59.0"), stale.clone())
    );
    assert_eq!(shown(&xml.replace(end, "")), (same(""), stale));
}

/// Checks how a changed SRP is read. An SRP can be the price of a row, but also has its own column.
#[test]
fn a_changed_retail_price_is_no_other_price() {
    let cells = [
        (Column::WorkType, "Movie"),
        (Column::PriceType, "SRP"),
        (Column::PriceValue, "4.99"),
    ];
    let (xml, _) = super::write_row(XmlVersion::V2_4, &cells);
    let prices = |xml: &str| {
        let row = rows(xml).remove(0);
        [Column::PriceType, Column::PriceValue, Column::Srp]
            .map(|column| text(&row, column).to_owned())
    };
    assert_eq!(prices(&xml), ["SRP", "4.99", ""]);
    assert_eq!(prices(&xml.replace(">4.99<", ">5.99<")), ["", "", "5.99"]);
}

/// Checks that preserved text is used only for elements that the writer could write for the row. Here, another program
/// changes the WorkType of an episode to Volume. Version 2.2 has no metadata element for volumes, so the writer would
/// not write the running time of a volume.
#[test]
fn an_element_without_a_place_in_its_row_counts() {
    let cells = [
        (Column::WorkType, "Episode"),
        (Column::TotalRunTime, "4:58:43"),
    ];
    let (xml, _) = super::write_row(XmlVersion::V2_2, &cells);
    let run_time = |xml: &str| {
        let row = rows(xml).remove(0);
        let stale = row.stale_texts().iter();
        let stale: Vec<String> = stale.map(|stale| stale.field.to_string()).collect();
        (text(&row, Column::TotalRunTime).to_owned(), stale)
    };
    assert_eq!(run_time(&xml), ("4:58:43".to_owned(), vec![]));
    let changed = xml.replace(">Episode<", ">Volume<");
    assert_ne!(changed, xml);
    let expected = ("04:58:43".to_owned(), vec!["TotalRunTime".to_owned()]);
    assert_eq!(run_time(&changed), expected);
}

/// Checks a language that another program adds with the attribute `assetProvided`, which also puts the language into
/// RequiredFulfillmentLanguages. The language must be in both columns, even though the writer itself would add it to
/// the preserved list.
#[test]
fn an_added_language_is_in_each_of_its_columns() {
    let cells = [
        (Column::WorkType, "Movie"),
        (Column::AssetLanguage, "fil,pt-BR:sub"),
        (Column::RequiredFulfillmentLanguages, "fil"),
    ];
    let (xml, _) = super::write_row(XmlVersion::V2_3, &cells);
    let languages = |xml: &str| {
        let row = rows(xml).remove(0);
        let columns = [Column::AssetLanguage, Column::RequiredFulfillmentLanguages];
        columns.map(|column| text(&row, column).to_owned())
    };
    assert_eq!(languages(&xml), ["fil,pt-BR:sub", "fil"]);
    let end = "</avails:Transaction>";
    let added = "<avails:AssetLanguage assetProvided=\"true\">de</avails:AssetLanguage>";
    let changed = xml.replace(end, &format!("{added}{end}"));
    assert_eq!(languages(&changed), ["fil, pt-BR:sub, de", "fil, de"]);
}
