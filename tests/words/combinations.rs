//! All settings in words, against every one of them tried, and large numbers as people write them.

use std::ops::ControlFlow;

use jointly::document::words;
use jointly::engine::{Combinations, CombinationsCost, Experiment, Round};
use num_bigint::BigUint;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds, read};
use crate::hand_made::{dataset_of, of_pictures};
use crate::naive::Naive;
use crate::numbers::counts;
use crate::rounds::{chosen, facts, is_blurred, rounds_of};
use crate::subsets::Spread;

fn found(experiment: &Experiment) -> Combinations {
    let goes_on = |_| ControlFlow::Continue(());
    Combinations::of(&experiment.dataset, &experiment.settings, goes_on).expect("few pixels")
}

/// How many pictures each of the 3^D settings matches.
fn one_by_one(experiment: &Experiment) -> Vec<usize> {
    let (naive, cells) = (Naive(experiment), experiment.weights.len());
    let settings = (0..cells).fold(vec![Vec::new()], |settings: Vec<Vec<f64>>, _| {
        let longer = |setting: &Vec<f64>, weight| [setting.as_slice(), &[weight]].concat();
        settings.iter().flat_map(|s| [-1.0, 0.0, 1.0].map(|weight| longer(s, weight))).collect()
    });
    settings.iter().map(|weights| naive.matched(weights)).collect()
}

fn fits_the_settings(experiment: &Experiment, round: &Round) -> TestCaseResult {
    let told = words::combinations(round, &found(experiment));
    is_english(&told.text())?;
    let (cells, examples) = (experiment.weights.len(), round.examples.len());
    let spread = Spread { noun: "settings", examples, matched: one_by_one(experiment) };
    spread.fits(&told.headline)?;
    let here = Naive(experiment).matched(&round.weights_after);
    let better = spread.matched.iter().filter(|matched| **matched > here).count();
    let dark = (0..cells)
        .filter(|i| experiment.dataset.examples.iter().all(|example| example.pixels[*i] == 0.0));
    let dark = dark.count();
    let all = |power: &str, settings: &str, tests: &str| {
        counts(power, cells) && counts(settings, spread.matched.len()) && counts(tests, 2 * cells)
    };
    let off = |shown: &str| counts(shown, dark) && examples > 0;
    let forms: [Form; 9] = [
        ("The weight at −1, 0 or 1: 3^{} = {} settings.", &|g| {
            cells == 1 && all(g[0], g[1], "2")
        }),
        ("Every weight at −1, 0 or 1: 3^{} = {} settings.", &|g| {
            cells > 1 && all(g[0], g[1], &(2 * cells).to_string())
        }),
        ("The round made {} tests instead.", &|g| counts(g[0], round.tests.len() * 2)),
        ("The round matches {}, more than any of them: its weights are not among these.", &|g| {
            counts(g[0], here) && here > spread.most()
        }),
        ("The round matches {}; none of them matches more.", &|g| {
            counts(g[0], here) && better == 0 && here == spread.most()
        }),
        ("The round matches {}; one of them matches more.", &|g| counts(g[0], here) && better == 1),
        ("The round matches {}; {} of them match more.", &|g| {
            counts(g[0], here) && counts(g[1], better) && better > 1
        }),
        ("1 pixel is off in every picture: it triples every count and changes no output.", &|_| {
            off("1")
        }),
        (
            "{} pixels are off in every picture: each triples every count and changes no output.",
            &|g| off(g[0]) && dark > 1,
        ),
    ];
    let sentences = 1 + usize::from(examples > 0) * (1 + usize::from(dark > 0));
    prop_assert_eq!(told.sentences.len(), sentences);
    holds(&told.sentences.join(" "), &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_settings_are_told_as_they_are(experiment in experiment(), chosen in chosen()) {
        // The long way through more of them is too long.
        prop_assume!(experiment.weights.len() <= 6);
        // Sums of such fractions are not exact to a billionth: it depends on their order whether they match.
        let pixels = experiment.dataset.examples.iter().flat_map(|example| &example.pixels);
        let largest = pixels.fold(0.0_f64, |largest, pixel| largest.max(pixel.abs()));
        prop_assume!(experiment.dataset.is_whole() || largest < 1e4);
        for (now, round) in rounds_of(experiment, 2, chosen.as_ref()) {
            if !is_blurred(&facts(&now, &round), &round) {
                fits_the_settings(&now, &round)?;
            }
        }
    }

    #[test]
    fn what_is_too_much_is_told_so(examples in 1..=1_000_000_usize, lit in 1..3000_usize) {
        let cost = CombinationsCost { lit, settings: u128::MAX, outputs: u128::MAX };
        let told = words::too_many_combinations(&cost, examples);
        is_english(&told.text())?;
        let power = |shown: &str| counts(shown, lit);
        let possible = |lit: usize| {
            let settings = BigUint::from(3_u8).pow(u32::try_from(lit).unwrap_or(u32::MAX));
            lit <= 80 && settings * examples <= BigUint::from(CombinationsCost::MOST_OUTPUTS)
        };
        let up_to = |shown: &str| (0..=81).any(|n| counts(shown, n) && possible(n) && !possible(n + 1));
        let is = |g: &[&str], text: &str| power(g[0]) && power(g[1]) && is_three_to(lit, text);
        let forms: [Form; 6] = [
            ("3^{} settings are too many to count.", &|g| power(g[0])),
            ("1 pixel is on in some picture, and each weight could be −1, 0 or 1: 3^{} = {} settings that differ.", &|g| {
                is(&["1", g[0]], &format!("= {}", g[1]))
            }),
            ("{} pixels are on in some picture, and each weight could be −1, 0 or 1: 3^{} {} settings that differ.", &|g| {
                lit > 1 && is(g, g[2])
            }),
            ("With 1 picture, up to {} such pixels can be counted in minutes.", &|g| {
                examples == 1 && up_to(g[0])
            }),
            ("With {} pictures, up to {} such pixels can be counted in minutes.", &|g| {
                examples > 1 && counts(g[0], examples) && up_to(g[1])
            }),
            ("Testing takes two tests a weight.", &|_| true),
        ];
        holds(&told.text(), &forms)?;
        prop_assert_eq!(told.sentences.len(), 3);
    }

    #[test]
    fn large_numbers_are_rounded_to_the_nearest(digits in prop::collection::vec(0..=9_u8, 1..60)) {
        let n: BigUint = digits.iter().fold(BigUint::ZERO, |n, digit| n * 10_u8 + *digit);
        prop_assert!(is_large(&words::large(&n), &n), "{} {}", n, words::large(&n));
    }
}

/// Whether a text says as much: all digits up to 15, else no other three digits are nearer.
fn is_large(text: &str, n: &BigUint) -> bool {
    let Some(g) = read("{}.{} × 10^{}", text) else {
        let grouped = text.split(',').skip(1).all(|three| three.len() == 3);
        return grouped && text.replace(',', "") == n.to_string() && n.to_string().len() <= 15;
    };
    let power: u32 = g[2].parse().expect("a power");
    let three: BigUint = format!("{}{}", g[0], g[1]).parse().expect("three digits");
    let unit = BigUint::from(10_u8).pow(power - 2);
    let shown = three * &unit;
    let off = if shown > *n { &shown - n } else { n - &shown };
    (g[0].len(), g[1].len()) == (1, 2) && g[0] != "0" && off * 2_u8 <= unit && power >= 15
}

/// Whether "= 9" or "≈ 1.27 × 10^29" is so of 3^power.
fn is_three_to(power: usize, text: &str) -> bool {
    let n = BigUint::from(3_u8).pow(u32::try_from(power).unwrap_or(u32::MAX));
    match (text.strip_prefix("= "), text.strip_prefix("≈ ")) {
        (Some(exact), _) => is_large(exact, &n) && !exact.contains('×'),
        (_, Some(about)) => is_large(about, &n) && about.contains('×'),
        _ => false,
    }
}

fn large(n: &str) -> String {
    words::large(&n.parse().expect("a number"))
}

#[test]
fn large_numbers() {
    assert_eq!(large("0"), "0");
    assert_eq!(large("531441"), "531,441");
    assert_eq!(large("999999999999999"), "999,999,999,999,999");
    assert_eq!(large("1000000000000000"), "1.00 × 10^15");
    assert_eq!(large("1234999999999999"), "1.23 × 10^15");
    assert_eq!(large("1235000000000000"), "1.24 × 10^15", "rounded, half up");
    assert_eq!(large("9994999999999999"), "9.99 × 10^15");
    assert_eq!(large("9995000000000000"), "1.00 × 10^16", "rounded up to the next power");
    let n = BigUint::from(3_u8).pow(784);
    assert_eq!(words::large(&n), "1.16 × 10^374");
    assert!(is_large(&words::large(&n), &n));
    // Written out up to 16,384 bits, by the logarithm above.
    for power in (10_300..10_360).chain([20_000, 40_000]) {
        let n = BigUint::from(3_u8).pow(power);
        assert!(is_large(&words::large(&n), &n), "3^{power}: {}", words::large(&n));
    }
    assert_eq!(words::large(&BigUint::from(10_u8).pow(5_000)), "1.00 × 10^5000");
    let nines = BigUint::from(10_u8).pow(5_000) - 1_u8;
    assert_eq!(words::large(&nines), "1.00 × 10^5000");
}

/// What is said of the round that moves every weight from 0 to `after`.
fn told(pictures: &[(f64, &[f64])], after: &[f64]) -> String {
    let mut experiment = of_pictures(dataset_of(pictures));
    experiment.weights = vec![0.0; after.len()].into();
    let round = Round::record(&experiment, 1, Vec::new(), after.to_vec().into());
    words::combinations(&round, &found(&experiment)).text()
}

#[test]
fn the_lesson_and_rounds_that_random_data_misses() {
    let lesson = jointly::formats::sample::smiles().beginning();
    let round = Round::play(&lesson, 1);
    assert_eq!(
        words::combinations(&round, &found(&lesson)).text(),
        "243 of the 531,441 settings match all 4. Every weight at −1, 0 or 1: 3^12 = 531,441 settings. The round made \
         24 tests instead. The round matches 3; 243 of them match more. 4 pixels are off in every picture: each triples \
         every count and changes no output."
    );
    assert_eq!(
        told(&[(3.0, &[1.0, 0.0])], &[3.0, 0.0]),
        "None of the 9 settings matches the one picture. Every weight at −1, 0 or 1: 3^2 = 9 settings. The round made 4 \
         tests instead. The round matches 1, more than any of them: its weights are not among these. 1 pixel is off in \
         every picture: it triples every count and changes no output."
    );
    assert_eq!(
        told(&[(0.0, &[0.0]), (1.0, &[0.0])], &[1.0]),
        "All 3 settings match 1 of 2. The weight at −1, 0 or 1: 3^1 = 3 settings. The round made 2 tests instead. The \
         round matches 1; none of them matches more. 1 pixel is off in every picture: it triples every count and \
         changes no output."
    );
    assert_eq!(
        told(&[], &[0.0]),
        "There is no picture to match. The weight at −1, 0 or 1: 3^1 = 3 settings. The round made 2 tests instead."
    );
    assert_eq!(
        told(&[(0.0, &[1.0]), (0.0, &[1.0])], &[1.0]),
        "One of the 3 settings matches both pictures. The weight at −1, 0 or 1: 3^1 = 3 settings. The round made 2 tests \
         instead. The round matches 0; one of them matches more."
    );
    // Of 3^40 settings only one, that of all weights at 1, makes 40.
    assert_eq!(
        told(&[(40.0, &[1.0; 40]), (99.0, &[0.0; 40]), (0.0, &[0.0; 40])], &[0.0; 40]),
        "None of the 1.22 × 10^19 settings matches all 3; one matches 2. Every weight at −1, 0 or 1: 3^40 ≈ 1.22 × \
         10^19 settings. The round made 80 tests instead. The round matches 1; one of them matches more."
    );
}

#[test]
fn almost_all_is_not_all() {
    // All of 3^40 settings but the two that make 40 and −40.
    let mut experiment = of_pictures(dataset_of(&[(0.0, &[1.0; 40])]));
    experiment.settings.tolerance = 39.0;
    let round = Round::record(&experiment, 1, Vec::new(), vec![1.0; 40].into());
    assert_eq!(
        words::combinations(&round, &found(&experiment)).text(),
        "Almost all of the 1.22 × 10^19 settings match the one picture. Every weight at −1, 0 or 1: 3^40 ≈ 1.22 × 10^19 \
         settings. The round made 80 tests instead. The round matches 0; 1.22 × 10^19 of them match more."
    );
}

#[test]
fn what_counting_takes_is_told_beforehand() {
    let cost = CombinationsCost { lit: 22, settings: 3_u128.pow(22), outputs: 4 * 3_u128.pow(22) };
    assert_eq!(
        words::long_combinations(&cost),
        "3^22 = 31,381,059,609 settings, 125,524,238,436 outputs to look at: this may take minutes."
    );
    // Forty pixels that are equal in every picture make 81 outputs a picture.
    let cost = CombinationsCost { lit: 40, settings: 81, outputs: 81_000_000 };
    assert_eq!(
        words::long_combinations(&cost),
        "3^40 ≈ 1.22 × 10^19 settings, 81,000,000 outputs to look at: this may take minutes."
    );
    let cost = CombinationsCost { lit: 1 << 20, settings: u128::MAX, outputs: u128::MAX };
    let told = words::too_many_combinations(&cost, 4).text();
    let limit = " With 4 pictures, up to ";
    let (why, _) = told.split_once(limit).expect("how many can be counted");
    assert_eq!(
        why,
        "3^1,048,576 settings are too many to count. 1,048,576 pixels are on in some picture, and each weight could be \
         −1, 0 or 1: 3^1,048,576 settings that differ."
    );
}
