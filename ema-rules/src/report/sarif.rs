//! Writes reports as SARIF 2.1.0, for the dashboards of build systems.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};

use super::{FoldedFinding, LeftOut, Report};
use crate::engine::{Place, Rule, Severity};
use crate::wording::{counted, thousands};

/// A log of one or more reports in SARIF 2.1.0, the Static Analysis Results Interchange Format from OASIS.
///
/// Equal findings become one result with several locations. A log contains only the 5,000 most severe results and at
/// most 100 locations for each of them, because GitHub shows no more. If locations are omitted, the result's message
/// gives their total number. If results are omitted, a notification for the run gives the number of omitted results.
///
/// A cell's row becomes the line number, and its column becomes the column number. The logical location is the cell,
/// such as `Movies!C12`. For an XML file, lines and columns are positions in the text. Errors, warnings and notices
/// have the levels `error`, `warning` and `note`.
///
/// ```
/// use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
/// use ema_rules::{Profile, SarifLog, Timestamp};
///
/// let avail = Avail::from_cells(EmaVersion::V1_7_3, [(Column::Territory, "UK")]);
/// let sheet = Sheet::new(avail.header().clone(), vec![avail]);
/// let workbook = Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet]);
/// let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse()?);
/// let report = Profile::prime_video().check(&workbook, as_of);
///
/// let log = serde_json::to_value(SarifLog::new([("feeds/movies.xlsx", &report)]))?;
/// assert_eq!(log["version"], "2.1.0");
/// let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
/// assert_eq!(location["artifactLocation"]["uri"], "feeds/movies.xlsx");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct SarifLog<'a> {
    files: Vec<(String, &'a Report)>,
    /// The rules that have results, each with its index in the log.
    rules: BTreeMap<&'static str, (usize, &'static Rule)>,
    unreadable: Vec<(String, String)>,
}

impl<'a> SarifLog<'a> {
    /// Creates a log of reports, each with the path of its file. A dashboard finds the file in a
    /// repository if the path is relative to the root of the repository.
    pub fn new<'p>(reports: impl IntoIterator<Item = (&'p str, &'a Report)>) -> Self {
        let reports = reports.into_iter();
        let files: Vec<_> = reports.map(|(path, report)| (uri(path), report)).collect();
        let rules = files.iter().flat_map(|(_, report)| rules_of(report));
        let mut rules: BTreeMap<_, _> = rules.map(|rule| (rule.name(), (0, rule))).collect();
        for (number, (index, _)) in rules.values_mut().enumerate() {
            *index = number;
        }
        Self {
            files,
            rules,
            unreadable: Vec::new(),
        }
    }

    /// Adds a notification for a file that could not be read, so that missing results are not mistaken for a file
    /// without findings.
    #[must_use]
    pub fn unreadable(mut self, path: &str, why: impl Into<String>) -> Self {
        self.unreadable.push((uri(path), why.into()));
        self
    }

    /// The findings about each file.
    fn entries(&self) -> impl Iterator<Item = (Artifact<'_>, Entry<'_>)> {
        let files = self.files.iter().enumerate();
        files.flat_map(|(index, (uri, report))| {
            let artifact = Artifact { uri, index };
            entries(report).map(move |entries| (artifact, entries))
        })
    }
}

impl Serialize for SarifLog<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Run<'a> {
            tool: Tool<'a>,
            column_kind: &'static str,
            invocations: [Invocation<'a>; 1],
            artifacts: Vec<File<'a>>,
            results: Results<'a>,
        }
        #[derive(Serialize)]
        struct Tool<'a> {
            driver: Driver<'a>,
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Driver<'a> {
            name: &'static str,
            semantic_version: &'static str,
            rules: Vec<RuleOut<'a>>,
        }
        #[derive(Serialize)]
        struct File<'a> {
            location: UriOnly<'a>,
        }
        let rules = self.rules.values();
        let driver = Driver {
            name: "ema",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules.map(|(_, rule)| RuleOut::of(rule)).collect(),
        };
        let mut log = serializer.serialize_struct("SarifLog", 3)?;
        log.serialize_field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")?;
        log.serialize_field("version", "2.1.0")?;
        log.serialize_field(
            "runs",
            &[Run {
                tool: Tool { driver },
                column_kind: "unicodeCodePoints",
                invocations: [Invocation::of(self)],
                artifacts: self
                    .files
                    .iter()
                    .map(|(uri, _)| File {
                        location: UriOnly { uri },
                    })
                    .collect(),
                results: Results(self),
            }],
        )?;
        log.end()
    }
}

/// The outcome of the run. It contains the notifications about files that could not be read, because those files have
/// no results.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[NotificationAt<'a>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotificationAt<'a> {
    physical_location: FileOnly<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileOnly<'a> {
    artifact_location: UriOnly<'a>,
}

#[derive(Serialize)]
struct UriOnly<'a> {
    uri: &'a str,
}

impl<'a> Invocation<'a> {
    fn of(log: &'a SarifLog<'_>) -> Self {
        let unreadable = log.unreadable.iter().map(|(uri, why)| Notification {
            level: "error",
            message: Message::of(&**why),
            locations: Some([NotificationAt {
                physical_location: FileOnly {
                    artifact_location: UriOnly { uri },
                },
            }]),
        });
        let left_out = match Limits::of(log.entries().map(|(_, entries)| entries)) {
            (_, 0) => None,
            (_, more) => Some(Notification {
                level: "note",
                message: Message::of(format!(
                    "This log has the {} most severe results; {} are left out.",
                    thousands(Limits::RESULTS),
                    counted(more, "other"),
                )),
                locations: None,
            }),
        };
        Self {
            execution_successful: log.unreadable.is_empty(),
            tool_execution_notifications: unreadable.chain(left_out).collect(),
        }
    }
}

/// A SARIF message. Even in plain text, `[text](1)` is a link to another place in the log, so brackets and backslashes
/// are escaped (SARIF 2.1.0, 3.11.6).
#[derive(Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

impl<'a> Message<'a> {
    fn of(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if !text.contains(['[', ']', '\\']) {
            return Self { text };
        }
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if matches!(c, '[' | ']' | '\\') {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        Self {
            text: escaped.into(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleOut<'a> {
    id: &'a str,
    short_description: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message<'a>>,
}

impl<'a> RuleOut<'a> {
    fn of(rule: &'a Rule) -> Self {
        let page = rule.page();
        let source = match page.source {
            "" => String::new(),
            source => format!("Source: {source}"),
        };
        let mut help = vec![page.why, page.remedy, &source];
        help.retain(|paragraph| !paragraph.is_empty());
        Self {
            id: rule.name(),
            short_description: Message::of(rule.summary()),
            full_description: (!page.what.is_empty()).then(|| Message::of(page.what)),
            help: (!help.is_empty()).then(|| Message::of(help.join("\n\n"))),
        }
    }
}

/// The findings that make up a result.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Folded(&'a FoldedFinding),
    LeftOut(&'a LeftOut),
}

impl Entry<'_> {
    fn rule(self) -> (&'static Rule, Severity) {
        match self {
            Self::Folded(finding) => (finding.first.rule, finding.first.severity),
            Self::LeftOut(left_out) => (left_out.rule, left_out.severity),
        }
    }
}

fn entries(report: &Report) -> impl Iterator<Item = Entry<'_>> {
    let folded = report.findings().iter().map(Entry::Folded);
    folded.chain(report.left_out().iter().map(Entry::LeftOut))
}

fn rules_of(report: &Report) -> impl Iterator<Item = &'static Rule> {
    entries(report).map(|entries| entries.rule().0)
}

/// Limits the number of results and locations.
///
/// GitHub rejects a log that has more than 25,000 results, more than 1,000 locations for a result, or more than 10 MB
/// when compressed with gzip. It shows only 5,000 results, and only 100 locations for each. Source: GitHub Docs, "SARIF
/// results exceed one or more limits" and "SARIF results file is too large", read 2026-11-30.
#[derive(Debug)]
struct Limits {
    results: BTreeMap<Severity, usize>,
    locations: usize,
}

impl Limits {
    const RESULTS: usize = 5_000;
    const LOCATIONS: usize = 100;
    /// Once the log has this many locations, each additional result gets only one. A location takes about 300 bytes, or
    /// 15 bytes when compressed.
    const ALL_LOCATIONS: usize = 100_000;

    /// Returns the limits for a log, and the number of results that they omit.
    fn of<'a>(entries: impl Iterator<Item = Entry<'a>>) -> (Self, usize) {
        let mut results: BTreeMap<Severity, usize> = BTreeMap::new();
        for entries in entries {
            *results.entry(entries.rule().1).or_default() += 1;
        }
        let (mut room, mut left_out) = (Self::RESULTS, 0);
        for of_severity in results.values_mut().rev() {
            let most = room.min(*of_severity);
            left_out += *of_severity - most;
            (room, *of_severity) = (room - most, most);
        }
        let limits = Self {
            results,
            locations: Self::ALL_LOCATIONS,
        };
        (limits, left_out)
    }

    /// Whether the log has room for another result of this severity. If so, the result is counted.
    fn takes(&mut self, severity: Severity) -> bool {
        let room = self.results.get_mut(&severity);
        room.is_some_and(|room| match room.checked_sub(1) {
            Some(rest) => {
                *room = rest;
                true
            }
            None => false,
        })
    }

    /// The number of locations to write for a result with `of` locations.
    fn locations(&mut self, of: usize) -> usize {
        let most = of.min(Self::LOCATIONS).min(self.locations).max(1);
        self.locations = self.locations.saturating_sub(most);
        most
    }
}

struct Results<'a>(&'a SarifLog<'a>);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let log = self.0;
        let (mut limits, _) = Limits::of(log.entries().map(|(_, entries)| entries));
        // Together, the results for a large file would take a lot of memory, so each result is written as soon as it is
        // created.
        serializer.collect_seq(log.entries().filter_map(|(artifact, entries)| {
            let (rule, severity) = entries.rule();
            if !limits.takes(severity) {
                return None;
            }
            let (message, count, locations, related) = match entries {
                Entry::Folded(finding) => {
                    let count = finding.count();
                    let most = limits.locations(count);
                    let places = finding.places().take(most);
                    let mut message = format!("{}\n{}", finding.first.message, finding.first.help);
                    if most < count {
                        let all = counted(count, "place");
                        message += &format!("\nThe first {most} of {all} are listed.");
                    }
                    let related = finding.first.related.iter().take(Limits::LOCATIONS);
                    (
                        message,
                        count,
                        places.map(|place| Location::of(&place, artifact)).collect(),
                        related.map(|place| Location::of(place, artifact)).collect(),
                    )
                }
                Entry::LeftOut(left_out) => (
                    left_out.message(),
                    left_out.count,
                    vec![Location::of(&Place::default(), artifact)],
                    Vec::new(),
                ),
            };
            Some(ResultOut {
                rule_id: rule.name(),
                rule_index: log.rules[rule.name()].0,
                level: level(severity),
                message: Message::of(message),
                occurrence_count: count,
                locations,
                related_locations: related,
            })
        }))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOut<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    occurrence_count: usize,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[Logical; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Copy, Serialize)]
struct Artifact<'a> {
    uri: &'a str,
    index: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

impl<'a> Location<'a> {
    fn of(place: &Place, artifact_location: Artifact<'a>) -> Self {
        let region = match place.position {
            Some(position) => Some(Region {
                start_line: position.line,
                start_column: Some(position.column),
            }),
            None => place.row.map(|row| Region {
                start_line: row,
                start_column: place.column.map(|column| u32::from(column) + 1),
            }),
        };
        let sheet = place.sheet.as_ref().filter(|_| place.position.is_none());
        let logical = sheet.map(|sheet| match (place.row, place.column) {
            (None, None) => sheet.to_string(),
            _ => format!("{sheet}!{place}"),
        });
        Self {
            physical_location: Physical {
                artifact_location,
                region,
            },
            logical_locations: logical.map(|fully_qualified_name| {
                [Logical {
                    fully_qualified_name,
                }]
            }),
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

/// Formats a path as the URI of an artifact. A relative path remains relative, and an absolute path gets a scheme.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let scheme = match path.as_bytes() {
        [b'/', ..] => "file://",
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => "file:///",
        _ => "",
    };
    let mut uri = scheme.to_owned();
    for byte in path.bytes() {
        // RFC 3986 allows these characters in a path. A colon is allowed only after a drive letter.
        let stands = byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
        if stands || (byte == b':' && scheme == "file:///" && uri.len() == scheme.len() + 1) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_uris() {
        assert_eq!(
            uri("feeds/My Movies #1.xlsx"),
            "feeds/My%20Movies%20%231.xlsx"
        );
        assert_eq!(uri("a:b.csv"), "a%3Ab.csv");
        assert_eq!(uri("/srv/größe.csv"), "file:///srv/gr%C3%B6%C3%9Fe.csv");
        assert_eq!(uri(r"C:\feeds\a.csv"), "file:///C:/feeds/a.csv");
        assert_eq!(uri(r"feeds\a.csv"), "feeds/a.csv");
    }
}
