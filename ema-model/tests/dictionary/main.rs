//! Generates `src/dictionary/{kinds,columns}.rs` and `src/avail/columns.rs` from the files in `data/`. The test fails
//! if the generated files are stale.
//!
//! To update them, run `EMA_UPDATE=1 cargo test -p ema-model --test dictionary`.

mod columns;
mod kinds;
mod names;

use std::path::Path;

#[test]
fn generated_tables_are_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = |name: &str| std::fs::read_to_string(root.join("data").join(name)).unwrap();
    let kinds = data("kinds.tsv");
    let kinds = kinds::parse(&kinds);
    let columns = data("columns.tsv");
    for (file, wanted) in [
        ("dictionary/kinds.rs", kinds::generate(&kinds)),
        ("dictionary/columns.rs", columns::generate(&columns)),
        ("avail/columns.rs", columns::accessors(&columns, &kinds)),
    ] {
        let wanted = rustfmt(&wanted);
        let path = root.join("src").join(file);
        if std::env::var_os("EMA_UPDATE").is_some() {
            std::fs::write(&path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == wanted,
            "src/{file} is stale: run `EMA_UPDATE=1 cargo test -p ema-model --test dictionary`"
        );
    }
}

fn head(data: &str) -> String {
    format!(
        "// Generated from data/{data} by tests/dictionary; do not edit by hand.\n\
         // `EMA_UPDATE=1 cargo test -p ema-model --test dictionary` regenerates it.\n"
    )
}

fn rustfmt(source: &str) -> String {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("rustfmt is installed with the toolchain");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(source.as_bytes())
        .expect("rustfmt reads");
    let output = child.wait_with_output().expect("rustfmt ends");
    assert!(
        output.status.success(),
        "rustfmt refused the generated source"
    );
    String::from_utf8(output.stdout).expect("rustfmt writes UTF-8")
}
