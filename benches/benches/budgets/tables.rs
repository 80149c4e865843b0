//! Prints tables of the measured work, with floors and budgets.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::files;
use crate::measure::{Cost, Work};

/// A line in a table, with the measured work, the floor and the budget.
struct Line<'a> {
    name: &'a str,
    work: Work<'a>,
    floor: Option<Work<'a>>,
    budget: Option<f64>,
    /// The budget for the peak memory, in MB.
    memory: Option<u64>,
    /// Whether the measured memory includes only the work itself and not its preparation.
    has_memory: bool,
}

pub(crate) fn print(arguments: &[&str]) {
    let own = arguments.iter().find(|it| it.ends_with(".xlsx"));
    // Cargo also passes this benchmark the filters for other benchmarks.
    let is_asked = |it: &&str| it.starts_with('-') || "budgets".contains(it);
    if own.is_none() && !arguments.iter().all(is_asked) {
        return;
    }
    let is_quick = arguments.contains(&"--quick");
    let (rows, rounds) = if is_quick { (6_000, 3) } else { (60_000, 7) };
    let folder = TempDir::new().expect("a folder");
    let ema = program();
    let feed = match own {
        Some(path) => PathBuf::from(path),
        None => feed(&folder, rows, "Ordinary"),
    };
    // The budget is higher for the user's own workbook, which can have ten findings per row.
    let validate_budget = if own.is_none() { 0.6 } else { 0.9 };
    print_ratios(&ema, &feed, rounds, validate_budget);
    if own.is_none() {
        print_shapes(&ema, &folder, &feed, rows, rounds);
        print_holdings(&ema, &folder, rows / 2, rounds);
        files::print(&ema, folder.path(), rounds);
        print_instructions(&folder);
    }
}

fn print_ratios(ema: &Path, feed: &Path, rounds: usize, validate_budget: f64) {
    let cells = Work::Job("cells");
    let line = |name, work, budget| Line {
        name,
        work,
        floor: Some(cells),
        budget,
        memory: None,
        has_memory: true,
    };
    let report = |name, work| Line {
        memory: Some(80),
        ..line(name, work, Some(validate_budget))
    };
    let validate = Work::Program(ema, &["validate", "IN"]);
    let validate_json = Work::Program(ema, &["validate", "IN", "--format", "json"]);
    let validate_html = Work::Program(ema, &["validate", "IN", "--format", "html"]);
    let convert = Work::Program(ema, &["convert", "IN", "OUT.xml"]);
    let in_memory = |name, work, floor, budget| Line {
        floor: Some(floor),
        has_memory: false,
        ..line(name, work, budget)
    };
    let lines = [
        line("unpack, and read each byte", Work::Job("inflate"), None),
        Line {
            floor: None,
            ..line("calamine's stream of cells", cells, None)
        },
        line("read into `Avail`s", Work::Job("read"), Some(1.3)),
        report("`ema validate`", validate),
        report("`ema validate --format json`", validate_json),
        report("`ema validate --format html`", validate_html),
        line(
            "the same check on one core, without a report",
            Work::Job("check"),
            None,
        ),
        line("`ema convert` to XML", convert, Some(2.5)),
        in_memory(
            "write as `.xlsx`",
            Work::Job("write"),
            Work::Job("write texts"),
            Some(1.3),
        ),
        in_memory(
            "annotate; the floor is reading",
            Work::Job("annotate"),
            Work::Job("read"),
            Some(3.0),
        ),
        in_memory("apply again", Work::Job("apply"), Work::Job("hash"), None),
    ];
    let filled = Work::Job("count").cost(feed).memory;
    println!("{} filled cells\n", thousands(filled));
    print_lines(&lines, feed, rounds);
}

/// Prints the cost of `apply`, `diff` and `timeline`, relative to the cost of reading the same rows. Each row lists all
/// territories.
fn print_holdings(ema: &Path, folder: &TempDir, rows: usize, rounds: usize) {
    let feed = feed(folder, rows, "Worldwide");
    let read = Work::Job("read");
    let line = |name, arguments| Line {
        name,
        work: Work::Program(ema, arguments),
        floor: Some(read),
        budget: Some(5.0),
        memory: Some(300),
        has_memory: true,
    };
    let lines = [
        Line {
            name: "read into `Avail`s",
            work: read,
            floor: None,
            budget: None,
            memory: None,
            has_memory: true,
        },
        line(
            "`ema apply`",
            &["apply", "--state", "STATE.json", "IN", "--force"],
        ),
        line("`ema diff` with itself", &["diff", "IN", "IN", "--force"]),
        line("`ema timeline`", &["timeline", "IN", "OUT.html", "--force"]),
    ];
    println!("\n{} worldwide rows\n", thousands(rows as u64));
    print_lines(&lines, &feed, rounds);
}

fn print_lines(lines: &[Line<'_>], feed: &Path, rounds: usize) {
    println!("| | time | peak memory | relative to its floor | budget |");
    println!("|---|---|---|---|---|");
    let costs = rounds_of(lines, feed, rounds);
    for (line, costs) in lines.iter().zip(costs) {
        let ratio = match line.floor {
            Some(_) => format!(
                "{:.2} ×",
                median(costs.iter().map(|(cost, floor)| ratio(*cost, *floor)))
            ),
            None => String::new(),
        };
        let budgets = [
            line.budget.map(|budget| format!("{budget} ×")),
            line.memory.map(|memory| format!("{memory} MB")),
        ];
        let budgets: Vec<String> = budgets.into_iter().flatten().collect();
        let memory = match line.has_memory {
            true => megabytes(&costs),
            false => String::new(),
        };
        let (time, budgets) = (seconds(&costs), budgets.join(", "));
        println!(
            "| {} | {time} | {memory} | {ratio} | {budgets} |",
            line.name
        );
    }
}

/// Returns the cost of each line and of its floor, in every round.
fn rounds_of(lines: &[Line<'_>], feed: &Path, rounds: usize) -> Vec<Vec<(Cost, Cost)>> {
    let mut costs = vec![Vec::new(); lines.len()];
    for _ in 0..rounds {
        for (line, costs) in lines.iter().zip(&mut costs) {
            let floor = line.floor.map(|floor| floor.cost(feed));
            let cost = line.work.cost(feed);
            costs.push((cost, floor.unwrap_or(cost)));
        }
    }
    costs
}

/// Measures the cost for different numbers of rows, and for adversarial feeds.
///
/// A list of all territories is longer than all other cells in the row combined, so each feed is compared not only with
/// ordinary rows, but also with a floor for reading the same feed.
fn print_shapes(ema: &Path, folder: &TempDir, ordinary: &Path, rows: usize, rounds: usize) {
    let validate = Work::Program(ema, &["validate", "IN"]);
    let cells = Work::Job("cells");
    println!(
        "\n| `ema validate` | time | peak memory | relative to its floor | relative to {} ordinary rows | \
         budget |",
        thousands(rows as u64)
    );
    println!("|---|---|---|---|---|---|");
    let shapes = [
        (rows / 60, "Ordinary", "ordinary rows", None),
        (rows / 6, "Ordinary", "ordinary rows", None),
        (rows, "OneScope", "windows of one scope", Some(2)),
        (rows, "AllOverlap", "windows that all overlap", Some(2)),
        (rows, "OneRule", "rows that break one rule", Some(2)),
        (rows, "Worldwide", "worldwide rows", Some(2)),
        (
            rows,
            "WorldwideScope",
            "worldwide windows of one scope",
            Some(2),
        ),
        (
            rows,
            "WorldwideOrders",
            "worldwide rows in different orders",
            Some(2),
        ),
        (
            rows,
            "WorldwideLists",
            "rows with half the world each",
            Some(2),
        ),
        (
            rows,
            "WorldwideListsScope",
            "such windows of one scope",
            Some(2),
        ),
    ];
    for (rows, shape, name, budget) in shapes {
        let feed = feed(folder, rows, shape);
        let costs: Vec<[(Cost, Cost); 2]> = (0..rounds)
            .map(|_| {
                let (floor, cost) = (cells.cost(&feed), validate.cost(&feed));
                [(cost, floor), (cost, validate.cost(ordinary))]
            })
            .collect();
        let ratio = |beside: usize| {
            let ratios = costs.iter().map(|costs| costs[beside]);
            median(ratios.map(|(cost, floor)| ratio(cost, floor)))
        };
        let (floor, ordinary) = (ratio(0), ratio(1));
        let costs: Vec<(Cost, Cost)> = costs.iter().map(|[cost, _]| *cost).collect();
        let budget = budget.map_or(String::new(), |budget| format!("{budget} ×"));
        println!(
            "| {} {name} | {} | {} | {floor:.2} × | {ordinary:.3} × | {budget} |",
            thousands(rows as u64),
            seconds(&costs),
            megabytes(&costs),
        );
    }
}

/// Counts the instructions per cell. This number does not depend on other processes.
fn print_instructions(folder: &TempDir) {
    let feed = feed(folder, 3_000, "Ordinary");
    let filled = Work::Job("count").cost(&feed).memory;
    let jobs = [
        ("calamine's stream of cells", "cells"),
        ("read into `Avail`s", "read"),
        ("read and check", "check"),
    ];
    let counts = jobs.map(|(name, job)| (name, Work::Job(job).instructions(&feed)));
    if counts.iter().all(|(_, count)| count.is_none()) {
        println!("\nvalgrind is not here, so instructions are not counted");
        return;
    }
    println!("\n| 3,000 rows | instructions a cell |");
    println!("|---|---|");
    for (name, count) in counts {
        let count = count.map_or("not counted".to_owned(), |count| {
            thousands(count / filled.max(1))
        });
        println!("| {name} | {count} |");
    }
}

/// Generates a feed in a separate process, so that the memory for this step is not counted.
fn feed(folder: &TempDir, rows: usize, shape: &str) -> PathBuf {
    let path = folder.path().join(format!("{shape}-{rows}.xlsx"));
    Work::Job(&format!("{rows} {shape}")).cost(&path);
    path
}

/// Builds `ema` and returns its path.
fn program() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--release",
            "--quiet",
            "-p",
            "ema-examples",
            "--bin",
            "ema",
        ])
        .args(["--message-format", "json"])
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stdout);
    let mut messages = said
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let ema = messages.find_map(|message| message["executable"].as_str().map(PathBuf::from));
    ema.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

fn ratio(cost: Cost, floor: Cost) -> f64 {
    cost.time.as_secs_f64() / floor.time.as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn seconds(costs: &[(Cost, Cost)]) -> String {
    let times = costs.iter().map(|(cost, _)| cost.time.as_secs_f64());
    match median(times) {
        short if short < 0.1 => format!("{:.1} ms", short * 1e3),
        time => format!("{time:.2} s"),
    }
}

fn megabytes(costs: &[(Cost, Cost)]) -> String {
    let most = costs.iter().map(|(cost, _)| cost.memory).max();
    format!("{} MB", most.unwrap_or_default() / 1_000)
}

/// Formats a number with commas as thousands separators.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
