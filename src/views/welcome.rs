//! The welcome: what one can do first, beside the lesson that is open already.

use eframe::egui::{Align, Button, Layout, RichText, Ui, vec2};

use super::{Desk, Views, command, menu, small, text};
use crate::commands::Command;
use crate::document::{Action, Effect, Pace};
use crate::theme;

/// Draws the welcome.
pub fn ui(ui: &mut Ui, views: &Views, desk: &mut Desk) {
    let palette = theme::palette(ui);
    ui.horizontal(|ui| {
        let title = "Why can changes that are right one by one be wrong together?";
        ui.label(RichText::new(title).font(theme::headline()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.button("Do not show this again");
            let close = close.on_hover_text("Help > Walk through the lesson is always there.");
            if close.clicked() {
                desk.ask(Action::Outside(Effect::Dismiss));
            }
        });
    });
    text::sentence_ui(
        ui,
        "Four pictures are open above, and a neuron with twelve weights that is to tell the smiles from the others. Walk through the lesson step by step, or press Space and look around.",
    );
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let resumable = desk.situation.resumable.is_some();
        let pace = if resumable { Pace::Resume } else { Pace::Begin };
        let walk = Command::Walk(pace);
        let text = RichText::new(walk.text(desk.situation)).color(palette.on_primary);
        let button = Button::new(text).fill(palette.primary).min_size(vec2(0.0, 30.0));
        command::ui(ui, walk, button, desk);
        if resumable {
            choice_ui(ui, Command::Walk(Pace::Begin), desk);
        }
        choice_ui(ui, Command::Open, desk);
        ui.spacing_mut().interact_size.y = 30.0;
        small::menu_ui(ui, "Samples...", |ui| menu::samples_ui(ui, views.samples, desk));
        choice_ui(ui, Command::New, desk);
        if let Some(path) = views.recent.first() {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let button = Button::new(format!("Continue with {name}")).min_size(vec2(0.0, 30.0));
            let button = ui.add(button);
            if button.on_hover_text(path.display().to_string()).clicked() {
                desk.ask(Action::Outside(Effect::OpenPath(path.clone())));
            }
        }
    });
}

fn choice_ui(ui: &mut Ui, command: Command, desk: &mut Desk) {
    let button = Button::new(command.text(desk.situation)).min_size(vec2(0.0, 30.0));
    command::ui(ui, command, button, desk);
}
