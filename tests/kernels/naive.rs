//! The same by definition: every test a new product with every row, in integers that cannot overflow.

use jointly::engine::kernels::{Aim, Scores, Tests};

/// The outputs at some weights.
pub fn outputs(rows: &[Vec<u8>], weights: &[i32]) -> Vec<i128> {
    let product = |row: &Vec<u8>| {
        row.iter()
            .zip(weights)
            .map(|(pixel, weight)| i128::from(*pixel) * i128::from(*weight))
            .sum()
    };
    rows.iter().map(product).collect()
}

/// What outputs score.
pub fn scores(outputs: &[i128], aims: &[Aim]) -> Scores {
    let (mut matched, mut absolute, mut squared) = (0_i64, 0, 0);
    for (output, aim) in outputs.iter().zip(aims) {
        let error = output - i128::from(aim.label);
        matched += i64::from(i128::from(aim.low) <= *output && *output <= i128::from(aim.high));
        absolute += error.abs();
        squared += error * error;
    }
    let small = |sum: i128| i64::try_from(sum).expect("a sum that the kernels would take");
    Scores { matched, absolute: small(absolute), squared: small(squared) }
}

/// The tests of all weights.
pub fn tests(rows: &[Vec<u8>], aims: &[Aim], weights: &[i32], nudge: i32) -> Tests {
    let at = |weights: &[i32]| scores(&outputs(rows, weights), aims);
    let moved = |by: i32| {
        let one = |weight: usize| {
            let mut weights = weights.to_vec();
            weights[weight] += by;
            at(&weights)
        };
        (0..weights.len()).map(one).collect()
    };
    Tests { stay: at(weights), up: moved(nudge), down: moved(-nudge) }
}

/// The moves of all weights to where `matched` is better than staying and better than the other way.
pub fn moves(tests: &Tests, nudge: i32) -> Vec<i32> {
    let stay = tests.stay.matched;
    let both = tests.up.iter().zip(&tests.down);
    both.map(|(up, down)| match (up.matched, down.matched) {
        (up, down) if up > stay && up > down => nudge,
        (up, down) if down > stay && down > up => -nudge,
        _ => 0,
    })
    .collect()
}
