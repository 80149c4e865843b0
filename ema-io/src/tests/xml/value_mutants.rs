//! Tests that the reader reports the same invalid values as `xmllint`. Each string in a table is tried as the text of
//! each leaf, in a document that is otherwise valid.
//!
//! The reader and `xmllint` deliberately differ in these ways:
//! - In an optional group, one element can require another. The reader does not check this: it accepts an
//!   organization's SortName and AlternateName without a DisplayName, and Longitude without Latitude. It also accepts
//!   both elements of an optional choice.
//! - If the schema has the fixed value `true`, the reader also accepts `1`, but `xmllint` compares strings, not values.
//! - `xmllint` ignores invalid characters in the middle of Base64 data.
//! - The reader accepts an ID as the text of AssociatedALID. The schema does not allow such text, but it occurs in
//!   files.
//! - `xmllint` does not collapse the whitespace around dates, times and `xs:int`.
//! - `xmllint` accepts `PT.5S` and `PT5.S`, although XML Schema requires digits on both sides of the point (part 2,
//!   3.2.6.1).
//! - Cells can't hold every value of a type; see [`beyond_cells`].

use std::collections::HashSet;
use std::fmt::Write as _;

use ema_model::{Avail, Column, XmlVersion};

use crate::tests::xmllint::{CHECKED, faults_of_each, shared};
use crate::xml::schema::{AVAIL, Attribute, Element, Namespace, ValueType};

/// Strings that are valid for some types and invalid for others.
const TEXTS: &[&str] = &[
    "",
    " ",
    "junk",
    "x y",
    " US ",
    "US",
    "us",
    "USA",
    "CA-QC",
    "CA-qc",
    "419",
    "en",
    "en-US",
    " en ",
    "en-",
    "en_US",
    "languages",
    "1",
    "0",
    "+5",
    "-5",
    "-0",
    "007",
    " 7 ",
    "1 2",
    "5.0",
    ".99",
    "3.",
    ".",
    "+.5",
    "-1.5",
    "1e3",
    "3,99",
    "INF",
    "2147483647",
    "2147483648",
    "-2147483648",
    "123456789012345678",
    "true",
    "false",
    "True",
    " true\n",
    "yes",
    "2026",
    "02026",
    "12026",
    "0000",
    "-0044",
    "2026Z",
    "2026+14:00",
    "2026+14:01",
    "2026-11",
    "2026-13",
    "2026-11Z",
    "2026-11-20",
    "2026-11-31",
    "2024-02-29",
    "2026-02-29",
    "2026-11-20Z",
    "2026-11-20+05:30",
    "20261120",
    "2026-11-20T10:20",
    "2026-11-20T10:20:30",
    " 2026-11-20T10:20:30\n",
    "2026-11-20T10:20:30Z",
    "2026-11-20T10:20:30-05:00",
    "2026-11-20T10:20:30-14:30",
    "2026-11-20T10:20:30.25",
    "2026-11-20T10:20:30.1234567891",
    "2026-11-20T10:20:30.",
    "2026-11-20T24:00:00",
    "2026-12-31T24:00:00.0Z",
    "2026-11-20T24:00:01",
    "2026-11-20T10:60:00",
    "2026-11-20T10:20:60",
    "2026-11-20T1:20:30",
    "2026-11-20t10:20:30",
    "2026-11-20 10:20:30",
    "10:20:30",
    "10:20",
    "24:00:00",
    "10:20:30Z",
    "PT48H",
    " PT48H ",
    "P30D",
    "PT90M",
    "PT1.5S",
    "PT1.5H",
    "PT.5S",
    "PT5.S",
    "PT.S",
    "P1Y2M3DT4H5M6S",
    "P1M1Y",
    "-PT5H",
    "+PT5H",
    "P",
    "PT",
    "P1DT",
    "P2W",
    "pt48h",
    "48",
    "a:b",
    "md:alid:x",
    "http://a.b/c?d=e#f",
    "1:b",
    "a%zz",
    "a%20b",
    "a#b#c",
    "[x]",
    "a?[x]",
    "//host:80/x",
    "//host:/x",
    "//a:b/x",
    "http://u@h/",
    "http://[::1]/",
    "http://[::1",
    "x//y",
    "\u{e9}",
    "a  b",
    "{x}",
    "a\\b",
    "a^b",
    "a|b",
    ":a",
    "?a",
    "a/b:c",
    "NaN",
    "-INF",
    "+INF",
    "1e3.5",
    ".5e-2",
    "90",
    "90.0",
    "90.01",
    "-90.5",
    "360",
    "-180",
    "181",
    "01:02:03:04",
    "1:02:03:04",
    "Domestic",
    "International",
    "color",
    "AAAA",
    "AAA=",
    "AA==",
    "AB==",
    "A A A A",
    "-2147483649",
];

/// Only every 97th leaf is tested, because testing all of them would take minutes. Each version is tested with
/// different leaves.
const EVERY: usize = 97;

#[test]
fn values_have_the_faults_that_xmllint_finds() {
    compare(EVERY);
}

#[test]
#[ignore = "takes minutes"]
fn all_values_have_the_faults_that_xmllint_finds() {
    compare(1);
}

fn compare(every: usize) {
    let Some(shared) = shared() else { return };
    let mut differences = String::new();
    for (nth, version) in CHECKED.into_iter().enumerate() {
        let leaves = Leaf::all(version);
        assert!(leaves.len() > 300, "{version}: {}", leaves.len());
        let leaves: Vec<Leaf> = leaves
            .into_iter()
            .skip(nth * 11 % every)
            .step_by(every)
            .collect();
        for leaves in leaves.chunks(200) {
            let documents: Vec<Document> =
                leaves.iter().map(|leaf| leaf.document(version)).collect();
            let texts: Vec<String> = documents.iter().map(|it| it.text.clone()).collect();
            let said = faults_of_each(&shared, version, &texts);
            for ((leaf, document), said) in leaves.iter().zip(&documents).zip(&said) {
                leaf.compare(version, document, said, &mut differences);
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// A place for text in the schema: an element, or one of its attributes.
#[derive(Clone, Debug)]
struct Leaf {
    /// The path from the Avail to the element.
    way: Vec<&'static Element>,
    attribute: Option<&'static Attribute>,
}

/// A document that begins with an Avail whose value is valid, followed by an Avail for each of the strings.
struct Document {
    text: String,
    /// The line where each Avail begins.
    lines: Vec<usize>,
}

impl Leaf {
    /// Returns each leaf of the tree once.
    fn all(version: XmlVersion) -> Vec<Self> {
        let (mut leaves, mut seen) = (Vec::new(), HashSet::new());
        Self::add(&mut vec![&AVAIL], version, &mut seen, &mut leaves);
        leaves
    }

    fn add(
        way: &mut Vec<&'static Element>,
        version: XmlVersion,
        seen: &mut HashSet<*const Element>,
        leaves: &mut Vec<Self>,
    ) {
        let Some(element) = way.last().copied() else {
            return;
        };
        if !seen.insert(element) || element.value == ValueType::Any {
            return;
        }
        let leaf = |attribute| Self {
            way: way.clone(),
            attribute,
        };
        if element.children.is_empty() && element.name != "AssociatedALID" {
            leaves.push(leaf(None));
        }
        let attributes = element.attributes.iter().filter(|it| it.is_in(version));
        leaves.extend(attributes.map(|attribute| leaf(Some(attribute))));
        for child in element.children().filter(|child| child.is_in(version)) {
            way.push(child);
            Self::add(way, version, seen, leaves);
            way.pop();
        }
    }

    fn value(&self) -> ValueType {
        let element = self.way.last().map_or(ValueType::Text, |it| it.value);
        self.attribute.map_or(element, |attribute| attribute.value)
    }

    fn path(&self) -> String {
        let mut path: Vec<&str> = self.way.iter().map(|element| element.name).collect();
        path.extend(self.attribute.map(|attribute| attribute.name));
        path.join("/")
    }

    fn document(&self, version: XmlVersion) -> Document {
        let prefixes: String = Namespace::ALL
            .map(|it| format!(" xmlns:{}=\"{}\"", it.prefix(), it.uri(version)))
            .concat();
        let mut text = format!("<avails:AvailList{prefixes}>");
        let mut lines = Vec::new();
        for value in [sample(self.value())].iter().chain(TEXTS) {
            text.push('\n');
            lines.push(1 + text.matches('\n').count());
            write_element(&mut text, self, Some(0), &AVAIL, value, version);
        }
        text += "\n</avails:AvailList>\n";
        Document { text, lines }
    }

    fn compare(
        &self,
        version: XmlVersion,
        document: &Document,
        said: &[String],
        differences: &mut String,
    ) {
        let mut said_of = vec![Vec::new(); document.lines.len()];
        for said in said {
            let line = said.split(':').next().and_then(|line| line.parse().ok());
            if let Some(line) = line {
                let after = document.lines.partition_point(|first| *first <= line);
                said_of[after.saturating_sub(1)].push(said);
            }
        }
        let workbook = crate::read_bytes(document.text.as_bytes()).unwrap();
        let rows: Vec<&Avail> = workbook.avails().collect();
        assert_eq!(
            rows.len(),
            document.lines.len(),
            "{version} {}",
            self.path()
        );
        if let Some(said) = said_of[0].first() {
            let _ = writeln!(
                differences,
                "{version} {} is not valid: {said}",
                self.path()
            );
            return;
        }
        let before = wrong_cells(rows[0]);
        for ((text, row), said) in TEXTS.iter().zip(&rows[1..]).zip(&said_of[1..]) {
            let faults: Vec<String> = row
                .schema_faults()
                .iter()
                .map(|fault| format!("{:?} {}", fault.kind, fault.path))
                .collect();
            let is_of_xmllint = is_white_around(self.value(), text)
                || match self.value() {
                    ValueType::Duration => ["PT.5S", "PT5.S"].contains(text),
                    ValueType::True => *text == "1",
                    ValueType::Base64 => said.is_empty(),
                    _ => false,
                };
            if said.is_empty() != faults.is_empty() && !is_of_xmllint {
                let _ = writeln!(
                    differences,
                    "{version} {}: {text:?}\n  reported {faults:?}\n  xmllint {said:?}",
                    self.path()
                );
            }
            if !said.is_empty() {
                continue;
            }
            for (column, cell) in wrong_cells(row) {
                if !before.contains(&(column, cell.clone()))
                    && !beyond_cells(self.value(), column, &cell)
                {
                    let _ = writeln!(
                        differences,
                        "{version} {}: {cell:?} is wrong in {column}, and valid",
                        self.path()
                    );
                }
            }
        }
    }
}

/// Writes an element with everything that the schema requires, and with `text` at the leaf. `depth` is the element's
/// index on the path to the leaf, or `None` if the element is not on that path.
fn write_element(
    out: &mut String,
    leaf: &Leaf,
    depth: Option<usize>,
    element: &Element,
    text: &str,
    version: XmlVersion,
) {
    let is_leaf = depth.is_some_and(|depth| depth + 1 == leaf.way.len());
    let next = depth.and_then(|depth| leaf.way.get(depth + 1));
    let name = format!("{}:{}", element.namespace.prefix(), element.name);
    let _ = write!(out, "<{name}");
    for attribute in element.attributes.iter().filter(|it| it.is_in(version)) {
        let is_it = leaf
            .attribute
            .is_some_and(|own| std::ptr::eq(own, attribute));
        if is_leaf && is_it {
            let _ = write!(out, " {}=\"{text}\"", attribute.name);
        } else if attribute.required {
            let _ = write!(out, " {}=\"{}\"", attribute.name, sample(attribute.value));
        }
    }
    out.push('>');
    if element.children.is_empty() && element.name != "AssociatedALID" {
        out.push_str(if is_leaf && leaf.attribute.is_none() {
            text
        } else {
            sample(element.value)
        });
    }
    let mut chosen: &[&str] = &[];
    for child in element.children().filter(|child| child.is_in(version)) {
        let is_next = next.is_some_and(|next| std::ptr::eq(*next, child));
        let alternative =
            next.is_some_and(|next| !next.one_of.is_empty() && next.one_of == child.one_of);
        let is_first_choice = !child.one_of.is_empty() && !alternative && chosen != child.one_of;
        if is_first_choice {
            chosen = child.one_of;
        }
        // In these optional groups, one element requires another.
        let is_name = next.is_some_and(|next| match child.name {
            "DisplayName" => ["SortName", "AlternateName"].contains(&next.name),
            "Latitude" => next.name == "Longitude",
            "Longitude" => next.name == "Latitude",
            _ => false,
        });
        let is_required = child.is_required(version) && !alternative;
        if is_next || is_first_choice || is_required || is_name {
            let depth = depth.filter(|_| is_next).map(|depth| depth + 1);
            write_element(out, leaf, depth, child, text, version);
        }
    }
    let _ = write!(out, "</{name}>");
}

/// Returns a valid value of a type.
fn sample(value: ValueType) -> &'static str {
    match value {
        ValueType::Text | ValueType::Uri => "x",
        ValueType::Language => "en",
        ValueType::Boolean | ValueType::BooleanOrTrue | ValueType::True => "true",
        ValueType::Integer
        | ValueType::Int
        | ValueType::IntFrom1
        | ValueType::PositiveInteger
        | ValueType::NonNegative
        | ValueType::Between(..) => "1",
        ValueType::Decimal | ValueType::Double | ValueType::Timecode => "1.5",
        ValueType::Duration => "PT2H",
        ValueType::DateTime => "2026-11-20T10:20:30",
        ValueType::Date | ValueType::Event => "2026-11-20",
        ValueType::Time => "10:20:30",
        ValueType::Year | ValueType::ReleaseDate | ValueType::YearOrTime => "2026",
        ValueType::Country | ValueType::Place | ValueType::Market => "US",
        ValueType::Region => "CA-QC",
        ValueType::Base64 => "AAAA",
        ValueType::OneOf(words) => words.first().copied().unwrap_or_default(),
        ValueType::Any | ValueType::Empty => "",
    }
}

/// Returns the cells that are invalid in their columns.
fn wrong_cells(avail: &Avail) -> Vec<(Column, String)> {
    let cells = avail
        .cells()
        .iter()
        .filter(|cell| !cell.faults().is_empty());
    let cells = cells.filter_map(|cell| {
        let column = avail.header().column_at(cell.index())?.column?;
        Some((column, cell.text().to_owned()))
    });
    cells.collect()
}

/// Whether a cell might be unable to hold the string even though the schema type accepts it. The columns of EMA Avails
/// accept fewer values than the schema.
///
/// - Columns for IDs, languages and text have their own rules.
/// - Counts are not negative and have at most nine digits. Amounts are not negative.
/// - Years have four digits.
/// - Durations are whole seconds. A rental lasts a whole number of hours, at least one. A running time has no months.
fn beyond_cells(value: ValueType, column: Column, text: &str) -> bool {
    match value {
        ValueType::Text | ValueType::Uri | ValueType::Language => true,
        ValueType::Integer | ValueType::Int | ValueType::PositiveInteger => {
            text.starts_with('-') || text.len() > 9
        }
        ValueType::Decimal => text.starts_with('-'),
        ValueType::Duration => match (column, fixed_seconds(text)) {
            (Column::StartLag | Column::EndLag | Column::WindowDuration, _) => {
                text.contains('.') || (text.starts_with('-') && column == Column::WindowDuration)
            }
            (_, None) => true,
            (Column::RentalDuration | Column::WatchDuration, Some(seconds)) => {
                seconds == 0 || seconds % 3600 != 0
            }
            _ => false,
        },
        ValueType::ReleaseDate | ValueType::YearOrTime | ValueType::Event | ValueType::DateTime => {
            let year = text.split(['-', 'T', 'Z', '+']).next().unwrap_or_default();
            year.len() != 4
        }
        _ => false,
    }
}

/// Returns the length of a duration in seconds, if it is not negative and has no years, months or fraction.
fn fixed_seconds(text: &str) -> Option<u64> {
    let (mut seconds, mut number, mut is_time) = (0, 0, false);
    for letter in text.strip_prefix('P')?.chars() {
        let unit = match (letter, is_time) {
            ('T', _) => {
                is_time = true;
                continue;
            }
            ('D', _) => 86_400,
            ('H', _) => 3600,
            ('M', true) => 60,
            ('S', _) => 1,
            _ => {
                number = number * 10 + u64::from(letter.to_digit(10)?);
                continue;
            }
        };
        seconds += number * unit;
        number = 0;
    }
    Some(seconds)
}

/// Whether `xmllint` might be wrong about the text, because it does not collapse the whitespace around dates, times and
/// `xs:int`.
fn is_white_around(value: ValueType, text: &str) -> bool {
    let counts = [ValueType::Text, ValueType::Country, ValueType::Region];
    !counts.contains(&value) && text.trim() != text && !text.trim().is_empty()
}
