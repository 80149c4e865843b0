//! Tests deliveries from a user's point of view. A delivery is planned, carried out with a
//! substitute for `ascp`, killed, and resumed.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use ema_testing::assert_snapshot;
use tempfile::TempDir;

#[path = "../../delivery-naming/tests/stand_in/mod.rs"]
mod stand_in;

use stand_in::StandIn;

const SECRET: &str = "Secret-Word-1";

/// Creates a working folder, with three files to deliver in `masters`.
fn work() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let masters = folder.path().join("masters");
    fs::create_dir(&masters).unwrap();
    fs::write(masters.join("Harbor-US-Avails.xlsx"), "rows of avails").unwrap();
    fs::write(masters.join("Harbor-US.mov"), "pictures that move").unwrap();
    fs::write(
        masters.join("Harbor-MMC.xml"),
        "<MediaManifest><ContainerLocation>Harbor-US.mov</ContainerLocation></MediaManifest>",
    )
    .unwrap();
    folder
}

fn ema(work: &TempDir, arguments: &[&str]) -> Command {
    let mut ema = Command::new(env!("CARGO_BIN_EXE_ema"));
    ema.arg("deliver")
        .args(arguments)
        .args(["--as-of", "2026-11-21"])
        .current_dir(work.path())
        .env("ASPERA_SCP_PASS", SECRET)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    ema
}

fn run(work: &TempDir, stand_in: &StandIn) -> Command {
    let mut ema = ema(
        work,
        &[
            "masters",
            "--to",
            "aspera",
            "--user",
            "HollywoodSuperPost",
            "--run",
        ],
    );
    ema.arg("--ascp").arg(stand_in.ascp());
    ema
}

/// Returns everything that a user sees: the output on both streams and the exit status.
fn seen(output: &Output, work: &TempDir) -> String {
    let place = fs::canonicalize(work.path()).unwrap();
    let text = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        placeless_journal(&text).replace(place.to_str().unwrap(), "/work")
    };
    format!(
        "{}--- stderr\n{}--- {}",
        text(&output.stdout),
        text(&output.stderr),
        output.status
    )
}

/// Removes the hash of the folder's path from the journal name in the text.
fn placeless_journal(text: &str) -> String {
    const NAME: &str = "ema-delivery-masters-";
    let mut parts = text.split(NAME);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + NAME + "…" + &part[8..])
}

fn wait_for(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..2000 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("in vain: {what}");
}

fn kill(child: &mut Child) {
    // SIGKILL ends the program immediately.
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Asserts that each file has arrived completely and was sent completely only once.
fn assert_delivered_once(work: &TempDir, stand_in: &StandIn) {
    for name in ["Harbor-US-Avails.xlsx", "Harbor-US.mov", "Harbor-MMC.xml"] {
        let sent = fs::read(work.path().join("masters").join(name)).unwrap();
        assert_eq!(stand_in.arrived(name), Some(sent), "{name}");
        assert_eq!(stand_in.log(&format!("sent {name}")).len(), 1, "{name}");
    }
}

#[test]
fn a_plan_for_each_target() {
    let work = work();
    let mut pages = Vec::new();
    for arguments in [
        vec![
            "masters",
            "--to",
            "aspera",
            "--user",
            "HollywoodSuperPost",
            "--territory",
            "GB",
            "--live-on",
            "2026-12-10",
        ],
        vec![
            "masters",
            "--to",
            "s3",
            "--access-point",
            "hollywood-post-k3x9-s3alias",
            "--bucket",
            "s3://masters",
        ],
        vec!["masters", "--to", "backlot", "--quota", "250"],
    ] {
        pages.push(seen(&ema(&work, &arguments).output().unwrap(), &work));
    }
    assert_snapshot(
        pages.join("\n\n"),
        ema_testing::file!["snapshots/deliver_plans.txt"],
    );
}

#[test]
fn a_plan_is_also_json() {
    let work = work();
    fs::write(work.path().join("masters/Harbor US.mov"), "misnamed").unwrap();
    let output = ema(&work, &["masters", "--to", "backlot", "--format", "json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let plan: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(plan["schema"], 2);
    assert_eq!(plan["files"][0]["name"], "Harbor US.mov");
    assert_eq!(plan["problems"][0]["problem"], "illegal-name");
}

#[test]
fn a_delivery_is_carried_out_once() {
    let (work, stand_in) = (work(), StandIn::told("code 16\nok"));
    // A lost connection causes a pause of a few seconds.
    let first = seen(&run(&work, &stand_in).output().unwrap(), &work);
    let second = seen(&run(&work, &stand_in).output().unwrap(), &work);
    assert_delivered_once(&work, &stand_in);
    let first = first
        .replace("3 seconds", "… seconds")
        .replace("4 seconds", "… seconds")
        .replace("5 seconds", "… seconds")
        .replace("6 seconds", "… seconds");
    assert_snapshot(
        format!("{first}\n\n{second}"),
        ema_testing::file!["snapshots/deliver_carried_out.txt"],
    );
}

#[test]
fn what_can_not_be_carried_out_is_said_in_a_line() {
    let work = work();
    let stand_in = StandIn::told("code 19");
    let mut lines = Vec::new();
    let mut say = |mut command: Command| {
        let output = command.output().unwrap();
        assert_ne!(output.status.code(), Some(0));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!stderr.contains(SECRET));
        let stderr = placeless_journal(&stderr);
        lines.push(stderr.replace(stand_in.home().to_str().unwrap(), "/opt/aspera"));
    };
    say(ema(
        &work,
        &[
            "masters",
            "--to",
            "s3",
            "--access-point",
            "x-s3alias",
            "--run",
        ],
    ));
    say(ema(&work, &["masters", "--to", "backlot", "--run"]));
    say(ema(
        &work,
        &["masters", "--to", "s3", "--access-point", "bucket"],
    ));
    say(ema(&work, &["masters", "--to", "backlot", "--user", "U"]));
    say(ema(&work, &["masters", "--to", "aspera", "--user", "a@b"]));
    say(run(&work, &stand_in));
    let mut no_password = run(&work, &stand_in);
    no_password.env_remove("ASPERA_SCP_PASS");
    say(no_password);
    let mut not_unicode = run(&work, &stand_in);
    let latin1 = std::os::unix::ffi::OsStrExt::from_bytes(b"Pa\xdfwort1");
    not_unicode.env::<_, &std::ffi::OsStr>("ASPERA_SCP_PASS", latin1);
    say(not_unicode);
    let mut weak = run(&work, &stand_in);
    weak.env("ASPERA_SCP_PASS", "temporary");
    say(weak);
    say(ema(
        &work,
        &[
            "masters",
            "--to",
            "aspera",
            "--user",
            "U",
            "--run",
            "--ascp",
            "/nowhere/ascp",
            "--journal",
            "other.journal",
        ],
    ));
    fs::write(work.path().join("masters/Harbor-US.mov"), "edited").unwrap();
    say(run(&work, &stand_in));
    fs::write(work.path().join("masters/Harbor US.mov"), "misnamed").unwrap();
    say(run(&work, &stand_in));
    assert_snapshot(
        lines.join("\n"),
        ema_testing::file!["snapshots/deliver_refusals.txt"],
    );
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let (work, stand_in) = (work(), StandIn::told("ok\nwaits\nok"));
    let mut killed = run(&work, &stand_in).spawn().unwrap();
    wait_for("half of the second file", || {
        !stand_in.log("waiting").is_empty()
    });
    kill(&mut killed);

    // The killed run's `ascp` is still active, so another run would send the same file at the same
    // time.
    let refused = run(&work, &stand_in).output().unwrap();
    assert_eq!(refused.status.code(), Some(3));
    let message = String::from_utf8(refused.stderr).unwrap();
    assert!(
        message.contains("an ascp that such a run left behind"),
        "{message}"
    );

    // Then `ascp` ends. The file has arrived completely, but the journal does not record its arrival.
    fs::write(stand_in.home().join("go"), "").unwrap();
    wait_for("the end of the ascp that was left", || {
        stand_in.log("sent").len() == 2
    });
    wait_for("the lock", || {
        let output = run(&work, &stand_in).output().unwrap();
        match output.status.code() {
            Some(3) => false,
            code => {
                assert_eq!(code, Some(0), "{}", String::from_utf8_lossy(&output.stderr));
                true
            }
        }
    });
    assert_delivered_once(&work, &stand_in);
    assert_eq!(stand_in.log("skipped"), ["skipped Harbor-US.mov"]);
}

/// Tests that the program can be killed 200 times at arbitrary points. Each run has one more file
/// to send. At the end, all files have arrived exactly once. A saved plan is either complete or
/// does not exist.
#[test]
fn a_run_that_is_killed_at_any_time_loses_nothing() {
    let (work, stand_in) = (work(), StandIn::told("ok"));
    let saved = work.path().join("plan.json");
    let added = |number: u64| format!("Harbor-{number:03}.itt");
    for kill_number in 0..200 {
        let file = work.path().join("masters").join(added(kill_number));
        fs::write(file, added(kill_number)).unwrap();
        let mut command = match kill_number % 4 {
            0 => {
                let mut save = ema(&work, &["masters", "--to", "aspera"]);
                save.args(["--user", "HollywoodSuperPost", "--save-plan", "plan.json"]);
                save
            }
            _ => run(&work, &stand_in),
        };
        let mut killed = command.spawn().unwrap();
        sleep(Duration::from_millis(kill_number * 7 % 90));
        kill(&mut killed);
        if let Ok(plan) = fs::read(&saved) {
            serde_json::from_slice::<serde_json::Value>(&plan).unwrap();
        }
    }
    wait_for("a run to the end", || {
        run(&work, &stand_in).status().unwrap().code() == Some(0)
    });
    assert_delivered_once(&work, &stand_in);
    let sent = stand_in.log("sent Harbor-");
    for name in (0..200).map(added) {
        let is_it = |line: &&String| line.split(' ').nth(1) == Some(&*name);
        assert_eq!(sent.iter().filter(is_it).count(), 1, "{name}");
        assert_eq!(stand_in.arrived(&name), Some(name.into_bytes()));
    }
    assert!(no_trace_of_the_password(work.path()));
}

#[test]
fn a_plan_is_not_saved_over_a_file_that_it_delivers() {
    let work = work();
    let master = work.path().join("masters/Harbor-US.mov");
    let before = fs::read(&master).unwrap();
    let mut save = ema(&work, &["masters", "--to", "backlot"]);
    let output = save
        .args(["--save-plan", "masters/Harbor-US.mov"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("is a file of the delivery"), "{message}");
    assert_eq!(fs::read(&master).unwrap(), before);
}

#[test]
fn a_plan_is_approved_carried_out_cut_off_and_gone_on_with() {
    let (work, stand_in) = (work(), StandIn::told("ok\nwaits\nok"));
    let mut save = ema(&work, &["masters", "--to", "aspera", "--territory", "UK"]);
    save.args([
        "--user",
        "HollywoodSuperPost",
        "--rate",
        "300m",
        "--policy",
        "fair",
        "--port",
        "33001",
        "--save-plan",
        "friday.json",
    ]);
    let saved = save.output().unwrap();
    let plan = |arguments: &[&str]| {
        let mut ema = Command::new(env!("CARGO_BIN_EXE_ema"));
        ema.args(["deliver", "--plan", "friday.json"])
            .args(arguments)
            .current_dir(work.path())
            .env("ASPERA_SCP_PASS", SECRET)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        ema
    };
    let mut pages = vec![seen(&saved, &work)];
    let ascp = stand_in.ascp();
    let run = ["--run", "--ascp", ascp.to_str().unwrap()];
    let canceled = plan(&run).spawn().unwrap();
    wait_for("half of the second file", || {
        !stand_in.log("waiting").is_empty()
    });
    // Ctrl-C sends this signal.
    let pid = rustix::process::Pid::from_child(&canceled);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let canceled = canceled.wait_with_output().unwrap();
    assert_eq!(canceled.status.code(), Some(130));
    pages.push(
        seen(&canceled, &work)
            .split_once("--- stderr\n")
            .unwrap()
            .1
            .to_owned(),
    );
    pages.push(seen(&plan(&["--status"]).output().unwrap(), &work));
    let finished = seen(&plan(&run).output().unwrap(), &work);
    pages.push(finished.split_once("--- stderr\n").unwrap().1.to_owned());
    pages.push(seen(&plan(&["--status"]).output().unwrap(), &work));
    assert!(stand_in.log("start").last().unwrap().contains("-l 300m"));

    fs::write(work.path().join("masters/Harbor-US.mov"), "edited").unwrap();
    let changed = plan(&run).output().unwrap();
    assert_eq!(changed.status.code(), Some(1));
    let saved = fs::read_to_string(work.path().join("friday.json")).unwrap();
    let (torn, _) = saved.split_once("Harbor-US.mov").unwrap();
    let (torn, _) = torn.rsplit_once('\n').unwrap();
    fs::write(work.path().join("friday.json"), torn).unwrap();
    pages.push(seen(&plan(&run).output().unwrap(), &work));
    assert_snapshot(
        pages.join("\n"),
        ema_testing::file!["snapshots/deliver_approved.txt"],
    );
}

/// Prime Video matches avails, metadata and manifests by their IDs, so the program reads the IDs
/// from all of these files.
#[test]
fn a_feed_and_a_package_that_do_not_fit_are_told() {
    let work = work();
    fs::write(
        work.path().join("feed.csv"),
        "DisplayName,Territory,WorkType,LicenseType,FormatProfile,ALID,ContentID\n\
         Rockstar,US,Movie,EST,UHD,HARBOR-01,md:cid:org:rockstar:HARBOR-01\n\
         Rockstar,US,Movie,EST,HD,PIER,PIER\n",
    )
    .unwrap();
    fs::remove_file(work.path().join("masters/Harbor-US-Avails.xlsx")).unwrap();
    fs::write(
        work.path().join("masters/Harbor-MMC.xml"),
        "<MediaManifest><WidthPixels>1920</WidthPixels><ALID>md:alid:org:rockstar:harbor-01</ALID></MediaManifest>",
    )
    .unwrap();
    fs::write(
        work.path().join("masters/Harbor-MEC.xml"),
        "<CoreMetadata><Basic ContentID='md:cid:org:rockstar:HARBOR-01'/></CoreMetadata>",
    )
    .unwrap();
    let mut planned = ema(&work, &["feed.csv", "masters", "--to", "aspera"]);
    let planned = planned
        .args(["--user", "HollywoodSuperPost"])
        .output()
        .unwrap();
    assert_eq!(planned.status.code(), Some(1));
    assert_snapshot(
        seen(&planned, &work),
        ema_testing::file!["snapshots/deliver_titles.txt"],
    );
}

/// A missing password, a missing program, an invalid name, or an active run is reported before a
/// terabyte is read.
#[test]
fn quick_checks_come_before_files_are_read() {
    let (work, stand_in) = (work(), StandIn::told("ok"));
    let film = fs::File::create(work.path().join("masters/Harbor-US.mov")).unwrap();
    film.set_len(1 << 40).unwrap();
    let ends = |mut command: Command, with: &str| {
        let output = command.output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains(with), "{text}");
    };
    let mut no_password = run(&work, &stand_in);
    no_password.env_remove("ASPERA_SCP_PASS");
    ends(no_password, "there is no password");
    let mut no_ascp = ema(&work, &["masters", "--to", "aspera", "--user", "U"]);
    no_ascp.args(["--run", "--ascp", "/nowhere/ascp"]);
    ends(no_ascp, "there is no /nowhere/ascp");
    let locked = work.path().join("friday.journal");
    let lock = fs::File::create(work.path().join("friday.journal.lock")).unwrap();
    lock.lock().unwrap();
    let mut second = run(&work, &stand_in);
    second.arg("--journal").arg(locked);
    ends(second, "another run with this journal is active");
    fs::write(work.path().join("masters/Harbor US.mov"), "misnamed").unwrap();
    ends(run(&work, &stand_in), "Harbor_US.mov");
    assert_eq!(stand_in.log("start"), [""; 0]);
}

/// A full disk ends the run, but all lines in its journal are complete, so the next run can
/// continue.
#[test]
fn a_disk_that_is_full_leaves_a_journal_that_is_whole() {
    let (work, stand_in) = (work(), StandIn::told("ok"));
    // The shell limits the size of files (in blocks of 512 or 1024 bytes), which has the same
    // effect as a full disk.
    let mut full = 0;
    for blocks in 1..5 {
        let whole = run(&work, &stand_in);
        let mut limited = Command::new("sh");
        limited
            .args(["-c", r#"trap '' XFSZ; ulimit -f "$0"; exec "$@""#])
            .arg(blocks.to_string())
            .arg(whole.get_program())
            .args(whole.get_args())
            .current_dir(work.path())
            .env("ASPERA_SCP_PASS", SECRET)
            .stdin(Stdio::null());
        let output = limited.output().unwrap();
        if output.status.success() {
            break;
        }
        let stderr = String::from_utf8_lossy(&output.stderr);
        full += 1;
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(".journal can't be used: "), "{stderr}");
        let journals = fs::read_dir(work.path()).unwrap();
        for journal in journals.map(|entry| entry.unwrap().path()) {
            if journal
                .extension()
                .is_some_and(|extension| extension == "journal")
            {
                assert!(fs::read(journal).unwrap().ends_with(b"\n"));
            }
        }
    }
    assert!(full > 0);
    assert!(run(&work, &stand_in).status().unwrap().success());
    assert_delivered_once(&work, &stand_in);
}

/// Status 3 means that a scheduled job can try again. Status 2 means that someone must fix a problem first.
#[test]
fn what_passes_and_what_has_to_be_fixed_end_differently() {
    for (order, status) in [
        ("refused", 3),
        ("code 44", 3),
        ("code 19", 2),
        ("status 9", 2),
    ] {
        let (work, stand_in) = (work(), StandIn::told(order));
        let mut run = run(&work, &stand_in);
        let ended = run.args(["--tries", "1"]).output().unwrap();
        assert_eq!(ended.status.code(), Some(status), "{order}");
    }
}

/// If the plan has errors, running the same command later would not send the remaining files, so
/// the exit status is not 3.
#[test]
fn a_status_says_that_a_run_would_stop() {
    let (work, stand_in) = (work(), StandIn::told("ok\ncode 19"));
    let status = || {
        let paths = ["masters", "--to", "aspera", "--user", "HollywoodSuperPost"];
        let output = ema(&work, &paths).arg("--status").output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), stderr.contains("a run would stop"))
    };
    run(&work, &stand_in).output().unwrap();
    assert_eq!(status(), (Some(3), false));
    let wrong = work.path().join("masters/Harbor US.mov");
    fs::write(&wrong, "misnamed").unwrap();
    assert_eq!(status(), (Some(1), true));
    fs::remove_file(&wrong).unwrap();
    stand_in.order("ok");
    run(&work, &stand_in).output().unwrap();
    assert_eq!(status(), (Some(0), false));
}

fn no_trace_of_the_password(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().all(|entry| {
        let path = entry.unwrap().path();
        path.is_dir() || !fs::read_to_string(path).unwrap().contains(SECRET)
    })
}

#[test]
fn what_is_not_there_is_no_input_and_a_wrong_name_is_an_error() {
    let work = work();
    let planned = |path: &str| {
        let arguments = [path, "--to", "aspera", "--user", "HollywoodSuperPost"];
        ema(&work, &arguments).output().unwrap().status.code()
    };
    assert_eq!(planned("masters"), Some(0));
    assert_eq!(planned("nope"), Some(2));
    fs::write(work.path().join("masters/a b.mov"), "pictures").unwrap();
    assert_eq!(planned("masters"), Some(1));
}
