//! Where a run stands: the outputs at its weights, and the tests of every weight there, by the fastest way there is.

use std::ops::ControlFlow;

use super::evaluation::{Evaluation, WeightTest};
use super::experiment::Experiment;
use super::policies::{turns, watched};
use super::settings::Settings;
use super::units::{Units, has_units};

/// How the tests of a round are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One weight after the other, each over all examples: where they are few.
    ByWeights,
    /// Example by example, in floating point.
    ByRows,
    /// Example by example, in whole numbers of units, many at once: see [`kernels`](super::kernels).
    InUnits,
}

impl Way {
    /// The way for an experiment: whether its numbers are too large for units only shows on the way.
    #[must_use]
    pub fn of(experiment: &Experiment) -> Self {
        if Self::is_small(experiment) {
            Self::ByWeights
        } else if has_units(experiment) {
            Self::InUnits
        } else {
            Self::ByRows
        }
    }

    fn is_small(experiment: &Experiment) -> bool {
        let Experiment { dataset, .. } = experiment;
        dataset.examples.len() * dataset.shape.cells() <= Evaluation::FEW
    }
}

/// An experiment with its evaluation, and what makes its tests fast.
pub(super) struct Standing {
    pub experiment: Experiment,
    pub evaluation: Evaluation,
    /// The same in units, once tests were asked for, where it can be.
    units: Option<Units>,
    /// Whether it is known that it cannot be.
    in_reals: bool,
    /// The groups of weights that have their turns one after the other, once they were needed.
    groups: Option<Vec<Vec<usize>>>,
}

impl Standing {
    pub(super) fn at(experiment: Experiment) -> Self {
        let evaluation = Evaluation::of(&experiment);
        Self { experiment, evaluation, units: None, in_reals: false, groups: None }
    }

    /// The same under other settings.
    pub(super) fn set(&mut self, settings: Settings) {
        if self.experiment.settings != settings {
            let experiment = Experiment { settings, ..self.experiment.clone() };
            *self = Self::at(experiment);
        }
    }

    /// How tests are worked out here. In units where [`Way::of`] says so and the numbers are not too large.
    pub(super) fn way(&mut self) -> Way {
        if Way::is_small(&self.experiment) {
            return Way::ByWeights;
        }
        if self.units.is_none() && !self.in_reals {
            self.units = Units::of(&self.experiment, &self.evaluation.criterion);
            self.in_reals = self.units.is_none();
        }
        if self.units.is_some() { Way::InUnits } else { Way::ByRows }
    }

    /// Tests every weight, in reading order. `None` where the watch breaks.
    pub(super) fn tests(
        &mut self,
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Vec<WeightTest>> {
        let way = self.way();
        let Experiment { dataset, settings, .. } = &self.experiment;
        match &self.units {
            Some(units) if way == Way::InUnits => Some(units.tests(&self.evaluation)),
            _ => self.evaluation.tests(dataset, settings, watch),
        }
    }

    /// The weights after a round of this number, given the tests made here. `None` where the watch breaks.
    pub(super) fn weights_after(
        &mut self,
        number: usize,
        tests: &[WeightTest],
        watch: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Option<Vec<f64>> {
        let policy = self.experiment.settings.policy;
        if policy.tests_in_turns() && self.way() == Way::InUnits {
            let dataset = &self.experiment.dataset;
            let groups = self.groups.get_or_insert_with(|| turns(dataset, policy));
            if let Some(units) = &mut self.units {
                match units.in_turns(groups, &self.evaluation, watch) {
                    ControlFlow::Break(()) => return None,
                    ControlFlow::Continue(Some(after)) => return Some(after),
                    ControlFlow::Continue(None) => {}
                }
            }
        }
        watched(&self.experiment, number, &self.evaluation, tests, watch)
    }

    /// Moves to other weights. Gives the evaluation as it was.
    pub(super) fn advance(&mut self, weights: &super::Weights) -> Evaluation {
        self.experiment.weights = weights.clone();
        let Experiment { dataset, settings, .. } = &self.experiment;
        let moved = self.units.as_mut().is_some_and(|units| units.advance(weights));
        let now = match &self.units {
            Some(units) if moved => {
                Evaluation::with_outputs(dataset, weights, settings, units.outputs().collect())
            }
            _ => {
                self.units = None;
                self.in_reals = false;
                Evaluation::of(&self.experiment)
            }
        };
        std::mem::replace(&mut self.evaluation, now)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::engine::{
        Dataset, Example, Levels, MatchRule, Named, Pixels, Policy, Score, Shape, Trainer,
        weights_after,
    };

    /// Many pictures of bytes on one set of levels, which lie together, each alone, or one of them is alone.
    fn pictures(random: &mut fastrand::Rng, per: f64) -> Dataset {
        let shape = Shape { width: random.usize(60..130), height: 1 };
        let (cells, count) = (shape.cells(), 1_200);
        let lit = random.u8(1..=4);
        let byte = |random: &mut fastrand::Rng| random.u8(..) * u8::from(random.u8(..5) < lit);
        let block: Arc<Vec<u8>> = Arc::new((0..count * cells).map(|_| byte(random)).collect());
        let levels = Levels::per(per);
        let apart = random.bool();
        let labels = [[1.0, -1.0], [3.0, -1000.0]][random.usize(..2)];
        let example = |e: usize| {
            let mut pixels = Pixels::shared(&block, e * cells, cells, &levels);
            if apart {
                pixels = Pixels::on(&levels, &pixels.to_vec());
            }
            let label = labels[usize::from(e.is_multiple_of(3))];
            Arc::new(Example { name: String::new(), label, pixels })
        };
        Dataset { shape, examples: (0..count).map(example).collect(), label_names: BTreeMap::new() }
    }

    /// The outputs and tests worked out without units.
    fn wanted(experiment: &Experiment) -> (Evaluation, Vec<WeightTest>) {
        let Experiment { dataset, weights, settings } = experiment;
        let outputs: Vec<f64> = dataset.examples.iter().map(|e| e.pixels.dot(weights)).collect();
        let evaluation = Evaluation::with_outputs(dataset, weights, settings, outputs);
        let all = 0..dataset.shape.cells();
        let tests = all.map(|i| evaluation.test(dataset, settings, i)).collect();
        (evaluation, tests)
    }

    /// Plays a round, and checks its tests and what they move.
    fn check(trainer: &mut Trainer, number: usize, exact: bool) {
        let (evaluation, tests) = wanted(trainer.experiment());
        let after = weights_after(trainer.experiment(), number, &evaluation, &tests);
        let outputs = &evaluation.outputs;
        let standing = trainer.standing_mut();
        let found = standing.tests(&mut |_| ControlFlow::Continue(())).unwrap();
        let far = |a: f64, b: f64| (a - b).abs() > 1e-11 * a.abs().max(b.abs()).max(1.0);
        if exact {
            assert_eq!((&standing.evaluation.outputs, &found), (outputs, &tests));
        }
        assert!(!outputs.iter().zip(&standing.evaluation.outputs).any(|(a, b)| far(*a, *b)));
        for (found, wanted) in found.iter().zip(tests) {
            let far = |read: fn(&WeightTest) -> f64| far(read(found), read(&wanted));
            assert!(![far(|t| t.up), far(|t| t.stay), far(|t| t.down)].contains(&true));
            assert_eq!(found.direction, wanted.direction);
        }
        trainer.play(&mut |_| ControlFlow::Continue(()), |_| ()).unwrap();
        assert_eq!(trainer.experiment().weights, after[..]);
    }

    #[test]
    fn rounds_in_units_are_those_in_numbers() {
        let mut random = fastrand::Rng::with_seed(60);
        for (round, score) in
            [Score::Matches, Score::AbsoluteError, Score::SquaredError, Score::LogLoss]
                .into_iter()
                .cycle()
                .take(48)
                .enumerate()
        {
            let per = [1.0, 255.0, 16.0][round / 4 % 3];
            let step = [1.0, 0.5, 3.0, 0.25, 0.1, 0.001][random.usize(..6)];
            let mut experiment = Experiment::at_rest(pictures(&mut random, per));
            let two_sided = experiment.dataset.is_two_sided();
            let unfit = score == Score::LogLoss && !two_sided;
            let score = if unfit { Score::Matches } else { score };
            let policies =
                Policy::NAMES.iter().map(|(policy, _)| *policy).filter(|p| *p != Policy::Gradient);
            let policies: Vec<_> = policies.collect();
            experiment.settings = Settings {
                score,
                step,
                match_rule: [MatchRule::Exact, MatchRule::Sign][random.usize(..2)],
                tolerance: [0.0, 0.5, 1.0, 2000.0][random.usize(..4)],
                policy: policies[random.usize(..policies.len())],
                p: 7,
                ..Settings::default()
            };
            // Labels that are no whole number of units are for floating point.
            let labels = experiment.dataset.examples.iter().map(|e| e.label);
            let fits = matches!(score, Score::Matches | Score::LogLoss)
                || labels.clone().all(|label| {
                    let units = label * per / step;
                    is_whole(units) && units.abs() < 1e7
                }) && step != 3.0;
            let is_binary = [1.0, 0.5, 0.25].contains(&step);
            let mut trainer = Trainer::new(experiment, 1);
            assert!(!fits || trainer.way() == Way::InUnits, "{score:?} {per} {step}");
            for number in 1..=4 {
                check(&mut trainer, number, per == 1.0 && is_binary && score != Score::LogLoss);
            }
        }
    }

    fn is_whole(value: f64) -> bool {
        value.fract() == 0.0
    }

    #[test]
    fn a_long_run_goes_on_as_it_began() {
        let pictures = pictures(&mut fastrand::Rng::with_seed(63), 1.0);
        // Products of columns come in between, or the pixels turned round.
        for score in [Score::SquaredError, Score::Matches] {
            let mut experiment = Experiment::at_rest(pictures.clone());
            experiment.settings.score = score;
            let mut trainer = Trainer::new(experiment, 1);
            for number in 1..=300 {
                if number % 40 == 1 || (197..=220).contains(&number) {
                    check(&mut trainer, number, true);
                } else {
                    trainer.play(&mut |_| ControlFlow::Continue(()), |_| ()).unwrap();
                }
            }
            assert_eq!(trainer.way(), Way::InUnits);
        }
    }

    #[test]
    fn what_is_no_whole_number_of_units_is_worked_out_in_numbers() {
        let mut random = fastrand::Rng::with_seed(61);
        let whole = Experiment::at_rest(pictures(&mut random, 1.0));
        let way = |change: &dyn Fn(&mut Experiment)| {
            let mut experiment = whole.clone();
            change(&mut experiment);
            Trainer::new(experiment, 1).way()
        };
        assert_eq!(way(&|_| ()), Way::InUnits);
        assert_eq!(way(&|e| e.weights[3] = 0.1), Way::ByRows);
        assert_eq!(way(&|e| e.weights[3] = 1e9), Way::ByRows);
        let pixel = |value: f64| {
            move |experiment: &mut Experiment| {
                let dataset = Arc::make_mut(&mut experiment.dataset);
                Arc::make_mut(&mut dataset.examples[5]).pixels.set(2, value);
            }
        };
        assert_eq!(way(&pixel(7.0)), Way::InUnits);
        assert_eq!(way(&pixel(0.5)), Way::ByRows);
        assert_eq!(way(&|e| Arc::make_mut(&mut e.dataset).examples.truncate(3)), Way::ByWeights);
    }

    #[test]
    fn weights_that_leave_the_units_and_come_back_are_followed() {
        let mut random = fastrand::Rng::with_seed(62);
        let mut experiment = Experiment::at_rest(pictures(&mut random, 1.0));
        experiment.settings.score = Score::AbsoluteError;
        let mut standing = Standing::at(experiment.clone());
        for weight in [1.0, 0.5, 0.1, 2.0, -0.25] {
            let mut weights = standing.experiment.weights.clone();
            weights[0] = weight;
            standing.advance(&weights);
            let found = standing.tests(&mut |_| ControlFlow::Continue(())).unwrap();
            let (_, wanted) = wanted(&standing.experiment);
            for (found, wanted) in found.iter().zip(wanted) {
                assert!((found.up - wanted.up).abs() <= 1e-11 * wanted.up.abs());
            }
        }
    }
}
