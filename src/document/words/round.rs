//! What a round did, in a few words for the log.

use super::{Term, count, number_word, picture};
use crate::engine::{Cause, Dataset, ExampleRecord, FlipFlop, MatchRule, Outcome, Played, Policy};

/// A few words on a round for the log, and whether they tell of something that went wrong.
#[must_use]
pub fn round_note(
    dataset: &Dataset,
    round: &Played,
    flip_flop: Option<&FlipFlop>,
) -> (String, bool) {
    let (note, wrong) = upshot(dataset, round, flip_flop);
    match round.chosen {
        Some(_) => (format!("by hand: {note}"), wrong),
        None => (note, wrong),
    }
}

fn upshot(dataset: &Dataset, round: &Played, flip_flop: Option<&FlipFlop>) -> (String, bool) {
    if let Some(flip_flop) = flip_flop {
        return (format!("flip-flop: as {} rounds ago", number_word(flip_flop.period)), true);
    }
    if round.is_stuck() {
        return ("stuck: no single step helps".to_owned(), true);
    }
    if round.after.matched == round.examples_total {
        let all = match round.examples_total {
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
    let unmatched = &round.unmatched;
    let told = match (unmatched.broken_together, &unmatched.one) {
        (0 | 1, Some((e, record))) => {
            format!("{} {}", dataset.title(*e), fate(dataset, round, *e, record))
        }
        (0, None) => {
            format!("{} do not match", count(round.examples_total - round.after.matched))
        }
        (many, _) => format!("{} broken together", count(many)),
    };
    (told, true)
}

fn fate(dataset: &Dataset, round: &Played, e: usize, record: &ExampleRecord) -> &'static str {
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
