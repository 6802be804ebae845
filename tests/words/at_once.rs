//! How many weights may move at once, and by how long a step, in sentences.

use std::ops::ControlFlow;

use jointly::document::words;
use jointly::engine::{Experiment, HowMany, Limit, Rung, Score, Size, Spectrum};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds};
use crate::numbers::{counts, number};

/// Errors of a few draws, with which of them falling, growing and exploding can be told at once.
fn errors() -> impl Strategy<Value = Vec<f64>> {
    let all = |values: &'static [f64]| prop::collection::vec(prop::sample::select(values), 1..4);
    prop_oneof![
        4 => all(&[0.0, 0.5, 3.9]),
        2 => all(&[4.1, 100.0]),
        3 => all(&[4001.0, 1e9, f64::INFINITY]),
        1 => all(&[4.0]),
        2 => all(&[0.5, 4.0, 100.0, f64::INFINITY]),
    ]
}

fn found() -> impl Strategy<Value = HowMany> {
    let scores = [Score::Matches, Score::AbsoluteError, Score::SquaredError, Score::LogLoss];
    let rungs = prop::collection::vec(errors(), 0..6);
    (rungs, prop::sample::select(scores.to_vec()), any::<bool>(), 1..4_u8).prop_map(
        |(rungs, score, fitted, rho)| {
            let rungs = rungs.into_iter().zip(1..).map(|(mut errors, p)| {
                errors.sort_by(f64::total_cmp);
                Rung { p, errors }
            });
            let rungs: Vec<Rung> = rungs.collect();
            HowMany {
                size: if fitted { Size::Fitted } else { Size::Step },
                score: if fitted { Score::SquaredError } else { score },
                start: 4.0,
                rounds: 100,
                spectrum: Spectrum { lit: rungs.len(), largest: f64::from(rho) },
                rungs,
            }
        },
    )
}

fn fits_what_was_found(found: &HowMany) -> TestCaseResult {
    let text = words::how_many(found);
    is_english(&text)?;
    let falls = |rung: &&Rung| rung.errors.iter().all(|error| *error < 4.0);
    let grows = |rung: &&Rung| rung.errors.iter().all(|error| *error > 4.0);
    let explodes = |rung: &&Rung| rung.errors.iter().all(|error| *error > 4000.0);
    let rungs = || found.rungs.iter();
    let what = |shown: &str| {
        shown
            == match found.score {
                Score::Matches => "the number of misses",
                Score::AbsoluteError => "the total error",
                Score::SquaredError => "the squared error",
                Score::LogLoss => "the log-loss",
            }
    };
    let p = whole;
    // Up to so many every one falls, and not with one more.
    let falls_to = |last: usize| {
        let next = rungs().find(|rung| rung.p == last + 1);
        rungs().take_while(|rung| rung.p <= last).all(|r| falls(&r))
            && next.is_some_and(|r| !falls(&r))
    };
    // From so many on none falls, and it is not so with one fewer.
    let ends_from = |first: usize, how: &str| {
        let before = first.checked_sub(1).filter(|p| *p > 0);
        let before = before.and_then(|p| rungs().find(|rung| rung.p == p));
        let mut rest = rungs().skip_while(|rung| rung.p < first);
        let all_explode = rest.clone().all(|rung| explodes(&rung));
        rest.all(|rung| grows(&rung))
            && before.is_none_or(|rung| !grows(&rung))
            && (how == "explodes") == all_explode
            && matches!(how, "explodes" | "grows")
    };
    let none_ends = || !rungs().next_back().is_some_and(|rung| grows(&rung));
    let up_to = |last: usize, shown: &str| what(shown) && falls_to(last);
    let theory = |shown: &str| match shown.strip_prefix("the theory says P* = ") {
        Some(p) => found.size == Size::Fitted && counts(p, found.spectrum.parallel()),
        None => found.size == Size::Step && shown == "the theory says nothing of fixed steps",
    };
    let forms: [Form; 10] = [
        ("No weight is lit in any picture, so none can move.", &|_| found.rungs.is_empty()),
        ("However many move, nothing changes: {} as at the start.", &|_| {
            rungs().flat_map(|rung| &rung.errors).all(|error| *error == 4.0)
        }),
        ("However many move at once, {} falls; {}.", &|g| {
            what(g[0]) && rungs().all(|rung| falls(&rung)) && theory(g[1])
        }),
        ("Even one at a time {} does not always fall, from {} on it {}; {}.", &|g| {
            what(g[0]) && falls_to(0) && p(g[1]) > 1 && ends_from(p(g[1]), g[2]) && theory(g[3])
        }),
        ("Even one at a time {} does not always fall; {}.", &|g| {
            what(g[0]) && falls_to(0) && none_ends() && theory(g[1])
        }),
        ("Even one at a time {} explodes; {}.", &|g| {
            what(g[0]) && ends_from(1, "explodes") && theory(g[1])
        }),
        ("Even one at a time {} grows; {}.", &|g| {
            what(g[0]) && ends_from(1, "grows") && theory(g[1])
        }),
        ("{} falls, with more not always; {}.", &|g| {
            let (last, shown) = until(g[0]);
            up_to(last, shown) && none_ends() && theory(g[1])
        }),
        ("{} falls, from {} on it {}, in between it is mixed; {}.", &|g| {
            let (last, shown) = until(g[0]);
            up_to(last, shown) && p(g[1]) > last + 1 && ends_from(p(g[1]), g[2]) && theory(g[3])
        }),
        ("{} falls, from {} on it {}; {}.", &|g| {
            let (last, shown) = until(g[0]);
            up_to(last, shown) && p(g[1]) == last + 1 && ends_from(p(g[1]), g[2]) && theory(g[3])
        }),
    ];
    holds(&text, &forms)
}

/// A count as it is written.
fn whole(shown: &str) -> usize {
    shown.replace(',', "").parse().unwrap_or(0)
}

/// "Up to 2 at once the squared error": how many, and what of.
fn until(text: &str) -> (usize, &str) {
    if let Some(rest) = text.strip_prefix("One at a time ") {
        return (1, rest);
    }
    let rest = text.strip_prefix("Up to ").and_then(|rest| rest.split_once(" at once "));
    rest.map_or((0, ""), |(p, what)| (whole(p), what))
}

fn fits_the_limit(found: &Limit, own: Score) -> TestCaseResult {
    let text = words::limit(found, own).join(" ");
    is_english(&text)?;
    let rows: Vec<(f64, f64)> = found
        .rows
        .iter()
        .filter(|row| row.alone > 0.0)
        .map(|row| (row.step, row.together / row.alone))
        .collect();
    let off = |ratio: f64| (1.0 - ratio).abs();
    let last = rows.last().copied();
    let most = rows.iter().map(|row| off(row.1)).fold(0.0, f64::max);
    let step = |text: &str| match text.strip_prefix("1/") {
        Some(text) => number(text).map(|halves| 1.0 / halves),
        None => number(text),
    };
    let near = |shown: &str, ratio: f64| {
        number(shown).is_some_and(|shown| (shown - ratio).abs() <= 5.1e-5 + 1e-12 * ratio.abs())
    };
    let at = |ratio: &str, at: &str| {
        rows.iter()
            .any(|row| step(at) == Some(row.0) && near(ratio, row.1))
            .then(|| number(ratio))
            .flatten()
    };
    let is_farthest = |ratio: &str, step: &str| {
        at(ratio, step).is_some_and(|ratio| (off(ratio) - most).abs() <= 1e-4 + 1e-9 * most)
    };
    let is_last = |ratio: &str, shown: &str| {
        last.is_some_and(|last| step(shown) == Some(last.0) && near(ratio, last.1))
    };
    let forms: [Form; 7] = [
        ("Matches have no slope to come near to, so this is about the squared error.", &|_| {
            own == Score::Matches
        }),
        (
            "The total error has no slope to come near to, so this is about the squared error.",
            &|_| own == Score::AbsoluteError,
        ),
        ("No weight has a direction at any of these steps.", &|_| rows.is_empty()),
        ("At each of these steps, each alone, added up, is just what they gain together.", &|_| {
            most < 1e-8
        }),
        (
            "As the step shrinks, each alone, added up, and together come to agree: their ratio is {} at step {}, {} at step {}.",
            &|g| {
                is_farthest(g[0], g[1])
                    && is_last(g[2], g[3])
                    && last.is_some_and(|last| off(last.1) <= 0.05)
            },
        ),
        (
            "As the step shrinks, each alone, added up, and together come to agree, but not yet: their ratio is {} at step {}, {} at step {}.",
            &|g| {
                is_farthest(g[0], g[1])
                    && is_last(g[2], g[3])
                    && last.is_some_and(|last| off(last.1) > 0.05)
            },
        ),
        (
            "Together is not yet what each alone, added up, is: their ratio is {} at step {}.",
            &|g| is_farthest(g[0], g[1]) && is_last(g[0], g[1]),
        ),
    ];
    let gradient = " In the limit the tests find the gradient: its sign is the direction. Gradient descent moves by it.";
    prop_assert_eq!(text.ends_with(gradient), !rows.is_empty());
    holds(text.strip_suffix(gradient).unwrap_or(&text), &forms)
}

fn limit(experiment: &Experiment) -> Limit {
    Limit::of(experiment, |_| ControlFlow::Continue(())).expect("it goes on")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn how_many_fall_and_explode_is_so(found in found()) {
        fits_what_was_found(&found)?;
    }

    #[test]
    fn what_shorter_steps_change_is_so(experiment in experiment()) {
        fits_the_limit(&limit(&experiment), experiment.settings.score)?;
    }
}

#[test]
fn the_lesson_is_told() {
    let lesson = sample::smiles().beginning();
    let goes_on = |_| ControlFlow::Continue(());
    let seeds: Vec<u64> = (0..10).collect();
    let fitted = HowMany::fitted(&lesson.dataset, &lesson.weights, 100, &seeds, goes_on);
    assert_eq!(
        words::how_many(&fitted.expect("it goes on")),
        "Up to 2 at once the squared error falls, from 3 on it explodes; the theory says P* = 2."
    );
    let stepped = HowMany::stepped(&lesson, 100, &seeds, goes_on).expect("it goes on");
    assert_eq!(
        words::how_many(&stepped),
        "Up to 2 at once the number of misses falls, with more not always; the theory says nothing of fixed steps."
    );
    assert_eq!(words::error(stepped.score, stepped.start), "4 misses");
    let found = limit(&lesson);
    assert_eq!(
        words::limit(&found, Score::Matches).join(" "),
        "Matches have no slope to come near to, so this is about the squared error. As the step shrinks, each alone, \
         added up, and together come to agree: their ratio is 1.5 at step 1/2, 1.0003 at step 1/1024. In the limit the \
         tests find the gradient: its sign is the direction. Gradient descent moves by it."
    );
    assert_eq!([1.0, 0.5, 1.0 / 1024.0].map(words::step), ["1", "1/2", "1/1024"]);
}
