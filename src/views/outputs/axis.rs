//! The number line under the pictures, with a post at each label.

use eframe::egui::{Align2, Id, Rect, Shape as Mark, Stroke, Ui, pos2};

use crate::document::words;
use crate::engine::sigmoid;
use crate::theme;
use crate::views::ticks::round_step;
use crate::views::{Scene, text};

/// Outputs from left to right over points from left to right.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    low: f64,
    high: f64,
    pub left: f32,
    pub right: f32,
    pub y: f32,
}

impl Axis {
    /// Where an output stands.
    pub fn x(&self, output: f64) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place on screen needs no more than f32"
        )]
        let share = ((output - self.low) / (self.high - self.low)) as f32;
        self.left + share * (self.right - self.left)
    }

    /// The output at a place.
    pub fn output(&self, x: f32) -> f64 {
        let share = f64::from((x - self.left) / (self.right - self.left));
        self.low + share * (self.high - self.low)
    }
}

/// What the axis must have room for, worked out where that changes.
#[derive(Debug)]
pub struct Extent {
    low: f64,
    high: f64,
    /// Every label that there is, from the lowest up; the first of them.
    labels: Vec<f64>,
}

/// More labels have no posts.
const POSTS: usize = 24;

impl Extent {
    /// Room for all outputs, those before the round too, and all labels.
    pub fn of(scene: &Scene) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut reach = |value: f64, margin: f64| {
            low = low.min(value - margin);
            high = high.max(value + margin);
        };
        let mut labels: Vec<f64> = Vec::new();
        for (e, example) in scene.dataset().examples.iter().enumerate() {
            let label = example.label;
            let place = labels.partition_point(|other| other.total_cmp(&label).is_lt());
            if labels.get(place) != Some(&label) && place < POSTS {
                labels.insert(place, label);
                labels.truncate(POSTS);
            }
            reach(label, 2.0);
            // Nor does its room tell where a covered one stands.
            if scene.covers_output(e) {
                continue;
            }
            reach(scene.output(e), 0.3);
            if let Some(before) = scene.output_before(e) {
                reach(before, 0.3);
            }
        }
        Self { low, high, labels }
    }
}

/// An axis with room for all outputs, labels and guesses; it grows and shrinks smoothly.
pub fn axis(ui: &Ui, room: Rect, scene: &Scene, extent: &Extent) -> Axis {
    let (mut low, mut high) = (extent.low, extent.high);
    for guess in scene.guesses.iter().flatten() {
        low = low.min(guess - 0.3);
        high = high.max(guess + 0.3);
    }
    // Of many pictures every move would be counted anew.
    let seconds = if scene.many_pictures() { 0.0 } else { scene.move_seconds };
    let smooth = |name: &str, value: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place on screen needs no more than f32"
        )]
        let animated =
            ui.ctx().animate_value_with_time(Id::unique(("axis", name)), value as f32, seconds);
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

/// Draws the line, its numbers, and the labels' posts.
pub fn axis_ui(ui: &Ui, scene: &Scene, axis: Axis, plot: Rect, extent: &Extent) {
    let (painter, palette) = (ui.painter(), theme::palette(ui));
    let line = Stroke::new(1.5, palette.quiet);
    painter.line_segment([pos2(axis.left - 18.0, axis.y), pos2(axis.right + 18.0, axis.y)], line);
    let mut last = String::new();
    for tick in ticks(axis.low, axis.high, (axis.right - axis.left) / 56.0) {
        let x = axis.x(tick);
        painter.line_segment([pos2(x, axis.y - 4.0), pos2(x, axis.y + 4.0)], line);
        let (number, font) = if scene.sigmoid {
            (words::certainty(tick), theme::tiny())
        } else {
            (words::amount(tick), theme::digits(12.0))
        };
        // Far out every certainty is below 0.1 %, or above 99.9 %.
        if number != last {
            painter.text(pos2(x, axis.y + 7.0), Align2::CENTER_TOP, &number, font, palette.quiet);
        }
        last = number;
    }
    if scene.sigmoid {
        sigmoid_ui(ui, axis, plot);
    }
    for &label in &extent.labels {
        let x = axis.x(label);
        let post = [pos2(x, plot.top() + 4.0), pos2(x, axis.y)];
        painter.extend(Mark::dashed_line(&post, Stroke::new(1.5, palette.text), 5.0, 4.0));
    }
    names_ui(ui, scene, axis, extent);
}

/// The names of the labels under their posts. Where two posts stand so close that these would meet, they go apart; of more,
/// the ones that would meet one before them are left out.
fn names_ui(ui: &Ui, scene: &Scene, axis: Axis, extent: &Extent) {
    const APART: f32 = 8.0;
    /// Beyond the ends of the line.
    const ROOM: f32 = 20.0;
    let color = theme::palette(ui).text;
    let named = extent
        .labels
        .iter()
        .filter_map(|label| Some((axis.x(*label), scene.dataset().label_name(*label)?)));
    let named: Vec<(f32, &str)> = named.collect();
    let width = |name: &str| text::width(ui.painter(), name, &theme::small());
    let half = |name: &str| width(name) / 2.0;
    let draw = |x: f32, align: Align2, name: &str| {
        text::caption(ui, pos2(x, axis.y + 23.0), align, name, theme::small(), color);
    };
    if let &[(left, a), (right, b)] = named.as_slice()
        && left + half(a) + APART > right - half(b)
    {
        let end = right + APART / 2.0 + width(b);
        // Near an end of the line both stand to the side where there is room.
        let by = (axis.right + ROOM - end).min(0.0) + (axis.left - ROOM - left + width(a)).max(0.0);
        draw(left - APART / 2.0 + by, Align2::RIGHT_TOP, a);
        draw(right + APART / 2.0 + by, Align2::LEFT_TOP, b);
        return;
    }
    let mut free = f32::NEG_INFINITY;
    for &(x, name) in &named {
        if x - half(name) >= free {
            draw(x, Align2::CENTER_TOP, name);
            free = x + half(name) + APART;
        }
    }
}

/// The sigmoid behind the pictures: 0 % on the line, 100 % at the top.
fn sigmoid_ui(ui: &Ui, axis: Axis, plot: Rect) {
    const PARTS: u8 = 64;
    let palette = theme::palette(ui);
    let top = plot.top() + 10.0;
    let points = (0..=PARTS).map(|part| {
        let x = axis.left + (axis.right - axis.left) * f32::from(part) / f32::from(PARTS);
        #[expect(clippy::cast_possible_truncation, reason = "a share needs no more than f32")]
        let share = sigmoid(axis.output(x)) as f32;
        pos2(x, axis.y + (top - axis.y) * share)
    });
    let line = Stroke::new(1.5, palette.edge);
    ui.painter().add(Mark::line(points.collect(), line));
}

/// Round numbers from `low` to `high`, at most about `most` of them.
fn ticks(low: f64, high: f64, most: f32) -> Vec<f64> {
    let step = round_step(high - low, f64::from(most.max(2.0)));
    let first = (low / step).ceil();
    (0..200).map(|n| (first + f64::from(n)) * step).take_while(|tick| *tick <= high).collect()
}
