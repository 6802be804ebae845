//! All settings of the weights in {-1, 0, 1}, in sentences.

use num_bigint::BigUint;

use super::most::{large, most};
use super::{Told, count, plural};
use crate::engine::{Combinations, CombinationsCost, Round};

/// "3^12 = 531,441"; of very many "3^61 ≈ 1.27 × 10^29".
fn settings(cells: usize) -> String {
    /// Beyond, the number of digits says no more than the power.
    const MOST_WRITTEN: usize = 10_000;
    let Some(power) = u32::try_from(cells).ok().filter(|_| cells <= MOST_WRITTEN) else {
        return format!("3^{}", count(cells));
    };
    let all = large(&BigUint::from(3_u8).pow(power));
    let is = if all.contains('×') { '≈' } else { '=' };
    format!("3^{} {is} {all}", count(cells))
}

/// How many settings match how much, and where a round stands among them.
#[must_use]
pub fn combinations(round: &Round, found: &Combinations) -> Told {
    let (examples, cells) = (round.examples.len(), round.weights_before.len());
    let histogram = found.histogram();
    let all = histogram.iter().sum::<BigUint>();
    let best = found.count(found.matched);
    let headline = most("settings", &all, &best, found.matched, examples);
    let tests = plural(2 * cells, "test");
    let what = if cells == 1 { "The weight" } else { "Every weight" };
    let mut sentences = vec![format!(
        "{what} at −1, 0 or 1: {} settings. The round made {tests} instead.",
        settings(cells)
    )];
    if examples == 0 {
        return Told { headline, sentences, good: None };
    }
    let here = round.after.matched;
    let better: BigUint = histogram.iter().skip(here + 1).sum();
    let matches = format!("The round matches {}", count(here));
    sentences.push(if here > found.matched {
        format!("{matches}, more than any of them: its weights are not among these.")
    } else if better == BigUint::ZERO {
        format!("{matches}; none of them matches more.")
    } else if better == BigUint::from(1_u8) {
        format!("{matches}; one of them matches more.")
    } else {
        format!("{matches}; {} of them match more.", large(&better))
    });
    let dark = cells - found.cost.lit;
    if dark > 0 {
        let pixels = plural(dark, "pixel");
        let (are, each) = if dark == 1 { ("is", "it") } else { ("are", "each") };
        sentences.push(format!(
            "{pixels} {are} off in every picture: {each} triples every count and changes no output."
        ));
    }
    Told { headline, sentences, good: None }
}

/// Why settings are not counted, of so many `examples`.
#[must_use]
pub fn too_many_combinations(cost: &CombinationsCost, examples: usize) -> Told {
    let lit = plural(cost.lit, "pixel");
    let are = if cost.lit == 1 { "is" } else { "are" };
    let pictures = plural(examples, "picture");
    Told {
        headline: format!("3^{} settings are too many to count.", count(cost.lit)),
        sentences: vec![
            format!(
                "{lit} {are} on in some picture, and each weight could be −1, 0 or 1: {} settings that differ.",
                settings(cost.lit)
            ),
            format!(
                "With {pictures}, up to {} such pixels can be counted in minutes.",
                most_lit(examples)
            ),
            "Testing takes two tests a weight.".to_owned(),
        ],
        good: None,
    }
}

/// The settings of so many lit pixels can be counted, whatever the pictures are.
fn most_lit(examples: usize) -> usize {
    let outputs = std::iter::successors(Some(examples as u128), |outputs| outputs.checked_mul(3));
    let more = outputs.skip(1).take(CombinationsCost::MOST_LIT);
    more.take_while(|outputs| *outputs <= CombinationsCost::MOST_OUTPUTS).count()
}

/// What counting all settings takes, before it is begun.
#[must_use]
pub fn long_combinations(cost: &CombinationsCost) -> String {
    let outputs = large(&BigUint::from(cost.outputs));
    format!("{} settings, {outputs} outputs to look at: this may take minutes.", settings(cost.lit))
}
