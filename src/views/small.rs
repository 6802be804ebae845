//! In a small window, or one with large letters, what is larger than it scrolls.

use eframe::egui::{IntoAtoms, RadioButton, Response, ScrollArea, Ui, Widget, WidgetText};

use super::refuge;
use crate::theme;

/// From this width on the bars are seen as a whole.
const WIDE: f32 = 900.0;
/// From this height on every menu and every dialog is.
const TALL: f32 = 640.0;
/// What stays free around a menu or a dialog.
const AROUND: f32 = 16.0;

/// Whether the bars need scrolling.
pub fn is_narrow(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < WIDE
}

/// A bar.
pub fn bar_ui(ui: &mut Ui, id: &str, contents: impl FnOnce(&mut Ui)) {
    if is_narrow(ui) {
        ScrollArea::horizontal().id_salt(id).show(ui, contents);
    } else {
        contents(ui);
    }
}

/// A button that opens a menu.
pub fn menu_ui(
    ui: &mut Ui,
    text: impl Into<WidgetText>,
    contents: impl FnOnce(&mut Ui),
) -> Response {
    let menu = ui.menu_button(text.into(), |ui| {
        let height = ui.ctx().content_rect().height();
        if height < TALL {
            ScrollArea::vertical().max_height(height - AROUND).show(ui, contents);
        } else {
            contents(ui);
        }
    });
    menu.response
}

/// A box to tick or a radio button in a menu, where other items have no outline.
pub fn box_ui(ui: &mut Ui, enabled: bool, widget: impl Widget) -> Response {
    let outlined = ui.scope(|ui| {
        theme::outline_boxes(ui);
        ui.add_enabled(enabled, widget)
    });
    outlined.inner
}

/// A radio button that can be pressed.
pub fn radio_ui<'a>(ui: &mut Ui, on: bool, text: impl IntoAtoms<'a>) -> Response {
    box_ui(ui, true, RadioButton::new(on, text))
}

/// What is in a dialog with an edge of this width.
pub fn dialog_ui<R>(ui: &mut Ui, edge: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    theme::outline_boxes(ui);
    let room = ui.ctx().content_rect().size();
    if room.x >= WIDE && room.y >= TALL {
        return contents(ui);
    }
    let [width, height] = [room.x, room.y].map(|length| length - 2.0 * edge - AROUND);
    let area = ScrollArea::both().max_width(width).max_height(height);
    let shown = area.min_scrolled_height(height).show(ui, |ui| {
        let inner = contents(ui);
        refuge::pass_on(ui, refuge::Turn::Around);
        inner
    });
    shown.inner
}
