//! A part of a tab that is folded until it is asked for.

use eframe::egui::collapsing_header::CollapsingState;
use eframe::egui::{Align, CollapsingHeader, Stroke, StrokeKind, Ui};

use crate::theme;

/// Draws the heading, and what is under it where it is open. A part that is opened comes up to be seen.
pub fn ui(ui: &mut Ui, id: &str, title: String, contents: impl FnOnce(&mut Ui)) {
    let fold = CollapsingHeader::new(title).id_salt(id).show_unindented(ui, |ui| {
        ui.add_space(4.0);
        contents(ui);
        ui.add_space(8.0);
    });
    let header = &fold.header_response;
    if header.has_focus() {
        let ring = Stroke::new(1.5, theme::palette(ui).focus);
        let outside = StrokeKind::Outside;
        ui.painter().rect_stroke(header.rect, theme::CELL_CORNER, ring, outside);
    }
    let opens = header.id.with("opens");
    if header.clicked() {
        let state = CollapsingState::load(ui.ctx(), header.id);
        ui.data_mut(|data| data.insert_temp(opens, state.is_some_and(|state| state.is_open())));
        ui.ctx().request_repaint();
    } else if fold.openness >= 1.0 && ui.data_mut(|data| data.remove_temp(opens)) == Some(true) {
        // Only what is quite open can be scrolled to its end.
        header.scroll_to_me(Some(Align::Min));
    }
}
