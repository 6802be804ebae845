//! What is said of a whole round, and in the log.

use jointly::document::words;
use jointly::engine::{Cause, Experiment, Outcome, Round};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{Form, holds};
use crate::numbers::counts;
use crate::{stuck, together};

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
    is_english(&words::capital(&format!("{note}.")))?;
    let of = facts(experiment, round);
    let all = of.len();
    prop_assert_eq!(bad, round.after.matched < all, "{}", note);
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
    let forms: [Form; 14] = [
        ("stuck: no single step helps", &|_| round.is_stuck()),
        ("no picture to match", &|_| all == 0),
        ("the one picture matches", &|_| all == 1 && missed.is_empty()),
        ("all {} match", &|g| counts(g[0], all) && missed.is_empty()),
        ("nothing moved: every size tried was worse than staying", &|_| {
            round.moved() == 0 && !round.is_stuck()
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
    holds(&note, &forms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_round_is_told_as_it_is(experiment in experiment()) {
        let mut now = experiment;
        for number in 1..=3 {
            let round = Round::play(&now, number);
            together::fits_all_pictures(&now, &round)?;
            stuck::fits_what_is_stuck(&now, &round)?;
            fits_the_note(&now, &round)?;
            now.weights.clone_from(&round.weights_after);
        }
    }
}
