//! A user's hand on the lesson's document.

use jointly::document::{Action, Document};
use jointly::formats::sample;

/// The lesson's four faces, just opened.
pub fn smiles() -> Document {
    Document::new(sample::smiles(), None, sample::TITLE)
}

/// Does what must not be refused.
pub fn act(document: &mut Document, action: Action) {
    let told = format!("{action:?}");
    if let Err(rejected) = document.apply(action) {
        panic!("{told}: {rejected}");
    }
}

pub fn set_weight(document: &mut Document, weight: usize, value: f64) {
    let stroke = None;
    act(document, Action::SetWeight { weight, value, stroke });
}

/// What every history entry says was done.
pub fn labels(document: &Document) -> Vec<&str> {
    let entries = document.history().entries();
    entries.iter().map(|entry| entry.label.as_str()).collect()
}
