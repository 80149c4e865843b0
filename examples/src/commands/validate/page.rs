//! Builds the HTML page for a check from the report on each file, the rows that the report shows,
//! and the file's timeline.

use std::path::Path;

use ema_avails::Check;
use ema_model::Avail;
use ema_rules::html::{HtmlPage, Rows, Timeline, TimelineBuilder};
use ema_rules::{AsOf, Report};

use crate::failure::Failure;
use crate::shown::file_name;

/// The data about a file's rows that a page needs, collected while the rows are being checked.
pub(super) struct Seen<'a> {
    rows: Rows,
    windows: TimelineBuilder<'a>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(check: &Check<'a>) -> Self {
        Self {
            rows: Rows::new(),
            windows: TimelineBuilder::new(check.profile().conventions(), check.as_of()),
        }
    }

    pub(super) fn add(&mut self, avail: &Avail) {
        self.rows.add(avail);
        self.windows.add(avail);
    }

    pub(super) fn finish(self) -> (Rows, Timeline) {
        (self.rows, self.windows.build())
    }
}

/// Creates a page for several reports. Each report is accompanied by a hint about additional fixed
/// cells, and by the file's rows and timeline.
pub(super) fn of<'a>(
    reports: impl Iterator<Item = ((&'a (Report, String), &'a Rows), Timeline)>,
    unreadable: &[(&Path, Failure)],
    as_of: AsOf,
) -> HtmlPage<'a> {
    let mut page = HtmlPage::new(as_of);
    for (path, failure) in unreadable {
        page = page.unreadable(file_name(path), failure.to_string());
    }
    for (((report, more_fixed), rows), timeline) in reports {
        let shown = report.as_html().more_fixed(more_fixed);
        let shown = shown.rows(rows).timeline(timeline).more(
            "; --format jsonl and --annotate have all findings, and `ema timeline --title ID` \
             draws any title",
        );
        page = page.report(shown);
    }
    page
}
