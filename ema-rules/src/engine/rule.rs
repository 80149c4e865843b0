//! Rules, their documentation, and the kinds of checks.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use ema_model::{Avail, FileInfo, Format, Kind};

use crate::engine::{CellAt, FileAt, GroupCheck, Reporter, Row, SheetAt};

/// A rule, with a page that says what the rule checks, why, and how to fix its findings.
///
/// The name identifies the rule and is never reused for another rule. Rules with the same name are equal.
///
/// ```
/// let rule = ema_rules::rule("territory-code").unwrap();
/// println!("{}\n{}", rule.summary(), rule.page().remedy);
/// ```
#[derive(Debug)]
pub struct Rule {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) section: Section,
    pub(crate) severity: Severity,
    /// Whether the rule checks a platform requirement that goes beyond EMA. Such a rule is off in
    /// [`Profile::ema`](crate::Profile::ema).
    pub(crate) platform_only: bool,
    pub(crate) applies_to: AppliesTo,
    pub(crate) page: Page,
    pub(crate) check: Check,
}

impl Rule {
    /// Creates your own rule, for [`Profile::with_rule`](crate::Profile::with_rule) or
    /// [`Profile::with_file_rule`](crate::Profile::with_file_rule).
    ///
    /// The name begins with your organization and a slash, as in `harbor/contract-unknown`, so that it never conflicts
    /// with a rule in the catalog. Two rules with the same name are the same rule.
    ///
    /// ```
    /// use ema_rules::{Page, Rule};
    ///
    /// static CONTRACT_UNKNOWN: Rule = Rule::own(
    ///     "harbor/contract-unknown",
    ///     "a contract is not one of ours",
    ///     Page {
    ///         what: "Fires if ContractID is not in the list of contracts.",
    ///         why: "Payments for an avail can't be made without its contract.",
    ///         example: "ContractID `17`; contracts are called `HP-017`.",
    ///         remedy: "Write the contract as in the list.",
    ///         source: "Harbor Pictures, Rights Handbook",
    ///     },
    /// );
    /// assert_eq!(CONTRACT_UNKNOWN.name(), "harbor/contract-unknown");
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if the name has no organization before the slash, or nothing after the slash. In a `static`, this panic
    /// is a compile-time error.
    #[must_use]
    pub const fn own(name: &'static str, summary: &'static str, page: Page) -> Self {
        assert!(
            has_house(name.as_bytes()),
            "the name of your own rule has your organization before a slash: `harbor/contract-unknown`"
        );
        Self {
            name,
            summary,
            section: Section::Own,
            severity: Severity::Error,
            platform_only: false,
            applies_to: AppliesTo::Both,
            page,
            check: Check::Own,
        }
    }

    /// The name, which describes the fault in kebab case, such as `territory-code`. The name of your own rule begins
    /// with your organization, as in `harbor/contract-unknown`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// A one-line description of the fault that the rule reports.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// The section of the catalog that contains the rule.
    #[must_use]
    pub fn section(&self) -> Section {
        self.section
    }

    /// The rule's documentation.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The severity of the rule's findings, unless the profile sets a different one: see
    /// [`Profile::severity`](crate::Profile::severity). The severity of your own rule comes from
    /// [`Profile::with_rule`](crate::Profile::with_rule).
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether the rule checks a platform requirement that goes beyond EMA. Such a rule is off in
    /// [`Profile::ema`](crate::Profile::ema).
    #[must_use]
    pub fn is_platform_only(&self) -> bool {
        self.platform_only
    }

    /// The formats of the files that the rule checks.
    #[must_use]
    pub fn applies_to(&self) -> AppliesTo {
        self.applies_to
    }
}

/// Two rules with the same name are the same rule.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

impl Hash for Rule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

const fn has_house(name: &[u8]) -> bool {
    let mut slash = 0;
    while slash < name.len() && name[slash] != b'/' {
        slash += 1;
    }
    slash > 0 && slash + 1 < name.len()
}

/// A rule's documentation. In each field, blank lines separate paragraphs.
///
/// Reports also show the pages of your own rules, except for fields that are empty.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What the rule checks, and when it reports a finding.
    pub what: &'static str,
    /// Why the rule matters.
    pub why: &'static str,
    /// A cell or row that violates the rule, and a corrected version of it.
    pub example: &'static str,
    /// How to fix a finding.
    pub remedy: &'static str,
    /// The rule's source: the document, its URL, and when it was read.
    pub source: &'static str,
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The finding is only informational.
    Notice,
    /// The platform accepts the value, but the sender probably did not intend it.
    Warning,
    /// The platform rejects the file, the row or the scope, or does something that the sender did not intend.
    Error,
}

impl Severity {
    /// `notice`, `warning` or `error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(text: &str) -> Result<Self, UnknownSeverity> {
        let mut all = [Self::Notice, Self::Warning, Self::Error].into_iter();
        all.find(|it| it.as_str() == text).ok_or(UnknownSeverity)
    }
}

/// The error for text that is not a [`Severity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a severity is notice, warning or error")]
pub struct UnknownSeverity;

#[cfg(feature = "serde")]
impl serde::Serialize for Severity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Severity {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The formats of the files that a rule checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AppliesTo {
    /// Workbooks, text files and JSON, which have headers and rows.
    Sheets,
    /// XML Avails, which have elements and a schema.
    Xml,
    /// Every file.
    Both,
}

impl AppliesTo {
    pub(crate) fn includes(self, format: Format) -> bool {
        match self {
            Self::Sheets => format != Format::Xml,
            Self::Xml => format == Format::Xml,
            Self::Both => true,
        }
    }
}

/// A section of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Section {
    /// The file, its sheets and headers, and how cells are stored.
    Workbook,
    /// One cell.
    Cells,
    /// One row.
    Rows,
    /// Several rows together.
    Groups,
    /// The file's effects on the platform's holdings.
    Held,
    /// Faults that can occur only in XML Avails.
    Xml,
    /// Rules outside the catalog, which the caller has added to a profile.
    Own,
}

impl Section {
    /// The heading of the section, such as `Workbook and header`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Workbook => "Workbook and header",
            Self::Cells => "Cells",
            Self::Rows => "Rows",
            Self::Groups => "Groups of rows",
            Self::Held => "Compared with what is held",
            Self::Xml => "XML only",
            Self::Own => "Your own rules",
        }
    }
}

/// The part of a file that a rule checks. It determines what must be kept while the file is read.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// The rule checks the header of each sheet. Nothing is kept.
    Sheet(fn(&SheetAt<'_>, &mut Reporter<'_>)),
    /// The rule checks each filled cell of certain kinds, in columns that the platform uses. Nothing is kept.
    Cell(fn(Kind) -> bool, fn(&CellAt<'_>, &mut Reporter<'_>)),
    /// The rule checks each filled cell, even in columns that the platform does not use. Nothing is kept.
    AnyCell(fn(&CellAt<'_>, &mut Reporter<'_>)),
    /// The rule checks each row. Nothing is kept.
    Row(fn(&Row<'_>, &mut Reporter<'_>)),
    /// The rule reports rows that are remarks instead of avails: see `is_remark`. No other rule in the catalog
    /// checks these rows. Nothing is kept.
    Remark(fn(&Row<'_>, &mut Reporter<'_>)),
    /// The rule compares all rows. The collector's documentation describes the data that it keeps.
    Group(NewGroup),
    /// The rule compares all rows, using a collector that it shares with other rules.
    Shared(&'static SharedGroup),
    /// The rule reports the file's effects on the holdings, using the warnings whose kind has the rule's name.
    Held,
    /// The check is in the profile, because the caller has added the rule.
    Own,
}

/// Creates a collector for a file.
pub(crate) type NewGroup = fn() -> Box<dyn GroupCheck>;

/// A collector for several rules that need the same data, so that the data is kept only once. The collector runs if at
/// least one of the rules is on, and reports each rule's findings with [`Reporter::under`].
pub(crate) struct SharedGroup(pub(crate) NewGroup);

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sheet(_) => "Sheet",
            Self::Cell(..) => "Cell",
            Self::AnyCell(_) => "AnyCell",
            Self::Row(_) => "Row",
            Self::Remark(_) => "Remark",
            Self::Group(_) => "Group",
            Self::Shared(_) => "Shared",
            Self::Held => "Held",
            Self::Own => "Own",
        })
    }
}

/// A rule that the caller has added to a profile, with its check.
#[derive(Clone)]
pub(crate) struct OwnRule {
    pub(crate) rule: &'static Rule,
    pub(crate) check: OwnCheck,
}

/// The check that a caller's rule performs.
#[derive(Clone)]
pub(crate) enum OwnCheck {
    /// A check of one row.
    Row(Arc<RowCheck>),
    /// Creates the check for a file.
    File(Arc<NewFileCheck>),
}

/// The function that checks a row for a caller's rule.
pub(crate) type RowCheck = dyn Fn(&Avail, &mut Reporter<'_>) + Send + Sync;
type NewFileCheck = dyn Fn() -> Box<dyn FileCheck> + Send + Sync;

/// Your own rule's check of a whole file: see [`Profile::with_file_rule`](crate::Profile::with_file_rule).
///
/// Each file gets its own check, which can therefore remember earlier rows of the file.
pub trait FileCheck {
    /// Checks a row. The file's rows are passed in order.
    fn row(&mut self, avail: &Avail, reporter: &mut Reporter<'_>);

    /// Reports the findings that are certain only at the end of the file. At that point, the `reporter` has no current
    /// row. Use [`Reporter::report_file`], or [`Reporter::report_place`] with a location that [`Reporter::place`]
    /// returned for an earlier row.
    fn finish(self: Box<Self>, file: &FileInfo, reporter: &mut Reporter<'_>) {
        let _ = (file, reporter);
    }
}

/// Runs a caller's check of a whole file in the same way as the checks in the catalog.
pub(crate) struct OwnFile(pub(crate) Box<dyn FileCheck>);

impl GroupCheck for OwnFile {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        self.0.row(row.avail, reporter);
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        self.0.finish(file.file, reporter);
    }
}

impl fmt::Debug for OwnRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnRule").field(&self.rule.name).finish()
    }
}
