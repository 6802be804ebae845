//! What can be taken along: its text, its tooltip, and when there is something.

use crate::document::{Document, Export, PicturesAs, RowKind, Stage};

/// What the menu says.
pub const fn name(export: Export) -> &'static str {
    match export {
        Export::Numbers(table) => table.name(),
        Export::Page => "The explanation as Markdown...",
        Export::Exercise => "Exercise sheet...",
        Export::Solution => "Solution sheet...",
        Export::Log => "The log as JSON...",
        Export::Window => "The window as PNG...",
        Export::Why => "The panel Why as PNG...",
        Export::Plot => "The plot as PNG...",
        Export::Pictures(PicturesAs::Csv) => "The pictures as CSV...",
        Export::Pictures(PicturesAs::Idx) => "The pictures as IDX...",
        Export::Pictures(PicturesAs::Sheet) => "The pictures as a PNG sheet...",
    }
}

/// One sentence on what is saved.
pub const fn tooltip(export: Export) -> &'static str {
    match export {
        Export::Numbers(_) => "Its numbers as comma-separated values.",
        Export::Page => "The whole round as one page of Markdown: sentences, tables, sets.",
        Export::Exercise => {
            "The round to be worked out on paper: pictures, weights and labels, with empty boxes for every number, as a PDF to print."
        }
        Export::Solution => "The exercise sheet with everything filled in.",
        Export::Log => {
            "Every number of every round in the log, as `jointly train --json` prints them."
        }
        Export::Window => "A picture of the window as it is.",
        Export::Why => "A picture of what Why shows now.",
        Export::Plot => "A picture of the plot as it is.",
        Export::Pictures(PicturesAs::Csv) => {
            "One line a picture: its label, its name and all its pixels."
        }
        Export::Pictures(PicturesAs::Idx) => {
            "The format of MNIST, for whole numbers from 0 to 255: one file of pictures, and one of labels beside it."
        }
        Export::Pictures(PicturesAs::Sheet) => {
            "All pictures side by side in one gray picture, without their labels and names."
        }
    }
}

/// Whether there is anything to save.
pub fn has_something(export: Export, document: &Document) -> bool {
    match export {
        Export::Page => matches!(document.stage(), Stage::Applied(_)),
        Export::Log => document.rows().iter().any(|row| matches!(row.kind, RowKind::Round(..))),
        Export::Exercise | Export::Solution | Export::Pictures(_) => {
            !document.experiment().dataset.examples.is_empty()
        }
        Export::Numbers(_) | Export::Window | Export::Why | Export::Plot => true,
    }
}
