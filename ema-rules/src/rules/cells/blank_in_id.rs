//! The rule `blank-in-id`.

use ema_model::{Kind, is_space, trim};

use super::id_characters;
use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::marks::is_invisible;
use crate::rules::shared::errors::is_error;
use crate::wording::{blanks, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "blank-in-id",
    summary: "an ID contains a space",
    section: Section::Cells,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if there is white space between the characters of an ID: a space, a no-break \
               space or a line break. Under `prime-video`, `id-characters` checks the AltID \
               columns, which allow no spaces at all. `eidr-syntax` checks EIDRs.",
        why: "IDs are compared byte by byte with those in the metadata and assets. A space is \
              easily doubled, dropped, or replaced by a character that looks the same.",
        example: "ALID `FERRY 2027`.",
        remedy: "Write the ID without the space, in this cell and wherever else it is used. If the \
               ID really contains a space, ignore this warning.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: the IDs \"must be \
                 identical\"",
    },
    check: Check::Cell(|kind| kind.is_identifier() && kind != Kind::Eidr, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.text();
    // Most IDs contain only these characters.
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return;
    }
    let is_strict = at.profile.severity(&id_characters::RULE).is_some();
    if at.kind == Kind::AltId && is_strict
        || !text.contains(is_space)
        || text.trim().contains(is_invisible)
        || is_error(at.cell)
    {
        return;
    }
    // BundledALIDs can list several IDs.
    let items = text.split(|c| at.kind == Kind::Alids && (c == ';' || c == ','));
    let mut blank = items.map(trim).filter(|id| id.contains(is_space));
    if let Some(id) = blank.next() {
        let kinds = blanks(id.chars().filter(|c| is_space(*c)));
        reporter.report_cell(
            at.cell,
            format!("the ID {} contains {kinds}", quoted(id)),
            "Write the ID without it, here and wherever else the ID is used, because the platform \
             compares every byte. If the ID really contains a space, ignore this warning.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn id(text: &str) -> Sample {
        Sample::movie()
            .with(Column::Alid, text)
            .without(Column::AltId)
            .without(Column::ContentId)
    }

    #[test]
    fn ids_in_one_piece_pass() {
        assert_silent(&RULE, &id("FERRY_2027"));
        assert_silent(&RULE, &id(" FERRY_2027 "));
        let bundle = Sample::movie().with(Column::BundledAlids, "ONE; TWO; THREE");
        assert_silent(&RULE, &bundle);
        let name = Sample::movie().with(Column::DisplayName, "Harbor Films");
        assert_silent(&RULE, &name);
    }

    #[test]
    fn alt_ids_have_a_stricter_rule_under_prime_video() {
        let sample = Sample::movie().with(Column::AltId, "FERRY 2027");
        assert_silent(&RULE, &sample);
        fired(&RULE, &sample.under_ema());
    }

    #[test]
    fn blanks_are_named() {
        assert_snapshot(
            fired(&RULE, &id("FERRY 2027")),
            str![[r#"
N4 ALID: warning
  the ID `FERRY 2027` contains a space
  help: Write the ID without it, here and wherever else the ID is used, because the platform compares every byte. If the ID really contains a space, ignore this warning.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &id("FERRY\u{a0}2027")),
            str![[r#"
N4 ALID: warning
  the ID `FERRY\u{a0}2027` contains a no-break space
  help: Write the ID without it, here and wherever else the ID is used, because the platform compares every byte. If the ID really contains a space, ignore this warning.

"#]],
        );
        fired(
            &RULE,
            &Sample::movie().with(Column::BundledAlids, "ONE; T WO"),
        );
    }
}
