//! Beside a picture that broke together: one that came out right, and why.

use super::{amount, capital, number_word};
use crate::engine::{Dataset, Explanation, Round};

/// Among so many pictures a comparison is looked for.
const MOST_COMPARED: usize = 1_000;

/// Beside a picture that broke together: one that was moved as often the same way, and why it came out right.
#[must_use]
pub fn contrast(dataset: &Dataset, round: &Round, e: usize) -> Option<String> {
    let explain = |e| Explanation::of_round(dataset, round, e);
    let broken = explain(e);
    if !broken.broken_together() || broken.touching.len() < 2 || turned(&broken) {
        return None;
    }
    let way = if broken.after > broken.label { 1.0 } else { -1.0 };
    let along =
        |of: &Explanation| of.touching.iter().filter(|c| c.contribution * way > 0.0).count();
    let as_often = along(&broken);
    let far = |of: &Explanation| {
        let moves = of.touching.iter().map(|c| c.contribution).filter(|c| c * way > 0.0);
        of.before + moves.sum::<f64>()
    };
    let comes_back = |of: &Explanation| {
        of.matched_after
            && along(of) >= as_often
            && along(of) < of.touching.len()
            && !turned(of)
            // Else nothing had to bring it back.
            && !round.criterion.matches(far(of), of.label)
    };
    let (other, of) = (0..dataset.examples.len())
        .take(MOST_COMPARED)
        .filter(|other| *other != e)
        .map(|other| (other, explain(other)))
        .find(|(_, of)| comes_back(of))?;
    let against = of.touching.len() - along(&of);
    let (moved, other_way) = if way > 0.0 { ("raised", "lowered") } else { ("lowered", "raised") };
    let times = match along(&of) {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{} times", number_word(n)),
    };
    Some(format!(
        "{} was {moved} {times}{}, but {} {other_way} weight{} bring{} it back to {}.",
        capital(&dataset.title(other)),
        if along(&of) == as_often { " too" } else { "" },
        number_word(against),
        if against == 1 { "" } else { "s" },
        if against == 1 { "s" } else { "" },
        amount(of.after)
    ))
}

/// Whether a raised weight takes the output down somewhere, as it does under a negative pixel: then
/// "raised" would tell of the weights what is not so of the output.
fn turned(of: &Explanation) -> bool {
    of.touching.iter().any(|c| c.contribution * c.change < 0.0)
}
