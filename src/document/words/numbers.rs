//! Numbers as people read them: rounded, with a real minus sign, and told apart where they differ.

use crate::engine::{number, sigmoid};

/// A number as people read it: four places, or as many digits where it is small, and a real minus sign. From 1e16
/// on three digits and a power of ten.
///
/// ```
/// use jointly::document::words::amount;
/// assert_eq!(amount(-1.0), "−1");
/// assert_eq!(amount(1.0 / 3.0), "0.3333");
/// assert_eq!(amount(0.000_012_345), "0.0000123");
/// ```
#[must_use]
pub fn amount(value: f64) -> String {
    written(value, FEW)
}

/// The fewest places of an amount.
const FEW: i32 = 4;

fn written(value: f64, places: i32) -> String {
    /// From here on a number of 64 bits has more digits than are known.
    const LONG: f64 = 1e16;
    let text = if value.abs() < LONG {
        number(to_places(value, places))
    } else {
        // Two digits behind the first where an amount has four places, and as many more.
        format!("{value:.*e}", usize::try_from(places - FEW).unwrap_or(0) + 2)
    };
    text.replace('-', "−")
}

/// A number that was set, such as a label or a weight, in full: unlike the outcome of a sum it is 0 only
/// where it says so. What sums of weights leave beside 0 is about 0.
///
/// ```
/// use jointly::document::words::exact;
/// assert_eq!([0.0, 0.25, 1e-12, 1e-17].map(exact), ["0", "0.25", "1.00e−12", "≈0"]);
/// ```
#[must_use]
pub fn exact(value: f64) -> String {
    not_zero(value, amount(value))
}

pub(super) fn not_zero(value: f64, text: String) -> String {
    /// Numbers near 1 are no more exact than this.
    const ROUNDING: f64 = 1e-15;
    match value.abs() {
        0.0 => text,
        _ if text != "0" => text,
        size if size < ROUNDING => "≈0".to_owned(),
        _ => format!("{value:.2e}").replace('-', "−"),
    }
}

/// `value` rounded to so many places; to three digits where that would leave less, and to 0 below a billionth,
/// where only rounding is left.
fn to_places(value: f64, places: i32) -> f64 {
    /// From here on a number of 64 bits has no places left to round.
    const TOO_LARGE: f64 = 1e11;
    const NOTHING: f64 = 1e-9;
    let size = value.abs();
    if size < NOTHING {
        return 0.0;
    }
    if size >= TOO_LARGE {
        return value;
    }
    #[expect(clippy::cast_possible_truncation, reason = "from -9 to 11")]
    let leading = size.log10().floor() as i32;
    let unit = 10_f64.powi(places.max(2 - leading));
    (value * unit).round() / unit
}

/// Amounts side by side: with more places where four would make different numbers look the same.
///
/// ```
/// use jointly::document::words::apart;
/// assert_eq!(apart([1.000_01, 1.0]), ["1.00001", "1"]);
/// assert_eq!(apart([1.0 / 3.0, 0.333_333_333_333]), ["0.3333", "0.3333"]);
/// ```
#[must_use]
pub fn apart<const N: usize>(values: [f64; N]) -> [String; N] {
    const MANY: i32 = 9;
    let texts = |places| values.map(|value| written(value, places));
    let tells = |texts: &[String; N]| {
        (0..N).all(|b| (0..b).all(|a| alike(values[a], values[b]) || texts[a] != texts[b]))
    };
    (FEW..MANY).map(texts).find(tells).unwrap_or_else(|| texts(MANY))
}

/// The same of numbers that were set: none but 0 looks like it.
#[must_use]
pub fn apart_exact<const N: usize>(values: [f64; N]) -> [String; N] {
    let mut texts = apart(values).into_iter();
    values.map(|value| not_zero(value, texts.next().unwrap_or_default()))
}

/// Whether only rounding keeps two numbers apart.
pub(super) fn alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= (1e-15 * a.abs().max(b.abs())).max(1e-9)
}

/// An [`exact`] number with a plus sign in front of what is above 0: a label, a weight, a change.
#[must_use]
pub fn signed(value: f64) -> String {
    with_plus(value, exact(value))
}

/// A number where room is short: about four digits.
///
/// ```
/// assert_eq!(jointly::document::words::brief(1347.584), "1,348");
/// assert_eq!(jointly::document::words::brief(-0.29412), "−0.294");
/// ```
#[must_use]
pub fn brief(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let rounded = to_places(value, places);
    if rounded.abs() >= 1e15 {
        return format!("{value:.2e}").replace('-', "−");
    }
    if rounded.abs() < 1e3 {
        return amount(rounded);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1e3 and 1e15"
    )]
    let whole = rounded.abs() as usize;
    let sign = if rounded < 0.0 { "−" } else { "" };
    format!("{sign}{}", count(whole))
}

/// A number where there is room for a few letters only: from 100,000 on in thousands, millions and so on.
///
/// ```
/// use jointly::document::words::compact;
/// assert_eq!(compact(99_999.0), "99,999");
/// assert_eq!(compact(-19_600_924.0), "−19.6 M");
/// assert_eq!(compact(999_600.0), "1 M");
/// ```
#[must_use]
pub fn compact(value: f64) -> String {
    const UNITS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")];
    let size = value.abs();
    if !(1e5..1e15).contains(&size) {
        return brief(value);
    }
    #[expect(clippy::cast_possible_truncation, reason = "from 5 to 14")]
    let last = 10_f64.powi(size.log10().floor() as i32 - 2);
    // Rounded first: what becomes a million is one.
    let rounded = (value / last).round() * last;
    let (unit, letter) =
        UNITS.into_iter().find(|(unit, _)| rounded.abs() >= *unit).unwrap_or((1.0, ""));
    format!("{} {letter}", brief(rounded / unit))
}

/// A number that was set, in as many places as there is room for: at most four, and at most `letters` beside the
/// sign. Where even whole ones have none it is [`compact`], which may be longer. None but 0 looks like 0.
///
/// ```
/// use jointly::document::words::within;
/// assert_eq!([6, 4, 3].map(|letters| within(-0.0781, letters)), ["−0.0781", "−0.08", "−0.1"]);
/// assert_eq!([6, 4, 1].map(|letters| within(12.345, letters)), ["12.345", "12.3", "12.3"]);
/// assert_eq!(within(1e6, 4), "1 M");
/// ```
#[must_use]
pub fn within(value: f64, letters: usize) -> String {
    let fits = |text: &String| text.trim_start_matches('−').chars().count() <= letters;
    let whole = exact(value);
    if fits(&whole) {
        return whole;
    }
    let rounded = |places: i32| {
        let unit = 10_f64.powi(places);
        match amount((value * unit).round() / unit) {
            nothing if nothing == "0" => "≈0".to_owned(),
            text => text,
        }
    };
    (0..FEW).rev().map(rounded).find(fits).unwrap_or_else(|| compact(value))
}

/// The same with a plus sign in front of what is above 0.
#[must_use]
pub fn signed_within(value: f64, letters: usize) -> String {
    with_plus(value, within(value, letters))
}

/// A number that is a simple fraction as one, any other in brief: the shares of few changes are.
///
/// ```
/// use jointly::document::words::fraction;
/// assert_eq!(fraction(5.0 / 6.0), "5/6");
/// assert_eq!(fraction(-1.0 / 3.0), "−1/3");
/// assert_eq!(fraction(2.0), "2");
/// assert_eq!(fraction(0.123), "0.123");
/// ```
#[must_use]
pub fn fraction(value: f64) -> String {
    const MOST: u32 = 12;
    let whole = |d: &u32| {
        let n = value * f64::from(*d);
        n.abs() < 1000.0 && (n - n.round()).abs() < 1e-9
    };
    match (2..=MOST).find(whole) {
        Some(d) if value.fract() != 0.0 => {
            format!("{}/{d}", amount((value * f64::from(d)).round()))
        }
        _ => brief(value),
    }
}

/// A brief number with a plus sign in front of what is above 0.
#[must_use]
pub fn brief_signed(value: f64) -> String {
    with_plus(value, brief(value))
}

/// A compact number in the same way.
#[must_use]
pub fn compact_signed(value: f64) -> String {
    with_plus(value, compact(value))
}

fn with_plus(value: f64, text: String) -> String {
    let none = text == "0" || text.starts_with('≈');
    if value > 0.0 && !none { format!("+{text}") } else { text }
}

/// An output through the sigmoid, in percent: the certainty that the label is +1.
///
/// ```
/// use jointly::document::words::certainty;
/// assert_eq!(certainty(1.0), "73.1 %");
/// assert_eq!(certainty(3.0), "95.3 %");
/// assert_eq!(certainty(-20.0), "< 0.1 %");
/// ```
#[must_use]
pub fn certainty(output: f64) -> String {
    let share = sigmoid(output);
    match 100.0 * share {
        percent if percent < 0.05 => "< 0.1 %".to_owned(),
        percent if percent >= 99.95 => "> 99.9 %".to_owned(),
        percent => format!("{percent:.1} %"),
    }
}

/// A count with its thousands apart: "531,441".
#[must_use]
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "1 pixel", "2 pixels", "1,000 pixels".
#[must_use]
pub fn plural(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(n))
}

/// How long ago something was: "2 minutes ago".
#[must_use]
pub fn ago(seconds: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("day", 24 * 60 * 60), ("hour", 60 * 60), ("minute", 60)];
    let unit = UNITS.iter().find(|(_, length)| seconds >= *length);
    let Some((unit, length)) = unit else {
        return "less than a minute ago".to_owned();
    };
    let number = usize::try_from(seconds / length).unwrap_or(usize::MAX);
    format!("{} ago", plural(number, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_their_largest_unit() {
        for (seconds, told) in [
            (0, "less than a minute ago"),
            (59, "less than a minute ago"),
            (60, "1 minute ago"),
            (179, "2 minutes ago"),
            (3_600, "1 hour ago"),
            (86_399, "23 hours ago"),
            (86_400, "1 day ago"),
            (100 * 86_400, "100 days ago"),
        ] {
            assert_eq!(ago(seconds), told);
        }
    }
}
