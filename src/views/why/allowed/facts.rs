//! The numbers that decide how many weights may move at once.

use eframe::egui::{Grid, RichText, Ui};

use crate::document::words;
use crate::engine::{Forecast, Meeting};
use crate::theme;
use crate::views::Scene;

/// Draws them, each with what it means under the pointer.
pub fn ui(ui: &mut Ui, scene: &Scene, meeting: &Meeting, forecast: Option<&Forecast>) {
    let spectrum = &meeting.spectrum;
    let lit = words::count(spectrum.lit);
    let (most, of, meet) = match forecast {
        Some(forecast) => {
            let changes = words::count(forecast.directions);
            (forecast.overlap, changes, "changes in one picture, ω")
        }
        None => (meeting.overlap, lit.clone(), "weights in one picture, ω"),
    };
    let groups = meeting.graph.as_ref().map(|graph| words::count(graph.classes.len()));
    let rho = words::brief(spectrum.largest);
    let rows = [
        (
            "lit weights, d",
            format!("{lit} of {}", words::count(scene.shape().cells())),
            "Weights whose pixel is on in at least one picture. No other decides anything.".to_owned(),
        ),
        (
            meet,
            if most > 1.0 {
                format!("up to {} of {of}", words::amount(most))
            } else {
                format!("none of {of}")
            },
            "The most that share a picture in which all of their pixels are on. 1 means that none meet.".to_owned(),
        ),
        (
            "groups that never meet",
            groups.unwrap_or_else(|| "too many to see".to_owned()),
            format!("{} (greedy colouring of the conflict graph.)", words::grouped(meeting)),
        ),
        (
            "in common, ρ",
            rho.clone(),
            format!(
                "How alike the weights are in what they touch: 1 where none meet, {lit} where all touch the same \
                 (largest eigenvalue of A'A, the lit columns scaled to unit length)."
            ),
        ),
        (
            "at random at once, P*",
            format!("⌈{lit} / {rho}⌉ = {}", words::count(spectrum.parallel())),
            format!("{} (Bradley and others, 2011.)", words::parallel(spectrum)),
        ),
    ];
    Grid::new("facts").num_columns(2).min_row_height(0.0).spacing([12.0, 9.0]).show(ui, |ui| {
        for (name, value, meaning) in rows {
            ui.label(RichText::new(name).font(theme::small()).weak()).on_hover_text(&meaning);
            ui.label(RichText::new(value).font(theme::body())).on_hover_text(meaning);
            ui.end_row();
        }
    });
}
