//! Weights that have their turns.

use std::sync::Arc;

use jointly::engine::kernels::{Columns, Instructions, Test, Tests, Turns, Wanted};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::cases::{cases, weight};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_turn_is_the_new_product(case in cases(), shifts in vec((any::<usize>(), weight()), 6)) {
        let problem = case.problem();
        let columns = Arc::new(Columns::of(problem.rows()));
        for instructions in [Instructions::Best, Instructions::Portable] {
            let mut weights = case.weights.clone();
            let mut turns = Turns::at(
                Arc::clone(&problem),
                Arc::clone(&columns),
                &weights,
                case.nudge,
                Wanted::ALL,
                instructions,
            )
            .unwrap();
            for (weight, by) in &shifts {
                let Tests { stay, up, down } = case.tests(&weights);
                prop_assert_eq!(turns.scores(), stay);
                for (i, (up, down)) in up.into_iter().zip(down).enumerate() {
                    prop_assert_eq!(turns.test(i), Test { stay, up, down });
                }
                let weight = weight % weights.len();
                turns.shift(weight, *by).unwrap();
                weights[weight] += by;
            }
        }
    }
}
