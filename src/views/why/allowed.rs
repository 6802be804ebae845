//! Allowed?: may all changes be applied at once, though each was only tested alone? Before a round and after it.

mod facts;
mod graph;
mod how_many;
mod limit;
mod ways;

use std::sync::Arc;

use eframe::egui::Ui;

use super::told_ui;
use crate::document::words::{self, Foreseen};
use crate::engine::{Answer, Experiment, Forecast, Meeting, Question, Round, WeightTest};
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, answer, text};

/// The most pixels of all pictures for which it is worked out in a frame what applying will give.
const MOST_PIXELS: usize = 1 << 22;

/// Below this width the graph and the facts do not fit side by side.
const NARROW: f32 = 420.0;

/// What the tab remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    place: Kept<Experiment>,
    forecast: Kept<Option<Forecast>>,
    ways: ways::Memory,
    graph: graph::Memory,
    how_many: how_many::Memory,
    limit: limit::Memory,
}

/// Draws the tab.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    if scene.dataset().examples.is_empty() {
        text::empty_ui(ui, "No picture", "Without pictures every weight may do as it likes.");
        return;
    }
    if scene.imagined().is_some() {
        text::quiet_ui(ui, "A trial is on: this is about the round as it was applied.");
    }
    let generation = scene.document.generation();
    let place = memory.place.of(generation, |_| scene.document.tested_at());
    let question = Question::Meeting(Arc::clone(&place.dataset));
    if let Some(Answer::Meeting(meeting)) = answer::ui(ui, scene, question, None, desk) {
        gauge_ui(ui, scene, meeting, memory, desk);
    }
    ui.add_space(8.0);
    how_many::ui(ui, scene, &place, &mut memory.how_many, desk);
    limit::ui(ui, scene, &place, &mut memory.limit, desk);
}

/// What is sure, the numbers that decide it, and what comes of it.
fn gauge_ui(ui: &mut Ui, scene: &Scene, meeting: &Meeting, memory: &mut Memory, desk: &mut Desk) {
    let generation = scene.document.generation();
    let forecast = memory.forecast.of(generation, |_| foretold(scene));
    let forecast = forecast.as_ref().as_ref();
    let round = applied(scene);
    let settings = round.map_or(scene.settings(), |round| &round.settings);
    let foreseen = match forecast {
        Some(forecast) => Foreseen::Tested(forecast),
        None if is_too_much(scene) => Foreseen::TooMany,
        None => Foreseen::Untested,
    };
    told_ui(ui, &words::allowed(meeting, settings, foreseen));
    ui.add_space(8.0);
    if is_narrow(ui) {
        graph::ui(ui, scene, meeting, &mut memory.graph, desk);
        ui.add_space(6.0);
        facts::ui(ui, scene, meeting, forecast);
        ui.add_space(6.0);
    } else {
        ui.horizontal_top(|ui| {
            graph::ui(ui, scene, meeting, &mut memory.graph, desk);
            ui.add_space(14.0);
            ui.vertical(|ui| facts::ui(ui, scene, meeting, forecast));
        });
    }
    text::quiet_ui(ui, &memory.graph.caption(scene, meeting));
    text::quiet_ui(ui, &words::grouped(meeting));
    ui.add_space(8.0);
    if let Some(forecast) = forecast.filter(|forecast| forecast.directions > 0) {
        ways::ui(ui, forecast, round.map(Arc::as_ref), generation, &mut memory.ways);
    }
}

/// Whether what stands side by side elsewhere must stand one below the other, and tables in small letters.
fn is_narrow(ui: &Ui) -> bool {
    ui.available_width() < NARROW
}

/// The round that led here, whatever is on trial.
const fn applied<'a>(scene: &'a Scene) -> Option<&'a Arc<Round>> {
    scene.document.round()
}

/// Whether it would take too long to foretell anything.
fn is_too_much(scene: &Scene) -> bool {
    let dataset = &scene.document.experiment().dataset;
    dataset.examples.len() * dataset.shape.cells() > MOST_PIXELS
}

/// What applying the tests at hand comes to; `None` while some are missing, or where it would take too long.
fn foretold(scene: &Scene) -> Option<Forecast> {
    let dataset = &scene.document.experiment().dataset;
    if is_too_much(scene) {
        return None;
    }
    if let Some(round) = applied(scene) {
        return Some(Forecast::of(&round.beginning(dataset), &round.tests));
    }
    let tests: Option<Vec<WeightTest>> = scene.document.state().notes.iter().copied().collect();
    Some(Forecast::of(scene.document.experiment(), &tests?))
}
