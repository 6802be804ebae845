//! Matched and error per round. egui_plot has one scale: the error is drawn on that of the matches, and
//! the right axis says what it means.

use eframe::egui::{self, Align2, Color32, FontId, Sense, Ui, pos2};
use egui_plot::{
    AxisHints, GridMark, HPlacement, Line, Plot, PlotPoint, PlotPoints, Points, VLine,
};

use super::{Desk, Scene};
use crate::document::{Action, LogRow, words};
use crate::theme;

/// Draws the plot.
pub fn ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let room = ui.max_rect();
    let painter = ui.painter().clone();
    painter.text(
        room.min,
        Align2::LEFT_TOP,
        "Accuracy per round",
        FontId::proportional(15.0),
        palette.text,
    );
    let legend = painter.text(
        room.right_top(),
        Align2::RIGHT_TOP,
        "● off by",
        theme::small(),
        palette.quiet,
    );
    painter.text(
        pos2(legend.left() - 14.0, room.top()),
        Align2::RIGHT_TOP,
        "● matched",
        theme::small(),
        palette.matched,
    );
    let rows = scene.document.rows();
    let cursor = scene.document.history().cursor();
    let current = scene.document.current_row();
    #[expect(
        clippy::cast_precision_loss,
        reason = "rows and pictures are few enough for f64"
    )]
    let (examples, last) = (
        scene.dataset().examples.len().max(1) as f64,
        (rows.len().max(5) - 1) as f64,
    );
    let worst = rows
        .iter()
        .map(|row| row.tally.absolute_error)
        .fold(1.0, f64::max);
    let scale = examples / worst;
    let done = rows.partition_point(|row| row.entry <= cursor);
    ui.add_space(20.0);
    let left = AxisHints::new_y()
        .formatter(move |mark, _| words::brief(mark.value))
        .min_thickness(22.0);
    let right = AxisHints::new_y()
        .placement(HPlacement::Right)
        .formatter(move |mark, _| words::brief(mark.value / scale))
        .min_thickness(26.0);
    let bottom = AxisHints::new_x().formatter(|mark, _| {
        if mark.value.fract() == 0.0 {
            words::amount(mark.value)
        } else {
            String::new()
        }
    });
    let response = Plot::new("accuracy")
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .show_grid([false, true])
        .show_background(false)
        .y_grid_spacer(move |_| marks(examples))
        .show_x(false)
        .show_y(false)
        .custom_y_axes(vec![left, right])
        .custom_x_axes(vec![bottom])
        .include_x(-0.1)
        .include_x(last + 0.2)
        .include_y(-examples * 0.06)
        .include_y(examples * 1.08)
        .set_margin_fraction(egui::Vec2::ZERO)
        .sense(Sense::click())
        .height((room.bottom() - ui.cursor().top()).max(40.0))
        .show(ui, |plot| {
            plot.vline(
                VLine::new("now", index(current))
                    .color(palette.line)
                    .width(1.0),
            );
            let error = |row: &LogRow| row.tally.absolute_error * scale;
            #[expect(
                clippy::cast_precision_loss,
                reason = "pictures are few enough for f64"
            )]
            let matched = |row: &LogRow| row.tally.matched as f64;
            draw(plot, "off by", &rows[..done], palette.quiet, 1.2, &error);
            draw(
                plot,
                "matched",
                &rows[..done],
                palette.matched,
                2.0,
                &matched,
            );
            let now = [index(current), matched(&rows[current])];
            plot.points(
                Points::new("now", vec![now])
                    .radius(6.0)
                    .color(palette.text),
            );
            plot.points(
                Points::new("now", vec![now])
                    .radius(4.5)
                    .color(palette.matched),
            );
            let clicked = plot.response().clicked();
            let pointer = plot
                .response()
                .hover_pos()
                .map(|_| plot.pointer_coordinate());
            (clicked, pointer.flatten())
        });
    let summary = format!(
        "Accuracy per round, {} rows, now {} of {}",
        rows.len(),
        scene.evaluation.tally.matched,
        scene.dataset().examples.len()
    );
    response
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &summary));
    let (clicked, pointer) = response.inner;
    let Some(row) = pointer.and_then(|pointer| nearest(pointer, rows.len())) else {
        return;
    };
    if clicked && desk.situation.running.is_none() {
        desk.ask(Action::Travel {
            entry: rows[row].entry,
        });
    }
    let tally = rows[row].tally;
    let text = format!(
        "round {}: {} of {} match, total off by {}. Click to go there.",
        rows[row].number,
        tally.matched,
        scene.dataset().examples.len(),
        words::amount(tally.absolute_error)
    );
    response.response.on_hover_text_at_pointer(text);
}

/// None, half and all of the pictures.
fn marks(examples: f64) -> Vec<GridMark> {
    [0.0, (examples / 2.0).floor(), examples]
        .map(|value| GridMark {
            value,
            step_size: (examples / 2.0).floor().max(1.0),
        })
        .to_vec()
}

#[expect(clippy::cast_precision_loss, reason = "rows are few enough for f64")]
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

/// A line over the rows, with points while they can be told apart.
fn draw<'a>(
    plot: &mut egui_plot::PlotUi<'a>,
    name: &'a str,
    rows: &[LogRow],
    color: Color32,
    width: f32,
    value: &dyn Fn(&LogRow) -> f64,
) {
    let points: Vec<[f64; 2]> = rows
        .iter()
        .enumerate()
        .map(|(n, row)| [index(n), value(row)])
        .collect();
    if rows.len() <= 100 {
        plot.points(
            Points::new(name, PlotPoints::from(points.clone()))
                .radius(3.0)
                .color(color),
        );
    }
    plot.line(
        Line::new(name, PlotPoints::from(points))
            .width(width)
            .color(color),
    );
}
