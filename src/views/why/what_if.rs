//! What only some of the changes would do, and the way back, or on.

use eframe::egui::{Button, Ui};

use super::told_ui;
use crate::document::words::{self, Told};
use crate::document::{Action, Effect};
use crate::engine::WhatIf;
use crate::views::Desk;

/// Draws what is `told` of the trial, and what can be done with it.
pub fn ui(ui: &mut Ui, told: &Told, what_if: &WhatIf, desk: &mut Desk) {
    told_ui(ui, told);
    let made = what_if.arrangement.made();
    ui.horizontal(|ui| {
        let text = match made.len() {
            0 => "Apply none instead".to_owned(),
            1 => "Apply this 1 instead".to_owned(),
            n => format!("Apply these {} instead", words::count(n)),
        };
        let tooltip = "In place of the round as it was played. It can be undone.";
        let idle = desk.situation.running.is_none();
        if ui.add_enabled(idle, Button::new(text)).on_hover_text(tooltip).clicked() {
            desk.ask(Action::Choose { weights: made });
        }
        if ui.button("Take all back in").clicked() {
            desk.ask(Action::Outside(Effect::Imagine(None)));
        }
    });
}
