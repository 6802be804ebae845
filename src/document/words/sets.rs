//! The smallest sets of changes that break a picture, and those whose absence repairs it.

use super::{capital, count, list, names, number_word, place, plural};
use crate::engine::{Dataset, Explanation, Round, Shape, SmallestSets, Without};

/// So many weights of a set are named; of more they are counted.
const MOST_PLACES: usize = 4;

/// The fewest changes that break example `e` together, as `sets` found them.
#[must_use]
pub fn breaking(dataset: &Dataset, round: &Round, e: usize, sets: &SmallestSets) -> String {
    let of = Explanation::of_round(dataset, round, e);
    let touching = of.touching.len();
    let can_break = if of.matched_before { touching } else { of.alone_matching() };
    let (size, sets, all) = match sets {
        SmallestSets::TooMany => return too_many(touching),
        SmallestSets::Found { size, sets, count } => (*size, sets, *count),
        SmallestSets::NotNeeded | SmallestSets::NoneExists => {
            return match (touching, of.matched_before, can_break) {
                (0, ..) => "No breaking set: nothing that moved touches it.".to_owned(),
                (1, true, _) => "No breaking set: its one change does not break it.".to_owned(),
                (_, true, _) => {
                    "No breaking set: none of its changes breaks it, alone or together.".to_owned()
                }
                (1, false, 0) => "No breaking set: its one change does not match it.".to_owned(),
                (_, false, 0) => {
                    "No breaking set: none of its changes matches it alone.".to_owned()
                }
                (1, false, _) => "No breaking set: its one change matches it.".to_owned(),
                (_, false, 1) => {
                    "No breaking set: only one of its changes matches it alone.".to_owned()
                }
                (_, false, _) => format!(
                    "No breaking set: {} of its changes match it alone, and any of them together do so too.",
                    number_word(can_break)
                ),
            };
        }
    };
    let any = all > 1 && all == choices(can_break, size);
    let of_what = if can_break == touching {
        format!("its {} changes", count(touching))
    } else {
        format!("the {} changes that match it alone", count(can_break))
    };
    let who = match size {
        1 if any => format!("any one of {of_what}"),
        _ if any => format!("any {size} of {of_what} together"),
        1 => format!("{} alone", places(dataset.shape, &sets[0])),
        _ if size > MOST_PLACES => format!("{size} of {of_what} together"),
        _ => format!("{} together", places(dataset.shape, &sets[0])),
    };
    let such = if any { String::new() } else { such(size, all) };
    if of.matched_after {
        // Others made up for them.
        return format!("Without the others, {who} would break it{such}.");
    }
    let already = if any || size == touching { "" } else { "already " };
    let breaks = if size == 1 { "breaks" } else { "break" };
    capital(&format!("{who} {already}{breaks} it{such}."))
}

/// The fewest changes to withhold from the round so that example `e` matches, as `sets` found them, and what
/// the one of them numbered `shown`, from 0, costs other pictures.
#[must_use]
pub fn repair(
    dataset: &Dataset,
    round: &Round,
    e: usize,
    sets: &SmallestSets,
    shown: usize,
) -> Vec<String> {
    let touching = Explanation::of_round(dataset, round, e).touching.len();
    let (size, sets, all) = match sets {
        SmallestSets::NotNeeded => return vec!["No repair needed: it matches.".to_owned()],
        SmallestSets::TooMany => return vec![too_many(touching)],
        SmallestSets::NoneExists => {
            return vec![match touching {
                0 => "No repair: nothing that moved touches it.".to_owned(),
                1 => "No repair: without its one change it still does not match.".to_owned(),
                _ => "No repair: whichever of its changes are withheld, it still does not match."
                    .to_owned(),
            }];
        }
        SmallestSets::Found { size, sets, count } => (*size, sets, *count),
    };
    let told = if all > 1 && all == choices(touching, size) {
        let some = if size == 1 { "one".to_owned() } else { size.to_string() };
        format!("Withhold any {some} of the {} and it matches.", count(touching))
    } else if size > MOST_PLACES {
        let such = such(size, all);
        format!("Without {size} of its {} changes it matches{such}.", count(touching))
    } else {
        format!("Without {} it matches{}.", places(dataset.shape, &sets[0]), such(size, all))
    };
    vec![told, cost(dataset, round, e, sets, all, shown)]
}

/// "That costs smile and frown: 2 of 4 match."
fn cost(
    dataset: &Dataset,
    round: &Round,
    e: usize,
    sets: &[Vec<usize>],
    all: usize,
    shown: usize,
) -> String {
    let withheld = &sets[shown.min(sets.len() - 1)];
    let without = Without::of(dataset, round, withheld);
    let subject = match all {
        1 => "That".to_owned(),
        _ if withheld.len() > MOST_PLACES && shown == 0 => "The first of these sets".to_owned(),
        _ if withheld.len() > MOST_PLACES => format!("Set {} of these", count(shown + 1)),
        _ => format!("Withholding {}", places(dataset.shape, withheld)),
    };
    let costs = match without.lost.as_slice() {
        [] => "no other picture".to_owned(),
        lost => names(dataset, lost),
    };
    let others: Vec<usize> = without.gained.iter().copied().filter(|other| *other != e).collect();
    let mends = match others.as_slice() {
        [] => String::new(),
        others => format!(" and also mends {}", names(dataset, others)),
    };
    let matched = without.tally.matched;
    format!(
        "{subject} costs {costs}{mends}: {} of {} {}.",
        count(matched),
        count(round.examples.len()),
        if matched == 1 { "matches" } else { "match" }
    )
}

fn too_many(touching: usize) -> String {
    format!("{} touch it: too many to try every set of them.", plural(touching, "change"))
}

fn places(shape: Shape, weights: &[usize]) -> String {
    list(&weights.iter().map(|weight| place(shape, *weight)).collect::<Vec<_>>())
}

/// ", one of 3 such pairs", where there are several.
fn such(size: usize, all: usize) -> String {
    let what = match size {
        _ if all == 1 => return String::new(),
        1 => "changes",
        2 => "pairs",
        _ => "sets",
    };
    format!(", one of {} such {what}", count(all))
}

/// How many sets of `size` there are of `n`.
fn choices(n: usize, size: usize) -> usize {
    (0..size).fold(1, |choices, i| choices * (n - i) / (i + 1))
}
