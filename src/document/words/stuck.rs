//! Runs that go nowhere: why no single step helps, and what goes back and forth.

use super::{Told, amount, capital, count, list, number_word, place};
use crate::engine::{Dataset, FlipFlop, MatchRule, Round, Score, Shape};

/// Why a round is stuck; `None` where it is not.
#[must_use]
pub fn stuck(dataset: &Dataset, round: &Round) -> Option<Told> {
    if !round.is_stuck() {
        return None;
    }
    let score = round.settings.score;
    let gains =
        round.tests.iter().flat_map(|t| [t.up, t.down].map(|value| score.gain(t.stay, value)));
    let [mut same, mut worse, mut better] = [0; 3];
    for gain in gains {
        match gain {
            g if g > 0.0 => better += 1,
            g if g < 0.0 => worse += 1,
            _ => same += 1,
        }
    }
    let loses = if score == Score::Matches { "lose matches" } else { "make it worse" };
    let mut counts = Vec::new();
    if same > 0 {
        counts.push(format!(
            "{} test{} nothing",
            count(same),
            if same == 1 { " changes" } else { "s change" }
        ));
    }
    if worse > 0 {
        counts.push(format!("{} {loses}", count(worse)));
    }
    if better > 0 {
        counts.push(format!("{} gain equally up and down", count(better)));
    }
    let examples = round.examples.len();
    let mut sentences = vec![
        format!("{}.", counts.join(", ")),
        format!("No weight moves: {} of {examples} for ever.", round.after.matched),
    ];
    sentences.extend(out_of_reach(dataset, round));
    Some(Told { headline: "Stuck: no single step helps.".to_owned(), sentences, good: Some(false) })
}

/// What a flip-flop is, and which weights make it.
#[must_use]
pub fn flip_flop(shape: Shape, flip_flop: &FlipFlop) -> String {
    /// So many weights are named; of more they are counted.
    const MOST: usize = 4;
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
    let step_reach = |e: usize| {
        let pixels = dataset.examples[e].pixels.iter();
        round.settings.step * pixels.fold(0.0_f64, |most, x| most.max(x.abs()))
    };
    let residual = |e: usize| dataset.examples[e].label - round.examples[e].after;
    let far = |e: usize| residual(e).abs() > step_reach(e) + round.settings.tolerance;
    match missed.as_slice() {
        [e] if far(*e) => {
            let residual = residual(*e);
            let (way, takes) = if residual < 0.0 { ("down", "takes off") } else { ("up", "adds") };
            let most = step_reach(*e);
            let step = if most == 0.0 {
                "no pixel of it is on".to_owned()
            } else {
                format!("one step {takes} {}", amount(most))
            };
            Some(format!(
                "{} must come {way} by {}, and {step}.",
                capital(&dataset.title(*e)),
                amount(residual.abs())
            ))
        }
        [_, _, ..] if missed.iter().all(|e| far(*e)) => Some(format!(
            "All {} that miss are further off than one step reaches.",
            number_word(missed.len())
        )),
        _ => None,
    }
}
