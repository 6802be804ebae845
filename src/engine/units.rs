//! Experiments as whole numbers of units, for the fast round of [`kernels`](super::kernels).
//!
//! Where pixels are bytes on common levels and every weight is a whole number of steps, or of halves or quarters of a step, an output
//! is a whole number too: of units, a unit being that part of a step times the difference of two levels. Which outputs match
//! is then an interval of whole numbers, whatever the rule and the tolerance. With whole pixels, and steps that are sums of powers
//! of two, the scores are those of [`Evaluation`] to the last bit. Else, as with levels or steps that no binary fraction is, weights and
//! outputs are off by 1e-11 of themselves at most, where [`Evaluation`] has roundings of its own.

mod in_turns;

use std::ops::Range;
use std::sync::Arc;

use super::dataset::{Dataset, Example};
use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::kernels::{
    Aim, Columns, Effort, Gram, Packed, Problem, Scattered, Scores, State, Wanted, outputs,
};
use super::score::Criterion;
use super::settings::{Score, Settings};

/// The most halvings of a step.
const HALVINGS: i32 = 20;
/// Smaller units come near the slack of matching.
const LEAST: f64 = 1e-6;
/// What adding steps of a tenth up again and again has made of a multiple of it, and far less than matching allows.
const NEAR: f64 = 1e-11;
/// After so many rounds that would have been faster with what takes long to make, it is made: a run that has come so far may
/// well go on.
const MADE_AFTER: u32 = 200;
/// So few products are done as soon as they are prepared for.
const FEW: usize = 1 << 16;

/// Weights as whole numbers.
struct Scale {
    /// What a weight of one unit is.
    unit: f64,
    /// The weights in units.
    weights: Vec<i32>,
    /// A step in units: a power of two.
    nudge: i32,
}

impl Scale {
    /// Weights in the largest part of a step, halved again and again, of which they are all multiples.
    fn of(weights: &[f64], step: f64) -> Option<Self> {
        let mut halvings = 0;
        for &weight in weights {
            while whole(weight, step * 0.5_f64.powi(halvings)).is_none() {
                halvings += 1;
                if halvings > HALVINGS {
                    return None;
                }
            }
        }
        let unit = step * 0.5_f64.powi(halvings);
        let weights: Option<Vec<i32>> = weights.iter().map(|w| whole(*w, unit)).collect();
        Some(Self { unit, weights: weights?, nudge: 1 << halvings })
    }
}

/// A number in units, if it is a whole number of them that fits, give or take [`NEAR`] of itself.
fn whole(number: f64, unit: f64) -> Option<i32> {
    #[expect(clippy::cast_possible_truncation, reason = "compared afterwards")]
    let units = (number / unit).round() as i32;
    let off = (f64::from(units) * unit - number).abs();
    (off <= NEAR * (number.abs() + unit)).then_some(units)
}

/// How many steps there are from one whole pixel to the next, the same for all pictures; `None` where one has other levels or none.
fn levels(dataset: &Dataset) -> Option<f64> {
    let mut steps = dataset.examples.iter().map(|e| Some(e.pixels.as_bytes()?.1.steps()));
    let first = steps.next()??;
    steps.all(|steps| steps == Some(first)).then_some(first)
}

/// The outputs of all examples, where they can be found as whole numbers.
pub(super) fn fast_outputs(dataset: &Dataset, weights: &[f64], step: f64) -> Option<Vec<f64>> {
    let pixels = dataset.examples.len() * dataset.shape.cells();
    if pixels < FEW {
        return None;
    }
    let scale = Scale::of(weights, step)?;
    let unit = scale.unit / levels(dataset)?;
    let rows: Vec<&[u8]> =
        dataset.examples.iter().filter_map(|e| Some(e.pixels.as_bytes()?.0)).collect();
    let rows = Scattered::new(&rows, dataset.shape.cells())?;
    let found = outputs(&rows, &scale.weights, Effort::here(pixels))?;
    Some(found.into_iter().map(|output| f64::from(output) * unit).collect())
}

/// Pixels of pictures that lie one after the other.
pub(super) struct Laid {
    block: Arc<Vec<u8>>,
    bytes: Range<usize>,
}

impl AsRef<[u8]> for Laid {
    fn as_ref(&self) -> &[u8] {
        &self.block[self.bytes.clone()]
    }
}

impl Laid {
    /// All pictures of a dataset: where they lie, if one follows the other there, else copied.
    fn of(dataset: &Dataset) -> Option<Self> {
        let cells = dataset.shape.cells();
        let all = dataset.examples.len() * cells;
        let (block, from) = dataset.examples.first()?.pixels.place()?;
        let follows = |(e, example): (usize, &Arc<Example>)| {
            let place = example.pixels.place();
            place.is_some_and(|(other, at)| Arc::ptr_eq(block, other) && at == from + e * cells)
        };
        if dataset.examples.iter().enumerate().all(follows) {
            return Some(Self { block: Arc::clone(block), bytes: from..from + all });
        }
        let mut block = Vec::with_capacity(all);
        for example in &dataset.examples {
            block.extend_from_slice(example.pixels.as_bytes()?.0);
        }
        Some(Self { block: Arc::new(block), bytes: 0..all })
    }
}

/// An experiment in units, with the outputs and tests at its weights.
pub(super) struct Units {
    state: State<Packed<Laid>>,
    settings: Settings,
    /// What a weight of one unit is.
    weight: f64,
    /// What an output of one unit is.
    output: f64,
    weights: Vec<i32>,
    /// The pixels turned round, once that was worth it.
    columns: Option<Arc<Columns>>,
    /// How many rounds have gone by.
    rounds: u32,
    /// In how many of them few enough weights moved that their columns alone would have done.
    sparse_rounds: u32,
}

impl Units {
    /// The experiment, whose outputs match by `criterion`; `None` where it is not one of whole numbers, or they are too large.
    pub(super) fn of(experiment: &Experiment, criterion: &Criterion) -> Option<Self> {
        let Experiment { dataset, settings, .. } = experiment;
        let Plan { scale, output, aims } = Plan::of(experiment, criterion)?;
        let rows = Packed::new(Laid::of(dataset)?, dataset.shape.cells())?;
        let effort = Effort::here(dataset.examples.len() * dataset.shape.cells());
        let problem = Arc::new(Problem::new(rows, &aims).ok()?);
        let (start, asked) = (&scale.weights, wanted(settings.score));
        let state = State::at(problem, start, scale.nudge, asked, effort).ok()?;
        let Scale { unit: weight, weights, .. } = scale;
        let (columns, rounds, sparse_rounds) = (None, 0, 0);
        let settings = *settings;
        Some(Self { state, settings, weight, output, weights, columns, rounds, sparse_rounds })
    }

    /// Moves to other weights under the same settings. Where they are no whole number of units, or too large, nothing moves and the
    /// answer is no.
    #[must_use]
    pub(super) fn advance(&mut self, weights: &[f64]) -> bool {
        let units: Option<Vec<i32>> = weights.iter().map(|w| whole(*w, self.weight)).collect();
        let Some(units) = units else { return false };
        let moves: Option<Vec<i32>> =
            units.iter().zip(&self.weights).map(|(to, from)| to.checked_sub(*from)).collect();
        let Some(moves) = moves.filter(|moves| self.state.advance(moves).is_ok()) else {
            return false;
        };
        self.weights = units;
        self.rounds += 1;
        self.sparse_rounds += u32::from(Columns::are_better(&moves));
        if self.rounds == MADE_AFTER && self.wants_products() {
            let gram = Gram::of(self.state.problem().rows(), self.state.effort());
            // Of the same rows, so that they are of one width.
            let _ = self.state.keep_products(Arc::new(gram));
        }
        // Without its products the squared error reads all rows in any case.
        let reads_all = self.settings.score == Score::SquaredError && !self.wants_products();
        if self.sparse_rounds == MADE_AFTER && !reads_all {
            self.columns();
        }
        true
    }

    /// Whether a long run is worth the products of all columns, for the squared error: they take as long as one to two hundred rounds,
    /// each of which takes half as long with them.
    fn wants_products(&self) -> bool {
        /// Of more columns the products are too large.
        const MOST: usize = 2_048;
        self.settings.score == Score::SquaredError && self.state.problem().width() <= MOST
    }

    /// The pixels turned round, which takes as long as some tens of rounds and as much memory again as the pixels. From then on
    /// they serve rounds in which few weights move, too.
    fn columns(&mut self) -> Arc<Columns> {
        let Self { state, columns, .. } = self;
        let columns = columns.get_or_insert_with(|| {
            let columns = Arc::new(Columns::of(state.problem().rows()));
            // Of the same rows, so that they belong.
            let _ = state.keep_columns(Arc::clone(&columns));
            columns
        });
        Arc::clone(columns)
    }

    /// The score, of what the kernels found.
    #[expect(clippy::cast_precision_loss, reason = "as sums of `f64` would round")]
    fn value(&self, scores: &Scores) -> f64 {
        match self.settings.score {
            Score::Matches | Score::LogLoss => scores.matched as f64,
            Score::AbsoluteError => scores.absolute as f64 * self.output,
            Score::SquaredError => scores.squared as f64 * self.output * self.output,
        }
    }

    /// The outputs.
    pub(super) fn outputs(&self) -> impl Iterator<Item = f64> + '_ {
        self.state.outputs().iter().map(|output| f64::from(*output) * self.output)
    }

    /// The tests of every weight, which stand where `evaluation` is of.
    pub(super) fn tests(&self, evaluation: &Evaluation) -> Vec<WeightTest> {
        let score = self.settings.score;
        let stay = evaluation.tally.score(score);
        if score == Score::LogLoss {
            let losses = self.state.log_loss(self.output);
            let tests = losses.up.into_iter().zip(losses.down);
            let found = |(up, down)| WeightTest::found(score, [up, stay, down], false);
            return tests.map(found).collect();
        }
        let tests = self.state.tests();
        let both = tests.up.iter().zip(&tests.down);
        let found = |(up, down)| [self.value(up), stay, self.value(down)];
        both.map(|both| WeightTest::found(score, found(both), evaluation.whole)).collect()
    }
}

/// What the kernels are asked for in every pass. The log-loss is another one.
const fn wanted(score: Score) -> Wanted {
    match score {
        Score::Matches => Wanted { matched: true, ..Wanted::NONE },
        Score::AbsoluteError => Wanted { absolute: true, ..Wanted::NONE },
        Score::SquaredError => Wanted { squared: true, ..Wanted::NONE },
        Score::LogLoss => Wanted::NONE,
    }
}

/// How an experiment becomes one of whole numbers.
struct Plan {
    scale: Scale,
    /// What an output of one unit is.
    output: f64,
    aims: Vec<Aim>,
}

impl Plan {
    fn of(experiment: &Experiment, criterion: &Criterion) -> Option<Self> {
        let Experiment { dataset, weights, settings } = experiment;
        if dataset.examples.len() * dataset.shape.cells() < FEW {
            return None;
        }
        let scale = Scale::of(weights, settings.step)?;
        let output = scale.unit / levels(dataset)?;
        let aims = aims(dataset, criterion, output, settings.score)?;
        Some(Self { scale, output, aims })
    }
}

/// Whether an experiment can be one of whole numbers, unless they are too large.
pub(super) fn has_units(experiment: &Experiment) -> bool {
    Plan::of(experiment, &Criterion::new(&experiment.settings, false)).is_some()
}

/// What the output of every example is measured against, in units.
fn aims(dataset: &Dataset, criterion: &Criterion, unit: f64, score: Score) -> Option<Vec<Aim>> {
    if unit < LEAST {
        return None;
    }
    let aim = |label: f64| {
        let matching = criterion.matching(label);
        let (low, high) = (least(*matching.start(), unit), most(*matching.end(), unit));
        let label = match score {
            Score::Matches => 0,
            Score::AbsoluteError | Score::SquaredError => whole(label, unit)?,
            Score::LogLoss if label.abs() == 1.0 => whole(label, 1.0)?,
            Score::LogLoss => return None,
        };
        Some(Aim { low, high, label })
    };
    // Neighbours often have the same label.
    let mut last: Option<(f64, Aim)> = None;
    let mut aims = Vec::with_capacity(dataset.examples.len());
    for example in &dataset.examples {
        let known = last.filter(|(label, _)| *label == example.label).map(|(_, aim)| aim);
        let aim = match known {
            Some(aim) => aim,
            None => aim(example.label)?,
        };
        last = Some((example.label, aim));
        aims.push(aim);
    }
    Some(aims)
}

/// The least whole number of units that is no less than `bound`.
#[expect(clippy::cast_possible_truncation, reason = "bounds further off are never reached")]
fn least(bound: f64, unit: f64) -> i32 {
    let near = (bound / unit).floor().clamp(-2e9, 2e9) as i32 - 1;
    (near..near + 4).find(|units| f64::from(*units) * unit >= bound).unwrap_or(i32::MAX)
}

/// The greatest whole number of units that is no more than `bound`.
fn most(bound: f64, unit: f64) -> i32 {
    -least(-bound, unit)
}
