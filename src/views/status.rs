//! One line at the bottom: how much has been tested, what happened last, whether it is saved.

use eframe::egui::{self, Align, Layout, RichText, Ui};

use super::{Desk, Scene, Views, says};
use crate::commands::Command;
use crate::document::words;
use crate::theme;

/// Draws the status bar.
pub fn ui(ui: &mut Ui, scene: &Scene, views: &Views, desk: &mut Desk) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let text = |text: String| RichText::new(text).font(theme::small()).color(palette.quiet);
        if let Some((played, rounds)) = desk.situation.running {
            #[expect(clippy::cast_precision_loss, reason = "a bar needs no more than f32")]
            let share = played as f32 / rounds.max(1) as f32;
            ui.add(egui::ProgressBar::new(share).desired_width(120.0).desired_height(10.0));
            let progress = format!("{} of {} rounds", words::count(played), words::count(rounds));
            ui.label(text(progress));
        } else {
            ui.label(text(says::typeset(&says::tests_so_far(scene))));
        }
        if let Some(notice) = &views.notice {
            let color = if notice.bad { palette.missed } else { palette.text };
            let notice = RichText::new(&notice.text).font(theme::small()).color(color);
            ui.add(egui::Label::new(notice).truncate());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if scene.document.is_changed() {
                ui.label(text("changed since it was saved".to_owned()));
                ui.label(text("·".to_owned()));
            }
            if Command::Step.is_enabled(desk.situation) {
                ui.label(text("Space: next step".to_owned()));
            }
        });
    });
}
