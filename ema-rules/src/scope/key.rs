//! The keys of scopes and rights models, for databases and JSON.

use std::borrow::Cow;

use ema_model::Text;

use super::{RightsModel, Scope};

/// The error for text that is not the key of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a key of a scope consists of licensor, ID, territory and rights model, separated by slashes"
)]
pub struct InvalidScopeKey;

impl Scope {
    /// The scope as text, for example as the key in a database: licensor, ID, territory and the
    /// [key](RightsModel::key) of the rights model, separated by slashes. In these parts, `/` is written as `%2F` and
    /// `%` as `%25`. [`from_key`](Self::from_key) reads the key.
    ///
    /// ```
    /// use ema_rules::{RightsModel, Scope};
    ///
    /// let scope = Scope::new("Rock/Star Films", "FIRSTDANCE", "CA-QC".parse()?, RightsModel::SvodPrime);
    /// assert_eq!(scope.key(), "Rock%2FStar Films/FIRSTDANCE/CA-QC/svod-prime");
    /// assert_eq!(Scope::from_key(&scope.key())?, scope);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn key(&self) -> String {
        let (licensor, id) = (escaped(&self.licensor), escaped(&self.id));
        let rights_model = self.rights_model.key();
        format!(
            "{licensor}/{id}/{}/{}",
            self.territory,
            escaped(&rights_model)
        )
    }

    /// Reads the [key](Self::key) of a scope.
    ///
    /// # Errors
    ///
    /// Returns an error if the text does not have the form of a key.
    pub fn from_key(key: &str) -> Result<Self, InvalidScopeKey> {
        let mut parts = key.split('/');
        let mut part = || unescaped(parts.next().ok_or(InvalidScopeKey)?);
        let (licensor, id, territory, rights_model) = (part()?, part()?, part()?, part()?);
        let territory = territory.parse().map_err(|_| InvalidScopeKey)?;
        match parts.next() {
            Some(_) => Err(InvalidScopeKey),
            None => {
                let rights_model = RightsModel::from_key(&rights_model);
                Ok(Self::new(licensor, id, territory, rights_model))
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('/', "%2F")
}

fn unescaped(text: &str) -> Result<String, InvalidScopeKey> {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (character, rest) = match (part.strip_prefix("25"), part.strip_prefix("2F")) {
            (Some(rest), _) => ('%', rest),
            (_, Some(rest)) => ('/', rest),
            (None, None) => return Err(InvalidScopeKey),
        };
        plain.push(character);
        plain.push_str(rest);
    }
    Ok(plain)
}

/// The rights models with their own keys.
const MODELS: [(RightsModel, &str); 5] = [
    (RightsModel::Tvod, "tvod"),
    (RightsModel::SvodPrime, "svod-prime"),
    (RightsModel::SvodChannels, "svod-channels"),
    (RightsModel::Avod, "avod"),
    (RightsModel::Fvod, "fvod"),
];

/// Precedes a license type whose text could be mistaken for another key.
const OTHER: &str = "other:";

impl RightsModel {
    /// The rights model as text, for databases and JSON: `tvod`, `svod-prime`, `svod-channels`, `avod` or `fvod`. The
    /// key of any other model is its license type as written in the file, preceded by `other:` if it could be mistaken
    /// for another key.
    ///
    /// ```
    /// use ema_rules::RightsModel;
    ///
    /// assert_eq!(RightsModel::SvodChannels.key(), "svod-channels");
    /// assert_eq!(RightsModel::Other("Rental".into()).key(), "Rental");
    /// assert_eq!(RightsModel::Other("tvod".into()).key(), "other:tvod");
    /// assert_eq!(RightsModel::from_key("other:tvod"), RightsModel::Other("tvod".into()));
    /// ```
    #[must_use]
    pub fn key(&self) -> Cow<'_, str> {
        let name = match self {
            Self::Other(name) => name.as_str(),
            model => {
                let own = MODELS.iter().find(|(known, _)| known == model);
                return Cow::Borrowed(own.map_or("", |(_, key)| key));
            }
        };
        match name.starts_with(OTHER) || named(name).is_some() {
            true => Cow::Owned(format!("{OTHER}{name}")),
            false => Cow::Borrowed(name),
        }
    }

    /// Reads the [key](Self::key) of a rights model. Text that is not another model's key is a license type.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        let other = key.strip_prefix(OTHER).unwrap_or(key);
        named(key).unwrap_or_else(|| Self::Other(Text::from(other)))
    }
}

fn named(key: &str) -> Option<RightsModel> {
    let own = MODELS.iter().find(|(_, known)| *known == key);
    own.map(|(model, _)| model.clone())
}

#[cfg(feature = "serde")]
mod serial {
    use ema_model::Text;
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Serialize, Serializer};

    use super::{RightsModel, Scope};

    /// Writes the [key](RightsModel::key).
    impl Serialize for RightsModel {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(&self.key())
        }
    }

    impl<'de> Deserialize<'de> for RightsModel {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(Self::from_key(&String::deserialize(deserializer)?))
        }
    }

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename = "Scope")]
    struct Document {
        licensor: Text,
        id: Text,
        territory: String,
        rights_model: RightsModel,
    }

    /// Writes `licensor`, `id`, `territory` and `rights_model`.
    impl Serialize for Scope {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let document = Document {
                licensor: self.licensor.clone(),
                id: self.id.clone(),
                territory: self.territory.to_string(),
                rights_model: self.rights_model.clone(),
            };
            document.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Scope {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let document = Document::deserialize(deserializer)?;
            let territory = document.territory.parse().map_err(|_| {
                D::Error::custom(format!("`{}` is not a territory", document.territory))
            })?;
            Ok(Self::new(
                document.licensor,
                document.id,
                territory,
                document.rights_model,
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn model() -> impl Strategy<Value = RightsModel> {
        let known = prop::sample::select(MODELS.map(|(model, _)| model).to_vec());
        let texts = [
            "tvod",
            "other:",
            "other:tvod",
            "other:other:x",
            "SVOD",
            "Rental",
            "a/b%",
            "",
        ];
        let other = prop::sample::select(texts.to_vec());
        prop_oneof![
            known,
            other.prop_map(|it| RightsModel::Other(it.into())),
            "\\PC{0,9}".prop_map(|it| RightsModel::Other(it.into()))
        ]
    }

    proptest! {
        #[test]
        fn a_key_is_read_as_the_scope_that_it_was_written_for(
            licensor in "(/|%|25|2F|\\PC){0,9}",
            id in "(/|%|25|2F|\\PC){0,9}",
            model in model(),
        ) {
            let scope = Scope::new(licensor, id, "CA-QC".parse().unwrap(), model);
            prop_assert_eq!(Scope::from_key(&scope.key()), Ok(scope));
        }
    }

    #[test]
    fn other_texts_are_not_keys() {
        for text in [
            "",
            "a/b/US",
            "a/b/US/tvod/",
            "a/b/UK/tvod",
            "a%/b/US/tvod",
            "a%2/b/US/tvod",
        ] {
            assert_eq!(Scope::from_key(text), Err(InvalidScopeKey), "{text}");
        }
    }
}
