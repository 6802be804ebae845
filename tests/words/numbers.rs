//! Reads numbers and sums back, independently of how they were made, and finds slips of English.

/// The number a text is, as people write it: "−1,234.5", "+1", "three".
pub fn number(text: &str) -> Option<f64> {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let word = text.to_lowercase();
    if let Some(n) = WORDS.iter().position(|w| *w == word) {
        return u32::try_from(n).ok().map(f64::from);
    }
    let text = text.strip_prefix('≈').unwrap_or(text);
    let digits = text.strip_prefix('+').unwrap_or(text).replace('−', "-").replace(',', "");
    digits.parse().ok().filter(|n: &f64| n.is_finite())
}

/// What a sum such as "0 + 1 − 2 = −1" adds up to, what it says it does, and how many parts it has.
pub fn sum(text: &str) -> Option<(f64, f64, usize)> {
    let (left, says) = text.split_once(" = ")?;
    let mut words = left.split(' ');
    let mut total = number(words.next()?)?;
    let mut parts = 0;
    while let Some(sign) = words.next() {
        let part = number(words.next()?)?;
        total += match sign {
            "+" => part,
            "−" => -part,
            _ => return None,
        };
        parts += 1;
    }
    Some((total, number(says)?, parts))
}

/// Whether a number on screen is `value`, computed from numbers up to `scale`, as far as its four places go.
pub fn shows(shown: &str, value: f64, scale: f64) -> bool {
    number(shown).is_some_and(|shown| (shown - value).abs() <= 5.1e-5 + 1e-13 * scale.abs())
}

/// Whether a count, in digits or words, is `n`.
pub fn counts(shown: &str, n: usize) -> bool {
    number(shown) == u32::try_from(n).ok().map(f64::from)
}

/// What is wrong with a sentence as English, whatever it says.
pub fn slip(text: &str) -> Option<&'static str> {
    const ENDS: &[char] = &['.', ',', ':', ';', ')', '?'];
    let first = text.chars().next()?;
    let words: Vec<&str> = text.split(' ').map(|w| w.trim_end_matches(ENDS)).collect();
    let pair = |a: &[&str], b: &[&str]| {
        words.windows(2).any(|w| a.contains(&w[0].to_lowercase().as_str()) && b.contains(&w[1]))
    };
    let many =
        ["changes", "weights", "tests", "pictures", "times", "ties", "take", "bring", "touch"];
    [
        (text.contains("  ") || text != text.trim(), "spaces"),
        (text.contains("NaN") || words.contains(&"inf"), "no number"),
        (words.contains(&"−0") || words.contains(&"+0"), "a zero with a sign"),
        (text.contains(" -") || text.contains("(-"), "a hyphen for a minus"),
        (pair(&["one", "1"], &many), "one of many"),
        (
            pair(&["two", "three", "2", "3"], &["change", "weight", "test", "takes", "brings"]),
            "many of one",
        ),
        (pair(&["no"], &["changes", "change", "weights", "of"]), "none does something"),
        (pair(&["all"], &["one", "two", "1"]), "all of few"),
        (text.contains("wanted"), "a label is not wanted"),
        (first.is_lowercase(), "no capital"),
        (!text.ends_with(['.', '?']), "no full stop"),
    ]
    .into_iter()
    .find_map(|(wrong, what)| wrong.then_some(what))
}

#[test]
fn numbers_and_sums_are_read_back() {
    assert_eq!(number("−1,234.5"), Some(-1234.5));
    assert_eq!(number("Three"), Some(3.0));
    assert_eq!((number("smile"), number("NaN"), number("")), (None, None, None));
    assert_eq!(sum("0 + 1 + 1 − 3 = −1"), Some((-1.0, -1.0, 3)));
    assert_eq!(sum("3 + 3 = 12"), Some((6.0, 12.0, 1)));
    assert_eq!(sum("3 + 3"), None);
    assert!(shows("0.3333", 1.0 / 3.0, 1.0) && !shows("0.3334", 1.0 / 3.0, 1.0));
    assert!(counts("three", 3) && counts("1,000", 1000) && !counts("two", 3));
}

#[test]
fn slips_are_found() {
    assert_eq!(slip("It is so."), None);
    for text in [
        "Two  spaces.",
        "Output −0.",
        "Output -1.",
        "One changes.",
        "All one.",
        "With all two?",
        "All 1 match.",
        "1 weights.",
        "No changes take it.",
        "it is so.",
        "It is so",
        "One take it up.",
        "Output NaN.",
        "Three takes it up.",
        "Where 1 was wanted.",
    ] {
        assert!(slip(text).is_some(), "{text}");
    }
}

#[test]
fn numbers_of_any_size_are_written() {
    use jointly::document::words::{amount, apart, apart_exact, brief, brief_signed, signed};
    assert_eq!(number(&amount(1e306)), Some(1e306));
    assert_eq!((brief(1e300), brief(-1e9)), ("1.00e300".to_owned(), "−1,000,000,000".to_owned()));
    assert_eq!(amount(-123_456_789_012_345_678.0), "−1.23e17");
    assert_eq!(apart([1e300, 1.000_01e300]), ["1.00000e300", "1.00001e300"]);
    assert_eq!(apart_exact([1e-12, 1.0]), ["1.00e−12", "1"]);
    // A gain of next to nothing is rounding; a label is what it is.
    assert_eq!((brief_signed(1e-12), amount(1e-12)), ("0".to_owned(), "0".to_owned()));
    assert_eq!([1e-12, -1e-12, 0.0, 2e-16].map(signed), ["+1.00e−12", "−1.00e−12", "0", "≈0"]);
    assert_eq!((amount(-0.0), brief(-1e-12)), ("0".to_owned(), "0".to_owned()));
}
