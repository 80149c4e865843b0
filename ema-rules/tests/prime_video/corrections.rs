//! Tests the feeds that `extract` and `takedown` write, and their effects on the platform.

use ema_model::Avail;
use ema_model::Column::{
    self, Alid, End, FormatProfile, GroupIdentity, LicenseType, PriceCurrency, PriceValue, Start,
    Territory,
};
use ema_rules::{AsOf, Extract, Feed, Holdings, NeverDelivered, Profile, Scope, extract, takedown};

use crate::case::{MOVIES, Row, sale, subscription};
use crate::story::{file, summary};

/// The current holdings, the desired holdings, and the feed that leads from one to the other.
struct Case<'a> {
    name: &'a str,
    /// The held rows, applied as of January 2026, before any of their windows has ended.
    held: &'a [Row<'a>],
    /// The desired rows, or `None` if the title `FERRY` is to be taken down in the United States.
    wanted: Option<&'a [Row<'a>]>,
    as_of: &'a str,
    never_delivered: NeverDelivered,
    /// The rows in the feed, such as `FERRY US EST HD, 2026-01-01 to 2026-11-20`. The line for a Full Delete begins
    /// with `Full Delete`.
    writes: &'a [&'a str],
    /// The effects of applying the feed as of the same moment, in the form used in a story.
    does: &'a [&'a str],
}

const BASE: Case<'_> = Case {
    name: "",
    held: &[],
    wanted: Some(&[]),
    as_of: "2026-11-21",
    never_delivered: NeverDelivered::None,
    writes: &[],
    does: &[],
};

fn held(rows: &[Row<'_>], profile: &Profile) -> Holdings {
    let mut holdings = Holdings::new();
    if !rows.is_empty() {
        let as_of: AsOf = "2026-01-15".parse().unwrap();
        holdings.apply(&Feed::of(&file(MOVIES, rows), profile.conventions()), as_of);
    }
    holdings
}

fn written(avail: &Avail) -> String {
    let text = |column: Column| avail.cell(column).map_or("", |cell| cell.text());
    let entry = match text(Column::EntryType) {
        "Full Extract" => "",
        "Full Delete" => "Full Delete ",
        other => panic!("a feed has {other}"),
    };
    let names = [Alid, Territory, LicenseType, FormatProfile, GroupIdentity].map(text);
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    format!(
        "{entry}{}, {} to {}",
        names.join(" "),
        text(Start),
        text(End)
    )
}

/// Writes and sends each feed, and fails with a list of all differences.
#[track_caller]
fn check(cases: &[Case<'_>]) {
    let profile = Profile::prime_video();
    let mut differences = String::new();
    for case in cases {
        let as_of: AsOf = case.as_of.parse().unwrap();
        let mut holdings = held(case.held, &profile);
        let sent: Extract = match case.wanted {
            Some(rows) => {
                let wanted = held(rows, &profile);
                extract(
                    &holdings,
                    &wanted,
                    as_of,
                    profile.conventions(),
                    &case.never_delivered,
                )
                .unwrap()
            }
            None => {
                let scopes: Vec<Scope> = holdings.scopes().map(|(scope, _)| scope).collect();
                let scopes = scopes
                    .iter()
                    .filter(|scope| &*scope.id == "FERRY" && scope.territory.to_string() == "US");
                takedown(
                    &holdings,
                    scopes,
                    as_of,
                    profile.conventions(),
                    &case.never_delivered,
                )
                .unwrap()
            }
        };
        let writes: Vec<String> = sent.rows.iter().map(written).collect();
        let mut feed = Feed::new(profile.conventions());
        sent.rows.iter().for_each(|avail| feed.add(avail));
        let outcome = holdings.apply(&feed, as_of);
        let does: Vec<String> = outcome.scopes().map(|scope| summary(&scope)).collect();
        for (expected, found) in [(case.writes, writes), (case.does, does)] {
            if found != expected {
                differences += &format!(
                    "{}\n  expected {expected:?}\n  found    {found:?}\n",
                    case.name
                );
            }
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

/// A movie that has been on sale since the beginning of 2026.
const ON_SALE: Row<'_> = sale(&[(Start, "2026-01-01"), (End, "Open")]);
const OTHER: Row<'_> = sale(&[(Alid, "OTHER"), (Start, "2026-01-01"), (End, "Open")]);

#[test]
fn a_scope_that_changes_is_sent_whole() {
    const ENDED: Row<'_> = sale(&[(Start, "2025-01-01"), (End, "2025-12-31")]);
    const RENTAL: Row<'_> = sale(&[
        (LicenseType, "VOD"),
        (FormatProfile, "SD"),
        (PriceValue, "2.99"),
        (Start, "2026-06-01"),
        (End, "2027-05-31"),
    ]);
    const BRITISH: Row<'_> = sale(&[
        (Territory, "GB"),
        (PriceCurrency, "GBP"),
        (Start, "2026-01-01"),
    ]);
    check(&[
        // "Full Extract requires that all of your current and future avail entries are provided for a
        // scope."
        Case {
            name: "a rental that lasts longer",
            held: &[ENDED, ON_SALE, RENTAL, BRITISH],
            wanted: Some(&[
                ON_SALE,
                sale(&[
                    (LicenseType, "VOD"),
                    (FormatProfile, "SD"),
                    (PriceValue, "2.99"),
                    (Start, "2026-06-01"),
                    (End, "2027-08-31"),
                ]),
                BRITISH,
            ]),
            writes: &[
                "FERRY US EST HD, 2026-01-01 to Open",
                "FERRY US VOD SD, 2026-06-01 to 2027-08-31",
            ],
            does: &["FERRY US sale and rental: 1 changed, 1 unchanged, 1 history"],
            ..BASE
        },
        Case {
            name: "only what has ended, and the order of rows, differ",
            held: &[ENDED, ON_SALE, RENTAL, BRITISH],
            wanted: Some(&[BRITISH, RENTAL, ON_SALE]),
            ..BASE
        },
        // "Prime Video replaces all current and future avail information for a given scope". Windows that the feed
        // omits would be withdrawn.
        Case {
            name: "a rental that is live and not wanted any more",
            held: &[
                ON_SALE,
                sale(&[(LicenseType, "VOD"), (Start, "2026-01-01"), (End, "Open")]),
            ],
            wanted: Some(&[ON_SALE]),
            as_of: "2026-11-21T17:00:00Z",
            writes: &[
                "FERRY US EST HD, 2026-01-01 to Open",
                "FERRY US VOD HD, 2026-01-01 to 2026-11-20",
            ],
            does: &["FERRY US sale and rental: 1 changed, 1 unchanged; taken-down"],
            ..BASE
        },
        // "you must include details for both titles when sending a Full Extract submission, because
        // both Channels are within the same scope."
        Case {
            name: "one of two channels is not wanted any more",
            held: &[
                subscription(&[(Start, "2026-01-01"), (GroupIdentity, "pureflix")]),
                subscription(&[(Start, "2026-01-01"), (GroupIdentity, "crimeflix")]),
            ],
            wanted: Some(&[subscription(&[
                (Start, "2026-01-01"),
                (GroupIdentity, "crimeflix"),
            ])]),
            writes: &[
                "FERRY US SVOD HD crimeflix, 2026-01-01 to 2027-12-31",
                "FERRY US SVOD HD pureflix, 2026-01-01 to 2026-11-20",
            ],
            does: &["FERRY US SVOD channels: 1 changed, 1 unchanged; taken-down"],
            ..BASE
        },
    ]);
}

#[test]
fn what_is_not_wanted_any_more_ends() {
    check(&[
        // "Content providers should deliver a Full Extract avail with an appropriate date in the End field to take down
        // live titles". The End is the day before the submission, which for this feed is the 20th in New York and the
        // 21st in Tokyo.
        Case {
            name: "a live title in two territories",
            held: &[
                ON_SALE,
                sale(&[
                    (Territory, "JP"),
                    (PriceCurrency, "JPY"),
                    (PriceValue, "1200"),
                    (Start, "2026-01-01"),
                    (End, "Open"),
                ]),
                OTHER,
            ],
            wanted: Some(&[OTHER]),
            as_of: "2026-11-21T02:00:00Z",
            writes: &[
                "FERRY JP EST HD, 2026-01-01 to 2026-11-20",
                "FERRY US EST HD, 2026-01-01 to 2026-11-19",
            ],
            does: &[
                "FERRY JP sale and rental: 1 changed; taken-down",
                "FERRY US sale and rental: 1 changed; taken-down",
            ],
            ..BASE
        },
        // According to the Avails API FAQ, a title that has not launched, but whose assets were delivered, is ended
        // with a Start and End in the past.
        Case {
            name: "a title that has not begun",
            held: &[
                sale(&[]),
                sale(&[(LicenseType, "VOD"), (Start, "2027-04-01"), (End, "Open")]),
                OTHER,
            ],
            wanted: Some(&[OTHER]),
            writes: &[
                "FERRY US EST HD, 2026-11-19 to 2026-11-20",
                "FERRY US VOD HD, 2026-11-19 to 2026-11-20",
            ],
            does: &["FERRY US sale and rental: 2 changed"],
            ..BASE
        },
        // "Only use the Full Delete function to remove erroneous avail files for content that isn't live". According to
        // the FAQ, this is allowed only if neither assets nor metadata were delivered.
        Case {
            name: "a title that has not begun and of which nothing was delivered",
            held: &[
                sale(&[]),
                sale(&[(LicenseType, "VOD"), (Start, "2027-04-01"), (End, "Open")]),
                OTHER,
            ],
            wanted: Some(&[OTHER]),
            never_delivered: NeverDelivered::All,
            writes: &["Full Delete FERRY US EST HD, 1999-12-31 to 2000-01-01"],
            does: &["FERRY US sale and rental: 2 removed"],
            ..BASE
        },
        // The sources are the same as above. A window that began today can't end yesterday, before it began.
        Case {
            name: "a title taken down: live, begun today, and to come",
            held: &[
                sale(&[(Start, "2026-06-01"), (End, "2026-12-31")]),
                sale(&[(Start, "2027-02-01"), (End, "2027-04-30")]),
                sale(&[
                    (LicenseType, "VOD"),
                    (FormatProfile, "SD"),
                    (Start, "2026-11-21"),
                    (End, "Open"),
                ]),
                OTHER,
            ],
            wanted: None,
            writes: &[
                "FERRY US EST HD, 2026-06-01 to 2026-11-20",
                "FERRY US VOD SD, 2026-11-19 to 2026-11-20",
            ],
            does: &["FERRY US sale and rental: 2 changed, 1 removed; dropped-future, taken-down"],
            ..BASE
        },
    ]);
}
