//! Dialogs that tell: the keys, and what this program is.

use eframe::egui::{self, Ui};

use super::{buttons, heading, primary};
use crate::commands::Command;

/// All keys that do something, made from the table of commands. Returns whether it is done with.
pub fn shortcuts_ui(ui: &mut Ui) -> bool {
    heading(ui, "Keyboard shortcuts");
    egui::ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 180.0).show(
        ui,
        |ui| {
            egui::Grid::new("shortcuts").num_columns(2).spacing([28.0, 4.0]).show(ui, |ui| {
                for command in Command::ALL {
                    let Some(shortcut) = command.shortcut() else {
                        continue;
                    };
                    ui.label(ui.ctx().format_shortcut(&shortcut));
                    ui.label(command.name()).on_hover_text(command.tooltip());
                    ui.end_row();
                }
                for (keys, does) in [
                    ("Tab", "From one grid, list or button to the next"),
                    ("Arrows, Home, End", "Move inside a grid"),
                    ("Space in a grid", "Paint the pixel; test the weight"),
                    ("Enter, F2, a digit", "Type a number into a cell"),
                    ("Shift+F10, Menu", "Copy or save the numbers shown there"),
                ] {
                    ui.label(keys);
                    ui.label(does);
                    ui.end_row();
                }
            });
        },
    );
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| closed = primary(ui, "Close").clicked());
    closed
}

/// Version and licences. Returns whether it is done with.
pub fn about_ui(ui: &mut Ui) -> bool {
    heading(ui, &format!("Jointly {}", env!("CARGO_PKG_VERSION")));
    ui.label("Why weight changes that are right one by one can be wrong together.");
    ui.add_space(6.0);
    ui.label("Licensed under MIT or Apache-2.0, at your choice. Built with egui, eframe, egui_plot and rfd.");
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| closed = primary(ui, "Close").clicked());
    closed
}
