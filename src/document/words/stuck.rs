//! Runs that go nowhere: why no single step helps, and what goes back and forth.

use super::{Told, amount, capital, count, list, number_word, place};
use crate::engine::{Dataset, FlipFlop, MatchRule, Round, Score, Shape};

/// Why a round is stuck; `None` where it is not.
#[must_use]
pub fn stuck(dataset: &Dataset, round: &Round) -> Option<Told> {
    if !round.is_stuck() {
        return None;
    }
    let examples = round.examples.len();
    let mut sentences = vec![
        counts(dataset, round),
        format!("No weight moves: {} of {} for ever.", count(round.after.matched), count(examples)),
    ];
    sentences.extend(out_of_reach(dataset, round));
    Some(Told { headline: "Stuck: no single step helps.".to_owned(), sentences, good: Some(false) })
}

/// "8 tests change nothing, 16 lose matches."
fn counts(dataset: &Dataset, round: &Round) -> String {
    let score = round.settings.score;
    let [mut nothing, mut same, mut worse, mut better] = [0; 4];
    for (weight, test) in round.tests.iter().enumerate() {
        for value in [test.up, test.down] {
            let whole = round.criterion.is_whole();
            match () {
                () if !dataset.lights(weight) => nothing += 1,
                () if score.beats(test.stay, value, whole) => worse += 1,
                () if score.beats(value, test.stay, whole) => better += 1,
                () => same += 1,
            }
        }
    }
    let (loses, lose) = match score {
        Score::Matches => ("loses matches", "lose matches"),
        Score::AbsoluteError | Score::SquaredError | Score::LogLoss => {
            ("makes it worse", "make it worse")
        }
    };
    let counted = [
        (nothing, "changes nothing", "change nothing"),
        (same, "leaves the score as it is", "leave the score as it is"),
        (worse, loses, lose),
        (better, "is better, but no better than its opposite", "are better, as much up as down"),
    ];
    let mut counted = counted.into_iter().filter(|(n, ..)| *n > 0);
    let of = |(n, one, many): (usize, &str, &str), noun: &str| {
        format!("{}{} {}", count(n), noun, if n == 1 { one } else { many })
    };
    let first = counted.next().map(|c| of(c, if c.0 == 1 { " test" } else { " tests" }));
    let parts: Vec<String> = first.into_iter().chain(counted.map(|c| of(c, ""))).collect();
    format!("{}.", parts.join(", "))
}

/// What a flip-flop is, and which weights make it.
#[must_use]
pub fn flip_flop(shape: Shape, flip_flop: &FlipFlop) -> String {
    /// So many weights are named; of more they are counted.
    const MOST: usize = 2;
    let weights = match flip_flop.weights.as_slice() {
        few if few.len() <= MOST => {
            list(&few.iter().map(|weight| place(shape, *weight)).collect::<Vec<_>>())
        }
        many => format!("{} weights", count(many.len())),
    };
    let goes = if flip_flop.weights.len() == 1 { "goes" } else { "go" };
    format!(
        "A flip-flop: all weights are back where they were {} rounds ago. {} {goes} back and forth for ever.",
        number_word(flip_flop.period),
        capital(&weights)
    )
}

/// "Cheery smile must come down by 2, and one step takes off 1."
fn out_of_reach(dataset: &Dataset, round: &Round) -> Option<String> {
    if round.settings.match_rule != MatchRule::Exact {
        return None;
    }
    let missed: Vec<usize> =
        (0..round.examples.len()).filter(|e| !round.examples[*e].matched_after).collect();
    let residual = |e: usize| dataset.examples[e].label - round.examples[e].after;
    // Within the tolerance it matches.
    let distance = |e: usize| residual(e).abs() - round.settings.tolerance;
    let far = |e: usize| {
        let reach = round.settings.step * brightest(dataset, e);
        distance(e) > reach && !round.criterion.equal(distance(e), reach, dataset.examples[e].label)
    };
    match missed.as_slice() {
        [e] if far(*e) => {
            let (way, takes) =
                if residual(*e) < 0.0 { ("down", "takes off") } else { ("up", "adds") };
            let least = if round.settings.tolerance > 0.0 { "at least " } else { "" };
            Some(format!(
                "{} must come {way} by {least}{}, and {}.",
                capital(&dataset.title(*e)),
                amount(distance(*e)),
                one_step(dataset, round, *e, takes)
            ))
        }
        [_, _] if missed.iter().all(|e| far(*e)) => {
            Some("Both that miss are further off than one step reaches.".to_owned())
        }
        [_, _, ..] if missed.iter().all(|e| far(*e)) => Some(format!(
            "All {} that miss are further off than one step reaches.",
            number_word(missed.len())
        )),
        _ => None,
    }
}

/// The largest pixel of a picture, whatever its sign.
fn brightest(dataset: &Dataset, e: usize) -> f64 {
    dataset.examples[e].pixels.iter().fold(0.0_f64, |most, x| most.max(x.abs()))
}

/// How far one step moves the output of a picture: "one step takes off 1".
fn one_step(dataset: &Dataset, round: &Round, e: usize, takes: &str) -> String {
    let most = brightest(dataset, e);
    if most == 0.0 {
        return "no pixel of it is on".to_owned();
    }
    let mut lit = dataset.examples[e].pixels.iter().filter(|x| **x != 0.0);
    let at_most = if lit.all(|x| x.abs() == most) { "" } else { "at most " };
    format!("one step {takes} {at_most}{}", amount(round.settings.step * most))
}
