//! One line on where the round stands.

use super::{amount, apart_exact, count, exact, finding, number_word, plural, scored};
use crate::document::{Document, Stage, Sweep};
use crate::engine::{Direction, Played, Policy};

/// Where the document's round stands, in one line.
#[must_use]
pub fn stage_line(document: &Document) -> String {
    let examples = document.experiment().dataset.examples.len();
    match document.stage() {
        _ if examples == 0 => "There is no picture to test with.".to_owned(),
        Stage::Before => before(document),
        Stage::Testing => testing(document),
        Stage::Tested => tested(document),
        Stage::Applied(round) => applied(&round),
    }
}

/// The same while numbers are covered, and are not to be told.
#[must_use]
pub fn covered_line(document: &Document) -> String {
    let (tested, weights) = (document.tested(), document.experiment().weights.len());
    match document.stage() {
        Stage::Applied(round) => applied(&round),
        Stage::Tested => {
            format!("{} tests. What they found is covered.", count(2 * weights))
        }
        _ if tested > 0 => {
            format!("{} tested, {} to go.", plural(tested, "weight"), count(weights - tested))
        }
        _ => "Work out each covered number, then click it.".to_owned(),
    }
}

fn applied(round: &Played) -> String {
    let size = || round.changes().next().map_or(0.0, |(_, change)| change.abs());
    match (round.moved(), round.settings.policy) {
        (0, _) if round.chosen.is_some() => {
            "No weight moved: none of the changes was chosen.".to_owned()
        }
        (1, _) if round.chosen.is_some() => "1 chosen change applied.".to_owned(),
        (n, _) if round.chosen.is_some() => format!("{} chosen changes applied.", count(n)),
        (0, _) => "No weight moved.".to_owned(),
        (1, _) => "1 change applied.".to_owned(),
        (n, Policy::OneAtATime) => format!("{} changes applied, one after the other.", count(n)),
        (n, Policy::ColourClasses) => format!("{} changes applied, group by group.", count(n)),
        (n, Policy::Gradient) => format!("{} weights moved against the slope.", count(n)),
        (n, Policy::SharedStep | Policy::Halving) => {
            format!("{} changes applied at once, each by {}.", count(n), amount(size()))
        }
        (n, _) => format!("{} changes applied at once.", count(n)),
    }
}

fn before(document: &Document) -> String {
    let weights = &document.experiment().weights;
    let matched = document.evaluation().tally.matched;
    let of = of(matched, document.experiment().dataset.examples.len());
    let verb = if matched == 1 { "matches" } else { "match" };
    if weights.iter().all(|w| *w == 0.0) {
        let weights = match weights.len() {
            1 => "The weight is 0, so".to_owned(),
            n => format!("All {} weights are 0, so", count(n)),
        };
        let matching = match matched {
            0 => format!("No picture matches: {of}."),
            _ => format!("{of} {verb}."),
        };
        format!("{weights} every output is 0. {matching}")
    } else {
        format!("{of} {verb} at these weights. Nothing has been tested here yet.")
    }
}

fn of(some: usize, all: usize) -> String {
    format!("{} of {}", count(some), count(all))
}

fn testing(document: &Document) -> String {
    let (settings, weights) = (document.settings(), document.experiment().weights.len());
    let sweep = document.state().sweep.as_deref();
    if let Some((weight, test)) = document.just_noted() {
        let found = finding(&test, settings, document.experiment().dataset.lights(weight));
        let rest = match (settings.policy, test.direction) {
            (Policy::OneAtATime, Direction::Leave) => "",
            (Policy::ColourClasses, _) if document.state().waits_to_move() => {
                " All of its group are tested: move them now."
            }
            (Policy::ColourClasses, _) if document.state().has_moved_within_round() => "",
            (Policy::OneAtATime, _) if weight + 1 == weights => " Move it now.",
            (Policy::OneAtATime, _) => " Move it now, and test the next from there.",
            _ => " Nothing has changed yet.",
        };
        return found + rest;
    }
    if let Some(sweep) = sweep {
        return under_way(sweep, &document.experiment().weights);
    }
    let tested = document.tested();
    format!(
        "{} tested, {} to go. No test has changed a weight.",
        plural(tested, "weight"),
        count(weights - tested)
    )
}

/// Within a round that tests in turns.
fn under_way(sweep: &Sweep, weights: &[f64]) -> String {
    let moved = sweep.weights_before.iter().zip(weights).filter(|(was, is)| was != is).count();
    let turns = if sweep.done() == 1 { "has had its turn" } else { "have had their turn" };
    format!("{} weights {turns}, {} moved.", of(sweep.done(), weights.len()), number_word(moved))
}

fn tested(document: &Document) -> String {
    let (notes, weights) = (&document.state().notes, &document.experiment().weights);
    let count_of = |direction| notes.iter().flatten().filter(|n| n.direction == direction).count();
    let (raise, lower) = (count_of(Direction::Raise), count_of(Direction::Lower));
    let tests = format!("{} tests", count(2 * notes.len()));
    if raise + lower == 0 {
        let settings = document.settings();
        let ties = notes.iter().flatten().filter(|n| n.is_tie(settings)).count();
        if ties > 0 {
            let ties = if ties == 1 { "1 tie".to_owned() } else { format!("{} ties", count(ties)) };
            return format!("{tests}: {ties}, nothing to raise or lower.");
        }
        let stay = scored(settings.score, document.evaluation().tally.score(settings.score));
        return format!("{tests}: none does better than now, {stay}.");
    }
    let (raise, lower, leave) = (count(raise), count(lower), count(notes.len() - raise - lower));
    let still = if document.state().has_moved_within_round() {
        "This round has begun to move weights."
    } else if weights.iter().any(|w| *w != 0.0) {
        "No weight has moved yet."
    } else if weights.len() == 1 {
        "The weight is still 0."
    } else {
        "Every weight is still 0."
    };
    format!("{tests}: raise {raise}, lower {lower}, leave {leave}. {still}")
}

/// One weight's trial; the others "held at 0", or "held" where they differ.
#[must_use]
pub fn trial_line(weights: &[f64], weight: usize, change: f64) -> String {
    let [from, to] = apart_exact([weights[weight], weights[weight] + change]);
    let mut others = weights.iter().enumerate().filter(|(i, _)| *i != weight).map(|(_, w)| *w);
    let first = others.next();
    let held = match first {
        None => String::new(),
        Some(other) if weights.len() == 2 => format!(" The other is held at {}.", exact(other)),
        Some(first) if others.all(|w| w == first) => {
            format!(" All others are held at {}.", exact(first))
        }
        Some(_) => " All others are held.".to_owned(),
    };
    match change {
        c if c > 0.0 => format!("Only this weight is raised: {from} → {to}.{held}"),
        c if c < 0.0 => format!("Only this weight is lowered: {from} → {to}.{held}"),
        _ => format!("Put back to {from}."),
    }
}
