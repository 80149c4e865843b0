//! The rule `channel-unnamed`.

use ema_model::{Cell, Column, EmaVersion, LicenseType};

use crate::engine::{AppliesTo, Check, Page, Reporter, Row, Rule, Section, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "channel-unnamed",
    summary: "a subscription row names no subscription",
    section: Section::Rows,
    severity: Severity::Notice,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires for an SVOD row of version 1.7.3 or later with a blank GroupIdentity. Earlier \
               versions lack the column, and `channel-version` reports files of these versions.",
        why: "The platform applies such a row to its own subscription, not to a channel. If a \
              channel was meant, the channel does not get the title, and the row replaces the \
              windows of the platform's own subscription.",
        example: "LicenseType `SVOD` with a blank GroupIdentity in a sheet of version 1.7.3.",
        remedy: "If the title is for the platform's own subscription, ignore this notice. If it is \
               for a channel, write the name of the channel in GroupIdentity.",
        source: "Prime Video, \"Content rights\", field GroupIdentity: \"important to distinguish \
                 between first-party subscriptions and third-party subscriptions\"",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let is_subscription = avail.license_type().value() == Some(&LicenseType::Svod);
    if is_subscription
        && row.version() >= EmaVersion::V1_7_3
        && avail.cell(Column::GroupIdentity).is_none_or(Cell::is_blank)
    {
        reporter.report_blank(
            Column::GroupIdentity,
            format!(
                "GroupIdentity is blank, so the row applies to {}'s own subscription",
                row.profile.platform_name()
            ),
            "If this is intended, ignore this notice. If the title is for a channel, write the \
             name of the channel.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn subscription(group: &str) -> Sample {
        Sample::movie()
            .with(Column::LicenseType, "SVOD")
            .with(Column::GroupIdentity, group)
    }

    #[test]
    fn a_named_subscription_passes() {
        assert_silent(&RULE, &subscription("pureflixus1"));
        assert_silent(&RULE, &subscription("Prime"));
        assert_silent(&RULE, &subscription("").under_ema());
    }

    #[test]
    fn only_subscriptions_have_a_name() {
        assert_silent(&RULE, &subscription("").with(Column::LicenseType, "EST"));
    }

    #[test]
    fn older_versions_are_reported_as_a_file() {
        assert_silent(&RULE, &subscription("").version(EmaVersion::V1_7_2));
    }

    #[test]
    fn a_subscription_without_a_name_is_found() {
        assert_snapshot(
            fired(&RULE, &subscription("")),
            str![[r#"
R4 GroupIdentity: notice
  GroupIdentity is blank, so the row applies to Prime Video's own subscription
  help: If this is intended, ignore this notice. If the title is for a channel, write the name of the channel.

"#]],
        );
        fired(&RULE, &subscription("").without(Column::GroupIdentity));
    }
}
