//! Selects the rules, their severities, and the facts of a platform.

mod prime_video;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use ema_model::{Avail, Column, EmaVersion, Kind, LicenseType, Word, is_space};

use crate::check::Found;
use crate::rule::{Check, OwnRule, Rule, Severity};
use crate::rules::rules;
use crate::time::Zones;

/// The rules and conventions against which a file is checked.
///
/// The crate has two profiles: [`Profile::prime_video`] and [`Profile::ema`]. Either can be
/// changed: raise or lower the severity of a rule or turn it off, add rules of your own, and
/// replace the time zones or the first-party names.
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
    name: &'static str,
    severities: BTreeMap<&'static str, Severity>,
    pub(crate) platform: Option<&'static Platform>,
    /// Normalized by [`channel_key`].
    first_party_groups: Vec<String>,
    pub(crate) zones: Zones,
    own: Vec<OwnRule>,
}

/// What a platform requires of avails, beyond EMA.
#[derive(Debug)]
pub(crate) struct Platform {
    /// Its name in messages.
    pub(crate) name: &'static str,
    /// The versions that it reads.
    pub(crate) versions: RangeInclusive<EmaVersion>,
    /// The most rows that it accepts in a file.
    pub(crate) row_limit: u32,
    /// The words that it lists for a column, in every version.
    pub(crate) words: fn(Kind) -> Option<&'static [&'static str]>,
    /// The categories that it accepts as PriceValue for a license.
    pub(crate) categories: fn(&LicenseType) -> &'static [&'static str],
    /// The columns that its field list marks as not used. Their content can't cause a row to be
    /// refused, so rules for the values of cells skip them.
    pub(crate) not_used: &'static [Column],
    /// The columns that its field list lacks. It does not use them either, but their values are
    /// still checked against EMA.
    pub(crate) not_listed: &'static [Column],
    /// What separates two offers.
    pub(crate) offers: OfferFacts,
    /// Rules, by name, whose severity differs on this platform; `None` turns a rule off.
    pub(crate) severities: &'static [(&'static str, Option<Severity>)],
}

/// What separates two offers of one scope, in addition to license, languages and price.
#[derive(Debug)]
pub(crate) struct OfferFacts {
    /// Whether format and HDR are part of the offer under a license.
    pub(crate) has_format: fn(&LicenseType) -> bool,
    /// Formats with two names: the first means the second.
    pub(crate) same_formats: &'static [(&'static str, &'static str)],
    /// Whether WCG, HFR and NGAudio are part of the offer.
    pub(crate) has_flags: bool,
    /// Whether GroupIdentity is part of the offer under a license.
    pub(crate) has_channel: fn(&LicenseType) -> bool,
    /// Whether channel names that differ only in case and spaces mean one channel.
    pub(crate) folds_channels: bool,
}

impl OfferFacts {
    /// Under EMA, every column that describes the offer counts, as it is written.
    pub(crate) const EMA: Self = Self {
        has_format: |_| true,
        same_formats: &[],
        has_flags: true,
        has_channel: |_| true,
        folds_channels: false,
    };
}

/// The name of a channel in lower case without spaces, for comparison.
pub(crate) fn channel_key(name: &str) -> String {
    let visible = name.chars().filter(|c| !is_space(*c));
    visible.flat_map(char::to_lowercase).collect()
}

impl Profile {
    /// The requirements of Prime Video.
    ///
    /// Source: Prime Video, "Content rights" (Video Central help).
    #[must_use]
    pub fn prime_video() -> Self {
        Self::new("prime-video", Some(&prime_video::PLATFORM))
    }

    /// The requirements of the EMA Avails specification, for any platform.
    ///
    /// Source: the templates and data dictionaries of EMA Avails 1.6 to 1.9 (MovieLabs).
    #[must_use]
    pub fn ema() -> Self {
        Self::new("ema", None)
    }

    /// Finds a profile by name: `prime-video` or `ema`; `None` for any other name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "prime-video" => Some(Self::prime_video()),
            "ema" => Some(Self::ema()),
            _ => None,
        }
    }

    /// Sets the severity of a rule; `None` turns the rule off. The new severity applies to all
    /// findings of the rule, even those that would otherwise be less severe.
    #[must_use]
    pub fn with_severity(mut self, rule: &'static Rule, severity: Option<Severity>) -> Self {
        match severity {
            Some(severity) => self.severities.insert(rule.name, severity),
            None => self.severities.remove(rule.name),
        };
        self
    }

    /// Adds a rule of your own, which checks one row at a time. Adding a rule again replaces its
    /// check and severity.
    ///
    /// Its findings are treated like all others: they are in the report, in annotated copies and on
    /// HTML pages. The closure owns the data that it needs, such as a list of contracts or a
    /// connection.
    ///
    /// The closure is shared by all files that are checked under the profile, so it must not keep
    /// state about one file.
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use ema_model::Avail;
    /// use ema_rules::{Found, Instant, Page, Profile, Rule, Severity};
    ///
    /// static CONTRACT_UNKNOWN: Rule = Rule::own(
    ///     "harbor/contract-unknown",
    ///     "a contract is not one of ours",
    ///     Page {
    ///         what: "Fires if ContractID is not in the list of contracts.",
    ///         why: "An avail without a contract can't be paid.",
    ///         example: "ContractID `17`; contracts are called `HP-017`.",
    ///         mend: "Write the contract as in the list.",
    ///         source: "Harbor Pictures, Rights Handbook",
    ///     },
    /// );
    ///
    /// let contracts: HashSet<String> = ["HP-017".to_owned()].into();
    /// let check = move |avail: &Avail, found: &mut Found<'_>| {
    ///     if let Some(cell) = avail.contract_id().cell() && !contracts.contains(cell.text()) {
    ///         found.cell(
    ///             cell,
    ///             format!("`{}` is not one of our contracts", cell.text()),
    ///             "Write a contract from the list.",
    ///         );
    ///     }
    /// };
    /// let profile = Profile::prime_video().with_rule(&CONTRACT_UNKNOWN, Severity::Error, check);
    ///
    /// let csv = "Territory,WorkType,LicenseType,ALID,ContractID\nUS,Movie,EST,LASTFERRY,17\n";
    /// let now = Instant::from_utc("2026-11-21T00:00:00".parse()?);
    /// let report = profile.check(&ema_io::read_bytes(csv)?, now);
    /// let own = |it: &&ema_rules::FoldedFinding| it.first.rule.name() == "harbor/contract-unknown";
    /// let finding = report.findings().iter().find(own).ok_or("nothing was found")?;
    /// assert!(finding.to_string().contains("E2: error: `17` is not one of our contracts"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Panics
    ///
    /// If the rule is in the catalog, because it already has a check. Only rules from [`Rule::own`]
    /// are accepted.
    #[must_use]
    pub fn with_rule(
        mut self,
        rule: &'static Rule,
        severity: Severity,
        check: impl Fn(&Avail, &mut Found<'_>) + Send + Sync + 'static,
    ) -> Self {
        assert!(
            matches!(rule.check, Check::Own),
            "`{}` is a rule of the catalogue; Rule::own makes one of your own",
            rule.name
        );
        self.own.retain(|own| own.rule.name != rule.name);
        let check = Arc::new(check);
        self.own.push(OwnRule { rule, check });
        self.with_severity(rule, Some(severity))
    }

    /// Replaces the names in GroupIdentity that mean the platform's own subscription. Case and
    /// spaces do not count. The default names are `Prime`, `Prime Video`, `Amazon Prime` and
    /// `Amazon Prime Video`.
    #[must_use]
    pub fn with_first_party_groups<T: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = T>,
    ) -> Self {
        let names = names.into_iter().map(Into::into);
        self.first_party_groups = names.map(|name: String| channel_key(&name)).collect();
        self
    }

    /// Replaces the time zones of territories, for licensors that mean the zone of the mainland.
    #[must_use]
    pub fn with_zones(mut self, zones: Zones) -> Self {
        self.zones = zones;
        self
    }

    /// The name of the profile: `prime-video` or `ema`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The severity of a rule's findings; `None` if the rule is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.name).copied()
    }

    /// The rules that apply, in the order of the catalog, followed by your own.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let of_catalogue = rules().filter(|rule| self.severity(rule).is_some());
        of_catalogue.chain(self.own_rules().map(|own| own.rule))
    }

    /// The rules added by the caller that are on.
    pub(crate) fn own_rules(&self) -> impl Iterator<Item = &OwnRule> {
        let is_on = |own: &&OwnRule| self.severity(own.rule).is_some();
        self.own.iter().filter(is_on)
    }

    /// Whether a name in GroupIdentity means the platform's own subscription.
    pub(crate) fn is_first_party(&self, group: &str) -> bool {
        self.first_party_groups.contains(&channel_key(group))
    }

    /// What separates two offers.
    pub(crate) fn offers(&self) -> &'static OfferFacts {
        self.platform
            .map_or(&OfferFacts::EMA, |platform| &platform.offers)
    }

    /// Whether the platform states that it does not use the column, so that any content is fine.
    pub(crate) fn ignores(&self, column: Column) -> bool {
        self.platform
            .is_some_and(|platform| platform.not_used.contains(&column))
    }

    /// Whether a time without an offset is UTC, as in the data dictionary of 1.7.2, instead of the
    /// territory's local time, as on Prime Video.
    pub(crate) fn local_times_are_utc(&self) -> bool {
        self.platform.is_none()
    }

    /// Whether a cell of this kind may hold a word: the version's vocabulary has it, or the
    /// platform lists it.
    pub(crate) fn takes(&self, kind: Kind, word: &Word, version: EmaVersion) -> bool {
        word.is_in(version) || self.lists(kind, word.text) == Some(true)
    }

    /// Whether the platform lists a word; `None` if it has no list for the kind.
    pub(crate) fn lists(&self, kind: Kind, word: &str) -> Option<bool> {
        let words = (self.platform?.words)(kind)?;
        Some(words.contains(&word))
    }

    fn new(name: &'static str, platform: Option<&'static Platform>) -> Self {
        let applies = |rule: &&Rule| platform.is_some() || !rule.platform_only;
        let mut severities: BTreeMap<_, _> = rules()
            .filter(applies)
            .map(|rule| (rule.name, rule.severity))
            .collect();
        for (rule, severity) in platform.map_or(&[][..], |platform| platform.severities) {
            match severity {
                Some(severity) => severities.insert(rule, *severity),
                None => severities.remove(rule),
            };
        }
        let first_party = ["Prime", "Prime Video", "Amazon Prime", "Amazon Prime Video"];
        Self {
            name,
            severities,
            platform,
            first_party_groups: first_party.map(channel_key).to_vec(),
            zones: Zones::default(),
            own: Vec::new(),
        }
    }
}
