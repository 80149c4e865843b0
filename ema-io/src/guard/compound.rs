//! The compound file (OLE) around an `.xls`: what it holds, and the stream with the workbook.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::error::{ErrorKind, FileType};

/// The stream with the workbook's records.
///
/// # Errors
///
/// [`ErrorKind::Password`] for an encrypted `.xlsx`, which comes in a compound file;
/// [`ErrorKind::NotASpreadsheet`] for whatever else does; [`ErrorKind::Damaged`] when the container
/// contradicts itself.
pub(crate) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ErrorKind> {
    check_index(bytes)?;
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| broken())?;
    let names: Vec<String> = file
        .read_root_storage()
        .map(|entry| entry.name().to_ascii_lowercase())
        .collect();
    let has = |name: &str| names.iter().any(|other| other == name);
    if has("encryptedpackage") {
        return Err(ErrorKind::Password);
    }
    if !has("workbook") {
        return Err(ErrorKind::NotASpreadsheet(if has("book") {
            FileType::ExcelBefore97
        } else if has("worddocument") {
            FileType::Word
        } else if has("powerpoint document") {
            FileType::PowerPoint
        } else {
            FileType::OlderOffice
        }));
    }
    let mut stream = Vec::new();
    // A stream is never longer than the file it is in, whatever the directory says.
    file.open_stream("/Workbook")
        .and_then(|workbook| workbook.take(bytes.len() as u64).read_to_end(&mut stream))
        .map_err(|_| broken())?;
    Ok(stream)
}

/// Walks the index of the allocation table, whose length the container is free to claim.
///
/// `cfb` reads the table sector by sector as the index lists them and compares with the size of the
/// file only afterwards, so that an index that lists one sector over and over makes 128 bytes of one.
fn check_index(bytes: &[u8]) -> Result<(), ErrorKind> {
    let sector_len = match u16_at(bytes, 30) {
        Some(9) => 512,
        Some(12) => 4096,
        _ => return Err(broken()),
    };
    let entries_per_sector = sector_len / 4;
    let table_sectors = bytes.len() / sector_len / entries_per_sector + 1;
    // The last entry of an index sector leads to the next one.
    let index_sectors = table_sectors / (entries_per_sector - 1) + 1;
    let mut next = u32_at(bytes, 68).ok_or_else(broken)?;
    // Values above are marks: end of chain, free sector.
    for _ in 0..=index_sectors {
        if next > 0xFFFF_FFFA {
            return Ok(());
        }
        // The header takes the room of a sector; the next index sector stands at the end of this one.
        next = (next as usize)
            .checked_add(2)
            .and_then(|sectors| sectors.checked_mul(sector_len))
            .map(|end| end - 4)
            .and_then(|at| u32_at(bytes, at))
            .ok_or_else(broken)?;
    }
    Err(broken())
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
    ErrorKind::damaged("its container is incomplete or broken, as when a transfer was cut off")
}
