//! Texts in double quotes, with every escape that JSON has.

use std::borrow::Cow;

use super::reader::{NO_VALUE, Reader};
use super::words::word;
use crate::formats::Error;

impl<'a> Reader<'a> {
    /// Reads a text.
    pub fn text(&mut self) -> Result<Cow<'a, str>, Error> {
        let at = self.at;
        if !self.is_at(b'"') {
            let advice = match word(self.rest()) {
                "null" => NO_VALUE,
                _ => "Write it as a text, such as \"smile\".",
            };
            return Err(self.unexpected("a text in double quotes", advice));
        }
        let start = at + 1;
        let mut unescaped: Option<String> = None;
        let mut end = start;
        loop {
            let Some(next) = self.text[end..].chars().next() else {
                let advice = "Put a double quote at its end, or take a complete copy of the file.";
                return Err(self.error(at, "a text without an end", "`\"` at its end", advice));
            };
            match next {
                '"' => break,
                '\\' => {
                    let so_far = &self.text[start..end];
                    let (c, length) = self.escape(end)?;
                    unescaped.get_or_insert_with(|| so_far.to_owned()).push(c);
                    end += length;
                }
                c if c < ' ' => {
                    return Err(self.error(
                        end,
                        format!("the control character U+{:04X} in a text", u32::from(c)),
                        "it escaped",
                        format!("Write \\u{:04x} instead.", u32::from(c)),
                    ));
                }
                c => {
                    if let Some(unescaped) = &mut unescaped {
                        unescaped.push(c);
                    }
                    end += c.len_utf8();
                }
            }
        }
        self.at = end + 1;
        self.space();
        Ok(unescaped.map_or(Cow::Borrowed(&self.text[start..end]), Cow::Owned))
    }

    /// The character that an escape at a byte offset stands for, and its length in bytes.
    fn escape(&self, at: usize) -> Result<(char, usize), Error> {
        let c = match self.text[at + 1..].chars().next() {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => {
                return self.unicode(at).ok_or_else(|| {
                    let expected =
                        "\\u with four hexadecimal digits, or two such for a surrogate pair";
                    let advice = "Write the character itself.";
                    self.error(at, "a broken \\u escape", expected, advice)
                });
            }
            _ => {
                let expected = "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u";
                let advice = "Write \\\\ for a backslash.";
                return Err(self.error(at, "an unknown escape", expected, advice));
            }
        };
        Ok((c, 2))
    }

    /// The same for `\uXXXX`, and for a surrogate pair of them.
    fn unicode(&self, at: usize) -> Option<(char, usize)> {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            let all_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            u16::from_str_radix(digits, 16).ok().filter(|_| all_hex)
        };
        let first = unit(at)?;
        let pair = [first, unit(at + 6).unwrap_or_default()];
        let length = if (0xD800..0xDC00).contains(&first) { 12 } else { 6 };
        let c = char::decode_utf16(pair).next()?.ok()?;
        Some((c, length))
    }
}
