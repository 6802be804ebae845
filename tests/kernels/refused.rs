//! What the fast round does not take.

use std::sync::Arc;

use jointly::engine::kernels::{
    Aim, Columns, Effort, Gram, Packed, Problem, Refusal, State, Wanted,
};

type Rows = Packed<Vec<u8>>;

fn problem(pixels: &[u8], width: usize, labels: &[i32]) -> Result<Arc<Problem<Rows>>, Refusal> {
    let aims: Vec<Aim> = labels.iter().map(|label| Aim::at(*label)).collect();
    let rows = Packed::new(pixels.to_vec(), width).expect("whole rows");
    Problem::new(rows, &aims).map(Arc::new)
}

fn at(problem: &Arc<Problem<Rows>>, weights: &[i32], nudge: i32) -> Result<State<Rows>, Refusal> {
    State::at(Arc::clone(problem), weights, nudge, Wanted::ALL, Effort::ALONE)
}

#[test]
fn numbers_that_do_not_go_together() {
    assert!(Packed::new(vec![1, 2, 3], 2).is_none());
    assert!(Packed::new(Vec::new(), 0).is_none());
    let unequal = problem(&[1, 2], 1, &[1]).unwrap_err();
    assert_eq!(unequal, Refusal::Unequal { rows: 2, aims: 1 });
    let two = problem(&[1, 2], 2, &[1]).unwrap();
    assert_eq!(at(&two, &[1], 1).err(), Some(Refusal::Weights { pixels: 2, weights: 1 }));
    assert_eq!(at(&two, &[1, 2], 0).err(), Some(Refusal::Nudge));
}

#[test]
fn labels_too_far_off() {
    let label = (1 << 28) + 1;
    let refused = problem(&[0, 0], 1, &[0, -label]).unwrap_err();
    assert_eq!(refused, Refusal::Label { label: -label, example: 1 });
    assert!(problem(&[0, 0], 1, &[0, label - 1]).is_ok());
}

#[test]
fn outputs_that_would_overflow() {
    let bright = problem(&[255, 255], 2, &[1]).unwrap();
    let most = (1 << 28) / 255;
    assert_eq!(at(&bright, &[most, 1], 1).err(), Some(Refusal::Overflow));
    assert_eq!(at(&bright, &[i32::MIN, i32::MIN], 1).err(), Some(Refusal::Overflow));
    assert_eq!(at(&bright, &[0, 0], i32::MAX).err(), Some(Refusal::Overflow));
    let mut state = at(&bright, &[most / 2 - 2, 0], 1).unwrap();
    let before = state.tests().clone();
    assert_eq!(state.advance(&[most / 2 + 2, 0]).err(), Some(Refusal::Overflow));
    assert_eq!(state.tests(), &before, "nothing has moved");
    assert!(state.advance(&[most / 4, 0]).is_ok());
}

/// What outputs really are counts, not what they might be: weights may grow for as long as outputs do not.
#[test]
fn weights_that_cancel_may_grow() {
    let cancel = problem(&[255, 255], 2, &[1]).unwrap();
    let mut state = at(&cancel, &[0, 0], 1).unwrap();
    for _ in 0..10 {
        state.advance(&[400_000, -400_000]).unwrap();
    }
    assert_eq!(state.outputs(), [0]);
}

#[test]
fn squares_that_would_overflow() {
    let many = problem(&vec![255; 2_000], 1, &[0; 2_000]).unwrap();
    assert!(at(&many, &[100_000], 1).is_ok());
    assert_eq!(at(&many, &[1_000_000], 1).err(), Some(Refusal::Overflow));
}

#[test]
fn no_examples_at_all() {
    let none = problem(&[], 40, &[]).unwrap();
    let mut state = at(&none, &[0; 40], 1).unwrap();
    assert_eq!(
        state.advance(&[1; 40]).unwrap().stay,
        State::tests(&at(&none, &[0; 40], 1).unwrap()).stay
    );
    assert_eq!(state.log_loss(1.0).up, vec![0.0; 40]);
}

#[test]
fn what_was_made_of_other_rows() {
    let (two, wide) = (problem(&[1, 2], 1, &[1, 1]).unwrap(), problem(&[1, 2], 2, &[1]).unwrap());
    let mut state = at(&two, &[0], 1).unwrap();
    let columns = |problem: &Arc<Problem<Rows>>| Arc::new(Columns::of(problem.rows()));
    let gram = |problem: &Arc<Problem<Rows>>| Arc::new(Gram::of(problem.rows(), Effort::ALONE));
    let unequal = Refusal::Unequal { rows: 1, aims: 2 };
    assert_eq!(state.keep_columns(columns(&wide)), Err(unequal));
    let weights = Refusal::Weights { pixels: 1, weights: 2 };
    assert_eq!(state.keep_products(gram(&wide)), Err(weights));
    assert_eq!(state.keep_columns(columns(&two)), Ok(()));
    assert_eq!(state.keep_products(gram(&two)), Ok(()));
}
