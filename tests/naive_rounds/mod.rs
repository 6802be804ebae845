//! Weight tests, policies and outcomes worked out the long way.

use jointly::engine::{Cause, Direction, Outcome, Policy, Score, Size};

use crate::naive::{Naive, SLACK};

/// One weight's test: the scores raised, left and lowered, and the better direction.
pub type Test = (f64, f64, f64, Direction);

impl Naive<'_> {
    /// Whether scores at `weights` are exact: those of whole numbers are, but for the log-loss.
    pub fn exact(&self, weights: &[f64]) -> bool {
        self.0.settings.score != Score::LogLoss && self.whole(weights)
    }

    /// Whether `a` is better than `b`, both scored near `weights`.
    fn better(&self, a: f64, b: f64, weights: &[f64]) -> bool {
        let exactly = self.0.settings.score == Score::Matches || self.exact(weights);
        let tie = if exactly { 0.0 } else { SLACK * a.abs().max(1.0) };
        self.gain(b, a) > tie
    }

    pub fn test(&self, i: usize, weights: &[f64]) -> Test {
        let at = |change: f64| {
            let mut there = weights.to_vec();
            there[i] += change;
            self.score(&there)
        };
        let step = self.0.settings.step;
        let (up, stay, down) = (at(step), at(0.0), at(-step));
        let better = |a, b| self.better(a, b, weights);
        let direction = match () {
            () if better(up, stay) && better(up, down) => Direction::Raise,
            () if better(down, stay) && better(down, up) => Direction::Lower,
            () => Direction::Leave,
        };
        (up, stay, down, direction)
    }

    pub fn tests(&self) -> Vec<Test> {
        let weights = &self.0.weights;
        (0..weights.len()).map(|i| self.test(i, weights)).collect()
    }

    pub fn promise(&self, test: &Test) -> f64 {
        let (up, stay, down, direction) = *test;
        match direction {
            Direction::Raise => self.gain(stay, up),
            Direction::Lower => self.gain(stay, down),
            Direction::Leave => 0.0,
        }
    }

    /// The most changed, lit pixels in any one example; 0 where nothing changes.
    pub fn omega(&self) -> usize {
        let tests = self.tests();
        let mut most = 0;
        for example in &self.0.dataset.examples {
            let met = (0..tests.len())
                .filter(|i| tests[*i].3 != Direction::Leave && example.pixels[*i] != 0.0);
            most = most.max(met.count());
        }
        most
    }

    fn all_by(&self, step: f64) -> Vec<f64> {
        let mut weights = self.0.weights.to_vec();
        for (weight, test) in weights.iter_mut().zip(self.tests()) {
            *weight += signed(test.3, step);
        }
        weights
    }

    /// Whether two weights are lit together somewhere.
    pub fn meet(&self, i: usize, j: usize) -> bool {
        self.0.dataset.examples.iter().any(|e| e.pixels[i] != 0.0 && e.pixels[j] != 0.0)
    }

    /// The group of every weight: each gets the smallest number that no earlier one it meets has.
    pub fn colours(&self) -> Vec<usize> {
        let mut colours: Vec<usize> = Vec::new();
        for i in 0..self.0.weights.len() {
            let taken = |colour: &usize| (0..i).any(|j| colours[j] == *colour && self.meet(i, j));
            let free = (0..=i).find(|colour| !taken(colour)).unwrap_or(i);
            colours.push(free);
        }
        colours
    }

    /// What moving `i` by `change` does to the squared error, for the best of all changes.
    fn best_amount(&self, i: usize) -> f64 {
        let examples = &self.0.dataset.examples;
        let sum = |of: &dyn Fn(usize) -> f64| (0..examples.len()).fold(0.0, |sum, e| sum + of(e));
        let (w, pixel) = (&self.0.weights, |e: usize| examples[e].pixels[i]);
        let size = sum(&|e| pixel(e) * pixel(e));
        let wanted = sum(&|e| (self.label(e) - self.output(e, w)) * pixel(e));
        if size > 0.0 { wanted / size } else { 0.0 }
    }

    /// The derivative by weight `i`.
    pub fn derivative(&self, i: usize) -> f64 {
        let weights = &self.0.weights;
        (0..self.0.dataset.examples.len()).fold(0.0, |sum, e| {
            let (output, label) = (self.output(e, weights), self.label(e));
            let pixel = self.0.dataset.examples[e].pixels[i];
            sum + match self.0.settings.score {
                Score::SquaredError => 2.0 * (output - label) * pixel,
                Score::LogLoss => -label * pixel / (1.0 + (label * output).exp()),
                Score::Matches | Score::AbsoluteError => f64::NAN,
            }
        })
    }

    /// The weights after a round in which those in `drawn` were drawn, if the policy draws.
    pub fn weights_after(&self, drawn: &[usize]) -> Vec<f64> {
        let start = &self.0.weights;
        let step = self.0.settings.step;
        match self.0.settings.policy {
            Policy::AllAtOnce => self.all_by(step),
            Policy::OneAtATime => {
                let mut weights = start.to_vec();
                for i in 0..weights.len() {
                    let direction = self.test(i, &weights).3;
                    weights[i] += signed(direction, step);
                }
                weights
            }
            Policy::ColourClasses => {
                let mut weights = start.to_vec();
                let colours = self.colours();
                for colour in 0..colours.len() {
                    let before = weights.clone();
                    for i in (0..colours.len()).filter(|i| colours[*i] == colour) {
                        weights[i] += signed(self.test(i, &before).3, step);
                    }
                }
                weights
            }
            Policy::SomeAtOnce => {
                let mut weights = start.to_vec();
                for &i in drawn {
                    weights[i] += match self.0.settings.size {
                        Size::Step => signed(self.test(i, start).3, step),
                        Size::Fitted => self.best_amount(i),
                    };
                }
                weights
            }
            Policy::Gradient => {
                let rate = self.0.settings.rate;
                (0..start.len()).map(|i| start[i] - rate * self.derivative(i)).collect()
            }
            Policy::BestOne => {
                let tests = self.tests();
                let gains: Vec<f64> = tests.iter().map(|test| self.promise(test)).collect();
                let most = gains.iter().copied().fold(0.0, f64::max);
                let near = SLACK * self.score(start).abs().max(1.0);
                let mut weights = start.to_vec();
                let best = (0..tests.len())
                    .find(|i| tests[*i].3 != Direction::Leave && gains[*i] >= most - near);
                if let Some(i) = best {
                    weights[i] += signed(tests[i].3, step);
                }
                weights
            }
            Policy::SharedStep => {
                let omega = u32::try_from(self.omega().max(1)).map_or(f64::NAN, f64::from);
                self.all_by(step / omega)
            }
            Policy::Halving => {
                let mut size = step;
                for _ in 0..=20 {
                    let there = self.all_by(size);
                    let exact = self.exact(start) && self.exact(&there);
                    let (now, then) = (self.score(start), self.score(&there));
                    let tie = if exact || self.0.settings.score == Score::Matches {
                        0.0
                    } else {
                        SLACK * now.abs().max(1.0)
                    };
                    if self.gain(now, then) >= -tie {
                        return there;
                    }
                    size /= 2.0;
                }
                start.to_vec()
            }
        }
    }

    pub fn outcome(&self, e: usize, after: &[f64]) -> Outcome {
        match (self.matches(e, &self.0.weights), self.matches(e, after)) {
            (true, true) => Outcome::Kept,
            (false, true) => Outcome::Fixed,
            (true, false) => Outcome::Broken,
            (false, false) => Outcome::Missed,
        }
    }

    fn slack(&self, e: usize, weights: &[f64]) -> f64 {
        if self.whole(weights) { 0.0 } else { SLACK * self.label(e).abs().max(1.0) }
    }

    pub fn cause(&self, e: usize, after: &[f64]) -> Cause {
        let before = &self.0.weights;
        let slack = self.slack(e, before).max(self.slack(e, after));
        let r = self.label(e) - self.output(e, before);
        let r2 = self.label(e) - self.output(e, after);
        let zero = |value: f64| value.abs() <= slack;
        if zero(r2) {
            Cause::OnTarget
        } else if zero(r - r2) {
            Cause::Unmoved
        } else if zero(r) || (r > 0.0) != (r2 > 0.0) {
            Cause::Overshot
        } else if r2.abs() < r.abs() {
            Cause::FellShort
        } else {
            Cause::PushedAway
        }
    }
}

fn signed(direction: Direction, step: f64) -> f64 {
    match direction {
        Direction::Raise => step,
        Direction::Lower => -step,
        Direction::Leave => 0.0,
    }
}
