//! Tests of deliveries that change between runs, and of journals and plans that are read back.

#![cfg(all(feature = "run", unix))]
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

mod stand_in;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use delivery_naming::{
    AsperaRun, Cancel, Delivered, DeliveryPlan, Password, Pauses, Planner, PrimeVideoAspera, Rate,
    Region, RunError, RunEvent,
};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;
use stand_in::StandIn;
use tempfile::TempDir;

const SECRET: &str = "Secret-Word-1";

/// A folder of masters, with the journal of their deliveries next to that folder.
struct Work(TempDir);

impl Work {
    fn new(files: &[(&str, &str)]) -> Self {
        let work = Self(tempfile::tempdir().unwrap());
        fs::create_dir(work.masters()).unwrap();
        for (name, contents) in files {
            work.write(name, contents);
        }
        work
    }

    fn masters(&self) -> PathBuf {
        self.0.path().join("masters")
    }

    fn journal(&self) -> PathBuf {
        self.0.path().join("friday.journal")
    }

    fn write(&self, name: &str, contents: &str) {
        fs::write(self.masters().join(name), contents).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.masters().join(name)).unwrap();
    }

    fn planner(&self) -> Planner<'static> {
        let account = PrimeVideoAspera::new("HollywoodSuperPost").unwrap();
        Planner::new(account, "2026-11-21".parse().unwrap())
    }

    fn plan(&self) -> DeliveryPlan {
        self.planner().plan([self.masters()])
    }

    fn run(&self, stand_in: &StandIn) -> AsperaRun<'static> {
        AsperaRun::new(self.journal())
            .ascp(stand_in.ascp())
            .pauses(Pauses::default().with_first(Duration::ZERO).with_tries(4))
            .password(|| Some(Password::new(SECRET.to_owned())))
    }

    fn carry_out(&self, stand_in: &StandIn) -> Result<Delivered, RunError> {
        self.run(stand_in).carry_out(&self.plan())
    }

    /// The files that the journal records as delivered.
    fn journaled(&self) -> BTreeSet<String> {
        let journal = fs::read_to_string(self.journal()).unwrap_or_default();
        let lines = journal
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        lines
            .filter(|line| line["event"] == "delivered")
            .map(|line| line["file"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The names that follow `sent` in the stand-in's log.
fn sent(stand_in: &StandIn) -> BTreeSet<String> {
    let lines = stand_in.log("sent ");
    let names = lines.iter().map(|line| line.split(' ').nth(1).unwrap());
    names.map(str::to_owned).collect()
}

#[test]
fn of_500_files_one_changed_one_added_one_gone() {
    let name = |number: u32| format!("Harbor-{number:03}.mov");
    let work = Work::new(&[]);
    for number in 0..500 {
        work.write(&name(number), &format!("pictures of {number}"));
    }
    // The third session fails permanently, so some files remain unsent.
    let stand_in = StandIn::told("ok\nok\nfails_after 50 19");
    work.carry_out(&stand_in).unwrap_err();
    assert_eq!(work.journaled(), sent(&stand_in));
    assert_eq!(work.journaled().len(), 450);

    work.write(&name(7), "other pictures");
    work.write("Harbor-new.mov", "new pictures");
    work.remove(&name(8));
    work.remove(&name(490));
    stand_in.order("ok");
    let error = work.carry_out(&stand_in).unwrap_err();
    let RunError::DeliveredBefore { files } = &error else {
        panic!("{error}")
    };
    assert_eq!(files.len(), 1);
    assert_eq!(
        files[0].better.as_ref().unwrap().as_str(),
        "Harbor-007-R1.mov"
    );
    assert_eq!(work.journaled().len(), 450);

    fs::rename(
        work.masters().join(name(7)),
        work.masters().join("Harbor-007-R1.mov"),
    )
    .unwrap();
    let mut gone = Vec::new();
    let delivered = work
        .run(&stand_in)
        .on_event(|event| {
            if let RunEvent::Gone { file } = event {
                gone.push(file.to_string());
            }
        })
        .carry_out(&work.plan())
        .unwrap();
    assert_eq!((delivered.sent, delivered.before), (51, 448));
    assert_snapshot(
        gone.join("\n"),
        str![[r#"
Harbor-007.mov was delivered before and is not in this plan
Harbor-008.mov was delivered before and is not in this plan
Harbor-490.mov was planned before, was not delivered, and is not in this plan
"#]],
    );
    // Every file has arrived exactly once and is skipped from now on.
    assert_eq!(stand_in.log("sent ").len(), 501);
    for file in work.plan().files() {
        let contents = fs::read(file.source()).unwrap();
        assert_eq!(stand_in.arrived(file.name()), Some(contents));
    }
    let again = work.carry_out(&stand_in).unwrap();
    assert_eq!((again.sent, again.before), (0, 499));
}

#[test]
fn a_file_that_was_delivered_and_has_changed_is_sent_if_it_is_wanted() {
    let work = Work::new(&[("Harbor-US.mov", "pictures")]);
    let stand_in = StandIn::told("ok");
    work.carry_out(&stand_in).unwrap();
    work.write("Harbor-US.mov", "other pictures");
    let told = work.carry_out(&stand_in).unwrap_err().to_string();
    let (before, after) = told.split_once(" at 20").unwrap();
    let (_, after) = after.split_once("Z ").unwrap();
    assert_snapshot(
        format!("{before} at … {after}"),
        str![
            "nothing was sent: Harbor-US.mov was delivered at … and has changed since; an asset that is delivered again needs a new name, such as Harbor-US-R1.mov"
        ],
    );
    let run = work.run(&stand_in).resend_changed(true);
    assert_eq!(run.carry_out(&work.plan()).unwrap().sent, 1);
    assert_eq!(work.carry_out(&stand_in).unwrap().before, 1);
    // The original file differs from the file that was delivered last.
    work.write("Harbor-US.mov", "pictures");
    work.carry_out(&stand_in).unwrap_err();
}

#[test]
fn a_session_of_several_files_is_in_the_journal_file_by_file() {
    let names: Vec<String> = (0..6)
        .map(|number| format!("Harbor-{number}.mov"))
        .collect();
    for orders in [
        "fails_after 3 16\nok",
        "killed_after 3\nok",
        "killed_after 0\nkilled_after 2\nok",
    ] {
        let work = Work::new(&[]);
        for name in &names {
            work.write(name, name);
        }
        let stand_in = StandIn::told(orders);
        let mut started = Vec::new();
        let delivered = work
            .run(&stand_in)
            .on_event(|event| {
                if let RunEvent::Started { files, .. } = event {
                    started.push(files.len());
                }
            })
            .carry_out(&work.plan())
            .unwrap();
        assert_eq!(delivered.sent, 6);
        assert_eq!(work.journaled().len(), 6);
        assert_eq!(stand_in.log("sent ").len(), 6, "{orders}");
        assert_eq!(started[0], 6);
        assert!(*started.last().unwrap() < 6, "{started:?}");
    }
}

/// 20,000 files need about a hundred sessions. Files of different kinds never share a session.
#[test]
fn small_files_share_sessions_and_manifests_go_after_them() {
    let work = Work::new(&[(
        "A-MMC.xml",
        "<MediaManifest><ContainerLocation>Harbor-00001.mov</ContainerLocation></MediaManifest>",
    )]);
    for number in 0..20_000 {
        work.write(&format!("Harbor-{number:05}.mov"), "x");
    }
    let stand_in = StandIn::told("ok");
    let run = work.run(&stand_in).arguments(["-O", "33002"]);
    assert_eq!(run.carry_out(&work.plan()).unwrap().sent, 20_001);
    let starts = stand_in.log("start ");
    assert!((101..=200).contains(&starts.len()), "{}", starts.len());
    assert_eq!(
        stand_in.log("sent ").last().unwrap().split(' ').nth(1),
        Some("A-MMC.xml")
    );
    assert!(starts.iter().all(|start| start.len() < 32_000));
    assert!(
        starts
            .iter()
            .all(|start| start.starts_with("start -O 33002 -L- "))
    );
    let last = starts.last().unwrap();
    assert!(last.contains("A-MMC.xml") && !last.contains("Harbor-"));
}

/// The next run resumes, regardless of where a kill or a power failure has truncated the journal.
#[test]
fn a_journal_that_is_cut_off_anywhere_is_gone_on_with() {
    let work = Work::new(&[
        ("A.mov", "a"),
        ("B.mov", "b"),
        ("C-MMC.xml", "<MediaManifest/>"),
    ]);
    let stand_in = StandIn::told("ok");
    let mut run = work.run(&stand_in).prepare(work.plan().target()).unwrap();
    let plan = work
        .planner()
        .on_file(|file| run.remember(file))
        .plan([work.masters()]);
    run.carry_out(&plan).unwrap();
    let whole = fs::read(work.journal()).unwrap();
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for end in first..whole.len() {
        fs::write(work.journal(), &whole[..end]).unwrap();
        let status = work.run(&stand_in).status(&plan).unwrap();
        let delivered = status.delivered.len();
        assert_eq!(status.left.len() + delivered, 3);
        // Reading the journal does not change it. A truncated line is ignored.
        assert_eq!(fs::read(work.journal()).unwrap(), &whole[..end]);
        let lines = whole[..end].split_inclusive(|byte| *byte == b'\n');
        let lines = lines
            .filter(|line| line.starts_with(br#"{"event":"delivered""#) && line.ends_with(b"\n"));
        assert_eq!(delivered, lines.count());
    }
    for end in (first..whole.len()).step_by(41) {
        fs::write(work.journal(), &whole[..end]).unwrap();
        work.carry_out(&stand_in).unwrap();
        assert_eq!(work.journaled().len(), 3);
    }
    // `ascp` skipped the files that had arrived.
    assert_eq!(stand_in.log("sent ").len(), 3);
}

#[test]
fn what_the_journal_knows_is_not_read_again() {
    let work = Work::new(&[
        ("A.mov", "pictures"),
        ("B.mov", "more"),
        ("M.xml", "<MediaManifest/>"),
    ]);
    let stand_in = StandIn::told("ok");
    let read_with = |known| {
        let mut read = 0;
        let plan = work
            .planner()
            .with_known(known)
            .on_read(|bytes| read += bytes)
            .plan([work.masters()]);
        (plan, read)
    };
    let mut run = work.run(&stand_in).prepare(work.plan().target()).unwrap();
    let plan = work
        .planner()
        .on_file(|file| run.remember(file))
        .plan([work.masters()]);
    drop(run);
    let known = work.run(&stand_in).known_files();
    // Facts that the journal already contains are not written again.
    let written = fs::read(work.journal()).unwrap();
    let mut run = work.run(&stand_in).prepare(plan.target()).unwrap();
    plan.files().iter().for_each(|file| run.remember(file));
    drop(run);
    assert_eq!(fs::read(work.journal()).unwrap(), written);
    // A manifest is always read.
    assert_eq!(read_with(known.clone()), (plan.clone(), 16));
    assert_eq!(read_with(plan.known_files()), (plan.clone(), 16));
    // A changed file is read, although its size is the same.
    work.write("B.mov", "MORE");
    let later = std::time::SystemTime::now() + Duration::from_secs(60);
    let file = fs::File::open(work.masters().join("B.mov")).unwrap();
    file.set_modified(later).unwrap();
    let (now, read) = read_with(known);
    assert_eq!(read, 20);
    assert_ne!(now.fingerprint(), plan.fingerprint());
}

#[test]
fn the_status_says_what_is_left() {
    let work = Work::new(&[
        ("Harbor-US-Avails.xlsx", "rows"),
        ("Harbor-US.mov", "pictures"),
        ("Old.mov", "gone soon"),
    ]);
    let stand_in = StandIn::told("ok\ncode 19");
    let status = |work: &Work| {
        let status = work.run(&stand_in).status(&work.plan()).unwrap();
        let json = serde_json::to_value(&status).unwrap();
        assert_eq!(json["left"].as_array().unwrap().len(), status.left.len());
        status.to_string()
    };
    let mut pages = vec![status(&work)];
    assert!(!work.journal().exists(), "a status writes nothing");
    work.carry_out(&stand_in).unwrap_err();
    work.remove("Old.mov");
    pages.push(status(&work));
    stand_in.order("ok");
    work.carry_out(&stand_in).unwrap();
    pages.push(status(&work));
    assert_snapshot(
        pages.join("\n\n"),
        str![[r#"
0 files delivered
3 files (21 bytes) left to send
  Harbor-US-Avails.xlsx  4 bytes
  Harbor-US.mov  8 bytes
  Old.mov  9 bytes

1 file (4 bytes) delivered
1 file (8 bytes) left to send
  Harbor-US.mov  8 bytes  ascp reports "Failed as ordered" (code 19)
Old.mov was planned before, was not delivered, and is not in this plan

2 files (12 bytes) delivered
0 files left to send
"#]],
    );
}

#[test]
fn an_approved_plan_is_carried_out_or_says_what_has_changed() {
    let work = Work::new(&[
        ("Harbor-US-Avails.xlsx", "rows"),
        ("Harbor-US.mov", "pictures"),
        ("Harbor-DE.mov", "pictures"),
    ]);
    let stand_in = StandIn::told("ok");
    let approved = serde_json::to_string(&work.plan()).unwrap();
    let read = || {
        let mut plan: DeliveryPlan = serde_json::from_str(&approved).unwrap();
        plan.recheck(|_| ());
        plan
    };
    assert_eq!(serde_json::to_string(&read()).unwrap(), approved);

    // The file was restored from tape. The contents are the same, but the modification time differs.
    let later = std::time::SystemTime::now() + Duration::from_secs(60);
    let file = fs::File::open(work.masters().join("Harbor-US.mov")).unwrap();
    file.set_modified(later).unwrap();
    assert!(!read().is_stopped());
    assert!(read().files()[2].is_unchanged().unwrap());

    work.write("Harbor-US.mov", "PICTURES");
    work.write("Harbor-FR.mov", "pictures");
    work.remove("Harbor-DE.mov");
    let problems: Vec<String> = read().problems().iter().map(ToString::to_string).collect();
    let folder = fs::canonicalize(work.masters()).unwrap();
    assert_snapshot(
        problems
            .join("\n")
            .replace(folder.to_str().unwrap(), "/masters"),
        str![[r#"
Harbor-DE.mov: it can't be read: there is no such file or folder
    → Check that the path is right and that you may read it, then plan again.
Harbor-US.mov: it was changed after the plan was made
    → Plan again, and have the new plan approved.
/masters/Harbor-FR.mov: it was added after the plan was made, and is not delivered with it
    → Plan again if it is to be delivered too.
"#]],
    );
    let error = work.run(&stand_in).carry_out(&read()).unwrap_err();
    assert!(
        matches!(error, RunError::Stopped { problems: 2 }),
        "{error}"
    );

    work.write("Harbor-US.mov", "pictures");
    work.write("Harbor-DE.mov", "pictures");
    assert_eq!(work.run(&stand_in).carry_out(&read()).unwrap().sent, 3);
    assert_eq!(stand_in.arrived("Harbor-FR.mov"), None);
}

#[test]
fn a_plan_that_was_edited_is_refused() {
    let work = Work::new(&[("Harbor-US.mov", "pictures")]);
    let plan = serde_json::to_value(work.plan()).unwrap();
    let read = |edit: &dyn Fn(&mut serde_json::Value)| {
        let mut plan = plan.clone();
        edit(&mut plan);
        serde_json::from_value::<DeliveryPlan>(plan)
            .unwrap_err()
            .to_string()
    };
    let faults = [
        read(&|plan| plan["schema"] = 1.into()),
        read(&|plan| plan["target"]["user"] = "Other".into()),
        read(&|plan| plan["target"]["user"] = "-i/etc/key".into()),
        read(&|plan| plan["files"][0]["source"] = "/etc/passwd".into()),
        read(&|plan| plan["files"][0]["source"] = "Harbor-US.mov".into()),
        read(&|plan| plan["files"][0]["destination"] = "/elsewhere/Harbor-US.mov".into()),
        read(&|plan| plan["files"][0]["sha256"] = "0".repeat(64).into()),
        read(&|plan| plan["files"][0]["sha256"] = "é".repeat(32).into()),
        read(&|plan| plan["batches"][0]["files"]["end"] = 7.into()),
        read(&|plan| plan["batches"] = serde_json::json!([])),
    ];
    assert_snapshot(
        faults.join("\n"),
        str![[r#"
the plan has the schema 1, and this program reads 2; plan again
its files or target were edited after it was made: the fingerprint is another; plan again
"-i/etc/key" is not the user name of an Aspera account; give only the name, as Prime Video has sent it, without host or folder
Harbor-US.mov has a source or a destination that a plan does not give it; plan again
Harbor-US.mov has a source or a destination that a plan does not give it; plan again
Harbor-US.mov has a source or a destination that a plan does not give it; plan again
its files or target were edited after it was made: the fingerprint is another; plan again
it is not a hash in hexadecimal digits
its batches do not cover its files; plan again
its batches do not cover its files; plan again
"#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In a damaged journal, only deliveries recorded in intact lines are recognized, and the journal is changed only
    /// when a run is carried out.
    #[test]
    fn a_damaged_journal_is_read_or_refused(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let work = Work::new(&[("A.mov", "a"), ("B.mov", "b")]);
        let plan = work.plan();
        let stand_in = StandIn::told("ok");
        work.carry_out(&stand_in).unwrap();
        let mut journal = fs::read(work.journal()).unwrap();
        for (place, byte) in damage {
            let place = place.index(journal.len());
            journal[place] = byte;
        }
        fs::write(work.journal(), &journal).unwrap();
        if let Ok(status) = work.run(&stand_in).status(&plan) {
            let hashes = plan.files().iter().map(|file| file.sha256().to_string());
            let text = String::from_utf8_lossy(&journal).into_owned();
            let there = hashes.filter(|hash| text.contains(&**hash)).count();
            prop_assert!(status.delivered.len() <= there);
        }
        prop_assert_eq!(fs::read(work.journal()).unwrap(), journal);
    }

    /// For any target, a plan that is read back serializes to the same text again. A text that has been truncated at
    /// any point is not accepted as a plan.
    #[test]
    fn plans_are_read_as_they_were_written(
        region in prop::option::of(prop::sample::select(vec![Region::Uk, Region::Global])),
        rate in prop::option::of(1..5_000_000u64),
        end in any::<prop::sample::Index>(),
    ) {
        let work = Work::new(&[("Harbor-US.mov", "pictures"), ("bad name.xml", "<a")]);
        let mut account = PrimeVideoAspera::new("HollywoodSuperPost").unwrap();
        if let Some(region) = region {
            account = account.with_region(region);
        }
        if let Some(rate) = rate {
            let rate: Rate = format!("{rate}k").parse().unwrap();
            prop_assert_eq!(rate.to_string().parse::<Rate>().unwrap(), rate);
            account = account.with_rate(rate);
        }
        let plan = DeliveryPlan::new(account, "2026-11-21".parse().unwrap(), [work.masters()]);
        let text = serde_json::to_string(&plan).unwrap();
        let read: DeliveryPlan = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), text.clone());
        prop_assert_eq!(read.is_stopped(), plan.is_stopped());
        prop_assert_eq!(read.to_string(), plan.to_string());
        let end = end.index(text.len() - 1);
        let torn = text.char_indices().map(|(place, _)| place).take_while(|place| *place <= end).last();
        prop_assert!(serde_json::from_str::<DeliveryPlan>(&text[..torn.unwrap_or(0)]).is_err());
    }
}

#[test]
fn a_run_is_canceled_from_another_thread() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let work = Work::new(&[("A-Avails.xlsx", "rows"), ("B.mov", "pictures")]);
    for orders in ["ok\nwaits\nok", "ok\nkilled 0\nok"] {
        fs::remove_file(work.journal()).ok();
        let stand_in = StandIn::told(orders);
        let cancel = Cancel::new();
        let plan = is_send(work.plan());
        let run = is_send(work.run(&stand_in))
            .pauses(Pauses::default().with_first(Duration::from_secs(600)))
            .cancel_with(cancel.clone());
        let running = thread::spawn(move || run.carry_out(&plan));
        while stand_in.log("start").len() < 2 {
            thread::sleep(Duration::from_millis(5));
        }
        cancel.cancel();
        let error = running.join().unwrap().unwrap_err();
        assert!(
            matches!(error, RunError::Canceled { .. }) && error.is_temporary(),
            "{error}"
        );
        stand_in.order("ok");
        assert_eq!(work.carry_out(&stand_in).unwrap().sent, 1);
    }
}

/// Every process on the machine can see the arguments of all other processes.
#[cfg(target_os = "linux")]
#[test]
fn the_password_is_in_no_list_of_processes_and_no_file() {
    let work = Work::new(&[("B.mov", "pictures")]);
    let stand_in = StandIn::told("waits");
    let (plan, run) = (work.plan(), work.run(&stand_in));
    let written = serde_json::to_string(&plan).unwrap() + &plan.to_string();
    assert!(!written.contains(SECRET));
    let running = thread::spawn(move || run.carry_out(&plan));
    while stand_in.log("waiting").is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
    let mut seen = 0;
    for process in fs::read_dir("/proc").unwrap() {
        let process = process.unwrap().path();
        for list in ["cmdline", "comm", "stat"] {
            let Ok(text) = fs::read(process.join(list)) else {
                continue;
            };
            let text = String::from_utf8_lossy(&text).into_owned();
            assert!(!text.contains(SECRET), "{}", process.display());
            seen += usize::from(text.contains("HollywoodSuperPost") && text.contains("B.mov"));
        }
    }
    assert_eq!(seen, 1, "the ascp is among them");
    fs::write(stand_in.home().join("go"), "").unwrap();
    running.join().unwrap().unwrap();
    for folder in [work.0.path(), stand_in.home()] {
        assert_no_secret(folder);
    }
}

fn assert_no_secret(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_no_secret(&path);
        } else if !path.is_symlink() {
            let text = fs::read(&path).unwrap();
            assert!(
                !String::from_utf8_lossy(&text).contains(SECRET),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn what_can_not_be_a_journal_has_a_message_of_its_own() {
    let work = Work::new(&[("B.mov", "pictures")]);
    let stand_in = StandIn::told("ok");
    let place = |text: String| text.replace(work.0.path().to_str().unwrap(), "/work");
    std::os::unix::fs::symlink(work.0.path().join("nowhere"), work.journal()).unwrap();
    let dangling = work.carry_out(&stand_in).unwrap_err().to_string();
    fs::remove_file(work.journal()).unwrap();
    let film = work.masters().join("B.mov");
    let plan = work.planner().with_journal(&film).plan([work.masters()]);
    let problem = plan.problems()[0].to_string();
    let folder = fs::canonicalize(work.0.path()).unwrap();
    let problem = problem.replace(folder.to_str().unwrap(), "/work");

    work.carry_out(&stand_in).unwrap();
    let elsewhere = PrimeVideoAspera::new("Other").unwrap();
    let plan = DeliveryPlan::new(elsewhere, "2026-11-21".parse().unwrap(), [work.masters()]);
    let other = work
        .run(&stand_in)
        .carry_out(&plan)
        .unwrap_err()
        .to_string();
    fs::write(stand_in.home().join("script"), "#!/no/such/shell\n").unwrap();
    let script = work.run(&stand_in).ascp(stand_in.home().join("script"));
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(
        stand_in.home().join("script"),
        fs::Permissions::from_mode(0o755),
    )
    .unwrap();
    fs::remove_file(work.journal()).unwrap();
    let script = script.carry_out(&work.plan()).unwrap_err().to_string();
    let script = script.replace(stand_in.home().to_str().unwrap(), "/opt/aspera");
    let run = AsperaRun::new(work.0.path().join("nowhere/friday.journal"));
    let nowhere = run.carry_out(&work.plan()).unwrap_err().to_string();
    assert_snapshot(
        [
            place(dangling),
            problem,
            place(other),
            script,
            place(nowhere),
        ]
        .join("\n"),
        str![[r#"
the journal /work/friday.journal is a link to /work/nowhere, which does not exist; remove the link, or name another file for the journal
/work/masters/B.mov: it is to be delivered, but is also given as the journal, to which the run writes
    → Name a file that does not exist as the journal, or omit --journal.
nothing was sent: the journal /work/friday.journal belongs to deliveries to HollywoodSuperPost@aivdelivery.com:/, and this one goes to Other@aivdelivery.com:/; name another file for its journal
/opt/aspera/script can't be started: the program that its first line names, or a library that it needs, is missing; check that it is the program ascp for this machine
the journal /work/nowhere/friday.journal can't be used: its folder does not exist; create the folder, or name another file for the journal
"#]],
    );
}

/// A lock file is emptied and written to. No other file may be changed.
#[test]
fn what_can_not_be_a_lock_is_left_as_it_is() {
    let work = Work::new(&[("B.mov", "pictures")]);
    let stand_in = StandIn::told("ok");
    let lock = work.0.path().join("friday.journal.lock");
    let notes = work.0.path().join("notes");
    let mut told = Vec::new();
    let mut refuse = || {
        let refused = work.carry_out(&stand_in).unwrap_err().to_string();
        told.push(refused.replace(work.0.path().to_str().unwrap(), "/work"));
    };
    fs::write(&notes, "my notes").unwrap();
    std::os::unix::fs::symlink(&notes, &lock).unwrap();
    refuse();
    fs::remove_file(&lock).unwrap();
    fs::rename(&notes, &lock).unwrap();
    refuse();
    assert_eq!(fs::read(&lock).unwrap(), b"my notes");
    fs::write(&lock, "12345").unwrap();
    work.carry_out(&stand_in).unwrap();
    assert_snapshot(
        told.join("\n"),
        str![[r#"
the journal /work/friday.journal.lock can't be used: it is not a regular file; remove it
the journal /work/friday.journal.lock can't be used: it is not a lock file, so it was left unchanged; name another journal
"#]],
    );
}
