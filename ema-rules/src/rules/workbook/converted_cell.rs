//! The rule `converted-cell`.

use ema_model::{Kind, Stored};

use crate::engine::{AppliesTo, CellAt, Check, Page, Reporter, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "converted-cell",
    summary: "a spreadsheet program has converted a value",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Sheets,
    page: Page {
        what: "Fires for each cell of a workbook that is stored as a date, a time, a boolean or a \
               percentage although the column holds something else: text, a number, a word or a \
               code. Numbers in text columns are not reported, because they are kept as typed. In \
               ID columns, `numeric-id` reports numbers, dates and times.",
        why: "Excel converts text that looks like a date. The title `9-1-1` becomes September 1, \
              the episode `1-2` becomes January 2, and the text that was typed is lost. A price \
              that is shown as `50%` is stored as 0.50.",
        example: "TitleInternalAlias `9-1-1`, which is stored as the date 2001-09-01.",
        remedy: "Format the column as text, and enter the value again. Changing the format does not \
               bring back what was typed.",
        source: "Microsoft, \"Stop automatically changing numbers to dates\" (Excel help): format \
                 cells as text before typing",
    },
    check: Check::Cell(|_| true, check),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let stored = at.cell.stored();
    let is_id = at.kind.is_identifier() && matches!(stored, Stored::Date | Stored::Time);
    if at.column().is_none() || at.kind.takes(stored) || is_id {
        return;
    }
    let text = quoted(at.cell.text());
    let what = match stored {
        Stored::Date => "a date",
        Stored::Time => "a time",
        Stored::Boolean => "a boolean (true or false)",
        _ => "a percentage",
    };
    let shown = match at.row().avail.shown(at.cell) {
        Some(shown) => format!("; Excel shows {}", quoted(shown)),
        None => String::new(),
    };
    let help = match (stored, at.kind) {
        (Stored::Percent, Kind::Money | Kind::PriceValue) => {
            "Format the column as a number, and check the amount, because it is read as a plain \
             number."
        }
        _ => "Format the column as text, and enter the intended value again.",
    };
    reporter.report_cell(at.cell, format!("{text} is stored as {what}{shown}"), help);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, Marks, Stored};

    fn stored(column: Column, text: &str, stored: Stored) -> Sample {
        Sample::movie().stored(column, text, stored, Marks::default())
    }

    #[test]
    fn what_a_column_asks_for_passes() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(
            &RULE,
            &stored(Column::CaptionIncluded, "TRUE", Stored::Boolean),
        );
        assert_silent(&RULE, &stored(Column::Hdr, "TRUE", Stored::Boolean));
        assert_silent(
            &RULE,
            &stored(Column::TotalRunTime, "1:56:20", Stored::Time).under_ema(),
        );
        assert_silent(
            &RULE,
            &stored(Column::TitleInternalAlias, "1917", Stored::Number),
        );
        // EMA does not define the first column, and the platform does not use the second column.
        assert_silent(
            &RULE,
            &Sample::movie().with_unknown_text("Notes", "2001-09-01"),
        );
        assert_silent(&RULE, &stored(Column::Metadata, "2001-09-01", Stored::Date));
    }

    #[test]
    fn a_date_in_an_id_is_for_another_rule() {
        assert_silent(&RULE, &stored(Column::Alid, "2001-09-01", Stored::Date));
        fired(&RULE, &stored(Column::Alid, "TRUE", Stored::Boolean));
    }

    #[test]
    fn a_title_that_is_a_date_is_found() {
        let title = stored(Column::TitleInternalAlias, "2001-09-01", Stored::Date);
        assert_snapshot(
            fired(&RULE, &title),
            str![[r#"
F4 TitleInternalAlias: warning
  `2001-09-01` is stored as a date
  help: Format the column as text, and enter the intended value again.

"#]],
        );
        let shown = title.showing(Column::TitleInternalAlias, "9/1/2001");
        assert_snapshot(
            fired(&RULE, &shown),
            str![[r#"
F4 TitleInternalAlias: warning
  `2001-09-01` is stored as a date; Excel shows `9/1/2001`
  help: Format the column as text, and enter the intended value again.

"#]],
        );
        fired(&RULE, &shown.under_ema());
    }

    #[test]
    fn times_booleans_and_percentages_are_found() {
        let title = |text, kind| fired(&RULE, &stored(Column::TitleInternalAlias, text, kind));
        assert_snapshot(
            title("9:11:00", Stored::Time),
            str![[r#"
F4 TitleInternalAlias: warning
  `9:11:00` is stored as a time
  help: Format the column as text, and enter the intended value again.

"#]],
        );
        assert_snapshot(
            title("TRUE", Stored::Boolean),
            str![[r#"
F4 TitleInternalAlias: warning
  `TRUE` is stored as a boolean (true or false)
  help: Format the column as text, and enter the intended value again.

"#]],
        );
        assert_snapshot(
            title("1", Stored::Percent),
            str![[r#"
F4 TitleInternalAlias: warning
  `1` is stored as a percentage
  help: Format the column as text, and enter the intended value again.

"#]],
        );
    }

    #[test]
    fn a_price_that_is_shown_as_a_percentage_is_found() {
        let price = stored(Column::PriceValue, "9.99", Stored::Percent);
        let price = price.showing(Column::PriceValue, "999%");
        assert_snapshot(
            fired(&RULE, &price),
            str![[r#"
L4 PriceValue: warning
  `9.99` is stored as a percentage; Excel shows `999%`
  help: Format the column as a number, and check the amount, because it is read as a plain number.

"#]],
        );
    }
}
