//! Tests that no text is lost, whatever its content and its column.

use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, Header, HeaderColumn, HeaderRows, Marks, Stored, Text,
    trim,
};
use proptest::prelude::*;

/// Generates text of all kinds: plausible values, near misses, and noise.
fn cell_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \u{a0}]{0,2}[A-Za-z0-9,;|:.*/_-]{0,12}[ \u{a0}]{0,2}",
        "[A-Z]{2}(, ?[A-Z]{2}){0,4}",
        "[a-z]{2}(-[A-Z]{2})?(:(sub|dub|subdub|any|audio))?([,;|] ?[a-z]{2}){0,3}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{0,12}(Z|[+-][0-9:]{0,5})?)?",
        "-?[0-9]{0,30}[.,]?[0-9]{0,30}",
        "-?P?[0-9]{0,12}[YMWD]?T?[0-9]{0,12}[HMS]?",
        "10\\.[0-9]{4}/:?[0-9A-F-]{0,30}",
        "(?s).{0,40}",
    ]
}

proptest! {
    #[test]
    fn a_normalized_value_is_the_same_value(
        column in 0..Column::ALL.len(),
        text in cell_text(),
        version in 0..EmaVersion::ALL.len(),
    ) {
        let (column, version) = (Column::ALL[column], EmaVersion::ALL[version]);
        let value = |text: &str| {
            let avail = Avail::from_cells(version, [(column, text)]);
            avail.cell(column).map(|cell| cell.value().clone())
        };
        if let Some(read) = value(&text)
            && let Some(normalized) = read.normalized()
        {
            prop_assert_eq!(value(&normalized), Some(read), "{} as {}", text, normalized);
        }
    }
}

proptest! {
    #[test]
    fn every_text_is_kept_in_its_column(
        cells in prop::collection::vec((0..Column::ALL.len(), cell_text()), 1..20),
        version in 0..EmaVersion::ALL.len(),
        tv in any::<bool>(),
    ) {
        let columns = (0..)
            .zip(Column::ALL)
            .filter(|(_, column)| tv || **column != Column::SeriesTitleInternalAlias)
            .map(|(index, column)| HeaderColumn::new(index, Text::from(column.name()), None))
            .collect();
        let version = EmaVersion::ALL[version];
        let header =
            Header::new("Avails".into(), HeaderRows::TEMPLATE, columns, None, Some(version));
        let mut builder = AvailBuilder::new(Arc::new(header));
        let mut last = std::collections::BTreeMap::new();
        for (index, text) in &cells {
            let place = u16::try_from(*index).unwrap();
            builder.push(place, text.as_str(), Stored::Text, Marks::default());
            if !text.is_empty() {
                last.insert(place, text.clone());
            }
        }
        let avail = builder.build(4);
        let kept: std::collections::BTreeMap<u16, String> =
            avail.cells().iter().map(|cell| (cell.index(), cell.text().to_owned())).collect();
        prop_assert_eq!(&kept, &last);
        for cell in avail.cells() {
            prop_assert_eq!(cell.is_blank(), trim(cell.text()).is_empty());
            for fault in cell.faults() {
                prop_assert!(cell.text().get(fault.at.clone()).is_some(), "a part of the text");
            }
        }
    }

    #[test]
    fn a_repeated_text_means_the_same_again(text in cell_text(), index in 0..Column::ALL.len()) {
        let column = Column::ALL[index];
        let version = EmaVersion::V1_9;
        let once = Avail::from_cells(version, [(column, text.as_str())]);
        let mut builder = AvailBuilder::new(Arc::clone(once.header()));
        builder.set(column, &text).unwrap().build(4);
        let again = builder.set(column, &text).unwrap().build(5);
        prop_assert_eq!(
            once.cell(column).map(|cell| cell.value().clone()),
            again.cell(column).map(|cell| cell.value().clone())
        );
    }
}
