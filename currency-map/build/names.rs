//! The folded names and symbols that people write for territories and currencies, with their codes.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{CURRENCIES, DEFAULTS, DataError, TERRITORIES};
use super::{Currency, DefaultEntry, Status, Territory, error, folded};

pub(super) fn territory_names(
    territories: &[Territory],
    defaults: &[DefaultEntry],
) -> Result<BTreeMap<String, String>, DataError> {
    let mut names = Names::default();
    // A name shared by a former and a current territory, such as Burma, means the current territory.
    let (former, today): (Vec<_>, Vec<_>) = territories
        .iter()
        .partition(|territory| matches!(territory.status, Status::Withdrawn { .. }));
    for territory in today {
        names.add(
            TERRITORIES,
            territory.line,
            &territory.code,
            &territory.name,
            &territory.other_names,
        )?;
    }
    for default in defaults {
        if !former_has(&former, &default.territory) {
            names.add(
                DEFAULTS,
                default.line,
                &default.territory,
                &default.territory_name,
                &[],
            )?;
        }
    }
    for territory in former {
        names.add_former(&territory.code, &territory.name, &territory.other_names);
    }
    Ok(names.codes)
}

fn former_has(former: &[&Territory], code: &str) -> bool {
    former.iter().any(|territory| territory.code == code)
}

pub(super) fn currency_names(
    currencies: &[Currency],
) -> Result<BTreeMap<String, String>, DataError> {
    let mut names = Names::default();
    let (former, today): (Vec<_>, Vec<_>) = currencies
        .iter()
        .partition(|currency| currency.withdrawn.is_some());
    for currency in today {
        names.add(
            CURRENCIES,
            currency.line,
            &currency.code,
            &currency.name,
            &currency.other_names,
        )?;
    }
    for currency in former {
        names.add_former(&currency.code, &currency.name, &currency.other_names);
    }
    Ok(names.codes)
}

/// The code for each folded name.
#[derive(Default)]
struct Names {
    codes: BTreeMap<String, String>,
    of_today: BTreeSet<String>,
    ambiguous: BTreeSet<String>,
}

impl Names {
    fn add(
        &mut self,
        file: &'static str,
        line: usize,
        code: &str,
        name: &str,
        other_names: &[String],
    ) -> Result<(), DataError> {
        for name in other_names.iter().map(String::as_str).chain([name]) {
            let key: String = folded(name).collect();
            if let Some(other) = self.codes.insert(key.clone(), code.to_owned())
                && other != code
            {
                return Err(error(
                    file,
                    line,
                    format!("the name {name:?} means {other} and {code}"),
                ));
            }
            self.of_today.insert(key);
        }
        Ok(())
    }

    /// Adds the names of a former territory or currency. A name shared by two former territories or two former
    /// currencies gets no code.
    fn add_former(&mut self, code: &str, name: &str, other_names: &[String]) {
        for name in other_names.iter().map(String::as_str).chain([name]) {
            let key: String = folded(name).collect();
            if self.of_today.contains(&key) || self.ambiguous.contains(&key) {
                continue;
            }
            if self.codes.get(&key).is_some_and(|other| other != code) {
                self.codes.remove(&key);
                self.ambiguous.insert(key);
            } else {
                self.codes.insert(key, code.to_owned());
            }
        }
    }
}
