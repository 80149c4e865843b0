//! The rule `avail-type-assets`.

use ema_model::{Column, Position, Unplaced, WorkType};

use crate::engine::{
    AppliesTo, Check, GroupCheck, Page, Place, Reporter, Row, Rule, Section, Severity,
};
use crate::rules::shared::element::text;
use crate::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "avail-type-assets",
    summary: "the AvailType does not match the WorkType",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if an Avail in an XML file has an AvailType that does not match the WorkType \
               of its Asset, or that is not in the vocabulary. The WorkTypes that match an \
               AvailType are Movie or Short for `single`, Episode for `episode`, Season for \
               `season`, Series for `series` and `miniseries`, Volume for `volume`, Collection for \
               `bundle`, Supplemental for `supplement`, and Promotion for `promotion`. A \
               `collection` may have any WorkType.",
        why: "The AvailType determines how the Avail is read. If it is wrong, a platform that \
              relies on it looks for elements that are missing.",
        example: "`<AvailType>season</AvailType>` with `<WorkType>Movie</WorkType>`.",
        remedy: "Correct the AvailType, or the WorkType of the Asset.",
        source: "MovieLabs, structure rules and vocabulary of XML Avails 2.2 to 2.7: the WorkTypes \
                 that each AvailType allows",
    },
    check: Check::Group(|| Box::<AvailTypes>::default()),
};

/// Each AvailType, with the WorkTypes that it allows. The list is empty if every WorkType is
/// allowed.
const TYPES: [(&str, &[&str]); 10] = [
    ("single", &["Movie", "Short"]),
    ("episode", &["Episode"]),
    ("season", &["Season"]),
    ("series", &["Series"]),
    ("miniseries", &["Series"]),
    ("volume", &["Volume"]),
    ("bundle", &["Collection"]),
    ("collection", &[]),
    ("supplement", &["Supplemental"]),
    ("promotion", &["Promotion"]),
];

/// A collector that keeps the position of the last AvailType, because all Transactions in an Avail
/// share one AvailType.
#[derive(Default)]
struct AvailTypes {
    last: Option<Position>,
}

impl GroupCheck for AvailTypes {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        // `row.unplaced` does not contain an AvailType that follows from the WorkType.
        let mut unplaced = row.unplaced();
        let stated = unplaced.find(|said| said.path == "Avail/AvailType");
        if let Some(stated) = stated
            && self.last.replace(stated.position) != Some(stated.position)
        {
            check(row, stated, reporter);
        }
    }
}

fn check(row: &Row<'_>, stated: &Unplaced, reporter: &mut Reporter<'_>) {
    let text = text(&stated.content);
    let work_type = row.avail.work_type();
    let work_type = work_type.value().map(WorkType::as_str);
    let (message, help) = match TYPES.iter().find(|(name, _)| *name == text) {
        None => {
            let names = TYPES.iter().map(|(name, _)| quoted(name));
            (
                format!("{} is not an AvailType", quoted(text)),
                format!("Write {}.", joined(names, "or")),
            )
        }
        Some((_, [])) => return,
        Some((_, fitting)) => match work_type {
            Some(work_type) if fitting.contains(&work_type) => return,
            None => return,
            Some(work_type) => {
                let for_work = TYPES.iter().filter(|(_, of)| of.contains(&work_type));
                let for_work: Vec<String> = for_work.map(|(name, _)| quoted(name)).collect();
                let fitting = fitting.iter().map(|name| quoted(name));
                let message = format!(
                    "an Avail of type {} needs the WorkType {}, but the Asset is a {}",
                    quoted(text),
                    joined(fitting, "or"),
                    quoted(work_type),
                );
                let help = match for_work.is_empty() {
                    true => "Correct the AvailType, or the WorkType of the Asset.".to_owned(),
                    false => format!(
                        "Write the AvailType {}, or correct the WorkType of the Asset.",
                        joined(for_work, "or")
                    ),
                };
                (message, help)
            }
        },
    };
    let place = Place {
        position: Some(stated.position),
        ..reporter.place(Some(Column::WorkType))
    };
    let finding = reporter.report_place(place, message, help);
    finding.field = Some("AvailType".into());
    finding.value = Some(text.into());
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn with_type(text: &str) -> Sample {
        let element = format!("<avails:AvailType>{text}</avails:AvailType>");
        Sample::movie()
            .in_xml()
            .with_unplaced("Avail/AvailType", &element)
    }

    #[test]
    fn a_type_that_fits_passes() {
        assert_silent(&RULE, &Sample::movie().in_xml());
        for text in ["single", " single ", "collection"] {
            assert_silent(&RULE, &with_type(text));
        }
        let bundle = with_type("bundle").with(Column::WorkType, "Collection");
        assert_silent(&RULE, &bundle);
        // `required-field` reports the blank WorkType, which has to be filled first.
        assert_silent(&RULE, &with_type("season").with(Column::WorkType, ""));
    }

    #[test]
    fn a_type_of_another_work_is_found() {
        assert_snapshot(
            fired(&RULE, &with_type("season")),
            str![[r#"
line 100 AvailType: error
  an Avail of type `season` needs the WorkType `Season`, but the Asset is a `Movie`
  help: Write the AvailType `single`, or correct the WorkType of the Asset.

"#]],
        );
    }

    #[test]
    fn an_avail_is_found_once() {
        let one = with_type("season");
        assert_eq!(fired(&RULE, &one.clone().twice()), fired(&RULE, &one));
    }

    #[test]
    fn a_work_that_no_type_is_for_is_found() {
        let sample = with_type("episode").with(Column::WorkType, "Documentary");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
line 100 AvailType: error
  an Avail of type `episode` needs the WorkType `Episode`, but the Asset is a `Documentary`
  help: Correct the AvailType, or the WorkType of the Asset.

"#]],
        );
    }

    #[test]
    fn a_word_that_is_no_type_is_found() {
        assert_snapshot(
            fired(&RULE, &with_type("suplement")),
            str![[r#"
line 100 AvailType: error
  `suplement` is not an AvailType
  help: Write `single`, `episode`, `season`, `series`, `miniseries`, `volume`, `bundle`, `collection`, `supplement` or `promotion`.

"#]],
        );
    }
}
