//! Reads sentences back, independently of how they were made.

/// Every number in a text, in order. A minus sign belongs to a number where nothing but a space or a bracket
/// stands before it and a digit follows.
pub fn numbers(text: &str) -> Vec<f64> {
    let plain = text.replace('−', "-").replace(',', "");
    let mut found = Vec::new();
    for word in plain.split_whitespace() {
        let word = word.trim_matches(|c: char| !(c.is_ascii_digit() || c == '-' || c == '+'));
        if let Ok(number) = word.trim_start_matches('+').parse() {
            found.push(number);
        }
    }
    found
}

/// Every sum in a text, such as "0 + 1 − 2 = −1", as what its left side comes to and what it says it does.
pub fn sums(text: &str) -> Vec<(f64, f64)> {
    let plain = text.replace('−', "-");
    let words: Vec<&str> =
        plain.split_whitespace().map(|w| w.trim_end_matches(['.', ';', ':'])).collect();
    let number = |i: usize| words.get(i).and_then(|w| w.replace(',', "").parse::<f64>().ok());
    let mut sums = Vec::new();
    for equals in (0..words.len()).filter(|i| words[*i] == "=") {
        let Some(says) = number(equals + 1) else { continue };
        let mut total = 0.0;
        let mut at = equals;
        while let Some(part) = at.checked_sub(1).and_then(number) {
            let sign = at.checked_sub(2).map(|i| words[i]);
            total += if sign == Some("-") { -part } else { part };
            at = match sign {
                Some("-" | "+") => at - 2,
                _ => break,
            };
        }
        sums.push((total, says));
    }
    sums
}

/// Whether a number on screen is `value`, as far as its digits go.
pub fn shows(shown: f64, value: f64) -> bool {
    (shown - value).abs() <= 6e-5 * value.abs().max(1.0)
}

/// What is wrong with a sentence as English, whatever it says.
pub fn slip(text: &str) -> Option<&'static str> {
    let first = text.chars().next()?;
    [
        (text.contains("  "), "two spaces"),
        (text.contains("NaN") || text.contains("inf"), "no number"),
        (text.split(' ').any(|w| w.trim_end_matches(['.', ',', ':']) == "−0"), "minus zero"),
        (text.contains(" -") || text.contains("(-"), "a hyphen for a minus"),
        (text.contains("one changes") || text.contains("one weights"), "one of many"),
        (text.contains("no changes take") || text.contains("no change "), "none does something"),
        (first.is_lowercase(), "no capital"),
        (!text.ends_with(['.', '?']), "no full stop"),
    ]
    .into_iter()
    .find_map(|(wrong, what)| wrong.then_some(what))
}

#[test]
fn sums_are_read_back() {
    assert_eq!(sums("Together: 0 + 1 + 1 − 3 = −1."), [(-1.0, -1.0)]);
    assert_eq!(sums("Each alone, added up: 3 + 3 + 2 + 3 = 12 matches."), [(11.0, 12.0)]);
    assert_eq!(numbers("output −1,234.5, label +1."), [-1234.5, 1.0]);
    assert_eq!(slip("one changes."), Some("one of many"));
    assert_eq!(slip("It is so."), None);
}
