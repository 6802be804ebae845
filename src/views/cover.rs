//! Numbers that stay covered until each is asked for, so that a class can work them out first.
//!
//! Which are open is known here alone; all views ask [`Scene::covers`](super::Scene::covers) and draw the same tile.

use std::collections::HashSet;

use eframe::egui::{Align2, Id, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::Desk;
use crate::document::{Action, Effect, Spot, View};
use crate::theme::{self, Palette};

/// Which numbers are covered.
#[derive(Debug, Default)]
pub struct Cover {
    is_on: bool,
    open: HashSet<Spot>,
}

impl Cover {
    /// Covers all numbers, or none.
    pub fn set(&mut self, is_on: bool) {
        self.is_on = is_on;
        self.open.clear();
    }

    /// Covers again what was opened.
    pub fn close_all(&mut self) {
        self.open.clear();
    }

    /// Opens one number.
    pub fn open(&mut self, spot: Spot) {
        self.open.insert(spot);
    }

    /// Whether numbers are covered.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.is_on
    }

    /// Whether any covered number was opened; `None` while none is covered.
    #[must_use]
    pub fn some_open(&self) -> Option<bool> {
        self.is_on.then_some(!self.open.is_empty())
    }

    /// Whether a number is covered.
    #[must_use]
    pub fn covers(&self, spot: Spot) -> bool {
        self.is_on && !self.open.contains(&spot)
    }

    /// How many are open: with [`Cover::is_on`] that tells whether an axis has room for the same pictures as before.
    #[must_use]
    pub fn opened(&self) -> usize {
        self.open.len()
    }
}

/// A plain tile in the place of a number.
pub fn tile(painter: &Painter, rect: Rect, palette: &Palette) {
    let line = Stroke::new(1.0, palette.line);
    painter.rect(rect, theme::CELL_CORNER, palette.raised, line, StrokeKind::Inside);
    let font = if rect.height() < 14.0 { theme::tiny() } else { theme::digits(14.0) };
    painter.text(rect.center(), Align2::CENTER_CENTER, "?", font, palette.quiet);
}

/// The same by itself: clicked or pressed by keyboard, it opens. `what` is the number's name.
pub fn tile_ui(ui: &Ui, rect: Rect, (place, what): (&str, &str), spot: Spot, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let response = ui.interact(rect, Id::unique(("covered", place, spot)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{what}, covered")));
    tile(ui.painter(), rect, palette);
    if response.clicked() {
        open(spot, desk);
    }
    response.on_hover_text("Work it out first; then click.");
}

/// Asks for a number to be opened.
pub fn open(spot: Spot, desk: &mut Desk) {
    desk.ask(Action::Outside(Effect::View(View::Uncover(spot))));
}
