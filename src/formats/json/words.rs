//! Pieces of text, as tokens and as messages show them.

/// Longer texts are cut in messages.
const LONGEST_QUOTE: usize = 40;

/// The length of the JSON number at the front of `text`, if there is one and it ends there.
pub fn number_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let count = bytes[from.min(bytes.len())..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
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
    (word(text).len() == end).then_some(end)
}

/// The run of letters, digits, signs and points at the front of `text`: a number, a literal, or what was meant as one.
pub fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || "+-._".contains(c)));
    &text[..end.unwrap_or(text.len())]
}

/// What to do about something that is no value.
pub fn value_advice(text: &str) -> &'static str {
    match word(text).trim_start_matches(['-', '+']) {
        "NaN" | "nan" | "Infinity" | "inf" | "Inf" => {
            "Write a finite number: JSON knows neither NaN nor infinity."
        }
        "" if text.starts_with('/') || text.starts_with('#') => {
            "Delete the comment: JSON has none."
        }
        "" if text.starts_with('\'') => "Put the text in double quotes.",
        "" => "Mend the JSON there.",
        _ => "Write a number such as 1, -1 or 0.5, or a text in double quotes.",
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
