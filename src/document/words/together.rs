//! Each change alone, added up, against all together.

use std::cmp::Ordering;

use super::{Term, Told, amount, apart, brief, capital, sum};
use crate::engine::{AloneTable, Outcome, Round, Score};

/// Up to so many pictures the sum over them is written out.
const MOST_ADDED: usize = 6;

/// Each change alone, added up, against all together: the point of the table.
#[must_use]
pub fn all_pictures(round: &Round, table: &AloneTable) -> Told {
    let score = round.settings.score;
    let (singles, together) = (table.singles, round.delivered);
    let headline = match (round.moved(), score) {
        (0, _) => "No weight moved, so there is nothing to add up.".to_owned(),
        (1, Score::Matches) => {
            format!("One change: {}, alone and together.", matches(round, together))
        }
        (1, _) => format!(
            "One change. {}: {}, alone and together.",
            capital(score.word()),
            less(together)
        ),
        (_, Score::Matches) => {
            format!("{} alone, added up. {} together.", matches(round, singles), amount(together))
        }
        _ => {
            let [alone, together] = both_less(round, singles, together);
            format!("{}: {alone} alone, added up. {together} together.", capital(score.word()))
        }
    };
    let sentences = match score {
        _ if round.moved() < 2 => Vec::new(),
        Score::Matches => {
            let why = why_matches_differ(round, table).to_owned();
            parts(round, table).into_iter().chain([why]).collect()
        }
        _ => vec![why_errors_differ(round, singles, together).to_owned()],
    };
    Told { headline, sentences, good: None }
}

/// The sum over the pictures, where there are few.
fn parts(round: &Round, table: &AloneTable) -> Option<String> {
    let gains: Vec<f64> = (0..round.examples.len()).map(|e| table.of_example(e)).collect();
    match gains.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && gains.len() <= MOST_ADDED => Some(format!(
            "Each alone, added up: {} {}. Together: {}.",
            sum(*first, rest),
            noun(round, table.singles),
            amount(round.delivered)
        )),
        _ => None,
    }
}

/// Some picture is the reason: one is found whose gains alone differ from its gain together.
fn why_matches_differ(round: &Round, table: &AloneTable) -> &'static str {
    let examples = || round.examples.iter().enumerate();
    let gain = |outcome| match outcome {
        Outcome::Fixed => 1.0,
        Outcome::Broken => -1.0,
        Outcome::Kept | Outcome::Missed => 0.0,
    };
    match table.singles.total_cmp(&round.delivered) {
        Ordering::Equal if examples().all(|(e, r)| table.of_example(e) == gain(r.outcome)) => {
            "In every picture the gains add up."
        }
        Ordering::Equal => "The sums agree, though not picture by picture.",
        Ordering::Greater
            if examples()
                .any(|(e, r)| r.outcome == Outcome::Fixed && table.of_example(e) > 1.0) =>
        {
            "A picture can match only once."
        }
        Ordering::Greater => "What matches with each change alone can miss with all.",
        Ordering::Less
            if examples()
                .any(|(e, r)| r.outcome == Outcome::Fixed && table.of_example(e) < 1.0) =>
        {
            "Some pictures needed more than one change."
        }
        Ordering::Less
            if examples()
                .any(|(e, r)| r.outcome == Outcome::Broken && table.of_example(e) < -1.0) =>
        {
            "A picture can be lost only once."
        }
        Ordering::Less => "What one change breaks, another mends.",
    }
}

/// All errors are convex in the output: pushes the same way never gain more together than alone, pushes
/// opposite ways never less. An absolute error bends at the label alone.
fn why_errors_differ(round: &Round, singles: f64, together: f64) -> &'static str {
    if same(round, singles, together) {
        "Alone, added up, and together are the same."
    } else if singles < together {
        "Together is better: in some pictures the changes pull opposite ways."
    } else if round.settings.score == Score::AbsoluteError {
        "Past the label, more is worse: the gains do not add up."
    } else {
        "A second push the same way gains less than the first: the gains do not add up."
    }
}

/// Whether only rounding keeps two gains apart. They are differences of scores, and as exact as these.
fn same(round: &Round, singles: f64, together: f64) -> bool {
    let scores = [round.before, round.after].map(|tally| tally.score(round.settings.score));
    let scale = scores.into_iter().fold(singles.abs().max(together.abs()), f64::max);
    (singles - together).abs() <= 1e-15 * scale || round.criterion.equal(singles, together, scale)
}

/// "11 matches"; where some matched before, "11 matches gained".
fn matches(round: &Round, gain: f64) -> String {
    format!("{} {}", amount(gain), noun(round, gain))
}

fn noun(round: &Round, gain: f64) -> &'static str {
    match (round.before.matched, gain.abs() == 1.0) {
        (0, true) => "match",
        (0, false) => "matches",
        (_, true) => "match gained",
        (_, false) => "matches gained",
    }
}

/// "892 less", "3 more": what a gain makes of an error.
fn less(gain: f64) -> String {
    way(gain, &brief(gain.abs()))
}

/// Both in short, unless they would look the same and are not.
fn both_less(round: &Round, singles: f64, together: f64) -> [String; 2] {
    if same(round, singles, together) {
        return [less(together), less(together)];
    }
    if less(singles) != less(together) {
        return [less(singles), less(together)];
    }
    let [alone, all] = apart([singles.abs(), together.abs()]);
    [way(singles, &alone), way(together, &all)]
}

fn way(gain: f64, size: &str) -> String {
    let way = if gain < 0.0 && size != "0" { "more" } else { "less" };
    format!("{size} {way}")
}
