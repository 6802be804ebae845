//! The tests of every weight in one pass over the examples, in floating point: for all data, weights and scores that are
//! not whole numbers of units.
//!
//! Asking example by example what each test would change reads every pixel once, in the order in which they lie in memory. Of a
//! picture of bytes the answer is worked out once for each byte there can be, not once for each pixel. The scores differ from those
//! of [`Evaluation::test`](super::Evaluation::test), which adds up all examples for each weight, by rounding alone: by less than 2^-52 of
//! the sum of all that is added up, for every example.

use std::ops::ControlFlow;

use super::dataset::{Dataset, Example};
use super::evaluation::{Evaluation, WeightTest};
use super::exact::share;
use super::log_loss::LogLosses;
use super::score::Criterion;
use super::settings::{Score, Settings};

/// Examples between two looks at the watch: some milliseconds.
const LOOK: usize = 1_000;

/// Tests every weight, in reading order. `None` where the watch breaks.
pub(super) fn test_all(
    evaluation: &Evaluation,
    dataset: &Dataset,
    settings: &Settings,
    watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Option<Vec<WeightTest>> {
    let (score, step, cells) = (settings.score, settings.step, dataset.shape.cells());
    let mut sums: Box<dyn Sums> = match score {
        Score::LogLoss => Box::new(LogLosses::new(step, cells)),
        Score::Matches | Score::AbsoluteError | Score::SquaredError => {
            Box::new(Changes::new(score, evaluation.criterion, step, cells))
        }
    };
    for (e, (example, output)) in dataset.examples.iter().zip(&evaluation.outputs).enumerate() {
        if e % LOOK == 0 && watch(share(e as u128, dataset.examples.len() as u128)).is_break() {
            return None;
        }
        sums.add(example, *output);
    }
    let stay = evaluation.tally.score(score);
    let tests = sums
        .scores(stay)
        .map(|(up, down)| WeightTest::found(score, [up, stay, down], evaluation.whole));
    Some(tests.collect())
}

/// Sums over examples, of what they score with each weight raised and lowered.
pub(super) trait Sums {
    /// Adds an example whose output is `output`.
    fn add(&mut self, example: &Example, output: f64);

    /// The scores with each weight raised and with it lowered, where that of leaving all is `stay`.
    fn scores(&mut self, stay: f64) -> Box<dyn Iterator<Item = (f64, f64)> + '_>;
}

/// What tests change of a score.
struct Changes {
    score: Score,
    criterion: Criterion,
    step: f64,
    /// For each weight the change when it is raised and when it is lowered.
    sums: Vec<[f64; 2]>,
    /// The outputs that match the label of the last example.
    matching: (f64, f64, f64),
    /// The changes by a byte's value.
    by_byte: Box<[[f64; 2]; 256]>,
}

impl Changes {
    fn new(score: Score, criterion: Criterion, step: f64, cells: usize) -> Self {
        Self {
            score,
            criterion,
            step,
            sums: vec![[0.0; 2]; cells],
            matching: (f64::NAN, 0.0, 0.0),
            by_byte: Box::new([[0.0; 2]; 256]),
        }
    }

    /// The least and the greatest output that matches a label. Neighbours often have the same.
    fn matching(&mut self, label: f64) -> [f64; 2] {
        if self.matching.0 != label {
            let matching = self.criterion.matching(label);
            self.matching = (label, *matching.start(), *matching.end());
        }
        [self.matching.1, self.matching.2]
    }

    /// Whether no change of the output by up to `reach` decides whether it matches.
    fn is_far(&self, output: f64, [low, high]: [f64; 2], reach: f64) -> bool {
        let (least, most) = (output - reach, output + reach);
        self.score == Score::Matches && (most < low || least > high || low <= least && most <= high)
    }
}

impl Sums for Changes {
    fn add(&mut self, example: &Example, output: f64) {
        let label = example.label;
        let matching = match self.score {
            Score::Matches => self.matching(label),
            _ => [0.0; 2],
        };
        let part = |score: Score, output: f64| match score {
            Score::Matches => f64::from(u8::from(matching[0] <= output && output <= matching[1])),
            _ => score.part(&self.criterion, output, label),
        };
        let (score, step) = (self.score, self.step);
        let here = part(score, output);
        let changes = |pixel: f64| {
            let moved = step * pixel;
            [part(score, output + moved) - here, part(score, output - moved) - here]
        };
        let Some((bytes, levels)) = example.pixels.as_bytes() else {
            for (sums, &pixel) in self.sums.iter_mut().zip(&example.pixels) {
                if pixel != 0.0 {
                    let [up, down] = changes(pixel);
                    sums[0] += up;
                    sums[1] += down;
                }
            }
            return;
        };
        let brightest = bytes.iter().copied().max().unwrap_or_default();
        if self.is_far(output, matching, step * levels.value(brightest)) {
            return;
        }
        let by_byte = &mut self.by_byte;
        for byte in 1..=brightest {
            by_byte[usize::from(byte)] = changes(levels.value(byte));
        }
        for (sums, byte) in self.sums.iter_mut().zip(bytes) {
            let [up, down] = by_byte[usize::from(*byte)];
            sums[0] += up;
            sums[1] += down;
        }
    }

    fn scores(&mut self, stay: f64) -> Box<dyn Iterator<Item = (f64, f64)> + '_> {
        Box::new(self.sums.iter().map(move |[up, down]| (stay + up, stay + down)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::engine::{Experiment, Levels, MatchRule, Pixels, Shape};

    /// Pictures of bytes, of bytes on levels, and of numbers, with outputs near and far.
    fn given(random: &mut fastrand::Rng) -> Experiment {
        let cells = random.usize(1..20);
        let per = [1.0, 16.0, 255.0][random.usize(..3)];
        let whole = random.bool();
        let pixels = |random: &mut fastrand::Rng| -> Pixels {
            let byte = |random: &mut fastrand::Rng| f64::from(random.u8(..) * random.u8(..2));
            let bytes: Vec<f64> = (0..cells).map(|_| byte(random)).collect();
            let on_levels = bytes.iter().map(|byte| byte / per).collect::<Vec<_>>();
            match random.u8(..3) {
                0 if !whole => Pixels::on(&Levels::per(per), &on_levels),
                1 => bytes.iter().map(|byte| byte - 60.0).collect(),
                _ => bytes.into(),
            }
        };
        let count = random.usize(..40);
        let example = |_| {
            let pixels = pixels(random);
            let label = [1.0, -1.0, 0.0, 37.0][random.usize(..if whole { 4 } else { 2 })];
            Arc::new(Example { name: String::new(), label, pixels })
        };
        let examples = (0..count).map(example).collect();
        let shape = Shape { width: cells, height: 1 };
        let dataset = Dataset { shape, examples, label_names: BTreeMap::new() };
        let scale = [0.0, 0.01, 1.0, 40.0][random.usize(..4)];
        let weight = |random: &mut fastrand::Rng| {
            let weight = (random.f64() - 0.5) * scale;
            if whole { weight.round() } else { weight }
        };
        let mut experiment = Experiment::at_rest(dataset);
        experiment.weights = (0..cells).map(|_| weight(random)).collect();
        experiment.settings.step = if whole { 1.0 } else { [0.3, 1.0, 1e-3][random.usize(..3)] };
        experiment.settings.match_rule = [MatchRule::Exact, MatchRule::Sign][random.usize(..2)];
        experiment.settings.tolerance = [0.0, 1.0, 300.0][random.usize(..3)];
        experiment
    }

    #[test]
    fn rows_find_what_columns_find() {
        let mut random = fastrand::Rng::with_seed(6);
        for _ in 0..3_000 {
            let mut experiment = given(&mut random);
            let two_sided = experiment.dataset.is_two_sided();
            for score in [Score::Matches, Score::AbsoluteError, Score::SquaredError, Score::LogLoss]
            {
                experiment.settings.score = score;
                let Experiment { dataset, settings, .. } = &experiment;
                if score == Score::LogLoss && !two_sided {
                    continue;
                }
                let evaluation = Evaluation::of(&experiment);
                let found =
                    test_all(&evaluation, dataset, settings, &mut |_| ControlFlow::Continue(()));
                for (weight, found) in found.unwrap().into_iter().enumerate() {
                    let wanted = evaluation.test(dataset, settings, weight);
                    if evaluation.whole && score != Score::LogLoss || score == Score::Matches {
                        assert_eq!(found, wanted);
                        continue;
                    }
                    let size = [wanted.up, wanted.stay, wanted.down].map(f64::abs);
                    let near = 1e-11 * size.into_iter().fold(1.0, f64::max);
                    for (found, wanted) in [(found.up, wanted.up), (found.down, wanted.down)] {
                        assert!((found - wanted).abs() <= near, "{score:?} {found} {wanted}");
                    }
                    assert_eq!(found.stay, wanted.stay);
                }
            }
        }
    }

    #[test]
    fn it_stops_when_told() {
        let experiment = given(&mut fastrand::Rng::with_seed(6));
        let evaluation = Evaluation::of(&experiment);
        let Experiment { dataset, settings, .. } = &experiment;
        assert!(!dataset.examples.is_empty());
        let found = test_all(&evaluation, dataset, settings, &mut |_| ControlFlow::Break(()));
        assert_eq!(found, None);
    }
}
