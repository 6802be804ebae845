//! A card for each example: picture, name, label, output before and after, and whether it matches.
//!
//! Above 12 pictures the cards become a list of rows, of which only those in sight are drawn: the worst off first or
//! in their order, all of them or only those of one fate or label.

mod card;
mod filter;
mod shown;

use eframe::egui::{self, Align2, Rect, Sense, Ui, pos2, vec2};

use self::shown::{Shown, Wanted};
use super::kept::Kept;
use super::{Desk, Scene, command, says, text};
use crate::commands::Command;
use crate::theme;

/// What the list remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The card being dragged to another place.
    dragged: Option<usize>,
    /// The current example when last drawn: a new one is scrolled to.
    current: usize,
    /// How far the list is scrolled, in points.
    offset: f32,
    /// How many rows stand whole in the list.
    page: usize,
    /// Which examples are wanted, and in which order.
    wanted: Wanted,
    /// Those, in that order.
    shown: Shown,
    /// The labels that there are, each with how many have it.
    labels: Kept<Vec<(f64, usize)>>,
}

impl Memory {
    /// The examples before and after one in the list; after one that is not there comes the first.
    pub fn beside(&self, example: usize, examples: usize) -> [Option<usize>; 2] {
        if self.shown.of != examples {
            // There is no list of these yet.
            return [example.checked_sub(1), Some(example + 1).filter(|next| *next < examples)];
        }
        let Some(place) = self.shown.place(example) else {
            return [None, self.shown.at(0)];
        };
        [place.checked_sub(1).and_then(|at| self.shown.at(at)), self.shown.at(place + 1)]
    }
}

const CARD: f32 = 104.0;
/// The least height at which a card holds its four lines.
const LEAST_CARD: f32 = 78.0;
const GAP: f32 = 6.0;
const ROW: f32 = 40.0;
const FOOT: f32 = 30.0;

/// Draws the list.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let room = ui.max_rect();
    let title = text::title(ui, room.min, "Examples");
    let trial = if scene.is_trial() { "trial: " } else { "" };
    let count = format!("{trial}{}", says::matched_of(scene));
    let some = scene.evaluation.tally.matched > 0 && !scene.covers_any_output();
    let color = if some { palette.matched } else { palette.quiet };
    let drawn = ui.painter().text(
        pos2(room.right(), title.top()),
        Align2::RIGHT_TOP,
        &count,
        theme::title(),
        color,
    );
    let told = text::named(ui, drawn, "matched", &format!("{count} match"));
    text::aloud(ui, told, false);
    let mut top = title.bottom() + 8.0;
    let mut to_top = false;
    if scene.many_pictures() {
        let head = Rect::from_min_max(
            pos2(room.left() - 6.0, title.bottom() + 4.0),
            pos2(room.right() + 6.0, title.bottom() + 4.0 + filter::HEIGHT),
        );
        to_top = filter::ui(ui, head, scene, memory, desk);
        top = head.bottom() + 4.0;
    }
    if memory.shown.bring_up_to_date(scene, &memory.wanted) {
        // The rest is looked through in the frames that follow.
        ui.request_repaint();
    }
    let list = Rect::from_min_max(
        pos2(room.left() - 6.0, top),
        pos2(room.right() + 6.0, room.bottom() - FOOT),
    );
    list_ui(ui, list, to_top, scene, memory, desk);
    foot_ui(
        ui,
        Rect::from_min_max(pos2(room.left() - 6.0, room.bottom() - FOOT + 6.0), room.max),
        desk,
    );
}

/// Draws the cards or rows that are in sight.
fn list_ui(
    ui: &mut Ui,
    list: Rect,
    to_top: bool,
    scene: &Scene,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let height = row_height(scene, list.height());
    let rows = memory.shown.list.len();
    memory.page = whole_rows(list.height(), height + GAP);
    ui.scope_builder(egui::UiBuilder::new().max_rect(list), |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        let mut area = egui::ScrollArea::vertical().auto_shrink(false);
        if to_top {
            area = area.vertical_scroll_offset(0.0);
        }
        if memory.current != desk.focus.example {
            memory.current = desk.focus.example;
            let place = memory.shown.place(memory.current);
            let offset =
                place.and_then(|row| scroll_to(row, height + GAP, list.height(), memory.offset));
            if let Some(offset) = offset {
                area = area.vertical_scroll_offset(offset);
            }
        }
        let scrolled = area.show_rows(ui, height, rows, |ui, rows| {
            for row in rows {
                let Some(e) = memory.shown.at(row) else { continue };
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
                card::card_ui(ui, scene, e, rect, memory, desk);
            }
        });
        memory.offset = scrolled.state.clamped_offset().y;
    });
    let text = match scene.dataset().examples.len() {
        0 => "No pictures yet",
        _ if rows == 0 => memory.shown.says_of_none(scene, &memory.wanted),
        _ => return,
    };
    let middle = list.center_top() + vec2(0.0, 60.0);
    let color = palette.quiet;
    let drawn = ui.painter().text(middle, Align2::CENTER_TOP, text, theme::small(), color);
    text::named(ui, drawn, "none", text);
}

/// Cards as tall as they can be with all in sight; rows where there are many.
#[expect(clippy::cast_precision_loss, reason = "at most 12 cards")]
fn row_height(scene: &Scene, room: f32) -> f32 {
    if scene.many_pictures() {
        return ROW;
    }
    let share = room / scene.dataset().examples.len().max(1) as f32 - GAP;
    share.clamp(LEAST_CARD, CARD)
}

/// How many rows stand whole in so much room.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
fn whole_rows(room: f32, height: f32) -> usize {
    (room / height) as usize
}

/// Where to scroll so that a row is in sight; `None` where it is already.
#[expect(clippy::cast_precision_loss, reason = "at most 1,000,000 rows")]
fn scroll_to(row: usize, height: f32, room: f32, offset: f32) -> Option<f32> {
    let top = row as f32 * height;
    let seen = top >= offset && top + height <= offset + room + GAP;
    (!seen).then(|| (top - (room - height) / 2.0).max(0.0))
}

fn foot_ui(ui: &mut Ui, rect: Rect, desk: &mut Desk) {
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 6.0;
            for (text, command) in [
                ("+ Add", Command::AddExample),
                ("Duplicate", Command::DuplicateExample),
                ("Delete", Command::DeleteExample),
            ] {
                if command.is_hidden(desk.situation) {
                    continue;
                }
                let text = egui::RichText::new(text).font(theme::small());
                let button = egui::Button::new(text).frame_when_inactive(false);
                command::ui(ui, command, button, desk);
            }
        });
    });
}
