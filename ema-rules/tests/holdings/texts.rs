//! Tests the text of plans, as users see it.

use std::sync::Arc;

use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, Header, HeaderColumn, HeaderRows, Marks, Stored,
    TerritoryCode,
};
use ema_rules::{AsOf, Conventions, Feed, Holdings, NeverDelivered, Zones, extract, takedown};
use ema_testing::{assert_snapshot, str};

use crate::samples::{TODAY, at, instant};

const SERIES: [(Column, &str); 10] = [
    (Column::DisplayName, "Rockstar Films"),
    (Column::Alid, "DETECTIVES_S1E1"),
    (Column::WorkType, "Episode"),
    (Column::SeriesTitleInternalAlias, "Detectives, The"),
    (Column::SeasonNumber, "1"),
    (Column::EpisodeNumber, "1"),
    (Column::EntryType, "Full Extract"),
    (Column::LicenseType, "SVOD"),
    (Column::FormatProfile, "HD"),
    (Column::AssetLanguage, "de"),
];

const MOVIE: [(Column, &str); 9] = [
    (Column::DisplayName, "Rockstar Films"),
    (Column::Alid, "FIRSTDANCE"),
    (Column::WorkType, "Movie"),
    (Column::TitleInternalAlias, "First Dance, The"),
    (Column::EntryType, "Full Extract"),
    (Column::LicenseType, "EST"),
    (Column::FormatProfile, "HD"),
    (Column::PriceType, "WSP"),
    (Column::PriceValue, "9.99"),
];

fn row(base: &[(Column, &str)], cells: &[(Column, &str)]) -> Avail {
    let kept = base
        .iter()
        .filter(|(column, _)| cells.iter().all(|(other, _)| other != column));
    Avail::from_cells(EmaVersion::V1_7_3, kept.chain(cells).copied())
}

pub(crate) fn feed<'p>(name: &str, rows: &[Avail], conventions: &'p Conventions) -> Feed<'p> {
    let mut feed = Feed::new(conventions).named(name);
    for row in rows {
        feed.add(row);
    }
    feed
}

fn window(territory: &str, start: &str, end: &str) -> [(Column, String); 3] {
    [
        (Column::Territory, territory.to_owned()),
        (Column::Start, start.to_owned()),
        (Column::End, end.to_owned()),
    ]
}

pub(crate) fn movie(territory: &str, start: &str, end: &str, more: &[(Column, &str)]) -> Avail {
    of(&MOVIE, territory, start, end, more)
}

pub(crate) fn episode(channel: &str, territory: &str, start: &str, end: &str) -> Avail {
    of_series(channel, territory, start, end, &[])
}

pub(crate) fn of_series(
    channel: &str,
    territory: &str,
    start: &str,
    end: &str,
    more: &[(Column, &str)],
) -> Avail {
    let channel = [(Column::GroupIdentity, channel)];
    of(&SERIES, territory, start, end, &[&channel, more].concat())
}

fn of(
    base: &[(Column, &str)],
    territory: &str,
    start: &str,
    end: &str,
    more: &[(Column, &str)],
) -> Avail {
    let window = window(territory, start, end);
    let cells: Vec<(Column, &str)> = window
        .iter()
        .map(|(column, text)| (*column, text.as_str()))
        .chain(more.iter().copied())
        .collect();
    row(base, &cells)
}

#[test]
fn a_plan_says_what_begins_changes_and_is_lost() {
    let conventions = Conventions::prime_video();
    let mut holdings = Holdings::new();
    let first = feed(
        "a.xlsx",
        &[
            movie("US, CA", "2026-01-01", "Open", &[]),
            movie(
                "US",
                "2027-02-01",
                "2027-03-01",
                &[(Column::LicenseType, "VOD")],
            ),
            episode("crimeflix", "DE, AT", "2026-01-01", "Open"),
            episode("pureflixus", "DE, AT", "2026-01-01", "Open"),
        ],
        &conventions,
    );
    let told = holdings.apply(&first, instant(at(TODAY)));
    assert_snapshot(
        told,
        str![[r#"
Detectives, The, season 1, episode 1: DETECTIVES_S1E1 of Rockstar Films
  AT and DE, SVOD channels: Full Extract
    is live  SVOD HD crimeflix de, 2026-01-01 to Open (a.xlsx, Avails, row 4)
    is live  SVOD HD pureflixus de, 2026-01-01 to Open (a.xlsx, Avails, row 4)

First Dance, The: FIRSTDANCE of Rockstar Films
  CA, sale and rental: Full Extract
    is live  EST HD, 2026-01-01 to Open, WSP 9.99 (a.xlsx, Avails, row 4)
  US, sale and rental: Full Extract
    is live  EST HD, 2026-01-01 to Open, WSP 9.99 (a.xlsx, Avails, row 4)
    starts   VOD HD, 2027-02-01 to 2027-03-01, WSP 9.99 (a.xlsx, Avails, row 4)

4 scopes (licensor, ID, territory and rights model); windows: 7 new, 0 changed, 0 lost, 0 as before; 0 warnings
"#]],
    );
    let second = feed(
        "b.xlsx",
        &[
            movie("US", "2026-01-01", "2026-11-20", &[]),
            movie("CA", "2026-01-01", "Open", &[(Column::PriceValue, "4.99")]),
            episode("crimeflix", "DE, AT", "2026-01-01", "Open"),
            row(&SERIES, &[(Column::EntryType, "Create")]),
            movie("UK", "2026-01-01", "Open", &[]),
        ],
        &conventions,
    );
    let told = holdings.apply(&second, instant(at(TODAY)));
    assert_snapshot(
        told,
        str![[r#"
warning dropped-live: DETECTIVES_S1E1 of Rockstar Films (SVOD channels) in AT and DE
  `SVOD HD pureflixus de` from `2026-01-01` to `Open` is live, but the feed leaves it out: it is withdrawn
warning dropped-future: FIRSTDANCE of Rockstar Films (sale and rental) in US
  `VOD HD` from `2027-02-01` to `2027-03-01` has not begun, but the feed leaves it out: it is withdrawn
warning channel-missing: DETECTIVES_S1E1 of Rockstar Films (SVOD channels) in AT and DE
  the channel `pureflixus` was held, and the feed does not name it: a Full Extract replaces all channels together, so its windows are lost. To keep them, send the rows of `pureflixus` in the same Full Extract
skipped: Avails, row 4: EntryType is neither Full Extract nor Full Delete
skipped: Avails, row 4: Territory or TerritoryExclusion can't be read in full, or leaves no territory
notice scope-in-two-files: this feed has rows for what another file sent: 4 scopes from a.xlsx

Detectives, The, season 1, episode 1: DETECTIVES_S1E1 of Rockstar Films
  AT and DE, SVOD channels: Full Extract
    is lost  SVOD HD pureflixus de, 2026-01-01 to Open (a.xlsx, Avails, row 4)

First Dance, The: FIRSTDANCE of Rockstar Films
  CA, sale and rental: Full Extract
    changes  EST HD, 2026-01-01 to Open, WSP 4.99 (b.xlsx, Avails, row 4): PriceValue 4.99, was 9.99
  US, sale and rental: Full Extract
    changes  EST HD, 2026-01-01 to 2026-11-20, WSP 9.99 (b.xlsx, Avails, row 4): End was Open
    is lost  VOD HD, 2027-02-01 to 2027-03-01, WSP 9.99 (a.xlsx, Avails, row 4)

4 scopes (licensor, ID, territory and rights model); windows: 0 new, 2 changed, 3 lost, 2 as before; 5 warnings
"#]],
    );
    let third = feed(
        "c.xlsx",
        &[
            movie(
                "CA",
                "2026-01-01",
                "Open",
                &[(Column::EntryType, "Full Delete")],
            ),
            episode("crimeflix", "AT", "2026-01-01", "Open"),
            row(
                &SERIES,
                &[
                    (Column::EntryType, "Full Delete"),
                    (Column::GroupIdentity, "crimeflix"),
                    (Column::Territory, "AT"),
                    (Column::Start, "2026-01-01"),
                    (Column::End, "Open"),
                ],
            ),
        ],
        &conventions,
    );
    let before = holdings.clone();
    let told = holdings.apply(&third, instant(at(TODAY)));
    assert_snapshot(
        &told,
        str![[r#"
warning not-taken-down: FIRSTDANCE of Rockstar Films (sale and rental) in CA
  `EST HD` from `2026-01-01` to `Open` is live, and a Full Delete does not take it down: send a Full Extract whose End is the day before
rejected: DETECTIVES_S1E1 of Rockstar Films in AT (SVOD channels)
  c.xlsx, Avails, row 4 is a Full Extract and c.xlsx, Avails, row 4 is a Full Delete of the same scope, so nothing was changed
notice scope-in-two-files: this feed has rows for what another file sent: 2 scopes from b.xlsx

First Dance, The: FIRSTDANCE of Rockstar Films
  CA, sale and rental: Full Delete
    is deleted and still live  EST HD, 2026-01-01 to Open, WSP 4.99

2 scopes (licensor, ID, territory and rights model); windows: 0 new, 0 changed, 0 lost, 1 as before; 1 warning; 1 deleted and still live
"#]],
    );
    let germany = "DE".parse::<TerritoryCode>().unwrap();
    let live = holdings.live_in(instant(at(TODAY + 1)), Some(germany), &conventions);
    assert_snapshot(
        live,
        str![[r#"
live in DE at 2026-11-22T00:00:00Z:

Detectives, The, season 1, episode 1: DETECTIVES_S1E1 of Rockstar Films
  DE, SVOD channels: live
    SVOD HD crimeflix de, 2026-01-01 to Open (b.xlsx, Avails, row 4)

1 window
"#]],
    );
    let live = holdings.live_in(instant(at(TODAY + 1)), None, &conventions);
    assert_snapshot(
        live,
        str![[r#"
live in all territories at 2026-11-22T00:00:00Z:

Detectives, The, season 1, episode 1: DETECTIVES_S1E1 of Rockstar Films
  AT and DE, SVOD channels: live
    SVOD HD crimeflix de, 2026-01-01 to Open (b.xlsx, Avails, row 4)

First Dance, The: FIRSTDANCE of Rockstar Films
  CA, sale and rental: deleted and still live; a Full Extract with its rows restores it, and a Full Extract whose End is the day before takes it down
    EST HD, 2026-01-01 to Open, WSP 4.99 (b.xlsx, Avails, row 4)

3 windows
"#]],
    );
    let live = holdings.live_in(instant(at(TODAY - 2000)), None, &conventions);
    assert_snapshot(
        live,
        str![[r#"
live in all territories at 2021-05-31T00:00:00Z:

nothing
"#]],
    );
    assert_snapshot(
        before.diff(&holdings),
        str![[r#"
First Dance, The: FIRSTDANCE of Rockstar Films
  CA, sale and rental: not in the new one; the platform keeps it unless a feed ends it
    is not in it  EST HD, 2026-01-01 to Open, WSP 4.99 (b.xlsx, Avails, row 4)

4 scopes (licensor, ID, territory and rights model): 0 new, 0 changed, 1 not in the new one, 3 unchanged
"#]],
    );
    #[cfg(feature = "serde")]
    assert_snapshot(
        serde_json::to_string_pretty(&told).unwrap(),
        ema_testing::file!["snapshots/third_feed.json"],
    );
}

#[test]
fn what_a_full_delete_left_live_is_taken_down_by_a_full_extract() {
    let conventions = Conventions::prime_video();
    let as_of = instant(at(TODAY));
    let mut holdings = Holdings::new();
    let sold = movie("CA", "2026-01-01", "Open", &[]);
    let deleted = movie(
        "CA",
        "2026-01-01",
        "Open",
        &[(Column::EntryType, "Full Delete")],
    );
    holdings.apply(&feed("a.xlsx", &[sold], &conventions), as_of);
    holdings.apply(&feed("b.xlsx", &[deleted], &conventions), as_of);
    assert!(holdings.is_empty());
    assert_eq!(holdings.live(as_of, &conventions).count(), 1);

    // To end everything, `extract` writes a feed that takes the title down. An empty feed would not do this.
    let sent = extract(
        &holdings,
        &Holdings::new(),
        as_of,
        &conventions,
        &NeverDelivered::None,
    )
    .unwrap();
    let end = feed("c.xlsx", &sent.rows, &conventions);
    let told = holdings.apply(&end, as_of);
    assert_snapshot(
        told,
        str![[r#"
warning taken-down: FIRSTDANCE of Rockstar Films (sale and rental) in CA
  `EST HD` from `2026-01-01` to `Open` is live and is taken down: its End is now `2026-11-19`

First Dance, The: FIRSTDANCE of Rockstar Films
  CA, sale and rental: Full Extract
    changes  EST HD, 2026-01-01 to 2026-11-19, WSP 9.99 (c.xlsx, Avails, row 4): End was Open

1 scope (licensor, ID, territory and rights model); windows: 0 new, 1 changed, 0 lost, 0 as before; 1 warning
"#]],
    );
    assert_eq!(holdings.live(as_of, &conventions).count(), 0);
    assert_eq!(holdings.left_live().count(), 0);
}

#[test]
fn rows_of_xml_are_named_by_their_lines() {
    let xml = "<AvailList xmlns=\"http://www.movielabs.com/schema/avails/v2.4/avails\"\n\
        xmlns:md=\"http://www.movielabs.com/schema/md/v2.7/md\">\n\
        <Avail><Licensor><md:DisplayName>Rockstar Films</md:DisplayName></Licensor>\n\
        <Disposition><EntryType>Full Extract</EntryType></Disposition><ALID>FIRSTDANCE</ALID>\n\
        <Asset><WorkType>Movie</WorkType><Metadata>\n\
        <TitleInternalAlias>First\n  Dance</TitleInternalAlias></Metadata></Asset>\n\
        <Transaction><LicenseType>EST</LicenseType>\n\
        <Territory><md:country>DE</md:country></Territory>\n\
        <Start>2026-01-01</Start><EndCondition>Open</EndCondition></Transaction>\n\
        <Transaction><LicenseType>EST</LicenseType></Transaction></Avail></AvailList>";
    let workbook = ema_io::read_bytes(xml).unwrap();
    let conventions = Conventions::prime_video();
    let mut holdings = Holdings::new();
    let told = holdings.apply(&Feed::of(&workbook, &conventions), instant(at(TODAY)));
    assert_snapshot(
        told,
        str![[r#"
skipped: line 11: Territory or TerritoryExclusion can't be read in full, or leaves no territory

First Dance: FIRSTDANCE of Rockstar Films
  DE, sale and rental: Full Extract
    is live  EST, 2026-01-01 to Open (line 8)

1 scope (licensor, ID, territory and rights model); windows: 1 new, 0 changed, 0 lost, 0 as before; 0 warnings
"#]],
    );
    #[cfg(feature = "serde")]
    {
        let json = serde_json::to_string(&holdings).unwrap();
        let mut deserializer = serde_json::Deserializer::from_str(&json);
        let again = Holdings::deserialize(&conventions, &mut deserializer).unwrap();
        let (_, record) = again.live(instant(at(TODAY)), &conventions).next().unwrap();
        assert_eq!(record.line(), Some(8));
    }
}

#[test]
fn a_take_down_ends_what_is_live_and_deletes_what_is_not() {
    let conventions = Conventions::prime_video();
    let mut holdings = Holdings::new();
    let rows = [
        movie("US, JP, CA", "2026-01-01", "Open", &[]),
        movie("DE", "2027-01-01", "Open", &[]),
        movie("FR", "2026-11-21", "Open", &[]),
        movie("GB", "2026-01-01", "2026-02-01", &[]),
        movie("GB", "2027-01-01", "2027-02-01", &[]),
        movie("MX", "2025-01-01", "2025-02-01", &[]),
    ];
    holdings.apply(
        &feed("a.xlsx", &rows, &conventions),
        instant(at(TODAY - 700)),
    );
    // Shortly after midnight in Greenwich, it is still the previous day in the Americas.
    let as_of = instant(at(TODAY) + 3600);
    let scopes: Vec<_> = holdings.scopes().map(|(scope, _)| scope).collect();
    let sent = takedown(
        &holdings,
        &scopes,
        as_of,
        &conventions,
        &NeverDelivered::None,
    )
    .unwrap();
    let shown = |avail: &Avail| {
        let cells = [
            Column::EntryType,
            Column::Territory,
            Column::Start,
            Column::End,
        ];
        let texts =
            cells.map(|column| avail.cell(column).map_or("", |cell| cell.text()).to_owned());
        texts.join(" | ")
    };
    let shown: Vec<String> = sent.rows.iter().map(shown).collect();
    assert_snapshot(
        shown.join("\n"),
        str![[r#"
Full Extract | CA | 2026-01-01 | 2026-11-19
Full Extract | DE | 2026-11-19 | 2026-11-20
Full Extract | FR | 2026-11-19 | 2026-11-20
Full Extract | GB | 2026-11-19 | 2026-11-20
Full Extract | JP | 2026-01-01 | 2026-11-20
Full Extract | US | 2026-01-01 | 2026-11-19
"#]],
    );
    assert!(
        extract(
            &holdings,
            &holdings,
            as_of,
            &conventions,
            &NeverDelivered::None
        )
        .unwrap()
        .rows
        .is_empty()
    );
}

/// A changed window is paired with the one that the sender would consider the same: the window with the same start, or
/// else an overlapping one, or else the next one.
#[test]
fn a_window_takes_the_place_of_the_one_most_like_it() {
    type Windows<'a> = &'a [(&'a str, &'a str)];
    let conventions = Conventions::prime_video();
    let as_of = instant(at(TODAY));
    let apply = |holdings: &mut Holdings, windows: Windows<'_>| {
        let rows = windows.iter();
        let rows = rows.map(|(start, end)| movie("CA", start, end, &[]));
        holdings.apply(&feed("a.xlsx", &Vec::from_iter(rows), &conventions), as_of)
    };
    let mut holdings = Holdings::new();
    apply(
        &mut holdings,
        &[("2027-01-01", "2027-01-31"), ("2027-03-01", "2027-03-31")],
    );
    let shown = |sent: Windows<'_>| {
        let outcome = apply(&mut holdings.clone(), sent);
        let scope = outcome.scopes().next().unwrap();
        let changed = scope.changed.iter().map(|change| {
            let (from, to) = (&change.from, &change.to);
            format!("{} to {}", from.text(Column::Start), to.text(Column::Start))
        });
        let removed = scope.removed.iter();
        let removed = removed.map(|record| format!("{} is lost", record.text(Column::Start)));
        let added = scope.added.iter();
        let added = added.map(|record| format!("{} is new", record.text(Column::Start)));
        changed.chain(removed).chain(added).collect::<Vec<_>>()
    };
    let (january, march) = ("2027-01-01 is lost", "2027-03-01 is lost");
    assert_eq!(
        shown(&[("2027-03-01", "2027-05-31")]),
        ["2027-03-01 to 2027-03-01", january]
    );
    assert_eq!(
        shown(&[("2027-03-15", "2027-04-15")]),
        ["2027-03-01 to 2027-03-15", january]
    );
    assert_eq!(
        shown(&[("2027-01-15", "2027-02-15")]),
        ["2027-01-01 to 2027-01-15", march]
    );
    // The window with the same start is preferred to an overlapping one that starts earlier.
    assert_eq!(
        shown(&[("2026-12-15", "2027-01-05"), ("2027-01-01", "2027-01-10")]),
        ["2027-03-01 to 2026-12-15", "2027-01-01 to 2027-01-01"]
    );
    assert_eq!(
        shown(&[("2027-06-01", "2027-06-30")]),
        ["2027-01-01 to 2027-06-01", march]
    );
    assert_eq!(
        shown(&[
            ("2027-01-01", "2027-01-31"),
            ("2027-02-01", "2027-02-28"),
            ("2027-03-01", "2027-03-31"),
        ]),
        ["2027-02-01 is new"]
    );
}

/// The plan reports the effects that a feed does not state, in words that identify the window.
#[test]
fn what_the_sender_may_not_have_meant_is_told() {
    let conventions = Conventions::prime_video();
    let as_of = instant(at(TODAY));
    let warnings = |holdings: &mut Holdings, rows: &[Avail]| {
        let outcome = holdings.apply(&feed("a.xlsx", rows, &conventions), as_of);
        let told = outcome.warnings();
        let told = told.map(|warning| format!("{}: {}", warning.kind, warning.message));
        told.collect::<Vec<_>>()
    };

    let pre_order = movie(
        "CA",
        "2026-11-01",
        "ESTStart",
        &[(Column::LicenseType, "POEST")],
    );
    let unknown = |why: &str| {
        format!(
            "unknown-sale-start: `POEST HD` from `2026-11-01` to `ESTStart` ends at ESTStart, but {why}: \
             the pre-order has no end"
        )
    };
    let mut holdings = Holdings::new();
    let told = warnings(&mut holdings, std::slice::from_ref(&pre_order));
    assert_eq!(told, [unknown("no EST window determines when that is")]);
    let sale = movie("CA", "2027-01-01", "Open", &[]);
    let told = warnings(&mut holdings, &[pre_order.clone(), sale]);
    assert_eq!(told, [""; 0]);
    assert_eq!(
        warnings(&mut holdings, &[pre_order]),
        [
            "dropped-future: `EST HD` from `2027-01-01` to `Open` has not begun, but the feed leaves it out: it \
             is withdrawn"
                .to_owned(),
            unknown("the feed leaves out the EST window that was held"),
        ]
    );

    let mut holdings = Holdings::new();
    let sold = movie("CA", "2026-01-01", "Open", &[]);
    assert_eq!(warnings(&mut holdings, &[sold]), [""; 0]);
    let later = movie("CA", "2026-12-01", "Open", &[]);
    assert_eq!(
        warnings(&mut holdings, &[later]),
        [
            "dropped-live: `EST HD` from `2026-01-01` to `Open` is live, but in the feed it starts only on \
             `2026-12-01`: it is withdrawn until then"
        ]
    );

    let mut holdings = Holdings::new();
    let channel = |name, start, end| episode(name, "DE", start, end);
    let held = [
        channel("crimeflix", "2026-01-01", "Open"),
        channel("pureflixus", "2027-01-01", "2027-01-31"),
        channel("pureflixus", "2027-03-01", "2027-03-31"),
    ];
    assert_eq!(warnings(&mut holdings, &held), [""; 0]);
    let told = warnings(&mut holdings, &held[..1]);
    let missing = told.iter().filter(|it| it.starts_with("channel-missing: "));
    assert_eq!(missing.count(), 1, "a channel is missing once: {told:?}");

    let deleted = movie(
        "MX",
        "2026-01-01",
        "Open",
        &[(Column::EntryType, "Full Delete")],
    );
    assert_eq!(
        warnings(&mut holdings, &[deleted]),
        [
            "nothing-held: a Full Delete of something that is not held: the licensor, the ID, the territory and the \
             rights model have to be those of the entry to delete"
        ]
    );
}

#[test]
fn under_svod_another_format_is_a_change_of_the_offer() {
    let conventions = Conventions::prime_video();
    let of_format = |license_type, format| {
        let terms = [
            (Column::LicenseType, license_type),
            (Column::FormatProfile, format),
        ];
        movie("US", "2026-01-01", "Open", &terms)
    };
    let change = |license_type| {
        let mut held = Holdings::new();
        let before = feed("a.csv", &[of_format(license_type, "HD")], &conventions);
        held.apply(&before, instant(at(TODAY)));
        let after = feed("b.csv", &[of_format(license_type, "UHD")], &conventions);
        held.apply(&after, instant(at(TODAY)))
    };
    let outcome = change("SVOD");
    assert_eq!(outcome.warnings().count(), 0);
    let change_of = |change: &ema_rules::Change| {
        let words = [&change.from, &change.to].map(|record| record.offer_in_words());
        words.join(" to ")
    };
    let changed: Vec<String> = outcome
        .scopes()
        .next()
        .unwrap()
        .changed
        .iter()
        .map(change_of)
        .collect();
    assert_eq!(changed, ["SVOD HD to SVOD UHD"]);
    // A sale in HD is a separate offer, so it is withdrawn.
    let outcome = change("EST");
    assert_eq!(outcome.warnings().count(), 1);
}

/// The cases are a lost channel with a live window, one without a live window, and deletions without a warning.
#[test]
fn a_full_delete_of_one_channel_warns_of_the_others() {
    let conventions = Conventions::prime_video();
    let as_of: AsOf = "2026-11-21".parse().unwrap();
    let told = |held: &[Avail], deleted: &[&str]| {
        let mut holdings = Holdings::new();
        holdings.apply(&feed("a.csv", held, &conventions), as_of);
        let delete = [(Column::EntryType, "Full Delete")];
        let deletes = deleted.iter();
        let deletes = deletes.map(|it| of_series(it, "US", "1999-12-31", "2000-01-01", &delete));
        let deletes: Vec<Avail> = deletes.collect();
        let outcome = holdings.apply(&feed("b.csv", &deletes, &conventions), as_of);
        let warnings = outcome.warnings();
        let warnings = warnings.map(|it| format!("{}: {}", it.kind, it.message));
        warnings.collect::<Vec<_>>().join("\n")
    };
    let to_come = [
        episode("pureflix", "US", "2027-01-01", "Open"),
        episode("crimeflix", "US", "2027-02-01", "Open"),
    ];
    assert_snapshot(
        told(&to_come, &["crimeflix"]),
        str![
            "channel-missing: the Full Delete of the channel `crimeflix` deletes the channel `pureflix` too: it removes all channels together. To keep `pureflix`, send a Full Extract instead, with its rows and the rows of the channel `crimeflix` with Start and End in the past"
        ],
    );
    let live = [
        episode("pureflix", "US", "2026-01-01", "Open"),
        episode("crimeflix", "US", "2027-01-01", "Open"),
    ];
    assert_snapshot(
        told(&live, &["crimeflix"]),
        str![[r#"
channel-missing: the Full Delete of the channel `crimeflix` deletes the channel `pureflix` too: it removes all channels together. To keep `pureflix`, send a Full Extract instead, with its rows and the rows of the channel `crimeflix` with Start and End in the past
not-taken-down: `SVOD HD pureflix de` from `2026-01-01` to `Open` is live and stays on sale, but is no longer held: the Full Delete of the channel `crimeflix` removes it too. To keep it, send a Full Extract with its row
"#]],
    );
    assert_snapshot(
        told(&live, &["pureflix"]),
        str![[r#"
channel-missing: the Full Delete of the channel `pureflix` deletes the channel `crimeflix` too: it removes all channels together. To keep `crimeflix`, send a Full Extract instead, with its rows and the live rows of the channel `pureflix` with an End on the day before
not-taken-down: `SVOD HD pureflix de` from `2026-01-01` to `Open` is live, and a Full Delete does not take it down: send a Full Extract whose End is the day before
"#]],
    );
    // Nothing is held for the named channel.
    assert_snapshot(
        told(&live[..1], &["artflix"]),
        str![[r#"
channel-missing: the Full Delete of the channel `artflix` deletes the channel `pureflix` too: it removes all channels together. To keep `pureflix`, send a Full Extract instead, with its rows
not-taken-down: `SVOD HD pureflix de` from `2026-01-01` to `Open` is live and stays on sale, but is no longer held: the Full Delete of the channel `artflix` removes it too. To keep it, send a Full Extract with its row
"#]],
    );
    let three = [&live[..], &[episode("artflix", "US", "2027-01-01", "Open")]].concat();
    assert_snapshot(
        told(&three, &["crimeflix", "artflix"]),
        str![[r#"
channel-missing: the Full Delete of the channels `artflix` and `crimeflix` deletes the channel `pureflix` too: it removes all channels together. To keep `pureflix`, send a Full Extract instead, with its rows and the rows of the channels `artflix` and `crimeflix` with Start and End in the past
not-taken-down: `SVOD HD pureflix de` from `2026-01-01` to `Open` is live and stays on sale, but is no longer held: the Full Delete of the channels `artflix` and `crimeflix` removes it too. To keep it, send a Full Extract with its row
"#]],
    );

    // One window is live and the other has not started, so they end in different ways.
    let live = [
        episode("artflix", "US", "2026-01-01", "Open"),
        episode("artflix", "US", "2027-01-01", "Open"),
        episode("crimeflix", "US", "2027-01-01", "Open"),
        episode("pureflix", "US", "2027-01-01", "Open"),
    ];
    assert_snapshot(
        told(&live, &["crimeflix", "artflix"]),
        str![[r#"
channel-missing: the Full Delete of the channels `artflix` and `crimeflix` deletes the channel `pureflix` too: it removes all channels together. To keep `pureflix`, send a Full Extract instead, with its rows, the live rows of the channel `artflix` with an End on the day before and the rows of the channel `crimeflix` with Start and End in the past
not-taken-down: `SVOD HD artflix de` from `2026-01-01` to `Open` is live, and a Full Delete does not take it down: send a Full Extract whose End is the day before
"#]],
    );
    // A window that began today can't end yesterday.
    let today = [
        episode("artflix", "US", "2026-11-21", "Open"),
        episode("pureflix", "US", "2027-01-01", "Open"),
    ];
    assert_snapshot(
        told(&today, &["artflix"]),
        str![[r#"
channel-missing: the Full Delete of the channel `artflix` deletes the channel `pureflix` too: it removes all channels together. To keep `pureflix`, send a Full Extract instead, with its rows and the rows of the channel `artflix` with Start and End in the past
not-taken-down: `SVOD HD artflix de` from `2026-11-21` to `Open` is live, and a Full Delete does not take it down: send a Full Extract with Start and End in the past, because it began too late for an End on the day before
"#]],
    );

    // There are no warnings about past windows, or about a feed that deletes all channels together.
    let ended = [
        episode("pureflix", "US", "2026-01-01", "2026-11-20"),
        episode("crimeflix", "US", "2027-01-01", "Open"),
    ];
    assert_eq!(told(&ended, &["crimeflix"]), "");
    assert_eq!(told(&to_come, &["crimeflix", "pureflix"]), "");
}

#[test]
fn windows_that_have_ended_were_on_sale() {
    let conventions = Conventions::prime_video();
    let as_of: AsOf = "2026-11-21".parse().unwrap();
    let mut holdings = Holdings::new();
    let rows = [
        movie("US", "2026-01-01", "2026-01-31", &[]),
        movie("US", "2026-03-01", "2026-12-31", &[]),
        movie("US", "2027-03-01", "Open", &[]),
        movie("US", "2027-02-01", "2026-02-01", &[]),
    ];
    assert_snapshot(
        holdings.apply(&feed("a.csv", &rows, &conventions), as_of),
        str![[r#"
First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract
    was on sale from 2026-01-01 to 2026-01-31: EST HD, WSP 9.99 (a.csv, Avails, row 4)
    is live  EST HD, 2026-03-01 to 2026-12-31, WSP 9.99 (a.csv, Avails, row 4)
    is never on sale  EST HD, 2027-02-01 to 2026-02-01, WSP 9.99 (a.csv, Avails, row 4)
    starts   EST HD, 2027-03-01 to Open, WSP 9.99 (a.csv, Avails, row 4)

1 scope (licensor, ID, territory and rights model); windows: 4 new, 0 changed, 0 lost, 0 as before; 0 warnings
"#]],
    );
    let delete = movie(
        "US",
        "1999-12-31",
        "2000-01-01",
        &[(Column::EntryType, "Full Delete")],
    );
    assert_snapshot(
        holdings.apply(&feed("b.csv", &[delete], &conventions), as_of),
        str![[r#"
warning not-taken-down: FIRSTDANCE of Rockstar Films (sale and rental) in US
  `EST HD` from `2026-03-01` to `2026-12-31` is live, and a Full Delete does not take it down: send a Full Extract whose End is the day before
notice scope-in-two-files: this feed has rows for what another file sent: 1 scope from a.csv

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Delete
    is lost  EST HD, 2027-03-01 to Open, WSP 9.99 (a.csv, Avails, row 4)
    is deleted; it was on sale from 2026-01-01 to 2026-01-31: EST HD, WSP 9.99
    is deleted  EST HD, 2027-02-01 to 2026-02-01, WSP 9.99
    is deleted and still live  EST HD, 2026-03-01 to 2026-12-31, WSP 9.99

1 scope (licensor, ID, territory and rights model); windows: 0 new, 0 changed, 1 lost, 0 as before; 1 warning; 1 deleted and still live
"#]],
    );
}

/// `ESTStart` means the earliest EST Start in the holdings after the feed, including past windows. Only pre-orders may
/// use it.
#[test]
fn a_pre_order_ends_with_the_earliest_sale_that_is_held() {
    let conventions = Conventions::prime_video();
    let as_of: AsOf = "2026-11-21".parse().unwrap();
    let of = |license: &'static str, start: &str, end: &str| {
        movie("US", start, end, &[(Column::LicenseType, license)])
    };
    let ends = |held: &[Avail], sent: &[Avail]| {
        let mut holdings = Holdings::new();
        holdings.apply(&feed("a.csv", held, &conventions), as_of);
        let outcome = holdings.apply(&feed("b.csv", sent, &conventions), as_of);
        let records = holdings.scopes().flat_map(|(_, records)| records);
        let ends = records.filter(|it| it.text(Column::End) == "ESTStart");
        let ends: Vec<String> = ends.map(|it| format!("{:?}", it.window().end)).collect();
        let warnings = outcome.warnings().map(|it| it.message.to_string());
        ends.into_iter()
            .chain(warnings)
            .collect::<Vec<_>>()
            .join("\n")
    };
    let pre_order = of("POEST", "2026-11-01", "ESTStart");
    let sales = [
        pre_order.clone(),
        of("EST", "2027-03-01", "Open"),
        of("EST", "2027-02-01", "2027-02-28"),
    ];
    assert_snapshot(
        ends(&[], &sales),
        str!["At(Timestamp(2027-02-01T05:00:00Z))"],
    );
    let before = [of("EST", "2026-01-01", "2026-01-31")];
    assert_snapshot(
        ends(&before, &sales),
        str!["At(Timestamp(2026-01-01T05:00:00Z))"],
    );
    assert_snapshot(
        ends(&[], &[of("SVOD", "2026-01-15", "ESTStart")]),
        str![[r#"
EstStart
`SVOD HD` from `2026-01-15` to `ESTStart` ends at ESTStart, but only a pre-order can: the window has no end
"#]],
    );
}

/// The cells of the pre-order have not changed, but the sale that ends it has moved.
#[test]
fn a_sale_that_moves_and_an_unknown_column_are_named() {
    let conventions = Conventions::prime_video();
    let as_of: AsOf = "2026-11-21".parse().unwrap();
    let rows = |sale: &str| {
        let pre_order = [(Column::LicenseType, "POEST")];
        [
            movie("US", "2026-11-01", "ESTStart", &pre_order),
            movie("US", sale, "Open", &[]),
        ]
    };
    let held = |rows: &[Avail]| {
        let mut holdings = Holdings::new();
        holdings.apply(&feed("a.csv", rows, &conventions), as_of);
        holdings
    };
    let (old, new) = (held(&rows("2026-12-20")), held(&rows("2027-01-20")));
    assert_snapshot(
        old.diff(&new),
        str![[r#"
First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: changed
    changes  EST HD, 2027-01-20 to Open, WSP 9.99 (a.csv, Avails, row 4): Start was 2026-12-20
    changes  POEST HD, 2026-11-01 to ESTStart, WSP 9.99 (a.csv, Avails, row 4): ESTStart is now 2027-01-20, was 2026-12-20

1 scope (licensor, ID, territory and rights model): 0 new, 1 changed, 0 not in the new one, 0 unchanged
"#]],
    );
    let outcome = old
        .clone()
        .apply(&feed("b.csv", &rows("2027-01-20"), &conventions), as_of);
    assert_snapshot(
        outcome,
        str![[r#"
notice scope-in-two-files: this feed has rows for what another file sent: 1 scope from a.csv

First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: Full Extract
    changes  EST HD, 2027-01-20 to Open, WSP 9.99 (b.csv, Avails, row 4): Start was 2026-12-20
    changes  POEST HD, 2026-11-01 to ESTStart, WSP 9.99 (b.csv, Avails, row 4): ESTStart is now 2027-01-20, was 2026-12-20

1 scope (licensor, ID, territory and rights model); windows: 0 new, 2 changed, 0 lost, 0 as before; 0 warnings
"#]],
    );
    assert_snapshot(
        old.diff(&held(&rows("2026-12-20")[..1])),
        str![[r#"
First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: changed; a Full Extract withdraws what it leaves out
    changes  POEST HD, 2026-11-01 to ESTStart, WSP 9.99 (a.csv, Avails, row 4): ESTStart is now unknown, was 2026-12-20
    is left out  EST HD, 2026-12-20 to Open, WSP 9.99 (a.csv, Avails, row 4)

1 scope (licensor, ID, territory and rights model): 0 new, 1 changed, 0 not in the new one, 0 unchanged
"#]],
    );

    let noted = |note: &str| {
        let names = [
            "DisplayName",
            "ALID",
            "Territory",
            "EntryType",
            "LicenseType",
            "Start",
            "End",
            "Note",
        ];
        let columns = (0..)
            .zip(names)
            .map(|(index, name)| HeaderColumn::new(index, name.into(), None));
        let version = Some(EmaVersion::V1_7_3);
        let header = Header::new(
            "Avails".into(),
            HeaderRows::TEMPLATE,
            columns.collect(),
            None,
            version,
        );
        let mut row = AvailBuilder::new(Arc::new(header));
        let texts = [
            "Rockstar Films",
            "FIRSTDANCE",
            "US",
            "Full Extract",
            "EST",
            "2026-01-01",
            "Open",
            note,
        ];
        for (index, text) in (0..).zip(texts) {
            row.push(index, text, Stored::Text, Marks::default());
        }
        held(&[row.build(4)])
    };
    assert_snapshot(
        noted("first").diff(&noted("second")),
        str![[r#"
FIRSTDANCE of Rockstar Films
  US, sale and rental: changed
    changes  EST, 2026-01-01 to Open (a.csv, Avails, row 4): the unknown column Note is now second, was first

1 scope (licensor, ID, territory and rights model): 0 new, 1 changed, 0 not in the new one, 0 unchanged
"#]],
    );
    assert_snapshot(
        noted("first").diff(&noted("")),
        str![[r#"
FIRSTDANCE of Rockstar Films
  US, sale and rental: changed
    changes  EST, 2026-01-01 to Open (a.csv, Avails, row 4): the unknown column Note is now blank, was first

1 scope (licensor, ID, territory and rights model): 0 new, 1 changed, 0 not in the new one, 0 unchanged
"#]],
    );
    // The cells are the same, but they are read in a different time zone.
    let us = "US".parse::<TerritoryCode>().unwrap().country();
    let west = Zones::default()
        .with_zone(us, "America/Los_Angeles")
        .unwrap();
    let elsewhere = Conventions::prime_video().with_zones(west);
    let mut there = Holdings::new();
    there.apply(&feed("a.csv", &rows("2026-12-20"), &elsewhere), as_of);
    assert_snapshot(
        old.diff(&there),
        str![[r#"
First Dance, The: FIRSTDANCE of Rockstar Films
  US, sale and rental: changed
    changes  EST HD, 2026-12-20 to Open, WSP 9.99 (a.csv, Avails, row 4): Start is now 2026-12-20T08:00:00Z, was 2026-12-20T05:00:00Z in another time zone
    changes  POEST HD, 2026-11-01 to ESTStart, WSP 9.99 (a.csv, Avails, row 4): Start is now 2026-11-01T07:00:00Z, was 2026-11-01T04:00:00Z in another time zone; ESTStart is now 2026-12-20T08:00:00Z, was 2026-12-20T05:00:00Z in another time zone

1 scope (licensor, ID, territory and rights model): 0 new, 1 changed, 0 not in the new one, 0 unchanged
"#]],
    );
}
