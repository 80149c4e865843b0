//! Defines the names of elements and attributes, with their namespaces.

use ema_model::XmlVersion;
use quick_xml::name::{QName, ResolveResult};

use crate::xml::schema::Namespace;

/// The name of an element or an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) space: Space,
    pub(super) local: String,
}

/// The namespace of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// No namespace, as for most attributes.
    None,
    /// The namespace of XML Avails, in a known version.
    Avails(XmlVersion),
    /// The namespace of any version of Common Metadata. Files often use a version that does not match their version of
    /// XML Avails. The value is the version, if it is one that XML Avails is based on.
    Md(Option<&'static str>),
    /// The namespace of any version of Media Entertainment Core. The value has the same meaning as for Common Metadata.
    Mdmec(Option<&'static str>),
    /// Any other namespace, and its prefix in the file.
    Other { prefix: String, uri: String },
}

impl Space {
    fn of(uri: &str, prefix: Option<&str>) -> Self {
        let common = |start| {
            let version: &str = uri.strip_prefix(start)?;
            version.starts_with(|c: char| c.is_ascii_digit()).then(|| {
                let number = version.strip_suffix("/md").unwrap_or(version);
                let mut known = XmlVersion::ALL.iter().map(|it| it.common_metadata());
                known.find(|known| *known == number)
            })
        };
        if let Some(version) = uri
            .strip_prefix("http://www.movielabs.com/schema/avails/v")
            .and_then(|rest| rest.strip_suffix("/avails"))
            .and_then(|version| {
                XmlVersion::ALL
                    .iter()
                    .copied()
                    .find(|it| it.as_str() == version)
            })
        {
            return Self::Avails(version);
        }
        if let Some(version) = common("http://www.movielabs.com/schema/mdmec/v") {
            return Self::Mdmec(version);
        }
        if let Some(version) = common("http://www.movielabs.com/schema/md/v") {
            return Self::Md(version);
        }
        Self::Other {
            prefix: prefix.unwrap_or_default().to_owned(),
            uri: uri.to_owned(),
        }
    }
}

impl Name {
    pub(super) fn is(&self, namespace: Namespace, local: &str) -> bool {
        self.namespace() == Some(namespace) && self.local == local
    }

    /// Returns whether the name is `local` and has no namespace.
    pub(super) fn is_plain(&self, local: &str) -> bool {
        self.space == Space::None && self.local == local
    }

    /// Returns the kind of the namespace, if the schema uses it.
    pub(super) fn namespace(&self) -> Option<Namespace> {
        match self.space {
            Space::Avails(_) => Some(Namespace::Avails),
            Space::Md(_) => Some(Namespace::Md),
            Space::Mdmec(_) => Some(Namespace::Mdmec),
            Space::None | Space::Other { .. } => None,
        }
    }

    /// Returns the name as used in paths. XML Avails elements, and attributes without a namespace, have no prefix.
    pub(super) fn in_path(&self) -> String {
        let prefix = match &self.space {
            Space::None | Space::Avails(_) => "",
            Space::Md(_) | Space::Mdmec(_) => self.namespace().map_or("", Namespace::prefix),
            Space::Other { prefix, .. } => prefix,
        };
        match prefix {
            "" => self.local.clone(),
            prefix => format!("{prefix}:{}", self.local),
        }
    }

    /// Returns the name of a schema element or attribute, with the usual prefix for its namespace.
    pub(super) fn known(&self) -> String {
        let prefix = self.namespace().map_or("", Namespace::prefix);
        format!("{prefix}:{}", self.local)
    }

    /// Returns whether the name is in the XML Schema instance namespace, which any XML file can use to refer to its
    /// schema.
    pub(super) fn is_of_instances(&self) -> bool {
        let instance = "http://www.w3.org/2001/XMLSchema-instance";
        matches!(&self.space, Space::Other { uri, .. } if uri == instance)
    }

    /// Returns whether the attribute gives the location of the schema.
    pub(super) fn is_schema_location(&self) -> bool {
        self.is_of_instances()
            && matches!(
                self.local.as_str(),
                "schemaLocation" | "noNamespaceSchemaLocation"
            )
    }
}

/// Returns the namespace of a name that quick-xml has resolved.
///
/// # Errors
///
/// Returns a message if the prefix of the name is not declared.
pub(super) fn space(resolved: &ResolveResult<'_>, name: QName<'_>) -> Result<Space, String> {
    match resolved {
        ResolveResult::Bound(namespace) => {
            let prefix = name.prefix();
            let prefix = prefix.as_ref().map(|prefix| prefix.into_inner());
            Ok(Space::of(namespace.into_inner(), prefix))
        }
        ResolveResult::Unbound => Ok(Space::None),
        ResolveResult::Unknown(prefix) => Err(format!(
            "the prefix {prefix} is not declared; the first element has to declare it, \
             as xmlns:{prefix}"
        )),
    }
}

/// Rejects a name that is not a qualified name. The check is less strict than the XML specification, and rejects only
/// names that would break the markup if they were written again.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    let part = |part: &str| {
        let mut characters = part.chars();
        let first = characters.next();
        first.is_some_and(|c| c.is_alphabetic() || c == '_' || !c.is_ascii())
            && characters.all(|c| c.is_alphanumeric() || "_-.".contains(c) || !c.is_ascii())
    };
    let is_name = match name.split_once(':') {
        Some((prefix, local)) => part(prefix) && part(local),
        None => part(name),
    };
    if is_name {
        return Ok(());
    }
    let shown: String = name.chars().take(20).collect();
    Err(format!(
        "`{shown}` is not a name of an element or an attribute"
    ))
}
