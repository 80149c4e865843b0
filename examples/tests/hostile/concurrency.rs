//! Tests that reading and checking files on many threads at once gives the same results as doing so one file at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ema_model::Format;
use ema_rules::Profile;
use fastrand::Rng;

use crate::change::change;
use crate::originals;

const FILES: usize = 200;
const THREADS: usize = 8;

/// Returns everything that a caller receives for a file: its content and findings, or the error.
fn report(profile: &Profile, bytes: &[u8]) -> String {
    match ema_io::read_bytes(bytes) {
        Ok(workbook) => {
            let report = profile.check(&workbook, originals::moment());
            serde_json::to_string(&report).unwrap()
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn two_hundred_files_on_eight_threads_have_the_reports_that_each_has_alone() {
    let corpus = originals::corpus("xlsx").into_iter();
    let mut files: Vec<Vec<u8>> = corpus.filter(|file| file.len() < 100_000).collect();
    files.extend(originals::corpus("xml"));
    files.extend(originals::feeds_in_xml());
    let formats = [Format::Xlsx, Format::Csv, Format::Tsv, Format::Json];
    files.extend(formats.map(originals::feed));
    files.push(originals::compound(&originals::xls()));
    for seed in 0.. {
        if files.len() == FILES {
            break;
        }
        let mut feed = originals::FEED.as_bytes().to_vec();
        change(&mut feed, &mut Rng::with_seed(seed));
        files.push(feed);
    }

    let profile = Profile::prime_video();
    let alone: Vec<String> = files.iter().map(|file| report(&profile, file)).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(at) else {
                        break;
                    };
                    assert_eq!(report(&profile, file), alone[at], "file {at}");
                }
            });
        }
    });
}
