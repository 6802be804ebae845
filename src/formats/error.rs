//! Why bytes cannot be used.

use std::fmt;

/// A refusal: where, what was found, what was expected, and what to do.
///
/// It reads as a sentence or two, to which the caller puts the file's name in front.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}{}: found {found}, expected {expected}. {advice}", in_field(field))]
pub struct Error {
    /// Where in the bytes.
    pub place: Place,
    /// The path of the field, such as `examples[2].pixels[1][0]`, or what stands there, such as `the width`; empty
    /// at the top.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// What to do about it: a full sentence.
    pub advice: String,
}

/// Where in the bytes something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a text.
    Text {
        /// The line, from 1.
        line: u64,
        /// The column in characters, from 1.
        column: u64,
    },
    /// On a line of a table, from 1; the field names its column.
    Line(u64),
    /// So many bytes from the start of a binary file, unpacked where it was packed.
    Byte(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { line, column } => write!(f, "line {line}, column {column}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Byte(offset) => write!(f, "byte {offset}"),
        }
    }
}

fn in_field(field: &str) -> String {
    if field.is_empty() { String::new() } else { format!(", {field}") }
}
