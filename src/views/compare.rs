//! Several ways to go on from one point, side by side: their curves, where each ended, and the rounds of one.

mod curves;
mod rounds;
mod table;

use std::sync::Arc;

use eframe::egui::{self, Align, Button, Layout, RichText, ScrollArea, Ui};

use super::kept::Kept;
use super::settings::whole_ui;
use super::{Desk, Scene, answer, settings, text};
use crate::document::words::{self, Told};
use crate::document::{Action, Effect};
use crate::engine::{Answer, Compared, Forks, Question, Score};
use crate::theme;

/// What the comparison remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The way whose rounds are shown.
    way: usize,
    /// The way whose row was last scrolled to.
    scrolled_to: usize,
    shows: Option<Score>,
    /// What is said of that way: of one generation of the document.
    told: Kept<Told, (u64, usize)>,
    settings: settings::Memory,
}

/// The height of what stands under the table.
const BELOW: f32 = 178.0;

/// Draws the comparison.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let Some(forks) = &scene.document.state().forks else {
        header_ui(ui, scene, None, desk);
        text::sentence_ui(ui, "No ways are compared here.");
        return;
    };
    memory.way = memory.way.min(forks.ways.len().saturating_sub(1));
    header_ui(ui, scene, Some(forks), desk);
    let dataset = Arc::clone(&scene.document.experiment().dataset);
    let question = Question::Compare(dataset, Arc::clone(forks));
    let found = match answer::ui(ui, scene, question, None, desk) {
        Some(Answer::Compared(found)) => Some(found.as_ref()),
        _ => None,
    };
    let table = table::height(forks, ui.available_height());
    let plot = (ui.available_height() - table - BELOW).max(96.0);
    if let Some(found) = found {
        let told = words::compared(scene.dataset(), forks, found);
        text::sentence_ui(ui, &told);
        let shows = memory.shows.unwrap_or_else(|| curves::usual(forks));
        curves::choice_ui(ui, scene, shows, &mut memory.shows);
        curves::ui(ui, scene, (forks, found), shows, memory.way, plot - 52.0);
    } else {
        ui.add_space(plot - 40.0);
    }
    ui.add_space(4.0);
    table::ui(ui, scene, (forks, found), table, memory, desk);
    ui.add_space(4.0);
    if let Some(found) = found {
        way_ui(ui, scene, forks, found, memory);
    }
}

/// Where all ways start, for how many rounds; from here instead; back to the picture.
fn header_ui(ui: &mut Ui, scene: &Scene, forks: Option<&Arc<Forks>>, desk: &mut Desk) {
    let idle = desk.situation.running.is_none();
    ui.horizontal(|ui| {
        ui.label(RichText::new("Compare").font(theme::title()));
        if let Some(forks) = forks {
            let mut changed = Forks::clone(forks);
            text::quiet_ui(ui, &words::branches_off(forks));
            ui.add_space(6.0);
            text::quiet_ui(ui, "· rounds");
            whole_ui(ui, "rounds of each way", &mut changed.rounds, 1..=Forks::MOST_ROUNDS);
            if changed != **forks {
                desk.ask(Action::SetForks(Some(changed)));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = Button::new(format!("{} Close", theme::CROSS));
            if ui.add(close).on_hover_text("Back to the picture and its weights.").clicked() {
                desk.ask(Action::Outside(Effect::Compare(false)));
            }
            let (after, weights) = scene.document.fork_point();
            let elsewhere = forks.is_none_or(|f| f.after != after || f.weights != *weights);
            let from_here = Button::new("Compare from here");
            let tooltip = "Lets the ways branch off at the weights as they are now.";
            if ui.add_enabled(idle && elsewhere, from_here).on_hover_text(tooltip).clicked() {
                let forks = match forks {
                    Some(forks) => Forks { after, weights: weights.clone(), ..(**forks).clone() },
                    None => scene.document.usual_forks(),
                };
                desk.ask(Action::SetForks(Some(forks)));
            }
        });
    });
}

/// The rounds of one way, and what there is to say of it.
fn way_ui(ui: &mut Ui, scene: &Scene, forks: &Forks, found: &Compared, memory: &mut Memory) {
    let way = memory.way;
    let Some(course) = found.courses.get(way) else { return };
    let key = (scene.document.generation(), way);
    let told = memory.told.of(key, |_| words::course(scene.dataset(), forks, course));
    ScrollArea::vertical().id_salt("way").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.label(RichText::new("●").color(theme::palette(ui).series(way)));
            text::headline_ui(ui, &told.headline, told.good);
        });
        rounds::ui(ui, forks, course);
        for sentence in &told.sentences {
            text::sentence_ui(ui, sentence);
        }
    });
}

/// Whether a key or a click is about the table's row.
fn row_name(way: usize) -> String {
    format!("way {}", way + 1)
}

/// A small caption over a column.
fn caption_ui(ui: &mut Ui, text: &str, tooltip: &str) {
    let text = RichText::new(text).font(theme::small()).color(theme::palette(ui).quiet);
    ui.add(egui::Label::new(text).selectable(false)).on_hover_text(tooltip);
}
