//! Which files go in one session of `ascp`.

use crate::PlannedFile;

/// A file of more bytes has a session of its own. Below that, opening the session takes longer than sending the file.
const SMALL: u64 = 8 << 20;

/// The most files of a session, and the most bytes of their paths: Windows takes 32,767 characters for a call.
const MOST: usize = 200;
const MOST_ARGUMENTS: usize = 24_000;

/// Splits files into sessions, in their order.
///
/// Files of one kind need no order among themselves, so small ones that follow each other go together. A manifest never
/// shares a session with a file that it may name.
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
