//! Tests the rows of feeds to send and their explanations, case by case.

use ema_model::{Avail, Column};
use ema_rules::{
    AsOf, Conventions, Extract, Feed, Holdings, NeverDelivered, WarningKind, extract, takedown,
};
use ema_testing::{assert_snapshot, str};

use crate::texts::{episode, feed, movie};

/// An as-of day long before all windows, so that none has ended.
const BEFORE: &str = "2020-01-01";
const TODAY: &str = "2026-11-21";

fn day(day: &str) -> AsOf {
    day.parse().unwrap()
}

/// Returns the holdings after several feeds, each applied as of a day.
fn held(feeds: &[(&str, &[Avail])]) -> Holdings {
    let conventions = Conventions::prime_video();
    let mut holdings = Holdings::new();
    for (as_of, rows) in feeds {
        holdings.apply(&feed("a.xlsx", rows, &conventions), day(as_of));
    }
    holdings
}

fn sent(old: &[(&str, &[Avail])], new: &[Avail], never_delivered: &NeverDelivered) -> String {
    let (old, new) = (held(old), held(&[(BEFORE, new)]));
    let conventions = Conventions::prime_video();
    let sent = extract(&old, &new, day(TODAY), &conventions, never_delivered).unwrap();
    shown(&sent, old)
}

/// Formats the rows, the summary, and the warnings that result from applying the rows.
fn shown(sent: &Extract, mut old: Holdings) -> String {
    let conventions = Conventions::prime_video();
    let columns = [
        Column::EntryType,
        Column::Territory,
        Column::LicenseType,
        Column::GroupIdentity,
        Column::Start,
        Column::End,
    ];
    let mut shown = String::new();
    for row in &sent.rows {
        let texts = columns.map(|column| row.cell(column).map_or("", |cell| cell.text()));
        let texts: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        shown += &format!("{}: {}\n", row.row(), texts.join(" | "));
    }
    shown += &format!("\n{sent}\n");
    let mut to_send = Feed::new(&conventions);
    for row in &sent.rows {
        to_send.add(row);
    }
    for warning in old.apply(&to_send, day(TODAY)).warnings() {
        shown += &format!("\n{}: {}", warning.kind, warning.message);
    }
    shown
}

fn rental(start: &str, end: &str) -> Avail {
    movie("US", start, end, &[(Column::LicenseType, "VOD")])
}

fn sale(start: &str, end: &str) -> Avail {
    movie("US", start, end, &[])
}

#[test]
fn what_is_live_and_gone_ends_the_day_before() {
    let old = [sale("2026-01-01", "Open"), rental("2026-01-01", "Open")];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &old[..1], &NeverDelivered::None),
        str![[r#"
4: Full Extract | US | EST | 2026-01-01 | Open
5: Full Extract | US | VOD | 2026-01-01 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract with every window that is to be held, because it withdraws what it leaves out
    keeps       EST HD, 2026-01-01 to Open, WSP 9.99
    ends        VOD HD, 2026-01-01 to Open, WSP 9.99: End 2026-11-20

2 rows for 1 scope (licensor, ID, territory and rights model)

taken-down: `VOD HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
"#]],
    );
}

#[test]
fn what_began_today_or_too_late_yesterday_goes_with_start_and_end_in_the_past() {
    let old = [
        sale("2026-11-21", "Open"),
        rental("2026-11-20T23:59:59", "Open"),
        movie(
            "US",
            "2026-11-20T23:59:58",
            "Open",
            &[(Column::FormatProfile, "SD")],
        ),
    ];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &NeverDelivered::None),
        str![[r#"
4: Full Extract | US | EST | 2026-11-19 | 2026-11-20
5: Full Extract | US | VOD | 2026-11-19 | 2026-11-20
6: Full Extract | US | EST | 2026-11-20T23:59:58 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-11-21 to Open, WSP 9.99: Start 2026-11-19 and End 2026-11-20; Start had to move, because it is not before an End on the day before
    ends        EST SD, 2026-11-20T23:59:58 to Open, WSP 9.99: End 2026-11-20
    ends        VOD HD, 2026-11-20T23:59:59 to Open, WSP 9.99: Start 2026-11-19 and End 2026-11-20; Start had to move, because it is not before an End on the day before

3 rows for 1 scope (licensor, ID, territory and rights model)

taken-down: `EST HD` from `2026-11-21` to `Open` is live and is taken down: its window is now `2026-11-19` to `2026-11-20`
taken-down: `EST SD` from `2026-11-20T23:59:58` to `Open` is live and is taken down: its End is now `2026-11-20`
taken-down: `VOD HD` from `2026-11-20T23:59:59` to `Open` is live and is taken down: its window is now `2026-11-19` to `2026-11-20`
"#]],
    );
}

#[test]
fn what_is_live_and_to_begin_later_ends_first() {
    let old = [sale("2026-11-21", "2027-06-30")];
    let new = [sale("2027-01-01", "Open")];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &new, &NeverDelivered::None),
        str![[r#"
4: Full Extract | US | EST | 2026-11-19 | 2026-11-20
5: Full Extract | US | EST | 2027-01-01 | Open

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract with every window that is to be held, because it withdraws what it leaves out
    changes     EST HD, 2027-01-01 to Open, WSP 9.99: Start was 2026-11-21; End was 2027-06-30
    ends        EST HD, 2026-11-21 to 2027-06-30, WSP 9.99: Start 2026-11-19 and End 2026-11-20; Start had to move, because it is not before an End on the day before

2 rows for 1 scope (licensor, ID, territory and rights model)

taken-down: `EST HD` from `2026-11-21` to `2027-06-30` is live and is taken down: its window is now `2026-11-19` to `2026-11-20`
"#]],
    );
}

#[test]
fn an_offer_with_two_live_windows_ends_once() {
    let old = [
        sale("2026-03-01", "Open"),
        sale("2026-01-01", "2026-12-31"),
        sale("2027-03-01", "2027-04-30"),
    ];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &NeverDelivered::None),
        str![[r#"
4: Full Extract | US | EST | 2026-01-01 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to 2026-12-31, WSP 9.99: End 2026-11-20
    leaves out  EST HD, 2027-03-01 to 2027-04-30, WSP 9.99 (a.xlsx, Avails, row 4)

1 row for 1 scope (licensor, ID, territory and rights model)

dropped-future: `EST HD` from `2027-03-01` to `2027-04-30` has not begun, but the feed leaves it out: it is withdrawn
taken-down: `EST HD` from `2026-01-01` to `2026-12-31` is live and is taken down: its End is now `2026-11-20`
taken-down: `EST HD` from `2026-03-01` to `Open` is live and is taken down: its End is now `2026-11-20`
"#]],
    );
    let new = [sale("2026-03-01", "Open")];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &new, &NeverDelivered::None),
        str![[r#"
4: Full Extract | US | EST | 2026-03-01 | Open

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract with every window that is to be held, because it withdraws what it leaves out
    keeps       EST HD, 2026-03-01 to Open, WSP 9.99
    leaves out  EST HD, 2027-03-01 to 2027-04-30, WSP 9.99 (a.xlsx, Avails, row 4)

1 row for 1 scope (licensor, ID, territory and rights model)

dropped-future: `EST HD` from `2027-03-01` to `2027-04-30` has not begun, but the feed leaves it out: it is withdrawn
"#]],
    );
}

#[test]
fn windows_to_come_are_left_out_where_something_is_live() {
    let old = [
        sale("2026-01-01", "Open"),
        rental("2027-01-01", "2027-02-28"),
    ];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &NeverDelivered::All),
        str![[r#"
4: Full Extract | US | EST | 2026-01-01 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to Open, WSP 9.99: End 2026-11-20
    leaves out  VOD HD, 2027-01-01 to 2027-02-28, WSP 9.99 (a.xlsx, Avails, row 4)

1 row for 1 scope (licensor, ID, territory and rights model)

dropped-future: `VOD HD` from `2027-01-01` to `2027-02-28` has not begun, but the feed leaves it out: it is withdrawn
taken-down: `EST HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
"#]],
    );
}

#[test]
fn of_a_scope_that_has_started_windows_to_come_lie_in_the_past() {
    let old = [
        sale("2026-01-01", "2026-01-31"),
        sale("2027-01-01", "2027-01-31"),
        sale("2027-03-01", "2027-03-31"),
        rental("2027-01-01", "Open"),
    ];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &NeverDelivered::All),
        str![[r#"
4: Full Extract | US | EST | 2026-11-19 | 2026-11-20
5: Full Extract | US | VOD | 2026-11-19 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2027-01-01 to 2027-01-31, WSP 9.99: Start 2026-11-19 and End 2026-11-20; both in the past, because the window has not started
    ends        VOD HD, 2027-01-01 to Open, WSP 9.99: Start 2026-11-19 and End 2026-11-20; both in the past, because the window has not started
    leaves out  EST HD, 2027-03-01 to 2027-03-31, WSP 9.99 (a.xlsx, Avails, row 4)

2 rows for 1 scope (licensor, ID, territory and rights model)

dropped-future: `EST HD` from `2027-03-01` to `2027-03-31` has not begun, but the feed leaves it out: it is withdrawn
"#]],
    );
}

#[test]
fn a_scope_that_has_not_started_is_assumed_to_have_been_delivered() {
    let old = [sale("2027-01-01", "2027-01-31"), sale("2027-03-01", "Open")];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &NeverDelivered::None),
        str![[r#"
4: Full Extract | US | EST | 2026-11-19 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract: nothing has started, but assets or metadata are assumed to have been delivered, in which case a Full Delete leads to errors
    ends        EST HD, 2027-01-01 to 2027-01-31, WSP 9.99: Start 2026-11-19 and End 2026-11-20; both in the past, because the window has not started
    leaves out  EST HD, 2027-03-01 to Open, WSP 9.99 (a.xlsx, Avails, row 4)

1 row for 1 scope (licensor, ID, territory and rights model)

dropped-future: `EST HD` from `2027-03-01` to `Open` has not begun, but the feed leaves it out: it is withdrawn
"#]],
    );
}

#[test]
fn a_scope_that_was_never_delivered_is_deleted() {
    let old = [
        sale("2027-01-01", "2027-01-31"),
        sale("2027-03-01", "Open"),
        rental("2027-01-01", "Open"),
    ];
    let never_delivered = NeverDelivered::ids(["FIRSTDANCE"]);
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &never_delivered),
        str![[r#"
4: Full Delete | US | EST | 1999-12-31 | 2000-01-01

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Delete: nothing has started, and nothing has been delivered
    deletes     EST HD, 2027-01-01 to 2027-01-31, WSP 9.99 (a.xlsx, Avails, row 4)
    deletes     EST HD, 2027-03-01 to Open, WSP 9.99 (a.xlsx, Avails, row 4)
    deletes     VOD HD, 2027-01-01 to Open, WSP 9.99 (a.xlsx, Avails, row 4)

1 row for 1 scope (licensor, ID, territory and rights model)

"#]],
    );
}

#[test]
fn every_channel_is_named_where_a_scope_is_deleted() {
    let old = [
        episode("crimeflix", "DE", "2027-01-01", "Open"),
        episode("pureflixus", "DE", "2027-02-01", "2027-02-28"),
        episode("pureflixus", "DE", "2027-04-01", "Open"),
    ];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &[], &NeverDelivered::All),
        str![[r#"
4: Full Delete | DE | SVOD | crimeflix | 1999-12-31 | 2000-01-01
5: Full Delete | DE | SVOD | pureflixus | 1999-12-31 | 2000-01-01

Detectives, The, season 1, episode 1: DETECTIVES_S1E1 of Rockstar Films
  DE, SVOD channels: Full Delete: nothing has started, and nothing has been delivered
    deletes     SVOD HD crimeflix de, 2027-01-01 to Open (a.xlsx, Avails, row 4)
    deletes     SVOD HD pureflixus de, 2027-02-01 to 2027-02-28 (a.xlsx, Avails, row 4)
    deletes     SVOD HD pureflixus de, 2027-04-01 to Open (a.xlsx, Avails, row 4)

2 rows for 1 scope (licensor, ID, territory and rights model)

"#]],
    );
}

/// The channel `crimeflix` remains. `pureflixus` was on sale and will be again. `artflix` has never been on sale.
#[test]
fn a_channel_that_has_started_is_named() {
    let old = [
        episode("crimeflix", "DE", "2026-01-01", "Open"),
        episode("pureflixus", "DE", "2026-01-01", "2026-01-31"),
        episode("pureflixus", "DE", "2027-02-01", "2027-02-28"),
        episode("artflix", "DE", "2027-04-01", "Open"),
    ];
    assert_snapshot(
        sent(&[(BEFORE, &old)], &old[..1], &NeverDelivered::None),
        str![[r#"
4: Full Extract | DE | SVOD | crimeflix | 2026-01-01 | Open
5: Full Extract | DE | SVOD | pureflixus | 2026-11-19 | 2026-11-20

Detectives, The, season 1, episode 1: DETECTIVES_S1E1 of Rockstar Films
  DE, SVOD channels: Full Extract with every window that is to be held, because it withdraws what it leaves out
    keeps       SVOD HD crimeflix de, 2026-01-01 to Open
    ends        SVOD HD pureflixus de, 2027-02-01 to 2027-02-28: Start 2026-11-19 and End 2026-11-20; both in the past, because the window has not started
    leaves out  SVOD HD artflix de, 2027-04-01 to Open (a.xlsx, Avails, row 4)

2 rows for 1 scope (licensor, ID, territory and rights model)

dropped-future: `SVOD HD artflix de` from `2027-04-01` to `Open` has not begun, but the feed leaves it out: it is withdrawn
channel-missing: the channel `artflix` was held, and the feed does not name it: a Full Extract replaces all channels together, so its windows are lost. To keep them, send the rows of `artflix` in the same Full Extract
"#]],
    );
}

/// A past sale would end the pre-order on the platform, but not in the desired holdings.
#[test]
fn a_pre_order_has_its_end_written_out_where_another_sale_would_end_it() {
    let pre_order = [(Column::LicenseType, "POEST")];
    let new = [
        movie("US", "2026-11-01", "ESTStart", &pre_order),
        sale("2027-01-01", "Open"),
    ];
    let before = sale("2026-01-01", "2026-01-31");
    assert_snapshot(
        sent(
            &[(BEFORE, std::slice::from_ref(&before))],
            &new,
            &NeverDelivered::None,
        ),
        str![[r#"
4: Full Extract | US | POEST | 2026-11-01 | 2027-01-01T05:00:00Z
5: Full Extract | US | EST | 2027-01-01 | Open

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract with every window that is to be held, because it withdraws what it leaves out
    adds        EST HD, 2027-01-01 to Open, WSP 9.99
    adds        POEST HD, 2026-11-01 to ESTStart, WSP 9.99: End 2027-01-01T05:00:00Z, because on the platform ESTStart would be the Start of an earlier sale

2 rows for 1 scope (licensor, ID, territory and rights model)

"#]],
    );
    // The feed leads to the desired holdings.
    let ends = |end: &str| movie("US", "2026-11-01", end, &pre_order);
    let reached = [
        before,
        ends("2027-01-01T05:00:00Z"),
        sale("2027-01-01", "Open"),
    ];
    let (reached, new) = (held(&[(BEFORE, &reached)]), held(&[(BEFORE, &new)]));
    let conventions = Conventions::prime_video();
    let again = extract(
        &reached,
        &new,
        day(TODAY),
        &conventions,
        &NeverDelivered::None,
    )
    .unwrap();
    assert!(again.rows.is_empty());
}

/// The title is taken down three times on the same day, and put on sale again before each takedown.
#[test]
fn a_second_take_down_on_one_day_is_no_repetition_of_the_first() {
    let conventions = Conventions::prime_video();
    for start in ["2026-01-01", "2026-11-21"] {
        let mut holdings = Holdings::new();
        for _ in 0..3 {
            let sold = [sale(start, "Open")];
            holdings.apply(&feed("a.xlsx", &sold, &conventions), day(TODAY));
            let scopes: Vec<_> = holdings.scopes().map(|(scope, _)| scope).collect();
            let sent = takedown(
                &holdings,
                &scopes,
                day(TODAY),
                &conventions,
                &NeverDelivered::None,
            )
            .unwrap();
            let outcome = holdings.apply(&feed("b.xlsx", &sent.rows, &conventions), day(TODAY));
            let told: Vec<_> = outcome.warnings().map(|warning| warning.kind).collect();
            assert_eq!(told, [WarningKind::TakenDown], "{start}: {sent}");
            assert_eq!(holdings.live(day(TODAY), &conventions).count(), 0);
        }
    }
}

#[test]
fn rows_are_in_the_order_of_titles_territories_and_starts() {
    let of = |title: &'static str, id: &'static str, territory, start| {
        let cells = [(Column::TitleInternalAlias, title), (Column::Alid, id)];
        movie(territory, start, "Open", &cells)
    };
    let number = |number: &'static str, id: &'static str| {
        let cells = [(Column::EpisodeNumber, number), (Column::Alid, id)];
        crate::texts::of_series("crimeflix", "DE", "2027-01-01", "Open", &cells)
    };
    let new = [
        of("Zebra", "A", "US", "2027-01-01"),
        of("Apple", "B", "US", "2027-02-01"),
        of("Apple", "B", "US", "2027-01-01"),
        of("Apple", "B", "CA", "2027-03-01"),
        number("10", "E10"),
        number("9", "E9"),
    ];
    let (old, new) = (Holdings::new(), held(&[(BEFORE, &new)]));
    let conventions = Conventions::prime_video();
    let sent = extract(&old, &new, day(TODAY), &conventions, &NeverDelivered::None).unwrap();
    let rows = sent.rows.iter().map(|row| {
        let (id, territory, start) = (row.alid(), row.territory(), row.start());
        format!(
            "{}: {} {} {}",
            row.row(),
            id.text(),
            territory.text(),
            start.text()
        )
    });
    assert_snapshot(
        rows.collect::<Vec<_>>().join("\n"),
        str![[r#"
4: B CA 2027-03-01
5: B US 2027-01-01
6: B US 2027-02-01
7: E9 DE 2027-01-01
8: E10 DE 2027-01-01
9: A US 2027-01-01
"#]],
    );
}

/// A scope's rows are never split between files.
#[test]
fn a_feed_that_fits_is_one_file() {
    let old = [sale("2026-01-01", "Open"), rental("2026-01-01", "Open")];
    let old = held(&[(BEFORE, &old)]);
    let conventions = Conventions::prime_video();
    let none = NeverDelivered::None;
    let sent = extract(&old, &Holdings::new(), day(TODAY), &conventions, &none).unwrap();
    let files = sent.into_files(&conventions);
    assert_eq!(files.len(), 1);
    assert_eq!((files[0].rows.len(), files[0].scopes().count()), (2, 1));
}

/// Version 1.7.3 allows a list of territories only for SVOD, even if the source rows have lists.
#[test]
fn rows_name_one_territory_where_the_version_takes_one() {
    let sale = movie("GB, US", "2026-01-01", "Open", &[]);
    let prime = movie(
        "GB, US",
        "2026-01-01",
        "Open",
        &[(Column::LicenseType, "SVOD")],
    );
    assert_snapshot(
        sent(&[(BEFORE, &[sale, prime])], &[], &NeverDelivered::None),
        str![[r#"
4: Full Extract | GB | EST | 2026-01-01 | 2026-11-20
5: Full Extract | GB, US | SVOD | 2026-01-01 | 2026-11-20
6: Full Extract | US | EST | 2026-01-01 | 2026-11-20

First Dance, The: FIRSTDANCE of Rockstar Films
  GB and US, sale and rental: Full Extract: a window has started, and a Full Delete would not take it down
    ends        EST HD, 2026-01-01 to Open, WSP 9.99: End 2026-11-20
  GB and US, SVOD: Full Extract: a window has started, and a Full Delete would not take it down
    ends        SVOD HD, 2026-01-01 to Open, WSP 9.99: End 2026-11-20

3 rows for 4 scopes (licensor, ID, territory and rights model)

taken-down: `EST HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
taken-down: `SVOD HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
taken-down: `EST HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
taken-down: `SVOD HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-20`
"#]],
    );
}
