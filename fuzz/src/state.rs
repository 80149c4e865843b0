//! Holdings as a JSON document.

use ema_rules::{Conventions, Holdings, NeverDelivered, Timestamp, extract, takedown};

/// Tests that holdings read from a document are unchanged after they are written and read back.
pub fn state(bytes: &[u8]) {
    let conventions = Conventions::prime_video();
    let Some(holdings) = read(bytes, &conventions) else {
        return;
    };
    let written = serde_json::to_vec(&holdings).expect("holdings as JSON");
    let again = read(&written, &conventions).expect("what was written is read");
    assert!(holdings.diff(&again).differing().next().is_none());
    let twice = serde_json::to_vec(&again).expect("holdings as JSON");
    assert_eq!(written, twice);

    let as_of = Timestamp::from_utc("2026-11-21T00:00:00".parse().expect("a moment"));
    assert!(
        !holdings
            .live_in(as_of, None, &conventions)
            .to_string()
            .is_empty()
            || holdings.is_empty()
    );
    let _ = extract(
        &Holdings::new(),
        &holdings,
        as_of,
        &conventions,
        &NeverDelivered::None,
    );
    let _ = extract(
        &holdings,
        &Holdings::new(),
        as_of,
        &conventions,
        &NeverDelivered::All,
    );
    let _ = takedown(
        &holdings,
        holdings.scopes().map(|(scope, _)| scope),
        as_of,
        &conventions,
        &NeverDelivered::None,
    );
}

fn read(bytes: &[u8], conventions: &Conventions) -> Option<Holdings> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let read = Holdings::deserialize(conventions, &mut deserializer);
    match read.and_then(|holdings| deserializer.end().map(|()| holdings)) {
        Ok(holdings) => Some(holdings),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}
