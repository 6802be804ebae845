//! A grid of numbers: one tab stop, arrows move in it, Space presses, Enter or F2 edits, Escape leaves.
//!
//! It draws nothing but focus and editing; what a cell looks like is the caller's business. Up to 64
//! cells each is in the accessibility tree with its row, column and value; above, the one at the cursor is.

mod editor;
mod layout;

pub use self::editor::parse;
pub use self::layout::Layout;

use eframe::egui::{
    self, EventFilter, Id, Key, PointerButton, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo,
};

use self::editor::{Editing, starts_number};
use crate::engine::Shape;
use crate::theme;

/// What one grid remembers between frames.
#[derive(Debug, Default)]
pub struct GridMemory {
    cursor: usize,
    editing: Option<Editing>,
    pressed: Option<Press>,
}

/// A mouse button held down in the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Press {
    /// The cell where it went down.
    pub origin: usize,
    /// The cell under the pointer now.
    pub cell: usize,
    /// Whether it is the right button.
    pub secondary: bool,
    /// Whether it went down in this frame.
    pub began: bool,
    /// How far the pointer has come since, in points; up is positive.
    pub lifted: f32,
}

/// What happened in a grid this frame.
#[derive(Debug, Default)]
pub struct GridEvents {
    /// The cell under the pointer.
    pub hovered: Option<usize>,
    /// A mouse button is down, having gone down in the grid.
    pub press: Option<Press>,
    /// A cell was clicked without dragging.
    pub clicked: Option<usize>,
    /// Space was pressed on a cell, or a screen reader pressed it.
    pub activated: Option<usize>,
    /// A number was typed into a cell.
    pub typed: Option<(usize, f64)>,
}

/// How much of a cell is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// Nothing.
    Nothing,
    /// Something beside the number itself.
    Part,
    /// All of it.
    Whole,
}

/// A grid's names, and what its cells say.
pub struct Grid<'a> {
    /// "pixels", "weights".
    pub name: &'a str,
    /// "pixel", "weight".
    pub cell_name: &'a str,
    /// Where it stands.
    pub layout: Layout,
    /// The number in a cell.
    pub value: &'a dyn Fn(usize) -> f64,
    /// What else a cell has to say.
    pub note: &'a dyn Fn(usize) -> String,
    /// How much of a cell is covered. What is, Enter and Space ask for.
    pub hidden: &'a dyn Fn(usize) -> Hidden,
    /// What the pointer is told.
    pub tooltip: &'a str,
}

/// Above so many cells, only the one at the cursor is in the accessibility tree.
const MANY: usize = 64;

impl Grid<'_> {
    /// Takes part in the frame, after the cells have been drawn.
    pub fn ui(&self, ui: &mut Ui, memory: &mut GridMemory) -> GridEvents {
        let cells = self.layout.shape.cells();
        memory.cursor = memory.cursor.min(cells - 1);
        let id = ui.scope_id().with(self.name);
        let mut events = GridEvents::default();
        let response = ui.interact(self.layout.rect, id, Sense::click_and_drag());
        self.describe(ui, &response, memory.cursor);
        self.mouse(ui, &response, memory, &mut events);
        let first = if cells <= MANY { 0 } else { memory.cursor };
        for cell in first..if cells <= MANY { cells } else { first + 1 } {
            self.cell_node(ui, id, cell, &mut events);
        }
        if response.has_focus() {
            self.keyboard(ui, id, memory, &mut events);
            let rect = self.layout.cell(memory.cursor);
            let focus = Stroke::new(2.0, theme::palette(ui).focus);
            ui.painter().rect_stroke(rect, theme::CELL_CORNER, focus, StrokeKind::Inside);
        }
        self.editor(ui, id, memory, &mut events);
        // Where cells are too small for numbers a lens stands there instead.
        let readable = self.layout.side >= theme::READABLE_CELL;
        if readable && memory.editing.is_none() && memory.pressed.is_none() {
            response.on_hover_text_at_pointer(self.tooltip);
        }
        events
    }

    fn describe(&self, ui: &Ui, response: &Response, cursor: usize) {
        let label = format!("{}, at {}", self.name, self.place(cursor));
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &label));
        let (rows, columns) = (self.layout.shape.height, self.layout.shape.width);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_count(rows);
            node.set_column_count(columns);
        });
    }

    fn place(&self, cell: usize) -> String {
        let (row, column) = self.layout.shape.place(cell);
        format!("row {} column {}", row + 1, column + 1)
    }

    /// A cell's node: no tab stop of its own, but tests and screen readers see it and can press it.
    fn cell_node(&self, ui: &Ui, grid: Id, cell: usize, events: &mut GridEvents) {
        let id = grid.with(("cell", cell));
        let response = ui.interact(self.layout.cell(cell), id, Sense::hover());
        let label = format!("{} {}", self.cell_name, self.place(cell));
        let value = if (self.hidden)(cell) == Hidden::Whole {
            "covered".to_owned()
        } else {
            let number = crate::document::words::exact((self.value)(cell));
            format!("{number}{}", (self.note)(cell))
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &label));
        let (row, column) = self.layout.shape.place(cell);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_value(value);
            node.set_row_index(row);
            node.set_column_index(column);
            node.add_action(egui::accesskit::Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Click))
        {
            events.activated = Some(cell);
        }
    }

    fn mouse(
        &self,
        ui: &Ui,
        response: &Response,
        memory: &mut GridMemory,
        events: &mut GridEvents,
    ) {
        let pointer = response.interact_pointer_pos().or_else(|| response.hover_pos());
        let under = pointer.and_then(|pos| self.layout.at(pos));
        events.hovered = if response.hovered() { under } else { None };
        if response.is_pointer_button_down_on() && memory.editing.is_none() {
            let secondary = ui.input(|input| input.pointer.button_down(PointerButton::Secondary));
            let began = memory.pressed.is_none();
            if began {
                response.request_focus();
            }
            let lifted = memory.pressed.map_or(0.0, |press| press.lifted)
                - if began { 0.0 } else { ui.input(|i| i.pointer.delta().y) };
            let cell = under.or(memory.pressed.map(|press| press.cell));
            memory.pressed = cell.map(|cell| Press {
                origin: memory.pressed.map_or(cell, |press| press.origin),
                cell,
                secondary,
                began,
                lifted,
            });
            if let Some(cell) = cell {
                memory.cursor = cell;
            }
            events.press = memory.pressed;
        } else {
            memory.pressed = None;
        }
        // By the mouse alone: a key is for the cell at the cursor, wherever the pointer rests.
        if response.clicked_by(PointerButton::Primary) {
            events.clicked = under;
        }
        if response.double_clicked()
            && let Some(cell) = under
        {
            self.edit(memory, cell, None);
        }
    }

    fn keyboard(&self, ui: &Ui, id: Id, memory: &mut GridMemory, events: &mut GridEvents) {
        if memory.editing.is_some() {
            return;
        }
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
        let Shape { width, height } = self.layout.shape;
        let (row, column) = self.layout.shape.place(memory.cursor);
        let mut typed = None;
        ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(egui::Modifiers::NONE, key);
            let to = if pressed(Key::ArrowLeft) {
                (row, column.saturating_sub(1))
            } else if pressed(Key::ArrowRight) {
                (row, (column + 1).min(width - 1))
            } else if pressed(Key::ArrowUp) {
                (row.saturating_sub(1), column)
            } else if pressed(Key::ArrowDown) {
                ((row + 1).min(height - 1), column)
            } else if pressed(Key::Home) {
                (row, 0)
            } else if pressed(Key::End) {
                (row, width - 1)
            } else {
                (row, column)
            };
            memory.cursor = to.0 * width + to.1;
            let hidden = (self.hidden)(memory.cursor) != Hidden::Nothing;
            if pressed(Key::Space) || (hidden && pressed(Key::Enter)) {
                events.activated = Some(memory.cursor);
            } else if pressed(Key::Enter) || pressed(Key::F2) {
                typed = Some(None);
            }
            // A digit begins a new number, as in a spreadsheet.
            input.events.retain(|event| match event {
                egui::Event::Text(text) if starts_number(text) => {
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

    fn edit(&self, memory: &mut GridMemory, cell: usize, text: Option<String>) {
        if (self.hidden)(cell) == Hidden::Whole {
            return;
        }
        let fresh = text.is_none();
        let text = text.unwrap_or_else(|| crate::engine::number((self.value)(cell)));
        memory.cursor = cell;
        memory.editing = Some(Editing { cell, text, fresh });
    }
}
