//! Passes offers to the rules that check them.

use super::offers::Offers;
use super::title::Title;
use crate::engine::{FileAt, GroupCheck, Profile, Reporter, Row, Rule, Severity};

/// Checks the offers for a title.
pub(in crate::rules) type TitleJudge = fn(&Title<'_>, &mut Reporter<'_>);

/// Checks all offers in a file together.
pub(in crate::rules) type FileJudge = fn(&Offers, &FileAt<'_>, &mut Reporter<'_>);

/// The offers in a file, and the rules that check them.
pub(in crate::rules) struct JudgedOffers {
    offers: Offers,
    of_title: &'static [(&'static Rule, TitleJudge)],
    of_file: &'static [(&'static Rule, FileJudge)],
}

impl JudgedOffers {
    pub(in crate::rules) fn by(
        of_title: &'static [(&'static Rule, TitleJudge)],
        of_file: &'static [(&'static Rule, FileJudge)],
    ) -> Self {
        Self {
            offers: Offers::default(),
            of_title,
            of_file,
        }
    }
}

impl GroupCheck for JudgedOffers {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        self.offers.keep(row, reporter);
    }

    fn finish(mut self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        self.offers.sort();
        let judges = on(self.of_title, file.profile);
        for (rows, deletes) in self.offers.of_titles() {
            let title = Title::new(&self.offers, file, rows, deletes);
            for (rule, severity, judge) in &judges {
                judge(&title, &mut reporter.under(rule, *severity));
            }
        }
        for (rule, severity, judge) in on(self.of_file, file.profile) {
            judge(&self.offers, file, &mut reporter.under(rule, severity));
        }
    }
}

/// Returns the rules that a profile turns on, each with its severity and its function.
pub(in crate::rules) fn on<J: Copy>(
    judges: &[(&'static Rule, J)],
    profile: &Profile,
) -> Vec<(&'static Rule, Severity, J)> {
    let mut on = Vec::new();
    for (rule, judge) in judges.iter().copied() {
        on.extend(
            profile
                .severity(rule)
                .map(|severity| (rule, severity, judge)),
        );
    }
    on
}
