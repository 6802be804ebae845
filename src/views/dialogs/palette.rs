//! The list of everything that can be asked for by name: typing finds it, Enter does it.

mod entries;
mod rank;

pub use rank::rank;

use eframe::egui::{
    self, Align2, Id, Key, KeyboardShortcut, Modifiers, Rect, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};

use self::entries::{Entry, entries};
use super::Offered;
use crate::commands::Mark;
use crate::theme;
use crate::views::{Desk, Scene, text};

/// The width of the list, in points.
pub const WIDTH: f32 = 560.0;
const ROW: f32 = 28.0;
/// The most rows that are in sight.
const ROWS: f32 = 14.0;
/// What stands around the rows, and around the dialog.
const AROUND: f32 = 210.0;
/// How much of a row its group takes, and its keys.
const GROUP: f32 = 62.0;
const KEYS: f32 = 110.0;

/// What is typed, and which entry is chosen.
#[derive(Debug, Default)]
pub struct Choice {
    typed: String,
    chosen: usize,
    /// How far the list is scrolled, in points.
    offset: f32,
    /// Whether it has been drawn before.
    seen: bool,
}

/// Draws the list. Returns whether it is done with.
pub fn ui(
    ui: &mut Ui,
    choice: &mut Choice,
    offered: &Offered,
    scene: &Scene,
    desk: &mut Desk,
) -> bool {
    let entries = found(entries(offered, scene, desk), &choice.typed);
    let room = (ui.ctx().content_rect().height() - AROUND).clamp(2.0 * ROW, ROWS * ROW);
    let moved = walk(ui, choice, entries.len(), room);
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let field = egui::TextEdit::singleline(&mut choice.typed)
        .hint_text("Type a few letters of what you want to do")
        .desired_width(f32::INFINITY);
    let add = |ui: &mut Ui| {
        // What is usually around a field that is written in is white.
        ui.visuals_mut().selection.stroke = Stroke::new(1.0, theme::palette(ui).focus);
        ui.add(field)
    };
    let field = ui.scope(add).inner;
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "What you want to do"));
    if !std::mem::replace(&mut choice.seen, true) {
        field.request_focus();
    }
    if field.changed() {
        (choice.chosen, choice.offset) = (0, 0.0);
        ui.request_repaint();
    }
    ui.add_space(4.0);
    let (clicked, current) = rows_ui(ui, choice, &entries, room, moved);
    if let Some(row) = current {
        // The keyboard stays in the field: a screen reader is told which row it is about.
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_active_descendant(row.accesskit_id());
        });
    }
    let chosen = entries.get(choice.chosen);
    about_ui(ui, chosen);
    let run = clicked || (entered && choice.seen);
    match chosen.filter(|entry| run && entry.why_not.is_none()) {
        Some(entry) => {
            desk.ask(entry.action.clone());
            true
        }
        None => false,
    }
}

/// What fits, best first; what cannot be done now comes last.
fn found(entries: Vec<Entry>, typed: &str) -> Vec<Entry> {
    let ranked = entries.into_iter().filter_map(|entry| {
        let about = [entry.name.as_str(), entry.group, &entry.about].join(" ");
        let rank = rank(typed, &entry.text, &about)?;
        Some(((entry.why_not.is_some(), rank), entry))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

/// Moves in the list by the keys. Returns whether one of them was pressed.
fn walk(ui: &Ui, choice: &mut Choice, entries: usize, room: f32) -> bool {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
    let page = (room / ROW) as usize;
    let last = entries.saturating_sub(1);
    let at = choice.chosen.min(last);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowDown) {
        at + 1
    } else if pressed(Key::ArrowUp) {
        at.saturating_sub(1)
    } else if pressed(Key::PageDown) {
        at + page
    } else if pressed(Key::PageUp) {
        at.saturating_sub(page)
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        choice.chosen = at;
        return false;
    };
    choice.chosen = to.min(last);
    true
}

/// Draws the rows in sight. Returns whether one was clicked, which is the chosen one then, and the chosen one's node.
fn rows_ui(
    ui: &mut Ui,
    choice: &mut Choice,
    entries: &[Entry],
    room: f32,
    moved: bool,
) -> (bool, Option<Id>) {
    let (mut clicked, mut current) = (false, None);
    let mut area = egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room);
    area = area.auto_shrink(false);
    if moved || choice.offset == 0.0 {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
        let top = choice.chosen as f32 * ROW;
        choice.offset = choice.offset.clamp((top + ROW - room).max(0.0), top);
        area = area.vertical_scroll_offset(choice.offset);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let scrolled = area.show_rows(ui, ROW, entries.len(), |ui, rows| {
            for (row, entry) in rows.clone().zip(&entries[rows]) {
                let size = vec2(ui.available_width() - theme::SCROLL_BAR, ROW);
                let (rect, response) = ui.allocate_exact_size(size, Sense::click());
                let chosen = row == choice.chosen;
                let (enabled, spoken) = (entry.why_not.is_none(), entry.spoken(ui));
                response.widget_info(|| {
                    WidgetInfo::selected(Role::ListBoxOption, enabled, chosen, &spoken)
                });
                if chosen {
                    current = Some(response.id);
                }
                if response.clicked() {
                    (choice.chosen, clicked) = (row, true);
                }
                row_ui(ui, rect, entry, chosen, response.hovered() || response.has_focus());
            }
        });
        choice.offset = scrolled.state.clamped_offset().y;
    });
    (clicked, current)
}

fn row_ui(ui: &Ui, rect: Rect, entry: &Entry, chosen: bool, hovered: bool) {
    let palette = theme::palette(ui);
    let painter = ui.painter();
    if chosen || hovered {
        let line = if chosen { palette.focus } else { palette.raised };
        let stroke = Stroke::new(1.0, line);
        painter.rect(rect, theme::CORNER, palette.raised, stroke, StrokeKind::Inside);
    }
    let color = if entry.why_not.is_some() { palette.quiet } else { palette.text };
    let inner = rect.shrink2(vec2(8.0, 5.0));
    let (group, beside) = inner.split_left_right_at_x(inner.left() + GROUP);
    let (name, keys) = beside.split_left_right_at_x(beside.right() - KEYS);
    text::clipped(
        painter,
        group.translate(vec2(0.0, 1.5)),
        entry.group,
        theme::small(),
        palette.quiet,
    );
    let tick = if entry.is_on() { theme::TICK } else { "" };
    let text = [tick, &entry.text].join(if tick.is_empty() { "" } else { " " });
    let name = if entry.keys.is_some() { name } else { beside };
    text::clipped(painter, name, &text, theme::body(), color);
    let told = entry.keys.map(|keys| shown(ui, keys)).unwrap_or_default();
    painter.text(keys.right_center(), Align2::RIGHT_CENTER, told, theme::small(), palette.quiet);
}

/// What the chosen one does, or why it does nothing now.
fn about_ui(ui: &mut Ui, entry: Option<&Entry>) {
    let palette = theme::palette(ui);
    let (text, color) = match entry {
        Some(Entry { why_not: Some(reason), .. }) => (*reason, palette.missed),
        Some(entry) => (entry.about.as_str(), palette.quiet),
        None => ("Nothing is called like that. Try other letters, or fewer.", palette.missed),
    };
    ui.add_space(6.0);
    ui.scope(|ui| {
        // Two lines, so that the list stays where it is.
        ui.set_min_height(34.0);
        ui.label(RichText::new(text).font(theme::small()).color(color));
    });
}

fn shown(ui: &Ui, keys: KeyboardShortcut) -> String {
    ui.ctx().format_shortcut(&keys)
}

impl Entry {
    fn is_on(&self) -> bool {
        self.mark.is_some_and(Mark::is_on)
    }

    /// The row, aloud.
    fn spoken(&self, ui: &Ui) -> String {
        let keys = self.keys.map(|keys| format!(", {}", shown(ui, keys)));
        let on = if self.is_on() { ", on" } else { "" };
        let why_not = self.why_not.map(|reason| format!(", {reason}"));
        [&self.text, on, &keys.unwrap_or_default(), &why_not.unwrap_or_default()].concat()
    }
}
