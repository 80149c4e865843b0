//! Rules that compare rows.

use crate::engine::{Rule, SharedGroup};
use crate::rules::collected::judges::{FileJudge, JudgedOffers, TitleJudge};
use crate::rules::collected::seasons::{SeasonJudge, Seasons};

mod avail_id_reused;
mod channel_spelling;
mod day_begins_elsewhere;
mod day_month_exchanged;
mod entry_conflict;
mod episode_gap;
mod episode_start_far;
pub(super) mod full_delete_live;
mod full_delete_window;
mod holdback_split;
mod id_reused;
mod language_overlap;
mod licensor_spelling;
mod preorder_after_sale;
mod preorder_gap;
pub(super) mod preorder_without_sale;
mod price_outlier;
mod season_offer;
mod similar_id;
mod suppression_date;
mod title_conflict;
mod title_two_ids;
mod volume_episode_twice;
mod window_duplicate;
mod window_overlap;

pub(super) const RULES: &[&Rule] = &[
    &window_duplicate::RULE,
    &window_overlap::RULE,
    &language_overlap::RULE,
    &preorder_after_sale::RULE,
    &preorder_without_sale::RULE,
    &preorder_gap::RULE,
    &entry_conflict::RULE,
    &full_delete_live::RULE,
    &full_delete_window::RULE,
    &suppression_date::RULE,
    &day_begins_elsewhere::RULE,
    &day_month_exchanged::RULE,
    &price_outlier::RULE,
    &title_conflict::RULE,
    &id_reused::RULE,
    &similar_id::RULE,
    &title_two_ids::RULE,
    &avail_id_reused::RULE,
    &episode_gap::RULE,
    &volume_episode_twice::RULE,
    &season_offer::RULE,
    &episode_start_far::RULE,
    &holdback_split::RULE,
    &channel_spelling::RULE,
    &licensor_spelling::RULE,
];

/// The collector for the rules about windows, entry types, IDs and holdbacks.
static OFFERS: SharedGroup = SharedGroup(|| Box::new(JudgedOffers::by(TITLE_JUDGES, FILE_JUDGES)));

/// The rules that check the offers for each title, and their functions.
const TITLE_JUDGES: &[(&Rule, TitleJudge)] = &[
    (&preorder_without_sale::RULE, preorder_without_sale::judge),
    (&preorder_after_sale::RULE, preorder_after_sale::judge),
    (&preorder_gap::RULE, preorder_gap::judge),
    (&window_duplicate::RULE, window_duplicate::judge),
    (&window_overlap::RULE, window_overlap::judge),
    (&suppression_date::RULE, suppression_date::judge),
    (&language_overlap::RULE, language_overlap::judge),
    (&holdback_split::RULE, holdback_split::judge),
    (&full_delete_live::RULE, full_delete_live::judge),
    (&entry_conflict::RULE, entry_conflict::judge),
];

/// The rules that check all offers in a file together, and their functions.
const FILE_JUDGES: &[(&Rule, FileJudge)] = &[
    (&similar_id::RULE, similar_id::judge),
    (&id_reused::RULE, id_reused::judge),
    (&avail_id_reused::RULE, avail_id_reused::judge),
];

/// The collector for the rules about seasons.
static SEASONS: SharedGroup = SharedGroup(|| Box::new(Seasons::judged_by(&SEASON_JUDGES)));

/// The rules that check each season, and their functions.
const SEASON_JUDGES: [(&Rule, SeasonJudge); 4] = [
    (&episode_gap::RULE, episode_gap::judge),
    (&volume_episode_twice::RULE, volume_episode_twice::judge),
    (&season_offer::RULE, season_offer::judge),
    (&episode_start_far::RULE, episode_start_far::judge),
];

#[cfg(test)]
mod tests {
    use super::{FILE_JUDGES, OFFERS, RULES, SEASON_JUDGES, SEASONS, TITLE_JUDGES};
    use crate::engine::{Check, SharedGroup};

    /// If a rule uses a shared collector but is missing from these tables, the rule never fires.
    #[test]
    fn each_rule_that_shares_a_collector_has_a_judge() {
        let sharing = |group: &'static SharedGroup| {
            let shares = |check| matches!(check, Check::Shared(its) if std::ptr::eq(its, group));
            let rules = RULES.iter().filter(move |rule| shares(rule.check));
            let mut names: Vec<_> = rules.map(|rule| rule.name).collect();
            names.sort_unstable();
            names
        };
        let of_titles = TITLE_JUDGES.iter().map(|(rule, _)| rule.name);
        let of_files = FILE_JUDGES.iter().map(|(rule, _)| rule.name);
        let mut of_offers: Vec<_> = of_titles.chain(of_files).collect();
        of_offers.sort_unstable();
        assert_eq!(sharing(&OFFERS), of_offers);
        let mut of_seasons = SEASON_JUDGES.map(|(rule, _)| rule.name);
        of_seasons.sort_unstable();
        assert_eq!(sharing(&SEASONS), of_seasons);
    }
}
