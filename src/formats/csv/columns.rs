//! What stands in which column, and what is wrong with it where it cannot stand there.

use csv::ByteRecord;

use super::{LABEL, NAME};
use crate::engine::{Classes, Dataset, Shape, number};
use crate::formats::{Error, Place};

const HEADER: &str =
    "Begin the file with a line label,name,r1c1,r1c2,... for all pixels in reading order.";
const COMMAS: &str = "Separate the fields by commas, not by semicolons or tabs.";
const TEXT: &str = "Save the file as comma-separated values in UTF-8.";

/// Something wrong in a record.
pub struct Wrong {
    field: String,
    found: String,
    expected: String,
    advice: &'static str,
}

impl Wrong {
    pub fn new(
        field: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
        advice: &'static str,
    ) -> Self {
        Self { field: field.into(), found: found.into(), expected: expected.into(), advice }
    }

    /// The file begins with something else.
    fn no_header(header: &ByteRecord, first: &[u8]) -> Self {
        let (found, advice) = match first {
            _ if header.is_empty() => ("nothing".to_owned(), HEADER),
            [b'P', b'K', ..] => ("a spreadsheet or another packed file".to_owned(), TEXT),
            _ if first.contains(&0) || std::str::from_utf8(first).is_err() => (shown(first), TEXT),
            _ if is_separated_otherwise(header) => (shown(first), COMMAS),
            _ => (shown(first), HEADER),
        };
        Self::new("", found, "the header \"label,...\"", advice)
    }

    /// A line has another number of fields than the header.
    fn ragged(record: &ByteRecord, columns: usize) -> Self {
        let fields = if record.len() == 1 { "field" } else { "fields" };
        let is_long = record.len() > columns;
        let swallows = record.iter().any(|field| field.contains(&b'\n'));
        let advice = match () {
            () if is_separated_otherwise(record) => COMMAS,
            () if is_long => {
                "Put names with commas in double quotes, and write fractions with a point."
            }
            () if swallows => "Put a second double quote where the text in double quotes ends.",
            () => "Give every line as many fields as the header has.",
        };
        let found = format!("{} {fields}", record.len());
        Self::new("", found, format!("{columns}, as in the header"), advice)
    }

    /// It, in a record that begins on this line.
    pub fn at(self, line: u64) -> Error {
        let Self { field, found, expected, advice } = self;
        Error { place: Place::Line(line), field, found, expected, advice: advice.to_owned() }
    }
}

/// What the header says.
pub struct Columns {
    named: bool,
    /// The shape of every picture.
    pub shape: Shape,
}

impl Columns {
    /// What the first record says, which must be a header.
    pub fn of(header: &ByteRecord) -> Result<Self, Wrong> {
        let mut fields = header.iter().map(<[u8]>::trim_ascii);
        let first = fields.next().unwrap_or_default();
        if !first.eq_ignore_ascii_case(LABEL.as_bytes()) {
            return Err(Wrong::no_header(header, first));
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

    /// Reads a picture.
    pub fn read(
        &self,
        record: &ByteRecord,
        classes: &mut Classes,
        names: &mut Vec<String>,
        pixels: &mut Vec<f64>,
    ) -> Result<(), Wrong> {
        let before = 1 + usize::from(self.named);
        let columns = before + self.shape.cells();
        if record.len() != columns {
            return Err(Wrong::ragged(record, columns));
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
        Ok(_) => {
            let most = number(Dataset::MAX_MAGNITUDE);
            let advice = match text.trim_start_matches(['+', '-']).as_bytes() {
                [b'n' | b'N', ..] => "Give every picture all its numbers.",
                [b'i' | b'I', ..] => "Write a finite number.",
                _ => "Scale the numbers down.",
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

/// Whether a line is one field that semicolons or tabs take apart.
fn is_separated_otherwise(record: &ByteRecord) -> bool {
    record.len() == 1 && record[0].iter().any(|byte| b";\t".contains(byte))
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
pub fn is_formula(name: &str) -> bool {
    name.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

fn is_guarded(name: &str) -> bool {
    name.starts_with('\'') && is_formula(name)
}
