//! Generates two files from `data/columns.tsv`: `src/dictionary/columns.rs`, which has the columns and their placements
//! in each layout, and `src/avail/columns.rs`, which has the accessors of `Avail`.

use std::fmt::Write as _;

use super::head;
use super::kinds::Kind;
use super::names::{camel, snake};

/// Short constructors, which keep the tables from filling ten thousand lines.
const SHORT_HANDS: &str = "
const fn layout(version: EmaVersion, sheet: SheetKind) -> Layout {
    Layout { version, sheet }
}

const fn place(
    layout: Layout,
    order: u16,
    requirement: Requirement,
    category: &'static str,
    header: &'static str,
) -> Placement {
    Placement { layout, order, requirement, category, header }
}

";

struct Row<'a> {
    name: &'a str,
    category: &'a str,
    kind: &'a str,
    kind_1_6: &'a str,
    aliases: Vec<&'a str>,
    meaning: &'a str,
    places: Vec<Place<'a>>,
}

struct Place<'a> {
    layout: &'a str,
    order: usize,
    requirement: &'static str,
    category: &'a str,
    header: &'a str,
}

/// Returns the layouts and the columns, in the same order as in the data file.
fn parse(data: &str) -> (Vec<&str>, Vec<Row<'_>>) {
    let mut lines = data.lines().filter(|line| !line.starts_with('#'));
    let head: Vec<&str> = lines.next().expect("a header line").split('\t').collect();
    let layouts = &head[5..];
    let rows = lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), head.len(), "a field for each heading: {line}");
            let [name, category, kind, aliases, meaning] = fields[..5] else {
                unreachable!("five fields before the layouts")
            };
            let (kind, kind_1_6) = kind.split_once(" 1.6=").unwrap_or((kind, kind));
            let places = layouts
                .iter()
                .zip(&fields[5..])
                .filter(|(_, field)| **field != "-")
                .map(|(layout, field)| parse_place(layout, field, name, category))
                .collect();
            let aliases = if aliases == "-" {
                Vec::new()
            } else {
                aliases.split(',').collect()
            };
            Row {
                name,
                category,
                kind,
                kind_1_6,
                aliases,
                meaning,
                places,
            }
        })
        .collect();
    (layouts.to_vec(), rows)
}

fn parse_place<'a>(layout: &'a str, field: &'a str, name: &'a str, category: &'a str) -> Place<'a> {
    let (field, header) = field.split_once('=').unwrap_or((field, name));
    let (field, category) = field.split_once('@').unwrap_or((field, category));
    let (order, letter) = field.split_at(field.len() - 1);
    let requirement = match letter {
        "R" => "Required",
        "C" => "Conditional",
        "O" => "Optional",
        _ => panic!("no requirement in `{field}` of {name}"),
    };
    Place {
        layout,
        order: order.parse().expect("a place"),
        requirement,
        category,
        header,
    }
}

pub(super) fn generate(data: &str) -> String {
    let (layouts, rows) = &parse(data);
    let mut out = head("columns.tsv");
    out.push_str(
        "\nuse super::Requirement::{Conditional, Optional, Required};\n\
         use super::{ColumnFacts, Kind, Placement, Requirement};\n\
         use crate::version::{EmaVersion, Layout, SheetKind};\n\n",
    );
    for layout in layouts {
        let (version, sheet) = layout.split_once('/').expect("version/tab");
        let _ = writeln!(
            out,
            "const {}: Layout = layout(EmaVersion::V{}, SheetKind::{});",
            constant(layout),
            version.replace('.', "_"),
            camel(sheet),
        );
    }
    write_enum(&mut out, rows);
    write_columns(&mut out, rows);
    write_layouts(&mut out, rows, layouts);
    out
}

fn write_enum(out: &mut String, rows: &[Row<'_>]) {
    out.push_str(
        "\n/// A column of EMA Avails, in any version.\n///\n\
         /// Columns are ordered as in the table from which they are generated. The order is arbitrary but\n\
         /// fixed, for use in maps and sets. [`Layout::columns`] has the order of a template.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         #[non_exhaustive]\n#[repr(u8)]\npub enum Column {\n",
    );
    for row in rows {
        let _ = writeln!(
            out,
            "/// `{}`. {}\n{},",
            row.name,
            row.meaning,
            camel(row.name)
        );
    }
    out.push_str("}\n\nimpl Column {\n/// All columns.\npub const ALL: &'static [Self] = &[\n");
    for row in rows {
        let _ = writeln!(out, "Self::{},", camel(row.name));
    }
    out.push_str("];\n}\n");
}

fn write_columns(out: &mut String, rows: &[Row<'_>]) {
    out.push_str(SHORT_HANDS);
    let _ = writeln!(
        out,
        "#[rustfmt::skip]\npub(super) const COLUMNS: [ColumnFacts; {}] = [",
        rows.len()
    );
    for row in rows {
        let _ = writeln!(
            out,
            "ColumnFacts {{ name: {:?}, category: {:?}, aliases: &{:?}, kind: Kind::{}, \
             kind_1_6: Kind::{},\n    meaning: {:?}, placements: &[",
            row.name,
            row.category,
            row.aliases,
            camel(row.kind),
            camel(row.kind_1_6),
            row.meaning,
        );
        for place in &row.places {
            let _ = writeln!(
                out,
                "    place({}, {}, {}, {:?}, {:?}),",
                constant(place.layout),
                place.order,
                place.requirement,
                place.category,
                place.header,
            );
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
}

fn write_layouts(out: &mut String, rows: &[Row<'_>], layouts: &[&str]) {
    let _ = writeln!(
        out,
        "\n#[rustfmt::skip]\npub(super) const LAYOUTS: [(Layout, &[Column]); {}] = [",
        layouts.len()
    );
    for layout in layouts {
        let mut columns: Vec<(usize, &str)> = rows
            .iter()
            .filter_map(|row| {
                let place = row.places.iter().find(|place| place.layout == *layout)?;
                Some((place.order, row.name))
            })
            .collect();
        columns.sort_unstable();
        for (index, (order, name)) in columns.iter().enumerate() {
            assert_eq!(
                *order,
                index + 1,
                "{layout} has a gap or a repeat at {name}"
            );
        }
        let _ = writeln!(out, "({}, &[", constant(layout));
        for line in columns.chunks(4) {
            let names: Vec<String> = line
                .iter()
                .map(|(_, name)| format!("Column::{}", camel(name)))
                .collect();
            let _ = writeln!(out, "    {},", names.join(", "));
        }
        out.push_str("]),\n");
    }
    out.push_str("];\n");
}

/// Generates one method for each column, so that `avail.territory()` returns a list of territories.
pub(super) fn accessors(data: &str, kinds: &[Kind<'_>]) -> String {
    let (_, rows) = &parse(data);
    let mut out = head("columns.tsv");
    out.push_str(
        "\nuse super::Avail;\n\
         use crate::dictionary::{Column, Value};\n\
         use crate::field::Field;\n\
         use crate::value;\n",
    );
    out.push_str("\n/// Typed accessors, one for each column.\nimpl Avail {\n");
    for row in rows {
        let kind = kinds.iter().find(|kind| kind.name == row.kind);
        let kind = kind.unwrap_or_else(|| panic!("kinds.tsv has no kind {}", row.kind));
        // ContentID columns hold EIDRs in version 1.6, but are read as identifiers, as in later versions.
        let read = match kind.value {
            Some(_) => format!(
                "field(Column::{}, Value::as_{})",
                camel(row.name),
                snake(kind.name)
            ),
            None => format!("text_of(Column::{})", camel(row.name)),
        };
        let _ = writeln!(
            out,
            "/// `{}`. {}\n#[must_use]\npub fn {}(&self) -> Field<'_, {}> {{\nself.{read}\n}}\n",
            row.name,
            row.meaning,
            snake(row.name),
            kind.result(),
        );
    }
    out.push_str("}\n");
    out
}

fn constant(layout: &str) -> String {
    format!("V{}", layout.replace(['.', '/'], "_").to_ascii_uppercase())
}
