//! What a weight test says, while it goes on and when it is finished.

use jointly::document::words;
use jointly::engine::{Direction, Evaluation, Experiment, MatchRule, Score, Settings, WeightTest};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::{counts, shows};

/// How a clause ends of one picture and of many, and of which pictures it is so.
type Claim<'a> = (&'a [&'a str], &'a dyn Fn(&Facts) -> bool);

/// The largest score near an experiment, as a scale for its rounding.
fn scale(experiment: &Experiment) -> f64 {
    let naive = Naive(experiment);
    let weights = (0..experiment.weights.len()).flat_map(|i| {
        [1.0, -1.0].map(|sign| {
            let mut there = experiment.weights.clone();
            there[i] += sign * experiment.settings.step;
            naive.score(&there)
        })
    });
    weights.fold(naive.score(&experiment.weights), f64::max)
}

/// Whether every picture is exact enough for what is said of it.
fn is_blurred(experiment: &Experiment) -> bool {
    let examples = 0..experiment.dataset.examples.len();
    examples.map(|e| Facts::of(experiment, &experiment.weights, e)).any(|f| f.is_blurred())
        || scale(experiment) > 1e15
}

/// Whether the pictures that a clause names, and so many others, are all those of which it is so.
fn all(experiment: &Experiment, who: &str, so: impl Fn(&Facts) -> bool, there: &[f64]) -> bool {
    let who = who.to_lowercase().replace(" and ", ", ");
    let (names, others): (Vec<&str>, Vec<&str>) =
        who.split(", ").partition(|name| !name.ends_with(" others"));
    let of: Vec<Facts> = (0..experiment.dataset.examples.len())
        .map(|e| Facts::of(experiment, there, e))
        .filter(|f| so(f))
        .collect();
    let more = of.len().saturating_sub(names.len());
    let counted = match others.as_slice() {
        [] => more == 0,
        [others] => more > 1 && counts(others.trim_end_matches(" others"), more),
        _ => false,
    };
    counted && names.iter().all(|name| of.iter().any(|f| f.name == *name))
}

fn fits_the_trial(experiment: &Experiment, weight: usize, change: f64) -> TestCaseResult {
    let (dataset, settings) = (&experiment.dataset, &experiment.settings);
    let before = Evaluation::of(experiment);
    let now = before.moved(dataset, settings, weight, change);
    let told =
        words::trial(dataset, settings, &experiment.weights, (&before, &now), weight, change);
    is_english(&told.text())?;
    is_english(&words::trial_line(&experiment.weights, weight, change))?;
    if is_blurred(experiment) {
        return Ok(());
    }
    let naive = Naive(experiment);
    let mut there = experiment.weights.clone();
    there[weight] += change;
    let (from, to) = (experiment.weights[weight], there[weight]);
    let (row, column) = dataset.shape.place(weight);
    let moves = |g: &[&str]| {
        counts(g[0], row + 1)
            && counts(g[1], column + 1)
            && shows(g[2], from, from)
            && shows(g[3], to, to)
            && g[2] != g[3]
    };
    let back = |g: &[&str]| shows(g[0], from, from);
    let direction = naive.test(weight, &experiment.weights).3;
    let score = |score: Score, shown: &str| {
        settings.score == score && shows(shown, naive.score(&there), scale(experiment))
    };
    let lit = |f: &Facts| !f.touching.is_empty();
    let miss = |f: &Facts| lit(f) && !f.matches(f.before) && !f.matches(f.after);
    let further = |f: &Facts| f.off(f.after) - f.off(f.before) > 1e-9 * f.label.abs().max(1.0);
    let across = |f: &Facts| (f.before - f.label) * (f.after - f.label) < 0.0;
    let clause = |text: &str| {
        let claims: [Claim; 6] = [
            (&[" no longer matches", " no longer match"], &|f| {
                lit(f) && f.matches(f.before) && !f.matches(f.after)
            }),
            (&[" matches", " match"], &|f| lit(f) && f.matches(f.after)),
            (&[" comes closer", " come closer"], &|f| miss(f) && f.closer(f.after)),
            (&[" moves the wrong way", " move the wrong way"], &|f| {
                miss(f) && further(f) && !across(f)
            }),
            (&[" overshoots", " overshoot"], &|f| miss(f) && further(f) && across(f)),
            (
                &[
                    " jumps to the other side of its label",
                    " jump to the other side of their labels",
                ],
                &|f| miss(f) && !further(f) && !f.closer(f.after) && across(f),
            ),
        ];
        let claim = claims.iter().find_map(|(ends, so)| {
            let end = ends.iter().find(|end| text.ends_with(**end))?;
            Some((text.strip_suffix(end)?, *end == ends[0], so))
        });
        claim.is_some_and(|(who, one, so)| {
            one != who.contains(" and ") && all(experiment, who, so, &there)
        })
    };
    let dark = |who: &str| all(experiment, who, |f| !lit(f), &there);
    let forms: [Form; 13] = [
        ("Row {}, column {} is raised alone: {} → {}.", &|g| change > 0.0 && moves(g)),
        ("Row {}, column {} is lowered alone: {} → {}.", &|g| change < 0.0 && moves(g)),
        ("Score {}.", &|g| score(Score::Matches, g[0])),
        ("Total off by {}.", &|g| score(Score::AbsoluteError, g[0])),
        ("Squared error {}.", &|g| score(Score::SquaredError, g[0])),
        ("Log-loss {}.", &|g| score(Score::LogLoss, g[0])),
        ("Next it is put back to {}, then lowered.", &|g| change > 0.0 && back(g)),
        ("Next it is put back to {}, and the better way is noted.", &|g| {
            change < 0.0 && back(g) && direction != Direction::Leave
        }),
        ("Next it is put back to {}, and left there.", &|g| {
            change < 0.0 && back(g) && direction == Direction::Leave
        }),
        ("No picture has a pixel on there, so no output moves.", &|_| !dataset.lights(weight)),
        ("{} has no pixel on there.", &|g| !g[0].contains(" and ") && dark(g[0])),
        ("{} have no pixel on there.", &|g| g[0].contains(" and ") && dark(g[0])),
        ("{}.", &|g| g[0].split("; ").all(clause)),
    ];
    holds(&told.text(), &forms)
}

fn fits_the_finding(experiment: &Experiment, weight: usize) -> TestCaseResult {
    let (dataset, settings) = (&experiment.dataset, &experiment.settings);
    let test = Evaluation::of(experiment).test(dataset, settings, weight);
    let lit = dataset.lights(weight);
    let told = words::finding(&test, settings, lit);
    is_english(&told)?;
    if is_blurred(experiment) {
        return Ok(());
    }
    let naive = Naive(experiment);
    let (up, stay, down, direction) = naive.test(weight, &experiment.weights);
    let scale = scale(experiment);
    let slack = 1e-9 * stay.abs().max(1.0);
    let gain = |value: f64| naive.gain(stay, value);
    let shown =
        |g: &[&str]| shows(g[0], up, scale) && shows(g[1], stay, scale) && shows(g[2], down, scale);
    let leave = direction == Direction::Leave;
    let forms: [Form; 7] = [
        ("That pixel is off in every picture: nothing can change.", &|_| !lit),
        ("Leave it.", &|_| leave),
        ("Up {}, stay {}, down {}: raise.", &|g| {
            shown(g) && direction == Direction::Raise && g[0] != g[1] && g[0] != g[2]
        }),
        ("Up {}, stay {}, down {}: lower.", &|g| {
            shown(g) && direction == Direction::Lower && g[2] != g[0] && g[2] != g[1]
        }),
        ("Up {}, stay {}, down {}: either way is worse.", &|g| {
            shown(g) && gain(up) < 0.0 && gain(down) < 0.0 && g[0] != g[1] && g[2] != g[1]
        }),
        ("Up {}, stay {}, down {}: neither way is better than staying.", &|g| {
            shown(g) && gain(up) <= slack && gain(down) <= slack
        }),
        ("Up {}, down {}: a tie.", &|g| {
            shows(g[0], up, scale)
                && shows(g[1], down, scale)
                && (up - down).abs() <= slack
                && gain(up) > -slack
        }),
    ];
    holds(&told, &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_test_is_told_as_it_goes(experiment in experiment()) {
        for weight in 0..experiment.weights.len() {
            for change in [experiment.settings.step, -experiment.settings.step] {
                fits_the_trial(&experiment, weight, change)?;
            }
            fits_the_finding(&experiment, weight)?;
        }
    }
}

/// One picture of one pixel, on and labelled 1.
fn one_pixel(weight: f64, step: f64) -> Experiment {
    let mut experiment = Experiment::blank(jointly::engine::Shape { width: 1, height: 1 });
    let dataset = std::sync::Arc::make_mut(&mut experiment.dataset);
    let oak = std::sync::Arc::make_mut(&mut dataset.examples[0]);
    "oak".clone_into(&mut oak.name);
    oak.pixels.set(0, 1.0);
    experiment.weights[0] = weight;
    experiment.settings.step = step;
    experiment
}

fn tried(experiment: &Experiment, change: f64) -> String {
    let (dataset, settings) = (&experiment.dataset, &experiment.settings);
    let before = Evaluation::of(experiment);
    let now = before.moved(dataset, settings, 0, change);
    words::trial(dataset, settings, &experiment.weights, (&before, &now), 0, change).text()
}

#[test]
fn too_large_a_step_overshoots_and_is_not_the_wrong_way() {
    let experiment = one_pixel(0.0, 3.0);
    assert_eq!(
        tried(&experiment, 3.0),
        "Row 1, column 1 is raised alone: 0 → 3. Oak overshoots. Score 0. Next it is put back to 0, then lowered."
    );
    assert_eq!(
        tried(&experiment, -3.0),
        "Row 1, column 1 is lowered alone: 0 → −3. Oak moves the wrong way. Score 0. Next it is put back to 0, and left \
         there."
    );
}

#[test]
fn numbers_that_differ_look_different() {
    let mut experiment = one_pixel(0.5, 0.000_004);
    experiment.settings.score = Score::AbsoluteError;
    let test = Evaluation::of(&experiment).test(&experiment.dataset, &experiment.settings, 0);
    assert_eq!(
        words::finding(&test, &experiment.settings, true),
        "Up 0.499996, stay 0.5, down 0.500004: raise."
    );
    experiment.settings.match_rule = MatchRule::Sign;
    assert_eq!(
        words::trial_line(&experiment.weights, 0, 0.000_004),
        "Only this weight is raised: 0.5 → 0.500004."
    );
}

#[test]
fn a_difference_of_rounding_is_neither_better_nor_worse() {
    let settings = Settings { score: Score::AbsoluteError, ..Settings::default() };
    let noisy = 0.1 + 0.2;
    let test = WeightTest { up: noisy, stay: 0.3, down: noisy, direction: Direction::Leave };
    assert_eq!(
        words::finding(&test, &settings, true),
        "Up 0.3, stay 0.3, down 0.3: neither way is better than staying. Leave it."
    );
}
