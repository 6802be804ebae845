//! A step of the guided lesson: what it says, what it asks for, and whether that was done.

use eframe::egui::{
    self, Align, Button, Frame, Id, Layout, Margin, Rect, RichText, ScrollArea, Stroke, StrokeKind,
    Ui, UiBuilder, vec2,
};

use super::{Desk, Scene, command, text};
use crate::commands::Command;
use crate::document::{Action, Effect, Pace};
use crate::lesson::{Part, Question, Step, Walk};
use crate::theme;

/// What the lesson remembers between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The step whose doubts are open, and which of them.
    open: Option<(usize, usize)>,
    /// The step that was scrolled to.
    shown: Option<usize>,
}

/// From this width on the buttons have room below what is asked.
const ROOMY: f32 = 950.0;
/// The share of the width that what is asked takes.
const ASKED: f32 = 0.42;
/// The height of the buttons.
const BUTTONS: f32 = 28.0;

/// Draws the step.
pub fn ui(ui: &mut Ui, scene: &Scene, memory: &mut Memory, desk: &mut Desk) {
    let Some(walk) = scene.walk else {
        return;
    };
    let room = ui.max_rect();
    // In a small window it stands below what is seen.
    if memory.shown.replace(walk.number()) != Some(walk.number()) {
        ui.scroll_to_rect(room, None);
    }
    let split = room.max.x - room.width() * ASKED;
    // Where what is asked has no room for all buttons, they take a row of their own.
    let below = room.width() < ROOMY;
    let (words, row) = room.split_top_bottom_at_y(room.max.y - BUTTONS);
    let said = if below { words } else { room };
    let buttons = if below { row } else { row.with_min_x(split) };
    part_ui(ui, said.with_max_x(split - 16.0), |ui| said_ui(ui, walk, memory));
    let card = words.with_min_x(split).with_max_y(words.max.y - 8.0);
    ui.painter().rect_filled(card, theme::CORNER, theme::palette(ui).raised);
    part_ui(ui, card.shrink2(vec2(12.0, 8.0)), |ui| asked_ui(ui, walk, desk));
    buttons_ui(ui, buttons, walk, desk);
}

/// A part of the panel, which scrolls where its words need more room.
fn part_ui(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let at = (rect.min.x.to_bits(), rect.min.y.to_bits());
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder.id_salt(at), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.set_max_width(ui.available_width() - theme::SCROLL_BAR);
            contents(ui);
        });
    });
}

fn said_ui(ui: &mut Ui, walk: &Walk, memory: &mut Memory) {
    let (number, step) = (walk.number(), walk.step());
    let of = format!("step {} of {}", number + 1, walk.lesson.steps.len());
    ui.horizontal(|ui| {
        let title = ui.label(RichText::new(&step.title).font(theme::headline()));
        title.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &step.title));
        ui.label(RichText::new(of).font(theme::small()).weak());
    });
    for paragraph in &step.text {
        text::sentence_ui(ui, paragraph);
    }
    for (n, doubt) in step.doubts.iter().enumerate() {
        let is_open = memory.open == Some((number, n));
        let text = format!("{} {}", if is_open { "⏷" } else { "⏵" }, doubt.ask);
        let button = Button::new(RichText::new(text).font(theme::body())).frame(false);
        let response = ui.add(button);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &doubt.ask)
        });
        if response.clicked() {
            memory.open = (!is_open).then_some((number, n));
        }
        if is_open {
            Frame::new().inner_margin(Margin { left: 18, ..Margin::ZERO }).show(ui, |ui| {
                text::sentence_ui(ui, &doubt.answer);
            });
        }
    }
}

fn asked_ui(ui: &mut Ui, walk: &Walk, desk: &mut Desk) {
    let (step, palette) = (walk.step(), theme::palette(ui));
    if !walk.is_done() {
        let turn = RichText::new("Your turn").weak();
        headed_ui(ui, turn, &step.task);
    }
    if let Some(question) = &step.question {
        question_ui(ui, walk, question, desk);
    }
    if walk.is_done() {
        let done = RichText::new(format!("{} Done", theme::TICK)).color(palette.matched);
        let (first, rest) = step.then.split_first().map_or(("", &[][..]), |(a, b)| (a.as_str(), b));
        headed_ui(ui, done, first);
        for paragraph in rest {
            text::sentence_ui(ui, paragraph);
        }
    }
    let told = told(walk, step);
    if !told.is_empty() {
        spoken(ui, &told);
    }
}

/// A paragraph that begins with what it is: a line of its own is more than a low window has.
fn headed_ui(ui: &mut Ui, head: RichText, paragraph: &str) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        // Lines of words, not of buttons.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.label(head.font(theme::small()));
        text::sentence_ui(ui, paragraph);
    });
}

/// What is to be heard now.
fn told(walk: &Walk, step: &Step) -> String {
    let wrong = step.question.as_ref().filter(|_| walk.answer.is_some() && !walk.is_answered());
    match wrong {
        Some(question) => question.hint.clone(),
        None if walk.is_done() => format!("Done. {}", step.then.join(" ")),
        None => String::new(),
    }
}

/// Words that a screen reader says when they come.
fn spoken(ui: &Ui, text: &str) {
    let id = Id::unique("lesson, spoken");
    let rect = Rect::from_min_size(ui.min_rect().min, vec2(1.0, 1.0));
    let response = ui.interact(rect, id, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    text::aloud(ui, id, false);
}

fn question_ui(ui: &mut Ui, walk: &Walk, question: &Question, desk: &mut Desk) {
    text::sentence_ui(ui, &question.ask);
    let palette = theme::palette(ui);
    ui.horizontal_wrapped(|ui| {
        for (n, answer) in question.answers.iter().enumerate() {
            let chosen = walk.answer == Some(n);
            let right = n == question.right;
            let mark = match chosen {
                true if right => format!("{} ", theme::TICK),
                true => format!("{} ", theme::CROSS),
                false => String::new(),
            };
            let text = RichText::new(format!("{mark}{answer}"));
            let text = if chosen { text.color(palette.verdict(right)) } else { text };
            let button = Button::new(text).fill(palette.panel);
            if ui.add_enabled(!walk.is_done() || chosen, button).clicked() {
                desk.ask(Action::Outside(Effect::Walk(Pace::Answer(n))));
            }
        }
    });
    if walk.answer.is_some() && !walk.is_answered() {
        text::sentence_ui(ui, &question.hint);
    }
}

fn buttons_ui(ui: &mut Ui, rect: Rect, walk: &Walk, desk: &mut Desk) {
    let palette = theme::palette(ui);
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let next = Command::Walk(Pace::Next);
        let text = RichText::new(if walk.is_last() { "Finish" } else { "Next" });
        let next_button = if walk.is_done() {
            Button::new(text.color(palette.on_primary)).fill(palette.primary)
        } else {
            Button::new(text)
        };
        let buttons = [
            (Command::Walk(Pace::Back), Button::new("Back")),
            (next, next_button.min_size(vec2(110.0, 28.0))),
            (Command::Walk(Pace::Show), Button::new("Show me")),
        ];
        for (command, button) in buttons {
            command::ui(ui, command, button, desk);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let leave = Button::new("Leave the lesson");
            command::ui(ui, Command::Walk(Pace::Leave), leave, desk);
        });
    });
}

/// Leads the eye to a part of the window, where the step says so.
pub fn mark(ui: &Ui, scene: &Scene, part: Part, rect: Rect) {
    let looked_at = scene.walk.is_some_and(|walk| walk.step().look_at == Some(part));
    if looked_at {
        let stroke = Stroke::new(2.0, theme::palette(ui).focus);
        ui.painter().rect_stroke(rect, theme::CORNER, stroke, StrokeKind::Inside);
    }
}
