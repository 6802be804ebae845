//! Where somebody is in a lesson.

use std::sync::Arc;

use super::{Lesson, Seen, Step};
use crate::document::{Action, Document, State};

/// Where somebody is in a lesson.
#[derive(Debug)]
pub struct Walk {
    /// The lesson.
    pub lesson: Arc<Lesson>,
    /// The step, from 0.
    at: usize,
    /// Whether what it asks for has been done.
    done: bool,
    /// The answer that was chosen last, from 0.
    pub answer: Option<usize>,
    /// How the document stood when each step was begun, in its history.
    begun: Vec<Option<(usize, State)>>,
}

impl Walk {
    /// The beginning of a step, counted from 0, of which all before it have been done.
    #[must_use]
    pub fn at(lesson: Arc<Lesson>, step: usize) -> Self {
        let at = step.min(lesson.steps.len().saturating_sub(1));
        let begun = vec![None; lesson.steps.len()];
        Self { lesson, at, done: false, answer: None, begun }
    }

    /// The step, from 0.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.at
    }

    /// What it says and asks.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.lesson.steps[self.at]
    }

    /// Whether there is no step after this one.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.at + 1 == self.lesson.steps.len()
    }

    /// Whether what the step asks for has been done.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.done
    }

    /// Whether the question, where there is one, has its right answer.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let question = self.step().question.as_ref();
        question.is_none_or(|question| self.answer == Some(question.right))
    }

    /// Notices what has been done; once done stays done. Returns whether it just was.
    pub fn notice(&mut self, seen: &Seen) -> bool {
        let begun = &mut self.begun[self.at];
        if begun.is_none() {
            let history = seen.document.history();
            *begun = Some((history.cursor(), history.state().clone()));
        }
        let just = !self.done && self.is_answered() && self.step().goal.missing(seen).is_none();
        self.done |= just;
        just
    }

    /// Goes on to the next step.
    pub fn go_on(&mut self) {
        self.go(self.at + 1);
        // What came before may have gone another way since.
        self.begun[self.at] = None;
    }

    /// Goes back to the step before. Returns what brings the document back to where that step began, where its history
    /// still has that.
    pub fn back(&mut self, document: &Document) -> Option<Action> {
        self.go(self.at.saturating_sub(1));
        let (entry, state) = self.begun[self.at].as_ref()?;
        let there = document.history().entries().get(*entry)?;
        (there.state == *state).then_some(Action::Travel { entry: *entry })
    }

    fn go(&mut self, to: usize) {
        self.at = to.min(self.lesson.steps.len() - 1);
        self.done = false;
        self.answer = None;
    }
}
