//! Opens the zip container of an `.xlsx` file. The declared size of a part is checked before the part is unpacked.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::error::{ErrorKind, Limit};
use crate::guard::Limits;
use crate::progress::Counted;
use crate::source::Bytes;

/// A part that is being unpacked.
pub(crate) type Part<'a> = ZipFile<'a, Counted<Cursor<Bytes>>>;

/// Up to this size, any compression ratio is allowed, both for a single part and for all parts together.
const RATIO_MATTERS: u64 = 8 * 1024 * 1024;

/// A zip container whose declared sizes are within the limits.
///
/// The declared sizes are reliable, because unpacking a part fails if it is larger than declared.
pub(crate) struct Package {
    bytes: Bytes,
    archive: ZipArchive<Counted<Cursor<Bytes>>>,
    /// The normalized names of the parts, with their indices in the archive.
    parts: HashMap<String, usize>,
}

impl Package {
    /// Opens the container and checks its declared sizes.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Damaged`] if the container is not a complete zip archive, or if two of its parts have the
    /// same name or share bytes. Returns [`ErrorKind::Password`] if a part is encrypted. The limits on parts also
    /// apply.
    pub(crate) fn open(bytes: Bytes, limits: &Limits) -> Result<Self, ErrorKind> {
        // The entries are counted before the directory is read, because reading loads the whole directory into memory.
        let headers = memchr::memmem::find_iter(bytes.as_ref(), b"PK\x01\x02").count();
        if headers as u64 > limits.parts {
            return Err(ErrorKind::limit(Limit::Parts, limits.parts, ""));
        }
        let progress = bytes.progress.clone();
        let archive = ZipArchive::new(progress.counting(Cursor::new(bytes.clone())))
            .map_err(|error| zip_error(&error))?;
        // If several parts have the same name, the archive keeps only the last one, so duplicates can't be found by
        // listing the parts.
        if archive.has_duplicate_names() {
            return Err(ErrorKind::damaged("two of its parts have the same name"));
        }
        let mut parts = HashMap::with_capacity(archive.len());
        let (mut total, mut packed): (u64, u64) = (0, 0);
        for index in 0..archive.len() {
            let entry = archive
                .by_index_data(index)
                .map_err(|error| zip_error(&error))?;
            let name = entry
                .name()
                .map_err(|error| zip_error(&error))?
                .into_owned();
            if entry.encrypted() {
                return Err(ErrorKind::Password);
            }
            total = total.saturating_add(entry.size());
            if total > limits.unpacked_size {
                return Err(ErrorKind::limit(
                    Limit::UnpackedSize,
                    limits.unpacked_size,
                    "",
                ));
            }
            packed = packed.saturating_add(entry.compressed_size());
            check_part(&name, entry.compressed_size(), entry.size(), limits)?;
            if parts.insert(compared(&name), index).is_some() {
                return Err(ErrorKind::damaged(format!("it has two parts named {name}")));
            }
        }
        // If 200 parts referred to the same bytes, they would be unpacked 200 times.
        if packed > bytes.as_ref().len() as u64 {
            return Err(ErrorKind::damaged("its parts overlap"));
        }
        check_ratio(", all parts together,", packed, total, limits)?;
        Ok(Self {
            bytes,
            archive,
            parts,
        })
    }

    /// The whole container.
    pub(crate) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The number of entries in the archive. [`raw`](Self::raw) takes an index below this number.
    pub(crate) fn len(&self) -> usize {
        self.archive.len()
    }

    /// An entry as stored, to be copied without unpacking.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Damaged`] if the header of the entry is broken.
    pub(crate) fn raw(&mut self, index: usize) -> Result<Part<'_>, ErrorKind> {
        self.archive
            .by_index_raw(index)
            .map_err(|error| zip_error(&error))
    }

    /// A whole part of at most `most` bytes, or `None` if there is no such part.
    ///
    /// # Errors
    ///
    /// Returns [`Limit::PartSize`] if the part is too large, or another error if unpacking fails.
    pub(crate) fn whole(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ErrorKind> {
        self.check_size(name, most)?;
        self.head(name, most)
    }

    /// The names of the parts, in lowercase.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.parts.contains_key(&compared(name))
    }

    /// Checks the declared size of a part against its own limit.
    ///
    /// # Errors
    ///
    /// Returns [`Limit::PartSize`] if the part is too large.
    pub(crate) fn check_size(&self, name: &str, most: u64) -> Result<(), ErrorKind> {
        let entry = self
            .parts
            .get(&compared(name))
            .and_then(|&index| self.archive.by_index_data(index).ok());
        match entry {
            Some(entry) if entry.size() > most => {
                Err(ErrorKind::limit(Limit::PartSize, most, format!(" {name}")))
            }
            _ => Ok(()),
        }
    }

    /// Finds a part by its name, ignoring case. Returns `None` if there is no such part.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Damaged`] if the header of the part is broken, or if the part is compressed with a method
    /// that Office does not use.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, ErrorKind> {
        let Some(&index) = self.parts.get(&compared(name)) else {
            return Ok(None);
        };
        self.archive
            .by_index(index)
            .map(Some)
            .map_err(|error| zip_error(&error))
    }

    /// A part by its name, regardless of case.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::Damaged`] if there is no such part. Also returns any error from [`part`](Self::part).
    pub(crate) fn needed_part(&mut self, name: &str) -> Result<Part<'_>, ErrorKind> {
        let missing = || ErrorKind::damaged(format!("its part {name} is missing"));
        self.part(name)?.ok_or_else(missing)
    }

    /// The first `most` bytes of a part, or fewer if the part is shorter. Returns `None` if there is no such part.
    pub(crate) fn head(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, ErrorKind> {
        let Some(part) = self.part(name)? else {
            return Ok(None);
        };
        let mut head = Vec::new();
        part.take(most)
            .read_to_end(&mut head)
            .map_err(|error| ErrorKind::from_unpacking(name, &error))?;
        Ok(Some(head))
    }
}

fn check_part(name: &str, packed: u64, unpacked: u64, limits: &Limits) -> Result<(), ErrorKind> {
    let place = format!(" {name}");
    if unpacked > limits.part_size {
        return Err(ErrorKind::limit(Limit::PartSize, limits.part_size, place));
    }
    check_ratio(&place, packed, unpacked, limits)
}

fn check_ratio(place: &str, packed: u64, unpacked: u64, limits: &Limits) -> Result<(), ErrorKind> {
    let most = limits.compression_ratio;
    if unpacked > RATIO_MATTERS && unpacked / packed.max(1) > most {
        return Err(ErrorKind::limit(Limit::CompressionRatio, most, place));
    }
    Ok(())
}

/// Normalizes the name of a part for comparison. The name becomes lowercase (ECMA-376 part 2, 6.2.2.3), and slashes
/// replace the backslashes that some programs write.
pub(crate) fn compared(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Resolves the target of a relationship. `folder` is the folder of the part that refers to `target`.
pub(crate) fn joined(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." => {}
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

fn zip_error(error: &ZipError) -> ErrorKind {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ErrorKind::Password
        }
        ZipError::CompressionMethodNotSupported(_) => {
            ErrorKind::damaged("its parts are compressed in a way that Excel does not use")
        }
        _ => ErrorKind::damaged(
            "its zip container is incomplete or broken, as after an interrupted transfer",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn targets_are_names_of_parts() {
        assert_eq!(
            joined("xl", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml"
        );
        assert_eq!(joined("xl", "/xl/./sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(joined("xl/a", "../sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(joined("", "../../book.xml"), "book.xml");
        assert_eq!(joined("", "_rels/book.xml.rels"), "_rels/book.xml.rels");
    }
}
