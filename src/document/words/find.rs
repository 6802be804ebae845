//! The search for the smallest dataset in which something happens: what for, how far it has come, what it came to.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{Term, Told, apart, changes, count, names, number_word, plural, scored};
use crate::engine::{
    Experiment, Found, Named, Outcome, Policy, Round, Score, Search, SearchProgress, Settings,
    Shape, Tally, Wanted, train,
};

impl Term for Wanted {
    fn word(self) -> &'static str {
        match self {
            Self::BreaksMatched => "All at once loses a picture that matched",
            Self::OneAtATimeWins => "One at a time ends better than all at once",
            Self::AllAtOnceWins => "All at once ends better than one at a time",
            Self::PromisedLost => "Every change alone makes it better, together they make it worse",
            Self::FlipFlop { .. } => "All at once goes round for ever: a flip-flop of period",
        }
    }

    fn term(self) -> &'static str {
        match self {
            Self::BreaksMatched => "A picture that matched before a round does not match after it.",
            Self::OneAtATimeWins => {
                "From some round on, and for good, one at a time has the better score (Gauss-Seidel against Jacobi)."
            }
            Self::AllAtOnceWins => {
                "From some round on, and for good, all at once has the better score (Jacobi against Gauss-Seidel)."
            }
            Self::PromisedLost => {
                "In some round each change alone makes the score better, and all together make it worse."
            }
            Self::FlipFlop { .. } => {
                "All weights return to where they were so many rounds ago (a cycle of that length)."
            }
        }
    }
}

/// What a document is called that was searched for.
#[must_use]
pub fn found_name(wanted: Wanted) -> String {
    format!("found-{}.json", wanted.name())
}

/// Where a search is: "3 pictures of 2 x 2 pixels; 120,000 datasets tried".
#[must_use]
pub fn searching(progress: &SearchProgress) -> String {
    let SearchProgress { shape, examples, tried, .. } = progress;
    format!("{}; {} tried", pictures(*examples, *shape), datasets(*tried))
}

/// What a search came to, and where to look.
#[must_use]
pub fn found(wanted: Wanted, search: &Search) -> Told {
    let (headline, sentences) = match search {
        Search::Found(found) => {
            let dataset = &found.experiment.dataset;
            let size = pictures(dataset.examples.len(), dataset.shape);
            let headline = if found.proved_smallest {
                format!("The smallest there is: {size}.")
            } else {
                format!("Found, but not proved smallest: {size}.")
            };
            (headline, vec![happens(wanted, found), tried(found)])
        }
        Search::None { tried, up_to } => (
            format!(
                "None in any dataset of up to {}, all pictures together.",
                plural(*up_to, "pixel")
            ),
            vec![
                "Nor in the larger ones that were tried, some of them drawn at random.".to_owned(),
                format!("{} were tried in all.", datasets(*tried)),
            ],
        ),
    };
    Told { headline, sentences, good: None }
}

/// "3 pictures of 1 x 3 pixels".
fn pictures(examples: usize, shape: Shape) -> String {
    format!("{} of {} x {} pixels", plural(examples, "picture"), shape.width, shape.height)
}

/// "120,000 datasets".
fn datasets(n: u64) -> String {
    plural(usize::try_from(n).unwrap_or(usize::MAX), "dataset")
}

/// Of how many datasets it is the smallest.
fn tried(found: &Found) -> String {
    let were = if found.tried == 1 { "was" } else { "were" };
    let smaller = if found.proved_smallest {
        "every smaller one among them"
    } else {
        "but not every smaller one"
    };
    format!("{} {were} tried, {smaller}.", datasets(found.tried))
}

/// What to do to see it, and what is seen then.
#[must_use]
pub fn happens(wanted: Wanted, found: &Found) -> String {
    let Found { experiment, round: number, .. } = found;
    let rounds = plural(*number, "round");
    let in_round = match number {
        1 => String::new(),
        n => format!("in round {} ", count(*n)),
    };
    let last = || play(experiment, Policy::AllAtOnce, *number);
    let sight = match wanted {
        Wanted::BreaksMatched => last().map(|round| {
            let broken: Vec<usize> = (0..round.examples.len())
                .filter(|e| round.examples[*e].outcome == Outcome::Broken)
                .collect();
            format!("{in_round}all at once loses {}", names(&experiment.dataset, &broken))
        }),
        Wanted::PromisedLost => last().map(|round| {
            let [before, after] =
                scores(&experiment.settings, [round.before, round.after]);
            format!(
                "{in_round}each of {} alone makes the score better, all together make it worse: {before} before, {after} after",
                changes(round.moved())
            )
        }),
        Wanted::FlipFlop { period } => Some(format!(
            "after round {} all weights are back where they were {} rounds before",
            count(*number),
            number_word(period)
        )),
        Wanted::OneAtATimeWins => return wins(found, Policy::OneAtATime, Policy::AllAtOnce),
        Wanted::AllAtOnceWins => return wins(found, Policy::AllAtOnce, Policy::OneAtATime),
    };
    match sight {
        Some(sight) => format!("Play {rounds}: {sight}."),
        None => format!("Play {rounds}."),
    }
}

/// Which of two policies is ahead for good, and from when on.
fn wins(found: &Found, better: Policy, worse: Policy) -> String {
    let Found { experiment, round, .. } = found;
    let both = [better, worse].map(|policy| play(experiment, policy, *round));
    let [Some(good), Some(bad)] = both else {
        return String::new();
    };
    let [good, bad] = scores(&experiment.settings, [good.after, bad.after]);
    let (better, worse) = (better.word(), worse.word());
    format!(
        "Play {} each way: {good} {better}, {bad} {worse}. From then on {better} is better for good.",
        plural(*round, "round")
    )
}

/// The last of so many rounds under a policy.
fn play(experiment: &Experiment, policy: Policy, rounds: usize) -> Option<Arc<Round>> {
    let settings = Settings { policy, ..experiment.settings };
    let mut last = None;
    train(Experiment { settings, ..experiment.clone() }, 1, rounds, |step| {
        if step.played.number == rounds {
            last = Some(Arc::clone(step.round()));
        }
        ControlFlow::Continue(())
    });
    last
}

/// Two scores as phrases that tell them apart.
fn scores(settings: &Settings, tallies: [Tally; 2]) -> [String; 2] {
    let score = settings.score;
    let values = tallies.map(|tally| tally.score(score));
    match score {
        Score::Matches => values.map(|value| scored(score, value)),
        _ => apart(values).map(|value| format!("{} {value}", score.word())),
    }
}
