//! Tests that files with wrong bytes are either read or rejected, without a panic.

use std::sync::LazyLock;

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::Index;

use super::shown;
use crate::tests::corpus::files;

/// The files in the corpus, if available, and the file `everything.xml`.
static ORIGINALS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let corpus = files("xml").into_iter();
    let corpus = corpus.map(|path| std::fs::read(path).unwrap());
    let own = include_bytes!("everything.xml").to_vec();
    corpus.chain([own]).collect()
});

/// Generates fragments that are meaningful in XML Avails.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "<",
        ">",
        "/>",
        "</",
        "<a:Avail>",
        "</a:Avail>",
        "<a:Transaction>",
        "</a:Transaction>",
        "<a:Asset contentID=''/>",
        "<a:Term termName='WSP'>",
        "<m:Rating/>",
        "&",
        "&#0;",
        "&#xD800;",
        "&x;",
        "\"",
        " xmlns=''",
        " xmlns:a='urn:b'",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "<?ema-cell {\"column\":\"ALID\",\"text\":\"\"}?>",
        "<?ema-column {\"header\":\"ALID\"}?>",
        "\u{FFFE}",
        "\0",
        "\r",
    ])
}

fn survives(bytes: Vec<u8>) {
    if let Ok(workbook) = crate::read_bytes(bytes) {
        for avail in workbook.avails() {
            assert_eq!(avail.cells().len(), {
                let places = avail.cells().iter().map(|cell| avail.position_of(cell));
                places.flatten().count()
            });
        }
    }
}

proptest! {
    #[test]
    fn wrong_bytes_do_no_harm(
        file in any::<Index>(),
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = file.get(&ORIGINALS).clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survives(bytes);
    }

    #[test]
    fn wrong_markup_does_no_harm(
        file in any::<Index>(),
        at in any::<Index>(),
        removed in 0..40_usize,
        piece in piece(),
    ) {
        let bytes = file.get(&ORIGINALS).clone();
        let at = at.index(bytes.len());
        let end = (at + removed).min(bytes.len());
        survives([&bytes[..at], piece.as_bytes(), &bytes[end..]].concat());
    }

    #[test]
    fn a_file_cut_short_is_refused(file in any::<Index>(), at in any::<Index>()) {
        let bytes = file.get(&ORIGINALS).clone();
        let text = std::str::from_utf8(&bytes).unwrap();
        // At least eight bytes of the declaration must remain, because a shorter file could be any text.
        let cut = 8 + at.index(text.trim_end().len() - 8);
        prop_assert!(crate::read_bytes(&bytes[..cut]).is_err(), "{cut}");
    }

    /// Moving, removing or repeating elements changes only the content, so the file is read.
    #[test]
    fn elements_in_any_order_are_read(file in any::<Index>(), from in any::<Index>(), to in any::<Index>()) {
        let bytes = file.get(&ORIGINALS).clone();
        let text = String::from_utf8(bytes).unwrap();
        // Each of these lines has exactly one element.
        let mut lines: Vec<&str> = text.lines().collect();
        let is_whole = |line: &&str| {
            let line = line.trim();
            line.starts_with('<') && line.contains("</") && !line.starts_with("</")
        };
        let whole: Vec<usize> = (0..lines.len()).filter(|at| is_whole(&lines[*at])).collect();
        let (from, to) = (*from.get(&whole), *to.get(&whole));
        let line = lines.remove(from);
        lines.insert(to.min(lines.len()), line);
        let moved = crate::read_bytes(lines.join("\n")).unwrap();
        let original = crate::read_bytes(text.as_str()).unwrap();
        prop_assert_eq!(moved.avails().count(), original.avails().count(), "{}", shown(&moved));
    }
}
