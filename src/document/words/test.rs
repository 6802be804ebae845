//! What a weight test shows, while it is going on and when it is finished.

use super::{Told, amount, apart, apart_exact, capital, names, place, scored};
use crate::engine::{Dataset, Direction, Evaluation, Score, Settings, WeightTest};

/// Above so many pictures they are counted instead of named.
const MOST_NAMED: usize = 12;

/// One weight alone moved by `change`: what every picture makes of it.
///
/// `weights` are those before, `before` and `now` the outputs there and with the change.
#[must_use]
pub fn trial(
    dataset: &Dataset,
    settings: &Settings,
    weights: &[f64],
    (before, now): (&Evaluation, &Evaluation),
    weight: usize,
    change: f64,
) -> Told {
    let place = capital(&place(dataset.shape, weight));
    let [from, to] = apart_exact([weights[weight], weights[weight] + change]);
    let headline = match change {
        c if c > 0.0 => format!("{place} is raised alone: {from} → {to}."),
        c if c < 0.0 => format!("{place} is lowered alone: {from} → {to}."),
        _ => format!("{place} is back at {from}. Next it is lowered."),
    };
    if change == 0.0 {
        return Told {
            headline,
            sentences: vec!["All outputs are back where they were.".to_owned()],
            good: None,
        };
    }
    let mut sentences = effects(dataset, before, now, weight);
    sentences.push(format!("{}.", score_sentence(settings.score, now.tally.score(settings.score))));
    sentences.push(if change > 0.0 {
        format!("Next it is put back to {from}, then lowered.")
    } else if before.test(dataset, settings, weight).direction == Direction::Leave {
        format!("Next it is put back to {from}, and left there.")
    } else {
        format!("Next it is put back to {from}, and the better way is noted.")
    });
    Told { headline, sentences, good: None }
}

fn score_sentence(score: Score, value: f64) -> String {
    match score {
        Score::Matches => format!("Score {}", amount(value)),
        Score::AbsoluteError | Score::SquaredError | Score::LogLoss => {
            capital(&scored(score, value))
        }
    }
}

/// "Smile and cheery smile match; frown moves the wrong way." and who has no pixel there.
fn effects(dataset: &Dataset, before: &Evaluation, now: &Evaluation, weight: usize) -> Vec<String> {
    let [mut matching, mut lost, mut closer, mut wrong, mut past, mut as_far, mut still] =
        [const { Vec::new() }; 7];
    for (e, example) in dataset.examples.iter().enumerate() {
        let (was, is, label) = (before.outputs[e], now.outputs[e], example.label);
        let closer_than = |a, b| now.criterion.closer(a, b, label);
        let group = match (before.matched(dataset, e), now.matched(dataset, e)) {
            _ if example.pixels[weight] == 0.0 => &mut still,
            (_, true) => &mut matching,
            (true, false) => &mut lost,
            (false, false) if closer_than(is, was) => &mut closer,
            (false, false) if !closer_than(was, is) => &mut as_far,
            (false, false) if (was - label) * (is - label) < 0.0 => &mut past,
            (false, false) => &mut wrong,
        };
        group.push(e);
    }
    let who = |examples: &[usize]| {
        if dataset.examples.len() > MOST_NAMED {
            super::plural(examples.len(), "picture")
        } else {
            names(dataset, examples)
        }
    };
    let clause = |examples: &[usize], one: &str, many: &str| {
        (!examples.is_empty())
            .then(|| format!("{} {}", who(examples), if examples.len() == 1 { one } else { many }))
    };
    let clauses: Vec<String> = [
        clause(&matching, "matches", "match"),
        clause(&lost, "no longer matches", "no longer match"),
        clause(&closer, "comes closer", "come closer"),
        clause(&wrong, "moves the wrong way", "move the wrong way"),
        clause(&past, "overshoots", "overshoot"),
        clause(
            &as_far,
            "jumps to the other side of its label",
            "jump to the other side of their labels",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut sentences = Vec::new();
    if !clauses.is_empty() {
        sentences.push(capital(&format!("{}.", clauses.join("; "))));
    }
    if clauses.is_empty() {
        sentences.push("No picture has a pixel on there, so no output moves.".to_owned());
    } else if let Some(clause) = clause(&still, "has no pixel on there", "have no pixel on there") {
        sentences.push(capital(&format!("{clause}.")));
    }
    sentences
}

/// A finished test in one sentence: "Up 2, stay 0, down 1: raise."
///
/// `lit` says whether the weight's pixel is on in any picture.
#[must_use]
pub fn finding(test: &WeightTest, settings: &Settings, lit: bool) -> String {
    if !lit {
        return "That pixel is off in every picture: nothing can change. Leave it.".to_owned();
    }
    let [up, stay, down] = apart([test.up, test.stay, test.down]);
    let scores = format!("Up {up}, stay {stay}, down {down}");
    let worse = |value| settings.score.beats(test.stay, value, false);
    match test.direction {
        Direction::Raise => format!("{scores}: raise."),
        Direction::Lower => format!("{scores}: lower."),
        Direction::Leave if test.is_tie(settings) => {
            format!("Up {up}, down {down}: a tie. Leave it.")
        }
        Direction::Leave if worse(test.up) && worse(test.down) => {
            format!("{scores}: either way is worse. Leave it.")
        }
        Direction::Leave => format!("{scores}: neither way is better than staying. Leave it."),
    }
}

/// What a finished test notes, in a word or two.
#[must_use]
pub fn direction(test: &WeightTest, settings: &Settings) -> &'static str {
    match test.direction {
        Direction::Raise => "raise",
        Direction::Lower => "lower",
        Direction::Leave if test.is_tie(settings) => "tie: leave",
        Direction::Leave => "leave",
    }
}
