//! Rounds on random examples.

use std::sync::Arc;

use jointly::engine::kernels::{Effort, Gram, Problem, Scattered, Scores, State, Wanted};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::cases::{Case, EFFORTS, add, cases, weight};
use crate::naive;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_test_is_the_new_product(case in cases(), moves in vec(weight(), 330)) {
        let problem = case.problem();
        for effort in EFFORTS {
            let mut weights = case.weights.clone();
            let mut state =
                State::at(Arc::clone(&problem), &weights, case.nudge, Wanted::ALL, effort).unwrap();
            prop_assert_eq!(state.tests(), &case.tests(&weights));
            // Moves of all sizes, then of one, then none, with the products of the columns made on the way.
            for (round, large) in [1, 0, 40_000, 0].into_iter().enumerate() {
                let sized = |by: &i32| match large {
                    0 => by.signum() * case.nudge,
                    _ => by * large,
                };
                let moves: Vec<i32> = moves[..weights.len()].iter().map(sized).collect();
                if round == 2 {
                    state.keep(Arc::new(Gram::of(problem.rows(), effort))).unwrap();
                }
                if state.advance(&moves).is_err() {
                    prop_assert_eq!(large, 40_000);
                    break;
                }
                add(&mut weights, &moves);
                prop_assert_eq!(state.tests(), &case.tests(&weights));
                let outputs: Vec<i128> = state.outputs().iter().map(|o| i128::from(*o)).collect();
                prop_assert_eq!(outputs, naive::outputs(&case.rows, &weights));
            }
        }
    }

    #[test]
    fn rows_may_lie_apart(case in cases()) {
        let together = case.problem();
        let apart = Scattered::new(&case.rows, case.weights.len()).expect("even rows");
        let apart = Arc::new(Problem::new(apart, &case.aims).unwrap());
        let effort = Effort::ALONE;
        let together = State::at(together, &case.weights, case.nudge, Wanted::ALL, effort).unwrap();
        let apart = State::at(apart, &case.weights, case.nudge, Wanted::ALL, effort).unwrap();
        prop_assert_eq!(together.tests(), apart.tests());
    }

    #[test]
    fn each_score_is_the_same_alone(case in cases()) {
        let all = case.tests(&case.weights);
        for (wanted, kept) in [
            (Wanted { matched: true, ..Wanted::NONE }, [1, 0, 0]),
            (Wanted { absolute: true, ..Wanted::NONE }, [0, 1, 0]),
            (Wanted { squared: true, ..Wanted::NONE }, [0, 0, 1]),
        ] {
            let state =
                State::at(case.problem(), &case.weights, case.nudge, wanted, Effort::ALONE).unwrap();
            let [matched, absolute, squared] = kept;
            let only = |s: &Scores| Scores {
                matched: s.matched * matched,
                absolute: s.absolute * absolute,
                squared: s.squared * squared,
            };
            let tests = state.tests();
            prop_assert_eq!(tests.stay, only(&all.stay));
            prop_assert_eq!(&tests.up, &all.up.iter().map(only).collect::<Vec<_>>());
            prop_assert_eq!(&tests.down, &all.down.iter().map(only).collect::<Vec<_>>());
        }
    }
}

/// Fifty rounds of all weights at once, by the tests that were found.
pub fn fifty_rounds(case: &Case) {
    for effort in EFFORTS {
        let mut weights = case.weights.clone();
        let mut state = State::at(case.problem(), &weights, case.nudge, Wanted::ALL, effort)
            .expect("numbers of common sizes");
        for _ in 0..50 {
            let moves = naive::moves(state.tests(), case.nudge);
            state.advance(&moves).expect("numbers of common sizes");
            add(&mut weights, &moves);
        }
        assert_eq!(state.tests(), &case.tests(&weights));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn fifty_rounds_add_up(case in cases()) {
        fifty_rounds(&case);
    }
}
