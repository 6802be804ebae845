//! A grid of numbers, after the data grid of the ARIA patterns: one tab stop, keys that move in it (`keyboard`), cells that
//! tell their place and value.
//!
//! It draws nothing but focus and editing; what a cell looks like is the caller's business. Up to 64
//! cells each is in the accessibility tree with its row, column and value; above, the one at the cursor is.

mod editor;
mod keyboard;
mod layout;

pub use self::editor::parse;
pub use self::keyboard::walked;
pub use self::layout::Layout;

use eframe::egui::{self, Id, PointerButton, Response, Role, Sense, Ui, WidgetInfo};

use self::editor::Editing;
use crate::document::words;
use crate::theme;
use crate::views::ring;

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
    /// Whether numbers can be typed into cells.
    pub editable: bool,
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
            ring::ui(ui.painter(), rect, theme::palette(ui));
        }
        self.editor(ui, id, memory, &mut events);
        // Where cells are too small for numbers a lens stands there instead.
        let readable = self.layout.side >= theme::READABLE_CELL;
        if readable && memory.editing.is_none() && memory.pressed.is_none() {
            let whole = events.hovered.and_then(|cell| self.shortened(cell));
            let numbered = whole.map(|whole| format!("{whole}. {}", self.tooltip));
            response.on_hover_text_at_pointer(numbered.as_deref().unwrap_or(self.tooltip));
        }
        events
    }

    /// The number in a cell, where that has no room for all of it.
    fn shortened(&self, cell: usize) -> Option<String> {
        let value = (self.value)(cell);
        let whole = words::exact(value);
        let cut = words::within(value, self.layout.letters()) != whole;
        (cut && (self.hidden)(cell) == Hidden::Nothing).then_some(whole)
    }

    fn describe(&self, ui: &Ui, response: &Response, cursor: usize) {
        let label = format!("{}, at {}", self.name, self.place(cursor));
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &label));
        let (rows, columns) = (self.layout.shape.height, self.layout.shape.width);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_count(rows);
            node.set_column_count(columns);
            // A screen reader follows the cursor from cell to cell.
            node.set_active_descendant(cell_id(response.id, cursor).accesskit_id());
        });
    }

    fn place(&self, cell: usize) -> String {
        let (row, column) = self.layout.shape.place(cell);
        format!("row {} column {}", row + 1, column + 1)
    }

    /// A cell's node: no tab stop of its own, but tests and screen readers see it and can press it.
    fn cell_node(&self, ui: &Ui, grid: Id, cell: usize, events: &mut GridEvents) {
        let id = cell_id(grid, cell);
        let response = ui.interact(self.layout.target(cell), id, Sense::hover());
        let label = format!("{} {}", self.cell_name, self.place(cell));
        let value = if (self.hidden)(cell) == Hidden::Whole {
            "covered".to_owned()
        } else {
            let number = words::exact((self.value)(cell));
            format!("{number}{}", (self.note)(cell))
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &label));
        let (row, column) = self.layout.shape.place(cell);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_value(value);
            node.set_row_index(row);
            node.set_column_index(column);
            node.add_action(egui::accesskit::Action::Click);
            if self.editable {
                node.add_action(egui::accesskit::Action::SetValue);
            } else {
                node.set_read_only();
            }
        });
        if ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Click))
        {
            events.activated = Some(cell);
        }
        if let Some(value) = asked_value(ui, id).filter(|_| self.editable) {
            events.typed = Some((cell, value));
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
        } else if memory.pressed.take().is_none() {
            events.press = tapped(response, under);
            if let Some(press) = events.press {
                response.request_focus();
                memory.cursor = press.cell;
            }
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

    fn edit(&self, memory: &mut GridMemory, cell: usize, text: Option<String>) {
        if !self.editable || (self.hidden)(cell) == Hidden::Whole {
            return;
        }
        let fresh = text.is_none();
        let text = text.unwrap_or_else(|| crate::engine::number((self.value)(cell)));
        memory.cursor = cell;
        memory.editing = Some(Editing { cell, text, fresh });
    }
}

/// A press that came and went between two frames: a tap, or a slow machine. Of two of them nothing is left to be painted.
fn tapped(response: &Response, under: Option<usize>) -> Option<Press> {
    let secondary = response.clicked_by(PointerButton::Secondary);
    let tapped = secondary || response.clicked_by(PointerButton::Primary);
    let cell = under.filter(|_| tapped && !response.double_clicked())?;
    Some(Press { origin: cell, cell, secondary, began: true, lifted: 0.0 })
}

/// The number that a screen reader asks to be set.
fn asked_value(ui: &Ui, id: Id) -> Option<f64> {
    use egui::accesskit::{Action, ActionData};
    ui.input(|input| {
        let asked = input.accesskit_action_requests(id, Action::SetValue).last()?;
        match asked.data.as_ref()? {
            ActionData::NumericValue(value) => Some(*value).filter(|value| value.is_finite()),
            ActionData::Value(text) => parse(text),
            _ => None,
        }
    })
}

fn cell_id(grid: Id, cell: usize) -> Id {
    grid.with(("cell", cell))
}
