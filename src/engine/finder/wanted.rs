//! What can be searched for, and whether and when it happens, by the engine itself.

use std::iter;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::course::Course;
use crate::engine::dataset::is_whole;
use crate::engine::experiment::Experiment;
use crate::engine::patterns::flip_flop;
use crate::engine::round::{Outcome, Round};
use crate::engine::run::train;
use crate::engine::settings::{Named, Policy, Settings};

/// Something that a small dataset can show when all changes are applied at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A round breaks an example that matched before it.
    BreaksMatched,
    /// From some round on, and for good, one at a time has the better score, both having played as many rounds.
    OneAtATimeWins,
    /// From some round on, and for good, all at once has the better score.
    AllAtOnceWins,
    /// The weights return to where they were so many rounds ago: 2 to 8 in [`Named::NAMES`].
    FlipFlop {
        /// After how many rounds they return.
        period: usize,
    },
    /// A round makes the score worse although every change that it applied makes it better alone.
    PromisedLost,
}

impl Named for Wanted {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::BreaksMatched, "breaks-matched"),
        (Self::OneAtATimeWins, "one-at-a-time-wins"),
        (Self::AllAtOnceWins, "all-at-once-wins"),
        (Self::PromisedLost, "promised-lost"),
        (Self::FlipFlop { period: 2 }, "flip-flop-2"),
        (Self::FlipFlop { period: 3 }, "flip-flop-3"),
        (Self::FlipFlop { period: 4 }, "flip-flop-4"),
        (Self::FlipFlop { period: 5 }, "flip-flop-5"),
        (Self::FlipFlop { period: 6 }, "flip-flop-6"),
        (Self::FlipFlop { period: 7 }, "flip-flop-7"),
        (Self::FlipFlop { period: 8 }, "flip-flop-8"),
    ];
}

impl Wanted {
    /// So many rounds are played to see it.
    pub const MOST_ROUNDS: usize = 24;

    /// Whether one policy is compared with the other.
    pub(super) const fn compares(self) -> bool {
        matches!(self, Self::OneAtATimeWins | Self::AllAtOnceWins)
    }

    /// The first round in which it happens when all changes are applied at once, whatever policy the experiment has.
    /// `None` where it does not within [`Wanted::MOST_ROUNDS`].
    #[must_use]
    pub fn happens(self, experiment: &Experiment) -> Option<usize> {
        match self {
            Self::BreaksMatched => first_round(experiment, |rounds| {
                rounds[0].examples.iter().any(|example| example.outcome == Outcome::Broken)
            }),
            Self::PromisedLost => first_round(experiment, |rounds| loses(experiment, &rounds[0])),
            Self::FlipFlop { period } => first_round(experiment, |rounds| {
                flip_flop(rounds.iter().map(|round| &*round.played))
                    .is_some_and(|found| found.period == period)
            }),
            Self::OneAtATimeWins => wins(experiment, Policy::OneAtATime, Policy::AllAtOnce),
            Self::AllAtOnceWins => wins(experiment, Policy::AllAtOnce, Policy::OneAtATime),
        }
    }
}

/// Whether every sum is exact, whichever steps are taken.
fn is_exact(experiment: &Experiment) -> bool {
    let Experiment { dataset, weights, settings } = experiment;
    is_whole(settings.step) && weights.iter().copied().all(is_whole) && dataset.is_whole()
}

fn loses(experiment: &Experiment, round: &Round) -> bool {
    let score = experiment.settings.score;
    let (before, after) = (round.before.score(score), round.after.score(score));
    round.promised > 0.0 && score.beats(before, after, is_exact(experiment))
}

/// The rounds under a policy, newest first, until they are as wanted or bring nothing new.
fn play(
    experiment: &Experiment,
    policy: Policy,
    wanted: impl Fn(&[Arc<Round>]) -> bool,
) -> Vec<Arc<Round>> {
    let settings = Settings { policy, ..experiment.settings };
    let mut rounds = Vec::new();
    train(Experiment { settings, ..experiment.clone() }, 1, Wanted::MOST_ROUNDS, |step| {
        rounds.insert(0, Arc::clone(step.round()));
        if wanted(&rounds) || period(&rounds).is_some() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    rounds
}

fn first_round(experiment: &Experiment, wanted: impl Fn(&[Arc<Round>]) -> bool) -> Option<usize> {
    let rounds = play(experiment, Policy::AllAtOnce, &wanted);
    wanted(&rounds).then_some(rounds.len())
}

/// How many rounds ago the weights were where the last round left them: 1 where it moved none.
fn period(newest_first: &[Arc<Round>]) -> Option<usize> {
    let last = newest_first.first()?;
    if last.moved() == 0 {
        Some(1)
    } else {
        flip_flop(newest_first.iter().map(|round| &*round.played)).map(|found| found.period)
    }
}

fn wins(experiment: &Experiment, better: Policy, worse: Policy) -> Option<usize> {
    let score = experiment.settings.score;
    let course = |policy| {
        let rounds = play(experiment, policy, |_| false);
        let before = rounds.last()?.before;
        let after = rounds.iter().rev().map(|round| round.after);
        let scores = iter::once(before).chain(after).map(|tally| tally.score(score));
        Some(Course { scores: scores.collect(), period: period(&rounds)? })
    };
    course(better)?.beats(&course(worse)?, score, is_exact(experiment))
}
