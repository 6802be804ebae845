//! A card for each example: picture, name, label, output before and after, and whether it matches.
//!
//! Above 12 pictures the cards become a list of rows, the worst off first.

use eframe::egui::{
    self, Align2, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::kept::Kept;
use super::{Desk, Scene, picture, says};
use crate::commands::Command;
use crate::document::{Action, Effect, Panel, words};
use crate::theme;

/// What the list remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The card being dragged to another place.
    dragged: Option<usize>,
    /// The current example when last drawn: a new one is scrolled to.
    shown: usize,
    /// How far the list is scrolled, in points.
    offset: f32,
    /// The order of a list.
    order: Kept<Vec<usize>>,
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
    let examples = scene.dataset().examples.len();
    let title = says::title(ui, room.min, "Examples");
    let trial = if scene.is_trial() { "trial: " } else { "" };
    let count = format!("{trial}{}", says::matched_of(scene));
    let color = if scene.evaluation.tally.matched > 0 { palette.matched } else { palette.quiet };
    let drawn = ui.painter().text(
        pos2(room.right(), title.top()),
        Align2::RIGHT_TOP,
        &count,
        theme::title(),
        color,
    );
    says::named(ui, drawn, "matched", &count);
    let list = Rect::from_min_max(
        pos2(room.left() - 6.0, title.bottom() + 8.0),
        pos2(room.right() + 6.0, room.bottom() - FOOT),
    );
    let height = row_height(scene, list.height());
    let order = memory.order.of(scene.document.generation(), |_| order(scene));
    ui.scope_builder(egui::UiBuilder::new().max_rect(list), |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        let mut area = egui::ScrollArea::vertical().auto_shrink(false);
        if memory.shown != desk.focus.example {
            memory.shown = desk.focus.example;
            let place = order.iter().position(|e| *e == memory.shown).unwrap_or(0);
            if let Some(offset) = scroll_to(place, height + GAP, list.height(), memory.offset) {
                area = area.vertical_scroll_offset(offset);
            }
        }
        let scrolled = area.show_rows(ui, height, examples, |ui, rows| {
            for row in rows {
                let e = order[row];
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
                card_ui(ui, scene, e, rect, memory, desk);
            }
        });
        memory.offset = scrolled.state.clamped_offset().y;
    });
    if examples == 0 {
        let middle = list.center_top() + vec2(0.0, 60.0);
        ui.painter().text(
            middle,
            Align2::CENTER_TOP,
            "No pictures yet",
            theme::body(),
            palette.quiet,
        );
    }
    foot_ui(
        ui,
        Rect::from_min_max(pos2(room.left() - 6.0, room.bottom() - FOOT + 6.0), room.max),
        desk,
    );
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

/// Where to scroll so that a row is in sight; `None` where it is already.
#[expect(clippy::cast_precision_loss, reason = "at most 1,000,000 rows")]
fn scroll_to(row: usize, height: f32, room: f32, offset: f32) -> Option<f32> {
    let top = row as f32 * height;
    let seen = top >= offset && top + height <= offset + room + GAP;
    (!seen).then(|| (top - (room - height) / 2.0).max(0.0))
}

/// The user's order; in a long list those furthest from their labels come first.
fn order(scene: &Scene) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scene.dataset().examples.len()).collect();
    if scene.many_pictures() {
        let outputs = &scene.document.evaluation().outputs;
        let off = |e: usize| (outputs[e] - scene.dataset().examples[e].label).abs();
        order.sort_by(|a, b| off(*b).total_cmp(&off(*a)).then(a.cmp(b)));
    }
    order
}

fn card_ui(ui: &mut Ui, scene: &Scene, e: usize, rect: Rect, memory: &mut Memory, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let Some(example) = scene.example(e) else {
        return;
    };
    let response = ui.interact(rect, Id::unique(("card", e)), Sense::click_and_drag());
    let current = desk.focus.example == e;
    let spoken = says::card(scene, e);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &spoken));
    let painter = ui.painter().clone();
    let fill = if current || response.hovered() { palette.raised } else { palette.panel };
    let stroke = if current || response.has_focus() || desk.focus.lit_example == Some(e) {
        Stroke::new(2.0, palette.focus)
    } else {
        Stroke::new(1.0, palette.line)
    };
    if scene.is_trial() {
        painter.rect_filled(rect, theme::CORNER, fill);
        picture::dashed(&painter, rect, stroke);
    } else {
        painter.rect(rect, theme::CORNER, fill, stroke, StrokeKind::Inside);
    }
    let small = rect.height() < LEAST_CARD;
    let room = if small { vec2(30.0, 32.0) } else { vec2(58.0, rect.height() - 26.0) };
    let size = picture::fit(scene.shape(), room);
    let column = if small { rect.left() + 22.0 } else { rect.left() + 40.0 };
    picture::paint(
        &painter,
        Rect::from_center_size(pos2(column, rect.center().y), size),
        example,
        scene.shape(),
        palette,
    );
    let left = if small { rect.left() + 44.0 } else { rect.left() + 78.0 };
    let width = rect.right() - 8.0 - left;
    let line =
        |y: f32, height: f32| Rect::from_min_size(pos2(left, rect.top() + y), vec2(width, height));
    let (verdict, matched) = (says::verdict(scene, e), scene.matched(e));
    // Before anything is applied a miss is no fault yet.
    let calm = !matched && scene.round().is_none();
    let verdict_color = if calm { palette.quiet } else { palette.verdict(matched) };
    if small {
        let text = format!("{} · {}", scene.dataset().title(e), words::signed(example.label));
        says::clipped(&painter, line(4.0, 16.0), &text, theme::small(), palette.text);
        let off = (scene.output(e) - example.label).abs();
        let verdict = if matched {
            theme::TICK.to_owned()
        } else {
            format!("{} off by {}", theme::CROSS, words::brief(off))
        };
        let text = format!("{}  {verdict}", words::brief(scene.output(e)));
        says::clipped(&painter, line(21.0, 16.0), &text, theme::small(), verdict_color);
    } else {
        says::clipped(
            &painter,
            line(rect.height() * 0.115, 18.0),
            &scene.dataset().title(e),
            theme::body(),
            palette.text,
        );
        says::fitted(
            &painter,
            line(rect.height() * 0.33, 16.0),
            &says::label(scene, e),
            &[theme::small(), theme::tiny()],
            palette.quiet,
        );
        says::clipped(
            &painter,
            line(rect.height() * 0.52, 18.0),
            &says::output(scene, e),
            theme::body(),
            palette.text,
        );
        says::clipped(
            &painter,
            line(rect.height() * 0.74, 16.0),
            &verdict,
            theme::small(),
            verdict_color,
        );
    }
    card_events(ui, scene, e, rect, &response, memory, desk);
}

fn card_events(
    ui: &Ui,
    scene: &Scene,
    e: usize,
    rect: Rect,
    response: &Response,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    if response.hovered() {
        desk.focus.pointing_example = Some(e);
    }
    if response.clicked() || response.double_clicked() {
        desk.focus.example = e;
    }
    let renames = response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::F2));
    if response.double_clicked() || renames {
        desk.focus.example = e;
        desk.ask(Action::Outside(Effect::Show(Panel::Rename)));
    }
    if !scene.many_pictures() {
        reorder(ui, e, rect, response, memory, desk);
    }
    response.context_menu(|ui| {
        desk.focus.example = e;
        for command in [
            Command::RenameExample,
            Command::DuplicateExample,
            Command::MoveExampleUp,
            Command::MoveExampleDown,
            Command::DeleteExample,
        ] {
            super::menu::item_ui(ui, command, desk);
        }
    });
}

/// A dragged card shows where it would go; letting go moves it there.
fn reorder(
    ui: &Ui,
    e: usize,
    rect: Rect,
    response: &Response,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    if response.drag_started() {
        memory.dragged = Some(e);
    }
    let Some(from) = memory.dragged else { return };
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let over = pointer.is_some_and(|pos| rect.expand(3.0).contains(pos));
    if over && from != e {
        let y = if from < e { rect.bottom() + 3.0 } else { rect.top() - 3.0 };
        ui.painter().hline(rect.x_range(), y, Stroke::new(3.0, palette.focus));
    }
    if over && ui.input(|input| input.pointer.any_released()) {
        memory.dragged = None;
        if from != e {
            desk.ask(Action::MoveExample { from, to: e });
        }
    } else if !ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        // Not in the frame of letting go: the card it is let go over may yet come.
        memory.dragged = None;
    }
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
                let enabled = command.is_enabled(desk.situation);
                let text = egui::RichText::new(text).font(theme::small());
                let button = egui::Button::new(text).frame_when_inactive(false);
                let response = ui.add_enabled(enabled, button).on_hover_text(command.tooltip());
                if response.clicked() {
                    desk.ask(command.action(desk.situation));
                }
            }
        });
    });
}
