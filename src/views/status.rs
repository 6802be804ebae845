//! One line at the bottom: how much has been tested, what happened last, whether it is saved.

use std::time::Duration;

use eframe::egui::{self, Align, Layout, RichText, Ui};

use super::{Decision, Desk, Scene, Views, Work, says, small, text};
use crate::commands::{Command, Running};
use crate::document::words;
use crate::engine::Way;
use crate::theme;

/// Before that, nothing is said of work that is being read: most takes no time.
const PATIENCE: Duration = Duration::from_millis(500);

/// Draws the status bar.
pub fn ui(ui: &mut Ui, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let text = |text: String| RichText::new(text).font(theme::small()).color(palette.quiet);
        if let Some(Running { played, rounds, seconds_left }) = desk.situation.running {
            #[expect(clippy::cast_precision_loss, reason = "a bar needs no more than f32")]
            let share = played as f32 / rounds.max(1) as f32;
            ui.add(egui::ProgressBar::new(share).desired_width(120.0).desired_height(10.0));
            ui.label(text(words::rounds_under_way(played, rounds, seconds_left)));
        } else if let Some(work) = views.left_over.as_ref().filter(|work| is_long(ui, work)) {
            left_over_ui(ui, work, &mut views.dialogs.decision);
        } else if let Some((question, share)) = scene.findings.awaited() {
            ui.add(egui::ProgressBar::new(share).desired_width(120.0).desired_height(10.0));
            ui.label(text(words::under_way(question).to_owned()));
        } else {
            let told = ui.label(text(text::typeset(&says::tests_so_far(scene))));
            told.on_hover_ui(|ui| {
                ui.label(words::way_of_testing(Way::of(scene.document.experiment())));
            });
        }
        if let Some(notice) = &views.notice {
            let color = if notice.bad { palette.missed } else { palette.text };
            let text = RichText::new(&notice.text).font(theme::small()).color(color);
            let label = egui::Label::new(text);
            let narrow = small::is_narrow(ui);
            let told = ui.add(if narrow { label.extend() } else { label.truncate() });
            text::aloud(ui, told.id, notice.bad);
        }
        let mut told = Vec::new();
        if Command::Step.is_enabled(desk.situation) {
            told.push("Space: next step");
        }
        if scene.document.is_changed() {
            told.push("changed since it was saved");
        }
        let told = text(told.join("  ·  "));
        if small::is_narrow(ui) {
            ui.label(told);
        } else {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(told));
        }
    });
}

/// Whether it goes on for so long already that it is to be told of. If not, the window is drawn again when it will.
fn is_long(ui: &Ui, work: &Work) -> bool {
    let left = PATIENCE.saturating_sub(work.since.elapsed());
    if !left.is_zero() {
        ui.request_repaint_after(left);
    }
    left.is_zero()
}

/// How far the reading of unsaved work has come, and a way to put it off. Meanwhile anything else may go on.
fn left_over_ui(ui: &mut Ui, work: &Work, decision: &mut Option<Decision>) {
    /// What the button and the words at the other end need.
    const BESIDE: f32 = 320.0;
    ui.add(egui::ProgressBar::new(work.share).desired_width(80.0).desired_height(10.0));
    let told = RichText::new(format!("{}...", work.what)).font(theme::small());
    ui.scope(|ui| {
        ui.set_max_width((ui.available_width() - BESIDE).max(120.0));
        ui.add(egui::Label::new(told).truncate());
    });
    let later = egui::Button::new(RichText::new("Later").font(theme::small())).small();
    let later = ui.add(later.min_size(egui::vec2(0.0, theme::TARGET)));
    let later = later.on_hover_text("Stop reading it. It is kept, and offered at the next start.");
    if later.clicked() {
        *decision = Some(Decision::ReadLater);
    }
}
