//! Some of a round's changes, read back against the weights they make.

use std::sync::Arc;

use jointly::document::words;
use jointly::engine::{Arrangement, Experiment, Round, WhatIf};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::books::with_only;
use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds, sentences};
use crate::naive::Naive;
use crate::numbers::counts;
use crate::rounds::{chosen, facts, is_blurred};

fn fits_the_line(line: &str, made: usize, all: usize) -> TestCaseResult {
    is_english(line)?;
    let of = |g: &[&str]| counts(g[0], made) && counts(g[1], all);
    let forms: [Form; 3] = [
        ("Trial: {} of {} change.", &|g| of(g) && all == 1),
        ("Trial: {} of {} changes.", &|g| of(g) && all != 1),
        ("The round stays as it is.", &|_| true),
    ];
    holds(line, &forms)
}

fn fits_the_trial(
    experiment: &Experiment,
    round: &Round,
    arrangement: &Arrangement,
) -> TestCaseResult {
    let (naive, dataset) = (Naive(experiment), &experiment.dataset);
    let had_turn = &arrangement.order[..arrangement.played];
    let out: Vec<usize> =
        had_turn.iter().copied().filter(|w| arrangement.left_out.contains(w)).collect();
    let made: Vec<usize> = had_turn.iter().copied().filter(|w| !out.contains(w)).collect();
    let (all, played) = (arrangement.order.len(), had_turn.len());
    let there = with_only(round, &made);

    fits_the_line(&words::what_if_line(round, arrangement), made.len(), all)?;

    let what_if = WhatIf::of(dataset, round, arrangement.clone());
    let named = |text: &str| {
        let mut places: Vec<usize> = out.clone();
        places.sort_unstable();
        let places = places.iter().map(|w| {
            let (row, column) = (w / dataset.shape.width + 1, w % dataset.shape.width + 1);
            format!("row {row}, column {column}")
        });
        (1..=2).contains(&out.len()) && text == places.collect::<Vec<_>>().join(" and ")
    };
    let first = |some: &str, of: &str| {
        let n = if some.is_empty() { "1" } else { some.trim_start_matches(' ') };
        counts(n, played) && counts(of, all) && played < all && !made.is_empty()
    };
    let is_all = |text: &str| match text {
        "the one change" => all == 1,
        "both changes" => all == 2,
        text => {
            let n = text.strip_prefix("all ").and_then(|text| text.strip_suffix(" changes"));
            all > 2 && n.is_some_and(|n| counts(n, all))
        }
    };
    let many = |n: &str| out.len() > 2 && counts(n, out.len()) && !made.is_empty();
    let after_all = played == all && !made.is_empty();
    let headlines: [Form; 8] = [
        ("Trial: before any change.", &|_| played == 0 && all > 0),
        ("Trial: nothing is changed.", &|_| made.is_empty() && (played > 0 || all == 0)),
        ("Trial: without {} of the {} changes.", &|g| after_all && many(g[0]) && counts(g[1], all)),
        ("Trial: without {}.", &|g| after_all && named(g[0])),
        ("Trial: the first{} of {} changes, without {} of them.", &|g| {
            first(g[0], g[1]) && many(g[2])
        }),
        ("Trial: the first{} of {} changes, without {}.", &|g| first(g[0], g[1]) && named(g[2])),
        ("Trial: the first{} of {} changes.", &|g| first(g[0], g[1]) && out.is_empty()),
        ("Trial: {}.", &|g| after_all && out.is_empty() && is_all(g[0])),
    ];

    let (now, real) = (naive.matched(&there), naive.matched(&round.weights_after));
    let of = |g: &[&str], one: bool| {
        counts(g[0], now) && (now == 1) == one && counts(g[1], round.examples.len())
    };
    let whole = |text: &str| match text.strip_prefix("with ") {
        None => text == "in the round" && all == 0,
        Some(text) => is_all(text),
    };
    let fewer = |g: &[&str]| now < real && whole(g[2]) && counts(g[3], real);
    let more = |g: &[&str]| now > real && whole(g[2]) && counts(g[3], real);
    let scores: [Form; 6] = [
        ("{} of {} matches, fewer than {}: {}.", &|g| of(g, true) && fewer(g)),
        ("{} of {} match, fewer than {}: {}.", &|g| of(g, false) && fewer(g)),
        ("{} of {} matches, more than {}: {}.", &|g| of(g, true) && more(g)),
        ("{} of {} match, more than {}: {}.", &|g| of(g, false) && more(g)),
        ("{} of {} matches, as many as {}.", &|g| of(g, true) && now == real && whole(g[2])),
        ("{} of {} match, as many as {}.", &|g| of(g, false) && now == real && whole(g[2])),
    ];
    for e in 0..round.examples.len() {
        let f = Facts::of(experiment, &there, e);
        let told = words::what_if(dataset, round, &what_if, e);
        is_english(&told.text())?;
        let matches = f.matches(f.after);
        prop_assert_eq!(told.good, Some(matches));
        let closely = (f.after - f.label).abs() < 1.1e-4 && f.after != f.label;
        let pictures: [Form; 6] = [
            ("{} stays at {}.", &|g| {
                f.called(g[0]) && f.touching.is_empty() && f.is(g[1], f.before)
            }),
            ("{}: {} = {}.", &|g| {
                let adds = f.adds_up(&format!("{} = {}", g[1], g[2]));
                f.called(g[0]) && !f.touching.is_empty() && adds
            }),
            ("Its label is {} and its output {}: it matches.", &|g| {
                closely && matches && g[0] != g[1] && f.is(g[0], f.label) && f.is(g[1], f.after)
            }),
            ("Its label is {} and its output {}: it does not match.", &|g| {
                closely && !matches && g[0] != g[1] && f.is(g[0], f.label) && f.is(g[1], f.after)
            }),
            ("Its label is {}: it matches.", &|g| matches && f.is(g[0], f.label)),
            ("Its label is {}: it does not match.", &|g| !matches && f.is(g[0], f.label)),
        ];
        holds(&told.headline, &headlines)?;
        prop_assert_eq!(sentences(&told.sentences[0]).len(), 2);
        holds(&told.sentences[0], &pictures)?;
        holds(&told.sentences[1], &scores)?;
        prop_assert_eq!(told.sentences.len(), 2);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_trial_is_told_as_it_is(
        experiment in experiment(),
        order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
        out in prop::collection::vec(0..12_usize, 0..8),
        played in 0..=12_usize,
        chosen in chosen(),
    ) {
        let round = crate::rounds::played(&experiment, 1, chosen.as_ref());
        if !is_blurred(&facts(&experiment, &round), &round) {
            let mut arrangement = Arrangement::of(&round);
            arrangement.order = order.into_iter().filter(|weight| round.moves(*weight)).collect();
            let all = arrangement.clone();
            fits_the_trial(&experiment, &round, &all)?;
            fits_the_trial(&experiment, &round, &all.played_to(played))?;
            let out: Vec<usize> = out.into_iter().filter(|weight| round.moves(*weight)).collect();
            fits_the_trial(&experiment, &round, &all.without(&out))?;
            fits_the_trial(&experiment, &round, &all.without(&out).played_to(played))?;
        }
    }
}

/// What is said of a picture with some of the changes of a round, by which every weight goes from 0 to `after`.
fn told(name: &str, label: f64, after: &[f64], pixels: &[f64], arrangement: Made) -> String {
    let mut experiment = sample::named("never-meet.json").expect("a sample").beginning();
    let dataset = Arc::make_mut(&mut experiment.dataset);
    dataset.shape.width = after.len();
    dataset.shape.height = 1;
    dataset.examples.truncate(1);
    let example = Arc::make_mut(&mut dataset.examples[0]);
    name.clone_into(&mut example.name);
    example.label = label;
    example.pixels = pixels.to_vec().into();
    experiment.weights = vec![0.0; after.len()].into();
    let round = Round::record(&experiment, 1, Vec::new(), after.to_vec().into());
    let all = Arrangement::of(&round);
    let Made { out, played } = arrangement;
    let what_if = WhatIf::of(&experiment.dataset, &round, all.without(out).played_to(played));
    words::what_if(&experiment.dataset, &round, &what_if, 0).text()
}

/// Which changes are left out, and how many have their turn.
#[derive(Clone, Copy)]
struct Made {
    out: &'static [usize],
    played: usize,
}

#[test]
fn one_change_and_a_picture_called_as_a_file_is() {
    let all = Made { out: &[], played: 1 };
    assert_eq!(
        told("p0", 1.0, &[1.0], &[1.0], all),
        "Trial: the one change. p0: 0 + 1 = 1. Its label is 1: it matches. 1 of 1 matches, as many as with the one \
         change."
    );
    let without = Made { out: &[0], played: 1 };
    assert_eq!(
        told("", 1.0, &[1.0], &[1.0], without),
        "Trial: nothing is changed. Picture 1 stays at 0. Its label is 1: it does not match. 0 of 1 match, fewer than \
         with the one change: 1."
    );
    let before = Made { out: &[], played: 0 };
    assert_eq!(
        told("oak", 0.0, &[1.0], &[1.0], before),
        "Trial: before any change. Oak stays at 0. Its label is 0: it matches. 1 of 1 matches, more than with the one \
         change: 0."
    );
}

#[test]
fn many_parts_are_added_by_their_ways() {
    let (after, pixels) = ([1., 1., 1., 1., 1., -1., -1., -1., 1.], [0.5; 9]);
    assert_eq!(
        told("oak", 0.5, &after, &pixels, Made { out: &[0, 8, 4], played: 9 }),
        "Trial: without three of the nine changes. Oak: 0 + 0.5 + 0.5 + 0.5 − 0.5 − 0.5 − 0.5 = 0. Its label is 0.5: it \
         does not match. 0 of 1 match, as many as with all nine changes."
    );
    assert_eq!(
        told("oak", 0.5, &after, &pixels, Made { out: &[8, 0], played: 8 }),
        "Trial: the first eight of nine changes, without row 1, column 1. Oak: 0 + 2 − 1.5 = 0.5. Its label is 0.5: it \
         matches. 1 of 1 matches, more than with all nine changes: 0."
    );
    assert_eq!(
        told("oak", 0.5, &after, &pixels, Made { out: &[0, 1, 2, 8], played: 5 }),
        "Trial: the first five of nine changes, without three of them. Oak: 0 + 0.5 + 0.5 = 1. Its label is 0.5: it \
         does not match. 0 of 1 match, as many as with all nine changes."
    );
}

#[test]
fn numbers_that_are_close_or_large() {
    let both = || Made { out: &[], played: 2 };
    assert_eq!(
        told("oak", 1.0, &[1.0, 1.0], &[1.0, 1e-5], both()),
        "Trial: both changes. Oak: 0 + 1 + 0.00001 = 1. Its label is 1 and its output 1.00001: it does not match. 0 of \
         1 match, as many as with both changes."
    );
    assert_eq!(
        told("oak", 1e-12, &[1.0, 1.0], &[1.0, 1.0], Made { out: &[], played: 1 }),
        "Trial: the first of two changes. Oak: 0 + 1 = 1. Its label is 1.00e−12: it does not match. 0 of 1 match, as \
         many as with both changes."
    );
    // What a sum leaves beside 0 is 0.
    assert_eq!(
        told("oak", 0.0, &[0.3, -0.1], &[1.0, 3.0], both()),
        "Trial: both changes. Oak: 0 + 0.3 − 0.3 = 0. Its label is 0: it matches. 1 of 1 matches, as many as with both \
         changes."
    );
    assert_eq!(
        told("oak", 1e9, &[1e9, -1e9], &[1e9, 1e9], Made { out: &[1], played: 2 }),
        "Trial: without row 1, column 2. Oak: 0 + 1.00e18 = 1.00e18. Its label is 1000000000: it does not match. 0 of 1 \
         match, as many as with both changes."
    );
}
