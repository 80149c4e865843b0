//! The rule `id-characters`.

use ema_model::{Kind, Value};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::shared::errors::is_error;
use crate::wording::{blanks, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "id-characters",
    summary: "an AltID has a character that the platform does not accept",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if AltID, EpisodeAltID, SeasonAltID or SeriesAltID has a character other than \
               the letters a to z and A to Z, digits, underscores and hyphens. The message names \
               the first such character.",
        why: "The platform matches the ID with the IDs in the metadata and the assets, and accepts \
              only these characters.",
        example: "AltID `FIRST DANCE/2012`, which has a space and a slash. Correct: \
                  `FIRST_DANCE-2012`.",
        remedy: "Change the ID in this cell and wherever else it is used: in the other ID columns, \
               in the metadata and in the asset manifest.",
        source: "Prime Video, \"Content rights\", fields EpisodeAltID or AltID, SeasonAltID and \
                 SeriesAltID: numbers, English letters, underscore and hyphen",
    },
    check: Check::Cell(|kind| kind == Kind::AltId, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let platform = at.profile.platform;
    let not_listed = platform.map_or(&[][..], |platform| platform.not_listed);
    if let Value::AltId(id) = at.cell.value()
        && let Some(character) = id.first_unusual()
        && at
            .column()
            .is_some_and(|column| !not_listed.contains(&column))
        && !is_error(at.cell)
    {
        reporter.report_cell(
            at.cell,
            format!("{} contains {}", quoted(id.as_str()), named(character)),
            format!(
                "Use only the letters A to Z, digits, `_` and `-`, which {} accepts. Change the ID \
                 here and wherever else it is used.",
                at.profile.platform_name()
            ),
        );
    }
}

/// Names a character. Spaces and letters from other alphabets are not recognizable by sight, so
/// they are described by name or code point.
fn named(character: char) -> String {
    match character {
        c if ema_model::is_space(c) => blanks([c]),
        c if c.is_control() => {
            format!("an invisible character (U+{:04X})", u32::from(c))
        }
        c if c.is_alphabetic() => {
            format!("`{c}` (U+{:04X}, not a letter from A to Z)", u32::from(c))
        }
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
        // Other IDs may contain additional characters.
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
  `FIRST DANCE/1` contains a space
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.
N4 AltID: error
  `md:alid:x` contains `:`
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.
N4 AltID: error
  `FIRST\u{a0}DANCE` contains a no-break space
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.
N4 AltID: error
  `FIRST DANCE` contains a line break
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.
N4 AltID: error
  `DANCÉ` contains `É` (U+00C9, not a letter from A to Z)
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.
N4 AltID: error
  `А1` contains `А` (U+0410, not a letter from A to Z)
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.

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
  `rs.detectives` contains `.`
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.
Y4 SeasonAltID: error
  `rs_detectives#1` contains `#`
  help: Use only the letters A to Z, digits, `_` and `-`, which Prime Video accepts. Change the ID here and wherever else it is used.

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
