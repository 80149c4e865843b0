//! File names and identifiers in deliveries.

use delivery_naming::{AvailsName, BacklotFileName, FileName, MdId, Section, references_match};

/// Tests file names, one per line. Suggestions must be valid, and valid names must be unchanged.
pub fn names(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let lines: Vec<&str> = text.split('\n').take(20).collect();
    for line in &lines {
        name(line);
        section(line);
        if let Ok(id) = MdId::parse(line) {
            assert_eq!(MdId::parse(&id.to_string()), Ok(id));
        }
    }
    let suggested = FileName::suggest_all(&lines);
    let mut seen: Vec<String> = Vec::new();
    for (line, suggestion) in lines.iter().zip(&suggested) {
        let Some(suggestion) = suggestion else {
            continue;
        };
        assert!(
            FileName::parse(suggestion.as_str()).is_ok(),
            "{line:?}: {suggestion}"
        );
        seen.push(suggestion.as_str().to_owned());
    }
    seen.sort();
    let count = seen.len();
    seen.dedup();
    let given: std::collections::BTreeSet<&&str> = lines.iter().collect();
    assert!(
        given.len() < lines.len() || seen.len() == count,
        "{suggested:?}"
    );
    let half = lines.len() / 2;
    let references = references_match(&lines[..half], &lines[half..]);
    assert!(!references.to_string().is_empty());
}

fn name(name: &str) {
    match FileName::parse(name) {
        Ok(legal) => {
            assert_eq!(legal.as_str(), name);
            assert_eq!(FileName::suggest(name).as_ref(), Some(&legal));
            if let Ok(next) = legal.redelivered() {
                assert!(FileName::parse(next.as_str()).is_ok(), "{next}");
                assert_ne!(next, legal);
            }
            if let Some(avails) = AvailsName::parse(&legal) {
                assert_eq!(avails.file_name(), &legal);
            }
        }
        Err(faults) => {
            assert_eq!(faults.name(), name);
            assert!(faults.iter().count() > 0);
            for fault in faults.iter() {
                assert!(name.get(fault.span()).is_some(), "{name:?}: {fault:?}");
            }
            assert!(!faults.to_string().is_empty() && !faults.marked().to_string().is_empty());
            if let Some(better) = FileName::suggest(name) {
                assert!(
                    FileName::parse(better.as_str()).is_ok(),
                    "{name:?}: {better}"
                );
            }
        }
    }
    match BacklotFileName::parse(name) {
        Ok(legal) => assert_eq!(legal.as_str(), name),
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
}

fn section(text: &str) {
    let suggested = Section::suggest(text);
    assert!(
        Section::parse(suggested.as_str()).is_ok(),
        "{text:?}: {suggested}"
    );
    if let Ok(legal) = Section::parse(text) {
        assert_eq!(legal.as_str(), text);
    }
}
