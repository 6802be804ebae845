//! What was found, or how far it has come and a way to give up, or to ask again.

use eframe::egui::{ProgressBar, Ui};

use super::{Desk, Scene, text};
use crate::document::{Action, Effect, words};
use crate::engine::{Answer, Question};
use crate::findings::Progress;

/// The answer to a question, once there is one. What takes `long` waits to be asked for.
pub fn ui<'a>(
    ui: &mut Ui,
    scene: &Scene<'a>,
    question: Question,
    long: Option<&str>,
    desk: &mut Desk,
) -> Option<&'a Answer> {
    match scene.findings.about(&question) {
        Progress::Unasked if long.is_none() => {
            desk.ask(Action::Outside(Effect::WorkOut(question)));
        }
        Progress::UnderWay(done) => {
            text::quiet_ui(ui, words::under_way(&question));
            ui.horizontal(|ui| {
                ui.add(ProgressBar::new(done.share()).desired_width(220.0).show_percentage());
                if ui.button("Cancel").clicked() {
                    desk.ask(Action::Outside(Effect::GiveUp(question)));
                }
            });
        }
        Progress::Unasked | Progress::Stopped => {
            text::quiet_ui(ui, long.unwrap_or("Not worked out."));
            ui.horizontal(|ui| {
                if ui.button("Work it out").clicked() {
                    desk.ask(Action::Outside(Effect::WorkOut(question)));
                }
            });
        }
        Progress::Known(answer) => return Some(answer),
    }
    None
}
