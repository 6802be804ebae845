//! The error after all rounds against P, both on logarithmic scales.

use eframe::egui::{self, Align2, Rect, Role, Sense, Ui, WidgetInfo};
use egui_plot::{
    AxisHints, GridMark, HLine, Line, LineStyle, MarkerShape, Plot, PlotPoint, PlotPoints, Points,
    Text, VLine,
};

use crate::document::words;
use crate::engine::{HowMany, Rung, Size};
use crate::theme;
use crate::views::{behind, chart, text};

const HEIGHT: f32 = 190.0;
/// Errors are drawn from this share of that at the start to so many times it; what lies beyond stands at the edge.
const SHARE: [f64; 2] = [1e-6, words::EXPLODED];

/// How to read it.
pub const LEGEND: &str =
    "Dots: the middle draw. Whiskers: from the least to the most. ▲ above the scale.";

/// Draws the chart.
pub fn ui(ui: &mut Ui, found: &HowMany) {
    if found.rungs.is_empty() || found.start == 0.0 {
        return;
    }
    let scale = Scale::of(found);
    let palette = theme::palette(ui);
    let response = plot(&scale).show(ui, |plot| {
        let label = |name: &str, at: [f64; 2], text: String, anchor, color| {
            let text = egui::RichText::new(text).font(theme::small());
            Text::new(name, PlotPoint::new(at[0], at[1]), text).anchor(anchor).color(color)
        };
        let at_start = scale.height(found.start);
        let dashed = LineStyle::dashed_dense();
        plot.hline(HLine::new("at the start", at_start).color(palette.quiet).style(dashed));
        let theory = across(found.spectrum.parallel());
        // The theory says nothing of fixed steps.
        if found.size == Size::Fitted {
            plot.vline(VLine::new("P*", theory).color(palette.focus).width(1.5));
            let text = format!(" P* = {}", words::count(found.spectrum.parallel()));
            let foot = [theory, scale.foot()];
            plot.text(label("theory", foot, text, Align2::LEFT_BOTTOM, palette.focus));
        }
        let medians: Vec<[f64; 2]> =
            found.rungs.iter().map(|rung| [across(rung.p), scale.height(rung.median())]).collect();
        let line = PlotPoints::from(medians.clone());
        plot.line(Line::new("middle", line).width(2.0).color(palette.matched));
        for rung in &found.rungs {
            let ends = [rung.errors.first(), rung.errors.last()]
                .map(|end| end.copied().unwrap_or_default());
            let whisker = ends.map(|end| [across(rung.p), scale.height(end)]);
            let whisker = PlotPoints::from(whisker.to_vec());
            let name = format!("whisker {}", rung.p);
            plot.line(
                Line::new(name, whisker).width(5.0).color(palette.matched.gamma_multiply(0.35)),
            );
        }
        for (rung, at) in found.rungs.iter().zip(medians) {
            let (shape, color) = if scale.is_above(rung.median()) {
                (MarkerShape::Up, palette.missed)
            } else {
                (MarkerShape::Circle, palette.matched)
            };
            let name = format!("middle {}", rung.p);
            plot.points(Points::new(name, vec![at]).shape(shape).radius(4.0).color(color));
        }
        let start = format!("{} at the start ", words::error(found.score, found.start));
        let right = [scale.right(), at_start];
        plot.text(label("start", right, start, Align2::RIGHT_BOTTOM, palette.quiet));
        if let Some(rung) = found.rungs.iter().find(|rung| scale.is_above(rung.median())) {
            let at = [across(rung.p), scale.high];
            let text = "explodes ".to_owned();
            plot.text(label("explodes", at, text, Align2::RIGHT_CENTER, palette.missed));
        }
        let over = plot.response().hover_pos().and_then(|_| plot.pointer_coordinate());
        over.map(|over| over.x)
    });
    let summary = summary(found);
    response.response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &summary));
    table_ui(ui, response.response.rect, found);
    let distance = |rung: &Rung, x: f64| (across(rung.p) - x).abs();
    let nearest = response
        .inner
        .and_then(|x| found.rungs.iter().min_by(|a, b| distance(a, x).total_cmp(&distance(b, x))));
    if let Some(rung) = nearest {
        response.response.on_hover_text_at_pointer(told(found, rung));
    }
    text::quiet_ui(
        ui,
        &format!(
            "P, weights at once, against {} after {}.",
            words::noun(found.score),
            words::plural(found.rounds, "round")
        ),
    );
}

/// An empty plot that does not move.
fn plot<'a>(scale: &Scale) -> Plot<'a> {
    let across_marks: Vec<f64> = scale.ps.clone();
    let up_marks = scale.marks();
    let grid = |marks: Vec<f64>| {
        move |_| marks.iter().map(|value| GridMark { value: *value, step_size: 1.0 }).collect()
    };
    let bottom = scale.has_less.then_some(scale.low);
    let x = AxisHints::new_x().formatter(|mark, _| words::brief(mark.value.exp2().round()));
    let y = AxisHints::new_y().min_thickness(44.0).formatter(move |mark, _| {
        if bottom == Some(mark.value) {
            "≈0".to_owned()
        } else {
            words::brief(10_f64.powf(mark.value))
        }
    });
    chart::fixed("how many at once")
        .show_grid([false, true])
        .x_grid_spacer(grid(across_marks))
        .y_grid_spacer(grid(up_marks))
        .custom_x_axes(vec![x])
        .custom_y_axes(vec![y])
        .include_x(scale.left())
        .include_x(scale.right())
        .include_y(scale.foot())
        .include_y(scale.high + 0.4)
        .sense(Sense::hover())
        .height(HEIGHT)
}

/// The place of P.
#[expect(clippy::cast_precision_loss, reason = "at most 1,048,576")]
fn across(p: usize) -> f64 {
    (p.max(1) as f64).log2()
}

/// What is drawn how high.
struct Scale {
    /// The places of all P.
    ps: Vec<f64>,
    low: f64,
    high: f64,
    /// Whether errors below the scale are drawn at its foot.
    has_less: bool,
}

impl Scale {
    fn of(found: &HowMany) -> Self {
        let errors = || found.rungs.iter().flat_map(|rung| rung.errors.iter().copied());
        let [least, most] = SHARE.map(|share| share * found.start);
        let has_less = errors().any(|error| error < least);
        let low = errors().filter(|error| *error >= least).fold(found.start / 10.0, f64::min);
        let high = errors().filter(|error| *error <= most).fold(found.start * 10.0, f64::max);
        let high = if errors().any(|error| error > most) { most } else { high };
        let low = if has_less { least } else { low };
        Self {
            ps: found.rungs.iter().map(|rung| across(rung.p)).collect(),
            low: low.log10(),
            high: high.log10(),
            has_less,
        }
    }

    fn left(&self) -> f64 {
        -0.15 - self.ps.last().copied().unwrap_or_default() * 0.02
    }

    fn right(&self) -> f64 {
        self.ps.last().copied().unwrap_or_default() + 0.2
    }

    /// Room for a word under the lowest error.
    fn foot(&self) -> f64 {
        self.low - 0.14 * (self.high - self.low)
    }

    fn height(&self, error: f64) -> f64 {
        error.log10().clamp(self.low, self.high)
    }

    fn is_above(&self, error: f64) -> bool {
        error.log10() > self.high
    }

    /// Powers of ten, not too many.
    fn marks(&self) -> Vec<f64> {
        let step = ((self.high - self.low) / 5.0).ceil().max(1.0);
        let first = (self.low / step).ceil() * step;
        let powers =
            (0..8).map(|n| first + f64::from(n) * step).take_while(|mark| *mark <= self.high);
        let clear = powers.filter(|mark| !self.has_less || mark - self.low > 0.5 * step);
        self.has_less.then_some(self.low).into_iter().chain(clear).collect()
    }
}

/// P, and the errors in the middle, at least and at most.
fn row(found: &HowMany, rung: &Rung) -> [String; 4] {
    let text = |error: f64| {
        let explodes = error > words::EXPLODED * found.start;
        if explodes { "explodes".to_owned() } else { words::brief(error) }
    };
    let end = |error: Option<&f64>| error.map_or_else(String::new, |error| text(*error));
    let (least, most) = (end(rung.errors.first()), end(rung.errors.last()));
    [words::count(rung.p), text(rung.median()), least, most]
}

/// One P, in a sentence.
fn told(found: &HowMany, rung: &Rung) -> String {
    let [p, middle, least, most] = row(found, rung);
    format!("{p} at once: {middle} in the middle, {least} at least, {most} at most")
}

fn table_ui(ui: &mut Ui, chart: Rect, found: &HowMany) {
    let name = format!("{} against P", words::capital(&words::noun(found.score)));
    let columns = ["P, weights at once", "in the middle", "at least", "at most"];
    behind::table(ui, chart, &name, &columns, found.rungs.len(), |n| {
        row(found, &found.rungs[n]).to_vec()
    });
}

/// All of it, for those who cannot see it.
fn summary(found: &HowMany) -> String {
    let rungs: Vec<String> = found.rungs.iter().map(|rung| told(found, rung)).collect();
    let theory = match found.size {
        Size::Fitted => format!(", P* {}", words::count(found.spectrum.parallel())),
        Size::Step => String::new(),
    };
    format!(
        "{} after {}, {} at the start{theory}. {}",
        words::noun(found.score),
        words::plural(found.rounds, "round"),
        words::brief(found.start),
        rungs.join("; ")
    )
}
