//! Matched and error per round. A plot has one scale: the error is drawn on that of the matches, and the
//! right axis says what it means.

use eframe::egui::{self, Align2, Color32, Sense, Ui, pos2};
use egui_plot::{
    AxisHints, GridMark, HPlacement, Line, Plot, PlotPoint, PlotPoints, Points, VLine,
};

use super::{Desk, Scene};
use crate::document::{Action, LogRow, words};
use crate::theme;

/// Draws the plot.
pub fn ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    legend(ui);
    let rows = scene.document.rows();
    let (clicked, pointer) = plot_ui(ui, scene, desk.focus.lit_row);
    let Some(row) = pointer.and_then(|pointer| nearest(pointer, rows.len())) else {
        return;
    };
    if clicked && desk.situation.running.is_none() {
        desk.ask(Action::Travel { entry: rows[row].entry });
    }
    desk.focus.pointing_row = Some(row);
}

fn legend(ui: &Ui) {
    let palette = theme::palette(ui);
    let (room, painter) = (ui.max_rect(), ui.painter());
    let title = theme::title();
    painter.text(room.min, Align2::LEFT_TOP, "Accuracy per round", title, palette.text);
    let mut right = room.right();
    for (text, color) in [("● off by", palette.quiet), ("● matched", palette.matched)] {
        let at = pos2(right, room.top());
        right = painter.text(at, Align2::RIGHT_TOP, text, theme::small(), color).left() - 14.0;
    }
}

/// The plot itself: whether it was clicked, and where the pointer is.
fn plot_ui(ui: &mut Ui, scene: &Scene, lit: Option<usize>) -> (bool, Option<PlotPoint>) {
    let palette = theme::palette(ui);
    let rows = scene.document.rows();
    let current = scene.document.current_row();
    let done = rows.partition_point(|row| row.entry <= scene.document.history().cursor());
    let examples = index(scene.dataset().examples.len().max(1));
    let worst = rows.iter().map(|row| row.tally.absolute_error).fold(1.0, f64::max);
    let scale = examples / worst;
    let matched = |row: &LogRow| index(row.tally.matched);
    let error = |row: &LogRow| row.tally.absolute_error * scale;
    ui.add_space(20.0);
    let height = (ui.max_rect().bottom() - ui.cursor().top()).max(40.0);
    let response = Plot::new("accuracy")
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .show_grid([false, true])
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .y_grid_spacer(move |_| marks(examples))
        .custom_y_axes(y_axes(scale))
        .custom_x_axes(vec![x_axis()])
        .include_x(-0.1)
        .include_x(index(rows.len().max(5) - 1) + 0.2)
        .include_y(-examples * 0.06)
        .include_y(examples * 1.08)
        .set_margin_fraction(egui::Vec2::ZERO)
        .sense(Sense::click())
        .height(height)
        .show(ui, |plot| {
            plot.vline(VLine::new("now", index(current)).color(palette.line).width(1.0));
            // What was taken back is greyed, from where it branches off.
            let ahead = done.saturating_sub(1);
            draw(plot, "off by", (ahead, &rows[ahead..]), palette.line, 1.2, &error);
            draw(plot, "matched", (ahead, &rows[ahead..]), palette.line, 2.0, &matched);
            draw(plot, "off by", (0, &rows[..done]), palette.quiet, 1.2, &error);
            draw(plot, "matched", (0, &rows[..done]), palette.matched, 2.0, &matched);
            if let Some(row) = lit.filter(|row| *row < rows.len()) {
                let lit = vec![[index(row), matched(&rows[row])]];
                plot.points(Points::new("pointed at", lit).radius(6.0).color(palette.focus));
            }
            let now = [index(current), matched(&rows[current])];
            for (radius, color) in [(6.0, palette.text), (4.5, palette.matched)] {
                plot.points(Points::new("now", vec![now]).radius(radius).color(color));
            }
            let over = plot.response().hover_pos().and_then(|_| plot.pointer_coordinate());
            (plot.response().clicked(), over)
        });
    let examples = scene.dataset().examples.len();
    let summary = format!(
        "Accuracy per round, {} rows, now {} of {examples}",
        rows.len(),
        scene.evaluation.tally.matched,
    );
    let widget = || egui::WidgetInfo::labeled(egui::Role::Image, true, &summary);
    response.response.widget_info(widget);
    if let Some(row) = response.inner.1.and_then(|pointer| nearest(pointer, rows.len())) {
        let text = format!(
            "round {}: {} of {} match, total off by {}. Click to go there.",
            rows[row].number,
            words::count(rows[row].tally.matched),
            words::count(examples),
            words::brief(rows[row].tally.absolute_error)
        );
        response.response.on_hover_text_at_pointer(text);
    }
    response.inner
}

/// Matches at the left, the error at the right: it is drawn `scale` times its size.
fn y_axes<'a>(scale: f64) -> Vec<AxisHints<'a>> {
    let matches =
        AxisHints::new_y().formatter(|mark, _| words::brief(mark.value)).min_thickness(22.0);
    let errors = AxisHints::new_y()
        .placement(HPlacement::Right)
        .formatter(move |mark, _| words::brief(mark.value / scale))
        .min_thickness(26.0);
    vec![matches, errors]
}

fn x_axis<'a>() -> AxisHints<'a> {
    AxisHints::new_x().formatter(|mark, _| {
        let whole = mark.value.fract() == 0.0;
        if whole { words::brief(mark.value) } else { String::new() }
    })
}

/// None, half (where it is whole) and all of the pictures.
fn marks(examples: f64) -> Vec<GridMark> {
    let half = examples / 2.0;
    let values = [0.0, half, examples].into_iter().filter(|value| value.fract() == 0.0);
    values.map(|value| GridMark { value, step_size: half.max(1.0) }).collect()
}

#[expect(clippy::cast_precision_loss, reason = "rows and pictures are few enough for f64")]
fn index(row: usize) -> f64 {
    row as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
fn nearest(pointer: PlotPoint, rows: usize) -> Option<usize> {
    let row = pointer.x.round();
    (row >= 0.0 && row < index(rows)).then_some(row as usize)
}

/// A line over rows, the first of which is row `first`; with points while they can be told apart.
fn draw<'a>(
    plot: &mut egui_plot::PlotUi<'a>,
    name: &'a str,
    (first, rows): (usize, &[LogRow]),
    color: Color32,
    width: f32,
    value: &dyn Fn(&LogRow) -> f64,
) {
    let points: Vec<[f64; 2]> =
        (first..).zip(rows).map(|(n, row)| [index(n), value(row)]).collect();
    if rows.len() <= 100 {
        let points = PlotPoints::from(points.clone());
        plot.points(Points::new(name, points).radius(3.0).color(color));
    }
    plot.line(Line::new(name, PlotPoints::from(points)).width(width).color(color));
}
