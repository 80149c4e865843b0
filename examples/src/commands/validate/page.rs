//! The page of a check: the reports, the rows that they show, and the timeline of each file.

use std::path::Path;
use std::time::Duration;

use ema_rules::html::{HtmlPage, Timeline};
use ema_rules::{Feed, Report};

use crate::failure::Failure;
use crate::holdings;
use crate::reading::{Check, Part, Reading};

/// The page of reports. Each file is read once more, because a check holds no rows.
pub(super) fn of<'a>(
    reports: &'a [(&Path, Report, Duration)],
    unreadable: &[(&Path, Failure)],
    check: Check<'_>,
) -> Result<HtmlPage<'a>, Failure> {
    let mut page = HtmlPage::new(check.as_of);
    for (path, failure) in unreadable {
        page = page.unreadable(holdings::name(path), failure.to_string());
    }
    for (path, report, _) in reports {
        let mut shown = report.as_html(check.as_of).more(
            "; --format json and --annotate have all findings, and `ema timeline --title ID` \
             draws any title",
        );
        let mut feed = Feed::new(check.profile);
        let mut reading = Reading::begin("Drawing", path, check.version)?;
        reading.each(|part| {
            if let Part::Row(avail) = part {
                shown.row(avail);
                feed.add(avail);
            }
            Ok(())
        })?;
        page = page.report(shown.timeline(Timeline::of(&feed, check.as_of)));
    }
    Ok(page)
}
