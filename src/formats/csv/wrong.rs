//! What is wrong in a line, and what to do about it.

use super::fields::Field;
use crate::formats::{Error, Place};

/// What the first line has to be.
pub const HEADER: &str =
    "Begin the file with a line label,name,r1c1,r1c2,... for all pixels in reading order.";
const COMMAS: &str = "Separate the fields by commas, not by semicolons or tabs.";
const TEXT: &str = "Save the file as comma-separated values in UTF-8.";

/// Something wrong in a line.
pub struct Wrong {
    field: String,
    found: String,
    expected: String,
    advice: &'static str,
}

impl Wrong {
    /// This, found here.
    pub fn new(
        field: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
        advice: &'static str,
    ) -> Self {
        Self { field: field.into(), found: found.into(), expected: expected.into(), advice }
    }

    /// The file begins with something else than a header: with this field, or with none.
    pub fn no_header(first: Option<Field>) -> Self {
        let text = first.map_or(&[][..], |field| field.text);
        let is_text = std::str::from_utf8(text).is_ok() && !text.contains(&0);
        let (found, advice) = match first {
            None => ("nothing".to_owned(), HEADER),
            Some(_) if text.starts_with(b"PK") => {
                ("a spreadsheet or another packed file".to_owned(), TEXT)
            }
            Some(field) if is_text && field.is_last && is_separated_otherwise(text) => {
                (shown(text), COMMAS)
            }
            Some(_) => (shown(text), if is_text { HEADER } else { TEXT }),
        };
        Self::new("", found, "the header \"label,...\"", advice)
    }

    /// A line has another number of fields than the header.
    pub fn ragged(line: &Line, columns: usize) -> Self {
        let noun = if line.fields == 1 { "field" } else { "fields" };
        let advice = if line.fields == 1 && line.is_separated_otherwise {
            COMMAS
        } else if line.fields > columns {
            "Put names with commas in double quotes, and write fractions with a point."
        } else if line.has_line_ends {
            "Put a second double quote where the text in double quotes ends."
        } else {
            "Give every line as many fields as the header has."
        };
        let found = if line.is_whole {
            format!("{} {noun}", line.fields)
        } else {
            format!("more than {columns} fields")
        };
        Self::new("", found, format!("{columns}, as in the header"), advice)
    }

    /// It, in a line of the table that begins on this line.
    pub fn at(self, line: u64) -> Error {
        let Self { field, found, expected, advice } = self;
        Error { place: Place::Line(line), field, found, expected, advice: advice.to_owned() }
    }
}

/// What is known of a line, whatever its fields are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Line {
    /// How many fields there are so far.
    pub fields: usize,
    is_whole: bool,
    is_separated_otherwise: bool,
    has_line_ends: bool,
}

impl Line {
    /// One more field.
    pub fn note(&mut self, field: Field) {
        self.fields += 1;
        self.is_whole = field.is_last;
        self.is_separated_otherwise |= is_separated_otherwise(field.text);
        self.has_line_ends |= field.text.contains(&b'\n');
    }
}

/// Whether semicolons or tabs take a field apart.
fn is_separated_otherwise(text: &[u8]) -> bool {
    text.iter().any(|byte| b";\t".contains(byte))
}

/// A field in a message.
pub fn shown(field: &[u8]) -> String {
    const MOST: usize = 40;
    let text = String::from_utf8_lossy(field);
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    format!("\"{}\"", shown.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'"))
}
