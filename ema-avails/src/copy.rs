//! Writes a copy of a file row by row.

use ema_io::{Error, Input, LeftBehind, Loss, Output, Part, ReadOptions, WriteOptions};
use ema_model::Avail;

/// Writes a copy of a file, row by row. `change` is called with each sheet and row, and can return a changed row, which
/// is written instead of the original. `losses` is called for each value that the copy can't hold, and for other
/// content in the file that the copy omits.
pub(crate) fn copy_rows(
    input: &Input,
    read: &ReadOptions,
    output: Output<'_>,
    write: &WriteOptions,
    losses: &mut dyn FnMut(Loss),
    mut change: impl FnMut(Part<'_>) -> Option<Avail>,
) -> Result<(), Error> {
    let mut writer = write.create(output)?;
    let mut sheet = 0;
    let mut reader = read.open(input)?;
    let mut left_behind = LeftBehind::new();
    reader.each(|part| {
        let changed = change(part);
        match part {
            Part::Sheet(header) => {
                sheet = writer.sheet(header)?;
                Ok(())
            }
            Part::Avail(avail) => {
                let avail = changed.as_ref().unwrap_or(avail);
                left_behind.avail(avail);
                writer.avail(sheet, avail, losses)
            }
        }
    })?;
    writer.finish()?;
    let lost = left_behind.losses(input, reader.file())?;
    lost.into_iter().for_each(losses);
    Ok(())
}
