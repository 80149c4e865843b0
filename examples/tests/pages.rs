//! Tests that the program's pages and drawings are complete, self-contained and safe, regardless of what the files
//! contain.

use std::path::Path;
use std::process::{Command, Output};

use scraper::{Html, Selector};

const SAMPLE: &str = "data/sample-avails.xlsx";
const FEEDS: [&str; 3] = [
    "data/feeds/1-crimeflix.csv",
    "data/feeds/2-both-channels.csv",
    "data/feeds/3-pureflix-alone.csv",
];

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .args(["--as-of", "2026-11-22"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts")
}

/// A folder for results.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        let path = self.0.path().join(name);
        path.to_str().expect("UTF-8").to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        path
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a result")
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// Parses a page as a browser does and asserts that the page has no errors, loads nothing, and runs only its own
/// script.
fn page(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert_eq!(page.errors, Vec::<String>::new());
    for element in page.select(&selector("*")) {
        for (name, value) in element.value().attrs() {
            let is_link = ["href", "src", "action", "srcdoc"].contains(&name);
            assert!(!is_link || value.starts_with('#'), "{:?}", element.value());
            assert!(
                !name.starts_with("on") && name != "style",
                "{:?}",
                element.value()
            );
        }
    }
    assert_eq!(texts(&page, "script").len(), 1);
    assert_eq!(texts(&page, "style").len(), 1);
    let metas = selector("meta[http-equiv=Content-Security-Policy]");
    let policy = page.select(&metas).filter_map(|meta| meta.attr("content"));
    assert!(
        policy
            .into_iter()
            .all(|it| it.starts_with("default-src 'none'; ")),
        "the policy"
    );
    for link in page.select(&selector("a")) {
        let target = link.attr("href").expect("a target");
        assert_eq!(texts(&page, target).len(), 1, "{target}");
    }
    page
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn texts(page: &Html, wanted: &str) -> Vec<String> {
    let wanted = selector(wanted);
    let found = page.select(&wanted);
    found
        .map(|it| {
            let words: Vec<&str> = it.text().flat_map(str::split_whitespace).collect();
            words.join(" ")
        })
        .collect()
}

/// Parses a drawing as XML and returns the names of all elements.
fn elements(svg: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                names.push(element.name().as_ref().to_owned());
                for attribute in element.attributes() {
                    let name = attribute.expect("an attribute").key.as_ref().to_owned();
                    assert!(!name.starts_with("on") && !name.ends_with("href"), "{name}");
                }
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn a_check_is_a_page() {
    let folder = Folder::new();
    let printed = ema(&["validate", SAMPLE, "--format", "html"]);
    assert_eq!(printed.status.code(), Some(1));
    let path = folder.path("report.html");
    let written = ema(&["validate", SAMPLE, "--format", "html", "--output", &path]);
    assert_eq!(written.status.code(), Some(1));
    assert_eq!(
        (stdout(&written), &*written.stderr),
        (String::new(), &[][..])
    );
    assert_eq!(stdout(&printed), folder.read("report.html"));

    let page = page(&stdout(&printed));
    assert_eq!(texts(&page, "h1"), ["Avails report"]);
    assert_eq!(texts(&page, "h2"), ["sample-avails.xlsx"]);
    // The page and the JSON report must give the same counts.
    let json = ema(&["validate", SAMPLE, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let counts = texts(&page, ".counts dd");
    let expected = ["error", "warning", "notice"].map(|grade| {
        let count = &json["files"][0]["summary"][grade];
        count.to_string()
    });
    assert_eq!(counts, expected);
    assert!(texts(&page, "td.at").contains(&"UK".to_owned()));
    assert!(texts(&page, ".title .name").len() > 10);
}

#[test]
fn files_without_findings_say_so_and_files_without_rows_draw_nothing() {
    let folder = Folder::new();
    // The feed is converted to a workbook, because a rule reports a notice for every other kind of
    // file.
    let workbook = folder.path("feed.xlsx");
    let converted = Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(["convert", FEEDS[0], &workbook])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(converted.status.success());
    let clean = ema(&["validate", &workbook, "--format", "html"]);
    assert_eq!(clean.status.code(), Some(0));
    let clean = page(&stdout(&clean));
    assert!(texts(&clean, "p").contains(&"Nothing was found.".to_owned()));
    assert_eq!(texts(&clean, ".counts dd"), ["0", "0", "0"]);
    // A count of zero is not highlighted.
    assert!(texts(&clean, ".counts .error, .counts .warning").is_empty());

    let template = folder.path("empty.xlsx");
    let made = Command::new(env!("CARGO_BIN_EXE_ema"))
        .args([
            "template",
            "--ema-version",
            "1.9",
            "--sheet",
            "avails",
            &template,
        ])
        .status();
    assert!(made.expect("the program starts").success());
    let empty = page(&stdout(&ema(&["validate", &template, "--format", "html"])));
    assert!(texts(&empty, "p").contains(&"There is no window to draw.".to_owned()));
}

/// A report in any format names the files that could not be read.
#[test]
fn what_could_not_be_read_stands_in_the_report() {
    let folder = Folder::new();
    let empty = folder.write("empty.csv", "");
    let of_form = |form: &str| {
        let out = folder.path("report");
        let files = ["validate", "data/feeds", SAMPLE, &empty, FEEDS[0]];
        let output = ema(&[&files[..], &["--format", form, "--output", &out]].concat());
        assert_eq!(output.status.code(), Some(2), "{form}");
        folder.read("report")
    };
    let page = page(&of_form("html"));
    let names = [
        "feeds",
        "empty.csv",
        "sample-avails.xlsx",
        "1-crimeflix.csv",
    ];
    assert_eq!(texts(&page, ".files tbody th"), names);
    assert_eq!(texts(&page, ".files td.bad"), ["could not be read"; 2]);
    assert_eq!(
        texts(&page, "h2"),
        ["2 files could not be read", names[2], names[3]]
    );
    let told = texts(&page, "section:first-of-type p");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains("is a folder") && told[1].contains("is empty"),
        "{told:?}"
    );

    let json: serde_json::Value = serde_json::from_str(&of_form("json")).expect("JSON");
    assert_eq!(json["files"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["unreadable"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["unreadable"][1]["file"], "empty.csv");
    let message = json["unreadable"][1]["message"].as_str();
    assert!(message.expect("a message").contains("is empty"));

    let log: serde_json::Value = serde_json::from_str(&of_form("sarif")).expect("JSON");
    let told = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(told.as_array().map(Vec::len), Some(2));

    let text = of_form("text");
    assert_eq!(text.matches("not checked: ").count(), 2, "{text}");
    assert!(
        text.contains("not checked: data/feeds is a folder"),
        "{text}"
    );
}

#[test]
fn a_page_is_written_where_nothing_could_be_read() {
    let folder = Folder::new();
    let out = folder.path("report.html");
    let none = ema(&["validate", "data", "--format", "html", "--output", &out]);
    assert_eq!(none.status.code(), Some(2));
    let page = page(&folder.read("report.html"));
    assert_eq!(texts(&page, "h2"), ["1 file could not be read"]);
    let json = ema(&["validate", SAMPLE, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["unreadable"], serde_json::json!([]));
}

#[test]
fn a_timeline_is_a_page_or_a_drawing() {
    let folder = Folder::new();
    let (html, svg) = (folder.path("t.html"), folder.path("t.svg"));
    let drawn = ema(&["timeline", SAMPLE, FEEDS[0], &html]);
    assert_eq!((drawn.status.code(), &*drawn.stdout), (Some(0), &[][..]));
    let drawn = page(&folder.read("t.html"));
    assert_eq!(texts(&drawn, "h1"), ["Avails timeline"]);
    assert_eq!(
        texts(&drawn, "h2"),
        ["sample-avails.xlsx", "1-crimeflix.csv"]
    );
    assert_eq!(texts(&drawn, "nav a").len(), 2);

    let id = "LAST_FERRY_2024";
    let one = ema(&["timeline", SAMPLE, &svg, "--title", id]);
    assert_eq!(one.status.code(), Some(0));
    let svg = folder.read("t.svg");
    let names = elements(&svg);
    assert_eq!(names[0], "svg");
    assert!(!names.contains(&"script".to_owned()));
    let headings = svg.matches("class=\"h\"").count();
    assert_eq!((headings, svg.matches(id).count()), (1, 1));
    assert!(svg.contains("overlap from 2026-06-01"), "{svg}");
    let none = ema(&[
        "timeline",
        SAMPLE,
        &folder.path("none.svg"),
        "--title",
        "NO",
    ]);
    assert_eq!(none.status.code(), Some(0));
    assert!(
        folder
            .read("none.svg")
            .contains("There is no window to draw.")
    );
}

#[test]
fn what_feeds_change_is_a_page() {
    let folder = Folder::new();
    let (state, out) = (folder.path("state.json"), folder.path("plan.html"));
    let wrong = folder.write(
        "wrong.csv",
        "ALID,Territory,WorkType,LicenseType\nA,UK,Movie,EST\n",
    );
    let mut arguments = vec!["apply", "--state", &state, "--format", "html"];
    arguments.extend(["--output", &out, "--live", "DE"]);
    arguments.extend(FEEDS);
    let applied = ema(&arguments);
    assert_eq!(applied.status.code(), Some(0));
    let plan = page(&folder.read("plan.html"));
    assert_eq!(texts(&plan, "h1"), ["What changes on the platform"]);
    assert_eq!(texts(&plan, "h2").len(), 4);
    assert_eq!(texts(&plan, "h2")[3], "Live in DE");
    // The page describes the changes in words, not only in the drawing.
    let lanes = texts(&plan, ".lane > div");
    let lost = "SVOD HD crimeflix de in DE is lost: 2026-01-01 to 2026-12-31";
    assert!(lanes.iter().any(|lane| lane.starts_with(lost)), "{lanes:?}");

    let refused = ema(&["apply", "--state", &state, "--format", "html", &wrong]);
    assert_eq!(refused.status.code(), Some(1));
    let refused = page(&stdout(&refused));
    assert!(texts(&refused, "section b.bad").contains(&"Refused".to_owned()));
    let replaced = ema(&[
        "apply", "--state", &state, "--format", "html", "--output", &state,
    ]);
    assert_eq!(replaced.status.code(), Some(2));
}

/// Text that, without escaping, would end a text node, an attribute, a comment or a section, and
/// then run a script.
const HOSTILE: &str = "</script></style></title></svg><script>alert(1)</script>'><img src=x onerror=alert(2)> --> ]]>";

/// A sheet has hostile text in its name, its header and its cells, except in the few cells that must be valid so that
/// windows are drawn.
#[test]
fn nothing_in_a_sheet_runs() {
    let folder = Folder::new();
    let names = [
        ("DisplayName", HOSTILE),
        ("ALID", HOSTILE),
        ("TitleInternalAlias", HOSTILE),
        ("WorkType", HOSTILE),
        ("EntryType", "Full Extract"),
        ("Territory", "DE"),
        ("LicenseType", HOSTILE),
        ("FormatProfile", HOSTILE),
        ("AssetLanguage", HOSTILE),
        ("GroupIdentity", HOSTILE),
        ("Start", "2026-01-01"),
        ("End", "Open"),
        ("PriceType", HOSTILE),
        ("PriceValue", HOSTILE),
        (HOSTILE, HOSTILE),
    ];
    let row = |of: fn(&(&str, &str)) -> String| names.iter().map(of).collect::<Vec<_>>().join(",");
    let head = row(|(name, _)| format!("\"{name}\""));
    let readable = row(|(_, text)| format!("\"{text}\""));
    let without_scope = readable
        .replace("DE", HOSTILE)
        .replace("2026-01-01", HOSTILE);
    let sheet = folder.write(
        "<img src=x onerror=alert(3)>.csv",
        &format!("{head}\n{readable}\n{readable}\n{without_scope}\n"),
    );
    let state = folder.path("state.json");
    let (html, svg) = (folder.path("t.html"), folder.path("t.svg"));
    let checked = ema(&["validate", &sheet, "--format", "html"]);
    assert_eq!(checked.status.code(), Some(1));
    let applied = ema(&[
        "apply", "--force", "--state", &state, "--format", "html", &sheet,
    ]);
    assert_eq!(applied.status.code(), Some(0));
    let refused = ema(&["apply", "--state", &state, "--format", "html", &sheet]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(ema(&["timeline", &sheet, &html]).status.code(), Some(0));
    assert_eq!(ema(&["timeline", &sheet, &svg]).status.code(), Some(0));
    let missing = folder.path(&HOSTILE.replace('/', "|"));
    let unread = ema(&["validate", &missing, "--format", "html"]);
    assert_eq!(unread.status.code(), Some(2));
    for text in [
        stdout(&checked),
        stdout(&applied),
        stdout(&refused),
        folder.read("t.html"),
        stdout(&unread),
    ] {
        assert!(text.contains("&lt;img src=x"), "it is not on the page");
        let page = page(&text);
        assert!(texts(&page, "img, body style, main script").is_empty());
    }
    let svg = folder.read("t.svg");
    assert!(svg.contains("&lt;script&gt;"));
    let names = elements(&svg);
    assert!(names.iter().all(|name| name != "script" && name != "img"));
    assert!(Path::new(&state).exists());
}
