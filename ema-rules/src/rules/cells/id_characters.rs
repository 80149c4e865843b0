//! The rule `id-characters`.

use ema_model::{Kind, Value};

use crate::check::{CellAt, Found};
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::wording::{blanks, quoted};
use crate::rules::workbook::error_cell::is_error;

pub(crate) static RULE: Rule = Rule {
    name: "id-characters",
    summary: "an AltID holds a character that Prime Video does not take",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires where AltID, EpisodeAltID, SeasonAltID or SeriesAltID holds anything but the \
               letters a to z and A to Z, digits, the underscore and the hyphen. The message names \
               the first such character.",
        why: "Prime Video matches the ID with those of the metadata and the assets, and takes these \
              characters alone.",
        example: "AltID `FIRST DANCE/2012` is wrong: a space and a slash stand in it. \
                  `FIRST_DANCE-2012` is right.",
        mend: "Change the ID here and wherever else it is used: in the other columns of IDs, in the \
               metadata and in the asset manifest.",
        source: "Prime Video, \"Content rights\", fields EpisodeAltID or AltID, SeasonAltID and \
                 SeriesAltID",
    },
    check: Check::Cell(|kind| kind == Kind::AltId, check),
};

fn check(at: &CellAt<'_>, found: &mut Found<'_>) {
    let platform = at.profile.platform;
    let not_listed = platform.map_or(&[][..], |platform| platform.not_listed);
    if let Value::AltId(id) = at.cell.value()
        && let Some(character) = id.first_unusual()
        && at
            .column()
            .is_some_and(|column| !not_listed.contains(&column))
        && !is_error(at.cell)
    {
        found.cell(
            at.cell,
            format!("{} stands in {}", named(character), quoted(id.as_str())),
            "Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here \
             and wherever else it is used.",
        );
    }
}

/// Names a character: spaces and letters of other alphabets can't be recognized by sight.
fn named(character: char) -> String {
    match character {
        c if ema_model::is_space(c) => blanks([c]),
        c if c.is_control() => {
            format!("an invisible character (U+{:04X})", u32::from(c))
        }
        c if c.is_alphabetic() => format!("`{c}` (U+{:04X}, no letter of A to Z)", u32::from(c)),
        c => format!("`{c}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn letters_digits_underscores_and_hyphens_pass() {
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::AltId, " First_Dance-2012 "),
        );
        // Other IDs may contain more characters.
        let sample = Sample::movie()
            .with(Column::AvailId, "md:transactionid:org:rockstar:1")
            .with(Column::DmaId, "A/1 2");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn the_first_other_character_is_named() {
        let ids = [
            "FIRST DANCE/1",
            "md:alid:x",
            "FIRST\u{a0}DANCE",
            "FIRST\nDANCE",
            "DANCÉ",
            "А1",
        ];
        let all: String = ids
            .iter()
            .map(|id| fired(&RULE, &Sample::movie().with(Column::AltId, id)))
            .collect();
        assert_snapshot(
            all,
            str![[r#"
N4 AltID: error
  a space stands in `FIRST DANCE/1`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.
N4 AltID: error
  `:` stands in `md:alid:x`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.
N4 AltID: error
  a no-break space stands in `FIRST\u{a0}DANCE`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.
N4 AltID: error
  a line break stands in `FIRST DANCE`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.
N4 AltID: error
  `É` (U+00C9, no letter of A to Z) stands in `DANCÉ`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.
N4 AltID: error
  `А` (U+0410, no letter of A to Z) stands in `А1`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.

"#]],
        );
    }

    #[test]
    fn the_ids_of_series_and_season_are_looked_at_too() {
        let sample = Sample::episode()
            .with(Column::SeriesAltId, "rs.detectives")
            .with(Column::SeasonAltId, "rs_detectives#1");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
X4 SeriesAltID: error
  `.` stands in `rs.detectives`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.
Y4 SeasonAltID: error
  `#` stands in `rs_detectives#1`
  help: Prime Video takes the letters A to Z, digits, `_` and `-` alone. Change the ID here and wherever else it is used.

"#]],
        );
    }

    #[test]
    fn ema_takes_any_id_and_prime_video_does_not_look_at_volumes() {
        assert_silent(&RULE, &Sample::episode().with(Column::VolumeAltId, "A/1"));
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::AltId, "A/1").under_ema(),
        );
    }
}
