//! The profiles that the crate provides, each with its rules.

#[cfg(test)]
mod facts;
mod guide;
mod prime_video;

use std::collections::BTreeMap;

use ema_model::{EmaVersion, Kind};

use crate::engine::{Platform, Profile, Rule, Severity};
use crate::nearest::nearest;
use crate::rules::{accepted_words, rules};
use crate::wording::quoted;

pub use guide::{ColumnGuide, ColumnNeed};

/// The platforms that have a profile, each with the name of its profile.
const PLATFORMS: &[(&str, &Platform)] = &[("prime-video", &prime_video::PLATFORM)];

/// The error for a name that does not belong to any rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule has the name {}; {}", quoted(.name), .similar.map_or_else(
    || "`rules()` lists them".to_owned(),
    |similar| format!("`{similar}` is similar"),
))]
pub struct UnknownRule {
    name: String,
    similar: Option<&'static str>,
}

impl Profile {
    /// Prime Video's requirements.
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

    /// Finds a profile by its name, `prime-video` or `ema`. Returns `None` for any other name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name == "ema" {
            return Some(Self::ema());
        }
        let (name, platform) = PLATFORMS.iter().find(|(profile, _)| *profile == name)?;
        Some(Self::with_rules_of(name, Some(platform)))
    }

    /// The names that [`named`](Self::named) accepts: the profiles of platforms, followed by `ema`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PLATFORMS.iter().map(|(name, _)| *name).chain(["ema"])
    }

    /// The words that are accepted in a kind of column, in the given version, without any finding. These are the words
    /// on the platform's list or, if there is no list, the words in the version's vocabulary.
    ///
    /// ```
    /// use ema_model::{EmaVersion, Kind};
    /// use ema_rules::Profile;
    ///
    /// let words = |profile: Profile| profile.words(Kind::EntryType, EmaVersion::V1_9);
    /// assert_eq!(words(Profile::prime_video()), ["Full Extract", "Full Delete"]);
    /// assert!(words(Profile::ema()).contains(&"Update"));
    /// ```
    #[must_use]
    pub fn words(&self, kind: Kind, version: EmaVersion) -> Vec<&'static str> {
        accepted_words(self, kind, version)
    }

    /// The rules that are on, in catalog order, followed by your own rules.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let of_catalogue = rules().filter(|rule| self.severity(rule).is_some());
        of_catalogue.chain(self.own_rules().map(|own| own.rule))
    }

    /// Sets the severity of the rule with this name, or turns the rule off with `None`.
    /// [`with_severity`](Self::with_severity) does the same but takes a reference to the rule.
    ///
    /// ```
    /// use ema_rules::{Profile, Severity};
    ///
    /// let profile = Profile::prime_video()
    ///     .with_severity_of("stray-space", None)?
    ///     .with_severity_of("date-syntax", Some(Severity::Warning))?;
    /// assert!(profile.rules().all(|rule| rule.name() != "stray-space"));
    ///
    /// let error = profile.with_severity_of("date-sintax", None).unwrap_err();
    /// assert_eq!(error.to_string(), "no rule has the name `date-sintax`; `date-syntax` is similar");
    /// # Ok::<(), ema_rules::UnknownRule>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if neither the catalog nor the profile has a rule with this name.
    pub fn with_severity_of(
        self,
        name: &str,
        severity: Option<Severity>,
    ) -> Result<Self, UnknownRule> {
        let all = || rules().chain(self.added_rules());
        let Some(rule) = all().find(|rule| rule.name == name) else {
            return Err(UnknownRule {
                name: name.to_owned(),
                similar: nearest(name, all().map(|rule| rule.name)),
            });
        };
        Ok(self.with_severity(rule, severity))
    }

    fn with_rules_of(name: &'static str, platform: Option<&'static Platform>) -> Self {
        let listed = platform.map_or(&[][..], |platform| platform.rules);
        let applies = |rule: &&Rule| !rule.platform_only || listed.contains(&rule.name);
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

#[cfg(test)]
mod tests {
    use super::PLATFORMS;
    use crate::rules::{rule, rules};

    #[test]
    fn the_lists_of_each_platform_name_rules_of_the_catalog() {
        for (profile, platform) in PLATFORMS {
            for name in platform.rules {
                let is_for_platforms = rule(name).is_some_and(|rule| rule.platform_only);
                assert!(is_for_platforms, "{profile}: {name}");
            }
            for (name, _) in platform.severities {
                assert!(rule(name).is_some(), "{profile}: {name}");
            }
        }
    }

    #[test]
    fn each_rule_for_platforms_applies_to_one_of_them() {
        for rule in rules().filter(|rule| rule.platform_only) {
            let mut platforms = PLATFORMS.iter();
            let applies = platforms.any(|(_, platform)| platform.rules.contains(&rule.name));
            assert!(applies, "{}", rule.name);
        }
    }
}
