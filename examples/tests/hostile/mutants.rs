//! Tests ten thousand mutated files, which are the same in every run. The program must either read
//! each file or reject it with a message. It may use at most 512 MB of memory and five seconds for
//! each file.

use ema_model::Format;
use ema_rules::{Holdings, Profile};
use fastrand::Rng;

use crate::change::{change, change_records};
use crate::child;
use crate::originals::{self, Parts};

/// Runs the mutants for a format in a separate process.
fn survive(format: &str, count: u64) {
    child::run(
        "mutants::each_mutant_is_read_or_refused",
        &format!("{format} 0 {count}"),
    );
}

#[test]
fn mutants_of_xlsx_are_read_or_refused() {
    survive("xlsx", 3_000);
}

#[test]
fn mutants_of_xls_are_read_or_refused() {
    survive("xls", 2_000);
}

#[test]
fn mutants_of_text_are_read_or_refused() {
    survive("csv", 1_000);
    survive("tsv", 500);
}

#[test]
fn mutants_of_json_are_read_or_refused() {
    survive("json", 1_000);
}

#[test]
fn mutants_of_xml_are_read_or_refused() {
    survive("xml", 1_500);
}

#[test]
fn mutants_of_states_are_read_or_refused() {
    survive("state", 1_000);
}

/// To run individual cases again, use `EMA_HOSTILE_CASES="xlsx 17 18" cargo test -p ema-examples
/// --test hostile -- --ignored --exact mutants::each_mutant_is_read_or_refused`.
#[test]
#[ignore = "run by the tests above, in a process of its own"]
fn each_mutant_is_read_or_refused() {
    let cases = child::cases();
    let [format, from, to] = cases.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{cases:?}");
    };
    let mutants = Mutants::of(format);
    let mut read = 0;
    let seeds = from.parse::<u64>().unwrap()..to.parse().unwrap();
    let count = seeds.end - seeds.start;
    for seed in seeds {
        child::begin(&format!("{format} {seed}"));
        let bytes = mutants.mutant(&mut Rng::with_seed(seed));
        read += u64::from(match format {
            "state" => is_read_as_state(&bytes),
            _ => is_read(bytes),
        });
    }
    println!("{read} of {count} {format} are read");
    // If no mutant could be read, the test would be useless, because every change would be detected
    // before any content is read.
    assert!(read > 0 || count < 100, "none of {count} is read");
}

/// Returns whether a file can be read. If so, its avails are also checked.
fn is_read(bytes: Vec<u8>) -> bool {
    match ema_io::read_bytes(bytes) {
        Ok(workbook) => {
            let report = Profile::prime_video().check(&workbook, originals::moment());
            assert!(
                report
                    .findings()
                    .iter()
                    .all(|finding| !finding.first.message.is_empty())
            );
            true
        }
        Err(error) => {
            let message = error.to_string();
            assert!(
                message.starts_with("the file ") && message.contains(';'),
                "{message}"
            );
            false
        }
    }
}

fn is_read_as_state(bytes: &[u8]) -> bool {
    let profile = Profile::prime_video();
    let mut document = serde_json::Deserializer::from_slice(bytes);
    match Holdings::deserialize(profile.conventions(), &mut document) {
        Ok(holdings) => {
            serde_json::to_vec(&holdings).unwrap();
            true
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            false
        }
    }
}

/// The originals from which the mutants for a format are made.
enum Mutants {
    /// Files, each with the parts that have been unpacked from it.
    Xlsx(Vec<(Vec<u8>, Parts)>),
    Xls(Vec<u8>),
    Text(Vec<Vec<u8>>),
}

impl Mutants {
    fn of(format: &str) -> Self {
        match format {
            "xlsx" => {
                // If the largest file were included, testing all mutants would take an hour.
                let files = originals::corpus("xlsx").into_iter();
                let files = files.filter(|file| file.len() < 100_000);
                let files = files.chain([originals::feed(Format::Xlsx)]);
                Self::Xlsx(files.map(|file| (file.clone(), Parts::of(&file))).collect())
            }
            "xls" => Self::Xls(originals::xls()),
            "csv" => Self::Text(vec![originals::FEED.into(), originals::feed(Format::Csv)]),
            "tsv" => Self::Text(vec![originals::feed(Format::Tsv)]),
            "json" => Self::Text(vec![originals::feed(Format::Json)]),
            "xml" => Self::Text([originals::corpus("xml"), originals::feeds_in_xml()].concat()),
            "state" => Self::Text(vec![originals::state()]),
            _ => panic!("{format}"),
        }
    }

    fn mutant(&self, rng: &mut Rng) -> Vec<u8> {
        match self {
            Self::Xlsx(files) => {
                let (file, parts) = rng.choice(files).unwrap();
                // Only one mutant in five has a fault in the container, because such faults are
                // detected before any content is read.
                if rng.u8(0..5) == 0 {
                    let mut bytes = file.clone();
                    change(&mut bytes, rng);
                    return bytes;
                }
                let at = rng.choice(parts.read()).unwrap();
                parts.changed(at, |part| change(part, rng))
            }
            Self::Xls(stream) => {
                let mut stream = stream.clone();
                match rng.u8(0..5) {
                    0 => {
                        let mut bytes = originals::compound(&stream);
                        change(&mut bytes, rng);
                        return bytes;
                    }
                    1 => change(&mut stream, rng),
                    _ => change_records(&mut stream, rng),
                }
                originals::compound(&stream)
            }
            Self::Text(files) => {
                let mut bytes = rng.choice(files).unwrap().clone();
                change(&mut bytes, rng);
                bytes
            }
        }
    }
}
