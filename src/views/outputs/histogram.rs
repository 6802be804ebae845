//! The output line of many pictures: how many stand where, by label.

use std::iter;

use eframe::egui::{Color32, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use crate::document::words;
use crate::theme;
use crate::views::kept::Kept;
use crate::views::scene::Version;
use crate::views::{Desk, Scene, behind, says, text};

/// The width of a column, in points.
const COLUMN: f32 = 8.0;

/// What is counted apart.
const KINDS: [&str; 3] = ["matches", "label above 0, not matched", "other labels, not matched"];

/// How many stand in each column, and the first of them.
#[derive(Debug, Default)]
pub struct Counts {
    /// How many of each kind.
    kinds: Vec<[usize; 3]>,
    first: Vec<usize>,
    /// The least and the largest output.
    span: Vec<[f64; 2]>,
}

/// What the counts depend on: what stands on screen, and where the plot and the ends of the axis are.
pub type Key = (Version, [f32; 4]);

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "columns on screen are few, and none is left of the plot"
)]
fn column(plot: Rect, x: f32) -> usize {
    let columns = (plot.width() / COLUMN).max(1.0) as usize;
    (((x - plot.left()) / COLUMN).max(0.0) as usize).min(columns - 1)
}

fn counts(scene: &Scene, plot: Rect, x: &dyn Fn(f64) -> f32) -> Counts {
    let columns = column(plot, f32::INFINITY) + 1;
    let mut counts = Counts {
        kinds: vec![[0; 3]; columns],
        first: vec![usize::MAX; columns],
        span: vec![[f64::INFINITY, f64::NEG_INFINITY]; columns],
    };
    for (e, example) in scene.dataset().examples.iter().enumerate() {
        let output = scene.output(e);
        let column = column(plot, x(output));
        let matched = scene.evaluation.criterion.matches(output, example.label);
        let kind = if matched { 0 } else { 1 + usize::from(example.label <= 0.0) };
        counts.kinds[column][kind] += 1;
        counts.first[column] = counts.first[column].min(e);
        let [least, most] = counts.span[column];
        counts.span[column] = [least.min(output), most.max(output)];
    }
    counts
}

/// Draws columns into `plot`: pictures that match in the colour of a match, the rest by label.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of pictures and columns on screen are small"
)]
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    plot: Rect,
    x: &dyn Fn(f64) -> f32,
    memory: &mut Kept<Counts, Key>,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let ends = [plot.left(), plot.right(), x(0.0), x(1.0)];
    let counts = memory.of((scene.version(), ends), |_| counts(scene, plot, x));
    let most = counts.kinds.iter().map(|kinds| kinds.iter().sum::<usize>()).max().unwrap_or(1);
    let scale = (plot.height() - 30.0).max(1.0) / most.max(1) as f32;
    let fills = [palette.matched, palette.raise_line, palette.lower_line];
    let filled = counts.kinds.iter().zip(&counts.first).enumerate();
    for (column, (kinds, first)) in filled.filter(|(_, (_, first))| **first != usize::MAX) {
        let left = plot.left() + column as f32 * COLUMN;
        let mut top = plot.bottom();
        for (count, fill) in kinds.iter().zip(fills) {
            let height = *count as f32 * scale;
            let bar = Rect::from_min_max(pos2(left, top - height), pos2(left + COLUMN - 1.0, top));
            ui.painter().rect_filled(bar, 1.0, fill);
            top -= height;
        }
        if *first == desk.focus.example {
            let bar =
                Rect::from_min_max(pos2(left - 1.0, top - 1.0), pos2(left + COLUMN, plot.bottom()));
            ui.painter().rect_stroke(
                bar,
                1.0,
                Stroke::new(1.0, palette.focus),
                StrokeKind::Outside,
            );
        }
    }
    let response = ui.interact(plot, ui.scope_id().with("histogram"), Sense::click());
    let summary = format!(
        "outputs of {} pictures, {} match",
        words::count(scene.dataset().examples.len()),
        words::count(scene.evaluation.tally.matched)
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &summary));
    table_ui(ui, plot, scene, &counts);
    legend_ui(ui, plot, fills);
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let column = column(plot, pointer.x);
    let kinds = counts.kinds[column];
    let all: usize = kinds.iter().sum();
    if all > 0 {
        if response.clicked() {
            desk.focus.example = counts.first[column];
        }
        let text = format!(
            "{} pictures here, {} of them match. Click to look at the first.",
            words::count(all),
            words::count(kinds[0])
        );
        response.on_hover_text_at_pointer(text);
    }
}

/// What the colours stand for: right of the heading, or where that leaves no room, shorter and under it.
fn legend_ui(ui: &Ui, plot: Rect, fills: [Color32; 3]) {
    const HEADING: f32 = 90.0;
    let (painter, font) = (ui.painter(), theme::tiny());
    let mut names = KINDS.map(|name| format!("■ {name}"));
    let mut top = plot.top() - 24.0;
    let width = |name: &String| text::width(painter, name, &font) + text::LEGEND_GAP;
    if names.iter().map(width).sum::<f32>() + HEADING > plot.width() {
        names = ["matches", "above 0", "others"].map(|name| format!("■ {name}"));
        top = plot.top() - 4.0;
    }
    let entries = names.iter().map(String::as_str).zip(fills);
    text::legend(painter, pos2(plot.right(), top), entries, &font);
}

/// A row for each column in which pictures stand.
fn table_ui(ui: &mut Ui, plot: Rect, scene: &Scene, counts: &Counts) {
    let all = counts.kinds.iter().zip(&counts.span);
    let filled: Vec<_> = all.filter(|(_, [least, most])| least <= most).collect();
    let columns = ["output", KINDS[0], KINDS[1], KINDS[2]];
    behind::table(ui, plot, "Outputs", &columns, filled.len(), |row| {
        let (kinds, [least, most]) = filled[row];
        let [least, most] = [*least, *most].map(|output| says::output_number(scene, output));
        let output = if least == most { least } else { format!("{least} to {most}") };
        iter::once(output).chain(kinds.iter().map(|count| words::count(*count))).collect()
    });
}
