//! The profiles of the crate, each with its rules.

mod prime_video;

use std::collections::BTreeMap;

use crate::engine::{Platform, Profile, Rule};
use crate::rules::rules;

impl Profile {
    /// The requirements of Prime Video.
    ///
    /// Source: Prime Video, "Content rights" (Video Central help).
    #[must_use]
    pub fn prime_video() -> Self {
        Self::with_rules_of("prime-video", Some(&prime_video::PLATFORM))
    }

    /// The requirements of the EMA Avails specification, for any platform.
    ///
    /// Source: the templates and data dictionaries of EMA Avails 1.6 to 1.9 (MovieLabs).
    #[must_use]
    pub fn ema() -> Self {
        Self::with_rules_of("ema", None)
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

    /// The rules that apply, in the order of the catalog, followed by your own.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let of_catalogue = rules().filter(|rule| self.severity(rule).is_some());
        of_catalogue.chain(self.own_rules().map(|own| own.rule))
    }

    fn with_rules_of(name: &'static str, platform: Option<&'static Platform>) -> Self {
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
        Self::new(name, platform, severities)
    }
}
