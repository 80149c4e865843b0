//! The stand-in for `ascp`, which is built once for all tests.

#![allow(dead_code, reason = "no test needs all of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// A stand-in with its own orders, server and log.
pub(crate) struct StandIn {
    home: TempDir,
}

impl StandIn {
    /// Creates a stand-in with these orders, one line for each start.
    pub(crate) fn told(orders: &str) -> Self {
        static BUILT: OnceLock<TempDir> = OnceLock::new();
        let built = BUILT.get_or_init(build).path().join("ascp");
        let home = tempfile::tempdir().unwrap();
        // A link is used, because a program that was just written cannot always be started.
        std::os::unix::fs::symlink(built, home.path().join("ascp")).unwrap();
        fs::write(home.path().join("orders"), orders).unwrap();
        Self { home }
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn ascp(&self) -> PathBuf {
        self.home.path().join("ascp")
    }

    pub(crate) fn order(&self, orders: &str) {
        fs::write(self.home.path().join("orders"), orders).unwrap();
    }

    /// Returns the lines in the log that start with this text.
    pub(crate) fn log(&self, beginning: &str) -> Vec<String> {
        let log = fs::read_to_string(self.home.path().join("log")).unwrap_or_default();
        log.lines()
            .filter(|line| line.starts_with(beginning))
            .map(str::to_owned)
            .collect()
    }

    /// Returns the contents of a file that has arrived in the root of the account.
    pub(crate) fn arrived(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.home.path().join("server").join(name)).ok()
    }
}

fn build() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../delivery-naming/tests/stand_in/ascp.rs"
    );
    let built = Command::new(rustc)
        .args(["--edition=2024", "-Adead_code", source, "-o"])
        .arg(folder.path().join("ascp"))
        .status()
        .unwrap();
    assert!(built.success());
    folder
}
