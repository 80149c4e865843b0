//! Finds the tag of a language by its English name.

use std::collections::HashMap;
use std::sync::LazyLock;

use currency_map::Territory;
use ema_model::{LanguageTag, is_space, trim};

/// The names of languages in lowercase, with their tags.
static NAMES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let table = include_str!("../data/language_names.tsv").lines();
    let lines = table.filter(|line| !line.starts_with('#')).skip(1);
    let columns = lines.filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?.to_lowercase(), columns.next()?))
    });
    columns.collect()
});

/// The length of the longest text that is looked up, in bytes. No name is longer, and a cell can hold 32,000
/// characters.
const LONGEST: usize = 60;

/// Returns the language that a text names, as in `German`, `Portuguese (Brazil)` or `Brazilian Portuguese:sub`. Returns
/// `None` if the text is not such a name.
pub(crate) fn language_named(text: &str) -> Option<LanguageTag> {
    if text.len() > LONGEST {
        return None;
    }
    let (name, suffix) = match text.split_once(':') {
        Some((name, suffix)) => (name, Some(trim(suffix))),
        None => (text, None),
    };
    let tag = tag(trim(name))?;
    let language = match suffix {
        Some(suffix) => format!("{tag}:{suffix}"),
        None => tag,
    };
    language.parse().ok()
}

fn tag(name: &str) -> Option<String> {
    let known = |name: &str| NAMES.get(&name.to_lowercase()).copied();
    if let Some(tag) = known(name) {
        return Some(tag.to_owned());
    }
    // `Spanish (Mexico)` and `Spanish (Mexican)`.
    let (language, place) = name.strip_suffix(')')?.split_once('(')?;
    let (language, place) = (language.trim_end_matches(is_space), trim(place));
    if let Some(tag) = known(&format!("{place} {language}")) {
        return Some(tag.to_owned());
    }
    let tag = known(language).filter(|tag| !tag.contains('-'))?;
    match place.eq_ignore_ascii_case("Latin America") {
        // The region 419 of UN M.49.
        true => Some(format!("{tag}-419")),
        false => Some(format!("{tag}-{}", Territory::suggest(place)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, language_named};
    use ema_model::{LanguageTag, Registration};

    #[test]
    fn each_name_has_a_registered_tag_and_is_not_a_tag_itself() {
        assert!(NAMES.len() > 200);
        for (name, tag) in NAMES.iter() {
            let is_registered = |tag: &str| {
                let tag = tag.parse::<LanguageTag>();
                tag.is_ok_and(|tag| tag.registration() == Registration::Registered)
            };
            assert!(is_registered(tag), "{name}: {tag}");
            assert!(!is_registered(name), "{name}");
        }
    }

    #[test]
    fn names_are_recognized_in_the_forms_that_people_write() {
        for (name, tag) in [
            ("German", "de"),
            ("german", "de"),
            ("Norwegian Bokmål", "nb"),
            ("Brazilian Portuguese", "pt-BR"),
            ("Portuguese (Brazil)", "pt-BR"),
            ("Portuguese(Brazilian)", "pt-BR"),
            ("Spanish (Latin America)", "es-419"),
            ("English (UK)", "en-GB"),
            ("Chinese (Simplified)", "zh-Hans"),
            ("French : dub", "fr:dub"),
        ] {
            let language = language_named(name).map(|it| it.to_string());
            assert_eq!(language.as_deref(), Some(tag), "{name}");
        }
    }

    #[test]
    fn other_texts_are_not_names() {
        for text in [
            "",
            "de",
            "Flemish",
            "Moldavian",
            "Tonga",
            "English (Mars)",
            "German:audio",
            "German and French",
            "()",
            &"German ".repeat(5_000),
        ] {
            assert_eq!(language_named(text), None, "{text:.40}");
        }
    }
}
