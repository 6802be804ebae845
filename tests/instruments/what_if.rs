//! Some of a round's changes, in any order, against the outputs and scores at the weights they make.

use jointly::engine::{Arrangement, WhatIf};
use proptest::prelude::*;

use crate::naive::Naive;
use crate::{is_whole, lesson, played, same, with_only};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_made_and_nothing_else_moves_the_outputs(
        (experiment, round) in played(),
        out in prop::collection::vec(0..12_usize, 0..6),
        drags in prop::collection::vec((0..12_usize, 0..12_usize), 0..4),
        played in 0..=12_usize,
    ) {
        let all = Arrangement::of(&round);
        prop_assert!(all.is_whole());
        let mut arrangement = all.clone();
        for (from, to) in drags {
            if let (Some(&from), Some(&to)) = (all.order.get(from), all.order.get(to)) {
                arrangement = arrangement.moved(from, to);
            }
        }
        let mut order = arrangement.order.clone();
        order.sort_unstable();
        prop_assert_eq!(&order, &all.order, "no change is lost or doubled");
        let out: Vec<usize> = out.into_iter().filter(|weight| round.moves(*weight)).collect();
        for weight in &out {
            arrangement = arrangement.toggled(&[*weight]);
        }
        let arrangement = arrangement.played_to(played);
        let is_out = |weight: &usize| out.iter().filter(|other| *other == weight).count() % 2 == 1;
        let mut made: Vec<usize> = arrangement.order.iter().copied().take(played).collect();
        made.retain(|weight| !is_out(weight));
        made.sort_unstable();
        prop_assert_eq!(arrangement.made(), made.clone());
        prop_assert_eq!(arrangement.is_whole(), made == all.order);

        let what_if = WhatIf::of(&experiment.dataset, &round, arrangement);
        let there = with_only(&round, &made);
        prop_assert_eq!(&*what_if.weights, &there[..]);
        let (naive, whole) = (Naive(&experiment), is_whole(&experiment, &round));
        for (e, output) in what_if.evaluation.outputs.iter().enumerate() {
            prop_assert!(same(*output, naive.output(e, &there), whole, *output));
        }
        prop_assert_eq!(what_if.evaluation.tally.matched, naive.matched(&there));
    }
}

#[test]
fn a_change_takes_the_place_it_is_moved_to() {
    let (_, round) = lesson();
    let arrangement = Arrangement::of(&round);
    assert_eq!(arrangement.order, [6, 7, 8, 9, 10, 11]);
    assert_eq!(arrangement.moved(6, 8).order, [7, 8, 6, 9, 10, 11]);
    assert_eq!(arrangement.moved(10, 7).order, [6, 10, 7, 8, 9, 11]);
    assert_eq!(arrangement.moved(6, 0).order, arrangement.order);
    // A block of several changes goes out as a whole, whatever of it is out already.
    let some = arrangement.toggled(&[6]).toggled(&[6, 7]);
    assert_eq!(some.made(), [8, 9, 10, 11]);
    assert_eq!(some.toggled(&[6, 7]), arrangement);
}
