//! Whether all changes may be applied at once: what is sure, against rounds worked out the long way.

use std::ops::ControlFlow;

use jointly::document::words::{self, Foreseen, Way};
use jointly::engine::{
    Direction, Evaluation, Experiment, Forecast, Meeting, Policy, Round, Score, WeightTest,
};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::{counts, number, shows};
use crate::rounds::{chosen, facts, is_blurred, played};

fn meeting(experiment: &Experiment) -> Meeting {
    Meeting::of(&experiment.dataset, |_| ControlFlow::Continue(())).expect("it goes on")
}

fn tests(experiment: &Experiment) -> Vec<WeightTest> {
    Evaluation::of(experiment).test_all(&experiment.dataset, &experiment.settings)
}

/// What is sure, before the tests and after them.
fn told(experiment: &Experiment) -> [words::Told; 2] {
    let forecast = Forecast::of(experiment, &tests(experiment));
    [Foreseen::Untested, Foreseen::Tested(&forecast)]
        .map(|foreseen| words::allowed(&meeting(experiment), &experiment.settings, foreseen))
}

fn is_scored_by(score: Score, shown: &str) -> bool {
    shown
        == match score {
            Score::Matches => "matches",
            Score::AbsoluteError => "the total error",
            Score::SquaredError => "squared error",
            Score::LogLoss => "log-loss",
        }
}

/// An experiment seen without the engine.
struct Sure<'a> {
    naive: Naive<'a>,
    /// How many weights are lit, and the most in one picture.
    lit: usize,
    most_lit: usize,
    /// How many weights have a direction, and the most of them in one picture.
    directions: usize,
    omega: usize,
    /// What each alone gains, added up.
    alone: f64,
    /// The largest score that sums are made of.
    scale: f64,
}

impl<'a> Sure<'a> {
    fn of(experiment: &'a Experiment) -> Self {
        let naive = Naive(experiment);
        let examples = &experiment.dataset.examples;
        let lights = |i: &usize| examples.iter().any(|e| e.pixels[*i] != 0.0);
        let most = examples.iter().map(|e| e.pixels.iter().filter(|x| **x != 0.0).count()).max();
        let tests = naive.tests();
        let at = tests.iter().flat_map(|(up, stay, down, _)| [*up, *stay, *down]);
        Self {
            lit: (0..experiment.weights.len()).filter(lights).count(),
            most_lit: most.unwrap_or(0),
            directions: tests.iter().filter(|test| test.3 != Direction::Leave).count(),
            omega: naive.omega(),
            alone: tests.iter().map(|test| naive.promise(test)).sum(),
            scale: at.fold(1.0, f64::max)
                * f64::from(u32::try_from(tests.len()).unwrap_or(u32::MAX)),
            naive,
        }
    }

    fn score(&self) -> Score {
        self.naive.0.settings.score
    }

    /// The gain of applying by a policy.
    fn gain(&self, policy: Policy) -> f64 {
        let mut experiment = self.naive.0.clone();
        experiment.settings.policy = policy;
        let after = Naive(&experiment).weights_after(&[]);
        self.naive.gain(self.naive.score(&experiment.weights), self.naive.score(&after))
    }

    fn never_loses(&self, policy: Policy) -> bool {
        self.gain(policy) >= -1e-9 * self.scale
    }

    fn adds_up(&self) -> bool {
        self.omega <= 1 && (self.gain(Policy::AllAtOnce) - self.alone).abs() <= 1e-9 * self.scale
    }
}

fn fits_before(of: &Sure, told: &words::Told) -> TestCaseResult {
    let convex = of.score() != Score::Matches;
    let forms: [Form; 8] = [
        ("May all changes be applied at once?", &|_| of.lit > 0),
        ("No pixel is lit in any picture, so no weight decides anything.", &|_| of.lit == 0),
        (
            "Scored by {}, with the step shared among the most changes that meet in one picture, all at once never make it worse.",
            &|g| {
                let shared = of.never_loses(Policy::SharedStep);
                convex && of.most_lit > 1 && is_scored_by(of.score(), g[0]) && shared
            },
        ),
        (
            "Scored by matches, nothing makes it sure: past its label a picture no longer matches.",
            &|_| !convex && of.most_lit > 1,
        ),
        (
            "No two weights share a lit pixel in any picture: all at once will gain exactly what each alone, added up, does.",
            &|_| of.most_lit == 1 && of.adds_up(),
        ),
        ("Up to {} of the {} lit weights meet in one picture.", &|g| {
            of.lit > 2 && of.most_lit > 1 && counts(g[0], of.most_lit) && counts(g[1], of.lit)
        }),
        ("Both lit weights meet in one picture.", &|_| of.lit == 2 && of.most_lit == 2),
        ("Test all weights to see the rest.", &|_| of.lit > 0),
    ];
    let sentences = if of.lit == 0 { 0 } else { 2 + usize::from(of.most_lit > 1) };
    prop_assert_eq!(told.sentences.len(), sentences);
    holds(&told.text(), &forms)
}

fn fits_after(of: &Sure, told: &words::Told) -> TestCaseResult {
    let convex = of.score() != Score::Matches;
    let omega = f64::from(u32::try_from(of.omega).expect("few"));
    let many = of.directions > 1 && of.omega > 1;
    let alone = |shown: &str| shows(shown, of.alone, of.scale);
    let shared = |gain: f64| of.gain(Policy::SharedStep) >= gain - 1e-9 * of.scale;
    let forms: [Form; 15] = [
        ("No pixel is lit in any picture, so no weight decides anything.", &|_| of.lit == 0),
        ("No weight has a direction: there is nothing to apply.", &|_| of.directions == 0),
        ("Yes: one change is alone anyway.", &|_| of.directions == 1),
        ("It gains exactly what its test found: {}.", &|g| alone(g[0]) && of.adds_up()),
        ("Yes: their gains add up exactly.", &|_| of.directions > 1 && of.adds_up()),
        (
            "No two of the {} changes share a lit pixel in any picture, so all at once gain exactly what each alone, added up, does: {}.",
            &|g| counts(g[0], of.directions) && alone(g[1]) && of.adds_up(),
        ),
        ("Both changes meet in one picture.", &|_| of.directions == 2 && of.omega == 2),
        ("Up to {} of the {} changes meet in one picture.", &|g| {
            of.directions > 2 && counts(g[0], of.omega) && counts(g[1], of.directions)
        }),
        ("Yes, if the step is shared.", &|_| many && convex && of.never_loses(Policy::SharedStep)),
        (
            "At 1/{} of the step, all at once gain at least 1/{} of each alone, added up: {} / {} = {}.",
            &|g| {
                let most = [g[0], g[1], g[3]].iter().all(|shown| counts(shown, of.omega));
                most && alone(g[2])
                    && shows(g[4], of.alone / omega, of.scale)
                    && shared(of.alone / omega)
            },
        ),
        ("So the directions are never wrong together if the step is shared.", &|_| shared(0.0)),
        ("At the whole step nothing is sure.", &|_| many),
        ("Not for sure, scored by matches.", &|_| many && !convex),
        (
            "Past its label a picture no longer matches, so matches do not add up, and a shared step makes nothing sure.",
            &|_| many && !convex,
        ),
        ("Scored by an error instead, a shared step never makes it worse.", &|_| {
            let mut other = of.naive.0.clone();
            other.settings.score = Score::SquaredError;
            !convex && Sure::of(&other).never_loses(Policy::SharedStep)
        }),
    ];
    holds(&told.text(), &forms)
}

/// A way says of itself what is so.
fn fits_the_way(of: &Sure, way: &Way, after: f64) -> TestCaseResult {
    let before = of.naive.score(&of.naive.0.weights);
    let gain = of.naive.gain(before, after);
    // In the table numbers are brief.
    let near = |shown: &str, value: f64| {
        number(shown).is_some_and(|shown| {
            (shown - value).abs() <= 0.006 * value.abs().max(0.2) + 1e-9 * of.scale
        })
    };
    let outcome = |g: &[&str]| near(g[0], before) && near(g[1], after) && near(g[2], gain);
    holds(&way.outcome, &[("{} → {}, gain {}", &outcome)])?;
    let slack = 1e-9 * of.scale;
    let share = of.alone / f64::from(u32::try_from(of.omega).unwrap_or(u32::MAX));
    let sure: [Form; 5] = [
        ("nothing", &|_| true),
        ("not known", &|_| way.applied),
        ("no loss", &|_| gain >= -slack),
        ("exactly {}", &|g| near(g[0], gain) && (gain - of.alone).abs() <= slack),
        ("at least {}", &|g| near(g[0], share) && gain >= share - slack),
    ];
    holds(&way.sure, &sure)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sure_is_so(experiment in experiment()) {
        let [before, after] = told(&experiment);
        is_english(&before.text())?;
        is_english(&after.text())?;
        let round = Round::play(&experiment, 1);
        if !is_blurred(&facts(&experiment, &round), &round) {
            let of = Sure::of(&experiment);
            fits_before(&of, &before)?;
            fits_after(&of, &after)?;
        }
    }

    #[test]
    fn ways_say_what_came_of_them(experiment in experiment(), chosen in chosen()) {
        let forecast = Forecast::of(&experiment, &tests(&experiment));
        let round = played(&experiment, 1, chosen.as_ref());
        if is_blurred(&facts(&experiment, &round), &round) {
            return Ok(());
        }
        let of = Sure::of(&experiment);
        let ways = words::ways(&forecast, Some(&round));
        prop_assert_eq!(ways.iter().filter(|way| way.applied).count(), 1);
        prop_assert_eq!(&words::ways(&forecast, None).len(), &3);
        for way in ways {
            let mut by = experiment.clone();
            by.settings.policy = way.policy;
            let after = if way.applied { round.weights_after.to_vec() } else { Naive(&by).weights_after(&[]) };
            fits_the_way(&of, &way, of.naive.score(&after))?;
        }
    }

    #[test]
    fn groups_are_counted(experiment in experiment()) {
        let text = words::grouped(&meeting(&experiment));
        is_english(&text)?;
        let naive = Naive(&experiment);
        let lit: Vec<usize> =
            (0..experiment.weights.len()).filter(|i| experiment.dataset.lights(*i)).collect();
        let mut colours: Vec<usize> = lit.iter().map(|i| naive.colours()[*i]).collect();
        colours.sort_unstable();
        colours.dedup();
        let groups = colours.len();
        holds(&text, &[
            ("Every lit weight meets every other: group by group is one at a time.", &|_| {
                lit.len() > 1 && lit.iter().all(|i| lit.iter().all(|j| i == j || naive.meet(*i, *j)))
            }),
            ("No weight is lit in any picture.", &|_| groups == 0),
            ("No two lit weights meet: all of them are one group, in which gains add up exactly.", &|_| groups == 1),
            ("Group by group adds up exactly inside each group: {} groups.", &|g| counts(g[0], groups)),
        ])?;
        let spectrum = meeting(&experiment).spectrum;
        let theory = words::parallel(&spectrum);
        is_english(&theory)?;
        holds(&theory, &[
            (
                "In theory up to about {} at random may each move by their own best amount at once, and the squared error still falls.",
                &|g| counts(g[0], spectrum.parallel()),
            ),
            ("It says nothing of fixed steps.", &|_| true),
        ])?;
    }
}

#[test]
fn the_lesson_is_told() {
    let mut lesson = sample::smiles().beginning();
    let [before, after] = told(&lesson).map(|told| told.text());
    assert_eq!(
        before,
        "May all changes be applied at once? Scored by matches, nothing makes it sure: past its label a picture no \
         longer matches. Up to 7 of the 8 lit weights meet in one picture. Test all weights to see the rest."
    );
    assert_eq!(
        after,
        "Not for sure, scored by matches. Up to 5 of the 6 changes meet in one picture. Past its label a picture no \
         longer matches, so matches do not add up, and a shared step makes nothing sure. Scored by an error instead, a \
         shared step never makes it worse."
    );
    lesson.settings.score = Score::SquaredError;
    lesson.settings.step = 0.5;
    assert_eq!(
        told(&lesson)[1].text(),
        "Yes, if the step is shared. Up to 5 of the 6 changes meet in one picture. At 1/5 of the step, all at once gain \
         at least 1/5 of each alone, added up: 2 / 5 = 0.4. So the directions are never wrong together if the step is \
         shared. At the whole step nothing is sure."
    );
    let forecast = Forecast::of(&lesson, &tests(&lesson));
    let ways = words::ways(&forecast, Some(&Round::play(&lesson, 1)));
    let text = |way: &Way| format!("{}: {}: {}", way.name, way.sure, way.outcome);
    assert_eq!(
        ways.iter().map(text).collect::<Vec<_>>(),
        [
            "All at once: nothing: 4 → 1, gain +3",
            "Shared step, 1/5: at least +0.4: 4 → 2.92, gain +1.08",
            "Group by group: no loss: 4 → 1.75, gain +2.25",
        ]
    );
    assert!(ways[0].applied);
}
