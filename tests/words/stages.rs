//! The line on where a document's round stands, at every step of rounds that are played by hand.

use std::sync::Arc;

use jointly::document::{Action, Document, Stage, words};
use jointly::engine::{Direction, Experiment, Played, Policy, Run, Score, Settings, Shape};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{Facts, experiment, is_english};
use crate::forms::{self, Form, holds};
use crate::naive::Naive;
use crate::numbers::{counts, shows};

fn document(experiment: &Experiment) -> Document {
    let run = Run {
        dataset: Arc::clone(&experiment.dataset),
        start: experiment.weights.clone(),
        settings: experiment.settings,
        rounds: Vec::new(),
        forks: None,
        hidden: jointly::engine::Hidden::default(),
    };
    Document::new(run, None, "random")
}

fn moved(before: &[f64], after: &[f64]) -> usize {
    before.iter().zip(after).filter(|(a, b)| a != b).count()
}

/// How many weights a round under way has moved.
fn moved_in_sweep(document: &Document) -> usize {
    let sweep = document.state().sweep.as_deref();
    sweep.map_or(0, |s| moved(&s.weights_before, &document.experiment().weights))
}

fn fits_the_stage(document: &Document) -> TestCaseResult {
    let line = words::stage_line(document);
    is_english(&line)?;
    let experiment = document.experiment();
    let examples = experiment.dataset.examples.len();
    let facts = |e| Facts::of(experiment, &experiment.weights, e);
    let score = document.evaluation().tally.score(document.settings().score);
    if (0..examples).any(|e| facts(e).is_blurred()) || score > 1e15 {
        return Ok(());
    }
    match document.stage() {
        _ if examples == 0 => {
            prop_assert_eq!(line, "There is no picture to test with.");
            Ok(())
        }
        Stage::Before => fits_before(&line, document),
        Stage::Testing => fits_testing(&line, document),
        Stage::Tested => fits_tested(&line, document),
        Stage::Applied(round) => fits_applied(&line, &round),
    }
}

fn fits_before(line: &str, document: &Document) -> TestCaseResult {
    let experiment = document.experiment();
    let (weights, examples) = (&experiment.weights, experiment.dataset.examples.len());
    let (all, matched) = (weights.len(), Naive(experiment).matched(weights));
    let zero = weights.iter().all(|w| *w == 0.0);
    let of = |g: &[&str]| counts(g[0], matched) && counts(g[1], examples);
    let forms: [Form; 8] = [
        ("All {} weights are 0, so every output is 0.", &|g| zero && all > 1 && counts(g[0], all)),
        ("The weight is 0, so every output is 0.", &|_| zero && all == 1),
        ("No picture matches: 0 of {}.", &|g| matched == 0 && counts(g[0], examples)),
        ("{} of {} matches at these weights.", &|g| matched == 1 && of(g)),
        ("{} of {} match at these weights.", &|g| matched != 1 && of(g)),
        ("{} of {} matches.", &|g| matched == 1 && of(g)),
        ("{} of {} match.", &|g| matched > 1 && of(g)),
        ("Nothing has been tested here yet.", &|_| document.tested() == 0),
    ];
    holds(line, &forms)
}

fn fits_testing(line: &str, document: &Document) -> TestCaseResult {
    let (experiment, settings) = (document.experiment(), document.settings());
    let (all, tested, sweep) =
        (experiment.weights.len(), document.tested(), document.state().sweep.as_deref());
    let naive = Naive(experiment);
    let just = document.just_noted();
    let moves = |last: bool| {
        just.is_some_and(|(weight, _)| {
            naive.test(weight, &experiment.weights).3 != Direction::Leave
                && (weight + 1 == all) == last
        })
    };
    let one_by_one = settings.policy == Policy::OneAtATime;
    let turns = |done: &str, of: &str, n: &str| {
        let next = sweep.is_some_and(|s| counts(done, s.done()));
        next && counts(of, all) && counts(n, moved_in_sweep(document))
    };
    let finding = |text: &str| {
        just.is_some_and(|(weight, test)| {
            let lit = experiment.dataset.lights(weight);
            forms::sentences(&words::finding(&test, settings, lit)).contains(&text)
        })
    };
    let naive_group = |weight: usize| {
        let colours = naive.colours();
        (0..all).filter(|i| colours[*i] == colours[weight]).collect::<Vec<_>>()
    };
    let group_tested = || {
        settings.policy == Policy::ColourClasses
            && just.is_some_and(|(weight, _)| {
                let group = naive_group(weight);
                let noted = |i: &usize| document.state().notes[*i].is_some();
                group.iter().all(noted)
                    && group
                        .iter()
                        .any(|i| naive.test(*i, &experiment.weights).3 != Direction::Leave)
            })
    };
    let forms: [Form; 10] = [
        ("Nothing has changed yet.", &|_| {
            !one_by_one && just.is_some() && !group_tested() && moved_in_sweep(document) == 0
        }),
        ("All of its group are tested: move them now.", &|_| group_tested()),
        ("Move it now.", &|_| one_by_one && moves(true)),
        ("Move it now, and test the next from there.", &|_| one_by_one && moves(false)),
        ("1 weight tested, {} to go.", &|g| tested == 1 && counts(g[0], all - 1)),
        ("{} weights tested, {} to go.", &|g| {
            tested > 1 && counts(g[0], tested) && counts(g[1], all - tested)
        }),
        ("No test has changed a weight.", &|_| moved_in_sweep(document) == 0),
        ("1 of {} weights has had its turn, {} moved.", &|g| turns("1", g[0], g[1])),
        ("{} of {} weights have had their turn, {} moved.", &|g| {
            g[0] != "1" && turns(g[0], g[1], g[2])
        }),
        // A finding is tested where tests are.
        ("{}", &|g| finding(g[0])),
    ];
    holds(line, &forms)
}

fn fits_tested(line: &str, document: &Document) -> TestCaseResult {
    let (experiment, settings) = (document.experiment(), document.settings());
    let (naive, weights) = (Naive(experiment), &experiment.weights);
    let (all, moved) = (weights.len(), moved_in_sweep(document));
    // What was noted, worked out again at these weights.
    let tests: Vec<_> = (0..all).map(|i| naive.test(i, weights)).collect();
    let ways = |way: Direction| tests.iter().filter(|t| t.3 == way).count();
    // A log-loss is never exact.
    let rounding = if settings.score == Score::LogLoss { 1e-9 } else { 0.0 };
    let better = |stay: f64, value: f64| {
        naive.gain(stay, value) > rounding * stay.abs().max(value.abs()).max(1.0)
    };
    let ties = tests.iter().filter(|(up, stay, down, way)| {
        *way == Direction::Leave && better(*stay, *up) && better(*stay, *down)
    });
    let (ties, decided) = (ties.count(), all - ways(Direction::Leave));
    let zero = weights.iter().all(|w| *w == 0.0);
    let (matched, score) = (naive.matched(weights), naive.score(weights));
    let off =
        |stay: &str, name: &str| stay.strip_prefix(name).is_some_and(|n| shows(n, score, score));
    let stays = |stay: &str| match settings.score {
        Score::Matches if matched == 1 => stay == "1 matches",
        Score::Matches => stay.strip_suffix(" match").is_some_and(|n| counts(n, matched)),
        Score::AbsoluteError => off(stay, "total off by "),
        Score::SquaredError => off(stay, "squared error "),
        Score::LogLoss => off(stay, "log-loss "),
    };
    let forms: [Form; 8] = [
        ("{} tests: raise {}, lower {}, leave {}.", &|g| {
            counts(g[0], 2 * all)
                && counts(g[1], ways(Direction::Raise))
                && counts(g[2], ways(Direction::Lower))
                && counts(g[3], ways(Direction::Leave))
                && decided > 0
        }),
        ("{} tests: 1 tie, nothing to raise or lower.", &|g| {
            counts(g[0], 2 * all) && decided == 0 && ties == 1
        }),
        ("{} tests: {} ties, nothing to raise or lower.", &|g| {
            counts(g[0], 2 * all) && decided == 0 && ties > 1 && counts(g[1], ties)
        }),
        ("{} tests: none does better than now, {}.", &|g| {
            counts(g[0], 2 * all) && decided == 0 && ties == 0 && stays(g[1])
        }),
        ("Every weight is still 0.", &|_| zero && all > 1 && moved == 0),
        ("The weight is still 0.", &|_| zero && all == 1),
        ("No weight has moved yet.", &|_| !zero && moved == 0),
        ("This round has begun to move weights.", &|_| moved > 0),
    ];
    holds(line, &forms)
}

fn fits_applied(line: &str, round: &Played) -> TestCaseResult {
    let (n, policy) = (moved(&round.weights_before, &round.weights_after), round.settings.policy);
    let each = |by: &str| round.changes().all(|(_, change)| shows(by, change.abs(), change));
    let by_hand = round.chosen.is_some();
    if let Some(weights) = &round.chosen {
        prop_assert_eq!(weights.len(), n);
    }
    let forms: [Form; 10] = [
        ("No weight moved: none of the changes was chosen.", &|_| by_hand && n == 0),
        ("1 chosen change applied.", &|_| by_hand && n == 1),
        ("{} chosen changes applied.", &|g| by_hand && n > 1 && counts(g[0], n)),
        ("No weight moved.", &|_| n == 0 && !by_hand),
        ("1 change applied.", &|_| n == 1 && !by_hand),
        ("{} changes applied, one after the other.", &|g| {
            counts(g[0], n) && policy == Policy::OneAtATime && !by_hand
        }),
        ("{} changes applied at once, each by {}.", &|g| counts(g[0], n) && each(g[1]) && !by_hand),
        ("{} changes applied at once.", &|g| {
            let at_once = matches!(policy, Policy::AllAtOnce | Policy::SomeAtOnce);
            counts(g[0], n) && at_once && !by_hand
        }),
        ("{} changes applied, group by group.", &|g| {
            counts(g[0], n) && policy == Policy::ColourClasses && !by_hand
        }),
        ("{} weights moved against the slope.", &|g| {
            counts(g[0], n) && policy == Policy::Gradient && !by_hand
        }),
    ];
    holds(line, &forms)
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        6 => (0..12_usize).prop_map(|weight| Action::Note { weight }),
        2 => Just(Action::NoteRest),
        3 => Just(Action::MoveNoted),
        2 => Just(Action::PlayRound),
        2 => prop::collection::vec(0..12_usize, 0..5).prop_map(|weights| Action::Choose { weights }),
        1 => Just(Action::Undo),
        1 => Just(Action::SetSettings(Settings::default())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_stage_is_told_after_every_action(
        experiment in experiment(),
        actions in prop::collection::vec(action(), 12),
    ) {
        let mut document = document(&experiment);
        fits_the_stage(&document)?;
        for action in actions {
            // What is refused leaves the document as it was.
            let _ = document.apply(action);
            fits_the_stage(&document)?;
        }
    }
}

/// The lesson under another policy.
fn lesson(policy: Policy) -> Document {
    let mut run = sample::smiles();
    run.settings.policy = policy;
    Document::new(run, None, sample::TITLE)
}

#[test]
fn one_at_a_time_tells_whose_turn_it_was() {
    let mut document = lesson(Policy::OneAtATime);
    let mut lines = Vec::new();
    for _ in 0..7 {
        document.apply(Action::Note { weight: 0 }).expect("the weight whose turn it is");
    }
    lines.push(words::stage_line(&document));
    document.apply(Action::MoveNoted).expect("it waits to be moved");
    lines.push(words::stage_line(&document));
    assert_eq!(
        lines,
        [
            "Up 2, stay 0, down 1: raise. Move it now, and test the next from there.",
            "7 of 12 weights have had their turn, one moved.",
        ]
    );
}

#[test]
fn after_the_last_weight_there_is_no_next() {
    let mut experiment = Experiment::blank(Shape { width: 2, height: 1 });
    let dataset = Arc::make_mut(&mut experiment.dataset);
    dataset.examples.push(Arc::clone(&dataset.examples[0]));
    for (e, example) in dataset.examples.iter_mut().enumerate() {
        Arc::make_mut(example).pixels.set(e, 1.0);
    }
    experiment.settings.policy = Policy::OneAtATime;
    let mut document = document(&experiment);
    let mut lines = Vec::new();
    for weight in 0..2 {
        for action in [Action::Note { weight }, Action::MoveNoted] {
            document.apply(action).expect("the weight whose turn it is");
            lines.push(words::stage_line(&document));
        }
    }
    assert_eq!(
        lines,
        [
            "Up 1, stay 0, down 0: raise. Move it now, and test the next from there.",
            "1 of 2 weights has had its turn, one moved.",
            "Up 2, stay 1, down 1: raise. Move it now.",
            "2 changes applied, one after the other.",
        ]
    );
}

#[test]
fn smaller_steps_tell_their_size() {
    let mut document = lesson(Policy::SharedStep);
    document.apply(Action::PlayRound).expect("a round");
    assert_eq!(words::stage_line(&document), "6 changes applied at once, each by 0.2.");
}
