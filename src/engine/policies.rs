//! What moves, given the tests made at the start of a round.

use std::ops::ControlFlow;

use super::conflicts::{colour_classes, overlap};
use super::dataset::Dataset;
use super::evaluation::{Direction, Evaluation, WeightTest};
use super::exact::share;
use super::experiment::Experiment;
use super::settings::{Policy, Score, Settings, Size};
use super::standing::Standing;

/// The most halvings that [`Policy::Halving`] tries.
const MOST_HALVINGS: i32 = 20;

/// The weights after round `number` by the experiment's policy.
///
/// `start` is the evaluation at the experiment's weights and `tests` has one test per weight made there.
#[must_use]
pub fn weights_after(
    experiment: &Experiment,
    number: usize,
    start: &Evaluation,
    tests: &[WeightTest],
) -> Vec<f64> {
    watched(experiment, number, start, tests, &mut |_| ControlFlow::Continue(()))
        .unwrap_or_else(|| experiment.weights.to_vec())
}

/// The same, where the watch may break a policy that tests in turns: then there is no answer.
pub(super) fn watched(
    experiment: &Experiment,
    number: usize,
    start: &Evaluation,
    tests: &[WeightTest],
    watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<Vec<f64>> {
    let Experiment { dataset, settings, .. } = experiment;
    let step = settings.step;
    Some(match settings.policy {
        Policy::AllAtOnce => together(experiment, tests, step),
        Policy::OneAtATime | Policy::ColourClasses => in_turns(experiment, start, watch)?,
        Policy::BestOne => best_one(experiment, start, tests),
        Policy::SomeAtOnce => some_at_once(experiment, number, start, tests),
        Policy::SharedStep => {
            together(experiment, tests, step / overlap(dataset, &with_direction(tests)))
        }
        Policy::Halving => halving(experiment, start, tests).0,
        Policy::Gradient => against(experiment, start),
    })
}

/// What one round of a policy does, and how many tests it takes.
pub struct Applied {
    /// The weights after.
    pub weights: Vec<f64>,
    /// Scores of weights moved by way of trial: two for every weight tested, and one for every size tried.
    pub tests: u64,
}

/// One round without its record: only the tests that the policy needs are made.
pub fn apply(
    standing: &mut Standing,
    number: usize,
    watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<Applied> {
    let settings = standing.experiment.settings;
    let all = 2 * standing.experiment.weights.len() as u64;
    if !settings.follows_tests() || settings.policy.tests_in_turns() {
        let tests = if settings.follows_tests() { all } else { 0 };
        return Some(Applied { weights: standing.weights_after(number, &[], watch)?, tests });
    }
    let tests = standing.tests(watch)?;
    if settings.policy == Policy::Halving {
        let (weights, tried) = halving(&standing.experiment, &standing.evaluation, &tests);
        return Some(Applied { weights, tests: all + tried });
    }
    Some(Applied { weights: standing.weights_after(number, &tests, watch)?, tests: all })
}

/// The groups of weights that have their turns one after the other under a policy that tests in turns: one weight
/// each, or the colour classes.
#[must_use]
pub fn turns(dataset: &Dataset, policy: Policy) -> Vec<Vec<usize>> {
    match policy {
        Policy::ColourClasses => colour_classes(dataset),
        _ => (0..dataset.shape.cells()).map(|weight| vec![weight]).collect(),
    }
}

/// The weights whose test found a direction, in reading order.
#[must_use]
pub fn with_direction(tests: &[WeightTest]) -> Vec<usize> {
    let tests = tests.iter().enumerate();
    tests.filter(|(_, test)| test.direction != Direction::Leave).map(|(i, _)| i).collect()
}

/// The derivative of the score by every weight, in reading order; 0 for a score that has none.
#[must_use]
pub fn gradient(dataset: &Dataset, outputs: &[f64], score: Score) -> Vec<f64> {
    let mut gradient = vec![0.0; dataset.shape.cells()];
    for (example, &output) in dataset.examples.iter().zip(outputs) {
        let slope = score.slope(output, example.label);
        for (sum, pixel) in gradient.iter_mut().zip(&example.pixels) {
            *sum += slope * pixel;
        }
    }
    gradient
}

/// A rate at which [`Policy::Gradient`] never makes a smooth score worse: 1 / (2 * the sum of all squared pixels), as
/// the curvature of the squared error is at most that sum twice, and that of the log-loss less. Rounded down to one
/// digit.
#[must_use]
pub fn safe_rate(dataset: &Dataset) -> f64 {
    let pixels = dataset.examples.iter().flat_map(|e| &e.pixels);
    let squares: f64 = pixels.map(|pixel| pixel * pixel).sum();
    if squares == 0.0 {
        return 1.0;
    }
    let rate = (0.5 / squares).min(1.0);
    let digit = 10.0_f64.powf(rate.log10().floor());
    match (rate / digit).floor() {
        // Just below a power of ten, whose logarithm is rounded up to it.
        0.0 => 0.9 * digit,
        digits => digits * digit,
    }
}

/// By how much one weight alone is best moved for the squared error; 0 where no example has it lit.
#[must_use]
pub fn best_amount(dataset: &Dataset, outputs: &[f64], weight: usize) -> f64 {
    let (mut shared, mut size) = (0.0, 0.0);
    for (example, output) in dataset.examples.iter().zip(outputs) {
        let pixel = example.pixels[weight];
        shared += (example.label - output) * pixel;
        size += pixel * pixel;
    }
    if size == 0.0 { 0.0 } else { shared / size }
}

fn together(experiment: &Experiment, tests: &[WeightTest], step: f64) -> Vec<f64> {
    experiment
        .weights
        .iter()
        .zip(tests)
        .map(|(weight, test)| weight + test.direction.sign() * step)
        .collect()
}

fn in_turns(
    experiment: &Experiment,
    start: &Evaluation,
    watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<Vec<f64>> {
    let Experiment { dataset, settings, .. } = experiment;
    let mut weights = experiment.weights.to_vec();
    let mut now = start.clone();
    let groups = turns(dataset, settings.policy);
    for (turn, group) in groups.iter().enumerate() {
        if watch(share(turn as u128, groups.len() as u128)).is_break() {
            return None;
        }
        let direction = |weight: &usize| now.test(dataset, settings, *weight).direction.sign();
        let changes: Vec<(usize, f64)> =
            group.iter().map(|weight| (*weight, direction(weight) * settings.step)).collect();
        for (weight, change) in changes.into_iter().filter(|(_, change)| *change != 0.0) {
            weights[weight] += change;
            now = now.moved(dataset, settings, weight, change);
        }
    }
    Some(weights)
}

fn some_at_once(
    experiment: &Experiment,
    number: usize,
    start: &Evaluation,
    tests: &[WeightTest],
) -> Vec<f64> {
    let Experiment { dataset, settings, .. } = experiment;
    let mut weights = experiment.weights.to_vec();
    let candidates = match settings.size {
        Size::Step => with_direction(tests),
        Size::Fitted => {
            let lit = dataset.lit_cells();
            (0..lit.len()).filter(|weight| lit[*weight]).collect()
        }
    };
    for weight in drawn(candidates, settings.p, settings.seed, number) {
        weights[weight] += match settings.size {
            Size::Step => tests[weight].direction.sign() * settings.step,
            Size::Fitted => best_amount(dataset, &start.outputs, weight),
        };
    }
    weights
}

/// `p` of `candidates`, or all where they are no more, drawn without repetition: the same for the same seed and
/// number of the round.
fn drawn(candidates: Vec<usize>, p: usize, seed: u64, number: usize) -> Vec<usize> {
    /// Spreads the numbers of rounds over all seeds, so that no two seeds share a sequence of draws.
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let round = u64::try_from(number).unwrap_or(u64::MAX).wrapping_mul(SPREAD);
    fastrand::Rng::with_seed(seed ^ round).choose_multiple(candidates, p)
}

fn against(experiment: &Experiment, start: &Evaluation) -> Vec<f64> {
    let Settings { score, rate, .. } = experiment.settings;
    let slopes = gradient(&experiment.dataset, &start.outputs, score);
    experiment.weights.iter().zip(slopes).map(|(weight, slope)| weight - rate * slope).collect()
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
    let mut weights = experiment.weights.to_vec();
    if let Some((i, _)) = best {
        weights[i] += tests[i].direction.sign() * step;
    }
    weights
}

/// The weights after, and how many sizes were tried.
fn halving(experiment: &Experiment, start: &Evaluation, tests: &[WeightTest]) -> (Vec<f64>, u64) {
    let settings = &experiment.settings;
    let score = settings.score;
    let stay = start.tally.score(score);
    let mut tried = 0;
    for halvings in 0..=MOST_HALVINGS {
        let weights = together(experiment, tests, settings.step * 0.5_f64.powi(halvings));
        let there = Evaluation::at(&experiment.dataset, &weights, settings);
        tried += 1;
        // Of the two moments the less exact one decides what is a tie.
        let whole = start.whole && there.whole;
        if !score.beats(stay, there.tally.score(score), whole) {
            return (weights, tried);
        }
    }
    (experiment.weights.to_vec(), tried)
}
