//! Datasets as comma-separated values: one picture a line, one column a pixel.
//!
//! The header is `label,name,r1c1,r1c2,...` in reading order, where `name` may be missing; width and height follow from
//! it. Written as RFC 4180 says, but for the line ends, which are single line feeds. Read with any line ends and with
//! the byte order mark that spreadsheets put in front; plain or packed by gzip, and taken apart field by field.
//!
//! A name that a spreadsheet would take for a formula gets an apostrophe in front, which is taken off again in reading.

mod columns;
mod fields;
mod values;
mod wrong;

use std::cell::Cell;
use std::fmt::Write;
use std::io;
use std::ops::ControlFlow;

use super::stream::Counted;
use super::{Error, Unread, tell, unwatched};
use crate::engine::{Dataset, Pictures, number};
use columns::{Columns, Read};
use fields::Fields;
use values::is_formula;

const LABEL: &str = "label";
const NAME: &str = "name";
const MARK: &[u8] = "\u{feff}".as_bytes();

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
    unwatched(|observer| read_stream(bytes, bytes.len() as u64, observer))
}

/// Reads a stream of so many bytes in the same way, a piece at a time. The observer is told how much is read, from 0 to 1,
/// between two lines, and may break.
///
/// # Errors
/// As [`read`], and where the stream fails; [`Unread::Cancelled`] when the observer breaks.
pub fn read_stream(
    stream: impl io::Read,
    length: u64,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Pictures, Unread> {
    /// How many bytes are read between two words to the observer: a millisecond or so.
    const TELLING: u64 = 1 << 16;
    let count = Cell::new(0);
    let mut fields = Fields::of(Counted { stream, count: &count }, length);
    let columns = Columns::of(&mut fields)?;
    let mut read = Read::default();
    let mut told = 0;
    while columns.read(&mut fields, &mut read)? {
        if fields.at() >= told + TELLING {
            told = fields.at();
            tell(observer, count.get(), length)?;
        }
    }
    let Read { classes, mut names, pixels, .. } = read;
    if names.iter().all(String::is_empty) {
        names.clear();
    }
    let (classes, class_of) = classes.sorted();
    Ok(Pictures { shape: columns.shape, pixels, classes, class_of, sheet: None, names })
}

/// Writes the pictures of a dataset. The bytes depend on them alone, and [`read`] gives equal ones back.
#[must_use]
pub fn write(dataset: &Dataset) -> Vec<u8> {
    let mut bytes = Vec::new();
    let Ok(()) = write_to(&mut bytes, dataset) else { unreachable!("memory takes all bytes") };
    bytes
}

/// Writes the bytes of [`write()`] line by line.
///
/// # Errors
/// When a line cannot be written.
pub fn write_to(out: &mut dyn io::Write, dataset: &Dataset) -> io::Result<()> {
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
    header.push('\n');
    out.write_all(header.as_bytes())?;
    let mut bytes = Vec::new();
    for example in &dataset.examples {
        bytes.clear();
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
        out.write_all(&bytes)?;
    }
    Ok(())
}

fn quoted(name: &str) -> String {
    let guard = if is_formula(name) { "'" } else { "" };
    if name.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", name.replace('"', "\"\""))
    } else {
        format!("{guard}{name}")
    }
}
