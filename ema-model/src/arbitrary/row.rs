//! A row whose cells are first drawn independently and then made consistent with each other.
//!
//! Cells that are drawn independently also shrink independently, and the conditions for a valid row are all in one
//! place. For example, a row drawn as an `Episode` with an empty EpisodeNumber gets a number, and a row drawn as a
//! `Movie` loses its EpisodeNumber.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::select;

use super::offer::{self, Price, Rating, Window};
use super::texts;
use crate::{
    Column, EmaVersion, EntryType, Header, Kind, Layout, LicenseType, Requirement, SheetKind,
    WorkType,
};

/// The values drawn for a row.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    layout: Layout,
    work: &'static str,
    entry: &'static str,
    license: &'static str,
    /// The text for each column, and whether the cell is filled even in a row that does not require it.
    texts: BTreeMap<Column, (bool, String)>,
    window: Window,
    price: Price,
    rating: Rating,
    allows_languages: bool,
}

/// Generates rows for a header. A row fills only columns that the header has and its version defines.
pub(super) fn draft(header: &Header) -> impl Strategy<Value = Draft> + use<> {
    let layout = header.layout();
    let version = layout.version;
    let known: Vec<Column> = header
        .columns()
        .iter()
        .filter_map(|column| column.column)
        .filter(|column| knows(version, *column))
        .collect();
    let texts: Vec<_> = known
        .iter()
        .map(|column| (any::<bool>(), texts::text(*column, version)))
        .collect();
    let word = |column: Column| {
        let words = column.kind(version).words().iter();
        let words: Vec<&'static str> = words
            .filter(|word| word.is_in(version) && suits(layout, column, word.text))
            .map(|word| word.text)
            .collect();
        select(words)
    };
    (
        word(Column::WorkType),
        word(Column::EntryType),
        word(Column::LicenseType),
        texts,
        offer::window(version),
        offer::price(version),
        offer::rating(),
        any::<bool>(),
    )
        .prop_map(
            move |(work, entry, license, texts, window, price, rating, allows_languages)| Draft {
                layout,
                work,
                entry,
                license,
                texts: known.iter().copied().zip(texts).collect(),
                window,
                price,
                rating,
                allows_languages,
            },
        )
}

/// Whether a version has a column. Two columns are in a version's data dictionary, but not in its template.
fn knows(version: EmaVersion, column: Column) -> bool {
    match column {
        Column::AssociatedAlid => version >= EmaVersion::V1_9,
        Column::VolumeDistributionNumber => version >= EmaVersion::V1_8,
        _ => column.is_in(version),
    }
}

/// Whether a word is allowed in the tab. Bonus material and price reductions cannot be in a Full Extract (EMA Avails
/// 1.9, release summary).
fn suits(layout: Layout, column: Column, word: &str) -> bool {
    use SheetKind::{Avails, Bonus, Collections, Movies, Tpr, Tv};
    match (column, word) {
        (Column::WorkType, "Movie" | "Short") => matches!(layout.sheet, Movies | Avails | Tpr),
        (Column::WorkType, "Season" | "Episode" | "Volume") => matches!(layout.sheet, Tv | Avails),
        (Column::WorkType, "Collection") => matches!(layout.sheet, Movies | Collections | Avails),
        (Column::WorkType, "Supplemental") => matches!(layout.sheet, Movies | Bonus | Avails),
        (Column::EntryType, "Full Extract" | "Full Delete") => !matches!(layout.sheet, Bonus | Tpr),
        _ => true,
    }
}

impl Draft {
    /// Combines the offer from this draft with the title from another draft.
    pub(super) fn of_title(&self, title: &Self) -> Self {
        let texts = self.texts.iter().map(|(column, own)| {
            let is_own = column.category() == "AvailTrans" || *column == Column::AvailId;
            let drawn = match is_own {
                true => own,
                false => &title.texts[column],
            };
            (*column, drawn.clone())
        });
        Self {
            work: title.work,
            entry: title.entry,
            rating: title.rating,
            texts: texts.collect(),
            ..self.clone()
        }
    }

    /// The cells of the row, in column order.
    pub(super) fn cells(&self) -> Vec<(Column, String)> {
        let row = Row {
            draft: self,
            work: WorkType::from(self.work),
            entry: EntryType::from(self.entry),
            license: LicenseType::from(self.license),
        };
        let cells = self.texts.keys().filter_map(|column| {
            let text = row.text(*column)?;
            (!text.is_empty()).then_some((*column, text))
        });
        cells.collect()
    }
}

/// A draft whose words have been parsed.
struct Row<'a> {
    draft: &'a Draft,
    work: WorkType,
    entry: EntryType,
    license: LicenseType,
}

impl Row<'_> {
    /// The text in a column, if the cell is filled.
    fn text(&self, column: Column) -> Option<String> {
        use Column as C;
        if !self.has(column) {
            return None;
        }
        let draft = self.draft;
        let version = draft.layout.version;
        let removes = self.entry.removes();
        let drawn = || self.drawn(column);
        match column {
            C::WorkType => Some(draft.work.into()),
            C::EntryType => Some(draft.entry.into()),
            // Bonus material has no license of its own, because its title's license applies.
            C::LicenseType if draft.layout.sheet == SheetKind::Bonus && !removes => None,
            C::LicenseType => Some(draft.license.into()),
            C::Territory if self.takes_one_territory() => Some(first_item(&drawn()?).into()),
            // EMA recommends this start date for a Full Delete.
            C::Start if removes => Some("1999-12-31".into()),
            C::End if removes => Some("2000-01-01".into()),
            C::StartLag | C::EndLag if removes => None,
            C::Start => Some(
                draft
                    .window
                    .start
                    .keyword
                    .unwrap_or(&draft.window.start.moment)
                    .into(),
            ),
            C::End => Some(self.end()),
            C::StartLag => draft.window.start.lag.clone(),
            C::EndLag if self.end_is_drawn() => draft.window.end.lag.clone(),
            C::EndLag => None,
            C::PriceType | C::PriceValue | C::PriceCurrency | C::Srp if removes => None,
            C::PriceType | C::PriceValue if !self.has_price() => None,
            C::PriceType => Some(draft.price.kind.into()),
            C::PriceValue => Some(draft.price.value.clone()),
            C::PriceCurrency => drawn().map(|_| draft.price.currency.into()),
            C::Srp => drawn().map(|_| draft.price.srp.clone()),
            C::TprType | C::CampaignId if removes || !draft.price.is_reduction => None,
            C::SpecialPreOrderFulfillDate | C::AnnounceDate
                if self.license != LicenseType::Poest =>
            {
                None
            }
            C::SuppressionLiftDate => match self.license {
                LicenseType::Poest => Some(draft.texts[&column].1.clone()),
                _ => None,
            },
            C::RentalDuration | C::WatchDuration | C::FixedEndDate
                if self.license != LicenseType::Vod =>
            {
                None
            }
            // A row for a sale, a rental or a pre-order lists only one language.
            C::AssetLanguage if self.license.is_transactional() => {
                Some(first_item(&drawn()?).into())
            }
            C::RequiredFulfillmentLanguages => {
                let assets = self.text(C::AssetLanguage)?;
                drawn().map(|_| first_item(&assets).into())
            }
            // An exclusion must not remove all territories, so the country of the row's first territory is never
            // excluded.
            C::TerritoryExclusion => {
                let granted = self.text(C::Territory)?;
                let country = granted.get(..2)?;
                let excluded = drawn()?;
                let items = excluded.split(',').map(crate::trim);
                let others: Vec<&str> = items.filter(|code| !code.starts_with(country)).collect();
                (!others.is_empty()).then(|| others.join(", "))
            }
            C::HoldbackLanguage if draft.allows_languages => None,
            C::AllowedLanguages | C::HoldbackExclusionLanguage if !draft.allows_languages => None,
            C::CaptionIncluded if self.needs_captions() => Some(draft.texts[&column].1.clone()),
            C::CaptionExemption => {
                let included = self.text(C::CaptionIncluded)?;
                let is_no = included.starts_with(['N', 'n', 'F', 'f']);
                is_no.then(|| draft.texts[&column].1.clone())
            }
            C::RatingSystem => drawn().map(|_| draft.rating.0.into()),
            C::RatingValue => self.text(C::RatingSystem).map(|_| draft.rating.1.into()),
            C::RatingReason => {
                let reasons = self.text(C::RatingSystem).map(|_| draft.rating.2)?;
                Some(self.separated(reasons.into()))
            }
            C::AvailId if self.is_of_one_window() => Some(draft.texts[&column].1.clone()),
            _ if self.needs(column, version) => Some(draft.texts[&column].1.clone()),
            _ => drawn(),
        }
    }

    /// The text drawn for an optional column, if its cell is filled.
    fn drawn(&self, column: Column) -> Option<String> {
        let (is_filled, text) = &self.draft.texts[&column];
        let filled = *is_filled || self.needs(column, self.draft.layout.version);
        let is_list = column.kind(EmaVersion::V1_6) == Kind::Languages;
        filled.then(|| match is_list {
            true => self.separated(text.clone()),
            false => text.clone(),
        })
    }

    /// Replaces the commas in a list with the separator that the tab uses. The 1.6 TV tab uses pipes.
    fn separated(&self, list: String) -> String {
        let is_1_6_tv = self.draft.layout.version == EmaVersion::V1_6
            && self.draft.layout.sheet == SheetKind::Tv;
        match is_1_6_tv {
            true => list.replace(',', "|"),
            false => list,
        }
    }

    /// Whether a column applies to the row's type of work. For example, a movie has no EpisodeNumber.
    fn has(&self, column: Column) -> bool {
        use Column as C;
        use WorkType::{Collection, Episode, Volume};
        if !self.draft.texts.contains_key(&column) {
            return false;
        }
        let is_tv = matches!(self.work, WorkType::Season | Episode | Volume);
        match column {
            C::TitleInternalAlias
            | C::TitleDisplayUnlimited
            | C::ContentId
            | C::ProductId
            | C::TitleId
            | C::EditId
            | C::AltId
            | C::RetailerId1
            | C::RetailerId2
            | C::RetailerId3 => !is_tv,
            C::EpisodeNumber
            | C::EpisodeTitleInternalAlias
            | C::EpisodeTitleDisplayUnlimited
            | C::EpisodeAltId
            | C::EpisodeContentId
            | C::EpisodeProductId
            | C::EpisodeId
            | C::EpisodeTitleId
            | C::RetailerEpisodeId1
            | C::RetailerEpisodeId2 => self.work == Episode,
            C::VolumeTitleInternalAlias
            | C::VolumeTitleDisplayUnlimited
            | C::VolumeNumber
            | C::VolumeId
            | C::VolumeAltId
            | C::VolumeContentId
            | C::RetailerVolumeId
            | C::VolumeDistributionNumber => self.work == Volume,
            C::SeriesTitleInternalAlias
            | C::SeriesTitleDisplayUnlimited
            | C::SeasonNumber
            | C::SeasonTitleInternalAlias
            | C::SeasonTitleDisplayUnlimited
            | C::EpisodeCount
            | C::SeasonCount
            | C::SeriesAltId
            | C::SeasonAltId
            | C::SeriesContentId
            | C::SeasonContentId
            | C::SeriesId
            | C::SeasonId
            | C::RetailerSeasonId
            | C::RetailerSeriesId
            | C::DistributionNumber => is_tv,
            C::BundledAlids => self.work == Collection,
            _ => true,
        }
    }

    /// Whether a row must fill a column that applies to its type of work.
    fn needs(&self, column: Column, version: EmaVersion) -> bool {
        use Column as C;
        let is_required = column
            .placement(self.draft.layout)
            .is_some_and(|place| place.requirement == Requirement::Required);
        let of_1_6 = version == EmaVersion::V1_6;
        let of_title = match column {
            C::TitleInternalAlias
            | C::SeriesTitleInternalAlias
            | C::EpisodeTitleInternalAlias
            | C::SeasonNumber
            | C::EpisodeNumber
            | C::EpisodeCount
            | C::VolumeNumber
            | C::VolumeContentId
            | C::BundledAlids => true,
            C::AltId | C::SeriesAltId | C::SeasonAltId | C::EpisodeAltId => of_1_6,
            C::ContentId | C::SeriesContentId | C::SeasonContentId | C::EpisodeContentId => !of_1_6,
            C::Alid | C::DisplayName | C::FormatProfile | C::Territory => true,
            C::RefLicenseType => true,
            _ => false,
        };
        is_required || of_title
    }

    fn has_price(&self) -> bool {
        let drawn = self.draft.texts.get(&Column::PriceType);
        drawn.is_some_and(|drawn| drawn.0) || self.license != LicenseType::Svod
    }

    fn end(&self) -> String {
        match self.draft.window.end.keyword {
            Some(keyword) if self.end_is_drawn() => keyword.into(),
            // A pre-order ends when the sale starts.
            Some(_) => "ESTStart".into(),
            None => self.draft.window.end.moment.clone(),
        }
    }

    fn end_is_drawn(&self) -> bool {
        self.license != LicenseType::Poest
    }

    fn is_of_one_window(&self) -> bool {
        matches!(
            self.entry,
            EntryType::Create | EntryType::Update | EntryType::Delete
        )
    }

    fn takes_one_territory(&self) -> bool {
        match self.draft.layout.version {
            EmaVersion::V1_7_3 => self.license != LicenseType::Svod,
            version => version < EmaVersion::V1_8,
        }
    }

    /// Whether the row offers a video in the United States, where videos need captions.
    fn needs_captions(&self) -> bool {
        let is_shown = matches!(
            self.work,
            WorkType::Movie | WorkType::Short | WorkType::Episode
        );
        let territories = self.text(Column::Territory).unwrap_or_default();
        is_shown && territories.contains("US")
    }
}

fn first_item(list: &str) -> &str {
    list.split(',').next().unwrap_or_default()
}
