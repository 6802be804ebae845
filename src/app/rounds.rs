//! Rounds played on a worker or at once, and ways to go on that are compared and adopted.

use std::sync::Arc;

use super::Workbench;
use crate::document::Action;
use crate::engine::{Experiment, Question, Run};
use crate::jobs::Inquiry;
use crate::views::Notice;

impl Workbench {
    /// Shows or hides the comparison. The first time it is of the usual ways to go on from here.
    pub(super) fn compare(&mut self, shown: bool) {
        self.views.comparing = shown;
        if shown && self.document.state().forks.is_none() {
            self.perform_now(Action::SetForks(Some(self.document.usual_forks())));
        }
    }

    /// Plays rounds: one on small data at once, anything longer on a worker.
    pub(super) fn play(&mut self, rounds: usize) {
        let experiment = self.document.experiment();
        if rounds == 1 && !self.document.takes_time() {
            self.perform_now(Action::PlayRound);
            return;
        }
        // A round under way is played from its start, as one of them.
        let (after, weights) = self.document.fork_point();
        let start = Experiment { weights: weights.clone(), ..experiment.clone() };
        // One too many says why there are no more.
        let room = Run::most_rounds(&start.dataset).saturating_sub(after).max(1);
        if let Err(error) = self.jobs.train(start, after + 1, rounds.min(room)) {
            self.views.notice = Some(Notice::bad(&format!(
                "The rounds could not be started: {error}. Close other programs and try again."
            )));
        }
    }

    /// Has the round that led here worked out again, where that takes long. While more are played nobody looks at it.
    pub(super) fn look_at_round(&mut self) {
        let Some(played) = self.document.unseen_round() else { return };
        let dataset = Arc::clone(&self.document.experiment().dataset);
        let question = Question::Round(dataset, played);
        let is_asked = |inquiry: &Inquiry| inquiry.question == question;
        if self.jobs.training().is_none() && !self.jobs.inquiries().iter().any(is_asked) {
            self.work_out(question);
        }
    }

    /// Goes on in one of the compared ways: back to where they branch off, and all its rounds.
    pub(super) fn adopt(&mut self, way: usize) {
        let rounds = self.document.state().forks.as_ref().map_or(0, |forks| forks.rounds);
        self.perform_now(Action::Branch { way });
        self.views.comparing = false;
        self.play(rounds);
    }
}
