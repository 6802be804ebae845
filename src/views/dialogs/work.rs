//! How far the reading or writing of a file has come, where it takes long, and a way to give it up.

use std::time::{Duration, Instant};

use eframe::egui::{Align2, Area, Context, Frame, Id, Order, ProgressBar, Spinner, vec2};

use super::Decision;

/// A reading or writing under way.
#[derive(Debug, Clone)]
pub struct Work {
    /// What is done: "Saving smiles.json".
    pub what: String,
    /// Since when.
    pub since: Instant,
    /// How much is done, from 0 to 1; 0 as long as nobody knows.
    pub share: f32,
}

/// Before that, nothing is shown: most files take no time.
const PATIENCE: Duration = Duration::from_millis(300);

/// Shows it above everything else.
pub fn ui(ctx: &Context, work: Option<&Work>, decision: &mut Option<Decision>) {
    let Some(work) = work else { return };
    let left = PATIENCE.saturating_sub(work.since.elapsed());
    if !left.is_zero() {
        ctx.request_repaint_after(left);
        return;
    }
    Area::new(Id::unique("file work"))
        .anchor(Align2::CENTER_TOP, vec2(0.0, 8.0))
        .order(Order::Foreground)
        .show(ctx, |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.label(format!("{}...", work.what));
                    if work.share > 0.0 {
                        ui.add(ProgressBar::new(work.share).desired_width(160.0).show_percentage());
                    } else {
                        ui.add(Spinner::new());
                    }
                    if ui.button("Cancel").clicked() {
                        *decision = Some(Decision::StopFileWork);
                    }
                });
            });
        });
}
