//! Numbers and names, in.

use super::NAME;
use super::fields::{Field, LONGEST};
use super::wrong::{Wrong, shown};
use crate::engine::{Dataset, number};

/// The number that a field says.
pub fn value(field: Field, column: impl Fn() -> String) -> Result<f64, Wrong> {
    if field.is_long {
        return Err(too_long(column(), "a number", "Write fewer digits."));
    }
    let field = field.text;
    if let Some(short) = short(field) {
        return Ok(short);
    }
    let text = std::str::from_utf8(field).unwrap_or_default().trim();
    match text.parse::<f64>() {
        Ok(value) if value.abs() <= Dataset::MAX_MAGNITUDE => Ok(value),
        Ok(_) => {
            let most = number(Dataset::MAX_MAGNITUDE);
            let advice = match text.trim_start_matches(['+', '-']).as_bytes() {
                [b'n' | b'N', ..] => "Give every picture all its numbers.",
                [b'i' | b'I', ..] => "Write a finite number.",
                _ => "Scale the numbers down.",
            };
            Err(Wrong::new(
                column(),
                shown(field),
                format!("a number from -{most} to {most}"),
                advice,
            ))
        }
        Err(_) => {
            let found = if text.is_empty() && field.is_empty() {
                "nothing".to_owned()
            } else {
                shown(field)
            };
            Err(Wrong::new(column(), found, "a number", "Write a number such as 1, -1 or 0.5."))
        }
    }
}

/// A whole number of up to nine digits, which is what most fields are.
fn short(field: &[u8]) -> Option<f64> {
    let is_short = (1..=9).contains(&field.len()) && field.iter().all(u8::is_ascii_digit);
    let number = |sum: u32, digit: &u8| sum * 10 + u32::from(digit - b'0');
    is_short.then(|| f64::from(field.iter().fold(0, number)))
}

/// The name that a field says.
pub fn name(field: Field) -> Result<String, Wrong> {
    const SHORTEN: &str = "Shorten the name, or put a second double quote at its end.";
    if field.is_long {
        let expected = format!("at most {} characters", Dataset::MAX_NAME);
        return Err(too_long(NAME.to_owned(), &expected, SHORTEN));
    }
    let field = field.text;
    let Ok(name) = std::str::from_utf8(field) else {
        return Err(Wrong::new(NAME, shown(field), "UTF-8 text", "Save the file as UTF-8."));
    };
    let name = if is_guarded(name) { &name[1..] } else { name };
    if name.chars().nth(Dataset::MAX_NAME).is_none() {
        return Ok(name.to_owned());
    }
    let found = format!("a name of {} characters", name.chars().count());
    Err(Wrong::new(NAME, found, format!("at most {}", Dataset::MAX_NAME), SHORTEN))
}

fn too_long(column: String, expected: &str, advice: &'static str) -> Wrong {
    Wrong::new(column, format!("more than {LONGEST} bytes"), expected, advice)
}

/// What spreadsheets take a text for that begins so, apostrophes left aside, is a formula.
pub fn is_formula(name: &str) -> bool {
    name.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn is_guarded(name: &str) -> bool {
    name.starts_with('\'') && is_formula(name)
}
