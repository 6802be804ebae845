//! Rounds on random examples, with extreme numbers among them.

use std::sync::Arc;

use jointly::engine::kernels::{
    Aim, Effort, Gram, Instructions, Packed, Problem, Scattered, Scores, State, Tests, Wanted,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::naive;

/// Examples, weights and a nudge.
#[derive(Debug, Clone)]
struct Case {
    rows: Vec<Vec<u8>>,
    aims: Vec<Aim>,
    weights: Vec<i32>,
    nudge: i32,
}

fn pixel() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(0), 1 => Just(255), 2 => 1_u8..=3, 2 => any::<u8>()]
}

fn aim() -> impl Strategy<Value = Aim> {
    let label = prop_oneof![6 => -2..=2, 3 => -600..=600, 1 => -200_000..=200_000];
    label.prop_flat_map(|label| {
        prop_oneof![
            4 => Just(Aim::at(label)),
            2 => (0..300).prop_map(move |t| Aim { low: label - t, high: label + t, label }),
            1 => Just(Aim { low: 1, high: i32::MAX, label }),
            1 => Just(Aim { low: i32::MIN, high: -1, label }),
            1 => Just(Aim { low: i32::MIN, high: i32::MAX, label }),
            1 => Just(Aim { low: i32::MAX, high: i32::MIN, label }),
            1 => Just(Aim { low: 5, high: 4, label }),
            1 => Just(Aim { low: i32::MAX, high: i32::MAX, label }),
        ]
    })
}

fn weight() -> impl Strategy<Value = i32> {
    prop_oneof![4 => -1..=1, 2 => -9..=9, 1 => -300..=300]
}

fn cases() -> impl Strategy<Value = Case> {
    let width = prop_oneof![2 => 1_usize..=6, 2 => 30_usize..=36, 2 => 60_usize..=70, 1 => 120..=200_usize];
    let count = prop_oneof![1 => Just(0_usize), 4 => 1..=20_usize, 2 => 120..=140_usize];
    let nudge = prop_oneof![4 => Just(1), 1 => 2..=5, 1 => Just(300)];
    (count, width, nudge).prop_flat_map(|(count, width, nudge)| {
        let large = prop_oneof![6 => Just(1), 1 => Just(10)];
        let rows = vec(vec(pixel(), width), count);
        (rows, vec(aim(), count), vec(weight(), width), large).prop_map(
            move |(rows, aims, weights, large)| {
                let weights = weights.into_iter().map(|weight| weight * large).collect();
                Case { rows, aims, weights, nudge }
            },
        )
    })
}

const EFFORTS: [Effort; 4] = [
    Effort::ALONE,
    Effort { threads: 1, instructions: Instructions::Portable },
    Effort { threads: 2, instructions: Instructions::Best },
    Effort { threads: 3, instructions: Instructions::Best },
];

impl Case {
    fn problem(&self) -> Arc<Problem<Packed<Vec<u8>>>> {
        let rows = Packed::new(self.rows.concat(), self.weights.len()).expect("whole rows");
        Arc::new(Problem::new(rows, &self.aims).expect("examples of common sizes"))
    }

    fn tests(&self, weights: &[i32]) -> Tests {
        naive::tests(&self.rows, &self.aims, weights, self.nudge)
    }
}

fn add(weights: &mut [i32], moves: &[i32]) {
    for (weight, by) in weights.iter_mut().zip(moves) {
        *weight += by;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_test_is_the_new_product(case in cases(), moves in vec(weight(), 200)) {
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
fn fifty_rounds(case: &Case) {
    for effort in EFFORTS {
        let mut weights = case.weights.clone();
        let mut state =
            State::at(case.problem(), &weights, case.nudge, Wanted::ALL, effort).unwrap();
        for _ in 0..50 {
            let moves = naive::moves(state.tests(), case.nudge);
            state.advance(&moves).unwrap();
            add(&mut weights, &moves);
        }
        assert_eq!(state.tests(), &case.tests(&weights));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn fifty_rounds_add_up(case in cases()) {
        fifty_rounds(&case);
    }
}
