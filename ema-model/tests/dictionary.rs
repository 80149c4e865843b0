//! Generates `src/dictionary/generated.rs` from `data/columns.tsv`, and says when it is stale.
//!
//! `EMA_UPDATE=1 cargo test -p ema-model --test dictionary` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "\
// Generated from data/columns.tsv by tests/dictionary.rs; do not edit by hand.
// `EMA_UPDATE=1 cargo test -p ema-model --test dictionary` writes it anew.
";

#[test]
fn generated_table_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = std::fs::read_to_string(root.join("data/columns.tsv")).unwrap();
    let path = root.join("src/dictionary/generated.rs");
    let wanted = generate(&parse(&data));
    if std::env::var_os("EMA_UPDATE").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "src/dictionary/generated.rs is stale: run `EMA_UPDATE=1 cargo test -p ema-model --test dictionary`"
    );
}

/// The tables would fill ten thousand lines if each field had its own.
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

fn parse(data: &str) -> Vec<Row<'_>> {
    let mut lines = data.lines().filter(|line| !line.starts_with('#'));
    let head: Vec<&str> = lines.next().expect("a header line").split('\t').collect();
    let layouts = &head[5..];
    lines
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
        .collect()
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

fn generate(rows: &[Row<'_>]) -> String {
    let mut out = String::from(HEAD);
    let layouts: Vec<&str> = layouts_in_order(rows);
    out.push_str(
        "\nuse super::Requirement::{Conditional, Optional, Required};\n\
         use super::{ColumnFacts, Kind, Placement, Requirement};\n\
         use crate::avail::Avail;\n\
         use crate::field::Field;\n\
         use crate::value;\n\
         use crate::version::{EmaVersion, Layout, SheetKind};\n\n",
    );
    for layout in &layouts {
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
    write_layouts(&mut out, rows, &layouts);
    write_accessors(&mut out, rows);
    rustfmt(&out)
}

/// The layouts in the order of the data file's heading, which every row keeps.
fn layouts_in_order<'a>(rows: &[Row<'a>]) -> Vec<&'a str> {
    let mut layouts: Vec<&str> = Vec::new();
    for place in rows.iter().flat_map(|row| &row.places) {
        if !layouts.contains(&place.layout) {
            layouts.push(place.layout);
        }
    }
    layouts.sort_by_key(|layout| layout.split_once('/').map(|(version, _)| version));
    layouts
}

fn write_enum(out: &mut String, rows: &[Row<'_>]) {
    out.push_str(
        "\n/// A column of EMA Avails, in any version.\n\
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
    out.push_str("}\n\nimpl Column {\n/// Every column.\npub const ALL: &'static [Self] = &[\n");
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

/// One method a column, so that `avail.territory()` has the type of its values.
fn write_accessors(out: &mut String, rows: &[Row<'_>]) {
    out.push_str("\n/// Typed access by column.\nimpl Avail {\n");
    for row in rows {
        // The 1.6 ContentIDs, which hold EIDRs, are read as identifiers like their successors.
        let (result, reader) = match row.kind {
            "text" | "id" => ("&str", "text_of"),
            "alid" => ("&value::Alid", "alid_of"),
            "alids" => ("&value::List<value::Alid>", "alids_of"),
            "alt-id" => ("&value::AltId", "alt_id_of"),
            "eidr" => ("&value::AssetId", "asset_id_of"),
            "territories" => ("&value::List<value::TerritoryCode>", "territories_of"),
            "languages" => ("&value::List<value::LanguageTag>", "languages_of"),
            "work-type" => ("&value::WorkType", "work_type_of"),
            "entry-type" => ("&value::EntryType", "entry_type_of"),
            "license-type" => ("&value::LicenseType", "license_type_of"),
            "format-profile" => ("&value::FormatProfile", "format_profile_of"),
            "localization-type" => ("&value::LocalizationType", "localization_type_of"),
            "price-type" => ("&value::PriceType", "price_type_of"),
            "price-value" => ("&value::PriceValue", "price_value_of"),
            "money" => ("value::Money", "money_of"),
            "currency" => ("value::Currency", "currency_of"),
            "start" => ("value::AvailStart", "start_of"),
            "end" => ("value::AvailEnd", "end_of"),
            "date" => ("value::Moment", "date_of"),
            "year" => ("value::Year", "year_of"),
            "count" => ("value::Count", "count_of"),
            "hours" => ("value::Hours", "hours_of"),
            "duration" => ("value::IsoDuration", "duration_of"),
            "run-time" => ("value::RunTime", "run_time_of"),
            "flag" => ("bool", "flag_of"),
            "hdr" => ("&value::Hdr", "hdr_of"),
            "ng-audio" => ("&value::NgAudio", "ng_audio_of"),
            "caption-exemption" => ("&value::CaptionExemption", "caption_exemption_of"),
            "title-status" => ("&value::TitleStatus", "title_status_of"),
            "tpr-type" => ("&value::TprType", "tpr_type_of"),
            other => panic!("no type for the kind {other}"),
        };
        let _ = writeln!(
            out,
            "/// `{}`. {}\n#[must_use]\npub fn {}(&self) -> Field<'_, {result}> {{\n\
             self.{reader}(Column::{})\n}}\n",
            row.name,
            row.meaning,
            snake(row.name),
            camel(row.name),
        );
    }
    out.push_str("}\n");
}

/// `AvailID` to `AvailId`, `UV_ID` to `UvId`, `work-type` to `WorkType`.
fn camel(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        })
        .collect()
}

/// `AvailID` to `avail_id`.
fn snake(name: &str) -> String {
    words(name).join("_").to_ascii_lowercase()
}

/// Splits before a capital that begins a word; `ALIDs` and `IDs` are words of their own.
fn words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for at in 1..bytes.len() {
        let begins = bytes[at].is_ascii_uppercase()
            && (bytes[at - 1].is_ascii_lowercase()
                || bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase) && &name[at..] != "Ds");
        if matches!(bytes[at], b'_' | b'-') {
            words.push(&name[start..at]);
            start = at + 1;
        } else if begins && at > start {
            words.push(&name[start..at]);
            start = at;
        }
    }
    words.push(&name[start..]);
    words
}

fn constant(layout: &str) -> String {
    format!("V{}", layout.replace(['.', '/'], "_").to_ascii_uppercase())
}
fn rustfmt(source: &str) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is installed with the toolchain");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(source.as_bytes())
        .expect("rustfmt reads");
    let output = child.wait_with_output().expect("rustfmt ends");
    assert!(
        output.status.success(),
        "rustfmt refused the generated source"
    );
    String::from_utf8(output.stdout).expect("rustfmt writes UTF-8")
}
