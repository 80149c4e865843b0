//! Tests of territory codes, and of other ways to write territories.

// Clippy's exception for tests does not cover helper functions.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use currency_map::{Territory, TerritoryStatus, UnknownTerritory};
use ema_testing::{assert_snapshot, str};
use proptest::prelude::*;

fn territory(code: &str) -> Territory {
    Territory::parse(code).unwrap()
}

fn pairs() -> impl Iterator<Item = String> {
    ('A'..='Z').flat_map(|row| ('A'..='Z').map(move |column| String::from_iter([row, column])))
}

#[test]
fn every_pair_of_letters_is_a_territory_or_says_why_not() {
    let mut territories = Vec::new();
    for code in pairs() {
        let parsed = Territory::parse(&code);
        assert_eq!(parsed, Territory::parse(&code.to_lowercase()));
        if let Ok(territory) = parsed {
            assert_eq!(territory.as_str(), code);
            territories.push(territory);
        }
    }
    assert!(territories.iter().eq(Territory::all()));
    assert!(territories.is_sorted());
}

#[test]
fn iso_assigns_249_codes_and_kosovo_is_the_only_one_of_its_users() {
    assert_eq!(
        Territory::all()
            .iter()
            .copied()
            .filter(|territory| territory.is_assigned())
            .count(),
        249
    );
    let of_users: Vec<_> = Territory::all()
        .iter()
        .copied()
        .filter(|territory| territory.status() == TerritoryStatus::UserAssigned)
        .collect();
    assert_eq!(of_users, [territory("XK")]);
    assert_eq!(
        (
            of_users[0].name(),
            of_users[0].alpha3(),
            of_users[0].numeric()
        ),
        ("Kosovo", None, None)
    );
    // The user-assigned codes are AA, QM to QZ, XA to XZ (except XK), and ZZ.
    let private =
        pairs().filter(|code| Territory::parse(code) == Err(UnknownTerritory::UserAssigned));
    assert_eq!(private.count(), 1 + 14 + 25 + 1);
}

#[test]
fn names_and_alpha_3_codes_lead_back_to_their_territory() {
    for territory in Territory::all()
        .iter()
        .copied()
        .filter(|territory| territory.is_assigned())
    {
        assert_eq!(Territory::suggest(territory.name()), Some(territory));
        assert_eq!(
            Territory::suggest(&territory.name().to_uppercase()),
            Some(territory)
        );
        let alpha3 = territory.alpha3().unwrap();
        assert_eq!(alpha3.len(), 3);
        assert_eq!(
            Territory::suggest(&alpha3.to_lowercase()),
            Some(territory),
            "{alpha3}"
        );
        assert!(territory.numeric().is_some());
    }
}

#[test]
fn what_people_write_is_understood() {
    for (text, code) in [
        ("us", "US"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("u.s.", "US"),
        ("United States of America", "US"),
        ("the united states", "US"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("Great Britain", "GB"),
        ("AND", "AD"),
        ("Germany", "DE"),
        ("\u{a0}Germany\n", "DE"),
        ("Holland", "NL"),
        ("Czech Republic", "CZ"),
        ("Côte d’Ivoire", "CI"),
        ("COTE D'IVOIRE", "CI"),
        ("Cote d\u{301}Ivoire", "CI"),
        ("Turkey", "TR"),
        ("TURKIYE", "TR"),
        ("Aland Islands", "AX"),
        ("Bahamas, The", "BS"),
        ("St. Kitts & Nevis", "KN"),
        ("Trinidad & Tobago", "TT"),
        ("Korea South", "KR"),
        ("Macao S.A.R.", "MO"),
        ("Macau", "MO"),
        ("Burma", "MM"),
        ("East Timor", "TL"),
        ("Kosovo", "XK"),
        // These codes are used on road signs.
        ("SF", "FI"),
        ("RP", "PH"),
        ("Yugoslavia", "YU"),
        ("ANT", "AN"),
    ] {
        assert_eq!(Territory::suggest(text), Some(territory(code)), "{text:?}");
    }
}

#[test]
fn what_is_not_clear_or_only_a_part_has_no_suggestion() {
    for text in [
        "",
        "   ",
        "Korea",
        "Congo",
        "Virgin Islands",
        "America",
        "England",
        "Scotland",
        "IC",
        "EU",
        "RC",
        "Europe",
        "WW",
        "the",
    ] {
        assert_eq!(Territory::suggest(text), None, "{text:?}");
    }
}

#[test]
fn withdrawn_codes_name_the_day_and_what_came_after() {
    let mut text = String::new();
    for &territory in Territory::all() {
        if let TerritoryStatus::Withdrawn { on, successors } = territory.status() {
            assert!(successors.iter().all(|successor| successor.is_assigned()));
            writeln!(text, "{territory} {} {on} {successors:?}", territory.name()).unwrap();
        }
    }
    assert_snapshot(
        text,
        str![[r#"
AN Netherlands Antilles 2010-12-15 [Territory(BQ), Territory(CW), Territory(SX)]
BU Burma 1989-12-05 [Territory(MM)]
CS Serbia and Montenegro 2006-09-26 [Territory(ME), Territory(RS)]
CT Canton and Enderbury Islands 1984-01-01 [Territory(KI)]
DD German Democratic Republic 1990-10-30 [Territory(DE)]
DY Dahomey 1977-01-01 [Territory(BJ)]
FQ French Southern and Antarctic Territories 1979-01-01 [Territory(AQ), Territory(TF)]
FX France, Metropolitan 1997-07-14 [Territory(FR)]
HV Upper Volta 1984-01-01 [Territory(BF)]
JT Johnston Island 1986-01-01 [Territory(UM)]
MI Midway Islands 1986-01-01 [Territory(UM)]
NH New Hebrides 1980-01-01 [Territory(VU)]
NQ Dronning Maud Land 1983-01-01 [Territory(AQ)]
NT Neutral Zone 1993-07-12 [Territory(IQ), Territory(SA)]
PC Pacific Islands Trust Territory 1986-01-01 [Territory(FM), Territory(MH), Territory(MP), Territory(PW)]
PU US Miscellaneous Pacific Islands 1986-01-01 [Territory(UM)]
PZ Panama Canal Zone 1980-01-01 [Territory(PA)]
RH Southern Rhodesia 1980-01-01 [Territory(ZW)]
SU Soviet Union 1992-08-30 [Territory(AM), Territory(AZ), Territory(EE), Territory(GE), Territory(KG), Territory(KZ), Territory(LT), Territory(LV), Territory(MD), Territory(RU), Territory(TJ), Territory(TM), Territory(UZ)]
TP East Timor 2002-05-20 [Territory(TL)]
VD Viet-Nam, Democratic Republic of 1977-01-01 [Territory(VN)]
WK Wake Island 1986-01-01 [Territory(UM)]
YD Yemen, Democratic 1990-08-14 [Territory(YE)]
YU Yugoslavia 2003-07-23 [Territory(ME), Territory(RS)]
ZR Zaire 1997-07-14 [Territory(CD)]

"#]],
    );
}

#[test]
fn messages_say_what_to_write() {
    let mut text = String::new();
    for code in [
        "USA", "", "U\u{308}", "U1", "UK", "SF", "RC", "EU", "IC", "AA", "ZZ", "QQ", "AB",
    ] {
        writeln!(text, "{code:?}: {}", Territory::parse(code).unwrap_err()).unwrap();
    }
    assert_snapshot(
        text,
        str![[r#"
"USA": write the two letters of ISO 3166-1, such as US
"": write the two letters of ISO 3166-1, such as US
"U\u{308}": write the two letters of ISO 3166-1, such as US
"U1": write the two letters of ISO 3166-1, such as US
"UK": the letters are reserved for United Kingdom; write GB
"SF": the letters are reserved for Finland; write FI
"RC": the letters are reserved for China, and are the code of no territory; write the codes of the territories that are meant
"EU": the letters are reserved for European Union, and are the code of no territory; write the codes of the territories that are meant
"IC": the letters are reserved for Canary Islands, and are the code of no territory; write the codes of the territories that are meant
"AA": ISO 3166-1 reserves the letters for private use, so they do not identify a territory; write the code of the intended territory
"ZZ": ISO 3166-1 reserves the letters for private use, so they do not identify a territory; write the code of the intended territory
"QQ": ISO 3166-1 reserves the letters for private use, so they do not identify a territory; write the code of the intended territory
"AB": ISO 3166-1 does not assign the letters to any territory; write the code of the intended territory

"#]],
    );
}

#[test]
fn a_constant_is_the_territory_with_its_name() {
    const BRITAIN: Territory = match Territory::parse("gb") {
        Ok(britain) => britain,
        Err(_) => panic!(),
    };
    assert_eq!(BRITAIN, Territory::GB);
    let ends = [Territory::all().first(), Territory::all().last()];
    assert_eq!(ends, [Some(&Territory::AD), Some(&Territory::ZW)]);
    for (territory, code) in [
        (Territory::DE, "DE"),
        (Territory::AN, "AN"),
        (Territory::XK, "XK"),
    ] {
        assert_eq!(territory.as_str(), code);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_code_or_an_error(text in ".{0,4}") {
        let two_letters = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        prop_assert_eq!(Territory::parse(&text) == Err(UnknownTerritory::NotTwoLetters), !two_letters);
    }

    #[test]
    fn case_spaces_and_punctuation_do_not_matter(
        index in 0..Territory::all().len(),
        capitals in any::<bool>(),
        before in "[ \t,.]{0,3}",
        between in "[ -]{1,3}",
    ) {
        let territory = Territory::all()[index];
        let name = if capitals { territory.name().to_uppercase() } else { territory.name().to_lowercase() };
        let changed = format!("{before}{}", name.replace(' ', &between));
        prop_assert_eq!(Territory::suggest(&changed), Territory::suggest(territory.name()));
    }

    #[test]
    fn no_text_is_too_strange_for_a_suggestion(text in ".*") {
        if let Some(territory) = Territory::suggest(&text) {
            prop_assert!(Territory::all().contains(&territory));
        }
    }
}
