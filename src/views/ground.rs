//! The ground on which the panels lie.

use std::f32::consts::FRAC_PI_2;

use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{Color32, Mesh, Pos2, Rect, Ui, Vec2, pos2, vec2};

use crate::theme;

/// Draws it around a panel, with round corners cut into it; the panel itself is what the window is cleared to.
///
/// It is one mesh, soft at the corners alone: drawn by the toolkit's rectangles, whose edges all are, it took a software
/// renderer a third of its time for a first frame.
pub fn ui(ui: &Ui, panel: Rect) {
    let color = theme::palette(ui).ground;
    let pixels_per_point = ui.ctx().pixels_per_point();
    let panel = panel.round_to_pixels(pixels_per_point);
    let around = panel.expand(theme::GAP).round_to_pixels(pixels_per_point);
    let mut mesh = Mesh::default();
    for strip in [
        Rect { max: pos2(around.max.x, panel.min.y), ..around },
        Rect { min: pos2(around.min.x, panel.max.y), ..around },
        Rect::from_min_max(pos2(around.min.x, panel.min.y), panel.left_bottom()),
        Rect::from_min_max(panel.right_top(), pos2(around.max.x, panel.max.y)),
    ] {
        mesh.add_colored_rect(strip, color);
    }
    for (tip, inwards) in [
        (panel.left_top(), vec2(1.0, 1.0)),
        (panel.right_top(), vec2(-1.0, 1.0)),
        (panel.right_bottom(), vec2(-1.0, -1.0)),
        (panel.left_bottom(), vec2(1.0, -1.0)),
    ] {
        corner(&mut mesh, tip, inwards, 1.0 / pixels_per_point, color);
    }
    ui.painter().add(mesh);
}

/// Fills what a quarter of a circle leaves of a corner at its `tip`; the circle's edge is a pixel wide.
fn corner(mesh: &mut Mesh, tip: Pos2, inwards: Vec2, pixel: f32, color: Color32) {
    const PARTS: u8 = 4;
    let radius = f32::from(theme::CORNER.nw);
    let center = tip + inwards * radius;
    let vertex = |mesh: &mut Mesh, at, color| {
        mesh.colored_vertex(at, color);
        u32::try_from(mesh.vertices.len() - 1).unwrap_or_default()
    };
    let tip = vertex(mesh, tip, color);
    let mut before = None;
    for part in 0..=PARTS {
        let (y, x) = (FRAC_PI_2 * f32::from(part) / f32::from(PARTS)).sin_cos();
        let outwards = -inwards * vec2(x, y);
        let outer = vertex(mesh, center + outwards * (radius + 0.5 * pixel), color);
        let inner = vertex(mesh, center + outwards * (radius - 0.5 * pixel), Color32::TRANSPARENT);
        if let Some((outer_before, inner_before)) = before.replace((outer, inner)) {
            mesh.add_triangle(tip, outer_before, outer);
            mesh.add_triangle(outer_before, inner_before, inner);
            mesh.add_triangle(outer_before, inner, outer);
        }
    }
}
