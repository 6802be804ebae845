//! The output line: every picture stands at its output, and matches when it stands on its own label's post.
//!
//! Pictures with the same output are piled upwards. Before a round a picture can be dragged to where the
//! learner expects it to land. Above 12 pictures the line becomes a histogram by label.

use eframe::egui::{
    Align2, FontId, Id, Painter, Pos2, Rect, Role, Sense, Shape as Mark, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

use super::picture;
use super::{Desk, Scene, says};
use crate::document::words;
use crate::theme::{self, Palette};

/// What the output line remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The picture being dragged, and the output it is held over.
    held: Option<(usize, f64)>,
}

/// Outputs from left to right over points from left to right.
#[derive(Debug, Clone, Copy)]
struct Axis {
    low: f64,
    high: f64,
    left: f32,
    right: f32,
    y: f32,
}

impl Axis {
    fn x(&self, output: f64) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place on screen needs no more than f32"
        )]
        let share = ((output - self.low) / (self.high - self.low)) as f32;
        self.left + share * (self.right - self.left)
    }

    fn output(&self, x: f32) -> f64 {
        let share = f64::from((x - self.left) / (self.right - self.left));
        self.low + share * (self.high - self.low)
    }
}

/// Draws the output line into `room`.
pub fn ui(
    ui: &mut Ui,
    room: Rect,
    scene: &Scene,
    memory: &mut Memory,
    guess: &mut Option<(usize, Option<f64>)>,
    desk: &mut Desk,
) {
    if room.height() < 60.0 || scene.dataset().examples.is_empty() {
        return;
    }
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let title = painter.text(
        room.min,
        Align2::LEFT_TOP,
        "Outputs",
        FontId::proportional(15.0),
        palette.text,
    );
    let hint = says::outputs_hint(scene, room.width() > 500.0);
    let hint_rect = Rect::from_min_max(
        pos2(title.right() + 10.0, title.top() + 2.0),
        pos2(room.right(), title.bottom()),
    );
    says::clipped(&painter, hint_rect, &hint, theme::small(), palette.quiet);
    let axis = axis(ui, room, scene);
    let plot = Rect::from_min_max(
        pos2(room.left(), title.bottom() + 8.0),
        pos2(room.right(), axis.y),
    );
    axis_ui(&painter, scene, axis, plot, palette);
    if scene.many_pictures() {
        super::histogram::ui(ui, scene, plot, &|output| axis.x(output), desk);
    } else {
        pictures_ui(ui, scene, axis, plot, memory, guess, desk);
    }
}

/// An axis with room for all outputs, labels and guesses; it grows and shrinks smoothly.
fn axis(ui: &Ui, room: Rect, scene: &Scene) -> Axis {
    let labels = scene.dataset().examples.iter().map(|e| e.label);
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut reach = |value: f64, margin: f64| {
        low = low.min(value - margin);
        high = high.max(value + margin);
    };
    labels.for_each(|label| reach(label, 2.0));
    for e in 0..scene.dataset().examples.len() {
        reach(scene.output(e), 0.3);
        if let Some(before) = scene.output_before(e) {
            reach(before, 0.3);
        }
    }
    scene
        .guesses
        .iter()
        .flatten()
        .for_each(|guess| reach(*guess, 0.3));
    let smooth = |name: &str, value: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place on screen needs no more than f32"
        )]
        let animated = ui.ctx().animate_value_with_time(
            Id::unique(("axis", name)),
            value as f32,
            scene.move_seconds,
        );
        f64::from(animated)
    };
    let (low, high) = (smooth("low", low), smooth("high", high));
    Axis {
        low,
        high: high.max(low + 1e-6),
        left: room.left() + 22.0,
        right: room.right() - 22.0,
        y: room.bottom() - 40.0,
    }
}

fn axis_ui(painter: &Painter, scene: &Scene, axis: Axis, plot: Rect, palette: &Palette) {
    let line = Stroke::new(1.5, palette.quiet);
    painter.line_segment(
        [
            pos2(axis.left - 18.0, axis.y),
            pos2(axis.right + 18.0, axis.y),
        ],
        line,
    );
    for tick in ticks(axis.low, axis.high, (axis.right - axis.left) / 56.0) {
        let x = axis.x(tick);
        painter.line_segment([pos2(x, axis.y - 4.0), pos2(x, axis.y + 4.0)], line);
        painter.text(
            pos2(x, axis.y + 7.0),
            Align2::CENTER_TOP,
            words::amount(tick),
            theme::digits(12.0),
            palette.quiet,
        );
    }
    let mut labels: Vec<f64> = scene.dataset().examples.iter().map(|e| e.label).collect();
    labels.sort_by(f64::total_cmp);
    labels.dedup();
    for &label in labels.iter().take(24) {
        let x = axis.x(label);
        let post = [pos2(x, plot.top() + 4.0), pos2(x, axis.y)];
        painter.extend(Mark::dashed_line(
            &post,
            Stroke::new(1.5, palette.text),
            5.0,
            4.0,
        ));
        if let Some(name) = scene.dataset().label_name(label) {
            painter.text(
                pos2(x, axis.y + 23.0),
                Align2::CENTER_TOP,
                name,
                theme::small(),
                palette.text,
            );
        }
    }
}

/// Round numbers from `low` to `high`, at most about `most` of them.
fn ticks(low: f64, high: f64, most: f32) -> Vec<f64> {
    let rough = (high - low) / f64::from(most.max(2.0));
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|n| n * power)
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let step = if rough < 1.0 && high - low > 2.0 {
        step.max(1.0)
    } else {
        step
    };
    let first = (low / step).ceil();
    (0..200)
        .map(|n| (first + f64::from(n)) * step)
        .take_while(|tick| *tick <= high)
        .collect()
}

/// Where each picture stands: piles of those with nearly the same output.
fn piles(scene: &Scene, axis: Axis) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..scene.dataset().examples.len()).collect();
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
    guess: &mut Option<(usize, Option<f64>)>,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let painter = ui.painter().clone();
    let piles = piles(scene, axis);
    #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
    let highest = piles.iter().map(Vec::len).max().unwrap_or(1) as f32;
    let slot = ((plot.height() - 12.0) / highest).min(46.0);
    let size = picture::fit(scene.shape(), vec2(44.0, slot - 8.0));
    for pile in &piles {
        for (height, &e) in pile.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "at most 12 pictures")]
            let y = axis.y - 5.0 - slot * (height as f32 + 0.5);
            let at = slide(ui, e, vec2(axis.x(scene.output(e)), y), scene.move_seconds);
            picture_ui(
                ui,
                scene,
                e,
                Rect::from_center_size(at, size + Vec2::splat(6.0)),
                axis,
                memory,
                guess,
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
    if let Some((e, output)) = memory.held {
        ghost(&painter, scene, e, axis, output, size, palette);
    }
    for (e, guess) in scene
        .guesses
        .iter()
        .enumerate()
        .filter_map(|(e, g)| Some((e, (*g)?)))
    {
        if memory.held.is_none_or(|(held, _)| held != e) {
            ghost(&painter, scene, e, axis, guess, size, palette);
        }
    }
    past_label(&painter, scene, desk.focus.example, axis, slot, palette);
}

/// Outputs and heights slide, so that the eye can follow each picture.
fn slide(ui: &Ui, e: usize, to: Vec2, seconds: f32) -> Pos2 {
    let animated = |axis: &str, value: f32| {
        ui.ctx()
            .animate_value_with_time(Id::unique(("picture", e, axis)), value, seconds)
    };
    pos2(animated("x", to.x), animated("y", to.y))
}

fn picture_ui(
    ui: &mut Ui,
    scene: &Scene,
    e: usize,
    rect: Rect,
    axis: Axis,
    memory: &mut Memory,
    guess: &mut Option<(usize, Option<f64>)>,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let Some(example) = scene.example(e) else {
        return;
    };
    let matched = scene.matched(e);
    let calm = !matched && scene.round().is_none();
    let response = ui.interact(
        rect,
        Id::unique(("on the line", e)),
        Sense::click_and_drag(),
    );
    let text = says::picture_on_line(scene, e);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    let painter = ui.painter();
    let color = if calm {
        palette.quiet
    } else {
        palette.verdict(matched)
    };
    let current = desk.focus.example == e || desk.focus.lit_example == Some(e);
    painter.rect_filled(rect, theme::CELL_CORNER, palette.panel);
    picture::paint(painter, rect.shrink(3.0), example, scene.shape(), palette);
    let width = if current { 2.0 } else { 1.2 };
    if scene.is_trial() {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        painter.extend(Mark::dashed_line(
            &corners,
            Stroke::new(width, color),
            3.0,
            2.0,
        ));
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
        painter.rect_stroke(
            rect.expand(2.0),
            theme::CELL_CORNER,
            outer,
            StrokeKind::Outside,
        );
    }
    let beside = rect.right_center() + vec2(6.0, 0.0);
    if matched {
        painter.text(
            beside,
            Align2::LEFT_CENTER,
            theme::TICK,
            theme::small(),
            palette.matched,
        );
    } else if scene.round().is_some() {
        painter.text(
            beside,
            Align2::LEFT_CENTER,
            theme::CROSS,
            theme::small(),
            palette.missed,
        );
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
        drag_guess(ui, scene, e, &response, axis, memory, guess);
    }
    response.on_hover_text(text);
}

/// A guess is dragged, snapping to whole outputs, or moved with the arrow keys.
fn drag_guess(
    ui: &Ui,
    scene: &Scene,
    e: usize,
    response: &eframe::egui::Response,
    axis: Axis,
    memory: &mut Memory,
    guess: &mut Option<(usize, Option<f64>)>,
) {
    let snap = scene.settings().step.min(1.0);
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let output = (axis.output(pointer.x) / snap).round() * snap;
        memory.held = Some((e, output));
        ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::Grabbing);
    }
    if response.drag_stopped()
        && let Some((held, output)) = memory.held.take()
    {
        *guess = Some((held, Some(output)));
    }
}

/// Where a picture is expected: an outline of dashes, because it is only a guess.
fn ghost(
    painter: &Painter,
    scene: &Scene,
    e: usize,
    axis: Axis,
    output: f64,
    size: Vec2,
    palette: &Palette,
) {
    let Some(example) = scene.example(e) else {
        return;
    };
    let at = pos2(axis.x(output), axis.y - 5.0 - size.y / 2.0 - 3.0);
    let rect = Rect::from_center_size(at, size + Vec2::splat(6.0));
    picture::paint(painter, rect.shrink(3.0), example, scene.shape(), palette);
    painter.rect_filled(rect, theme::CELL_CORNER, palette.panel.gamma_multiply(0.55));
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Mark::dashed_line(
        &corners,
        Stroke::new(1.5, palette.focus),
        4.0,
        3.0,
    ));
    if scene.round().is_none() {
        let text = format!("your guess: {}", words::amount(output));
        let at = rect.center_top() - vec2(0.0, 2.0);
        painter.text(
            at,
            Align2::CENTER_BOTTOM,
            text,
            theme::tiny(),
            palette.focus,
        );
    }
}

/// "2 past its label": the gap between the current picture and its post, after a round that missed it.
fn past_label(
    painter: &Painter,
    scene: &Scene,
    e: usize,
    axis: Axis,
    slot: f32,
    palette: &Palette,
) {
    let (Some(_), Some(example)) = (scene.round(), scene.example(e)) else {
        return;
    };
    if scene.matched(e) || scene.settings().match_rule == crate::engine::MatchRule::Sign {
        return;
    }
    let (from, to) = (axis.x(example.label), axis.x(scene.output(e)));
    let y = axis.y - slot - 8.0;
    let color = palette.missed;
    painter.extend(Mark::dashed_line(
        &[pos2(from, y), pos2(to, y)],
        Stroke::new(1.2, color),
        4.0,
        3.0,
    ));
    let text = says::gap_to_label(scene, e);
    let font = theme::small();
    let width = painter
        .layout_no_wrap(text.clone(), font.clone(), color)
        .size()
        .x;
    let middle = f32::midpoint(from, to).clamp(
        axis.left + width / 2.0,
        (axis.right + 18.0 - width / 2.0).max(axis.left + width / 2.0),
    );
    painter.text(
        pos2(middle, y - 2.0),
        Align2::CENTER_BOTTOM,
        text,
        font,
        color,
    );
}
