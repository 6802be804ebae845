//! A round at ever shorter steps, in sentences.

use super::brief;
use super::terms::Term;
use crate::engine::{Limit, Score, Shrunk};

/// Nearer to 1 than this, each alone and together agree.
const NEAR: f64 = 0.05;

/// How each alone, added up, and together come to agree as the step shrinks, and what the directions become.
#[must_use]
pub fn limit(found: &Limit, own: Score) -> Vec<String> {
    let mut sentences = Vec::new();
    if own != found.score {
        let own = if own == Score::Matches { "Matches have" } else { "The total error has" };
        let word = found.score.word();
        sentences.push(format!("{own} no slope to come near to, so this is about the {word}."));
    }
    let with_ratio = |row: &&Shrunk| row.ratio().is_some();
    let (Some(first), Some(last)) =
        (found.rows.iter().find(with_ratio), found.rows.iter().rfind(with_ratio))
    else {
        sentences.push("No weight has a direction at any of these steps.".to_owned());
        return sentences;
    };
    let at = |row: &Shrunk| {
        let ratio = brief(row.ratio().unwrap_or_default());
        format!("{ratio} at step {}", step(row.step))
    };
    let near = (1.0 - last.ratio().unwrap_or_default()).abs() <= NEAR;
    sentences.push(if first.step == last.step {
        format!(
            "Only at one of these steps any weight has a direction: together is {} of each alone.",
            at(last)
        )
    } else if near {
        format!(
            "As the step shrinks, each alone and together come to agree: {}, {}.",
            at(first),
            at(last)
        )
    } else {
        format!(
            "As the step shrinks, together over each alone goes to 1: {}, {} still.",
            at(first),
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
