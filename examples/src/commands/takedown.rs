//! `ema takedown`: writes the feed that ends a title.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use ema_model::{Column, TerritoryCode, Text};
use ema_rules::{Holdings, Record, Scope};

use crate::as_of::AsOfArg;
use crate::failure::{Failure, Outcome};
use crate::nearest::nearest;
use crate::output::list;
use crate::profile::ProfileArgs;
use crate::reading::ReadArgs;
use crate::sending::NeverDeliveredArg;
use crate::{holdings, sending, territory};

/// Write the feed that takes a title down.
///
/// The feed is a Full Extract whose End is the day before the --as-of day, because a Full Delete does not take down a
/// live title. If no window has started, Start is also in the past, unless --never-delivered confirms that a Full
/// Delete is safe. For each territory, the command lists what it writes, and why.
#[derive(Args)]
pub(crate) struct Takedown {
    /// Avails that the platform holds: a state written by `ema apply`, or a file of avails.
    state: PathBuf,

    /// Feed to write. The extension determines the format: .xlsx, .csv, .tsv, .json or .xml.
    #[arg(value_name = "OUT.xlsx")]
    out: PathBuf,

    /// Unique ID of the title: its ALID, or its AltID in version 1.6. Several IDs can be separated by commas, and the
    /// option can be repeated.
    #[arg(long, required_unless_present = "title")]
    id: Vec<String>,

    /// Title of the movie, or of the series: its internal alias or its display title, in any case. Of a series, all
    /// seasons and episodes are taken down. Can be repeated.
    #[arg(long, value_name = "TITLE")]
    title: Vec<String>,

    /// Number of the season to take down, including its episodes. Can be repeated. The default is all seasons.
    #[arg(long, value_name = "NUMBER", requires = "title", value_delimiter = ',')]
    season: Vec<u32>,

    /// Territory in which to take the title down. Several territories can be separated by commas (`DE,AT`), and the
    /// option can be repeated. The default is every territory in which the platform
    /// holds the title. A territory in which the platform holds none of the titles is rejected.
    #[arg(long, value_name = "TERRITORY", value_parser = territory::parse_code, value_delimiter = ',')]
    territory: Vec<TerritoryCode>,

    #[command(flatten)]
    as_of: AsOfArg,

    #[command(flatten)]
    profile: ProfileArgs,

    #[command(flatten)]
    read: ReadArgs,

    #[command(flatten)]
    never_delivered: NeverDeliveredArg,

    /// Skip content that can't be understood (sheets without a header, rows, contradictory entries) instead of stopping.
    #[arg(long)]
    force: bool,
}

impl Takedown {
    pub(crate) fn run(&self) -> Result<Outcome, Failure> {
        let profile = self.profile.prime_video()?;
        let as_of = self.as_of.get()?;
        let held = holdings::read_holdings(&self.state, &profile, self.read, self.force)?;
        let all: Vec<Scope> = records_by_scope(&held).map(|(scope, _)| scope).collect();
        let titles = self.titles(&held, &all)?;
        let is_wanted = |scope: &Scope| {
            titles.iter().any(|title| title.has_id(&scope.id))
                && (self.territory.is_empty() || self.territory.contains(&scope.territory))
        };
        let scopes: Vec<&Scope> = all.iter().filter(|scope| is_wanted(scope)).collect();
        for title in &titles {
            if !scopes.iter().any(|scope| title.has_id(&scope.id)) {
                return Err(self.not_held(title, &self.territory, &all));
            }
        }
        // If one of the territories is wrong, the takedown must not appear to have succeeded.
        for territory in &self.territory {
            let is_held = |title: &Title<'_>| {
                let mut here = scopes.iter().filter(|it| it.territory == *territory);
                here.any(|scope| title.has_id(&scope.id))
            };
            let here = std::slice::from_ref(territory);
            let absent: Vec<&Title<'_>> = titles.iter().filter(|it| !is_held(it)).collect();
            match absent.as_slice() {
                [title, ..] if absent.len() == titles.len() => {
                    return Err(self.not_held(title, here, &all));
                }
                _ => absent
                    .into_iter()
                    .for_each(|title| self.not_held(title, here, &all).report()),
            }
        }
        let mut confirmed = self.never_delivered.ids();
        if let Some(id) = confirmed.find(|id| !titles.iter().any(|title| title.has_id(id))) {
            return Err(Failure::new(format!(
                "--never-delivered={id}: no option names this ID, so it is not taken down"
            )));
        }
        let never_delivered = self.never_delivered.titles();
        let feed = ema_rules::takedown(
            &held,
            scopes,
            as_of,
            profile.conventions(),
            &never_delivered,
        )
        .map_err(Failure::new)?;
        sending::write_feed(&self.out, &[&self.state], feed, &profile)
    }

    /// Returns the titles that the options name.
    fn titles(&self, held: &Holdings, all: &[Scope]) -> Result<Vec<Title<'_>>, Failure> {
        let mut titles = Vec::new();
        for given in &self.id {
            let is_held = all.iter().any(|scope| *scope.id == **given);
            // An ID can itself contain a comma.
            let ids = match is_held {
                true => vec![given.as_str()],
                false => given.split(',').map(str::trim).collect(),
            };
            titles.extend(ids.into_iter().map(|id| Title {
                given: id,
                ids: BTreeSet::from([id.into()]),
            }));
        }
        for given in &self.title {
            let wanted = normalized(given);
            let named = records_by_scope(held).filter(|(_, it)| self.names(&wanted, it));
            let ids: BTreeSet<Text> = named.map(|(scope, _)| scope.id).collect();
            if ids.is_empty() {
                return Err(self.no_such_title(given, held));
            }
            titles.push(Title { given, ids });
        }
        Ok(titles)
    }

    /// Returns whether one of the records has the title `wanted`, which is already normalized, and is in one of the
    /// seasons given with `--season`, if any.
    fn names(&self, wanted: &str, records: &[Record]) -> bool {
        records.iter().any(|record| {
            let season = record.text(Column::SeasonNumber).parse();
            let is_in_season = self.season.is_empty()
                || season.is_ok_and(|season: u32| self.season.contains(&season));
            is_in_season && names(record).any(|name| normalized(name) == wanted)
        })
    }

    fn no_such_title(&self, title: &str, held: &Holdings) -> Failure {
        let state = self.state.display();
        let wanted = normalized(title);
        let mut all: BTreeSet<String> = BTreeSet::new();
        for record in records_by_scope(held).flat_map(|(_, records)| records) {
            all.extend(names(&record).map(str::to_owned));
        }
        if all.iter().any(|name| normalized(name) == wanted) {
            let seasons = list(self.season.iter().map(u32::to_string), "or");
            return Failure::new(format!(
                "{state}: `{title}` is held, but not its season {seasons}"
            ));
        }
        let parts = all.iter().filter(|name| normalized(name).contains(&wanted));
        let parts: Vec<String> = parts.take(5).map(|name| format!("`{name}`")).collect();
        let hint = match nearest(
            title,
            all.iter().map(String::as_str),
            title.chars().count() / 3,
        ) {
            _ if !parts.is_empty() => {
                format!("there is {}; write the whole title", list(parts, "and"))
            }
            Some(other) => format!("the nearest title is `{other}`"),
            None => "`ema apply --state STATE.json --live all` lists what is live".to_owned(),
        };
        Failure::new(format!("{state}: no title is `{title}`; {hint}"))
    }

    /// Creates the failure for a title that the platform does not hold at all, or not in the given
    /// territories.
    fn not_held(&self, title: &Title<'_>, territories: &[TerritoryCode], all: &[Scope]) -> Failure {
        let held_in = all.iter().filter(|scope| title.has_id(&scope.id));
        let held_in: BTreeSet<String> = held_in.map(|scope| scope.territory.to_string()).collect();
        let what = if !held_in.is_empty() {
            let territories = territories.iter().map(ToString::to_string);
            format!(
                "is not held in {}; it is held in {}",
                list(territories, "or"),
                list(held_in, "and")
            )
        } else {
            let ids: BTreeSet<&str> = all.iter().map(|scope| &*scope.id).collect();
            match nearest(title.given, ids, title.given.chars().count() / 3) {
                Some(other) => format!("is not held there; the nearest ID is `{other}`"),
                None => {
                    "is not held there; `ema apply --state STATE.json --live all` lists what is \
                         live"
                        .to_owned()
                }
            }
        };
        Failure::new(format!(
            "{}: `{}` {what}",
            self.state.display(),
            title.given
        ))
    }
}

/// The scopes that are held or were left live by a Full Delete, with their records. A worldwide catalog's records take
/// much more memory than its scopes, so the records are read again for each `--title` rather than collected.
fn records_by_scope(held: &Holdings) -> impl Iterator<Item = (Scope, Vec<Record>)> {
    held.scopes().chain(held.left_live())
}

/// A title that an option names, with its IDs. A series has a separate ID for each season and
/// episode.
struct Title<'a> {
    given: &'a str,
    ids: BTreeSet<Text>,
}

impl Title<'_> {
    fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }
}

/// Returns the titles by which people know the work in a record.
fn names(record: &Record) -> impl Iterator<Item = &str> {
    const TITLES: [Column; 6] = [
        Column::TitleInternalAlias,
        Column::TitleDisplayUnlimited,
        Column::SeriesTitleInternalAlias,
        Column::SeriesTitleDisplayUnlimited,
        Column::SeasonTitleInternalAlias,
        Column::VolumeTitleInternalAlias,
    ];
    let titles = TITLES.into_iter().map(|column| record.text(column));
    titles.filter(|title| !title.is_empty())
}

/// Normalizes the case and spaces of a title, so that titles that look the same to people are equal.
fn normalized(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
