//! Why: three tabs, hidden until they have something to say.

mod all_pictures;
mod blocks;
mod this_picture;

use eframe::egui::{self, Button, RichText, Ui};

use super::{Desk, Scene};
use crate::theme;

/// What Why remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    tab: Tab,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    ThisPicture,
    AllPictures,
}

/// Draws the panel.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let speaks = all_pictures::speaks(scene);
    if !speaks {
        memory.tab = Tab::ThisPicture;
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new("Why").size(15.0));
        ui.add_space(16.0);
        for (tab, text, enabled) in [
            (Tab::ThisPicture, "This picture", true),
            (Tab::AllPictures, "All pictures", speaks),
        ] {
            let button = Button::selectable(memory.tab == tab, text);
            if ui.add_enabled(enabled, button).clicked() {
                memory.tab = tab;
            }
        }
    });
    ui.add_space(8.0);
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            match memory.tab {
                Tab::ThisPicture => this_picture::ui(ui, scene, desk),
                Tab::AllPictures => all_pictures::ui(ui, scene, desk),
            }
        });
    let _ = theme::GAP;
}
