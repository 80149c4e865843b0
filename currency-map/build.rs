//! Generates the crate's sorted, constant tables from the files in `data/`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, process};

// The crate also contains these modules, so dates and names are parsed in the same way at build time and at run time.
#[path = "build/data.rs"]
mod data;
#[allow(dead_code, unreachable_pub)] // The build script uses only some items and exports none of them.
#[path = "src/date.rs"]
mod date;
#[path = "src/fold.rs"]
mod fold;

use data::{Currency, Data, DefaultEntry, Reserved, Status, Territory};
use date::Date;

fn main() {
    println!("cargo::rerun-if-changed=data");
    if let Err(message) = run() {
        println!("cargo::error={message}");
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let file = |name: &str| {
        let path = Path::new("data").join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let data = data::read(&data::Sources {
        territories: &file("iso3166.tsv")?,
        currencies: &file("iso4217.tsv")?,
        defaults: &file("prime_video_defaults.tsv")?,
        tenders: &file("legal_tender.tsv")?,
    })
    .map_err(|error| error.to_string())?;
    let directory = env::var("OUT_DIR").map_err(|error| format!("OUT_DIR: {error}"))?;
    let path = Path::new(&directory).join("tables.rs");
    fs::write(&path, tables(&data)).map_err(|error| format!("{}: {error}", path.display()))
}

fn tables(data: &Data) -> String {
    let checked_on = date(data.checked_on);
    let slots: Vec<_> = (b'A'..=b'Z')
        .flat_map(|row| (b'A'..=b'Z').map(move |column| [row, column]))
        .collect();
    let mut alpha3: Vec<_> = data
        .territories
        .iter()
        .filter_map(|t| Some((t.alpha3.clone()?, &t.code)))
        .collect();
    // If a former territory and a current territory share an alpha-3 code (ATF), only the current territory is kept.
    alpha3.sort_by_key(|(alpha3, code)| (alpha3.clone(), !is_assigned(data, code)));
    alpha3.dedup_by(|later, earlier| later.0 == earlier.0);
    [
        format!(
            "/// The day on which the tables of this crate were last checked against their sources.\n\
             ///\n\
             /// Later changes to codes and currencies are not included.\n\
             pub const CHECKED_ON: Date = {checked_on};\n"
        ),
        constants("Territory", data.territories.iter().map(|row| (row.code.as_str(), territory_doc(row)))),
        constants("Currency", data.currencies.iter().map(|row| (row.code.as_str(), currency_doc(row)))),
        table("SLOTS", "Slot", slots.iter().map(|code| slot(data, code))),
        table("TERRITORIES", "TerritoryRow", data.territories.iter().map(|row| territory_row(data, row))),
        table("RESERVED", "ReservedRow", data.reserved.iter().map(|row| reserved_row(data, row))),
        table("ALPHA3", "(&str, Territory)", alpha3.iter().map(|(alpha3, code)| named(alpha3, territory(data, code)))),
        table(
            "TERRITORY_NAMES",
            "(&str, Territory)",
            data.territory_names.iter().map(|(name, code)| named(name, territory(data, code))),
        ),
        table("CURRENCIES", "CurrencyRow", data.currencies.iter().map(|row| currency_row(data, row))),
        table(
            "CURRENCY_NAMES",
            "(&str, Currency)",
            data.currency_names.iter().map(|(name, code)| named(name, currency(data, code))),
        ),
        table("DEFAULTS", "DefaultCurrency", data.defaults.iter().map(|row| default_row(data, row))),
    ]
    .join("\n")
}

fn table(name: &str, row: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: Vec<_> = rows.collect();
    let mut table = format!("pub(crate) static {name}: [{row}; {}] = [\n", rows.len());
    for row in rows {
        // Writing to a String cannot fail.
        let _ = writeln!(table, "    {row},");
    }
    table + "];\n"
}

/// Returns the source code for one constant per code and for a slice of all those constants.
fn constants<'a>(kind: &str, codes: impl ExactSizeIterator<Item = (&'a str, String)>) -> String {
    let count = codes.len();
    let mut constants = format!("/// One constant for each code.\nimpl {kind} {{\n");
    for (index, (code, doc)) in codes.enumerate() {
        // Writing to a String cannot fail.
        let _ = writeln!(
            constants,
            "    /// {doc}\n    pub const {code}: Self = Self({index});"
        );
    }
    let all: Vec<_> = (0..count).map(|index| format!("{kind}({index})")).collect();
    let name = format!(
        "ALL_{}",
        if kind == "Territory" {
            "TERRITORIES"
        } else {
            "CURRENCIES"
        }
    );
    constants
        + &format!(
            "}}\n\npub(crate) static {name}: [{kind}; {count}] = [{}];\n",
            all.join(", ")
        )
}

fn territory_doc(row: &Territory) -> String {
    match &row.status {
        Status::Assigned => format!("{}.", row.name),
        Status::UserAssigned => format!("{}, a code that ISO leaves to its users.", row.name),
        Status::Withdrawn { on, successors } => {
            format!(
                "{}: withdrawn on {on}, now {}.",
                row.name,
                successors.join(", ")
            )
        }
    }
}

fn currency_doc(row: &Currency) -> String {
    match &row.withdrawn {
        None => format!("{}.", row.name),
        Some((on, None)) => format!("{}: withdrawn on {on}.", row.name),
        Some((on, Some(successor))) => format!("{}: withdrawn on {on} for {successor}.", row.name),
    }
}

fn slot(data: &Data, code: &[u8; 2]) -> String {
    let is = |other: &str| other.as_bytes() == code;
    if let Some(index) = data
        .territories
        .iter()
        .position(|territory| is(&territory.code))
    {
        format!("Slot::Territory(Territory({index}))")
    } else if let Some(index) = data.reserved.iter().position(|reserved| is(&reserved.code)) {
        format!("Slot::Reserved({index})")
    } else if data.user_assigned.iter().any(|other| is(other)) {
        "Slot::UserAssigned".to_owned()
    } else {
        "Slot::Unassigned".to_owned()
    }
}

fn territory_row(data: &Data, row: &Territory) -> String {
    let status = match &row.status {
        Status::Assigned => "TerritoryStatus::Assigned".to_owned(),
        Status::UserAssigned => "TerritoryStatus::UserAssigned".to_owned(),
        Status::Withdrawn { on, successors } => {
            let successors: Vec<_> = successors
                .iter()
                .map(|code| territory(data, code))
                .collect();
            format!(
                "TerritoryStatus::Withdrawn {{ on: {}, successors: &[{}] }}",
                date(*on),
                successors.join(", ")
            )
        }
    };
    let default = data
        .defaults
        .iter()
        .position(|default| default.territory == row.code);
    let tenders = data
        .tenders
        .iter()
        .filter(|tender| tender.territory == row.code)
        .map(|tender| {
            let (from, until) = (
                optional(tender.from.map(date)),
                optional(tender.until.map(date)),
            );
            let currency = currency(data, &tender.currency);
            format!("TenderPeriod {{ currency: {currency}, from: {from}, until: {until} }}")
        });
    format!(
        "TerritoryRow {{ code: {:?}, alpha3: {:?}, numeric: {:?}, name: {:?}, status: {status}, default: {}, \
         tenders: &[{}] }}",
        row.code,
        row.alpha3,
        row.numeric,
        row.name,
        optional(default.map(|index| format!("&DEFAULTS[{index}]"))),
        tenders.collect::<Vec<_>>().join(", "),
    )
}

fn reserved_row(data: &Data, row: &Reserved) -> String {
    let instead = optional(row.instead.as_ref().map(|code| territory(data, code)));
    format!("ReservedRow {{ name: {:?}, instead: {instead} }}", row.name)
}

fn currency_row(data: &Data, row: &Currency) -> String {
    let withdrawn = row.withdrawn.as_ref().map(|(on, successor)| {
        let successor = optional(successor.as_ref().map(|code| currency(data, code)));
        format!("Withdrawal {{ on: {}, successor: {successor} }}", date(*on))
    });
    format!(
        "CurrencyRow {{ code: {:?}, numeric: {:?}, minor_units: {:?}, name: {:?}, introduced: {}, withdrawn: {} }}",
        row.code,
        row.numeric,
        row.minor_units,
        row.name,
        optional(row.introduced.map(date)),
        optional(withdrawn),
    )
}

fn default_row(data: &Data, row: &DefaultEntry) -> String {
    let known = data
        .currencies
        .iter()
        .any(|currency| currency.code == row.currency);
    format!(
        "DefaultCurrency {{ territory: {}, territory_name: {:?}, currency_name: {:?}, currency_code: {:?}, \
         currency: {} }}",
        territory(data, &row.territory),
        row.territory_name,
        row.currency_name,
        row.currency,
        optional(known.then(|| currency(data, &row.currency))),
    )
}

fn named(name: &str, value: String) -> String {
    format!("({name:?}, {value})")
}

fn is_assigned(data: &Data, code: &str) -> bool {
    data.territories
        .iter()
        .any(|row| row.code == code && matches!(row.status, Status::Assigned))
}

/// Returns the territory as its index in the table. If the code is not in the table, the generated code does not
/// compile.
fn territory(data: &Data, code: &str) -> String {
    match data.territories.iter().position(|row| row.code == code) {
        Some(index) => format!("Territory({index})"),
        None => format!("compile_error!(\"no territory {code}\")"),
    }
}

/// Returns the currency as its index in the table. If the code is not in the table, the generated code does not
/// compile.
fn currency(data: &Data, code: &str) -> String {
    match data.currencies.iter().position(|row| row.code == code) {
        Some(index) => format!("Currency({index})"),
        None => format!("compile_error!(\"no currency {code}\")"),
    }
}

/// Returns the date as an expression. The compiler checks the date again when it compiles the crate.
fn date(date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("match Date::new({year}, {month}, {day}) {{ Some(date) => date, None => panic!() }}")
}

fn optional(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}
