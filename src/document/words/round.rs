//! What a round did, in a few words for the log.

use super::{Term, count, number_word, picture};
use crate::engine::{Cause, Dataset, Explanation, FlipFlop, MatchRule, Outcome, Policy, Round};

/// Above so many pictures the log counts those off their label instead of looking for those broken together.
const MOST_EXPLAINED: usize = 2_000;

/// A few words on a round for the log, and whether they tell of something that went wrong.
#[must_use]
pub fn round_note(
    dataset: &Dataset,
    round: &Round,
    flip_flop: Option<&FlipFlop>,
) -> (String, bool) {
    let (note, wrong) = upshot(dataset, round, flip_flop);
    match round.chosen {
        Some(_) => (format!("by hand: {note}"), wrong),
        None => (note, wrong),
    }
}

fn upshot(dataset: &Dataset, round: &Round, flip_flop: Option<&FlipFlop>) -> (String, bool) {
    if let Some(flip_flop) = flip_flop {
        return (format!("flip-flop: as {} rounds ago", number_word(flip_flop.period)), true);
    }
    if round.is_stuck() {
        return ("stuck: no single step helps".to_owned(), true);
    }
    if round.after.matched == round.examples.len() {
        let all = match round.examples.len() {
            0 => "no picture to match".to_owned(),
            1 => "the one picture matches".to_owned(),
            n => format!("all {} match", count(n)),
        };
        return (all, false);
    }
    if round.moved() == 0 && round.chosen.is_some() {
        return ("nothing moved".to_owned(), false);
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
            (format!("{} {}", dataset.title(*e), fate(dataset, round, *e)), true)
        }
        ([_, ..], _) => (format!("{} broken together", count(together.len())), true),
        ([], many) => (format!("{} do not match", count(many.len())), true),
    }
}

fn fate(dataset: &Dataset, round: &Round, e: usize) -> &'static str {
    let record = &round.examples[e];
    match (record.outcome, record.cause) {
        (Outcome::Broken, _) if round.settings.match_rule == MatchRule::Sign => "no longer matches",
        (Outcome::Broken, _) => picture::broken(record.before, dataset.examples[e].label),
        (_, Cause::Overshot) => "overshot",
        (_, Cause::FellShort) => "fell short",
        (_, Cause::PushedAway) => "was pushed away",
        (_, Cause::Unmoved) => "did not move",
        (_, Cause::OnTarget) => "does not match",
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

/// Where a run goes on another way: back at an earlier round of it, or at weights where it has never been.
#[must_use]
pub fn branch_note(back: Option<usize>, policy: Policy) -> String {
    let way = policy.word();
    match back {
        None => format!("new start: {way}"),
        Some(0) => format!("back to start: {way}"),
        Some(round) => format!("back to {}: {way}", count(round)),
    }
}
