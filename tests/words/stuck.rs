//! Why a round is stuck.

use jointly::document::words;
use jointly::engine::{Experiment, Round, Score};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::counts;
use crate::rounds::{facts, is_blurred};

/// Every test of a stuck round, counted by what it did.
pub fn fits_what_is_stuck(experiment: &Experiment, round: &Round) -> TestCaseResult {
    let told = words::stuck(&experiment.dataset, round);
    prop_assert_eq!(told.is_some(), round.is_stuck());
    let Some(told) = told else { return Ok(()) };
    is_english(&told.text())?;
    let of = facts(experiment, round);
    if is_blurred(&of, round) {
        return Ok(());
    }
    let naive = Naive(experiment);
    let mut counted = [0; 4];
    for (i, dark) in (0..experiment.weights.len()).map(|i| (i, !experiment.dataset.lights(i))) {
        let (up, stay, down, _) = naive.test(i, &experiment.weights);
        for gain in [up, down].map(|value| naive.gain(stay, value)) {
            let slack =
                if naive.exact(&experiment.weights) { 0.0 } else { 1e-9 * stay.abs().max(1.0) };
            let kind = match () {
                () if dark => 0,
                () if gain.abs() <= slack => 1,
                () if gain < 0.0 => 2,
                () => 3,
            };
            counted[kind] += 1;
        }
    }
    let ends = [
        "change nothing",
        "leave the score as it is",
        if round.settings.score == Score::Matches { "lose matches" } else { "make it worse" },
        "are better, as much up as down",
    ];
    let singular = |text: &str| {
        text.replace("changes nothing", ends[0])
            .replace("leaves the", "leave the")
            .replace("loses m", "lose m")
            .replace("makes it", "make it")
    };
    let clauses = |text: &str| {
        let mut left = counted;
        let so = text.replace("better, as much", "better as much").split(", ").all(|clause| {
            let clause = singular(&clause.replace("better as much", "better, as much"));
            let (n, rest) = clause.split_once(' ').unwrap_or_default();
            let rest = rest.trim_start_matches("tests ").trim_start_matches("test ");
            let Some(kind) = ends.iter().position(|end| *end == rest) else { return false };
            let so = left[kind] > 0 && counts(n, left[kind]);
            left[kind] = 0;
            so
        });
        so && left == [0; 4]
    };
    let missed: Vec<&Facts> = of.iter().filter(|f| !f.matches(f.after)).collect();
    let reach = |f: &Facts| {
        let e = of.iter().position(|g| g.name == f.name).unwrap_or_default();
        let pixels = &experiment.dataset.examples[e].pixels;
        let most = pixels.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        let same = pixels.iter().all(|x| *x == 0.0 || x.abs() == most);
        (most * round.settings.step, same)
    };
    let misses_by = |f: &Facts| f.off(f.after) - round.settings.tolerance;
    let far = |f: &Facts| !f.sign() && misses_by(f) > reach(f).0;
    let must = |g: &[&str], up: bool, most: &str, at_most: bool| {
        let [f] = missed.as_slice() else { return false };
        let (least, by) = g[1].strip_prefix("at least ").map_or((false, g[1]), |by| (true, by));
        f.called(g[0])
            && far(f)
            && (f.label > f.after) == up
            && least == (round.settings.tolerance > 0.0)
            && f.is(by, misses_by(f))
            && f.is(most, reach(f).0)
            && at_most != reach(f).1
    };
    let forms: [Form; 11] = [
        ("Stuck: no single step helps.", &|_| naive.weights_after(&[]) == *experiment.weights),
        ("No weight moves: {} of {} for ever.", &|g| {
            counts(g[0], naive.matched(&experiment.weights)) && counts(g[1], of.len())
        }),
        ("{} must come down by {}, and no pixel of it is on.", &|g| must(g, false, "0", false)),
        ("{} must come up by {}, and no pixel of it is on.", &|g| must(g, true, "0", false)),
        ("{} must come down by {}, and one step takes off at most {}.", &|g| {
            must(g, false, g[2], true)
        }),
        ("{} must come up by {}, and one step adds at most {}.", &|g| must(g, true, g[2], true)),
        ("{} must come down by {}, and one step takes off {}.", &|g| must(g, false, g[2], false)),
        ("{} must come up by {}, and one step adds {}.", &|g| must(g, true, g[2], false)),
        ("Both that miss are further off than one step reaches.", &|_| {
            missed.len() == 2 && missed.iter().all(|f| far(f))
        }),
        ("All {} that miss are further off than one step reaches.", &|g| {
            missed.len() > 2 && counts(g[0], missed.len()) && missed.iter().all(|f| far(f))
        }),
        ("{}.", &|g| clauses(g[0])),
    ];
    holds(&told.text(), &forms)
}
