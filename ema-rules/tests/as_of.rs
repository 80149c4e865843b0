//! Tests that the as-of day begins at local midnight in each territory.
#![cfg(all(feature = "html", feature = "serde"))]

use ema_model::{Avail, Column, EmaVersion, FileInfo, Format, Sheet, Workbook};
use ema_rules::html::{HtmlPage, Timeline};
use ema_rules::{AsOf, Feed, Holdings, NeverDelivered, Profile, WarningKind, extract, takedown};

fn row(territory: &str, entry_type: &str, start: &str, end: &str) -> Avail {
    Avail::from_cells(
        EmaVersion::V1_8,
        [
            (Column::DisplayName, "Harbor Pictures"),
            (Column::Territory, territory),
            (Column::WorkType, "Movie"),
            (Column::EntryType, entry_type),
            (Column::TitleInternalAlias, "The Last Ferry"),
            (Column::LicenseType, "EST"),
            (Column::FormatProfile, "HD"),
            (Column::Start, start),
            (Column::End, end),
            (Column::Alid, "LASTFERRY"),
        ],
    )
}

fn workbook(rows: impl IntoIterator<Item = Avail>) -> Workbook {
    let rows: Vec<Avail> = rows.into_iter().collect();
    let sheet = Sheet::new(rows[0].header().clone(), rows);
    Workbook::new(FileInfo::new(None, Format::Xlsx), vec![sheet])
}

/// Whether a rule fires on a file as of a moment.
fn fires(rule: &str, workbook: &Workbook, as_of: &str) -> bool {
    let as_of: AsOf = as_of.parse().expect("a day");
    let report = Profile::prime_video().check(workbook, as_of);
    let mut findings = report.findings().iter();
    findings.any(|finding| finding.first.rule.name() == rule)
}

/// Returns the holdings after a feed that was applied on June 1, 2026.
fn held(profile: &Profile, rows: &[Avail]) -> Holdings {
    let mut holdings = Holdings::new();
    let mut feed = Feed::new(profile.conventions());
    rows.iter().for_each(|row| feed.add(row));
    holdings.apply(&feed, day("2026-06-01"));
    holdings
}

fn day(text: &str) -> AsOf {
    text.parse().expect("a day")
}

#[test]
fn a_window_until_yesterday_has_ended_east_and_west() {
    for territories in ["US", "GB", "KI", "AS", "AS, GB, KI, US"] {
        let file = workbook([row(territories, "Full Extract", "2026-01-01", "2026-11-20")]);
        assert!(fires("ended", &file, "2026-11-21"), "{territories}");
        assert!(!fires("ended", &file, "2026-11-20"), "{territories}");
    }
    // As of an instant, the result depends on the clocks. In New York, the day still has five hours left.
    let file = workbook([row("US", "Full Extract", "2026-01-01", "2026-11-20")]);
    assert!(!fires("ended", &file, "2026-11-21T00:00:00Z"));
    assert!(fires("ended", &file, "2026-11-21T05:00:00Z"));
}

#[test]
fn a_full_delete_is_judged_by_the_day_of_each_territory() {
    for territory in ["US", "GB", "KI"] {
        let file = |end| {
            workbook([
                row(territory, "Full Extract", "2026-01-01", end),
                row(territory, "Full Delete", "1999-12-31", "2000-01-01"),
            ])
        };
        assert!(fires("full-delete-live", &file("2026-11-21"), "2026-11-21"));
        assert!(!fires(
            "full-delete-live",
            &file("2026-11-20"),
            "2026-11-21"
        ));
        let dated = workbook([row(territory, "Full Delete", "2026-01-01", "2026-11-20")]);
        assert!(!fires("full-delete-window", &dated, "2026-11-21"));
        assert!(fires("full-delete-window", &dated, "2026-11-20"));

        let profile = Profile::prime_video();
        let live = held(
            &profile,
            &[row(territory, "Full Extract", "2026-01-01", "2026-11-20")],
        );
        let delete = workbook([row(territory, "Full Delete", "1999-12-31", "2000-01-01")]);
        let found = |as_of| {
            let report = profile.check_against(&live, &delete, day(as_of));
            let mut findings = report.findings().iter();
            findings.any(|finding| finding.first.rule.name() == "full-delete-live")
        };
        assert!(found("2026-11-20") && !found("2026-11-21"), "{territory}");
    }
}

#[test]
fn the_lead_time_is_counted_from_the_first_moment_of_the_day() {
    for territories in ["US", "KI", "AS, GB, KI, US"] {
        let file = |start| workbook([row(territories, "Full Extract", start, "Open")]);
        for (start, is_late) in [
            ("2026-11-21", false),
            ("2026-11-22", true),
            ("2026-12-20", true),
            ("2026-12-21", false),
        ] {
            let found = fires("lead-time", &file(start), "2026-11-21");
            assert_eq!(found, is_late, "{territories} {start}");
        }
    }
}

#[test]
fn a_day_remains_a_day_from_the_state_to_the_take_down() {
    let profile = Profile::prime_video();
    for territory in ["US", "GB", "KI", "AS"] {
        let mut holdings = held(
            &profile,
            &[row(territory, "Full Extract", "2026-01-01", "Open")],
        );
        let today = day("2026-11-21");
        assert_eq!(holdings.live(today, profile.conventions()).count(), 1);
        let scopes: Vec<_> = holdings.scopes().map(|(scope, _)| scope).collect();
        let sent = takedown(
            &holdings,
            scopes,
            today,
            profile.conventions(),
            &NeverDelivered::None,
        )
        .unwrap();
        let sent_too = extract(
            &holdings,
            &Holdings::new(),
            today,
            profile.conventions(),
            &NeverDelivered::None,
        )
        .unwrap();
        for sent in [&sent, &sent_too] {
            assert_eq!(sent.rows[0].end().text(), "2026-11-20", "{territory}");
        }
        let outcome = holdings.apply(
            &Feed::of(&workbook(sent.rows), profile.conventions()),
            today,
        );
        assert_eq!(outcome.as_of, today);
        let kinds: Vec<_> = outcome.warnings().map(|warning| warning.kind).collect();
        assert_eq!(kinds, [WarningKind::TakenDown], "{territory}");
        assert_eq!(
            holdings.live(today, profile.conventions()).count(),
            0,
            "{territory}"
        );
        assert_eq!(
            holdings
                .live(day("2026-11-20"), profile.conventions())
                .count(),
            1
        );
    }
}

#[test]
fn an_outcome_what_is_live_and_a_page_show_the_day() {
    let profile = Profile::prime_video();
    let mut holdings = Holdings::new();
    let file = workbook([row("US", "Full Extract", "2026-11-21", "Open")]);
    let today = day("2026-11-21");
    let outcome = holdings.apply(&Feed::of(&file, profile.conventions()), today);
    let json = serde_json::to_value(&outcome).unwrap();
    assert_eq!(json["as_of"], "2026-11-21");
    let report = profile.check(&file, today);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["as_of"], "2026-11-21");

    let live = holdings.live_in(today, None, profile.conventions());
    assert!(
        live.to_string()
            .starts_with("live in all territories on 2026-11-21:")
    );
    assert!(live.to_string().ends_with("1 window"));

    // In New York, the window begins at local midnight, which is five hours after midnight UTC.
    let timeline = Timeline::of_holdings(&holdings, today, profile.conventions());
    let page = HtmlPage::new(today)
        .timeline("held", timeline, "")
        .to_string();
    assert!(page.contains("As of 2026-11-21<") && page.contains("live"));
    assert!(report.as_html().to_string().contains("As of 2026-11-21<"));
    let instant: AsOf = "2026-11-21T09:30:00-05:00".parse().unwrap();
    let page = HtmlPage::new(instant).to_string();
    assert!(page.contains("As of 2026-11-21 14:30 UTC<"));
}
