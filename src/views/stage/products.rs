//! Each pixel times its weight, with the total so far in the corner where it changes.

use eframe::egui::{Align2, Painter, Ui, vec2};

use super::cells::{ground, lens, light, share_pointer, signed_colors, signed_fill, signed_number};
use super::heat::Full;
use super::{Memory, heat};
use crate::document::words;
use crate::engine::Example;
use crate::theme::{self, Palette};
use crate::views::grid::{Grid, Layout};
use crate::views::{Desk, Scene};

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
    light(&painter, layout, desk, palette);
    let grid = Grid {
        name: "pixel × weight",
        cell_name: "product",
        layout,
        value: &product,
        note: &|_| String::new(),
        tooltip: "The pixel times the weight. Added up in reading order they make the output.",
        editable: false,
    };
    let events = grid.ui(ui, &mut memory.products);
    let colors = |value| signed_colors(palette, value);
    lens(ui, layout, &events, &product, &colors);
    share_pointer(&events, desk);
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
        let roomy = layout.side >= theme::ROOMY_CELL && value != 0.0;
        let middle = if roomy { rect.center() + vec2(0.0, 5.0) } else { rect.center() };
        signed_number(painter, layout, value, ink, middle);
        if roomy {
            let corner = rect.right_top() + vec2(-3.0, 3.0);
            let text = format!("so far {}", words::amount(so_far));
            painter.text(corner, Align2::RIGHT_TOP, text, theme::tiny(), palette.text);
        }
    }
}
