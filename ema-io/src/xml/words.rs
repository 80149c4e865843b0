//! Describes the errors of the XML reader in words that anyone who edits the file can understand.

use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::attributes::AttrError;

/// Describes a fault in a piece of markup. The message, such as `</Avail> is there, and …`, follows the position of the
/// fault.
pub(crate) fn markup_error_in_words(error: &Error) -> String {
    match error {
        Error::IllFormed(error) => ill_formed(error),
        Error::Syntax(error) => not_closed(*error).to_owned(),
        Error::InvalidAttr(error) => {
            format!("an attribute there {}", attribute_error_in_words(error))
        }
        Error::Escape(_) => "`&` is there, which XML writes as `&amp;`".to_owned(),
        Error::Namespace(_) => "a namespace prefix is declared incorrectly there".to_owned(),
        Error::Encoding(_) => {
            "there is a character that is not in the encoding of the file".to_owned()
        }
        Error::Io(_) => "the file can't be read past that point".to_owned(),
    }
}

fn ill_formed(error: &IllFormedError) -> String {
    match error {
        IllFormedError::MismatchedEndTag { expected, found } => {
            format!("</{found}> is at this position, but </{expected}> must come first")
        }
        IllFormedError::UnmatchedEndTag(name) => {
            format!("</{name}> is there, and no such element is open")
        }
        IllFormedError::MissingEndTag(name) => format!("<{name}> begins there and never ends"),
        IllFormedError::UnclosedReference => "`&` is there, which XML writes as `&amp;`".to_owned(),
        IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion => {
            "the XML declaration there does not begin with version=\"1.0\"".to_owned()
        }
        IllFormedError::MissingDoctypeName => "there is a document type without a name".to_owned(),
        IllFormedError::DoubleHyphenInComment => "a comment there has `--` in it".to_owned(),
    }
}

fn not_closed(error: SyntaxError) -> &'static str {
    match error {
        SyntaxError::InvalidBangMarkup => {
            "`<!` is there, and neither a comment nor CDATA follows it"
        }
        SyntaxError::UnclosedPI => "the instruction that begins there never ends with `?>`",
        SyntaxError::UnclosedXmlDecl => {
            "the XML declaration that begins there never ends with `?>`"
        }
        SyntaxError::UnclosedComment => "the comment that begins there never ends with `-->`",
        SyntaxError::UnclosedDoctype => {
            "the document type declaration that begins there never ends with `>`"
        }
        SyntaxError::UnclosedCData => "the CDATA that begins there never ends with `]]>`",
        SyntaxError::UnclosedTag => "the tag that begins there never ends with `>`",
        SyntaxError::UnclosedSingleQuotedAttributeValue
        | SyntaxError::UnclosedDoubleQuotedAttributeValue => {
            "the quotation mark of an attribute in the tag there is never closed"
        }
    }
}

/// Describes a fault in an attribute. The message follows the name of the attribute or of its element.
pub(crate) fn attribute_error_in_words(error: &AttrError) -> &'static str {
    match error {
        AttrError::ExpectedEq(_) => "has no `=` after its name",
        AttrError::ExpectedValue(_) => "has no value",
        AttrError::UnquotedValue(_) => "has a value that is not in quotation marks",
        AttrError::ExpectedQuote(..) => "has a quotation mark that is never closed",
        AttrError::Duplicated(..) => "is there twice",
    }
}

/// Returns the position of the fault in its tag, as a number of bytes after the `<`.
pub(crate) fn attribute_error_place(error: &AttrError) -> usize {
    match *error {
        AttrError::ExpectedEq(place)
        | AttrError::ExpectedValue(place)
        | AttrError::UnquotedValue(place)
        | AttrError::ExpectedQuote(place, _)
        | AttrError::Duplicated(place, _) => place,
    }
}
