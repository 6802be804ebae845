//! Every subset of a round's changes, against subsets applied one by one to the weights.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{Experiment, MatchRule, Round, Score, Subsets, SubsetsError};
use proptest::prelude::*;

use crate::moved::table;
use crate::naive::{Naive, SLACK};
use crate::{given, moved};

/// The weights with only the changes of a subset applied.
fn applied(round: &Round, subsets: &Subsets, set: usize) -> Vec<f64> {
    let mut weights = round.weights_before.to_vec();
    for (i, (weight, _)) in subsets.changes.iter().enumerate() {
        if set >> i & 1 == 1 {
            weights[*weight] = round.weights_after[*weight];
        }
    }
    weights
}

/// Holds sets of a table to the oracle.
fn check(
    experiment: &Experiment,
    round: &Round,
    subsets: &Subsets,
    sets: impl Iterator<Item = usize>,
) -> Result<(), TestCaseError> {
    let naive = Naive(experiment);
    let whole = round.settings.score != Score::LogLoss
        && naive.whole(&round.weights_before)
        && naive.whole(&round.weights_after);
    let stay = naive.score(&round.weights_before);
    for set in sets {
        let there = applied(round, subsets, set);
        prop_assert_eq!(subsets.matched[set] as usize, naive.matched(&there), "{:b}", set);
        let (score, gain) = (naive.score(&there), subsets.gains[set]);
        let wanted = naive.gain(stay, score);
        let slack = if whole { 0.0 } else { SLACK * score.max(stay).max(1.0) };
        prop_assert!((gain - wanted).abs() <= slack, "{set:b}: {gain} {wanted}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_subset_of_a_round(experiment in given::experiment()) {
        let mut experiment = experiment;
        for number in 1..=2 {
            let round = Round::play(&experiment, number);
            let subsets = table(&experiment, &round);
            prop_assert_eq!(&subsets.changes, &round.changes().collect::<Vec<_>>());
            let all = 1 << round.moved();
            prop_assert_eq!((subsets.matched.len(), subsets.gains.len()), (all, all));
            check(&experiment, &round, &subsets, 0..all)?;
            experiment.weights.clone_from(&round.weights_after);
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn subsets_in_many_rows_and_of_many_examples(
        moved in moved::round(9..=13, 150),
        sets in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let (experiment, round) = moved;
        let subsets = table(&experiment, &round);
        let all = subsets.matched.len();
        check(&experiment, &round, &subsets, sets.iter().map(|set| set.index(all)))?;
        check(&experiment, &round, &subsets, [0, all - 1].into_iter())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Errors are added in 16 bits where they are small, and beyond that not.
    #[test]
    fn absolute_errors_of_every_size(
        (experiment, round) in moved::round(1..=9, 70),
        size in prop_oneof![1..100_i32, 100..10_000_i32],
    ) {
        let mut experiment = experiment;
        experiment.settings.score = Score::AbsoluteError;
        for example in &mut Arc::make_mut(&mut experiment.dataset).examples {
            let example = Arc::make_mut(example);
            let size = f64::from(size);
            example.pixels = example.pixels.iter().map(|pixel| pixel * size).collect();
            example.label *= size;
        }
        let round = Round::record(&experiment, 1, Vec::new(), round.weights_after.clone());
        let subsets = table(&experiment, &round);
        check(&experiment, &round, &subsets, 0..subsets.matched.len())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn histogram_and_best(experiment in given::experiment(), most in 0..70_usize) {
        let round = Round::play(&experiment, 1);
        let subsets = table(&experiment, &round);
        let naive = Naive(&experiment);
        let mut histogram = vec![0; experiment.dataset.examples.len() + 1];
        let mut sets = Vec::new();
        for set in 0..subsets.matched.len() {
            let matched = naive.matched(&applied(&round, &subsets, set));
            histogram[matched] += 1;
            let weights = subsets.changes.iter().enumerate();
            let weights = weights.filter(|(i, _)| set >> i & 1 == 1).map(|(_, (w, _))| *w);
            sets.push((std::cmp::Reverse(matched), weights.clone().count(), weights.collect()));
        }
        prop_assert_eq!(subsets.histogram(), histogram);
        sets.sort();
        let most_matched = sets[0].0;
        sets.retain(|(matched, _, _)| *matched == most_matched);
        let best = subsets.best(most);
        prop_assert_eq!((best.matched, best.count), (most_matched.0, sets.len()));
        let listed: Vec<Vec<usize>> = sets.into_iter().take(most).map(|set| set.2).collect();
        prop_assert_eq!(best.sets, listed);
    }

    #[test]
    fn an_interval_holds_the_outputs_that_match_and_no_others(
        experiment in given::experiment(),
        label in prop_oneof![Just(0.0), -3.0..3.0, -1e9..1e9, Just(1e9), Just(-1e9)],
        tolerance in prop_oneof![Just(0.0), Just(1.0), Just(1e9), 0.0..1.0],
        output: f64,
    ) {
        let mut experiment = experiment;
        experiment.settings.tolerance = tolerance;
        let criterion = Round::play(&experiment, 1).criterion;
        let interval = criterion.matching(label);
        let (from, to) = (*interval.start(), *interval.end());
        prop_assert!(from <= to || label == 0.0 && experiment.settings.match_rule == MatchRule::Sign);
        for output in [output, label, 0.0, from, to, from.next_down(), to.next_up(), f64::MAX] {
            prop_assert_eq!(interval.contains(&output), criterion.matches(output, label), "{}", output);
        }
    }
}

#[test]
fn more_than_twenty_changes_are_refused() {
    let (experiment, mut round) = moved::whole(21, 2);
    let told = Subsets::of(&experiment.dataset, &round, |_| ControlFlow::Continue(()));
    assert_eq!(told, Err(SubsetsError::TooManyChanges(21)));
    let played = Arc::make_mut(&mut round.played);
    played.weights_after[20] = played.weights_before[20];
    assert_eq!(table(&experiment, &round).matched.len(), 1 << 20);
}

#[test]
fn it_tells_what_share_is_done_and_stops_when_told() {
    for score in [Score::Matches, Score::AbsoluteError, Score::SquaredError] {
        let (experiment, mut round) = moved::whole(12, 200);
        Arc::make_mut(&mut round.played).settings.score = score;
        let mut shares = Vec::new();
        let told = Subsets::of(&experiment.dataset, &round, |share| {
            shares.push(share);
            ControlFlow::Continue(())
        });
        assert!(told.is_ok());
        assert!(shares.len() > 2 && shares.is_sorted());
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        for stop in 0..shares.len() {
            let mut told = 0;
            let stopped = Subsets::of(&experiment.dataset, &round, |_| {
                told += 1;
                if told > stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            assert_eq!((stopped, told), (Err(SubsetsError::Stopped), stop + 1));
        }
    }
}
