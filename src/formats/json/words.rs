//! Pieces of text, as tokens and as messages show them.

/// Longer texts are cut in messages.
const LONGEST_QUOTE: usize = 40;

/// A whole number of up to nine digits in a row of others, without white space before the comma or bracket: what most files
/// are made of. Gives it and the byte offset behind it.
#[inline]
pub fn short(bytes: &[u8], at: usize) -> Option<(f64, usize)> {
    const LONGEST: usize = 9;
    let (mut end, mut number) = (at, 0);
    while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
        if end == at + LONGEST {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
        end += 1;
    }
    let is_plain = end == at + 1 || end > at && bytes[at] != b'0';
    (is_plain && matches!(bytes.get(end), Some(b',' | b']'))).then(|| (f64::from(number), end))
}

/// The length of the JSON number at the front of `text`, if there is one and it ends there.
pub fn number_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let count =
            bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
        (count > 0).then_some(from + count)
    };
    let sign = usize::from(bytes.first() == Some(&b'-'));
    let mut end = digits(sign)?;
    if bytes[sign] == b'0' && end > sign + 1 {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let signed = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits(end + 1 + usize::from(signed))?;
    }
    let is_over = matches!(bytes.get(end), Some(b',' | b']' | b'\n'));
    (is_over || word(text).len() == end).then_some(end)
}

/// The run of letters, digits, signs and points at the front of `text`: a number, a literal, or what was meant as one.
pub fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "+-._".contains(c)));
    &text[..end.unwrap_or(text.len())]
}

/// What to do about something that is no value.
pub fn value_advice(text: &str) -> &'static str {
    let found = word(text);
    let unsigned = found.trim_start_matches(['-', '+']);
    let is_number = |text: &str| number_end(text).is_some();
    match unsigned {
        "" => token_advice(text),
        "NaN" | "nan" | "Infinity" | "inf" | "Inf" => {
            "Write a finite number: JSON knows neither NaN nor infinity."
        }
        _ if found.starts_with('+') && is_number(unsigned) => "Delete the plus sign.",
        _ if unsigned.starts_with('0') && is_number(unsigned.trim_start_matches('0')) => {
            "Delete the zeros in front."
        }
        _ if unsigned.starts_with('.') || unsigned.ends_with('.') => {
            "Write a digit on both sides of the point, as in 0.5."
        }
        _ => "Write a number such as 1, -1 or 0.5, or a text in double quotes.",
    }
}

/// What to do about something that is no key.
pub fn key_advice(text: &str) -> &'static str {
    match text.chars().next() {
        Some('}') => "Delete the comma before it.",
        Some('0'..='9') => "Write a fraction with a point, as in 0.5.",
        Some(c) if c.is_alphabetic() => "Put it in double quotes.",
        _ => token_advice(text),
    }
}

/// What to do about something that stands where a value should be followed by a comma or a bracket.
pub fn comma_advice(text: &str) -> &'static str {
    match text.chars().next() {
        Some('"' | '{' | '[' | '-' | '0'..='9') => "Put a comma before it.",
        Some('}' | ']') => "Check the brackets before it.",
        Some(c) if c.is_alphabetic() => "Check the commas and double quotes before it.",
        _ => token_advice(text),
    }
}

/// What to do about something that has no place in JSON at all.
pub fn token_advice(text: &str) -> &'static str {
    match text.chars().next() {
        None => "The file is cut off: take a complete copy of it.",
        Some('/' | '#') => "Delete the comment: JSON has none.",
        Some('\'' | '\u{2018}'..='\u{201f}') => "Put the text in double quotes: \".",
        _ => "Mend the JSON there.",
    }
}

/// Whether a key can stand in a path as it is.
pub fn is_plain(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.len() <= LONGEST_QUOTE
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// A text in quotes, cut where it is long, with control characters escaped.
pub fn quote(text: &str) -> String {
    format!("{:?}", shortened(text))
}

/// A text, cut where it is long.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
