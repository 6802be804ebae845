//! All pictures: each change alone, added up, against all together.

use eframe::egui::Ui;

use super::{bookkeeping, counts, pairs, table, tests, told_ui, what_if};
use crate::document::words;
use crate::engine::AloneTable;
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, text};

/// The most changes x pictures that are worked out for the table.
const MOST: usize = 2_000_000;

/// How to read the table, and what can be done to it.
const TABLE: &str = "Cells: the output with that change alone. Click a row to leave it out.";

/// What the tab remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    table: Kept<AloneTable>,
    pairs: pairs::Memory,
    bookkeeping: bookkeeping::Memory,
}

/// Whether there is something to say.
pub fn speaks(scene: &Scene) -> bool {
    scene.round().is_some() && !scene.dataset().examples.is_empty()
}

/// Draws the tab.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let Some(round) = scene.round() else { return };
    let outputs = round.moved() * round.examples.len();
    if outputs > MOST {
        let sentence = format!(
            "{} changes times {} pictures are more than this table shows.",
            words::count(round.moved()),
            words::count(round.examples.len())
        );
        text::empty_ui(ui, "Too many for a table", &sentence);
        return;
    }
    let generation = scene.document.generation();
    let table = memory.table.of(generation, |_| AloneTable::of(scene.dataset(), round));
    let told = match scene.imagined() {
        Some(trial) => words::what_if_all(scene.dataset(), round, trial),
        None => words::all_pictures(round, &table),
    };
    told_ui(ui, &told);
    ui.add_space(8.0);
    if round.moved() == 0 {
        // Nothing to add up, but the tests tell why.
    } else if scene.many_pictures() {
        counts::ui(ui, scene, round, &table, desk);
    } else {
        table::ui(ui, scene, round, &table, desk);
        what_if::row_ui(ui, scene, TABLE, desk);
    }
    ui.add_space(8.0);
    if round.moved() > 0 {
        pairs::ui(ui, scene, round, &table, &mut memory.pairs, desk);
        bookkeeping::ui(ui, scene, round, &mut memory.bookkeeping, desk);
    }
    tests::ui(ui, scene, round, desk);
}
