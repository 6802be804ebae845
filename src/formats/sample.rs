//! The datasets that come with the program. `datasets/README.md` tells what each shows, in numbers that are tested.

use super::{idx, json};
use crate::engine::{Experiment, Reading, Run, Settings, Wish};

/// What the lesson is called where a file's name would stand. It is open when no file was named.
pub const TITLE: &str = "smiles.json";
/// Made of the real digits, which are files of another format.
const DIGITS: (&str, &str) =
    ("3-against-the-rest.json", "1,797 real digits: every 3 is +1, and all others are -1.");

macro_rules! samples {
    ($($name:literal: $shows:literal,)*) => {
        /// The name of every dataset, and what it shows in one sentence. The lesson comes first.
        pub const ALL: &[(&str, &str)] = &[$(($name, $shows),)* DIGITS];
        /// Those that are files of the native format.
        pub const FILES: &[(&str, &str)] = &[$(($name, $shows)),*];
        /// The content of each of them, in the same order.
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

/// The dataset of that name, one of [`ALL`].
#[must_use]
pub fn named(name: &str) -> Option<Run> {
    if name == DIGITS.0 {
        return Some(threes());
    }
    let position = FILES.iter().position(|(known, _)| *known == name)?;
    Some(read(CONTENTS[position]))
}

/// The lesson's four faces.
#[must_use]
pub fn smiles() -> Run {
    read(CONTENTS[0])
}

/// The handwritten digits with the label 1 for every 3 and -1 for all others, under settings that suit many pictures.
fn threes() -> Run {
    let images = idx::images(include_bytes!("../../datasets/digits/digits-images.idx3-ubyte"));
    let labels = idx::labels(include_bytes!("../../datasets/digits/digits-labels.idx1-ubyte"));
    let pictures = images.and_then(|images| idx::together(images, &labels?));
    let Ok(pictures) = pictures else { unreachable!("the tests read the digits") };
    let wish = Wish { positive: vec!["3".to_owned()], reading: Reading::Unit, ..Wish::default() };
    let Ok(choices) = wish.choices(&pictures) else { unreachable!("there are digits 3") };
    let settings = Settings::for_many();
    Run::new(Experiment { settings, ..Experiment::at_rest(pictures.dataset(&choices)) })
}

fn read(content: &[u8]) -> Run {
    match json::read(content) {
        Ok(run) => run,
        Err(error) => unreachable!("the tests read every dataset: {error}"),
    }
}
