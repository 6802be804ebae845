//! The scores of a run, round after round, for ever.

use crate::engine::settings::Score;

/// The scores of a run that comes back to where it was, and so goes round for ever.
pub struct Course {
    /// The score before the first round and after each, up to the one that returns to an earlier one.
    pub scores: Vec<f64>,
    /// How many rounds before its last one the run was where it ended; 1 where it stands still.
    pub period: usize,
}

impl Course {
    /// The score after so many rounds, however many.
    fn after(&self, rounds: usize) -> f64 {
        let last = self.scores.len() - 1;
        let beyond = rounds.saturating_sub(last);
        self.scores[rounds - beyond.div_ceil(self.period) * self.period]
    }

    /// After how many rounds this run has the better score for good: there and after every round that follows.
    pub fn beats(&self, other: &Self, score: Score, whole: bool) -> Option<usize> {
        // From where both go round, all that follows is seen in as many rounds as both periods multiplied.
        let round = self.scores.len().max(other.scores.len());
        let all = round + self.period * other.period;
        let beats = |rounds: &usize| score.beats(self.after(*rounds), other.after(*rounds), whole);
        let better = (0..all).rev().take_while(beats).count();
        (better >= all - round).then_some(all - better)
    }
}
