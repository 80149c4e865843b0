//! Rejects workbooks that would become invalid if they were changed.

use std::ffi::OsStr;
use std::path::Path;

use crate::error::ErrorKind;

use super::book::Book;
use super::parts::Parts;

/// The content types for a workbook's main part, each with the extension that Excel requires for such a workbook.
const KINDS: [(&str, &str); 4] = [
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "xlsx",
    ),
    (
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "xlsm",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
        "xltx",
    ),
    (
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
        "xltm",
    ),
];

/// Returns whether this is the extension of a workbook that Excel opens.
pub(super) fn is_of_workbook(ending: &OsStr) -> bool {
    KINDS
        .iter()
        .any(|(_, known)| ending.eq_ignore_ascii_case(known))
}

/// Changes the content type of the main part to match the extension of the copy, for example from a template to a
/// workbook. Returns whether the type was changed.
///
/// # Errors
///
/// Fails if only one of the two types may contain macros, because Excel would not open a copy with that extension.
pub(super) fn retype(parts: &mut Parts<'_>, book: &Book, into: &Path) -> Result<bool, ErrorKind> {
    let kind_of = |text: &str| KINDS.iter().find(|(kind, _)| *kind == text);
    let Some(said) = parts.type_of(&book.part)? else {
        return Ok(false);
    };
    let Some((_, right)) = kind_of(&said) else {
        return Ok(false);
    };
    let ending = into.extension().unwrap_or_default().to_string_lossy();
    let ending = ending.to_ascii_lowercase();
    if ending == *right {
        return Ok(false);
    }
    let has_macros = |ending: &str| ending.ends_with('m');
    let asked = KINDS.iter().find(|(_, other)| *other == ending);
    match asked {
        Some((kind, other)) if has_macros(other) == has_macros(right) => {
            parts.change_type(&book.part, kind)?;
            Ok(true)
        }
        _ => {
            let what = match has_macros(right) {
                true => "has macros",
                false => "has no macros",
            };
            let right = match *right {
                "xltx" => "xlsx",
                "xltm" => "xlsm",
                right => right,
            };
            Err(ErrorKind::unwritable(format!(
                "the workbook {what}, and Excel opens its copy only with the extension .{right}; \
                 give the copy that extension"
            )))
        }
    }
}

/// Rejects a workbook that has a signature or a list of tracked changes, because these would not match a changed copy.
pub(super) fn check(parts: &mut Parts<'_>, book: &Book) -> Result<(), ErrorKind> {
    let is_signed = parts
        .relations("")?
        .iter()
        .any(|relation| relation.kind.contains("/digital-signature/"));
    if is_signed {
        return Err(ErrorKind::uncopyable(
            "it is signed, and the signature would not match a copy with changes; remove the signature \
             in Excel (File > Info)",
        ));
    }
    if book.shared("revisionHeaders").is_some() {
        return Err(ErrorKind::uncopyable(
            "it uses the legacy sharing feature, with a list of changes that would not match the copy; \
             end the sharing in Excel (Review > Unshare Workbook)",
        ));
    }
    Ok(())
}
