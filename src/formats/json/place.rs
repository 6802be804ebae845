//! Where a reader stands, and errors that say so.

use super::reader::{Reader, Step};
use super::words::{is_plain, quote, shortened, word};
use crate::formats::{Error, Place};

impl Reader<'_> {
    /// An error at a byte offset, in the field being read.
    pub fn error(
        &self,
        at: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
        advice: impl Into<String>,
    ) -> Error {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Error {
            place: Place::Text {
                line: before.matches('\n').count() as u64 + 1,
                column: before[line_start..].chars().count() as u64 + 1,
            },
            field: self.field(),
            found: found.into(),
            expected: expected.into(),
            advice: advice.into(),
        }
    }

    fn field(&self) -> String {
        let steps = self.path.iter().map(|step| match step {
            Step::Index(index) => format!("[{index}]"),
            Step::Key(key) if is_plain(key) => format!(".{key}"),
            Step::Key(key) => format!("[{}]", quote(key)),
        });
        let field: String = steps.collect();
        field.trim_start_matches('.').to_owned()
    }

    /// An error about the next token.
    pub fn unexpected(&self, expected: impl Into<String>, advice: impl Into<String>) -> Error {
        self.error(self.at, self.describe(self.at), expected, advice)
    }

    /// What stands at a byte offset, in words.
    pub fn describe(&self, at: usize) -> String {
        let rest = &self.text[at..];
        match rest.chars().next() {
            None => "the end of the file".to_owned(),
            Some('{') => "an object".to_owned(),
            Some('[') => "an array".to_owned(),
            Some('"') => {
                let end = rest[1..].find('"').map_or(rest.len(), |end| end + 1);
                format!("the text {}", quote(&rest[1..end]))
            }
            Some(c) if c.is_alphanumeric() || "+-.".contains(c) => {
                format!("`{}`", shortened(word(rest)))
            }
            Some(_) => self.describe_char(at),
        }
    }

    /// The one character at a byte offset, in words.
    pub fn describe_char(&self, at: usize) -> String {
        match self.text[at..].chars().next() {
            None => "the end of the file".to_owned(),
            Some(c) if c.is_control() => format!("`{}`", c.escape_debug()),
            Some(c) => format!("`{c}`"),
        }
    }
}
