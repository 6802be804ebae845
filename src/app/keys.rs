//! What the keyboard asks for, and what the window's title tells.

use eframe::egui;

use super::Workbench;
use crate::commands::Command;

impl Workbench {
    pub(super) fn take_shortcuts(&mut self, ctx: &egui::Context) {
        if self.views.dialogs.is_open() {
            return;
        }
        let situation = self.situation();
        let focused = ctx.memory(|memory| memory.focused().is_some());
        let writing = ctx.text_edit_focused();
        let mut asked = Vec::new();
        for command in Command::ALL {
            let Some(shortcut) = command.shortcut() else {
                continue;
            };
            let yields =
                (command.yields_to_focus() && focused) || (command.yields_to_writing() && writing);
            if yields || !command.is_enabled(&situation) {
                continue;
            }
            if ctx.input_mut(|input| take_exactly(input, shortcut)) {
                asked.push(command.action(&situation));
            }
        }
        self.actions.extend(asked);
    }

    pub(super) fn set_title(&mut self, ctx: &egui::Context) {
        let mark = if self.document.is_changed() { "• " } else { "" };
        let title = format!("{mark}{} — Jointly", self.document.name());
        if self.views.title != title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.views.title = title;
        }
    }
}

/// Takes a press of exactly these keys. egui's own matching lets Ctrl+S take Ctrl+Shift+S, and a
/// save where "save as" was asked for loses a file.
fn take_exactly(input: &mut egui::InputState, keys: egui::KeyboardShortcut) -> bool {
    let pressed = |event: &egui::Event| {
        matches!(event, egui::Event::Key { key, modifiers, pressed: true, .. }
            if *key == keys.logical_key && modifiers.matches_exact(keys.modifiers))
    };
    let at = input.events.iter().position(pressed);
    at.map(|at| input.events.remove(at)).is_some()
}
