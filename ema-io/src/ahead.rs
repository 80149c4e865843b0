//! Reads a file on a separate thread, ahead of the thread that processes the rows.

use std::mem;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread;

use ema_model::{Avail, Header};

use crate::error::Error;
use crate::reader::Reader;

/// An item that [`Reader::each`] passes to its caller.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// A sheet begins.
    Sheet(&'a Arc<Header>),
    /// An avail in the current sheet.
    Avail(&'a Avail),
}

impl Reader {
    /// Calls `take` for each remaining sheet and avail, in order. The file is read on a second thread, because
    /// processing a row takes about as long as reading it. That thread reads ahead by at most a megabyte, or by one row
    /// if the row is larger. With [`ReadOptions::one_thread`](crate::ReadOptions::one_thread), or if no thread can be
    /// started, the file is read on the calling thread.
    ///
    /// ```
    /// use ema_io::{Part, ReadOptions};
    ///
    /// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,EST,FIRSTDANCE\n";
    /// let mut rows = 0;
    /// ReadOptions::new().open_bytes(csv)?.each(|part| {
    ///     if let Part::Avail(avail) = part {
    ///         println!("row {}: {}", avail.row(), avail.alid().text());
    ///         rows += 1;
    ///     }
    ///     Ok::<(), ema_io::Error>(())
    /// })?;
    /// assert_eq!(rows, 1);
    /// # Ok::<(), ema_io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns the first error that `take` returns. `take` is not called again after that, although more rows may
    /// already have been read. If `take` never fails, returns the first error from [`next_sheet`](Self::next_sheet) or
    /// [`SheetReader`](crate::SheetReader), after `take` has been called for all earlier rows.
    pub fn each<E: From<Error>>(
        &mut self,
        mut take: impl FnMut(Part<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.one_thread {
            return self.each_in_turn(take);
        }
        let (batches, waiting) = mpsc::sync_channel(BATCHES);
        let taken = thread::scope(|scope| {
            let reader = &mut *self;
            let reading = move || read(reader, &batches);
            let reading = thread::Builder::new().spawn_scoped(scope, reading).ok()?;
            let taken = waiting.iter().try_for_each(|batch| match batch {
                Batch::Sheet(header) => take(Part::Sheet(&header)),
                Batch::Avails(avails) => {
                    let mut avails = avails.iter();
                    avails.try_for_each(|avail| take(Part::Avail(avail)))
                }
            });
            // After a failure, closing the channel makes the other thread stop reading.
            drop(waiting);
            let read = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
            Some(taken.and(read.map_err(E::from)))
        });
        taken.unwrap_or_else(|| self.each_in_turn(take))
    }

    fn each_in_turn<E: From<Error>>(
        &mut self,
        mut take: impl FnMut(Part<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some(sheet) = self.next_sheet()? {
            take(Part::Sheet(sheet.header()))?;
            for avail in sheet {
                take(Part::Avail(&avail?))?;
            }
        }
        Ok(())
    }
}

/// A message from the reading thread: the header of a sheet, or several avails.
enum Batch {
    Sheet(Arc<Header>),
    Avails(Vec<Avail>),
}

/// The maximum number of avails in a batch. Sending avails in batches reduces contention for the channel's lock.
const AVAILS: usize = 128;

/// A batch is sent once its cells contain this many bytes of text, even if it has few avails. A typical avail has 400
/// bytes of text.
const TEXTS: usize = 128 * 1024;

/// The maximum number of batches that can wait to be processed.
const BATCHES: usize = 4;

fn read(reader: &mut Reader, batches: &SyncSender<Batch>) -> Result<(), Error> {
    while let Some(mut sheet) = reader.next_sheet()? {
        let header = Arc::clone(sheet.header());
        let mut is_awaited = batches.send(Batch::Sheet(header)).is_ok();
        let mut avails = Vec::with_capacity(AVAILS);
        let mut texts = 0;
        let mut fault = None;
        while is_awaited && fault.is_none() {
            match sheet.next() {
                Some(Ok(avail)) => {
                    let cells = avail.cells().iter();
                    texts += cells.map(|cell| cell.text().len()).sum::<usize>();
                    avails.push(avail);
                }
                None => break,
                Some(Err(error)) => fault = Some(error),
            }
            if avails.len() == AVAILS || texts >= TEXTS {
                texts = 0;
                let full = mem::replace(&mut avails, Vec::with_capacity(AVAILS));
                is_awaited = batches.send(Batch::Avails(full)).is_ok();
            }
        }
        is_awaited = is_awaited && batches.send(Batch::Avails(avails)).is_ok();
        if let Some(error) = fault {
            return Err(error);
        }
        if !is_awaited {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::ReadOptions;

    fn csv(rows: usize) -> String {
        let head = "Territory,WorkType,LicenseType,ALID\n";
        let rows = (0..rows).map(|row| format!("US,Movie,EST,A{row}\n"));
        std::iter::once(head.to_owned()).chain(rows).collect()
    }

    fn reader(csv: String) -> Reader {
        ReadOptions::new().open_bytes(csv).unwrap()
    }

    /// Records the parts and fails at the avail whose ALID is `failing`.
    fn note(noted: &mut Vec<String>, part: Part<'_>, failing: &str) -> Result<(), String> {
        noted.push(match part {
            Part::Sheet(header) => header.sheet().to_string(),
            Part::Avail(avail) => avail.alid().text().to_owned(),
        });
        match noted.last().is_some_and(|last| last == failing) {
            true => Err(format!("{failing} is not taken")),
            false => Ok(()),
        }
    }

    impl From<Error> for String {
        fn from(error: Error) -> Self {
            error.to_string()
        }
    }

    #[test]
    fn a_file_is_given_in_its_order() {
        for rows in [
            0,
            1,
            AVAILS - 1,
            AVAILS,
            AVAILS + 1,
            3 * BATCHES * AVAILS + 7,
        ] {
            let (mut ahead, mut in_turn) = (Vec::new(), Vec::new());
            let all = reader(csv(rows)).each(|part| note(&mut ahead, part, ""));
            assert_eq!(all, Ok(()));
            let options = ReadOptions::new().one_thread(true);
            let mut reader = options.open_bytes(csv(rows)).unwrap();
            let all = reader.each(|part| note(&mut in_turn, part, ""));
            assert_eq!(all, Ok(()));
            assert_eq!(ahead.len(), rows + 1);
            assert_eq!(ahead, in_turn);
        }
    }

    #[test]
    fn nothing_is_given_behind_what_is_not_taken() {
        let rows = 3 * BATCHES * AVAILS;
        for failing in ["A0", "A127", "A128", "A1000"] {
            let mut noted = Vec::new();
            let failed = reader(csv(rows)).each(|part| note(&mut noted, part, failing));
            assert_eq!(failed, Err(format!("{failing} is not taken")));
            assert_eq!(noted.last().unwrap(), failing);
        }
    }

    /// A row can be as large as a megabyte, so only a few such rows may wait.
    #[test]
    fn no_more_long_rows_wait_than_short_ones() {
        let long = "A".repeat(30_000);
        let head = (0..40).fold(
            "Territory,WorkType,LicenseType,ALID".to_owned(),
            |head, at| format!("{head},Note{at}"),
        );
        let row = format!("US,Movie,EST,A{}\n", format!(",{long}").repeat(40));
        let rows = 40;
        let progress = crate::Progress::new();
        let mut reader = ReadOptions::new()
            .progress(&progress)
            .open_bytes(format!("{head}\n{}", row.repeat(rows)))
            .unwrap();
        let mut given = 0;
        let all = reader.each(|part| {
            if let Part::Avail(avail) = part {
                given += 1;
                assert_eq!(avail.cells().len(), 44);
                // The delay lets the other thread read as far as it can.
                thread::sleep(std::time::Duration::from_millis(20));
                let read = progress.bytes() as usize / row.len();
                assert!(
                    read <= given + BATCHES + 3,
                    "{read} are read when {given} are given"
                );
            }
            Ok::<(), Error>(())
        });
        all.unwrap();
        assert_eq!(given, rows);
    }

    #[test]
    fn the_rows_before_damage_are_given() {
        // The text file ends inside a quoted value, long after the rows that are searched for the header.
        for rows in [AVAILS, AVAILS + 1, 2 * BATCHES * AVAILS] {
            let mut noted = Vec::new();
            let damaged = csv(rows) + "US,Movie,EST,\"A";
            let failed = reader(damaged).each(|part| note(&mut noted, part, ""));
            assert!(failed.unwrap_err().contains("quot"));
            assert_eq!(noted.len(), rows + 1);
        }
    }
}
