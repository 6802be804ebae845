//! The changes of a round one by one, and what a fair share of them is.

use super::{amount, brief, capital, count, list, number_word};
use crate::engine::{Dataset, Round, Score, Tally, Turns};

/// Up to so many changes the count after each is told.
const MOST_TOLD: usize = 12;

/// How many match after each change, of a [`path`](crate::engine::path).
#[must_use]
pub fn one_by_one(path: &[Tally]) -> String {
    let matched: Vec<usize> = path.iter().map(|tally| tally.matched).collect();
    match matched.as_slice() {
        [] | [_] => "No weight moved, so there is no order.".to_owned(),
        [from, to] => {
            format!("One change: {} matched before it, {} after.", count(*from), count(*to))
        }
        [_, after @ ..] if after.len() <= MOST_TOLD => {
            let counts: Vec<String> = after.iter().map(|n| count(*n)).collect();
            format!("One by one, {} match.", list(&counts).replace(" and ", " and at last "))
        }
        [from, .., to] => {
            let most = matched.iter().max().copied().unwrap_or_default();
            let at = matched.iter().position(|n| *n == most).unwrap_or_default();
            let at = if at == 0 { "at the start".to_owned() } else { after(at) };
            format!(
                "One by one, from {} at the start to {} at the end; the most, {}, match {at}.",
                count(*from),
                count(*to),
                count(most)
            )
        }
    }
}

/// When example `e` first matches on its way through the changes, and when it is lost again.
#[must_use]
pub fn turns(dataset: &Dataset, e: usize, turns: &Turns) -> String {
    let name = capital(&dataset.title(e));
    let changes = turns.matches.len().saturating_sub(1);
    let ends = turns.matches.last() == Some(&true);
    match (turns.first_match(), turns.lost_again()) {
        (None, _) if changes == 0 => format!("{name} does not match, and no weight moved."),
        (Some(_), _) if changes == 0 => format!("{name} matches, and no weight moved."),
        (None, _) => format!("{name} matches at no point on the way."),
        (Some(0), None) => format!("{name} matches from the start to the end."),
        (Some(first), None) => format!("{name} matches {}, to the end.", after(first)),
        (Some(first), Some(lost)) => {
            let first = if first == 0 { "at the start".to_owned() } else { after(first) };
            let again = if ends { ", and matches again at the end" } else { "" };
            format!(
                "{name} matches {first} and is lost at {}{again}.",
                the(lost).trim_end_matches(" change")
            )
        }
    }
}

/// What the Shapley value of a change is.
#[must_use]
pub fn fair_shares(round: &Round) -> String {
    let gain = match round.settings.score {
        Score::Matches => format!("the {}", amount(round.delivered)),
        Score::AbsoluteError | Score::SquaredError | Score::LogLoss => {
            format!("the gain of {}", brief(round.delivered))
        }
    };
    match round.moved() {
        0 => "No weight moved, so there is nothing to share.".to_owned(),
        1 => format!("There is one change: {gain} is all its own."),
        n => format!(
            "Each change's share of {gain}, averaged over every order in which the {} could have come.",
            number_word(n)
        ),
    }
}

/// "after the first change", "after change 13".
fn after(n: usize) -> String {
    format!("after {}", the(n))
}

fn the(n: usize) -> String {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let ordinal = n.checked_sub(1).and_then(|at| ORDINALS.get(at));
    ordinal
        .map_or_else(|| format!("change {}", count(n)), |ordinal| format!("the {ordinal} change"))
}
