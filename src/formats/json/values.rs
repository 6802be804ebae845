//! Grids and numbers, each with its limits, and the errors that many fields share.

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
    let at = reader.at();
    let mut cells = Vec::new();
    let rows = reader.array(|reader, row| {
        let at = reader.at();
        if row == shape.height {
            return Err(count(
                reader,
                at,
                "more rows",
                "rows",
                shape.height,
                "height",
            ));
        }
        let columns = reader.array(|reader, column| {
            if column == shape.width {
                let found = "more columns";
                return Err(count(reader, at, found, "columns", shape.width, "width"));
            }
            cells.push(cell(reader)?);
            Ok(())
        })?;
        if columns < shape.width {
            let found = columns.to_string();
            return Err(count(reader, at, &found, "columns", shape.width, "width"));
        }
        Ok(())
    })?;
    if rows < shape.height {
        return Err(count(
            reader,
            at,
            &rows.to_string(),
            "rows",
            shape.height,
            "height",
        ));
    }
    Ok(cells)
}

fn count(reader: &Reader, at: usize, found: &str, what: &str, wanted: usize, key: &str) -> Error {
    let expected = format!("{wanted} {what}, as \"{key}\" says");
    let found = format!("{found} {what}");
    reader.error(
        at,
        found,
        expected,
        format!("Make all pictures and weights {wanted} {what}."),
    )
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

/// Reads a number that the engine computed: only finite.
pub fn finite(reader: &mut Reader) -> Result<f64, Error> {
    let at = reader.at();
    let value = reader.number()?;
    if value.is_finite() {
        return Ok(value);
    }
    Err(reader.error(
        at,
        reader.describe(at),
        "a number of 64 bits",
        "Write a smaller number.",
    ))
}

/// Whether a number that people set is small enough.
pub fn within(value: f64) -> bool {
    value.abs() <= Dataset::MAX_MAGNITUDE
}

/// Reads one of the names of a setting.
pub fn named<T: Named>(reader: &mut Reader) -> Result<T, Error> {
    let at = reader.at();
    let name = reader.text()?;
    T::from_name(&name).ok_or_else(|| {
        let known = T::NAMES.iter().map(|(_, name)| *name);
        reader.error(at, quote(&name), one_of(known), "Write one of these.")
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
    names
        .map(|name| format!("\"{name}\""))
        .collect::<Vec<_>>()
        .join(", ")
}
