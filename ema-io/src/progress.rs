//! The progress of reading a file.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The number of bytes that have been read from a file, for a progress bar.
///
/// Pass this value to [`ReadOptions`](crate::ReadOptions), and query a clone from another thread while the file is
/// being read. The count starts over with each file that is opened.
///
/// ```
/// use ema_io::{Progress, ReadOptions};
///
/// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
/// let progress = Progress::new();
/// let workbook = ReadOptions::new().progress(&progress).open_bytes(csv)?.read()?;
/// assert_eq!(progress.bytes(), csv.len() as u64);
/// assert_eq!(progress.total(), csv.len() as u64);
/// # Ok::<(), ema_io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// Creates a count that starts at 0.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of bytes that have been processed, at most [`total`](Self::total). Bytes are counted when they are
    /// parsed, not when they are loaded. After the last row, the number equals the total.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        // Parts that are read twice, such as the first rows in a sheet, are counted twice.
        self.0.read.load(Relaxed).min(self.total())
    }

    /// The size of the file in bytes, or 0 before a file is opened.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.total.load(Relaxed)
    }

    /// Resets the count for a file of this size.
    pub(crate) fn begin(&self, total: u64) {
        self.0.read.store(0, Relaxed);
        self.0.total.store(total, Relaxed);
    }

    pub(crate) fn add(&self, bytes: usize) {
        self.0.read.fetch_add(bytes as u64, Relaxed);
    }

    /// Marks the file as finished, even if only a part of it was read.
    pub(crate) fn end(&self) {
        self.0.read.store(self.total(), Relaxed);
    }

    pub(crate) fn counting<R>(&self, inner: R) -> Counted<R> {
        let progress = self.clone();
        Counted { inner, progress }
    }
}

/// Counts the bytes that are read.
pub(crate) struct Counted<R> {
    inner: R,
    progress: Progress,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.progress.add(count);
        Ok(count)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use ema_model::Format;

    use super::*;
    use crate::{Output, ReadOptions, WriteOptions, read_bytes};

    /// Returns more rows than fit in any buffer, all with different values.
    fn csv() -> String {
        let mut csv = "Territory,WorkType,LicenseType,ALID,Title\n".to_owned();
        for row in 0..3000 {
            csv += &format!("US,Movie,EST,ALID{row},\"Title number {row}\"\n");
        }
        csv
    }

    #[test]
    fn every_format_goes_from_nothing_to_the_end_and_never_back() {
        let workbook = read_bytes(csv()).unwrap();
        for format in [Format::Csv, Format::Xlsx, Format::Json, Format::Xml] {
            let mut file = Vec::new();
            let mut writer = WriteOptions::new()
                .create(Output::stream(format, &mut file))
                .unwrap();
            let header = &workbook.sheets[0].header;
            let sheet = writer.sheet(header).unwrap();
            for avail in &workbook.sheets[0].avails {
                writer.avail(sheet, avail, &mut |_| ()).unwrap();
            }
            writer.finish().unwrap();

            let progress = Progress::new();
            let options = ReadOptions::new().progress(&progress);
            for _ in 0..2 {
                let mut reader = options.open_bytes(file.clone()).unwrap();
                assert_eq!(progress.total(), file.len() as u64);
                let mut seen = vec![progress.bytes()];
                while let Some(sheet) = reader.next_sheet().unwrap() {
                    for avail in sheet {
                        avail.unwrap();
                        seen.push(progress.bytes());
                    }
                }
                assert!(seen.is_sorted(), "{format:?}");
                let middle = seen[seen.len() / 2];
                let share = middle as f64 / file.len() as f64;
                assert!((0.25..0.75).contains(&share), "{format:?}: {share}");
                assert_eq!(progress.bytes(), file.len() as u64);
            }
        }
    }
}
