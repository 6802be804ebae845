//! Trials: what the primary button does before anything is applied.

use std::ops::ControlFlow;
use std::sync::Arc;

use eframe::egui;

use super::Workbench;
use crate::document::{Action, Effect};
use crate::engine::{Arrangement, Question, WeightTest, WhatIf};
use crate::findings::Progress;
use crate::theme;
use crate::trial::{self, Trial};
use crate::views::Notice;

impl Workbench {
    pub(super) fn carry_out_trial(&mut self, effect: &Effect, ctx: &egui::Context) {
        let now = ctx.input(|input| input.time);
        self.what_if = None;
        match effect {
            Effect::Try { weight } => {
                let pace = f64::from(self.pace());
                self.focus.chosen_weight = None;
                self.trial = Some(Trial::of_one(*weight, self.test(*weight), now, pace));
            }
            Effect::TryRest => self.try_rest(now),
            Effect::Skip => self.note_all_shown(),
            Effect::Step => {
                if let Some(trial) = &mut self.trial
                    && trial.step(now) == trial::Progress::Finished
                {
                    self.note_all_shown();
                }
            }
            _ => {}
        }
        ctx.request_repaint();
    }

    /// Lets a trial move on by the clock, and asks for the next frame when it will.
    pub(super) fn tick_trial(&mut self, ctx: &egui::Context) {
        let Some(mut trial) = self.trial.take() else {
            return;
        };
        let now = ctx.input(|input| input.time);
        let progress = trial.tick(now, |weight| self.test(weight));
        if trial.moves_by_itself() {
            ctx.request_repaint();
        }
        self.trial = Some(trial);
        if progress == trial::Progress::Finished {
            self.note_all_shown();
        }
    }

    /// Shows all remaining tests in a few seconds; at once where there is nothing to be seen:
    /// under reduced motion, and above 64 weights.
    fn try_rest(&mut self, now: f64) {
        let notes = &self.document.state().notes;
        let cells = notes.len();
        let rest: Vec<usize> =
            self.focus.testing_order(cells).filter(|weight| notes[*weight].is_none()).collect();
        let seconds = f64::from(theme::SWEEP_SECONDS);
        self.trial = if self.views.looks.still || cells > 64 {
            None
        } else {
            Trial::of_all(rest, |weight| self.test(weight), now, seconds)
        };
        if self.trial.is_some() {
            return;
        }
        let state = self.document.state();
        if self.document.takes_time() && state.sweep.is_none() {
            self.work_out(Question::Tests(Arc::new(state.experiment.clone())));
        } else {
            self.perform_now(Action::NoteRest);
        }
    }

    /// Ends the trial and notes what its tests found.
    fn note_all_shown(&mut self) {
        let Some(trial) = self.trial.take() else {
            return;
        };
        self.perform_now(if trial.sweeping {
            Action::NoteRest
        } else {
            Action::Note { weight: trial.weight }
        });
    }

    /// What was tried and not applied is gone.
    pub(super) fn end_trials(&mut self) {
        self.trial = None;
        self.what_if = None;
    }

    /// Shows the changes of the round that led here in another arrangement.
    pub(super) fn imagine(&mut self, arrangement: Option<Arrangement>) {
        let Some(round) = self.document.round() else {
            return;
        };
        let dataset = &self.document.experiment().dataset;
        let other = arrangement.filter(|arrangement| *arrangement != Arrangement::of(round));
        self.what_if = other.map(|arrangement| WhatIf::of(dataset, round, arrangement));
    }

    /// Answers a question: a small one at once, any other on a worker.
    pub(super) fn work_out(&mut self, question: Question) {
        if question.is_small() {
            let answer = question.answer(|_| ControlFlow::Continue(()));
            self.findings.note(question, answer.map_or(Progress::Stopped, Progress::Known));
        } else if let Err(error) = self.jobs.work_out(question.clone()) {
            self.findings.note(question, Progress::Stopped);
            self.views.notice = Some(Notice::bad(&format!(
                "It could not be worked out: {error}. Close other programs and try again."
            )));
        }
    }

    /// Gives up what is asked of a round that is not shown any more, or of other pictures, and a search whose dialog
    /// is closed.
    pub(super) fn give_up_stale_questions(&mut self) {
        if self.jobs.inquiries().is_empty() {
            return;
        }
        let dataset = Arc::clone(&self.document.experiment().dataset);
        let here = self.document.tested_at();
        let shown = self.document.last_round().cloned();
        let is_shown = |question: &Question| match question {
            Question::Subsets(_, round) | Question::Sample(_, round) => {
                shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, &round.played))
            }
            Question::Round(_, played) => {
                shown.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, played))
            }
            Question::Find(..) => self.views.dialogs.is_finding(),
            Question::Combinations(of, _) | Question::Compare(of, _) | Question::Meeting(of) => {
                Arc::ptr_eq(of, &dataset)
            }
            Question::HowMany(of, _) | Question::Limit(of) => {
                Arc::ptr_eq(&of.dataset, &dataset) && of.weights == here.weights
            }
            Question::Tests(of) => **of == *self.document.experiment(),
        };
        for inquiry in self.jobs.inquiries().iter().filter(|i| !is_shown(&i.question)) {
            // Whoever comes back to it asks again.
            self.findings.note(inquiry.question.clone(), Progress::Unasked);
        }
        self.jobs.keep_inquiries(is_shown);
    }

    fn pace(&self) -> f32 {
        if self.views.looks.still { 0.0 } else { theme::MOVE_SECONDS }
    }

    fn test(&self, weight: usize) -> WeightTest {
        let experiment = self.document.experiment();
        let evaluation = self.document.evaluation();
        evaluation.test(&experiment.dataset, &experiment.settings, weight)
    }
}
