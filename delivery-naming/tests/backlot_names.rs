//! Tests of file names for Backlot, and of their differences from file names for Prime Video.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use delivery_naming::{BacklotFileName, FileName, NameAuthority, NameFaultKind};
use ema_testing::assert_snapshot;
use proptest::prelude::*;

fn kinds(name: &str) -> Vec<(NameFaultKind, usize)> {
    BacklotFileName::parse(name)
        .err()
        .map(|faults| {
            faults
                .iter()
                .map(|fault| (fault.kind, fault.character))
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn periods_hyphens_and_underscores_stand_anywhere() {
    for name in ["a.b", "trailer.v2.MP4", "_a__b--c_.mp4", "a~b+c,d;e=f.mov"] {
        assert_eq!(BacklotFileName::parse(name).unwrap().as_str(), name);
    }
    assert_eq!(
        BacklotFileName::parse("a.b.MOV").unwrap().extension(),
        "MOV"
    );
}

#[test]
fn transport_streams_are_for_prime_video_alone() {
    assert!(FileName::parse("feature.ts").is_ok());
    assert_eq!(
        kinds("feature.TS"),
        [(NameFaultKind::UnsupportedExtension, 9)]
    );
    assert_eq!(kinds("a.ts.mp4"), []);
}

#[test]
fn the_edges_of_a_name() {
    assert_eq!(kinds(".a.mov"), [(NameFaultKind::PeriodAtEdge, 1)]);
    assert_eq!(kinds("a.mov."), [(NameFaultKind::PeriodAtEdge, 6)]);
    assert_eq!(kinds(".mov"), [(NameFaultKind::NoStem, 1)]);
    assert_eq!(kinds("a."), [(NameFaultKind::NoExtension, 3)]);
    assert_eq!(kinds("-a.mov"), [(NameFaultKind::LeadingHyphen, 1)]);
    assert_eq!(
        kinds(" a.mov "),
        [
            (NameFaultKind::Blank(' '), 1),
            (NameFaultKind::Blank(' '), 7)
        ]
    );
}

#[test]
fn messages_are_about_backlot() {
    let mut text = String::new();
    for name in [
        "a #1.ts",
        "été [2].mov",
        "R&B?.mov",
        "-a.mov",
        ".a.mov.",
        "nul.mov",
    ] {
        let faults = BacklotFileName::parse(name).unwrap_err();
        writeln!(text, "{faults}").unwrap();
        for fault in faults.iter() {
            writeln!(
                text,
                "    {}: {}",
                fault.kind.as_str(),
                fault.authority().as_str()
            )
            .unwrap();
        }
    }
    assert_snapshot(text, ema_testing::file!["snapshots/backlot_messages.txt"]);
}

#[test]
fn each_fault_has_its_authority() {
    let authority = |name: &str| {
        FileName::parse(name)
            .unwrap_err()
            .iter()
            .next()
            .unwrap()
            .authority()
    };
    assert_eq!(authority("a b.x"), NameAuthority::PrimeVideo);
    assert_eq!(authority("a&b.x"), NameAuthority::Aspera);
    assert_eq!(authority("CON.x"), NameAuthority::FileSystems);
}

/// A second implementation of the rules, which checks for forbidden characters and then checks the shape of the whole
/// name.
fn is_legal(name: &str) -> bool {
    let refused = "!@#$%^&*()?/\\{}[]\":'><|`";
    let device = name.split('.').next().unwrap().to_uppercase();
    let devices = ["CON", "PRN", "AUX", "NUL"];
    let is_port = (device.starts_with("COM") || device.starts_with("LPT"))
        && device.len() == 4
        && device.ends_with(|c| "123456789".contains(c));
    name.bytes().all(|byte| (0x21..0x7f).contains(&byte))
        && !name.contains(|c| refused.contains(c))
        && !name.starts_with(['.', '-'])
        && !name.ends_with('.')
        && name.contains('.')
        && !name.to_lowercase().ends_with(".ts")
        && name.len() <= 255
        && !is_port
        && !devices.contains(&&*device)
}

proptest! {
    #[test]
    fn a_name_is_taken_when_it_keeps_the_rules(
        name in prop_oneof![
            "[aB3_.~-]{0,8}",
            "[!-~]{0,6}",
            ".{0,10}",
            "[a.]{0,3}\\.(ts|TS|mov)",
            "(con|NUL|com[0-9]|Lpt1)[._a]{0,2}x?",
            "[a.]{250,256}x",
        ]
    ) {
        prop_assert_eq!(BacklotFileName::parse(&name).is_ok(), is_legal(&name), "{:?}", name);
    }

    #[test]
    fn what_prime_video_takes_is_taken_but_for_transport_streams(
        name in "[A-Za-z0-9]{1,4}([_-][A-Za-z0-9]{1,4}){0,3}\\.([A-Za-z0-9]{1,4}|ts)"
    ) {
        if let Ok(name) = FileName::parse(&name) {
            let is_stream = name.extension().eq_ignore_ascii_case("ts");
            prop_assert_eq!(BacklotFileName::parse(name.as_str()).is_ok(), !is_stream);
        }
    }
}
