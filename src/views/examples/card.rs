//! One example: a card where they are few, a row of a list where they are many.

use eframe::egui::{
    self, Color32, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{LEAST_CARD, Memory};
use crate::commands::Command;
use crate::document::{Action, Effect, Panel, Spot, words};
use crate::theme;
use crate::views::{Desk, Scene, cover, menu, picture, says, text};

/// What has the keyboard while this example has it.
fn id(e: usize) -> Id {
    Id::unique(("card", e))
}

pub fn card_ui(
    ui: &mut Ui,
    scene: &Scene,
    e: usize,
    rect: Rect,
    memory: &mut Memory,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let Some(example) = scene.example(e) else {
        return;
    };
    let response = ui.interact(rect, id(e), Sense::click_and_drag());
    let current = desk.focus.example == e;
    let spoken = says::card(scene, e);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &spoken));
    let painter = ui.painter().clone();
    // What lies on the panel has its colour without being filled.
    let is_raised = current || response.hovered() || response.dragged();
    let fill = if is_raised { palette.raised } else { Color32::TRANSPARENT };
    let stroke = match () {
        () if current || response.has_focus() => Stroke::new(2.0, palette.focus),
        // Pointed at here or elsewhere, it is not yet the current one.
        () if desk.focus.lit_example == Some(e) => Stroke::new(1.0, palette.focus),
        () => Stroke::new(1.0, palette.line),
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
    picture::thumbnail(
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
    let covered = scene.covers_output(e);
    let (verdict, matched) = (says::verdict(scene, e), scene.matched(e));
    // Before anything is applied a miss is no fault yet.
    let calm = !matched && scene.round().is_none();
    let verdict_color = if calm { palette.quiet } else { palette.verdict(matched) };
    if small {
        let text = format!("{} · {}", scene.dataset().title(e), words::signed(example.label));
        text::clipped(&painter, line(4.0, 16.0), &text, theme::small(), palette.text);
        if !covered {
            let off = (scene.output(e) - example.label).abs();
            let verdict = if matched {
                theme::TICK.to_owned()
            } else {
                format!("{} off by {}", theme::CROSS, words::brief(off))
            };
            let text = format!("{}  {verdict}", words::brief(scene.output(e)));
            text::clipped(&painter, line(21.0, 16.0), &text, theme::small(), verdict_color);
        }
    } else {
        text::clipped(
            &painter,
            line(rect.height() * 0.115, 18.0),
            &scene.dataset().title(e),
            theme::body(),
            palette.text,
        );
        text::fitted(
            &painter,
            line(rect.height() * 0.33, 16.0),
            &[&says::label(scene, e)],
            &[theme::small(), theme::tiny()],
            palette.quiet,
        );
        if !covered {
            text::fitted(
                &painter,
                line(rect.height() * 0.52, 18.0),
                &[&says::output(scene, e)],
                &[theme::body(), theme::small()],
                palette.text,
            );
            text::fitted(
                &painter,
                line(rect.height() * 0.74, 16.0),
                &[&verdict],
                &[theme::small(), theme::tiny()],
                verdict_color,
            );
        }
    }
    card_events(ui, scene, e, rect, &response, memory, desk);
    if covered {
        let place = if small { line(21.0, 16.0) } else { line(rect.height() * 0.54, 28.0) };
        let place = place.with_max_x(place.left() + 56.0);
        let name = format!("output of {}", scene.dataset().title(e));
        cover::tile_ui(ui, place, ("card", &name), Spot::Output { example: e }, desk);
    }
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
    if scene.many_pictures() {
        walk(ui, response, memory, desk);
    } else {
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
            menu::item_ui(ui, command, desk);
        }
    });
}

/// A row that has the keyboard hands it on to the one above or below, to those a page away, to the first or the last.
fn walk(ui: &Ui, response: &Response, memory: &mut Memory, desk: &mut Desk) {
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let last = memory.shown.list.len().saturating_sub(1);
    let (at, page) = (memory.shown.place(desk.focus.example), memory.page.max(1));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let to = match at {
        _ if pressed(Key::Home) => 0,
        _ if pressed(Key::End) => last,
        Some(at) if pressed(Key::ArrowUp) => at.saturating_sub(1),
        Some(at) if pressed(Key::ArrowDown) => at + 1,
        Some(at) if pressed(Key::PageUp) => at.saturating_sub(page),
        Some(at) if pressed(Key::PageDown) => at + page,
        _ => return,
    };
    let there = memory.shown.at(to.min(last));
    if let Some(e) = there.filter(|e| *e != desk.focus.example) {
        desk.focus.example = e;
        ui.memory_mut(|memory| memory.request_focus(id(e)));
        // Only when it is drawn does the row keep the arrows to itself.
        ui.request_repaint();
    }
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
