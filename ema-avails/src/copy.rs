//! Copies of files.

use std::sync::Arc;

use ema_io::{Error, Loss, Output, WriteOptions, Writer};
use ema_model::{Avail, Format, Header};

/// Whether a copy can keep all contents of a file of a format, which is the case if both are Excel workbooks.
pub(crate) fn keeps_workbook(format: Format, output: &Output<'_>) -> bool {
    let is_workbook = match output.file() {
        Some(path) => {
            let ending = path.extension().unwrap_or_default();
            let mut known = ["xlsx", "xlsm", "xltx", "xltm"].iter();
            known.any(|known| ending.eq_ignore_ascii_case(known))
        }
        None => output.format().is_ok_and(|format| format == Format::Xlsx),
    };
    is_workbook && format == Format::Xlsx
}

/// A copy to which the sheets of a file are written one by one.
pub(crate) struct Copy<'w> {
    writer: Writer<'w>,
    sheet: usize,
}

impl<'w> Copy<'w> {
    pub(crate) fn begin(options: &WriteOptions, output: Output<'w>) -> Result<Self, Error> {
        let writer = options.create(output)?;
        Ok(Self { writer, sheet: 0 })
    }

    pub(crate) fn begin_sheet(&mut self, header: &Arc<Header>) -> Result<(), Error> {
        self.sheet = self.writer.sheet(header)?;
        Ok(())
    }

    pub(crate) fn write(
        &mut self,
        avail: &Avail,
        losses: &mut dyn FnMut(Loss),
    ) -> Result<(), Error> {
        self.writer.avail(self.sheet, avail, losses)
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        self.writer.finish()
    }
}
