//! Holds the unplaced content that all rows of an Asset share.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use ema_model::Unplaced;

use super::parts::KeptTexts;
use crate::xml::write::{is_of_transaction, is_within_season};

/// The unplaced content that the rows of an Asset share: first the Avail's content, then the Asset's, then the ratings.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) list: Arc<[Unplaced]>,
    places: OnceCell<Places>,
}

/// One piece of content for each path, grouped by the element that contains it.
#[derive(Debug, Default)]
struct Places {
    by_element: HashMap<String, Vec<Unplaced>>,
    /// A piece that belongs to a season.
    of_season: Option<Unplaced>,
}

impl Shared {
    pub(super) fn new(list: Arc<[Unplaced]>) -> Self {
        Self {
            list,
            places: OnceCell::new(),
        }
    }

    /// Returns the shared content that affects whether a row's preserved content has a place in the schema.
    ///
    /// An Asset with 5,000 people and 5,000 Transactions has 5,000 rows, and it would take far too long to compare the
    /// preserved content in each row with 5,000 people. But content can take a place only from other content in the
    /// same element, so the content of all other elements is omitted, and one piece per path is enough.
    pub(super) fn beside(&self, kept: &KeptTexts) -> Vec<Unplaced> {
        let kept = kept.unplaced.iter();
        let kept = kept.filter(|unplaced| !is_of_transaction(unplaced));
        let elements: BTreeSet<&str> = kept.map(|unplaced| element(&unplaced.path)).collect();
        let places = self.places.get_or_init(|| Places::of(&self.list));
        let beside = elements
            .iter()
            .filter_map(|element| places.by_element.get(*element));
        let beside = beside.flatten().chain(&places.of_season);
        beside.cloned().collect()
    }
}

impl Places {
    fn of(list: &[Unplaced]) -> Self {
        let mut places = Self::default();
        let mut paths = HashSet::new();
        for unplaced in list {
            if paths.insert(unplaced.path.as_str()) {
                let of_element = places.by_element.entry(element(&unplaced.path).to_owned());
                of_element.or_default().push(unplaced.clone());
            }
        }
        let mut of_season = list.iter().filter(|unplaced| is_within_season(unplaced));
        places.of_season = of_season.next().cloned();
        places
    }
}

/// Returns the name of the element that holds the content with this path: the first element below the Avail, the Asset
/// or the Asset's metadata. Writing content never adds a metadata element, and adds other elements only along the path.
fn element(path: &str) -> &str {
    let mut steps = path.split('/').skip(1);
    let element = steps.find(|step| !step.ends_with("Metadata"));
    element.unwrap_or_default()
}
