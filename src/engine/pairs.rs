//! Two changes of a round together: what they gain beyond each alone.

use super::dataset::Dataset;
use super::round::Round;
use super::score::{Criterion, Tally};
use super::settings::Score;

/// The pair terms of a round: for two of its changes, what both together gain less what each gains alone.
///
/// That is v({i, j}) - v({i}) - v({j}), where v is the gain at the round's score of applying only these changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    /// The weights, all of which moved, in the order they were asked for.
    pub weights: Vec<usize>,
    /// The most of these changes that meet on lit pixels of one example. Up to 1, they add up exactly.
    pub meeting: usize,
    /// The upper triangle, row by row.
    terms: Vec<f64>,
}

impl Pairs {
    /// All pairs of these weights; those that did not move are left out, for their terms are 0.
    ///
    /// Takes N x (lit changes an example)² / 2 steps, and as many numbers as there are pairs.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round, weights: &[usize]) -> Self {
        let weights: Vec<usize> = weights.iter().copied().filter(|i| round.moves(*i)).collect();
        let changes: Vec<_> = weights.iter().map(|&i| (i, round.change(i))).collect();
        let terms = vec![0.0; row_start(weights.len(), weights.len())];
        let mut pairs = Self { terms, weights, meeting: 0 };
        let score = round.settings.score;
        each_example(dataset, round, score, &changes, |felt| felt.add_to(&mut pairs));
        pairs
    }

    /// The term of the weights at two different positions in [`Pairs::weights`].
    #[must_use]
    pub fn term(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (a.min(b), a.max(b));
        self.terms[row_start(self.weights.len(), a) + b - a - 1]
    }

    /// Every pair of weights with its term, row by row.
    pub fn iter(&self) -> impl Iterator<Item = ([usize; 2], f64)> + '_ {
        let pairs = self.weights.iter().enumerate().flat_map(|(position, &first)| {
            self.weights[position + 1..].iter().map(move |&second| [first, second])
        });
        pairs.zip(self.terms.iter().copied())
    }

    /// Up to `most` weights: those whose terms, whichever their signs, add up to most, in the order of
    /// [`Pairs::weights`]; the first on a tie.
    #[must_use]
    pub fn strongest(&self, most: usize) -> Vec<usize> {
        let others = |a: usize| (0..self.weights.len()).filter(move |b| *b != a);
        let strength = |a: usize| others(a).map(|b| self.term(a, b).abs()).sum::<f64>();
        let mut ranked: Vec<(usize, f64)> =
            (0..self.weights.len()).map(|a| (a, strength(a))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(most);
        ranked.sort_by_key(|(a, _)| *a);
        ranked.into_iter().map(|(a, _)| self.weights[a]).collect()
    }

    /// All terms added up.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.terms.iter().sum()
    }
}

/// Where row `a` of the triangle of `k` weights begins.
const fn row_start(k: usize, a: usize) -> usize {
    a * (2 * k).saturating_sub(a + 1) / 2
}

/// The changes that touch one example, in the order asked for.
pub(super) struct Felt<'a> {
    criterion: &'a Criterion,
    score: Score,
    before: f64,
    label: f64,
    /// What the output before is worth.
    stay: f64,
    /// The position of each among all changes.
    positions: Vec<usize>,
    /// Change x pixel of each.
    contributions: Vec<f64>,
    /// What the output is worth with each alone.
    alone: Vec<f64>,
    /// The terms of one change with all that come after it.
    terms: Vec<f64>,
}

/// Shows `see` every example in turn, with those of `changes` (weight and change) that touch it, and what they are
/// worth at `score`.
pub(super) fn each_example(
    dataset: &Dataset,
    round: &Round,
    score: Score,
    changes: &[(usize, f64)],
    mut see: impl FnMut(&mut Felt),
) {
    let mut felt = Felt {
        criterion: &round.criterion,
        score,
        before: 0.0,
        label: 0.0,
        stay: 0.0,
        positions: Vec::new(),
        contributions: Vec::new(),
        alone: Vec::new(),
        terms: Vec::new(),
    };
    for (example, record) in dataset.examples.iter().zip(&round.examples) {
        (felt.before, felt.label) = (record.before, example.label);
        felt.stay = felt.worth(record.before);
        felt.positions.clear();
        felt.contributions.clear();
        felt.alone.clear();
        for (position, &(weight, change)) in changes.iter().enumerate() {
            let pixel = example.pixels[weight];
            if pixel != 0.0 {
                felt.positions.push(position);
                felt.contributions.push(change * pixel);
                felt.alone.push(felt.worth(record.before + change * pixel));
            }
        }
        see(&mut felt);
    }
}

/// What an output of an example with this label adds to a score, seen as a gain.
fn worth(criterion: &Criterion, score: Score, output: f64, label: f64) -> f64 {
    score.gain(0.0, score.part(criterion, output, label))
}

impl Felt<'_> {
    fn worth(&self, output: f64) -> f64 {
        worth(self.criterion, self.score, output, self.label)
    }

    /// The gains of the changes, each alone, added up.
    pub(super) fn singles(&self) -> f64 {
        self.alone.iter().map(|alone| alone - self.stay).sum()
    }

    /// All pair terms added up.
    pub(super) fn pairs(&mut self) -> f64 {
        let mut total = 0.0;
        for first in 0..self.positions.len() {
            self.fill_terms(first);
            total += self.terms.iter().sum::<f64>();
        }
        total
    }

    fn add_to(&mut self, pairs: &mut Pairs) {
        let k = pairs.weights.len();
        pairs.meeting = pairs.meeting.max(self.positions.len());
        for first in 0..self.positions.len() {
            self.fill_terms(first);
            let position = self.positions[first];
            let row = &mut pairs.terms[row_start(k, position)..row_start(k, position + 1)];
            for (other, term) in self.positions[first + 1..].iter().zip(&self.terms) {
                row[other - position - 1] += term;
            }
        }
    }

    /// The terms of the change at `first` with each that comes after it.
    fn fill_terms(&mut self, first: usize) {
        let mut terms = std::mem::take(&mut self.terms);
        terms.clear();
        let others = &self.contributions[first + 1..];
        let contribution = self.contributions[first];
        if self.score == Score::SquaredError {
            // The closed form: (r - a - b)² - (r - a)² - (r - b)² + r² = 2ab.
            terms.extend(others.iter().map(|other| -2.0 * contribution * other));
        } else {
            let (from, alone) = (self.before + contribution, self.alone[first]);
            let others = others.iter().zip(&self.alone[first + 1..]);
            terms.extend(others.map(|(other, other_alone)| {
                (self.worth(from + other) + self.stay) - (alone + other_alone)
            }));
        }
        self.terms = terms;
    }
}

/// Something under no, either and both of two changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Four<T> {
    /// With neither change.
    pub neither: T,
    /// With the first alone.
    pub first: T,
    /// With the second alone.
    pub second: T,
    /// With both.
    pub both: T,
}

impl<T: Copy> Four<T> {
    fn map<U>(self, mut f: impl FnMut(T) -> U) -> Four<U> {
        Four {
            neither: f(self.neither),
            first: f(self.first),
            second: f(self.second),
            both: f(self.both),
        }
    }
}

/// An example that both of two changes touch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Its number, from 0.
    pub example: usize,
    /// Its outputs.
    pub outputs: Four<f64>,
    /// Whether it matches there.
    pub matches: Four<bool>,
    /// What it adds to the term.
    pub term: f64,
}

/// Two changes of a round, from near.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The two weights.
    pub weights: [usize; 2],
    /// The score of all examples.
    pub scores: Four<f64>,
    /// What both together gain less what each gains alone.
    pub term: f64,
    /// The examples that both touch, in order. No other adds to the term.
    pub shared: Vec<Shared>,
    /// The sum over all examples of the product of the two pixels.
    pub product: f64,
}

impl Pair {
    /// The changes of two different weights of a round.
    #[must_use]
    pub fn of(dataset: &Dataset, round: &Round, weights: [usize; 2]) -> Self {
        let [i, j] = weights;
        let (one, other) = (round.change(i), round.change(j));
        let outputs = |e: usize| {
            let (before, pixels) = (round.examples[e].before, &dataset.examples[e].pixels);
            let first = before + one * pixels[i];
            let both = first + other * pixels[j];
            Four { neither: before, first, second: before + other * pixels[j], both }
        };
        let score = |read: fn(Four<f64>) -> f64| {
            let examples = dataset.examples.iter().enumerate();
            let outputs_and_labels = examples.map(|(e, example)| (read(outputs(e)), example.label));
            Tally::of(&round.criterion, outputs_and_labels).score(round.settings.score)
        };
        let is_lit = |e: usize, i: usize| dataset.examples[e].pixels[i] != 0.0;
        let shared = (0..dataset.examples.len()).filter(|e| is_lit(*e, i) && is_lit(*e, j));
        let shared = shared.map(|example| {
            let (outputs, label) = (outputs(example), dataset.examples[example].label);
            let matches = outputs.map(|output| round.criterion.matches(output, label));
            let worth = outputs.map(|o| worth(&round.criterion, round.settings.score, o, label));
            let term = (worth.both + worth.neither) - (worth.first + worth.second);
            Shared { example, outputs, matches, term }
        });
        Self {
            weights,
            scores: Four {
                neither: score(|outputs| outputs.neither),
                first: score(|outputs| outputs.first),
                second: score(|outputs| outputs.second),
                both: score(|outputs| outputs.both),
            },
            term: Pairs::of(dataset, round, &weights).total(),
            shared: shared.collect(),
            product: dataset.examples.iter().map(|e| e.pixels[i] * e.pixels[j]).sum(),
        }
    }
}
