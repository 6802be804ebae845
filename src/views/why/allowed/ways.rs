//! What is sure of each way to apply the changes, beside what comes of it.

use eframe::egui::{FontId, Grid, RichText, Ui};

use crate::document::words::{self, Term, Way};
use crate::engine::{Forecast, Round};
use crate::theme;
use crate::views::text;

/// What is remembered between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The generation of the document for which it was asked what will happen.
    shown: Option<u64>,
}

/// Draws a row a way. Before a `round`, what will come of it is hidden until it is asked for.
pub fn ui(
    ui: &mut Ui,
    forecast: &Forecast,
    round: Option<&Round>,
    generation: u64,
    memory: &mut Memory,
) {
    let known = round.is_some() || memory.shown == Some(generation);
    let [sure, comes] = if round.is_some() {
        ["what was sure", "what comes of it"]
    } else {
        ["what is sure", "what will come of it"]
    };
    let narrow = super::is_narrow(ui);
    let (font, apart) = if narrow { (theme::small(), 8.0) } else { (theme::body(), 16.0) };
    Grid::new("ways").num_columns(3).min_row_height(0.0).spacing([apart, 6.0]).show(ui, |ui| {
        for heading in ["", sure, comes] {
            ui.label(RichText::new(heading).font(theme::small()).weak());
        }
        ui.end_row();
        for way in words::ways(forecast, round) {
            way_ui(ui, &way, known, &font);
            ui.end_row();
        }
    });
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let alone = words::brief_signed(forecast.alone);
        let gains = format!(
            "Gains in {}. Each alone, added up: {alone}.",
            words::scored_by(forecast.score)
        );
        text::quiet_ui(ui, &gains);
        if !known && ui.button("Show what will happen").clicked() {
            memory.shown = Some(generation);
        }
    });
}

fn way_ui(ui: &mut Ui, way: &Way, known: bool, font: &FontId) {
    let name = if way.applied { format!("{} (applied)", way.name) } else { way.name.clone() };
    let name = RichText::new(name).font(font.clone());
    let name = ui.label(if way.applied { name.strong() } else { name });
    name.on_hover_text(way.policy.term());
    ui.label(RichText::new(&way.sure).font(font.clone()));
    let outcome = if known { way.outcome.as_str() } else { "?" };
    ui.label(RichText::new(outcome).font(font.clone()));
}
