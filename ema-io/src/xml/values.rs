//! Converts between the text of cells and the notations of XML Avails.
//!
//! Text that the schema type accepts is unchanged, and all other text is converted. For example, hours become `PT48H`,
//! a running time becomes `PT1H37M49S`, and a date becomes the first or last second of its day. The writer converts the
//! result back with [`decode`] and, if that differs from the text of the cell, also keeps the text.

mod lists;
mod spellings;

use std::borrow::Cow;

use ema_model::{
    AvailEnd, AvailStart, Cell, Column, IsoDuration, Moment, Money, NaiveDate, RunTime, Value,
    WorkType,
};

use super::characters::xml_text;
use super::schema::lexical;
use super::uri;

pub(crate) use lists::{join, language_from_xml, language_to_xml, list_items, region_to_xml};

/// The value of a cell in the notation of its element or attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Encoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Whether the meaning is the same as in the cell. If characters were replaced, the meaning is different.
    pub(crate) same: bool,
}

impl<'a> Encoded<'a> {
    fn same(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            same: true,
        }
    }
}

/// Converts the text of a cell to the notation of the schema, or returns `None` if the schema type can't represent it.
///
/// This function does not handle columns with lists ([`list_items`]) or prices ([`super::terms`]).
pub(crate) fn encode(column: Column, cell: &Cell) -> Option<Encoded<'_>> {
    let text = cell.trimmed();
    // The cell contains a spreadsheet error instead of a value.
    if cell.stored_without_value() {
        return None;
    }
    match form(column) {
        Form::Text => {
            let text = xml_text(cell.text());
            Some(Encoded {
                same: matches!(text, Cow::Borrowed(_)),
                text,
            })
        }
        Form::Uri => Some(uri_text(text)),
        Form::Flag => match cell.value() {
            Value::Flag(true) => Some(Encoded::same("true")),
            Value::Flag(false) => Some(Encoded::same("false")),
            _ => None,
        },
        Form::Number => digits(text).then(|| Encoded::same(text)),
        Form::Reason => {
            let positive = digits(text) && text.bytes().any(|digit| digit != b'0');
            positive.then(|| Encoded::same(text))
        }
        Form::Year => {
            (is_year(text) || is_year_month(text) || is_date(text)).then(|| Encoded::same(text))
        }
        Form::YearOrTime if is_year(text) => Some(Encoded::same(text)),
        Form::YearOrTime | Form::Event => match text.parse::<Moment>().ok()? {
            Moment::Date(date) => in_schema(date).then(|| Encoded::same(text)),
            moment => date_time(moment).map(Encoded::same),
        },
        Form::Start => match cell.value() {
            Value::Start(AvailStart::At(moment)) => {
                date_time_of_day(*moment, FIRST_SECOND).map(Encoded::same)
            }
            _ => None,
        },
        Form::End => match cell.value() {
            Value::End(AvailEnd::At(moment)) => {
                date_time_of_day(*moment, LAST_SECOND).map(Encoded::same)
            }
            _ => None,
        },
        Form::Duration => duration(text).map(Encoded::same),
        Form::Hours => match cell.value() {
            Value::Hours(hours) => Some(Encoded::same(format!("PT{}H", hours.get()))),
            _ => None,
        },
        Form::RunTime => match cell.value() {
            Value::RunTime(time) => Some(Encoded::same(run_time(*time))),
            _ => None,
        },
        Form::Decimal => is_decimal(text).then(|| Encoded::same(text)),
    }
}

/// Returns whether the cell's element would contain `text`, if the cell has a date without a time. Returns `None` for
/// all other cells. Most text that is kept next to elements is a date of this kind, so this quick check pays off.
pub(crate) fn is_day(column: Column, cell: &Cell, text: &str) -> Option<bool> {
    let time = match (column, cell.value()) {
        (Column::Start, Value::Start(AvailStart::At(Moment::Date(date)))) if in_schema(*date) => {
            FIRST_SECOND
        }
        (Column::End, Value::End(AvailEnd::At(Moment::Date(date)))) if in_schema(*date) => {
            LAST_SECOND
        }
        _ => return None,
    };
    Some(text.strip_prefix(cell.trimmed()) == Some(time))
}

const FIRST_SECOND: &str = "T00:00:00";
const LAST_SECOND: &str = "T23:59:59";

/// Converts the text of an element or attribute to the notation that cells in the column use.
pub(crate) fn decode(column: Column, text: &str) -> Cow<'_, str> {
    let form = form(column);
    if form == Form::Text {
        return Cow::Borrowed(text);
    }
    // An empty element has the default value that the schema defines.
    if column == Column::ExceptionFlag && text.is_empty() {
        return Cow::Borrowed("true");
    }
    let text = match form {
        // Spaces inside an ID are kept, because IDs in sheets can have them and must be returned unchanged.
        Form::Uri => Cow::Borrowed(text.trim_matches([' ', '\t', '\n', '\r'])),
        _ => lexical::collapsed(text),
    };
    match spelling(column, form, &text) {
        Some(decoded) => Cow::Owned(decoded),
        None => text,
    }
}

/// Converts a value to the notation that cells use, if XML allows other notations for it. Returns `None` if the text
/// is already in the cells' notation or is not a value of the type.
fn spelling(column: Column, form: Form, text: &str) -> Option<String> {
    match form {
        Form::Flag => match text {
            "1" => Some("true".to_owned()),
            "0" => Some("false".to_owned()),
            _ => None,
        },
        Form::Number | Form::Reason => spellings::whole(text),
        Form::Decimal => spellings::decimal(text),
        Form::Start => spellings::moment(text, "T00:00:00"),
        Form::End => spellings::moment(text, "T23:59:59"),
        Form::Event | Form::YearOrTime if lexical::is_year(text) => spellings::year(text),
        // A window includes its last day.
        Form::Event if column == Column::FixedEndDate => spellings::moment(text, "T23:59:59"),
        Form::Event | Form::YearOrTime => spellings::moment(text, "T00:00:00"),
        Form::Hours => whole_hours(text).map(|hours| hours.to_string()),
        Form::RunTime => seconds(text).map(|seconds| {
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
        }),
        Form::Text | Form::Uri | Form::Year | Form::Duration => None,
    }
}

/// Returns the meaning of text that the schema allows but sheets do not: the year in a release date, or the first day
/// of a year in the release history. The cell keeps its text.
pub(crate) fn meaning(column: Column, text: &str) -> Option<String> {
    let year = text.get(..4).filter(|year| is_year(year))?;
    match form(column) {
        Form::Year if lexical::is_date(text) || lexical::is_year_month(text) => {
            let ends = text.as_bytes().get(4) == Some(&b'-');
            ends.then(|| year.to_owned())
        }
        Form::Year if text.len() > 4 && lexical::is_year(text) => {
            let ends = matches!(text.as_bytes().get(4), Some(b'Z' | b'+' | b'-'));
            ends.then(|| year.to_owned())
        }
        Form::YearOrTime if text.len() == 4 => Some(format!("{year}-01-01")),
        _ => None,
    }
}

/// Converts an ID to `xs:anyURI`, where an invalid character becomes `%` and hexadecimal digits.
pub(crate) fn uri_text(text: &str) -> Encoded<'_> {
    match uri::encoded(text) {
        Cow::Borrowed(text) => Encoded::same(text),
        Cow::Owned(text) => Encoded {
            text: text.into(),
            same: false,
        },
    }
}

/// Returns whether a string is an amount that is also an `xs:decimal` value, with no more digits than every schema
/// processor is required to support.
pub(crate) fn is_decimal(text: &str) -> bool {
    const DIGITS: usize = 18;
    text.parse::<Money>().is_ok() && text.bytes().filter(u8::is_ascii_digit).count() <= DIGITS
}

/// Returns the `AvailType` for a WorkType, as defined by the MovieLabs vocabulary, such as `single` for a movie and
/// `bundle` for a collection.
pub(crate) fn avail_type(work_type: &str) -> String {
    match WorkType::from(work_type) {
        WorkType::Movie | WorkType::Short => "single".to_owned(),
        WorkType::Collection => "bundle".to_owned(),
        WorkType::Other(other) => match other.to_lowercase().as_str() {
            "supplemental" | "supplement" => "supplement".to_owned(),
            other => xml_text(other).into_owned(),
        },
        known => match known.as_str() {
            "Supplemental" => "supplement".to_owned(),
            known => known.to_lowercase(),
        },
    }
}

/// Returns the ShortDescription: the title of the work that is sold, or an empty string if no title column is filled.
pub(crate) fn short_description<'a>(text_of: impl Fn(Column) -> Option<&'a str>) -> &'a str {
    const TITLES: [Column; 10] = [
        Column::TitleDisplayUnlimited,
        Column::TitleInternalAlias,
        Column::EpisodeTitleDisplayUnlimited,
        Column::EpisodeTitleInternalAlias,
        Column::VolumeTitleDisplayUnlimited,
        Column::VolumeTitleInternalAlias,
        Column::SeasonTitleDisplayUnlimited,
        Column::SeasonTitleInternalAlias,
        Column::SeriesTitleDisplayUnlimited,
        Column::SeriesTitleInternalAlias,
    ];
    let mut texts = TITLES.into_iter().filter_map(text_of);
    texts
        .find(|text| !ema_model::trim(text).is_empty())
        .unwrap_or_default()
}

/// The value of CaptionIncluded for an Asset with the element `USACaptionsExemptionReason`. An exemption means that
/// there are no captions.
pub(crate) const CAPTIONS_EXEMPTED: &str = "No";

/// The schema type of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `xs:string`.
    Text,
    /// `xs:anyURI`, the type of every ID.
    Uri,
    /// `xs:boolean`.
    Flag,
    /// `xs:int` or `xs:integer`.
    Number,
    /// `xs:positiveInteger`.
    Reason,
    /// `xs:gYear`, `xs:gYearMonth` or `xs:date`.
    Year,
    /// `xs:gYear`, `xs:date` or `xs:dateTime`.
    YearOrTime,
    /// `xs:date` or `xs:dateTime`.
    Event,
    /// `xs:dateTime`. A date becomes the first second of that day.
    Start,
    /// `xs:dateTime`. A date becomes the last second of that day.
    End,
    /// `xs:duration`. The cell also contains an ISO 8601 duration.
    Duration,
    /// `xs:duration`. The cell contains a number of hours.
    Hours,
    /// `xs:duration`. The cell contains hours, minutes and seconds.
    RunTime,
    /// `xs:decimal`.
    Decimal,
}

fn form(column: Column) -> Form {
    match column {
        Column::Alid
        | Column::AvailId
        | Column::CampaignId
        | Column::ContentId
        | Column::DmaId
        | Column::EditId
        | Column::EncodeId
        | Column::EpisodeContentId
        | Column::EpisodeId
        | Column::EpisodeTitleId
        | Column::RefAlid
        | Column::SeasonContentId
        | Column::SeasonId
        | Column::SeriesContentId
        | Column::SeriesId
        | Column::TitleId
        | Column::UvId
        | Column::VolumeContentId
        | Column::VolumeId => Form::Uri,
        Column::BrandingRights | Column::ExceptionFlag | Column::Exclusive => Form::Flag,
        Column::EpisodeCount
        | Column::EpisodeNumber
        | Column::SeasonCount
        | Column::SeasonNumber
        | Column::VolumeNumber => Form::Number,
        Column::CaptionExemption => Form::Reason,
        Column::ReleaseYear => Form::Year,
        Column::ReleaseHistoryOriginal | Column::ReleaseHistoryPhysicalHv => Form::YearOrTime,
        Column::AnnounceDate
        | Column::FixedEndDate
        | Column::SpecialPreOrderFulfillDate
        | Column::SuppressionLiftDate => Form::Event,
        Column::Start => Form::Start,
        Column::End => Form::End,
        Column::EndLag | Column::StartLag | Column::WindowDuration => Form::Duration,
        Column::RentalDuration | Column::WatchDuration => Form::Hours,
        Column::TotalRunTime => Form::RunTime,
        Column::Srp => Form::Decimal,
        _ => Form::Text,
    }
}

/// Returns whether a string is a number of at most nine digits, which fits every integer type in the schema.
fn digits(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a string is a four-digit year. The schema does not allow the year zero.
fn is_year(text: &str) -> bool {
    text.len() == 4 && digits(text) && text != "0000"
}

fn is_year_month(text: &str) -> bool {
    text.len() == "2013-05".len() && is_date(&format!("{text}-01"))
}

fn is_date(text: &str) -> bool {
    matches!(text.parse(), Ok(Moment::Date(date)) if in_schema(date))
}

fn in_schema(date: NaiveDate) -> bool {
    use chrono::Datelike as _;
    (1..=9999).contains(&date.year())
}

/// Formats a moment as `xs:dateTime`. If the moment is a date without a time, `time` is appended.
fn date_time_of_day(moment: Moment, time: &str) -> Option<String> {
    match moment {
        Moment::Date(date) => in_schema(date).then(|| format!("{date}{time}")),
        moment => date_time(moment),
    }
}

fn date_time(moment: Moment) -> Option<String> {
    // The schema allows offsets of up to 14 hours.
    const FURTHEST: u16 = 14 * 60;
    let held = match moment {
        Moment::Instant { offset_minutes, .. } => offset_minutes.unsigned_abs() <= FURTHEST,
        _ => true,
    };
    (held && in_schema(moment.date())).then(|| moment.to_string())
}

/// Converts an ISO 8601 duration to `xs:duration`, which has no weeks.
fn duration(text: &str) -> Option<String> {
    let duration: IsoDuration = text.parse().ok()?;
    if !text.contains('W') {
        return Some(text.to_owned());
    }
    let sign = if duration.is_negative() { "-" } else { "" };
    let (months, days, seconds) = (duration.months(), duration.days(), duration.seconds());
    Some(format!("{sign}P{months}M{days}DT{seconds}S"))
}

fn run_time(time: RunTime) -> String {
    let (hours, minutes, seconds) = (
        time.seconds() / 3600,
        time.seconds() / 60 % 60,
        time.seconds() % 60,
    );
    match (hours, minutes, seconds) {
        (0, 0, seconds) => format!("PT{seconds}S"),
        (0, minutes, 0) => format!("PT{minutes}M"),
        (0, minutes, seconds) => format!("PT{minutes}M{seconds}S"),
        (hours, 0, 0) => format!("PT{hours}H"),
        (hours, minutes, 0) => format!("PT{hours}H{minutes}M"),
        (hours, minutes, seconds) => format!("PT{hours}H{minutes}M{seconds}S"),
    }
}

/// Returns the length of a duration in seconds, if it is fixed.
fn seconds(text: &str) -> Option<u64> {
    let duration: IsoDuration = text.parse().ok()?;
    let fixed = duration.months() == 0 && !duration.is_negative();
    fixed.then(|| u64::from(duration.days()) * 86_400 + u64::from(duration.seconds()))
}

fn whole_hours(text: &str) -> Option<u64> {
    seconds(text)
        .filter(|seconds| seconds % 3600 == 0)
        .map(|seconds| seconds / 3600)
}

#[cfg(test)]
mod tests {
    use ema_model::{Avail, EmaVersion};

    use super::*;

    fn encoded(column: Column, text: &str) -> Option<String> {
        let avail = Avail::from_cells(EmaVersion::LATEST, [(column, text)]);
        encode(column, avail.cell(column).unwrap()).map(|encoded| encoded.text.into_owned())
    }

    #[test]
    fn the_spellings_of_the_schema() {
        for (column, cell, xml) in [
            (Column::RentalDuration, "48", "PT48H"),
            (Column::TotalRunTime, "01:37:49", "PT1H37M49S"),
            (Column::TotalRunTime, "00:00:00", "PT0S"),
            (Column::TotalRunTime, "02:00:00", "PT2H"),
            (Column::TotalRunTime, "116", "PT1H56M"),
            (Column::TotalRunTime, "0:00:30", "PT30S"),
            (Column::Start, "2026-03-06", "2026-03-06T00:00:00"),
            (Column::Start, "2026-03-06T07:30", "2026-03-06T07:30:00"),
            (
                Column::Start,
                "2026-03-06T07:30:00-05:00",
                "2026-03-06T07:30:00-05:00",
            ),
            (Column::End, "2026-03-06", "2026-03-06T23:59:59"),
            (Column::AnnounceDate, "2026-03-06", "2026-03-06"),
            (Column::ReleaseYear, "1958", "1958"),
            (Column::ReleaseYear, "1958-05", "1958-05"),
            (Column::ReleaseYear, "1958-05-31", "1958-05-31"),
            (Column::ReleaseHistoryOriginal, "1958", "1958"),
            (Column::StartLag, "-P5DT10H", "-P5DT10H"),
            (Column::WindowDuration, "P2W", "P0M14DT0S"),
            (Column::ExceptionFlag, "Yes", "true"),
            (Column::Exclusive, "n", "false"),
            (Column::SeasonNumber, "007", "007"),
            (
                Column::TitleId,
                "10.5240/8FF3-1C20-84F5-F247-8BCD-E",
                "10.5240/8FF3-1C20-84F5-F247-8BCD-E",
            ),
            (
                Column::TitleId,
                "urn:eidr:10.5240:8FF3-1C20-84F5-F247-8BCD-E",
                "urn:eidr:10.5240:8FF3-1C20-84F5-F247-8BCD-E",
            ),
            (Column::Alid, "FIRST DANCE", "FIRST DANCE"),
            (Column::DisplayName, "  A & B\n", "  A & B\n"),
        ] {
            assert_eq!(encoded(column, cell).as_deref(), Some(xml), "{cell}");
        }
    }

    #[test]
    fn what_no_type_takes() {
        for (column, text) in [
            (Column::RentalDuration, "two days"),
            (Column::TotalRunTime, "56:20"),
            (Column::Start, "Immediate"),
            (Column::Start, "06/03/2026"),
            (Column::Start, "0000-01-01"),
            (Column::Start, "2026-03-06T07:30:00-15:00"),
            (Column::AnnounceDate, "N/A"),
            (Column::ReleaseYear, "0000"),
            (Column::ReleaseYear, "1958-13"),
            (Column::StartLag, "five days"),
            (Column::ExceptionFlag, "perhaps"),
            (Column::SeasonNumber, "1.0"),
            (Column::SeasonNumber, "12345678901"),
            (Column::CaptionExemption, "0"),
            (Column::Srp, "3,99"),
            (Column::Srp, "12345678901234567890"),
        ] {
            assert_eq!(encoded(column, text), None, "{text}");
        }
    }

    #[test]
    fn cells_are_spelt_as_in_sheets() {
        for (column, xml, cell) in [
            (Column::RentalDuration, "PT48H", "48"),
            (Column::RentalDuration, "P30D", "720"),
            (Column::RentalDuration, "PT90M", "PT90M"),
            (Column::RentalDuration, "P1M", "P1M"),
            (Column::TotalRunTime, "PT01H37M49S", "01:37:49"),
            (Column::TotalRunTime, "PT116M", "01:56:00"),
            (Column::TotalRunTime, "PT1H0.5S", "PT1H0.5S"),
            (
                Column::Start,
                " 2026-03-06T00:00:00\n",
                "2026-03-06T00:00:00",
            ),
            (Column::ExceptionFlag, "true", "true"),
            (Column::Alid, "\n  md:alid:x\n", "md:alid:x"),
            (Column::DisplayName, " A ", " A "),
        ] {
            assert_eq!(decode(column, xml), cell);
        }
    }

    #[test]
    fn characters_that_xml_has_not_are_replaced() {
        assert_eq!(xml_text("a\u{1}b\u{ffff}"), "a\u{fffd}b\u{fffd}");
        assert!(matches!(xml_text("tab\t line\n é 🎬"), Cow::Borrowed(_)));
    }

    #[test]
    fn avail_types_are_those_of_the_vocabulary() {
        for (work_type, avail_type) in [
            ("Movie", "single"),
            ("short", "single"),
            ("Collection", "bundle"),
            ("Season", "season"),
            ("Supplemental", "supplement"),
            ("Volume", "volume"),
            ("Miniseries", "miniseries"),
            ("", ""),
        ] {
            assert_eq!(super::avail_type(work_type), avail_type);
        }
    }
}
