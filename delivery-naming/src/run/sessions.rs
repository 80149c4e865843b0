//! The files that share an `ascp` session.

use crate::PlannedFile;

/// The maximum size of a file that shares a session, in bytes (8 MiB). For a file this small, opening a session takes
/// longer than sending it.
const SMALL: u64 = 8 << 20;

/// The maximum number of files in a session. The total length of their paths is also limited, because Windows accepts
/// at most 32,767 characters in a command line.
const MOST: usize = 200;
const MOST_ARGUMENTS: usize = 24_000;

/// Splits files into sessions, in order.
///
/// The order of files of the same kind does not matter, so consecutive small files share a session. A manifest is never
/// sent in the same session as a file that it might refer to.
pub(super) fn of<'p>(files: &[&'p PlannedFile]) -> Vec<Vec<&'p PlannedFile>> {
    let mut sessions: Vec<Vec<&PlannedFile>> = Vec::new();
    let mut arguments = 0;
    for &file in files {
        let argument = file.source().as_os_str().len() + 3;
        let joins = |session: &&mut Vec<&PlannedFile>| {
            let last = session.last();
            last.is_some_and(|last| {
                last.kind() == file.kind() && last.bytes() <= SMALL && file.bytes() <= SMALL
            }) && session.len() < MOST
                && arguments + argument <= MOST_ARGUMENTS
        };
        match sessions.last_mut().filter(joins) {
            Some(session) => {
                session.push(file);
                arguments += argument;
            }
            None => {
                sessions.push(vec![file]);
                arguments = argument;
            }
        }
    }
    sessions
}
