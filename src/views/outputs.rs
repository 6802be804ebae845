//! The output line: every picture stands at its output, and matches when it stands on its own label's post.
//!
//! Pictures with the same output are piled upwards. Before a round a picture can be dragged to where the
//! learner expects it to land. Above 12 pictures the line becomes a histogram by label.

mod axis;
mod guess;
mod histogram;

use eframe::egui::{
    Align2, Id, Painter, Rect, Role, Sense, Shape as Mark, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use self::axis::{Axis, Extent, axis, axis_ui};
use super::kept::Kept;
use super::picture;
use super::scene::Version;
use super::{Cover, Desk, Scene, cover, says, text};
use crate::document::{Spot, words};
use crate::theme::{self, Palette};

/// What the output line remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The picture being dragged, and the output it is held over.
    held: Option<(usize, f64)>,
    /// By what stands on screen, and how many of its covered numbers are open.
    extent: Kept<Extent, (Version, Option<usize>)>,
    counts: Kept<histogram::Counts, histogram::Key>,
}

/// Draws the output line into `room`.
pub fn ui(ui: &mut Ui, room: Rect, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    if room.height() < 60.0 || scene.dataset().examples.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let title = text::title(ui, room.min, "Outputs");
    let hint = says::outputs_hint(scene, room.width() > 500.0);
    let hint_rect = Rect::from_min_max(
        pos2(title.right() + 10.0, title.top() + 2.0),
        pos2(room.right(), title.bottom()),
    );
    if !hint.is_empty() {
        text::named(ui, hint_rect, "outputs hint", &hint);
    }
    text::clipped(&painter, hint_rect, &hint, theme::small(), palette.quiet);
    let open = scene.cover.filter(|_| scene.is_covered()).map(Cover::opened);
    let extent = memory.extent.of((scene.version(), open), |_| Extent::of(scene));
    let axis = axis(ui, room, scene, &extent);
    let plot =
        Rect::from_min_max(pos2(room.left(), title.bottom() + 8.0), pos2(room.right(), axis.y));
    axis_ui(ui, scene, axis, plot, &extent);
    if scene.many_pictures() {
        let x = |output| axis.x(output);
        histogram::ui(ui, scene, plot, &x, &mut memory.counts, desk);
    } else {
        pictures_ui(ui, scene, axis, plot, memory, desk);
        covered_ui(ui, scene, plot, desk);
    }
}

/// Those whose output is covered, side by side above the line: where they stand on it is not told.
fn covered_ui(ui: &Ui, scene: &Scene, plot: Rect, desk: &mut Desk) {
    const APART: f32 = 66.0;
    let (painter, palette) = (ui.painter(), theme::palette(ui));
    let covered: Vec<usize> =
        (0..scene.dataset().examples.len()).filter(|e| scene.covers_output(*e)).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    let apart = APART.min(plot.width() / covered.len().max(1) as f32);
    let size = picture::fit(scene.shape(), vec2(apart * 0.4, 30.0));
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    let room = Rect::from_min_size(plot.min, vec2(apart * covered.len() as f32, 34.0));
    painter.rect_filled(room, 0.0, palette.panel);
    for (n, e) in covered.into_iter().enumerate() {
        let Some(example) = scene.example(e) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
        let middle = pos2(plot.left() + apart * (n as f32 + 0.25), plot.top() + 17.0);
        let rect = Rect::from_center_size(middle, size);
        painter.rect_filled(rect.expand(3.0), theme::CELL_CORNER, palette.panel);
        picture::thumbnail(painter, rect, example, scene.shape(), palette);
        let tile = Rect::from_center_size(middle + vec2(apart * 0.45, 0.0), vec2(24.0, 24.0));
        let name = format!("place of {}", scene.dataset().title(e));
        cover::tile_ui(ui, tile, ("line", &name), Spot::Output { example: e }, desk);
    }
}

/// Where each picture stands: piles of those with nearly the same output.
fn piles(scene: &Scene, axis: Axis) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> =
        (0..scene.dataset().examples.len()).filter(|e| !scene.covers_output(*e)).collect();
    order.sort_by(|a, b| scene.output(*a).total_cmp(&scene.output(*b)));
    let mut piles: Vec<Vec<usize>> = Vec::new();
    for e in order {
        let x = axis.x(scene.output(e));
        match piles.last_mut() {
            Some(pile) if (axis.x(scene.output(pile[0])) - x).abs() < 14.0 => pile.push(e),
            _ => piles.push(vec![e]),
        }
    }
    for pile in &mut piles {
        pile.sort_unstable();
    }
    piles
}

fn pictures_ui(
    ui: &mut Ui,
    scene: &Scene,
    axis: Axis,
    plot: Rect,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let piles = piles(scene, axis);
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    let highest = piles.iter().map(Vec::len).max().unwrap_or(1) as f32;
    let slot = ((plot.height() - 12.0) / highest).min(46.0);
    let size = picture::fit(scene.shape(), vec2(44.0, slot - 8.0));
    // Before a round a guess is what one moves; after it what came of it stands in front.
    let is_applied = scene.round().is_some();
    if is_applied {
        guess::ghosts(ui, scene, axis, size, memory.held);
    }
    for pile in &piles {
        for (height, &e) in pile.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
            let y = -5.0 - slot * (height as f32 + 0.5);
            // Seen from the line: where the window scrolls, nothing slides after it.
            let (line, to) = (pos2(axis.left, axis.y), axis.x(scene.output(e)) - axis.left);
            let at = line + slide(ui, e, vec2(to, y), scene.move_seconds);
            picture_ui(
                ui,
                scene,
                e,
                Rect::from_center_size(at, size + Vec2::splat(6.0)),
                axis,
                memory,
                desk,
            );
        }
        if pile.len() >= 5 {
            #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
            let top = axis.y - 8.0 - slot * pile.len() as f32;
            let at = pos2(axis.x(scene.output(pile[0])), top);
            painter.text(
                at,
                Align2::CENTER_BOTTOM,
                pile.len().to_string(),
                theme::small(),
                palette.quiet,
            );
        }
    }
    if !is_applied {
        guess::ghosts(ui, scene, axis, size, memory.held);
    }
    let current = desk.focus.example;
    let pile = piles.iter().find(|pile| pile.contains(&current)).map_or(1, Vec::len);
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    let above = (axis.y - slot * pile as f32 - 8.0).max(plot.top() + 14.0);
    if scene.covers_output(current) {
        return;
    }
    past_label(&painter, scene, current, axis, above, palette);
}

/// Outputs and heights slide, so that the eye can follow each picture.
fn slide(ui: &Ui, e: usize, to: Vec2, seconds: f32) -> Vec2 {
    let animated = |axis: &str, value: f32| {
        ui.ctx().animate_value_with_time(Id::unique(("picture", e, axis)), value, seconds)
    };
    vec2(animated("x", to.x), animated("y", to.y))
}

fn picture_ui(
    ui: &mut Ui,
    scene: &Scene,
    e: usize,
    rect: Rect,
    axis: Axis,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let Some(example) = scene.example(e) else {
        return;
    };
    let matched = scene.matched(e);
    let calm = !matched && scene.round().is_none();
    let pressed = rect.union(Rect::from_center_size(rect.center(), Vec2::splat(theme::TARGET)));
    let response = ui.interact(pressed, Id::unique(("on the line", e)), Sense::click_and_drag());
    let text = says::picture_on_line(scene, e);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    let painter = ui.painter();
    let color = if calm { palette.quiet } else { palette.verdict(matched) };
    let current = desk.focus.example == e || desk.focus.lit_example == Some(e);
    painter.rect_filled(rect, theme::CELL_CORNER, palette.panel);
    picture::thumbnail(painter, rect.shrink(3.0), example, scene.shape(), palette);
    let width = if current { 2.0 } else { 1.2 };
    if scene.is_trial() {
        picture::dashed(painter, rect, Stroke::new(width, color));
    } else {
        painter.rect_stroke(
            rect,
            theme::CELL_CORNER,
            Stroke::new(width, color),
            StrokeKind::Inside,
        );
    }
    if current || response.has_focus() {
        let outer = Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, palette.focus);
        painter.rect_stroke(rect.expand(2.0), theme::CELL_CORNER, outer, StrokeKind::Outside);
    }
    let beside = rect.right_center() + vec2(6.0, 0.0);
    if matched {
        painter.text(beside, Align2::LEFT_CENTER, theme::TICK, theme::small(), palette.matched);
    } else if scene.round().is_some() {
        painter.text(beside, Align2::LEFT_CENTER, theme::CROSS, theme::small(), palette.missed);
    } else {
        painter.text(
            beside,
            Align2::LEFT_CENTER,
            words::signed(example.label),
            theme::small(),
            palette.quiet,
        );
    }
    if response.hovered() {
        desk.focus.pointing_example = Some(e);
    }
    if response.clicked() || response.drag_started() {
        desk.focus.example = e;
    }
    if scene.round().is_none() && !scene.is_trial() {
        guess::take(ui, scene, e, &response, axis, memory, desk);
    }
    response.on_hover_text(text);
}

/// "2 past its label", at height `y`: the gap between the current picture and its post, after a round that missed it.
fn past_label(painter: &Painter, scene: &Scene, e: usize, axis: Axis, y: f32, palette: &Palette) {
    let (Some(_), Some(example)) = (scene.round(), scene.example(e)) else {
        return;
    };
    if scene.matched(e) || scene.settings().match_rule == crate::engine::MatchRule::Sign {
        return;
    }
    let (from, to) = (axis.x(example.label), axis.x(scene.output(e)));
    let color = palette.missed;
    painter.extend(Mark::dashed_line(
        &[pos2(from, y), pos2(to, y)],
        Stroke::new(1.2, color),
        4.0,
        3.0,
    ));
    let text = says::gap_to_label(scene, e);
    let font = theme::small();
    let width = text::width(painter, &text, &font);
    // Beside the post, not across it.
    let beside = width / 2.0 + 5.0;
    let middle = f32::midpoint(from, to);
    let middle = if to < from { middle.min(from - beside) } else { middle.max(from + beside) };
    let (least, most) = (axis.left + width / 2.0, axis.right + 18.0 - width / 2.0);
    let middle = middle.clamp(least, most.max(least));
    painter.text(pos2(middle, y - 2.0), Align2::CENTER_BOTTOM, text, font, color);
}
