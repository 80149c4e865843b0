//! Tests properties that always hold when feeds are applied, compared and extracted.

use std::collections::BTreeSet;

use ema_model::{EntryType, TerritoryCode};
use ema_rules::{
    Bound, Conventions, Extract, Feed, Holdings, NeverDelivered, Outcome, Record, Scope,
    SentChange, Timestamp, WarningKind, Window, Zones, extract, takedown, territories,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::model::{self, Held, Row, State, When, keys};
use crate::samples::{TODAY, as_held, at, extracts, feed, instant, rows, state};

/// Returns the holdings after several feeds, each applied a few days after the one before it.
fn after(feeds: &[Vec<Row>], conventions: &Conventions) -> Holdings {
    let mut holdings = Holdings::new();
    for (days, rows) in (0..).zip(feeds) {
        holdings.apply(&feed(rows, conventions), instant(at(TODAY - 4 + days)));
    }
    holdings
}

pub(crate) fn feeds() -> impl Strategy<Value = Vec<Vec<Row>>> {
    prop::collection::vec(rows(), 0..4)
}

/// Spells the names of the platform's own subscription the same way in all feeds, because the model does not keep the
/// spelling.
fn one_spelling(mut feeds: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
    for row in feeds.iter_mut().flatten() {
        if row.channel == "Prime" {
            row.channel = "";
        }
    }
    feeds
}

/// Generates zones for some of the territories, up to about a day ahead of or behind their own zones.
pub(crate) fn zones() -> impl Strategy<Value = Zones> {
    let zone = select(&["Pacific/Kiritimati", "Europe/London", "Pacific/Pago_Pago"][..]);
    let zones = prop::collection::vec(prop::option::of(zone), model::TERRITORIES.len());
    zones.prop_map(|zones| {
        let given = model::TERRITORIES.iter().zip(zones);
        let given = given.filter_map(|((territory, _), zone)| Some((territory, zone?)));
        given.fold(Zones::default(), |zones, (territory, zone)| {
            let territory = territory.parse::<TerritoryCode>().unwrap();
            zones.with_zone(territory.country(), zone).unwrap()
        })
    })
}

/// Returns the records that have not ended.
fn to_come(holdings: &Holdings, as_of: i64) -> Vec<Held> {
    let mut all: Vec<Held> = holdings
        .scopes()
        .flat_map(|(scope, records)| {
            records
                .into_iter()
                .map(move |record| (scope.clone(), record))
        })
        .filter(|(_, record)| !record.has_ended(instant(as_of)))
        .map(|(scope, record)| as_held(&scope, &record))
        .collect();
    all.sort();
    all
}

fn scopes_of(rows: &[Row]) -> BTreeSet<model::Key> {
    rows.iter().flat_map(keys).collect()
}

fn key(scope: &Scope, record: &Record) -> model::Key {
    as_held(scope, record).key
}

proptest! {
    #[test]
    fn a_platform_holds_what_the_model_holds(feeds in feeds(), last in rows()) {
        let conventions = Conventions::prime_video();
        let mut holdings = Holdings::new();
        let mut expected = State::default();
        for (days, rows) in (0..).zip(feeds.iter().chain([&last])) {
            let as_of = at(TODAY - 4 + days);
            let warnings = model::warnings(&expected, rows, as_of);
            expected = model::apply(&expected, rows, as_of);
            let outcome = holdings.apply(&feed(rows, &conventions), instant(as_of));
            prop_assert_eq!(state(&holdings), expected.clone());
            prop_assert_eq!(told(&outcome), warnings);
        }
        prop_assert_eq!(holdings.len(), expected.held.len());
    }

    #[test]
    fn the_items_of_json_are_counted(feeds in feeds(), rows in rows()) {
        let conventions = Conventions::prime_video();
        let old = after(&feeds, &conventions);
        let mut new = old.clone();
        let outcome = new.apply(&feed(&rows, &conventions), instant(at(TODAY)));
        let diff = old.diff(&new);
        let documents = [
            (serde_json::to_value(&outcome).unwrap(), outcome.json_items()),
            (serde_json::to_value(&diff).unwrap(), diff.json_items()),
        ];
        let lists = ["added", "removed", "left_live", "changed", "unchanged", "history"];
        for (document, counted) in documents {
            let scopes = document["scopes"].as_array().unwrap();
            let windows = scopes.iter().flat_map(|scope| {
                lists.map(|list| scope[list].as_array().map_or(0, Vec::len))
            });
            prop_assert_eq!(scopes.len() + windows.sum::<usize>(), counted);
        }
    }

    #[test]
    fn applying_twice_is_applying_once(feeds in feeds(), rows in rows()) {
        let conventions = Conventions::prime_video();
        let as_of = instant(at(TODAY));
        let mut holdings = after(&feeds, &conventions);
        let feed = feed(&rows, &conventions);
        holdings.apply(&feed, as_of);
        let once = state(&holdings);
        let outcome = holdings.apply(&feed, as_of);
        prop_assert_eq!(state(&holdings), once);
        prop_assert!(outcome.is_unchanged());
        // A second Full Delete does not take down a live offer either.
        let lost = [WarningKind::DroppedLive, WarningKind::DroppedFuture];
        prop_assert!(outcome.warnings().all(|warning| !lost.contains(&warning.kind)));
    }

    #[test]
    fn feeds_of_different_scopes_commute(feeds in feeds(), one in rows(), other in rows()) {
        let shared = scopes_of(&one);
        let mut other = other;
        other.retain(|row| keys(row).iter().all(|key| !shared.contains(key)));
        let conventions = Conventions::prime_video();
        let as_of = instant(at(TODAY));
        let start = after(&feeds, &conventions);
        let (one, other) = (feed(&one, &conventions), feed(&other, &conventions));
        let (mut forward, mut backward) = (start.clone(), start);
        forward.apply(&one, as_of);
        forward.apply(&other, as_of);
        backward.apply(&other, as_of);
        backward.apply(&one, as_of);
        prop_assert_eq!(state(&forward), state(&backward));
    }

    #[test]
    fn deleting_first_changes_nothing_but_history(feeds in feeds(), rows in extracts()) {
        let conventions = Conventions::prime_video();
        let as_of = at(TODAY);
        let start = after(&feeds, &conventions);
        // The end of a pre-order can depend on a past sale, and a Full Delete removes that sale.
        let rows: Vec<Row> = rows.into_iter().filter(|row| row.license != "POEST").collect();
        let deletes: Vec<Row> = rows.iter().cloned().map(|row| Row { deletes: true, ..row }).collect();
        let (mut direct, mut by_way) = (start.clone(), start);
        direct.apply(&feed(&rows, &conventions), instant(as_of));
        by_way.apply(&feed(&deletes, &conventions), instant(as_of));
        by_way.apply(&feed(&rows, &conventions), instant(as_of));
        prop_assert_eq!(to_come(&direct, as_of), to_come(&by_way, as_of));
    }

    #[test]
    fn what_a_feed_does_not_name_stays(feeds in feeds(), rows in rows()) {
        let conventions = Conventions::prime_video();
        let before = after(&feeds, &conventions);
        let mut now = before.clone();
        now.apply(&feed(&rows, &conventions), instant(at(TODAY)));
        let named = scopes_of(&rows);
        for scope in before.diff(&now).differing() {
            let records = [before.records(&scope.scope), now.records(&scope.scope)].concat();
            let key = key(&scope.scope, &records[0]);
            prop_assert!(named.contains(&key), "{} is not in the feed", scope.scope);
        }
        prop_assert!(before.diff(&before).differing().next().is_none());
    }

    #[test]
    fn a_record_is_in_a_scope_of_its_own_row(feeds in feeds()) {
        let conventions = Conventions::prime_video();
        let holdings = after(&feeds, &conventions);
        for (scope, records) in holdings.scopes() {
            for record in records {
                let own = Scope::of(&record.avail(), &conventions);
                prop_assert!(own.contains(&scope));
                prop_assert!(territories(&record.avail()).contains(&scope.territory));
            }
        }
    }

    #[test]
    fn an_outcome_tells_all_that_was_and_is(feeds in feeds(), rows in rows()) {
        let conventions = Conventions::prime_video();
        let as_of = instant(at(TODAY));
        let before = after(&feeds, &conventions);
        let mut now = before.clone();
        let outcome = now.apply(&feed(&rows, &conventions), as_of);
        prop_assert_eq!(outcome.scopes().count(), scopes_of(&rows).len());
        for scope in outcome.scopes() {
            let changed = || scope.changed.iter();
            let kept = || scope.unchanged.iter().chain(&scope.history);
            let was = kept().chain(&scope.removed).chain(changed().map(|it| &it.from));
            let is = kept().chain(&scope.added).chain(changed().map(|it| &it.to));
            let told = |records: Vec<&Record>| {
                let mut told: Vec<Held> =
                    records.into_iter().map(|it| as_held(&scope.scope, it)).collect();
                told.sort();
                told
            };
            let held = |holdings: &Holdings| told(holdings.records(&scope.scope).iter().collect());
            let on_sale = left_live(&before, &scope.scope, as_of);
            let on_sale = told(on_sale.iter().collect());
            // A Full Extract replaces the windows that customers see, including windows that a Full Delete left live.
            let mut all = held(&before);
            if scope.entry_type == EntryType::FullExtract && scope.conflict.is_none() {
                all.extend(on_sale);
                all.sort();
            }
            prop_assert_eq!(told(was.collect()), all);
            prop_assert_eq!(told(is.collect()), held(&now));
            prop_assert_eq!(
                told(scope.left_live.iter().filter(|it| it.is_live(as_of)).collect()),
                told(left_live(&now, &scope.scope, as_of).iter().collect())
            );
        }
    }

    #[test]
    fn what_is_lost_is_warned_of(feeds in feeds(), rows in rows()) {
        let conventions = Conventions::prime_video();
        let as_of = instant(at(TODAY));
        let before = after(&feeds, &conventions);
        let mut now = before.clone();
        let outcome = now.apply(&feed(&rows, &conventions), as_of);
        for scope in outcome.scopes() {
            let warned = |kind, of: &dyn Fn(&Record) -> bool| {
                scope.warnings.iter().filter(|it| it.kind == kind && of(&it.record)).count()
            };
            if scope.conflict.is_some() {
                continue;
            }
            let was_live = before.live(as_of, &conventions).filter(|(it, _)| *it == scope.scope);
            let was_live: Vec<Record> = was_live.map(|(_, it)| it).collect();
            let deletes = scope.entry_type == EntryType::FullDelete;
            // There is a warning for each live offer that is no longer held.
            for record in &was_live {
                let same = |other: &Record| other == record;
                let goes_on = now.records(&scope.scope).iter().any(|it| {
                    it.offer() == record.offer() && it.is_live(as_of)
                });
                let told = if deletes {
                    warned(WarningKind::NotTakenDown, &same)
                } else {
                    warned(WarningKind::DroppedLive, &same) + warned(WarningKind::TakenDown, &same)
                };
                prop_assert!(goes_on || told > 0, "{record:?} of {} goes unseen", scope.scope);
            }
            // Each warning concerns a record that was held or left live.
            for warning in &scope.warnings {
                let held = before.records(&scope.scope).contains(&warning.record)
                    || left_live(&before, &scope.scope, as_of).contains(&warning.record);
                let sent = [WarningKind::UnknownSaleStart, WarningKind::NothingHeld];
                prop_assert!(held || sent.contains(&warning.kind));
                match warning.kind {
                    WarningKind::DroppedLive | WarningKind::TakenDown
                    | WarningKind::NotTakenDown => prop_assert!(warning.record.is_live(as_of)),
                    WarningKind::DroppedFuture => prop_assert!(!warning.record.has_begun(as_of)),
                    WarningKind::ChannelMissing => {
                        let channel = &warning.record.offer().channel;
                        let is_named = |row: &Row| {
                            keys(row).contains(&key(&scope.scope, &warning.record))
                                && Some(row.channel) == channel.as_deref()
                        };
                        prop_assert!(!rows.iter().any(is_named));
                    }
                    WarningKind::UnknownSaleStart => {
                        prop_assert_eq!(warning.record.window().end, Bound::EstStart);
                    }
                    WarningKind::NothingHeld => {
                        prop_assert!(before.records(&scope.scope).is_empty());
                        prop_assert!(left_live(&before, &scope.scope, as_of).is_empty());
                    }
                    other => panic!("{other} is not known here"),
                }
            }
        }
    }

    #[test]
    fn an_extract_brings_old_to_new(old in feeds(), new in feeds(), never: bool) {
        let conventions = Conventions::prime_video();
        let as_of = at(TODAY);
        let (old, new) = (after(&one_spelling(old), &conventions), after(&one_spelling(new), &conventions));
        let never_delivered = if never { NeverDelivered::All } else { NeverDelivered::None };
        let sent = extract(&old, &new, instant(as_of), &conventions, &never_delivered).unwrap();
        let expected = model::extract(&state(&old), &state(&new), as_of, !never);
        prop_assert_eq!(written(&sent), stripped(expected));

        // Version 1.7.3 allows a list of territories only for SVOD.
        for avail in &sent.rows {
            let is_list = territories(avail).len() > 1;
            prop_assert!(!is_list || avail.license_type().text() == "SVOD");
        }
        let feed = feed_of(&sent, &conventions);
        prop_assert!(feed.passed_over().is_empty());
        prop_assert!(feed.scopes().eq(sent.scopes().map(|sent| sent.scope)));
        let mut reached = old.clone();
        let outcome = reached.apply(&feed, instant(as_of));
        prop_assert_eq!(to_come(&reached, as_of), to_come(&new, as_of));
        for warning in outcome.warnings() {
            let withdraws = [WarningKind::DroppedLive, WarningKind::NotTakenDown];
            prop_assert!(!withdraws.contains(&warning.kind), "{}", warning.message);
        }
        for scope in outcome.scopes() {
            let missing = scope.warnings.iter().filter(|it| it.kind == WarningKind::ChannelMissing);
            for warning in missing {
                let records = old.records(&scope.scope);
                let mut records = records.iter();
                let channel = &warning.record.offer().channel;
                let has_started = records.any(|record| {
                    record.offer().channel == *channel && record.has_begun(instant(as_of))
                });
                prop_assert!(!has_started, "{}", warning.message);
            }
        }
        // Customers no longer see windows in scopes that the new holdings lack, including scopes that were left live.
        for (scope, record) in reached.live(instant(as_of), &conventions) {
            // If there is no sale, a pre-order never ends, whether its End is `ESTStart` or `Open`.
            let wanted = new.records(&scope);
            let mut wanted = wanted.iter().map(|it| as_held(&scope, it));
            let meant = wanted.any(|it| it == as_held(&scope, &record))
                || new.left_live().any(|(it, _)| it == scope);
            prop_assert!(meant, "{record:?} of {scope} is still live");
        }
        // The feed contains no unnecessary scopes, and a second extract would be empty.
        for scope in outcome.scopes() {
            prop_assert!(!scope.is_unchanged(), "{} need not be sent", scope.scope);
        }
        let again = extract(&reached, &new, instant(as_of), &conventions, &never_delivered).unwrap();
        let left_live = |scope: &Scope| new.left_live().any(|(it, _)| it == *scope);
        prop_assert!(again.scopes().all(|sent| left_live(&sent.scope)));
    }

    /// Holdings keep instants, but a feed is interpreted in the zones that apply when it is written.
    #[test]
    fn a_take_down_by_other_clocks_ends_everything(
        feeds in feeds(), zones in zones(), second in 0_i64..86_400,
    ) {
        let mut holdings = after(&feeds, &Conventions::prime_video());
        let conventions = Conventions::prime_video().with_zones(zones);
        let as_of = instant(at(TODAY) + second);
        let scopes = holdings.scopes().chain(holdings.left_live());
        let scopes: Vec<Scope> = scopes.map(|(scope, _)| scope).collect();
        let sent = takedown(&holdings, &scopes, as_of, &conventions, &NeverDelivered::None).unwrap();
        for avail in &sent.rows {
            for territory in territories(avail) {
                let window = Window::of(avail, territory, &conventions);
                prop_assert!(
                    window.start.instant().unwrap() < window.end.instant().unwrap(),
                    "{} to {}", avail.start().text(), avail.end().text()
                );
                prop_assert!(window.end.instant().unwrap() <= as_of);
            }
        }
        holdings.apply(&feed_of(&sent, &conventions), as_of);
        prop_assert!(holdings.scopes().all(|(_, records)| records.iter().all(|it| it.has_ended(as_of))));
        prop_assert_eq!(holdings.live(as_of, &conventions).count(), 0);
    }

    #[test]
    fn nothing_of_a_title_is_live_after_its_take_down(feeds in feeds()) {
        let conventions = Conventions::prime_video();
        let as_of = instant(at(TODAY));
        let mut holdings = after(&feeds, &conventions);
        let scopes = holdings.scopes().chain(holdings.left_live());
        let scopes: Vec<Scope> = scopes.map(|(scope, _)| scope).collect();
        let (gone, kept): (Vec<&Scope>, Vec<&Scope>) =
            scopes.iter().partition(|scope| &*scope.id == "A");
        let others: Vec<_> = kept.iter().map(|it| holdings.records(it)).collect();
        let sent = takedown(&holdings, gone.iter().copied(), as_of, &conventions, &NeverDelivered::None).unwrap();
        let outcome = holdings.apply(&feed_of(&sent, &conventions), as_of);
        for scope in gone {
            prop_assert!(holdings.records(scope).iter().all(|it| it.has_ended(as_of)));
        }
        prop_assert!(holdings.live(as_of, &conventions).all(|(scope, _)| scope.id != "A"));
        let withdraws = [WarningKind::NotTakenDown, WarningKind::DroppedLive];
        prop_assert!(outcome.warnings().all(|warning| !withdraws.contains(&warning.kind)));
        for (scope, records) in kept.into_iter().zip(others) {
            prop_assert_eq!(holdings.records(scope), records);
        }
    }
}

/// Returns the live records in a scope that a Full Delete has removed.
fn left_live(holdings: &Holdings, scope: &Scope, as_of: Timestamp) -> Vec<Record> {
    let of_scope = holdings.left_live().filter(|(it, _)| it == scope);
    let records = of_scope.flat_map(|(_, records)| records);
    records.filter(|it| it.is_live(as_of)).collect()
}

/// Returns the warnings that the model also produces.
fn told(outcome: &Outcome) -> BTreeSet<model::Told> {
    let warnings = outcome.scopes().flat_map(|scope| {
        let warnings = scope.warnings.into_iter();
        warnings.map(move |warning| (scope.scope.clone(), warning))
    });
    let told = warnings.filter_map(|(scope, warning)| {
        let held = as_held(&scope, &warning.record);
        match warning.kind {
            WarningKind::DroppedLive | WarningKind::TakenDown | WarningKind::NotTakenDown => Some(
                model::of_offer(&held.key, warning.kind.as_str(), held.offer),
            ),
            WarningKind::ChannelMissing => Some(model::of_channel(&held.key, held.offer.2)),
            _ => None,
        }
    });
    told.collect()
}

fn feed_of<'p>(sent: &Extract, conventions: &'p Conventions) -> Feed<'p> {
    let mut feed = Feed::new(conventions);
    for avail in &sent.rows {
        feed.add(avail);
    }
    feed
}

/// A row of a feed to send, in the model's form. For a Full Delete row, only the channel of the offer is kept.
type Written = (bool, model::Key, model::Offer, Option<(i64, Option<i64>)>);

fn written(sent: &Extract) -> Vec<Written> {
    let rows = sent.scopes().flat_map(|sent| {
        let scope = sent.scope;
        sent.rows.into_iter().map(move |row| (scope.clone(), row))
    });
    let all = rows.map(|(scope, row)| {
        let mut held = as_held(&scope, &row.record);
        let date = |day: chrono::NaiveDate| When::Date(day.to_epoch_days().into());
        let end = |day| model::seconds(date(day), held.key.territory, true);
        let (deletes, start, until) = match row.does {
            SentChange::Keep => (false, held.start, held.end),
            SentChange::Until(bound) => {
                let end = bound.instant().map(|end| end.as_millis() / 1000);
                (false, held.start, end)
            }
            SentChange::EndOn(day) => (false, held.start, end(day)),
            SentChange::Past(first, last) => {
                let start = model::seconds(date(first), held.key.territory, false);
                (false, start.unwrap(), end(last))
            }
            SentChange::Delete => (true, held.start, held.end),
            other => panic!("{other:?} is not known here"),
        };
        (held.start, held.end) = (start, until);
        (deletes, held)
    });
    stripped(all.collect())
}

fn stripped(rows: Vec<(bool, Held)>) -> Vec<Written> {
    let rows = rows.into_iter().map(|(deletes, held)| {
        let channel = if held.key.model == "SVOD channels" {
            held.offer.2
        } else {
            ""
        };
        match deletes {
            true => (true, held.key, ("", "", channel, false), None),
            false => (false, held.key, held.offer, Some((held.start, held.end))),
        }
    });
    let mut rows: Vec<Written> = rows.collect();
    rows.sort();
    rows
}
