//! Rounds that move P weights by one step, against runs by the policy that draws them.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{
    Draws, Experiment, HowMany, Policy, Question, Run, Score, Settings, Size, train,
};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::given;
use crate::naive::Naive;

fn stepped(experiment: &Experiment, rounds: usize, seeds: &[u64]) -> HowMany {
    let goes_on = |_| ControlFlow::Continue(());
    HowMany::stepped(experiment, rounds, seeds, goes_on).expect("it goes on")
}

/// The error at the end of a run: by matches how many do not match.
fn error(experiment: &Experiment, weights: &[f64]) -> f64 {
    let naive = Naive(experiment);
    let score = naive.score(weights);
    let examples = u32::try_from(experiment.dataset.examples.len()).expect("few");
    if experiment.settings.score == Score::Matches { f64::from(examples) - score } else { score }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn rounds_are_those_of_the_policy(experiment in given::experiment(), rounds in 0..5_usize, seed in 0..99_u64) {
        let found = stepped(&experiment, rounds, &[seed]);
        prop_assert_eq!((found.size, found.score), (Size::Step, experiment.settings.score));
        prop_assert!((found.start - error(&experiment, &experiment.weights)).abs() <= 1e-9 * found.start.max(1.0));
        for rung in &found.rungs {
            let policy = Policy::SomeAtOnce;
            let drawn = Settings { policy, size: Size::Step, p: rung.p, seed, ..experiment.settings };
            let start = Experiment { settings: drawn, ..experiment.clone() };
            let mut weights = start.weights.clone();
            train(start, 1, rounds, |step| {
                weights.clone_from(&step.played.weights_after);
                ControlFlow::Continue(())
            });
            let expected = error(&experiment, &weights);
            prop_assert!((rung.errors[0] - expected).abs() <= 1e-9 * expected.max(1.0), "{:?} {}", rung, expected);
        }
    }
}

#[test]
fn by_matches_the_errors_are_the_pictures_that_do_not_match() {
    let found = stepped(&sample::smiles().beginning(), 20, &[0, 1, 2]);
    assert_eq!((found.start, found.rungs.len()), (4.0, 8));
    // All six that have a direction, as in the lesson: 3 of 4 match for ever.
    assert_eq!(found.rungs[7].errors, [1.0; 3]);
}

#[test]
fn questions_about_the_same_place_are_akin() {
    let run: Run = sample::smiles();
    let lesson = Arc::new(run.beginning());
    let ask =
        |experiment: &Arc<Experiment>, draws| Question::HowMany(Arc::clone(experiment), draws);
    let usual = Draws::usual(Size::Step);
    let longer = Draws { rounds: 200, ..usual };
    let (first, second) = (ask(&lesson, usual), ask(&lesson, longer));
    assert!(first != second && first.is_akin(&second) && first.is_like(&second));
    let again = ask(&Arc::new(Experiment::clone(&lesson)), usual);
    assert!(first == again && first.is_small());
    let fitted = ask(&lesson, Draws::usual(Size::Fitted));
    assert!(!first.is_like(&fitted) && !first.is_akin(&fitted) && fitted.is_small());
    // The score decides what a step is, and no best amount.
    let mut other = Experiment::clone(&lesson);
    other.settings.score = Score::SquaredError;
    let other = Arc::new(other);
    assert!(first != ask(&other, usual) && !first.is_akin(&ask(&other, usual)));
    assert_eq!(fitted, ask(&other, Draws::usual(Size::Fitted)));
    // As the step shrinks, matches give way to the squared error.
    assert_eq!(Question::Limit(Arc::clone(&lesson)), Question::Limit(other));
    let mut moved = Experiment::clone(&lesson);
    moved.weights[0] = 1.0;
    assert_ne!(Question::Limit(lesson), Question::Limit(Arc::new(moved)));
}
