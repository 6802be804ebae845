//! How many weights may move at once, and by how long a step.

use super::{Cell, Sheet};
use crate::engine::{HowMany, Limit, Named, Rung};

/// One row a P, for each size of the moves. Errors that exploded are blank, and counted.
pub fn how_many<'a>(found: impl Iterator<Item = &'a HowMany>) -> Sheet {
    let header = [
        "moves by",
        "error of",
        "rounds",
        "at once",
        "P*",
        "at the start",
        "least",
        "middle",
        "most",
        "draws",
        "fell",
        "exploded",
    ];
    let finite = |error: f64| error.is_finite().then_some(error);
    let row = |of: &HowMany, rung: &Rung| -> Vec<Cell> {
        let end = |error: Option<&f64>| error.copied().and_then(finite).into();
        vec![
            of.size.name().into(),
            of.score.name().into(),
            of.rounds.into(),
            rung.p.into(),
            of.spectrum.parallel().into(),
            of.start.into(),
            end(rung.errors.first()),
            finite(rung.median()).into(),
            end(rung.errors.last()),
            rung.errors.len().into(),
            rung.fell(of.start).into(),
            rung.errors.iter().filter(|error| error.is_infinite()).count().into(),
        ]
    };
    let rows = found.flat_map(|of| of.rungs.iter().map(move |rung| row(of, rung)));
    Sheet::new("how many at once", &header, rows.collect())
}

/// One row a step, from the longest.
pub fn limit(found: &Limit) -> Sheet {
    let header = [
        "score",
        "step",
        "each alone, added up",
        "together",
        "ratio",
        "directions",
        "against the derivative",
    ];
    let rows = found.rows.iter().map(|row| {
        vec![
            found.score.name().into(),
            row.step.into(),
            row.alone.into(),
            row.together.into(),
            row.ratio().into(),
            row.directions.into(),
            row.agreeing.into(),
        ]
    });
    Sheet::new("step and limit", &header, rows.collect())
}
