//! What became of the ways that are compared.

use super::{Cell, Sheet};
use crate::engine::{Compared, Course, Named};

/// One row a round of each way, which branch off `after` so many rounds. Round 0 of a way is where all start.
pub fn ways(after: usize, found: &Compared) -> Sheet {
    let header = [
        "way",
        "apply",
        "score",
        "step",
        "p",
        "size",
        "seed",
        "rate",
        "round",
        "moved",
        "matched",
        "absolute error",
        "squared error",
        "log-loss",
    ];
    let rows = found.courses.iter().enumerate().flat_map(|(way, course)| {
        (0..course.tallies.len()).map(move |stop| row(way, course, after, stop))
    });
    Sheet::new("ways compared", &header, rows.collect())
}

fn row(way: usize, course: &Course, after: usize, stop: usize) -> Vec<Cell> {
    let (settings, tally) = (course.settings, course.tallies[stop]);
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    let seed = settings.seed as f64;
    vec![
        (way + 1).into(),
        settings.policy.name().into(),
        settings.score.name().into(),
        settings.step.into(),
        settings.p.into(),
        settings.size.name().into(),
        seed.into(),
        settings.rate.into(),
        (after + stop).into(),
        stop.checked_sub(1).map(|round| course.moved[round]).into(),
        tally.matched.into(),
        tally.absolute_error.into(),
        tally.squared_error.into(),
        tally.log_loss.into(),
    ]
}
