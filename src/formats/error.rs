//! Why bytes cannot be used.

/// A refusal: where, what was found, what was expected, and what to do.
///
/// It reads as a sentence or two, to which the caller puts the file's name in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line}, column {column}{}: found {found}, expected {expected}. {advice}",
    in_field(field)
)]
pub struct Error {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The path of the field, such as `examples[2].pixels[1][0]`; empty at the top.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// What to do about it: a full sentence.
    pub advice: String,
}

fn in_field(field: &str) -> String {
    if field.is_empty() { String::new() } else { format!(", {field}") }
}
