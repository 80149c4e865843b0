//! Stores the rows of feeds, and reads them again.

mod document;

use std::collections::HashMap;
use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Cell, EmaVersion, Header, HeaderRows, Kind, Marks, Position,
    SharedUnplaced, Stored, Text, Unplaced,
};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::ErrorKind;

use document::{CellDoc, ColumnDoc, Extra, UnplacedDoc};

/// Texts with more bytes are stored in the table `texts`, because many rows can share them.
const LONGER_THAN: usize = 100;

/// Writes rows, and remembers the headers and long texts that it has stored or found.
#[derive(Default)]
pub(crate) struct RowWriter {
    headers: HashMap<*const Header, (Arc<Header>, i64)>,
    texts: HashMap<Text, i64>,
}

impl RowWriter {
    /// Stores a row and returns its number. `file` is the name of the row's file, if it is not the file of the feed.
    pub(crate) fn add(
        &mut self,
        database: &Connection,
        feed: u32,
        avail: &Avail,
        file: Option<&str>,
    ) -> Result<i64, ErrorKind> {
        let header = self.header(database, avail.header())?;
        let cells = self.cells(database, avail)?;
        let extra = self.extra(database, avail)?;
        let content = content(database, header, &cells, extra.as_deref())?;
        let mut insert = database.prepare_cached(
            "INSERT INTO rows (feed, content, number, line, file) VALUES (?, ?, ?, ?, ?)",
        )?;
        let line = avail.position().map(|position| position.line);
        Ok(insert.insert(params![feed, content, avail.row(), line, file])?)
    }

    fn header(&mut self, database: &Connection, header: &Arc<Header>) -> Result<i64, ErrorKind> {
        if let Some((_, number)) = self.headers.get(&Arc::as_ptr(header)) {
            return Ok(*number);
        }
        let columns: Vec<ColumnDoc<'_>> = header.columns().iter().map(ColumnDoc::of).collect();
        let columns = json(&columns);
        let xml = header.xml_version().map(|version| version.to_string());
        let values = params![
            header.sheet().as_str(),
            header.version().to_string(),
            xml,
            columns
        ];
        let found = database.query_row(
            "SELECT header FROM headers WHERE sheet = ? AND ema_version = ? AND xml_version IS ? AND columns = ?",
            values,
            |row| row.get(0),
        );
        let number = match found.optional()? {
            Some(number) => number,
            None => {
                database.execute(
                    "INSERT INTO headers (sheet, ema_version, xml_version, columns) VALUES (?, ?, ?, ?)",
                    values,
                )?;
                database.last_insert_rowid()
            }
        };
        let known = (Arc::clone(header), number);
        self.headers.insert(Arc::as_ptr(header), known);
        Ok(number)
    }

    fn cells(&mut self, database: &Connection, avail: &Avail) -> Result<String, ErrorKind> {
        let mut cells = Vec::with_capacity(avail.cells().len());
        let mut next = 0;
        for cell in avail.cells() {
            let blank = cell.index() - next;
            if blank > 0 {
                cells.push(CellDoc::Number(-i64::from(blank)));
            }
            next = cell.index() + 1;
            cells.push(match cell.text().len() > LONGER_THAN {
                true => CellDoc::Number(self.text(database, cell.shared_text())?),
                false => CellDoc::Text(cell.text().into()),
            });
        }
        Ok(json(&cells))
    }

    fn extra(&mut self, database: &Connection, avail: &Avail) -> Result<Option<String>, ErrorKind> {
        // How a cell is stored usually follows from its column, as in a state.
        let is_kept = |cell: &&Cell| match cell.stored() {
            Stored::Text => false,
            Stored::Number | Stored::Date => {
                matches!(
                    avail.header().kind_at(cell.index()),
                    None | Some(Kind::Text)
                )
            }
            _ => true,
        };
        let stored = avail.cells().iter().filter(is_kept);
        let mut extra = Extra {
            stored: stored
                .map(|cell| (cell.index(), cell.stored().as_str().into()))
                .collect(),
            ..Extra::default()
        };
        if let Some(shared) = avail.shared_unplaced() {
            let list: Vec<UnplacedDoc<'_>> = shared.list.iter().map(UnplacedDoc::of).collect();
            extra.shared = Some(self.text(database, &json(&list).into())?);
            extra.except = shared.except;
        }
        extra.unplaced = avail.own_unplaced().iter().map(UnplacedDoc::of).collect();
        Ok((extra != Extra::default()).then(|| json(&extra)))
    }

    fn text(&mut self, database: &Connection, text: &Text) -> Result<i64, ErrorKind> {
        if let Some(number) = self.texts.get(text) {
            return Ok(*number);
        }
        let hash = hash([text.as_str()]);
        let mut find =
            database.prepare_cached("SELECT text FROM texts WHERE hash = ? AND content = ?")?;
        let found = find
            .query_row(params![hash, text.as_str()], |row| row.get(0))
            .optional()?;
        let number = match found {
            Some(number) => number,
            None => database
                .prepare_cached("INSERT INTO texts (hash, content) VALUES (?, ?)")?
                .insert(params![hash, text.as_str()])?,
        };
        self.texts.insert(text.clone(), number);
        Ok(number)
    }
}

fn content(
    database: &Connection,
    header: i64,
    cells: &str,
    extra: Option<&str>,
) -> Result<i64, ErrorKind> {
    let hash = hash([&*header.to_string(), cells, extra.unwrap_or_default()]);
    let mut find = database.prepare_cached(
        "SELECT content FROM contents WHERE hash = ? AND header = ? AND cells = ? AND extra IS ?",
    )?;
    let found = find
        .query_row(params![hash, header, cells, extra], |row| row.get(0))
        .optional()?;
    Ok(match found {
        Some(number) => number,
        None => database
            .prepare_cached(
                "INSERT INTO contents (hash, header, cells, extra) VALUES (?, ?, ?, ?)",
            )?
            .insert(params![hash, header, cells, extra])?,
    })
}

/// The first 32 bits of the SHA-256 of texts. Unlike the hashes of the standard library, it is the same in every version.
/// Texts with the same hash are compared, so more bits would only make the ledger larger.
fn hash<'a>(texts: impl IntoIterator<Item = &'a str>) -> i32 {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    let digest = hasher.finalize();
    digest[..4]
        .iter()
        .fold(0, |hash, byte| hash << 8 | i32::from(*byte))
}

fn json(value: &impl Serialize) -> String {
    // Only maps whose keys aren't strings can fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A row of a feed, as read from the ledger.
#[derive(Clone, Debug)]
pub(crate) struct StoredRow {
    pub(crate) avail: Arc<Avail>,
    pub(crate) file: Text,
    pub(crate) feed: u32,
}

/// Reads rows, and shares the texts of their cells.
#[derive(Default)]
pub(crate) struct RowReader {
    headers: HashMap<i64, Arc<Header>>,
    texts: HashMap<i64, Text>,
    files: HashMap<String, Text>,
    shared: HashMap<i64, Arc<[Unplaced]>>,
}

impl RowReader {
    /// Reads the row with this number.
    pub(crate) fn row(
        &mut self,
        database: &Connection,
        number: i64,
    ) -> Result<StoredRow, ErrorKind> {
        let mut find = database.prepare_cached(
            "SELECT header, cells, extra, number, line, coalesce(rows.file, feeds.file), feed
             FROM rows JOIN contents USING (content) JOIN feeds USING (feed) WHERE row = ?",
        )?;
        let mut rows = find.query([number])?;
        let Some(row) = rows.next()? else {
            return Err(ErrorKind::Damaged(format!("there is no row {number}")));
        };
        let header = self.header(database, row.get(0)?)?;
        let cells: Vec<CellDoc<'_>> = parsed(row.get_ref(1)?.as_str().map_err(damaged)?)?;
        let extra = match row.get_ref(2)?.as_str_or_null().map_err(damaged)? {
            Some(extra) => parsed(extra)?,
            None => Extra::default(),
        };
        let (row_number, line): (u32, Option<u32>) = (row.get(3)?, row.get(4)?);
        let file = self.file(row.get_ref(5)?.as_str().map_err(damaged)?);

        let stored: HashMap<u16, Stored> = extra
            .stored
            .iter()
            .map(|(index, name)| (*index, name.parse().unwrap_or_default()))
            .collect();
        let mut builder = AvailBuilder::new(header);
        let mut index: u16 = 0;
        for cell in cells {
            let text = match cell {
                CellDoc::Number(number) if number < 0 => {
                    let blank = u16::try_from(-number).map_err(damaged)?;
                    index = index
                        .checked_add(blank)
                        .ok_or_else(|| damaged("too many cells"))?;
                    continue;
                }
                CellDoc::Number(number) => self.text(database, number)?,
                CellDoc::Text(text) => Text::from(&*text),
            };
            let stored = stored.get(&index).copied().unwrap_or_default();
            builder.push(index, text, stored, Marks::default());
            index = index
                .checked_add(1)
                .ok_or_else(|| damaged("too many cells"))?;
        }
        let avail = match line {
            None => builder.build(row_number),
            Some(line) => {
                // Only the line of a position is stored.
                let position = Position { line, column: 1 };
                if let Some(number) = extra.shared {
                    let list = self.shared(database, number, position)?;
                    if extra.except.is_some_and(|except| except >= list.len()) {
                        return Err(damaged("a rating is missing"));
                    }
                    let except = extra.except;
                    builder.share_unplaced(SharedUnplaced { list, except });
                }
                for unplaced in extra.unplaced {
                    builder.add_unplaced(unplaced.at(position));
                }
                builder.build_at(row_number, position)
            }
        };
        Ok(StoredRow {
            avail: Arc::new(avail),
            file,
            feed: row.get(6)?,
        })
    }

    fn file(&mut self, name: &str) -> Text {
        if let Some(known) = self.files.get(name) {
            return known.clone();
        }
        let text = Text::from(name);
        self.files.insert(name.to_owned(), text.clone());
        text
    }

    fn header(&mut self, database: &Connection, number: i64) -> Result<Arc<Header>, ErrorKind> {
        if let Some(known) = self.headers.get(&number) {
            return Ok(Arc::clone(known));
        }
        let mut find = database.prepare_cached(
            "SELECT sheet, ema_version, xml_version, columns FROM headers WHERE header = ?",
        )?;
        let (sheet, version, xml, columns) = find.query_row([number], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, String>(3)?,
            ))
        })?;
        let version: EmaVersion = version.parse().map_err(damaged)?;
        let columns: Vec<ColumnDoc<'_>> = parsed(&columns)?;
        let columns = columns.into_iter().map(ColumnDoc::column).collect();
        let header = Header::new(
            sheet.into(),
            HeaderRows::TEMPLATE,
            columns,
            None,
            Some(version),
        );
        let xml = xml.and_then(|version| version.parse().ok());
        let header = match xml.map(|version| header.as_xml(version)) {
            Some(xml) if xml.columns() == header.columns() => xml,
            _ => header,
        };
        let header = Arc::new(header);
        self.headers.insert(number, Arc::clone(&header));
        Ok(header)
    }

    fn text(&mut self, database: &Connection, number: i64) -> Result<Text, ErrorKind> {
        if let Some(known) = self.texts.get(&number) {
            return Ok(known.clone());
        }
        let mut find = database.prepare_cached("SELECT content FROM texts WHERE text = ?")?;
        let text: String = find.query_row([number], |row| row.get(0))?;
        let text = Text::from(text.as_str());
        self.texts.insert(number, text.clone());
        Ok(text)
    }

    fn shared(
        &mut self,
        database: &Connection,
        number: i64,
        position: Position,
    ) -> Result<Arc<[Unplaced]>, ErrorKind> {
        if let Some(known) = self.shared.get(&number) {
            return Ok(Arc::clone(known));
        }
        let text = self.text(database, number)?;
        let list: Vec<UnplacedDoc<'_>> = parsed(&text)?;
        let list: Arc<[Unplaced]> = list.into_iter().map(|it| it.at(position)).collect();
        self.shared.insert(number, Arc::clone(&list));
        Ok(list)
    }
}

pub(crate) fn damaged(error: impl ToString) -> ErrorKind {
    ErrorKind::Damaged(error.to_string())
}

fn parsed<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ErrorKind> {
    serde_json::from_str(text).map_err(damaged)
}
