//! Ways that are compared: who came out best, where each went, and what keeps it from getting worse.

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::document::words::{self, Term};
use jointly::engine::{
    Compared, Course, Experiment, Forks, MatchRule, Policy, Score, Settings, Size, ways_out,
};
use jointly::formats::sample;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::{experiment, is_english};
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::{counts, number};

const ROUNDS: usize = 6;

/// The usual ways of an experiment, and two that draw.
fn forks(experiment: &Experiment) -> Forks {
    let mut forks = Forks { rounds: ROUNDS, ..Forks::usual(experiment, 0) };
    let draws = Settings { policy: Policy::SomeAtOnce, size: Size::Step, ..experiment.settings };
    forks.ways.push(Settings { p: 1, ..draws });
    forks.ways.push(Settings { p: 2, ..draws });
    if experiment.settings.score == Score::SquaredError {
        forks.ways.push(Settings { p: 1, size: Size::Fitted, ..draws });
    }
    forks.ways.truncate(Forks::MOST_WAYS);
    forks
}

fn compared(experiment: &Experiment, forks: &Forks) -> Compared {
    let found = Compared::of(&experiment.dataset, forks, |_| ControlFlow::Continue(()));
    found.expect("nobody gives up")
}

/// Whether a number of three digits is this one.
fn about(shown: &str, value: f64) -> bool {
    number(shown).is_some_and(|n| (n - value).abs() <= 0.0051 * value.abs() + 0.00051)
}

/// The ways of a list such as "halving, way 2 and way 3".
fn ways(forks: &Forks, list: &str) -> Vec<usize> {
    let names = list.replace(" and ", ", ");
    let way = |name: &str| match name.strip_prefix("way ") {
        Some(digits) => digits.parse::<usize>().ok()?.checked_sub(1),
        None => forks.ways.iter().position(|way| way.policy.word() == name),
    };
    names.split(", ").filter_map(way).collect()
}

fn fits_the_comparison(experiment: &Experiment, forks: &Forks, found: &Compared) -> TestCaseResult {
    let text = words::compared(&experiment.dataset, forks, found);
    is_english(&text)?;
    let naive = Naive(experiment);
    let matched: Vec<usize> = found.courses.iter().map(|c| naive.matched(&c.weights)).collect();
    let all = experiment.dataset.examples.len();
    let with =
        |n: usize| -> Vec<usize> { (0..matched.len()).filter(|way| matched[*way] == n).collect() };
    let (most, least) = (matched.iter().max().copied(), matched.iter().min().copied());
    let rounds =
        |shown: &str| counts(shown.trim_end_matches(" rounds").trim_end_matches(" round"), ROUNDS);
    let known: [Form; 3] = [
        ("After {} {} of {} match, whichever way.", &|g| {
            // "6 rounds 3" stands in one gap, as rounds and count are parted by a space.
            let (text, count) = (format!("{} {}", g[0], g[1]), most.unwrap_or(0));
            most == least && text == format!("{ROUNDS} rounds {count}") && counts(g[2], all)
        }),
        ("After {} most match by {}: {} of {}; fewest by {}: {}.", &|g| {
            let (most, least) = (most.unwrap_or(0), least.unwrap_or(0));
            rounds(g[0])
                && most > least
                && ways(forks, g[1]) == with(most)
                && counts(g[2], most)
                && counts(g[3], all)
                && ways(forks, g[4]) == with(least)
                && counts(g[5], least)
        }),
        ("The smallest {}, {}, by {}.", &|g| {
            let errors: Vec<f64> = found.courses.iter().map(|c| naive.score(&c.weights)).collect();
            let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
            let named = ways(forks, g[2]);
            g[0] == experiment.settings.score.word()
                && about(g[1], best)
                && !named.is_empty()
                && named.iter().all(|way| about(g[1], errors[*way]))
        }),
    ];
    holds(&text, &known)
}

/// Whether no round made the score that the way is judged by worse.
fn never_worse(course: &Course) -> bool {
    let score = course.settings.score;
    let scores = course.tallies.iter().map(|tally| tally.score(score)).collect::<Vec<_>>();
    scores.windows(2).all(|pair| {
        score.gain(pair[0], pair[1]) >= -1e-9 * pair[0].abs().max(pair[1].abs()).max(1.0)
    })
}

fn fits_the_course(experiment: &Experiment, forks: &Forks, course: &Course) -> TestCaseResult {
    let told = words::course(&experiment.dataset, forks, course);
    is_english(&told.text())?;
    let settings = course.settings;
    let way = words::capital(settings.policy.word());
    let (played, all) = (course.moved.len(), experiment.dataset.examples.len());
    let matched = Naive(experiment).matched(&course.weights);
    let still = course.moved.last() == Some(&0);
    let of = |g: &[&str]| counts(g[0], matched) && counts(g[1], all);
    let closed = course.flip_flop.as_ref();
    let headlines: [Form; 4] = [
        ("{}: it explodes in round {}.", &|g| {
            g[0] == way && counts(g[1], played) && course.weights.iter().any(|w| w.abs() > 1e9)
        }),
        ("{}: a flip-flop of period {}, closed in round {}.", &|g| {
            let so = |(round, found): &(usize, jointly::engine::FlipFlop)| {
                counts(g[1], found.period) && counts(g[2], *round)
            };
            g[0] == way && closed.is_some_and(so)
        }),
        ("{}: it stands still after round {}, {} of {} match.", &|g| {
            g[0] == way && still && counts(g[1], played - 1) && of(&g[2..])
        }),
        ("{}: {} of {} match after round {}.", &|g| {
            g[0] == way && !still && of(&g[1..3]) && counts(g[3], played)
        }),
    ];
    holds(&told.headline, &headlines)?;
    let text = told.sentences.join(" ");
    if text.contains("It cannot get worse") {
        prop_assert!(never_worse(course), "it got worse: {} {:?}", text, course.tallies);
    }
    let sure = |so: bool| so && never_worse(course);
    let policy = settings.policy;
    let by_one = policy == Policy::SomeAtOnce && settings.p == 1;
    let score = settings.score;
    let known: [Form; 16] = [
        ("A flip-flop: all weights are back where they were {} rounds ago.", &|g| {
            closed.is_some_and(|(_, found)| counts(g[0], found.period))
        }),
        (
            "It cannot get worse: no two weights are on in one picture, so all gains add up.",
            &|_| {
                let lit = |e: usize| {
                    experiment.dataset.examples[e].pixels.iter().filter(|x| **x != 0.0).count()
                };
                sure(policy == Policy::AllAtOnce) && (0..all).all(|e| lit(e) < 2)
            },
        ),
        ("Nothing keeps it from getting worse: no test tried the changes together.", &|_| {
            policy == Policy::AllAtOnce
        }),
        (
            "It cannot get worse: every output moves to an average of where it was and where one change alone would take it, and the {} of an average is never more than the average {}.",
            &|g| sure(policy == Policy::SharedStep && score.is_convex()) && g == [score.word(); 2],
        ),
        (
            "The shared step cannot make an error larger, but matches can still be lost: half-way to a label matches nothing.",
            &|_| policy == Policy::SharedStep && score == Score::Matches,
        ),
        (
            "It cannot get worse: each weight is tested where all others then stand, and moves only if that is better.",
            &|_| sure(policy == Policy::OneAtATime),
        ),
        (
            "It cannot get worse: weights of one group are never on in one picture, so their gains add up, and each group is tested again before it moves.",
            &|_| sure(policy == Policy::ColourClasses),
        ),
        ("It cannot get worse: the one change that is applied was tested just as it is.", &|_| {
            sure(policy == Policy::BestOne)
        }),
        ("It cannot get worse: a size that is worse than staying is not taken.", &|_| {
            sure(policy == Policy::Halving)
        }),
        ("It cannot get worse: the one weight that is drawn moves as is best for it.", &|_| {
            sure(by_one)
        }),
        (
            "Fewer changes meet than all at once, but nothing keeps it from getting worse: no test tried them together.",
            &|_| policy == Policy::SomeAtOnce && !by_one && settings.size == Size::Step,
        ),
        (
            "{} best amounts at once can add up to too much: from some number on it explodes.",
            &|g| settings.size == Size::Fitted && !by_one && counts(g[0], settings.p),
        ),
        ("It cannot get worse: the rate is small enough for these pixels.", &|_| {
            sure(policy == Policy::Gradient)
        }),
        (
            "It gets better as long as the rate is small enough: up to {} it surely is; far too large a rate explodes.",
            &|_| policy == Policy::Gradient,
        ),
        ("{} go back and forth for ever.", &|_| closed.is_some()),
        ("{} goes back and forth for ever.", &|_| closed.is_some()),
    ];
    holds(&text, &known)
}

fn fits_the_notes(course: &Course) -> TestCaseResult {
    let (note, wrong) = words::course_note(course);
    let (played, still) = (course.moved.len(), course.moved.last() == Some(&0));
    let rounds = |shown: &str, n: usize| shown == words::plural(n, "round");
    let known: [Form; 5] = [
        ("explodes", &|_| course.exploded && wrong),
        ("flip-flop of period {}", &|g| {
            course.flip_flop.as_ref().is_some_and(|(_, f)| counts(g[0], f.period)) && wrong
        }),
        ("no weight moves", &|_| still && played == 1 && !wrong),
        ("still after {}", &|g| still && rounds(g[0], played - 1) && !wrong),
        ("still moving", &|_| !still && !wrong),
    ];
    holds(&note, &known)?;
    let prospect = words::prospect(course);
    let matched = course.matched.iter().filter(|matched| **matched).count();
    let all = course.matched.len();
    let lasted = if still { played - 1 } else { played };
    let known: [Form; 6] = [
        ("explodes", &|_| course.exploded),
        ("a flip-flop of period {}", &|_| course.flip_flop.is_some() && !course.gets_on()),
        ("all pictures match at once", &|_| still && played == 1 && matched == all),
        ("still stuck", &|_| still && played == 1 && matched < all && !course.gets_on()),
        ("all match after {}", &|g| matched == all && rounds(g[0], lasted)),
        ("{} of {} after {}, squared error {}", &|g| {
            counts(g[0], matched)
                && counts(g[1], all)
                && rounds(g[2], lasted)
                && (about(g[3], course.end().squared_error) || course.end().squared_error > 1e15)
        }),
    ];
    holds(&prospect, &known)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_is_told_as_it_went(experiment in experiment()) {
        let forks = forks(&experiment);
        let found = compared(&experiment, &forks);
        let large = |course: &Course| course.tallies.iter().any(|tally| tally.squared_error > 1e12);
        if !found.courses.iter().any(large) {
            fits_the_comparison(&experiment, &forks, &found)?;
        }
        for course in &found.courses {
            fits_the_course(&experiment, &forks, course)?;
            fits_the_notes(course)?;
        }
    }

    #[test]
    fn a_way_out_is_called_by_what_it_changes(experiment in experiment(), flip_flops in any::<bool>()) {
        let now = experiment.settings;
        let ways = ways_out(&experiment, flip_flops);
        for way in &ways {
            prop_assert!(*way != now && way.lack().is_none());
            let text = words::way_out(&now, way);
            let known: [Form; 6] = [
                ("Rate {}", &|g| {
                    way.policy == Policy::Gradient && about(g[0], way.rate) && way.rate < now.rate
                }),
                ("Step {}", &|g| way.policy == now.policy && number(g[0]) == Some(way.step)),
                ("Score by {}", &|g| way.score != now.score && g[0] == way.score.word()),
                ("Match by sign", &|_| way.match_rule == MatchRule::Sign),
                ("Best amounts, one a round", &|_| way.size == Size::Fitted && way.p == 1),
                ("{}", &|g| way.policy != now.policy && g[0] == words::capital(way.policy.word())),
            ];
            if way.step == now.step / 2.0 {
                prop_assert!(text.starts_with("Step "), "{}", text);
            } else {
                holds(&text, &known)?;
            }
        }
        let names: Vec<String> = ways.iter().map(|way| words::way_out(&now, way)).collect();
        let mut apart = names.clone();
        apart.sort();
        apart.dedup();
        prop_assert_eq!(apart.len(), names.len(), "{:?}", names);
    }
}

#[test]
fn the_lesson_by_two_scores() {
    let mut experiment = sample::smiles().beginning();
    let usual = Forks::usual(&experiment, 0);
    let text = words::compared(&experiment.dataset, &usual, &compared(&experiment, &usual));
    assert_eq!(
        text,
        "After 20 rounds most match by all at once and halving: 3 of 4; fewest by shared step: 0."
    );
    let one_at_a_time = Settings { policy: Policy::OneAtATime, ..experiment.settings };
    let start = usual.start(&experiment.dataset, one_at_a_time);
    let course = Course::of(start, 0, 20, |_| ControlFlow::Continue(())).expect("goes on");
    let told = words::course(&experiment.dataset, &usual, &course);
    assert_eq!(told.headline, "One at a time: it stands still after round 1, 2 of 4 match.");

    experiment.settings.score = Score::SquaredError;
    let usual = Forks::usual(&experiment, 0);
    let found = compared(&experiment, &usual);
    let told = words::course(&experiment.dataset, &usual, &found.courses[0]);
    assert_eq!(told.headline, "All at once: a flip-flop of period 2, closed in round 4.");
    assert_eq!(told.good, Some(false));
    let shared = usual.ways.iter().position(|way| way.policy == Policy::SharedStep);
    let shared = &found.courses[shared.expect("it is usual")];
    let told = words::course(&experiment.dataset, &usual, shared);
    assert!(
        told.text().contains("the squared error of an average is never more"),
        "{}",
        told.text()
    );
    assert_eq!(words::branches_off(&usual), "every way from the start");
    let later = Forks { after: 3, ..usual };
    assert_eq!(words::branches_off(&later), "every way on from round 3");
    assert_eq!(words::branch_note(Some(0), Policy::Halving), "back to start: halving");
    assert_eq!(words::branch_note(Some(3), Policy::Halving), "back to 3: halving");
    assert_eq!(words::branch_note(None, Policy::Halving), "new start: halving");
    let none = Forks { ways: Vec::new(), ..later };
    let dataset = Arc::clone(&experiment.dataset);
    let nothing = Compared { courses: Vec::new() };
    assert_eq!(words::compared(&dataset, &none, &nothing), "There is no way to compare yet.");
}
