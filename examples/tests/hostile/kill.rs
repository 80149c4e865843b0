//! Tests that, whenever the program is killed, each file that it writes is either the complete old
//! file or the complete new file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

const SAMPLE: &str = "data/sample-avails.xlsx";

/// A command, and the files that it writes.
struct Killed {
    arguments: Vec<String>,
    files: Vec<PathBuf>,
}

impl Killed {
    fn start(&self) -> std::process::Child {
        Command::new(env!("CARGO_BIN_EXE_ema"))
            .args(&self.arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn contents(&self) -> Vec<Vec<u8>> {
        self.files.iter().map(|it| fs::read(it).unwrap()).collect()
    }

    /// Runs and kills the command repeatedly, and restores the old contents of the files before each
    /// run. Half of the kills come at a random time, and the other half once writing has begun.
    fn kill(&self, folder: &Path, old: &[Vec<u8>], times: u64) {
        let reset = || {
            for (path, content) in self.files.iter().zip(old) {
                fs::write(path, content).unwrap();
            }
        };
        reset();
        let began = Instant::now();
        self.start().wait().unwrap();
        let takes = u64::try_from(began.elapsed().as_micros()).unwrap();
        let new = self.contents();
        let all_are_written = old.iter().zip(&new).all(|(old, new)| old != new);
        assert!(all_are_written, "{:?}", self.arguments);
        let (mut kept, mut replaced, mut writing) = (0, 0, 0);
        for time in 0..times {
            reset();
            let rng = &mut Rng::with_seed(time);
            let mut child = self.start();
            if time % 2 == 0 {
                thread::sleep(Duration::from_micros(rng.u64(0..takes)));
            } else {
                while !is_writing(folder) && child.try_wait().unwrap().is_none() {
                    thread::sleep(Duration::from_micros(50));
                }
                thread::sleep(Duration::from_micros(rng.u64(0..takes / 10)));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            writing += u32::from(is_writing(folder));
            for ((path, now), (old, new)) in self
                .files
                .iter()
                .zip(self.contents())
                .zip(old.iter().zip(&new))
            {
                assert!(now == *old || now == *new, "{} at {time}", path.display());
                match now == *old {
                    true => kept += 1,
                    false => replaced += 1,
                }
            }
            for left in unfinished(folder) {
                fs::remove_file(left).unwrap();
            }
        }
        println!(
            "{kept} files as they were, {replaced} replaced; killed {writing} times while writing"
        );
        assert!(kept > 0, "it was never killed before its end");
        assert!(writing > 0, "it was never killed while it wrote");
    }
}

/// Returns the files whose names mark them as incomplete.
fn unfinished(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == "tmp"))
        .collect()
}

fn is_writing(folder: &Path) -> bool {
    !unfinished(folder).is_empty()
}

fn killed(folder: &Path, names: &[&str], arguments: &[&str]) -> Killed {
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let place = |argument: &&str| match names.contains(argument) {
        true => folder.join(argument).to_str().unwrap().to_owned(),
        false => (*argument).to_owned(),
    };
    Killed {
        arguments: arguments.iter().map(place).collect(),
        files,
    }
}

#[test]
fn a_state_is_the_old_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let apply = |feed| {
        let arguments = [
            "apply",
            "--as-of",
            "2026-11-22",
            "--state",
            "state.json",
            feed,
        ];
        killed(folder.path(), &["state.json"], &arguments)
    };
    let first = apply("data/feeds/1-crimeflix.csv");
    assert!(first.start().wait().unwrap().success());
    let old = first.contents();
    apply("data/feeds/2-both-channels.csv").kill(folder.path(), &old, 200);
}

#[test]
fn a_converted_file_is_the_old_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["convert", SAMPLE, "avails.xml", "--loss", "loss.json"];
    let convert = killed(folder.path(), &["avails.xml", "loss.json"], &arguments);
    convert.kill(folder.path(), &[b"old".into(), b"old too".into()], 60);
}

#[test]
fn reports_and_copies_are_the_old_or_the_new_ones() {
    let folder = tempfile::tempdir().unwrap();
    for (option, copy) in [("--annotate", "shown.xlsx"), ("--fix", "fixed.xlsx")] {
        let names = ["report.json", copy];
        let arguments = [
            "validate",
            SAMPLE,
            "--as-of",
            "2026-11-22",
            "--format",
            "json",
            "--output",
            "report.json",
            option,
            copy,
        ];
        let validate = killed(folder.path(), &names, &arguments);
        validate.kill(folder.path(), &[b"old".into(), b"old too".into()], 40);
    }
}
