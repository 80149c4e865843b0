//! The rule `number-syntax`.

use ema_model::{Column, Count, Kind, Moment, Reason, Text, Year};

use crate::engine::{
    AppliesTo, CellAt, Check, Difference, Page, Reporter, Rule, Section, Severity,
};
use crate::rules::shared::errors::holds_value;
use crate::rules::shared::numbers;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "number-syntax",
    summary: "a number can't be read",
    section: Section::Cells,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a season, episode or volume number, or a count of these, is not a whole \
               number written in digits, or if ReleaseYear is not a four-digit year. Under \
               `prime-video`, the rule also fires if DistributionNumber is not a whole number. EMA \
               allows any text in DistributionNumber.",
        why: "The platform sorts and counts episodes by these numbers. The platform does not read \
              `1.0` and `S1` as numbers.",
        example: "SeasonNumber `Season 1` should be `1`.",
        remedy: "Write only the digits.",
        source: "Prime Video, \"Content rights\", fields SeasonNumber, EpisodeNumber, EpisodeCount \
                 and SeasonCount: an integer; field ReleaseYear: YYYY; EMA Avails data dictionary \
                 (1.6, TV), AvailMetadata/SeasonNumber: the number of the season",
    },
    check: Check::Cell(
        |kind| matches!(kind, Kind::Count | Kind::Year | Kind::Text),
        check,
    ),
};

fn check(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    if at.column() == Some(Column::DistributionNumber) {
        return check_distribution_number(at, reporter);
    }
    for fault in at.cell.faults() {
        let text = at.cell.trimmed();
        let whole = numbers::whole(text);
        let (what, fix, help) = match fault.reason {
            Reason::Count => (
                "a whole number",
                whole.map(str::to_owned),
                "Write only digits, such as `1`.",
            ),
            Reason::Year => (
                "a four-digit year",
                year(whole.unwrap_or(text)),
                "Write all four digits of the year, such as `2026`.",
            ),
            _ => continue,
        };
        let help = match &fix {
            Some(right) => format!("Write `{right}`."),
            None => help.to_owned(),
        };
        reporter
            .report_cell(at.cell, format!("{} is not {what}", quoted(text)), help)
            .fix = fix.map(Text::from);
    }
}

/// Checks DistributionNumber. EMA allows any text, but a platform may require an integer.
fn check_distribution_number(at: &CellAt<'_>, reporter: &mut Reporter<'_>) {
    let text = at.cell.trimmed();
    let is_text = !at.profile.has(Difference::DistributionNumbers);
    if is_text || text.parse::<Count>().is_ok() || !holds_value(at.cell) {
        return;
    }
    let fix = numbers::whole(text);
    let help = match fix {
        Some(right) => format!("Write `{right}`."),
        None => "Write only digits, such as `1`.".to_owned(),
    };
    let message = format!("{} is not a whole number", quoted(text));
    reporter.report_cell(at.cell, message, help).fix = fix.map(Text::from);
}

/// Returns the year that `text` represents, if `text` is unambiguous. If `text` is a date, returns
/// the year of the date.
fn year(text: &str) -> Option<String> {
    let year = match text.parse::<Moment>() {
        Ok(_) => text.get(..4)?,
        Err(_) => text,
    };
    let is_year = year.parse::<Year>().is_ok();
    is_year.then(|| year.to_owned())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    #[test]
    fn digits_pass() {
        let sample = Sample::episode()
            .with(Column::EpisodeNumber, "0")
            .with(Column::SeasonCount, "012")
            .with(Column::ReleaseYear, "2013");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_fraction_of_nothing_is_mended() {
        let sample = Sample::episode().with(Column::SeasonNumber, "1.0");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
G4 SeasonNumber: error
  `1.0` is not a whole number
  help: Write `1`.
  fix: `1`

"#]],
        );
    }

    #[test]
    fn text_around_a_number_is_named() {
        let sample = Sample::episode()
            .with(Column::SeasonNumber, "S1")
            .with(Column::EpisodeNumber, "1-2")
            .with(Column::EpisodeCount, "8.5");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
G4 SeasonNumber: error
  `S1` is not a whole number
  help: Write only digits, such as `1`.
H4 EpisodeNumber: error
  `1-2` is not a whole number
  help: Write only digits, such as `1`.
J4 EpisodeCount: error
  `8.5` is not a whole number
  help: Write only digits, such as `1`.

"#]],
        );
    }

    #[test]
    fn a_year_has_four_digits() {
        let year = |text| Sample::movie().with(Column::ReleaseYear, text).under_ema();
        assert_snapshot(
            fired(&RULE, &year("13")),
            str![[r#"
R4 ReleaseYear: error
  `13` is not a four-digit year
  help: Write all four digits of the year, such as `2026`.

"#]],
        );
        assert_snapshot(
            fired(&RULE, &year("2013-05-14")),
            str![[r#"
R4 ReleaseYear: error
  `2013-05-14` is not a four-digit year
  help: Write `2013`.
  fix: `2013`

"#]],
        );
        assert_snapshot(
            fired(&RULE, &year("2013.0")),
            str![[r#"
R4 ReleaseYear: error
  `2013.0` is not a four-digit year
  help: Write `2013`.
  fix: `2013`

"#]],
        );
    }

    #[test]
    fn a_distribution_number_is_a_number_for_prime_video_only() {
        let numbered = |text| Sample::episode().with(Column::DistributionNumber, text);
        assert_silent(&RULE, &numbered("2"));
        assert_silent(&RULE, &numbered("one").under_ema());
        assert_snapshot(
            fired(&RULE, &numbered("one")),
            str![[r#"
X4 DistributionNumber: error
  `one` is not a whole number
  help: Write only digits, such as `1`.

"#]],
        );
        fired(&RULE, &numbered("1.0"));
    }
}
