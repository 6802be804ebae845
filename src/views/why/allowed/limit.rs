//! Step and limit: the same round at ever shorter steps. Each alone, added up, and together come to agree.

use std::sync::Arc;

use eframe::egui::{Grid, RichText, Role, Sense, Ui, WidgetInfo};
use egui_plot::{AxisHints, GridMark, HLine, Line, LineStyle, PlotPoints, Points};

use crate::document::words;
use crate::engine::{Answer, Experiment, Limit, Question};
use crate::theme;
use crate::views::kept::Kept;
use crate::views::ticks::round_step;
use crate::views::why::fold;
use crate::views::{Desk, Scene, answer, behind, chart, says, text};

const HEIGHT: f32 = 130.0;
/// More pixels than this are looked at for some seconds: that waits until it is asked for.
const LONG: usize = 1 << 31;

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    differences: Kept<Vec<f64>, (u64, usize)>,
    /// The weight pointed at last.
    weight: Option<usize>,
}

/// Draws the part, folded until it is asked for.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    place: &Arc<Experiment>,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    fold::ui(ui, "limit", "Step and limit: what shorter steps change".to_owned(), |ui| {
        let question = Question::Limit(Arc::clone(place));
        let long = (Limit::cost(&place.dataset) > LONG)
            .then_some("So many weights of so many pictures take a while.");
        let Some(Answer::Limit(found)) = answer::ui(ui, scene, question, long, desk) else {
            return;
        };
        for sentence in words::limit(found, place.settings.score) {
            text::sentence_ui(ui, &sentence);
        }
        ui.add_space(6.0);
        chart_ui(ui, found);
        ui.add_space(6.0);
        let cells = scene.shape().cells();
        let pointed = desk.focus.lit.first().copied().or(desk.focus.chosen_weight);
        memory.weight = pointed.or(memory.weight).filter(|weight| *weight < cells);
        let weight = memory.weight.unwrap_or(desk.focus.first_weight.min(cells - 1));
        let key = (scene.document.generation(), weight);
        let differences = memory.differences.of(key, |_| Limit::differences(place, weight));
        let derivative = words::amount(found.gradient[weight]);
        let text = format!(
            "Directions: of the {} weights that have a slope; none is uphill. Slope: (up − down) / (2 × step) of {}, its \
             derivative is {derivative}. Point at another weight to see its own.",
            words::count(found.sloping()),
            says::short_place(scene.shape(), weight)
        );
        text::quiet_ui(ui, &text);
        ui.add_space(2.0);
        table_ui(ui, found, &differences);
    });
}

/// Together over each alone, against the step.
fn chart_ui(ui: &mut Ui, found: &Limit) {
    let palette = theme::palette(ui);
    let ratios =
        (0_u8..).zip(&found.rows).filter_map(|(n, row)| Some([f64::from(n), row.ratio()?]));
    let points: Vec<[f64; 2]> = ratios.collect();
    if points.is_empty() {
        return;
    }
    let low = points.iter().map(|point| point[1]).fold(0.0, f64::min);
    let high = points.iter().map(|point| point[1]).fold(1.0, f64::max);
    let step = round_step(high - low, 4.0);
    let first = (low / step).ceil();
    let marks: Vec<f64> =
        (0..8).map(|n| (first + f64::from(n)) * step).take_while(|mark| *mark <= high).collect();
    let mark = |value| GridMark { value, step_size: 2.0 };
    let steps = (0..=Limit::HALVINGS).step_by(2).map(|n| mark(f64::from(n)));
    let steps: Vec<GridMark> = steps.collect();
    let x = AxisHints::new_x()
        .formatter(|mark, _| words::step(0.5_f64.powf(mark.value)))
        .label_spacing(24.0..=32.0);
    let y = AxisHints::new_y().formatter(|mark, _| words::brief(mark.value)).min_thickness(30.0);
    let plot = chart::fixed("step and limit")
        .show_grid([false, true])
        .x_grid_spacer(move |_| steps.clone())
        .y_grid_spacer(move |_| marks.iter().copied().map(mark).collect())
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .include_x(-0.3)
        .include_x(f64::from(Limit::HALVINGS) + 0.6)
        .include_y(low - (high - low) * 0.08)
        .include_y(high + (high - low) * 0.08)
        .sense(Sense::hover())
        .height(HEIGHT);
    let response = plot.show(ui, |plot| {
        let dashed = LineStyle::dashed_dense();
        plot.hline(HLine::new("they agree", 1.0).color(palette.text).style(dashed));
        let line = PlotPoints::from(points.clone());
        plot.line(Line::new("together / each alone", line).width(2.0).color(palette.matched));
        plot.points(Points::new("ratio", points.clone()).radius(3.5).color(palette.matched));
    });
    let told: Vec<String> = found
        .rows
        .iter()
        .filter_map(|row| {
            Some(format!("{} at step {}", words::brief(row.ratio()?), words::step(row.step)))
        })
        .collect();
    let summary = format!("together over each alone, added up: {}", words::list(&told));
    response.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &summary));
    let columns = ["step", "together over each alone"];
    behind::table(ui, response.response.rect, "Step and limit", &columns, found.rows.len(), |n| {
        let row = &found.rows[n];
        vec![words::step(row.step), row.ratio().map_or_else(String::new, words::brief)]
    });
    text::quiet_ui(ui, "Together over each alone, added up, against the step. Dashed: they agree.");
}

/// A row a step.
fn table_ui(ui: &mut Ui, found: &Limit, differences: &[f64]) {
    let narrow = super::is_narrow(ui);
    let (font, apart, alone) = if narrow {
        (theme::tiny(), 6.0, "each alone")
    } else {
        (theme::small(), 14.0, "each alone, added up")
    };
    let heads = ["step", alone, "together", "ratio", "directions", "slope"];
    let sloping = words::count(found.sloping());
    Grid::new("steps").num_columns(heads.len()).min_row_height(0.0).spacing([apart, 3.0]).show(
        ui,
        |ui| {
            for head in heads {
                ui.label(RichText::new(head).font(font.clone()).weak());
            }
            ui.end_row();
            for (row, difference) in found.rows.iter().zip(differences) {
                let ratio = row.ratio().map_or_else(|| "·".to_owned(), words::amount);
                let cells = [
                    words::step(row.step),
                    words::brief(row.alone),
                    words::brief(row.together),
                    ratio,
                    format!("{} of {sloping}", words::count(row.agreeing)),
                    words::amount(*difference),
                ];
                for cell in cells {
                    ui.label(RichText::new(cell).font(font.clone()));
                }
                ui.end_row();
            }
        },
    );
}
