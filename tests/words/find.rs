//! What is said of a search, against what was found played the long way.

use std::ops::ControlFlow;

use jointly::document::words::{self, Term};
use jointly::engine::{
    Experiment, MatchRule, Named, Outcome, Policy, Score, Search, SearchLimits, SearchProgress,
    Settings, Shape, Wanted, search_within,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::facts::is_english;
use crate::forms::{Form, holds};
use crate::naive::Naive;
use crate::numbers::{counts, shows};

/// The experiment before the first round and after each, under a policy.
fn course(experiment: &Experiment, policy: Policy, rounds: usize) -> Vec<Experiment> {
    let settings = Settings { policy, ..experiment.settings };
    let mut course = vec![Experiment { settings, ..experiment.clone() }];
    for _ in 0..rounds {
        let now = &course[course.len() - 1];
        course.push(Experiment { weights: Naive(now).weights_after(&[]), ..now.clone() });
    }
    course
}

/// Whether a phrase such as "2 match" or "squared error 0.25" tells this score.
fn tells(phrase: &str, now: &Experiment) -> bool {
    let score = Naive(now).score(&now.weights);
    match now.settings.score {
        Score::Matches if score == 1.0 => phrase == "1 matches",
        Score::Matches => phrase.strip_suffix(" match").is_some_and(|n| shows(n, score, 1.0)),
        other => {
            let number = phrase.strip_prefix(other.word()).and_then(|n| n.strip_prefix(' '));
            number.is_some_and(|n| shows(n, score, score))
        }
    }
}

fn is_so(wanted: Wanted, search: &Search) -> TestCaseResult {
    let told = words::found(wanted, search);
    is_english(&told.text())?;
    match search {
        Search::None { tried, up_to } => {
            let forms: [Form; 3] = [
                ("None in any dataset of up to {} pixels, all pictures together.", &|g| {
                    counts(g[0], *up_to) && *up_to != 1
                }),
                ("None in any dataset of up to 1 pixel, all pictures together.", &|_| *up_to == 1),
                (
                    "Nor in the larger ones that were tried, some of them drawn at random: {} datasets in all.",
                    &|g| counts(g[0], usize::try_from(*tried).expect("few")),
                ),
            ];
            prop_assert_eq!(told.sentences.len(), 1);
            holds(&told.text(), &forms)
        }
        Search::Found(found) => {
            let Experiment { dataset, .. } = &found.experiment;
            let (shape, examples) = (dataset.shape, dataset.examples.len());
            let together = course(&found.experiment, Policy::AllAtOnce, found.round);
            let singly = course(&found.experiment, Policy::OneAtATime, found.round);
            let [.., before, after] = together.as_slice() else {
                return Err(TestCaseError::fail("no round"));
            };
            let is_size = |g: &[&str]| {
                let one = if examples == 1 { "1 picture" } else { "" };
                let pictures =
                    g[0] == one || g[0] == format!("{examples} pictures") && examples > 1;
                pictures && counts(g[1], shape.width) && counts(g[2], shape.height)
            };
            let is_last = |g: &str| counts(g, found.round) && found.round > 1;
            let broken = |e: usize| Naive(before).outcome(e, &after.weights) == Outcome::Broken;
            let are_broken = |names: &str| {
                let lost: Vec<usize> = (0..examples).filter(|e| broken(*e)).collect();
                wanted == Wanted::BreaksMatched
                    && names == words::names(dataset, &lost)
                    && !lost.is_empty()
            };
            let get_worse = |g: &[&str]| {
                let naive = Naive(before);
                let moved =
                    (0..before.weights.len()).filter(|i| before.weights[*i] != after.weights[*i]);
                let worse =
                    naive.gain(naive.score(&before.weights), naive.score(&after.weights)) < 0.0;
                wanted == Wanted::PromisedLost
                    && counts(g[0], moved.count())
                    && worse
                    && tells(g[1], before)
                    && tells(g[2], after)
            };
            let wins = |g: &[&str]| {
                let (better, ahead, behind) = match wanted {
                    Wanted::OneAtATimeWins => ("one at a time", singly.last(), together.last()),
                    _ => ("all at once", together.last(), singly.last()),
                };
                let (Some(ahead), Some(behind)) = (ahead, behind) else { return false };
                g[2] == better
                    && tells(g[1], ahead)
                    && tells(g[3], behind)
                    && counts(g[0], found.round)
            };
            let rounds = |n: &str| {
                n == if found.round == 1 { "1 round" } else { "" }
                    || is_last(n.strip_suffix(" rounds").unwrap_or_default())
            };
            let plays = |g: &[&str]| {
                // "1 matches one at a time": the phrase, then the policy.
                let halves = |text: &str, policy: Policy| {
                    text.strip_suffix(policy.word()).map(|phrase| phrase.trim_end().to_owned())
                };
                let (better, worse) = match wanted {
                    Wanted::OneAtATimeWins => (Policy::OneAtATime, Policy::AllAtOnce),
                    Wanted::AllAtOnceWins => (Policy::AllAtOnce, Policy::OneAtATime),
                    _ => return false,
                };
                let (Some(good), Some(bad)) = (halves(g[1], better), halves(g[2], worse)) else {
                    return false;
                };
                let number = found.round.to_string();
                rounds(g[0]) && wins(&[&number, &good, better.word(), &bad])
            };
            let tried = usize::try_from(found.tried).expect("few");
            let forms: [Form; 11] = [
                ("The smallest there is: {} of {} x {} pixels.", &|g| {
                    found.proved_smallest && is_size(g)
                }),
                ("Found, but not proved smallest: {} of {} x {} pixels.", &|g| {
                    !found.proved_smallest && is_size(g)
                }),
                ("Play {} rounds: in round {} all at once loses {}.", &|g| {
                    is_last(g[0]) && is_last(g[1]) && are_broken(g[2])
                }),
                (
                    "Play {} rounds: in round {} each of {} changes alone makes the score better, all together make it worse: {} before, {} after.",
                    &|g| is_last(g[0]) && is_last(g[1]) && get_worse(&g[2..]),
                ),
                (
                    "Play 1 round: each of {} changes alone makes the score better, all together make it worse: {} before, {} after.",
                    &|g| found.round == 1 && get_worse(g),
                ),
                (
                    "Play {} rounds: after round {} all weights are back where they were {} rounds before.",
                    &|g| {
                        let then = |period: usize| &together[found.round - period].weights;
                        let flip_flop = |period| matches!(wanted, Wanted::FlipFlop { period: p } if p == period);
                        is_last(g[0])
                            && is_last(g[1])
                            && (2..=8).any(|period| {
                                counts(g[2], period)
                                    && flip_flop(period)
                                    && *then(period) == after.weights
                            })
                    },
                ),
                ("Play {} each way: {}, {}.", &plays),
                ("From then on {} is better for good.", &|g| {
                    g[0] == if wanted == Wanted::AllAtOnceWins {
                        "all at once"
                    } else {
                        "one at a time"
                    }
                }),
                ("{} datasets were tried, every smaller one among them.", &|g| {
                    counts(g[0], tried) && found.proved_smallest && tried > 1
                }),
                ("1 dataset was tried, every smaller one among them.", &|_| {
                    found.tried == 1 && found.proved_smallest
                }),
                ("{} datasets were tried, but not every smaller one.", &|g| {
                    counts(g[0], tried) && !found.proved_smallest
                }),
            ];
            prop_assert_eq!(told.sentences.len(), 2);
            holds(&told.text(), &forms)
        }
    }
}

#[test]
fn what_is_found_is_told_as_it_is() -> TestCaseResult {
    let goes_on = |_| ControlFlow::Continue(());
    let (mut found, mut unproved, mut none) = (0, 0, 0);
    for (wanted, _) in Wanted::NAMES {
        for match_rule in [MatchRule::Exact, MatchRule::Sign] {
            for (score, _) in Score::NAMES {
                for (step, every) in [(1.0, 600), (0.5, 300), (1.0, 20)] {
                    let settings =
                        Settings { match_rule, score: *score, step, ..Settings::default() };
                    let limits = SearchLimits { every, sampled: 1000 };
                    let search = search_within(limits, *wanted, &settings, goes_on);
                    let search = search.expect("nobody stops it");
                    match &search {
                        Search::Found(f) if f.proved_smallest => found += 1,
                        Search::Found(_) => unproved += 1,
                        Search::None { .. } => none += 1,
                    }
                    is_so(*wanted, &search)?;
                }
            }
        }
    }
    assert!(found > 50 && unproved > 5 && none > 50, "{found}, {unproved}, {none}");
    Ok(())
}

#[test]
fn where_a_search_is_and_what_was_found_is_called() {
    let at = |examples, tried| SearchProgress {
        shape: Shape { width: 2, height: 3 },
        examples,
        tried,
        share: 0.0,
    };
    assert_eq!(
        words::searching(&at(3, 120_000)),
        "3 pictures of 2 x 3 pixels; 120,000 datasets tried"
    );
    assert_eq!(words::searching(&at(1, 1)), "1 picture of 2 x 3 pixels; 1 dataset tried");
    assert_eq!(words::found_name(Wanted::FlipFlop { period: 3 }), "found-flip-flop-3.json");
    assert_eq!(words::found_name(Wanted::PromisedLost), "found-promised-lost.json");
}
