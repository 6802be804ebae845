//! Pixels x weights = pixel x weight for the current picture, with running totals in the last grid.

mod cells;
mod heat;
mod pixels;
mod products;
mod weights;

use eframe::egui::{Align2, FontId, Pos2, Rect, Ui, Vec2, pos2, vec2};

use super::grid::{GridMemory, Layout};
use super::{Desk, Scene, cover, says, text};
use crate::document::Spot;
use crate::document::words::{self, Term};
use crate::engine::Shape;
use crate::theme;

/// What the stage remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    pixels: GridMemory,
    weights: GridMemory,
    products: GridMemory,
    /// The grids of many cells: pixels, weights, products.
    heats: [heat::Heat; 3],
    gestures: u64,
    /// What the mouse paints while it is held down.
    paint: f64,
    /// A weight as it was when the mouse took hold of it.
    dragged_from: f64,
    /// Where the pixels were drawn.
    painted: Option<Rect>,
}

impl Memory {
    /// Where the right button paints.
    pub fn painted(&self) -> Rect {
        self.painted.unwrap_or(Rect::NOTHING)
    }
}

/// The room of an operator between two grids.
const OPERATOR: f32 = 24.0;
/// The room of what stands above a grid.
const CAPTION: f32 = 96.0;
/// The tile on a total.
const COVERED: Vec2 = vec2(44.0, 22.0);

/// Draws the stage into the top of `ui` and returns the room below it.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) -> Rect {
    let palette = theme::palette(ui);
    let room = ui.max_rect();
    let painter = ui.painter().clone();
    let Some(example) = scene.example(desk.focus.example) else {
        text::empty_ui(ui, "No picture", "Add one at the lower left, or open a dataset.");
        return Rect::from_min_max(room.left_bottom(), room.max);
    };
    let title = text::title(ui, room.min, &scene.dataset().title(desk.focus.example));
    let line = says::stage_line(scene);
    let from = pos2((title.right() + 16.0).max(room.left() + 104.0), title.center().y);
    let place = Rect::from_min_max(pos2(from.x, title.top()), pos2(room.right(), title.bottom()));
    let told = text::line_ui(ui, place, "stage line", &line);
    text::aloud(ui, told, false);
    let shape = scene.shape();
    let side = cell_side(room, shape);
    let extent = Layout::size(shape, side);
    // Narrow grids stand as far apart as what stands above them needs.
    let operator = OPERATOR.max(CAPTION - extent.x);
    let width = extent.x * 3.0 + operator * 2.0;
    let left = room.left() + ((room.width() - width) / 2.0).max(0.0);
    let top = room.top() + 46.0;
    let at = |n: f32| pos2(left + (extent.x + operator) * n, top);
    let weights = weights_caption(ui, scene, side, 2.0 * (extent.x + operator) - CAPTION);
    for (n, caption) in ["pixels", &weights, "pixel × weight"].into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "three grids")]
        let middle = pos2(at(n as f32).x + extent.x / 2.0, top - 4.0);
        text::caption(ui, middle, Align2::CENTER_BOTTOM, caption, theme::small(), palette.quiet);
    }
    for (n, sign) in [(0.0, "×"), (1.0, "=")] {
        let middle = pos2(at(n).x + extent.x + operator / 2.0, top + extent.y / 2.0);
        painter.text(
            middle,
            Align2::CENTER_CENTER,
            sign,
            FontId::proportional(17.0),
            palette.quiet,
        );
    }
    memory.painted = Some(Rect::from_min_size(at(0.0), extent));
    pixels::ui(ui, scene, example, Layout::new(at(0.0), shape, side), memory, desk);
    weights::ui(ui, scene, Layout::new(at(1.0), shape, side), memory, desk);
    products::ui(ui, scene, example, Layout::new(at(2.0), shape, side), memory, desk);
    let bottom = top + extent.y;
    total_ui(ui, scene, pos2(at(2.0).x + extent.x, bottom + 6.0), desk);
    Rect::from_min_max(pos2(room.left(), bottom + 32.0), room.max)
}

/// What stands above the weights: where scores stand in the cells, what they are, as far as there is room for it.
fn weights_caption(ui: &Ui, scene: &Scene, side: f32, room: f32) -> String {
    let noted = scene.notes.iter().any(Option::is_some);
    if !noted || side < theme::ROOMY_CELL {
        return "weights".to_owned();
    }
    let what = scene.settings().score.word();
    let whole = format!("weights, ▲▼ {what} if raised / lowered");
    let fits = text::width(ui.painter(), &whole, &theme::small()) <= room;
    if fits { whole } else { format!("▲▼ {what}") }
}

/// Whether a grid has so few cells that each is to be large enough to be pressed: up to 8 x 8.
const fn is_pressed(shape: Shape) -> bool {
    shape.width <= 8 && shape.height <= 8
}

/// The width that the stage needs for its grids.
#[expect(clippy::cast_precision_loss, reason = "at most eight columns")]
pub fn least_width(shape: Shape) -> f32 {
    let columns = if is_pressed(shape) { shape.width as f32 } else { 0.0 };
    3.0 * columns * theme::TARGET + 2.0 * (OPERATOR + theme::INSET) + 1.0
}

/// The side of a cell: as large as the width allows, and no more than about half the height.
#[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
fn cell_side(room: Rect, shape: Shape) -> f32 {
    let across = (room.width() - 2.0 * OPERATOR) / (3.0 * shape.width as f32);
    let down = room.height() * 0.445 / shape.height as f32;
    // Few cells can all be pressed, even where little is left below them.
    let down = if is_pressed(shape) { down.max(theme::TARGET) } else { down };
    let side = across.min(down).min(theme::CELL);
    if side >= 1.0 { side.floor() } else { side }
}

fn total_ui(ui: &Ui, scene: &Scene, corner: Pos2, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let e = desk.focus.example;
    let example = &scene.dataset().examples[e];
    if scene.covers_output(e) {
        let text = format!("label {}", says::label_number(scene, example.label));
        let font = FontId::proportional(16.0);
        let label = ui.painter().text(corner, Align2::RIGHT_TOP, text, font, palette.text);
        let at = label.left_top() - vec2(COVERED.x + 8.0, 0.0);
        let tile = Rect::from_min_size(at, COVERED);
        cover::tile_ui(ui, tile, ("total", "total"), Spot::Output { example: e }, desk);
        return;
    }
    let matched = scene.matched(e);
    let mark = if matched { theme::TICK } else { theme::CROSS };
    let total = words::amount(scene.output(e));
    let label = says::label_number(scene, example.label);
    let text = if scene.sigmoid {
        format!("total {total}: {}, label {label} {mark}", words::certainty(scene.output(e)))
    } else {
        format!("total {total}, label {label} {mark}")
    };
    let color = if scene.is_trial() || scene.round().is_some() {
        palette.verdict(matched)
    } else {
        palette.text
    };
    let drawn =
        ui.painter().text(corner, Align2::RIGHT_TOP, &text, FontId::proportional(16.0), color);
    text::named(ui, drawn, "total", &text);
}
