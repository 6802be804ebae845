//! The table of many pictures: how many each change alone makes match, how many it loses.

use eframe::egui::{self, Align, Layout, RichText, Ui};

use super::table::{all_together, gain_text, largest, left_out_ui, row_name};
use crate::document::words;
use crate::engine::{AloneTable, Round};
use crate::theme;
use crate::views::{Desk, Scene};

/// Draws the table.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Round, table: &AloneTable, desk: &mut Desk) {
    let (rows, left_out) = largest(table);
    let score = round.settings.score;
    ui.spacing_mut().interact_size.y = 18.0;
    let quiet = |text: &str| RichText::new(text).font(theme::small()).weak();
    let cell = |ui: &mut Ui, text: RichText| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
    };
    egui::Grid::new("counts").num_columns(4).spacing([18.0, 6.0]).show(ui, |ui| {
        ui.label(quiet("change alone"));
        for heading in ["newly match", "no longer match", "gain"] {
            cell(ui, quiet(heading));
        }
        ui.end_row();
        for row in rows {
            let count = |was: bool, now: bool| {
                let examples = round.examples.iter().zip(&row.matched);
                let changed =
                    examples.filter(|(record, m)| record.matched_before == was && **m == now);
                words::count(changed.count())
            };
            let name = ui.label(row_name(scene, row));
            let texts = [count(false, true), count(true, false), gain_text(score, row.gain())];
            for text in texts {
                cell(ui, text.into());
            }
            if name.hovered() {
                desk.focus.point_at(row.weight);
            }
            ui.end_row();
        }
        let alone = ("each alone, added up".to_owned(), table.singles);
        for (name, sum) in [alone, all_together(scene, round)] {
            ui.label(name);
            ui.label("");
            ui.label("");
            cell(ui, RichText::new(gain_text(score, sum)).size(16.0));
            ui.end_row();
        }
    });
    left_out_ui(ui, left_out);
}
