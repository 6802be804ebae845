//! Pairs of changes and the books of a round, told of the lesson and read back on random rounds.

use jointly::document::words;
use jointly::engine::{Experiment, Ledger, Pair, Round, Score};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds, read};
use crate::given;
use crate::naive::Naive;
use crate::numbers::{number, shows, sum};
use crate::order::{fits_the_order, fits_the_shares};
use crate::rounds::{chosen, facts, is_blurred, rounds_of};

/// The weights with only these of a round's changes.
pub fn with_only(round: &Round, weights: &[usize]) -> Vec<f64> {
    let mut there = round.weights_before.to_vec();
    for i in weights {
        there[*i] = round.weights_after[*i];
    }
    there
}

/// Three digits or more.
pub fn is_brief(shown: &str, value: f64, scale: f64) -> bool {
    let rounding = 5.1e-3 * value.abs() + 1e-9 + 1e-13 * scale;
    number(shown).is_some_and(|shown| (shown - value).abs() <= rounding)
}

/// Two changes of a round, worked out the long way: everything with neither, one, the other and both.
struct Two<'a> {
    experiment: &'a Experiment,
    round: &'a Round,
    at: [Vec<f64>; 4],
    weights: [usize; 2],
}

impl Two<'_> {
    fn naive(&self) -> Naive<'_> {
        Naive(self.experiment)
    }

    /// What the four scores say beyond each alone.
    fn term(&self) -> f64 {
        let [neither, first, second, both] = self.at.each_ref().map(|w| self.naive().score(w));
        let (better, worse) = (both + neither, first + second);
        self.naive().gain(worse, better)
    }

    fn scale(&self) -> f64 {
        self.at.iter().map(|weights| self.naive().score(weights)).fold(1.0, f64::max)
    }

    fn outputs(&self, e: usize) -> [f64; 4] {
        self.at.each_ref().map(|weights| self.naive().output(e, weights))
    }

    fn matches(&self, e: usize) -> [bool; 4] {
        self.at.each_ref().map(|weights| self.naive().matches(e, weights))
    }

    /// Whether exactly the pictures of which it is so are listed, of more than four the first three.
    fn lists(&self, text: &str, so: impl Fn(usize) -> bool) -> bool {
        let examples = &self.experiment.dataset.examples;
        let [i, j] = self.weights;
        let shared = |e: &usize| examples[*e].pixels[i] != 0.0 && examples[*e].pixels[j] != 0.0;
        let names: Vec<String> = (0..examples.len())
            .filter(shared)
            .filter(|e| so(*e))
            .map(|e| examples[e].name.clone())
            .collect();
        let told = if names.len() > 4 {
            format!("{} and {} others", names[..3].join(", "), names.len() - 3)
        } else {
            words::list(&names)
        };
        !names.is_empty() && text == told
    }

    /// Whether the pushes go the same way, where they bend the score.
    fn pushes(&self, e: usize, same: bool) -> bool {
        let [neither, first, second, both] = self.outputs(e);
        let off = |output: f64| (output - self.naive().label(e)).abs();
        let bend = (off(both) + off(neither)) - (off(first) + off(second));
        let bends = self.round.settings.score.is_smooth() || bend.abs() > 1e-9 * self.scale();
        bends && ((first - neither) * (second - neither) > 0.0) == same
    }

    /// The score's name, and four numbers behind it.
    fn numbers(&self, score: Score, g: &[&str]) -> bool {
        self.round.settings.score == score
            && g.iter()
                .zip(&self.at)
                .all(|(shown, weights)| shows(shown, self.naive().score(weights), self.scale()))
    }
}

fn fits_the_pair(two: &Two, told: &words::Told) -> TestCaseResult {
    is_english(&told.text())?;
    let examples = &two.experiment.dataset.examples;
    let (term, scale) = (two.term(), two.scale());
    let by_matches = two.round.settings.score == Score::Matches;
    let is_nothing = term.abs() <= 1e-9 * scale;
    let [i, j] = two.weights;
    let meet = examples.iter().any(|e| e.pixels[i] != 0.0 && e.pixels[j] != 0.0);
    let by = |shown: &str, less: bool| {
        !is_nothing && (term < 0.0) == less && is_brief(shown, term.abs(), scale)
    };
    let past = |e: usize| {
        let label = two.naive().label(e);
        let [neither, _, _, both] = two.outputs(e);
        two.matches(e) == [false, true, true, false] && (neither - label) * (both - label) < 0.0
    };
    let differs = |e: usize, less: bool| {
        let n = two.matches(e).map(i32::from);
        let term = n[3] + n[0] - n[1] - n[2];
        if less { term < 0 } else { term > 0 }
    };
    let forms: [Form; 14] = [
        ("No picture has both on: together they gain what each gains alone, added up.", &|_| {
            !meet && is_nothing
        }),
        ("Together they gain as much as each alone, added up.", &|_| meet && is_nothing),
        (
            "Together they gain {} less than each alone, added up: both push {} the same way.",
            &|g| !by_matches && by(g[0], true) && two.lists(g[1], |e| two.pushes(e, true)),
        ),
        (
            "Together they gain {} more than each alone, added up: they push {} opposite ways.",
            &|g| !by_matches && by(g[0], false) && two.lists(g[1], |e| two.pushes(e, false)),
        ),
        (
            "Together they gain {} less than each alone, added up: both take {} past its label.",
            &|g| by_matches && by(g[0], true) && !g[1].contains(" and ") && two.lists(g[1], past),
        ),
        (
            "Together they gain {} less than each alone, added up: both take {} past their labels.",
            &|g| by_matches && by(g[0], true) && g[1].contains(" and ") && two.lists(g[1], past),
        ),
        ("Together they gain {} less than each alone, added up: either alone matches {}.", &|g| {
            by_matches
                && by(g[0], true)
                && two.lists(g[1], |e| two.matches(e) == [false, true, true, true])
        }),
        (
            "Together they gain {} more than each alone, added up: only both together match {}.",
            &|g| {
                let only_both = |e| matches!(two.matches(e), [_, false, false, true]);
                by_matches && by(g[0], false) && two.lists(g[1], only_both)
            },
        ),
        ("Together they gain {} less than each alone, added up: the difference is in {}.", &|g| {
            by_matches && by(g[0], true) && two.lists(g[1], |e| differs(e, true))
        }),
        ("Together they gain {} more than each alone, added up: the difference is in {}.", &|g| {
            by_matches && by(g[0], false) && two.lists(g[1], |e| differs(e, false))
        }),
        ("Matches: {} with neither, {} with one, {} with the other, {} with both.", &|g| {
            two.numbers(Score::Matches, g)
        }),
        ("Total off by: {} with neither, {} with one, {} with the other, {} with both.", &|g| {
            two.numbers(Score::AbsoluteError, g)
        }),
        ("Squared error: {} with neither, {} with one, {} with the other, {} with both.", &|g| {
            two.numbers(Score::SquaredError, g)
        }),
        ("Log-loss: {} with neither, {} with one, {} with the other, {} with both.", &|g| {
            two.numbers(Score::LogLoss, g)
        }),
    ];
    holds(&told.text(), &forms)
}

/// The closed form of a pair's term, where there is one, and what it rests on.
fn fits_the_square(two: &Two, told: Option<String>) -> TestCaseResult {
    let [i, j] = two.weights;
    let pixels = two.experiment.dataset.examples.iter().map(|e| (e.pixels[i], e.pixels[j]));
    let meet = pixels.clone().any(|(one, other)| one != 0.0 && other != 0.0);
    let squared = two.round.settings.score == Score::SquaredError;
    prop_assert_eq!(told.is_some(), squared && meet);
    let Some(told) = told else { return Ok(()) };
    is_english(&told)?;
    let product: f64 = pixels.map(|(one, other)| one * other).sum();
    let [one, other] = [i, j].map(|i| two.round.weights_after[i] - two.round.weights_before[i]);
    let factor = |shown: &str| number(shown.trim_start_matches('(').trim_end_matches(')'));
    let is = |shown: &str, value: f64| {
        factor(shown).is_some_and(|n| (n - value).abs() <= 5.1e-5 + 1e-9 * two.scale())
    };
    let forms: [Form; 2] = [
        (
            "Squared error: −2 × {} × {} × {} = {}, the two changes and their pixels multiplied and added up.",
            &|g| {
                is(g[0], one)
                    && is(g[1], other)
                    && (is(g[2], product) || product.abs() > 1e15)
                    && is(g[3], two.term())
            },
        ),
        ("The error is a square, so no term has more than two changes.", &|_| squared),
    ];
    holds(&told, &forms)
}

/// Every item of the books is so, and each sum is what stands above it.
fn fits_the_books(experiment: &Experiment, round: &Round, items: &[words::Item]) -> TestCaseResult {
    let naive = Naive(experiment);
    let start = naive.score(&round.weights_before);
    let gain = |weights: &[usize]| naive.gain(start, naive.score(&with_only(round, weights)));
    let moved: Vec<usize> = round.changes().map(|(i, _)| i).collect();
    let promised: f64 = naive.tests().iter().map(|test| naive.promise(test)).sum();
    let singles: f64 = moved.iter().map(|i| gain(&[*i])).sum();
    let mut pairs = 0.0;
    for (n, i) in moved.iter().enumerate() {
        pairs +=
            moved[n + 1..].iter().map(|j| gain(&[*i, *j]) - gain(&[*i]) - gain(&[*j])).sum::<f64>();
    }
    let all = gain(&moved);
    let is = |name: &str, gain: f64| {
        let told = items.iter().find(|item| item.what == name).map_or("0", |item| &item.gain);
        let size = start + singles.abs() + pairs.abs();
        number(told).is_some_and(|told| (told - gain).abs() <= 5.1e-5 + 2e-9 * size)
    };
    prop_assert!(is("Noted by the tests, added up", promised), "{:?}", items);
    prop_assert!(is("Not applied, or in another size", singles - promised), "{:?}", items);
    prop_assert!(is("Applied, each alone, added up", singles), "{:?}", items);
    prop_assert!(is("Two changes meeting", pairs), "{:?}", items);
    prop_assert!(is("Three or more meeting", all - singles - pairs), "{:?}", items);
    prop_assert!(is("Together", all), "{:?}", items);
    let names = ["Noted by the tests, added up", "Applied, each alone, added up", "Together"];
    let sums: Vec<&str> = items.iter().filter(|item| item.is_sum).map(|item| item.what).collect();
    prop_assert_eq!(sums, names);
    prop_assert!(items.iter().all(|item| item.is_sum || item.gain != "0"), "{:?}", items);
    if round.settings.score == Score::SquaredError {
        prop_assert!(items.iter().all(|item| item.what != "Three or more meeting"), "{:?}", items);
    }
    Ok(())
}

/// The books add up to nothing, and say so. Gains are differences of scores, and as exact as scores of that size.
fn fits_the_balance(ledger: &Ledger, scores: [f64; 2]) -> TestCaseResult {
    let text = words::balance(ledger);
    is_english(&text)?;
    let g = read("It balances: {}.", &text);
    let (total, says, parts) = g.and_then(|g| sum(g[0])).expect("one known form");
    let size = [ledger.promised, ledger.singles, ledger.pairs, ledger.delivered];
    let size = size.into_iter().fold(1.0_f64, |most, gain| most.max(gain.abs()));
    prop_assert!((1..=4).contains(&parts), "{}", text);
    let scale = scores.into_iter().fold(size, f64::max);
    if scale > 1e15 {
        // Such numbers are shown with three digits, and not exact.
        return Ok(());
    }
    let rounding = 3e-4 + 1e-9 * size + 1e-13 * scale;
    prop_assert!((total - says).abs() <= rounding, "{}", text);
    prop_assert!(says == 0.0, "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_of_every_round_are_told_as_they_are(
        experiment in experiment(),
        chosen in chosen(),
        any_score in given::score(),
        any_order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        for (now, round) in rounds_of(experiment, 2, chosen.as_ref()) {
            if !is_blurred(&facts(&now, &round), &round) {
                let order: Vec<usize> =
                    any_order.iter().copied().filter(|i| round.moves(*i)).collect();
                fits_the_books(&now, &round, &words::ledger(&Ledger::of(&now.dataset, &round, now.settings.score)))?;
                let scores = [round.before, round.after].map(|tally| tally.score(any_score));
                fits_the_balance(&Ledger::of(&now.dataset, &round, any_score), scores)?;
                fits_the_order(&now, &round, &order)?;
                fits_the_shares(&round)?;
                for weights in order.windows(2).map(|pair| [pair[0], pair[1]]) {
                    let [i, j] = weights;
                    let at = [vec![], vec![i], vec![j], vec![i, j]].map(|set| with_only(&round, &set));
                    let two = Two { experiment: &now, round: &round, at, weights };
                    let pair = Pair::of(&now.dataset, &round, weights);
                    fits_the_pair(&two, &words::pair(&now.dataset, &round, &pair))?;
                    fits_the_square(&two, words::square(&round, &pair))?;
                }
            }
        }
    }
}

#[test]
fn the_lesson_in_books() {
    let experiment = sample::smiles().beginning();
    let (dataset, round) = (&experiment.dataset, Round::play(&experiment, 1));
    let items = words::ledger(&Ledger::of(dataset, &round, Score::Matches));
    let lines: Vec<String> = items.iter().map(|i| format!("{}: {}", i.what, i.gain)).collect();
    assert_eq!(
        lines,
        [
            "Noted by the tests, added up: 11",
            "Applied, each alone, added up: 11",
            "Two changes meeting: −34",
            "Three or more meeting: 26",
            "Together: 3"
        ]
    );
    let balance = words::balance(&Ledger::of(dataset, &round, Score::Matches));
    assert_eq!(balance, "It balances: 11 − 34 + 26 − 3 = 0.");
    let pair = Pair::of(dataset, &round, [8, 10]);
    assert_eq!(
        words::pair(dataset, &round, &pair).text(),
        "Together they gain 4 less than each alone, added up: both take smile and cheery smile past their labels. \
         Matches: 0 with neither, 2 with one, 2 with the other, 0 with both."
    );
    assert_eq!(words::square(&round, &pair), None);
}

#[test]
fn the_square_of_an_error_has_a_closed_form() {
    let mut experiment = sample::smiles().beginning();
    let played = Round::play(&experiment, 1);
    experiment.settings.score = Score::SquaredError;
    let round = Round::record(&experiment, 1, played.tests.clone(), played.weights_after.clone());
    let square = |weights| words::square(&round, &Pair::of(&experiment.dataset, &round, weights));
    assert_eq!(
        square([6, 9]).expect("both are lit in smile and frown"),
        "Squared error: −2 × 1 × (−1) × 2 = 4, the two changes and their pixels multiplied and added up. The error is \
         a square, so no term has more than two changes."
    );
    assert_eq!(square([7, 10]), None, "no picture has both");
}
