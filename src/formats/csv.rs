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

use std::fmt::Write;

use super::Error;
use crate::engine::{Dataset, Pictures, Pixels, number};
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
    let mut fields = Fields::of(bytes);
    let columns = Columns::of(&mut fields)?;
    let mut read = Read::default();
    while columns.read(&mut fields, &mut read)? {}
    let Read { classes, mut names, pixels } = read;
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
