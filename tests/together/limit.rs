//! Ever shorter steps, against what must hold of them.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{Evaluation, Example, Experiment, Limit, Score, Settings, gradient};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::given;
use crate::naive::Naive;

fn limit(experiment: &Experiment) -> Limit {
    Limit::of(experiment, |_| ControlFlow::Continue(())).expect("it goes on")
}

/// Experiments scored by a smooth score.
fn smooth() -> impl Strategy<Value = Experiment> {
    (given::experiment(), any::<bool>()).prop_map(|(mut experiment, log_loss)| {
        experiment.settings.score = if log_loss { Score::LogLoss } else { Score::SquaredError };
        if log_loss {
            for example in &mut Arc::make_mut(&mut experiment.dataset).examples {
                let example: &mut Example = Arc::make_mut(example);
                example.label = if example.label < 0.0 { -1.0 } else { 1.0 };
            }
        }
        experiment
    })
}

/// The most that the second derivative of one example's part of the score by its output can be.
fn bend(score: Score) -> f64 {
    if score == Score::SquaredError { 2.0 } else { 0.25 }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn each_row_is_a_round_at_its_step(experiment in smooth()) {
        let found = limit(&experiment);
        prop_assert_eq!(found.rows.len(), 11);
        for (row, step) in found.rows.iter().zip(Limit::steps()) {
            prop_assert_eq!(row.step, step);
            let mut there = experiment.clone();
            there.settings = Settings { step, ..there.settings };
            let naive = Naive(&there);
            let stay = naive.score(&there.weights);
            let slack = 1e-9 * stay.max(1.0);
            let (mut alone, mut after, mut near) = (0.0, there.weights.clone(), false);
            for i in 0..after.len() {
                let nudged = |by: f64| {
                    let mut weights = there.weights.clone();
                    weights[i] += by;
                    naive.gain(stay, naive.score(&weights))
                };
                let (up, down) = (nudged(step), nudged(-step));
                // Rounding may decide what is as near to a tie as this.
                near |= [up, down, up - down].iter().any(|d| (d.abs() - slack).abs() <= 0.5 * slack);
                if up > slack && up - down > slack {
                    alone += up;
                    after[i] += step;
                } else if down > slack && down - up > slack {
                    alone += down;
                    after[i] -= step;
                }
            }
            let moved = after.iter().zip(&there.weights).filter(|(a, b)| a != b).count();
            if !near {
                let together = naive.gain(stay, naive.score(&after));
                let size = 1e-9 * stay.max(alone).max(together.abs()).max(1.0);
                prop_assert_eq!(row.directions, moved);
                prop_assert!((row.alone - alone).abs() <= size, "{:?} {}", row, alone);
                prop_assert!((row.together - together).abs() <= size, "{:?} {}", row, together);
            }
        }
    }

    /// A convex score that falls one way has its derivative there: a direction is never with the gradient.
    #[test]
    fn every_direction_is_against_the_gradient(experiment in smooth()) {
        let found = limit(&experiment);
        for row in &found.rows {
            prop_assert_eq!(row.agreeing, row.directions, "{:?}", row);
        }
    }

    /// f(w + h s) lies between its tangent and that plus h^2 / 2 times what f bends along s at most: b |X s|^2,
    /// where b bounds the second derivative by an output. So it is with each change alone, and |s_i x_i|^2.
    #[test]
    fn each_alone_and_together_come_to_agree(experiment in smooth()) {
        let found = limit(&experiment);
        let start = Evaluation::of(&experiment);
        for row in &found.rows {
            let settings = Settings { step: row.step, ..experiment.settings };
            let tests = start.test_all(&experiment.dataset, &settings);
            let signs: Vec<f64> = tests.iter().map(|test| test.direction.sign()).collect();
            let (mut joint, mut single) = (0.0, 0.0);
            for example in &experiment.dataset.examples {
                let parts = signs.iter().zip(&example.pixels).map(|(s, x)| s * x);
                joint += parts.clone().sum::<f64>().powi(2);
                single += parts.map(|part| part * part).sum::<f64>();
            }
            let bound = row.step * row.step / 2.0 * bend(found.score) * joint.max(single);
            let rounding = 1e-9 * start.tally.score(found.score).max(1.0);
            prop_assert!((row.together - row.alone).abs() <= bound + rounding, "{:?} {}", row, bound);
            if let Some(ratio) = row.ratio() && row.alone > 1e3 * rounding {
                prop_assert!((1.0 - ratio).abs() <= (bound + rounding) / row.alone);
            }
        }
    }

    #[test]
    fn short_steps_find_every_slope(experiment in smooth()) {
        let found = limit(&experiment);
        let last = found.rows.last().expect("there are steps");
        // A step helps where it is shorter than the slope over half the bend, and gains more than a tie.
        let steep = |i: usize| {
            let along = experiment.dataset.examples.iter().map(|e| e.pixels[i].powi(2)).sum::<f64>();
            let gain = last.step * (found.gradient[i].abs() - last.step / 2.0 * bend(found.score) * along);
            gain > 1e-8 * 1e4
        };
        let steep = (0..found.gradient.len()).filter(|i| steep(*i)).count();
        prop_assert!(last.directions >= steep, "{} of {}", last.directions, steep);
        prop_assert!(found.sloping() >= steep);
    }

    #[test]
    fn the_derivative_is_the_limit_of_the_differences(experiment in smooth()) {
        let found = limit(&experiment);
        for (i, slope) in found.gradient.iter().enumerate() {
            let differences = Limit::differences(&experiment, i);
            let rounding = |step: f64| 1e-13 * Naive(&experiment).score(&experiment.weights).max(1e3) / step;
            for (difference, step) in differences.iter().zip(Limit::steps()) {
                // Of a parabola the slope between two points is that halfway, exactly; of the log-loss it is off by
                // the third derivative, at most 0.1 |x|^3, times h^2 / 6.
                let cubes: f64 = experiment.dataset.examples.iter().map(|e| e.pixels[i].abs().powi(3)).sum();
                let bent = if found.score == Score::LogLoss { 0.1 * cubes * step * step / 6.0 } else { 0.0 };
                prop_assert!((difference - slope).abs() <= bent + rounding(step), "{} {}", difference, slope);
            }
        }
    }
}

#[test]
fn in_the_lesson_all_is_exact() {
    let mut lesson = sample::smiles().beginning();
    let found = limit(&lesson);
    assert_eq!(found.score, Score::SquaredError, "matches have no derivative");
    lesson.settings.score = Score::SquaredError;
    assert_eq!(limit(&lesson), found);
    let slopes = gradient(&lesson.dataset, &[0.0; 4], Score::SquaredError);
    assert_eq!(found.gradient, slopes);
    for (weight, slope) in slopes.into_iter().enumerate() {
        assert_eq!(Limit::differences(&lesson, weight), [slope; 11]);
    }
    let ratio = |n: usize| found.rows[n].ratio().expect("weights have directions");
    assert!(ratio(10) > 0.99 && ratio(0) < ratio(10), "{} {}", ratio(0), ratio(10));
}

#[test]
fn with_nothing_to_do_there_is_no_ratio() {
    let mut lesson = sample::smiles().beginning();
    lesson.dataset =
        Arc::new(jointly::engine::Dataset { examples: Vec::new(), ..(*lesson.dataset).clone() });
    let found = limit(&lesson);
    assert!(found.rows.iter().all(|row| row.ratio().is_none() && row.directions == 0));
    assert_eq!(found.sloping(), 0);
    assert_eq!(Limit::of(&lesson, |_| ControlFlow::Break(())), None);
}
