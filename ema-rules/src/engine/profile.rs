//! Profiles: facts about a platform, and rules with their severities.

use std::collections::BTreeMap;
use std::sync::Arc;

use ema_model::{Avail, Column, EmaVersion, Kind, Text, Word};

use super::check::Reporter;
use super::platform::{Difference, Platform, RequiredBy};
use super::rule::{Check, FileCheck, OwnCheck, OwnRule, Rule, Severity};
use crate::conventions::Conventions;

/// The rules and conventions that a file is checked against.
///
/// The crate provides two profiles: [`Profile::prime_video`] and [`Profile::ema`]. You can customize either profile by
/// changing the severity of a rule, turning a rule off, adding your own rules, or replacing the conventions.
///
/// Several threads can share a profile.
///
/// ```
/// use ema_rules::{Profile, Severity};
///
/// let rule = ema_rules::rule("stray-space").unwrap();
/// let profile = Profile::prime_video().with_severity(rule, Some(Severity::Notice));
/// assert_eq!(profile.severity(rule), Some(Severity::Notice));
/// ```
#[derive(Clone, Debug)]
pub struct Profile {
    name: Text,
    severities: BTreeMap<&'static str, Severity>,
    pub(crate) platform: Option<&'static Platform>,
    conventions: Conventions,
    own: Vec<OwnRule>,
}

impl Profile {
    /// Sets a rule's severity, or turns the rule off with `None`. The new severity applies to all of the rule's
    /// findings, even to those that would otherwise be less severe.
    #[must_use]
    pub fn with_severity(mut self, rule: &'static Rule, severity: Option<Severity>) -> Self {
        match severity {
            Some(severity) => self.severities.insert(rule.name, severity),
            None => self.severities.remove(rule.name),
        };
        self
    }

    /// Adds your own rule, which checks one row at a time. Adding a rule again replaces its check and severity.
    ///
    /// The findings of your own rule are treated like those of any other rule: they appear in reports, in annotated
    /// copies and on HTML pages. The closure must own its data, such as a list of contracts or a connection.
    ///
    /// All files that are checked against the profile share the closure, so it must not keep state about any one file.
    /// To compare rows, use [`with_file_rule`](Self::with_file_rule).
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use ema_model::Avail;
    /// use ema_rules::{Reporter, Page, Profile, Rule, Severity, Timestamp};
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
    ///
    /// let contracts: HashSet<String> = ["HP-017".to_owned()].into();
    /// let check = move |avail: &Avail, reporter: &mut Reporter<'_>| {
    ///     if let Some(cell) = avail.contract_id().cell() && !contracts.contains(cell.text()) {
    ///         reporter.report_cell(
    ///             cell,
    ///             format!("`{}` is not one of our contracts", cell.text()),
    ///             "Write a contract from the list.",
    ///         );
    ///     }
    /// };
    /// let profile = Profile::prime_video().with_rule(&CONTRACT_UNKNOWN, Severity::Error, check);
    ///
    /// let csv = "Territory,WorkType,LicenseType,ALID,ContractID\nUS,Movie,EST,LASTFERRY,17\n";
    /// let now = Timestamp::from_utc("2026-11-21T00:00:00".parse()?);
    /// let report = profile.check(&ema_io::read_bytes(csv)?, now);
    /// let own = |it: &&ema_rules::FoldedFinding| it.first.rule.name() == "harbor/contract-unknown";
    /// let finding = report.findings().iter().find(own).ok_or("nothing was found")?;
    /// assert!(finding.to_string().contains("E2: error: `17` is not one of our contracts"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if the rule is in the catalog, because such a rule already has a check. Only rules from [`Rule::own`] are
    /// accepted.
    #[must_use]
    pub fn with_rule(
        self,
        rule: &'static Rule,
        severity: Severity,
        check: impl Fn(&Avail, &mut Reporter<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.own(rule, severity, OwnCheck::Row(Arc::new(check)))
    }

    /// Adds your own rule, which checks a whole file. Adding a rule again replaces its check and severity.
    ///
    /// `new` creates a separate check for each file, so checks can keep state about their file, even if several threads
    /// check files against the profile.
    ///
    /// ```
    /// use std::collections::HashMap;
    /// use ema_model::{Avail, Column, FileInfo};
    /// use ema_rules::{FileCheck, Page, Place, Profile, Reporter, Rule, Severity, Timestamp};
    ///
    /// static TITLE_WITHOUT_EST: Rule = Rule::own(
    ///     "harbor/title-without-est",
    ///     "a title has rows, but none for EST",
    ///     Page {
    ///         what: "Fires for the first row of a title without an EST row.",
    ///         why: "We sell each title that we rent.",
    ///         example: "Only VOD rows for `LASTFERRY`.",
    ///         remedy: "Add the row for EST.",
    ///         source: "Harbor Pictures, Rights Handbook",
    ///     },
    /// );
    ///
    /// /// The first row of each title, and whether the title has a row for EST.
    /// #[derive(Default)]
    /// struct Titles(HashMap<String, (Place, bool)>);
    ///
    /// impl FileCheck for Titles {
    ///     fn row(&mut self, avail: &Avail, reporter: &mut Reporter<'_>) {
    ///         let id = avail.alid().text().to_owned();
    ///         let first = || (reporter.place(Some(Column::LicenseType)), false);
    ///         let (_, has_est) = self.0.entry(id).or_insert_with(first);
    ///         *has_est |= avail.license_type().text() == "EST";
    ///     }
    ///
    ///     fn finish(self: Box<Self>, _file: &FileInfo, reporter: &mut Reporter<'_>) {
    ///         for (id, (place, has_est)) in self.0 {
    ///             if !has_est {
    ///                 reporter.report_place(place, format!("`{id}` is not sold"), "Add a row for EST.");
    ///             }
    ///         }
    ///     }
    /// }
    ///
    /// let profile = Profile::prime_video()
    ///     .with_file_rule(&TITLE_WITHOUT_EST, Severity::Warning, Titles::default);
    ///
    /// let csv = "Territory,WorkType,LicenseType,ALID\nUS,Movie,VOD,LASTFERRY\nUS,Movie,EST,FERRY\n";
    /// let now = Timestamp::from_utc("2026-11-21T00:00:00".parse()?);
    /// let report = profile.check(&ema_io::read_bytes(csv)?, now);
    /// let own = |it: &&ema_rules::FoldedFinding| it.first.rule == &TITLE_WITHOUT_EST;
    /// let findings: Vec<String> = report.findings().iter().filter(own).map(ToString::to_string).collect();
    /// assert_eq!(findings.len(), 1);
    /// assert!(findings[0].contains("C2: warning: `LASTFERRY` is not sold"), "{findings:?}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Panics
    ///
    /// Like [`with_rule`](Self::with_rule), this method panics if the rule is in the catalog.
    #[must_use]
    pub fn with_file_rule<C: FileCheck + 'static>(
        self,
        rule: &'static Rule,
        severity: Severity,
        new: impl Fn() -> C + Send + Sync + 'static,
    ) -> Self {
        let new = move || -> Box<dyn FileCheck> { Box::new(new()) };
        self.own(rule, severity, OwnCheck::File(Arc::new(new)))
    }

    fn own(mut self, rule: &'static Rule, severity: Severity, check: OwnCheck) -> Self {
        assert!(
            matches!(rule.check, Check::Own),
            "`{}` is a rule of the catalog; Rule::own creates your own rule",
            rule.name
        );
        self.own.retain(|own| own.rule.name != rule.name);
        self.own.push(OwnRule { rule, check });
        self.with_severity(rule, Some(severity))
    }

    /// Renames the profile. The name appears in reports. To keep the reports of a profile with your own rules from
    /// being mistaken for those of `prime-video`, give it a name such as `harbor-2026`.
    ///
    /// ```
    /// let profile = ema_rules::Profile::prime_video().with_name("harbor-2026");
    /// assert_eq!(profile.name(), "harbor-2026");
    /// ```
    #[must_use]
    pub fn with_name(mut self, name: impl Into<Text>) -> Self {
        self.name = name.into();
        self
    }

    /// Replaces the conventions, for example to change the zones or the names of the platform's own subscription.
    ///
    /// ```
    /// use currency_map::Territory;
    /// use ema_rules::{Conventions, Profile, Zones};
    ///
    /// let mainland = Zones::default().with_zone(Territory::AU, "Australia/Sydney")?;
    /// let conventions = Conventions::prime_video().with_zones(mainland);
    /// let profile = Profile::prime_video().with_conventions(conventions);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_conventions(mut self, conventions: Conventions) -> Self {
        self.conventions = conventions;
        self
    }

    /// How the platform interprets rights. Nothing else in the profile affects scopes, offers, windows and holdings.
    #[must_use]
    pub fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    /// The profile's name: `prime-video`, `ema`, or a name set with [`with_name`](Self::with_name).
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of the platform whose requirements are checked, or `None` if only the EMA specification is checked.
    ///
    /// ```
    /// use ema_rules::Profile;
    ///
    /// assert_eq!(Profile::prime_video().platform(), Some("Prime Video"));
    /// assert_eq!(Profile::ema().platform(), None);
    /// ```
    #[must_use]
    pub fn platform(&self) -> Option<&'static str> {
        self.platform.map(|platform| platform.name)
    }

    pub(crate) fn shared_name(&self) -> &Text {
        &self.name
    }

    /// The severity of a rule's findings, or `None` if the rule is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.name).copied()
    }

    /// The rules that the caller has added, including those that are turned off.
    pub(crate) fn added_rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.own.iter().map(|own| own.rule)
    }

    /// The rules that the caller has added, except those that are turned off.
    pub(crate) fn own_rules(&self) -> impl Iterator<Item = &OwnRule> {
        let is_on = |own: &&OwnRule| self.severity(own.rule).is_some();
        self.own.iter().filter(is_on)
    }

    /// Whether the platform differs from EMA in this way. The result is always `false` for the profile `ema`.
    pub(crate) fn has(&self, difference: Difference) -> bool {
        self.platform
            .is_some_and(|platform| platform.differences.contains(&difference))
    }

    /// The specification that says which fields are required.
    pub(crate) fn required_by(&self) -> RequiredBy {
        self.platform
            .map_or(RequiredBy::Ema, |platform| platform.required_by)
    }

    /// The platform's name in messages.
    pub(crate) fn platform_name(&self) -> &'static str {
        self.platform().unwrap_or("the platform")
    }

    /// Whether the platform says that it ignores the column. Such a column can have any content.
    pub(crate) fn ignores(&self, column: Column) -> bool {
        self.platform
            .is_some_and(|platform| platform.not_used.contains(&column))
    }

    /// Whether a cell of this kind may contain a word. A word is allowed if it is in the version's vocabulary or the
    /// platform's list.
    pub(crate) fn takes(&self, kind: Kind, word: &Word, version: EmaVersion) -> bool {
        word.is_in(version) || self.lists(kind, word.text) == Some(true)
    }

    /// Whether the platform lists a word. Returns `None` if the platform has no list for the kind.
    pub(crate) fn lists(&self, kind: Kind, word: &str) -> Option<bool> {
        let words = (self.platform?.words)(kind)?;
        Some(words.contains(&word))
    }

    /// Creates a profile without the caller's own rules.
    pub(crate) fn new(
        name: &'static str,
        platform: Option<&'static Platform>,
        severities: BTreeMap<&'static str, Severity>,
    ) -> Self {
        Self {
            name: name.into(),
            severities,
            platform,
            conventions: platform.map_or_else(Conventions::ema, |it| (it.conventions)()),
            own: Vec::new(),
        }
    }
}
