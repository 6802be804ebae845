//! How many at once: rounds that move P weights drawn at random, for P from one to all, beside what theory says.

mod chart;

use std::sync::Arc;

use eframe::egui::{Button, DragValue, Ui};

use crate::document::words;
use crate::engine::{Answer, Draws, Experiment, Question, Settings, Size};
use crate::theme;
use crate::views::why::fold;
use crate::views::{Desk, Scene, answer, text};

/// More pixels than this are looked at for some seconds: that waits until it is asked for.
const LONG: usize = 1 << 31;

/// What the part remembers between frames.
#[derive(Debug)]
pub struct Memory {
    /// What is asked for.
    draws: Draws,
    /// The same with what is just being dragged or typed.
    draft: Draws,
}

impl Default for Memory {
    fn default() -> Self {
        let usual = Draws::usual(Size::Fitted);
        Self { draws: usual, draft: usual }
    }
}

/// Draws the part, folded until it is asked for.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    place: &Arc<Experiment>,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    fold::ui(ui, "how many", "How many at once?".to_owned(), |ui| {
        sizes_ui(ui, memory);
        numbers_ui(ui, memory);
        let question = Question::HowMany(Arc::clone(place), memory.draws);
        let long = (memory.draws.cost(&place.dataset) > LONG)
            .then_some("So many rounds of so many pictures take a while.");
        let Some(Answer::HowMany(found)) = answer::ui(ui, scene, question, long, desk) else {
            return;
        };
        text::sentence_ui(ui, &words::how_many(found));
        ui.add_space(6.0);
        chart::ui(ui, found);
        text::quiet_ui(ui, chart::LEGEND);
    });
}

/// How far the weights move that are drawn.
fn sizes_ui(ui: &mut Ui, memory: &mut Memory) {
    ui.horizontal_wrapped(|ui| {
        theme::select_quietly(ui);
        ui.spacing_mut().item_spacing.x = 4.0;
        text::quiet_ui(ui, "each moves by");
        for (size, text, tooltip) in [
            (
                Size::Fitted,
                "its best amount",
                "What is best for the squared error if it alone moves: what the theory is about.",
            ),
            (
                Size::Step,
                "one step",
                "The way its test says, by the step and the score in force; of those with a direction.",
            ),
        ] {
            let button = Button::selectable(memory.draws.size == size, text);
            if ui.add(button).on_hover_text(tooltip).clicked() {
                (memory.draws.size, memory.draft.size) = (size, size);
            }
        }
    });
}

/// How many rounds, and by which seeds. What is dragged or typed counts when it is let go.
fn numbers_ui(ui: &mut Ui, memory: &mut Memory) {
    let draft = &mut memory.draft;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let rounds = DragValue::new(&mut draft.rounds).range(1..=Draws::MOST_ROUNDS);
        let seeds = DragValue::new(&mut draft.seeds).range(1..=Draws::MOST_SEEDS).speed(0.1);
        let first = DragValue::new(&mut draft.seed).range(0..=Settings::MAX_SEED).speed(0.1);
        let mut busy = false;
        for (caption, drag) in [("rounds", rounds), ("draws", seeds), ("first seed", first)] {
            let caption = ui.label(caption);
            let drag = ui.add(drag.update_while_editing(false)).labelled_by(caption.id);
            busy |= drag.dragged();
        }
        if !busy {
            memory.draws = *draft;
        }
    });
}
