//! Grids and numbers, each with its limits, and the errors that many fields share.

use super::compact;
use super::reader::Reader;
use super::words::quote;
use crate::engine::{Dataset, Named, Shape, number};
use crate::formats::Error;

/// Reads rows of numbers; as many as `shape` has.
pub fn grid(
    reader: &mut Reader,
    shape: Shape,
    cell: impl Fn(&mut Reader) -> Result<f64, Error>,
) -> Result<Vec<f64>, Error> {
    rows(reader, shape, |reader, columns, cells| {
        if !reader.is_at(b'[') {
            return Err(reader.unexpected("a row in [ ]", "Put every row in square brackets."));
        }
        numbers(reader, columns, cells, &cell)
    })
}

/// Reads rows of pixels: of numbers, or of places in the list of pixel values, where there is one.
pub fn pixels(
    reader: &mut Reader,
    shape: Shape,
    values: Option<&[f64]>,
) -> Result<Vec<f64>, Error> {
    rows(reader, shape, |reader, columns, cells| match values {
        _ if reader.is_at(b'[') => numbers(reader, columns, cells, magnitude),
        Some(values) if reader.is_at(b'"') => compact::row(reader, columns, values, cells),
        Some(_) => {
            let advice = "Write every row as numbers in square brackets, or as a text of digits.";
            Err(reader.unexpected("a row in [ ] or double quotes", advice))
        }
        None if reader.is_at(b'"') => {
            let advice = "Put every row in square brackets, or add \"pixel_values\".";
            Err(reader.unexpected("a row in [ ]", advice))
        }
        None => Err(reader.unexpected("a row in [ ]", "Put every row in square brackets.")),
    })
}

/// Reads as many rows as `shape` has, each by `row`, which puts its cells behind those before.
fn rows(
    reader: &mut Reader,
    shape: Shape,
    row: impl Fn(&mut Reader, &Count, &mut Vec<f64>) -> Result<(), Error>,
) -> Result<Vec<f64>, Error> {
    let at = reader.at();
    let mut cells = Vec::with_capacity(shape.cells());
    let rows = Count { wanted: shape.height, noun: "rows", key: "height" };
    let columns = Count { wanted: shape.width, noun: "columns", key: "width" };
    let found = reader.array(|reader, index| {
        if index == shape.height {
            return Err(rows.exceeded(reader));
        }
        row(reader, &columns, &mut cells)
    })?;
    rows.check(reader, at, found)?;
    Ok(cells)
}

/// Reads a row of numbers.
fn numbers(
    reader: &mut Reader,
    columns: &Count,
    cells: &mut Vec<f64>,
    cell: impl Fn(&mut Reader) -> Result<f64, Error>,
) -> Result<(), Error> {
    let at = reader.at();
    let found = reader.array(|reader, column| {
        if column == columns.wanted {
            return Err(columns.exceeded(reader));
        }
        cells.push(cell(reader)?);
        Ok(())
    })?;
    columns.check(reader, at, found)
}

/// Reads places of a grid, no place twice: rows and columns from 0. Gives the byte offset and cell of each.
pub fn places(reader: &mut Reader, shape: Shape) -> Result<Vec<(usize, usize)>, Error> {
    const ADVICE: &str = "Write every place as [row,column].";
    let mut places = Vec::new();
    let mut found = vec![false; shape.cells()];
    reader.array(|reader, _| {
        let at = reader.at();
        if !reader.is_at(b'[') {
            return Err(reader.unexpected("a row and a column in [ ]", ADVICE));
        }
        let mut place = Vec::new();
        let numbers = reader.array(|reader, n| {
            match n {
                0 => place.push(index(reader, "row", shape.height)?),
                1 => place.push(index(reader, "column", shape.width)?),
                _ => drop(reader.number()?),
            }
            Ok(())
        })?;
        let (&[row, column], 2) = (place.as_slice(), numbers) else {
            let noun = if numbers == 1 { "number" } else { "numbers" };
            let found = format!("{numbers} {noun}");
            return Err(reader.error(at, found, "a row and a column", ADVICE));
        };
        let cell = row * shape.width + column;
        if std::mem::replace(&mut found[cell], true) {
            let again = format!("[{row},{column}] again");
            return Err(reader.error(at, again, "every place once", "Delete one of the two."));
        }
        places.push((at, cell));
        Ok(())
    })?;
    Ok(places)
}

/// Reads the number of a row or a column, of so many: whole, and from 0.
fn index(reader: &mut Reader, noun: &str, many: usize) -> Result<usize, Error> {
    let at = reader.at();
    let value = reader.number()?;
    number(value).parse().ok().filter(|n| *n < many).ok_or_else(|| {
        let expected = match many {
            1 => format!("{noun} 0, the only one"),
            _ => format!("a {noun} from 0 to {}", many - 1),
        };
        reader.error(at, reader.describe(at), expected, "Rows and columns are counted from 0 here.")
    })
}

/// How many rows or columns a grid has, and the key that says so.
pub struct Count {
    pub wanted: usize,
    noun: &'static str,
    key: &'static str,
}

impl Count {
    /// The error about the first row or column too many, which is the next token.
    fn exceeded(&self, reader: &Reader) -> Error {
        self.error(reader, reader.at(), "more")
    }

    /// The error about a text at a byte offset that has not two digits for each.
    pub fn digits(&self, reader: &Reader, at: usize, found: usize) -> Error {
        let Self { wanted, key, .. } = self;
        let found = format!("{found} digits");
        let expected = format!("{}, two a column, as \"{key}\" says", 2 * wanted);
        let advice = format!("Make it {} digits, or change \"{key}\" and all grids.", 2 * wanted);
        reader.error(at, found, expected, advice)
    }

    /// That there are not too few in the array at a byte offset.
    fn check(&self, reader: &Reader, at: usize, found: usize) -> Result<(), Error> {
        if found == self.wanted {
            Ok(())
        } else {
            Err(self.error(reader, at, &format!("only {found}")))
        }
    }

    fn error(&self, reader: &Reader, at: usize, found: &str) -> Error {
        let Self { wanted, noun, key } = self;
        let noun = if *wanted == 1 { noun.trim_end_matches('s') } else { noun };
        let expected = format!("{wanted} {noun}, as \"{key}\" says");
        let advice = format!("Make it {wanted} {noun}, or change \"{key}\" and all grids.");
        reader.error(at, found, expected, advice)
    }
}

/// Reads a number that people set: finite, and not over the largest magnitude.
pub fn magnitude(reader: &mut Reader) -> Result<f64, Error> {
    let at = reader.at();
    let value = reader.number()?;
    if within(value) {
        return Ok(value);
    }
    let most = number(Dataset::MAX_MAGNITUDE);
    let expected = format!("a number from -{most} to {most}");
    Err(reader.error(at, reader.describe(at), expected, "Scale the numbers down."))
}

/// Reads a number of any magnitude that is finite.
pub fn finite(reader: &mut Reader) -> Result<f64, Error> {
    let at = reader.at();
    let value = reader.number()?;
    if value.is_finite() {
        return Ok(value);
    }
    Err(reader.error(at, reader.describe(at), "a number of 64 bits", "Write a smaller number."))
}

/// Whether a number that people set is small enough.
pub fn within(value: f64) -> bool {
    value.abs() <= Dataset::MAX_MAGNITUDE
}

/// Reads one of the names of a setting.
pub fn named<T: Named>(reader: &mut Reader) -> Result<T, Error> {
    let at = reader.at();
    let found = reader.describe(at);
    let name = reader.text().ok();
    name.and_then(|name| T::from_name(&name)).ok_or_else(|| {
        let known = T::NAMES.iter().map(|(_, name)| *name);
        reader.error(at, found, one_of(known), "Write one of these.")
    })
}

/// An error about a key that is not there, in the object at a byte offset.
pub fn missing(reader: &Reader, at: usize, key: &str, advice: &str) -> Error {
    reader.error(at, format!("no \"{key}\""), "one", advice)
}

/// An error about a key that nothing reads.
pub fn unknown(reader: &Reader, at: usize, key: &str, known: &[&str]) -> Error {
    let expected = one_of(known.iter().copied());
    let found = format!("the unknown key {}", quote(key));
    reader.error(at, found, expected, "Correct its spelling, or delete it.")
}

fn one_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [one, other] => format!("{one} or {other}"),
        [others @ .., last] => format!("one of {} or {last}", others.join(", ")),
    }
}
