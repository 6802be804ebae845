//! What the keyboard asks for, and what the window's title tells.

use eframe::egui;

use super::Workbench;
use super::clipboard::Pasted;
use crate::commands::Command;

impl Workbench {
    /// Takes the keys of commands before the views see them.
    pub(super) fn take_shortcuts(&mut self, ctx: &egui::Context) {
        let writing = ctx.text_edit_focused();
        self.take_keys(ctx, |command| !command.comes_last());
        let pastes = ctx.input(|input| input.events.iter().any(is_pasted));
        if pastes
            && !self.views.dialogs.is_open()
            && !writing
            && Command::PasteExample.is_enabled(&self.situation())
            && let Some(pasted) = ctx.input_mut(take_pasted)
        {
            self.paste(&pasted);
        }
    }

    /// Takes those that a grid or a list has left.
    pub(super) fn take_left_keys(&mut self, ctx: &egui::Context) {
        self.take_keys(ctx, Command::comes_last);
    }

    fn take_keys(&mut self, ctx: &egui::Context, are_meant: impl Fn(Command) -> bool) {
        if self.views.dialogs.is_open() || !ctx.input(|input| input.events.iter().any(is_pressed)) {
            return;
        }
        let situation = self.situation();
        let focused = ctx.memory(|memory| memory.focused().is_some());
        let writing = ctx.text_edit_focused();
        let mut asked = Vec::new();
        for command in Command::ALL.iter().filter(|command| are_meant(**command)) {
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
    // The window system tells of Ctrl+C as a wish to copy, with Shift or without, and keeps the key.
    let copies = keys.logical_key == egui::Key::C && keys.modifiers.command;
    let asks_for_copy = copies && input.modifiers.shift == keys.modifiers.shift;
    let pressed = |event: &egui::Event| match event {
        egui::Event::Copy => asks_for_copy,
        egui::Event::Key { key, modifiers, pressed: true, .. } => {
            *key == keys.logical_key && modifiers.matches_exact(keys.modifiers)
        }
        _ => false,
    };
    let at = input.events.iter().position(pressed);
    at.map(|at| input.events.remove(at)).is_some()
}

/// Whether it may be the keys of a command. The window system tells of Ctrl+C as a wish to copy.
const fn is_pressed(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { pressed: true, .. } | egui::Event::Copy)
}

const fn is_pasted(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Paste(_) | egui::Event::PasteImage(_))
}

/// Takes what is to be pasted: by Ctrl+V, or because the menu asked for it.
fn take_pasted(input: &mut egui::InputState) -> Option<Pasted> {
    let at = input.events.iter().position(is_pasted)?;
    match input.events.remove(at) {
        egui::Event::Paste(text) => Some(Pasted::Text(text)),
        egui::Event::PasteImage(picture) => Some(Pasted::Picture(picture)),
        _ => None,
    }
}
