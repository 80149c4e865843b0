//! Keeps compact references to the rows that offer or delete something. All rules that compare
//! these rows share the references.

use ema_model::{
    Avail, Column, EmaVersion, EntryType, LicenseType, NaiveDate, TerritoryCode, Text, WorkType,
};

use super::holdback::Holdback;
use super::interner::Interner;
use super::rows::{KeptWindow, RowRef, Sheets};
use super::scopes::{Scopes, ScopesOf};
use super::written_offer::{WrittenOffer, WrittenOffers};
use crate::engine::{FileAt, Profile, Reporter, Row};
use crate::offer::{Format, Offer};
use crate::rules::cells::id_mismatch;
use crate::rules::shared::errors::holds_value;
use crate::sale::Sales;
use crate::time::Timestamp;
use crate::window::Bound;
use crate::wording::quoted;

/// A file's rows that have scopes, each stored as a few numbers. Each distinct title, territory
/// list, offer, window, holdback and ID is kept once.
#[derive(Default)]
pub(in crate::rules) struct Offers {
    pub(in crate::rules) sheets: Sheets,
    pub(in crate::rules) scopes: Scopes,
    pub(in crate::rules) offers: Interner<Offer>,
    pub(in crate::rules) formats: Interner<Format>,
    written: WrittenOffers,
    /// The meanings of the written offers, indexed by number.
    meanings: Vec<Meaning>,
    pub(in crate::rules) windows: Interner<KeptWindow>,
    pub(in crate::rules) holdbacks: Interner<Holdback>,
    pub(in crate::rules) ids: Interner<Text>,
    pub(in crate::rules) rows: Vec<Offered>,
    /// The rows with a SuppressionLiftDate, in file order.
    pub(in crate::rules) lifts: Vec<Lift>,
    pub(in crate::rules) deletes: Vec<Deleted>,
    /// The indices of the rows, sorted by title and offer. [`Offers::sort`] fills this vector.
    order: Vec<usize>,
}

/// The meaning of a row's written offer.
#[derive(Clone, Copy)]
struct Meaning {
    offer: u32,
    format: u32,
    holdback: Option<u32>,
}

/// A row that offers something.
pub(in crate::rules) struct Offered {
    pub(in crate::rules) at: RowRef,
    pub(in crate::rules) scopes: ScopesOf,
    written: u32,
    pub(in crate::rules) offer: u32,
    /// The format, which is not always part of the offer.
    pub(in crate::rules) format: u32,
    pub(in crate::rules) window: u32,
    /// The meaning of HoldbackLanguage, if it can be compared.
    pub(in crate::rules) holdback: Option<u32>,
    /// The title's own ContentID and the column that contains it.
    pub(in crate::rules) content_id: Option<(u32, Column)>,
    pub(in crate::rules) avail_id: Option<u32>,
    pub(in crate::rules) is_sale: bool,
    pub(in crate::rules) is_pre_order: bool,
    pub(in crate::rules) is_extract: bool,
}

/// A Full Delete row.
pub(in crate::rules) struct Deleted {
    pub(in crate::rules) at: RowRef,
    pub(in crate::rules) scopes: ScopesOf,
    /// The value of EntryType.
    pub(in crate::rules) text: Text,
}

/// The SuppressionLiftDate in a row.
pub(in crate::rules) struct Lift {
    /// The index of the row among the rows that offer something.
    pub(in crate::rules) row: usize,
    pub(in crate::rules) day: NaiveDate,
    pub(in crate::rules) text: Text,
}

/// The start of a title's sale in each territory, with the row of the sale.
pub(in crate::rules) type TitleSales = Sales<TerritoryCode, (Timestamp, usize)>;

impl Offers {
    /// Keeps a row if the row has scopes.
    pub(in crate::rules) fn keep(&mut self, row: &Row<'_>, reporter: &Reporter<'_>) {
        let avail = row.avail;
        let entry_type = avail.entry_type();
        match entry_type.value() {
            Some(EntryType::FullDelete) => {
                if let (Some(scopes), Some(cell)) = (self.scopes.keep(row), entry_type.cell()) {
                    self.deletes.push(Deleted {
                        at: self.sheets.keep(row, reporter),
                        scopes,
                        text: cell.shared_text().clone(),
                    });
                }
                return;
            }
            Some(entry_type) if entry_type.removes() => return,
            _ => {}
        }
        let Some(scopes) = self.scopes.keep(row) else {
            return;
        };
        let mut id = |column| {
            let cell = avail.cell(column).filter(|cell| holds_value(cell))?;
            Some(self.ids.keep_cell(cell))
        };
        let content_id =
            own_content_id(avail, row.profile).and_then(|column| Some((id(column)?, column)));
        let avail_id = id(Column::AvailId);
        let license_type = avail.license_type().value();
        let lift_date = avail.suppression_lift_date();
        let written = self.written.keep(avail);
        let Meaning {
            offer,
            format,
            holdback,
        } = self.meaning(written, row);
        if let (Some(date), Some(cell)) = (lift_date.value(), lift_date.cell()) {
            self.lifts.push(Lift {
                row: self.rows.len(),
                day: date.date(),
                text: cell.shared_text().clone(),
            });
        }
        self.rows.push(Offered {
            at: self.sheets.keep(row, reporter),
            scopes,
            written,
            offer,
            format,
            window: self.windows.keep(KeptWindow::of(avail)),
            holdback,
            content_id,
            avail_id,
            is_sale: license_type == Some(&LicenseType::Est),
            is_pre_order: license_type == Some(&LicenseType::Poest),
            is_extract: entry_type.value() == Some(&EntryType::FullExtract),
        });
    }

    /// Sorts the rows and the deletions by title. This method is called once, after all rows have
    /// been kept.
    pub(in crate::rules) fn sort(&mut self) {
        self.order = (0..self.rows.len()).collect();
        let offer = |row: &usize| (self.rows[*row].scopes.title, self.rows[*row].offer);
        self.order.sort_by_key(offer);
        self.deletes.sort_by_key(|delete| delete.scopes.title);
    }

    /// Returns the rows of each offered title, sorted by offer.
    pub(in crate::rules) fn titles(&self) -> impl Iterator<Item = &[usize]> {
        let title = |row: &usize| self.rows[*row].scopes.title;
        self.order.chunk_by(move |a, b| title(a) == title(b))
    }

    /// Returns the rows of each title, sorted by offer, and the rows that delete the title.
    pub(in crate::rules) fn of_titles(&self) -> impl Iterator<Item = (&[usize], &[Deleted])> {
        let (mut rows, mut deletes) = (self.order.as_slice(), self.deletes.as_slice());
        self.scopes.titles().map(move |title| {
            let until = rows.partition_point(|row| self.rows[*row].scopes.title == title);
            let of_title = rows.split_off(..until).unwrap_or_default();
            let until = deletes.partition_point(|delete| delete.scopes.title == title);
            (of_title, deletes.split_off(..until).unwrap_or_default())
        })
    }

    pub(in crate::rules) fn window(&self, row: usize) -> Option<&KeptWindow> {
        self.windows.get(self.rows[row].window)
    }

    /// Returns whether a row's window has ended in all of the row's territories.
    pub(in crate::rules) fn has_ended(&self, row: usize, file: &FileAt<'_>) -> bool {
        let Some(window) = self.window(row) else {
            return false;
        };
        if !window.written.may_have_ended(file.as_of.date()) {
            return false;
        }
        let list = self.rows[row].scopes.territories;
        self.scopes.lists.territories(list).all(|territory| {
            let window = window
                .written
                .in_territory(territory, &file.profile.conventions().clocks);
            window.has_ended(file.as_of_in(territory))
        })
    }

    /// Returns whether a row's window ends when the title's sale starts.
    pub(in crate::rules) fn ends_at_sale(&self, row: usize) -> bool {
        let window = self.window(row);
        window.is_some_and(|window| window.written.ends_at_sale())
    }

    /// Returns whether a row is a pre-order that ends when the title's sale starts.
    pub(in crate::rules) fn is_open_pre_order(&self, row: usize) -> bool {
        self.rows[row].is_pre_order && self.ends_at_sale(row)
    }

    fn meaning(&mut self, written: u32, row: &Row<'_>) -> Meaning {
        if let Some(known) = self.meanings.get(written as usize) {
            return *known;
        }
        let (avail, profile) = (row.avail, row.profile);
        let meaning = Meaning {
            offer: self.offers.keep(Offer::of(avail, profile.conventions())),
            format: self.formats.keep(Format::of(avail, profile.conventions())),
            holdback: Holdback::of(avail).map(|holdback| self.holdbacks.keep(holdback)),
        };
        self.meanings.push(meaning);
        meaning
    }

    /// Describes the offer that two rows share: `EST HD en`. If the rows grant different languages,
    /// the description omits the languages.
    pub(in crate::rules) fn shared_offer(&self, row: usize, other: usize) -> String {
        let (row, other) = (&self.rows[row], &self.rows[other]);
        let (Some(offer), Some(format)) =
            (self.offers.get(row.offer), self.formats.get(row.format))
        else {
            return String::new();
        };
        let written = self.written.get(row.written);
        let (unknown, channel) = (Format::default(), written.text(Column::GroupIdentity));
        let format = match row.format == other.format {
            true => format,
            false => &unknown,
        };
        let words = offer.in_format(format, channel);
        quoted(&match row.offer == other.offer {
            true => words.to_string(),
            false => words.without_languages().to_string(),
        })
    }

    /// Returns a row's license, format and channel. Together with the title and the territory,
    /// these terms determine the scope of a holdback.
    pub(in crate::rules) fn terms(
        &self,
        row: usize,
    ) -> Option<(&Text, Option<&Text>, Option<&Text>)> {
        let row = &self.rows[row];
        let (offer, format) = (self.offers.get(row.offer)?, self.formats.get(row.format)?);
        let channel = offer.channel.as_ref();
        Some((&offer.license_type, format.profile.as_ref(), channel))
    }

    /// Lists the terms as written in the row: `EST HD`.
    pub(in crate::rules) fn terms_in_words(&self, row: usize) -> String {
        let Some((license, format, channel)) = self.terms(row) else {
            return String::new();
        };
        let written = self.written(row);
        let channel = channel.map(|_| written.text(Column::GroupIdentity));
        let words = [Some(license.as_str()), format.map(Text::as_str), channel];
        quoted(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    /// Returns the row's values in the columns that are compared in findings about two rows.
    pub(in crate::rules) fn written(&self, row: usize) -> WrittenOffer<'_> {
        self.written.get(self.rows[row].written)
    }

    /// Lists how two rows differ in the columns that make up an offer, and in those that might
    /// explain why there are two rows.
    pub(in crate::rules) fn differences(&self, row: usize, other: usize) -> Option<String> {
        self.written(row).differences(self.written(other))
    }

    /// Calls `look` with the rows for each ID that several rows from one licensor share.
    pub(in crate::rules) fn for_each_shared(
        &self,
        id_of: impl Fn(&Offered) -> Option<u32>,
        mut look: impl FnMut(&[usize]),
    ) {
        let mut shared: Vec<(Option<u32>, u32, usize)> = (0..)
            .zip(&self.rows)
            .filter_map(|(at, row)| Some((self.scopes.licensor(row.scopes.title), id_of(row)?, at)))
            .collect();
        shared.sort_unstable();
        let mut rows = Vec::new();
        for same in shared.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            if same.len() > 1 {
                rows.clear();
                rows.extend(same.iter().map(|(.., row)| *row));
                look(&rows);
            }
        }
    }

    /// Returns a row's unique ID.
    pub(in crate::rules) fn id(&self, row: usize) -> &str {
        self.scopes.id(self.rows[row].scopes.title)
    }

    /// Returns the earliest EST Start of a title in each territory. The result is empty if no
    /// window of the title depends on an EST Start.
    pub(in crate::rules) fn sales(&self, rows: &[usize], profile: &Profile) -> TitleSales {
        let mut sales = Sales::default();
        if !rows.iter().any(|row| self.ends_at_sale(*row)) {
            return sales;
        }
        for row in rows.iter().copied().filter(|row| self.rows[*row].is_sale) {
            let Some(window) = self.window(row) else {
                continue;
            };
            for territory in self
                .scopes
                .lists
                .territories(self.rows[row].scopes.territories)
            {
                let window = window
                    .written
                    .in_territory(territory, &profile.conventions().clocks);
                if let Bound::At(start) = window.start {
                    sales.add(territory, (start, row));
                }
            }
        }
        sales
    }
}

/// Returns the column that holds the title's own ContentID. Returns `None` if the version has no
/// ALIDs, or if `id-mismatch` reports the row.
fn own_content_id(avail: &Avail, profile: &Profile) -> Option<Column> {
    if avail.version() <= EmaVersion::V1_6 {
        return None;
    }
    if id_mismatch::reports(avail, profile) {
        return None;
    }
    Some(match avail.work_type().value()? {
        WorkType::Episode => Column::EpisodeContentId,
        WorkType::Season => Column::SeasonContentId,
        WorkType::Volume => Column::VolumeContentId,
        _ => Column::ContentId,
    })
}
