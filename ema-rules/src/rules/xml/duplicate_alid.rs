//! The rule `duplicate-alid`.

use std::collections::BTreeMap;

use ema_model::{Column, Position, Text};

use crate::engine::{
    AppliesTo, Check, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity,
};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-alid",
    summary: "two Avails in the file have the same ALID",
    section: Section::Xml,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if an Avail in an XML file has the same ALID, licensor and EntryType as an \
               earlier Avail.",
        why: "An Avail contains all Transactions of its ALID. A platform that processes Avails one \
              by one replaces the first Avail with the second, and the rights of the first are \
              lost.",
        example: "Two `<Avail>` elements with `<ALID>FIRSTDANCE</ALID>`, each for a different \
                  territory.",
        remedy: "Move the Transactions of the second Avail into the first. If the second Avail is \
               for another title, give it its own ALID.",
        source: "EMA Content Availability Metadata (Avails), Avail: an Avail has all terms of an \
                 ALID",
    },
    check: Check::Group(|| Box::<Alids>::default()),
};

#[derive(Default)]
struct Alids {
    /// The position of the ALID in the first Avail with this ALID, licensor and EntryType.
    first: BTreeMap<[Option<Text>; 3], Position>,
}

impl GroupCheck for Alids {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let avail = row.avail;
        let Some(cell) = avail.cell(Column::Alid).filter(|cell| !cell.is_blank()) else {
            return;
        };
        // All Transactions in an Avail give the same position for the Avail's ALID.
        let Some(at) = avail.position_of(cell) else {
            return;
        };
        let text = |column| Some(avail.cell(column)?.shared_text().clone());
        let avail = [Column::Alid, Column::DisplayName, Column::EntryType].map(text);
        let first = *self.first.entry(avail).or_insert(at);
        if first != at {
            let message = format!(
                "{} is the ALID of an Avail above, with the same licensor and EntryType",
                quoted(cell.trimmed())
            );
            let help = "Move the Transactions into one Avail, or, if this is another title, give \
                        it its own ALID.";
            let place = Place {
                position: Some(first),
                ..reporter.place(Some(Column::Alid))
            };
            reporter
                .report_cell(cell, message, help)
                .related
                .push(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns two Avails, which begin on different lines.
    fn two() -> Sample {
        Sample::movie().in_xml().and()
    }

    #[test]
    fn one_avail_of_several_transactions_passes() {
        assert_silent(&RULE, &Sample::movie().in_xml().twice());
    }

    #[test]
    fn other_avails_pass() {
        for (column, text) in [
            (Column::Alid, "SECONDDANCE"),
            (Column::DisplayName, "Other Films"),
            (Column::EntryType, "Full Delete"),
        ] {
            assert_silent(&RULE, &two().with(column, text));
        }
        assert_silent(&RULE, &Sample::movie().and());
    }

    #[test]
    fn a_second_avail_of_an_alid_is_found_once() {
        let territory = two().with(Column::Territory, "CA");
        assert_snapshot(
            fired(&RULE, &territory),
            str![[r#"
line 215 ALID: warning
  `FIRSTDANCE` is the ALID of an Avail above, with the same licensor and EntryType
  help: Move the Transactions into one Avail, or, if this is another title, give it its own ALID.
  see line 116

"#]],
        );
        assert_eq!(
            fired(&RULE, &territory.clone().twice()),
            fired(&RULE, &territory)
        );
    }
}
