//! Tests pages as browsers parse them and as readers see them.
#![cfg(feature = "html")]

use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ema_model::{
    Avail, AvailBuilder, Column, EmaVersion, FileInfo, Format, Header, HeaderColumn, HeaderRows,
    Marks, Sheet, Stored, Workbook,
};
use ema_rules::html::{HtmlPage, Rows, Timeline, TimelineBuilder};
use ema_rules::{Feed, Holdings, Profile, Timestamp};
use ema_testing::assert_snapshot;
use scraper::{Html, Selector};
use sha2::{Digest as _, Sha256};

const ROW: [(Column, &str); 14] = [
    (Column::DisplayName, "Rockstar Films"),
    (Column::AssetLanguage, "en"),
    (Column::Territory, "US"),
    (Column::WorkType, "Movie"),
    (Column::EntryType, "Full Extract"),
    (Column::TitleInternalAlias, "First Dance, The"),
    (Column::LicenseType, "EST"),
    (Column::FormatProfile, "HD"),
    (Column::Start, "2026-01-01"),
    (Column::End, "Open"),
    (Column::PriceType, "WSP"),
    (Column::PriceValue, "10.49"),
    (Column::PriceCurrency, "USD"),
    (Column::Alid, "FIRSTDANCE"),
];

fn as_of() -> Timestamp {
    Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"))
}

/// Creates a file in which each row is a copy of the previous one with some cells changed.
fn workbook(rows: &[&[(Column, &str)]]) -> Workbook {
    let header = Avail::from_cells(EmaVersion::V1_7_3, ROW).header().clone();
    let mut builder = AvailBuilder::new(header.clone());
    let avails = (4..).zip(rows).map(|(number, changes)| {
        for (column, text) in ROW.iter().chain(*changes) {
            builder.set(*column, text).expect("a column of the header");
        }
        builder.build(number)
    });
    let sheet = Sheet::new(header.clone(), avails.collect());
    let file = FileInfo::new(Some("movies.xlsx".to_owned()), Format::Xlsx);
    Workbook::new(file, vec![sheet])
}

fn page_of(workbook: &Workbook) -> String {
    let profile = Profile::prime_video();
    let report = profile.check(workbook, as_of());
    let timeline = Timeline::of(workbook, profile.conventions(), as_of());
    let rows = Rows::of(workbook);
    let page = report.as_html().rows(&rows).timeline(timeline);
    page.to_string()
}

/// Parses the page as a browser does, and asserts that there are no errors.
fn parsed(page: &str) -> Html {
    let parsed = Html::parse_document(page);
    assert_eq!(parsed.errors, Vec::<String>::new());
    parsed
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = page.select(&selector);
    found
        .map(|it| {
            let words: Vec<&str> = it.text().flat_map(str::split_whitespace).collect();
            words.join(" ")
        })
        .collect()
}

/// Returns the page without the parts that are the same on all pages.
fn body(page: &str) -> String {
    let start = page.find("<header>").expect("a header");
    let end = page.find("<script>").expect("a script");
    page[start..end].replace("><", ">\n<")
}

const OVERLAP: &[&[(Column, &str)]] = &[
    &[(Column::Territory, "US, CA, MX, FR")],
    &[(Column::Start, "2026-06-01"), (Column::End, "2026-06-30")],
    &[
        (Column::LicenseType, "VOD"),
        (Column::End, "2026-03-31"),
        (Column::PriceType, "Tier"),
    ],
    &[
        (Column::LicenseType, "VOD"),
        (Column::Start, "2027-01-01"),
        (Column::End, "2027-03-31"),
        (Column::PriceType, "Tier"),
    ],
    &[(Column::Territory, "UK")],
];

#[test]
fn a_report_as_a_page() {
    assert_snapshot(
        body(&page_of(&workbook(OVERLAP))),
        ema_testing::file!["snapshots/report.html"],
    );
}

#[test]
fn a_timeline_as_svg() {
    let profile = Profile::prime_video();
    let timeline = Timeline::of(&workbook(OVERLAP), profile.conventions(), as_of());
    let svg = timeline.as_svg();
    assert_well_formed(&svg);
    let style = svg.find("<style>").unwrap()..svg.find("</style>").unwrap();
    assert_snapshot(
        svg.replace(&svg[style], "").replace("><", ">\n<"),
        ema_testing::file!["snapshots/timeline.svg"],
    );
}

#[test]
fn what_a_feed_does_as_a_page() {
    let profile = Profile::prime_video();
    let mut held = Holdings::new();
    held.apply(
        &Feed::of(&workbook(OVERLAP), profile.conventions()),
        as_of(),
    );
    let next = workbook(&[
        &[(Column::Territory, "US, CA"), (Column::End, "2027-12-31")],
        &[(Column::Territory, "US"), (Column::LicenseType, "AVOD")],
        &[
            (Column::Territory, "MX"),
            (Column::EntryType, "Full Delete"),
        ],
    ]);
    let outcome = held.apply(&Feed::of(&next, profile.conventions()), as_of());
    let page = HtmlPage::new(as_of())
        .outcome("next.xlsx", &outcome, "")
        .refused("broken.xlsx", "the rules find an error in it")
        .to_string();
    parsed(&page);
    assert_snapshot(body(&page), ema_testing::file!["snapshots/outcome.html"]);
}

#[test]
fn a_page_says_what_may_style_and_run_and_nothing_else_does() {
    let page = page_of(&workbook(OVERLAP));
    let parsed = parsed(&page);
    let only = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        let found: Vec<_> = parsed.select(&selector).collect();
        assert_eq!(found.len(), 1, "{selector:?}");
        let hash = Sha256::digest(found[0].text().collect::<String>());
        format!("'sha256-{}'", BASE64_STANDARD.encode(hash))
    };
    let meta = Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap();
    let policy = parsed.select(&meta).next().unwrap().attr("content");
    assert_eq!(
        policy.unwrap(),
        format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            only("style"),
            only("script")
        )
    );
    assert!(
        !page.contains(" style="),
        "the policy forbids style in attributes"
    );
    assert!(
        !page.contains("url(h") && !page.contains("src="),
        "nothing is loaded"
    );
}

/// Text that tries to end a text node, an attribute, a comment or a section, to run as a script, or to reverse the
/// direction of the text after it. If the text is in a cell, none of this may work.
const HOSTILE: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>' onload='x' ]]> --> \
                       </style></title></svg><u>&lt; javascript:alert(3) \0\u{1b}\u{202e}\u{ffff}";

/// Creates a file with the hostile text in every cell, in the header and category, and in the names of the sheet and the
/// file.
fn hostile_workbook() -> Workbook {
    let names = Column::ALL.iter().map(|column| column.name());
    let columns = (0..)
        .zip(names.chain([HOSTILE]))
        .map(|(index, name)| HeaderColumn::new(index, name.into(), Some(HOSTILE.into())));
    let rows = HeaderRows::names_in(1);
    let columns: Vec<HeaderColumn> = columns.collect();
    let beyond = u16::try_from(columns.len() - 1).expect("fewer columns");
    let header = Arc::new(Header::new(HOSTILE.into(), rows, columns, None, None));
    let mut avails = Vec::new();
    for number in 4..8 {
        let mut builder = AvailBuilder::new(header.clone());
        let all = Column::ALL.iter();
        for column in all.filter(|column| **column != Column::TerritoryExclusion) {
            builder
                .set(*column, HOSTILE)
                .expect("a column of the header");
        }
        // The scope, the entry type and the window are valid, so that the row is drawn.
        let readable = [
            (Column::Territory, "US"),
            (
                Column::EntryType,
                if number == 7 {
                    "Full Delete"
                } else {
                    "Full Extract"
                },
            ),
            (Column::Start, "2026-01-01"),
            (Column::End, "Open"),
        ];
        for (column, text) in readable
            .iter()
            .take(if number == 6 { 0 } else { readable.len() })
        {
            builder.set(*column, text).expect("a column of the header");
        }
        builder.push(beyond, HOSTILE, Stored::Text, Marks::default());
        avails.push(builder.build(number));
    }
    let file = FileInfo::new(Some(HOSTILE.to_owned()), Format::Xlsx);
    Workbook::new(file, vec![Sheet::new(header, avails)])
}

/// The elements that pages may contain.
const KNOWN: [&str; 54] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "script",
    "body",
    "a",
    "svg",
    "defs",
    "pattern",
    "line",
    "linearGradient",
    "stop",
    "rect",
    "g",
    "text",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "nav",
    "main",
    "div",
    "label",
    "input",
    "button",
    "output",
    "section",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "span",
    "code",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "i",
    "b",
    "ul",
    "li",
    "small",
    "select",
    "option",
    "bdi",
    "footer",
];

/// Checks that no element or attribute on a page comes from a cell.
fn assert_nothing_runs(page: &str) {
    assert!(
        page.contains("&lt;script&gt;"),
        "the cells are not on the page"
    );
    for forbidden in ['\0', '\u{1b}', '\u{202e}', '\u{ffff}'] {
        assert!(!page.contains(forbidden), "{forbidden:?}");
    }
    let page = parsed(page);
    let all = Selector::parse("*").expect("a selector");
    for element in page.select(&all) {
        let value = element.value();
        assert!(KNOWN.contains(&value.name()), "{value:?}");
        for (name, text) in value.attrs() {
            assert!(!name.starts_with("on"), "{value:?}");
            let is_link = ["href", "src", "action"].contains(&name);
            assert!(!is_link || text.starts_with('#'), "{value:?}");
        }
    }
    let count = |selector: &str| {
        page.select(&Selector::parse(selector).expect("a selector"))
            .count()
    };
    assert_eq!(
        (count("script"), count("style"), count("head title")),
        (1, 1, 1)
    );
}

#[test]
fn no_cell_becomes_an_element_or_an_attribute() {
    let workbook = hostile_workbook();
    let page = page_of(&workbook);
    assert_nothing_runs(&page);
    let profile = Profile::prime_video();
    let feed = Feed::of(&workbook, profile.conventions()).named(HOSTILE);
    let passed_over: Vec<u32> = feed.passed_over().iter().map(|it| it.row).collect();
    assert_eq!(passed_over, [6], "{:?}", feed.passed_over());
    let mut held = Holdings::new();
    let outcome = held.apply(&feed, as_of());
    let plan = HtmlPage::new(as_of())
        .outcome(HOSTILE, &outcome, "")
        .refused(HOSTILE, HOSTILE)
        .timeline(
            HOSTILE,
            Timeline::of(&workbook, profile.conventions(), as_of()),
            "",
        );
    assert_nothing_runs(&plan.to_string());
    let svg = Timeline::of(&workbook, profile.conventions(), as_of()).as_svg();
    assert!(svg.contains("&lt;script&gt;"));
    assert_well_formed(&svg);
}

/// Reads a whole XML document and checks that it contains only the elements and attributes that drawings use.
fn assert_well_formed(svg: &str) {
    use quick_xml::events::Event;
    const KNOWN: [&str; 11] = [
        "svg",
        "style",
        "defs",
        "pattern",
        "line",
        "linearGradient",
        "stop",
        "rect",
        "text",
        "g",
        "title",
    ];
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_comments = true;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                assert!(KNOWN.contains(&name.as_str()), "{name}");
                for attribute in element.attributes() {
                    let attribute = attribute.expect("an attribute");
                    assert!(!attribute.key.as_ref().starts_with("on"));
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

#[test]
fn a_page_can_be_read_without_eyes_and_without_a_mouse() {
    let page = parsed(&page_of(&workbook(OVERLAP)));
    let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("html[lang=en]"), 1);
    assert_eq!(
        (count("h1"), count("main"), count("header"), count("footer")),
        (1, 1, 1, 1)
    );
    assert_eq!(count("a.skip[href=\"#main\"]"), 1);
    assert_eq!(count("table"), count("table > caption"));
    assert_eq!(count("th"), count("th[scope]"));
    assert!(count("table") > 0);
    assert_eq!(count("input"), count("label > input"));
    // Scrollable tables can be reached with the keyboard, but are not landmarks.
    assert_eq!(
        count(".scroll"),
        count(".scroll[tabindex=\"0\"][role=group][aria-label]")
    );
    // The drawings are hidden from screen readers, because the text beside each drawing describes it.
    assert_eq!(count("svg"), count("svg[aria-hidden=true]"));
    let lanes = Selector::parse(".lane").unwrap();
    let (said, drawn) = (
        Selector::parse("div").unwrap(),
        Selector::parse("title").unwrap(),
    );
    let mut tooltips = 0;
    for lane in page.select(&lanes) {
        let said: String = lane.select(&said).flat_map(|it| it.text()).collect();
        for tooltip in lane.select(&drawn) {
            let tooltip: String = tooltip.text().collect();
            assert!(said.contains(&tooltip), "{tooltip:?} is not in {said:?}");
            tooltips += 1;
        }
    }
    assert!(tooltips > 5, "{tooltips}");
}

/// In a lane with many windows, the descriptions after the first few are folded, and those that do not fit are only
/// counted.
#[test]
fn many_windows_of_a_lane_are_folded_and_counted() {
    const WINDOWS: usize = 30;
    let windows: Vec<[(Column, String); 2]> = (0..WINDOWS)
        .map(|month| {
            let (year, month) = (2024 + month / 12, month % 12 + 1);
            let day = |day: usize| format!("{year}-{month:02}-{day:02}");
            [(Column::Start, day(1)), (Column::End, day(20))]
        })
        .collect();
    let rows: Vec<Vec<(Column, &str)>> = windows
        .iter()
        .map(|cells| {
            cells
                .iter()
                .map(|(column, text)| (*column, &**text))
                .collect()
        })
        .collect();
    let rows: Vec<&[(Column, &str)]> = rows.iter().map(|row| &row[..]).collect();
    let page = parsed(&page_of(&workbook(&rows)));
    assert_eq!(
        texts(&page, ".more > summary"),
        ["and 26 more windows, 27 more gaps"]
    );
    assert_eq!(texts(&page, ".lane svg rect").len(), 24);
    let folded = texts(&page, ".more small");
    assert!(
        folded.contains(&"and 6 more windows, not drawn".to_owned()),
        "{folded:?}"
    );
    assert!(
        folded.contains(&"and 5 more gaps, not drawn".to_owned()),
        "{folded:?}"
    );
}

/// The relative luminance of a color.
///
/// Source: WCAG 2.2, "relative luminance".
fn luminance(color: &str) -> f64 {
    let digits = color.strip_prefix('#').expect("a color in hexadecimal");
    let wide = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let part = |at: usize| {
        let part = u8::from_str_radix(&wide[at..at + 2], 16).expect("two digits");
        let part = f64::from(part) / 255.0;
        match part <= 0.040_45 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Returns the custom properties in the first CSS rule after a mark in the style sheet.
fn colors<'a>(style: &'a str, mark: &str) -> std::collections::HashMap<&'a str, &'a str> {
    let rules = &style[style.find(mark).expect("the mark")..];
    let (_, rules) = rules.split_once(":root{").expect("a rule");
    let (rule, _) = rules.split_once('}').expect("its end");
    let properties = rule.split(';').filter_map(|it| it.trim().split_once(':'));
    properties
        .filter_map(|(name, value)| Some((name.strip_prefix("--")?, value)))
        .collect()
}

/// Source: WCAG 2.2 AA, 1.4.3 for text and 1.4.11 for graphics.
#[test]
fn every_color_stands_out_in_the_light_and_in_the_dark() {
    let page = page_of(&workbook(OVERLAP));
    let style = texts(&parsed(&page), "style").remove(0);
    let used = |property: &str| -> std::collections::BTreeSet<String> {
        let uses = style.match_indices(property);
        uses.filter_map(|(at, _)| {
            let before = style[..at].chars().next_back()?;
            let (name, _) = style[at + property.len()..].split_once(')')?;
            // A `border-color:` declaration does not set the color of text.
            (!before.is_alphanumeric() && before != '-').then(|| name.to_owned())
        })
        .collect()
    };
    const TEXTS: [&str; 6] = ["ink", "soft", "error", "warning", "notice", "clash"];
    // The checked colors include every color used for text or as a background.
    let grounds = used("background:var(--");
    assert!(
        grounds.contains("paper") && grounds.contains("mark"),
        "{grounds:?}"
    );
    for text in used("color:var(--") {
        assert!(TEXTS.contains(&&*text), "--{text} is a color of text");
    }
    for mark in [":root{", "prefers-color-scheme:dark"] {
        let of = colors(&style, mark);
        let stands_out = |color: &str, ground: &str, least: f64| {
            let found = contrast(of[color], of[ground]);
            assert!(
                found >= least,
                "--{color} on --{ground}, {mark}: {found:.2} of {least}"
            );
        };
        for ground in &grounds {
            stands_out("ink", ground, 4.5);
        }
        for text in TEXTS {
            for ground in ["paper", "card", "wash"] {
                stands_out(text, ground, 4.5);
            }
        }
        for bar in ["live", "future", "ended", "clash"] {
            stands_out(bar, "paper", 3.0);
        }
        stands_out("clash", "mark", 3.0);
    }
}

#[test]
fn a_finding_is_shown_in_its_row_with_the_cell_marked() {
    let page = parsed(&page_of(&workbook(OVERLAP)));
    let marked = texts(&page, "td.at");
    assert!(marked.contains(&"UK".to_owned()), "{marked:?}");
    let headers = texts(&page, "thead th");
    assert!(headers.contains(&"C Territory".to_owned()), "{headers:?}");
}

#[test]
fn territories_with_the_same_windows_share_a_lane() {
    let page = parsed(&page_of(&workbook(OVERLAP)));
    let lanes = texts(&page, ".lane > div");
    assert_eq!(lanes.len(), 3, "{lanes:?}");
    assert!(
        lanes[0].starts_with("EST HD en in CA, FR and MX"),
        "{}",
        lanes[0]
    );
    assert!(lanes[1].contains("overlap from 2026-06-01"), "{}", lanes[1]);
    let gaps = texts(&page, "svg title");
    assert!(
        gaps.iter().any(|it| it.starts_with("gap: no window from")),
        "{gaps:?}"
    );
}

/// A pre-order ends when the first sale in its scope starts. A sale in another territory does not end the pre-order.
#[test]
fn a_pre_order_ends_where_the_sale_starts() {
    let pre_order = [(Column::LicenseType, "POEST"), (Column::End, "ESTStart")];
    let timeline = |sales: &[&[(Column, &str)]]| {
        let rows: Vec<&[(Column, &str)]> = [&pre_order[..]]
            .into_iter()
            .chain(sales.iter().copied())
            .collect();
        let timeline = Timeline::of(
            &workbook(&rows),
            Profile::prime_video().conventions(),
            as_of(),
        );
        let page = HtmlPage::new(as_of())
            .timeline("a", timeline, "")
            .to_string();
        let lanes = texts(&parsed(&page), ".lane small");
        lanes
            .into_iter()
            .find(|it| it.contains("ESTStart"))
            .expect("the pre-order")
    };
    let later = [
        (Column::LicenseType, "EST"),
        (Column::Start, "2026-09-01"),
        (Column::End, "Open"),
    ];
    let sooner = [
        (Column::LicenseType, "EST"),
        (Column::Start, "2026-08-01"),
        (Column::End, "2026-08-31"),
    ];
    let elsewhere = [
        (Column::LicenseType, "EST"),
        (Column::Start, "2026-02-01"),
        (Column::End, "Open"),
        (Column::Territory, "FR"),
    ];
    let to_come = [
        (Column::LicenseType, "EST"),
        (Column::Start, "2026-12-01"),
        (Column::End, "Open"),
    ];
    let written = "2026-01-01 to ESTStart · ";
    assert_eq!(
        timeline(&[&later, &sooner]),
        format!("{written}ended · row 4")
    );
    assert_eq!(timeline(&[&to_come]), format!("{written}live · row 4"));
    assert_eq!(timeline(&[&elsewhere]), format!("{written}live · row 4"));
}

#[test]
fn windows_at_the_ends_of_time_are_drawn() {
    let far = workbook(&[
        &[(Column::Start, "0001-01-01"), (Column::End, "9999-12-31")],
        &[
            (Column::Start, "9999-01-01"),
            (Column::End, "Open"),
            (Column::Territory, "FR"),
        ],
        &[
            (Column::Start, "2026-12-01"),
            (Column::End, "2026-01-01"),
            (Column::Territory, "DE"),
        ],
    ]);
    let profile = Profile::prime_video();
    for at in [Timestamp::MIN, as_of(), Timestamp::MAX] {
        let timeline = Timeline::of(&far, profile.conventions(), at);
        assert!(!timeline.is_empty());
        let svg = timeline.as_svg();
        assert_well_formed(&svg);
        assert!(!svg.contains("NaN") && !svg.contains("inf%"), "{at}");
        parsed(&HtmlPage::new(at).timeline("far", timeline, "").to_string());
    }
}

#[test]
fn a_catalogue_of_titles_stays_a_page_that_opens_and_says_what_is_left_out() {
    const TITLES: usize = 20_000;
    let header = Avail::from_cells(EmaVersion::V1_7_3, ROW).header().clone();
    let mut builder = AvailBuilder::new(header);
    let profile = Profile::prime_video();
    let mut windows = TimelineBuilder::new(profile.conventions(), as_of());
    for number in 0..TITLES {
        for (column, text) in ROW {
            builder.set(column, text).unwrap();
        }
        builder
            .set(Column::Alid, format!("TITLE_{number:06}").as_str())
            .unwrap();
        windows.add(&builder.build(4));
    }
    let timeline = windows.build();
    let svg = timeline.as_svg();
    assert!(svg.len() < 6_000_000, "{}", svg.len());
    assert_well_formed(&svg);
    let drawn = svg.matches("class=\"h\"").count();
    let said = format!(
        "The first {},{:03} of 20,000 titles",
        drawn / 1000,
        drawn % 1000
    );
    assert!(svg.contains(&said), "{said}");
    let page = HtmlPage::new(as_of()).timeline("large.xlsx", timeline, "; ask for the rest");
    let page = page.to_string();
    assert!(page.len() < 8_000_000, "{}", page.len());
    assert!(page.contains("<p>20,000 titles."));
    let left_out = TITLES - page.matches("class=\"name\"").count();
    let said = format!(
        "{},{:03} titles after these can't be drawn at all; ask for the rest.",
        left_out / 1000,
        left_out % 1000
    );
    assert!(page.contains(&said), "{said}");
}
