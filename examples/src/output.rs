//! Where results go: standard output, or a file that is there whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::failure::Failure;

/// Writes a result to a file, or to standard output without one.
///
/// A file is written under another name beside it and renamed at the end, so that nobody ever reads
/// half of it. Colors are left out where no terminal shows them.
pub(crate) fn write(
    path: Option<&Path>,
    result: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = BufWriter::new(anstream::stdout().lock());
        return result(&mut out)
            .and_then(|()| out.flush())
            .map_err(|error| Failure::writing("the result", &error));
    };
    let failed = |error: io::Error| Failure::writing(path.display(), &error);
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let mut out = BufWriter::new(anstream::StripStream::new(file.as_file_mut()));
    result(&mut out)
        .and_then(|()| out.flush())
        .map_err(failed)?;
    drop(out);
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
