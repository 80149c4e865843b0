//! What a rule is.

use std::fmt;
use std::sync::Arc;

use ema_model::{Avail, Format, Kind};

use crate::check::{CellAt, Found, GroupCheck, Row, SheetAt};

/// A rule: what it looks for, why, and how a finding is mended.
///
/// The name is its identity; it is never used for another rule.
///
/// ```
/// let rule = ema_rules::rule("territory-code").unwrap();
/// println!("{}\n{}", rule.summary(), rule.page().mend);
/// ```
#[derive(Debug)]
pub struct Rule {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) section: Section,
    pub(crate) severity: Severity,
    /// Whether the rule is a platform's own: off under [`Profile::ema`](crate::Profile::ema).
    pub(crate) platform_only: bool,
    pub(crate) applies_to: AppliesTo,
    pub(crate) page: Page,
    pub(crate) check: Check,
}

impl Rule {
    /// A rule of your own, for [`Profile::with_rule`](crate::Profile::with_rule).
    ///
    /// The name begins with that of your house and a slash, `harbor/contract-unknown`, so that no rule
    /// of the catalogue ever takes it; it is all that tells two rules apart.
    ///
    /// ```
    /// use ema_rules::{Page, Rule};
    ///
    /// static CONTRACT_UNKNOWN: Rule = Rule::own(
    ///     "harbor/contract-unknown",
    ///     "a contract is not one of ours",
    ///     Page {
    ///         what: "Fires where ContractID is not in the list of contracts.",
    ///         why: "Nobody can be paid for an avail that belongs to no contract.",
    ///         example: "ContractID `17`; contracts are called `HP-017`.",
    ///         mend: "Write the contract as the list has it.",
    ///         source: "Harbor Pictures, Rights Handbook",
    ///     },
    /// );
    /// assert_eq!(CONTRACT_UNKNOWN.name(), "harbor/contract-unknown");
    /// ```
    ///
    /// # Panics
    ///
    /// Where the name has no house before a slash, or nothing behind it. In a `static` the compiler
    /// says so.
    #[must_use]
    pub const fn own(name: &'static str, summary: &'static str, page: Page) -> Self {
        assert!(
            has_house(name.as_bytes()),
            "the name of a rule of your own has your house before a slash: `harbor/contract-unknown`"
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

    /// The name in kebab-case: `territory-code`. It names the fault. A rule of your own has your house
    /// before it: `harbor/contract-unknown`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What is wrong when the rule fires, in one line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// The part of the catalogue that it belongs to.
    #[must_use]
    pub fn section(&self) -> Section {
        self.section
    }

    /// The page of documentation.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// How severe a finding is, unless the profile says otherwise: see
    /// [`Profile::severity`](crate::Profile::severity). A rule of your own gets its severity from
    /// [`Profile::with_rule`](crate::Profile::with_rule).
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether the rule states what a platform asks for beyond EMA. Such a rule is off under
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

const fn has_house(name: &[u8]) -> bool {
    let mut slash = 0;
    while slash < name.len() && name[slash] != b'/' {
        slash += 1;
    }
    slash > 0 && slash + 1 < name.len()
}

/// The page of documentation of a rule. Paragraphs are separated by blank lines.
///
/// Reports show what a page of your own has, and leave out what is empty.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// What the rule looks at, and when it fires.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A cell or row that breaks it, and the right one.
    pub example: &'static str,
    /// What to do.
    pub mend: &'static str,
    /// Where the rule comes from.
    pub source: &'static str,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing.
    Notice,
    /// Accepted, but probably not meant.
    Warning,
    /// The platform refuses the file, the row or the scope, or does something else than is meant.
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

/// The formats of the files that a rule checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AppliesTo {
    /// Workbooks, text files and JSON: what has a header and rows.
    Sheets,
    /// XML Avails: what has elements and a schema.
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

/// A part of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Section {
    /// The file, its sheets and headers, and the way in which cells are stored.
    Workbook,
    /// One cell.
    Cells,
    /// One row.
    Rows,
    /// Rows that belong together.
    Groups,
    /// What XML Avails have and sheets do not.
    Xml,
    /// What the catalogue does not have: the rules that a profile was given.
    Own,
}

impl Section {
    /// The heading of the part: `Workbook and header`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Workbook => "Workbook and header",
            Self::Cells => "Cells",
            Self::Rows => "Rows",
            Self::Groups => "Groups of rows",
            Self::Xml => "XML only",
            Self::Own => "Rules of your own",
        }
    }
}

/// What a rule looks at, which decides what has to be kept for it.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// The header of each sheet. Nothing is kept.
    Sheet(fn(&SheetAt<'_>, &mut Found<'_>)),
    /// Each filled cell of the kinds that it asks for, in columns that the platform uses. Nothing is
    /// kept.
    Cell(fn(Kind) -> bool, fn(&CellAt<'_>, &mut Found<'_>)),
    /// Each filled cell, also in columns that the platform does not use. Nothing is kept.
    AnyCell(fn(&CellAt<'_>, &mut Found<'_>)),
    /// Each row. Nothing is kept.
    Row(fn(&Row<'_>, &mut Found<'_>)),
    /// All rows. What is kept is said at the rule.
    Group(NewGroup),
    /// All rows, together with other rules.
    Shared(&'static SharedGroup),
    /// Each row, by what the profile was given.
    Own,
}

/// Begins a check of all rows.
pub(crate) type NewGroup = fn() -> Box<dyn GroupCheck>;

/// A check of all rows for several rules: what they keep is the same, so it is kept once. It runs if
/// one of them is on, and reports under each with [`Found::under`].
pub(crate) struct SharedGroup(pub(crate) NewGroup);

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sheet(_) => "Sheet",
            Self::Cell(..) => "Cell",
            Self::AnyCell(_) => "AnyCell",
            Self::Row(_) => "Row",
            Self::Group(_) => "Group",
            Self::Shared(_) => "Shared",
            Self::Own => "Own",
        })
    }
}

/// A rule that a profile was given, and what it does.
#[derive(Clone)]
pub(crate) struct OwnRule {
    pub(crate) rule: &'static Rule,
    pub(crate) check: Arc<OwnCheck>,
}

/// What it does with a row.
type OwnCheck = dyn Fn(&Avail, &mut Found<'_>) + Send + Sync;

impl fmt::Debug for OwnRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OwnRule").field(&self.rule.name).finish()
    }
}
