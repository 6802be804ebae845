//! What moves, given the tests made at the start of a round.

use super::evaluation::{Direction, Evaluation, WeightTest};
use super::experiment::Experiment;
use super::settings::{Policy, Settings};

/// The most halvings that [`Policy::Halving`] tries.
const MOST_HALVINGS: i32 = 20;

/// The weights after one round by the experiment's policy.
///
/// `start` is the evaluation at the experiment's weights and `tests` has one test per weight made there.
#[must_use]
pub fn weights_after(
    experiment: &Experiment,
    start: &Evaluation,
    tests: &[WeightTest],
) -> Vec<f64> {
    let step = experiment.settings.step;
    match experiment.settings.policy {
        Policy::AllAtOnce => together(experiment, tests, step),
        Policy::OneAtATime => one_at_a_time(experiment, start),
        Policy::BestOne => best_one(experiment, start, tests),
        Policy::SharedStep => together(experiment, tests, step / overlap(experiment, tests)),
        Policy::Halving => halving(experiment, start, tests),
    }
}

/// Omega: the most noted changes that meet on lit pixels of one example, at least 1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most 1,048,576 weights")]
pub fn overlap(experiment: &Experiment, tests: &[WeightTest]) -> f64 {
    let meeting = |pixels: &[f64]| {
        tests
            .iter()
            .zip(pixels)
            .filter(|(test, pixel)| test.direction.sign() != 0.0 && **pixel != 0.0)
            .count()
    };
    let examples = experiment.dataset.examples.iter();
    examples.map(|e| meeting(&e.pixels)).max().unwrap_or(0).max(1) as f64
}

fn together(experiment: &Experiment, tests: &[WeightTest], step: f64) -> Vec<f64> {
    experiment
        .weights
        .iter()
        .zip(tests)
        .map(|(weight, test)| weight + test.direction.sign() * step)
        .collect()
}

fn one_at_a_time(experiment: &Experiment, start: &Evaluation) -> Vec<f64> {
    let Experiment { dataset, settings, .. } = experiment;
    let mut weights = experiment.weights.clone();
    let mut now = start.clone();
    for (i, weight) in weights.iter_mut().enumerate() {
        let change = now.test(dataset, settings, i).direction.sign() * settings.step;
        if change != 0.0 {
            *weight += change;
            now = now.moved(dataset, settings, i, change);
        }
    }
    weights
}

fn best_one(experiment: &Experiment, start: &Evaluation, tests: &[WeightTest]) -> Vec<f64> {
    let Settings { score, step, .. } = experiment.settings;
    let mut best: Option<(usize, f64)> = None;
    for (i, test) in tests.iter().enumerate() {
        // Every gain is one over the same score, so that the best score has the largest.
        let there = match test.direction {
            Direction::Lower => test.down,
            Direction::Leave => continue,
            Direction::Raise => test.up,
        };
        if best.is_none_or(|(_, most)| score.beats(there, most, start.whole)) {
            best = Some((i, there));
        }
    }
    let mut weights = experiment.weights.clone();
    if let Some((i, _)) = best {
        weights[i] += tests[i].direction.sign() * step;
    }
    weights
}

fn halving(experiment: &Experiment, start: &Evaluation, tests: &[WeightTest]) -> Vec<f64> {
    let settings = &experiment.settings;
    let score = settings.score;
    let stay = start.tally.score(score);
    (0..=MOST_HALVINGS)
        .map(|halvings| together(experiment, tests, settings.step * 0.5_f64.powi(halvings)))
        .find(|weights| {
            let there = Evaluation::at(&experiment.dataset, weights, settings);
            // Of the two moments the less exact one decides what is a tie.
            let whole = start.whole && there.whole;
            !score.beats(stay, there.tally.score(score), whole)
        })
        .unwrap_or_else(|| experiment.weights.clone())
}
