//! Opens the compound file (OLE, \[MS-CFB\]) that contains an `.xls` workbook, and finds the workbook's stream.
//!
//! The crate `cfb` checks more than is needed to read one stream. For example, it rejects some workbooks from SheetJS
//! and other programs that Excel opens, because the allocation table has entries for missing sectors or the directory
//! is not a search tree. This module follows a stream sector by sector and ignores everything else.

use crate::error::{ErrorKind, FileType};

/// Returns the stream that contains the workbook's records.
///
/// # Errors
///
/// Returns [`ErrorKind::Password`] for an encrypted `.xlsx` file, which is stored in a compound file,
/// [`ErrorKind::NotASpreadsheet`] for other content, and [`ErrorKind::Damaged`] if the container is inconsistent.
pub(crate) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ErrorKind> {
    let file = Compound::open(bytes).ok_or_else(broken)?;
    let mut entries = file.entries();
    // If the directory tree has no Office stream, it is broken, but the directory may still contain the workbook.
    if !entries.iter().any(Entry::is_of_office) {
        entries = file.all_entries();
    }
    let find = |name: &str| entries.iter().find(|entry| entry.name == name);
    if find("encryptedpackage").is_some() {
        return Err(ErrorKind::Password);
    }
    let Some(workbook) = find("workbook") else {
        return Err(ErrorKind::NotASpreadsheet(if find("book").is_some() {
            FileType::ExcelBefore97
        } else if find("worddocument").is_some() {
            FileType::Word
        } else if find("powerpoint document").is_some() {
            FileType::PowerPoint
        } else {
            FileType::OlderOffice
        }));
    };
    let stream = file.stream(workbook).ok_or_else(broken)?;
    // Missing records cause an error later, when the records are read, but an empty stream must be reported here.
    match stream.is_empty() && workbook.length > 0 {
        true => Err(broken()),
        false => Ok(stream),
    }
}

/// This number and all higher ones are not sectors but markers, such as the end of a chain or a free sector.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Shorter streams are stored in the stream of small sectors.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;

/// An open compound file.
struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    /// The sectors with the allocation table, which maps each sector to the next one in its chain.
    table: Vec<u32>,
    directory: Vec<u8>,
    /// The first sector of the allocation table for small sectors.
    small_table: u32,
}

/// A stream or a storage, with its name in lowercase.
struct Entry {
    name: String,
    is_used: bool,
    start: u32,
    length: usize,
}

impl Entry {
    /// Whether Office documents have a stream with this name.
    fn is_of_office(&self) -> bool {
        let names = [
            "workbook",
            "book",
            "worddocument",
            "powerpoint document",
            "encryptedpackage",
        ];
        names.contains(&self.name.as_str())
    }
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector_size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector_size,
            table: Vec::new(),
            directory: Vec::new(),
            small_table: u32_at(bytes, 60)?,
        };
        file.table = file.table()?;
        file.directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
        (file.directory.len() >= ENTRY).then_some(file)
    }

    /// The bytes of a sector. The last sector of a file can be truncated.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        // The header takes up the space of one sector.
        let start = (number as usize)
            .checked_add(1)?
            .checked_mul(self.sector_size)?;
        let sector = self.bytes.get(start..)?;
        let sector = &sector[..sector.len().min(self.sector_size)];
        (!sector.is_empty()).then_some(sector)
    }

    /// The number of whole sectors in the file, including the header.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector_size
    }

    /// The sectors of the allocation table. The header lists the first of them, and a chain of index sectors lists the
    /// rest. The last entry of each index sector is the number of the next index sector.
    fn table(&self) -> Option<Vec<u32>> {
        let entries = self.sector_size / 4;
        let most = self.sectors() / entries + 1;
        let listed = |bytes: &[u8]| {
            let (numbers, _) = bytes.as_chunks::<4>();
            let numbers = numbers.iter().map(|number| u32::from_le_bytes(*number));
            numbers
                .filter(|number| *number < LAST_SECTOR)
                .collect::<Vec<u32>>()
        };
        let mut table = listed(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        for _ in 0..=self.sectors() {
            // A longer table would describe sectors that do not exist in the file.
            if next >= LAST_SECTOR || table.len() >= most {
                table.truncate(most);
                return Some(table);
            }
            let sector = self.sector(next)?;
            let last = self.sector_size - 4;
            table.extend(listed(sector.get(..last)?));
            next = u32_at(sector, last)?;
        }
        None
    }

    /// The next sector of a chain.
    fn after(&self, sector: u32) -> Option<u32> {
        let entries = self.sector_size / 4;
        let table = *self.table.get(sector as usize / entries)?;
        u32_at(self.sector(table)?, sector as usize % entries * 4)
    }

    /// The first `length` bytes of a chain of sectors, or the whole chain if it is shorter. Returns `None` if the chain
    /// loops before that length is reached.
    ///
    /// If the chain is broken, the result has the bytes before the break. The missing bytes may be only the padding of
    /// a short stream, and the last record of a workbook marks the end of its data.
    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while chain.len() < length
            && let Some(number) = next.filter(|next| *next < LAST_SECTOR)
            && let Some(sector) = self.sector(number)
        {
            // The header is not part of any chain, so if a chain reaches the length of the file, it must be a loop.
            if chain.len() >= self.bytes.len() {
                return None;
            }
            chain.extend_from_slice(sector);
            next = self.after(number);
        }
        chain.truncate(length);
        Some(chain)
    }

    /// The entries of the root storage. The storages below it are ignored, because a Word document can have workbooks
    /// there.
    fn entries(&self) -> Vec<Entry> {
        const LEFT: usize = 68;
        const RIGHT: usize = 72;
        const CHILD: usize = 76;
        let count = self.directory.len() / ENTRY;
        let mut seen = vec![false; count];
        let mut found = Vec::new();
        let mut open = vec![u32_at(&self.directory, CHILD)];
        while let Some(number) = open.pop() {
            let Some(number) = number.map(|number| number as usize) else {
                continue;
            };
            if number >= count || std::mem::replace(&mut seen[number], true) {
                continue;
            }
            found.extend(self.entry(number).filter(|entry| entry.is_used));
            let at = number * ENTRY;
            open.push(u32_at(&self.directory, at + LEFT));
            open.push(u32_at(&self.directory, at + RIGHT));
        }
        found
    }

    /// All entries in the directory except the root. Entries in use come first, followed by entries marked as unused.
    fn all_entries(&self) -> Vec<Entry> {
        let count = self.directory.len() / ENTRY;
        let mut entries: Vec<Entry> = (1..count).filter_map(|at| self.entry(at)).collect();
        entries.sort_by_key(|entry| !entry.is_used);
        entries
    }

    /// An entry in the directory, or `None` if the entry has no name.
    fn entry(&self, number: usize) -> Option<Entry> {
        let bytes = self.directory.get(number * ENTRY..(number + 1) * ENTRY)?;
        let (units, _) = bytes[..64].as_chunks::<2>();
        let units = units.iter().map(|unit| u16::from_le_bytes(*unit));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        // Only files with large sectors use the upper half of the length, and no stream is longer than its file.
        let length = u32_at(bytes, 120)? as usize;
        (!units.is_empty()).then(|| Entry {
            name: String::from_utf16_lossy(&units).to_ascii_lowercase(),
            is_used: bytes[66] != 0,
            start: u32_at(bytes, 116).unwrap_or(u32::MAX),
            length,
        })
    }

    /// The bytes of a stream, or only those before the break if its chain of sectors is broken.
    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.length >= SMALL_STREAM {
            return self.chain(entry.start, entry.length);
        }
        // The first entry is the root, whose stream contains the small sectors.
        let small = self.chain(
            u32_at(&self.directory, 116)?,
            u32_at(&self.directory, 120)? as usize,
        )?;
        let table = self.chain(self.small_table, small.len() / SMALL_SECTOR * 4)?;
        let mut stream = Vec::new();
        let mut next = Some(entry.start);
        while stream.len() < entry.length
            && let Some(number) = next.filter(|next| *next < LAST_SECTOR)
            && let Some(start) = (number as usize).checked_mul(SMALL_SECTOR)
            && let Some(sector) = small.get(start..).filter(|sector| !sector.is_empty())
        {
            stream.extend_from_slice(&sector[..sector.len().min(SMALL_SECTOR)]);
            next = u32_at(&table, number as usize * 4);
        }
        stream.truncate(entry.length);
        Some(stream)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn broken() -> ErrorKind {
    ErrorKind::damaged("its container is incomplete or broken, as after an interrupted transfer")
}
