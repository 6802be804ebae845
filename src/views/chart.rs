//! What all plots share: they stay as they are drawn, and their axes have round numbers.

use egui_plot::{AxisHints, GridMark, Plot};

use crate::document::words;

/// A plot that nobody moves or zooms, on the ground of its panel.
pub fn fixed<'a>(name: &'static str) -> Plot<'a> {
    Plot::new(name)
        .allow_scroll(false)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .set_margin_fraction(eframe::egui::Vec2::ZERO)
}

/// An axis on which only whole numbers are written.
pub fn whole_axis<'a>() -> AxisHints<'a> {
    AxisHints::new_x().formatter(|mark, _| {
        let whole = mark.value.fract() == 0.0;
        if whole { words::brief(mark.value) } else { String::new() }
    })
}

/// Marks as a plot takes them.
pub fn grid(marks: &[f64]) -> Vec<GridMark> {
    let step_size = marks.windows(2).map(|pair| pair[1] - pair[0]).fold(1.0, f64::max);
    marks.iter().map(|value| GridMark { value: *value, step_size }).collect()
}

/// A count or the number of a row, as a place.
#[expect(clippy::cast_precision_loss, reason = "rows and pictures are few enough for f64")]
pub fn index(n: usize) -> f64 {
    n as f64
}
