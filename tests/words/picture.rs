//! What is said of one picture after a round, and beside it.

use jointly::document::words;
use jointly::engine::{Experiment, Policy, Round};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds, read};
use crate::naive::Naive;
use crate::numbers::counts;
use crate::rounds::{chosen, rounds_of};

/// The headline: the outcome, the output and the label.
fn fits_the_outcome(told: &words::Told, f: &Facts) -> TestCaseResult {
    let (was, is) = (f.matches(f.before), f.matches(f.after));
    prop_assert_eq!(told.good, Some(is), "{}", told.headline);
    let numbers = |output: &str, label: &str| f.is(output, f.after) && f.is(label, f.label);
    let apart = |g: &[&str]| f.called(g[0]) && g[1] != g[2] && numbers(g[1], g[2]) && !f.sign();
    let signed = |g: &[&str]| f.called(g[0]) && f.sign() && numbers(g[1], g[2]);
    let missed = |g: &[&str]| !was && !is && apart(g);
    let (r, r2) = (f.label - f.before, f.label - f.after);
    let forms: [Form; 16] = [
        ("{} still matches: output {} has the sign of its label {}.", &|g| was && is && signed(g)),
        ("{} now matches: output {} has the sign of its label {}.", &|g| !was && is && signed(g)),
        ("{} still matches: output {}, near enough to its label {}.", &|g| was && is && apart(g)),
        ("{} now matches: output {}, near enough to its label {}.", &|g| !was && is && apart(g)),
        ("{} still matches: output {}, its label.", &|g| {
            was && is && !f.sign() && numbers(g[1], g[1])
        }),
        ("{} now matches: output {}, its label.", &|g| {
            !was && is && !f.sign() && numbers(g[1], g[1])
        }),
        ("{} never matches by sign: its label is 0, and 0 has no sign.", &|_| {
            f.sign() && f.label == 0.0
        }),
        ("{} has no sign: output 0, label {}.", &|g| {
            f.sign() && f.label != 0.0 && f.is("0", f.after) && f.is(g[1], f.label)
        }),
        ("{} has the wrong sign: output {}, label {}.", &|g| signed(g) && f.after * f.label < 0.0),
        ("{} was moved off its label: output {}, label {}.", &|g| {
            was && !is && apart(g) && f.is("0", r)
        }),
        ("{} no longer matches: output {}, label {}.", &|g| was && !is && apart(g)),
        ("{} overshot: output {}, label {}.", &|g| missed(g) && r * r2 < 0.0),
        ("{} fell short: output {}, label {}.", &|g| {
            missed(g) && r * r2 > 0.0 && r2.abs() < r.abs()
        }),
        ("{} was pushed away: output {}, label {}.", &|g| {
            missed(g) && r * r2 > 0.0 && r2.abs() > r.abs()
        }),
        ("{} did not move: output {}, label {}.", &|g| missed(g) && f.equal(f.before, f.after)),
        ("{} came close: output {}, label {}.", &|g| missed(g) && f.equal(f.after, f.label)),
    ];
    holds(&told.headline, &forms)
}

/// The sentences: what touched it, what each change would have done alone, how far off it was and is.
fn fits_the_parts(told: &words::Told, f: &Facts, round: &Round) -> TestCaseResult {
    let (was, n) = (f.matches(f.before), f.touching.len());
    let ups = f.touching.iter().filter(|t| t.part > 0.0).count();
    let took = |up: &str, down: &str, total: &str| {
        counts(up, ups) && counts(down, n - ups) && f.adds_up(total)
    };
    let tested_alone = round.settings.policy == Policy::AllAtOnce;
    let right = |verb: &str, some: usize| match verb {
        "was" => some == 1 && tested_alone,
        "were" => some > 1 && tested_alone,
        verb => verb == "would have been" && !tested_alone,
    };
    let (all_right, all_closer) = (f.alone_matching() == n, f.alone_closer() == n);
    let closer = |some: &str| counts(some, f.alone_closer());
    let off = |a: &str, b: &str| f.is(a, f.off(f.before)) && f.is(b, f.off(f.after)) && !f.sign();
    let place = |row: &str, column: &str| {
        let (r, c) = f.dataset().shape.place(f.touching[0].weight);
        counts(row, r + 1) && counts(column, c + 1)
    };
    let was_there = |a: &str| f.is(a, f.before) && f.touching.iter().all(|t| f.is(a, t.alone));
    let untouched = n == 0;
    let forms: [Form; 27] = [
        ("They were chosen by hand.", &|_| {
            round.chosen.is_some() && f.broken_together() && n > 1 && !tests_alone(round)
        }),
        ("No weight moved in this round.", &|_| f.moved == 0),
        ("The one change does not touch it: its pixel there is off.", &|_| {
            f.moved == 1 && untouched
        }),
        ("None of the {} changes touches it: its pixels there are off.", &|g| {
            counts(g[0], f.moved) && f.moved > 1 && untouched
        }),
        ("One change touches it, at row {}, column {}: {}.", &|g| {
            n == 1 && place(g[0], g[1]) && f.adds_up(g[2])
        }),
        ("One change takes it up, one takes it down: {}.", &|g| took("1", "1", g[0])),
        ("One change takes it up, {} take it down: {}.", &|g| took("1", g[0], g[1])),
        ("{} changes take it up, one takes it down: {}.", &|g| took(g[0], "1", g[1])),
        ("{} changes take it up, {} take it down: {}.", &|g| took(g[0], g[1], g[2])),
        ("{} changes take it up: {}.", &|g| took(g[0], "0", g[1])),
        ("{} changes take it down: {}.", &|g| took("0", g[0], g[1])),
        ("Each change alone {} right: {} → {}.", &|g| {
            right(g[0], 1)
                && all_right
                && f.is(g[1], f.before)
                && f.touching.iter().all(|t| f.is(g[2], t.alone))
                && (g[1] != g[2] || was_there(g[1]))
        }),
        ("Each change alone {} right.", &|g| right(g[0], 1) && all_right),
        ("It matched before, and each change alone would have kept it.", &|_| was && all_right),
        ("It matched before the round.", &|_| was && !all_right),
        ("{} of its {} changes alone {} right.", &|g| {
            counts(g[0], f.alone_matching()) && counts(g[1], n) && right(g[2], f.alone_matching())
        }),
        ("{} changes touch it; none brings it closer alone.", &|g| {
            counts(g[0], n) && f.alone_closer() == 0
        }),
        ("{} changes touch it; each alone brings it closer.", &|g| counts(g[0], n) && all_closer),
        ("{} changes touch it; one alone brings it closer.", &|g| counts(g[0], n) && closer("1")),
        ("{} changes touch it; {} alone bring it closer.", &|g| counts(g[0], n) && closer(g[1])),
        ("Together: {}.", &|g| f.adds_up(g[0])),
        ("No test tried them together.", &|_| f.broken_together() && n > 1 && tests_alone(round)),
        (
            "Each was tested with those before it in place, and all pictures together gained.",
            &|_| {
                round.settings.policy.tests_in_turns()
                    && round.chosen.is_none()
                    && n > 1
                    && each_gained(f.experiment, round)
            },
        ),
        ("They were tried together, and all pictures together are no worse off.", &|_| {
            round.settings.policy == Policy::Halving
                && round.chosen.is_none()
                && n > 1
                && no_worse(f.experiment, round)
        }),
        ("It is still {} off.", &|g| f.equal(f.before, f.after) && off(g[0], g[0])),
        ("It was on its label and still is.", &|_| off("0", "0")),
        ("It was on its label; now it is {} off.", &|g| g[0] != "0" && off("0", g[0])),
    ];
    let distances: [Form; 3] = [
        ("It was {} off, and is as far off now.", &|g| off(g[0], g[0])),
        ("It was {} off; now it is {} off.", &|g| g[0] != g[1] && off(g[0], g[1])),
        ("It was {} off.", &|g| g[0] != "0" && off(g[0], "0")),
    ];
    holds(&told.sentences.join(" "), &[&forms[..], &distances[..]].concat())
}

/// The policies under which no test was made with more than one change in place.
fn tests_alone(round: &Round) -> bool {
    !matches!(round.settings.policy, Policy::OneAtATime | Policy::ColourClasses | Policy::Halving)
}

/// One by one in the order of their turns, every change of the round gained.
fn each_gained(experiment: &Experiment, round: &Round) -> bool {
    let naive = Naive(experiment);
    let mut weights = round.weights_before.clone();
    let mut turns: Vec<usize> = round.changes().map(|(i, _)| i).collect();
    if round.settings.policy == Policy::ColourClasses {
        let colours = naive.colours();
        turns.sort_by_key(|i| colours[*i]);
    }
    turns.into_iter().all(|i| {
        let stay = naive.score(&weights);
        weights[i] = round.weights_after[i];
        naive.gain(stay, naive.score(&weights)) > 0.0
    })
}

fn no_worse(experiment: &Experiment, round: &Round) -> bool {
    let naive = Naive(experiment);
    let (from, to) = (naive.score(&round.weights_before), naive.score(&round.weights_after));
    naive.gain(from, to) >= -1e-9 * from.abs().max(1.0)
}

/// The other picture did match, was moved so often that way, and by so many the other way.
fn fits_the_contrast(text: &str, f: &Facts, round: &Round) -> TestCaseResult {
    prop_assert!(f.broken_together() && f.touching.len() > 1, "{}", text);
    let raised = |of: &Facts, up: bool| of.touching.iter().filter(|t| (t.part > 0.0) == up).count();
    let so = |g: &[&str], up: bool| {
        let examples = &f.dataset().examples;
        let Some(other) = examples.iter().position(|e| e.name == g[0].to_lowercase()) else {
            return false;
        };
        let of = Facts::of_round(f.experiment, round, other);
        let (times, too) = g[1].strip_suffix(" too").map_or((g[1], false), |times| (times, true));
        let times = match times {
            "once" => "1",
            "twice" => "2",
            times => times.trim_end_matches(" times"),
        };
        let that_way = of.touching.iter().map(|t| t.part).filter(|part| (*part > 0.0) == up);
        let far = of.before + that_way.sum::<f64>();
        of.matches(of.after)
            && !of.matches(far)
            && counts(times, raised(&of, up))
            && too == (raised(&of, up) == raised(f, up))
            && counts(g[2], raised(&of, !up))
            && of.is(g[3], of.after)
            && of.touching.iter().all(|t| t.part * t.change > 0.0)
            && f.touching.iter().all(|t| t.part * t.change > 0.0)
            && (f.after > f.label) == up
    };
    let forms: [Form; 4] = [
        ("{} was raised {}, but {} lowered weight brings it back to {}.", &|g| {
            g[2] == "one" && so(g, true)
        }),
        ("{} was raised {}, but {} lowered weights bring it back to {}.", &|g| {
            g[2] != "one" && so(g, true)
        }),
        ("{} was lowered {}, but {} raised weight brings it back to {}.", &|g| {
            g[2] == "one" && so(g, false)
        }),
        ("{} was lowered {}, but {} raised weights bring it back to {}.", &|g| {
            g[2] != "one" && so(g, false)
        }),
    ];
    prop_assert!(forms.iter().any(|(form, _)| read(form, text).is_some()), "{}", text);
    holds(text, &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_picture_of_every_round_is_told_as_it_is(experiment in experiment(), chosen in chosen()) {
        for (now, round) in rounds_of(experiment, 3, chosen.as_ref()) {
            for e in 0..now.dataset.examples.len() {
                let facts = Facts::of_round(&now, &round, e);
                let told = words::after_round(&now.dataset, &round, e);
                is_english(&told.text())?;
                if facts.is_blurred() {
                    continue;
                }
                fits_the_outcome(&told, &facts)?;
                fits_the_parts(&told, &facts, &round)?;
                if let Some(contrast) = words::contrast(&now.dataset, &round, e) {
                    is_english(&contrast)?;
                    fits_the_contrast(&contrast, &facts, &round)?;
                }
            }
        }
    }
}
