//! Values that are stored in the same way in the records of `.xls` (BIFF8) and `.xlsb` (BIFF12).

use crate::error::ErrorKind;
use crate::sheet::Content;

/// A record whose fields are little-endian numbers at fixed positions. Reading a field fails if the record is too
/// short.
pub(super) trait Fields {
    fn data(&self) -> &[u8];

    /// The error for a record that is too short.
    fn too_short(&self) -> ErrorKind;

    fn bytes<const N: usize>(&self, at: usize) -> Result<[u8; N], ErrorKind> {
        let bytes = at.checked_add(N).and_then(|end| self.data().get(at..end));
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        bytes.ok_or_else(|| self.too_short())
    }

    fn u8(&self, at: usize) -> Result<u8, ErrorKind> {
        self.bytes::<1>(at).map(|[byte]| byte)
    }

    fn u16(&self, at: usize) -> Result<u16, ErrorKind> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    fn u32(&self, at: usize) -> Result<u32, ErrorKind> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    fn f64(&self, at: usize) -> Result<f64, ErrorKind> {
        self.bytes(at).map(f64::from_le_bytes)
    }
}

/// Unpacks a number that is stored as 30 bits of an integer or of a floating-point number, possibly in hundredths. See
/// \[MS-XLS\] 2.5.217, `RkNumber`.
pub(super) fn unpacked(packed: u32) -> f64 {
    const HUNDREDTHS: u32 = 1;
    const WHOLE: u32 = 2;
    let value = if packed & WHOLE == 0 {
        f64::from_bits(u64::from(packed & !(HUNDREDTHS | WHOLE)) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & HUNDREDTHS == 0 {
        value
    } else {
        value / 100.0
    }
}

/// Returns the error value with this number. See \[MS-XLS\] 2.5.10, `Bes`.
pub(super) fn error(value: u8) -> Content<'static> {
    let text = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return Content::Error(format!("error no. {value}")),
    };
    Content::Error(text.to_owned())
}
