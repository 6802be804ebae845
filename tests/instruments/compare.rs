//! Ways that are compared, against the same rounds played and recorded one by one.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::engine::{
    Compared, Course, Experiment, Forks, Policy, Round, Score, Settings, flip_flop,
};
use jointly::formats::sample;
use proptest::prelude::*;

use crate::given;

fn go_on<T>(_: T) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn course(experiment: &Experiment, after: usize, rounds: usize) -> Course {
    Course::of(experiment.clone(), after, rounds, |_| ControlFlow::Continue(())).expect("goes on")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_course_is_the_rounds_it_stands_for(experiment in given::experiment(), after in 0..4_usize) {
        const ROUNDS: usize = 8;
        let course = course(&experiment, after, ROUNDS);
        let (mut now, mut rounds) = (experiment, Vec::new());
        let mut closed = None;
        prop_assert!(course.moved.len() <= ROUNDS && course.tallies.len() == course.moved.len() + 1);
        for number in 1..=course.moved.len() {
            let round = Arc::new(Round::play(&now, after + number));
            prop_assert_eq!(course.tallies[number - 1], round.before);
            prop_assert_eq!(course.tallies[number], round.after);
            prop_assert_eq!(course.moved[number - 1], round.moved());
            now.weights.clone_from(&round.weights_after);
            rounds.push(round);
            if closed.is_none() {
                closed = flip_flop(rounds.iter().rev().map(|round| &*round.played)).map(|found| (number, found));
            }
        }
        prop_assert_eq!(&course.weights, &now.weights);
        let last = rounds.last().expect("at least one round");
        let matched: Vec<bool> = last.examples.iter().map(|e| e.matched_after).collect();
        prop_assert_eq!(&course.matched, &matched);
        // It ends early only where all later rounds would be as the last, or a weight has left what a file holds.
        let still = last.stands_still();
        let exploded = now.weights.iter().any(|w| w.abs() > 1e9);
        prop_assert_eq!(course.exploded, exploded);
        prop_assert!(course.moved.len() == ROUNDS || still || exploded);
        prop_assert_eq!(course.stood_still().is_some(), last.moved() == 0);
        prop_assert_eq!(&course.flip_flop, &closed);
        let cells = now.weights.len() as u64;
        let played = course.moved.len() as u64;
        match now.settings.policy {
            Policy::Gradient => prop_assert_eq!(course.tests, 0),
            Policy::SomeAtOnce if !now.settings.follows_tests() => prop_assert_eq!(course.tests, 0),
            Policy::Halving => {
                prop_assert!(course.tests > 2 * cells * played);
                prop_assert!(course.tests <= (2 * cells + 21) * played);
            }
            _ => prop_assert_eq!(course.tests, 2 * cells * played),
        }
    }

    #[test]
    fn every_way_of_a_comparison_is_its_course(experiment in given::experiment()) {
        let forks = Forks { rounds: 4, ..Forks::usual(&experiment, 2) };
        prop_assert_eq!(forks.ways[0], experiment.settings);
        prop_assert!(forks.ways.iter().all(|way| way.lack().is_none()));
        let compared = Compared::of(&experiment.dataset, &forks, go_on).expect("goes on");
        prop_assert_eq!(compared.courses.len(), forks.ways.len());
        for (settings, found) in forks.ways.iter().zip(&compared.courses) {
            let start = Experiment { settings: *settings, ..experiment.clone() };
            prop_assert_eq!(found, &course(&start, 2, 4));
        }
    }
}

fn lesson(score: Score, policy: Policy) -> Course {
    let mut experiment = sample::smiles().beginning();
    experiment.settings = Settings { score, policy, ..experiment.settings };
    course(&experiment, 0, 20)
}

#[test]
fn the_lesson_scored_by_squared_error() {
    let errors = |policy| -> Vec<f64> {
        lesson(Score::SquaredError, policy).tallies.iter().map(|t| t.squared_error).collect()
    };
    let all_at_once = errors(Policy::AllAtOnce);
    assert_eq!(all_at_once[..6], [4.0, 3.0, 7.0, 93.0, 7.0, 93.0]);
    assert_eq!(all_at_once.len(), 21);
    let (round, found) =
        lesson(Score::SquaredError, Policy::AllAtOnce).flip_flop.expect("it is one");
    assert_eq!((round, found.period), (4, 2));
    assert_eq!(errors(Policy::OneAtATime), [4.0, 1.0, 1.0]);
    for policy in [Policy::BestOne, Policy::ColourClasses, Policy::SharedStep, Policy::Halving] {
        assert!(errors(policy).is_sorted_by(|a, b| a >= b), "{policy:?}");
    }
}

#[test]
fn one_at_a_time_ends_at_two_where_all_at_once_has_three() {
    let matched = |policy| lesson(Score::Matches, policy).end().matched;
    assert_eq!((matched(Policy::OneAtATime), matched(Policy::AllAtOnce)), (2, 3));
}

#[test]
fn it_tells_what_share_is_done_and_stops_when_told() {
    let experiment = sample::smiles().beginning();
    let ways = vec![Settings { score: Score::SquaredError, ..experiment.settings }; 3];
    let forks = Forks { ways, rounds: 10, ..Forks::usual(&experiment, 0) };
    let mut shares = Vec::new();
    let told = Compared::of(&experiment.dataset, &forks, |share| {
        shares.push(share);
        ControlFlow::Continue(())
    });
    assert!(told.is_some() && shares.is_sorted());
    assert!(shares.len() >= 30 && shares.last() == Some(&1.0));
    let mut asked = 0;
    let stopped = Compared::of(&experiment.dataset, &forks, |_| {
        asked += 1;
        if asked == 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((stopped, asked), (None, 4));
}
