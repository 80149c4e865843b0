//! The rule `xml-structure`.

use ema_model::{Column, SchemaFault, SchemaFaultKind, XmlVersion};

use crate::engine::{AppliesTo, Check, Page, Place, Reporter, Row, Rule, Section, Severity};
use crate::rules::shared::demands::misses;
use crate::rules::xml::price_term_missing::lacks_price;
use crate::wording::{listed, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "xml-structure",
    summary: "an element does not follow the schema of XML Avails",
    section: Section::Xml,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Xml,
    page: Page {
        what: "Fires if an element or attribute is not in the schema of the file's version, or if \
               a required element is missing or has another namespace. The rule also fires if an \
               element appears twice, appears after an element that it must precede, or appears \
               together with an element that it excludes. The rule also reports text between \
               elements. The file is read anyway, so all other findings are also reported. The \
               content of an element that is not in the schema is not used.\n\n\
               The rule also fires if a value does not have the type that the schema requires, \
               such as a date without a time in End, or a word in IssueDate. If a rule about cells \
               reports the value, or reports that it is missing, this rule does not report it \
               again. Elements of namespaces other than those of Avails and Common Metadata are \
               skipped if the schema allows them. The content of elements such as CoreMetadata, \
               which contain other elements and do not have a column, is also skipped.",
        why: "A platform that validates files against the schema may reject the whole file because \
              of a single wrong element.",
        example: "`<FormatProfile>` before `<Territory>`; `<VolumeMetadata>` in a file of version \
                  2.3; an Avail without `<ShortDescription>`.",
        remedy: "Correct the element, or export the file again with a program that follows the \
               schema.",
        source: "MovieLabs, schemas of XML Avails 2.1 to 2.7 (`avails-v2.1.xsd` to \
                 `avails-v2.7.xsd`) and of Common Metadata: the elements, their order and their \
                 types",
    },
    check: Check::Row(check),
};

fn check(row: &Row<'_>, reporter: &mut Reporter<'_>) {
    for fault in row.avail.schema_faults() {
        if is_of_a_cell(row, fault) {
            continue;
        }
        let (way, name) = fault.path.rsplit_once('/').unwrap_or(("", &fault.path));
        let parent = quoted(way.rsplit('/').next().unwrap_or_default());
        let (what, name) = match name.strip_prefix('@') {
            Some(attribute) => ("attribute", attribute),
            None => ("element", name),
        };
        let own = quoted(name);
        let (message, help) = match &fault.kind {
            SchemaFaultKind::Unknown => (
                format!("{own} is not a valid {what} of {parent}"),
                "Correct its name, or remove it. Its content is not used.".to_owned(),
            ),
            SchemaFaultKind::OtherNamespace(version) => {
                let namespace = quoted(&namespace(name, *version));
                (
                    format!(
                        "{own} in {parent} is not in the namespace {namespace}, which XML Avails \
                         {version} requires"
                    ),
                    format!("Declare {namespace} for the prefix of the element."),
                )
            }
            SchemaFaultKind::OtherVersion(first, last) => (
                if first == last {
                    format!("{parent} has the {what} {own} only in XML Avails {first}")
                } else {
                    format!("{parent} has the {what} {own} only in XML Avails {first} to {last}")
                },
                "Remove it, or write the file in a version that has it. Its content is not used."
                    .to_owned(),
            ),
            SchemaFaultKind::Repeated => (
                format!("{parent} has more than one {own}; the first is used"),
                "Keep the correct one.".to_owned(),
            ),
            SchemaFaultKind::Exclusive(other) => (
                format!("{parent} has both {} and {own}", quoted(other)),
                "Keep the correct one.".to_owned(),
            ),
            SchemaFaultKind::Misplaced(after) => (
                format!(
                    "{own} is after {} in {parent}, but belongs before it",
                    quoted(after)
                ),
                "Put the elements in the order of the schema.".to_owned(),
            ),
            SchemaFaultKind::Missing(_) => {
                (format!("{parent} has no {own}"), format!("Add {own}."))
            }
            SchemaFaultKind::MissingOneOf(others) => {
                let all = std::iter::once(name).chain(others.iter().copied());
                (
                    format!("{parent} has neither {}", listed(all, "nor")),
                    "Add the one that applies.".to_owned(),
                )
            }
            SchemaFaultKind::StrayText => (
                format!("{parent} has text between its elements"),
                "Remove the text, or put it in the element that it belongs to. It is not used."
                    .to_owned(),
            ),
            SchemaFaultKind::Value { text, expected, .. } => (
                match text.trim().is_empty() {
                    true => format!("{own} in {parent} is empty, which is not {expected}"),
                    false => format!("{} in {own} of {parent} is not {expected}", quoted(text)),
                },
                format!("Write {expected}."),
            ),
            _ => (
                format!("{own} does not follow the schema"),
                "Correct it.".to_owned(),
            ),
        };
        let place = Place {
            position: Some(fault.position),
            ..reporter.place(None)
        };
        let finding = reporter.report_place(place, message, help);
        let is_text = fault.kind == SchemaFaultKind::StrayText;
        finding.field = (!is_text).then(|| name.into());
    }
}

/// Returns whether another rule reports the fault: `required-field` for a missing element, or a
/// rule about cells for a wrong value.
fn is_of_a_cell(row: &Row<'_>, fault: &SchemaFault) -> bool {
    let column = match fault.kind {
        SchemaFaultKind::Value { column, .. } => {
            return column.is_some_and(|column| {
                misses(row, column)
                    || row
                        .avail
                        .cell(column)
                        .is_some_and(|cell| !cell.faults().is_empty())
            });
        }
        SchemaFaultKind::Missing(column) => column,
        SchemaFaultKind::MissingOneOf(_) => None,
        _ => return false,
    };
    let columns: &[Column] = match (column, &*fault.path) {
        (Some(column), _) => return misses(row, column),
        (None, "Transaction/Term") => return lacks_price(row),
        (None, "Transaction/Start") => &[Column::Start],
        (None, "Transaction/End") => &[Column::End],
        (None, "Asset/@contentID") => &[
            Column::ContentId,
            Column::EpisodeContentId,
            Column::SeasonContentId,
            Column::SeriesContentId,
            Column::VolumeContentId,
        ],
        (None, "Avail/Disposition") => &[Column::EntryType],
        (None, "Avail/Licensor") => &[Column::DisplayName],
        (None, "Asset/Metadata") => &[
            Column::TitleInternalAlias,
            Column::EpisodeTitleInternalAlias,
            Column::SeriesTitleInternalAlias,
            Column::VolumeTitleInternalAlias,
        ],
        _ => return false,
    };
    columns.iter().any(|column| misses(row, *column))
}

/// Returns the namespace of an element in a version. `name` is the element's name with its prefix.
fn namespace(name: &str, version: XmlVersion) -> String {
    let common = version.common_metadata();
    match name.split_once(':') {
        Some(("md", _)) => format!("http://www.movielabs.com/schema/md/v{common}/md"),
        Some(("mdmec", _)) => format!("http://www.movielabs.com/schema/mdmec/v{common}"),
        _ => version.namespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::{Column, SchemaFaultKind, XmlVersion};

    fn with(kind: SchemaFaultKind, path: &'static str) -> Sample {
        Sample::movie().in_xml().with_schema_fault(kind, path)
    }

    #[test]
    fn what_is_as_the_schema_has_it_passes() {
        assert_silent(&RULE, &Sample::movie().in_xml());
        // Content in `unplaced`, which has no column, is not a fault.
        let titled = Sample::movie()
            .in_xml()
            .with_unplaced("Avail/AvailType", "");
        assert_silent(&RULE, &titled);
    }

    #[test]
    fn each_kind_of_fault_is_told_in_words() {
        let single = SchemaFaultKind::OtherVersion(XmlVersion::V2_2_2, XmlVersion::V2_2_2);
        let later = SchemaFaultKind::OtherVersion(XmlVersion::V2_4, XmlVersion::V2_7);
        let shown = [
            (SchemaFaultKind::Unknown, "Avail/Bogus"),
            (SchemaFaultKind::Unknown, "Asset/@id"),
            (single, "Transaction/Duration"),
            (later, "Asset/BundledAsset/@sequence"),
            (SchemaFaultKind::Repeated, "Avail/ALID"),
            (
                SchemaFaultKind::Exclusive("End"),
                "Transaction/EndCondition",
            ),
            (
                SchemaFaultKind::Misplaced("FormatProfile"),
                "Transaction/Territory",
            ),
            (SchemaFaultKind::Missing(None), "Avail/ShortDescription"),
            (
                SchemaFaultKind::MissingOneOf(["StartCondition"].into()),
                "Transaction/Start",
            ),
            (
                SchemaFaultKind::OtherNamespace(XmlVersion::V2_3),
                "Transaction/Territory/md:country",
            ),
            (
                SchemaFaultKind::OtherNamespace(XmlVersion::V2_3),
                "Asset/EpisodeMetadata/EpisodeNumber",
            ),
            (SchemaFaultKind::StrayText, "Transaction/text()"),
        ]
        .map(|(kind, path)| fired(&RULE, &with(kind, path)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
line 100 Bogus: error
  `Bogus` is not a valid element of `Avail`
  help: Correct its name, or remove it. Its content is not used.
line 100 id: error
  `id` is not a valid attribute of `Asset`
  help: Correct its name, or remove it. Its content is not used.
line 100 Duration: error
  `Transaction` has the element `Duration` only in XML Avails 2.2.2
  help: Remove it, or write the file in a version that has it. Its content is not used.
line 100 sequence: error
  `BundledAsset` has the attribute `sequence` only in XML Avails 2.4 to 2.7
  help: Remove it, or write the file in a version that has it. Its content is not used.
line 100 ALID: error
  `Avail` has more than one `ALID`; the first is used
  help: Keep the correct one.
line 100 EndCondition: error
  `Transaction` has both `End` and `EndCondition`
  help: Keep the correct one.
line 100 Territory: error
  `Territory` is after `FormatProfile` in `Transaction`, but belongs before it
  help: Put the elements in the order of the schema.
line 100 ShortDescription: error
  `Avail` has no `ShortDescription`
  help: Add `ShortDescription`.
line 100 Start: error
  `Transaction` has neither `Start` nor `StartCondition`
  help: Add the one that applies.
line 100 md:country: error
  `md:country` in `Territory` is not in the namespace `http://www.movielabs.com/schema/md/v2.6/md`, which XML Avails 2.3 requires
  help: Declare `http://www.movielabs.com/schema/md/v2.6/md` for the prefix of the element.
line 100 EpisodeNumber: error
  `EpisodeNumber` in `EpisodeMetadata` is not in the namespace `http://www.movielabs.com/schema/avails/v2.3/avails`, which XML Avails 2.3 requires
  help: Declare `http://www.movielabs.com/schema/avails/v2.3/avails` for the prefix of the element.
line 100 -: error
  `Transaction` has text between its elements
  help: Remove the text, or put it in the element that it belongs to. It is not used.

"#]],
        );
    }

    #[test]
    fn a_value_of_another_type_is_found_unless_its_cell_is_wrong() {
        let value = |text: &'static str, column| SchemaFaultKind::Value {
            text: text.into(),
            expected: "a date and time such as `2026-03-06T07:30:00`",
            column,
        };
        let end = Some(Column::End);
        let shown = [
            (value("2028-02-29", end), "Transaction/End"),
            (value("junk", None), "Avail/@timestamp"),
            (value("", None), "Avail/Disposition/IssueDate"),
        ]
        .map(|(kind, path)| fired(&RULE, &with(kind, path)));
        assert_snapshot(
            shown.concat(),
            str![[r#"
line 100 End: error
  `2028-02-29` in `End` of `Transaction` is not a date and time such as `2026-03-06T07:30:00`
  help: Write a date and time such as `2026-03-06T07:30:00`.
line 100 timestamp: error
  `junk` in `timestamp` of `Avail` is not a date and time such as `2026-03-06T07:30:00`
  help: Write a date and time such as `2026-03-06T07:30:00`.
line 100 IssueDate: error
  `IssueDate` in `Disposition` is empty, which is not a date and time such as `2026-03-06T07:30:00`
  help: Write a date and time such as `2026-03-06T07:30:00`.

"#]],
        );
        let wrong = with(value("soon", end), "Transaction/End").with(Column::End, "soon");
        assert_silent(&RULE, &wrong);
        let blank = with(value("", end), "Transaction/End").with(Column::End, "");
        assert_silent(&RULE, &blank);
    }

    #[test]
    fn what_is_missing_and_required_is_told_once() {
        let missing = |column| SchemaFaultKind::Missing(Some(column));
        for (column, path) in [
            (Column::Alid, "Avail/ALID"),
            (Column::LicenseType, "Transaction/LicenseType"),
            (Column::Start, "Transaction/Start"),
        ] {
            let sample = with(missing(column), path).with(column, "");
            assert_silent(&RULE, &sample);
        }
        let untitled = with(SchemaFaultKind::Missing(None), "Asset/Metadata");
        assert_silent(&RULE, &untitled.with(Column::TitleInternalAlias, ""));
        // In a sheet, a movie does not need a season's ID.
        let path = "Asset/SeasonMetadata/SeasonContentID";
        fired(&RULE, &with(missing(Column::SeasonContentId), path));
    }
}
