//! Cell values.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use ema_model::{
    Alid, AltId, AssetId, Avail, AvailEnd, AvailStart, Column, Count, Eidr, EmaVersion, Hdr, Hours,
    IsoDuration, LanguageTag, Moment, Money, PriceValue, RunTime, TerritoryCode, WorkType, Year,
    trim,
};

use crate::choices::Choices;

/// Tests one string in every column of a version. The parsed values are written and parsed again.
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
    again::<Column>(text);
    again::<TerritoryCode>(text);
    again::<Moment>(text);
    again::<AvailStart>(text);
    again::<AvailEnd>(text);
    again::<RunTime>(text);
    again::<IsoDuration>(text);
    again::<Money>(text);
    again::<Count>(text);
    again::<Hours>(text);
    again::<Year>(text);
    again::<LanguageTag>(text);
    again::<Eidr>(text);
    again::<AssetId>(text);
    again::<Alid>(text);
    again::<AltId>(text);
    again::<PriceValue>(text);
    again::<WorkType>(text);
    again::<Hdr>(text);
    // Corrected text must be valid and must not need any further correction.
    if let Some(corrected) = LanguageTag::corrected(text) {
        assert!(
            corrected.parse::<LanguageTag>().is_ok(),
            "{text:?}: {corrected:?}"
        );
    }
    if let Some(corrected) = Eidr::corrected(text) {
        assert!(corrected.parse::<Eidr>().is_ok(), "{text:?}: {corrected:?}");
    }
}

/// Tests that a written value parses back to the same value.
fn again<T: FromStr<Err: Debug> + PartialEq + Display + Debug>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        let again = value.to_string().parse::<T>();
        assert!(
            again.is_ok_and(|again| again == value),
            "{text:?}: {value:?}"
        );
    }
}
