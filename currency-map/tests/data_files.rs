//! Tests that an invalid data file stops the build with a message that names the file and the line.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

#[path = "../build/data.rs"]
#[allow(dead_code)] // The build script uses the remaining items.
mod data;
#[path = "../src/fold.rs"]
mod fold;
mod date {
    pub(crate) use currency_map::Date;
}

use data::Sources;
use ema_testing::assert_snapshot;

const TERRITORIES: &str = "\
# Checked on: 2026-01-02
code\tstatus\talpha-3\tnumeric\tname\twithdrawn\tsuccessors\tother names
AA\tuser-assigned\t\t\t\t\t\t
FI\tassigned\tFIN\t246\tFinland\t\t\tSuomi
SF\tindeterminately reserved\t\t\tFinland\t\t\t
SU\twithdrawn\tSUN\t810\tSoviet Union\t1992-08-30\tFI\tUSSR
XA-XJ\tuser-assigned\t\t\t\t\t\t
XK\tuser-assigned\t\t\tKosovo\t\t\t
";
const CURRENCIES: &str = "\
# Checked on: 2026-01-03
code\tnumeric\tminor-units\tname\tintroduced\twithdrawn\tISO-withdrawal\tsuccessor\tother names
EUR\t978\t2\tEuro\t1999-01-01\t\t\t\t€
FIM\t246\t2\tFinnish Markka\t\t2002-03-01\t2002-03\tEUR\t
XEU\t954\t-\tEuropean Currency Unit\t\t1999-01-01\t1999-01\tEUR\t
";
const DEFAULTS: &str = "\
# Checked on: 2026-01-01
territory name\tterritory\tcurrency name\tcurrency
Finland (Suomi)\tFI\tEuros\tEUR
";
const TENDERS: &str = "\
# Checked on: 2026-01-04
territory\tcurrency\tfrom\tuntil
FI\tEUR\t1999-01-01\t
FI\tFIM\t\t2001-12-31
";

fn read(file: &str, from: &str, to: &str) -> Result<(), String> {
    let change = |name: &str, text: &str| {
        if name == file {
            assert!(text.contains(from), "{name} has no {from:?}");
            text.replacen(from, to, 1)
        } else {
            text.to_owned()
        }
    };
    data::read(&Sources {
        territories: &change("iso3166.tsv", TERRITORIES),
        currencies: &change("iso4217.tsv", CURRENCIES),
        defaults: &change("prime_video_defaults.tsv", DEFAULTS),
        tenders: &change("legal_tender.tsv", TENDERS),
    })
    .map(|_| ())
    .map_err(|error| error.to_string())
}

#[test]
fn the_files_that_the_mistakes_are_made_in_are_right() {
    assert_eq!(read("", "", ""), Ok(()));
}

#[test]
fn the_day_of_the_check_is_the_earliest() {
    let sources = Sources {
        territories: TERRITORIES,
        currencies: CURRENCIES,
        defaults: DEFAULTS,
        tenders: TENDERS,
    };
    let data = data::read(&sources)
        .map_err(|error| error.to_string())
        .unwrap();
    assert_eq!(data.checked_on.to_string(), "2026-01-01");
}

#[test]
fn a_mistake_is_reported_with_its_file_and_line() {
    let mut text = String::new();
    for (file, from, to) in [
        (
            "iso3166.tsv",
            "Checked on: 2026-01-02",
            "Checked: 2026-01-02",
        ),
        (
            "iso3166.tsv",
            "Checked on: 2026-01-02",
            "Checked on: January",
        ),
        ("iso3166.tsv", "code\tstatus", "status\tcode"),
        ("iso3166.tsv", "FI\tassigned", "fi\tassigned"),
        ("iso3166.tsv", "FI\tassigned", "FIN\tassigned"),
        ("iso3166.tsv", "FI\tassigned", "FI\tin use"),
        ("iso3166.tsv", "FI\tassigned", "XX\tassigned"),
        ("iso3166.tsv", "SU\twithdrawn", "FI\twithdrawn"),
        ("iso3166.tsv", "SF\tindet", "FI\tindet"),
        ("iso3166.tsv", "\tFIN\t", "\tF\t"),
        ("iso3166.tsv", "\t246\t", "\t46\t"),
        ("iso3166.tsv", "\tFinland\t\t\tSuomi", "\t\t\t\tSuomi"),
        ("iso3166.tsv", "\tSuomi", ""),
        ("iso3166.tsv", "1992-08-30", "1992-02-30"),
        ("iso3166.tsv", "1992-08-30", ""),
        ("iso3166.tsv", "\tFI\tUSSR", "\t\tUSSR"),
        ("iso3166.tsv", "\tFI\tUSSR", "\tSU\tUSSR"),
        ("iso3166.tsv", "\tFI\tUSSR", "\tRussia\tUSSR"),
        ("iso3166.tsv", "\tKosovo\t\t\t", "\tSuomi\t\t\t"),
        ("iso3166.tsv", "XA-XJ", "XJ-XA"),
        ("iso3166.tsv", "XA-XJ", "XA-YJ"),
        ("iso4217.tsv", "EUR\t978", "EURO\t978"),
        ("iso4217.tsv", "EUR\t978", "GBP\t978"),
        ("iso4217.tsv", "\t978\t2\t", "\t978\t\t"),
        ("iso4217.tsv", "\t978\t2\t", "\t978\t5\t"),
        ("iso4217.tsv", "1999-01-01", "1999-01"),
        ("iso4217.tsv", "\t2002-03-01", "\t"),
        ("iso4217.tsv", "\t2002-03-01", "\t2002-02-28"),
        ("iso4217.tsv", "\t2002-03-01", "\t2002-04-02"),
        ("iso4217.tsv", "\t2002-03\t", "\tMarch\t"),
        ("iso4217.tsv", "\t2002-03\t", "\t\t"),
        ("iso4217.tsv", "\tEUR\t\n", "\tXTS\t\n"),
        ("iso4217.tsv", "\tEUR\t\n", "\tFIM\t\n"),
        ("prime_video_defaults.tsv", "\tFI\t", "\tSE\t"),
        ("prime_video_defaults.tsv", "\tEUR", "\t€"),
        (
            "prime_video_defaults.tsv",
            "\tEUR\n",
            "\tEUR\nFinland\tFI\tMarkka\tFIM\n",
        ),
        (
            "prime_video_defaults.tsv",
            "Finland (Suomi)\tFI\tEuros\tEUR\n",
            "",
        ),
        ("legal_tender.tsv", "FI\tEUR", "SE\tEUR"),
        ("legal_tender.tsv", "FI\tEUR", "FI\tSEK"),
        (
            "legal_tender.tsv",
            "FI\tFIM\t\t2001-12-31",
            "FI\tEUR\t2001-01-01\t",
        ),
        ("legal_tender.tsv", "FI\tEUR", "SU\tEUR"),
        ("legal_tender.tsv", "\t1999-01-01\t", "\t1998-12-31\t"),
        ("legal_tender.tsv", "\t1999-01-01\t", "\t\t"),
        ("legal_tender.tsv", "\t2001-12-31", "\t2002-03-01"),
        ("legal_tender.tsv", "\t2001-12-31", "\t"),
        ("legal_tender.tsv", "\t2001-12-31", "\t31/12/2001"),
        (
            "legal_tender.tsv",
            "\t1999-01-01\t",
            "\t1999-01-01\t1998-12-31",
        ),
        ("legal_tender.tsv", "FI\tFIM\t\t2001-12-31", ""),
    ] {
        let error = read(file, from, to).expect_err(to);
        text += &format!("{from:?} becomes {to:?}\n  {error}\n");
    }
    assert_snapshot(
        text,
        ema_testing::file!["snapshots/mistakes_in_data_files.txt"],
    );
}

#[test]
fn a_withdrawal_is_in_the_period_that_iso_prints_or_on_the_day_after() {
    for (printed, day) in [
        ("2002-03", "2002-03-31"),
        ("2002-02", "2002-03-01"),
        ("2001-12", "2002-01-01"),
        ("2002", "2002-12-31"),
        ("2002", "2003-01-01"),
        ("1989..1990", "1989-01-01"),
        ("1989..1990", "1991-01-01"),
        ("1990-07..1990-09", "1990-10-01"),
    ] {
        assert_eq!(
            read(
                "iso4217.tsv",
                "1999-01-01\t1999-01",
                &format!("{day}\t{printed}")
            ),
            Ok(()),
            "{printed} {day}"
        );
    }
    for (printed, day) in [
        ("1989..1990", "1988-12-31"),
        ("1989..1990", "1991-01-02"),
        ("2002", "2003-01-02"),
    ] {
        assert!(
            read(
                "iso4217.tsv",
                "1999-01-01\t1999-01",
                &format!("{day}\t{printed}")
            )
            .is_err(),
            "{printed} {day}"
        );
    }
}
