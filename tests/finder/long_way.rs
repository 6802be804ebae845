//! Whether something happens, worked out the long way.

use jointly::engine::{Experiment, Outcome, Policy, Settings, Wanted};

use crate::naive::Naive;

/// Rounds enough for small datasets to come back to where they were, and then some.
const ROUNDS: usize = 24;

/// The experiment before the first round and after each.
fn course(experiment: &Experiment, policy: Policy) -> Vec<Experiment> {
    let settings = Settings { policy, ..experiment.settings };
    let mut course = vec![Experiment { settings, ..experiment.clone() }];
    while course.len() <= ROUNDS {
        let now = &course[course.len() - 1];
        // Where it was before, it goes the same way again.
        let before = course.iter().position(|then| then.weights == now.weights);
        let next = match before {
            Some(then) if then + 1 < course.len() => course[then + 1].clone(),
            _ => Experiment { weights: Naive(now).weights_after(&[]).into(), ..now.clone() },
        };
        course.push(next);
    }
    course
}

/// An experiment played all at once and one at a time.
pub struct LongWay {
    together: Vec<Experiment>,
    singly: Vec<Experiment>,
}

impl LongWay {
    pub fn of(experiment: &Experiment) -> Self {
        let [together, singly] =
            [Policy::AllAtOnce, Policy::OneAtATime].map(|policy| course(experiment, policy));
        Self { together, singly }
    }

    /// Whether it happens.
    pub fn shows(&self, wanted: Wanted) -> bool {
        let mut rounds = self.together.windows(2).map(|pair| (&pair[0], &pair[1]));
        match wanted {
            Wanted::BreaksMatched => rounds.any(|(before, after)| {
                let mut examples = 0..before.dataset.examples.len();
                examples.any(|e| Naive(before).outcome(e, &after.weights) == Outcome::Broken)
            }),
            Wanted::PromisedLost => rounds.any(|(before, after)| {
                let naive = Naive(before);
                let promised: f64 = naive.tests().iter().map(|test| naive.promise(test)).sum();
                let (then, now) = (naive.score(&before.weights), naive.score(&after.weights));
                promised > 0.0 && naive.gain(then, now) < 0.0
            }),
            Wanted::FlipFlop { period } => {
                let [ref before @ .., ref last] = self.together[..] else { return false };
                let ago = before.iter().rev().position(|then| then.weights == last.weights);
                ago == Some(period - 1)
            }
            Wanted::AllAtOnceWins => ends_better(&self.together, &self.singly),
            Wanted::OneAtATimeWins => ends_better(&self.singly, &self.together),
        }
    }
}

/// Whether `a` is better than `b` through all of the second half.
fn ends_better(a: &[Experiment], b: &[Experiment]) -> bool {
    let score = |experiment: &Experiment| Naive(experiment).score(&experiment.weights);
    let ends = a.iter().zip(b).skip(ROUNDS / 2);
    ends.map(|(a, b)| Naive(a).gain(score(b), score(a))).all(|gain| gain > 0.0)
}
