//! What is known of a picture before anything is applied, and what came of a guess.

use super::{Told, alike, amount, apart, capital, count, not_zero, number_word};
use crate::engine::{Criterion, Dataset, Explanation, Policy, Settings, Size};

/// What is known of example `e` when all weights are tested and nothing is applied yet.
///
/// `noted` are the changes that the tests ask for, as weight and change.
#[must_use]
pub fn noted(
    dataset: &Dataset,
    e: usize,
    before: f64,
    noted: &[(usize, f64)],
    settings: &Settings,
    criterion: &Criterion,
) -> Told {
    let of = Explanation::of(dataset, e, before, noted, criterion);
    let name = dataset.title(e);
    let all = of.touching.len();
    let headline = match (noted.len(), all) {
        (0, _) if !settings.follows_tests() => {
            "No test asks for a change, but these tests do not decide.".to_owned()
        }
        (0, _) => "No test asks for a change: no weight will move.".to_owned(),
        (1, 0) => format!("The one noted change does not touch {name}."),
        (n, 0) => format!("None of the {} touches {name}.", noted_changes(n)),
        (_, n) => format!(
            "{} touch{} {name}.",
            capital(&noted_changes(n)),
            if n == 1 { "es" } else { "" }
        ),
    };
    let sentences = alone(&of).into_iter().chain(question(noted.len(), &of, settings));
    Told { headline, sentences: sentences.collect(), good: None }
}

/// What each touching change would do alone, at the size of its test.
fn alone(of: &Explanation) -> Option<String> {
    let first = of.touching.first()?.alone;
    let all = of.touching.len();
    if all == 1 || of.touching.iter().all(|c| alike(c.alone, first)) {
        let [from, to, label] = apart([of.before, first, of.label]);
        let alone = if all == 1 { "Alone it" } else { "Each alone" };
        let (to, arrives) =
            if to == label { (not_zero(of.label, to), ", its label") } else { (to, "") };
        return Some(format!("{alone} takes it from {from} to {to}{arrives}."));
    }
    let (make, makes) = if of.matched_before { ("keep", "keeps") } else { ("make", "makes") };
    let matching = if of.matched_before { "matching" } else { "match" };
    Some(match of.alone_matching() {
        0 => format!("None of them alone {makes} it {matching}."),
        n if n == all => format!("Each alone {makes} it {matching}."),
        1 => format!("Alone, one of them {makes} it {matching}."),
        n => format!("Alone, {} of them {make} it {matching}.", number_word(n)),
    })
}

/// What applying will do, as far as it is known.
fn question(noted: usize, of: &Explanation, settings: &Settings) -> Option<String> {
    Some(match (settings.policy, noted) {
        (_, 0) => return None,
        (Policy::OneAtATime, _) => {
            "One at a time: each weight is tested again before it moves. Where will it land?"
                .to_owned()
        }
        (Policy::ColourClasses, _) => {
            "Group by group: each group is tested again before it moves. Where will it land?"
                .to_owned()
        }
        (Policy::Gradient, _) => {
            "These tests do not decide: every weight moves against the slope of the score."
                .to_owned()
        }
        (Policy::SomeAtOnce, _) if settings.size == Size::Fitted => {
            "These tests do not decide: the weights that are drawn move by their own best amounts."
                .to_owned()
        }
        _ if of.touching.is_empty() => format!("It will stay at {}.", amount(of.before)),
        (_, 1) => "Where will it land?".to_owned(),
        (Policy::BestOne, _) => "Only the change that gained most will be applied.".to_owned(),
        (Policy::SomeAtOnce, n) if settings.p < n => {
            format!("Of all {}, {} will be drawn and applied.", count(n), count(settings.p))
        }
        (Policy::SharedStep, _) => {
            "Each will be applied at its size divided by the most that meet in one picture. Where will it land?".to_owned()
        }
        (Policy::Halving, _) => {
            "All are applied at once; if that is worse than staying, at half their size, and so on. Where will it land?".to_owned()
        }
        (Policy::AllAtOnce | Policy::SomeAtOnce, 2) => "Where will it land with both?".to_owned(),
        (Policy::AllAtOnce | Policy::SomeAtOnce, n) => format!("Where will it land with all {}?", number_word(n)),
    })
}

/// What came of a guess.
#[must_use]
pub fn guess(guess: f64, output: f64) -> String {
    if alike(guess, output) {
        return format!("You expected {}: it came true.", amount(output));
    }
    let [guess, output] = apart([guess, output]);
    format!("You expected {guess}; it landed on {output}.")
}

fn noted_changes(n: usize) -> String {
    format!("{} noted change{}", number_word(n), if n == 1 { "" } else { "s" })
}
