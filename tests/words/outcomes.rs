//! Which outcomes, causes and rules of matching come together, and which cannot.

use std::collections::BTreeSet;
use std::sync::Arc;

use jointly::engine::{
    Cause, Dataset, Evaluation, Example, Experiment, MatchRule, Named, Outcome, Round, Settings,
    Shape,
};
use proptest::prelude::*;

use crate::given;
use crate::naive::Naive;

/// A rule of matching, by name.
pub const RULES: [(&str, MatchRule, f64); 3] = [
    ("exact", MatchRule::Exact, 0.0),
    ("tolerance", MatchRule::Exact, 1.0),
    ("sign", MatchRule::Sign, 0.0),
];

/// What can be, by rule and outcome; every other cause cannot. Labels of nearly a billion with weights
/// that become whole apart: there the billionth within which numbers are equal is a whole one.
const CAN_BE: [(&str, Outcome, &[Cause]); 12] = {
    use Cause::{FellShort, OnTarget, Overshot, PushedAway, Unmoved};
    use Outcome::{Broken, Fixed, Kept, Missed};
    [
        ("exact", Kept, &[OnTarget]),
        ("exact", Fixed, &[OnTarget]),
        ("exact", Broken, &[Overshot]),
        ("exact", Missed, &[Unmoved, Overshot, FellShort, PushedAway]),
        ("tolerance", Kept, &[OnTarget, Unmoved, Overshot, FellShort, PushedAway]),
        ("tolerance", Fixed, &[OnTarget, Overshot, FellShort]),
        ("tolerance", Broken, &[Overshot, PushedAway]),
        ("tolerance", Missed, &[Unmoved, Overshot, FellShort, PushedAway]),
        ("sign", Kept, &[OnTarget, Unmoved, Overshot, FellShort, PushedAway]),
        ("sign", Fixed, &[OnTarget, Overshot, FellShort]),
        ("sign", Broken, &[Overshot, PushedAway]),
        // The label 0 is never matched by sign, but it can be hit.
        ("sign", Missed, &[OnTarget, Unmoved, Overshot, FellShort, PushedAway]),
    ]
};

/// The names of a rule, an outcome and a cause that come together.
pub type Met = (&'static str, &'static str, &'static str);

/// All that can be.
pub fn can_be() -> BTreeSet<Met> {
    let of = |(rule, outcome, causes): (&'static str, Outcome, &'static [Cause])| {
        causes.iter().map(move |cause| (rule, outcome.name(), cause.name()))
    };
    CAN_BE.into_iter().flat_map(of).collect()
}

/// What happened to a picture.
pub fn met(rule: &'static str, round: &Round, e: usize) -> Met {
    (rule, round.examples[e].outcome.name(), round.examples[e].cause.name())
}

/// One picture called oak, its output and its two changes: a weight that is held on a pixel of 1 makes the output
/// `before`; two weights are moved by one step each, under pixels of the size of `parts`.
pub fn two_changes(rule: &str, label: f64, before: f64, parts: [f64; 2]) -> (Experiment, Round) {
    let (_, match_rule, tolerance) =
        RULES.into_iter().find(|(name, ..)| *name == rule).expect("a rule of that name");
    let pixels = vec![parts[0].abs(), parts[1].abs(), 1.0];
    let oak = Example { name: "oak".to_owned(), label, pixels: pixels.into() };
    let dataset = Dataset {
        shape: Shape { width: 3, height: 1 },
        examples: vec![Arc::new(oak)],
        label_names: std::collections::BTreeMap::new(),
    };
    let experiment = Experiment {
        dataset: Arc::new(dataset),
        weights: vec![0.0, 0.0, before].into(),
        settings: Settings { match_rule, tolerance, ..Settings::default() },
    };
    let tests = Evaluation::of(&experiment).test_all(&experiment.dataset, &experiment.settings);
    let step = |part: f64| if part == 0.0 { 0.0 } else { part.signum() };
    let after = vec![step(parts[0]), step(parts[1]), before];
    let round = Round::record(&experiment, 1, tests, after.into());
    (experiment, round)
}

#[test]
fn all_that_can_be_is_met_and_nothing_else() {
    let small = || (-8..=8).map(|n| f64::from(n) / 2.0);
    let mut found = BTreeSet::new();
    for (rule, ..) in RULES {
        for (label, before, part) in
            small().flat_map(|l| small().flat_map(move |b| small().map(move |p| (l, b, p))))
        {
            let (_, round) = two_changes(rule, label, before, [part, 0.0]);
            found.insert(met(rule, &round, 0));
        }
    }
    assert_eq!(found, can_be());
    let all = RULES.len() * Outcome::NAMES.len() * Cause::NAMES.len();
    assert_eq!((found.len(), all - found.len()), (36, 24));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_cannot_be_is_never_met(experiment in given::experiment()) {
        let settings = experiment.settings;
        let rule = match settings.match_rule {
            MatchRule::Sign => "sign",
            MatchRule::Exact if settings.tolerance == 0.0 => "exact",
            MatchRule::Exact => "tolerance",
        };
        let round = Round::play(&experiment, 1);
        let naive = Naive(&experiment);
        let drawn: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
        let after = naive.weights_after(&drawn);
        for e in 0..round.examples.len() {
            let long_way = (rule, naive.outcome(e, &after).name(), naive.cause(e, &after).name());
            prop_assert!(can_be().contains(&long_way), "{:?}", long_way);
            prop_assert!(can_be().contains(&met(rule, &round, e)), "{:?}", round.examples[e]);
        }
    }
}
