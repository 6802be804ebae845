//! What somebody has before their eyes: the document, and how they look at it.

use crate::document::{Document, Effect, Tab, View};
use crate::engine::WhatIf;

/// How somebody looks at a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gaze {
    /// The current example.
    pub example: usize,
    /// The changes of the round that led here, as they are rearranged.
    pub what_if: Option<WhatIf>,
    /// Where each example is expected to land.
    pub guesses: Vec<Option<f64>>,
    /// What Why shows.
    pub tab: Tab,
    /// Whether outputs are read through the sigmoid.
    pub sigmoid: bool,
}

/// What somebody has before their eyes.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The document.
    pub document: &'a Document,
    /// How they look at it.
    pub gaze: &'a Gaze,
}

impl Gaze {
    /// Does without a window what an action asks of one.
    pub fn follow(&mut self, effect: Effect, document: &Document) {
        match effect {
            Effect::Look { example } => self.example = example,
            Effect::Guess { example, output } => {
                self.guesses.resize(document.experiment().dataset.examples.len(), None);
                self.guesses[example] = output;
            }
            Effect::Imagine(arrangement) => {
                let dataset = &document.experiment().dataset;
                self.what_if = arrangement
                    .zip(document.round())
                    .map(|(arrangement, round)| WhatIf::of(dataset, round, arrangement));
            }
            Effect::View(View::Why(tab)) => self.tab = tab,
            Effect::View(View::Sigmoid(shown)) => self.sigmoid = shown,
            _ => {}
        }
    }
}
