//! Above a list of many examples: which of them are shown, how many those are, and which comes first.

use eframe::egui::containers::menu::{MenuButton, MenuConfig};
use eframe::egui::{
    Align, Button, DragValue, Label, Layout, PopupCloseBehavior, Rect, RichText, Ui, UiBuilder,
};

use super::Memory;
use super::shown::{Fate, Wanted};
use crate::document::words;
use crate::theme;
use crate::views::{Desk, Scene, says, small};

/// The room of two lines.
pub const HEIGHT: f32 = 51.0;
/// More labels are not offered.
const MOST_LABELS: usize = 24;

/// Draws both lines. Returns whether the list is to be seen from its top.
pub fn ui(ui: &mut Ui, room: Rect, scene: &Scene, memory: &mut Memory, desk: &mut Desk) -> bool {
    let before = memory.wanted;
    let builder = UiBuilder::new().max_rect(room).id_salt("filter");
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = [2.0, 2.0].into();
        ui.spacing_mut().button_padding.x = 5.0;
        theme::select_quietly(ui);
        let text = format!("Show: {}", summary(scene, &memory.wanted));
        let button = Button::new(RichText::new(text).font(theme::small()))
            .right_text("⏷")
            .truncate()
            .min_size([room.width(), 22.0].into());
        // It stays open while several things are chosen.
        let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let menu = MenuButton::from_button(button).config(config);
        menu.ui(ui, |ui| choices_ui(ui, scene, memory));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let worst = memory.wanted.worst_first;
            let button =
                Button::selectable(worst, RichText::new("Worst first").font(theme::tiny()));
            let tooltip = "Those that do not match first, the furthest from their labels before all; else all in their order.";
            if ui.add(button).on_hover_text(tooltip).clicked() {
                memory.wanted.worst_first = !worst;
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(5.0);
                count_ui(ui, memory, desk);
            });
        });
    });
    memory.wanted != before
}

/// How many are shown.
fn count_ui(ui: &mut Ui, memory: &Memory, desk: &Desk) {
    let shown = &memory.shown;
    let (some, all) = (words::count(shown.list.len()), words::count(shown.of));
    let text = RichText::new(format!("{some} of {all} shown"));
    let text = text.font(theme::tiny()).color(theme::palette(ui).quiet);
    let told = ui.add(Label::new(text).selectable(false).truncate());
    if shown.place(desk.focus.example).is_none() && !shown.list.is_empty() {
        told.on_hover_text("The current picture is not among them.");
    }
}

/// Everything that can be asked of an example.
fn choices_ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory) {
    let wanted = &mut memory.wanted;
    for (fate, name) in Fate::ALL {
        let shown = wanted.fate == fate;
        if small::radio_ui(ui, shown, words::capital(name)).on_hover_text(tooltip(fate)).clicked() {
            wanted.fate = fate;
        }
    }
    ui.separator();
    let labels = memory.labels.of(scene.document.generation(), |_| labels(scene));
    if labels.len() > 1 {
        if small::radio_ui(ui, wanted.label.is_none(), "Every label").clicked() {
            wanted.label = None;
        }
        for (label, count) in labels.iter().take(MOST_LABELS) {
            let text = format!("{} ({})", named(scene, *label), words::count(*count));
            if small::radio_ui(ui, wanted.label == Some(*label), text).clicked() {
                wanted.label = Some(*label);
            }
        }
        ui.separator();
    }
    ui.horizontal(|ui| {
        let caption = ui.label("Off by at least");
        let value = DragValue::new(&mut wanted.off).range(0.0..=f64::MAX).speed(0.05);
        ui.add(value).labelled_by(caption.id);
    });
    let everything = Wanted { worst_first: wanted.worst_first, ..Wanted::default() };
    let enabled = !wanted.is_everything();
    if ui.add_enabled(enabled, Button::new("Show all")).clicked() {
        *wanted = everything;
        ui.close();
    }
}

const fn tooltip(fate: Fate) -> &'static str {
    use crate::engine::Cause::{FellShort, OnTarget, Overshot, PushedAway, Unmoved};
    match fate {
        Fate::Any => "Whatever has become of them.",
        Fate::Missed => "Those that do not match.",
        Fate::BrokenTogether => {
            "Those that do not match after the round, although they did before, or some change alone matched them."
        }
        Fate::By(Overshot) => "The round took their outputs past their labels.",
        Fate::By(FellShort) => "The round took their outputs closer to their labels, not as far.",
        Fate::By(PushedAway) => "The round took their outputs no closer to their labels.",
        Fate::By(Unmoved | OnTarget) => "The round did not move their outputs.",
    }
}

/// Every label with how many have it, from the lowest up.
fn labels(scene: &Scene) -> Vec<(f64, usize)> {
    let mut labels: Vec<f64> = scene.dataset().examples.iter().map(|e| e.label).collect();
    labels.sort_unstable_by(f64::total_cmp);
    labels.chunk_by(|a, b| a == b).map(|alike| (alike[0], alike.len())).collect()
}

/// "+1, trousers".
fn named(scene: &Scene, label: f64) -> String {
    let number = says::label_number(scene, label);
    match scene.dataset().label_name(label) {
        Some(name) => format!("{number}, {name}"),
        None => format!("label {number}"),
    }
}

/// "missed, +1, off by 0.5 or more".
fn summary(scene: &Scene, wanted: &Wanted) -> String {
    let fate = (wanted.fate != Fate::Any).then(|| wanted.fate.name().to_owned());
    let label = wanted.label.map(|label| named(scene, label));
    let off = (wanted.off > 0.0).then(|| format!("off by {} or more", words::brief(wanted.off)));
    let parts: Vec<String> = [fate, label, off].into_iter().flatten().collect();
    if parts.is_empty() { Fate::Any.name().to_owned() } else { parts.join(", ") }
}
