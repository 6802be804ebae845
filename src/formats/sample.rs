//! The datasets that come with the program. `datasets/README.md` tells what each shows, in numbers that are tested.

use super::json;
use crate::engine::Run;

/// What the lesson is called where a file's name would stand. It is open when no file was named.
pub const TITLE: &str = "smiles.json";

macro_rules! samples {
    ($($name:literal: $shows:literal,)*) => {
        /// The file name of every dataset, and what it shows in one sentence. The lesson comes first.
        pub const ALL: &[(&str, &str)] = &[$(($name, $shows)),*];
        /// The content of each, in the same order.
        const CONTENTS: &[&[u8]] = &[$(include_bytes!(concat!("../../datasets/", $name))),*];
    };
}

samples! {
    "smiles.json": "The lesson: four faces, six right changes, one wrong result.",
    "smiles-without-eyes.json": "The lesson with dark tops: the eyes decided nothing.",
    "never-meet.json": "Changes that never meet in one picture: their gains add up exactly.",
    "overshoot-of-five.json": "Six steps, each right alone, are five too many together.",
    "flip-flop.json": "What one round does, the next takes back, for ever.",
    "cancel.json": "A raise and a lowering cancel, and the rainbow stays where it was.",
    "breaks-a-match.json": "A picture that matched is outvoted and breaks.",
    "one-at-a-time-wins.json": "One change at a time matches both bars; all at once matches none.",
    "one-at-a-time-loses.json": "All changes at once match four letters; one at a time matches two.",
}

/// The dataset of that file name, one of [`ALL`].
#[must_use]
pub fn named(name: &str) -> Option<Run> {
    let position = ALL.iter().position(|(known, _)| *known == name)?;
    Some(read(CONTENTS[position]))
}

/// The lesson's four faces.
#[must_use]
pub fn smiles() -> Run {
    read(CONTENTS[0])
}

fn read(content: &[u8]) -> Run {
    match json::read(content) {
        Ok(run) => run,
        Err(error) => unreachable!("the tests read every dataset: {error}"),
    }
}
