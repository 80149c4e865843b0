//! Reads the document that stores holdings, converting each row directly to its compact form.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use ema_model::{Header, Position, SharedUnplaced, TerritoryCode, Text, Unplaced};
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{HeaderDoc, SCHEMA, ScopesDoc, UnplacedDoc, keys};
use crate::conventions::Conventions;
use crate::holdings::Holdings;
use crate::holdings::assemble::{InvalidHoldings, Scopes, assembled};
use crate::holdings::row::{HeldInXml, HeldRow, RowPool};
use crate::holdings::title::Title;
use crate::window::Window;

impl Holdings {
    /// Reads serialized holdings.
    ///
    /// As for feeds, the conventions determine which names in GroupIdentity mean the platform's own subscription.
    ///
    /// # Errors
    ///
    /// Returns an error if the document has a later schema or does not contain holdings.
    ///
    /// ```
    /// use ema_rules::{Conventions, Holdings};
    ///
    /// let json = serde_json::to_string(&Holdings::new())?;
    /// let mut deserializer = serde_json::Deserializer::from_str(&json);
    /// let holdings = Holdings::deserialize(&Conventions::prime_video(), &mut deserializer)?;
    /// assert!(holdings.is_empty());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn deserialize<'de, D: Deserializer<'de>>(
        conventions: &Conventions,
        deserializer: D,
    ) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Document::new(conventions))
    }
}

/// The parts of the document that have been read so far.
struct Document<'c> {
    conventions: &'c Conventions,
    pool: RowPool,
    headers: Vec<KnownHeader>,
    shared: Vec<SharedList>,
    rows: Vec<Arc<HeldRow>>,
    files: HashMap<String, Text>,
}

/// XML content that several rows share.
enum SharedList {
    Unused(Vec<UnplacedDoc>),
    Used(Arc<[Unplaced]>),
}

impl SharedList {
    /// Returns the list, with the position of the first row that uses it.
    fn at(&mut self, position: Position) -> Arc<[Unplaced]> {
        let list = match self {
            Self::Used(list) => Arc::clone(list),
            Self::Unused(docs) => docs.drain(..).map(|doc| doc.at(position)).collect(),
        };
        *self = Self::Used(Arc::clone(&list));
        list
    }
}

struct KnownHeader {
    header: Arc<Header>,
    indices: HashMap<String, u16>,
}

impl<'c> Document<'c> {
    fn new(conventions: &'c Conventions) -> Self {
        Self {
            conventions,
            pool: RowPool::default(),
            headers: Vec::new(),
            shared: Vec::new(),
            rows: Vec::new(),
            files: HashMap::new(),
        }
    }

    fn add_header(&mut self, header: HeaderDoc) -> Result<(), String> {
        let header = Arc::new(header.header());
        let indices = keys(&header).into_iter().map(|(index, key)| (key, index));
        self.headers.push(KnownHeader {
            indices: indices.collect(),
            header,
        });
        Ok(())
    }

    fn add_row(&mut self, row: RowDoc) -> Result<(), String> {
        let Some(known) = self.headers.get(row.header) else {
            return Err(format!("there is no header {}", row.header));
        };
        let mut cells = Vec::with_capacity(row.cells.0.len());
        for (key, text) in &row.cells.0 {
            let index = known.indices.get(key).copied();
            let index = index.or_else(|| key.strip_prefix('#')?.parse().ok());
            let Some(index) = index else {
                return Err(format!("no header has a column `{key}`"));
            };
            let stored = row.stored.get(key);
            let stored = stored.and_then(|name| name.parse().ok());
            cells.push((index, text.as_str(), stored.unwrap_or_default()));
        }
        cells.sort_unstable_by_key(|(index, ..)| *index);
        let file = row.file.map(|file| {
            let known = self.files.entry(file);
            known
                .or_insert_with_key(|file| Text::from(file.as_str()))
                .clone()
        });
        let mut held = self
            .pool
            .row_of_cells(&known.header, row.row, &cells, self.conventions);
        held.file = file;
        if let Some(line) = row.line {
            // The document keeps only the line of a position.
            let position = Position { line, column: 1 };
            let shared = match row.shared {
                Some(number) => {
                    let Some(list) = self.shared.get_mut(number) else {
                        return Err(format!("there is no shared list {number}"));
                    };
                    let (list, except) = (list.at(position), row.except);
                    if let Some(except) = except.filter(|except| *except >= list.len()) {
                        return Err(format!("the shared list {number} has no item {except}"));
                    }
                    Some(SharedUnplaced { list, except })
                }
                None => None,
            };
            let own = row.unplaced.into_iter().map(|own| own.at(position));
            held.in_xml = Some(Box::new(HeldInXml {
                position,
                shared,
                own: own.collect(),
            }));
        }
        self.rows.push(Arc::new(held));
        Ok(())
    }

    fn scopes<'de, A: MapAccess<'de>>(
        &self,
        map: &mut A,
        mut scopes: Scopes,
    ) -> Result<Scopes, A::Error> {
        let take = |doc: ScopesDoc| self.add_scopes(doc, &mut scopes);
        map.next_value_seed(Each::of(take))?;
        Ok(scopes)
    }

    fn add_scopes(&self, doc: ScopesDoc, scopes: &mut Scopes) -> Result<(), String> {
        let title = Title {
            licensor: doc.licensor,
            id: doc.id,
            rights_model: doc.rights_model.model(),
        };
        let mut territories = BTreeSet::new();
        for code in doc.territories.codes() {
            let Ok(territory) = code.parse::<TerritoryCode>() else {
                return Err(format!("`{code}` is not a territory"));
            };
            if !territories.insert(territory) {
                let twice = InvalidHoldings::Twice(title.scope(territory));
                return Err(twice.to_string());
            }
        }
        if territories.is_empty() {
            return Err(format!(
                "{} of {} has no territory",
                title.id, title.licensor
            ));
        }
        let mut rows = Vec::with_capacity(doc.records.len());
        for record in doc.records {
            let Some(row) = self.rows.get(record.row) else {
                return Err(format!("there is no row {}", record.row));
            };
            let window = window(record.start.as_deref(), record.end.as_deref())?;
            rows.push((Arc::clone(row), window));
        }
        let added = scopes.add_rows(title, territories, rows);
        added.map_err(|error| error.to_string())
    }
}

/// Returns the record's own window, if it has one.
fn window(start: Option<&str>, end: Option<&str>) -> Result<Option<Window>, String> {
    let (start, end) = match (start, end) {
        (None, None) => return Ok(None),
        (start, end) => (start.unwrap_or_default(), end.unwrap_or_default()),
    };
    match (start.parse(), end.parse()) {
        (Ok(start), Ok(end)) => Ok(Some(Window { start, end })),
        _ => Err(format!("`{start}` to `{end}` is not a window")),
    }
}

#[derive(Deserialize)]
struct RowDoc {
    header: usize,
    file: Option<String>,
    row: u32,
    line: Option<u32>,
    cells: CellsDoc,
    #[serde(default)]
    stored: HashMap<String, String>,
    shared: Option<usize>,
    except: Option<usize>,
    #[serde(default)]
    unplaced: Vec<UnplacedDoc>,
}

/// The cells, in document order and with repeated keys.
struct CellsDoc(Vec<(String, String)>);

impl<'de> Deserialize<'de> for CellsDoc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cells;
        impl<'de> Visitor<'de> for Cells {
            type Value = CellsDoc;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the cells of a row, by column")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CellsDoc, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = map.next_entry()? {
                    cells.push(cell);
                }
                Ok(CellsDoc(cells))
            }
        }
        deserializer.deserialize_map(Cells)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = Holdings;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the state of holdings")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Holdings, A::Error> {
        let mut schema = None;
        let mut has_scopes = false;
        let clocks = Arc::clone(&self.conventions.clocks);
        let [mut held, mut left_live] = [(); 2].map(|()| Scopes::new(Arc::clone(&clocks)));
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if schema.is_none() && key != "schema" {
                return Err(de::Error::custom("it does not begin with its `schema`"));
            }
            match &*key {
                "schema" => schema = Some(known_schema(map.next_value()?)?),
                "headers" => {
                    let take = |header: HeaderDoc| self.add_header(header);
                    map.next_value_seed(Each::of(take))?;
                }
                "shared" => {
                    let lists = map.next_value::<Vec<Vec<UnplacedDoc>>>()?;
                    self.shared = lists.into_iter().map(SharedList::Unused).collect();
                }
                "rows" => map.next_value_seed(Each::of(|row: RowDoc| self.add_row(row)))?,
                "scopes" => {
                    has_scopes = true;
                    held = self.scopes(&mut map, held)?;
                }
                "left_live" => left_live = self.scopes(&mut map, left_live)?,
                _ => {
                    map.next_value::<Unknown>()?;
                }
            }
        }
        match schema {
            None => Err(de::Error::missing_field("schema")),
            // Other kinds of documents can also have a schema.
            Some(_) if !has_scopes => Err(de::Error::missing_field("scopes")),
            Some(_) => assembled(held, left_live).map_err(de::Error::custom),
        }
    }
}

fn known_schema<E: de::Error>(schema: u32) -> Result<u32, E> {
    match schema {
        1..=SCHEMA => Ok(schema),
        later if later > SCHEMA => Err(E::custom(format!(
            "its schema is {later}, but this program supports only schemas up to {SCHEMA}: \
             use a newer version of the program"
        ))),
        other => Err(E::custom(format!("there is no schema {other}"))),
    }
}

/// Skips fields that later versions of the program have added.
///
/// For serde's own `IgnoredAny`, serde_json accepts any nesting depth and keeps a byte in memory for each level.
/// `Unknown` visits the values instead, so the deserializer's depth limit applies to them.
struct Unknown;

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Unknown {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

/// A list whose items are processed one by one.
struct Each<T, F>(F, PhantomData<T>);

impl<T, F: FnMut(T) -> Result<(), String>> Each<T, F> {
    fn of(take: F) -> Self {
        Self(take, PhantomData)
    }
}

impl<'de, T, F> DeserializeSeed<'de> for Each<T, F>
where
    T: Deserialize<'de>,
    F: FnMut(T) -> Result<(), String>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, F> Visitor<'de> for Each<T, F>
where
    T: Deserialize<'de>,
    F: FnMut(T) -> Result<(), String>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element()? {
            (self.0)(item).map_err(de::Error::custom)?;
        }
        Ok(())
    }
}
