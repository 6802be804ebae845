//! What stands in which column.

use super::fields::{Field, Fields};
use super::values::{name, value};
use super::wrong::{HEADER, Line, Wrong, shown};
use super::{LABEL, NAME};
use crate::engine::{Block, Classes, Dataset, Shape, number};
use crate::formats::Error;

/// What the header says.
pub struct Columns {
    named: bool,
    /// The shape of every picture.
    pub shape: Shape,
}

/// The pictures that were read so far.
#[derive(Default)]
pub struct Read {
    /// The classes of all.
    pub classes: Classes,
    /// The names of all, where there is a column of them.
    pub names: Vec<String>,
    /// The pixels of all.
    pub pixels: Block,
    /// Those of the one that is being read.
    picture: Vec<f64>,
}

impl Columns {
    /// Reads the first line, which must be a header.
    pub fn of(fields: &mut Fields) -> Result<Self, Error> {
        let mut header = Header::default();
        let wrong = loop {
            match fields.next()? {
                None => break Wrong::no_header(None),
                Some(field) => {
                    let is_last = field.is_last;
                    match header.take(field) {
                        Ok(()) if is_last => match header.columns() {
                            Ok(columns) => return Ok(columns),
                            Err(wrong) => break wrong,
                        },
                        Ok(()) => {}
                        Err(wrong) => break wrong,
                    }
                }
            }
        };
        Err(wrong.at(fields.line()))
    }

    /// Reads a picture; false where there is none left.
    pub fn read(&self, fields: &mut Fields, read: &mut Read) -> Result<bool, Error> {
        /// So many fields too many need not be counted.
        const MORE: usize = 1000;
        let columns = self.before() + self.shape.cells();
        let (mut line, mut wrong) = (Line::default(), None);
        while let Some(field) = fields.next()? {
            // The number of fields tells more than one of them: it is told first.
            if wrong.is_none() {
                wrong = self.take(line.fields, field, read).err();
            }
            line.note(field);
            if field.is_last || line.fields > columns + MORE {
                break;
            }
        }
        match wrong {
            _ if line.fields == 0 => Ok(false),
            _ if line.fields != columns => Err(Wrong::ragged(&line, columns).at(fields.line())),
            Some(wrong) => Err(wrong.at(fields.line())),
            None => {
                read.pixels.add(&read.picture);
                read.picture.clear();
                Ok(true)
            }
        }
    }

    /// How many fields stand before the pixels.
    fn before(&self) -> usize {
        1 + usize::from(self.named)
    }

    fn take(&self, column: usize, field: Field, read: &mut Read) -> Result<(), Wrong> {
        let Some(cell) = column.checked_sub(self.before()) else {
            if column > 0 {
                read.names.push(name(field)?);
                return Ok(());
            }
            let most = Dataset::MAX_EXAMPLES.min(Dataset::MAX_PIXELS / self.shape.cells());
            if read.classes.count() == most {
                let found = format!("more than {most} pictures");
                return Err(Wrong::new("", found, format!("at most {most}"), "Split the file."));
            }
            read.classes.add(&number(value(field, || LABEL.to_owned())?));
            return Ok(());
        };
        // Of too long a line only the number of fields is told.
        if cell < self.shape.cells() {
            read.picture.push(value(field, || {
                let (row, column) = self.shape.place(cell);
                format!("r{}c{}", row + 1, column + 1)
            })?);
        }
        Ok(())
    }
}

/// A header as it is read.
#[derive(Default)]
struct Header {
    fields: usize,
    named: bool,
    /// How many pixels there are so far, and how many make a row, once that is known.
    cells: usize,
    width: Option<usize>,
}

impl Header {
    fn take(&mut self, field: Field) -> Result<(), Wrong> {
        let text = field.text.trim_ascii();
        let is = |name: &str| text.eq_ignore_ascii_case(name.as_bytes());
        self.fields += 1;
        match self.fields {
            1 if is(LABEL) => return Ok(()),
            1 => return Err(Wrong::no_header(Some(Field { text, ..field }))),
            2 if is(NAME) => {
                self.named = true;
                return Ok(());
            }
            _ => {}
        }
        let expected = self.next();
        if self.width.is_none() && self.cells > 0 && is("r2c1") {
            self.width = Some(self.cells);
        } else if !is(&expected) {
            let expected = match (self.width, self.cells) {
                (None, 1..) => format!("\"{expected}\" or \"r2c1\""),
                _ => format!("\"{expected}\""),
            };
            return Err(Wrong::new("", shown(text), expected, HEADER));
        }
        self.cells += 1;
        let width = self.width.unwrap_or(self.cells);
        if width > Shape::MAX_SIDE || self.cells.div_ceil(width) > Shape::MAX_SIDE {
            let expected = format!("at most {} rows and columns", Shape::MAX_SIDE);
            return Err(Wrong::new("", shown(text), expected, "Make the pictures smaller."));
        }
        Ok(())
    }

    /// The name of the next pixel in the same row, or of the first in the next one where the row is full.
    fn next(&self) -> String {
        let width = self.width.unwrap_or(usize::MAX);
        format!("r{}c{}", self.cells / width + 1, self.cells % width + 1)
    }

    fn columns(&self) -> Result<Columns, Wrong> {
        if self.cells == 0 {
            return Err(Wrong::new("", "no pixels", "\"r1c1\" and so on", HEADER));
        }
        let width = self.width.unwrap_or(self.cells);
        let shape = Shape { width, height: self.cells.div_ceil(width) };
        if shape.cells() == self.cells {
            return Ok(Columns { named: self.named, shape });
        }
        let expected = format!("\"{}\"", self.next());
        Err(Wrong::new("", "the end of the line", expected, HEADER))
    }
}
