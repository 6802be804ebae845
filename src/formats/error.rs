//! Why bytes cannot be used.

use std::fmt;
use std::ops::ControlFlow;

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

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Whoever was told how far reading had come broke it off.
    #[error("reading was cancelled")]
    Cancelled,
    /// The bytes cannot be used.
    #[error(transparent)]
    Refused(#[from] Error),
}

/// Tells an observer how much of all is read, as a share from 0 to 1.
///
/// # Errors
/// [`Unread::Cancelled`] when it breaks.
pub(super) fn tell(
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    done: u64,
    all: u64,
) -> Result<(), Unread> {
    #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
    let share = done as f32 / all.max(1) as f32;
    match observer(share.min(1.0)) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Unread::Cancelled),
    }
}

/// What was read, where nobody watched who could have broken it off.
pub(super) fn unwatched<T>(
    read: impl FnOnce(&mut dyn FnMut(f32) -> ControlFlow<()>) -> Result<T, Unread>,
) -> Result<T, Error> {
    read(&mut |_| ControlFlow::Continue(())).map_err(|unread| match unread {
        Unread::Refused(error) => error,
        Unread::Cancelled => unreachable!("nobody breaks"),
    })
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
