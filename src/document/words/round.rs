//! What a round did, for the log and for all pictures.

use super::{Told, amount, brief, count, number_word};
use crate::engine::{
    AloneTable, Cause, Dataset, ExampleRecord, Explanation, FlipFlop, Outcome, Round, Score,
};

/// Above so many pictures the log counts those off their label instead of looking for those broken together.
const MOST_EXPLAINED: usize = 2_000;

/// A few words on a round for the log, and whether they tell of something that went wrong.
#[must_use]
pub fn round_note(
    dataset: &Dataset,
    round: &Round,
    flip_flop: Option<&FlipFlop>,
) -> (String, bool) {
    if let Some(flip_flop) = flip_flop {
        return (
            format!("flip-flop: the weights of {} rounds ago", number_word(flip_flop.period)),
            true,
        );
    }
    if round.is_stuck() {
        return ("stuck: no single step helps".to_owned(), true);
    }
    if round.after.matched == round.examples.len() {
        return (format!("all {} match", round.examples.len()), false);
    }
    if round.moved() == 0 {
        return ("nothing moved: every size tried was worse than staying".to_owned(), true);
    }
    let small = round.examples.len() <= MOST_EXPLAINED;
    let together: Vec<usize> = (0..round.examples.len())
        .filter(|e| small && !round.examples[*e].matched_after)
        .filter(|e| Explanation::of_round(dataset, round, *e).broken_together())
        .collect();
    let missed: Vec<usize> =
        (0..round.examples.len()).filter(|e| !round.examples[*e].matched_after).collect();
    match (together.as_slice(), missed.as_slice()) {
        ([e], _) | ([], [e]) => {
            (format!("{} {}", dataset.title(*e), fate(&round.examples[*e])), true)
        }
        ([_, ..], _) => (format!("{} broken together", count(together.len())), true),
        ([], many) => (format!("{} do not match", count(many.len())), true),
    }
}

fn fate(record: &ExampleRecord) -> &'static str {
    match (record.outcome, record.cause) {
        (_, Cause::Overshot) if record.outcome != Outcome::Broken => "overshot",
        (Outcome::Broken, _) => "was moved off its label",
        (_, Cause::FellShort) => "fell short",
        (_, Cause::PushedAway) => "was pushed away",
        (_, Cause::Unmoved) => "did not move",
        _ => "does not match",
    }
}

/// A few words on where a run starts.
#[must_use]
pub fn start_note(edit: Option<&str>, from_zero: bool) -> String {
    match (edit, from_zero) {
        (None, true) => "start: all weights 0".to_owned(),
        (None, false) => "start".to_owned(),
        (Some(edit), _) => format!("new start: {edit}"),
    }
}

/// Each change alone, added up, against all together: the point of the table.
#[must_use]
pub fn all_pictures(round: &Round, table: &AloneTable) -> Told {
    let score = round.settings.score;
    let (singles, together) = (table.singles, round.delivered);
    let headline = match (round.moved(), score) {
        (0, _) => "No weight moved, so there is nothing to add up.".to_owned(),
        (1, _) => format!("One change: {} alone, and together.", gain(score, together)),
        (_, Score::Matches) => {
            format!("{} alone, added up. {} together.", gain(score, singles), amount(together))
        }
        (_, _) => format!("{} alone, added up. {} together.", gain(score, singles), less(together)),
    };
    let mut sentences = Vec::new();
    match score {
        _ if round.moved() < 2 => {}
        Score::Matches => {
            let ticks: Vec<f64> = (0..round.examples.len()).map(|e| table.of_example(e)).collect();
            if ticks.len() <= 6 {
                let from = ticks.first().copied().unwrap_or_default();
                let parts = super::sum(from, ticks.get(1..).unwrap_or_default());
                sentences.push(format!(
                    "Each alone, added up: {parts} matches. Together: {}.",
                    amount(together)
                ));
            }
            sentences.push(match singles.total_cmp(&together) {
                std::cmp::Ordering::Equal => "Here nothing got in each other's way.".to_owned(),
                std::cmp::Ordering::Greater => "A picture can match only once.".to_owned(),
                std::cmp::Ordering::Less => "Some pictures needed more than one change.".to_owned(),
            });
        }
        Score::AbsoluteError | Score::SquaredError => sentences.push(if singles > together {
            "Past the label, more is worse: the gains do not add up.".to_owned()
        } else {
            "The gains add up, and none is lost.".to_owned()
        }),
    }
    Told { headline, sentences, good: None }
}

fn gain(score: Score, value: f64) -> String {
    match score {
        Score::Matches if value == 1.0 => "1 match".to_owned(),
        Score::Matches => format!("{} matches", amount(value)),
        Score::AbsoluteError => format!("Total off by: {}", less(value)),
        Score::SquaredError => format!("Squared error: {}", less(value)),
    }
}

/// "892 less", "3 more": what a gain makes of an error.
fn less(gain: f64) -> String {
    let size = brief(gain.abs());
    if gain < 0.0 { format!("{size} more") } else { format!("{size} less") }
}
