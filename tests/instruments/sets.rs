//! Smallest breaking sets, smallest repairs and what these cost, against every subset tried.

use std::sync::Arc;

use jointly::engine::{Example, Experiment, Round, Shape, SmallestSets, Without};
use proptest::prelude::*;

use crate::naive::Naive;
use crate::{is_whole, lesson, played, same, subsets, with_only};

/// The smallest of all nonempty subsets of `weights` that do it.
fn smallest(weights: &[usize], does: impl Fn(&[usize]) -> bool) -> SmallestSets {
    let mut doing: Vec<Vec<usize>> = subsets(weights);
    doing.retain(|set| !set.is_empty() && does(set));
    let Some(size) = doing.iter().map(Vec::len).min() else { return SmallestSets::NoneExists };
    doing.retain(|set| set.len() == size);
    doing.sort();
    SmallestSets::Found { size, count: doing.len(), sets: doing }
}

fn touching(experiment: &Experiment, round: &Round, e: usize) -> Vec<usize> {
    let pixels = &experiment.dataset.examples[e].pixels;
    let moved = |i: &usize| round.weights_before[*i] != round.weights_after[*i];
    (0..pixels.len()).filter(|i| pixels[*i] != 0.0).filter(moved).collect()
}

fn without(round: &Round, withheld: &[usize]) -> Vec<f64> {
    let all: Vec<usize> = (0..round.weights_before.len()).collect();
    let kept: Vec<usize> = all.into_iter().filter(|i| !withheld.contains(i)).collect();
    with_only(round, &kept)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_smallest_sets_are_those_of_all_subsets((experiment, round) in played()) {
        let naive = Naive(&experiment);
        for e in 0..experiment.dataset.examples.len() {
            let touching = touching(&experiment, &round, e);
            let matches_with = |set: &[usize]| naive.matches(e, &with_only(&round, set));
            let mut can_break = touching.clone();
            if !matches_with(&[]) {
                can_break.retain(|i| matches_with(&[*i]));
            }
            let breaking = smallest(&can_break, |set| !matches_with(set));
            prop_assert_eq!(SmallestSets::breaking(&experiment.dataset, &round, e), breaking);
            let repairs = |set: &[usize]| naive.matches(e, &without(&round, set));
            let repair = if repairs(&[]) {
                SmallestSets::NotNeeded
            } else {
                smallest(&touching, repairs)
            };
            prop_assert_eq!(SmallestSets::repair(&experiment.dataset, &round, e), repair);
        }
    }

    #[test]
    fn what_it_costs_to_withhold(
        (experiment, round) in played(),
        withheld in prop::collection::vec(0..12_usize, 0..4),
    ) {
        let naive = Naive(&experiment);
        let mut withheld = withheld;
        withheld.retain(|i| *i < experiment.weights.len());
        let there = without(&round, &withheld);
        let found = Without::of(&experiment.dataset, &round, &withheld);
        let whole = is_whole(&experiment, &round);
        let (absolute, squared) = (naive.absolute_error(&there), naive.squared_error(&there));
        prop_assert_eq!(found.tally.matched, naive.matched(&there));
        prop_assert!(same(found.tally.absolute_error, absolute, whole, absolute));
        prop_assert!(same(found.tally.squared_error, squared, whole, squared));
        let examples = || 0..experiment.dataset.examples.len();
        let with = |e: &usize| naive.matches(*e, &round.weights_after);
        let without = |e: &usize| naive.matches(*e, &there);
        let gained: Vec<usize> = examples().filter(|e| !with(e) && without(e)).collect();
        let lost: Vec<usize> = examples().filter(|e| with(e) && !without(e)).collect();
        prop_assert_eq!((found.gained, found.lost), (gained, lost));
    }
}

#[test]
fn any_two_changes_break_the_cheery_smile_and_any_two_withheld_repair_it() {
    let (experiment, round) = lesson();
    let dataset = &experiment.dataset;
    let pairs =
        SmallestSets::Found { size: 2, sets: vec![vec![6, 8], vec![6, 10], vec![8, 10]], count: 3 };
    assert_eq!(SmallestSets::breaking(dataset, &round, 3), pairs);
    assert_eq!(SmallestSets::repair(dataset, &round, 3), pairs);
    // The others match as it is.
    for e in 0..3 {
        assert_eq!(SmallestSets::repair(dataset, &round, e), SmallestSets::NotNeeded);
    }
    // The flat mouth matches with -1, and only one lowering touches it with another.
    let flat = SmallestSets::Found { size: 2, sets: vec![vec![9, 11]], count: 1 };
    assert_eq!(SmallestSets::breaking(dataset, &round, 2), flat);
    let without = Without::of(dataset, &round, &[6, 8]);
    assert_eq!((without.tally.matched, without.gained, without.lost), (2, vec![3], vec![0, 1]));
}

/// One picture of `lit` pixels of 1, and a round that raises every weight by one step.
fn all_raised(lit: usize, label: f64) -> (Experiment, Round) {
    let mut experiment = Experiment::blank(Shape { width: lit, height: 1 });
    let example = Example { name: String::new(), label, pixels: vec![1.0; lit].into() };
    Arc::make_mut(&mut experiment.dataset).examples = vec![Arc::new(example)];
    let round = Round::record(&experiment, 1, Vec::new(), vec![1.0; lit].into());
    (experiment, round)
}

#[test]
fn up_to_twenty_touching_changes_and_a_thousand_sets() {
    let (experiment, round) = all_raised(20, 1.0);
    let SmallestSets::Found { size, sets, count } =
        SmallestSets::repair(&experiment.dataset, &round, 0)
    else {
        panic!("withholding all but one repairs it");
    };
    assert_eq!((size, sets.len(), count), (19, 20, 20));
    let (experiment, round) = all_raised(20, 10.0);
    let SmallestSets::Found { size, sets, count } =
        SmallestSets::repair(&experiment.dataset, &round, 0)
    else {
        panic!("withholding ten repairs it");
    };
    assert_eq!((size, sets.len(), count), (10, 1_000, 184_756));
    assert!(sets.is_sorted() && sets[0] == (0..10).collect::<Vec<_>>());
    let (experiment, round) = all_raised(20, 0.5);
    assert_eq!(SmallestSets::repair(&experiment.dataset, &round, 0), SmallestSets::NoneExists);
    let (experiment, round) = all_raised(21, 1.0);
    assert_eq!(SmallestSets::repair(&experiment.dataset, &round, 0), SmallestSets::TooMany);
    assert_eq!(SmallestSets::breaking(&experiment.dataset, &round, 0), SmallestSets::TooMany);
    // Where it matches, nothing has to be tried.
    let (experiment, round) = all_raised(21, 21.0);
    assert_eq!(SmallestSets::repair(&experiment.dataset, &round, 0), SmallestSets::NotNeeded);
}
