//! One line on where the round stands.

use super::{amount, count, finding, plural, scored};
use crate::document::{Document, Stage};
use crate::engine::{Direction, Policy};

/// Where the document's round stands, in one line.
#[must_use]
pub fn stage_line(document: &Document) -> String {
    let examples = document.experiment().dataset.examples.len();
    match document.stage() {
        _ if examples == 0 => "There is no picture to test with.".to_owned(),
        Stage::Before => before(document),
        Stage::Testing => testing(document),
        Stage::Tested => tested(document),
        Stage::Applied(round) => match (round.moved(), round.settings.policy) {
            (0, _) => "No weight moved.".to_owned(),
            (1, _) => "1 change applied.".to_owned(),
            (n, Policy::OneAtATime) => format!("{n} changes applied, one after the other."),
            (n, Policy::SharedStep) => format!("{n} changes applied at once, sharing one step."),
            (n, _) => format!("{} changes applied at once.", count(n)),
        },
    }
}

fn before(document: &Document) -> String {
    let weights = &document.experiment().weights;
    let matched = document.evaluation().tally.matched;
    let of = format!("{matched} of {}", document.experiment().dataset.examples.len());
    if weights.iter().all(|w| *w == 0.0) {
        let weights = match weights.len() {
            1 => "The weight is 0, so".to_owned(),
            n => format!("All {} weights are 0, so", count(n)),
        };
        let matching = match matched {
            0 => format!("No picture matches: {of}."),
            _ => format!("{} {}.", of, if matched == 1 { "matches" } else { "match" }),
        };
        format!("{weights} every output is 0. {matching}")
    } else {
        format!("{of} match at these weights. Nothing has been tested here yet.")
    }
}

fn testing(document: &Document) -> String {
    let (notes, settings) = (&document.state().notes, document.settings());
    if let Some((weight, test)) = document.just_noted() {
        let found = finding(&test, settings, document.experiment().dataset.lights(weight));
        let rest = match (settings.policy, test.direction) {
            (Policy::OneAtATime, Direction::Leave) => "",
            (Policy::OneAtATime, _) => " Move it now, and test the next from there.",
            _ => " Nothing has changed yet.",
        };
        return found + rest;
    }
    let left = notes.len() - document.tested();
    format!(
        "{} tested, {left} to go. No test has changed a weight.",
        plural(document.tested(), "weight")
    )
}

fn tested(document: &Document) -> String {
    let (notes, weights) = (&document.state().notes, &document.experiment().weights);
    let count_of = |direction| notes.iter().flatten().filter(|n| n.direction == direction).count();
    let (raise, lower) = (count_of(Direction::Raise), count_of(Direction::Lower));
    let tests = format!("{} tests", count(2 * notes.len()));
    if raise + lower == 0 {
        let score = document.settings().score;
        let stay = scored(score, document.evaluation().tally.score(score));
        return format!("{tests}: none is better than staying at {stay}.");
    }
    let leave = notes.len() - raise - lower;
    let still = if weights.iter().all(|w| *w == 0.0) {
        "Every weight is still 0."
    } else {
        "No weight has moved yet."
    };
    format!("{tests}: raise {raise}, lower {lower}, leave {leave}. {still}")
}

/// "held at 0", or "held" where they differ.
#[must_use]
pub fn trial_line(weights: &[f64], weight: usize, change: f64) -> String {
    let (from, to) = (amount(weights[weight]), amount(weights[weight] + change));
    let mut others = weights.iter().enumerate().filter(|(i, _)| *i != weight).map(|(_, w)| *w);
    let first = others.next();
    let held = match first {
        None => String::new(),
        Some(first) if others.all(|w| w == first) => {
            format!(" All others are held at {}.", amount(first))
        }
        Some(_) => " All others are held.".to_owned(),
    };
    match change {
        c if c > 0.0 => format!("Only this weight is raised: {from} → {to}.{held}"),
        c if c < 0.0 => format!("Only this weight is lowered: {from} → {to}.{held}"),
        _ => format!("Put back to {from}."),
    }
}
