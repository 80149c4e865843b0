//! The rule `channel-version`.

use std::collections::BTreeMap;

use ema_model::{Column, EmaVersion, Field, LicenseType, Text};

use crate::engine::{
    AppliesTo, Check, FileAt, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity,
};
use crate::wording::counted;
use crate::wording::{quoted, rows};

pub(crate) static RULE: Rule = Rule {
    name: "channel-version",
    summary: "the version can't distinguish channels from the platform's own subscription",
    section: Section::Rows,
    severity: Severity::Warning,
    platform_only: true,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if SVOD rows have a version before 1.7.3: once for all rows that do not name \
               a channel, and once for each channel that rows name. Rows whose GroupIdentity names \
               the platform's own subscription are not reported. Rows that delete also count, \
               because they delete the windows of their subscription.",
        why: "GroupIdentity names a row's subscription, and was introduced in version 1.7.3. \
              Without GroupIdentity, an SVOD row applies to the platform's own subscription. If a \
              channel was meant, the channel does not get the title, and the row replaces the \
              windows of the platform's own subscription.",
        example: "LicenseType `SVOD` in a sheet of version 1.7.2.",
        remedy: "Send rows for channels in version 1.7.3 or later, with the channel in \
               GroupIdentity. Rows for the platform's own subscription need no change.",
        source: "Prime Video, \"Content rights\", EntryType Rules: the GroupIdentity field of EMA \
                 1.7.3 distinguishes Prime Video from Prime Video Channels",
    },
    check: Check::Group(|| Box::<Unclear>::default()),
};

/// The rows whose subscription is unclear, keyed by the channel that they name. The key is `None`
/// for rows that do not name a channel.
#[derive(Default)]
struct Unclear(BTreeMap<Option<Text>, FirstAndCount>);

/// The first row, and the number of rows.
struct FirstAndCount {
    first: Place,
    field: &'static str,
    version: EmaVersion,
    count: usize,
}

impl GroupCheck for Unclear {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        let version = row.version();
        if row.avail.license_type().value() != Some(&LicenseType::Svod)
            || version >= EmaVersion::V1_7_3
        {
            return;
        }
        let (channel, column) = match row.avail.group_identity() {
            Field::Value { value, .. } if row.profile.conventions().is_first_party(value) => return,
            Field::Value { value, .. } => (Some(Text::from(value)), Column::GroupIdentity),
            _ => (None, Column::LicenseType),
        };
        let rows = self.0.entry(channel).or_insert_with(|| FirstAndCount {
            first: reporter.place(Some(column)),
            field: column.name(),
            version,
            count: 0,
        });
        rows.count += 1;
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let platform = file.profile.platform_name();
        let help = format!(
            "Send titles for a channel in version 1.7.3 or later with the channel in \
             GroupIdentity. Rows for {platform}'s own subscription need no change."
        );
        for (channel, it) in self.0 {
            let version = it.version;
            let message = match &channel {
                None => format!(
                    "version {version} can't name a subscription, so {} treated as {platform}'s own",
                    rows(it.count, "of SVOD is", "of SVOD are")
                ),
                Some(channel) => format!(
                    "version {version} has no column GroupIdentity, so {} for the channel {} may \
                     be applied to {platform}'s own subscription",
                    counted(it.count, "row"),
                    quoted(channel)
                ),
            };
            let finding = reporter.report_place(it.first, message, help.clone());
            finding.field = Some(it.field.into());
            finding.value = channel;
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
  version 1.7.2 can't name a subscription, so 1 row of SVOD is treated as Prime Video's own
  help: Send titles for a channel in version 1.7.3 or later with the channel in GroupIdentity. Rows for Prime Video's own subscription need no change.

"#]],
        );
        fired(&RULE, &old.clone().with(Column::EntryType, "Full Delete"));
        assert_snapshot(
            fired(&RULE, &old.with(Column::GroupIdentity, "pureflixus1")),
            str![[r#"
R4 GroupIdentity: warning
  version 1.7.2 has no column GroupIdentity, so 1 row for the channel `pureflixus1` may be applied to Prime Video's own subscription
  help: Send titles for a channel in version 1.7.3 or later with the channel in GroupIdentity. Rows for Prime Video's own subscription need no change.

"#]],
        );
    }
}
