//! What stands on the screen before any round: pictures, pixels, weights and their tests.

use super::{Cell, Sheet, Subject, place};
use crate::document::words;
use crate::engine::{Evaluation, Named, Shape, WeightTest};

/// One row an example.
pub fn pictures(subject: &Subject) -> Sheet {
    let dataset = subject.dataset();
    let named = |e: usize| -> Vec<Cell> {
        let label = dataset.examples[e].label;
        let name = dataset.label_name(label).unwrap_or_default();
        vec![(e + 1).into(), dataset.title(e).into(), label.into(), name.into()]
    };
    let name = "pictures";
    let Some(round) = &subject.round else {
        let now = Evaluation::of(&subject.state.experiment);
        let row = |e: usize| {
            let mut row = named(e);
            row.extend([now.outputs[e].into(), now.matched(dataset, e).into()]);
            row
        };
        let header = ["number", "picture", "label", "label name", "output", "matched"];
        return Sheet::new(name, &header, (0..subject.examples()).map(row).collect());
    };
    let row = |(e, record): (usize, &crate::engine::ExampleRecord)| {
        let mut row = named(e);
        row.extend([
            record.before.into(),
            record.after.into(),
            record.matched_before.into(),
            record.matched_after.into(),
            record.outcome.name().into(),
            record.cause.name().into(),
        ]);
        row
    };
    let header = [
        "number",
        "picture",
        "label",
        "label name",
        "output before",
        "output after",
        "matched before",
        "matched after",
        "outcome",
        "cause",
    ];
    Sheet::new(name, &header, round.examples.iter().enumerate().map(row).collect())
}

/// The pixels of the current example.
pub fn pixels(subject: &Subject) -> Sheet {
    let pixels = subject.dataset().examples[subject.example].pixels.to_vec();
    grid(format!("pixels of picture {}", subject.example + 1), subject.shape(), &pixels)
}

/// The weights as they stand.
pub fn weights(subject: &Subject) -> Sheet {
    grid("weights".to_owned(), subject.shape(), &subject.state.experiment.weights)
}

/// As on the screen: one row a row.
fn grid(name: String, shape: Shape, cells: &[f64]) -> Sheet {
    let columns = (1..=shape.width).map(|column| format!("column {column}"));
    let header = std::iter::once("row".to_owned()).chain(columns).collect();
    let row = |(n, cells): (usize, &[f64])| {
        std::iter::once((n + 1).into()).chain(cells.iter().map(|cell| (*cell).into())).collect()
    };
    Sheet { name, header, rows: cells.chunks(shape.width).enumerate().map(row).collect() }
}

/// One row a weight, with what its test found: those of the round, else those that hold now.
pub fn tests(subject: &Subject) -> Sheet {
    let (settings, tests) = match &subject.round {
        Some(round) => (round.settings, round.tests.iter().copied().map(Some).collect()),
        None => (subject.state.experiment.settings, subject.state.notes.to_vec()),
    };
    let row = |(weight, test): (usize, &Option<WeightTest>)| {
        let mut row = place(subject.shape(), weight).to_vec();
        match test {
            Some(test) => row.extend([
                test.up.into(),
                test.stay.into(),
                test.down.into(),
                words::direction(test, &settings).into(),
                test.promised(&settings).into(),
            ]),
            None => row.extend([const { Cell::Blank }; 5]),
        }
        row
    };
    let header = ["row", "column", "up", "stay", "down", "direction", "promised"];
    Sheet::new("weight tests", &header, tests.iter().enumerate().map(row).collect())
}
