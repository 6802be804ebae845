//! Sheets as comma-separated values.
//!
//! As RFC 4180 says, but for the line ends: fields with commas, quotes or line breaks are quoted, quotes in them
//! doubled. Lines end in a single line feed, which every reader takes and comparing tools show well; the text is
//! UTF-8 without a mark in front, so that the first column's name is just that.
//!
//! Spreadsheets take a text that begins with = + - @ or a tab for a formula, quoted or not, and formulas may
//! reach out. Names come from files of others, so such a text gets an apostrophe in front, which is how spreadsheets
//! themselves write a text that looks like a formula. Numbers never get one: -1 stays -1.

use super::{Cell, Sheet};
use crate::engine::number;

impl Sheet {
    /// The header and all rows as comma-separated values.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut csv = String::new();
        line(&mut csv, self.header.iter().map(|name| text(name)));
        for row in &self.rows {
            line(&mut csv, row.iter().map(field));
        }
        csv
    }
}

fn line(csv: &mut String, fields: impl Iterator<Item = String>) {
    for (n, field) in fields.enumerate() {
        if n > 0 {
            csv.push(',');
        }
        csv.push_str(&field);
    }
    csv.push('\n');
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Number(value) => number(*value),
        Cell::Text(words) => text(words),
    }
}

fn text(words: &str) -> String {
    let guard = if words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" };
    if words.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", words.replace('"', "\"\""))
    } else {
        format!("{guard}{words}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_can_be_no_formula() {
        for (name, field) in [
            ("smile", "smile"),
            ("smile, please", "\"smile, please\""),
            ("a \"smile\"", "\"a \"\"smile\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("1 - 1", "1 - 1"),
            ("Łukasz ☺", "Łukasz ☺"),
        ] {
            assert_eq!(text(name), field);
        }
    }

    #[test]
    fn numbers_are_exact_and_never_guarded() {
        for (value, written) in [
            (-34.0, "-34"),
            (-0.0, "0"),
            (1.0 / 3.0, "0.3333333333333333"),
            (1e21, "1000000000000000000000"),
        ] {
            assert_eq!(field(&value.into()), written);
        }
        assert_eq!(field(&Cell::Blank), "");
    }
}
