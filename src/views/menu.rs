//! The menu bar, made from the table of commands.

use eframe::egui::{self, Ui};

use super::{Desk, Scene, Views, numbers};
use crate::commands::Command;
use crate::document::{Action, Appearance, Effect};

/// Draws the menu bar.
pub fn ui(ui: &mut Ui, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    egui::MenuBar::new().ui(ui, |ui| {
        ui.menu_button("File", |ui| {
            items_ui(ui, &[Command::New, Command::Open], desk);
            recent_ui(ui, views, desk);
            ui.menu_button("Samples", |ui| samples_ui(ui, views.samples, desk));
            ui.separator();
            items_ui(ui, &[Command::Import, Command::ImportFolder], desk);
            ui.separator();
            items_ui(ui, &[Command::Save, Command::SaveAs], desk);
            ui.menu_button("Export", |ui| {
                numbers::save_ui(ui, scene, desk);
                ui.separator();
                let all = Command::ALL.iter().copied();
                let exports: Vec<_> = all.filter(|c| matches!(c, Command::Export(_))).collect();
                items_ui(ui, &exports, desk);
            });
            ui.separator();
            items_ui(ui, &[Command::Quit], desk);
        });
        ui.menu_button("Edit", |ui| {
            items_ui(ui, &[Command::Undo, Command::Redo], desk);
            ui.separator();
            numbers::copy_ui(ui, scene, desk);
            ui.separator();
            let picture = [
                Command::AddExample,
                Command::DuplicateExample,
                Command::DeleteExample,
                Command::RenameExample,
                Command::MoveExampleUp,
                Command::MoveExampleDown,
            ];
            items_ui(ui, &picture, desk);
            ui.separator();
            items_ui(ui, &[Command::ClearWeights, Command::Resize], desk);
        });
        ui.menu_button("Round", |ui| {
            items_ui(ui, &[Command::Step, Command::Skip, Command::TestRest], desk);
            ui.separator();
            items_ui(ui, &[Command::WholeRound, Command::Run, Command::Stop], desk);
            ui.separator();
            items_ui(ui, &[Command::Compare], desk);
            ui.separator();
            items_ui(ui, &[Command::ToStart, Command::Back, Command::Forward], desk);
            ui.separator();
            items_ui(ui, &[Command::Find], desk);
        });
        ui.menu_button("View", |ui| view_ui(ui, scene, views, desk));
        ui.menu_button("Help", |ui| items_ui(ui, &[Command::Shortcuts, Command::About], desk));
    });
}

fn items_ui(ui: &mut Ui, commands: &[Command], desk: &mut Desk) {
    ui.set_min_width(230.0);
    for command in commands {
        item_ui(ui, *command, desk);
    }
}

/// One command as a menu item, with its keys.
pub fn item_ui(ui: &mut Ui, command: Command, desk: &mut Desk) {
    let mut button = egui::Button::new(command.text(desk.situation));
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    let enabled = command.is_enabled(desk.situation);
    if ui.add_enabled(enabled, button).on_hover_text(command.tooltip()).clicked() {
        desk.ask(command.action(desk.situation));
        ui.close();
    }
}

fn recent_ui(ui: &mut Ui, views: &Views, desk: &mut Desk) {
    ui.add_enabled_ui(!views.recent.is_empty(), |ui| {
        ui.menu_button("Open recent", |ui| {
            for path in &views.recent {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    desk.ask(Action::Outside(Effect::OpenPath(path.clone())));
                    ui.close();
                }
            }
        });
    });
}

fn samples_ui(ui: &mut Ui, samples: &[(&'static str, &str)], desk: &mut Desk) {
    for (name, shows) in samples {
        if ui.button(*name).on_hover_text(*shows).clicked() {
            desk.ask(Action::Outside(Effect::OpenSample(name)));
            ui.close();
        }
    }
}

fn view_ui(ui: &mut Ui, scene: &Scene, views: &mut Views, desk: &mut Desk) {
    ui.set_min_width(200.0);
    let now = ui.ctx().options(|options| options.theme_preference);
    for (theme, appearance, text) in [
        (egui::ThemePreference::System, Appearance::System, "Theme of the system"),
        (egui::ThemePreference::Dark, Appearance::Dark, "Dark theme"),
        (egui::ThemePreference::Light, Appearance::Light, "Light theme"),
    ] {
        if ui.radio(now == theme, text).clicked() {
            desk.ask(Action::Outside(Effect::Appear(appearance)));
        }
    }
    ui.separator();
    let shown = &mut views.sigmoid;
    let sigmoid = egui::Checkbox::new(shown, "Outputs through the sigmoid, in percent");
    ui.add_enabled(scene.document.is_two_sided(), sigmoid)
        .on_hover_text(
            "Reads an output as the certainty that the label is +1: 0 is 50 %, 3 is 95.3 %.",
        )
        .on_disabled_hover_text("For labels −1 and +1 only.");
    ui.checkbox(&mut views.still, "Nothing slides (reduced motion)");
    ui.separator();
    egui::gui_zoom::zoom_menu_buttons(ui);
    ui.separator();
    items_ui(ui, &[Command::PreviousExample, Command::NextExample], desk);
}
