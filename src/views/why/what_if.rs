//! What can be done with the changes of a round: tried, and applied or taken back in.

use eframe::egui::{Button, Ui};

use crate::document::words;
use crate::document::{Action, Effect};
use crate::engine::Arrangement;
use crate::views::{Desk, Scene, text};

/// The height of the row, whatever stands in it: nothing jumps when a trial begins.
const HEIGHT: f32 = 24.0;

/// Draws what can be done with the trial that is on; without one, `hint`.
pub fn row_ui(ui: &mut Ui, scene: &Scene, hint: &str, desk: &mut Desk) {
    ui.horizontal(|ui| {
        ui.set_min_height(HEIGHT);
        ui.spacing_mut().button_padding.y = 2.0;
        ui.spacing_mut().interact_size.y = HEIGHT;
        match scene.what_if.map(|what_if| &what_if.arrangement) {
            Some(arrangement) if !arrangement.is_whole() => trial_ui(ui, arrangement, desk),
            Some(arrangement) if !arrangement.order.is_sorted() => {
                if ui.button("Back to reading order").clicked() {
                    desk.ask(Action::Outside(Effect::Imagine(None)));
                }
            }
            _ => text::quiet_ui(ui, hint),
        }
    });
}

fn trial_ui(ui: &mut Ui, arrangement: &Arrangement, desk: &mut Desk) {
    let made = arrangement.made();
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
    if ui.button("Take all back in").on_hover_text("Escape does the same.").clicked() {
        desk.ask(Action::Outside(Effect::Imagine(None)));
    }
}
