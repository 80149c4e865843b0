//! Writes a copy as a zip file. Changed entries are compressed again, and the compressed bytes of all other entries are
//! copied.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufWriter, Seek, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::ErrorKind;
use crate::guard::{Package, compared};
use crate::replace::write_error;
use crate::write::Latch;

use super::parts::Change;
use super::rewrite::{Rewriting, rewrite};
use super::tabs::TabSheet;

/// The compression level. This level is faster than the default but produces slightly larger files.
const COMPRESSION: i64 = 3;

/// The number of bytes of markup that are compressed at a time. Compressing each cell separately would take several
/// times as long.
const BUFFER: usize = 64 * 1024;

/// The differences between a copy and its source.
#[derive(Debug, Default)]
pub(super) struct Plan<'e> {
    /// The changed parts, keyed by lowercase name.
    pub(super) changes: BTreeMap<String, Change>,
    /// The sheets that are rewritten while they are decompressed, keyed by lowercase part name.
    pub(super) sheets: HashMap<String, Rewriting>,
    /// The tabs that are written line by line, keyed by lowercase part name. These tabs replace existing or added
    /// parts.
    pub(super) tabs: HashMap<String, TabSheet<'e>>,
    pub(super) added: Vec<(String, Vec<u8>)>,
}

/// Writes a copy of a package. Existing entries keep their order, and added entries follow at the end. The same plan
/// always produces the same bytes.
pub(super) fn write(
    package: &mut Package,
    mut plan: Plan<'_>,
    out: impl Write + Seek,
) -> Result<(), ErrorKind> {
    let mut zip = ZipWriter::new(Latch::new(out));
    let written = entries(package, &mut plan, &mut zip);
    let finished = zip.finish();
    if let Ok(latch) = finished {
        if let Some(error) = latch.failed {
            return Err(write_error(error));
        }
        return written;
    }
    written.and_then(|()| finished.map(drop).map_err(zip_error))
}

fn entries<W: Write + Seek>(
    package: &mut Package,
    plan: &mut Plan<'_>,
    zip: &mut ZipWriter<Latch<W>>,
) -> Result<(), ErrorKind> {
    for index in 0..package.len() {
        let entry = package.raw(index)?;
        let key = entry_key(entry.name());
        let (name, time) = (
            entry.name().map(|name| name.into_owned()),
            entry.last_modified(),
        );
        if let Some(rewriting) = plan.sheets.remove(&key) {
            drop(entry);
            let name = name.map_err(zip_error)?;
            zip.start_file(&*name, options(time)).map_err(zip_error)?;
            let part = package.needed_part(&name)?;
            let mut out = BufWriter::with_capacity(BUFFER, &mut *zip);
            rewrite(part, &name, rewriting, &mut out)?;
            out.flush().map_err(write_error)?;
            continue;
        }
        if let Some(tab) = plan.tabs.remove(&key) {
            let name = name.map_err(zip_error)?;
            zip.start_file(name, options(time)).map_err(zip_error)?;
            write_tab(&tab, zip)?;
            continue;
        }
        match plan.changes.remove(&key) {
            Some(Change::Removed) => {}
            Some(Change::Replaced(bytes)) => {
                let name = name.map_err(zip_error)?;
                zip.start_file(name, options(time)).map_err(zip_error)?;
                zip.write_all(&bytes).map_err(write_error)?;
            }
            None => zip.raw_copy_file(entry).map_err(zip_error)?,
        }
    }
    for (name, bytes) in &plan.added {
        zip.start_file(name, options(None)).map_err(zip_error)?;
        match plan.tabs.remove(&compared(name)) {
            Some(tab) => write_tab(&tab, zip)?,
            None => zip.write_all(bytes).map_err(write_error)?,
        }
    }
    Ok(())
}

fn zip_error(error: ZipError) -> ErrorKind {
    match error {
        ZipError::Io(error) => write_error(error),
        _ => ErrorKind::unwritable(
            "the copy would be larger than a workbook can be, or one of its parts can't be copied; \
             open it in Excel, save it under a new name as .xlsx and try again",
        ),
    }
}

fn write_tab(tab: &TabSheet<'_>, zip: &mut impl Write) -> Result<(), ErrorKind> {
    let mut out = BufWriter::with_capacity(BUFFER, zip);
    tab.write(&mut out).map_err(write_error)?;
    out.flush().map_err(write_error)
}

fn entry_key(name: zip::result::ZipResult<std::borrow::Cow<'_, str>>) -> String {
    name.map_or_else(|_| String::new(), |name| compared(&name))
}

/// Returns the options for a zip entry. An existing entry keeps its timestamp. A new entry gets the earliest possible
/// timestamp, so that the same input always produces the same bytes.
fn options(time: Option<DateTime>) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION))
        .last_modified_time(time.unwrap_or_default())
        .unix_permissions(0o644)
}
