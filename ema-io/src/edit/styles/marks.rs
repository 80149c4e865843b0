//! Adds the colors of annotated and changed cells to cell formats, and removes these colors.

use std::collections::HashMap;

use crate::edit::tag::number;

use super::Styles;
use super::fill::{Fill, Mark, NO_COLOR, read_fill};
use super::list::{CELLS, FILLS, prefixed, with_property};

impl Styles {
    /// Returns a cell format in the color of a mark. This color replaces the color of any other mark. A format with a
    /// pattern fill is not colored, because the pattern could not be restored later.
    pub(in crate::edit) fn marked(&mut self, cell: u32, mark: Mark) -> u32 {
        if let Some(known) = self.marked.get(&(cell, mark)) {
            return *known;
        }
        let marked = self.newly_marked(cell, mark);
        self.marked.insert((cell, mark), marked);
        marked
    }

    fn newly_marked(&mut self, cell: u32, mark: Mark) -> u32 {
        let Some(fill) = self.fill_of(cell) else {
            return cell;
        };
        let beneath = match fill {
            Fill::None => NO_COLOR.to_owned(),
            Fill::Solid(color) => color,
            Fill::Marked(old, beneath) if old != mark => beneath,
            Fill::Marked(..) | Fill::Pattern => return cell,
        };
        // Programs do not show the second color of a solid fill, so the previous color can be stored there.
        let fill = format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{}\"/><bgColor {beneath}/></patternFill></fill>",
            mark.color()
        );
        let fill = self.lists[FILLS].add(prefixed(&fill, &self.prefix).into_bytes());
        self.with(cell, "fillId", fill, "applyFill")
    }

    /// Returns the equivalent cell formats without the colors of these marks, indexed by format number. The list is
    /// empty if no cell format has such a color.
    pub(in crate::edit) fn unmarked(&mut self, is_removed: impl Fn(Mark) -> bool) -> Vec<u32> {
        let count = u32::try_from(self.lists[CELLS].own).unwrap_or_default();
        let cells = 0..count;
        let unmarked: Vec<u32> = cells.map(|it| self.without_mark(it, &is_removed)).collect();
        let is_same = unmarked.iter().copied().eq(0..count);
        if is_same { Vec::new() } else { unmarked }
    }

    fn without_mark(&mut self, cell: u32, is_removed: impl Fn(Mark) -> bool) -> u32 {
        let color = match self.fill_of(cell) {
            Some(Fill::Marked(mark, color)) if is_removed(mark) => color,
            _ => return cell,
        };
        // Several fills can look the same. If a cell format with one of these fills already exists, that fill is the
        // original one.
        let fills = self.fills_like(&color);
        let found = fills.iter().find_map(|fill| {
            let item = self.lists[CELLS].items.get(cell as usize)?;
            let item = with_property(item, "fillId", *fill, "applyFill");
            self.lists[CELLS].place(&item)
        });
        if let Some(found) = found {
            return found;
        }
        let fill = fills.first().copied().unwrap_or_else(|| {
            if color == NO_COLOR {
                return 0;
            }
            let fill = format!(
                "<fill><patternFill patternType=\"solid\"><fgColor {color}/><bgColor indexed=\"64\"/></patternFill></fill>"
            );
            self.lists[FILLS].add(prefixed(&fill, &self.prefix).into_bytes())
        });
        self.with(cell, "fillId", fill, "applyFill")
    }

    fn fills_like(&mut self, color: &str) -> Vec<u32> {
        const MOST: usize = 8;
        let fills = &self.lists[FILLS].items;
        let known = self.known_fills.get_or_insert_with(|| {
            let mut known: HashMap<String, Vec<u32>> = HashMap::new();
            for (place, fill) in (0..).zip(fills) {
                let color = match read_fill(fill) {
                    Fill::Solid(color) => color,
                    Fill::None => NO_COLOR.to_owned(),
                    Fill::Marked(..) | Fill::Pattern => continue,
                };
                let same = known.entry(color).or_default();
                if same.len() < MOST {
                    same.push(place);
                }
            }
            known
        });
        known.get(color).cloned().unwrap_or_default()
    }

    fn fill_of(&self, cell: u32) -> Option<Fill> {
        let item = self.lists[CELLS].items.get(cell as usize)?;
        let fill = number(item, "fillId").unwrap_or_default();
        Some(read_fill(self.lists[FILLS].items.get(fill as usize)?))
    }
}
