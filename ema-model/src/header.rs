//! The header of a sheet: the positions of its columns, and the version that the columns indicate.

use std::fmt;

use crate::dictionary::{Column, Kind};
use crate::text::{Text, folded, trim};
use crate::version::{EmaVersion, Layout, SheetKind, XmlVersion};

/// The header of one sheet.
///
/// Columns are found by name, in any order. The header keeps both the text in the file and its interpretation, so that
/// no other code has to interpret the text.
///
/// ```
/// use ema_model::{Column, EmaVersion, Header, Layout, SheetKind};
///
/// let layout = Layout { version: EmaVersion::V1_7_3, sheet: SheetKind::Movies };
/// let header = Header::template(layout);
/// assert_eq!(header.version(), EmaVersion::V1_7_3);
/// assert_eq!(header.index_of(Column::Alid), Some(42));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    sheet: Text,
    rows: HeaderRows,
    columns: Vec<HeaderColumn>,
    indices: Box<[Option<u16>]>,
    stated: Option<Text>,
    by_caller: Option<EmaVersion>,
    by_columns: Option<EmaVersion>,
    layout: Layout,
    xml_version: Option<XmlVersion>,
    visibility: Visibility,
}

/// Whether a spreadsheet program displays a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
// ISO/IEC 29500 defines exactly these three states for a sheet, so no other state can occur.
pub enum Visibility {
    /// The tab of the sheet is visible.
    #[default]
    Visible,
    /// The sheet is hidden, but Excel lists it in its Unhide menu.
    Hidden,
    /// The sheet was hidden by a program, and Excel's menus do not list it.
    VeryHidden,
}

impl Visibility {
    /// Whether the sheet is hidden or very hidden.
    #[must_use]
    pub const fn is_hidden(self) -> bool {
        !matches!(self, Self::Visible)
    }

    /// The state in words: `visible`, `hidden` or `very hidden`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Hidden => "hidden",
            Self::VeryHidden => "very hidden",
        }
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The header's row numbers, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderRows {
    /// The row with the categories: row 1 in the templates.
    pub categories: Option<u32>,
    /// The row with the column names: row 2 in the templates.
    pub names: u32,
    /// The row with the requirement flags or the version: row 3 in the templates.
    pub flags: Option<u32>,
}

impl HeaderRows {
    /// Rows 1, 2 and 3, as in the templates.
    pub const TEMPLATE: Self = Self {
        categories: Some(1),
        names: 2,
        flags: Some(3),
    };

    /// The row numbers for a header that has only a name row.
    #[must_use]
    pub const fn names_in(row: u32) -> Self {
        Self {
            categories: None,
            names: row,
            flags: None,
        }
    }
}

/// One column in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HeaderColumn {
    /// The column index in the sheet, counted from 0.
    pub index: u16,
    /// The text in the name row, exactly as written.
    pub name: Text,
    /// The text in the category row, exactly as written.
    pub category: Option<Text>,
    /// The column in the dictionary, or `None` if the column is unknown or repeats another column.
    pub column: Option<Column>,
    /// The column in the dictionary that this column repeats.
    pub repeat_of: Option<Column>,
}

impl HeaderColumn {
    /// Creates a column from its name and category.
    #[must_use]
    pub fn new(index: u16, name: Text, category: Option<Text>) -> Self {
        Self {
            index,
            name,
            category,
            column: None,
            repeat_of: None,
        }
    }
}

impl Header {
    /// Interprets the header of a sheet.
    ///
    /// `columns` contains the column headers from left to right. `stated` is the text of the first cell of the flag
    /// row, which contains the version from 1.8 on. `by_caller` is the version that the caller specified, which takes
    /// precedence over everything in the file.
    #[must_use]
    pub fn new(
        sheet: Text,
        rows: HeaderRows,
        mut columns: Vec<HeaderColumn>,
        stated: Option<Text>,
        by_caller: Option<EmaVersion>,
    ) -> Self {
        columns.sort_by_key(|column| column.index);
        let mut indices = vec![None; Column::ALL.len()].into_boxed_slice();
        for header in &mut columns {
            let Ok(column) = header.name.parse::<Column>() else {
                continue;
            };
            match &mut indices[column as usize] {
                Some(_) => header.repeat_of = Some(column),
                index => {
                    *index = Some(header.index);
                    header.column = Some(column);
                }
            }
        }
        let has_all_works = has_movies_and_tv(&indices);
        let by_columns = match version_of(&columns) {
            Some(version) if has_all_works => Some(version.max(EmaVersion::V1_8)),
            version => version,
        };
        // Versions before 1.8 have no tab for both movies and TV, so an older version in cell A3 must have been left
        // over from another sheet.
        let stated_version = stated_version(stated.as_ref())
            .filter(|version| !has_all_works || *version >= EmaVersion::V1_8);
        let version = by_caller
            .or(stated_version)
            .or(by_columns)
            .unwrap_or(EmaVersion::LATEST);
        let layout = nearest_layout(version, &sheet, &columns);
        Self {
            sheet,
            rows,
            columns,
            indices,
            stated,
            by_caller,
            by_columns,
            layout,
            xml_version: None,
            visibility: Visibility::Visible,
        }
    }

    /// Sets whether the sheet is shown or hidden.
    #[must_use]
    pub fn with_visibility(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }

    /// The header of a template.
    #[must_use]
    pub fn template(layout: Layout) -> Self {
        Self::extended(layout, [])
    }

    /// The header of a template, followed by additional columns, each given by its name and category.
    ///
    /// ```
    /// use ema_model::{Column, EmaVersion, Header, Layout, SheetKind};
    ///
    /// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Avails };
    /// let header = Header::extended(layout, [("Shelf".into(), None)]);
    /// assert_eq!(header.columns().last().unwrap().name, "Shelf");
    /// assert_eq!(header.stated_version().unwrap(), "1.8");
    /// ```
    #[must_use]
    pub fn extended(
        layout: Layout,
        further: impl IntoIterator<Item = (Text, Option<Text>)>,
    ) -> Self {
        Self::laid_out(layout, layout.columns().iter().copied(), further)
    }

    fn laid_out(
        layout: Layout,
        columns: impl Iterator<Item = Column>,
        further: impl IntoIterator<Item = (Text, Option<Text>)>,
    ) -> Self {
        let own = columns.filter_map(|column| {
            let placement = column.placement(layout)?;
            Some((placement.header.into(), Some(placement.category.into())))
        });
        let columns = (0..)
            .zip(own.chain(further))
            .map(|(index, (name, category))| HeaderColumn::new(index, name, category))
            .collect();
        // Templates since 1.8 have their version in cell A3.
        let stated = (layout.version >= EmaVersion::V1_8).then(|| layout.version.as_str().into());
        let sheet = Text::from(layout.sheet.as_str());
        let by_caller = Some(layout.version);
        let header = Self::new(sheet, HeaderRows::TEMPLATE, columns, stated, by_caller);
        Self { layout, ..header }
    }

    /// The header of a template with only some of its columns, in the order of the template.
    ///
    /// ```
    /// use ema_model::{Column, EmaVersion, Header, Layout, SheetKind};
    ///
    /// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Avails };
    /// let header = Header::template_of(layout, &[Column::Territory, Column::DisplayName]);
    /// assert_eq!(header.columns().len(), 2);
    /// assert_eq!(header.index_of(Column::Territory), Some(1));
    /// assert_eq!(header.layout(), layout);
    /// ```
    #[must_use]
    pub fn template_of(layout: Layout, columns: &[Column]) -> Self {
        let of_layout = layout.columns().iter().copied();
        Self::laid_out(layout, of_layout.filter(|own| columns.contains(own)), [])
    }

    /// The header for rows from XML Avails. It has every column in the dictionary, because any row can fill any column.
    #[must_use]
    pub fn xml(version: XmlVersion) -> Self {
        Self::xml_extended(version, [])
    }

    /// The header for rows from XML Avails, followed by additional columns, each given by its name and category.
    #[must_use]
    pub fn xml_extended(
        version: XmlVersion,
        further: impl IntoIterator<Item = (Text, Option<Text>)>,
    ) -> Self {
        let known = Column::ALL
            .iter()
            .map(|column| (column.name().into(), Some(column.category().into())));
        let columns = (0..)
            .zip(known.chain(further))
            .map(|(index, (name, category))| HeaderColumn::new(index, name, category))
            .collect();
        let rows = HeaderRows::names_in(1);
        let by_caller = Some(version.peer());
        let header = Self::new("AvailList".into(), rows, columns, None, by_caller);
        // The header has every column, so the columns do not indicate a version.
        Self {
            by_columns: None,
            xml_version: Some(version),
            ..header
        }
    }

    /// The header for rows from XML Avails, with this header's sheet name and unknown columns.
    #[must_use]
    pub fn as_xml(&self, version: XmlVersion) -> Self {
        let further = self.columns.iter().filter(|own| own.column.is_none());
        let further = further.map(|own| (own.name.clone(), own.category.clone()));
        Self::xml_extended(version, further).named(self.sheet.clone())
    }

    /// Returns a copy of this header with any missing columns from `columns` appended. Each added column has the name
    /// and category that the template gives it. The version and the layout do not change.
    ///
    /// ```
    /// use ema_model::{Column, EmaVersion, Header, Layout, SheetKind};
    ///
    /// let layout = Layout { version: EmaVersion::V1_6, sheet: SheetKind::Movies };
    /// let header = Header::template(layout).with_columns(&[Column::Territory, Column::Alid]);
    /// assert_eq!(header.columns().last().unwrap().name, "ALID");
    /// assert_eq!(header.index_of(Column::Territory), Some(2), "it was there already");
    /// assert_eq!(header.layout(), layout);
    /// ```
    #[must_use]
    pub fn with_columns(&self, columns: &[Column]) -> Self {
        let mut header = self.clone();
        for &column in columns {
            let last = header.columns.last().map(|last| last.index.checked_add(1));
            // A sheet has at most 16,384 columns, so the index cannot overflow.
            let (None, Some(index)) = (header.index_of(column), last.unwrap_or(Some(0))) else {
                continue;
            };
            let placement = column.placement(self.layout);
            let name = placement.map_or(column.name(), |placement| placement.header);
            let category = placement.map_or(column.category(), |placement| placement.category);
            header.columns.push(HeaderColumn {
                column: Some(column),
                ..HeaderColumn::new(index, name.into(), Some(category.into()))
            });
            header.indices[column as usize] = Some(index);
        }
        header
    }

    /// Sets the name of the sheet.
    #[must_use]
    pub fn named(mut self, sheet: impl Into<Text>) -> Self {
        self.sheet = sheet.into();
        self
    }

    /// The sheet's name.
    #[must_use]
    pub fn sheet(&self) -> &Text {
        &self.sheet
    }

    /// Whether a spreadsheet program displays the sheet.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        self.visibility
    }

    /// The header's row numbers.
    #[must_use]
    pub fn rows(&self) -> HeaderRows {
        self.rows
    }

    /// The columns from left to right, including unknown columns.
    #[must_use]
    pub fn columns(&self) -> &[HeaderColumn] {
        &self.columns
    }

    /// A column's index in the sheet, or an error if the header does not have the column.
    pub(crate) fn place_of(&self, column: Column) -> Result<u16, MissingColumn> {
        self.index_of(column).ok_or(MissingColumn { column })
    }

    /// A column's index in the sheet (counted from 0), if the header has the column.
    #[must_use]
    pub fn index_of(&self, column: Column) -> Option<u16> {
        self.indices[column as usize]
    }

    /// The column at an index in the sheet (counted from 0), if the header has one there.
    #[must_use]
    pub fn column_at(&self, index: u16) -> Option<&HeaderColumn> {
        let at = self
            .columns
            .binary_search_by_key(&index, |column| column.index)
            .ok()?;
        Some(&self.columns[at])
    }

    /// The dictionary column at a column index in the sheet (counted from 0).
    #[must_use]
    pub fn known_at(&self, index: u16) -> Option<Column> {
        self.column_at(index)?.column
    }

    /// The kind of values in the dictionary column at a column index in the sheet (counted from 0), according to the
    /// sheet's version.
    ///
    /// ```
    /// use ema_model::{EmaVersion, Header, Kind, Layout, SheetKind};
    ///
    /// let layout = Layout { version: EmaVersion::V1_8, sheet: SheetKind::Avails };
    /// let header = Header::extended(layout, [("Shelf".into(), None)]);
    /// let last = header.columns().last().unwrap().index;
    /// assert_eq!(header.kind_at(last), None, "no version defines the column Shelf");
    /// assert!(header.columns().iter().any(|it| header.kind_at(it.index) == Some(Kind::Territories)));
    /// ```
    #[must_use]
    pub fn kind_at(&self, index: u16) -> Option<Kind> {
        Some(self.known_at(index)?.kind(self.version()))
    }

    /// The version whose rules apply to the rows: the one that the caller specified, the one in cell A3, the one that
    /// the columns indicate, or the newest, in this order of precedence. A version before 1.8 in cell A3 is ignored if
    /// the sheet has columns for both movies and TV.
    #[must_use]
    pub fn version(&self) -> EmaVersion {
        self.layout.version
    }

    /// The version of XML Avails, if this is the header of an XML file.
    #[must_use]
    pub fn xml_version(&self) -> Option<XmlVersion> {
        self.xml_version
    }

    /// Among the tabs of the header's version, the one that best matches the columns.
    #[must_use]
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether the version comes from the caller or the file. If not, the newest version is assumed.
    #[must_use]
    pub fn version_is_known(&self) -> bool {
        self.by_caller.is_some()
            || self.by_columns.is_some()
            || stated_version(self.stated.as_ref()).is_some()
    }

    /// The version that the caller specified.
    #[must_use]
    pub fn caller_version(&self) -> Option<EmaVersion> {
        self.by_caller
    }

    /// The version that the columns indicate.
    #[must_use]
    pub fn column_version(&self) -> Option<EmaVersion> {
        self.by_columns
    }

    /// The version in the first cell of the flag row, even if that version is unknown. Returns `None` if the cell
    /// contains a flag.
    #[must_use]
    pub fn stated_version(&self) -> Option<&Text> {
        self.stated.as_ref()
    }

    /// Whether the header has TV columns, which are needed to offer seasons and episodes.
    #[must_use]
    pub fn has_tv_columns(&self) -> bool {
        self.index_of(Column::SeriesTitleInternalAlias).is_some()
    }

    /// Whether pipes may separate languages. The data dictionary for the 1.6 TV tab requires pipes. All other data
    /// dictionaries require commas.
    pub(crate) fn separates_by_pipes(&self) -> bool {
        self.version() == EmaVersion::V1_6 && self.has_tv_columns()
    }
}

fn stated_version(stated: Option<&Text>) -> Option<EmaVersion> {
    stated.and_then(|text| text.parse().ok())
}

/// Whether the sheet has both movie and TV columns, which have shared one tab since version 1.8. The evidence is an
/// ALID column together with the title columns of both tabs, because each tab requires its own title columns. A sheet
/// without an ALID column might be from version 1.6, because some tools put columns from one 1.6 tab into the other.
fn has_movies_and_tv(indices: &[Option<u16>]) -> bool {
    let has = |column: Column| indices[column as usize].is_some();
    has(Column::Alid)
        && has(Column::TitleInternalAlias)
        && (has(Column::SeriesTitleInternalAlias) || has(Column::EpisodeTitleInternalAlias))
}

/// The version that the columns indicate: the newest that any of them proves.
fn version_of(columns: &[HeaderColumn]) -> Option<EmaVersion> {
    let proved = columns.iter().filter_map(proved_version).max()?;
    let has_alt_id = columns.iter().any(|header| {
        header
            .column
            .is_some_and(|column| ALT_IDS.contains(&column))
    });
    // Version 1.7 dropped the AltID columns, and 1.7.2 restored them. Together with a column that 1.6 does not have,
    // the AltID columns prove 1.7.2.
    match has_alt_id && proved == EmaVersion::V1_7 {
        true => Some(EmaVersion::V1_7_2),
        false => Some(proved),
    }
}

const ALT_IDS: [Column; 4] = [
    Column::AltId,
    Column::SeriesAltId,
    Column::SeasonAltId,
    Column::EpisodeAltId,
];

/// The version that a column proves: the first that has the column. A column from 1.6 proves 1.6 only if 1.7 no longer
/// has it, and otherwise proves nothing.
///
/// The Movies tabs in 1.8 and 1.9 differ only in cell A3, so their columns prove only 1.8.
fn proved_version(header: &HeaderColumn) -> Option<EmaVersion> {
    let column = header.column?;
    match column {
        // The 1.9 TV tab misspells this column. Version 1.8 workbooks written by MovieLabs' tools have the column,
        // although no tab in the 1.8 template has it.
        Column::VolumeDistributionNumber => {
            let misspelt = folded(&header.name) == folded("VolumeDistributinoNumber");
            return Some(match misspelt {
                true => EmaVersion::V1_9,
                false => EmaVersion::V1_8,
            });
        }
        // Version 1.9 has this column in its dictionary, but not in a template.
        Column::AssociatedAlid => return Some(EmaVersion::V1_9),
        _ => {}
    }
    let versions = column.placements().iter().map(|place| place.layout.version);
    let first = versions.min()?;
    let proves = first > EmaVersion::V1_6 || !column.is_in(EmaVersion::V1_7);
    proves.then_some(first)
}

/// The tab that best matches the columns: the one that lacks the fewest of the sheet's columns. If several tabs tie,
/// the tab with the sheet's name is chosen, and then the one with the fewest columns. A sheet may omit most of its
/// template's columns, but seldom has a column from another tab.
fn nearest_layout(version: EmaVersion, sheet: &str, columns: &[HeaderColumn]) -> Layout {
    let distance = |layout: &Layout| {
        let wanted = layout.columns();
        let known = || columns.iter().filter_map(|header| header.column);
        let foreign = known().filter(|column| !wanted.contains(column)).count();
        let lacks_some = known().count() < wanted.len();
        // The tabs for bonus material and price reductions have unique columns, which are better evidence than the
        // sheet's name. The Collections tab has no column of its own, because all of its columns are also in the Movies
        // tab.
        let is_called_so = match layout.sheet {
            SheetKind::Bonus | SheetKind::Tpr => false,
            kind => trim(sheet).eq_ignore_ascii_case(kind.as_str()),
        };
        let is_rare = layout.sheet == SheetKind::Collections && lacks_some;
        (foreign, !is_called_so, is_rare, wanted.len())
    };
    Layout::all()
        .filter(|layout| layout.version == version)
        .min_by_key(distance)
        .unwrap_or(Layout {
            version,
            sheet: SheetKind::Movies,
        })
}

/// The error for setting a column that the header does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the header has no column {column}")]
#[non_exhaustive]
pub struct MissingColumn {
    /// The column that the header does not have.
    pub column: Column,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_recognized_by_its_columns() {
        for layout in Layout::all() {
            let template = Header::template(layout);
            let found = template.column_version();
            // The 1.9 Movies tab has the same columns as the 1.8 Movies tab. The 1.8 Collections tab has only columns
            // from 1.7.3. Only cell A3 identifies the version of each of these tabs.
            let expected = match (layout.version, layout.sheet) {
                (EmaVersion::V1_9, SheetKind::Movies) => EmaVersion::V1_8,
                (EmaVersion::V1_8, SheetKind::Collections) => EmaVersion::V1_7_3,
                (version, _) => version,
            };
            assert_eq!(found, Some(expected), "{layout}");
        }
    }

    fn version_shown<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<EmaVersion> {
        let columns = (0..)
            .zip(names)
            .map(|(index, name)| HeaderColumn::new(index, Text::from(name), None))
            .collect();
        Header::new("Avails".into(), HeaderRows::TEMPLATE, columns, None, None).column_version()
    }

    const CORE: [&str; 5] = [
        "DisplayName",
        "Territory",
        "WorkType",
        "LicenseType",
        "Start",
    ];

    #[test]
    fn one_column_beside_those_of_every_version_is_enough() {
        assert_eq!(version_shown(CORE), None);
        for layout in Layout::all() {
            for column in layout.columns() {
                let own = column.placement(layout).unwrap().header;
                let shown = version_shown(CORE.into_iter().chain([own]));
                let versions = EmaVersion::ALL.iter().copied();
                let first = versions.clone().find(|version| column.is_in(*version));
                let first = first.unwrap();
                // A column that all versions have does not prove any version.
                let in_all = versions.clone().all(|version| column.is_in(version));
                match shown {
                    None => assert!(in_all, "{column}"),
                    // In version 1.8, only workbooks that were written by tools have this column.
                    Some(shown) if *column == Column::VolumeDistributionNumber => {
                        assert!(shown >= EmaVersion::V1_8);
                    }
                    Some(shown) => assert!(!in_all && shown >= first, "{column}: {shown}"),
                }
                assert!(shown <= Some(layout.version), "{layout}: {column}");
            }
        }
    }

    #[test]
    fn columns_beside_the_alid_show_what_came_after_it() {
        let with = |own: &[&'static str]| {
            version_shown(CORE.into_iter().chain(["ALID"]).chain(own.iter().copied()))
        };
        assert_eq!(with(&[]), Some(EmaVersion::V1_7));
        for column in ["AltID", "SeriesAltID", "SeasonAltID", "EpisodeAltID"] {
            assert_eq!(with(&[column]), Some(EmaVersion::V1_7_2), "{column}");
            let without = CORE.into_iter().chain([column]);
            assert_eq!(version_shown(without), Some(EmaVersion::V1_6), "{column}");
        }
        let sales = ["BrandingRights", "Exclusive", "Download"];
        assert_eq!(with(&sales), Some(EmaVersion::V1_7_3));
        assert_eq!(with(&["VolumeDistributionNumber"]), Some(EmaVersion::V1_8));
        assert_eq!(with(&["VolumeDistributinoNumber"]), Some(EmaVersion::V1_9));
        assert_eq!(with(&["AssociatedALID"]), Some(EmaVersion::V1_9));
    }

    const SHARED: [&str; 5] = [
        "DisplayName",
        "Territory",
        "WorkType",
        "LicenseType",
        "ALID",
    ];

    fn sheet(name: &str, own: &[&str], stated: Option<&str>, caller: Option<EmaVersion>) -> Header {
        let columns = (0..)
            .zip(SHARED.iter().chain(own))
            .map(|(index, name)| HeaderColumn::new(index, Text::from(*name), None))
            .collect();
        let stated = stated.map(Text::from);
        Header::new(name.into(), HeaderRows::TEMPLATE, columns, stated, caller)
    }

    #[test]
    fn a_few_columns_are_enough_to_tell_the_tab() {
        let with = |own: &[&str]| {
            let header = sheet("Sheet1", own, None, Some(EmaVersion::V1_9));
            header.layout().sheet
        };
        assert_eq!(
            with(&["TitleInternalAlias", "ContentID"]),
            SheetKind::Movies
        );
        assert_eq!(
            with(&["SeriesTitleInternalAlias", "SeasonNumber"]),
            SheetKind::Tv
        );
        assert_eq!(with(&["TitleInternalAlias", "RefALID"]), SheetKind::Bonus);
        assert_eq!(with(&["TitleInternalAlias", "TPRType"]), SheetKind::Tpr);
        // Unknown columns are not evidence of a version.
        assert_eq!(
            with(&["TitleInternalAlias", "Notes", "Price"]),
            SheetKind::Movies
        );
    }

    #[test]
    fn the_name_of_the_sheet_tells_the_tab_where_the_columns_do_not() {
        let movie = ["TitleInternalAlias", "ContentID"];
        for version in [EmaVersion::V1_8, EmaVersion::V1_9] {
            let tab = |name, own: &[&str]| sheet(name, own, None, Some(version)).layout().sheet;
            assert_eq!(tab("Avails", &movie), SheetKind::Avails);
            assert_eq!(tab(" avails", &movie), SheetKind::Avails);
            assert_eq!(tab("Movies", &movie), SheetKind::Movies);
            assert_eq!(tab("Sheet1", &movie), SheetKind::Movies);
            assert_eq!(tab("Movies", &["SeriesTitleInternalAlias"]), SheetKind::Tv);
            assert_eq!(tab("Bonus", &movie), SheetKind::Movies);
        }
        let collections = sheet("Collections", &movie, None, Some(EmaVersion::V1_8));
        assert_eq!(collections.layout().sheet, SheetKind::Collections);
        let older = sheet("Avails", &movie, None, Some(EmaVersion::V1_7_3));
        assert_eq!(older.layout().sheet, SheetKind::Movies);
    }

    #[test]
    fn movies_beside_tv_in_one_sheet_are_1_8_or_later() {
        let both = ["TitleInternalAlias", "EpisodeTitleInternalAlias", "AltID"];
        for name in ["Avails", "TV", "AllAvails"] {
            for stated in [None, Some("1.7.3"), Some("1.6"), Some("1.8")] {
                let header = sheet(name, &both, stated, None);
                assert_eq!(header.layout().to_string(), "1.8 Avails");
                assert_eq!(header.column_version(), Some(EmaVersion::V1_8));
                assert_eq!(header.stated_version().map(Text::as_str), stated);
            }
        }
        assert_eq!(
            sheet("Avails", &both, Some("1.9"), None).version(),
            EmaVersion::V1_9
        );
        // A version specified by the caller takes precedence. A sheet with title columns from only one tab is not
        // treated as a sheet with both movies and TV.
        let caller = Some(EmaVersion::V1_7_3);
        assert_eq!(
            sheet("Avails", &both, None, caller).version(),
            EmaVersion::V1_7_3
        );
        let tv = sheet(
            "TV",
            &["EpisodeTitleInternalAlias", "TitleDisplayUnlimited"],
            None,
            None,
        );
        assert_eq!(tv.version(), EmaVersion::V1_7);
    }

    #[test]
    fn the_caller_goes_before_the_file_and_the_file_before_its_columns() {
        let columns = || vec![HeaderColumn::new(0, "ALID".into(), None)];
        let rows = HeaderRows::TEMPLATE;
        let header = |stated: Option<&str>, caller| {
            Header::new(
                "Avails".into(),
                rows,
                columns(),
                stated.map(Text::from),
                caller,
            )
            .version()
        };
        assert_eq!(header(None, None), EmaVersion::V1_7);
        assert_eq!(header(Some("1.8"), None), EmaVersion::V1_8);
        assert_eq!(header(Some("2.0"), None), EmaVersion::V1_7);
        assert_eq!(
            header(Some("1.8"), Some(EmaVersion::V1_9)),
            EmaVersion::V1_9
        );
    }

    #[test]
    fn a_repeat_is_kept_but_does_not_hide_the_first() {
        let columns = vec![
            HeaderColumn::new(0, "Territory".into(), None),
            HeaderColumn::new(3, "territory".into(), None),
        ];
        let header = Header::new("Avails".into(), HeaderRows::TEMPLATE, columns, None, None);
        assert_eq!(header.index_of(Column::Territory), Some(0));
        assert_eq!(header.columns()[1].repeat_of, Some(Column::Territory));
    }
}
