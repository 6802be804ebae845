//! Exact bookkeeping: from each alone, added up, to all together, term by term, and a fair share for each change.

mod shares;
mod waterfall;

use std::sync::Arc;

use eframe::egui::{Button, Ui};

use super::fold;
use super::pairs::too_many;
use super::table::gain_text;
use crate::document::words::{self, Term};
use crate::engine::{Ledger, Named, Round, Score};
use crate::theme;
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, text};

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    ledger: Kept<Ledger, (u64, Score)>,
    /// Another score than the round's own, asked for.
    score: Option<Score>,
}

/// Draws the part, folded until it is asked for.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Arc<Round>, memory: &mut Memory, desk: &mut Desk) {
    let own = round.settings.score;
    let title = format!(
        "Exact bookkeeping: from {} to {}, term by term",
        gain_text(own, round.promised),
        gain_text(own, round.delivered)
    );
    fold::ui(ui, "bookkeeping", title, |ui| {
        if too_many(round.moved(), round.examples.len()) {
            let text = "So many pairs of changes in so many pictures are more than is worked out.";
            text::quiet_ui(ui, text);
            return;
        }
        scores_ui(ui, own, memory);
        let score = memory.score.unwrap_or(own);
        let key = (scene.document.generation(), score);
        let ledger = memory.ledger.of(key, |_| Ledger::of(scene.dataset(), round, score));
        ui.add_space(2.0);
        waterfall::ui(ui, &ledger);
        text::quiet_ui(ui, &words::balance(&ledger));
        if score == own && round.moved() > 1 {
            ui.add_space(8.0);
            shares::ui(ui, scene, round, desk);
        }
    });
}

/// By which score the books are kept: the round's own first.
fn scores_ui(ui: &mut Ui, own: Score, memory: &mut Memory) {
    let others = Score::NAMES.iter().map(|(score, _)| *score).filter(|score| *score != own);
    ui.horizontal_wrapped(|ui| {
        theme::select_quietly(ui);
        ui.spacing_mut().item_spacing.x = 4.0;
        text::quiet_ui(ui, "gain by");
        for score in std::iter::once(own).chain(others) {
            let shown = memory.score.unwrap_or(own) == score;
            let tooltip = if score == own {
                "The score of this round."
            } else {
                "The same changes, had they been judged by another score."
            };
            if ui.add(Button::selectable(shown, score.word())).on_hover_text(tooltip).clicked() {
                memory.score = (score != own).then_some(score);
            }
        }
    });
}
