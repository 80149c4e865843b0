//! The rule `similar-id`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ema_model::{Text, is_space};
use unicode_security::skeleton;

use super::OFFERS;
use crate::engine::{AppliesTo, Check, FileAt, Page, Profile, Reporter, Rule, Section, Severity};
use crate::marks::{disguised, is_invisible};
use crate::rules::collected::clashes::meetings;
use crate::rules::collected::offers::Offers;
use crate::rules::collected::rows::KeptWindow;
use crate::rules::collected::title_windows::TitleWindows;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "similar-id",
    summary: "two IDs look alike but differ",
    section: Section::Groups,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires if a unique ID is similar, but not identical, to another ID in the file that \
               has the same licensor and rights model. The ID may have an invisible character, a \
               letter from another script, or a different kind of space. The message names the \
               character, and the windows that would overlap if the two titles were one.\n\n\
               IDs that differ in case or in ASCII characters such as `O` and `0` are not \
               reported.",
        why: "The platform compares IDs byte by byte, so the rows belong to two titles. If one \
              title is meant, some of its rows are not matched with its metadata, and overlapping \
              windows are not reported.",
        example: "ALID `FERRY_2027` in row 4, and the same ID with U+200E (left-to-right mark) at \
                  its end in row 9.",
        remedy: "Write the ID the same way on all rows of the title.",
        source: "Prime Video, \"Content rights\", Title Matching via Unique IDs: the IDs \"must be \
                 identical\"; Unicode Technical Standard 39, Confusable Detection: characters that \
                 look alike",
    },
    check: Check::Shared(&OFFERS),
};

/// Reports titles whose ID looks like another title's ID.
pub(super) fn judge(offers: &Offers, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
    let title = |row: usize| offers.rows[row].scopes.title;
    let titles: Vec<&[usize]> = offers.titles().collect();
    let id = |rows: &[usize]| offers.scopes.id(title(rows[0]));
    // In most files, every ID contains only the characters that it appears to contain.
    if titles
        .iter()
        .all(|rows| matches!(look(id(rows)), Cow::Borrowed(_)))
    {
        return;
    }
    let mut alike: BTreeMap<_, Vec<&[usize]>> = BTreeMap::new();
    for rows in titles {
        let owner = offers.scopes.licensor(title(rows[0]));
        let model = offers.scopes.model_in_words(title(rows[0]));
        alike
            .entry((owner, model, look(id(rows))))
            .or_default()
            .push(rows);
    }
    for titles in alike.into_values().filter(|titles| titles.len() > 1) {
        // An ID that contains only the characters that it appears to contain is considered correct.
        // If there is no such ID, the first ID in the file is considered correct.
        let is_plain = |rows: &&&[usize]| matches!(look(id(rows)), Cow::Borrowed(_));
        let first = || titles.iter().min_by_key(|rows| rows.iter().min());
        let Some(right) = titles.iter().find(is_plain).or_else(first) else {
            continue;
        };
        let overlaps = overlaps(offers, &titles, file.profile);
        for other in titles
            .iter()
            .filter(|rows| title(rows[0]) != title(right[0]))
        {
            let overlap = overlaps.get(&title(other[0])).copied();
            report(offers, other, right, overlap, reporter);
        }
    }
}

fn report(
    offers: &Offers,
    rows: &[usize],
    right: &[usize],
    overlap: Option<(usize, usize)>,
    reporter: &mut Reporter<'_>,
) {
    let earliest = |rows: &[usize]| rows.iter().copied().min();
    let (Some(row), Some(other)) = (earliest(rows), earliest(right)) else {
        return;
    };
    let (at, other_at) = (offers.rows[row].at, offers.rows[other].at);
    let (id, right_id) = (offers.id(row), offers.id(other));
    let mark = match (odd(id), odd(right_id)) {
        (Some(mark), _) => format!("here, {mark}"),
        (None, Some(mark)) => format!("there, {mark}"),
        (None, None) => "they are written differently".to_owned(),
    };
    let other_row = offers.sheets.in_words(other_at, at);
    let overlap = overlap
        .and_then(|pair| in_words(offers, pair))
        .unwrap_or_default();
    let message = format!(
        "the ID looks like {} in {other_row}, but {mark}: they are two titles{overlap}",
        quoted(look(right_id).as_ref())
    );
    let column = offers.sheets.id_column(at);
    let value = Some(Text::from(id));
    let finding = offers.sheets.report(
        reporter,
        (at, column),
        value,
        message,
        "If one title is meant, write its ID the same way on all rows.",
    );
    finding
        .related
        .push(offers.sheets.place(other_at, Some(column)));
}

/// Names the first character that might look like a different character, with its position.
fn odd(id: &str) -> Option<String> {
    disguised(id).or_else(|| {
        let mut others = id.chars().zip(1..).filter(|(c, _)| !c.is_ascii());
        let (c, place) = others.next()?;
        Some(format!("character {place} is U+{:04X}", u32::from(c)))
    })
}

/// Finds rows for different titles that would overlap if the titles were the same. For each such
/// title, returns one of its rows and the overlapping row.
fn overlaps(
    offers: &Offers,
    titles: &[&[usize]],
    profile: &Profile,
) -> BTreeMap<u32, (usize, usize)> {
    let title = |row: usize| offers.rows[row].scopes.title;
    let mut all = titles.concat();
    all.sort_by_key(|row| (offers.rows[*row].offer, *row));
    let sales = offers.sales(&all, profile);
    let windows = TitleWindows {
        offers,
        sales: &sales,
        profile,
    };
    let mut overlaps = BTreeMap::new();
    for rows in all.chunk_by(|a, b| offers.rows[*a].offer == offers.rows[*b].offer) {
        windows.in_territories(rows, |_, rows, spans| {
            for (here, earlier) in meetings(spans, |at| title(rows[at])) {
                let (here, earlier) = (rows[here], rows[earlier]);
                overlaps.entry(title(here)).or_insert((here, earlier));
                overlaps.entry(title(earlier)).or_insert((earlier, here));
            }
        });
    }
    overlaps
}

fn in_words(offers: &Offers, (here, other): (usize, usize)) -> Option<String> {
    let words = |row: usize| offers.window(row).map(KeptWindow::in_words);
    let at = offers.rows[here].at;
    Some(format!(
        "; as one title, {} in {} would overlap {} in {}",
        words(here)?,
        offers.sheets.in_words(at, at),
        words(other)?,
        offers.sheets.in_words(offers.rows[other].at, at),
    ))
}

/// Normalizes an ID to its appearance: removes invisible characters, replaces letters from other
/// scripts with similar ASCII letters, and replaces all white space with plain spaces. The result
/// is borrowed if nothing changes.
fn look(id: &str) -> Cow<'_, str> {
    if id.is_ascii() && !id.contains(is_invisible) {
        return Cow::Borrowed(id);
    }
    let mut look = String::new();
    for c in id.chars().filter(|c| !is_invisible(*c)) {
        match c {
            c if c.is_ascii() => look.push(c),
            c if is_space(c) => look.push(' '),
            c => look.extend(skeleton(c.encode_utf8(&mut [0; 4]))),
        }
    }
    match look == id {
        true => Cow::Borrowed(id),
        false => Cow::Owned(look),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use super::look;
    use crate::testing::{Sample, assert_silent, assert_snapshot, fired, str};
    use ema_model::Column;

    fn two(id: &str, other: &str) -> Sample {
        let sample = Sample::movie()
            .without(Column::AltId)
            .without(Column::ContentId)
            .with(Column::Alid, id)
            .and();
        sample.with(Column::Alid, other)
    }

    #[test]
    fn ids_that_look_different_pass() {
        for (id, other) in [
            ("FERRY_2027", "FERRY_2027"),
            ("FERRY_2027", "ferry_2027"),
            ("FERRY_1O", "FERRY_10"),
            ("паром", "PAROM"),
            ("Fähre", "Fahre"),
        ] {
            assert_silent(&RULE, &two(id, other));
        }
        let licensors = two("FERRY", "FERRY\u{200e}").with(Column::DisplayName, "Other Films");
        assert_silent(&RULE, &licensors);
        let models = two("FERRY", "FERRY\u{200e}").with(Column::LicenseType, "SVOD");
        assert_silent(&RULE, &models);
    }

    #[test]
    fn what_would_overlap_is_named() {
        assert_snapshot(
            fired(&RULE, &two("FERRY", "FERRY\u{200e}")),
            str![[r#"
N5 ALID: warning
  the ID looks like `FERRY` in row 4, but here, character 6 is U+200E (left-to-right mark): they are two titles; as one title, `2026-01-01` to `Open` in row 5 would overlap `2026-01-01` to `Open` in row 4
  help: If one title is meant, write its ID the same way on all rows.
  see N4

"#]],
        );
        let apart = two("FERRY", "F\u{415}RRY")
            .with(Column::Start, "2030-01-01")
            .and()
            .with(Column::Alid, "FERRY")
            .with(Column::Territory, "GB");
        fired(&RULE, &apart.under_ema());
    }

    #[test]
    fn windows_that_follow_each_other_overlap_nothing() {
        let discrete = two("F\u{415}RRY", "FERRY").with(Column::FormatProfile, "SD");
        assert_snapshot(
            fired(&RULE, &discrete),
            str![[r#"
N4 ALID: warning
  the ID looks like `FERRY` in row 5, but here, character 2 is U+0415: they are two titles
  help: If one title is meant, write its ID the same way on all rows.
  see N5

"#]],
        );
    }

    #[test]
    fn an_id_looks_like_its_letters() {
        for (id, expected) in [
            ("FERRY 1", "FERRY 1"),
            ("FERRY\u{200e}", "FERRY"),
            ("F\u{415}RRY\u{a0}1", "FERRY 1"),
            ("ＦERRY", "FERRY"),
        ] {
            assert_eq!(look(id), expected);
        }
    }
}
