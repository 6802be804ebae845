//! What is said of a search, against what was found played the long way.

use std::ops::ControlFlow;

use jointly::document::words::{self, Term};
use jointly::engine::{
    Experiment, Found, MatchRule, Named, Outcome, Policy, Score, Search, SearchLimits,
    SearchProgress, Settings, Shape, Wanted, search_within,
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
        course.push(Experiment { weights: Naive(now).weights_after(&[]).into(), ..now.clone() });
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

/// What was found, with the rounds up to where it happens, all at once and one at a time.
struct Sight<'a> {
    wanted: Wanted,
    found: &'a Found,
    together: Vec<Experiment>,
    singly: Vec<Experiment>,
}

impl<'a> Sight<'a> {
    fn of(wanted: Wanted, found: &'a Found) -> Self {
        let [together, singly] = [Policy::AllAtOnce, Policy::OneAtATime]
            .map(|policy| course(&found.experiment, policy, found.round));
        Self { wanted, found, together, singly }
    }

    /// The experiment before the last round and after it.
    fn last_round(&self) -> (&Experiment, &Experiment) {
        (&self.together[self.found.round - 1], &self.together[self.found.round])
    }

    /// "3 pictures", "1", "3" of 3 pictures of 1 x 3 pixels.
    fn is_size(&self, g: &[&str]) -> bool {
        let dataset = &self.found.experiment.dataset;
        let pictures = match dataset.examples.len() {
            1 => g[0] == "1 picture",
            n => g[0].strip_suffix(" pictures").is_some_and(|shown| counts(shown, n)),
        };
        pictures && counts(g[1], dataset.shape.width) && counts(g[2], dataset.shape.height)
    }

    fn is_last(&self, shown: &str) -> bool {
        self.found.round > 1 && counts(shown, self.found.round)
    }

    fn are_lost(&self, names: &str) -> bool {
        let (before, after) = self.last_round();
        let broken = |e: &usize| Naive(before).outcome(*e, &after.weights) == Outcome::Broken;
        let lost: Vec<usize> = (0..before.dataset.examples.len()).filter(broken).collect();
        let is_wanted = self.wanted == Wanted::BreaksMatched && !lost.is_empty();
        is_wanted && names == words::names(&before.dataset, &lost)
    }

    /// How many changes make it better alone, and the scores before and after all of them.
    fn is_made_worse(&self, g: &[&str]) -> bool {
        let (before, after) = self.last_round();
        let naive = Naive(before);
        let moved = before.weights.iter().zip(&after.weights).filter(|(a, b)| a != b).count();
        let alone = naive.tests().iter().filter(|test| naive.promise(test) > 0.0).count();
        let gain = naive.gain(naive.score(&before.weights), naive.score(&after.weights));
        let is_wanted = self.wanted == Wanted::PromisedLost && gain < 0.0 && alone == moved;
        is_wanted && counts(g[0], moved) && tells(g[1], before) && tells(g[2], after)
    }

    fn has_returned(&self, period: &str) -> bool {
        let Wanted::FlipFlop { period: wanted } = self.wanted else { return false };
        let then = &self.together[self.found.round - wanted];
        counts(period, wanted) && then.weights == self.last_round().1.weights
    }

    /// "2 match one at a time", "1 matches all at once".
    fn is_ahead(&self, g: &[&str]) -> bool {
        let both = [(&self.singly, Policy::OneAtATime), (&self.together, Policy::AllAtOnce)];
        let [better, worse] = match self.wanted {
            Wanted::OneAtATimeWins => both,
            Wanted::AllAtOnceWins => [both[1], both[0]],
            _ => return false,
        };
        let rounds = match self.found.round {
            1 => g[0] == "1 round",
            _ => g[0].strip_suffix(" rounds").is_some_and(|n| self.is_last(n)),
        };
        let says = |shown: &str, (course, policy): (&Vec<Experiment>, Policy)| {
            let phrase = shown.strip_suffix(policy.word()).map(str::trim_end);
            phrase.is_some_and(|phrase| tells(phrase, &course[self.found.round]))
        };
        rounds && says(g[1], better) && says(g[2], worse)
    }

    fn is_told(&self, text: &str) -> TestCaseResult {
        let Found { proved_smallest: proved, tried, .. } = *self.found;
        let tried = usize::try_from(tried).expect("few");
        let better = match self.wanted {
            Wanted::AllAtOnceWins => "all at once",
            _ => "one at a time",
        };
        let last = |g: &[&str]| self.is_last(g[0]) && self.is_last(g[1]);
        let forms: [Form; 11] = [
            ("The smallest there is: {} of {} x {} pixels.", &|g| proved && self.is_size(g)),
            ("Found, but not proved smallest: {} of {} x {} pixels.", &|g| {
                !proved && self.is_size(g)
            }),
            ("Play {} rounds: in round {} all at once loses {}.", &|g| {
                last(g) && self.are_lost(g[2])
            }),
            (
                "Play {} rounds: in round {} each of {} changes alone makes the score better, all together make it \
                 worse: {} before, {} after.",
                &|g| last(g) && self.is_made_worse(&g[2..]),
            ),
            (
                "Play 1 round: each of {} changes alone makes the score better, all together make it worse: {} before, \
                 {} after.",
                &|g| self.found.round == 1 && self.is_made_worse(g),
            ),
            (
                "Play {} rounds: after round {} all weights are back where they were {} rounds before.",
                &|g| last(g) && self.has_returned(g[2]),
            ),
            ("Play {} each way: {}, {}.", &|g| self.is_ahead(g)),
            ("From then on {} is better for good.", &|g| g[0] == better),
            ("1 dataset was tried, every smaller one among them.", &|_| tried == 1 && proved),
            ("{} datasets were tried, every smaller one among them.", &|g| {
                counts(g[0], tried) && tried > 1 && proved
            }),
            ("{} datasets were tried, but not every smaller one.", &|g| {
                counts(g[0], tried) && !proved
            }),
        ];
        holds(text, &forms)
    }
}

/// What is said where nothing was found.
fn is_told_of_none(text: &str, tried: u64, up_to: usize) -> TestCaseResult {
    let forms: [Form; 4] = [
        ("None in any dataset of up to {} pixels, all pictures together.", &|g| {
            counts(g[0], up_to) && up_to != 1
        }),
        ("None in any dataset of up to 1 pixel, all pictures together.", &|_| up_to == 1),
        ("Nor in the larger ones that were tried, some of them drawn at random.", &|_| true),
        ("{} datasets were tried in all.", &|g| {
            counts(g[0], usize::try_from(tried).expect("few")) && tried > 1
        }),
    ];
    holds(text, &forms)
}

fn is_so(wanted: Wanted, search: &Search) -> TestCaseResult {
    let told = words::found(wanted, search);
    is_english(&told.text())?;
    match search {
        Search::None { tried, up_to } => {
            prop_assert_eq!(told.sentences.len(), 2);
            is_told_of_none(&told.text(), *tried, *up_to)
        }
        Search::Found(found) => {
            prop_assert_eq!(told.sentences.len(), 2);
            Sight::of(wanted, found).is_told(&told.text())
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
                for (step, every) in [(1.0, 600), (0.5, 20)] {
                    let settings =
                        Settings { match_rule, score: *score, step, ..Settings::default() };
                    let limits = SearchLimits { every, sampled: 500 };
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
    assert!(found > 50 && unproved > 5 && none > 40, "{found}, {unproved}, {none}");
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
