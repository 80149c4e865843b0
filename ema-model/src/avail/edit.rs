//! A copy of a row with changed cells.

use std::sync::Arc;

use super::{Avail, InXml};
use crate::cell::{Cell, Content};
use crate::dictionary::{Column, Kind};
use crate::header::{Header, MissingColumn};
use crate::stored::{Marks, Stored};
use crate::text::Text;
use crate::xml::Position;

/// An editable copy of an avail, made by [`Avail::edit`].
///
/// Everything that is not edited is kept: the other cells (with their marks, their positions and how the file stores
/// them) and the XML content that no column holds.
#[derive(Clone, Debug)]
pub struct AvailEdit {
    avail: Avail,
    cells: Vec<Cell>,
    /// The positions of the cells, for an avail from an XML file.
    positions: Vec<Position>,
}

impl Avail {
    /// Returns an editable copy of this row.
    ///
    /// ```
    /// use ema_model::{Avail, Column, EmaVersion};
    ///
    /// let cells = [(Column::Alid, "LASTFERRY"), (Column::Territory, "UK")];
    /// let avail = Avail::from_cells(EmaVersion::V1_8, cells);
    /// let mut edit = avail.edit();
    /// edit.set(Column::Territory, "GB")?.clear(Column::Alid);
    /// assert!(edit.set(Column::Licensee, "ACME").is_err(), "the header has no such column");
    /// let edited = edit.finish();
    /// assert!(edited.alid().is_absent());
    /// assert_eq!(edited.territory().text(), "GB");
    /// # Ok::<(), ema_model::MissingColumn>(())
    /// ```
    ///
    /// To set a column that the header lacks, replace the header first:
    ///
    /// ```
    /// use std::sync::Arc;
    /// use ema_model::{Avail, Column, EmaVersion};
    ///
    /// let avail = Avail::from_cells(EmaVersion::V1_8, [(Column::Territory, "GB")]);
    /// let header = Arc::new(avail.header().with_columns(&[Column::Licensee]));
    /// let mut edit = avail.edit();
    /// edit.set_header(header)?.set(Column::Licensee, "ACME")?;
    /// assert_eq!(edit.finish().licensee().text(), "ACME");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn edit(&self) -> AvailEdit {
        let positions = self.in_xml.as_ref().map(|in_xml| in_xml.cells.to_vec());
        AvailEdit {
            avail: Self {
                header: self.header.clone(),
                row: self.row,
                cells: Box::default(),
                in_xml: self.in_xml.as_deref().map(InXml::without_cells),
                shown: self.shown.clone(),
            },
            cells: self.cells.to_vec(),
            positions: positions.unwrap_or_default(),
        }
    }
}

impl AvailEdit {
    /// Sets the text in a column. An empty string clears the cell.
    ///
    /// # Errors
    ///
    /// Fails, without changing anything, if the header does not have the column. [`set_header`](Self::set_header) adds
    /// columns.
    pub fn set(
        &mut self,
        column: Column,
        text: impl Into<Text>,
    ) -> Result<&mut Self, MissingColumn> {
        let index = self.avail.header.place_of(column)?;
        Ok(self.set_at(index, text))
    }

    /// Clears the cell in a column, if the header has the column.
    pub fn clear(&mut self, column: Column) -> &mut Self {
        if let Some(index) = self.avail.header.index_of(column) {
            self.set_at(index, "");
        }
        self
    }

    /// Sets the text of the cell at a column index in the sheet (counted from 0), whether or not the column is in the
    /// dictionary. An empty string clears the cell.
    pub fn set_at(&mut self, index: u16, text: impl Into<Text>) -> &mut Self {
        let text = text.into();
        // The displayed text belongs to the replaced text, so only the displayed text of other cells is kept.
        if let Some(shown) = &mut self.avail.shown {
            let others = shown.iter().filter(|(of, _)| *of != index);
            *shown = others.cloned().collect();
        }
        let at = self.cells.binary_search_by_key(&index, |cell| cell.index);
        if text.is_empty() {
            if let Ok(at) = at {
                self.cells.remove(at);
                if self.avail.in_xml.is_some() {
                    self.positions.remove(at);
                }
            }
            return self;
        }
        let header = &self.avail.header;
        let kind = header.kind_at(index).unwrap_or(Kind::Text);
        let value = kind.parse(&text, header.separates_by_pipes());
        let cell = Cell {
            content: Arc::new(Content { text, value }),
            index,
            stored: Stored::Text,
            marks: Marks::default(),
        };
        match at {
            Ok(at) => {
                let marks = self.cells[at].marks;
                self.cells[at] = Cell { marks, ..cell };
            }
            Err(at) => {
                self.cells.insert(at, cell);
                if let Some(in_xml) = &self.avail.in_xml {
                    self.positions.insert(at, in_xml.position);
                }
            }
        }
        self
    }

    /// Replaces the header with one that [`Header::with_columns`] created from the copy's own header. All rows in a
    /// sheet share one header, so create the new one only once.
    ///
    /// # Errors
    ///
    /// Fails, without changing anything, if the header does not begin with the row's columns.
    pub fn set_header(&mut self, header: Arc<Header>) -> Result<&mut Self, OtherHeader> {
        let own = self.avail.header.columns();
        if header.columns().get(..own.len()) != Some(own)
            || header.version() != self.avail.header.version()
        {
            return Err(OtherHeader);
        }
        self.avail.header = header;
        Ok(self)
    }

    /// Sets the row number in the sheet, counted from 1.
    pub fn set_row(&mut self, row: u32) -> &mut Self {
        self.avail.row = row;
        self
    }

    /// Returns the changed copy.
    #[must_use]
    pub fn finish(mut self) -> Avail {
        self.avail.cells = self.cells.into();
        if let Some(in_xml) = &mut self.avail.in_xml {
            in_xml.cells = self.positions.into();
        }
        self.avail
    }
}

/// The error for a header that does not begin with the row's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error(
    "the header's columns differ from those of the row; create it by calling Header::with_columns on the row's header"
)]
pub struct OtherHeader;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AvailBuilder, EmaVersion, Header, SchemaFault, SchemaFaultKind, Unplaced};

    fn at(line: u32) -> Position {
        Position { line, column: 1 }
    }

    fn row(in_xml: bool) -> Avail {
        let cells = [
            (Column::Alid, ""),
            (Column::Start, ""),
            (Column::End, ""),
            (Column::Territory, ""),
        ];
        let header: Arc<Header> = Arc::clone(Avail::from_cells(EmaVersion::V1_8, cells).header());
        let mut builder = AvailBuilder::new(header);
        let formula = Marks {
            formula: true,
            ..Marks::default()
        };
        builder.push(0, "A", Stored::Text, formula);
        builder.push(1, "2026-01-01", Stored::Date, Marks::default());
        builder.push(3, "UK", Stored::Text, formula);
        builder.push(9, "beyond", Stored::Text, Marks::default());
        if !in_xml {
            return builder.build(17);
        }
        builder.place(1, at(4));
        builder.place(3, at(5));
        builder.add_unplaced(Unplaced::new("Avail/@workflow", "x", at(2)));
        let fault = SchemaFault::new(SchemaFaultKind::Unknown, "Avail/X", at(6));
        builder.add_schema_fault(fault);
        builder.build_at(17, at(3))
    }

    /// Returns the entire content of an avail, cell by cell.
    fn said(avail: &Avail) -> Vec<String> {
        let cells = avail.cells().iter().map(|cell| {
            let position = avail.position_of(cell);
            format!("{cell:?} {position:?}")
        });
        let beside = format!(
            "{} {:?} {:?} {:?}",
            avail.row(),
            avail.position(),
            avail.unplaced().collect::<Vec<_>>(),
            avail.schema_faults()
        );
        cells.chain([beside]).collect()
    }

    #[test]
    fn a_copy_is_the_row() {
        for in_xml in [false, true] {
            let row = row(in_xml);
            let copy = row.edit().finish();
            assert_eq!(said(&copy), said(&row));
            assert!(Arc::ptr_eq(copy.header(), row.header()));
        }
    }

    #[test]
    fn only_the_changed_cells_differ() {
        for in_xml in [false, true] {
            let row = row(in_xml);
            let mut edit = row.edit();
            edit.set(Column::Territory, "GB").unwrap();
            edit.set(Column::End, "Open").unwrap();
            edit.clear(Column::Alid).clear(Column::Licensee);
            let missing = edit.set(Column::Licensee, "x").err();
            assert_eq!(
                missing.map(|missing| missing.column),
                Some(Column::Licensee)
            );
            edit.set_at(10, "further").set_row(18);
            let edited = edit.finish();
            assert_eq!(edited.row(), 18);
            assert_eq!(edited.territory().value().map(|list| list.len()), Some(1));
            assert!(edited.territory().cell().unwrap().marks().formula);
            assert!(edited.end().value().is_some());
            assert!(edited.alid().is_absent());
            let texts = |avail: &Avail| -> Vec<(u16, String)> {
                let cells = avail.cells().iter();
                cells.map(|it| (it.index(), it.text().to_owned())).collect()
            };
            let expected = [
                (1, "2026-01-01"),
                (2, "Open"),
                (3, "GB"),
                (9, "beyond"),
                (10, "further"),
            ];
            assert_eq!(
                texts(&edited),
                expected.map(|(at, text)| (at, text.to_owned()))
            );
            let positions = |avail: &Avail| -> Vec<_> {
                let cells = avail.cells().iter();
                cells.map(|cell| avail.position_of(cell)).collect()
            };
            let expected = [4, 3, 5, 3, 3].map(|line| in_xml.then(|| at(line)));
            assert_eq!(positions(&edited), expected);
            assert_eq!(said(&edited)[0], said(&row)[1]);
            assert!(edited.unplaced().eq(row.unplaced()));
        }
    }

    #[test]
    fn a_row_takes_a_header_with_more_columns_and_no_other() {
        let row = row(false);
        let other = Avail::from_cells(EmaVersion::V1_8, [(Column::Start, "")]);
        let mut edit = row.edit();
        assert_eq!(
            edit.set_header(Arc::clone(other.header())).err(),
            Some(OtherHeader)
        );
        let columns = [Column::Licensee, Column::Start, Column::Licensee];
        let header = Arc::new(row.header().with_columns(&columns));
        assert_eq!(header.columns().len(), row.header().columns().len() + 1);
        assert_eq!(header.layout(), row.header().layout());
        edit.set_header(header).unwrap();
        edit.set(Column::Licensee, "ACME").unwrap();
        let edited = edit.finish();
        assert_eq!(edited.licensee().text(), "ACME");
        assert_eq!(edited.start().text(), row.start().text());
    }

    #[test]
    fn a_changed_cell_is_parsed_as_a_builder_does() {
        let tv = [
            (Column::SeriesTitleInternalAlias, "Detectives, The"),
            (Column::HoldbackLanguage, "ES"),
        ];
        let mut edit = Avail::from_cells(EmaVersion::V1_6, tv).edit();
        edit.set(Column::HoldbackLanguage, "ES|DE").unwrap();
        let edited = edit.finish();
        let languages = edited.holdback_language();
        assert_eq!(languages.value().map(|list| list.len()), Some(2));
    }
}
