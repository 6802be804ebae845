//! What some of a round's changes would do, in whatever order: a trial, and said to be one.

use std::cmp::Ordering;

use super::{
    Told, amount, apart, capital, changes, count, list, not_zero, number_word, place, sum,
};
use crate::engine::{Arrangement, Dataset, Explanation, Round, WhatIf};

/// How many weights left out are named one by one.
const MOST_NAMED: usize = 2;

/// Where the trial stands, in one line.
#[must_use]
pub fn what_if_line(round: &Round, arrangement: &Arrangement) -> String {
    let (made, all) = (arrangement.made().len(), round.moved());
    let noun = if all == 1 { "change" } else { "changes" };
    format!("Trial: {} of {} {noun}. The round stays as it is.", count(made), count(all))
}

/// What example `e` comes to with only some of the changes, and how many match then.
#[must_use]
pub fn what_if(dataset: &Dataset, round: &Round, what_if: &WhatIf, e: usize) -> Told {
    Told {
        headline: headline(dataset, &what_if.arrangement),
        sentences: vec![picture(dataset, round, what_if, e), score(round, what_if)],
        good: Some(what_if.evaluation.matched(dataset, e)),
    }
}

/// The same of all examples.
#[must_use]
pub fn what_if_all(dataset: &Dataset, round: &Round, what_if: &WhatIf) -> Told {
    Told {
        headline: headline(dataset, &what_if.arrangement),
        sentences: vec![score(round, what_if)],
        good: None,
    }
}

/// "Trial: the first five of six changes, without row 3, column 1."
fn headline(dataset: &Dataset, arrangement: &Arrangement) -> String {
    let (all, played) = (arrangement.order.len(), arrangement.played);
    let had_turn = &arrangement.order[..played];
    let left_out: Vec<usize> =
        arrangement.left_out.iter().copied().filter(|w| had_turn.contains(w)).collect();
    let some = match played {
        0 if all > 0 => return "Trial: before any change.".to_owned(),
        n if n == left_out.len() => return "Trial: nothing is changed.".to_owned(),
        n if n == all => whole(all),
        1 => format!("the first of {}", changes(all)),
        n => format!("the first {} of {}", number_word(n), changes(all)),
    };
    let places: Vec<String> = left_out.iter().map(|w| place(dataset.shape, *w)).collect();
    match (places.len(), played == all) {
        (0, _) => format!("Trial: {some}."),
        (1..=MOST_NAMED, true) => format!("Trial: without {}.", list(&places)),
        (1..=MOST_NAMED, false) => format!("Trial: {some}, without {}.", list(&places)),
        (n, true) => format!("Trial: without {} of the {}.", number_word(n), changes(all)),
        (n, false) => format!("Trial: {some}, without {} of them.", number_word(n)),
    }
}

/// "Smile: 0 + 1 + 1 = 2. Its label is 1: it does not match."
fn picture(dataset: &Dataset, round: &Round, what_if: &WhatIf, e: usize) -> String {
    let arrangement = &what_if.arrangement;
    let explanation = Explanation::of_round(dataset, round, e);
    let contribution = |weight: usize| {
        explanation.touching.iter().find(|c| c.weight == weight).map(|c| c.contribution)
    };
    let in_order = arrangement.order.iter().copied().filter(|weight| arrangement.makes(*weight));
    let parts: Vec<f64> = in_order.filter_map(contribution).collect();
    let name = capital(&dataset.title(e));
    let comes = if parts.is_empty() {
        format!("{name} stays at {}", amount(explanation.before))
    } else {
        format!("{name}: {}", sum(explanation.before, &parts))
    };
    let after = what_if.evaluation.outputs[e];
    let [output, label] = apart([after, explanation.label]);
    // Where four places would make them look the same, more of the output are told with the label.
    let closely = amount(after) == amount(explanation.label) && output != label;
    let label = not_zero(explanation.label, label);
    let output = if closely { format!(" and its output {output}") } else { String::new() };
    let verdict =
        if what_if.evaluation.matched(dataset, e) { "it matches" } else { "it does not match" };
    format!("{comes}. Its label is {label}{output}: {verdict}.")
}

/// "2 of 4 match, fewer than with all six changes: 3."
fn score(round: &Round, what_if: &WhatIf) -> String {
    let (now, real) = (what_if.evaluation.tally.matched, round.after.matched);
    let all = match round.moved() {
        0 => "in the round".to_owned(),
        n => format!("with {}", whole(n)),
    };
    let than = match now.cmp(&real) {
        Ordering::Less => format!("fewer than {all}: {}", count(real)),
        Ordering::Equal => format!("as many as {all}"),
        Ordering::Greater => format!("more than {all}: {}", count(real)),
    };
    let verb = if now == 1 { "matches" } else { "match" };
    format!("{} of {} {verb}, {than}.", count(now), count(round.examples.len()))
}

/// "all six changes".
fn whole(all: usize) -> String {
    match all {
        1 => "the one change".to_owned(),
        2 => "both changes".to_owned(),
        n => format!("all {}", changes(n)),
    }
}
