//! The changes one by one, against the scores at the weights on the way.

use jointly::engine::{Turns, path};
use proptest::prelude::*;

use crate::naive::Naive;
use crate::{is_whole, lesson, played, same, with_only};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_stop_is_scored(
        (experiment, round) in played(),
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        kept in 0..=12_usize,
    ) {
        let naive = Naive(&experiment);
        let whole = is_whole(&experiment, &round);
        let mut order = order;
        order.retain(|i| *i < experiment.weights.len());
        order.truncate(kept);
        let tallies = path(&experiment.dataset, &round, &order);
        prop_assert_eq!(tallies.len(), order.len() + 1);
        let stops: Vec<_> = (0..=order.len()).map(|n| with_only(&round, &order[..n])).collect();
        for (tally, there) in tallies.iter().zip(&stops) {
            let (absolute, squared) = (naive.absolute_error(there), naive.squared_error(there));
            prop_assert_eq!(tally.matched, naive.matched(there));
            prop_assert!(same(tally.absolute_error, absolute, whole, absolute));
            prop_assert!(same(tally.squared_error, squared, whole, squared));
        }
        for e in 0..experiment.dataset.examples.len() {
            let turns = Turns::of(&experiment.dataset, &round, &order, e);
            let matches: Vec<bool> = stops.iter().map(|there| naive.matches(e, there)).collect();
            prop_assert_eq!(turns.outputs.len(), stops.len());
            for (output, there) in turns.outputs.iter().zip(&stops) {
                prop_assert!(same(*output, naive.output(e, there), whole, *output));
            }
            let first = (0..stops.len()).find(|n| matches[*n]);
            let lost = (1..stops.len()).find(|n| matches[n - 1] && !matches[*n]);
            prop_assert_eq!(turns.matches.clone(), matches);
            prop_assert_eq!((turns.first_match(), turns.lost_again()), (first, lost));
        }
    }
}

#[test]
fn one_by_one_in_reading_order_the_lesson_goes_up_and_down() {
    let (experiment, round) = lesson();
    let order: Vec<usize> = round.changes().map(|(i, _)| i).collect();
    let matched: Vec<usize> =
        path(&experiment.dataset, &round, &order).iter().map(|tally| tally.matched).collect();
    assert_eq!(matched, [0, 2, 2, 0, 2, 0, 3]);
    let cheery = Turns::of(&experiment.dataset, &round, &order, 3);
    assert_eq!(cheery.outputs, [0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0]);
    assert_eq!((cheery.first_match(), cheery.lost_again()), (Some(1), Some(3)));
    let smile = Turns::of(&experiment.dataset, &round, &order, 0);
    assert_eq!((smile.first_match(), smile.lost_again()), (Some(1), Some(3)));
    assert!(smile.matches[6]);
}
