//! Tests that feeds written by the crate pass the crate's own check.
//!
//! A row is sent as it is held, so a feed can contain the faults of its sources, but no others. The
//! real workbooks are in `../shared/corpus`, next to the project.

// Clippy does not recognize helper functions in tests as test code.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ema_avails::rules::{territories, unique_id};
use ema_avails::{
    AsOf, Avail, Check, Extract, Format, Holdings, Input, NeverDelivered, Output, Profile,
    ReadOptions, Report, Severity, extract, read_feed, takedown, write_feed,
};

/// Rules whose notices can appear for a feed even if they appear for none of its sources. For
/// example, a takedown ends windows, and a feed omits the unchanged episodes of a season.
const OF_FEEDS: [&str; 2] = ["ended", "episode-gap"];

type Found = BTreeSet<(Severity, &'static str)>;

fn found(report: &Report) -> Found {
    let findings = report.findings().iter();
    findings
        .map(|it| (it.first.severity, it.first.rule.name()))
        .collect()
}

struct Source {
    name: String,
    held: Holdings,
    found: Found,
}

fn source(input: &Input, name: &str, profile: &Profile, as_of: AsOf) -> Source {
    let feed = read_feed(input, &ReadOptions::new(), profile.conventions()).unwrap();
    let mut held = Holdings::new();
    // As of the year 2, no window has ended, so all windows are held.
    held.apply(&feed, "0002-01-01".parse::<AsOf>().unwrap());
    Source {
        name: name.to_owned(),
        held,
        found: found(&Check::new(profile, as_of).report(input).unwrap()),
    }
}

/// Checks a feed that changes one source into another, and returns the findings in the feed.
#[track_caller]
fn assert_clean(feed: Extract, sources: [&Source; 2], profile: &Profile, as_of: AsOf) -> Found {
    let names = sources.map(|source| &*source.name);
    if feed.rows.is_empty() {
        return Found::new();
    }
    let order = |row: &Avail| {
        let licensor = row.display_name().text().to_owned();
        let id = unique_id(row).unwrap_or_default().to_owned();
        (licensor, id, territories(row).first().copied())
    };
    let mut seen = BTreeSet::new();
    let groups: Vec<_> = feed.rows.chunk_by(|a, b| order(a) == order(b)).collect();
    for group in &groups {
        assert!(
            seen.insert(order(&group[0])),
            "{names:?}: rows of a title are apart"
        );
        let starts = group.iter().map(|row| row.start().text());
        assert!(starts.is_sorted(), "{names:?}: rows are not in order");
    }
    let mut bytes = Vec::new();
    let output = Output::stream(Format::Xlsx, &mut bytes);
    write_feed(feed, profile.conventions(), output, &mut |_| {}).unwrap();
    let report = Check::new(profile, as_of)
        .report(&Input::bytes(bytes))
        .unwrap();
    let [old, new] = sources;
    let is_new = |it: &&(Severity, &str)| {
        !old.found.contains(it) && !new.found.contains(it) && !OF_FEEDS.contains(&it.1)
    };
    let found = found(&report);
    let added: Vec<_> = found.iter().filter(is_new).collect();
    assert!(
        added.is_empty(),
        "{names:?}: {added:?}\n{}",
        report.as_text()
    );
    found
}

/// Checks the feed that changes one source into another, and the feed that takes down all titles in
/// the first source.
#[track_caller]
fn assert_feeds_clean(old: &Source, new: &Source, profile: &Profile, as_of: AsOf) -> Found {
    let (conventions, none) = (profile.conventions(), NeverDelivered::None);
    let feed = extract(&old.held, &new.held, as_of, conventions, &none).unwrap();
    let mut found = assert_clean(feed, [old, new], profile, as_of);
    let scopes: Vec<_> = old.held.scopes().map(|(scope, _)| scope).collect();
    let feed = takedown(&old.held, scopes, as_of, conventions, &none).unwrap();
    found.extend(assert_clean(feed, [old, old], profile, as_of));
    found
}

const HEADER: &str = "DisplayName,Territory,WorkType,EntryType,TitleInternalAlias,LicenseType,FormatProfile,Start,End,\
                      PriceType,PriceValue,PriceCurrency,ALID,ContentID,CaptionIncluded\n";

/// Returns a file of movies. Each bit in `which` selects one of the possible rows.
fn movies(which: u32) -> String {
    let offers = [
        ("US", "EST", "2025-01-01", "Open", "USD"),
        ("US", "VOD", "2026-01-01", "2026-12-31", "USD"),
        ("US", "VOD", "2027-02-01", "2027-06-30", "USD"),
        ("GB", "EST", "2027-02-01", "Open", "GBP"),
        ("GB", "EST", "2025-01-01", "2025-06-30", "GBP"),
        ("DE", "EST", "2026-11-21", "Open", "EUR"),
    ];
    let ids = ["FERRY", "KELP"];
    let rows = ids
        .iter()
        .flat_map(|id| offers.iter().map(move |offer| (id, offer)));
    let rows = (0..).zip(rows).filter(|(bit, _)| which >> bit & 1 == 1);
    let rows = rows.map(|(_, (id, (territory, license, start, end, currency)))| {
        format!(
            "Harbor Pictures,{territory},Movie,Full Extract,Title of {id},{license},HD,{start},{end},WSP,9.99,\
             {currency},{id},{id},Yes\n"
        )
    });
    HEADER.to_owned() + &rows.collect::<String>()
}

#[test]
fn feeds_between_generated_files_have_no_errors_or_warnings() {
    let profile = Profile::prime_video();
    for as_of in ["2026-11-21", "2026-11-21T02:00:00Z"] {
        let as_of: AsOf = as_of.parse().unwrap();
        // Multiplying by a large odd number varies the selected bits.
        let sources = (1_u32..=40).map(|number| {
            let which = number.wrapping_mul(0x9E37_79B1) >> 20;
            let input = Input::bytes(movies(which.max(1))).named("movies.csv");
            source(&input, &format!("{which:012b}"), &profile, as_of)
        });
        let sources: Vec<Source> = sources.collect();
        let mut kinds = Found::new();
        for pair in sources.windows(2) {
            let found = assert_feeds_clean(&pair[0], &pair[1], &profile, as_of);
            let is_mild = |it: &(Severity, &str)| it.0 == Severity::Notice;
            assert!(found.iter().all(is_mild), "{found:?}");
            kinds.extend(found);
        }
        // This notice shows that the feeds were checked.
        assert!(kinds.iter().any(|(_, rule)| *rule == "ended"), "{kinds:?}");
    }
}

#[test]
fn feeds_between_real_files_have_the_faults_of_their_sources_only() {
    let profile = Profile::prime_video();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![
        folder.join("../examples/data/sample-avails.xlsx"),
        folder.join("../examples/data/feeds/1-crimeflix.csv"),
        folder.join("../examples/data/feeds/2-both-channels.csv"),
    ];
    let corpus = folder.join("../../shared/corpus/xlsx");
    let mut real: Vec<PathBuf> = std::fs::read_dir(corpus)
        .map(|files| files.filter_map(|file| Some(file.ok()?.path())).collect())
        .unwrap_or_default();
    real.sort();
    paths.extend(real);
    for as_of in ["2013-06-01", "2026-11-21"] {
        let as_of: AsOf = as_of.parse().unwrap();
        let sources = paths.iter().map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            source(&Input::path(path), &name, &profile, as_of)
        });
        let mut sources: Vec<Source> = sources.collect();
        for source in &mut sources {
            // Two studios can use the same ID for different titles.
            source.found.insert((Severity::Error, "title-conflict"));
            source.found.insert((Severity::Error, "id-reused"));
            // Two files can have the same title under different IDs.
            source.found.insert((Severity::Warning, "title-two-ids"));
            // If the platform holds an old sale, `ESTStart` would mean that sale's Start. A
            // pre-order without a sale is therefore sent with an End of `Open`.
            let without_sale = (Severity::Warning, "preorder-without-sale");
            if source.found.contains(&without_sale) {
                source.found.insert((Severity::Warning, "preorder-end"));
            }
            // The feed contains a formula's value instead of the formula, so the value is checked.
            if source.found.iter().any(|(_, rule)| *rule == "formula-cell") {
                source.found.insert((Severity::Error, "unknown-value"));
            }
        }
        for pair in sources.windows(2) {
            assert_feeds_clean(&pair[0], &pair[1], &profile, as_of);
        }
    }
}
