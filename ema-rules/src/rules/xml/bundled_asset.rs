//! The rule `bundled-asset`.

use ema_model::{Column, WorkType};

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Row, Rule, Section, Severity};
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "bundled-asset",
    summary: "an Asset that is not a Collection bundles other Assets",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if an Asset has a BundledAsset but its WorkType is not `Collection`. \
               `bundle-fields` reports a Collection without a BundledAsset.",
        why: "Only a bundle contains other titles. If the Asset has another WorkType, the list has \
              no meaning, or the title is sold without the others.",
        example: "`<BundledAsset>` in an Asset with `<WorkType>Movie</WorkType>`.",
        remedy: "Write the WorkType `Collection` and the AvailType `bundle`, or remove BundledAsset.",
        source: "MovieLabs, structure rules of XML Avails 2.2 to 2.7: BundledAsset is for \
                 Collection",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    let avail = row.avail;
    let work_type = avail.work_type();
    let Some(work_type) = work_type.value().filter(|it| **it != WorkType::Collection) else {
        return;
    };
    let list = avail
        .cell(Column::BundledAlids)
        .and_then(|cell| Some((avail.position_of(cell)?, Some(cell.shared_text().clone()))));
    // If a BundledAsset has no title, it does not fill BundledALIDs.
    let mut unplaced = row.unplaced();
    let empty = unplaced.find(|said| said.path == "Asset/BundledAsset");
    let Some((at, alids)) = list.or_else(|| Some((empty?.position, None))) else {
        return;
    };
    let place = Place {
        position: Some(at),
        ..reporter.place(Some(Column::BundledAlids))
    };
    let message = format!(
        "the Asset is a {}, not a Collection, but bundles other titles",
        quoted(work_type.as_str())
    );
    let help = "If the titles are sold as one, write the WorkType Collection and the AvailType \
                bundle. If not, remove BundledAsset.";
    let finding = reporter.report_place(place, message, help);
    finding.field = Some("BundledAsset".into());
    finding.value = alids;
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn bundle() -> Sample {
        Sample::movie()
            .with(Column::BundledAlids, "FIRSTDANCE; SECONDDANCE")
            .in_xml()
    }

    #[test]
    fn collections_and_titles_of_their_own_pass() {
        assert_silent(&RULE, &bundle().with(Column::WorkType, "Collection"));
        assert_silent(&RULE, &Sample::movie().in_xml());
    }

    #[test]
    fn a_bundle_that_is_no_collection_is_told_once_and_by_one_rule() {
        assert_snapshot(
            fired(&RULE, &bundle()),
            str![[r#"
line 118 BundledAsset: error
  the Asset is a `Movie`, not a Collection, but bundles other titles
  help: If the titles are sold as one, write the WorkType Collection and the AvailType bundle. If not, remove BundledAsset.

"#]],
        );
        assert_eq!(fired(&RULE, &bundle().twice()), fired(&RULE, &bundle()));
        let rules: Vec<&str> = bundle()
            .under_ema()
            .findings()
            .iter()
            .map(|finding| finding.rule.name())
            .collect();
        assert_eq!(rules, ["bundled-asset"]);
    }

    #[test]
    fn a_bundle_that_names_nothing_is_found_too() {
        let empty = Sample::movie()
            .in_xml()
            .with_unplaced("Asset/BundledAsset", "<avails:BundledAsset/>");
        assert_snapshot(
            fired(&RULE, &empty),
            str![[r#"
line 100 BundledAsset: error
  the Asset is a `Movie`, not a Collection, but bundles other titles
  help: If the titles are sold as one, write the WorkType Collection and the AvailType bundle. If not, remove BundledAsset.

"#]],
        );
    }
}
