//! Tests the program's own documentation: help, completions and manual pages.

use std::path::Path;
use std::process::{Command, Output};

use ema_testing::{Data, assert_snapshot};

fn ema(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ema"))
        .args(arguments)
        .env("COLUMNS", "80")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program starts")
}

fn stdout(output: Output) -> String {
    assert!(output.status.success());
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Returns the commands listed in a help text.
fn commands(help: &str) -> Vec<&str> {
    let Some((_, list)) = help.split_once("Commands:\n") else {
        return Vec::new();
    };
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !matches!(*name, "" | "help")).collect()
}

/// Collects all commands with their help texts, including subcommands.
fn helps(path: &[&str], all: &mut Vec<(String, String)>) {
    let help = stdout(ema(&[path, &["--help"]].concat()));
    for command in commands(&help) {
        helps(&[path, &[command]].concat(), all);
    }
    all.push((path.join(" "), help));
}

#[test]
fn every_help_reads_well_at_80_columns() {
    let mut all = Vec::new();
    helps(&[], &mut all);
    assert!(all.len() > 15, "{} commands", all.len());
    for (command, help) in all {
        assert!(help.lines().all(|line| line.chars().count() <= 80));
        let page = match &*command {
            "" => "ema".to_owned(),
            _ => command.replace(' ', "-"),
        };
        let path = Path::new("tests/snapshots/help").join(page + ".txt");
        assert_snapshot(help, Data::read_from(&path, None));
    }
}

#[test]
fn every_shell_gets_the_commands_and_options() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(ema(&["completions", shell]));
        for word in ["takedown", "annotate"] {
            assert!(script.contains(word), "{shell} without {word}");
        }
    }
    let none = ema(&["completions", "tcsh"]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn bash_takes_its_script() {
    let script = stdout(ema(&["completions", "bash"]));
    let ask = "COMP_WORDS=(ema val); COMP_CWORD=1; _ema ema val ema; echo \"${COMPREPLY[@]}\"";
    let Ok(answer) = Command::new("bash")
        .args(["-c", &format!("{script}\n{ask}")])
        .output()
    else {
        println!("skipped: there is no bash");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&answer.stdout).trim(), "validate");
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let page = stdout(ema(&["man"]));
    assert!(page.contains(".TH ema 1"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(stdout(ema(&["man", path])), "");
    for page in ["ema.1", "ema-validate.1", "ema-name-check.1"] {
        let text = std::fs::read_to_string(folder.path().join(page)).expect(page);
        assert!(text.contains(".SH SYNOPSIS"));
    }

    let missing = folder.path().join("missing");
    let refused = ema(&["man", missing.to_str().expect("UTF-8")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("can't be written"));
}
