//! The changes one by one, and fair shares of them.

use jointly::document::words;
use jointly::engine::{Experiment, Round, Score, Turns, path};
use jointly::formats::sample;
use proptest::test_runner::TestCaseResult;

use crate::books::{is_brief, with_only};
use crate::facts::{Facts, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::{counts, number};

const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// "after the second change", "at the start", as how many changes have been made.
fn turn(text: &str) -> Option<usize> {
    let nth = |word: &str| ORDINALS.iter().position(|ordinal| *ordinal == word).map(|at| at + 1);
    match text.strip_prefix("after ") {
        None if text == "at the start" => Some(0),
        None => nth(text.strip_prefix("the ")?),
        Some(change) => nth(change.strip_prefix("the ")?.strip_suffix(" change")?),
    }
}

pub fn fits_the_order(experiment: &Experiment, round: &Round, order: &[usize]) -> TestCaseResult {
    let (naive, dataset) = (Naive(experiment), &experiment.dataset);
    let stops: Vec<_> = (0..=order.len()).map(|n| with_only(round, &order[..n])).collect();
    let matched: Vec<usize> = stops.iter().map(|there| naive.matched(there)).collect();
    let told = words::one_by_one(&path(dataset, round, order));
    is_english(&told)?;
    let n = order.len();
    let forms: [Form; 3] = [
        ("No weight moved, so there is no order.", &|_| n == 0),
        ("One change: {} matched before it, {} after.", &|g| {
            n == 1 && counts(g[0], matched[0]) && counts(g[1], matched[1])
        }),
        ("One by one, {} match.", &|g| {
            let shown = g[0].replace(" and at last ", ", ");
            let shown: Vec<&str> = shown.split(", ").collect();
            n > 1 && shown.len() == n && shown.iter().zip(&matched[1..]).all(|(s, n)| counts(s, *n))
        }),
    ];
    holds(&told, &forms)?;
    for e in 0..dataset.examples.len() {
        let told = words::turns(dataset, e, &Turns::of(dataset, round, order, e));
        is_english(&told)?;
        let f = Facts::of_round(experiment, round, e);
        let is: Vec<bool> = stops.iter().map(|there| naive.matches(e, there)).collect();
        let first = is.iter().position(|matches| *matches);
        let lost = (1..is.len()).find(|n| is[n - 1] && !is[*n]);
        let so = |name: &str, at: Option<usize>, gone: Option<usize>| {
            f.called(name) && at.is_some() && at == first && gone == lost && n > 0
        };
        let forms: [Form; 7] = [
            ("{} does not match, and no weight moved.", &|g| n == 0 && !is[0] && f.called(g[0])),
            ("{} matches, and no weight moved.", &|g| n == 0 && is[0] && f.called(g[0])),
            ("{} matches at no point on the way.", &|g| n > 0 && first.is_none() && f.called(g[0])),
            ("{} matches from the start to the end.", &|g| so(g[0], Some(0), None)),
            ("{} matches {}, to the end.", &|g| so(g[0], turn(g[1]), None)),
            ("{} matches {} and is lost at {}, and matches again at the end.", &|g| {
                is[n] && so(g[0], turn(g[1]), turn(g[2]))
            }),
            ("{} matches {} and is lost at {}.", &|g| !is[n] && so(g[0], turn(g[1]), turn(g[2]))),
        ];
        holds(&told, &forms)?;
    }
    Ok(())
}

pub fn fits_the_shares(round: &Round) -> TestCaseResult {
    let told = words::fair_shares(round);
    is_english(&told)?;
    let (n, score) = (round.moved(), round.settings.score);
    let gain = |shown: &str| match shown.strip_prefix("gain of ") {
        Some(shown) => score != Score::Matches && is_brief(shown, round.delivered, round.delivered),
        None => score == Score::Matches && number(shown) == Some(round.delivered),
    };
    let forms: [Form; 3] = [
        ("No weight moved, so there is nothing to share.", &|_| n == 0),
        ("There is one change: the {} is all its own.", &|g| n == 1 && gain(g[0])),
        (
            "Each change's share of the {}, averaged over every order in which the {} could have come.",
            &|g| n > 1 && gain(g[0]) && counts(g[1], n),
        ),
    ];
    holds(&told, &forms)
}

#[test]
fn the_lesson_one_by_one() {
    let experiment = sample::smiles().beginning();
    let (dataset, round) = (&experiment.dataset, Round::play(&experiment, 1));
    let order: Vec<usize> = round.changes().map(|(i, _)| i).collect();
    let path = path(dataset, &round, &order);
    assert_eq!(words::one_by_one(&path), "One by one, 2, 2, 0, 2, 0 and at last 3 match.");
    let many = [&path[..], &path[1..], &path[1..]].concat();
    assert_eq!(
        words::one_by_one(&many),
        "One by one, from 0 at the start to 3 at the end; the most, 3, match after the sixth change."
    );
    let cheery = Turns::of(dataset, &round, &order, 3);
    assert_eq!(
        words::turns(dataset, 3, &cheery),
        "Cheery smile matches after the first change and is lost at the third."
    );
    assert_eq!(
        words::fair_shares(&round),
        "Each change's share of the 3, averaged over every order in which the six could have come."
    );
}
