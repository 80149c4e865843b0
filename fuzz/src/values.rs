//! What a cell can mean.

use ema_model::{
    Alid, AltId, AssetId, Avail, AvailEnd, AvailStart, Column, Count, Eidr, EmaVersion, Hours,
    IsoDuration, LanguageTag, Moment, Money, RunTime, TerritoryCode, Year, trim,
};

use crate::choices::Choices;

/// One text in every column of a version, and what is read from it, written out and read again.
pub fn values(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let version = Choices::of(bytes).one_of(EmaVersion::ALL);
    let columns = Column::ALL.iter().filter(|column| column.is_in(version));
    let avail = Avail::from_cells(version, columns.map(|column| (*column, text)));
    for cell in avail.cells() {
        assert_eq!(cell.text(), text);
        assert!(!format!("{:?}", cell.value()).is_empty());
    }
    assert!(!trim(text).starts_with(' '));
    let _ = Column::find(text);

    again(text, TerritoryCode::parse);
    again(text, Moment::parse);
    again(text, AvailStart::parse);
    again(text, AvailEnd::parse);
    again(text, RunTime::parse);
    again(text, |text| Money::parse(text).ok());
    again(text, |text| LanguageTag::parse(text).ok());
    again(text, |text| Eidr::parse(text).ok());
    again(text, Alid::parse);
    again(text, AltId::parse);
    let _ = Count::parse(text);
    let _ = Hours::parse(text);
    let _ = Year::parse(text);
    let _ = IsoDuration::parse(text);
    let _ = AssetId::parse(text);
    // What is mended is right, and so is not mended again.
    if let Some(mended) = LanguageTag::mended(text) {
        assert!(LanguageTag::parse(&mended).is_ok(), "{text:?}: {mended:?}");
    }
    if let Some(mended) = Eidr::mended(text) {
        assert!(Eidr::parse(&mended).is_ok(), "{text:?}: {mended:?}");
    }
}

/// A value that is written out is read again as the same.
fn again<T: PartialEq + ToString + std::fmt::Debug>(text: &str, parse: fn(&str) -> Option<T>) {
    if let Some(value) = parse(text) {
        assert_eq!(parse(&value.to_string()), Some(value), "{text:?}");
    }
}
