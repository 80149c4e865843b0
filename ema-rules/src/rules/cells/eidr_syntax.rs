//! The rule `eidr-syntax`.

use ema_model::{Eidr, EidrFault, Kind, Reason, Text};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "eidr-syntax",
    summary: "an EIDR is malformed",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a cell in an EIDR column has neither an EIDR of the form \
               `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C` nor an identifier that begins with `md:`. The \
               EIDR columns are TitleID, EditID, SeriesID, SeasonID, EpisodeTitleID, EpisodeID and \
               VolumeID. In version 1.6, the EIDR columns are ProductID, EpisodeProductID and the \
               ContentID columns. Many sheets have a colon after the slash, copied from the \
               example rows of old templates.",
        why: "Platforms look up EIDRs in the registry. A malformed EIDR is not found, so the title \
              has to be matched by hand.",
        example: "TitleID `10.5240/:7791-8534-2C23-9030-8610-5`, which has a stray colon.",
        remedy: "Write the EIDR exactly as it appears in the registry. The fix removes a stray \
                 colon, converts lower case, and adds a missing prefix if the check character is \
                 correct.",
        source: "EIDR ID format (EIDR Association): prefix, twenty digits in groups of four, and a \
                 check character; EMA Avails data dictionary, AvailAsset/TitleID: an EIDR or an \
                 `md:` identifier; EMA Avails change log, 1.7.2a, 1.7.3a and 1.8a: the colon was \
                 removed from the examples",
    },
    check: Check::Cell(|kind| kind == Kind::Eidr, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    for fault in at.cell.faults() {
        let Reason::Eidr(reason) = fault.reason else {
            continue;
        };
        let text = at.cell.trimmed();
        let mended = Eidr::corrected(text);
        // Typical mistakes affect a whole column, so the message is the same for each cell.
        let message = match reason {
            EidrFault::StrayColon => reason.to_string(),
            EidrFault::LowerCase => "the letters of the EIDR are in lower case".to_owned(),
            EidrFault::NotEidr => format!("{} is not an EIDR", quoted(text)),
            _ => format!("{} is not an EIDR: {reason}", quoted(text)),
        };
        let help = match reason {
            EidrFault::StrayColon => "Write `10.5240/` directly followed by the digits.",
            EidrFault::LowerCase => "Write it in capital letters.",
            _ if mended.is_some() => "Write `10.5240/` in front of it.",
            _ => {
                "Look up the EIDR in its registry: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`. Your own \
                 ID belongs in AltID."
            }
        };
        reporter.report_cell(at.cell, message, help).fix = mended.map(Text::from);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn title(text: &str) -> Sample {
        Sample::movie().with(Column::TitleId, text)
    }

    #[test]
    fn eidrs_and_md_identifiers_pass() {
        for text in [
            "10.5240/7791-8534-2C23-9030-8610-5",
            "md:titleid:org:rockstar:firstdance",
            "",
        ] {
            assert_silent(&RULE, &title(text));
        }
        // `eidr-check` reports a wrong check character.
        assert_silent(&RULE, &title("10.5240/7791-8534-2C23-9030-8610-6"));
    }

    #[test]
    fn the_content_id_holds_an_eidr_in_1_6_alone() {
        let sample = Sample::movie().with(Column::ContentId, "FIRSTDANCE");
        assert_silent(&RULE, &sample);
        assert_snapshot(
            fired(&RULE, &sample.version(EmaVersion::V1_6)),
            str![[r#"
O4 ContentID: warning
  `FIRSTDANCE` is not an EIDR
  help: Look up the EIDR in its registry: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`. Your own ID belongs in AltID.

"#]],
        );
    }

    #[test]
    fn slips_are_mended() {
        let shown = [
            "10.5240/:7791-8534-2C23-9030-8610-5",
            "10.5240/7791-8534-2c23-9030-8610-5",
            "7791-8534-2C23-9030-8610-5",
        ]
        .map(|text| fired(&RULE, &title(text)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
R4 TitleID: warning
  there is a colon between 10.5240 and the digits, where only a slash belongs
  help: Write `10.5240/` directly followed by the digits.
  fix: `10.5240/7791-8534-2C23-9030-8610-5`
R4 TitleID: warning
  the letters of the EIDR are in lower case
  help: Write it in capital letters.
  fix: `10.5240/7791-8534-2C23-9030-8610-5`
R4 TitleID: warning
  `7791-8534-2C23-9030-8610-5` is not an EIDR: the prefix 10.5240/ is missing
  help: Write `10.5240/` in front of it.
  fix: `10.5240/7791-8534-2C23-9030-8610-5`

"#]],
        );
    }

    #[test]
    fn what_cannot_be_mended_is_explained() {
        let shown = [
            "10.5240/1489-49A2-3956-4B2D-BEFK-6",
            "10.2340/1489-49A2-3956-4B2D-FE16-6",
            "10.5240/1489-49A2-3956-4B2D-FE16-10",
            "VIEW_MT_2006",
        ]
        .map(|text| fired(&RULE, &title(text)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
R4 TitleID: warning
  `10.5240/1489-49A2-3956-4B2D-BEFK-6` is not an EIDR: before its last character, an EIDR has only the digits 0 to 9 and A to F
  help: Look up the EIDR in its registry: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`. Your own ID belongs in AltID.
R4 TitleID: warning
  `10.2340/1489-49A2-3956-4B2D-FE16-6` is not an EIDR: the prefix is not 10.5240, which every EIDR for a title or an edit has
  help: Look up the EIDR in its registry: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`. Your own ID belongs in AltID.
R4 TitleID: warning
  `10.5240/1489-49A2-3956-4B2D-FE16-10` is not an EIDR: an EIDR ends in one check character, and this text has several
  help: Look up the EIDR in its registry: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`. Your own ID belongs in AltID.
R4 TitleID: warning
  `VIEW_MT_2006` is not an EIDR
  help: Look up the EIDR in its registry: `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C`. Your own ID belongs in AltID.

"#]],
        );
    }
}
