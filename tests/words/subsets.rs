//! All subsets of a round's changes in words, against every one of them applied to the weights.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::document::words;
use jointly::engine::{Answer, Experiment, Question, Round, SubsetsFound};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::books::with_only;
use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds};
use crate::hand_made::{dataset_of, of_pictures};
use crate::naive::Naive;
use crate::numbers::counts;
use crate::rounds::{chosen, facts, is_blurred, rounds_of};

/// How many of many things match how many pictures.
pub struct Spread {
    pub noun: &'static str,
    pub examples: usize,
    pub matched: Vec<usize>,
}

impl Spread {
    pub fn most(&self) -> usize {
        self.matched.iter().copied().max().unwrap_or_default()
    }

    /// How many match so many.
    pub fn count(&self, matched: usize) -> usize {
        self.matched.iter().filter(|n| **n == matched).count()
    }

    /// The headline: how many match most.
    pub fn fits(&self, headline: &str) -> TestCaseResult {
        let (n, best) = (self.examples, self.count(self.most()));
        let all = |shown: &str, noun: &str| noun == self.noun && counts(shown, self.matched.len());
        let both = |noun: &str| noun == self.noun && self.matched.len() == 2;
        let every = best == self.matched.len();
        let (perfect, nothing) = (self.most() == n && n > 0, self.most() == 0 && n > 0);
        let whole = |text: &str| match text {
            "the one picture" => n == 1,
            "both pictures" => n == 2,
            text => n > 2 && text.strip_prefix("all ").is_some_and(|text| counts(text, n)),
        };
        let some_match = |some: &str, verb: &str| {
            counts(some, best) && (best == 1) == (verb == "matches") && (best > 1 || some != "1")
        };
        let some_of_all = |g: &[&str], verb| {
            perfect && !every && some_match(g[0], verb) && all(g[1], g[2]) && whole(g[3])
        };
        let others = |whole_gap: &str, some: &str, verb: &str, matched: &str| {
            let most = !perfect && !every && !nothing && counts(matched, self.most());
            most && whole(whole_gap) && some_match(some, verb)
        };
        let none = |g: &[&str], verb| all(g[0], g[1]) && others(g[2], g[3], verb, g[4]);
        let neither = |g: &[&str], verb| both(g[0]) && others(g[1], g[2], verb, g[3]);
        let partly = |some: &str, of: &str| {
            every && !perfect && counts(some, self.most()) && counts(of, n) && !nothing
        };
        let forms: [Form; 14] = [
            ("There is no picture to match.", &|_| n == 0),
            ("None of the {} {} matches any of the {} pictures.", &|g| {
                every && nothing && n > 1 && all(g[0], g[1]) && counts(g[2], n)
            }),
            ("None of the {} {} matches {}; {} matches {}.", &|g| none(g, "matches")),
            ("None of the {} {} matches {}; {} match {}.", &|g| none(g, "match")),
            ("None of the {} {} matches the one picture.", &|g| {
                every && nothing && n == 1 && all(g[0], g[1])
            }),
            ("Neither of the two {} matches any of the {} pictures.", &|g| {
                every && nothing && n > 1 && both(g[0]) && counts(g[1], n)
            }),
            ("Neither of the two {} matches {}; {} matches {}.", &|g| neither(g, "matches")),
            ("Neither of the two {} matches {}; {} match {}.", &|g| neither(g, "match")),
            ("Neither of the two {} matches the one picture.", &|g| {
                every && nothing && n == 1 && both(g[0])
            }),
            ("All {} {} match {} of {}.", &|g| all(g[0], g[1]) && partly(g[2], g[3])),
            ("Both {} match {} of {}.", &|g| both(g[0]) && partly(g[1], g[2])),
            ("All {} {} match {}.", &|g| every && perfect && all(g[0], g[1]) && whole(g[2])),
            ("Both {} match {}.", &|g| every && perfect && both(g[0]) && whole(g[1])),
            ("{} of the {} {} match{}.", &|g| match g[3].strip_prefix("es ") {
                Some(whole) => some_of_all(&[g[0], g[1], g[2], whole], "matches"),
                None => some_of_all(&[g[0], g[1], g[2], g[3].trim_start()], "match"),
            }),
        ];
        is_english(headline)?;
        holds(headline, &forms)
    }
}

fn found(experiment: &Experiment, round: &Round) -> SubsetsFound {
    let question =
        Question::Subsets(Arc::clone(&experiment.dataset), Arc::new(Round::clone(round)));
    match question.answer(|_| ControlFlow::Continue(())) {
        Some(Answer::Subsets(found)) => found,
        other => panic!("{other:?}"),
    }
}

fn fits_the_subsets(experiment: &Experiment, round: &Round) -> TestCaseResult {
    let naive = Naive(experiment);
    let told = words::subsets(round, &found(experiment, round));
    is_english(&told.text())?;
    let moved: Vec<usize> = round.changes().map(|(weight, _)| weight).collect();
    let examples = round.examples.len();
    if moved.is_empty() {
        prop_assert_eq!(told.text(), "No weight moved, so there is nothing to leave out.");
        return Ok(());
    }
    let applied = |set: usize| -> Vec<usize> {
        let some = moved.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
        some.map(|(_, weight)| *weight).collect()
    };
    let sets = 0..1_usize << moved.len();
    let matched = sets.map(|set| naive.matched(&with_only(round, &applied(set)))).collect();
    let spread = Spread { noun: "subsets", examples, matched };
    spread.fits(&told.headline)?;
    let (n, here) = (moved.len(), naive.matched(&round.weights_after));
    let (ways, most, best) = (spread.matched.len(), spread.most(), spread.count(spread.most()));
    let all = |text: &str| match text {
        "it" => n == 1,
        "both" => n == 2,
        text => text == "all of them" && n > 2,
    };
    let forms: [Form; 5] = [
        ("One change, applied or left out: {} ways.", &|g| n == 1 && counts(g[0], ways)),
        ("{} changes, each applied or left out: {} ways.", &|g| {
            n > 1 && counts(g[0], n) && counts(g[1], ways)
        }),
        ("The round applied {} and matches {}.", &|g| {
            all(g[0]) && counts(g[1], here) && here < most
        }),
        ("The round applied {}: it is the best.", &|g| all(g[0]) && here == most && best == 1),
        ("The round applied {}: it is one of the best.", &|g| {
            all(g[0]) && here == most && best > 1
        }),
    ];
    prop_assert_eq!(told.sentences.len(), 1 + usize::from(examples > 0));
    holds(&told.sentences.join(" "), &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_subsets_are_told_as_they_are(
        experiment in experiment(),
        chosen in chosen(),
    ) {
        for (now, round) in rounds_of(experiment, 2, chosen.as_ref()) {
            if !is_blurred(&facts(&now, &round), &round) {
                fits_the_subsets(&now, &round)?;
            }
        }
    }
}

/// What is said of the round that moves every weight from 0 to 1.
fn told(pictures: &[(f64, &[f64])]) -> String {
    let experiment = of_pictures(dataset_of(pictures));
    let after = vec![1.0; experiment.weights.len()];
    let round = Round::record(&experiment, 1, Vec::new(), after.into());
    fits_the_subsets(&experiment, &round).expect("it is so");
    words::subsets(&round, &found(&experiment, &round)).text()
}

#[test]
fn the_lesson_and_rounds_that_random_data_misses() {
    let lesson = jointly::formats::sample::smiles().beginning();
    let round = Round::play(&lesson, 1);
    assert_eq!(
        words::subsets(&round, &found(&lesson, &round)).text(),
        "None of the 64 subsets matches all 4; 6 match 3. Six changes, each applied or left out: 64 ways. The round applied \
         all of them: it is one of the best."
    );
    assert_eq!(
        told(&[(1.0, &[1.0])]),
        "One of the 2 subsets matches the one picture. One change, applied or left out: 2 ways. The round applied it: \
         it is the best."
    );
    assert_eq!(
        told(&[(5.0, &[1.0]), (0.0, &[0.0])]),
        "Both subsets match 1 of 2. One change, applied or left out: 2 ways. The round applied it: it is one of the best."
    );
    assert_eq!(
        told(&[(5.0, &[1.0]), (1.0, &[0.0])]),
        "Neither of the two subsets matches any of the 2 pictures. One change, applied or left out: 2 ways. The round \
         applied it: it is one of the best."
    );
    assert_eq!(
        told(&[(0.0, &[1.0, 0.0]), (0.0, &[0.0, 1.0]), (9.0, &[0.0, 0.0])]),
        "None of the 4 subsets matches all 3; one matches 2. Two changes, each applied or left out: 4 ways. The round \
         applied both and matches 0."
    );
    // 12 choose 6.
    assert_eq!(
        told(&[(6.0, &[1.0; 12])]),
        "924 of the 4,096 subsets match the one picture. Twelve changes, each applied or left out: 4,096 ways. The round \
         applied all of them and matches 0."
    );
}
