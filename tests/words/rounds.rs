//! What is said of a whole round, and in the log.

use jointly::document::words;
use jointly::engine::{Cause, Experiment, Outcome, Policy, Round};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds};
use crate::numbers::counts;
use crate::{stuck, together};

/// Now and then the weights whose changes are chosen by hand, those that move none among them.
pub fn chosen() -> impl Strategy<Value = Option<Vec<usize>>> {
    let some = || prop::collection::vec(0..12_usize, 0..9);
    prop_oneof![3 => Just(None), 2 => some().prop_map(Some), 1 => Just(Some(Vec::new()))]
}

/// A round, or only the chosen of its changes.
pub fn played(experiment: &Experiment, number: usize, chosen: Option<&Vec<usize>>) -> Round {
    let round = Round::play(experiment, number);
    match chosen {
        Some(weights) => round.with_only(&experiment.dataset, weights),
        None => round,
    }
}

/// The first rounds, each with the experiment at its start.
pub fn rounds_of(
    experiment: Experiment,
    count: usize,
    chosen: Option<&Vec<usize>>,
) -> Vec<(Experiment, Round)> {
    let mut now = experiment;
    let play = |number| {
        let round = played(&now, number, chosen);
        let weights = round.weights_after.clone();
        let next = Experiment { weights, ..now.clone() };
        (std::mem::replace(&mut now, next), round)
    };
    (1..=count).map(play).collect()
}

/// One picture after another.
pub fn facts<'a>(experiment: &'a Experiment, round: &Round) -> Vec<Facts<'a>> {
    (0..round.examples.len()).map(|e| Facts::of_round(experiment, round, e)).collect()
}

/// Whether rounding may decide what is said.
pub fn is_blurred(of: &[Facts], round: &Round) -> bool {
    let score = round.settings.score;
    of.iter().any(Facts::is_blurred)
        || round.before.score(score).max(round.after.score(score)) > 1e15
}

/// The log: a few words, no sentence.
fn fits_the_note(experiment: &Experiment, round: &Round) -> TestCaseResult {
    let (note, bad) = words::round_note(&experiment.dataset, round, None);
    let by_hand = note.strip_prefix("by hand: ");
    prop_assert_eq!(by_hand.is_some(), round.chosen.is_some(), "{}", note);
    let note = by_hand.unwrap_or(&note);
    let stayed = round.chosen.is_some() && round.moved() == 0;
    is_english(&words::capital(&format!("{note}.")))?;
    let of = facts(experiment, round);
    let all = of.len();
    prop_assert_eq!(bad, round.after.matched < all && !stayed, "{}", note);
    let broken: Vec<usize> = (0..all).filter(|e| of[*e].broken_together()).collect();
    let missed: Vec<usize> = (0..all).filter(|e| !round.examples[*e].matched_after).collect();
    if is_blurred(&of, round) {
        return Ok(());
    }
    let one = |name: &str, so: &dyn Fn(usize) -> bool| {
        let told = if broken.len() == 1 { &broken } else { &missed };
        matches!(told.as_slice(), [e] if of[*e].name == name && so(*e))
    };
    let cause = |e: usize| {
        (round.examples[e].outcome != Outcome::Broken).then_some(round.examples[e].cause)
    };
    let forms: [Form; 15] = [
        ("stuck: no single step helps", &|_| round.is_stuck() && round.chosen.is_none()),
        ("nothing moved", &|_| stayed),
        ("no picture to match", &|_| all == 0),
        ("the one picture matches", &|_| all == 1 && missed.is_empty()),
        ("all {} match", &|g| counts(g[0], all) && missed.is_empty()),
        ("nothing moved: every size tried was worse than staying", &|_| {
            round.moved() == 0 && !round.is_stuck() && round.chosen.is_none()
        }),
        ("{} broken together", &|g| counts(g[0], broken.len()) && broken.len() > 1),
        ("{} do not match", &|g| counts(g[0], missed.len()) && broken.is_empty()),
        ("{} was moved off its label", &|g| {
            one(g[0], &|e| cause(e).is_none() && of[e].off(of[e].before) < 1e-8)
        }),
        ("{} no longer matches", &|g| one(g[0], &|e| cause(e).is_none())),
        ("{} overshot", &|g| one(g[0], &|e| cause(e) == Some(Cause::Overshot))),
        ("{} fell short", &|g| one(g[0], &|e| cause(e) == Some(Cause::FellShort))),
        ("{} was pushed away", &|g| one(g[0], &|e| cause(e) == Some(Cause::PushedAway))),
        ("{} did not move", &|g| one(g[0], &|e| cause(e) == Some(Cause::Unmoved))),
        ("{} does not match", &|g| one(g[0], &|e| cause(e) == Some(Cause::OnTarget))),
    ];
    holds(note, &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_round_is_told_as_it_is(experiment in experiment(), chosen in chosen()) {
        for (now, round) in rounds_of(experiment, 3, chosen.as_ref()) {
            together::fits_all_pictures(&now, &round)?;
            stuck::fits_what_is_stuck(&now, &round)?;
            fits_the_note(&now, &round)?;
        }
    }
}

#[test]
fn what_a_hand_chose_is_not_put_down_to_the_policy() {
    let told = |policy, chosen: &[usize]| {
        let mut experiment = sample::smiles().beginning();
        experiment.settings.policy = policy;
        let round = played(&experiment, 1, Some(&chosen.to_vec()));
        let (note, wrong) = words::round_note(&experiment.dataset, &round, None);
        (note, wrong, words::after_round(&experiment.dataset, &round, 3).text())
    };
    let (note, wrong, why) = told(Policy::AllAtOnce, &[6, 8, 9]);
    assert_eq!((note.as_str(), wrong), ("by hand: 2 broken together", true));
    assert_eq!(
        why,
        "Cheery smile overshot: output 2, label 1. Each change alone was right: 0 → 1. Together: 0 + 1 + 1 = 2. No test \
         tried them together. It was 1 off, and is as far off now."
    );
    // All six were tried together, these three were not.
    assert_eq!(
        told(Policy::Halving, &[6, 8, 9]).2,
        "Cheery smile overshot: output 2, label 1. Each change alone would have been right: 0 → 1. Together: 0 + 1 + 1 = \
         2. They were chosen by hand. It was 1 off, and is as far off now."
    );
    let (note, wrong, why) = told(Policy::Halving, &[]);
    assert_eq!((note.as_str(), wrong), ("by hand: nothing moved", false));
    assert_eq!(
        why,
        "Cheery smile did not move: output 0, label 1. No weight moved in this round. It is still 1 off."
    );
}
