//! A sample of the subsets of a round's changes, where all of them are too many.

use std::ops::{ControlFlow, RangeInclusive};

use crate::engine::dataset::Dataset;
use crate::engine::round::Round;

/// Subsets drawn together, so that a pixel is read once for all of them.
const BATCH: usize = 16;

/// Pixels read between two words to the observer: some milliseconds.
const PIXELS: usize = 1 << 18;

/// A number estimated from a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean over the sample. Not a number where the sample is empty.
    pub mean: f64,
    /// How far the mean typically is from the true one: its standard error. Not a number below two draws.
    pub standard_error: f64,
}

/// Subsets drawn at random, each change in or out with chance 1/2.
#[derive(Debug, Clone, PartialEq)]
pub struct SubsetSample {
    /// How many of those drawn match 0, 1, ... all examples.
    pub histogram: Vec<u64>,
    /// The most examples that one of them matches.
    pub matched: usize,
    /// The first drawn that matches so many: its weights in reading order.
    pub best: Vec<usize>,
    /// What a subset gains on the round's score, over no change at all.
    pub gain: Estimate,
}

impl SubsetSample {
    /// Draws `samples` subsets of the changes of a round on its dataset, the same ones for the same `seed`.
    ///
    /// The observer is told the share done, from 0 to 1, and may break: then there is no sample.
    pub fn of(
        dataset: &Dataset,
        round: &Round,
        samples: usize,
        seed: u64,
        mut observer: impl FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Self> {
        let changes: Vec<(usize, f64)> = round.changes().collect();
        let mut random = fastrand::Rng::with_seed(seed);
        let mut sample = Self {
            histogram: vec![0; dataset.examples.len() + 1],
            matched: 0,
            best: Vec::new(),
            gain: Estimate::of(&[]),
        };
        let before = dataset.examples.iter().zip(&round.examples);
        let score = round.settings.score;
        let stay = before.fold(0.0, |stay, (example, record)| {
            stay + score.part(&round.criterion, record.before, example.label)
        });
        let mut gains = Vec::new();
        for first in (0..samples).step_by(BATCH) {
            // Bit s of a change says whether it is in subset s of the batch.
            let drawn: Vec<u16> = changes.iter().map(|_| random.u16(..)).collect();
            let count = BATCH.min(samples - first);
            let all = samples as u128 * dataset.examples.len().max(1) as u128;
            let tallies = batch(dataset, round, &changes, &drawn, |e| {
                let done = first as u128 * dataset.examples.len() as u128 + (count * e) as u128;
                observer(super::share(done, all))
            });
            let ControlFlow::Continue(tallies) = tallies else { return None };
            for (s, tally) in tallies[..count].iter().enumerate() {
                sample.histogram[tally.matched] += 1;
                if gains.is_empty() || tally.matched > sample.matched {
                    let chosen = changes.iter().zip(&drawn).filter(|(_, bits)| *bits >> s & 1 == 1);
                    sample.best = chosen.map(|((weight, _), _)| *weight).collect();
                    sample.matched = tally.matched;
                }
                gains.push(score.gain(stay, tally.score));
            }
        }
        sample.gain = Estimate::of(&gains);
        Some(sample)
    }

    /// The share of all subsets that match a number of examples in this range.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    pub fn share(&self, matched: RangeInclusive<usize>) -> Estimate {
        let samples = self.histogram.iter().sum::<u64>() as f64;
        let within = self.histogram.get(matched).unwrap_or_default();
        let mean = within.iter().sum::<u64>() as f64 / samples;
        Estimate { mean, standard_error: (mean * (1.0 - mean) / (samples - 1.0)).sqrt() }
    }
}

impl Estimate {
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn of(values: &[f64]) -> Self {
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self { mean, standard_error: (squares / (count - 1.0) / count).sqrt() }
    }
}

/// How many examples a subset matches, and its score: the one that is asked for and no other.
#[derive(Clone, Copy, Default)]
struct Scored {
    matched: usize,
    score: f64,
}

/// The scores of a batch of subsets. The observer is told the example that comes next.
fn batch(
    dataset: &Dataset,
    round: &Round,
    changes: &[(usize, f64)],
    drawn: &[u16],
    mut observer: impl FnMut(usize) -> ControlFlow<()>,
) -> ControlFlow<(), [Scored; BATCH]> {
    let moved: Vec<[f64; BATCH]> = changes
        .iter()
        .zip(drawn)
        .map(|((_, change), bits)| std::array::from_fn(|s| f64::from(bits >> s & 1) * change))
        .collect();
    let mut tallies = [Scored::default(); BATCH];
    let often = (PIXELS / changes.len().max(1)).max(1);
    for (e, (example, record)) in dataset.examples.iter().zip(&round.examples).enumerate() {
        if e.is_multiple_of(often) {
            observer(e)?;
        }
        let mut outputs = [record.before; BATCH];
        for ((weight, _), moved) in changes.iter().zip(&moved) {
            let pixel = example.pixels[*weight];
            for (output, moved) in outputs.iter_mut().zip(moved) {
                *output += moved * pixel;
            }
        }
        for (tally, output) in tallies.iter_mut().zip(outputs) {
            tally.matched += usize::from(round.criterion.matches(output, example.label));
            tally.score += round.settings.score.part(&round.criterion, output, example.label);
        }
    }
    ControlFlow::Continue(tallies)
}
