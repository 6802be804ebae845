//! What some of a round's changes would do, in whatever order: a trial, and said to be one.

use super::{Told, amount, capital, changes, count, list, number_word, place, sum};
use crate::engine::{Arrangement, Dataset, Explanation, Round, WhatIf};

/// How many weights left out are named one by one.
const MOST_NAMED: usize = 2;

/// Where the trial stands, in one line.
#[must_use]
pub fn what_if_line(round: &Round, arrangement: &Arrangement) -> String {
    let (made, all) = (arrangement.made().len(), round.moved());
    format!("Trial: {} of {} changes. Nothing is applied.", count(made), count(all))
}

/// What example `e` comes to with only some of the changes, and how many match then.
#[must_use]
pub fn what_if(dataset: &Dataset, round: &Round, what_if: &WhatIf, e: usize) -> Told {
    let arrangement = &what_if.arrangement;
    let explanation = Explanation::of_round(dataset, round, e);
    let contribution = |weight: &usize| {
        let touching = explanation.touching.iter();
        touching.filter(|c| c.weight == *weight).map(|c| c.contribution).next()
    };
    let played = arrangement.order[..arrangement.played].iter();
    let made = played.filter(|weight| !arrangement.left_out.contains(weight));
    let parts: Vec<f64> = made.filter_map(contribution).collect();
    let matches = what_if.evaluation.matched(dataset, e);
    let sum = if parts.is_empty() {
        format!("stays at {}", amount(explanation.before))
    } else {
        sum(explanation.before, &parts)
    };
    let verdict = if matches { "it matches" } else { "it does not match" };
    let name = capital(&dataset.title(e));
    let colon = if parts.is_empty() { "" } else { ":" };
    let picture =
        format!("{name}{colon} {sum}. Its label is {}: {verdict}.", amount(explanation.label));
    let (now, real) = (what_if.evaluation.tally.matched, round.after.matched);
    let all = dataset.examples.len();
    let than = match now.cmp(&real) {
        std::cmp::Ordering::Less => "fewer than",
        std::cmp::Ordering::Equal => "as many as",
        std::cmp::Ordering::Greater => "more than",
    };
    let verb = if now == 1 { "matches" } else { "match" };
    let score = format!(
        "{} of {} {verb}, {than} with all {}: {}.",
        count(now),
        count(all),
        changes(round.moved()),
        count(real)
    );
    Told {
        headline: headline(dataset, arrangement),
        sentences: vec![picture, score],
        good: Some(matches),
    }
}

fn headline(dataset: &Dataset, arrangement: &Arrangement) -> String {
    let (all, played) = (arrangement.order.len(), arrangement.played);
    let left_out: Vec<usize> = arrangement.left_out.iter().copied().collect();
    let without = match left_out.len() {
        0 => String::new(),
        n if n <= MOST_NAMED => {
            let places: Vec<String> = left_out.iter().map(|w| place(dataset.shape, *w)).collect();
            format!("without {}", list(&places))
        }
        n => format!("without {} of the {} changes", number_word(n), number_word(all)),
    };
    match (played < all, without.as_str()) {
        (true, "") if played == 0 => "Trial: before any change.".to_owned(),
        (true, "") if played == 1 => format!("Trial: the first of {}.", changes(all)),
        (true, "") => {
            format!("Trial: the first {} of {}.", number_word(played), changes(all))
        }
        (true, without) => format!("Trial: {} of {all} played, {without}.", number_word(played)),
        (false, without) => format!("Trial: {without}."),
    }
}
