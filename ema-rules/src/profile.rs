//! Which rules apply, how grave they are, and what the platform takes.

mod prime_video;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use ema_model::{Avail, Column, EmaVersion, Kind, LicenseType, Word, is_space};

use crate::check::Found;
use crate::rule::{Check, OwnRule, Rule, Severity};
use crate::rules::rules;
use crate::time::Zones;

/// What a file is checked against.
///
/// Two profiles come with the crate: [`Profile::prime_video`] and [`Profile::ema`]. Either can be
/// changed: a rule made graver, milder or turned off, one of your own added, a zone or the first-party
/// names replaced.
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
    /// As [`channel_key`] has them.
    first_party_groups: Vec<String>,
    pub(crate) zones: Zones,
    own: Vec<OwnRule>,
}

/// What a platform says about the avails that it takes, beyond EMA.
#[derive(Debug)]
pub(crate) struct Platform {
    /// How it is called in messages.
    pub(crate) name: &'static str,
    /// The versions that it reads.
    pub(crate) versions: RangeInclusive<EmaVersion>,
    /// The most rows that it takes in a file.
    pub(crate) row_limit: u32,
    /// The words that it lists for a column, whatever the version.
    pub(crate) words: fn(Kind) -> Option<&'static [&'static str]>,
    /// The categories that it takes as PriceValue of a license.
    pub(crate) categories: fn(&LicenseType) -> &'static [&'static str],
    /// The columns that its field list marks as not used. Their content can't make it refuse a row,
    /// so no rule about a cell's value looks at them.
    pub(crate) not_used: &'static [Column],
    /// The columns that its field list does not have. It does not use them either, but their values
    /// are still checked against EMA.
    pub(crate) not_listed: &'static [Column],
    /// What separates two offers.
    pub(crate) offers: OfferFacts,
    /// The rules, by name, that have another severity than their own here; `None` turns one off.
    pub(crate) severities: &'static [(&'static str, Option<Severity>)],
}

/// What separates two offers of one scope, beside the license, the languages and the price.
#[derive(Debug)]
pub(crate) struct OfferFacts {
    /// Whether the format and HDR belong to the offer of a license.
    pub(crate) has_format: fn(&LicenseType) -> bool,
    /// Formats with two names: the first means the second.
    pub(crate) same_formats: &'static [(&'static str, &'static str)],
    /// Whether WCG, HFR and NGAudio belong to the offer.
    pub(crate) has_flags: bool,
    /// Whether GroupIdentity belongs to the offer of a license.
    pub(crate) has_channel: fn(&LicenseType) -> bool,
    /// Whether names of channels that differ only in case and blanks mean one channel.
    pub(crate) folds_channels: bool,
}

impl OfferFacts {
    /// Those of EMA: every column that describes the offer counts, as it is written.
    pub(crate) const EMA: Self = Self {
        has_format: |_| true,
        same_formats: &[],
        has_flags: true,
        has_channel: |_| true,
        folds_channels: false,
    };
}

/// The name of a channel without blanks and in lower case, in which channels are compared.
pub(crate) fn channel_key(name: &str) -> String {
    let visible = name.chars().filter(|c| !is_space(*c));
    visible.flat_map(char::to_lowercase).collect()
}

impl Profile {
    /// What Prime Video takes.
    ///
    /// Source: Prime Video, "Content rights" (Video Central help).
    #[must_use]
    pub fn prime_video() -> Self {
        Self::new("prime-video", Some(&prime_video::PLATFORM))
    }

    /// What the EMA Avails specification says, for any platform.
    ///
    /// Source: the templates and data dictionaries of EMA Avails 1.6 to 1.9 (MovieLabs).
    #[must_use]
    pub fn ema() -> Self {
        Self::new("ema", None)
    }

    /// The profile of that name: `prime-video` or `ema`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "prime-video" => Some(Self::prime_video()),
            "ema" => Some(Self::ema()),
            _ => None,
        }
    }

    /// Sets the severity of a rule, or turns the rule off with `None`. Another severity than the rule
    /// has counts for all its findings, also for those that are less severe otherwise.
    #[must_use]
    pub fn with_severity(mut self, rule: &'static Rule, severity: Option<Severity>) -> Self {
        match severity {
            Some(severity) => self.severities.insert(rule.name, severity),
            None => self.severities.remove(rule.name),
        };
        self
    }

    /// Adds a rule of your own, which looks at one row after the other; given again, it takes the place
    /// of what was given before.
    ///
    /// Its findings are findings like all others: in the report, in copies with notes and on pages.
    /// What a check has to know, a list of contracts or a connection, it takes with it.
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
    ///         what: "Fires where ContractID is not in the list of contracts.",
    ///         why: "Nobody can be paid for an avail that belongs to no contract.",
    ///         example: "ContractID `17`; contracts are called `HP-017`.",
    ///         mend: "Write the contract as the list has it.",
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
    ///             "Write one of the list.",
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
    /// For a rule of the catalogue, which has a check already: only what [`Rule::own`] has made is
    /// your own.
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

    /// Replaces the names in GroupIdentity that mean the platform's own subscription. Case and blanks
    /// do not count. At first: `Prime`, `Prime Video`, `Amazon Prime`, `Amazon Prime Video`.
    #[must_use]
    pub fn with_first_party_groups<T: Into<String>>(
        mut self,
        names: impl IntoIterator<Item = T>,
    ) -> Self {
        let names = names.into_iter().map(Into::into);
        self.first_party_groups = names.map(|name: String| channel_key(&name)).collect();
        self
    }

    /// Replaces the time zones of territories, for licensors that mean the mainland.
    #[must_use]
    pub fn with_zones(mut self, zones: Zones) -> Self {
        self.zones = zones;
        self
    }

    /// Its name: `prime-video`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How grave a finding of a rule is; `None` where the rule is off.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.severities.get(rule.name).copied()
    }

    /// The rules that apply, in the order of the catalogue; your own come last.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let of_catalogue = rules().filter(|rule| self.severity(rule).is_some());
        of_catalogue.chain(self.own_rules().map(|own| own.rule))
    }

    /// The rules that it was given and that apply.
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

    /// Whether the platform states that it does not use the column, so that its content can't be
    /// wrong there.
    pub(crate) fn ignores(&self, column: Column) -> bool {
        self.platform
            .is_some_and(|platform| platform.not_used.contains(&column))
    }

    /// Whether a time without an offset is UTC, as the data dictionary of 1.7.2 says, and not the
    /// territory's own, as Prime Video says.
    pub(crate) fn local_times_are_utc(&self) -> bool {
        self.platform.is_none()
    }

    /// Whether a cell of a kind may hold a word: the version's vocabulary has it, or the platform
    /// lists it.
    pub(crate) fn takes(&self, kind: Kind, word: &Word, version: EmaVersion) -> bool {
        word.is_in(version) || self.lists(kind, word.text) == Some(true)
    }

    /// Whether the platform lists a word; `None` where it lists none for the kind.
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
