//! Explanations in words. Every sentence is made from the numbers it states, and tested against them.
//!
//! Sentences are for people: typographic minus signs, rounded numbers, names for pictures.

mod allowed;
mod combinations;
mod compare;
mod contrast;
mod find;
mod how_many;
mod import;
mod limit;
mod most;
mod noted;
mod numbers;
mod order;
mod page;
mod pairs;
mod picture;
mod question;
mod round;
mod sample;
mod script;
mod sets;
mod stage;
mod stuck;
mod subsets;
mod terms;
mod test;
mod together;
mod tool;
mod what_if;

pub use allowed::{Foreseen, Way, allowed, grouped, parallel, scored_by, ways};
pub use combinations::{combinations, long_combinations, too_many_combinations};
pub use compare::{branches_off, compared, course, course_note, prospect, way_out};
pub use contrast::contrast;
pub use find::{found, found_name, happens, searching};
pub use how_many::{EXPLODED, error, how_many, noun};
pub use import::{imported, imported_name, pictures, to_be_made};
pub use limit::{limit, step};
pub use most::large;
pub use noted::{guess, noted};
pub use numbers::{
    ago, amount, apart, apart_exact, brief, brief_signed, certainty, compact, compact_signed,
    count, exact, fraction, plural, signed, signed_within, within,
};
pub use order::{fair_shares, one_by_one, turns};
pub use page::{matches_when, page, scored_by_what, then_applied};
pub use pairs::{Item, balance, ledger, pair, square};
pub use picture::{Told, after_round};
pub use question::{rounds_under_way, under_way, way_of_testing};
pub use round::{branch_note, round_note, start_note};
pub use sample::sample;
pub use script::{READ_FROM_THE_RIGHT, has_names_from_the_right};
pub use sets::{breaking, repair};
pub use stage::{covered_line, stage_line, trial_line};
pub use stuck::{flip_flop, stuck};
pub use subsets::subsets;
pub use terms::{Term, policy_lacks, score_lacks, size_lacks};
pub use test::{direction, finding, trial};
pub use together::all_pictures;
pub use tool::{hidden, tool};
pub use what_if::{what_if, what_if_all, what_if_line};

use self::numbers::{alike, not_zero};
use crate::engine::{Dataset, Score, Shape};

/// "a", "a and b", "a, b and c".
#[must_use]
pub fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The sentence with its first letter in upper case; one that begins with a name such as `p0` stays as it is.
#[must_use]
pub fn capital(sentence: &str) -> String {
    let word = sentence.split(' ').next().unwrap_or_default();
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) if !word.contains(|c: char| c.is_ascii_digit()) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// "no", "one" to "twelve", then digits.
#[must_use]
pub fn number_word(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(n).map_or_else(|| count(n), |word| (*word).to_owned())
}

/// "one change", "three changes".
#[must_use]
pub fn changes(n: usize) -> String {
    format!("{} change{}", number_word(n), if n == 1 { "" } else { "s" })
}

/// "row 3, column 1".
#[must_use]
pub fn place(shape: Shape, weight: usize) -> String {
    let (row, column) = shape.place(weight);
    format!("row {}, column {}", row + 1, column + 1)
}

/// "0 + 1 + 1 − 1 = 1"; of many parts the ups and the downs: "0 + 14 − 11 = 3".
#[must_use]
pub fn sum(from: f64, parts: &[f64]) -> String {
    const MOST: usize = 6;
    let mut text = amount(from);
    let mut add = |part: f64| {
        let sign = if part < 0.0 { "−" } else { "+" };
        text.extend([" ", sign, " ", &amount(part.abs())]);
    };
    if parts.len() <= MOST {
        parts.iter().copied().for_each(add);
    } else {
        let way = |up: bool| parts.iter().filter(|p| (**p > 0.0) == up).sum::<f64>();
        [way(true), way(false)].into_iter().filter(|p| *p != 0.0).for_each(&mut add);
    }
    let total: f64 = from + parts.iter().sum::<f64>();
    format!("{text} = {}", amount(total))
}

/// The names of examples in a sentence: "smile, frown and 12 others".
#[must_use]
pub fn names(dataset: &Dataset, examples: &[usize]) -> String {
    const MOST: usize = 4;
    let shown = if examples.len() > MOST { MOST - 1 } else { examples.len() };
    let mut parts: Vec<String> = examples[..shown].iter().map(|e| dataset.title(*e)).collect();
    if shown < examples.len() {
        parts.push(format!("{} others", count(examples.len() - shown)));
    }
    list(&parts)
}

/// A value of a score as a phrase: "2 match", "1 matches", "total off by 3", "squared error 3".
#[must_use]
pub fn scored(score: Score, value: f64) -> String {
    match score {
        Score::Matches if value == 1.0 => "1 matches".to_owned(),
        Score::Matches => format!("{} match", amount(value)),
        Score::AbsoluteError => format!("total off by {}", amount(value)),
        Score::SquaredError | Score::LogLoss => format!("{} {}", score.word(), amount(value)),
    }
}
