//! `suppression-date`

use std::collections::BTreeMap;
use std::rc::Rc;

use ema_model::{Avail, AvailEnd, AvailStart, Column, Field, LicenseType, NaiveDate, Text};

use crate::check::{FileAt, Found, GroupCheck, Row};
use crate::finding::Place;
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::rows::removes;
use crate::rules::wording::quoted;
use crate::scope::unique_id;
use crate::territory_set::TerritorySet;

pub(crate) static RULE: Rule = Rule {
    name: "suppression-date",
    summary: "the date of a sale may be shown only after the sale has started",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires where SuppressionLiftDate is after the day on which the sale starts: on an \
               EST row its own Start, on a pre-order (POEST) the earliest Start of an EST row of \
               its licensor, ID and territory in the file; where the file has none, the End of \
               the pre-order, if it is a date. Days are compared as they are written.\n\
               \n\
               Rows that delete are left out.",
        why: "SuppressionLiftDate is the \"date on which we can display the earliest EST start \
               date\". One after the start keeps the date of a sale secret that customers can \
               already make.",
        example: "A pre-order with SuppressionLiftDate `2027-03-10` beside an EST row that starts on \
               `2027-03-01`.",
        mend: "Write a day before the sale starts, or correct the Start of the sale.",
        source: "Prime Video, \"Content rights\", field SuppressionLiftDate",
    },
    check: Check::Group(|| Box::<SuppressionDates>::default()),
};

/// Keeps the earliest sale of each title and list of territories, and the pre-orders.
#[derive(Default)]
struct SuppressionDates {
    sales: BTreeMap<Title, Vec<Sale>>,
    preorders: Vec<PreOrder>,
}

/// Licensor and unique ID.
type Title = (Text, Text);

/// The earliest sale in some territories.
struct Sale {
    territories: usize,
    set: Rc<TerritorySet>,
    starts: NaiveDate,
}

struct PreOrder {
    title: Title,
    set: Rc<TerritorySet>,
    ends: Option<NaiveDate>,
    lift: NaiveDate,
    text: Text,
    place: Place,
}

impl GroupCheck for SuppressionDates {
    fn row(&mut self, row: &Row<'_>, found: &mut Found<'_>) {
        let avail = row.avail;
        let license = avail.license_type().value();
        if removes(avail) {
            return;
        }
        if license == Some(&LicenseType::Est) {
            self.sale(row);
        }
        let Field::Value { value: lift, cell } = avail.suppression_lift_date() else {
            return;
        };
        let starts = start_day(avail);
        if license == Some(&LicenseType::Poest) {
            if let (Some(title), Some((_, set))) = (title(avail), &row.granted.set) {
                self.preorders.push(PreOrder {
                    title,
                    set: Rc::clone(set),
                    ends: match avail.end().value() {
                        Some(AvailEnd::At(end)) => Some(end.date()),
                        _ => None,
                    },
                    lift: lift.date(),
                    text: cell.shared_text().clone(),
                    place: found.place_of(Some(Column::SuppressionLiftDate)),
                });
            }
        } else if let Some(starts) = starts.filter(|starts| lift.date() > *starts) {
            found.cell(cell, message(cell.trimmed(), starts), HELP);
        }
    }

    fn finish(self: Box<Self>, _file: &FileAt<'_>, found: &mut Found<'_>) {
        for preorder in self.preorders {
            let sales = self.sales.get(&preorder.title);
            let there = |sale: &&Sale| sale.set.intersects(&preorder.set);
            let sales = sales.into_iter().flatten().filter(there);
            let starts = sales.map(|sale| sale.starts).min().or(preorder.ends);
            if let Some(starts) = starts.filter(|starts| preorder.lift > *starts) {
                let message = message(&preorder.text, starts);
                let finding = found.place(preorder.place, message, HELP);
                finding.field = Some(Column::SuppressionLiftDate.name().into());
                finding.value = Some(preorder.text);
            }
        }
    }
}

impl SuppressionDates {
    fn sale(&mut self, row: &Row<'_>) {
        let (Some(title), Some((number, set)), Some(starts)) =
            (title(row.avail), &row.granted.set, start_day(row.avail))
        else {
            return;
        };
        let sales = self.sales.entry(title).or_default();
        match sales.iter_mut().find(|sale| sale.territories == *number) {
            Some(sale) => sale.starts = sale.starts.min(starts),
            None => sales.push(Sale {
                territories: *number,
                set: Rc::clone(set),
                starts,
            }),
        }
    }
}

fn title(avail: &Avail) -> Option<Title> {
    let licensor = avail.display_name().value()?;
    Some((Text::from(licensor), Text::from(unique_id(avail)?)))
}

fn start_day(avail: &Avail) -> Option<NaiveDate> {
    match avail.start().value()? {
        AvailStart::At(start) => Some(start.date()),
        _ => None,
    }
}

fn message(lift: &str, starts: NaiveDate) -> String {
    let lift = quoted(ema_model::trim(lift));
    format!("SuppressionLiftDate is {lift}, but the sale starts on {starts}")
}

const HELP: &str = "Write a day before the sale starts; customers may see its date from then on. Or \
                    correct the Start of the sale.";

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn preorder(lift: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "POEST")
            .with(Column::Start, "2027-02-01")
            .with(Column::End, "ESTStart")
            .with(Column::SuppressionLiftDate, lift)
    }

    fn sold(preorder: Sample, territory: &str, start: &str) -> Sample {
        preorder
            .and()
            .with(Column::LicenseType, "EST")
            .with(Column::Territory, territory)
            .with(Column::Start, start)
            .with(Column::End, "Open")
            .with(Column::SuppressionLiftDate, "")
    }

    #[test]
    fn a_date_that_is_shown_before_the_sale_passes() {
        for lift in ["2027-01-10", "2027-03-01"] {
            assert_silent(&RULE, &sold(preorder(lift), "US", "2027-03-01"));
        }
        // A sale elsewhere is no sale of this territory.
        assert_silent(&RULE, &sold(preorder("2027-03-10"), "GB", "2027-03-01"));
        let delete = preorder("2030-01-01").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &sold(delete, "US", "2027-03-01"));
        assert_silent(
            &RULE,
            &sold(preorder("2030-01-01"), "US", "2027-03-01").under_ema(),
        );
    }

    #[test]
    fn a_date_that_is_shown_after_the_sale_has_started_is_found() {
        let late = sold(preorder("2027-03-10"), "US", "2027-03-01");
        assert_snapshot(
            fired(&RULE, &late),
            str![[r#"
R4 SuppressionLiftDate: warning
  SuppressionLiftDate is `2027-03-10`, but the sale starts on 2027-03-01
  help: Write a day before the sale starts; customers may see its date from then on. Or correct the Start of the sale.

"#]],
        );
        let earliest = sold(
            sold(preorder("2027-03-10"), "US", "2027-04-01"),
            "US",
            "2027-03-01",
        );
        fired(&RULE, &earliest);
        fired(
            &RULE,
            &preorder("2027-03-10").with(Column::End, "2027-03-01"),
        );
    }

    #[test]
    fn a_sale_with_a_date_of_its_own_is_compared_with_its_start() {
        let sale = Sample::movie().with(Column::SuppressionLiftDate, "2026-02-01");
        assert_snapshot(
            fired(&RULE, &sale),
            str![[r#"
R4 SuppressionLiftDate: warning
  SuppressionLiftDate is `2026-02-01`, but the sale starts on 2026-01-01
  help: Write a day before the sale starts; customers may see its date from then on. Or correct the Start of the sale.

"#]],
        );
    }
}
