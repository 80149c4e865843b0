//! The rule `watch-longer-than-rental`.

use ema_model::Column;

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::removes;
use crate::wording::{counted, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "watch-longer-than-rental",
    summary: "customers may watch for longer than they rent",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if WatchDuration is longer than RentalDuration. Rows that delete are not \
               reported.",
        why: "RentalDuration is the time in which a customer may begin to watch, and WatchDuration \
              is the time to finish after that. The second is normally much shorter, so the two \
              values have often been swapped, or one of them is in days.",
        example: "RentalDuration `48` and WatchDuration `720`. Correct: RentalDuration `720` (30 \
                  days) and WatchDuration `48`.",
        remedy: "Swap the two values, or correct the wrong one. Both are in hours. No document \
                 forbids a longer WatchDuration, so this is only a warning.",
        source: "EMA Avails data dictionary, RentalDuration and WatchDuration: the hours of a \
                 rental, and the hours after playback has begun",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let (rental, watch) = (row.avail.rental_duration(), row.avail.watch_duration());
    let (Some(hours), Some(watch_hours), Some(cell)) =
        (rental.value(), watch.value(), watch.cell())
    else {
        return;
    };
    if watch_hours.get() > hours.get() && !removes(row.avail) {
        let rental = rental.cell().map_or("", |cell| cell.trimmed());
        let hours = usize::try_from(hours.get()).unwrap_or(usize::MAX);
        reporter.report_cell(
            cell,
            format!(
                "{} {} is longer than {} {} ({})",
                Column::WatchDuration,
                quoted(cell.trimmed()),
                Column::RentalDuration,
                quoted(rental),
                counted(hours, "hour"),
            ),
            "Swap the two values, or correct the wrong one. Both are in hours: a rental of 30 days \
             to be watched within two days has RentalDuration `720` and WatchDuration `48`.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, shown, str};
    use ema_model::Column;

    fn rental(rental: &str, watch: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "VOD")
            .with(Column::RentalDuration, rental)
            .with(Column::WatchDuration, watch)
    }

    #[test]
    fn usual_durations_pass() {
        for (hours, watch) in [
            ("720", "48"),
            ("720", "24"),
            ("48", "48"),
            (" 72 ", "48"),
            ("720", ""),
            ("", "48"),
            ("", ""),
            // `duration-syntax` reports these values.
            ("30 days", "48"),
            ("48", "PT720H"),
            ("0", "48"),
        ] {
            assert_silent(&RULE, &rental(hours, watch));
        }
        assert_silent(&RULE, &rental("720", "48").under_ema());
        let deleted = rental("48", "720").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &deleted);
    }

    #[test]
    fn durations_that_are_exchanged_are_found() {
        assert_snapshot(
            fired(&RULE, &rental("48", "720")),
            str![[r#"
S4 WatchDuration: warning
  WatchDuration `720` is longer than RentalDuration `48` (48 hours)
  help: Swap the two values, or correct the wrong one. Both are in hours: a rental of 30 days to be watched within two days has RentalDuration `720` and WatchDuration `48`.

"#]],
        );
        let first = fired(&RULE, &rental("30", "48"));
        for (hours, watch) in [
            ("1", "2"),
            ("48", "49"),
            ("24", " 48 "),
            ("2", "720"),
            ("72", "1000"),
        ] {
            fired(&RULE, &rental(hours, watch));
            fired(&RULE, &rental(hours, watch).in_xml());
        }
        let ema = rental("30", "48").under_ema();
        assert_eq!(shown(&RULE, &ema.findings()), first);
    }
}
