//! An output that accepts writes even after an error.

use std::io::{self, Seek, SeekFrom, Write};

/// An output that remembers its first error and discards everything that is written afterward. If the output returned
/// the error, the archive writer would try to finish the incomplete archive when dropped, and would print a message.
pub(crate) struct Latch<W> {
    out: W,
    pub(crate) failed: Option<io::Error>,
}

impl<W> Latch<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { out, failed: None }
    }
}

impl<W: Write> Write for Latch<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failed.is_none()
            && let Err(error) = self.out.write_all(bytes)
        {
            self.failed = Some(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.failed.is_none()
            && let Err(error) = self.out.flush()
        {
            self.failed = Some(error);
        }
        Ok(())
    }
}

impl<W: Seek> Seek for Latch<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.out.seek(to)
    }
}
