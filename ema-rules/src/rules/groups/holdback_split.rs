//! `holdback-split`

use std::collections::BTreeMap;

use ema_model::{
    Avail, Column, Field, LanguageSuffix, LanguageTag, List, Registration, TerritoryCode, Text,
};

use super::offers::{OFFERS, Offers};
use super::scopes::Named;
use crate::check::Found;
use crate::rule::{AppliesTo, Check, Page, Rule, Section, Severity};
use crate::rules::wording::{joined, quoted};

pub(crate) static RULE: Rule = Rule {
    name: "holdback-split",
    summary: "rows of one offer hold back different languages",
    section: Section::Groups,
    severity: Severity::Error,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires where another row of the same offer names a language in HoldbackLanguage that \
               the row does not name; what an offer is stands on the page of window-overlap. The \
               order of the languages does not count, nor does their spelling: `EN-us` is `en-US`, \
               `iw` is `he`, and `fr` is `fr:any`, `fr:subdub` or `fr:sub, fr:dub`. A row that names \
               allowed languages instead is left out, and so is a list that can't be read. The rule \
               shares what window-overlap keeps.\n\n\
               The windows of the rows do not matter: a holdback that really ends with a window is \
               reported as well, for in a sheet it looks like one that was forgotten.",
        why: "AllowedLanguages may be spread over rows, HoldbackLanguage may not: each row stands \
              for itself, and what it does not hold back may be shown.",
        example: "Two rows of EST HD in CA, one with HoldbackLanguage `fr-CA`, one with `en`.",
        mend: "Write all languages that are held back into each row of the offer.",
        source: "EMA Avails data dictionary, HoldbackLanguage; Prime Video, \"Content rights\", \
                 field HoldbackLanguage",
    },
    check: Check::Shared(&OFFERS),
};

/// What a row says in HoldbackLanguage: the languages, and the text of the cell; nothing if blank.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Holdback(Option<(List<LanguageTag>, Text)>);

impl Holdback {
    /// None where it can't be compared.
    pub(super) fn of(avail: &Avail) -> Option<Self> {
        let names_allowed = |column| matches!(avail.cell(column), Some(cell) if !cell.is_blank());
        match avail.holdback_language() {
            Field::Value { value, cell } => {
                Some(Self(Some((value.clone(), cell.shared_text().clone()))))
            }
            Field::Absent => {
                let allowed = [Column::AllowedLanguages, Column::HoldbackExclusionLanguage];
                (!allowed.into_iter().any(names_allowed)).then_some(Self(None))
            }
            Field::Invalid { .. } => None,
        }
    }

    fn text(&self) -> Option<&Text> {
        self.0.as_ref().map(|(_, text)| text)
    }

    /// What is held back, however it is written.
    fn languages(&self) -> Languages {
        let mut languages = Languages::new();
        for tag in self.0.iter().flat_map(|(list, _)| list) {
            let kinds = match tag.suffix() {
                Some(LanguageSuffix::Sub) => Kinds {
                    sub: true,
                    dub: false,
                },
                Some(LanguageSuffix::Dub) => Kinds {
                    sub: false,
                    dub: true,
                },
                _ => Kinds {
                    sub: true,
                    dub: true,
                },
            };
            let name = match tag.registration() {
                Registration::Deprecated {
                    preferred: Some(preferred),
                    ..
                } => Text::from(preferred.tag()),
                _ => Text::from(tag.tag()),
            };
            let held = languages.entry(name).or_default();
            held.sub |= kinds.sub;
            held.dub |= kinds.dub;
        }
        languages
    }
}

/// Languages, with the kinds of assets that are meant.
type Languages = BTreeMap<Text, Kinds>;

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Kinds {
    sub: bool,
    dub: bool,
}

/// What the rows of an offer hold back together: the first row that names a language, for
/// subtitles and for dubs.
type Together<'a> = BTreeMap<&'a Text, (Option<usize>, Option<usize>)>;

/// What a row does not hold back, though other rows do: the first few languages, how many there
/// are, and the first row that names each of the few.
struct Lacking {
    first: Vec<(String, usize)>,
    count: usize,
}

/// Reports the rows of an offer that do not hold back what other rows of it do.
pub(super) fn compare(offers: &Offers, rows: &[usize], found: &mut Found<'_>) {
    let number = |row: usize| offers.rows[row].holdback;
    let rows: Vec<usize> = rows
        .iter()
        .copied()
        .filter(|row| number(*row).is_some())
        .collect();
    if rows.iter().all(|row| number(*row) == number(rows[0])) {
        return;
    }
    let Some(mut found) = found.under(&RULE) else {
        return;
    };
    let mut holdbacks: BTreeMap<u32, Languages> = BTreeMap::new();
    for number in rows.iter().filter_map(|row| number(*row)) {
        let languages = || offers.holdbacks.get(number).map(Holdback::languages);
        holdbacks
            .entry(number)
            .or_insert_with(|| languages().unwrap_or_default());
    }
    let mut lacking: BTreeMap<usize, (Lacking, Named)> = BTreeMap::new();
    let list_of = |row: usize| offers.rows[row].scopes.territories;
    let look = |territories: &[TerritoryCode], (), rows: &[usize]| {
        let held = |row: usize| holdbacks.get(&number(row)?);
        let mut together = Together::new();
        for row in rows.iter().copied() {
            for (language, kinds) in held(row).into_iter().flatten() {
                let (sub, dub) = together.entry(language).or_default();
                *sub = sub.or(kinds.sub.then_some(row));
                *dub = dub.or(kinds.dub.then_some(row));
            }
        }
        for row in rows.iter().copied() {
            let Some(held) = held(row).filter(|held| missing(held, &together) > 0) else {
                continue;
            };
            let (_, named) = lacking
                .entry(row)
                .or_insert_with(|| (lacking_of(held, &together), Named::default()));
            named.add(territories);
        }
    };
    offers.scopes.together(&rows, list_of, |_| (), look);
    for (row, (lacking, territories)) in lacking {
        report(offers, row, &lacking, &territories, &mut found);
    }
}

/// How many languages other rows hold back and these do not, at least in part. Lists are short, but
/// what many rows hold back together may not be.
fn missing(held: &Languages, together: &Together<'_>) -> usize {
    let complete = |(language, kinds): &(&Text, &Kinds)| {
        let (sub, dub) = together.get(language).copied().unwrap_or_default();
        (sub.is_none() || kinds.sub) && (dub.is_none() || kinds.dub)
    };
    together.len() - held.iter().filter(complete).count()
}

fn lacking_of(held: &Languages, together: &Together<'_>) -> Lacking {
    const NAMED: usize = 3;
    let named = together.iter().filter_map(|(language, (sub, dub))| {
        let held = held.get(*language).copied().unwrap_or_default();
        let (suffix, row) = match (sub.filter(|_| !held.sub), dub.filter(|_| !held.dub)) {
            (Some(sub), Some(dub)) => ("", sub.min(dub)),
            (Some(sub), None) => (":sub", sub),
            (None, Some(dub)) => (":dub", dub),
            (None, None) => return None,
        };
        Some((format!("{language}{suffix}"), row))
    });
    Lacking {
        first: named.take(NAMED).collect(),
        count: missing(held, together),
    }
}

fn report(
    offers: &Offers,
    row: usize,
    lacking: &Lacking,
    territories: &Named,
    found: &mut Found<'_>,
) {
    let Some((_, other)) = lacking.first.first() else {
        return;
    };
    let (here, other_at) = (&offers.rows[row], offers.rows[*other].at);
    let more = lacking.count - lacking.first.len();
    let more = (more > 0).then(|| format!("{more} more"));
    let names = lacking.first.iter().map(|(name, _)| quoted(name));
    let others = match lacking.first.iter().all(|(_, row)| row == other) {
        true => "",
        false => " and others",
    };
    let text = here
        .holdback
        .and_then(|holdback| offers.holdbacks.get(holdback)?.text());
    let finding = offers.sheets.report(
        found,
        (here.at, Column::HoldbackLanguage),
        text.cloned(),
        format!(
            "{} as {} in {territories}: {} held back in {}{others}, but not here",
            quoted(offers.id(row)),
            offers.shared_offer(row, *other),
            match lacking.count {
                1 => joined(names, "and") + " is",
                _ => joined(names.chain(more), "and") + " are",
            },
            offers.sheets.in_words(other_at, here.at),
        ),
        "Write all languages that are held back into HoldbackLanguage of each row of the offer.",
    );
    let other = offers
        .sheets
        .place(other_at, Some(Column::HoldbackLanguage));
    finding.related.push(other);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    /// Two windows of one offer.
    fn two(first: &str, second: &str) -> Sample {
        Sample::movie()
            .with(Column::HoldbackLanguage, first)
            .with(Column::End, "2026-06-30")
            .and()
            .with(Column::HoldbackLanguage, second)
            .with(Column::Start, "2026-07-01")
            .with(Column::End, "Open")
    }

    #[test]
    fn the_same_languages_pass_however_they_are_written() {
        for (first, second) in [
            ("", ""),
            ("fr", "fr"),
            ("fr, de", "de,fr"),
            ("en-US", "EN-us"),
            ("he", "iw"),
            ("fr", "fr:any"),
            ("fr:subdub", "fr:dub, fr:sub"),
            ("fr, fr:sub", "fr"),
        ] {
            assert_silent(&RULE, &two(first, second));
        }
    }

    #[test]
    fn other_offers_may_hold_back_other_languages() {
        for (column, text) in [
            (Column::FormatProfile, "SD"),
            (Column::Territory, "CA"),
            (Column::LicenseType, "VOD"),
            (Column::EntryType, "Full Delete"),
        ] {
            assert_silent(&RULE, &two("fr", "de").with(column, text));
        }
    }

    #[test]
    fn lists_that_can_not_be_read_are_not_compared() {
        assert_silent(&RULE, &two("fr", "de;en"));
    }

    #[test]
    fn a_row_that_names_the_allowed_languages_is_left_out() {
        let sample = two("fr", "").with(Column::AllowedLanguages, "en");
        assert_silent(&RULE, &sample);
    }

    #[test]
    fn a_list_that_is_split_over_rows_is_found() {
        assert_snapshot(
            fired(&RULE, &two("fr", "de")),
            str![[r#"
R4 HoldbackLanguage: error
  `FIRSTDANCE` as `EST HD en` in US: `de` is held back in row 5, but not here
  help: Write all languages that are held back into HoldbackLanguage of each row of the offer.
  see R5
R5 HoldbackLanguage: error
  `FIRSTDANCE` as `EST HD en` in US: `fr` is held back in row 4, but not here
  help: Write all languages that are held back into HoldbackLanguage of each row of the offer.
  see R4

"#]],
        );
    }

    #[test]
    fn a_row_without_the_holdback_is_found() {
        assert_snapshot(
            fired(&RULE, &two("fr:sub", "")),
            str![[r#"
R5 HoldbackLanguage: error
  `FIRSTDANCE` as `EST HD en` in US: `fr:sub` is held back in row 4, but not here
  help: Write all languages that are held back into HoldbackLanguage of each row of the offer.
  see R4

"#]],
        );
    }

    #[test]
    fn the_kind_of_asset_counts() {
        assert_snapshot(
            fired(&RULE, &two("fr, es-419:dub", "fr:dub, es-419:dub")),
            str![[r#"
R5 HoldbackLanguage: error
  `FIRSTDANCE` as `EST HD en` in US: `fr:sub` is held back in row 4, but not here
  help: Write all languages that are held back into HoldbackLanguage of each row of the offer.
  see R4

"#]],
        );
    }

    #[test]
    fn many_languages_and_territories_are_named_in_part() {
        let sample = two("de, en, es, fr, it", "it")
            .with(Column::Territory, "US, CA")
            .and()
            .with(Column::HoldbackLanguage, "it, ja, de, en, es, fr")
            .with(Column::Territory, "CA");
        assert_snapshot(
            fired(&RULE, &sample),
            str![[r#"
R5 HoldbackLanguage: error
  `FIRSTDANCE` as `EST HD en` in CA and US: `de`, `en`, `es` and 1 more are held back in row 4, but not here
  help: Write all languages that are held back into HoldbackLanguage of each row of the offer.
  see R4

"#]],
        );
    }

    #[test]
    fn long_lists_of_many_rows_are_compared() {
        let primary = |number: u8| char::from(b'a' + number % 26);
        let mut sample = Sample::movie();
        for row in 0..200_u8 {
            let tags: Vec<String> = (0..200_u8)
                .map(|tag| format!("{}{}{}", primary(row), primary(tag), primary(tag / 26)))
                .collect();
            sample = sample
                .with(Column::HoldbackLanguage, &tags.join(", "))
                .and();
        }
        let findings = sample.findings();
        let split = |finding: &&crate::Finding| finding.rule.name() == RULE.name();
        assert_eq!(findings.iter().filter(split).count(), 201);
    }
}
