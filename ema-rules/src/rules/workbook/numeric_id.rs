//! The rule `numeric-id`.

use ema_model::{Column, Kind, Stored};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "numeric-id",
    summary: "an ID is stored as a number",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for each cell in an ID column that is stored as a number, date or time. The \
               finding is a warning if the ID identifies a title, and a notice for AvailID, \
               ContractID and similar IDs. The rule never fires for text files, which do not store \
               numbers.",
        why: "A spreadsheet program drops leading zeros, keeps only 15 digits of a number, and \
              converts text that looks like a date: `00123` becomes `123`, `12345678901234567` \
              becomes `12345678901234500`, and `1-2` becomes a day in January. The changed ID may \
              belong to another title, or to no title at all.",
        example: "ALID `2485`, which was `02485` before Excel converted it to a number.",
        remedy: "Format the column as text and enter the IDs again. Changing only the format does \
               not bring back what was lost.",
        source: "Microsoft, \"Keeping leading zeros and large numbers\" (Excel help): Excel \
                 removes leading zeros, and keeps 15 digits; Prime Video, \"Content rights\", \
                 Title Matching via Unique IDs: the IDs must be identical",
    },
    check: Check::Cell(Kind::is_identifier, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let cell = at.cell;
    // If a number is in a column that requires an EIDR, other rules report it.
    if !cell.faults().is_empty() {
        return;
    }
    let message = match cell.stored() {
        Stored::Number if digits(cell.text()) > KEPT => {
            "the ID is stored as a number: its digits past the fifteenth are lost"
        }
        Stored::Number => {
            "the ID is stored as a number: zeros at its start, if it had any, are lost"
        }
        Stored::Date | Stored::Time => "the ID is stored as a date or time: what was typed is lost",
        _ => return,
    };
    let finding = reporter.report_cell(
        cell,
        message,
        "Format the column as text and enter the IDs again.",
    );
    if at
        .column()
        .is_some_and(|column| NAME_NO_TITLE.contains(&column))
    {
        finding.with_severity(Severity::Notice);
    }
}

/// The columns whose IDs do not identify a title. A changed ID in one of these columns does not
/// affect any title.
const NAME_NO_TITLE: [Column; 15] = [
    Column::AvailId,
    Column::CampaignId,
    Column::ContractId,
    Column::DmaId,
    Column::EncodeId,
    Column::RefAvailId,
    Column::ReportingId,
    Column::RetailerEpisodeId1,
    Column::RetailerEpisodeId2,
    Column::RetailerId1,
    Column::RetailerId2,
    Column::RetailerId3,
    Column::RetailerSeasonId,
    Column::RetailerSeriesId,
    Column::UvId,
];

/// The number of digits that Excel keeps.
const KEPT: usize = 15;

/// Returns the number of digits, including the zeros that replaced lost digits.
fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks, Stored};

    fn id(text: &str, stored: Stored) -> Sample {
        Sample::movie().stored(Column::ContentId, text, stored, Marks::default())
    }

    #[test]
    fn ids_in_text_pass() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &id("02485", Stored::Text));
    }

    #[test]
    fn numbers_in_other_columns_pass() {
        let sample =
            Sample::episode().stored(Column::EpisodeNumber, "1", Stored::Number, Marks::default());
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_number_may_have_lost_its_zeros() {
        assert_snapshot(
            fired(&RULE, &id("2485", Stored::Number)),
            str![[r#"
O4 ContentID: warning
  the ID is stored as a number: zeros at its start, if it had any, are lost
  help: Format the column as text and enter the IDs again.

"#]],
        );
        fired(&RULE, &id("123456789012345", Stored::Number));
    }

    #[test]
    fn a_long_number_has_lost_its_last_digits() {
        assert_snapshot(
            fired(&RULE, &id("1234567890123450", Stored::Number)),
            str![[r#"
O4 ContentID: warning
  the ID is stored as a number: its digits past the fifteenth are lost
  help: Format the column as text and enter the IDs again.

"#]],
        );
    }

    #[test]
    fn an_id_of_something_else_than_a_title_is_a_notice() {
        let sample =
            Sample::movie().stored(Column::ContractId, "17", Stored::Number, Marks::default());
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R4 ContractID: notice
  the ID is stored as a number: zeros at its start, if it had any, are lost
  help: Format the column as text and enter the IDs again.

"#]],
        );
    }

    #[test]
    fn an_id_may_have_become_a_date() {
        assert_snapshot(
            fired(&RULE, &id("2026-01-02", Stored::Date)),
            str![[r#"
O4 ContentID: warning
  the ID is stored as a date or time: what was typed is lost
  help: Format the column as text and enter the IDs again.

"#]],
        );
    }

    #[test]
    fn a_number_for_an_eidr_is_reported_as_no_eidr() {
        let sample =
            Sample::movie().stored(Column::TitleId, "10.524", Stored::Number, Marks::default());
        assert_silent(&RULE, &sample);
    }
}
