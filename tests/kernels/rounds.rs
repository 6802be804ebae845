//! Rounds on random examples.

use std::sync::Arc;

use jointly::engine::kernels::{
    Aim, Columns, Effort, Gram, Packed, Problem, Scattered, Scores, State, Wanted,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::cases::{Case, EFFORTS, add, cases, weight};
use crate::naive;

/// A case on every machine and in any number of threads.
struct States<'a> {
    case: &'a Case,
    weights: Vec<i32>,
    all: Vec<State<Packed<Vec<u8>>>>,
}

impl<'a> States<'a> {
    fn of(case: &'a Case) -> Self {
        let problem = case.problem();
        let at = |effort| {
            State::at(Arc::clone(&problem), &case.weights, case.nudge, Wanted::ALL, effort)
                .expect("numbers of common sizes")
        };
        let states = Self {
            case,
            weights: case.weights.clone(),
            all: EFFORTS.into_iter().map(at).collect(),
        };
        states.check();
        states
    }

    fn keep_products(&mut self) {
        for state in &mut self.all {
            let gram = Gram::of(state.problem().rows(), state.effort());
            state.keep_products(Arc::new(gram)).expect("numbers of common sizes");
        }
    }

    fn keep_columns(&mut self) {
        let columns = Arc::new(Columns::of(self.all[0].problem().rows()));
        for state in &mut self.all {
            state.keep_columns(Arc::clone(&columns)).expect("numbers of common sizes");
        }
    }

    /// Moves all, by as many moves as there are weights; whether none refused.
    fn advance(&mut self, moves: &[i32]) -> bool {
        let moves = &moves[..self.weights.len()];
        let went: Vec<bool> =
            self.all.iter_mut().map(|state| state.advance(moves).is_ok()).collect();
        assert!(went.iter().all(|one| *one == went[0]), "{went:?}");
        if went[0] {
            add(&mut self.weights, moves);
            self.check();
        }
        went[0]
    }

    /// Compares all with new products.
    fn check(&self) {
        let (tests, outputs) =
            (self.case.tests(&self.weights), naive::outputs(&self.case.rows, &self.weights));
        for state in &self.all {
            assert_eq!(state.tests(), &tests, "{:?}", state.effort());
            assert!(state.outputs().iter().map(|o| i128::from(*o)).eq(outputs.iter().copied()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_test_is_the_new_product(case in cases(), moves in vec(weight(), 330)) {
        let mut states = States::of(&case);
        // Moves of all sizes, then of one, then none, with the products of the columns made on the way.
        for (round, large) in [1, 0, 40_000, 0].into_iter().enumerate() {
            let sized = |by: &i32| match large {
                0 => by.signum() * case.nudge,
                _ => by * large,
            };
            if round == 2 {
                states.keep_products();
            }
            if !states.advance(&moves.iter().map(sized).collect::<Vec<_>>()) {
                prop_assert_eq!(large, 40_000);
                break;
            }
        }
    }

    #[test]
    fn columns_alone_move_outputs(
        case in cases(),
        moves in vec(vec(prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(-1)], 330), 4),
    ) {
        let mut states = States::of(&case);
        states.keep_products();
        states.keep_columns();
        for (moves, times) in moves.iter().zip([1, case.nudge, -3, 1]) {
            prop_assert!(states.advance(&moves.iter().map(|by| by * times).collect::<Vec<_>>()));
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

/// More rows than are added up at once, and more columns that move than have room in 16 bits.
#[test]
fn columns_of_many_bright_rows() {
    let (count, width) = (2_300, 600);
    let pixel = |e: usize, column: usize| if (e + column).is_multiple_of(97) { 3 } else { 255 };
    let rows: Vec<Vec<u8>> =
        (0..count).map(|e| (0..width).map(|column| pixel(e, column)).collect()).collect();
    let case = Case { rows, aims: vec![Aim::at(1); count], weights: vec![0; width], nudge: 1 };
    let problem = case.problem();
    let columns = Arc::new(Columns::of(problem.rows()));
    let moves: Vec<i32> = (0..600).map(|column| i32::from(column < 300)).collect();
    assert!(Columns::are_better(&moves));
    let expected = naive::outputs(&case.rows, &moves);
    for effort in EFFORTS {
        let wanted = Wanted { matched: true, ..Wanted::NONE };
        let mut state =
            State::at(Arc::clone(&problem), &case.weights, 1, wanted, effort).expect("zeros");
        state.keep_columns(Arc::clone(&columns)).expect("columns of the same rows");
        state.advance(&moves).expect("small weights");
        let outputs: Vec<i128> = state.outputs().iter().map(|o| i128::from(*o)).collect();
        assert_eq!(outputs, expected);
    }
}

/// Fifty rounds of all weights at once, by the tests that were found.
pub fn fifty_rounds(case: &Case) {
    let problem = case.problem();
    let columns = Arc::new(Columns::of(problem.rows()));
    // With neither products nor columns, and with both from the middle on.
    for (effort, made_at) in EFFORTS.into_iter().flat_map(|e| [(e, None), (e, Some(20))]) {
        let mut weights = case.weights.clone();
        let mut state = State::at(Arc::clone(&problem), &weights, case.nudge, Wanted::ALL, effort)
            .expect("numbers of common sizes");
        for round in 0..50 {
            if made_at == Some(round) {
                let gram = Arc::new(Gram::of(problem.rows(), effort));
                state.keep_products(gram).expect("same rows");
                state.keep_columns(Arc::clone(&columns)).expect("same rows");
            }
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
