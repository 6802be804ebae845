//! Why: four tabs. Two have nothing to say until a round is applied; the last answers before one, too.

mod all_pictures;
mod all_settings;
mod allowed;
mod bars;
mod blocks;
mod bookkeeping;
mod counts;
mod fold;
mod others;
mod pairs;
mod sets;
mod steps;
mod table;
mod tests;
mod this_picture;
mod way_out;
mod what_if;

use eframe::egui::{self, Button, RichText, Ui};

use super::{Desk, Scene, text};
use crate::commands::Command;
use crate::document::Tab;
use crate::document::sheets::Table;
use crate::document::words::Told;
use crate::theme;

/// What Why remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    all_pictures: all_pictures::Memory,
    this_picture: this_picture::Memory,
    all_settings: all_settings::Memory,
    allowed: allowed::Memory,
}

/// The tables and charts of a tab.
pub const fn tables(tab: Tab) -> &'static [Table] {
    match tab {
        Tab::ThisPicture => &[Table::EachAlone, Table::OneByOne, Table::Tests],
        Tab::AllPictures => &[Table::EachAlone, Table::Pairs, Table::Ledger, Table::Tests],
        Tab::Allowed => &[Table::HowMany, Table::Limit, Table::Tests],
        Tab::AllSettings => {
            &[Table::Combinations, Table::Sample, Table::Subsets, Table::Orders, Table::Shares]
        }
    }
}

/// From this width on there is room for the panel's title beside its tabs.
const ROOMY: f32 = 420.0;

/// Draws the panel.
pub fn ui(ui: &mut Ui, scene: &Scene, tab: Tab, memory: &mut Memory, desk: &mut Desk) {
    // It would tell what is being worked out.
    if scene.covers_something() {
        let sentence = "Outputs or tests are covered. Work each out, then click it; when all are open, this tells why.";
        text::empty_ui(ui, "Why", sentence);
        return;
    }
    let speaks = all_pictures::speaks(scene);
    let hidden = |tab| Command::Why(tab).is_hidden(desk.situation);
    let silent = hidden(tab) || (!speaks && tab.is_of_a_round());
    let shown = if silent { Tab::ThisPicture } else { tab };
    ui.horizontal(|ui| {
        theme::select_quietly(ui);
        let font = if ui.available_width() >= ROOMY {
            ui.label(RichText::new("Why").font(theme::title()));
            ui.add_space(8.0);
            theme::body()
        } else {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 4.0;
            theme::small()
        };
        for tab in Tab::ALL.into_iter().filter(|tab| !hidden(*tab)) {
            let text = RichText::new(tab.title()).font(font.clone());
            let enabled = speaks || !tab.is_of_a_round();
            let command = Command::Why(tab);
            let why_not = command.hindrance(desk.situation).unwrap_or_default();
            let response = ui.add_enabled(enabled, Button::selectable(shown == tab, text));
            if response.on_disabled_hover_text(why_not).clicked() {
                desk.ask(command.action(desk.situation));
            }
        }
    });
    ui.add_space(4.0);
    egui::ScrollArea::vertical().id_salt(shown as u8).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.set_max_width(ui.available_width() - theme::SCROLL_BAR);
        match shown {
            Tab::ThisPicture => this_picture::ui(ui, scene, &mut memory.this_picture, desk),
            Tab::AllPictures => all_pictures::ui(ui, scene, &mut memory.all_pictures, desk),
            Tab::AllSettings => all_settings::ui(ui, scene, &mut memory.all_settings, desk),
            Tab::Allowed => allowed::ui(ui, scene, &mut memory.allowed, desk),
        }
    });
}

/// A headline and its sentences.
fn told_ui(ui: &mut Ui, told: &Told) {
    text::headline_ui(ui, &told.headline, told.good);
    for sentence in &told.sentences {
        text::sentence_ui(ui, sentence);
    }
}
