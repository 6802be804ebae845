//! The log of rounds: the numbers of the plot and more.

use std::sync::Arc;

use super::{Cell, MOST, Sheet, Subject};
use crate::document::{LogRow, RowKind};
use crate::engine::{AloneTable, Dataset, Named, Played};

const HEADER: [&str; 14] = [
    "round",
    "moved",
    "matched",
    "pictures",
    "off by",
    "squared error",
    "score",
    "apply",
    "step",
    "promised",
    "singles",
    "delivered",
    "taken back",
    "note",
];

/// One row a row of the log.
pub fn rounds(subject: &Subject) -> Sheet {
    let rows = subject.log.iter().enumerate();
    let rows = rows.map(|(n, (row, dataset))| cells(row, dataset, n >= subject.done));
    Sheet::new("rounds", &HEADER, rows.collect())
}

fn cells(row: &LogRow, dataset: &Arc<Dataset>, taken_back: bool) -> Vec<Cell> {
    let round = match &row.kind {
        RowKind::Start { .. } => None,
        RowKind::Round(round, _) => Some(round),
    };
    let settings = round.map(|round| round.settings);
    vec![
        row.number.into(),
        round.map(|round| round.moved()).into(),
        row.tally.matched.into(),
        dataset.examples.len().into(),
        row.tally.absolute_error.into(),
        row.tally.squared_error.into(),
        settings.map(|settings| settings.score.name()).into(),
        settings.map(|settings| settings.policy.name()).into(),
        settings.map(|settings| settings.step).into(),
        round.map(|round| round.promised).into(),
        round.and_then(|round| singles(dataset, round)).into(),
        round.map(|round| round.delivered).into(),
        taken_back.into(),
        row.note.0.as_str().into(),
    ]
}

/// The gains of the changes really applied, each alone; not worked out where they are too many.
fn singles(dataset: &Arc<Dataset>, round: &Arc<Played>) -> Option<f64> {
    let few = round.moved().saturating_mul(dataset.examples.len()) <= MOST;
    few.then(|| AloneTable::of(dataset, &round.round(dataset)).singles)
}
