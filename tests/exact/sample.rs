//! A sample of subsets, against the table of all of them.

use std::ops::ControlFlow;

use jointly::engine::{Experiment, Round, Score, SubsetSample};
use proptest::prelude::*;

use crate::moved::{self, table};
use crate::naive::Naive;

fn drawn(experiment: &Experiment, round: &Round, samples: usize, seed: u64) -> SubsetSample {
    let goes_on = |_| ControlFlow::Continue(());
    SubsetSample::of(&experiment.dataset, round, samples, seed, goes_on).expect("it goes on")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_draw_is_a_subset((experiment, round) in moved::round(0..=6, 9), samples in 0..40_usize, seed: u64) {
        let sample = drawn(&experiment, &round, samples, seed);
        prop_assert_eq!(sample.histogram.iter().sum::<u64>(), samples as u64);
        let counted = table(&experiment, &round).histogram();
        for (matched, (found, possible)) in sample.histogram.iter().zip(counted).enumerate() {
            prop_assert!(*found == 0 || possible > 0, "{}", matched);
        }
        let most = sample.histogram.iter().rposition(|count| *count > 0).unwrap_or(0);
        prop_assert_eq!(sample.matched, most);
        let mut there = round.weights_before.clone();
        for weight in &sample.best {
            there[*weight] = round.weights_after[*weight];
        }
        if samples > 0 {
            prop_assert_eq!(Naive(&experiment).matched(&there), most);
        }
    }
}

#[test]
fn estimates_are_near_the_table_and_their_errors_say_how_near() {
    for score in [Score::Matches, Score::AbsoluteError, Score::SquaredError] {
        let (experiment, mut round) = moved::whole(7, 12);
        std::sync::Arc::make_mut(&mut round.played).settings.score = score;
        let subsets = table(&experiment, &round);
        let all = f64::from(1 << 7);
        let mean = subsets.gains.iter().sum::<f64>() / all;
        let squares: f64 = subsets.gains.iter().map(|gain| (gain - mean).powi(2)).sum();
        let sample = drawn(&experiment, &round, 10_000, 7);
        let near = |found: f64, wanted: f64| (found - wanted).abs() <= 0.05 * wanted.abs();
        // Three standard errors are exceeded by chance once in 370 seeds, and this is one seed.
        assert!((sample.gain.mean - mean).abs() <= 3.0 * sample.gain.standard_error);
        assert!(near(sample.gain.standard_error, (squares / all).sqrt() / 100.0));
        for (matched, count) in subsets.histogram().into_iter().enumerate() {
            let share = f64::from(u32::try_from(count).expect("of 128")) / all;
            let found = sample.share(matched..=matched);
            let error = (share * (1.0 - share)).sqrt() / 100.0;
            assert!((found.mean - share).abs() <= 4.0 * error, "{matched}: {found:?} {share}");
            assert!((found.standard_error - error).abs() <= 0.2 * error);
        }
    }
}

#[test]
fn a_seed_draws_the_same_and_another_seed_others() {
    let (experiment, round) = moved::whole(40, 30);
    let sample = drawn(&experiment, &round, 50, 1);
    assert_eq!(sample, drawn(&experiment, &round, 50, 1));
    assert_ne!(sample, drawn(&experiment, &round, 50, 2));
}

#[test]
fn it_tells_what_share_is_done_and_stops_when_told() {
    let (experiment, round) = moved::whole(40, 30);
    let mut shares: Vec<f32> = Vec::new();
    let stopped = SubsetSample::of(&experiment.dataset, &round, 50, 1, |share| {
        shares.push(share);
        if shares.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((stopped, shares), (None, vec![0.0, 0.32, 0.64]));
}
