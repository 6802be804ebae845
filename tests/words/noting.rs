//! What is known of a picture before anything is applied, and what came of a guess.

use jointly::document::words;
use jointly::engine::{Direction, Evaluation, Experiment, Policy, Size};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds, read};
use crate::naive::Naive;
use crate::numbers::{counts, shows};

/// The changes that the tests ask for, and the weights with all of them.
fn noted_changes(experiment: &Experiment) -> (Vec<(usize, f64)>, Vec<f64>) {
    let tests = Naive(experiment).tests();
    let mut all = experiment.weights.to_vec();
    let mut changes = Vec::new();
    for (i, (_, _, _, direction)) in tests.into_iter().enumerate() {
        if direction != Direction::Leave {
            let change = direction.sign() * experiment.settings.step;
            changes.push((i, change));
            all[i] += change;
        }
    }
    (changes, all)
}

fn fits_what_is_noted(experiment: &Experiment, e: usize) -> TestCaseResult {
    let evaluation = Evaluation::of(experiment);
    let (changes, all) = noted_changes(experiment);
    let (dataset, settings) = (&experiment.dataset, &experiment.settings);
    let told =
        words::noted(dataset, e, evaluation.outputs[e], &changes, settings, &evaluation.criterion);
    is_english(&told.text())?;
    prop_assert_eq!(told.good, None);
    let f = Facts::of(experiment, &all, e);
    if f.is_blurred() {
        return Ok(());
    }
    let (n, policy) = (f.touching.len(), settings.policy);
    let (right, matched) = (f.alone_matching(), f.matches(f.before));
    let leads = |g: &[&str]| {
        f.is(g[0], f.before) && f.touching.iter().all(|t| f.is(g[1], t.alone)) && g[0] != g[1]
    };
    let to_label = |g: &[&str]| leads(g) && f.touching.iter().all(|t| f.equal(t.alone, f.label));
    let again = Naive(experiment).weights_after(&[]);
    let drawn_by_tests = policy == Policy::SomeAtOnce && settings.size == Size::Step;
    let all_move = policy == Policy::AllAtOnce || drawn_by_tests && settings.p >= changes.len();
    let forms: [Form; 30] = [
        ("No test asks for a change: no weight will move.", &|_| {
            changes.is_empty() && again == *experiment.weights
        }),
        ("No test asks for a change, but these tests do not decide.", &|_| {
            changes.is_empty() && !settings.follows_tests()
        }),
        ("The one noted change does not touch {}.", &|g| {
            f.called(g[0]) && changes.len() == 1 && n == 0
        }),
        ("None of the {} noted changes touches {}.", &|g| {
            counts(g[0], changes.len()) && f.called(g[1]) && n == 0
        }),
        ("One noted change touches {}.", &|g| f.called(g[0]) && n == 1),
        ("{} noted changes touch {}.", &|g| counts(g[0], n) && f.called(g[1])),
        ("Each alone takes it from {} to {}, its label.", &|g| n > 1 && to_label(g)),
        ("Alone it takes it from {} to {}, its label.", &|g| n == 1 && to_label(g)),
        ("Each alone takes it from {} to {}.", &|g| n > 1 && leads(g)),
        ("Alone it takes it from {} to {}.", &|g| n == 1 && leads(g)),
        ("None of them alone makes it match.", &|_| !matched && right == 0),
        ("None of them alone keeps it matching.", &|_| matched && right == 0),
        ("Each alone makes it match.", &|_| !matched && right == n),
        ("Each alone keeps it matching.", &|_| matched && right == n),
        ("Alone, one of them makes it match.", &|_| !matched && right == 1),
        ("Alone, one of them keeps it matching.", &|_| matched && right == 1),
        ("Alone, {} of them make it match.", &|g| !matched && right > 1 && counts(g[0], right)),
        ("Alone, {} of them keep it matching.", &|g| matched && right > 1 && counts(g[0], right)),
        ("It will stay at {}.", &|g| {
            f.is(g[0], f.before) && f.is(g[0], Facts::of(experiment, &again, e).after)
        }),
        ("Where will it land with all {}?", &|g| all_move && counts(g[0], changes.len())),
        ("Where will it land with both?", &|_| all_move && changes.len() == 2),
        ("Where will it land?", &|_| n > 0 || policy.tests_in_turns()),
        ("Of all {}, {} will be drawn and applied.", &|g| {
            drawn_by_tests && !all_move && counts(g[0], changes.len()) && counts(g[1], settings.p)
        }),
        ("Group by group: each group is tested again before it moves.", &|_| {
            policy == Policy::ColourClasses
        }),
        ("These tests do not decide: every weight moves against the slope of the score.", &|_| {
            policy == Policy::Gradient
        }),
        (
            "These tests do not decide: the weights that are drawn move by their own best amounts.",
            &|_| policy == Policy::SomeAtOnce && settings.size == Size::Fitted,
        ),
        ("One at a time: each weight is tested again before it moves.", &|_| {
            policy == Policy::OneAtATime
        }),
        ("Only the change that gained most will be applied.", &|_| {
            policy == Policy::BestOne && changes.len() > 1
        }),
        ("Each will be applied at its size divided by the most that meet in one picture.", &|_| {
            policy == Policy::SharedStep
        }),
        (
            "All are applied at once; if that is worse than staying, at half their size, and so on.",
            &|_| policy == Policy::Halving,
        ),
    ];
    holds(&told.text(), &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_noted_is_so(experiment in experiment()) {
        for e in 0..experiment.dataset.examples.len() {
            fits_what_is_noted(&experiment, e)?;
        }
    }

    #[test]
    fn a_guess_came_true_or_it_looks_different(guess in -5..5_i32, output in -5..5_i32, by in 0..4_i32) {
        let unit = [1.0, 0.1, 1.0 / 3.0, 0.000_01][usize::try_from(by).unwrap_or(0)];
        let (guess, output) = (f64::from(guess) * unit, f64::from(output) * unit);
        let text = words::guess(guess, output);
        is_english(&text)?;
        if let Some(g) = read("You expected {}: it came true.", &text) {
            prop_assert!(shows(g[0], output, 1.0) && (guess - output).abs() <= 1e-9, "{}", text);
        } else {
            let g = read("You expected {}; it landed on {}.", &text).expect("one of two sentences");
            prop_assert!(shows(g[0], guess, 1.0) && shows(g[1], output, 1.0) && g[0] != g[1], "{}", text);
        }
    }
}
