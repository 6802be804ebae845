//! Dialogs that edit: the grid's size, a picture's name and label.

use eframe::egui::{self, RichText, Ui};

use super::{buttons, heading, primary};
use crate::document::{Action, cut_by_resizing, words};
use crate::engine::{Named, Shape, Tool};
use crate::theme;
use crate::views::grid::parse;
use crate::views::{Desk, Scene};

/// Asks for the grid's size, and says what would be cut. Returns whether it is done with.
pub fn resize_ui(
    ui: &mut Ui,
    width: &mut usize,
    height: &mut usize,
    scene: &Scene,
    desk: &mut Desk,
) -> bool {
    heading(ui, "Resize the grid");
    ui.label(
        "All pictures and the weights get this size. What fits stays; the rest is filled with 0.",
    );
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let caption = ui.label("Width");
        ui.add(egui::DragValue::new(width).range(1..=Shape::MAX_SIDE)).labelled_by(caption.id);
        ui.add_space(12.0);
        let caption = ui.label("Height");
        ui.add(egui::DragValue::new(height).range(1..=Shape::MAX_SIDE)).labelled_by(caption.id);
    });
    let shape = Shape { width: *width, height: *height };
    let (pixels, weights) =
        cut_by_resizing(scene.dataset(), &scene.document.experiment().weights, shape);
    let text = match (pixels, weights) {
        (0, 0) => "Nothing is cut off.".to_owned(),
        (pixels, weights) => format!(
            "Cut off: {} that are on, and {} that are not 0. Undo brings them back.",
            words::plural(pixels, "pixel"),
            words::plural(weights, "weight")
        ),
    };
    ui.add_space(6.0);
    let cuts = pixels + weights > 0;
    let palette = theme::palette(ui);
    ui.label(RichText::new(text).color(if cuts { palette.missed } else { palette.quiet }));
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| {
        if primary(ui, "Resize").clicked() {
            desk.ask(Action::Resize(shape));
            closed = true;
        }
        closed |= ui.button("Cancel").clicked();
    });
    closed
}

/// Asks for a picture's name and label. Returns whether it is done with.
pub fn rename_ui(
    ui: &mut Ui,
    example: usize,
    name: &mut String,
    label: &mut String,
    fresh: &mut bool,
    desk: &mut Desk,
) -> bool {
    heading(ui, "Name and label");
    let caption = ui.label("Name");
    let name_field = egui::TextEdit::singleline(name).desired_width(f32::INFINITY);
    let name_field = ui.add(name_field).labelled_by(caption.id);
    if std::mem::take(fresh) {
        name_field.request_focus();
    }
    ui.add_space(4.0);
    let caption = ui.label("Label: the output that matches");
    let label_field =
        ui.add(egui::TextEdit::singleline(label).desired_width(90.0)).labelled_by(caption.id);
    let value = parse(label);
    if value.is_none() {
        let palette = theme::palette(ui);
        let text = RichText::new("A label is a number, such as 1 or −1.").color(palette.missed);
        ui.label(text);
    }
    ui.add_space(10.0);
    let left = name_field.lost_focus() || label_field.lost_focus();
    let entered = left && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let mut closed = false;
    buttons(ui, |ui| {
        let done = ui.add_enabled_ui(value.is_some(), |ui| primary(ui, "Done").clicked()).inner;
        if let (true, Some(label)) = (done || entered, value) {
            let name = name.trim().to_owned();
            desk.ask(Action::Rename { example, name });
            desk.ask(Action::SetLabel { example, label });
            closed = true;
        }
        closed |= ui.button("Cancel").clicked();
    });
    closed
}

/// What is hidden from a class. Returns whether it is done with.
pub fn class_ui(ui: &mut Ui, scene: &Scene, desk: &mut Desk) -> bool {
    heading(ui, "For a class");
    ui.label(
        "What is ticked is hidden, and saved with the pictures. View > Show everything is always there.",
    );
    ui.add_space(6.0);
    let hidden = scene.document.state().hidden;
    for (tool, _) in Tool::NAMES {
        let mut ticked = hidden.has(*tool);
        if ui.checkbox(&mut ticked, words::tool(*tool)).changed() {
            desk.ask(Action::Hide(hidden.with(*tool, ticked)));
        }
    }
    ui.add_space(10.0);
    let mut closed = false;
    buttons(ui, |ui| closed = primary(ui, "Close").clicked());
    closed
}
