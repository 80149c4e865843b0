//! Runs the recipes of `docs/recipes.md`.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Splits a command into its words. Text in double quotes is one word.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn every_recipe_answers_its_question() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    for data in ["data", "data/feeds"] {
        for file in fs::read_dir(root.join(data)).expect("a folder") {
            let path = file.expect("a file").path();
            if path.is_file() {
                let name = path.file_name().expect("a name");
                fs::copy(&path, folder.path().join(name)).expect("a copy");
            }
        }
    }
    let recipes = fs::read_to_string(root.join("../docs/recipes.md")).expect("the recipes");
    let mut count = 0;
    for recipe in recipes.split("\n## ").skip(1) {
        count += 1;
        let commands: Vec<&str> = recipe
            .lines()
            .filter_map(|it| it.strip_prefix("$ ema "))
            .collect();
        assert!(!commands.is_empty(), "{recipe}");
        for command in commands {
            let words = words(command);
            let output = Command::new(env!("CARGO_BIN_EXE_ema"))
                .args(&words)
                .current_dir(folder.path())
                .output()
                .expect("the program starts");
            let told = String::from_utf8_lossy(&output.stderr);
            // A check of the sample finds errors.
            let expected = [Some(0), Some(i32::from(words[0] == "validate"))];
            assert!(
                expected.contains(&output.status.code()),
                "{command}\n{told}"
            );
            let files = words
                .iter()
                .skip(1)
                .filter(|word| word.contains(".x") || word.ends_with(".html"));
            for file in files {
                assert!(folder.path().join(file).exists(), "{command}: {file}");
            }
        }
    }
    assert_eq!(count, 10);
}
