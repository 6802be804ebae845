//! Rho and P*, against the whole matrix made diagonal, and where they are known.

use std::sync::Arc;

use jointly::engine::{Dataset, Spectrum};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::data::{dataset, signs};
use crate::given::{number, numbers};
use crate::jacobi;

fn random_dataset() -> impl Strategy<Value = Dataset> {
    (1..=10_usize, 0..=10_usize, numbers()).prop_flat_map(|(width, examples, pixels)| {
        let picture = (Just(1.0), prop::collection::vec(number(pixels), width));
        prop::collection::vec(picture, examples).prop_map(move |pictures| dataset(width, pictures))
    })
}

/// Each pixel of each column so many times as large.
fn scaled(dataset: &Dataset, factor: impl Fn(usize) -> f64) -> Dataset {
    let mut scaled = dataset.clone();
    for example in &mut scaled.examples {
        let pixels = &mut Arc::make_mut(example).pixels;
        *pixels = pixels.iter().enumerate().map(|(cell, pixel)| pixel * factor(cell)).collect();
    }
    scaled
}

fn near(found: f64, wanted: f64, share: f64) -> bool {
    (found - wanted).abs() <= share * wanted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn it_is_that_of_the_whole_matrix(dataset in random_dataset()) {
        let found = Spectrum::of(&dataset);
        let (lit, largest) = jacobi::spectrum(&dataset);
        prop_assert_eq!(found.lit, lit);
        prop_assert!(near(found.largest, largest, 1e-6), "{:?} {}", found, largest);
        // P* is the first whole number not below d / rho, but for rounding.
        let count = |n| f64::from(u32::try_from(n).unwrap());
        let (p, d) = (count(found.parallel()), count(lit));
        prop_assert!(p * largest >= d * (1.0 - 1e-6), "{} {} {}", p, d, largest);
        prop_assert!(lit == 0 || (p - 1.0) * largest < d * (1.0 - 1e-10), "{} {} {}", p, d, largest);
    }
}

#[test]
fn the_lesson_bears_two_at_once() {
    let found = Spectrum::of(&sample::smiles().dataset);
    assert_eq!((found.lit, found.parallel()), (8, 2));
    assert!(near(found.largest, 6.182_625_980_5, 1e-10), "{found:?}");
}

#[test]
fn the_digits_bear_three_at_once() {
    let digits = sample::named("3-against-the-rest.json").unwrap().dataset;
    let found = Spectrum::of(&digits);
    assert_eq!((found.lit, found.parallel()), (61, 3));
    assert!((found.largest - 26.6).abs() < 0.05, "{found:?}");
}

#[test]
fn eigenvalues_close_to_each_other_are_told_apart() {
    for seed in 0..2 {
        // Wide and tall: the search is among the shorter vectors.
        for (examples, width) in [(41, 102), (102, 41)] {
            let dataset = signs(examples, width, seed);
            let (found, (_, largest)) = (Spectrum::of(&dataset), jacobi::spectrum(&dataset));
            assert!(near(found.largest, largest, 1e-9), "{found:?} {largest}");
        }
    }
}

/// The eigenvalues of a chain of n columns, each meeting the next on one of its two pixels, are
/// 1 + cos(k pi / (n + 1)).
#[test]
fn a_long_chain_is_followed_to_its_end() {
    let length = 150_u32;
    let pixel = |e, j| f64::from(u8::from(e == j || e == j + 1));
    let examples = (0..=length).map(|e| (1.0, (0..length).map(|j| pixel(e, j)).collect()));
    let found = Spectrum::of(&dataset(length as usize, examples));
    let largest = 1.0 + (std::f64::consts::PI / f64::from(length + 1)).cos();
    assert!(near(found.largest, largest, 1e-9), "{found:?} {largest}");
}

#[test]
fn with_nothing_lit_nothing_moves() {
    for examples in [vec![], vec![(1.0, vec![0.0; 3])]] {
        let found = Spectrum::of(&dataset(3, examples));
        assert_eq!((found, found.parallel()), (Spectrum { lit: 0, largest: 0.0 }, 0));
    }
}

#[test]
fn columns_that_never_meet_may_all_move() {
    for (width, lit) in [(1, 1), (4, 1), (100, 100)] {
        let pixel = |e, j| if e == j { 3.0 } else { 0.0 };
        let examples = (0..lit).map(|e| (1.0, (0..width).map(|j| pixel(e, j)).collect()));
        let found = Spectrum::of(&dataset(width, examples));
        assert_eq!((found.lit, found.parallel()), (lit, lit));
        assert!(near(found.largest, 1.0, 1e-12), "{found:?}");
    }
}

#[test]
fn of_equal_columns_one_may_move() {
    for examples in [1, 3, 200] {
        let pictures = (0..examples).map(|e| (1.0, vec![f64::from(e) - 7.5; 50]));
        let found = Spectrum::of(&dataset(50, pictures));
        assert_eq!((found.lit, found.parallel()), (50, 1));
        assert!(near(found.largest, 50.0, 1e-12), "{found:?}");
    }
}

/// Of groups of equal columns rho is the size of the largest: here d / rho is whole, and is not rounded up.
#[test]
fn one_of_each_group_may_move() {
    for groups in 1..=40 {
        let pixel = |e, j: usize| if e == j / 3 { 0.7 } else { 0.0 };
        let examples = (0..groups).map(|e| (1.0, (0..3 * groups).map(|j| pixel(e, j)).collect()));
        let found = Spectrum::of(&dataset(3 * groups, examples));
        assert_eq!((found.lit, found.parallel()), (3 * groups, groups), "{found:?}");
    }
}

#[test]
fn the_size_of_pixels_does_not_matter() {
    let smiles = sample::smiles().dataset;
    let largest = Spectrum::of(&smiles).largest;
    let sizes = [1e9, -1.0, 1e-9, 1e-200, f64::MIN_POSITIVE, f64::from_bits(1)];
    for first in 0..sizes.len() {
        let one = Spectrum::of(&scaled(&smiles, |_| sizes[first]));
        let mixed = Spectrum::of(&scaled(&smiles, |cell| sizes[(cell + first) % sizes.len()]));
        assert!(near(one.largest, largest, 1e-12) && near(mixed.largest, largest, 1e-12));
    }
}
