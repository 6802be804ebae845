//! A command as a button: when it does something, what it says on hovering, and what it asks for.

use eframe::egui::{Button, Context, Response, Ui};

use super::Desk;
use crate::commands::Command;

/// Draws the button; the command decides all but its looks.
pub fn ui(ui: &mut Ui, command: Command, button: Button, desk: &mut Desk) -> Response {
    let why_not = command.hindrance(desk.situation);
    let response = ui
        .add_enabled(why_not.is_none(), button)
        .on_hover_text(format!("{}{}", command.tooltip(), in_brackets(ui.ctx(), command)))
        .on_disabled_hover_text(why_not.unwrap_or_default());
    if response.clicked() {
        desk.ask(command.action(desk.situation));
    }
    response
}

/// Its keys: " (Ctrl+S)"; nothing where it has none.
fn in_brackets(ctx: &Context, command: Command) -> String {
    let keys = command.shortcut().map(|keys| format!(" ({})", ctx.format_shortcut(&keys)));
    keys.unwrap_or_default()
}
