//! The rule `encoding`.

use ema_model::{Cell, DecodedCell, Kind, Text, TextEncoding, column_letters};

use crate::engine::{
    AppliesTo, Check, Difference, FileAt, GroupCheck, Page, Reporter, Row, Rule, Section, Severity,
};
use crate::mojibake;
use crate::wording::quoted;

pub(crate) static RULE: Rule = Rule {
    name: "encoding",
    summary: "text is not encoded as UTF-8",
    section: Section::Workbook,
    severity: Severity::Warning,
    platform_only: false,
    applies_to: AppliesTo::Both,
    page: Page {
        what: "Fires once for a text file (`.csv`, `.tsv`) that is neither UTF-8 nor UTF-16. The \
               message names the encoding in which the file was read, and quotes some cells that \
               show whether the encoding is right. Under `prime-video`, the rule also fires for \
               UTF-16. Bytes that the encoding does not define cause an error, because their \
               characters are lost. In files of any format, the rule also fires for each cell \
               whose text was encoded as UTF-8 twice, such as `CafÃ©` for `Café`.",
        why: "A text file in another encoding does not say which one it is, so every program has \
              to guess. A wrong guess changes letters in titles and names. Prime Video accepts \
              only UTF-8.",
        example: "A `.csv` file that Excel for Windows saved as \"CSV (Comma delimited)\" in \
                  Japan, where its encoding is Shift_JIS.",
        remedy: "Look at the quoted cells. If they are wrong, specify the encoding when you read \
               the file, for example with `--encoding windows-1250`. Save the file as UTF-8 before \
               you send it. In Excel, choose \"CSV UTF-8 (Comma delimited)\".",
        source: "Prime Video, \"Content rights\", field list: \"All inputs are limited to UTF-8 \
                 characters\"; WHATWG, Encoding Standard: the encodings and their names",
    },
    check: Check::Group(|| Box::new(Encoding)),
};

/// A collector without state.
struct Encoding;

impl GroupCheck for Encoding {
    fn row(&mut self, row: &Row<'_>, reporter: &mut Reporter<'_>) {
        for cell in row.avail.cells() {
            if let Some(text) = mojibake::decoded(cell.text()) {
                twice_encoded(row, cell, &text, reporter);
            }
        }
    }

    fn finish(self: Box<Self>, file: &FileAt<'_>, reporter: &mut Reporter<'_>) {
        let Some(encoding) = &file.file.encoding else {
            return;
        };
        lost_characters(encoding, reporter);
        if encoding.is_utf8() || encoding.is_utf16() && !file.profile.has(Difference::OnlyUtf8) {
            return;
        }
        let name = encoding.name;
        let shown = cells(&encoding.samples);
        let (message, help) = match (encoding.is_utf16(), encoding.is_guess) {
            (true, _) => ("the text is UTF-16, not UTF-8".to_owned(), SAVE.to_owned()),
            (_, true) => (
                format!("the text is not UTF-8; it is read as {name}, which is a guess{shown}"),
                format!(
                    "If these cells are wrong, specify the encoding when you read the file, as in \
                     `--encoding windows-1250`. {SAVE}"
                ),
            ),
            (_, false) => (
                format!("the text is read as {name}, not as UTF-8{shown}"),
                SAVE.to_owned(),
            ),
        };
        reporter.report_file(message, help);
    }
}

/// Reports lost characters, even if the profile accepts any encoding.
fn lost_characters(encoding: &TextEncoding, reporter: &mut Reporter<'_>) {
    let (name, shown) = (encoding.name, cells(&encoding.lost_in));
    let message = match encoding.lost {
        0 => return,
        1 => format!("1 character can't be read as {name} and is lost{shown}"),
        lost => format!("{lost} characters can't be read as {name} and are lost{shown}"),
    };
    let help = "If the file has another encoding, specify it when you read the file, as in \
                `--encoding windows-1252`. Otherwise, the file is damaged. Export it again.";
    reporter
        .report_file(message, help)
        .with_severity(Severity::Error);
}

fn cells(cells: &[DecodedCell]) -> String {
    let cells = cells.iter().map(|DecodedCell { cell, text }| {
        let column = column_letters(cell.column);
        format!("{column}{} {}", cell.row, quoted(text))
    });
    let cells: Vec<String> = cells.collect();
    match cells.is_empty() {
        true => String::new(),
        false => format!(": {}", cells.join(", ")),
    }
}

const SAVE: &str = "Save the file as UTF-8 before you send it (in Excel: Save As > CSV UTF-8).";

fn twice_encoded(row: &Row<'_>, cell: &Cell, text: &str, reporter: &mut Reporter<'_>) {
    let header = row.avail.header();
    let column = header.known_at(cell.index());
    if column.is_some_and(|column| row.profile.ignores(column)) {
        return;
    }
    let kind = header.kind_at(cell.index());
    let finding = reporter.report_cell(
        cell,
        format!(
            "the text has been encoded as UTF-8 twice: {} for {}",
            quoted(cell.text()),
            quoted(text)
        ),
        format!(
            "Write {}, and look for other such texts in the program that exported the file.",
            quoted(text)
        ),
    );
    // Platforms compare IDs and licensor names character by character, so only the user can decide which spelling is
    // correct.
    let is_compared =
        column == Some(ema_model::Column::DisplayName) || kind.is_some_and(Kind::is_identifier);
    if !is_compared {
        finding.fix = Some(Text::from(text));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Profile;
    use crate::testing::{Sample, assert_silent, assert_snapshot, check, fired, shown, str};
    use ema_model::{
        CellRef, Column, DecodedCell, FileInfo, Format, Sheet, TextEncoding, Workbook,
    };
    use std::sync::Arc;

    fn found(encoding: TextEncoding, profile: &Profile) -> String {
        let avails = Sample::movie().avails();
        let sheet = Sheet::new(Arc::clone(avails[0].header()), avails);
        let mut file = FileInfo::new(None, Format::Csv);
        file.encoding = Some(encoding);
        shown(&RULE, &check(profile, &Workbook::new(file, vec![sheet])))
    }

    fn with_sample(is_guess: bool) -> TextEncoding {
        let mut encoding = TextEncoding::new("Shift_JIS", is_guess);
        let cell = CellRef {
            sheet: "Avails".into(),
            row: 4,
            column: 5,
        };
        let text = "アニメ映画".into();
        encoding.samples.push(DecodedCell { cell, text });
        encoding
    }

    #[test]
    fn utf8_passes() {
        assert_silent(&RULE, &Sample::movie());
        assert_silent(&RULE, &Sample::movie().in_xml());
        let utf8 = TextEncoding::new("UTF-8", false);
        assert_eq!(found(utf8, &Profile::prime_video()), "");
    }

    #[test]
    fn utf16_is_for_others_than_prime_video() {
        let utf16 = || TextEncoding::new("UTF-16LE", false);
        assert_eq!(found(utf16(), &Profile::ema()), "");
        assert_snapshot(
            found(utf16(), &Profile::prime_video()),
            str![[r#"
the file -: warning
  the text is UTF-16, not UTF-8
  help: Save the file as UTF-8 before you send it (in Excel: Save As > CSV UTF-8).

"#]],
        );
    }

    #[test]
    fn a_guess_is_reported_with_what_it_gives() {
        for profile in [Profile::prime_video(), Profile::ema()] {
            assert_snapshot(
                found(with_sample(true), &profile),
                str![[r#"
the file -: warning
  the text is not UTF-8; it is read as Shift_JIS, which is a guess: F4 `アニメ映画`
  help: If these cells are wrong, specify the encoding when you read the file, as in `--encoding windows-1250`. Save the file as UTF-8 before you send it (in Excel: Save As > CSV UTF-8).

"#]],
            );
        }
        let bare = TextEncoding::new("windows-1252", true);
        assert_snapshot(
            found(bare, &Profile::ema()),
            str![[r#"
the file -: warning
  the text is not UTF-8; it is read as windows-1252, which is a guess
  help: If these cells are wrong, specify the encoding when you read the file, as in `--encoding windows-1250`. Save the file as UTF-8 before you send it (in Excel: Save As > CSV UTF-8).

"#]],
        );
    }

    #[test]
    fn lost_characters_are_an_error() {
        let mut encoding = TextEncoding::new("UTF-8", false);
        encoding.lost = 2;
        encoding.lost_in = with_sample(false).samples;
        encoding.lost_in[0].text = "Caf\u{FFFD}".into();
        assert_snapshot(
            found(encoding.clone(), &Profile::ema()),
            str![[r#"
the file -: error
  2 characters can't be read as UTF-8 and are lost: F4 `Caf�`
  help: If the file has another encoding, specify it when you read the file, as in `--encoding windows-1252`. Otherwise, the file is damaged. Export it again.

"#]],
        );
        encoding.lost = 1;
        encoding.lost_in.clear();
        assert_snapshot(
            found(encoding, &Profile::prime_video()),
            str![[r#"
the file -: error
  1 character can't be read as UTF-8 and is lost
  help: If the file has another encoding, specify it when you read the file, as in `--encoding windows-1252`. Otherwise, the file is damaged. Export it again.

"#]],
        );
    }

    #[test]
    fn an_encoding_that_was_named_is_no_guess() {
        assert_snapshot(
            found(with_sample(false), &Profile::ema()),
            str![[r#"
the file -: warning
  the text is read as Shift_JIS, not as UTF-8: F4 `アニメ映画`
  help: Save the file as UTF-8 before you send it (in Excel: Save As > CSV UTF-8).

"#]],
        );
    }

    #[test]
    fn text_that_is_utf8_twice_over_is_reported() {
        let title = Sample::movie().with(Column::TitleInternalAlias, "CafÃ© Society");
        assert_snapshot(
            fired(&RULE, &title),
            str![[r#"
F4 TitleInternalAlias: warning
  the text has been encoded as UTF-8 twice: `CafÃ© Society` for `Café Society`
  help: Write `Café Society`, and look for other such texts in the program that exported the file.
  fix: `Café Society`

"#]],
        );
        let licensor = Sample::movie().with(Column::DisplayName, "CafÃ© Films");
        assert_snapshot(
            fired(&RULE, &licensor),
            str![[r#"
A4 DisplayName: warning
  the text has been encoded as UTF-8 twice: `CafÃ© Films` for `Café Films`
  help: Write `Café Films`, and look for other such texts in the program that exported the file.

"#]],
        );
        fired(&RULE, &title.in_xml());
        assert_silent(
            &RULE,
            &Sample::movie().with(Column::TitleInternalAlias, "Café Society"),
        );
    }
}
