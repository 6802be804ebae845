//! The keys of a grid, those of the ARIA data grid: arrows move by one cell, Home and End to the ends of the row, with Ctrl
//! to those of the grid, Page Up and Page Down by several rows; Space presses, Enter, F2 or a digit edits. Tab leaves the
//! grid, and so does Escape, which the toolkit sees to.

use eframe::egui::{Event, EventFilter, Id, InputState, Key, Modifiers, Ui};

use super::editor::starts_number;
use super::{Grid, GridEvents, GridMemory, Hidden};
use crate::engine::Shape;
use crate::theme;

/// How many rows a page is.
const PAGE: usize = 4;

impl Grid<'_> {
    /// Takes the keys of this frame.
    pub(super) fn keyboard(
        &self,
        ui: &Ui,
        id: Id,
        memory: &mut GridMemory,
        events: &mut GridEvents,
    ) {
        if memory.editing.is_some() {
            return;
        }
        let to = walked(ui, id, self.layout.shape, memory.cursor);
        if to != memory.cursor {
            memory.cursor = to;
            ui.scroll_to_rect(self.layout.target(to).expand(theme::GAP), None);
        }
        let mut typed = None;
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let covered = (self.hidden)(memory.cursor) != Hidden::Nothing;
            if pressed(Key::Space) || (covered && pressed(Key::Enter)) {
                events.activated = Some(memory.cursor);
            } else if pressed(Key::Enter) || pressed(Key::F2) {
                typed = Some(None);
            }
            // A digit begins a new number, as in a spreadsheet.
            input.events.retain(|event| match event {
                Event::Text(text) if starts_number(text) => {
                    typed = Some(Some(text.clone()));
                    false
                }
                _ => true,
            });
        });
        if let Some(text) = typed {
            self.edit(memory, memory.cursor, text);
        }
    }
}

/// Where the keys of this frame lead to in the grid with this id, which has the keyboard, from the cell at `cursor`.
pub fn walked(ui: &Ui, id: Id, shape: Shape, cursor: usize) -> usize {
    let arrows =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    ui.input_mut(|input| moved(input, shape, cursor))
}

fn moved(input: &mut InputState, shape: Shape, cursor: usize) -> usize {
    let Shape { width, height } = shape;
    let (row, column) = shape.place(cursor);
    let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
    let plain = Modifiers::NONE;
    let (row, column) = if pressed(plain, Key::ArrowLeft) {
        (row, column.saturating_sub(1))
    } else if pressed(plain, Key::ArrowRight) {
        (row, (column + 1).min(width - 1))
    } else if pressed(plain, Key::ArrowUp) {
        (row.saturating_sub(1), column)
    } else if pressed(plain, Key::ArrowDown) {
        ((row + 1).min(height - 1), column)
    } else if pressed(plain, Key::PageUp) {
        (row.saturating_sub(PAGE), column)
    } else if pressed(plain, Key::PageDown) {
        ((row + PAGE).min(height - 1), column)
    } else if pressed(Modifiers::COMMAND, Key::Home) {
        (0, 0)
    } else if pressed(Modifiers::COMMAND, Key::End) {
        (height - 1, width - 1)
    } else if pressed(plain, Key::Home) {
        (row, 0)
    } else if pressed(plain, Key::End) {
        (row, width - 1)
    } else {
        (row, column)
    };
    row * width + column
}
