//! Applies the real workbooks one after another, as if the same studio had sent all of them. Every
//! line in the outcomes was checked manually against the cells.

use std::collections::BTreeMap;

use ema_rules::{Feed, Holdings, Outcome, Profile, ScopeOutcome, Timestamp};

use super::{corpus, read};

/// A workbook, the day on which it is sent, the outcome, and the number of windows held afterward.
struct Step {
    workbook: &'static str,
    day: &'static str,
    outcome: &'static str,
    held: usize,
}

const STEPS: [Step; 11] = [
    // All windows are new. Row 31 in Movies deletes a title that was never sent.
    Step {
        workbook: "Template_v1.6e2",
        day: "2013-05-20",
        outcome: "
            CA sale and rental: 16 new: FIRSTDANCE_2012
            DE sale and rental: 1 nothing-held: LASTDANCE_1978_DE
            ES sale and rental: 8 new: FIRSTDANCE_2012_ES
            FR sale and rental: 2 new: rs_detectives_fr_101 … rs_detectives_rs_detectives_fr_s1 (9)
            US sale and rental: 2 new: VIEW_MT_2006 … rs_detectives_s1 (11)",
        held: 64,
    },
    // This workbook has the same rows, with the columns from version 1.7.2. The two pre-orders ended when the sale
    // started (May 14), so they are in the past. Their changed cells are still reported.
    Step {
        workbook: "Movies_v1.7.2",
        day: "2013-05-20",
        outcome: "
            CA sale and rental: 2 new, 14 changed, 2 history: FIRSTDANCE_2012
            DE sale and rental: 1 nothing-held: FIRSTDANCE_2012_DE
            ES sale and rental: 8 changed: FIRSTDANCE_2012_ES
            US sale and rental: 2 changed: VIEW_MT_2006",
        held: 66,
    },
    // On May 30, ten windows are in the past: the pre-orders in both workbooks, and the windows
    // that ended by May 28. The French rows no longer contain `dub`, so they represent a different
    // offer. The four live windows are withdrawn.
    Step {
        workbook: "Movies_v1.7",
        day: "2013-05-30",
        outcome: "
            CA sale and rental: 12 new, 4 changed, 4 removed, 10 history, 4 dropped-live: FIRSTDANCE_2012
            DE sale and rental: 1 nothing-held: LASTDANCE_1978_DE
            ES sale and rental: 8 changed: FIRSTDANCE_2012_ES
            US sale and rental: 2 changed: VIEW_MT_2006",
        held: 74,
    },
    // In 1.7, the pre-orders had no end. In this workbook, they end when the sale starts, so they
    // are taken down. The French rows contain `dub` again.
    Step {
        workbook: "Movies_v1.8",
        day: "2013-06-01",
        outcome: "
            CA sale and rental: 10 new, 6 changed, 4 removed, 16 history, 4 dropped-live, 2 taken-down: FIRSTDANCE_2012
            DE sale and rental: 1 nothing-held: LASTDANCE_1978_DE
            ES sale and rental: 8 changed: FIRSTDANCE_2012_ES
            US sale and rental: 2 changed: VIEW_MT_2006",
        held: 80,
    },
    // The season now has different ALIDs for HD and SD. The bonus material has two new ALIDs. The
    // season in France has no ALID, so rows 24 and 25 are skipped.
    Step {
        workbook: "TV_v1.8",
        day: "2013-06-01",
        outcome: "
            FR sale and rental: 2 changed: rs_detectives_fr_101 … rs_detectives_fr_108 (8)
            US sale and rental: 1 changed, 1 removed, 1 dropped-live: rs_detectives_s1
            US sale and rental: 1 new: md:alid:eidr-s::4321-4321-4321-4321-4321-6 … md:alid:org:freeform.craismovies.com:rs_detectives_bonus (3)
            US sale and rental: 2 changed: rs_detectives_101 … rs_detectives_108 (8)
            skipped: row 24, row 25",
        held: 82,
    },
    // Subscriptions and sales belong to different scopes, so the sale does not change.
    Step {
        workbook: "TV_v1.7.3",
        day: "2013-06-01",
        outcome: "
            US SVOD channels: 2 new: rs_detectives_101 … rs_detectives_103 (3)
            US SVOD: 1 new: md:alid:org:freeform.craigsmovies.com:rs_detectives_s1, rs_detectives_s1",
        held: 90,
    },
    // The feed has only two rows for FIRSTDANCE_2012, both of which are pre-orders. The Full
    // Extract removes all eight windows that the feed omits. Row 9 is identical to row 7 in 1.7.2,
    // and its window is in the past. ZZ is not a territory.
    Step {
        workbook: "Movies_v1.7.3",
        day: "2013-06-01",
        outcome: "
            CA sale and rental: 1 new, 8 removed, 1 unchanged, 23 history, 8 dropped-live: FIRSTDANCE_2012
            US sale and rental: 2 changed: VIEW_MT_2006
            skipped: row 4, row 5",
        held: 83,
    },
    // The same movies have new ALIDs, so they are new titles, and the old titles remain.
    Step {
        workbook: "Movies_v1.9",
        day: "2013-06-20",
        outcome: "
            CA sale and rental: 16 new: md:alid:eidr-s:1489-49A2-3956-4B2D-FE16-A
            ES sale and rental: 8 new: md:alid:eidr-s:1489-49A2-3956-4B2D-FE16-A
            US sale and rental: 2 new: md:alid:eidr-s:1489-49A2-3956-4B2D-ZZ45-6",
        held: 109,
    },
    // The entries in this workbook are identified by AvailID.
    Step {
        workbook: "Bonus_v1.9",
        day: "2013-06-20",
        outcome: "
            skipped: row 4, row 5",
        held: 109,
    },
    Step {
        workbook: "Avails_Volume_v1.8",
        day: "2017-06-01",
        outcome: "
            US sale and rental: 1 new: md:alid:sofaspud.com:krfs-s1-e01 … md:alid:sofaspud.com:krfs-s1-v2 (9)",
        held: 118,
    },
    // `Fullz Extract` in row 15 in Movies and in row 24 in TV is not an entry type, so episode 108
    // loses its SD window. By contrast, `FuLl  extract` is accepted. `Rockstarz Films` is a
    // different licensor from `Rockstar Films`, so `Rockstar Films` loses its HD window. Because
    // one row contains ` DUB `, that row represents a different offer.
    Step {
        workbook: "Movies-TV_v1.6_messy",
        day: "2017-06-01",
        outcome: "
            CA sale and rental: 15 new, 25 history: FIRSTDANCE_2012
            DE sale and rental: 1 nothing-held: LASTDANCE_1978_DE
            ES sale and rental: 4 new, 4 changed, 4 history: FIRSTDANCE_2012_ES
            US sale and rental: 1 changed, 1 removed, 1 dropped-live: rs_detectives_108
            US sale and rental: 1 new: VIEW_MT_2006 of Rockstarz Films
            US sale and rental: 1 new, 1 changed: rs_detectives_s1
            US sale and rental: 1 new, 2 removed, 2 dropped-live: VIEW_MT_2006
            US sale and rental: 2 changed: rs_detectives_101 … rs_detectives_bonus1 (8)
            skipped: row 15, row 24",
        held: 137,
    },
];

#[test]
fn the_workbooks_one_after_the_other_do_what_paper_says() {
    let Some(folder) = corpus() else { return };
    let profile = Profile::prime_video();
    let mut holdings = Holdings::new();
    for step in &STEPS {
        let workbook = read(&folder, &format!("xlsx/{}.xlsx", step.workbook));
        let outcome = holdings.apply(&Feed::of(&workbook, profile.conventions()), day(step.day));
        let expected: Vec<&str> = step.outcome.trim().lines().map(str::trim).collect();
        assert_eq!(lines(&outcome), expected, "{}", step.workbook);
        assert_eq!(holdings.len(), step.held, "{}", step.workbook);
    }
}

/// Tests which titles are live on June 2, 2013, after the first seven workbooks have been applied.
/// FIRSTDANCE_2012 is no longer held in Canada, and VIEW_MT_2006 does not start until June 14.
#[test]
fn what_is_live_on_a_day_is_what_paper_says() {
    let Some(folder) = corpus() else { return };
    let profile = Profile::prime_video();
    let mut holdings = Holdings::new();
    for step in &STEPS[..7] {
        let workbook = read(&folder, &format!("xlsx/{}.xlsx", step.workbook));
        holdings.apply(&Feed::of(&workbook, profile.conventions()), day(step.day));
    }
    let mut live: BTreeMap<String, usize> = BTreeMap::new();
    for (scope, _) in holdings.live(day("2013-06-02"), profile.conventions()) {
        let place = format!("{} {}", scope.territory, scope.rights_model);
        *live.entry(place).or_default() += 1;
    }
    let expected = [
        ("ES sale and rental", 8),
        ("FR sale and rental", 18),
        ("US SVOD", 2),
        ("US SVOD channels", 6),
        ("US sale and rental", 22),
    ];
    assert_eq!(
        live,
        expected
            .map(|(place, count)| (place.to_owned(), count))
            .into()
    );
}

fn day(date: &str) -> Timestamp {
    Timestamp::from_utc(format!("{date}T00:00:00").parse().expect("a day"))
}

/// Formats the outcome as lines. Each line contains an event, its territory and rights model, and the IDs that it
/// affects. If there are more than two IDs, the line contains the first ID, the last ID, and the number of IDs.
fn lines(outcome: &Outcome) -> Vec<String> {
    let mut same: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for outcome in outcome.scopes() {
        let scope = &outcome.scope;
        let what = in_words(&outcome);
        let what = format!("{} {}: {what}", scope.territory, scope.rights_model);
        same.entry(what).or_default().push(name(&outcome));
    }
    let passed = outcome.passed_over.iter();
    let passed: Vec<String> = passed.map(|it| format!("row {}", it.row)).collect();
    if !passed.is_empty() {
        same.insert("skipped".to_owned(), passed);
    }
    let line = |(what, mut names): (String, Vec<String>)| {
        names.sort();
        match &names[..] {
            [first, _, .., last] => format!("{what}: {first} … {last} ({})", names.len()),
            few => format!("{what}: {}", few.join(", ")),
        }
    };
    same.into_iter().map(line).collect()
}

fn name(scope: &ScopeOutcome) -> String {
    match scope.scope.licensor.as_str() {
        "Rockstar Films" | "Sofa Spud Films" => scope.scope.id.to_string(),
        licensor => format!("{} of {licensor}", scope.scope.id),
    }
}

fn in_words(scope: &ScopeOutcome) -> String {
    let mut counts: Vec<(String, usize)> = vec![
        ("new".to_owned(), scope.added.len()),
        ("changed".to_owned(), scope.changed.len()),
        ("removed".to_owned(), scope.removed.len()),
        ("unchanged".to_owned(), scope.unchanged.len()),
        ("history".to_owned(), scope.history.len()),
        ("left live".to_owned(), scope.left_live.len()),
    ];
    let mut warnings: BTreeMap<String, usize> = BTreeMap::new();
    for warning in &scope.warnings {
        *warnings.entry(warning.kind.to_string()).or_default() += 1;
    }
    counts.extend(warnings);
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| format!("{count} {what}"))
        .collect();
    told.join(", ")
}
