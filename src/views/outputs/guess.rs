//! Guesses: where the learner expects a picture to land.

use eframe::egui::accesskit::Action as Request;
use eframe::egui::{
    Align2, CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Stroke, Ui, Vec2, pos2,
    vec2,
};

use super::Memory;
use super::axis::Axis;
use crate::document::{Action, Effect, words};
use crate::theme;
use crate::views::{Desk, Scene, picture, text};

/// A guess is dragged, snapping to whole outputs, or moved with the arrow keys.
pub fn take(
    ui: &Ui,
    scene: &Scene,
    e: usize,
    response: &Response,
    axis: Axis,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let snap = scene.settings().step.min(1.0);
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let output = (axis.output(pointer.x) / snap).round() * snap;
        memory.held = Some((e, output));
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if response.drag_stopped()
        && let Some((example, output)) = memory.held.take()
    {
        let output = Some(output);
        desk.ask(Action::Outside(Effect::Guess { example, output }));
    }
    if response.has_focus() {
        keyboard(ui, scene, e, response.id, snap, desk);
    }
    screen_reader(ui, scene, e, response.id, snap, desk);
}

/// A screen reader moves the guess as it moves a slider.
fn screen_reader(ui: &Ui, scene: &Scene, e: usize, id: Id, snap: f64, desk: &mut Desk) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.add_action(Request::Increment);
        node.add_action(Request::Decrement);
    });
    let asked = |request| ui.input(|input| input.has_accesskit_action_request(id, request));
    let by = match () {
        () if asked(Request::Increment) => snap,
        () if asked(Request::Decrement) => -snap,
        () => return,
    };
    let output = Some(from(scene, e) + by);
    desk.ask(Action::Outside(Effect::Guess { example: e, output }));
}

/// Where a guess is moved from: where it is, or else where the picture is.
fn from(scene: &Scene, e: usize) -> f64 {
    scene.guesses.get(e).copied().flatten().unwrap_or_else(|| scene.output(e))
}

/// Left and right move the guess, Delete takes it back.
fn keyboard(ui: &Ui, scene: &Scene, e: usize, id: Id, snap: f64, desk: &mut Desk) {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let from = from(scene, e);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let output = match () {
        () if pressed(Key::ArrowLeft) => Some(from - snap),
        () if pressed(Key::ArrowRight) => Some(from + snap),
        () if pressed(Key::Delete) => None,
        () => return,
    };
    desk.ask(Action::Outside(Effect::Guess { example: e, output }));
}

/// Where pictures are expected, those at the same place piled upwards; what is dragged goes where it is held.
pub fn ghosts(ui: &Ui, scene: &Scene, axis: Axis, size: Vec2, held: Option<(usize, f64)>) {
    let made = scene.guesses.iter().enumerate().filter_map(|(e, guess)| Some((e, (*guess)?)));
    let others = made.filter(|(e, _)| held.is_none_or(|(held, _)| held != *e));
    let all: Vec<(usize, f64)> = others.chain(held).collect();
    for (n, &(e, output)) in all.iter().enumerate() {
        let same = |(_, other): &&(usize, f64)| (axis.x(*other) - axis.x(output)).abs() < size.x;
        let below = all[..n].iter().filter(same).count();
        let is_top = all[n + 1..].iter().filter(same).count() == 0;
        ghost(ui, scene, e, axis, output, size, (below, is_top));
    }
}

/// Where a picture is expected: an outline of dashes, because it is only a guess.
fn ghost(
    ui: &Ui,
    scene: &Scene,
    e: usize,
    axis: Axis,
    output: f64,
    size: Vec2,
    (below, is_top): (usize, bool),
) {
    let (painter, palette) = (ui.painter(), theme::palette(ui));
    let Some(example) = scene.example(e) else {
        return;
    };
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    let lifted = below as f32 * (size.y + 8.0);
    let at = pos2(axis.x(output), axis.y - 5.0 - size.y / 2.0 - 3.0 - lifted);
    let rect = Rect::from_center_size(at, size + Vec2::splat(6.0));
    picture::thumbnail(painter, rect.shrink(3.0), example, scene.shape(), palette);
    painter.rect_filled(rect, theme::CELL_CORNER, palette.panel.gamma_multiply(0.55));
    picture::dashed(painter, rect, Stroke::new(1.5, palette.focus));
    if scene.round().is_none() && is_top {
        let text = format!("your guess: {}", words::amount(output));
        let at = rect.center_top() - vec2(0.0, 2.0);
        text::caption(ui, at, Align2::CENTER_BOTTOM, &text, theme::tiny(), palette.focus);
    }
}
