//! The pixels of the current picture: painted with the mouse, typed, switched with Space.

use eframe::egui::Ui;

use super::cells::{ground, lens, light, number, pixel_colors, share_pointer};
use super::heat::Full;
use super::{Memory, heat};
use crate::document::{Action, Stroke as Gesture};
use crate::engine::Example;
use crate::theme;
use crate::views::grid::{Grid, Hidden, Layout};
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
    let most = if heat::is_one(layout) {
        let key = (scene.version(), desk.focus.example);
        let values = || example.pixels.iter().copied();
        let color = |pixel, most| pixel_colors(palette, pixel, most).0;
        memory.heats[0].ui(&painter, layout, key, (Full::Largest(1.0), values), palette, color)
    } else {
        let most = example.pixels.iter().fold(1.0_f64, |most, pixel| most.max(pixel.abs()));
        for (cell, &pixel) in example.pixels.iter().enumerate() {
            let rect = layout.cell(cell);
            let (fill, ink) = pixel_colors(palette, pixel, most);
            ground(&painter, layout, cell, fill, palette);
            number(&painter, layout, pixel, ink, rect.center());
        }
        most
    };
    light(&painter, layout, desk, palette);
    let grid = Grid {
        name: "pixels",
        cell_name: "pixel",
        layout,
        value: &|cell| example.pixels[cell],
        note: &|_| String::new(),
        hidden: &|_| Hidden::Nothing,
        tooltip: "Click or drag to paint, right button to erase. Enter, F2 or a digit types another value.",
        editable: true,
    };
    let events = grid.ui(ui, &mut memory.pixels);
    let colors = |pixel| pixel_colors(palette, pixel, most);
    lens(ui, layout, &events, &|cell| example.pixels[cell], &colors);
    share_pointer(&events, desk);
    let e = desk.focus.example;
    if let Some(press) = events.press {
        if press.began {
            memory.gestures += 1;
            let erases = press.secondary || example.pixels[press.cell] != 0.0;
            memory.paint = if erases { 0.0 } else { most };
        }
        if example.pixels[press.cell] != memory.paint {
            let stroke = Some(Gesture(memory.gestures));
            desk.ask(Action::SetPixel {
                example: e,
                cell: press.cell,
                value: memory.paint,
                stroke,
            });
        }
    }
    if let Some(cell) = events.activated {
        let value = if example.pixels[cell] == 0.0 { most } else { 0.0 };
        desk.ask(Action::SetPixel { example: e, cell, value, stroke: None });
    }
    if let Some((cell, value)) = events.typed {
        desk.ask(Action::SetPixel { example: e, cell, value, stroke: None });
    }
}
