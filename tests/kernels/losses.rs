//! The log-loss of all tests, against the engine's own of new products.

use jointly::engine::kernels::{Aim, Effort, State, Wanted};
use proptest::prelude::*;

use crate::cases::{Case, EFFORTS, cases};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_test_is_the_loss_of_the_new_product(
        case in cases(),
        unit in prop_oneof![Just(1.0), Just(1.0 / 255.0), Just(0.001), Just(7.5)],
    ) {
        let at = |effort: Effort| {
            State::at(case.problem(), &case.weights, case.nudge, Wanted::NONE, effort)
                .unwrap()
                .log_loss(unit)
        };
        let found = at(Effort::ALONE);
        for effort in EFFORTS {
            prop_assert_eq!(&at(effort), &found);
        }
        let stay = case.loss(&case.weights, unit);
        prop_assert!((found.stay - stay).abs() <= 1e-12 * (1.0 + stay), "{} where {stay} is", found.stay);
        // What the page of the kernel states, and as much again for what is expected.
        #[expect(clippy::cast_precision_loss, reason = "a few examples")]
        let examples = case.rows.len() as f64;
        let bound = |loss: f64| 0.5_f64.powi(48) * (examples + (loss - stay).abs() + stay);
        for weight in 0..case.weights.len() {
            for (by, found) in [(case.nudge, found.up[weight]), (-case.nudge, found.down[weight])] {
                let mut weights = case.weights.clone();
                weights[weight] += by;
                let expected = case.loss(&weights, unit);
                let off = (found - expected).abs();
                prop_assert!(off <= bound(expected), "{found} where {expected} is");
            }
        }
    }
}

/// Many parts, of which the threads have unequal shares.
#[test]
fn parts_add_up_alike_in_any_number_of_threads() {
    let rows: Vec<Vec<u8>> = (0..20_000_u32)
        .map(|e| [e % 7, e % 256, e / 100 % 256].map(|x| u8::try_from(x).unwrap()).to_vec())
        .collect();
    let aims = (0..20_000).map(|e| Aim::at(if e % 3 == 0 { 1 } else { -1 })).collect();
    let case = Case { rows, aims, weights: vec![3, -1, 2], nudge: 1 };
    let at = |effort| {
        State::at(case.problem(), &case.weights, 1, Wanted::NONE, effort).unwrap().log_loss(0.01)
    };
    let found = at(Effort::ALONE);
    for effort in EFFORTS {
        assert_eq!(at(effort), found);
    }
    let raised = case.loss(&[3, 0, 2], 0.01);
    assert!((found.up[1] - raised).abs() <= 1e-12 * raised, "{} where {raised} is", found.up[1]);
}
