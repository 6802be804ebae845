//! Very many choices, each of which matches so many pictures: how many match most.

use num_bigint::BigUint;

use super::count;

/// The most digits that a large number is written with.
const MOST_DIGITS: usize = 15;

/// Above so many bits writing a number out takes longer than a frame may.
const MOST_BITS: u64 = 1 << 14;

/// A large count as people read it: "531,441", or from 16 digits on about "1.27 × 10^29", rounded half up.
#[must_use]
pub fn large(n: &BigUint) -> String {
    let (three, power) = if n.bits() > MOST_BITS {
        by_logarithm(n)
    } else {
        let digits = n.to_string();
        if digits.len() <= MOST_DIGITS {
            return usize::try_from(n).map_or(digits, count);
        }
        let leading = digits[..4].bytes().fold(0, |n, digit| 10 * n + u32::from(digit - b'0'));
        ((leading + 5) / 10, digits.len() - 1)
    };
    let (three, power) = if three == 1000 { (100, power + 1) } else { (three, power) };
    format!("{}.{:02} × 10^{power}", three / 100, three % 100)
}

/// The first three digits, rounded, and the power of ten of the first. The logarithm is exact to a billionth, so that
/// only what is as near to a half may be rounded to the other side.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "64 leading bits are more than enough, and the powers are positive and far below 2^53"
)]
fn by_logarithm(n: &BigUint) -> (u32, usize) {
    let shift = n.bits() - 64;
    let leading = u64::try_from(n >> shift).unwrap_or(u64::MAX);
    let logarithm = (leading as f64).log10() + shift as f64 * std::f64::consts::LOG10_2;
    let three = 10_f64.powf(logarithm.fract() + 2.0).round();
    (three as u32, logarithm as usize)
}

/// "One of the 64 subsets matches all 4.", "None of the 64 subsets matches all 4; 12 match 3.": of `all` things,
/// called `noun`, `best` match most, namely `matched` of so many `examples`. Of at least two things.
pub(super) fn most(
    noun: &str,
    all: &BigUint,
    best: &BigUint,
    matched: usize,
    examples: usize,
) -> String {
    let is_two = *all == BigUint::from(2_u8);
    let (every, none) = if is_two {
        (format!("Both {noun}"), format!("Neither of the two {noun}"))
    } else {
        (format!("All {} {noun}", large(all)), format!("None of the {} {noun}", large(all)))
    };
    let whole = match examples {
        1 => "the one picture".to_owned(),
        2 => "both pictures".to_owned(),
        n => format!("all {}", count(n)),
    };
    if examples == 0 {
        return "There is no picture to match.".to_owned();
    }
    if best == all {
        return match matched {
            0 if examples == 1 => format!("{none} matches {whole}."),
            0 => format!("{none} matches any of the {} pictures.", count(examples)),
            n if n == examples => format!("{every} match {whole}."),
            n => format!("{every} match {} of {}.", count(n), count(examples)),
        };
    }
    let (some, verb) = match large(best) {
        _ if *best == BigUint::from(1_u8) => ("one".to_owned(), "matches"),
        // So nearly all that it looks like all.
        some if some == large(all) => ("almost all".to_owned(), "match"),
        some => (some, "match"),
    };
    if matched == examples {
        let some = super::capital(&some);
        return format!("{some} of the {} {noun} {verb} {whole}.", large(all));
    }
    format!("{none} matches {whole}; {some} {verb} {}.", count(matched))
}
