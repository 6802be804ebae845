//! Lessons: what a walk through the window says and asks, step by step, and whether it was done.
//!
//! A [`Lesson`] is data, read from one file (`docs/lessons.md` tells how to write one). What a step asks for is a [`Goal`], and what is
//! still [`Missing`] of a goal is an action: so a goal can be noticed, shown and checked by one rule, and a whole lesson
//! played without a window ([`check`]).
//!
//! Deliberately absent: drawing, files, clocks, and what the window looks like.

mod check;
mod goal;
mod read;
mod seen;
mod walk;

pub use check::{Flaw, check, played};
pub use goal::{Goal, Missing};
pub use read::{is_lesson, read};
pub use seen::{Gaze, Seen};
pub use walk::Walk;

use std::fmt;

use crate::engine::Named;

/// The lesson that comes with the program.
pub const BUILT_IN: &[u8] = include_bytes!("../../datasets/smiles.lesson.toml");

/// What a file of a lesson is called: its name ends with this.
pub const ENDING: &str = ".lesson.toml";

/// A walk through the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// What it is called.
    pub title: String,
    /// The file of its pictures, beside its own, or else the name of a dataset that comes with the program.
    pub pictures: String,
    /// Its steps, in order; at least one.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is called.
    pub title: String,
    /// What it says, a paragraph each.
    pub text: Vec<String>,
    /// Where to look.
    pub look_at: Option<Part>,
    /// What is to be done, in words.
    pub task: String,
    /// What is to be done.
    pub goal: Goal,
    /// The line of the file in which the goal stands, from 1.
    pub line: u64,
    /// What is asked.
    pub question: Option<Question>,
    /// What is said when it is done, a paragraph each.
    pub then: Vec<String>,
    /// What learners stumble over here.
    pub doubts: Vec<Doubt>,
}

/// A question with several answers, one of them right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub ask: String,
    /// The answers; at least 2.
    pub answers: Vec<String>,
    /// Which is right, from 0.
    pub right: usize,
    /// Why the others are not: said to whoever chose one of them.
    pub hint: String,
}

/// Something that learners stumble over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What they ask.
    pub ask: String,
    /// The answer.
    pub answer: String,
}

/// A part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The cards.
    Pictures,
    /// The grids of the current picture.
    Weights,
    /// The output line.
    Outputs,
    /// The buttons and the settings above.
    Buttons,
    /// Why.
    Why,
    /// The log.
    Rounds,
    /// The plot.
    Plot,
}

impl Named for Part {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Pictures, "pictures"),
        (Self::Weights, "weights"),
        (Self::Outputs, "outputs"),
        (Self::Buttons, "buttons"),
        (Self::Why, "why"),
        (Self::Rounds, "rounds"),
        (Self::Plot, "plot"),
    ];
}

impl Lesson {
    /// The lesson that comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        match read(BUILT_IN) {
            Ok(lesson) => lesson,
            Err(error) => unreachable!("the tests read it: {error}"),
        }
    }
}

impl fmt::Display for Lesson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = crate::document::words::plural(self.steps.len(), "step");
        write!(f, "“{}”, {steps} on {}", self.title, self.pictures)
    }
}
