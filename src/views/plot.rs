//! What the rounds came to: matched and error, or what each gained alone and together. A plot has one scale: the
//! error is drawn on that of the matches, and the right axis says what it means.

mod curves;
mod thin;

use std::iter;

use eframe::egui::{self, Button, Color32, Rect, RichText, Sense, Ui, UiBuilder, vec2};
use egui_plot::{AxisHints, HPlacement, Line, PlotPoint, PlotPoints, Points, VLine};

use self::curves::{Curve, Curves, accuracy, gains, ledgers};
use self::thin::thinned;
use super::chart::{self, index};
use super::kept::Kept;
use super::{Desk, Scene, behind, command, says, text};
use crate::commands::Command;
use crate::document::{Action, words};
use crate::engine::Ledger;
use crate::theme;

/// What the plot remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    shows: Shows,
    /// The books of every row that is a round, where they are few enough: of one generation of the document.
    books: Kept<Vec<Option<Ledger>>>,
}

/// The room that everything in the header needs beside the names of the lines.
const PER_ROUND: f32 = 264.0;
/// The same without the words between tabs and button.
const COMPARE: f32 = 210.0;

/// What is drawn over the rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Shows {
    /// How many match, and how far all are off.
    #[default]
    Accuracy,
    /// What each round gained: each change alone, and all together.
    Books,
}

/// Draws the plot.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let curves = match memory.shows {
        Shows::Accuracy => accuracy(ui, scene),
        Shows::Books => {
            let books = memory.books.of(scene.document.generation(), |_| ledgers(scene));
            gains(ui, scene, &books)
        }
    };
    header_ui(ui, &curves, &mut memory.shows, desk);
    let rows = scene.document.rows();
    let (clicked, pointer) = plot_ui(ui, scene, &curves, desk.focus.lit_row);
    let Some(row) = pointer.and_then(|pointer| nearest(pointer, rows.len())) else {
        return;
    };
    if clicked && desk.situation.running.is_none() {
        desk.ask(Action::Travel { entry: rows[row].entry });
    }
    desk.focus.pointing_row = Some(row);
}

/// The title, which shows the other curves when it is clicked, and what the colours mean.
fn header_ui(ui: &mut Ui, curves: &Curves, shows: &mut Shows, desk: &mut Desk) {
    let room = ui.max_rect();
    let names = curves.lines.iter().map(|line| (format!("● {}", line.name), line.color));
    let names: Vec<(String, Color32)> = names.collect();
    // The most important one, which is drawn last, is named first.
    let entries = names.iter().rev().map(|(name, color)| (name.as_str(), *color));
    let legend = text::legend(ui.painter(), room.right_top(), entries, &theme::small());
    // What the colours mean needs its room.
    let free = legend - text::LEGEND_GAP - room.left();
    let at = Rect::from_min_size(room.min - vec2(4.0, 2.0), vec2(350.0, 22.0));
    let mut header = ui.new_child(UiBuilder::new().max_rect(at).layout(*ui.layout()));
    header.horizontal(|ui| {
        theme::select_quietly(ui);
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = [5.0, 1.0].into();
        for (which, text, tooltip) in [
            (
                Shows::Accuracy,
                "Accuracy",
                "How many match after each round, and how far all are off.",
            ),
            (
                Shows::Books,
                "Gain",
                "What each round gained: each change alone, added up, and all together.",
            ),
        ] {
            let button = Button::selectable(*shows == which, text);
            if ui.add(button).on_hover_text(tooltip).clicked() {
                *shows = which;
            }
        }
        if free > PER_ROUND {
            ui.label(RichText::new("per round").font(theme::small()).weak());
        }
        let compare = Command::Compare;
        if free < COMPARE || compare.is_hidden(desk.situation) {
            return;
        }
        let button = Button::new(RichText::new("Compare ways...").font(theme::small()));
        command::ui(ui, compare, button.frame_when_inactive(false), desk);
    });
}

/// The plot itself: whether it was clicked, and where the pointer is.
fn plot_ui(
    ui: &mut Ui,
    scene: &Scene,
    curves: &Curves,
    lit: Option<usize>,
) -> (bool, Option<PlotPoint>) {
    let palette = theme::palette(ui);
    let rows = scene.document.rows();
    let current = scene.document.current_row();
    let done = rows.partition_point(|row| row.entry <= scene.document.history().cursor());
    let [low, high] = curves.span;
    let main = curves.lines.last();
    let height_of = |row: usize| main.map_or(0.0, |line| line.values[row]);
    ui.add_space(24.0);
    let height = (ui.max_rect().bottom() - ui.cursor().top()).max(40.0);
    let marks = curves.marks.clone();
    let columns = columns(ui);
    let response = chart::fixed("accuracy")
        .show_grid([false, true])
        .y_grid_spacer(move |_| chart::grid(&marks))
        .custom_y_axes(y_axes(curves.right))
        .custom_x_axes(vec![chart::whole_axis()])
        .include_x(-0.1)
        .include_x(index(rows.len().max(5) - 1) + 0.2)
        .include_y(low - (high - low) * 0.06)
        .include_y(high + (high - low) * 0.08)
        .sense(Sense::click())
        .height(height)
        .show(ui, |plot| {
            plot.vline(VLine::new("now", index(current)).color(palette.edge).width(1.0));
            // What was taken back is greyed, from where it branches off.
            let ahead = done.saturating_sub(1);
            for line in &curves.lines {
                draw(plot, line, (ahead, &line.values[ahead..]), columns, palette.edge);
            }
            for line in &curves.lines {
                draw(plot, line, (0, &line.values[..done]), columns, line.color);
            }
            if let Some(row) = lit.filter(|row| *row < rows.len()) {
                let lit = vec![[index(row), height_of(row)]];
                plot.points(Points::new("pointed at", lit).radius(6.0).color(palette.focus));
            }
            let now = [index(current), height_of(current)];
            if let (Some(main), true) = (main, now[1].is_finite()) {
                for (radius, color) in [(6.0, palette.text), (4.5, main.color)] {
                    plot.points(Points::new("now", vec![now]).radius(radius).color(color));
                }
            }
            let over = plot.response().hover_pos().and_then(|_| plot.pointer_coordinate());
            (plot.response().clicked(), over)
        });
    let now = says::matched_of(scene);
    let summary = format!("{}, {} rows, now {now}", curves.title, rows.len());
    let widget = || egui::WidgetInfo::labeled(egui::Role::Image, true, &summary);
    response.response.widget_info(widget);
    table_ui(ui, response.response.rect, scene, curves);
    if let Some(row) = response.inner.1.and_then(|pointer| nearest(pointer, rows.len())) {
        let text = told(scene, curves, row);
        response.response.on_hover_text_at_pointer(text);
    }
    response.inner
}

/// What the lines tell, as a table: a row for each of the log.
fn table_ui(ui: &mut Ui, chart: Rect, scene: &Scene, curves: &Curves) {
    let rows = scene.document.rows();
    let number = |row: usize| words::count(rows[row].number);
    if curves.right.is_some() {
        let (error, name) = curves::error(scene.settings().score);
        let columns = ["round", "matched", name];
        behind::table(ui, chart, curves.title, &columns, scene.rows_told(), |row| {
            let tally = &rows[row].tally;
            vec![number(row), words::count(tally.matched), words::brief(tally.score(error))]
        });
        return;
    }
    let names = curves.lines.iter().map(|line| line.name);
    let columns: Vec<&str> = iter::once("round").chain(names).collect();
    behind::table(ui, chart, curves.title, &columns, scene.rows_told(), |row| {
        let values = curves.lines.iter().map(|line| match line.values[row] {
            value if value.is_finite() => words::brief_signed(value),
            _ => String::new(),
        });
        iter::once(number(row)).chain(values).collect()
    });
}

/// One row, in a sentence.
fn told(scene: &Scene, curves: &Curves, row: usize) -> String {
    let log_row = &scene.document.rows()[row];
    let number = log_row.number;
    if row >= scene.rows_told() {
        return format!("round {number}, covered. Click to go there.");
    }
    if curves.right.is_some() {
        let (error, _) = curves::error(scene.settings().score);
        return format!(
            "round {number}: {} of {} match, {}. Click to go there.",
            words::count(log_row.tally.matched),
            words::count(scene.dataset().examples.len()),
            words::scored(error, log_row.tally.score(error))
        );
    }
    let values: Vec<String> = curves
        .lines
        .iter()
        .filter(|line| line.values[row].is_finite())
        .map(|line| format!("{} {}", line.name, words::brief_signed(line.values[row])))
        .collect();
    format!("round {number}: {}. Click to go there.", words::list(&values))
}

/// The values at the left; at the right, where another scale is drawn too, what they are there.
fn y_axes<'a>(right: Option<f64>) -> Vec<AxisHints<'a>> {
    let mut axes =
        vec![AxisHints::new_y().formatter(|mark, _| words::brief(mark.value)).min_thickness(22.0)];
    if let Some(scale) = right {
        let hints = AxisHints::new_y()
            .placement(HPlacement::Right)
            .formatter(move |mark, _| words::brief(mark.value / scale))
            .min_thickness(26.0);
        axes.push(hints);
    }
    axes
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

/// How many pixels of the screen the plot is wide.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width on screen")]
fn columns(ui: &Ui) -> usize {
    (ui.available_width() * ui.ctx().pixels_per_point()) as usize
}

/// A part of a line, the first value of which is that of row `first`; with points while they can be told apart.
fn draw<'a>(
    plot: &mut egui_plot::PlotUi<'a>,
    line: &'a Curve,
    (first, values): (usize, &[f64]),
    columns: usize,
    color: Color32,
) {
    let points: Vec<[f64; 2]> = (first..)
        .zip(values)
        .filter(|(_, value)| value.is_finite())
        .map(|(n, value)| [index(n), *value])
        .collect();
    if values.len() <= 100 {
        let points = PlotPoints::from(points.clone());
        plot.points(Points::new(line.name, points).radius(3.0).color(color));
    }
    let points = thinned(&points, columns);
    let drawn = Line::new(line.name, PlotPoints::from(points)).width(line.width).color(color);
    plot.line(drawn.style(line.style));
}
