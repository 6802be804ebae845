//! The fields of a file, one at a time, unpacked as they are read: no line is ever in memory as a whole.

use std::io::{self, BufRead, BufReader, Read};

use csv_core::{ReadFieldResult, Reader};

use super::MARK;
use crate::formats::{Error, gzip};

/// The longest field, in bytes, above any name and any number.
pub const LONGEST: usize = 4096;

/// What stands between two commas.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// What it says, without quotes.
    pub text: &'a [u8],
    /// Whether it goes on, longer than any name or number.
    pub is_long: bool,
    /// Whether it is the last one of its line.
    pub is_last: bool,
}

/// The fields of a file.
pub struct Fields<'a> {
    text: Box<dyn BufRead + 'a>,
    parser: Reader,
    field: Box<[u8; LONGEST]>,
    /// How much of the text is behind.
    at: u64,
    breaks: Breaks,
    /// The line on which the fields of this one begin; a text in double quotes may have several.
    line: u64,
    /// Whether the next field begins a line.
    begins: bool,
}

impl<'a> Fields<'a> {
    /// None of them read yet, of a stream of so many bytes.
    pub fn of(stream: impl Read + 'a, length: u64) -> Self {
        Self {
            text: Box::new(text(stream, length)),
            parser: Reader::new(),
            field: Box::new([0; LONGEST]),
            at: 0,
            breaks: Breaks::default(),
            line: 1,
            begins: true,
        }
    }

    /// The next field, of this line or the next one; none at the end.
    ///
    /// # Errors
    /// When the bytes are not what gzip packs.
    pub fn next(&mut self) -> Result<Option<Field<'_>>, Error> {
        if self.begins && self.skip_breaks()? {
            self.line = self.breaks.count + 1;
        }
        if let Some(length) = self.plain()? {
            return Ok(Some(Field { text: &self.field[..length], is_long: false, is_last: false }));
        }
        let (mut length, mut is_long) = (0, false);
        loop {
            let input = self.text.fill_buf().map_err(|failed| gzip::broken(&failed, self.at))?;
            // Where there is no more room, what goes on is read over the second half.
            let room = if length < LONGEST { length } else { LONGEST / 2 };
            let (result, read, written) = self.parser.read_field(input, &mut self.field[room..]);
            self.breaks.take(&input[..read]);
            self.text.consume(read);
            self.at += read as u64;
            if written > 0 {
                is_long |= room < length;
                length = room + written;
            }
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return Ok(None),
                ReadFieldResult::Field { record_end: is_last } => {
                    self.begins = is_last;
                    return Ok(Some(Field { text: &self.field[..length], is_long, is_last }));
                }
            }
        }
    }

    /// Takes the next field where it is a short number with a comma behind it, as most are, and gives its length: faster than
    /// by the parser, which goes on behind the comma as if it had read it. Not the first of a line: at a line's end the
    /// parser would take what follows for another line.
    fn plain(&mut self) -> Result<Option<usize>, Error> {
        const LONGEST: usize = 32;
        if self.begins {
            return Ok(None);
        }
        let input = self.text.fill_buf().map_err(|failed| gzip::broken(&failed, self.at))?;
        let is_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'e');
        let length = input.iter().take(LONGEST).take_while(|byte| is_number(byte)).count();
        if input.get(length) != Some(&b',') {
            return Ok(None);
        }
        self.field[..length].copy_from_slice(&input[..length]);
        self.text.consume(length + 1);
        self.at += length as u64 + 1;
        Ok(Some(length))
    }

    /// Goes past the ends of lines, as the parser would: empty lines are none. Returns whether anything follows.
    fn skip_breaks(&mut self) -> Result<bool, Error> {
        loop {
            let input = self.text.fill_buf().map_err(|failed| gzip::broken(&failed, self.at))?;
            let mut length = 0;
            while let Some(b'\r' | b'\n') = input.get(length) {
                length += 1;
            }
            let (is_over, follows) = (length < input.len(), !input.is_empty());
            self.breaks.take(&input[..length]);
            self.text.consume(length);
            self.at += length as u64;
            if is_over || !follows {
                return Ok(follows);
            }
        }
    }

    /// How many bytes of the text are behind.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The line on which the fields of this one begin; the first where there are none at all.
    pub fn line(&self) -> u64 {
        self.line
    }
}

/// The ends of lines: a carriage return, a line feed, or both together.
#[derive(Default)]
struct Breaks {
    count: u64,
    returned: bool,
}

impl Breaks {
    fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.count += u64::from(byte == b'\r' || byte == b'\n' && !self.returned);
            self.returned = byte == b'\r';
        }
    }
}

/// The text, unpacked where it is packed, behind the byte order mark.
fn text<'a>(stream: impl Read + 'a, length: u64) -> impl BufRead + 'a {
    let packed = BufReader::with_capacity(PIECE, stream);
    let mut text = BufReader::new(gzip::unpacked_from(packed, length));
    let mut front = Vec::new();
    // What cannot be unpacked is told when it is read again.
    let _ = text.by_ref().take(MARK.len() as u64).read_to_end(&mut front);
    if front == MARK {
        front.clear();
    }
    io::Cursor::new(front).chain(text)
}

/// How many bytes are fetched at a time.
const PIECE: usize = 1 << 16;
