//! The curves of all ways over the rounds, on one scale.

use std::iter;

use eframe::egui::{self, Button, Color32, Rect, Role, Sense, Ui, WidgetInfo};
use egui_plot::{AxisHints, Line, LineStyle, PlotPoint, PlotPoints, Text};

use crate::document::words::{self, Term};
use crate::engine::{Compared, Course, Forks, Named, Score};
use crate::theme;
use crate::views::chart::{self, index};
use crate::views::ticks::round_step;
use crate::views::{Scene, behind};

/// What is most worth seeing: the score that all ways are judged by, where it is one.
pub fn usual(forks: &Forks) -> Score {
    match forks.ways.as_slice() {
        [first, rest @ ..] if rest.iter().all(|way| way.score == first.score) => first.score,
        _ => Score::Matches,
    }
}

/// Which curves are shown.
pub fn choice_ui(ui: &mut Ui, scene: &Scene, shown: Score, chosen: &mut Option<Score>) {
    ui.horizontal(|ui| {
        theme::select_quietly(ui);
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding = [5.0, 1.0].into();
        for (score, _) in Score::NAMES {
            if *score == Score::LogLoss && !scene.document.is_two_sided() {
                continue;
            }
            let button = Button::selectable(shown == *score, words::capital(score.word()));
            if ui.add(button).on_hover_text(score.term()).clicked() {
                *chosen = Some(*score);
            }
        }
        ui.label(egui::RichText::new("per round").font(theme::small()).weak());
    });
}

/// So many times the error at the start are shown at most.
const MOST: f64 = 1e3;

/// Errors that grow far are drawn by their powers of ten, so that the small ones still differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    Plain,
    Powers,
}

impl Scale {
    fn of(start: f64, most: f64) -> Self {
        if most > 8.0 * start.max(1.0) { Self::Powers } else { Self::Plain }
    }

    fn place(self, value: f64) -> f64 {
        match self {
            Self::Plain => value,
            Self::Powers => value.ln_1p() / std::f64::consts::LN_10,
        }
    }

    fn value(self, place: f64) -> f64 {
        match self {
            Self::Plain => place,
            Self::Powers => (place * std::f64::consts::LN_10).exp_m1(),
        }
    }

    /// The marks up to the highest value.
    fn marks(self, most: f64) -> Vec<f64> {
        match self {
            Self::Plain => {
                let step = round_step(most, 3.0);
                (0..10).map(|n| f64::from(n) * step).take_while(|mark| *mark <= most).collect()
            }
            Self::Powers => {
                let powers = std::iter::successors(Some(1.0), |power| Some(power * 10.0));
                let all: Vec<f64> = powers.take_while(|power| *power <= most).collect();
                // About five of them.
                let every = all.len().div_ceil(5).max(1);
                std::iter::once(0.0).chain(all.into_iter().step_by(every)).collect()
            }
        }
    }
}

/// Draws the curves; the way that is looked at is drawn last and wider.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    (forks, found): (&Forks, &Compared),
    shows: Score,
    chosen: usize,
    height: f32,
) {
    let palette = theme::palette(ui);
    let values = |course: &Course| -> Vec<f64> {
        course.tallies.iter().map(|tally| tally.score(shows)).collect()
    };
    let curves: Vec<Vec<f64>> = found.courses.iter().map(values).collect();
    let examples = index(scene.dataset().examples.len().max(1));
    let largest = curves.iter().flatten().copied().filter(|v| v.is_finite()).fold(0.0, f64::max);
    let (scale, most) = if shows == Score::Matches {
        (Scale::Plain, examples)
    } else {
        let start = curves.first().and_then(|curve| curve.first()).copied().unwrap_or(0.0);
        // What explodes leaves at the top, and the rest can still be seen.
        let most = largest.min(MOST * start.max(1.0));
        (Scale::of(start, most), if most > 0.0 { most } else { 1.0 })
    };
    let top = scale.place(most);
    let marks: Vec<f64> = scale.marks(most).into_iter().map(|mark| scale.place(mark)).collect();
    let last = index(forks.after + forks.rounds);
    // The room of a digit, in rounds.
    let digit = index(forks.rounds) * 0.012;
    let response = chart::fixed("ways")
        .show_grid([false, true])
        .y_grid_spacer(move |_| chart::grid(&marks))
        .custom_y_axes(vec![
            AxisHints::new_y()
                .formatter(move |mark, _| words::brief(scale.value(mark.value)))
                .min_thickness(34.0),
        ])
        .custom_x_axes(vec![chart::whole_axis()])
        .include_x(index(forks.after) - 0.1)
        .include_x(last + digit * index(curves.len().min(8)))
        .include_y(-top * 0.06)
        .include_y(top * 1.08)
        .sense(Sense::hover())
        .height(height.max(60.0))
        .show(ui, |plot| {
            let ways = (0..curves.len()).filter(|way| *way != chosen).chain([chosen]);
            for way in ways.filter(|way| *way < curves.len()) {
                let places = curves[way].iter().map(|value| scale.place(value.min(most)));
                let points: Vec<[f64; 2]> =
                    (forks.after..).zip(places).map(|(n, y)| [index(n), y]).collect();
                draw(plot, way, points, last, palette.series(way), way == chosen);
            }
            // Ways that end together have their numbers beside each other.
            let ends: Vec<f64> = curves.iter().map(|curve| end_of(curve, scale, most)).collect();
            for (way, &end) in ends.iter().enumerate() {
                let near = |other: &&f64| (*other - end).abs() < top * 0.08;
                let before = index(ends[..way].iter().filter(near).count());
                let at = PlotPoint::new(last + (before + 0.5) * digit, end);
                let number = egui::RichText::new((way + 1).to_string()).font(theme::small());
                let text = Text::new(format!("way {}", way + 1), at, number);
                plot.text(text.color(palette.series(way)).anchor(egui::Align2::LEFT_CENTER));
            }
            plot.response().hover_pos().and_then(|_| plot.pointer_coordinate())
        });
    let name = format!("{} per round of {}", shows.word(), words::plural(curves.len(), "way"));
    let ends = ends(&curves);
    let widget = || WidgetInfo::labeled(Role::Image, true, format!("{name}: {ends}"));
    response.response.widget_info(widget);
    table_ui(ui, response.response.rect, &name, forks, &curves);
    if let Some(round) = response.inner.and_then(|pointer| nearest(pointer, forks)) {
        response.response.on_hover_text_at_pointer(told(&curves, forks, round, shows));
    }
}

/// A row a round, a column a way; a way that stood still stays where it was.
fn table_ui(ui: &mut Ui, chart: Rect, name: &str, forks: &Forks, curves: &[Vec<f64>]) {
    let ways: Vec<String> = (1..=curves.len()).map(|way| format!("way {way}")).collect();
    let columns: Vec<&str> = iter::once("round").chain(ways.iter().map(String::as_str)).collect();
    behind::table(ui, chart, name, &columns, forks.rounds + 1, |row| {
        let values = curves.iter().map(|curve| curve.get(row).or(curve.last()));
        let values = values.map(|value| value.map_or_else(String::new, |v| words::brief(*v)));
        iter::once(words::count(forks.after + row)).chain(values).collect()
    });
}

/// A curve, dotted from where it stood still on.
fn draw(
    plot: &mut egui_plot::PlotUi,
    way: usize,
    points: Vec<[f64; 2]>,
    last: f64,
    color: Color32,
    chosen: bool,
) {
    let Some(end) = points.last().copied() else { return };
    let name = format!("way {}", way + 1);
    let width = if chosen { 3.0 } else { 1.6 };
    plot.line(Line::new(name.clone(), PlotPoints::from(points)).width(width).color(color));
    if end[0] < last {
        let on = vec![end, [last, end[1]]];
        let line = Line::new(name.clone(), PlotPoints::from(on)).style(LineStyle::dotted_loose());
        plot.line(line.width(width).color(color));
    }
}

/// Where a curve ends, on its scale.
fn end_of(curve: &[f64], scale: Scale, most: f64) -> f64 {
    curve.last().map_or(0.0, |value| scale.place(value.min(most)))
}

/// "3 at the end of way 1, ..." for those who hear it.
fn ends(curves: &[Vec<f64>]) -> String {
    let end = |(way, curve): (usize, &Vec<f64>)| {
        let end = curve.last().copied().unwrap_or_default();
        format!("way {} ends at {}", way + 1, words::brief(end))
    };
    let ends: Vec<String> = curves.iter().enumerate().map(end).collect();
    words::list(&ends)
}

/// One round of every way.
fn told(curves: &[Vec<f64>], forks: &Forks, round: usize, shows: Score) -> String {
    let value = |(way, curve): (usize, &Vec<f64>)| {
        let value = curve.get(round - forks.after).or(curve.last()).copied().unwrap_or_default();
        format!("{}  {}: {}", way + 1, forks.ways[way].policy.word(), words::brief(value))
    };
    let lines: Vec<String> = curves.iter().enumerate().map(value).collect();
    format!("{} after round {round}\n{}", words::capital(shows.word()), lines.join("\n"))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be in range"
)]
fn nearest(pointer: PlotPoint, forks: &Forks) -> Option<usize> {
    let round = pointer.x.round();
    let within = round >= index(forks.after) && round <= index(forks.after + forks.rounds);
    within.then_some(round as usize)
}
