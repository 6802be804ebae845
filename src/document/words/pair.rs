//! What two changes do together, beyond each alone.

use super::{Told, amount, capital, names, place};
use crate::engine::{Dataset, Pair, Round, Score};

/// Two changes of a round: whether they get in each other's way, by how much, and where.
#[must_use]
pub fn pair(dataset: &Dataset, round: &Round, pair: &Pair) -> Told {
    let [one, other] = pair.weights.map(|weight| place(dataset.shape, weight));
    let both = capital(&format!("{one} and {other}"));
    let term = amount(pair.term);
    let headline = match pair.shared.len() {
        0 => format!("{both} never meet: no picture has both pixels lit."),
        _ if term == "0" => {
            format!("{both} add up: what they gain together is what they gain alone.")
        }
        _ if pair.term > 0.0 => format!("{both} help each other: +{term}."),
        _ => format!("{both} get in each other's way: {term}."),
    };
    let gain = |to| round.settings.score.gain(pair.scores.neither, to);
    let [one, other, both] = [pair.scores.first, pair.scores.second, pair.scores.both].map(gain);
    let mut sentences = vec![format!(
        "Alone they gain {} and {}, {} added up; both together gain {}.",
        amount(one),
        amount(other),
        amount(one + other),
        amount(both)
    )];
    let shared: Vec<usize> = pair.shared.iter().map(|shared| shared.example).collect();
    if !shared.is_empty() {
        sentences.push(format!("Both pixels are lit in {}.", names(dataset, &shared)));
        if round.settings.score == Score::SquaredError {
            sentences.push(closed_form(round, pair));
            sentences
                .push("The error is a square, so no term has more than two changes.".to_owned());
        }
    }
    Told { headline, sentences, good: None }
}

/// The term from the changes and the pixels alone: -2 x change x change x sum of the products of pixels.
fn closed_form(round: &Round, pair: &Pair) -> String {
    let factor = |value: f64| {
        if value < 0.0 { format!("({})", amount(value)) } else { amount(value) }
    };
    let [one, other] = pair.weights.map(|weight| factor(round.change(weight)));
    let product = factor(pair.product);
    format!(
        "Squared error: −2 × {one} × {other} × {product} = {}, the two changes and their pixels multiplied and added up.",
        amount(pair.term)
    )
}
