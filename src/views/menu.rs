//! The menu bar, made from the table of commands.

use eframe::egui::{self, Atom, Atoms, IntoAtoms as _, RichText, Ui};

use super::{Desk, Scene, Views, numbers, small};
use crate::commands::{Command, Group, Mark};
use crate::document::{Action, Appearance, Effect, Pace, Tab, Zoom};
use crate::engine::Named as _;

/// Draws the menu bar.
pub fn ui(ui: &mut Ui, scene: &Scene, views: &Views, desk: &mut Desk) {
    egui::MenuBar::new().ui(ui, |ui| {
        small::menu_ui(ui, Group::File.name(), |ui| {
            items_ui(ui, &[Command::New, Command::Open], desk);
            recent_ui(ui, views, desk);
            small::menu_ui(ui, "Samples", |ui| samples_ui(ui, views.samples, desk));
            group_ui(ui, &[Command::Import, Command::ImportFolder], desk);
            group_ui(ui, &[Command::Save, Command::SaveAs], desk);
            small::menu_ui(ui, "Export", |ui| {
                numbers::save_ui(ui, scene, desk);
                ui.separator();
                let all = Command::ALL.iter().copied();
                let exports: Vec<_> = all.filter(|c| matches!(c, Command::Export(_))).collect();
                items_ui(ui, &exports, desk);
            });
            group_ui(ui, &[Command::Quit], desk);
        });
        small::menu_ui(ui, Group::Edit.name(), |ui| {
            items_ui(ui, &[Command::Undo, Command::Redo], desk);
            ui.separator();
            let copies = [Command::CopyExample, Command::CopyPicture, Command::PasteExample];
            items_ui(ui, &copies, desk);
            numbers::copy_ui(ui, scene, desk);
            let picture = [
                Command::AddExample,
                Command::DuplicateExample,
                Command::DeleteExample,
                Command::RenameExample,
                Command::MoveExampleUp,
                Command::MoveExampleDown,
            ];
            group_ui(ui, &picture, desk);
            group_ui(ui, &[Command::ClearWeights, Command::Resize], desk);
        });
        small::menu_ui(ui, Group::View.name(), |ui| view_ui(ui, desk));
        small::menu_ui(ui, Group::Round.name(), |ui| {
            items_ui(ui, &[Command::Step, Command::Skip, Command::TestRest], desk);
            group_ui(ui, &[Command::WholeRound, Command::Run, Command::Stop], desk);
            group_ui(ui, &[Command::Compare], desk);
            group_ui(ui, &[Command::ToStart, Command::Back, Command::Forward], desk);
            group_ui(ui, &[Command::Find], desk);
        });
        small::menu_ui(ui, Group::Help.name(), |ui| {
            items_ui(ui, &[Pace::Begin, Pace::Resume].map(Command::Walk), desk);
            let paces = [Pace::Next, Pace::Back, Pace::Show, Pace::Leave];
            group_ui(ui, &paces.map(Command::Walk), desk);
            group_ui(ui, &[Command::Palette, Command::Shortcuts, Command::About], desk);
        });
    });
}

/// More items behind a line, unless all of them are hidden from a class.
fn group_ui(ui: &mut Ui, commands: &[Command], desk: &mut Desk) {
    if commands.iter().any(|command| !command.is_hidden(desk.situation)) {
        ui.separator();
        items_ui(ui, commands, desk);
    }
}

fn items_ui(ui: &mut Ui, commands: &[Command], desk: &mut Desk) {
    ui.set_min_width(230.0);
    for command in commands {
        item_ui(ui, *command, desk);
    }
}

/// One command as a menu item, with its keys, and a mark where it can be on.
pub fn item_ui(ui: &mut Ui, command: Command, desk: &mut Desk) {
    if command.is_hidden(desk.situation) {
        return;
    }
    let text = command.text(desk.situation);
    let why_not = command.hindrance(desk.situation);
    let enabled = why_not.is_none();
    let response = match command.mark(desk.situation) {
        Some(Mark::OneOf(on)) => {
            let text = with_keys(ui, command, text);
            small::box_ui(ui, enabled, egui::RadioButton::new(on, text))
        }
        Some(Mark::Any(mut on)) => {
            let text = with_keys(ui, command, text);
            small::box_ui(ui, enabled, egui::Checkbox::new(&mut on, text))
        }
        None => ui.add_enabled(enabled, egui::Button::new(with_keys(ui, command, text))),
    };
    let response = response
        .on_hover_text(command.tooltip())
        .on_disabled_hover_text(why_not.unwrap_or_default());
    if response.clicked() {
        desk.ask(command.action(desk.situation));
        ui.close();
    }
}

/// What a menu item says, and at its right edge its keys.
fn with_keys(ui: &Ui, command: Command, text: String) -> Atoms<'static> {
    let mut atoms = text.into_atoms();
    if let Some(keys) = command.shortcut() {
        atoms.push_right(Atom::grow());
        atoms.push_right(RichText::new(ui.ctx().format_shortcut(&keys)).weak());
    }
    atoms
}

fn recent_ui(ui: &mut Ui, views: &Views, desk: &mut Desk) {
    ui.add_enabled_ui(!views.recent.is_empty(), |ui| {
        small::menu_ui(ui, "Open recent", |ui| {
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

/// The datasets that come with the program.
pub fn samples_ui(ui: &mut Ui, samples: &[(&'static str, &str)], desk: &mut Desk) {
    for (name, shows) in samples {
        if ui.button(*name).on_hover_text(*shows).clicked() {
            desk.ask(Action::Outside(Effect::OpenSample(name)));
            ui.close();
        }
    }
}

fn view_ui(ui: &mut Ui, desk: &mut Desk) {
    for (appearance, _) in Appearance::NAMES {
        item_ui(ui, Command::Theme(*appearance), desk);
    }
    group_ui(ui, &[Command::Sigmoid, Command::Still, Command::Cover], desk);
    group_ui(ui, &Tab::ALL.map(Command::Why), desk);
    group_ui(ui, &[Zoom::In, Zoom::Out, Zoom::Reset].map(Command::Zoom), desk);
    items_ui(ui, &[Command::Present], desk);
    group_ui(ui, &[Command::Class, Command::ShowAll], desk);
    group_ui(ui, &[Command::PreviousExample, Command::NextExample], desk);
}
