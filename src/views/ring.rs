//! The ring around what has the keyboard: in the colour of the focus, and inside it a line in that of the panel, so
//! that it is seen on whatever it stands, a blue button too.

use eframe::egui::{Context, Painter, Rect, Stroke, StrokeKind};

use crate::theme::{self, Palette};

/// Draws a ring around `rect`.
pub fn ui(painter: &Painter, rect: Rect, palette: &Palette) {
    let (outer, inner) = (Stroke::new(2.0, palette.focus), Stroke::new(1.0, palette.panel));
    painter.rect_stroke(rect, theme::CELL_CORNER, inner, StrokeKind::Inside);
    painter.rect_stroke(rect, theme::CELL_CORNER, outer, StrokeKind::Outside);
}

/// Draws a ring around whatever has the keyboard, as far as it is seen.
pub fn around_focused(ctx: &Context) {
    let focused = ctx.memory(eframe::egui::Memory::focused);
    let Some(response) = focused.and_then(|id| ctx.read_response(id)) else {
        return;
    };
    if response.interact_rect.is_positive() {
        let palette = theme::of_theme(ctx.global_style().visuals.dark_mode);
        ui(&ctx.layer_painter(response.layer_id), response.interact_rect, palette);
    }
}
