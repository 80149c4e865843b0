//! Tests of plans that are carried out with a stand-in for `ascp`, which fails in every way that a test requests.

#![cfg(all(feature = "run", unix))]
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

mod stand_in;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use delivery_naming::{
    AscpEnd, AsperaRun, Backlot, Delivered, DeliveryPlan, Password, Pauses, PrimeVideoAspera,
    RunError, RunEvent,
};
use ema_testing::{assert_snapshot, str};
use stand_in::StandIn;
use tempfile::TempDir;

const SECRET: &str = "Secret-Word-1";

/// A folder that contains the two files to deliver, and the plan for delivering them.
struct Delivery {
    folder: TempDir,
    plan: DeliveryPlan,
}

impl Delivery {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let masters = folder.path().join("masters");
        fs::create_dir(&masters).unwrap();
        fs::write(masters.join("Harbor-US-Avails.xlsx"), "rows of avails").unwrap();
        fs::write(masters.join("Harbor-US.mov"), "pictures that move").unwrap();
        let plan = plan(&masters);
        Self { folder, plan }
    }

    fn masters(&self) -> std::path::PathBuf {
        self.folder.path().join("masters")
    }

    fn journal(&self) -> std::path::PathBuf {
        self.folder.path().join("friday.journal")
    }

    fn run(&self, stand_in: &StandIn) -> AsperaRun<'static> {
        AsperaRun::new(self.journal())
            .ascp(stand_in.ascp())
            .pauses(Pauses::default().with_first(Duration::ZERO).with_tries(4))
            .password(|| Some(Password::new(SECRET.to_owned())))
    }

    /// Returns the error's text without the test's paths.
    fn error(&self, stand_in: &StandIn) -> String {
        let error = self
            .run(stand_in)
            .carry_out(&self.plan)
            .unwrap_err()
            .to_string();
        self.placeless(&error, stand_in)
    }

    fn placeless(&self, text: &str, stand_in: &StandIn) -> String {
        text.replace(self.folder.path().to_str().unwrap(), "/work")
            .replace(stand_in.home().to_str().unwrap(), "/opt/aspera")
    }

    fn holds_all(&self, stand_in: &StandIn) -> bool {
        self.plan
            .files()
            .iter()
            .all(|file| stand_in.arrived(file.name()) == Some(fs::read(file.source()).unwrap()))
    }
}

fn plan(masters: &Path) -> DeliveryPlan {
    let account = PrimeVideoAspera::new("HollywoodSuperPost").unwrap();
    DeliveryPlan::new(account, "2026-11-21".parse().unwrap(), [masters])
}

#[test]
fn a_plan_is_carried_out_in_its_order() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok"));
    let mut events = Vec::new();
    let delivered = delivery
        .run(&stand_in)
        .on_event(|event| events.push(event.to_string()))
        .carry_out(&delivery.plan)
        .unwrap();
    assert_eq!(
        (delivered.sent, delivered.before, delivered.bytes),
        (2, 0, 32)
    );
    assert!(delivery.holds_all(&stand_in));
    assert_eq!(
        stand_in.log("sent"),
        ["sent Harbor-US-Avails.xlsx 0 14", "sent Harbor-US.mov 0 18"]
    );
    events.push(delivered.to_string());
    assert_snapshot(
        events.join("\n"),
        str![[r#"
2 files to send
Harbor-US-Avails.xlsx: sending
14 of 32 bytes
14 of 32 bytes
Harbor-US-Avails.xlsx: delivered
Harbor-US.mov: sending
32 of 32 bytes
32 of 32 bytes
Harbor-US.mov: delivered
2 files delivered.
"#]],
    );
    let start = &stand_in.log("start")[0];
    assert!(!start.contains(SECRET));
    assert_snapshot(
        delivery.placeless(start, &stand_in).replace("/private", ""),
        str![
            "start -L- -k 2 --overwrite=diff --mode=send --host=aivdelivery.com --user=HollywoodSuperPost -- /work/masters/Harbor-US-Avails.xlsx /"
        ],
    );
}

#[test]
fn what_is_delivered_is_not_sent_again_and_needs_no_password() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok"));
    delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
    let again = delivery
        .run(&stand_in)
        .password(|| panic!("nothing is left"))
        .carry_out(&delivery.plan)
        .unwrap();
    assert_eq!((again.sent, again.before), (0, 2));
    assert_eq!(
        again.to_string(),
        "Nothing was left to send: 2 files delivered before."
    );
    assert_eq!(stand_in.log("start").len(), 2);
}

/// Tests all error codes: the FASP error codes after which IBM's tools retry, and all other known and unknown codes.
#[test]
fn errors_that_pass_are_tried_again_and_others_are_not() {
    let passing = [
        12, 13, 14, 15, 16, 17, 18, 23, 32, 33, 35, 36, 37, 39, 40, 44, 45, 61,
    ];
    for code in passing {
        let (delivery, stand_in) = (
            Delivery::new(),
            StandIn::told(&format!("code {code}\ncode {code}\nok")),
        );
        delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
        assert_eq!(stand_in.log("start").len(), 4, "{code}");
        assert!(delivery.holds_all(&stand_in));
    }
    for code in (1..=70).chain([99]).filter(|code| !passing.contains(code)) {
        let (delivery, stand_in) = (Delivery::new(), StandIn::told(&format!("code {code}\nok")));
        let error = delivery
            .run(&stand_in)
            .carry_out(&delivery.plan)
            .unwrap_err();
        let RunError::Failed {
            failure,
            attempts: 1,
            ..
        } = &error
        else {
            panic!("{error}")
        };
        assert_eq!(
            (failure.code, failure.end),
            (Some(code), AscpEnd::Status(1))
        );
        assert_eq!(stand_in.log("start").len(), 1, "{code}");
    }
}

#[test]
fn tries_end_when_nothing_gets_any_further() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("code 40"));
    let error = delivery
        .run(&stand_in)
        .carry_out(&delivery.plan)
        .unwrap_err();
    assert!(
        matches!(error, RunError::Failed { attempts: 4, .. }),
        "{error}"
    );
    assert_eq!(stand_in.log("start").len(), 4);

    // A single additional byte in each attempt is considered progress.
    let (delivery, stand_in) = (Delivery::new(), StandIn::told(&parts(1..14)));
    delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
    assert_eq!(stand_in.log("sent")[0], "sent Harbor-US-Avails.xlsx 13 14");
}

fn parts(bytes: std::ops::Range<u32>) -> String {
    let parts: Vec<String> = bytes.map(|byte| format!("part {byte} 16")).collect();
    format!("{}\nok", parts.join("\n"))
}

#[test]
fn an_ascp_that_is_killed_is_started_again_and_resumes() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("killed 5\nkilled 5\nok"));
    let mut waits = Vec::new();
    delivery
        .run(&stand_in)
        .on_event(|event| {
            if let RunEvent::Waits { failure, .. } = event {
                waits.push(failure.end);
            }
        })
        .carry_out(&delivery.plan)
        .unwrap();
    assert_eq!(waits, [AscpEnd::Killed; 2]);
    assert_eq!(stand_in.log("sent")[0], "sent Harbor-US-Avails.xlsx 5 14");
    assert!(delivery.holds_all(&stand_in));
}

#[test]
fn an_ascp_that_hangs_or_is_silent_is_killed_and_started_again() {
    for order in ["hangs", "silent"] {
        let (delivery, stand_in) = (Delivery::new(), StandIn::told(&format!("{order}\nok")));
        let delivered = delivery
            .run(&stand_in)
            .patience(Duration::from_secs(2))
            .carry_out(&delivery.plan);
        assert_eq!(delivered.unwrap().sent, 2);
        assert!(stand_in.log("start").len() >= 3, "{order}");
    }
}

/// A server that is at its limit closes the connection before it opens a session.
#[test]
fn a_connection_that_is_refused_is_tried_again() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("refused\nrefused_early\nok"));
    let mut waits = Vec::new();
    delivery
        .run(&stand_in)
        .on_event(|event| {
            if let RunEvent::Waits { failure, .. } = event {
                waits.push(failure.to_string());
            }
        })
        .carry_out(&delivery.plan)
        .unwrap();
    assert!(delivery.holds_all(&stand_in));
    waits.dedup();
    assert_snapshot(
        waits.join("\n"),
        str![[r#"
ascp ended with the status 1 before the server had opened a session; its last message was "ERR [asssh] SSH connection startup failed, err = -1"
"#]],
    );
}

#[test]
fn an_ascp_that_reports_things_and_sends_nothing_is_killed_and_started_again() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("chatters\nok"));
    let mut waits = Vec::new();
    delivery
        .run(&stand_in)
        .patience(Duration::from_secs(1))
        .on_event(|event| {
            if let RunEvent::Waits { failure, .. } = event {
                waits.push(failure.end);
            }
        })
        .carry_out(&delivery.plan)
        .unwrap();
    assert_eq!(waits[0], AscpEnd::Stalled(Duration::from_secs(4)));
    assert!(delivery.holds_all(&stand_in));
}

#[test]
fn what_says_that_it_has_sent_and_has_not_is_not_believed() {
    for order in ["lies", "mute"] {
        let (delivery, stand_in) = (Delivery::new(), StandIn::told(order));
        let error = delivery
            .run(&stand_in)
            .carry_out(&delivery.plan)
            .unwrap_err();
        let RunError::Failed { failure, .. } = &error else {
            panic!("{error}")
        };
        assert_eq!((failure.code, failure.end), (None, AscpEnd::Status(0)));
        let journal = fs::read_to_string(delivery.journal()).unwrap();
        assert!(!journal.contains("\"delivered\""), "{journal}");
    }
}

#[test]
fn a_failure_stops_what_comes_after_it_and_the_next_run_goes_on() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok\ncode 19\nok"));
    delivery
        .run(&stand_in)
        .carry_out(&delivery.plan)
        .unwrap_err();
    assert_eq!(stand_in.log("sent"), ["sent Harbor-US-Avails.xlsx 0 14"]);
    let delivered = delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
    assert_eq!((delivered.sent, delivered.before), (1, 1));
    assert_eq!(stand_in.log("sent").len(), 2);
}

#[test]
fn every_failure_is_told_with_what_to_do() {
    let mut texts = Vec::new();
    for order in [
        "code 19", "code 40", "code 99", "status 3", "usage", "refused", "killed 0", "lies",
        "mute", "garbage",
    ] {
        let (delivery, stand_in) = (Delivery::new(), StandIn::told(order));
        let error = delivery.error(&stand_in);
        assert!(
            !error.contains(SECRET) && error.chars().all(|c| !c.is_control()),
            "{error}"
        );
        texts.push(format!("{order}: {error}"));
    }
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("hangs"));
    let run = delivery
        .run(&stand_in)
        .pauses(Pauses::default().with_tries(1))
        .patience(Duration::from_secs(1));
    texts.push(format!(
        "hangs: {}",
        run.carry_out(&delivery.plan).unwrap_err()
    ));

    fs::remove_file(stand_in.ascp()).unwrap();
    texts.push(format!("absent: {}", delivery.error(&stand_in)));
    fs::write(stand_in.ascp(), "no program").unwrap();
    texts.push(format!("not executable: {}", delivery.error(&stand_in)));
    fs::set_permissions(stand_in.ascp(), fs::Permissions::from_mode(0o755)).unwrap();
    texts.push(format!("no program: {}", delivery.error(&stand_in)));
    let run = delivery.run(&stand_in).password(|| None);
    texts.push(format!(
        "no password: {}",
        run.carry_out(&delivery.plan).unwrap_err()
    ));
    assert_snapshot(
        texts.join("\n"),
        str![[r#"
code 19: Harbor-US-Avails.xlsx was not delivered: ascp reports "Failed as ordered" (code 19). Check the user name and password; was the password changed in Slate? What was delivered is in the journal.
code 40: Harbor-US-Avails.xlsx was not delivered: ascp reports "Failed as ordered" (code 40), after 4 attempts. The transfer stalled; try again when the connection is better. What was delivered is in the journal.
code 99: Harbor-US-Avails.xlsx was not delivered: ascp reports "Failed as ordered" (code 99). Run it again; if it fails again, send Prime Video what ascp said. What was delivered is in the journal.
status 3: Harbor-US-Avails.xlsx was not delivered: ascp ended with the status 3. Run it again; if it fails again, send Prime Video what ascp said. What was delivered is in the journal.
usage: Harbor-US-Avails.xlsx was not delivered: ascp ended with the status 1; its last message was "ascp: unrecognized option '--nope'". Run it again; if it fails again, send Prime Video what ascp said. What was delivered is in the journal.
refused: Harbor-US-Avails.xlsx was not delivered: ascp ended with the status 1 before the server had opened a session; its last message was "ERR [asssh] SSH connection startup failed, err = -1", after 4 attempts. The server may have too many connections; run it again later. What was delivered is in the journal.
killed 0: Harbor-US-Avails.xlsx was not delivered: ascp was killed, after 4 attempts. Run it again. What was delivered is in the journal.
lies: Harbor-US-Avails.xlsx was not delivered: ascp ended without an error, but did not report that it had sent everything. Look in Aspera Shares for the files that have arrived; check that the program is ascp, and run it again. What was delivered is in the journal.
mute: Harbor-US-Avails.xlsx was not delivered: ascp ended without an error, but did not report that it had sent everything; its last message was "Completed: 1K bytes transferred in 1 seconds". Look in Aspera Shares for the files that have arrived; check that the program is ascp, and run it again. What was delivered is in the journal.
garbage: Harbor-US-Avails.xlsx was not delivered: ascp ended with the status 1; its last message was "…d on ��<U+001B>[2J garbage <U+0000> and more of it, on and on ��<U+001B>[2J garbage <U+0000> and more of it, on and on ��<U+001B>[2J garbage <U+0000> and more of it, on and on ��<U+001B>[2J garbage <U+0000> and more of it, on and on ��<U+001B>[2J garbage <U+0000> and more of it, on and on password=…". Run it again; if it fails again, send Prime Video what ascp said. What was delivered is in the journal.
hangs: Harbor-US-Avails.xlsx was not delivered: ascp reported nothing for 1 second and was stopped; its last message was "Harbor 0%". Run it again. What was delivered is in the journal.
absent: there is no /opt/aspera/ascp; install Aspera's command line client, or give the path of ascp
not executable: /opt/aspera/ascp can't be started: permission denied; check that it is the program ascp, and that you may run it
no program: /opt/aspera/ascp can't be started: exec format error; check that it is the program ascp, and that you may run it
no password: there is no password; set the environment variable ASPERA_SCP_PASS to the password of the account, and never give it on the command line
"#]],
    );
}

#[test]
fn a_delivery_that_is_another_one_now_is_refused() {
    let (mut delivery, stand_in) = (Delivery::new(), StandIn::told("code 19"));
    delivery.error(&stand_in);
    let film = delivery.masters().join("Harbor-US.mov");
    let mut texts = Vec::new();

    // The file is edited after the plan has been made.
    stand_in.order("ok");
    fs::write(
        delivery.masters().join("Harbor-US-Avails.xlsx"),
        "rows of AVAILS",
    )
    .unwrap();
    let later = fs::File::open(delivery.masters().join("Harbor-US-Avails.xlsx")).unwrap();
    later
        .set_modified(std::time::SystemTime::now() + Duration::from_secs(60))
        .unwrap();
    texts.push(delivery.error(&stand_in));
    fs::remove_file(&film).unwrap();
    delivery.plan = plan(&delivery.masters());
    fs::remove_file(delivery.masters().join("Harbor-US-Avails.xlsx")).unwrap();
    texts.push(delivery.error(&stand_in));
    fs::write(delivery.masters().join("Harbor-US-Avails.xlsx"), "rows").unwrap();
    let account = PrimeVideoAspera::new("AnotherPost").unwrap();
    delivery.plan = DeliveryPlan::new(account, "2026-11-21".parse().unwrap(), [delivery.masters()]);
    texts.push(delivery.error(&stand_in));
    delivery.plan = DeliveryPlan::new(
        Backlot::new(),
        "2026-11-21".parse().unwrap(),
        [delivery.masters()],
    );
    texts.push(delivery.error(&stand_in));
    fs::write(delivery.masters().join("Harbor US.mov"), "").unwrap();
    delivery.plan = plan(&delivery.masters());
    texts.push(delivery.error(&stand_in));
    assert_snapshot(
        texts.join("\n"),
        str![[r#"
Harbor-US-Avails.xlsx was changed after the plan was made, and was not sent; plan again and run it with the same journal, which records what has been delivered
Harbor-US-Avails.xlsx can no longer be read: there is no such file or folder; put it back, and run it again
nothing was sent: the journal /work/friday.journal belongs to deliveries to HollywoodSuperPost@aivdelivery.com:/, and this one goes to AnotherPost@aivdelivery.com:/; name another file for its journal
only a plan for Aspera can be carried out; for S3, make the copies of the plan in its order with S3 Copy or AWS DataSync, and for Backlot upload the files in its order, the manifest last
nothing was sent: 2 problems stop the delivery; fix the problems that the plan lists, and plan again
"#]],
    );
    assert_eq!(stand_in.log("sent"), [""; 0]);
}

#[test]
fn a_file_that_changes_while_it_is_sent_is_not_taken_for_delivered() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("edits"));
    assert_snapshot(
        delivery.error(&stand_in),
        str![[r#"
Harbor-US-Avails.xlsx was changed while it was sent, so the file that has arrived is neither the old nor the new one; deliver it again under a new name, such as one that ends in R1
"#]],
    );
    assert!(
        !fs::read_to_string(delivery.journal())
            .unwrap()
            .contains("\"delivered\"")
    );
}

#[test]
fn a_file_that_is_removed_while_it_is_sent_is_not_taken_for_delivered() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("removes"));
    assert_snapshot(
        delivery.error(&stand_in),
        str![
            "Harbor-US-Avails.xlsx can no longer be read: there is no such file or folder; put it back, and run it again"
        ],
    );
    let journal = fs::read_to_string(delivery.journal()).unwrap();
    assert!(!journal.contains("\"delivered\""));
}

/// If a crash leaves only a part of the last line, the journal can still be read, no other line is lost, and no file is
/// delivered twice.
#[test]
fn a_torn_last_line_is_taken_away() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok\ncode 19\nok"));
    delivery
        .run(&stand_in)
        .carry_out(&delivery.plan)
        .unwrap_err();
    let whole = fs::read(delivery.journal()).unwrap();
    let last = whole[..whole.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .unwrap()
        + 1;
    for end in last..whole.len() {
        let mut torn = whole[..end].to_vec();
        if end % 2 == 0 {
            // Some file systems leave zero bytes at the end of a file after a crash.
            torn.extend([0; 16]);
        }
        fs::write(delivery.journal(), &torn).unwrap();
        fs::remove_file(stand_in.home().join("server/Harbor-US.mov")).ok();
        let delivered = delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
        assert_eq!((delivered.sent, delivered.before), (1, 1));
        let journal = fs::read_to_string(delivery.journal()).unwrap();
        assert!(
            journal
                .lines()
                .all(|line| line.starts_with('{') && line.ends_with('}')),
            "{journal}"
        );
    }
    assert_eq!(stand_in.log("sent Harbor-US-Avails.xlsx").len(), 1);
}

#[test]
fn what_is_no_journal_is_refused_and_left_alone() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok"));
    delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
    let sound = fs::read_to_string(delivery.journal()).unwrap();
    let second = sound.find('\n').unwrap() + 1;
    let broken = [
        String::new(),
        "a film".to_owned(),
        "{}\n".to_owned(),
        sound[..second - 1].to_owned(),
        sound.replace("\"journal\":2", "\"journal\":1"),
        format!("{}torn\n{}", &sound[..second], &sound[second..]),
        format!("{sound}{sound}"),
        sound[second..].to_owned(),
    ];
    for text in broken {
        fs::write(delivery.journal(), &text).unwrap();
        let error = delivery
            .run(&stand_in)
            .carry_out(&delivery.plan)
            .unwrap_err();
        assert!(
            matches!(error, RunError::NoJournal { .. }),
            "{error} for {text}"
        );
        assert_eq!(fs::read_to_string(delivery.journal()).unwrap(), text);
    }
    assert_snapshot(
        delivery.error(&stand_in),
        str![[r#"
line 1 of /work/friday.journal is not a valid journal line, and nothing was sent; name another file for the journal, or, if this one was damaged, check in Aspera Shares which files have arrived and deliver the rest with a new journal
"#]],
    );
}

/// A journal is created under a temporary name. If a killed run left a file with that name behind, the file is
/// replaced. A file that belongs to another program is kept, and so is the target of a link.
#[test]
fn what_is_in_the_way_of_a_new_journal_is_left_alone() {
    let stand_in = StandIn::told("ok");
    for left in [
        "",
        "{\"event\"",
        "{\"event\":\"journal\",\"journal\":2,\"at\":\"20",
    ] {
        let delivery = Delivery::new();
        let begun = delivery.folder.path().join("friday.journal.new");
        fs::write(&begun, left).unwrap();
        delivery.run(&stand_in).carry_out(&delivery.plan).unwrap();
        assert!(!begun.exists() && delivery.journal().is_file());
    }
    for is_link in [false, true] {
        let delivery = Delivery::new();
        let begun = delivery.folder.path().join("friday.journal.new");
        let own = match is_link {
            true => delivery.folder.path().join("thesis.txt"),
            false => begun.clone(),
        };
        fs::write(&own, "the only copy").unwrap();
        if is_link {
            std::os::unix::fs::symlink(&own, &begun).unwrap();
        }
        assert_eq!(
            delivery.error(&stand_in),
            "the journal /work/friday.journal can't be used: the file that ends in .new beside it is in \
             the way; move it away"
        );
        assert_eq!(fs::read_to_string(&own).unwrap(), "the only copy");
        assert!(!delivery.journal().exists());
    }
}

#[test]
fn a_second_run_is_refused_while_the_first_is_at_work() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok"));
    let mut refused = None;
    delivery
        .run(&stand_in)
        .on_event(|event| {
            if let RunEvent::Started { .. } = event {
                refused = Some(delivery.error(&stand_in));
            }
        })
        .carry_out(&delivery.plan)
        .unwrap();
    let process = format!("process {}", std::process::id());
    assert_snapshot(
        refused.unwrap().replace(&process, "process 1234"),
        str![[r#"
another run with this journal is active (process 1234), or an ascp that such a run left behind; wait until it has ended (it holds /work/friday.journal.lock)
"#]],
    );
    assert_eq!(stand_in.log("start").len(), 2);
}

/// A journal and a link to that journal are treated as the same journal, with the same lock and the same deliveries.
#[test]
fn a_link_to_a_journal_is_that_journal() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("ok\ncode 19\nok"));
    delivery.error(&stand_in);
    let link = delivery.folder.path().join("link");
    std::os::unix::fs::symlink(delivery.journal(), &link).unwrap();
    let by_link = || {
        AsperaRun::new(&link)
            .ascp(stand_in.ascp())
            .password(|| Some(Password::new(SECRET.to_owned())))
    };
    let mut refused = None;
    let delivered = delivery
        .run(&stand_in)
        .on_event(|event| {
            if let RunEvent::Started { .. } = event {
                refused = Some(by_link().carry_out(&delivery.plan).unwrap_err());
            }
        })
        .carry_out(&delivery.plan)
        .unwrap();
    assert_eq!((delivered.sent, delivered.before), (1, 1));
    assert!(matches!(refused, Some(RunError::Locked { .. })));
    let again = by_link().carry_out(&delivery.plan).unwrap();
    assert_eq!((again.sent, again.before), (0, 2));
    assert!(link.is_symlink());
}

#[test]
fn nobody_sees_the_password() {
    let (delivery, stand_in) = (Delivery::new(), StandIn::told("garbage"));
    let run = delivery.run(&stand_in);
    let shown = format!("{run:?} {:?}", Password::new(SECRET.to_owned()));
    assert!(!shown.contains(SECRET), "{shown}");
    let error = run.carry_out(&delivery.plan).unwrap_err();
    assert!(!format!("{error:?}").contains(SECRET), "{error:?}");
    for entry in fs::read_dir(delivery.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            assert!(!fs::read_to_string(path).unwrap().contains(SECRET));
        }
    }
    assert_eq!(Delivered::default().sent, 0);
}
