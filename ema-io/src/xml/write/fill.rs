//! Fills elements from the cells of a row.

use std::borrow::Cow;
use std::sync::LazyLock;

use ema_model::{AssetId, Cell, Column, Unplaced, WorkType, XmlVersion};

use super::node::Node;
use super::row::Row;
use super::{ASSET, TRANSACTION};
use crate::xml::characters::xml_text;
use crate::xml::schema::{Element, Group, Held, Key, Namespace, content_id};
use crate::xml::values::{self, join, list_items, region_to_xml};

/// The names of the metadata elements for a row: the one in the Asset and, inside it, the one for the season or series.
#[derive(Clone, Copy)]
pub(super) struct Metadata {
    own: &'static str,
    above: &'static str,
}

/// The columns that describe a season.
static OF_SEASON: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let mut columns: Vec<Column> = named_after("Season").collect();
    columns.retain(|column| *column != Column::SeasonCount);
    columns.push(Column::EpisodeCount);
    columns
});

fn named_after(part: &str) -> impl Iterator<Item = Column> {
    let columns = Column::ALL.iter().copied();
    columns.filter(move |column| column.name().contains(part))
}

impl Metadata {
    /// Returns the name of the metadata element in the Asset.
    pub(super) fn own(self) -> &'static str {
        self.own
    }

    /// Selects the metadata elements by WorkType or, if that does not determine them, by the columns that are filled.
    pub(super) fn of(row: &Row<'_, '_>) -> Self {
        let has = |part, but: &[Column]| {
            named_after(part).any(|column| !but.contains(&column) && row.says(column))
        };
        let of_season = OF_SEASON.iter().any(|column| row.says(*column));
        let own = match &row.work_type {
            WorkType::Movie | WorkType::Short | WorkType::Collection => "Metadata",
            WorkType::Episode => "EpisodeMetadata",
            WorkType::Season => "SeasonMetadata",
            WorkType::Volume => "VolumeMetadata",
            other if other.as_str().eq_ignore_ascii_case("Series") => "SeriesMetadata",
            _ if row.says(Column::TitleInternalAlias) => "Metadata",
            _ if has("Episode", &[Column::EpisodeCount]) => "EpisodeMetadata",
            _ if has("Volume", &[]) => "VolumeMetadata",
            _ if of_season => "SeasonMetadata",
            _ if has("Series", &[]) || row.says(Column::SeasonCount) => "SeriesMetadata",
            _ => "Metadata",
        };
        let has_volumes = row.version >= XmlVersion::V2_4;
        // A row for another kind of work still gets a movie's metadata element if the row has only a movie's titles and
        // ID, which have no other place.
        let is_movie = [
            Column::TitleInternalAlias,
            Column::TitleDisplayUnlimited,
            Column::ContentId,
        ];
        let is_movie = is_movie.iter().any(|column| row.says(*column));
        let own = match own {
            "EpisodeMetadata" if is_movie && !has("Episode", &[Column::EpisodeCount]) => "Metadata",
            "VolumeMetadata" if is_movie && !has("Volume", &[]) => "Metadata",
            "SeasonMetadata" | "SeriesMetadata"
                if is_movie && !of_season && !has("Series", &[]) =>
            {
                "Metadata"
            }
            own => own,
        };
        let own = match own {
            "VolumeMetadata" if !has_volumes => "SeasonMetadata",
            own => own,
        };
        let season = of_season
            || row.unplaced().any(is_within_season)
            || (own == "VolumeMetadata" && row.version < XmlVersion::V2_5);
        Self {
            own,
            above: if season {
                "SeasonMetadata"
            } else {
                "SeriesMetadata"
            },
        }
    }

    /// Returns whether this row uses an element for which the schema has alternatives, or `None` for any other element.
    fn chooses(self, parent: &Node<'_>, child: &Element) -> Option<bool> {
        let is_metadata = child.name.ends_with("Metadata") && child.namespace == Namespace::Avails;
        match parent.name {
            // Assets and Transactions are written separately.
            "Avail" if matches!(child.name, ASSET | TRANSACTION) => Some(false),
            "Asset" if is_metadata => Some(child.name == self.own),
            "EpisodeMetadata" | "VolumeMetadata" if is_metadata => Some(child.name == self.above),
            _ => None,
        }
    }
}

/// Returns whether content belongs to the season that contains an episode or a volume.
pub(in crate::xml) fn is_within_season(unplaced: &Unplaced) -> bool {
    unplaced.path.contains("Metadata/SeasonMetadata")
}

impl<'a> Row<'a, '_> {
    /// Fills an element with values from columns.
    pub(super) fn fill(&mut self, metadata: Metadata, node: &mut Node<'a>) {
        let Some(element) = node.element else { return };
        self.fill_attributes(metadata, element, node);
        let version = self.version;
        for child in element.children().filter(|child| child.is_in(version)) {
            let chosen = metadata.chooses(node, child);
            if chosen == Some(false) {
                continue;
            }
            match child.held {
                Held::Unplaced => {}
                Held::Within => {
                    let mut within = Node::of(child);
                    self.fill(metadata, &mut within);
                    if chosen.is_some() || !within.is_empty() {
                        node.push(within);
                    }
                }
                Held::Column(Column::RefAlid) => {
                    for (number, id) in (1..).zip(self.ids(Column::RefAlid)) {
                        node.push(Node::of(child).text(id).keyed(Key::item(number)));
                    }
                }
                Held::Column(column) if self.stands_as_identifier(child, column) => {}
                Held::Column(column) => {
                    let mut leaf = Node::of(child);
                    leaf.text = self.text(column);
                    self.fill_attributes(metadata, child, &mut leaf);
                    if !leaf.is_empty() {
                        node.push(leaf);
                    }
                }
                Held::Group(group) => self.fill_group(group, child, node),
            }
        }
    }

    fn fill_attributes(&mut self, metadata: Metadata, element: &Element, node: &mut Node<'a>) {
        for attribute in element.attributes {
            if !attribute.is_in(self.version) {
                continue;
            }
            let value = match attribute.held {
                Held::Column(column) => self.text(column),
                Held::Group(Group::ContentId) => Some(self.content_id(metadata)),
                _ => None,
            };
            if let Some(value) = value {
                node.attributes.push((attribute.name.into(), value));
            }
        }
    }

    /// Returns the content ID, or an empty string if there is none, because the schema requires the attribute.
    fn content_id(&mut self, metadata: Metadata) -> Cow<'a, str> {
        let column = content_id(metadata.own);
        let within = !matches!(column, Column::ContentId | Column::EpisodeContentId);
        match self.cell(column) {
            // The metadata element of a season, series or volume repeats the ID, so the cell is recorded as represented
            // when that element is filled.
            Some(cell) if within => values::uri_text(cell.trimmed()).text,
            _ => self.text(column).unwrap_or_default(),
        }
    }

    /// Returns whether an ID must go into an `AltIdentifier` element instead, because `element` is only for EIDRs and
    /// the ID is not an EIDR.
    fn stands_as_identifier(&self, element: &Element, column: Column) -> bool {
        let has_both = matches!(
            column,
            Column::EpisodeId | Column::SeasonId | Column::SeriesId | Column::VolumeId
        );
        let is_eidr = |cell: &Cell| cell.trimmed().parse::<AssetId>().is_ok();
        has_both && element.name.ends_with("EIDR-URN") && !self.cell(column).is_some_and(is_eidr)
    }

    fn fill_group(&mut self, group: Group, element: &'static Element, node: &mut Node<'a>) {
        match group {
            Group::AssociatedAlid
            | Group::AvailType
            | Group::ShortDescription
            | Group::ContentId
            | Group::Lag(_) => {}
            Group::SharedEntitlement => {
                for (column, ecosystem) in ECOSYSTEMS {
                    if let Some(id) = self.text(column) {
                        let of = Node::of(element).attribute("ecosystem", ecosystem);
                        let id = of
                            .child(self.version, Namespace::Avails, "EcosystemID")
                            .text(id);
                        let key = Key::column(column, ECOSYSTEMS[0].0);
                        node.push(of.with(id).keyed(key));
                    }
                }
            }
            Group::AltIdentifier(columns) => {
                for column in columns {
                    let cell = self.cell(*column);
                    if let (Some(_), Some(id)) = (cell, self.free_text(*column)) {
                        let identifier = Node::of(element)
                            .keyed(Key::column(*column, columns[0]))
                            .with_text(self.version, "Namespace", IDENTIFIERS)
                            .with_text(self.version, "Identifier", format!("{column}:{id}"));
                        node.push(identifier);
                    }
                }
            }
            Group::Director => {
                for (number, name) in (1..).zip(self.names(Column::Director)) {
                    let person = Node::of(element).keyed(Key::item(number));
                    let job = person.md_child(self.version, "Job").with_text(
                        self.version,
                        "JobFunction",
                        DIRECTOR,
                    );
                    let named = person.md_child(self.version, "Name").with_text(
                        self.version,
                        "DisplayName",
                        name,
                    );
                    node.push(person.with(job).with(named));
                }
            }
            Group::ReleaseHistory => {
                for (column, release) in RELEASES {
                    if let Some(date) = self.text(column) {
                        let history = Node::of(element)
                            .keyed(Key::column(column, RELEASES[0].0))
                            .with_text(self.version, "ReleaseType", release)
                            .with_text(self.version, "Date", date);
                        node.push(history);
                    }
                }
            }
            Group::Rating => self.fill_rating(element, node),
            Group::Channel => {
                if let Some(name) = self.free_text(Column::GroupIdentity) {
                    let channel = Node::of(element)
                        .with_text(self.version, "Type", CHANNEL)
                        .with_text(self.version, "GroupIdentity", name.clone())
                        .with_text(self.version, "DisplayName", name);
                    node.push(channel);
                }
            }
            Group::BundledAsset => {
                let numbered = element.attribute("sequence", self.version).is_some();
                for (number, id) in (1..).zip(self.ids(Column::BundledAlids)) {
                    let mut bundled = Node::of(element).keyed(Key::item(number));
                    if numbered {
                        bundled = bundled.attribute("sequence", number.to_string());
                    }
                    let id = bundled
                        .child(self.version, Namespace::Avails, "BundledALID")
                        .text(id);
                    node.push(bundled.with(id));
                }
            }
            Group::Territories(column) => self.fill_territories(column, element, node),
            Group::Moment(column) => self.fill_moment(column, element, node),
            Group::Languages(column) => self.fill_languages(column, element, node),
            Group::Term => self.fill_terms(element, node),
        }
    }

    /// Fills a rating, whose region is the first territory in the row.
    pub(super) fn fill_rating(&mut self, element: &'static Element, node: &mut Node<'a>) {
        // If any item is not a territory, the Transaction can't hold the list, so the list provides no region either.
        let territory = self.avail.cell(Column::Territory).and_then(|cell| {
            let regions: Option<Vec<_>> = list_items(Column::Territory, cell.text())
                .map(|item| region_to_xml(item, self.version))
                .collect();
            regions?.into_iter().next()
        });
        let reasons = self.cell(Column::RatingReason);
        let is_rated = [Column::RatingSystem, Column::RatingValue]
            .into_iter()
            .any(|column| self.cell(column).is_some());
        let has_reason = |cell: &Cell| {
            list_items(Column::RatingReason, cell.text()).any(|reason| !reason.is_empty())
        };
        // A list with only separators is not a rating.
        match reasons {
            Some(cell) if !is_rated && !has_reason(cell) => return self.refuse(cell),
            None if !is_rated => return,
            _ => {}
        }
        let mut rating = Node::of(element);
        match territory {
            // The region element that was read with the row is put back later.
            _ if self.has_region() => {}
            Some(territory) => {
                let region = rating
                    .md_child(self.version, "Region")
                    .with(Node::new(Namespace::Md, territory.element).text(territory.code));
                rating.push(region);
            }
            None => return,
        }
        for (column, name) in [
            (Column::RatingSystem, "System"),
            (Column::RatingValue, "Value"),
        ] {
            let text = self.free_text(column).unwrap_or_default();
            rating = rating.with_text(self.version, name, text);
        }
        if let Some(cell) = reasons {
            let text = xml_text(cell.text());
            let reasons: Vec<&str> = list_items(Column::RatingReason, &text)
                .filter(|reason| !reason.is_empty())
                .collect();
            for reason in &reasons {
                rating = rating.with_text(self.version, "Reason", (*reason).to_owned());
            }
            self.hold(cell, &join(Column::RatingReason, &reasons));
            if text != cell.text() {
                self.changed(Column::RatingReason, cell, &text);
            }
        }
        node.push(rating);
    }

    /// Returns whether the rating was read with a region that differs from the row's territory.
    fn has_region(&self) -> bool {
        let mut unplaced = self.avail.own_unplaced().iter();
        unplaced.any(|unplaced| unplaced.path.ends_with("/Ratings/md:Rating/md:Region"))
    }

    fn fill_territories(&mut self, column: Column, element: &'static Element, node: &mut Node<'a>) {
        let Some(cell) = self.cell(column) else {
            return;
        };
        let regions: Option<Vec<_>> = list_items(column, cell.text())
            .map(|item| region_to_xml(item, self.version))
            .collect();
        let Some(regions) = regions else {
            self.refuse(cell);
            return;
        };
        let codes: Vec<&str> = regions.iter().map(|region| region.code.as_str()).collect();
        self.hold(cell, &join(column, &codes));
        for region in regions {
            let code = Node::new(Namespace::Md, region.element).text(region.code);
            node.push(Node::of(element).with(code));
        }
    }

    /// Fills `Start` if the cell contains a date, or `StartCondition` if it contains any other text. Exactly one of the
    /// two is written. The same applies to `End`.
    fn fill_moment(&mut self, column: Column, element: &'static Element, node: &mut Node<'a>) {
        let date = self
            .cell(column)
            .and_then(|cell| values::encode(column, cell));
        if !element.name.ends_with("Condition") {
            if date.is_some()
                && let Some(text) = self.text(column)
            {
                node.push(Node::of(element).text(text));
            }
            return;
        }
        let dated = self
            .avail
            .cell(column)
            .is_some_and(|cell| self.is_held(cell));
        if dated {
            return;
        }
        let mut condition = Node::of(element);
        condition.text = self.free_text(column);
        for attribute in element.attributes {
            if let Held::Group(Group::Lag(lag)) = attribute.held
                && attribute.is_in(self.version)
                && let Some(value) = self.text(lag)
            {
                condition.attributes.push((attribute.name.into(), value));
            }
        }
        node.push(condition);
    }
}

/// The namespace that MovieLabs' tools use for identifiers from sheets.
pub(in crate::xml) const IDENTIFIERS: &str = "org:mddf";

/// The ecosystems that have a column.
pub(in crate::xml) const ECOSYSTEMS: [(Column, &str); 2] =
    [(Column::UvId, "UVVU"), (Column::DmaId, "DMA")];

/// The job of the people in the column Director.
pub(in crate::xml) const DIRECTOR: &str = "Director";

/// The type of group in the column GroupIdentity.
pub(in crate::xml) const CHANNEL: &str = "channel";

/// The types of releases that have a column.
pub(in crate::xml) const RELEASES: [(Column, &str); 2] = [
    (Column::ReleaseHistoryOriginal, "original"),
    (Column::ReleaseHistoryPhysicalHv, "DVD"),
];
