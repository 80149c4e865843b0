//! Determines the sheets in the result, the tab for each row, and the columns of each tab.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ema_model::{
    Column, EmaVersion, Header, HeaderColumn, HeaderRows, Layout, SheetKind, Text, XmlVersion,
};

use super::Target;

/// The result sheets for the rows of one source sheet.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) to: EmaVersion,
    /// The result sheet for movies, or for all rows if the source sheet is not split.
    pub(super) movies: usize,
    /// The result sheet for TV.
    pub(super) tv: usize,
    /// Whether the rows keep their version, so that no column or value has to be renamed.
    pub(super) same: bool,
    /// The columns that no version defines, identified by their index in the source.
    pub(super) unknown: HashMap<u16, Unknown>,
}

/// A column that no version defines: its name, its category, and its number among the columns with the same name and
/// category.
pub(super) type Unknown = (Text, Option<Text>, usize);

/// A result sheet whose columns are still being collected.
#[derive(Debug)]
struct Draft {
    layout: Layout,
    name: Text,
    /// Dictionary columns that the tab lacks. They follow the tab's own columns.
    further: BTreeSet<Column>,
    unknown: Vec<Unknown>,
    xml: Option<XmlVersion>,
    sources: Vec<usize>,
}

/// A sheet in the result: its header, and the positions of its unknown columns.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) header: Arc<Header>,
    pub(super) unknown: HashMap<Unknown, u16>,
}

pub(super) fn plan(sources: &[Arc<Header>], target: Target) -> (Vec<Route>, Vec<Sheet>) {
    let newest = sources.iter().map(|header| header.version()).max();
    let merged = matches!(target, Target::OneSheet(_) | Target::Xml(_));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut routes = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let to = match target {
            Target::Sheets(to) => to.unwrap_or(source.version()),
            Target::OneSheet(to) => to.or(newest).unwrap_or(source.version()),
            Target::Xml(version) => version.peer(),
        };
        let one_of_several = merged && sources.len() > 1;
        let tabs = tabs(source, to, one_of_several);
        let is_split = tabs.len() > 1;
        let mut sheet = |tab: SheetKind| {
            let layout = Layout {
                version: to,
                sheet: tab,
            };
            let known = drafts.iter().position(|draft| {
                let of_source = draft.sources.contains(&number);
                draft.xml.is_some() || draft.layout == layout && (merged || of_source)
            });
            let at = known.unwrap_or_else(|| {
                let name = match is_split || one_of_several || holds_all(source) {
                    true => tab.as_str().into(),
                    false => source.sheet().clone(),
                };
                drafts.push(Draft {
                    layout,
                    name,
                    further: BTreeSet::new(),
                    unknown: Vec::new(),
                    xml: match target {
                        Target::Xml(version) => Some(version),
                        _ => None,
                    },
                    sources: Vec::new(),
                });
                drafts.len() - 1
            });
            drafts[at].sources.push(number);
            at
        };
        let movies = sheet(tabs[0]);
        let tv = tabs.get(1).map_or(movies, |tab| sheet(*tab));
        let same = source.version() == to && !holds_all(source);
        let further = further(source, to, same, &tabs);
        let unknown = unknown(source);
        for at in BTreeSet::from([movies, tv]) {
            let draft = &mut drafts[at];
            draft.further.extend(&further);
            for column in source.columns() {
                if let Some(of) = unknown.get(&column.index)
                    && !draft.unknown.contains(of)
                {
                    draft.unknown.push(of.clone());
                }
            }
        }
        routes.push(Route {
            to,
            movies,
            tv,
            same,
            unknown,
        });
    }
    (routes, drafts.into_iter().map(Draft::finish).collect())
}

/// Returns the tabs for a sheet's rows: one tab for all rows, or one tab each for movies and TV.
///
/// The tab `Avails`, and any sheet with columns for both movies and TV, is split into two tabs in versions up to 1.7.3
/// and becomes the tab `Avails` in later versions. From version 1.8 on, merged sheets also become the tab `Avails`. Any
/// other sheet keeps its tab if the target version has that tab, and becomes the tab `Movies` if not.
fn tabs(source: &Header, to: EmaVersion, one_of_several: bool) -> Vec<SheetKind> {
    use SheetKind::{Avails, Movies, Tv};
    let is_mixed = source.has_tv_columns() && source.index_of(Column::TitleInternalAlias).is_some();
    let sheet = source.layout().sheet;
    let own = Layout { version: to, sheet };
    if is_mixed || sheet == Avails {
        return match to >= EmaVersion::V1_8 {
            true => vec![Avails],
            false => vec![Movies, Tv],
        };
    }
    match one_of_several && to >= EmaVersion::V1_8 {
        true => vec![Avails],
        false if own.columns().is_empty() => vec![Movies],
        false => vec![sheet],
    }
}

/// Returns whether a header has every column, as the header for XML does.
pub(super) fn holds_all(source: &Header) -> bool {
    Column::ALL
        .iter()
        .all(|column| source.index_of(*column).is_some())
}

/// Returns the dictionary columns that the result keeps even though no target tab has them. If the version changes, a
/// column is kept only if the target version has it and the template for the source sheet lacks it.
fn further(source: &Header, to: EmaVersion, same: bool, tabs: &[SheetKind]) -> Vec<Column> {
    let own = source.layout().columns();
    let columns = source.columns().iter().filter_map(|header| header.column);
    columns
        .filter(|column| {
            let has = |tab: &SheetKind| {
                let layout = Layout {
                    version: to,
                    sheet: *tab,
                };
                column.placement(layout).is_some()
            };
            let was_beyond = !own.contains(column) && knows(to, *column);
            !tabs.iter().any(has) && (same || was_beyond)
        })
        .collect()
}

/// Returns whether a version has a column. The dictionaries for 1.8 and 1.9 list two columns that the templates for
/// those versions lack.
fn knows(version: EmaVersion, column: Column) -> bool {
    match column {
        Column::AssociatedAlid => version >= EmaVersion::V1_9,
        Column::VolumeDistributionNumber => version >= EmaVersion::V1_8,
        _ => column.is_in(version),
    }
}

fn unknown(source: &Header) -> HashMap<u16, Unknown> {
    let mut seen: HashMap<(Text, Option<Text>), usize> = HashMap::new();
    let columns = source
        .columns()
        .iter()
        .filter(|column| column.column.is_none());
    columns
        .map(|column| {
            let named = (column.name.clone(), column.category.clone());
            let before = seen.entry(named.clone()).or_default();
            *before += 1;
            (column.index, (named.0, named.1, *before))
        })
        .collect()
}

impl Draft {
    fn finish(self) -> Sheet {
        let further = self.further.iter().map(|column| {
            let category = Some(column.category().into());
            (Text::from(column.name()), category)
        });
        let unknown = self
            .unknown
            .iter()
            .map(|(name, category, _)| (name.clone(), category.clone()));
        let header = match self.xml {
            Some(version) => of_xml(version, unknown.clone()),
            None => Header::extended(self.layout, further.chain(unknown.clone())).named(self.name),
        };
        let behind = header.columns().len() - self.unknown.len();
        let indices = header.columns()[behind..].iter().map(|column| column.index);
        Sheet {
            unknown: self.unknown.iter().cloned().zip(indices).collect(),
            header: Arc::new(header),
        }
    }
}

/// Returns the header for XML, which ends with the columns that no version defines.
fn of_xml(version: XmlVersion, unknown: impl Iterator<Item = (Text, Option<Text>)>) -> Header {
    let own = Header::xml(version);
    let known = own
        .columns()
        .iter()
        .map(|column| (column.name.clone(), column.category.clone()));
    let columns = (0..)
        .zip(known.chain(unknown))
        .map(|(index, (name, category))| HeaderColumn::new(index, name, category))
        .collect();
    let sheet = own.sheet().clone();
    Header::new(
        sheet,
        HeaderRows::names_in(1),
        columns,
        None,
        Some(version.peer()),
    )
}
