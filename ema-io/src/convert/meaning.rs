//! Translates values between versions and explains why a value has no equivalent.
//!
//! A value that the target version does not allow is reported as a loss and left unchanged, so that a recipient rejects
//! the row instead of misinterpreting it.

use ema_model::{
    Avail, AvailEnd, AvailStart, Cell, Column, EmaVersion, FormatProfile, Keyword, Kind,
    LicenseType, Moment, PriceType, PriceValue, Value,
};

use crate::xml::values;

/// The translation of a cell that gets different text or moves to a different column.
pub(super) struct Renamed {
    /// The target columns, each with its new text.
    pub(super) puts: Vec<(Column, String)>,
    /// The change to report, if any: the new value, and the reason for the change.
    pub(super) told: Option<(String, String)>,
}

/// The formats that version 1.7 renamed. No document lists them, so the pairs are inferred from the names. HFR and
/// 3DHFR name a frame rate but no resolution. They are translated to the HD formats, because HD was the usual
/// resolution when version 1.6 was written.
const FORMATS: [(FormatProfile, FormatProfile, HighFrameRate); 4] = {
    use FormatProfile as F;
    [
        (F::FourK, F::Uhd, HighFrameRate::Unstated),
        (F::ThreeDFourK, F::ThreeDUhd, HighFrameRate::Unstated),
        (F::Hfr, F::Hd, HighFrameRate::Stated),
        (F::ThreeDHfr, F::ThreeDHd, HighFrameRate::Stated),
    ]
};

/// Whether a 1.6 format includes a high frame rate. From 1.7 on, the frame rate has its own column, HFR.
#[derive(Clone, Copy, PartialEq)]
enum HighFrameRate {
    Stated,
    Unstated,
}

const SRP_COLUMN: &str = "from 1.7 on the suggested retail price is in the column SRP; the row \
                          names no other price, so PriceType and PriceValue say `NA`";
const SRP_TYPE: &str = "version 1.6 has no `NA`; the only price of the row is the suggested retail \
                        price";

/// Translates a value that has a new name or a new column in the target version. Returns `None` for any other value.
pub(super) fn renamed(avail: &Avail, column: Column, to: EmaVersion) -> Option<Renamed> {
    let from = avail.version();
    let is_up = from == EmaVersion::V1_6 && to > EmaVersion::V1_6;
    let is_down = from > EmaVersion::V1_6 && to == EmaVersion::V1_6;
    match column {
        Column::FormatProfile if is_up => format_up(avail, to),
        Column::FormatProfile | Column::Hfr if is_down => format_down(avail, column),
        Column::PriceType | Column::PriceValue if is_up => price_up(avail, column),
        Column::PriceType | Column::PriceValue if is_down => price_down(avail, column),
        _ => None,
    }
}

/// Converts a value that only XML allows to the notation used in sheets. For example, a full release date becomes its
/// year.
pub(super) fn in_sheets(column: Column, cell: &Cell) -> Option<Renamed> {
    let became = values::meaning(column, cell.text())?;
    let reason = match column {
        Column::ReleaseYear => "a sheet has only the year here; the month and the day are left out",
        _ => "a sheet has only dates here, so it becomes the first day of the year",
    };
    Some(Renamed {
        puts: vec![(column, became.clone())],
        told: Some((became, reason.to_owned())),
    })
}

fn format_up(avail: &Avail, to: EmaVersion) -> Option<Renamed> {
    let old = avail.format_profile().value()?;
    let (_, new, rate) = FORMATS.iter().find(|(name, _, _)| name == old)?;
    let mut puts = vec![(Column::FormatProfile, new.to_string())];
    let mut reason =
        format!("version {to} has no `{old}`, and this is most likely its name for it");
    if *rate == HighFrameRate::Stated {
        puts.push((Column::Hfr, "True".to_owned()));
        reason =
            format!("version {to} states a high frame rate in the column HFR, which is now `True`");
    }
    Some(Renamed {
        puts,
        told: Some((new.to_string(), reason)),
    })
}

fn format_down(avail: &Avail, column: Column) -> Option<Renamed> {
    let new = avail.format_profile().value()?;
    let said = match avail.hfr().value() {
        Some(true) => HighFrameRate::Stated,
        _ => HighFrameRate::Unstated,
    };
    let known = |rate| {
        let mut formats = FORMATS.iter();
        formats.find(|(_, name, format_rate)| name == new && *format_rate == rate)
    };
    let (old, _, rate) = known(said).or_else(|| known(HighFrameRate::Unstated))?;
    let is_stated = *rate == HighFrameRate::Stated;
    let reason = match is_stated {
        true => "version 1.6 states a high frame rate in FormatProfile".to_owned(),
        false => format!("version 1.6 has no `{new}`, and this is most likely its name for it"),
    };
    let puts = match column {
        Column::FormatProfile => vec![(column, old.to_string())],
        _ if is_stated => Vec::new(),
        _ => return None,
    };
    Some(Renamed {
        puts,
        told: Some((old.to_string(), reason)),
    })
}

/// Converts the price of a 1.6 row whose PriceType is `SRP`, a type that later versions do not
/// have.
fn price_up(avail: &Avail, column: Column) -> Option<Renamed> {
    let price = avail.price_value();
    let is_amount = matches!(price.value(), Some(PriceValue::Amount(_)));
    let srp = avail.cell(Column::Srp).map(Cell::trimmed);
    let is_free = srp.is_none_or(|srp| srp == ema_model::trim(price.text()));
    if avail.price_type().value() != Some(&PriceType::Srp) || !is_amount || !is_free {
        return None;
    }
    let na = (column, "NA".to_owned());
    Some(match column {
        Column::PriceType => Renamed {
            puts: vec![na],
            told: Some(("NA".to_owned(), SRP_COLUMN.to_owned())),
        },
        _ => Renamed {
            puts: vec![(Column::Srp, price.text().to_owned()), na],
            told: None,
        },
    })
}

fn price_down(avail: &Avail, column: Column) -> Option<Renamed> {
    let says_no_price = avail.price_type().value() == Some(&PriceType::Na);
    let no_value = avail.cell(Column::PriceValue).map(Cell::trimmed);
    let srp = avail
        .cell(Column::Srp)
        .filter(|_| avail.srp().value().is_some())?;
    if !says_no_price || !matches!(no_value, Some("NA")) {
        return None;
    }
    let text = match column {
        Column::PriceType => PriceType::Srp.to_string(),
        _ => srp.trimmed().to_owned(),
    };
    Some(Renamed {
        puts: vec![(column, text.clone())],
        told: Some((text, SRP_TYPE.to_owned())),
    })
}

/// Explains why the cell would have a different meaning in the target version. Returns `None` if the meaning stays the
/// same.
pub(super) fn foreign(
    avail: &Avail,
    cell: &Cell,
    column: Column,
    to: EmaVersion,
    in_xml: bool,
) -> Option<String> {
    let from = avail.version();
    let value = cell.value();
    if let Some(word) = value.as_word() {
        let mut words = column.kind(from).words().iter();
        let word = words.find(|known| known.text == word)?;
        let is_lost = word.is_in(from) && !word.is_in(to);
        return is_lost.then(|| format!("version {to} has no such {column}{}", way_out(word.text)));
    }
    match value {
        Value::Start(AvailStart::Keyword(word)) | Value::End(AvailEnd::Keyword(word)) => {
            let first = first_with(*word);
            (to < first && from >= first).then(|| {
                format!("version {to} does not allow this word here; write the intended date")
            })
        }
        Value::Start(AvailStart::At(moment)) | Value::End(AvailEnd::At(moment)) => {
            timed(*moment, from, to)
        }
        Value::Date(moment) => timed(*moment, from, to),
        // In XML, each list item is an element, and the suffix of a language is an attribute.
        Value::Territories(_) | Value::Languages(_) if in_xml => None,
        Value::Territories(list) if column == Column::Territory => {
            let license = avail.license_type();
            let lists = |version| takes_list(version, license.value());
            (list.len() > 1 && lists(from) && !lists(to)).then(|| {
                format!(
                    "version {to} allows only one territory per row; write a row for each territory"
                )
            })
        }
        Value::Languages(list) => {
            let has_suffix = list.iter().any(|language| language.suffix().is_some());
            let is_lost = from >= EmaVersion::V1_7_3 && to < EmaVersion::V1_7_3;
            (has_suffix && is_lost).then(|| {
                format!(
                    "version {to} can't limit a language to subtitles or audio, and without its \
                     suffix it would mean both"
                )
            })
        }
        // The dictionaries permit `N/A` in this column up to version 1.7.2.
        Value::Invalid(_) if column == Column::SuppressionLiftDate => {
            let is_none = cell.trimmed().eq_ignore_ascii_case("N/A");
            let is_lost = from <= EmaVersion::V1_7_2 && to > EmaVersion::V1_7_2;
            (is_none && is_lost).then(|| format!("version {to} has only dates here"))
        }
        // The FAQ for version 1.6 permits `TBD` instead of an amount.
        Value::PriceValue(PriceValue::Label(label)) if *label == "TBD" => {
            let price_type = avail.price_type();
            let is_amount = price_type.value().is_some_and(PriceType::is_monetary);
            let is_lost = from == EmaVersion::V1_6 && to > EmaVersion::V1_6;
            (is_amount && is_lost)
                .then(|| format!("version {to} needs the amount; write it when it is known"))
        }
        _ => None,
    }
}

/// Returns advice about a word that the target version does not allow.
fn way_out(word: &str) -> &'static str {
    match word {
        "Create" | "Update" | "Delete" => {
            "; send all current and future windows of the title as Full Extract"
        }
        "Volume" => "; sell the episodes or the season",
        "Supplemental" => "; send bonus material in version 1.8 or 1.9",
        "Collection" => "; send the titles of the bundle one by one",
        word if word.starts_with("TPR-") => "; send price reductions in version 1.7 or later",
        _ => "",
    }
}

fn timed(moment: Moment, from: EmaVersion, to: EmaVersion) -> Option<String> {
    let has_time = !matches!(moment, Moment::Date(_));
    (has_time && from > EmaVersion::V1_6 && to == EmaVersion::V1_6)
        .then(|| "version 1.6 has dates without a time of day".to_owned())
}

fn first_with(word: Keyword) -> EmaVersion {
    match word {
        Keyword::Open | Keyword::EstStart => EmaVersion::V1_6,
        Keyword::Immediate => EmaVersion::V1_7,
        _ => EmaVersion::V1_7_3,
    }
}

/// Returns whether Territory can list several territories. Version 1.7.3 allows a list only for SVOD, and later
/// versions always allow one.
fn takes_list(version: EmaVersion, license: Option<&LicenseType>) -> bool {
    match version {
        EmaVersion::V1_7_3 => license == Some(&LicenseType::Svod),
        _ => version >= EmaVersion::V1_8,
    }
}

/// Returns the list with the separators of the target tab, or `None` if the list does not change. The TV tab of version
/// 1.6 separates items with pipes, and all other tabs use commas.
pub(super) fn separated(
    text: &str,
    column: Column,
    from_pipes: bool,
    to_pipes: bool,
) -> Option<String> {
    let is_list =
        column.kind(EmaVersion::V1_6) == Kind::Languages || column == Column::RatingReason;
    match (from_pipes, to_pipes) {
        (true, false) if is_list && text.contains('|') => Some(text.replace('|', ",")),
        (false, true) if is_list && text.contains(',') => Some(text.replace(',', "|")),
        _ => None,
    }
}

/// Returns the reason to report for a lost ContentID value. The meaning of the ContentID columns changed in version
/// 1.7.
pub(super) fn without_meaning(column: Column, to: EmaVersion) -> String {
    match to {
        EmaVersion::V1_6 => format!("version 1.6 has only EIDRs in {column}"),
        EmaVersion::V1_7 | EmaVersion::V1_7_2 if column == Column::EpisodeContentId => format!(
            "version {to} has no column for the EIDR of an episode's title; versions 1.7.3 and later have one"
        ),
        _ => format!("version {to} has no EIDRs in {column}"),
    }
}

/// Returns the reason to report for a value whose column does not exist in the version.
pub(super) fn without_column(column: Column, to: EmaVersion) -> String {
    let more = match column {
        Column::TerritoryExclusion | Column::RefTerritoryExcluded => {
            "; the row then grants the rights there too"
        }
        Column::StartLag | Column::EndLag | Column::WindowDuration => {
            "; without it, the window is different"
        }
        Column::PriceCurrency => "; the price is then read in the currency that was agreed",
        Column::AllowedLanguages | Column::HoldbackExclusionLanguage | Column::HoldbackLanguage => {
            "; the row then grants every language"
        }
        Column::AssetLanguage => "; its StoreLanguage is that of the store",
        Column::EncodeId => "; only version 1.6 had it",
        _ => "",
    };
    format!("version {to} has no such column{more}")
}

/// Returns the reason to report for a value whose column exists in the version, but not in this tab.
pub(super) fn without_column_in_tab(to: EmaVersion, tab: &str) -> String {
    format!("the tab {tab} of version {to} has no such column")
}
