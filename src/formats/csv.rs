//! Datasets as comma-separated values: one picture a line, one column a pixel.
//!
//! The header is `label,name,r1c1,r1c2,...` in reading order, where `name` may be missing; width and height follow from
//! it. Written as RFC 4180 says, but for the line ends, which are single line feeds. Read with any line ends and with
//! the byte order mark that spreadsheets put in front; plain or packed by gzip, and unpacked line by line.
//!
//! A name that a spreadsheet would take for a formula gets an apostrophe in front, which is taken off again in reading.

use std::fmt::Write;
use std::io::{self, BufRead, BufReader, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::{Error, Place, gzip};
use crate::engine::{Classes, Dataset, Pictures, Pixels, Shape, number};

const LABEL: &str = "label";
const NAME: &str = "name";
const MARK: &[u8] = "\u{feff}".as_bytes();
const HEADER: &str =
    "Begin the file with a line label,name,r1c1,r1c2,... for all pixels in reading order.";

/// Whether bytes begin like such a file.
#[must_use]
pub fn begins(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    let shortest = LABEL.len().min(text.len());
    shortest > 2 && text[..shortest].eq_ignore_ascii_case(&LABEL.as_bytes()[..shortest])
}

/// Reads pictures; every label is a class.
///
/// # Errors
/// When the header is no such header, a line has another number of fields, a field holds what no dataset may hold, or the bytes
/// are not what gzip packs.
pub fn read(bytes: &[u8]) -> Result<Pictures, Error> {
    let mut records = Records::of(bytes);
    records.next()?;
    let columns = Columns::of(&records.record).map_err(|wrong| wrong.at(records.line()))?;
    let mut classes = Classes::default();
    let (mut pixels, mut names) = (Vec::new(), Vec::new());
    while records.next()? {
        let most = Dataset::MAX_EXAMPLES.min(Dataset::MAX_PIXELS / columns.shape.cells());
        let read = if classes.count() == most {
            let (found, expected) =
                (format!("more than {most} pictures"), format!("at most {most}"));
            Err(Wrong::new("", found, expected, "Split the file."))
        } else {
            columns.read(&records.record, &mut classes, &mut names, &mut pixels)
        };
        read.map_err(|wrong| wrong.at(records.line()))?;
    }
    if names.iter().all(String::is_empty) {
        names.clear();
    }
    let (classes, class_of) = classes.sorted();
    Ok(Pictures {
        shape: columns.shape,
        pixels: Pixels::Numbers(pixels),
        classes,
        class_of,
        sheet: None,
        names,
    })
}

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
struct Records<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<Box<dyn BufRead + 'a>>,
    record: ByteRecord,
}

impl<'a> Records<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let text: Box<dyn BufRead> = Box::new(text(bytes));
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        Self { bytes, reader, record: ByteRecord::new() }
    }

    /// Whether there is another record; with any number of fields, only unpacking can fail.
    fn next(&mut self) -> Result<bool, Error> {
        self.reader.read_byte_record(&mut self.record).map_err(|failed| {
            let at = self.reader.position().byte();
            match failed.into_kind() {
                csv::ErrorKind::Io(failed) => gzip::broken(&failed, at),
                _ => gzip::broken(&io::ErrorKind::InvalidData.into(), at),
            }
        })
    }

    /// The line on which the record begins. The reader's own count takes no account of carriage returns.
    fn line(&self) -> u64 {
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

/// Something wrong in a record.
struct Wrong {
    field: String,
    found: String,
    expected: String,
    advice: &'static str,
}

impl Wrong {
    fn new(
        field: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
        advice: &'static str,
    ) -> Self {
        Self { field: field.into(), found: found.into(), expected: expected.into(), advice }
    }

    fn at(self, line: u64) -> Error {
        let Self { field, found, expected, advice } = self;
        Error { place: Place::Line(line), field, found, expected, advice: advice.to_owned() }
    }
}

/// What the header says.
struct Columns {
    named: bool,
    shape: Shape,
}

impl Columns {
    fn of(header: &ByteRecord) -> Result<Self, Wrong> {
        let mut fields = header.iter().map(<[u8]>::trim_ascii);
        let first = fields.next().unwrap_or_default();
        if !first.eq_ignore_ascii_case(LABEL.as_bytes()) {
            let found = match header.len() {
                0 => "nothing".to_owned(),
                _ => shown(first),
            };
            return Err(Wrong::new("", found, "the header \"label,...\"", HEADER));
        }
        let mut fields = fields.peekable();
        let named = fields.next_if(|field| field.eq_ignore_ascii_case(NAME.as_bytes())).is_some();
        let mut shape = Shape { width: usize::MAX, height: 1 };
        let mut cells = 0;
        for field in fields {
            let (row, column) = (cells / shape.width, cells % shape.width);
            let expected = format!("r{}c{}", row + 1, column + 1);
            let is = |name: &str| field.eq_ignore_ascii_case(name.as_bytes());
            if row == 0 && cells > 0 && is("r2c1") {
                shape.width = cells;
            } else if !is(&expected) {
                let expected = match (row, cells) {
                    (0, 1..) => format!("\"{expected}\" or \"r2c1\""),
                    _ => format!("\"{expected}\""),
                };
                return Err(Wrong::new("", shown(field), expected, HEADER));
            }
            cells += 1;
            if cells.min(shape.width) > Shape::MAX_SIDE || row >= Shape::MAX_SIDE {
                let expected = format!("at most {} rows and columns", Shape::MAX_SIDE);
                return Err(Wrong::new("", shown(field), expected, "Make the pictures smaller."));
            }
        }
        shape.width = shape.width.min(cells);
        if cells == 0 {
            return Err(Wrong::new("", "no pixels", "\"r1c1\" and so on", HEADER));
        }
        shape.height = cells.div_ceil(shape.width);
        if shape.cells() != cells {
            let expected = format!("r{}c{}", cells / shape.width + 1, cells % shape.width + 1);
            return Err(Wrong::new("", "the end of the line", format!("\"{expected}\""), HEADER));
        }
        Ok(Self { named, shape })
    }

    fn read(
        &self,
        record: &ByteRecord,
        classes: &mut Classes,
        names: &mut Vec<String>,
        pixels: &mut Vec<f64>,
    ) -> Result<(), Wrong> {
        let before = 1 + usize::from(self.named);
        let columns = before + self.shape.cells();
        if record.len() != columns {
            let found =
                format!("{} {}", record.len(), if record.len() == 1 { "field" } else { "fields" });
            let advice =
                "Give every line as many fields, and put names with commas in double quotes.";
            return Err(Wrong::new("", found, format!("{columns}, as in the header"), advice));
        }
        classes.add(&number(value(&record[0], || LABEL.to_owned())?));
        names.push(if self.named { name(&record[1])? } else { String::new() });
        for (cell, field) in record.iter().skip(before).enumerate() {
            pixels.push(value(field, || {
                let (row, column) = self.shape.place(cell);
                format!("r{}c{}", row + 1, column + 1)
            })?);
        }
        Ok(())
    }
}

fn value(field: &[u8], column: impl Fn() -> String) -> Result<f64, Wrong> {
    let text = std::str::from_utf8(field).unwrap_or_default().trim();
    match text.parse::<f64>() {
        Ok(value) if value.abs() <= Dataset::MAX_MAGNITUDE => Ok(value),
        Ok(value) => {
            let most = number(Dataset::MAX_MAGNITUDE);
            let advice = if value.is_nan() {
                "Give every picture all its numbers."
            } else {
                "Scale the numbers down."
            };
            Err(Wrong::new(
                column(),
                shown(field),
                format!("a number from -{most} to {most}"),
                advice,
            ))
        }
        Err(_) => {
            let found = if text.is_empty() && field.is_empty() {
                "nothing".to_owned()
            } else {
                shown(field)
            };
            Err(Wrong::new(column(), found, "a number", "Write a number such as 1, -1 or 0.5."))
        }
    }
}

fn name(field: &[u8]) -> Result<String, Wrong> {
    let Ok(name) = std::str::from_utf8(field) else {
        return Err(Wrong::new(NAME, shown(field), "UTF-8 text", "Save the file as UTF-8."));
    };
    let name = if is_guarded(name) { &name[1..] } else { name };
    if name.chars().nth(Dataset::MAX_NAME).is_none() {
        return Ok(name.to_owned());
    }
    let found = format!("a name of {} characters", name.chars().count());
    Err(Wrong::new(NAME, found, format!("at most {}", Dataset::MAX_NAME), "Shorten the name."))
}

/// A field in a message.
fn shown(field: &[u8]) -> String {
    const MOST: usize = 40;
    let text = String::from_utf8_lossy(field);
    let mut shown: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    format!("\"{}\"", shown.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'"))
}

/// What spreadsheets take a text for that begins so, apostrophes left aside, is a formula.
fn is_formula(name: &str) -> bool {
    name.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn is_guarded(name: &str) -> bool {
    name.starts_with('\'') && is_formula(name)
}

/// Writes the pictures of a dataset. The bytes depend on them alone, and [`read`] gives equal ones back.
#[must_use]
pub fn write(dataset: &Dataset) -> Vec<u8> {
    let shape = dataset.shape;
    let named = dataset.examples.iter().any(|e| !e.name.is_empty());
    let mut header = LABEL.to_owned();
    if named {
        header.extend([",", NAME]);
    }
    for cell in 0..shape.cells() {
        let (row, column) = shape.place(cell);
        // Writing to a string cannot fail.
        let _ = write!(header, ",r{}c{}", row + 1, column + 1);
    }
    let mut bytes = header.into_bytes();
    bytes.push(b'\n');
    for example in &dataset.examples {
        bytes.extend(number(example.label).bytes());
        if named {
            bytes.push(b',');
            bytes.extend(quoted(&example.name).bytes());
        }
        for pixel in &example.pixels {
            bytes.push(b',');
            bytes.extend(number(*pixel).bytes());
        }
        bytes.push(b'\n');
    }
    bytes
}

fn quoted(name: &str) -> String {
    let guard = if is_formula(name) { "'" } else { "" };
    if name.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", name.replace('"', "\"\""))
    } else {
        format!("{guard}{name}")
    }
}
