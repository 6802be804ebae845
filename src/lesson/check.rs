//! Plays a lesson without a window: whether every step can be done, and none is done before it asks.

use std::fmt;

use super::{Gaze, Lesson, Missing, Seen};
use crate::document::{Action, Document};
use crate::engine::Run;

/// What is wrong with a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The line of its file, from 1.
    pub line: u64,
    /// The step, from 1, and what it is called.
    pub step: (usize, String),
    /// What is wrong, and what to do.
    pub what: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, step: (number, title), what } = self;
        write!(f, "line {line}, step {number}, “{title}”: {what}")
    }
}

/// More than any step needs: what takes longer goes round in circles.
const MOST_ACTIONS: usize = 10_000;

/// Does all that a lesson asks for, up to the beginning of the step `until`, counted from 0, on a fresh document.
///
/// # Errors
/// Where a step asks for something that cannot be done.
pub fn played(lesson: &Lesson, run: Run, until: usize) -> Result<(Document, Gaze), Flaw> {
    let mut document = Document::new(run, None, &lesson.pictures);
    let mut gaze = Gaze::default();
    for step in 0..until.min(lesson.steps.len()) {
        play(lesson, step, &mut document, &mut gaze)?;
    }
    Ok((document, gaze))
}

/// Does what one step asks for.
fn play(
    lesson: &Lesson,
    step: usize,
    document: &mut Document,
    gaze: &mut Gaze,
) -> Result<usize, Flaw> {
    let goal = &lesson.steps[step].goal;
    for done in 0..MOST_ACTIONS {
        let action = match goal.missing(&Seen { document, gaze }) {
            None => return Ok(done),
            Some(Missing::Stuck(why)) => {
                let what = format!("it asks for what cannot be: {why}. Change what it asks for.");
                return Err(flaw(lesson, step, what));
            }
            Some(Missing::Do(action)) => action,
        };
        // Only looking leaves a trial as it is.
        if !matches!(action, Action::Outside(_)) {
            gaze.what_if = None;
        }
        if matches!(action, Action::PlayRound | Action::Travel { .. }) {
            gaze.guesses.clear();
        }
        match document.apply(action) {
            Ok(Some(effect)) => gaze.follow(effect, document),
            Ok(None) => {}
            Err(rejected) => {
                let what = format!("what it asks for is refused: {rejected}");
                return Err(flaw(lesson, step, what));
            }
        }
    }
    let what = "it asks for what never comes about. Change what it asks for.".to_owned();
    Err(flaw(lesson, step, what))
}

fn flaw(lesson: &Lesson, step: usize, what: String) -> Flaw {
    let Lesson { steps, .. } = lesson;
    Flaw { line: steps[step].line, step: (step + 1, steps[step].title.clone()), what }
}

/// Plays a whole lesson on its pictures.
///
/// # Errors
/// The first step that cannot be done, or is done before anybody does anything.
pub fn check(lesson: &Lesson, run: Run) -> Result<(), Flaw> {
    let (mut document, mut gaze) = played(lesson, run, 0)?;
    for step in 0..lesson.steps.len() {
        let done = play(lesson, step, &mut document, &mut gaze)?;
        if done == 0 && lesson.steps[step].question.is_none() {
            let what = "what it asks for is so already, before anybody does it. Ask for something else, or ask a question.";
            return Err(flaw(lesson, step, what.to_owned()));
        }
    }
    Ok(())
}
