//! What applying will give, against rounds really played.

use jointly::engine::{Evaluation, Experiment, Forecast, Policy, Round, Score};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::given;

fn forecast(experiment: &Experiment) -> Forecast {
    let tests = Evaluation::of(experiment).test_all(&experiment.dataset, &experiment.settings);
    Forecast::of(experiment, &tests)
}

/// A gain that is owed but for rounding.
fn at_least(gain: f64, owed: f64) -> bool {
    gain >= owed - 1e-9 * owed.abs().max(gain.abs()).max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_foretold_comes_true(experiment in given::experiment()) {
        let found = forecast(&experiment);
        for (policy, foretold) in [
            (Policy::AllAtOnce, found.together),
            (Policy::SharedStep, found.shared),
            (Policy::ColourClasses, found.grouped),
        ] {
            let mut experiment = experiment.clone();
            experiment.settings.policy = policy;
            let round = Round::play(&experiment, 1);
            let score = experiment.settings.score;
            prop_assert_eq!(round.after.score(score), foretold, "{:?}", policy);
            prop_assert_eq!((round.before.score(score), round.promised), (found.before, found.alone));
        }
    }

    #[test]
    fn what_is_sure_is_kept(experiment in given::experiment()) {
        let found = forecast(&experiment);
        if found.adds_up() {
            prop_assert!(at_least(found.gain(found.together), found.alone));
            prop_assert!(at_least(found.alone, found.gain(found.together)));
        }
        if let Some(sure) = found.sure_when_shared() {
            prop_assert!(sure >= 0.0 && at_least(found.gain(found.shared), sure));
        }
        prop_assert_eq!(
            found.sure_when_shared().is_none(),
            found.score == Score::Matches && found.overlap > 1.0
        );
        prop_assert!(at_least(found.gain(found.grouped), 0.0));
    }
}

#[test]
fn the_lesson_is_foretold() {
    let mut lesson = sample::smiles().beginning();
    let found = forecast(&lesson);
    assert_eq!((found.directions, found.overlap, found.alone), (6, 5.0, 11.0));
    assert_eq!((found.before, found.together), (0.0, 3.0));
    assert_eq!(found.sure_when_shared(), None);
    lesson.settings.score = Score::SquaredError;
    let found = forecast(&lesson);
    assert_eq!((found.before, found.together), (4.0, 3.0));
    assert_eq!(found.sure_when_shared(), Some(found.alone / found.overlap));
}
