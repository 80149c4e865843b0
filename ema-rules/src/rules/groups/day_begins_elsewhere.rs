//! The rule `day-begins-elsewhere`.

use std::collections::BTreeSet;

use currency_map::Territory;
use ema_model::{AvailStart, EmaVersion, Field, Moment};

use crate::engine::{
    AppliesTo, Check, Difference, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::removes;
use crate::time::{Edge, Zones, whole_day};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "day-begins-elsewhere",
    summary: "a window begins the day before in the capital's time zone",
    section: Section::Groups,
    severity: Severity::Notice,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires once for each territory in a file that has a Start in the future without a \
               time, if the territory has several time zones and its day begins at least two hours \
               earlier than in the zone of its capital. These territories are Russia, Indonesia, \
               Kiribati and Greenland. The rule does not fire if the caller has chosen a zone for \
               the territory.",
        why: "A Start without a time is midnight in the zone where the day begins first. In the \
              capital, where most customers live, the title appears on the evening or in the \
              afternoon of the day before, perhaps ahead of other territories.",
        example: "Start `2027-01-31` in `RU`: the window begins at midnight in Kamchatka, which is \
                  15:00 on January 30 in Moscow.",
        remedy: "If the window should begin at midnight in the capital, add the time and its offset \
                 from UTC: `2027-01-31T00:00:00+03:00`. Otherwise, nothing has to be done.",
        source: "Prime Video, \"Content rights\", field Start: without a time zone, the local time \
                 in the easternmost time zone of the territory is assumed; IANA Time Zone Database: \
                 the zones of each territory",
    },
    check: Check::Group(|| Box::<Seen>::default()),
};

/// The zones of the capitals of all territories whose day begins at least two hours earlier elsewhere.
///
/// Source: IANA Time Zone Database, `zone1970.tab`, release 2026f.
const CAPITALS: [(Territory, &str); 4] = [
    (Territory::GL, "America/Nuuk"),
    (Territory::ID, "Asia/Jakarta"),
    (Territory::KI, "Pacific/Tarawa"),
    (Territory::RU, "Europe/Moscow"),
];

/// The territories that have been reported.
#[derive(Default)]
struct Seen(BTreeSet<Territory>);

impl GroupCheck for Seen {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let Field::Value {
            value: AvailStart::At(Moment::Date(day)),
            cell,
        } = row.avail.start()
        else {
            return;
        };
        let zones = &row.profile.conventions().clocks.zones;
        let Some(midnight) = whole_day(day, Edge::Start).filter(|_| !removes(row.avail)) else {
            return;
        };
        for (territory, capital) in CAPITALS {
            let is_granted = || row.territories().iter().any(|it| it.country() == territory);
            if self.0.contains(&territory) || zones.is_chosen(territory) || !is_granted() {
                continue;
            }
            let first = zones.resolve(territory, midnight, Edge::Start);
            let Ok(alone) = Zones::default().with_zone(territory, capital) else {
                continue;
            };
            if first.instant <= row.as_of.in_territory(territory, zones) {
                continue;
            }
            self.0.insert(territory);
            let there = alone.local(territory, first.instant);
            let message = format!(
                "in {territory}, the day {} begins in {}, when it is {} on {} in {capital}",
                quoted(cell.trimmed()),
                first.zone,
                there.format("%H:%M"),
                there.date(),
            );
            let takes_times =
                row.profile.has(Difference::TimesOfDay) || row.version() != EmaVersion::V1_6;
            let text = alone.resolve(territory, midnight, Edge::Start).written();
            let help = match takes_times {
                true => format!(
                    "If the window should begin at midnight in {capital}, write `{text}`, and \
                     End with an offset too. This is \
                     reported once for the territory."
                ),
                false => format!(
                    "If the window should begin at midnight in {capital}, send the row in version \
                     1.7 or later, which has times. This is reported once for the territory."
                ),
            };
            reporter.report_cell(cell, message, help);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn start(territory: &str, text: &str) -> Sample {
        Sample::movie()
            .with(Column::Territory, territory)
            .with(Column::Start, text)
    }

    #[test]
    fn days_that_begin_in_the_capital_pass() {
        for territory in ["US", "DE", "AU", "CA", "FR"] {
            assert_silent(&RULE, &start(territory, "2027-01-31"));
        }
    }

    #[test]
    fn offsets_and_windows_that_have_begun_pass() {
        for text in ["2027-01-31T00:00:00+03:00", "2026-01-31", "Immediate"] {
            assert_silent(&RULE, &start("RU", text));
        }
        let delete = start("RU", "2027-01-31").with(Column::EntryType, "Full Delete");
        assert_silent(&RULE, &delete);
    }

    #[test]
    fn each_territory_is_reported_once() {
        let sample = start("RU", "2027-01-31")
            .and()
            .with(Column::Territory, "ID, RU")
            .and();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: notice
  in RU, the day `2027-01-31` begins in Asia/Kamchatka, when it is 15:00 on 2027-01-30 in Europe/Moscow
  help: If the window should begin at midnight in Europe/Moscow, write `2027-01-31T00:00:00+03:00`, and End with an offset too. This is reported once for the territory.
I5 Start: notice
  in ID, the day `2027-01-31` begins in Asia/Jayapura, when it is 22:00 on 2027-01-30 in Asia/Jakarta
  help: If the window should begin at midnight in Asia/Jakarta, write `2027-01-31T00:00:00+07:00`, and End with an offset too. This is reported once for the territory.

"#]],
        );
    }

    #[test]
    fn a_version_without_times_is_not_told_to_write_one() {
        let sample = start("RU", "2027-07-01")
            .version(EmaVersion::V1_6)
            .under_ema();
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
I4 Start: notice
  in RU, the day `2027-07-01` begins in Asia/Kamchatka, when it is 15:00 on 2027-06-30 in Europe/Moscow
  help: If the window should begin at midnight in Europe/Moscow, send the row in version 1.7 or later, which has times. This is reported once for the territory.

"#]],
        );
    }
}
