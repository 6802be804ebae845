//! Weights that have their turns.

use std::sync::Arc;

use jointly::engine::kernels::{
    Columns, Instructions, LossTurns, Refusal, Test, Tests, Turns, Wanted,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::cases::{cases, weight};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_turn_is_the_new_product(case in cases(), shifts in vec((any::<usize>(), weight()), 6)) {
        let problem = case.problem();
        let columns = Arc::new(Columns::of(problem.rows()));
        for instructions in [Instructions::Best, Instructions::Avx2, Instructions::Portable] {
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_turn_by_the_log_loss_is_that_of_the_new_product(
        case in cases(),
        unit in prop_oneof![Just(1.0), Just(1.0 / 255.0), Just(0.001)],
        shifts in vec((any::<usize>(), any::<bool>()), 6),
    ) {
        let problem = case.problem();
        let columns = Arc::new(Columns::of(problem.rows()));
        let (mut weights, best) = (case.weights.clone(), Instructions::Best);
        let turns = LossTurns::at(problem, columns, &weights, case.nudge, unit, best);
        if 255.0 * unit * f64::from(case.nudge) > 600.0 {
            prop_assert_eq!(turns.err(), Some(Refusal::Far));
            return Ok(());
        }
        let mut turns = turns.unwrap();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * (1.0 + b.abs());
        for (weight, up) in shifts {
            let stay = case.loss(&weights, unit);
            for i in 0..weights.len() {
                let found = turns.test(i);
                prop_assert!(close(found.stay, stay), "{} where {stay} is", found.stay);
                for (by, found) in [(case.nudge, found.up), (-case.nudge, found.down)] {
                    let mut weights = weights.clone();
                    weights[i] += by;
                    let expected = case.loss(&weights, unit);
                    prop_assert!(close(found, expected), "{found} where {expected} is");
                }
            }
            let weight = weight % weights.len();
            turns.shift(weight, up, &turns.test(weight)).unwrap();
            weights[weight] += if up { case.nudge } else { -case.nudge };
        }
    }
}
