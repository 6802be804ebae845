//! All pictures: the table of changes x pictures.

use eframe::egui::Ui;

use crate::views::{Desk, Scene};

/// Whether there is something to say.
pub fn speaks(scene: &Scene) -> bool {
    scene.round().is_some()
}

/// Draws the tab.
pub fn ui(_ui: &mut Ui, _scene: &Scene, _desk: &mut Desk) {}
