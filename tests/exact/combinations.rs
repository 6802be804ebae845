//! All settings in {-1, 0, 1}, against each of them tried.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{
    Combinations, CombinationsCost, CombinationsError, Dataset, Experiment, Settings,
};
use proptest::prelude::*;

use crate::moved;
use crate::naive::Naive;

fn all(experiment: &Experiment) -> Combinations {
    let goes_on = |_| ControlFlow::Continue(());
    Combinations::of(&experiment.dataset, &experiment.settings, goes_on).expect("few pixels")
}

/// How many settings match 0, 1, ... all examples, and the fewest weights of those that match most.
fn one_by_one(experiment: &Experiment) -> (Vec<u32>, usize) {
    let (naive, cells) = (Naive(experiment), experiment.dataset.shape.cells());
    let mut histogram = vec![0; experiment.dataset.examples.len() + 1];
    let mut best = (0, usize::MAX);
    let mut weights = vec![-1.0; cells];
    loop {
        let matched = naive.matched(&weights);
        histogram[matched] += 1;
        let moved = weights.iter().filter(|weight| **weight != 0.0).count();
        if matched > best.0 || matched == best.0 && moved < best.1 {
            best = (matched, moved);
        }
        let Some(next) = weights.iter().position(|weight| *weight < 1.0) else {
            return (histogram, best.1);
        };
        weights[..next].fill(-1.0);
        weights[next] += 1.0;
    }
}

fn check(experiment: &Experiment) -> Result<(), TestCaseError> {
    let found = all(experiment);
    let (histogram, fewest) = one_by_one(experiment);
    let most = histogram.iter().rposition(|count| *count > 0).unwrap_or(0);
    prop_assert_eq!(found.histogram(), histogram.iter().map(|n| (*n).into()).collect::<Vec<_>>());
    prop_assert_eq!((found.matched, found.count(most)), (most, histogram[most].into()));
    prop_assert_eq!(Naive(experiment).matched(&found.best), most);
    prop_assert!(found.best.iter().all(|weight| [-1.0, 0.0, 1.0].contains(weight)));
    prop_assert_eq!(found.best.iter().filter(|weight| **weight != 0.0).count(), fewest);
    prop_assert_eq!(&found, &all(experiment));
    prop_assert_eq!(found.cost, CombinationsCost::of(&experiment.dataset));
    Ok(())
}

/// The same experiment with the columns of some cells, of either sign, in others.
fn copied(experiment: &Experiment, copies: &[(usize, usize, bool)]) -> Experiment {
    let mut dataset = Dataset::clone(&experiment.dataset);
    for example in &mut dataset.examples {
        let example = Arc::make_mut(example);
        for (from, to, turned) in copies {
            let pixel = example.pixels[from % example.pixels.len()];
            let to = to % example.pixels.len();
            example.pixels.set(to, if *turned { -pixel } else { pixel });
        }
    }
    Experiment { dataset: Arc::new(dataset), ..experiment.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_setting_of_few_pixels(
        (experiment, _) in moved::round(1..=6, 80),
        copies in prop::collection::vec((0..6_usize, 0..6_usize, any::<bool>()), 0..4),
    ) {
        check(&copied(&experiment, &copies))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_setting_in_many_rows(
        (experiment, _) in moved::round(7..=8, 4),
        copies in prop::collection::vec((0..8_usize, 0..8_usize, any::<bool>()), 0..6),
    ) {
        check(&copied(&experiment, &copies))?;
    }
}

/// One picture of `lit` pixels 1 and the others dark.
fn one_picture(lit: usize, cells: usize, label: f64) -> Experiment {
    let (mut experiment, _) = moved::whole(u32::try_from(cells).expect("few"), 1);
    let dataset = Arc::make_mut(&mut experiment.dataset);
    let example = Arc::make_mut(&mut dataset.examples[0]);
    example.label = label;
    example.pixels = (0..cells).map(|cell| if cell < lit { 1.0 } else { 0.0 }).collect();
    experiment
}

#[test]
fn equal_pixels_are_counted_not_tried() {
    // 40 weights add up to 40 in one way only, to 39 in 40.
    let found = all(&one_picture(40, 41, 39.0));
    assert_eq!((found.cost.lit, found.cost.settings, found.cost.outputs), (40, 81, 81));
    assert_eq!(found.count(1), 120_u8.into());
    assert_eq!(found.best.iter().sum::<f64>(), 39.0);
    let total: num_bigint::BigUint = found.histogram().into_iter().sum();
    assert_eq!(total, num_bigint::BigUint::from(3_u8).pow(41));
    assert!(found.cost.is_at_once());
}

#[test]
fn eighty_lit_pixels_are_the_most_and_dark_ones_triple() {
    let found = all(&one_picture(80, 1000, 80.0));
    assert_eq!(found.count(1), num_bigint::BigUint::from(3_u8).pow(920));
    assert_eq!(found.count(2), num_bigint::BigUint::ZERO);
    let too_many = one_picture(81, 81, 1.0);
    let cost = CombinationsCost::of(&too_many.dataset);
    assert!(cost.lit == 81 && !cost.is_possible() && !cost.is_at_once());
    let refused = Combinations::of(&too_many.dataset, &Settings::default(), |_| panic!("at once"));
    assert_eq!(refused, Err(CombinationsError::TooMany(cost)));
}

#[test]
fn settings_outside_of_the_rows() {
    // 3^14 settings, so that some columns are neither low nor in the rows; each of the pixels has its own power of 3,
    // so that each setting has its own output.
    let mut experiment = one_picture(14, 14, 0.0);
    let dataset = Arc::make_mut(&mut experiment.dataset);
    let example = Arc::make_mut(&mut dataset.examples[0]);
    example.pixels = (0..14).map(|i| 3_f64.powi(i)).collect();
    let wanted = [1., 0., -1., 1., 1., 0., 0., -1., 0., 1., -1., -1., 0., 1.];
    example.label = example.pixels.iter().zip(&wanted).map(|(pixel, weight)| pixel * weight).sum();
    let found = all(&experiment);
    assert_eq!(found.cost.settings, 3_u128.pow(14));
    assert_eq!(found.histogram(), [(3_u32.pow(14) - 1).into(), 1_u8.into()]);
    assert_eq!(found.best, wanted);
}

#[test]
fn too_much_work_is_refused_beforehand_and_none_is_no_work() {
    let (experiment, _) = moved::whole(26, 60);
    let cost = CombinationsCost::of(&experiment.dataset);
    assert_eq!((cost.lit, cost.outputs), (26, 60 * 3_u128.pow(26)));
    assert!(!cost.is_possible());
    let mut nothing = one_picture(0, 2, 1.0);
    Arc::make_mut(&mut nothing.dataset).examples.clear();
    assert_eq!(all(&nothing).histogram(), [9_u8.into()]);
    assert_eq!(all(&nothing).best, [0.0; 2]);
}

#[test]
fn it_tells_what_share_is_done_and_stops_when_told() {
    let (experiment, _) = moved::whole(14, 130);
    let mut shares: Vec<f32> = Vec::new();
    let stopped = Combinations::of(&experiment.dataset, &experiment.settings, |share| {
        shares.push(share);
        if shares.len() == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(CombinationsError::Stopped));
    assert_eq!(shares.len(), 5);
    assert!(shares[0] == 0.0 && shares.is_sorted_by(|a, b| a < b) && shares[4] < 1.0);
}
