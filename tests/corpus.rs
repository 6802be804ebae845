//! What fuzzing found, replayed: bytes that take a path of their own through a reader, and those that once broke it.
//!
//! `scripts/fuzz` looks for more of them; see `fuzz/README.md`.

use std::fs;
use std::io::Write;
use std::path::Path;

mod checked;

/// Every file of a format that is kept.
fn kept(format: &str) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = ["corpus", "crashes"].map(|kind| tests.join(kind).join(format));
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let files = entries.map(|entry| fs::read(entry.expect("an entry").path()));
    files.collect::<Result<_, _>>().expect("a file of the corpus")
}

fn replay(format: &str, check: fn(&[u8])) {
    let files = kept(format);
    assert!(files.len() >= 10, "only {} files of {format}", files.len());
    for bytes in &files {
        check(bytes);
    }
    let told = format!("{} files of the {format} corpus replayed\n", files.len());
    // Around what the test harness catches: the count is to be seen.
    std::io::stderr().write_all(told.as_bytes()).expect("standard error");
}

#[test]
fn json() {
    replay("json", checked::json);
}

#[test]
fn csv() {
    replay("csv", checked::csv);
}

#[test]
fn idx() {
    replay("idx", checked::idx);
}

#[test]
fn png() {
    replay("png", checked::png);
}
