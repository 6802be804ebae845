//! All settings of the weights in {-1, 0, 1}, in sentences.

use num_bigint::BigUint;

use super::{Told, count, plural};
use crate::engine::{Combinations, CombinationsCost, Round};

/// The most digits that a large number is written with.
const MOST_DIGITS: usize = 15;

/// A large count as people read it: "531,441", or about "1.27 × 10^29".
#[must_use]
pub fn large(n: &BigUint) -> String {
    let digits = n.to_string();
    if digits.len() <= MOST_DIGITS {
        return usize::try_from(n).map_or(digits, count);
    }
    format!("{}.{} × 10^{}", &digits[..1], &digits[1..3], digits.len() - 1)
}

/// "3^12 = 531,441"; of very many "3^61, about 1.27 × 10^29".
fn settings(cells: usize) -> String {
    /// Beyond, the number of digits says no more than the power.
    const MOST_WRITTEN: usize = 10_000;
    let Some(power) = u32::try_from(cells).ok().filter(|_| cells <= MOST_WRITTEN) else {
        return format!("3^{}", count(cells));
    };
    let all = BigUint::from(3_u8).pow(power);
    let is = if all.to_string().len() <= MOST_DIGITS { " =" } else { ", about" };
    format!("3^{cells}{is} {}", large(&all))
}

/// How many settings match how much, and where a round stands among them.
#[must_use]
pub fn combinations(round: &Round, found: &Combinations) -> Told {
    let (examples, cells) = (round.examples.len(), round.weights_before.len());
    let all = found.histogram().iter().sum::<BigUint>();
    let best = found.count(found.matched);
    let is_one = best == BigUint::from(1_u8);
    let verb = if is_one { "matches" } else { "match" };
    let headline = if found.matched == examples {
        let some = if is_one { "One".to_owned() } else { large(&best) };
        format!("{some} of {} settings {verb} all {}.", large(&all), count(examples))
    } else {
        let some = if is_one { "one".to_owned() } else { large(&best) };
        format!(
            "None of {} settings matches all {}; {some} {verb} {}.",
            large(&all),
            count(examples),
            count(found.matched)
        )
    };
    let tests = plural(2 * cells, "test");
    let what = if cells == 1 { "The weight" } else { "Every weight" };
    let mut sentences = vec![format!(
        "{what} at −1, 0 or 1: {} settings. The round made {tests} instead.",
        settings(cells)
    )];
    let here = round.after.matched;
    let better: BigUint = (here + 1..=examples).map(|matched| found.count(matched)).sum();
    sentences.push(if here > found.matched {
        format!("The round matches {}: its weights are others than these.", count(here))
    } else if better == BigUint::ZERO {
        format!("The round matches {}; none of them matches more.", count(here))
    } else if better == BigUint::from(1_u8) {
        format!("The round matches {}; one of them matches more.", count(here))
    } else {
        format!("The round matches {}; {} of them match more.", count(here), large(&better))
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

/// Why settings are not counted.
#[must_use]
pub fn too_many_combinations(cost: &CombinationsCost) -> Told {
    let lit = plural(cost.lit, "pixel");
    let are = if cost.lit == 1 { "is" } else { "are" };
    Told {
        headline: format!("3^{} settings are too many to count.", count(cost.lit)),
        sentences: vec![
            format!("{lit} {are} on in some picture, and each weight could be −1, 0 or 1: {} settings that differ.", settings(cost.lit)),
            "Up to about 24 such pixels can be counted in minutes. Testing takes two tests a weight.".to_owned(),
        ],
        good: None,
    }
}

/// What counting all settings takes, before it is begun.
#[must_use]
pub fn long_combinations(cost: &CombinationsCost) -> String {
    let outputs = large(&BigUint::from(cost.outputs));
    format!(
        "{} settings that differ, {outputs} outputs to look at: this may take minutes.",
        settings(cost.lit)
    )
}
