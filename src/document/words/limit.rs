//! A round at ever shorter steps, in sentences.

use super::terms::Term;
use super::{amount, brief};
use crate::engine::{Limit, Score, Shrunk};

/// Nearer to 1 than this, each alone and together agree.
const NEAR: f64 = 0.05;
/// Nearer than this, only rounding keeps them apart.
const NOTHING: f64 = 1e-9;

/// How each alone, added up, and together come to agree as the step shrinks, and what the directions become.
#[must_use]
pub fn limit(found: &Limit, own: Score) -> Vec<String> {
    let mut sentences = Vec::new();
    if own != found.score {
        let own = if own == Score::Matches { "Matches have" } else { "The total error has" };
        let word = found.score.word();
        sentences.push(format!("{own} no slope to come near to, so this is about the {word}."));
    }
    let ratio = |row: &&Shrunk| row.ratio().unwrap_or_default();
    let off = |row: &&Shrunk| (1.0 - ratio(row)).abs();
    let rows = || found.rows.iter().filter(|row| row.ratio().is_some());
    // Of equal ones the longest step.
    let farthest = rows().rev().max_by(|a, b| off(a).total_cmp(&off(b)));
    let (Some(farthest), Some(last)) = (farthest, rows().next_back()) else {
        sentences.push("No weight has a direction at any of these steps.".to_owned());
        return sentences;
    };
    let at = |row: &Shrunk| format!("{} at step {}", amount(ratio(&row)), step(row.step));
    sentences.push(if off(&farthest) <= NOTHING {
        "At each of these steps, each alone, added up, is just what they gain together.".to_owned()
    } else if farthest.step == last.step {
        format!("Together is not yet what each alone, added up, is: their ratio is {}.", at(last))
    } else if off(&last) <= NEAR {
        format!(
            "As the step shrinks, each alone, added up, and together come to agree: their ratio is {}, {}.",
            at(farthest),
            at(last)
        )
    } else {
        format!(
            "As the step shrinks, each alone, added up, and together come to agree, but not yet: their ratio is {}, {}.",
            at(farthest),
            at(last)
        )
    });
    sentences.push(
        "In the limit the tests find the gradient: its sign is the direction. Gradient descent moves by it."
            .to_owned(),
    );
    sentences
}

/// "1", "1/2", "1/1024".
#[must_use]
pub fn step(step: f64) -> String {
    let halves = (1.0 / step).round();
    if step < 1.0 { format!("1/{halves}") } else { brief(step) }
}
