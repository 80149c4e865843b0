//! The rule `preorder-gap`.

use std::collections::{BTreeMap, BTreeSet};

use ema_model::Column;

use super::OFFERS;
use crate::engine::{AppliesTo, Check, Page, Reporter, Rule, Section, Severity};
use crate::rules::collected::territory_lists::Named;
use crate::rules::collected::title::Title;
use crate::wording::{counted, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "preorder-gap",
    summary: "a pre-order and its sale do not meet",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for a pre-order (LicenseType POEST) with a date in End if the sale does not \
               start when the pre-order ends. The sale is the first EST row with the same licensor, \
               unique ID and territory that does not start before the pre-order. An End without a \
               time includes its day. Differences of up to a minute and pre-orders that have ended \
               are ignored. A row is reported once, with all affected territories.",
        why: "In a gap, customers can neither order nor buy the title. On days that the two windows \
              share, the title is on sale and can also be pre-ordered.",
        example: "A POEST row until `2026-06-01` and an EST row from `2026-06-01`. Because End \
                  includes its day, both apply on June 1.",
        remedy: "Write `ESTStart` in End, or the day before the Start of the sale. If the gap is \
                 intended, ignore this warning, because no document forbids it.",
        source: "Prime Video, \"Content rights\", field End: a pre-order normally ends at \
                 `ESTStart`; EMA Avails data dictionary, AvailTrans/End: the end of the rights",
    },
    check: Check::Shared(&OFFERS),
};

/// The longest difference that is ignored, in milliseconds.
const MOST: u64 = 60_000;

/// Reports pre-orders for a title that do not end when the title's sale starts.
pub(super) fn judge(title: &Title<'_>, reporter: &mut Reporter<'_>) {
    let offers = title.offers;
    let is_sale = |row: &usize| offers.rows[*row].is_sale;
    let is_dated = |row: &usize| {
        let end = offers
            .window(*row)
            .and_then(|window| window.written.end_day());
        offers.rows[*row].is_pre_order && end.is_some() && !offers.has_ended(*row, title.file)
    };
    let rows = || title.rows.iter().copied();
    let dated: BTreeSet<usize> = rows().filter(is_dated).collect();
    if dated.is_empty() || !rows().any(|row| is_sale(&row)) {
        return;
    }
    // The affected territories, by pre-order, sale, and whether the windows overlap.
    let mut differing: BTreeMap<(usize, usize, bool), Named> = BTreeMap::new();
    let rows: Vec<usize> = rows()
        .filter(|row| dated.contains(row) || is_sale(row))
        .collect();
    title
        .windows()
        .in_territories(&rows, |territories, rows, spans| {
            let both = || rows.iter().copied().zip(spans);
            let sales = both().filter(|(row, _)| is_sale(row));
            let mut sales: Vec<_> = sales.map(|(row, span)| (span.start, row)).collect();
            sales.sort_unstable();
            for (row, span) in both().filter(|(row, _)| dated.contains(row)) {
                let next = sales.partition_point(|(start, _)| *start < span.start);
                let Some((start, sale)) = sales.get(next) else {
                    continue;
                };
                let gap = start.as_millis().saturating_sub(span.end.as_millis());
                if gap.unsigned_abs() > MOST {
                    let key = (row, *sale, gap < 0);
                    differing.entry(key).or_default().add(territories);
                }
            }
        });
    for ((row, sale, overlap), territories) in differing {
        let (Some(window), Some(sold)) = (offers.window(row), offers.window(sale)) else {
            continue;
        };
        let (here, there) = (offers.rows[row].at, offers.rows[sale].at);
        let days = window.written.end_day().zip(sold.written.start_day());
        let days = days.map(|(end, start)| (start - end).num_days());
        let what = match (overlap, days) {
            (true, Some(0)) => "on that day, the title can be ordered and bought".to_owned(),
            (true, _) => "in between, the title can be ordered and bought".to_owned(),
            (false, Some(days)) if days > 1 => {
                let days = usize::try_from(days - 1).unwrap_or_default();
                format!(
                    "for {}, the title can neither be ordered nor bought",
                    counted(days, "day")
                )
            }
            (false, _) => "in between, the title can neither be ordered nor bought".to_owned(),
        };
        let finding = offers.sheets.report(
            reporter,
            (here, Column::End),
            Some(window.end.clone()),
            format!(
                "the pre-order of {} in {territories} ends at {}, and the sale starts at {} in {}: {what}",
                quoted(offers.id(row)),
                quoted(window.end.trim()),
                quoted(sold.start.trim()),
                offers.sheets.in_words(there, here),
            ),
            "Write `ESTStart` in End, or the day before the Start of the sale. If the difference is \
             intended, ignore this warning.",
        );
        finding
            .related
            .push(offers.sheets.place(there, Some(Column::Start)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Returns a pre-order from May 1, 2026, and its sale.
    fn preorder(end: &str, sale: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::SuppressionLiftDate, "2027-05-01")
            .with(Column::Start, "2027-05-01")
            .with(Column::End, end)
            .and()
            .with(Column::LicenseType, "EST")
            .with(Column::SuppressionLiftDate, "")
            .with(Column::Start, sale)
            .with(Column::End, "Open")
    }

    #[test]
    fn a_pre_order_until_its_sale_passes() {
        for (end, sale) in [
            ("ESTStart", "2027-06-01"),
            ("2027-05-31", "2027-06-01"),
            ("2027-05-31T23:59:59", "2027-06-01"),
            ("2027-06-01T00:00:00", "2027-06-01"),
            // Midnight in New York.
            ("2027-06-01T04:00:00Z", "2027-06-01"),
            // `preorder-without-sale` and other rules report these rows.
            ("Open", "2027-06-01"),
            ("2027-05-31", "2027-04-01"),
            ("soon", "2027-06-01"),
            ("", "2027-06-01"),
            ("2027-05-31", ""),
        ] {
            assert_silent(&RULE, &preorder(end, sale));
        }
        for (column, text) in [
            (Column::Alid, "OTHER"),
            (Column::Territory, "CA"),
            (Column::LicenseType, "VOD"),
            (Column::DisplayName, "Harbor Pictures"),
        ] {
            assert_silent(
                &RULE,
                &preorder("2027-05-20", "2027-06-01").with(column, text),
            );
        }
    }

    #[test]
    fn a_pre_order_that_has_ended_passes() {
        let ended = Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::Start, "2026-05-01")
            .with(Column::End, "2026-06-10")
            .and()
            .with(Column::LicenseType, "EST")
            .with(Column::Start, "2026-06-01")
            .with(Column::End, "Open");
        assert_silent(&RULE, &ended);
    }

    #[test]
    fn gaps_and_shared_days_are_found() {
        assert_snapshot(
            fired(&RULE, &preorder("2027-06-01", "2027-06-01")),
            str![[r#"
J4 End: warning
  the pre-order of `FIRSTDANCE` in US ends at `2027-06-01`, and the sale starts at `2027-06-01` in row 5: on that day, the title can be ordered and bought
  help: Write `ESTStart` in End, or the day before the Start of the sale. If the difference is intended, ignore this warning.
  see I5

"#]],
        );
        assert_snapshot(
            fired(&RULE, &preorder("2027-05-20", "2027-06-01")),
            str![[r#"
J4 End: warning
  the pre-order of `FIRSTDANCE` in US ends at `2027-05-20`, and the sale starts at `2027-06-01` in row 5: for 11 days, the title can neither be ordered nor bought
  help: Write `ESTStart` in End, or the day before the Start of the sale. If the difference is intended, ignore this warning.
  see I5

"#]],
        );
        assert_snapshot(
            fired(&RULE, &preorder("2027-05-31T12:00:00", "2027-06-01")),
            str![[r#"
J4 End: warning
  the pre-order of `FIRSTDANCE` in US ends at `2027-05-31T12:00:00`, and the sale starts at `2027-06-01` in row 5: in between, the title can neither be ordered nor bought
  help: Write `ESTStart` in End, or the day before the Start of the sale. If the difference is intended, ignore this warning.
  see I5

"#]],
        );
        for (end, sale) in [
            ("2027-05-30", "2027-06-01"),
            ("2027-06-02", "2027-06-01"),
            ("2027-05-31", "2028-06-01"),
            ("2027-06-01T12:00:00Z", "2027-06-01T10:00:00Z"),
        ] {
            fired(&RULE, &preorder(end, sale));
            fired(&RULE, &preorder(end, sale).under_ema());
            fired(&RULE, &preorder(end, sale).in_xml());
        }
        // The territories that both rows have.
        let several = preorder("2027-06-01", "2027-06-01").with(Column::Territory, "CA, US, MX");
        fired(&RULE, &several);
        // The first sale after the Start of the pre-order counts.
        let later = preorder("2027-06-01", "2027-06-01")
            .and()
            .with(Column::Start, "2027-07-01");
        assert_eq!(fired(&RULE, &later).matches("End: warning").count(), 1);
    }
}
