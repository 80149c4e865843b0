//! Splits a feed into files within the platform's row limit.

use std::collections::{BTreeMap, BTreeSet};

use ema_model::TerritoryCode;

use super::rows::FIRST_ROW;
use super::{Extract, SentKey, SentScope};
use crate::conventions::Conventions;
use crate::holdings::territories::Territories;

impl Extract {
    /// Splits the feed into files within the platform's row limit, which is 60,000 rows for Prime Video. A feed within
    /// the limit stays a single file.
    ///
    /// A scope is never split, because a Full Extract replaces everything that an earlier file sent for its scope. A
    /// file therefore exceeds the limit only if a single scope does, or if several scopes do so together and can't be
    /// separated because they share rows with several territories.
    #[must_use]
    pub fn into_files(self, conventions: &Conventions) -> Vec<Self> {
        let most = conventions.row_limit;
        match most.and_then(|most| usize::try_from(most).ok()) {
            Some(most) if self.rows.len() > most => self.split(most),
            _ => vec![self],
        }
    }

    fn split(self, most: usize) -> Vec<Self> {
        let mut files: Vec<Vec<usize>> = vec![Vec::new()];
        for rows in self.groups() {
            let is_full = files
                .last()
                .is_some_and(|file| !file.is_empty() && file.len() + rows.len() > most);
            if is_full {
                files.push(Vec::new());
            }
            if let Some(file) = files.last_mut() {
                file.extend(rows);
            }
        }
        files.into_iter().map(|file| self.file(file)).collect()
    }

    /// Groups the rows so that no two groups share a scope, and sorts the groups by their first rows.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut keys: BTreeMap<SentKey, usize> = BTreeMap::new();
        for key in self.of_rows.iter().flatten() {
            let next = keys.len();
            keys.entry(*key).or_insert(next);
        }
        // Scopes that share rows form a tree. `nearer` maps each scope to one that is closer to the root, and the root
        // to itself.
        let mut nearer: Vec<usize> = (0..keys.len()).collect();
        for scopes in &self.of_rows {
            let Some(first) = scopes.first() else {
                continue;
            };
            for scope in scopes {
                let one = root(&mut nearer, keys[first]);
                let other = root(&mut nearer, keys[scope]);
                nearer[one.max(other)] = one.min(other);
            }
        }
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut numbers: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for (row, scopes) in self.of_rows.iter().enumerate() {
            let root = scopes.first().map(|scope| root(&mut nearer, keys[scope]));
            let number = *numbers.entry(root).or_insert(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].push(row);
        }
        groups
    }

    /// Creates a feed that contains some of the rows.
    fn file(&self, mut rows: Vec<usize>) -> Self {
        rows.sort_unstable();
        let mut territories: BTreeMap<usize, BTreeSet<TerritoryCode>> = BTreeMap::new();
        for (scope, territory) in rows.iter().flat_map(|row| &self.of_rows[*row]) {
            let own = territories.entry(*scope).or_default();
            match territory {
                Some(territory) => own.extend([*territory]),
                None => own.extend(self.together[*scope].territories.iter()),
            }
        }
        let scopes = territories.into_iter().filter_map(|(scope, territories)| {
            let territories: Vec<TerritoryCode> = territories.into_iter().collect();
            let of_file = self.together[scope].within(Territories::new(&territories)?)?;
            Some((scope, of_file))
        });
        let mut scopes: Vec<(usize, SentScope)> = scopes.collect();
        scopes.sort_by(|(_, one), (_, other)| one.scope.cmp(&other.scope));
        let numbers = scopes.iter().zip(0..);
        let numbers: BTreeMap<usize, usize> = numbers.map(|((old, _), new)| (*old, new)).collect();
        let of_row = |row: &usize| {
            let scopes = self.of_rows[*row].iter();
            scopes
                .map(|(scope, territory)| (numbers[scope], *territory))
                .collect()
        };
        Self {
            rows: (FIRST_ROW..)
                .zip(&rows)
                .map(|(number, row)| {
                    let mut edit = self.rows[*row].edit();
                    edit.set_row(number);
                    edit.finish()
                })
                .collect(),
            of_rows: rows.iter().map(of_row).collect(),
            together: scopes.into_iter().map(|(_, scope)| scope).collect(),
        }
    }
}

/// Returns the root of a scope's tree, and shortens the path from the scope to the root.
fn root(nearer: &mut [usize], mut scope: usize) -> usize {
    while nearer[scope] != scope {
        nearer[scope] = nearer[nearer[scope]];
        scope = nearer[scope];
    }
    scope
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ema_model::{Avail, Column, EmaVersion};
    use proptest::prelude::*;

    use crate::{AsOf, Conventions, Extract, Feed, Holdings, NeverDelivered, Scope, extract};

    /// Creates a feed with a row for each of these titles and sets of territories.
    fn sent(rows: &[(u8, BTreeSet<usize>)]) -> Extract {
        const TERRITORIES: [&str; 6] = ["CA", "DE", "FR", "GB", "MX", "US"];
        let conventions = Conventions::prime_video();
        let as_of: AsOf = "2026-11-21".parse().unwrap();
        let mut feed = Feed::new(&conventions);
        for (number, (title, territories)) in rows.iter().enumerate() {
            let territories: Vec<&str> = territories.iter().map(|at| TERRITORIES[*at]).collect();
            feed.add(&Avail::from_cells(
                EmaVersion::V1_8,
                [
                    (Column::DisplayName, "Harbor Pictures"),
                    (Column::Alid, &format!("T{title}")),
                    (Column::Territory, &territories.join(", ")),
                    (Column::EntryType, "Full Extract"),
                    (Column::LicenseType, "EST"),
                    (Column::FormatProfile, &format!("P{number}")),
                    (Column::Start, "2027-01-01"),
                    (Column::End, "Open"),
                ],
            ));
        }
        let mut new = Holdings::new();
        new.apply(&feed, as_of);
        extract(
            &Holdings::new(),
            &new,
            as_of,
            &conventions,
            &NeverDelivered::None,
        )
        .unwrap()
    }

    fn scopes(file: &Extract) -> BTreeSet<Scope> {
        let conventions = Conventions::prime_video();
        let scopes = file
            .rows
            .iter()
            .flat_map(|row| Scope::of(row, &conventions));
        scopes.collect()
    }

    fn formats(file: &Extract) -> Vec<String> {
        let formats = file.rows.iter();
        formats
            .map(|row| row.format_profile().text().to_owned())
            .collect()
    }

    proptest! {
        #[test]
        fn files_have_all_rows_and_no_scope_in_common(
            rows in prop::collection::vec(
                (0_u8..8, prop::collection::btree_set(0_usize..6, 1..3)),
                0..30,
            ),
            most in 1_usize..12,
        ) {
            let whole = sent(&rows);
            let files = whole.clone().split(most);
            let mut all: Vec<String> = files.iter().flat_map(formats).collect();
            let mut expected = formats(&whole);
            all.sort();
            expected.sort();
            prop_assert_eq!(all, expected);
            let mut seen = BTreeSet::new();
            for file in &files {
                let own = scopes(file);
                prop_assert!(own.iter().all(|scope| seen.insert(scope.clone())));
                prop_assert!(own.iter().cloned().eq(file.scopes().map(|sent| sent.scope)));
                prop_assert!(file.rows.iter().zip(4..).all(|(row, number)| row.row() == number));
                // A file can exceed the limit only if it can't be split.
                let groups = file.groups().len();
                prop_assert!(file.rows.len() <= most || groups == 1);
                // The rows in each file keep their order.
                let of_whole = formats(&whole);
                let mut places = formats(file).into_iter().map(|it| {
                    of_whole.iter().position(|other| *other == it)
                });
                prop_assert!(places.by_ref().is_sorted());
            }
        }
    }

    #[test]
    fn titles_stay_together_and_in_order() {
        let us = BTreeSet::from([5]);
        let rows = [(0, us.clone()), (0, us.clone()), (1, us.clone()), (2, us)];
        let files = sent(&rows).split(3);
        let files: Vec<Vec<String>> = files.iter().map(formats).collect();
        assert_eq!(files, [vec!["P0", "P1", "P2"], vec!["P3"]]);
    }
}
