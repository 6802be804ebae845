//! Each pixel times its weight, with the total so far in the corner where it changes.

use eframe::egui::{Align2, Painter, Rect, Ui, pos2, vec2};

use super::cells::{ground, lens, light, share_pointer, signed_colors, signed_fill, signed_number};
use super::heat::Full;
use super::{Memory, heat};
use crate::document::{Spot, words};
use crate::engine::Example;
use crate::theme::{self, Palette};
use crate::views::grid::{Grid, Hidden, Layout};
use crate::views::{Desk, Scene, cover};

/// Draws the grid.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    example: &Example,
    layout: Layout,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let product = |cell: usize| example.pixels[cell] * scene.weights[cell];
    if heat::is_one(layout) {
        let key = (scene.version(), desk.focus.example);
        let values = || (0..example.pixels.len()).map(product);
        let color = |value, most| signed_fill(palette, layout, value, most);
        memory.heats[2].ui(&painter, layout, key, (Full::Strongest, values), palette, color);
    } else {
        cells_ui(&painter, layout, example.pixels.len(), &product, palette);
    }
    let e = desk.focus.example;
    let waits = |cell| covered(scene, e, cell, layout, product(cell));
    if scene.is_covered() {
        for (cell, spot) in (0..example.pixels.len()).filter_map(|c| Some((c, waits(c)?))) {
            let rect = layout.cell(cell);
            let place = match spot {
                Spot::SoFar { .. } => so_far_rect(rect),
                _ => rect,
            };
            cover::tile(&painter, place, palette);
        }
    }
    light(&painter, layout, desk, palette);
    let grid = Grid {
        name: "pixel × weight",
        cell_name: "product",
        layout,
        value: &product,
        note: &|cell| match waits(cell) {
            Some(_) => ", total so far covered".to_owned(),
            None => String::new(),
        },
        hidden: &|cell| match waits(cell) {
            Some(Spot::SoFar { .. }) => Hidden::Part,
            Some(_) => Hidden::Whole,
            None => Hidden::Nothing,
        },
        tooltip: "The pixel times the weight. Added up in reading order they make the output.",
        editable: false,
    };
    let events = grid.ui(ui, &mut memory.products);
    let colors = |value| signed_colors(palette, value);
    if !scene.is_covered() {
        lens(ui, layout, &events, &product, &colors);
    }
    share_pointer(&events, desk);
    if let Some(spot) = events.clicked.or(events.activated).and_then(waits) {
        cover::open(spot, desk);
    }
}

/// What is covered in a cell: first its product, then the total so far, where one stands there.
fn covered(scene: &Scene, example: usize, cell: usize, layout: Layout, value: f64) -> Option<Spot> {
    let product = Spot::Product { example, cell };
    if scene.covers(product) {
        return Some(product);
    }
    let so_far = Spot::SoFar { example, cell };
    (has_total(layout, value) && scene.covers(so_far)).then_some(so_far)
}

/// Whether the total so far stands in a cell.
fn has_total(layout: Layout, value: f64) -> bool {
    layout.side >= theme::ROOMY_CELL && value != 0.0
}

/// Where it stands.
fn so_far_rect(cell: Rect) -> Rect {
    let corner = cell.right_top() + vec2(-2.0, 2.0);
    Rect::from_min_max(pos2(cell.left() + 2.0, corner.y), pos2(corner.x, corner.y + 15.0))
}

/// Every cell, with its number where that can be read.
fn cells_ui(
    painter: &Painter,
    layout: Layout,
    cells: usize,
    product: &dyn Fn(usize) -> f64,
    palette: &Palette,
) {
    let most = (0..cells).fold(0.0_f64, |most, cell| most.max(product(cell).abs()));
    let mut so_far = 0.0;
    for cell in 0..cells {
        let rect = layout.cell(cell);
        let value = product(cell);
        let fill = signed_fill(palette, layout, value, most);
        ground(painter, layout, cell, fill, palette);
        let ink = if value == 0.0 { palette.quiet } else { palette.text };
        so_far += value;
        let roomy = has_total(layout, value);
        let middle = if roomy { rect.center() + vec2(0.0, 5.0) } else { rect.center() };
        signed_number(painter, layout, value, ink, middle);
        if roomy {
            let corner = rect.right_top() + vec2(-3.0, 3.0);
            let number = words::amount(so_far);
            let written = |text| painter.layout_no_wrap(text, theme::tiny(), palette.text);
            // In a corner the number alone is told from the product below it, which is larger.
            let mut total = written(format!("so far {number}"));
            if total.size().x > rect.width() - 6.0 {
                total = written(number);
            }
            let place = Align2::RIGHT_TOP.anchor_size(corner, total.size());
            painter.galley(place.min, total, palette.text);
        }
    }
}
