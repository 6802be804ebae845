//! Rounds of P weights, against outputs worked out anew from the weights, and where it is known what comes of them.

use std::ops::ControlFlow;

use jointly::engine::{Dataset, HowMany, Pixels, Rung};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::data::{dataset, signs};
use crate::given;

fn fitted(dataset: &Dataset, weights: &[f64], rounds: usize, seeds: &[u64]) -> HowMany {
    let goes_on = |_| ControlFlow::Continue(());
    HowMany::fitted(dataset, weights, rounds, seeds, goes_on).expect("it goes on")
}

fn from_zero(dataset: &Dataset, rounds: usize, seeds: &[u64]) -> HowMany {
    fitted(dataset, &vec![0.0; dataset.shape.cells()], rounds, seeds)
}

/// What is left to each example's label, by the weights.
fn residuals(dataset: &Dataset, weights: &[f64]) -> Vec<f64> {
    let output = |pixels: &Pixels| weights.iter().zip(pixels).map(|(w, x)| w * x).sum::<f64>();
    dataset.examples.iter().map(|e| e.label - output(&e.pixels)).collect()
}

/// The squared error after the rounds, and the largest on the way.
fn naive(dataset: &Dataset, weights: &[f64], rounds: usize, p: usize, seed: u64) -> (f64, f64) {
    let cells = 0..dataset.shape.cells();
    let lit: Vec<usize> = cells.filter(|cell| dataset.lights(*cell)).collect();
    let squared = |weights: &[f64]| residuals(dataset, weights).iter().map(|r| r * r).sum::<f64>();
    let mut random = fastrand::Rng::with_seed(seed);
    let mut weights = weights.to_vec();
    let mut most = squared(&weights);
    for _ in 0..rounds {
        let before = weights.clone();
        for i in random.choose_multiple(0..lit.len(), p).into_iter().map(|j| lit[j]) {
            let pixels = dataset.examples.iter().map(|e| e.pixels[i]);
            let along = pixels.clone().zip(residuals(dataset, &before)).map(|(x, r)| x * r);
            weights[i] += along.sum::<f64>() / pixels.map(|x| x * x).sum::<f64>();
        }
        most = most.max(squared(&weights));
    }
    (squared(&weights), most)
}

fn tried(how_many: &HowMany) -> Vec<usize> {
    how_many.rungs.iter().map(|rung| rung.p).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn rounds_are_those_worked_out_anew(experiment in given::experiment(), rounds in 0..6_usize, seed: u64) {
        let (dataset, weights) = (&experiment.dataset, &experiment.weights);
        let found = fitted(dataset, weights, rounds, &[seed]);
        prop_assert_eq!(found.rounds, rounds);
        prop_assert_eq!(tried(&found), (1..=found.spectrum.lit).collect::<Vec<_>>());
        for rung in &found.rungs {
            let (error, most) = naive(dataset, weights, rounds, rung.p, seed);
            // Rounding is of the size of what was there on the way; where that was next to nothing, of the outputs.
            prop_assert!((rung.errors[0] - error).abs() <= 1e-9 * most.max(1e-9), "{:?} {} {}", rung, error, most);
        }
    }
}

#[test]
fn in_the_lesson_two_at_once_converge_and_three_explode() {
    let found = from_zero(&sample::smiles().dataset, 1000, &[0, 1, 2, 3, 4]);
    assert_eq!((found.start, found.spectrum.parallel()), (4.0, 2));
    assert_eq!(tried(&found), [1, 2, 3, 4, 5, 6, 7, 8]);
    for rung in &found.rungs {
        let all_fell = rung.errors.iter().all(|error| *error < 1e-9);
        let all_exploded = rung.errors.iter().all(|error| *error == f64::INFINITY);
        assert!(if rung.p <= 2 { all_fell } else { all_exploded }, "{rung:?}");
    }
}

#[test]
fn of_the_digits_three_at_once_converge_and_six_explode() {
    let digits = sample::named("3-against-the-rest.json").unwrap().dataset;
    let found = from_zero(&digits, 400, &[0, 1]);
    for rung in &found.rungs {
        if rung.p <= 3 {
            assert_eq!(rung.fell(found.start), 2, "{rung:?}");
        } else if rung.p >= 6 {
            assert_eq!(rung.grew(found.start), 2, "{rung:?}");
        }
    }
}

#[test]
fn of_random_signs_more_than_theory_says_converge_and_twice_as_many_explode() {
    let found = from_zero(&signs(41, 102, 0), 300, &[0, 1, 2]);
    let safe = found.spectrum.parallel();
    let ladder = [1, 2, 3, 4, 6, 8, 12, 16, safe, 24, 32, 48, 64, 96, 102];
    let mut expected = ladder.to_vec();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(tried(&found), expected);
    for rung in &found.rungs {
        let (fell, grew) = (rung.fell(found.start), rung.grew(found.start));
        if rung.p <= safe {
            assert_eq!((fell, grew), (3, 0), "{rung:?}");
        } else if rung.p >= 2 * safe + 10 {
            assert_eq!((fell, grew), (0, 3), "{rung:?}");
        }
    }
}

#[test]
fn columns_that_never_meet_are_fitted_in_one_round() {
    let pixel = |e, j| if e == j { 3.0 } else { 0.0 };
    let examples = (0..20).map(|e| (1.0, (0..20).map(|j| pixel(e, j)).collect()));
    let found = from_zero(&dataset(20, examples), 1, &[0, 1]);
    for rung in &found.rungs {
        let left = 20.0 - f64::from(u32::try_from(rung.p).unwrap());
        assert!(rung.errors.iter().all(|error| (error - left).abs() < 1e-9), "{rung:?}");
    }
}

#[test]
fn with_nothing_lit_there_is_nothing_to_try() {
    let found = from_zero(&dataset(2, [(3.0, vec![0.0; 2])]), 10, &[0]);
    assert_eq!((found.start, found.rungs), (9.0, Vec::new()));
}

#[test]
fn a_seed_draws_the_same_and_another_seed_others() {
    let signs = signs(10, 30, 0);
    let found = from_zero(&signs, 5, &[1, 2]);
    assert_eq!(found, from_zero(&signs, 5, &[2, 1]));
    assert_ne!(found, from_zero(&signs, 5, &[1, 3]));
    assert!(found.rungs.iter().all(|rung| rung.errors.is_sorted()));
}

#[test]
fn a_rung_is_summed_up() {
    let rung = |errors: &[f64]| Rung { p: 1, errors: errors.to_vec() };
    let infinite = f64::INFINITY;
    assert_eq!(rung(&[1.0, 2.0, infinite]).median(), 2.0);
    assert_eq!(rung(&[1.0, 2.0, 4.0, infinite]).median(), 3.0);
    assert_eq!(rung(&[1.0, infinite]).median(), infinite);
    assert!(rung(&[]).median().is_nan());
    let mixed = rung(&[1.0, 2.0 - 1e-12, 2.0 + 1e-12, 3.0, infinite]);
    assert_eq!((mixed.fell(2.0), mixed.grew(2.0)), (1, 2));
}

#[test]
fn it_tells_what_share_is_done_and_stops_when_told() {
    let smiles = sample::smiles().dataset;
    let weights = vec![0.0; smiles.shape.cells()];
    let mut shares: Vec<f32> = Vec::new();
    let stops_at =
        |share: f32| if share < 0.5 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
    let stopped = HowMany::fitted(&smiles, &weights, 10, &[0, 1], |share| {
        shares.push(share);
        stops_at(share)
    });
    assert_eq!(stopped, None);
    assert!(shares.is_sorted() && shares[0] == 0.0, "{shares:?}");
    // Of 2 x (1 + 2 + ... + 8) parts, 2 x (1 + ... + 5) + 6 are done.
    assert_eq!(shares.last(), Some(&0.5));
}
