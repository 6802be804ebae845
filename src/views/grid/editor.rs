//! Typing a number into a cell.

use eframe::egui::{self, Id, Key, Rect, Role, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{Grid, GridEvents, GridMemory};
use crate::theme;

/// A number that is being typed.
#[derive(Debug)]
pub struct Editing {
    /// The cell that it is for.
    pub cell: usize,
    /// What is typed so far.
    pub text: String,
    /// Whether the text is that of the cell, to be replaced by what is typed.
    pub fresh: bool,
}

impl Grid<'_> {
    /// Draws the number being typed, if one is.
    pub(super) fn editor(
        &self,
        ui: &mut Ui,
        grid: Id,
        memory: &mut GridMemory,
        events: &mut GridEvents,
    ) {
        let Some(editing) = &mut memory.editing else {
            return;
        };
        let cell = self.layout.cell(editing.cell);
        let rect = Rect::from_center_size(cell.center(), cell.size().max(vec2(56.0, 26.0)));
        let id = grid.with("editor");
        let label = format!("{} {}, new value", self.cell_name, self.place(editing.cell));
        let output = ui
            .scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
                egui::TextEdit::singleline(&mut editing.text)
                    .id(id)
                    .align(egui::Align2::CENTER_CENTER)
                    .desired_width(rect.width())
                    .margin(egui::Margin::symmetric(2, 4))
                    .show(ui)
            })
            .inner;
        output.response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &label));
        let parsed = parse(&editing.text);
        if parsed.is_none() {
            let missed = Stroke::new(1.5, theme::palette(ui).missed);
            ui.painter().rect_stroke(rect, theme::CELL_CORNER, missed, StrokeKind::Outside);
        }
        if ui.memory(egui::Memory::focused) != Some(id) && !output.response.lost_focus() {
            select_all_or_end(ui, output, editing.fresh);
            ui.memory_mut(|m| m.request_focus(id));
            return;
        }
        if output.response.lost_focus() {
            let escaped = ui.input(|input| input.key_pressed(Key::Escape));
            let by_key = escaped || ui.input(|input| input.key_pressed(Key::Enter));
            if let (Some(value), false) = (parsed, escaped) {
                events.typed = Some((editing.cell, value));
            }
            memory.editing = None;
            if by_key {
                ui.memory_mut(|m| m.request_focus(grid));
            }
        }
    }
}

fn select_all_or_end(ui: &Ui, output: egui::text_edit::TextEditOutput, all: bool) {
    let mut state = output.state;
    let end = output.galley.end();
    let range = if all {
        egui::text::CCursorRange::two(output.galley.begin(), end)
    } else {
        egui::text::CCursorRange::one(end)
    };
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), output.response.id);
}

/// Whether a key begins a number.
pub fn starts_number(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_ascii_digit() || "+-−.".contains(c))
}

/// A number as people type it: a comma or a point, a minus sign of either kind, a plus.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim().replace('−', "-").replace(',', ".");
    text.parse::<f64>().ok().filter(|value| value.is_finite())
}
