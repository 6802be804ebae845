//! Strict JSON, one token at a time, that always knows its place.
//!
//! `serde_json` would report where a wrong value ends, keeps the last of duplicate keys in a `Value`, and rounds some
//! fractions; the place, the path and the exact number are what this format promises, so they are read here.
//! A property test holds it to `serde_json`'s idea of what is JSON.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::words::{
    comma_advice, key_advice, number_end, quote, short, token_advice, value_advice, word,
};
use crate::formats::Error;

/// The format itself needs 4; more is refused before the stack feels it.
const DEEPEST: usize = 16;
/// What an error advises about a file that is something else.
pub(super) const NOT_OURS: &str = "This is no Jointly file: choose another one.";

/// What an error advises about a null.
pub(super) const NO_VALUE: &str = "Give it a value, or delete its key.";

/// One step of the path to the value being read.
pub(super) enum Step<'a> {
    Key(Cow<'a, str>),
    Index(usize),
}

/// A member of an object: its key, and the byte offsets of key and value.
pub struct Member<'a> {
    pub key: Cow<'a, str>,
    pub key_at: usize,
    pub value_at: usize,
}

/// Reads tokens from the front of a text.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) path: Vec<Step<'a>>,
    /// Where it was when the observer was told last.
    pub(super) told: usize,
}

/// Whether an early reading of a member has succeeded.
pub enum Early {
    /// Its value has been read.
    Read,
    /// It is to be read later, when everything is known.
    Later,
}

impl<'a> Reader<'a> {
    /// A reader at the first token of `bytes`, which must be UTF-8 without a byte order mark.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Error> {
        let (text, odd_byte) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let text = std::str::from_utf8(valid).unwrap_or_default();
                (text, bytes.get(valid.len()))
            }
        };
        let reader = Self::within(text);
        if let Some(byte) = odd_byte {
            let found = format!("the byte {byte:#04x}");
            return Err(reader.error(
                text.len(),
                found,
                "UTF-8 text",
                "Save the file as UTF-8, or choose a Jointly file.",
            ));
        }
        if text.starts_with('\u{feff}') {
            return Err(reader.error(
                0,
                "a byte order mark",
                "`{`",
                "Save the file as UTF-8 without a byte order mark.",
            ));
        }
        if reader.rest().is_empty() {
            return Err(reader.error(
                reader.at,
                "nothing",
                "a Jointly file",
                "The file is empty: choose another one.",
            ));
        }
        Ok(reader)
    }

    /// A reader at the first token of a piece of a text.
    pub(super) fn within(text: &'a str) -> Self {
        let mut reader = Self { text, at: 0, path: Vec::new(), told: 0 };
        reader.space();
        reader
    }

    /// The byte offset of the next token.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// The top-level object's members, each value checked to be JSON, and nothing after it. `early` gets the members so far
    /// and the next one, and may read that at once, so that what is large is read only once.
    pub fn outline<E: From<Error>>(
        &mut self,
        mut early: impl FnMut(&mut Self, &[Member<'a>], &Member<'a>) -> Result<Early, E>,
    ) -> Result<Vec<Member<'a>>, E> {
        let mut members = Vec::new();
        self.members(|reader, key, key_at| {
            let member = Member { key, key_at, value_at: reader.at };
            let is_read = matches!(early(reader, &members, &member)?, Early::Read);
            reader.path = vec![Step::Key(member.key.clone())];
            if !is_read {
                reader.at = member.value_at;
                reader.skip()?;
            }
            members.push(member);
            Ok::<_, E>(())
        })?;
        if !self.rest().is_empty() {
            let advice = "Delete what follows it.";
            return Err(self.unexpected("nothing after the last `}`", advice).into());
        }
        Ok(members)
    }

    /// Goes to the value of a top-level member and reads it.
    pub fn member<T, E>(
        &mut self,
        member: &Member<'a>,
        read: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.at = member.value_at;
        self.path.clear();
        self.path.push(Step::Key(member.key.clone()));
        let value = read(self)?;
        self.path.clear();
        Ok(value)
    }

    /// Reads an object: `member` gets every key and its offset, and must read its value. No key may come twice.
    pub fn object(
        &mut self,
        member: impl FnMut(&mut Self, Cow<'a, str>, usize) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.members(member)
    }

    /// The same, where reading may also end for another reason than an error in the text.
    fn members<E: From<Error>>(
        &mut self,
        mut member: impl FnMut(&mut Self, Cow<'a, str>, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        self.open(b'{', "an object in { }", "Put it in braces, each value behind its key.")?;
        let mut seen = BTreeSet::new();
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            let key_at = self.at;
            if !self.is_at(b'"') {
                let advice = key_advice(self.rest());
                return Err(self.unexpected("a key in double quotes", advice).into());
            }
            let key = self.text()?;
            if !seen.insert(key.clone()) {
                let found = format!("a second {}", quote(&key));
                let advice = "Delete one of the two.";
                return Err(self.error(key_at, found, "every key once", advice).into());
            }
            if !self.take(b':') {
                let advice = match self.rest() {
                    "" => token_advice(""),
                    _ => "Put a colon before it.",
                };
                return Err(self.unexpected("`:` after the key", advice).into());
            }
            self.path.push(Step::Key(key.clone()));
            member(self, key, key_at)?;
            self.path.pop();
            if self.take(b'}') {
                return Ok(());
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `}`", comma_advice(self.rest())).into());
            }
        }
    }

    /// Reads an array: `element` gets every index, and must read its value. Returns how many there were.
    pub fn array(
        &mut self,
        element: impl FnMut(&mut Self, usize) -> Result<(), Error>,
    ) -> Result<usize, Error> {
        self.elements(element)
    }

    /// The same, where reading may also end for another reason than an error in the text.
    pub fn elements<E: From<Error>>(
        &mut self,
        mut element: impl FnMut(&mut Self, usize) -> Result<(), E>,
    ) -> Result<usize, E> {
        self.open(b'[', "an array in [ ]", "Put it in square brackets.")?;
        if self.take(b']') {
            return Ok(0);
        }
        for index in 0.. {
            self.path.push(Step::Index(index));
            if index > 0 && self.is_at(b']') {
                return Err(self.unexpected("a value", "Delete the comma before it.").into());
            }
            element(self, index)?;
            self.path.pop();
            if self.take(b']') {
                return Ok(index + 1);
            }
            if !self.take(b',') {
                return Err(self.unexpected("`,` or `]`", comma_advice(self.rest())).into());
            }
        }
        Ok(usize::MAX)
    }

    /// Reads a number: infinite where it is too large for 64 bits.
    pub fn number(&mut self) -> Result<f64, Error> {
        if let Some((number, end)) = short(self.text.as_bytes(), self.at) {
            self.at = end;
            return Ok(number);
        }
        let at = self.at;
        let wanted = "a number";
        let Some(end) = number_end(&self.text[at..]) else {
            return Err(self.unexpected(wanted, self.number_advice()));
        };
        let number = self.text[at..at + end].parse();
        self.at += end;
        self.space();
        number.map_err(|_| self.error(at, self.describe(at), wanted, self.number_advice()))
    }

    /// What to do about something that is no number.
    fn number_advice(&self) -> &'static str {
        let quoted = self.rest().strip_prefix('"');
        let end = quoted.and_then(number_end);
        if end.is_some_and(|end| quoted.is_some_and(|text| text[end..].starts_with('"'))) {
            "Delete the double quotes around it."
        } else {
            "Write a number such as 1, -1 or 0.5."
        }
    }

    /// Checks that a value is JSON, and goes past it.
    fn skip(&mut self) -> Result<(), Error> {
        if self.path.len() > DEEPEST {
            let expected = format!("at most {DEEPEST} levels");
            return Err(self.error(self.at, "deeper nesting", expected, NOT_OURS));
        }
        match self.rest().bytes().next() {
            Some(b'{') => self.object(|reader, _, _| reader.skip()),
            Some(b'[') => self.array(|reader, _| reader.skip()).map(drop),
            Some(b'"') => self.text().map(drop),
            _ => {
                let rest = self.rest();
                let literal =
                    ["true", "false", "null"].into_iter().find(|literal| word(rest) == *literal);
                let Some(end) = literal.map(str::len).or_else(|| number_end(rest)) else {
                    return Err(self.unexpected("a value", value_advice(rest)));
                };
                self.at += end;
                self.space();
                Ok(())
            }
        }
    }

    fn open(&mut self, bracket: u8, expected: &str, advice: &str) -> Result<(), Error> {
        if self.take(bracket) {
            Ok(())
        } else if self.path.is_empty() {
            Err(self.unexpected("a Jointly file, which starts with `{`", NOT_OURS))
        } else if self.rest().is_empty() {
            Err(self.unexpected(expected, token_advice("")))
        } else if word(self.rest()) == "null" {
            Err(self.unexpected(expected, NO_VALUE))
        } else {
            Err(self.unexpected(expected, advice))
        }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Whether the next token starts so.
    pub fn is_at(&self, token: u8) -> bool {
        self.text.as_bytes().get(self.at) == Some(&token)
    }

    pub(super) fn take(&mut self, token: u8) -> bool {
        let there = self.is_at(token);
        if there {
            self.at += 1;
            self.space();
        }
        there
    }

    /// Goes past white space.
    pub(super) fn space(&mut self) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
}
