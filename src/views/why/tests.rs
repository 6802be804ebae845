//! The tests that a round was made from, folded: what stood in the cells before it was applied.

use eframe::egui::{self, RichText, Ui};

use super::fold;

use crate::document::words;
use crate::engine::Round;
use crate::theme;
use crate::views::{Desk, Scene, says, text};

/// At most so many tests are listed.
const MOST: usize = 64;

/// Draws the list, folded until it is asked for.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Round, desk: &mut Desk) {
    let title = format!("The {} tests of this round", words::count(2 * round.tests.len()));
    fold::ui(ui, "tests", title, |ui| list_ui(ui, scene, round, desk));
}

fn list_ui(ui: &mut Ui, scene: &Scene, round: &Round, desk: &mut Desk) {
    let settings = &round.settings;
    let many = round.tests.len() > MOST;
    let tests = round.tests.iter().enumerate();
    let listed = tests.filter(|(_, test)| !many || test.direction.sign() != 0.0).take(MOST);
    ui.spacing_mut().interact_size.y = 18.0;
    egui::Grid::new("tests").num_columns(5).spacing([22.0, 4.0]).show(ui, |ui| {
        for heading in ["weight", "up", "stay", "down", "noted"] {
            ui.label(RichText::new(heading).font(theme::small()).weak());
        }
        ui.end_row();
        for (weight, test) in listed {
            let name = ui.label(words::place(scene.shape(), weight));
            for score in [test.up, test.stay, test.down] {
                ui.label(words::brief(score));
            }
            ui.label(says::direction(test, settings));
            if name.hovered() {
                desk.focus.point_at(weight);
            }
            ui.end_row();
        }
    });
    if many {
        text::quiet_ui(ui, &format!("at most {MOST} are listed, of those that ask for a move"));
    }
}
