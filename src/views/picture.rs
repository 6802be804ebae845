//! A picture in small: cards, piles, table headings; and the outline of what is not real.

use std::sync::Arc;

use eframe::egui::{
    Align2, Painter, Rect, Role, Sense, Shape as Mark, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};

use super::atlas;
use crate::engine::{Example, Shape};
use crate::theme::{self, Palette};

/// The size of a picture that fits into `room`.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
pub fn fit(shape: Shape, room: Vec2) -> Vec2 {
    let (width, height) = (shape.width as f32, shape.height as f32);
    let side = (room.x / width).min(room.y / height);
    vec2(width, height) * side
}

/// Pictures of more cells are kept as textures; of fewer the seams between cells are seen.
const DRAWN: usize = 64;

/// Paints one picture of a document into `rect`, as it was drawn before where that can be.
pub fn thumbnail(
    painter: &Painter,
    rect: Rect,
    example: &Arc<Example>,
    shape: Shape,
    palette: &Palette,
) {
    if shape.cells() <= DRAWN || !atlas::paint(painter, rect, example, shape, palette) {
        paint(painter, rect, example, shape, palette);
    }
}

/// Paints a picture into `rect`: unlit to lit by the size of each pixel.
#[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
pub fn paint(painter: &Painter, rect: Rect, example: &Example, shape: Shape, palette: &Palette) {
    let most = example.pixels.iter().fold(0.0_f64, |most, pixel| most.max(pixel.abs()));
    let (columns, rows) = (shape.width as f32, shape.height as f32);
    let side = rect.width() / columns;
    let gap = if side >= 5.0 { 0.5 } else { 0.0 };
    painter.rect_filled(rect, 2.0, palette.unlit);
    for (cell, &pixel) in example.pixels.iter().enumerate() {
        // Unlit cells show the ground, but for a seam between large ones.
        if pixel == 0.0 && gap == 0.0 {
            continue;
        }
        let (row, column) = shape.place(cell);
        let (x, y) = (column as f32 / columns, row as f32 / rows);
        let min = rect.min + vec2(x * rect.width(), y * rect.height());
        let max = pos2(min.x + side, min.y + rect.height() / rows);
        let fraction = if most > 0.0 { pixel.abs() / most } else { 0.0 };
        let color = palette.pixel(fraction);
        painter.rect_filled(Rect::from_min_max(min, max).shrink(gap), gap * 2.0, color);
    }
}

/// A picture in small over lines of text, as large as both. Told aloud, it is those lines.
pub fn card_ui(ui: &mut Ui, example: &Example, shape: Shape, room: Vec2, lines: &[String]) {
    const LINE: f32 = 17.0;
    let palette = theme::palette(ui);
    #[expect(clippy::cast_precision_loss, reason = "a few lines")]
    let size = room + vec2(0.0, 4.0 + LINE * lines.len() as f32);
    let (card, response) = ui.allocate_exact_size(size, Sense::hover());
    let spoken = lines.join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
    let room = Rect::from_min_size(card.min, room);
    let place = Rect::from_center_size(room.center(), fit(shape, room.size() - vec2(2.0, 2.0)));
    paint(ui.painter(), place, example, shape, palette);
    let outline = Stroke::new(1.0, palette.edge);
    ui.painter().rect_stroke(place.expand(1.0), 2.0, outline, StrokeKind::Inside);
    let painter = ui.painter().with_clip_rect(card);
    let mut below = pos2(card.center().x, room.max.y + 2.0);
    for line in lines {
        let (font, color) = (theme::small(), palette.quiet);
        painter.text(below, Align2::CENTER_TOP, line, font, color);
        below.y += LINE;
    }
}

/// An outline of dashes, around whatever is not applied: a trial, a guess.
pub fn dashed(painter: &Painter, rect: Rect, stroke: Stroke) {
    let (left, right) =
        ((rect.left_top(), rect.left_bottom()), (rect.right_top(), rect.right_bottom()));
    let corners = [left.0, right.0, right.1, left.1, left.0];
    painter.extend(Mark::dashed_line(&corners, stroke, 4.0, 3.0));
}

/// Paints a grid in small with some of its cells in the colours of their changes, and their signs where there is room.
#[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
pub fn paint_places(
    painter: &Painter,
    rect: Rect,
    shape: Shape,
    changes: impl IntoIterator<Item = (usize, f64)>,
    palette: &Palette,
) {
    /// The least side of a cell that can be seen.
    const SEEN: f32 = 3.0;
    /// A cell so wide has room for a sign.
    const SIGNED: f32 = 10.0;
    let side = rect.width() / shape.width as f32;
    let outline = Stroke::new(1.0, palette.edge);
    painter.rect(rect.expand(1.0), 2.0, palette.unlit, outline, StrokeKind::Inside);
    if side >= SEEN {
        let line = Stroke::new(0.5, palette.line);
        for column in 1..shape.width {
            painter.vline(rect.left() + side * column as f32, rect.y_range(), line);
        }
        for row in 1..shape.height {
            painter.hline(rect.x_range(), rect.top() + side * row as f32, line);
        }
    }
    for (weight, change) in changes {
        let (row, column) = shape.place(weight);
        let center = rect.min + vec2(column as f32 + 0.5, row as f32 + 0.5) * side;
        let cell = Rect::from_center_size(center, Vec2::splat(side.max(SEEN)));
        if side < SIGNED {
            painter.rect_filled(cell, 0.0, palette.signed_line(change));
        } else if let Some(color) = palette.signed(change) {
            painter.rect_filled(cell.shrink(0.5), 1.0, color);
            let sign = if change > 0.0 { "+" } else { "−" };
            painter.text(center, Align2::CENTER_CENTER, sign, theme::tiny(), palette.text);
        }
    }
}
