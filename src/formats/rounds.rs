//! Rounds as JSON for other programs. Grids are arrays of rows; rows and columns count from 0.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::engine::{Dataset, Named, Round, Shape, number};

/// Writes rounds one by one, as they come, so that a long log never is in memory as text.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    any: bool,
}

impl<W: Write> Writer<W> {
    /// Begins.
    ///
    /// # Errors
    /// When `out` cannot be written to; so with all of these.
    pub fn begin(mut out: W) -> io::Result<Self> {
        write!(out, "{{\"rounds\": [")?;
        Ok(Self { out, any: false })
    }

    /// The next round, of this dataset.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn round(&mut self, dataset: &Dataset, round: &Round) -> io::Result<()> {
        let comma = if self.any { "," } else { "" };
        self.any = true;
        write!(self.out, "{comma}\n{}", self::round(dataset, round))
    }

    /// Ends.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn end(mut self) -> io::Result<()> {
        writeln!(self.out, "\n]}}")
    }
}

/// A round of this dataset, with every test and every example.
#[must_use]
pub fn round(dataset: &Dataset, round: &Round) -> Value {
    let shape = dataset.shape;
    let examples = dataset.examples.iter().zip(&round.examples);
    let examples = examples.map(|(example, record)| {
        json!({
            "name": example.name,
            "label": shortest(example.label),
            "before": shortest(record.before),
            "after": shortest(record.after),
            "matched_before": record.matched_before,
            "matched_after": record.matched_after,
            "outcome": record.outcome.name(),
            "cause": record.cause.name(),
        })
    });
    json!({
        "round": round.number,
        "weights_before": grid(shape, round.weights_before.iter().copied()),
        "weights_after": grid(shape, round.weights_after.iter().copied()),
        "up": grid(shape, round.tests.iter().map(|test| test.up)),
        "stay": shortest(round.before.score(round.settings.score)),
        "down": grid(shape, round.tests.iter().map(|test| test.down)),
        "directions": grid(shape, round.tests.iter().map(|test| test.direction.sign())),
        "matched": round.after.matched,
        "examples_total": round.examples.len(),
        "absolute_error": shortest(round.after.absolute_error),
        "squared_error": shortest(round.after.squared_error),
        "promised": shortest(round.promised),
        "delivered": shortest(round.delivered),
        "examples": examples.collect::<Value>(),
    })
}

/// The cells of a grid of this shape, in reading order, as an array of its rows.
#[must_use]
pub fn grid(shape: Shape, cells: impl Iterator<Item = f64>) -> Value {
    let cells: Vec<_> = cells.map(shortest).collect();
    cells.chunks(shape.width).collect()
}

/// A number that is printed whole where it is whole.
#[must_use]
pub fn shortest(value: f64) -> Value {
    match number(value).parse::<i64>() {
        Ok(whole) => whole.into(),
        Err(_) => value.into(),
    }
}
