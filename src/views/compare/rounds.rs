//! The rounds of one way, from left to right.

use eframe::egui::{Align, Grid, Layout, RichText, ScrollArea, Ui};

use crate::document::words::{self, Term};
use crate::engine::{Course, Forks, Score};
use crate::theme;

/// So many rounds are listed; the curves show all.
const MOST: usize = 200;

/// Draws the rounds: a column each.
pub fn ui(ui: &mut Ui, forks: &Forks, course: &Course) {
    let score = match course.settings.score {
        Score::Matches => Score::SquaredError,
        score => score,
    };
    let shown = course.tallies.len().min(MOST);
    let numbers = |of: &dyn Fn(usize) -> String| (0..shown).map(of).collect::<Vec<_>>();
    let rows = [
        ("round", numbers(&|n| (forks.after + n).to_string())),
        (
            "moved",
            numbers(&|n| n.checked_sub(1).map_or(String::new(), |n| course.moved[n].to_string())),
        ),
        ("matched", numbers(&|n| words::count(course.tallies[n].matched))),
        (score.word(), numbers(&|n| words::brief(course.tallies[n].score(score)))),
    ];
    ScrollArea::horizontal().id_salt("rounds of a way").auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = [12.0, 1.0].into();
        ui.spacing_mut().interact_size = [30.0, 15.0].into();
        Grid::new("rounds").show(ui, |ui| {
            for (name, numbers) in rows {
                let color = theme::palette(ui).quiet;
                ui.label(RichText::new(name).font(theme::small()).color(color));
                for number in numbers {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(RichText::new(number).font(theme::small()));
                    });
                }
                ui.end_row();
            }
        });
    });
}
