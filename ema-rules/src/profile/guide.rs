//! What to write in a column, for people who fill in a template.

use ema_model::{Column, Kind, Layout};

use crate::engine::Profile;
use crate::rules::{accepted_keywords, rows_that_need};
use crate::wording::joined;

/// What to write in a column, according to a [`Profile`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnGuide {
    /// Which rows must fill the column.
    pub need: ColumnNeed,
    /// The values that are accepted, in one sentence, such as `A whole number of hours, at least one, such as 48.`
    /// `None` if the column takes any text.
    pub values: Option<String>,
    /// The words for a drop-down list. The list is empty if the column has no closed vocabulary.
    pub words: Vec<&'static str>,
}

/// Which rows must fill a column.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnNeed {
    /// Every row must.
    Required,
    /// Some rows must: for example, `for Season and Episode rows`.
    RequiredFor(String),
    /// No row must.
    Optional,
    /// The platform does not use the column.
    Unused,
}

impl Profile {
    /// Returns what to write in a column of a template. The rows that must fill the column are those for which the rule
    /// `required-field` reports a blank cell.
    ///
    /// ```
    /// use ema_model::{Column, EmaVersion, Layout, SheetKind};
    /// use ema_rules::{ColumnNeed, Profile};
    ///
    /// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Movies };
    /// let guide = Profile::prime_video().guide(Column::PriceType, layout);
    /// assert_eq!(guide.need, ColumnNeed::RequiredFor("for EST, VOD and POEST".into()));
    /// assert_eq!(guide.values.unwrap(), "WSP or Category.");
    /// assert_eq!(Profile::prime_video().guide(Column::Wcg, layout).need, ColumnNeed::Unused);
    /// ```
    #[must_use]
    pub fn guide(&self, column: Column, layout: Layout) -> ColumnGuide {
        let kind = column.kind(layout.version);
        let is_unused = self.platform.is_some_and(|platform| {
            let mut unused = platform.not_used.iter().chain(platform.not_listed);
            unused.any(|other| *other == column)
        });
        let need = match rows_that_need(self, layout, column) {
            _ if is_unused => ColumnNeed::Unused,
            None => ColumnNeed::Optional,
            Some(rows) if rows.is_empty() => ColumnNeed::Required,
            Some(rows) => ColumnNeed::RequiredFor(rows),
        };
        ColumnGuide {
            need,
            values: self.values(kind, layout),
            words: match kind.words() {
                [] => Vec::new(),
                _ => self.words(kind, layout.version),
            },
        }
    }

    fn values(&self, kind: Kind, layout: Layout) -> Option<String> {
        let or = |words: Vec<&str>| joined(words.into_iter().map(str::to_owned), "or");
        let Some(meaning) = kind.meaning() else {
            return Some(format!("{}.", or(self.words(kind, layout.version))));
        };
        let keywords = match kind {
            Kind::Start | Kind::End => accepted_keywords(self, kind, layout.version),
            _ => Vec::new(),
        };
        let meaning = match kind {
            Kind::Text | Kind::Id => return None,
            Kind::Start | Kind::End => Kind::Date.meaning().unwrap_or(meaning),
            _ => meaning,
        };
        let meaning = meaning.trim_end_matches('.');
        let example = kind
            .example()
            .map_or_else(String::new, |text| format!(", such as {text}"));
        Some(match keywords.is_empty() {
            true => format!("{meaning}{example}."),
            false => format!("{meaning}{example}; or {}.", or(keywords)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ema_model::{EmaVersion, SheetKind};
    use ema_testing::{assert_snapshot, str};

    const TV: Layout = Layout {
        version: EmaVersion::V1_7_3,
        sheet: SheetKind::Tv,
    };

    fn guides(profile: &Profile, columns: &[Column]) -> String {
        let line = |column: &Column| {
            let guide = profile.guide(*column, TV);
            format!(
                "{column}: {:?}: {}\n",
                guide.need,
                guide.values.unwrap_or_default()
            )
        };
        columns.iter().map(line).collect()
    }

    #[test]
    fn a_guide_states_need_and_values() {
        let columns = [
            Column::DisplayName,
            Column::Territory,
            Column::WorkType,
            Column::EpisodeNumber,
            Column::SeasonNumber,
            Column::Start,
            Column::End,
            Column::PriceType,
            Column::PriceValue,
            Column::CaptionIncluded,
            Column::CaptionExemption,
            Column::Director,
            Column::RentalDuration,
        ];
        assert_snapshot(
            guides(&Profile::prime_video(), &columns),
            str![[r#"
DisplayName: Required: 
Territory: Required: Territories, separated by commas, such as US.
WorkType: Required: Movie, Season or Episode.
EpisodeNumber: RequiredFor("for Episode rows"): A whole number, such as 8.
SeasonNumber: RequiredFor("for Season rows"): A whole number, such as 8.
Start: Required: A date, or a date and time, such as 2027-01-31.
End: Required: A date, or a date and time, such as 2027-01-31; or Open or ESTStart.
PriceType: RequiredFor("for EST, VOD and POEST"): WSP or Category.
PriceValue: RequiredFor("for EST, VOD and POEST"): An amount, or the name of a tier or category, such as 9.99.
CaptionIncluded: RequiredFor("for movies and episodes in the US"): Yes or No.
CaptionExemption: RequiredFor("in the US if CaptionIncluded is No"): 1, 2, 3, 4, 5 or 6.
Director: Unused: 
RentalDuration: Optional: A whole number of hours, at least one, such as 48.

"#]],
        );
        assert_snapshot(
            guides(&Profile::ema(), &columns),
            str![[r#"
DisplayName: Required: 
Territory: Required: Territories, separated by commas, such as US.
WorkType: Required: Movie, Short, Season, Episode or Collection.
EpisodeNumber: RequiredFor("for Episode rows"): A whole number, such as 8.
SeasonNumber: RequiredFor("for Season and Episode rows"): A whole number, such as 8.
Start: Required: A date, or a date and time, such as 2027-01-31; or Immediate, EST, Broadcast, Completed or Theatrical.
End: Required: A date, or a date and time, such as 2027-01-31; or Open, ESTStart, Immediate, EST, Broadcast, Completed or Theatrical.
PriceType: RequiredFor("for all but SVOD"): Tier, WSP, Category, DMRP, SMRP, LicenseFee, NA, TPR-Tier, TPR-WSP, TPR-DMRP, TPR-SMRP, TPR-Category or TPR-LicenseFee.
PriceValue: RequiredFor("for all but SVOD"): An amount, or the name of a tier or category, such as 9.99.
CaptionIncluded: RequiredFor("for movies and episodes in the US"): Yes or No.
CaptionExemption: RequiredFor("in the US if CaptionIncluded is No"): 1, 2, 3, 4, 5 or 6.
Director: Optional: 
RentalDuration: Optional: A whole number of hours, at least one, such as 48.

"#]],
        );
    }

    #[test]
    fn no_guide_speaks_to_programmers() {
        for profile in Profile::names().filter_map(Profile::named) {
            for layout in Layout::all() {
                for column in layout.columns() {
                    let guide = profile.guide(*column, layout);
                    let values = guide.values.unwrap_or_default();
                    let text = format!("{} {:?} {values}", column.meaning(), guide.need);
                    assert!(!text.contains('`') && !text.contains("::"), "{text}");
                }
            }
        }
    }
}
