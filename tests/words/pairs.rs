//! What is said of two changes together, and of the books of a round.

use jointly::document::words;
use jointly::engine::{Experiment, Ledger, Pair, Round, Score};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::{number, shows, sum};
use crate::rounds::{facts, is_blurred};

/// What only these of a round's changes gain, by applying them to the old weights.
fn gain(experiment: &Experiment, round: &Round, weights: &[usize]) -> f64 {
    let naive = Naive(experiment);
    let mut there = round.weights_before.clone();
    for i in weights {
        there[*i] = round.weights_after[*i];
    }
    naive.gain(naive.score(&round.weights_before), naive.score(&there))
}

/// Whether a name as a sentence begins with is that of these two weights.
fn is_both(experiment: &Experiment, shown: &str, pair: [usize; 2]) -> bool {
    let [one, other] = pair.map(|weight| words::place(experiment.dataset.shape, weight));
    shown.to_lowercase() == format!("{one} and {other}")
}

fn fits_the_pair(experiment: &Experiment, round: &Round, weights: [usize; 2]) -> TestCaseResult {
    let told =
        words::pair(&experiment.dataset, round, &Pair::of(&experiment.dataset, round, weights));
    is_english(&told.text())?;
    let of = facts(experiment, round);
    if is_blurred(&of, round) {
        return Ok(());
    }
    let [i, j] = weights;
    let [one, other, both] =
        [vec![i], vec![j], vec![i, j]].map(|weights| gain(experiment, round, &weights));
    let term = both - one - other;
    let scale = [i, j].map(|i| round.weights_after[i].abs()).into_iter().fold(
        round.before.score(round.settings.score) + one.abs() + other.abs() + both.abs(),
        f64::max,
    );
    let is = |shown: &str, value: f64| shows(shown, value, scale * 100.0);
    let examples = experiment.dataset.examples.iter();
    let shared: Vec<_> = examples.filter(|e| e.pixels[i] != 0.0 && e.pixels[j] != 0.0).collect();
    let named = |shown: &str| {
        let names: Vec<String> = shared.iter().map(|e| e.name.clone()).collect();
        // More than four are counted from the fourth on.
        shown == words::list(&names) || names.len() > 4 && shown.starts_with(&names[0])
    };
    let factor = |shown: &str| number(shown.trim_start_matches('(').trim_end_matches(')'));
    let squared = round.settings.score == Score::SquaredError;
    let forms: [Form; 8] = [
        ("{} never meet: no picture has both pixels lit.", &|g| {
            is_both(experiment, g[0], weights) && shared.is_empty()
        }),
        ("{} add up: what they gain together is what they gain alone.", &|g| {
            is_both(experiment, g[0], weights) && !shared.is_empty() && is("0", term)
        }),
        ("{} help each other: {}.", &|g| {
            is_both(experiment, g[0], weights) && is(g[1], term) && g[1].starts_with('+')
        }),
        ("{} get in each other's way: {}.", &|g| {
            is_both(experiment, g[0], weights) && is(g[1], term) && g[1].starts_with('−')
        }),
        ("Alone they gain {} and {}, {} added up; both together gain {}.", &|g| {
            is(g[0], one) && is(g[1], other) && is(g[2], one + other) && is(g[3], both)
        }),
        ("Both pixels are lit in {}.", &|g| !shared.is_empty() && named(g[0])),
        (
            "Squared error: −2 × {} × {} × {} = {}, the two changes and their pixels multiplied and added up.",
            &|g| {
                let product: f64 = shared.iter().map(|e| e.pixels[i] * e.pixels[j]).sum();
                let changes = weights.map(|i| round.weights_after[i] - round.weights_before[i]);
                let so = [changes[0], changes[1], product].into_iter().zip(g);
                squared
                    && so.into_iter().all(|(value, shown)| {
                        factor(shown).is_some_and(|n| (n - value).abs() <= 5.1e-5 + 1e-9 * scale)
                    })
                    && is(g[3], term)
            },
        ),
        ("The error is a square, so no term has more than two changes.", &|_| squared),
    ];
    holds(&told.text(), &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_pair_is_told_as_it_is(experiment in experiment()) {
        let round = Round::play(&experiment, 1);
        let moved: Vec<usize> = round.changes().map(|(i, _)| i).collect();
        for (n, &i) in moved.iter().enumerate() {
            for &j in &moved[n + 1..] {
                fits_the_pair(&experiment, &round, [i, j])?;
            }
        }
    }

    #[test]
    fn the_books_are_written_so_that_they_balance(experiment in experiment(), score in crate::given::score()) {
        let round = Round::play(&experiment, 1);
        prop_assume!(!is_blurred(&facts(&experiment, &round), &round));
        let ledger = Ledger::of(&experiment.dataset, &round, score);
        let size = [ledger.promised, ledger.pairs, ledger.delivered].map(f64::abs);
        let size = size.into_iter().fold(0.0, f64::max);
        let text = words::balance(&ledger);
        let (total, says, parts) = sum(&text).expect("a sum");
        prop_assert!((1..=4).contains(&parts), "{}", text);
        prop_assert!((total - says).abs() <= 3e-4 + 1e-9 * size, "{}", text);
        prop_assert!(says.abs() <= 1e-9 * size.max(1.0), "{}", text);
        prop_assert!(text.ends_with(" = 0") || says != 0.0, "{}", text);
    }
}

#[test]
fn the_two_corners_of_the_mouth_get_in_each_others_way() {
    let mut experiment = sample::smiles().beginning();
    let round = Round::play(&experiment, 1);
    let told = |experiment: &Experiment, round: &Round, pair| {
        let dataset = &experiment.dataset;
        words::pair(dataset, round, &Pair::of(dataset, round, pair)).text()
    };
    assert_eq!(
        told(&experiment, &round, [6, 8]),
        "Row 3, column 1 and row 3, column 3 get in each other's way: −4. Alone they gain 2 and 2, 4 added up; both \
         together gain 0. Both pixels are lit in smile, frown and cheery smile."
    );
    let ledger = Ledger::of(&experiment.dataset, &round, Score::Matches);
    assert_eq!(words::balance(&ledger), "11 − 34 + 26 − 3 = 0");
    assert_eq!(words::from_to(&ledger), "from +11 to +3");
    experiment.settings.score = Score::SquaredError;
    let round = Round::record(&experiment, 1, round.tests, round.weights_after);
    assert_eq!(
        told(&experiment, &round, [6, 8]),
        "Row 3, column 1 and row 3, column 3 get in each other's way: −6. Alone they gain −1 and −1, −2 added up; both \
         together gain −8. Both pixels are lit in smile, frown and cheery smile. Squared error: −2 × 1 × 1 × 3 = −6, \
         the two changes and their pixels multiplied and added up. The error is a square, so no term has more than two \
         changes."
    );
}
