//! What the cells of the three grids have in common.

use eframe::egui::{
    Align2, Color32, LayerId, Order, Painter, Pos2, Stroke, StrokeKind, Ui, pos2, vec2,
};

use crate::document::words;
use crate::engine::Shape;
use crate::theme::{self, Palette};
use crate::views::Desk;
use crate::views::grid::{GridEvents, Layout};

/// Lights up the cells that are pointed at anywhere in the window.
pub fn light(painter: &Painter, layout: Layout, desk: &Desk, palette: &Palette) {
    for &cell in desk.focus.lit.iter().filter(|cell| **cell < layout.shape.cells()) {
        painter.rect_stroke(
            layout.cell(cell),
            theme::CELL_CORNER,
            Stroke::new(1.5, palette.focus),
            StrokeKind::Outside,
        );
    }
}

/// Says to the whole window which cell is pointed at.
pub fn share_pointer(events: &GridEvents, desk: &mut Desk) {
    if let Some(cell) = events.hovered {
        desk.focus.point_at(cell);
    }
}

/// Draws a cell's ground and the line around it; tiny cells have none.
pub fn ground(painter: &Painter, layout: Layout, cell: usize, fill: Color32, palette: &Palette) {
    let line = if layout.side >= 8.0 { Stroke::new(1.0, palette.edge) } else { Stroke::NONE };
    painter.rect(layout.cell(cell), theme::CELL_CORNER, fill, line, StrokeKind::Inside);
}

/// The ground of a number on the diverging scale: by its sign where it can be read, else by its share of `most`.
pub fn signed_fill(palette: &Palette, layout: Layout, value: f64, most: f64) -> Color32 {
    match palette.signed(value) {
        Some(color) if layout.side >= theme::READABLE_CELL => color,
        Some(_) => palette.diverging(value / most),
        None => Color32::TRANSPARENT,
    }
}

/// A number in a cell that can hold one, with fewer places where that leaves no room for more.
pub fn number(painter: &Painter, layout: Layout, value: f64, ink: Color32, at: Pos2) {
    if layout.side >= theme::READABLE_CELL {
        fitted(painter, layout, &words::within(value, layout.letters()), ink, at);
    }
}

/// The same with a plus sign where it is above 0.
pub fn signed_number(painter: &Painter, layout: Layout, value: f64, ink: Color32, at: Pos2) {
    if layout.side >= theme::READABLE_CELL {
        fitted(painter, layout, &words::signed_within(value, layout.letters()), ink, at);
    }
}

fn fitted(painter: &Painter, layout: Layout, text: &str, ink: Color32, at: Pos2) {
    #[expect(clippy::cast_precision_loss, reason = "a few characters")]
    let widest = (layout.side - 4.0) / (text.chars().count().max(1) as f32 * theme::DIGIT);
    let size = widest.min((layout.side * 0.3).max(11.0)).clamp(Layout::SMALLEST, 16.0);
    painter.text(at, Align2::CENTER_CENTER, text, theme::digits(size), ink);
}

/// Where cells are too small for numbers, those around the pointer show in a lens. `colors` are ground
/// and ink of a number.
pub fn lens(
    ui: &Ui,
    layout: Layout,
    events: &GridEvents,
    value: &dyn Fn(usize) -> f64,
    colors: &dyn Fn(f64) -> (Color32, Color32),
) {
    const REACH: usize = 2;
    const SIDE: f32 = 34.0;
    let Some(cell) = events.hovered.filter(|_| layout.side < theme::READABLE_CELL) else {
        return;
    };
    let palette = theme::palette(ui);
    let (row, column) = layout.shape.place(cell);
    let rows = row.saturating_sub(REACH)..(row + REACH + 1).min(layout.shape.height);
    let columns = column.saturating_sub(REACH)..(column + REACH + 1).min(layout.shape.width);
    let shape = Shape { width: columns.len(), height: rows.len() };
    let size = Layout::size(shape, SIDE);
    let screen = ui.ctx().content_rect().shrink(8.0);
    let wanted = layout.cell(cell).center() + vec2(18.0, 18.0);
    let min = pos2(wanted.x.min(screen.right() - size.x), wanted.y.min(screen.bottom() - size.y));
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, ui.scope_id().with("lens")));
    let lens = Layout::new(min, shape, SIDE);
    painter.rect(
        lens.rect.expand(3.0),
        theme::CORNER,
        palette.panel,
        Stroke::new(1.0, palette.edge),
        StrokeKind::Outside,
    );
    for (n, (r, c)) in rows.flat_map(|r| columns.clone().map(move |c| (r, c))).enumerate() {
        let here = r * layout.shape.width + c;
        let number = value(here);
        let (fill, ink) = colors(number);
        let rect = lens.cell(n);
        painter.rect_filled(rect, theme::CELL_CORNER, fill);
        fitted(&painter, lens, &words::brief(number), ink, rect.center());
        if here == cell {
            painter.rect_stroke(
                rect,
                theme::CELL_CORNER,
                Stroke::new(1.5, palette.focus),
                StrokeKind::Inside,
            );
        }
    }
}

/// The ground and the ink of a number on the diverging scale.
pub fn signed_colors(palette: &Palette, value: f64) -> (Color32, Color32) {
    (palette.signed(value).unwrap_or(palette.panel), palette.text)
}

/// The ground and the ink of a pixel; `most` is the largest of its picture.
pub fn pixel_colors(palette: &Palette, pixel: f64, most: f64) -> (Color32, Color32) {
    let fraction = pixel.abs() / most;
    let ink = match fraction {
        0.0 => palette.quiet,
        f if f > 0.5 => palette.on_lit,
        _ => palette.text,
    };
    (palette.pixel(fraction), ink)
}
