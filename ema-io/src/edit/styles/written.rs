//! Writes the styles part with the appended elements.

use crate::edit::parts::opened;
use crate::edit::pieces::{Kind, Pieces};
use crate::edit::tag::{attribute, name, with_attribute};
use crate::error::ErrorKind;

use super::Styles;
use super::list::{CELLS, LISTS, List};

impl Styles {
    /// Returns the new content of the part, or `None` if no cell format was appended.
    pub(in crate::edit) fn finish(self) -> Result<Option<Vec<u8>>, ErrorKind> {
        let has_more =
            |list: &List| list.items.len() > list.own && (list.is_there || self.is_changed());
        if !self.is_changed() {
            return Ok(None);
        }
        let mut result = Vec::with_capacity(self.bytes.len() + 4096);
        let mut pieces = Pieces::of(&self.bytes, &self.part);
        // Missing lists are written before the first existing element that must follow them.
        let mut written = [false; 6];
        while let Some(piece) = pieces.next()? {
            let tag = piece.bytes;
            let is_start = matches!(piece.kind, Kind::Start | Kind::Empty);
            let at = LISTS
                .iter()
                .position(|(list, _)| list.as_bytes() == name(tag));
            let ends = piece.kind == Kind::End && piece.depth == 1;
            if is_start && piece.depth == 2 || ends {
                let before = at.unwrap_or(LISTS.len());
                for (index, is_written) in written.iter_mut().enumerate().take(before) {
                    let list = &self.lists[index];
                    if !*is_written && !list.is_there && has_more(list) {
                        self.write_list(index, &mut result);
                    }
                    *is_written |= !list.is_there;
                }
            }
            match (piece.kind, piece.depth, at) {
                (Kind::Start | Kind::Empty, 2, Some(at)) if has_more(&self.lists[at]) => {
                    let list = &self.lists[at];
                    let tag = match attribute(tag, "count") {
                        Some(_) => with_attribute(tag, "count", &list.items.len().to_string()),
                        None => tag.to_vec(),
                    };
                    if piece.kind == Kind::Empty {
                        let (start, end) = opened(&tag);
                        result.extend_from_slice(&start);
                        result.extend(list.items[list.own..].iter().flatten());
                        result.extend_from_slice(&end);
                    } else {
                        result.extend_from_slice(&tag);
                    }
                }
                (Kind::End, 2, Some(at)) => {
                    let list = &self.lists[at];
                    result.extend(list.items[list.own..].iter().flatten());
                    result.extend_from_slice(tag);
                }
                _ => result.extend_from_slice(tag),
            }
        }
        Ok(Some(result))
    }

    /// Returns whether any cell format was appended. It is enough to check the cell formats, because every other
    /// appended element is used by an appended cell format.
    fn is_changed(&self) -> bool {
        let least = LISTS[CELLS].1.len();
        let cells = &self.lists[CELLS];
        cells.items.len() > cells.own.max(least)
    }

    fn write_list(&self, index: usize, result: &mut Vec<u8>) {
        let (named, prefix, items) = (LISTS[index].0, &self.prefix, &self.lists[index].items);
        let count = items.len();
        result.extend_from_slice(format!("<{prefix}{named} count=\"{count}\">").as_bytes());
        result.extend(items.iter().flatten());
        result.extend_from_slice(format!("</{prefix}{named}>").as_bytes());
    }
}
