//! The lines of a file, unpacked one by one where it is packed.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder};

use super::MARK;
use crate::formats::{Error, Place, gzip};

/// The longest record, in bytes: the largest picture fits, with numbers of all their digits.
const LONGEST: u64 = 32 << 20;

/// The text, unpacked where it is packed, behind the byte order mark.
fn text(bytes: &[u8]) -> impl BufRead + '_ {
    let mut text = BufReader::new(gzip::unpacked(bytes));
    let mut front = Vec::new();
    // What cannot be unpacked is told when it is read again.
    let _ = text.by_ref().take(MARK.len() as u64).read_to_end(&mut front);
    if front == MARK {
        front.clear();
    }
    io::Cursor::new(front).chain(text)
}

/// The records of a file, one at a time.
pub struct Records<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<Measured<Box<dyn BufRead + 'a>>>,
    left: Rc<Cell<u64>>,
    /// The one read last.
    pub record: ByteRecord,
}

impl<'a> Records<'a> {
    /// None of them read yet.
    pub fn of(bytes: &'a [u8]) -> Self {
        let left = Rc::new(Cell::new(0));
        let text: Box<dyn BufRead> = Box::new(text(bytes));
        let text = Measured { text, left: Rc::clone(&left) };
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        Self { bytes, reader, left, record: ByteRecord::new() }
    }

    /// Whether there is another record; with any number of fields, only its length and unpacking can fail.
    pub fn next(&mut self) -> Result<bool, Error> {
        self.left.set(LONGEST);
        self.reader.read_byte_record(&mut self.record).map_err(|failed| {
            if self.left.get() == 0 {
                return self.too_long();
            }
            let at = self.reader.position().byte();
            match failed.into_kind() {
                csv::ErrorKind::Io(failed) => gzip::broken(&failed, at),
                _ => gzip::broken(&io::ErrorKind::InvalidData.into(), at),
            }
        })
    }

    fn too_long(&self) -> Error {
        Error {
            place: Place::Line(self.line()),
            field: String::new(),
            found: format!("more than {LONGEST} bytes"),
            expected: "a line that is shorter".to_owned(),
            advice: "Check the line ends and the double quotes.".to_owned(),
        }
    }

    /// The line on which the record begins; the first where there is none. The reader's own count takes no account of carriage returns.
    pub fn line(&self) -> u64 {
        if self.record.is_empty() {
            return 1;
        }
        let at = self.record.position().map_or(0, csv::Position::byte);
        let mut breaks = 0;
        let mut returned = false;
        for (i, byte) in (0..).zip(text(self.bytes).bytes().map_while(Result::ok)) {
            // Where the reader stands at an empty line, the record begins below it.
            if i >= at && !b"\r\n".contains(&byte) {
                break;
            }
            breaks += u64::from(byte == b'\r' || byte == b'\n' && !returned);
            returned = byte == b'\r';
        }
        breaks + 1
    }
}

/// A text of which so much is read as is left of a record.
struct Measured<R> {
    text: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.text.read(buffer)?;
        let left = self.left.get().saturating_sub(read as u64);
        self.left.set(left);
        if left == 0 { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(read) }
    }
}
