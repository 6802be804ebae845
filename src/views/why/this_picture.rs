//! This picture: what happened to the current picture, why, and why the others came out right.

use eframe::egui::Ui;

use super::blocks;
use crate::engine::{Criterion, Explanation};
use crate::views::{Desk, Scene};

/// Draws the tab.
pub fn ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    let e = desk.focus.example;
    if let Some(round) = scene.round() {
        let explanation = Explanation::of_round(scene.dataset(), round, e);
        let criterion = Criterion::new(&round.settings, true);
        blocks::ui(ui, scene, &explanation, &criterion, true, desk);
    }
}
