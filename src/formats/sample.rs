//! The dataset that is open when no file was named.

use super::json;
use crate::engine::Run;

/// What the built-in dataset is called where a file's name would stand.
pub const TITLE: &str = "smiles.json";

/// The bytes of the built-in dataset, those of `datasets/smiles.json`.
pub const BYTES: &[u8] = include_bytes!("../../datasets/smiles.json");

/// The lesson's four faces.
#[must_use]
pub fn smiles() -> Run {
    match json::read(BYTES) {
        Ok(run) => run,
        Err(error) => unreachable!("the tests read the built-in dataset: {error}"),
    }
}

/// TEMP
pub const ALL: &[(&str, &str)] = &[("smiles.json", "The lesson.")];
/// TEMP
pub fn named(name: &str) -> Option<Run> {
    (name == TITLE).then(smiles)
}
