//! Files that are refused, each with its complete message: place, field, found, expected, what to do.
//!
//! `tests/bad/json` holds every file with its message beside it. `JOINTLY_WRITE_MESSAGES=1 cargo test` writes
//! the messages anew: read each one before it is committed.

use std::fs;
use std::path::{Path, PathBuf};

use jointly::formats::{Place, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/json")
}

fn bad_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).expect("the folder of bad files");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_bad_file_is_refused_with_its_message() {
    let files = bad_files();
    assert!(files.len() >= 40, "only {} bad files", files.len());
    let mut wrong = Vec::new();
    for file in &files {
        let bytes = fs::read(file).expect("a bad file");
        let found = match json::read(&bytes) {
            Ok(_) => "(read without complaint)\n".to_owned(),
            Err(error) => format!("{error}\n"),
        };
        let beside = file.with_extension("txt");
        if std::env::var_os("JOINTLY_WRITE_MESSAGES").is_some() {
            fs::write(&beside, &found).expect("the message can be written");
        }
        let wanted = fs::read_to_string(&beside).unwrap_or_default();
        if found != wanted {
            wrong.push(format!("{}\n found: {found}wanted: {wanted}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_has_its_file() {
    let entries = fs::read_dir(folder()).expect("the folder of bad files");
    for entry in entries {
        let path = entry.expect("an entry").path();
        assert!(path.with_extension("json").is_file(), "{}", path.display());
    }
}

/// What every message has, whatever is wrong: a place, two facts and a full sentence of advice.
#[test]
fn every_error_says_where_and_what_to_do() {
    for file in bad_files() {
        let bytes = fs::read(&file).expect("a bad file");
        let error = json::read(&bytes).expect_err("bad files are refused");
        let name = file.display();
        assert!(matches!(error.place, Place::Text { line: 1.., column: 1.. }), "{name}");
        assert!(!error.found.is_empty() && !error.expected.is_empty(), "{name}");
        assert!(error.advice.ends_with('.'), "{name}: {}", error.advice);
        assert!(error.advice.starts_with(char::is_uppercase), "{name}: {}", error.advice);
        let text = error.to_string();
        assert!(text.chars().count() < 400 && !text.contains(char::is_control), "{name}: {text}");
    }
}
