//! Writes an empty workbook to fill in.

use std::sync::Arc;

use ema_model::{Avail, AvailBuilder, Column, Header, Layout};

use super::WriteOptions;
use crate::error::{Error, ErrorKind};
use crate::output::Output;

/// An empty Excel workbook to fill in: the three header rows of a layout, drop-down lists, notes that explain the
/// columns, and example rows. The example rows are comments, which readers skip.
///
/// ```
/// use ema_io::{Output, Template, TemplateColumn};
/// use ema_model::{Column, EmaVersion, Layout, SheetKind};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("movies.xlsx");
/// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Movies };
/// let mut template = Template::new(layout);
/// for &column in layout.columns() {
///     let note = column.meaning().to_owned();
///     template.column(TemplateColumn { column, flag: "//Opt".into(), note, words: Vec::new() });
/// }
/// template.example([(Column::DisplayName, "Rockstar Films"), (Column::Territory, "US")]);
/// template.write(Output::path(&path))?;
///
/// let sheet = &ema_io::read_path(&path)?.sheets[0];
/// assert_eq!(sheet.header.layout(), layout);
/// assert!(sheet.avails.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Template {
    layout: Layout,
    columns: Vec<TemplateColumn>,
    examples: Vec<Vec<(Column, String)>>,
}

/// A column of a [`Template`].
#[derive(Clone, Debug)]
pub struct TemplateColumn {
    /// The column.
    pub column: Column,
    /// The text in row 3, which starts with `//`. From 1.8 on, the first cell of the row holds the version instead.
    pub flag: String,
    /// The note on the header.
    pub note: String,
    /// The words in the drop-down list. If the list is empty, the column has the words of its version's vocabulary.
    pub words: Vec<&'static str>,
}

impl Template {
    /// Creates a template without columns.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self {
            layout,
            columns: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// Adds a column. The columns are written in the order of the layout.
    pub fn column(&mut self, column: TemplateColumn) -> &mut Self {
        self.columns.push(column);
        self
    }

    /// Adds an example row. Cells in columns that the template does not have are left out.
    pub fn example<'t>(&mut self, cells: impl IntoIterator<Item = (Column, &'t str)>) -> &mut Self {
        let cells = cells.into_iter();
        let cells = cells.map(|(column, text)| (column, text.to_owned()));
        self.examples.push(cells.collect());
        self
    }

    /// Writes the workbook.
    ///
    /// # Errors
    ///
    /// Fails if the version does not have the tab, if the columns are not enough for a reader to recognize the header,
    /// or if the file can't be written.
    pub fn write(&self, output: Output<'_>) -> Result<(), Error> {
        let layout = self.layout;
        if layout.columns().is_empty() {
            let (version, sheet) = (layout.version, layout.sheet);
            let tabs = Layout::all().filter(|other| other.version == version);
            let tabs: Vec<&str> = tabs.map(|other| other.sheet.as_str()).collect();
            let kind = ErrorKind::unwritable(format!(
                "version {version} has no tab {sheet}; it has {}",
                tabs.join(", ")
            ));
            return Err(Error::new(kind, output.file()));
        }
        let options = WriteOptions {
            template: Some(self.clone()),
            ..WriteOptions::new()
        };
        let columns: Vec<Column> = self.columns.iter().map(|own| own.column).collect();
        let mut writer = options.create(output)?;
        writer.sheet(&Arc::new(Header::template_of(layout, &columns)))?;
        writer.finish()
    }

    pub(super) fn of(&self, column: Option<Column>) -> Option<&TemplateColumn> {
        let column = column?;
        self.columns.iter().find(|own| own.column == column)
    }

    /// The example rows, from the row `first` on.
    pub(super) fn examples(&self, header: &Arc<Header>, first: u32) -> Vec<Avail> {
        let mut builder = AvailBuilder::new(Arc::clone(header));
        let rows = (first..).zip(&self.examples);
        rows.map(|(row, cells)| {
            for (column, text) in cells {
                // An error means that the template does not have the column.
                let _ = builder.set(*column, text);
            }
            builder.build(row)
        })
        .collect()
    }
}
