//! `channel-version`

use ema_model::{Column, EmaVersion, Field, LicenseType};

use crate::check::{Found, Row};
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "channel-version",
    summary: "a version that can't tell channels from Prime Video's own subscription",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires on each SVOD row of a version before 1.7.3, unless GroupIdentity names Prime \
               Video's own subscription. Rows that delete are looked at too: they delete what their \
               subscription holds.",
        why: "GroupIdentity says which subscription a row is for, and came with version 1.7.3. \
              Without it an SVOD row is taken for Prime Video itself. If it was meant for a channel, \
              the channel does not get the title, and what Prime Video holds of it is replaced.",
        example: "LicenseType `SVOD` in a sheet of version 1.7.2.",
        mend: "Send rows for channels in version 1.7.3 or later, with the channel in GroupIdentity. \
               Rows for Prime Video itself can stay.",
        source: "Prime Video, \"Content rights\", EntryType Rules and field GroupIdentity (EMA \
                 1.7.3)",
    },
    check: Check::Row(check),
};

const HELP: &str = "If the title is for a channel, send it in version 1.7.3 or later with the channel \
                    in GroupIdentity. If it is for Prime Video itself, nothing has to be done.";

fn check(row: &Row<'_>, found: &mut Found<'_>) {
    let Field::Value { value, cell } = row.avail.license_type() else {
        return;
    };
    let version = row.version();
    if *value != LicenseType::Svod || version >= EmaVersion::V1_7_3 {
        return;
    }
    match row.avail.group_identity() {
        Field::Value { value: group, .. } if row.profile.is_first_party(group) => {}
        Field::Value { value: group, cell } => {
            let message = format!(
                "the row is for the channel {}, but version {version} has no column \
                 {}, so it may be taken for Prime Video's own subscription",
                quoted(group),
                Column::GroupIdentity
            );
            found.cell(cell, message, HELP);
        }
        _ => {
            let message = format!(
                "version {version} can't say which subscription the row is for, so it is taken for \
                 Prime Video's own"
            );
            found.cell(cell, message, HELP);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, EmaVersion};

    fn subscription() -> Sample {
        Sample::movie().with(Column::LicenseType, "SVOD")
    }

    #[test]
    fn versions_that_name_the_subscription_pass() {
        assert_silent(&RULE, &subscription());
        assert_silent(&RULE, &subscription().version(EmaVersion::V1_8));
        assert_silent(&RULE, &Sample::movie().version(EmaVersion::V1_7_2));
        let own = subscription().with(Column::GroupIdentity, "prime video");
        assert_silent(&RULE, &own.version(EmaVersion::V1_7_2));
        let under_ema = subscription().version(EmaVersion::V1_7_2).under_ema();
        assert_silent(&RULE, &under_ema);
    }

    #[test]
    fn older_versions_leave_it_open() {
        let old = subscription().version(EmaVersion::V1_7_2);
        assert_snapshot(
            fired(&RULE, &old),
            str![[r#"
G4 LicenseType: warning
  version 1.7.2 can't say which subscription the row is for, so it is taken for Prime Video's own
  help: If the title is for a channel, send it in version 1.7.3 or later with the channel in GroupIdentity. If it is for Prime Video itself, nothing has to be done.

"#]],
        );
        fired(&RULE, &old.clone().with(Column::EntryType, "Full Delete"));
        assert_snapshot(
            fired(&RULE, &old.with(Column::GroupIdentity, "pureflixus1")),
            str![[r#"
R4 GroupIdentity: warning
  the row is for the channel `pureflixus1`, but version 1.7.2 has no column GroupIdentity, so it may be taken for Prime Video's own subscription
  help: If the title is for a channel, send it in version 1.7.3 or later with the channel in GroupIdentity. If it is for Prime Video itself, nothing has to be done.

"#]],
        );
    }
}
