//! The numbers of tables and charts, to be copied or saved: in the menu bar, and in the context menus of panels.

use eframe::egui::{self, Id, Key, Modifiers, Popup, Pos2, Rect, Response, SetOpenCommand, Ui};

use super::{Desk, Scene, small};
use crate::document::sheets::{Subject, Table};
use crate::document::{Action, Effect, Export, words};

/// What the context menus remember between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// Where the open one was asked for.
    at: Pos2,
}

/// The submenu "Copy numbers" of everything that has some.
pub fn copy_ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    small::menu_ui(ui, "Copy numbers", |ui| list_ui(ui, scene, Table::ALL, Effect::Copy, desk));
}

/// The submenu "Numbers as CSV" of everything that has some.
pub fn save_ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) {
    small::menu_ui(ui, "Numbers as CSV", |ui| list_ui(ui, scene, Table::ALL, save, desk));
}

const fn save(table: Table) -> Effect {
    Effect::Export(Export::Numbers(table))
}

/// The context menu of a panel with these tables: by the right button, except over `painted`, where that paints; by
/// the menu key or Shift+F10 where something in it has the keyboard.
pub fn context_ui(
    panel: &Response,
    (tables, painted): (&[Table], Rect),
    scene: &Scene,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let ctx = &panel.ctx;
    let pointer = ctx.pointer_interact_pos().filter(|at| !painted.contains(*at));
    let clicked = pointer.filter(|_| panel.container_secondary_clicked());
    let asked = clicked.or_else(|| by_key(panel));
    let command = if let Some(at) = asked {
        memory.at = at;
        Some(SetOpenCommand::Bool(true))
    } else {
        panel.container_clicked().then_some(SetOpenCommand::Bool(false))
    };
    let menu = Popup::menu(panel).open_memory(command).at_position(memory.at);
    menu.show(|ui| {
        ui.set_min_width(190.0);
        let subject = subject(scene, desk);
        let speaking: Vec<Table> =
            tables.iter().copied().filter(|table| table.speaks(&subject)).collect();
        let enabled = !desk.situation.files_busy;
        match speaking.as_slice() {
            [] => {
                ui.add_enabled(false, egui::Button::new("Copy numbers"));
            }
            [table] => {
                item_ui(ui, enabled, "Copy numbers", Effect::Copy(*table), desk);
                item_ui(ui, enabled, "Save numbers as CSV...", save(*table), desk);
            }
            several => {
                small::menu_ui(ui, "Copy numbers", |ui| {
                    list_ui(ui, scene, several, Effect::Copy, desk);
                });
                small::menu_ui(ui, "Save numbers as CSV", |ui| {
                    list_ui(ui, scene, several, save, desk);
                });
            }
        }
    });
}

/// Where the menu is asked for by a key: below what has the keyboard, if that is in the panel.
fn by_key(panel: &Response) -> Option<Pos2> {
    let focused: Id = panel.ctx.memory(egui::Memory::focused)?;
    let rect = panel.ctx.read_response(focused)?.rect;
    let pressed = panel.interact_rect.contains(rect.center())
        && panel.ctx.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Menu)
                || input.consume_key(Modifiers::SHIFT, Key::F10)
        });
    pressed.then(|| rect.center())
}

/// The tables that have numbers, each as an item; those of all subsets are worked out where that takes no time.
fn list_ui(
    ui: &mut Ui,
    scene: &Scene,
    tables: &[Table],
    effect: impl Fn(Table) -> Effect,
    desk: &mut Desk,
) {
    ui.set_min_width(170.0);
    let subject = subject(scene, desk);
    let enabled = !desk.situation.files_busy;
    for table in tables.iter().filter(|table| table.speaks(&subject)) {
        item_ui(ui, enabled, &words::capital(table.name()), effect(*table), desk);
    }
}

fn item_ui(ui: &mut Ui, enabled: bool, text: &str, effect: Effect, desk: &mut Desk) {
    if ui.add_enabled(enabled, egui::Button::new(text)).clicked() {
        desk.ask(Action::Outside(effect));
        ui.close();
    }
}

/// What there is to say now. What takes no time to find out is asked for, and there a frame later.
pub fn subject(scene: &Scene, desk: &mut Desk) -> Subject {
    for question in scene.findings.still_to_ask(Subject::questions(scene.document)) {
        desk.ask(Action::Outside(Effect::WorkOut(question)));
    }
    scene.subject(desk.focus.example)
}
