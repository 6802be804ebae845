//! One by one: how many match after each change, in the order in which the changes are played.
//!
//! A click on a step plays to it, a drag gives its change another turn. One tab stop: the arrows play.

use eframe::egui::{
    Align2, Button, EventFilter, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense,
    Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::document::{Action, Effect, words};
use crate::engine::{Arrangement, Round, Tally, Turns, path};
use crate::theme::{self, Palette};
use crate::views::kept::Kept;
use crate::views::{Desk, Scene, says, text};

/// The scores at the start and after each change made, and the current picture there.
type Way = (Vec<Tally>, Turns);

/// What the steps remember between frames.
#[derive(Debug, Default)]
pub struct Memory {
    /// The way of one generation of the document, example, and changes made in that order.
    kept: Kept<Way, (u64, usize, Vec<usize>)>,
    /// The change that the mouse holds.
    held: Option<usize>,
}

/// The most changes x pictures that are played in a frame.
const MOST: usize = 1_000_000;
const HEIGHT: f32 = 68.0;
/// The room of the title and of the two buttons.
const TITLE: f32 = 92.0;
/// A step so wide has room for the place of its change.
const CAPTIONED: f32 = 34.0;
/// A step so wide has room for its number.
const NUMBERED: f32 = 15.0;

/// Draws the steps of a round with at least two changes.
pub fn ui(ui: &mut Ui, scene: &Scene, round: &Round, memory: &mut Memory, desk: &mut Desk) {
    let Some(arrangement) = scene.arrangement() else {
        return;
    };
    let changes = arrangement.order.len();
    if changes * round.examples.len() > MOST {
        let many = words::changes(changes);
        let pictures = words::plural(round.examples.len(), "picture");
        text::quiet_ui(
            ui,
            &format!("{} for {pictures} are too many to play.", words::capital(&many)),
        );
        return;
    }
    let made: Vec<usize> =
        arrangement.order.iter().copied().filter(|w| !arrangement.left_out.contains(w)).collect();
    let e = desk.focus.example;
    let key = (scene.document.generation(), e, made);
    let kept = memory.kept.of(key, |(_, e, made)| {
        (path(scene.dataset(), round, made), Turns::of(scene.dataset(), round, made, *e))
    });
    let (tallies, turns) = &*kept;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    buttons_ui(ui, rect, &arrangement, desk);
    legend(ui, rect, &scene.dataset().title(e));
    let stairs = Rect::from_min_max(rect.min + vec2(TITLE, 0.0), rect.max);
    let stairs = Stairs { scene, arrangement: &arrangement, tallies, turns, rect: stairs };
    stairs.ui(ui, &mut memory.held, desk);
    text::quiet_ui(ui, &words::turns(scene.dataset(), e, turns));
}

fn buttons_ui(ui: &mut Ui, rect: Rect, arrangement: &Arrangement, desk: &mut Desk) {
    let palette = theme::palette(ui);
    ui.painter().text(rect.min, Align2::LEFT_TOP, "match after", theme::small(), palette.quiet);
    let room = Rect::from_min_size(rect.min + vec2(0.0, 22.0), vec2(TITLE, 24.0));
    let (played, all) = (arrangement.played, arrangement.order.len());
    ui.new_child(UiBuilder::new().max_rect(room)).horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (icon, name, to) in [
            ("◀", "Take the last change back", played.checked_sub(1)),
            ("▶", "Make the next change", (played < all).then_some(played + 1)),
        ] {
            let button = ui.add_enabled(to.is_some(), Button::new(icon));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, to.is_some(), name));
            if let (true, Some(to)) = (button.on_hover_text(name).clicked(), to) {
                play_to(arrangement, to, desk);
            }
        }
    });
}

/// What the ticks tell of.
fn legend(ui: &Ui, rect: Rect, title: &str) {
    let palette = theme::palette(ui);
    let room = Rect::from_min_max(rect.left_bottom() - vec2(0.0, 15.0), rect.left_bottom());
    let room = room.with_max_x(rect.left() + TITLE - 6.0);
    let text = format!("{} {title}", theme::TICK);
    text::clipped(ui.painter(), room, &text, theme::tiny(), palette.quiet);
}

fn play_to(arrangement: &Arrangement, played: usize, desk: &mut Desk) {
    desk.ask(Action::Outside(Effect::Imagine(Some(arrangement.played_to(played)))));
}

/// The number matched at the start and after each change, as a flight of steps.
struct Stairs<'a> {
    scene: &'a Scene<'a>,
    arrangement: &'a Arrangement,
    tallies: &'a [Tally],
    turns: &'a Turns,
    rect: Rect,
}

impl Stairs<'_> {
    fn ui(&self, ui: &mut Ui, held: &mut Option<usize>, desk: &mut Desk) {
        let palette = theme::palette(ui);
        let id = ui.scope_id().with("steps");
        let response = ui.interact(self.rect, id, Sense::click_and_drag());
        let spoken = self.spoken();
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &spoken));
        self.draw(ui.painter(), palette, desk);
        if response.has_focus() {
            let outline = Stroke::new(1.5, palette.focus);
            let inside = eframe::egui::StrokeKind::Inside;
            ui.painter().rect_stroke(self.rect, theme::CELL_CORNER, outline, inside);
        }
        self.arrows(ui, &response, desk);
        let pointer = response.interact_pointer_pos().or(response.hover_pos());
        let Some(n) = pointer.and_then(|at| self.step_at(at)) else {
            return;
        };
        if let Some(weight) = self.change(n) {
            desk.focus.point_at(weight);
        }
        if response.drag_started() {
            let origin = ui.input(|input| input.pointer.press_origin());
            *held = origin.and_then(|at| self.step_at(at)).and_then(|n| self.change(n));
        }
        if response.dragged() {
            self.drag(*held, n, desk);
        }
        if response.clicked() {
            response.request_focus();
            play_to(self.arrangement, n, desk);
        }
        response.on_hover_text_at_pointer(self.told(n));
    }

    /// The width of one step.
    #[expect(clippy::cast_precision_loss, reason = "a step must be seen to be clicked")]
    fn width(&self) -> f32 {
        (self.rect.width() / (self.arrangement.order.len() + 1) as f32).min(60.0)
    }

    #[expect(clippy::cast_precision_loss, reason = "a step must be seen to be clicked")]
    fn left(&self, n: usize) -> f32 {
        self.rect.left() + self.width() * n as f32
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be within the steps"
    )]
    fn step_at(&self, at: Pos2) -> Option<usize> {
        let n = ((at.x - self.rect.left()) / self.width()).floor();
        (n >= 0.0).then_some(n as usize).filter(|n| *n <= self.arrangement.order.len())
    }

    /// The weight that is changed in step `n`; none at the start.
    fn change(&self, n: usize) -> Option<usize> {
        self.arrangement.order.get(n.checked_sub(1)?).copied()
    }

    /// How many changes have been made when `n` have had their turn.
    fn made(&self, n: usize) -> usize {
        let out = |weight: &&usize| self.arrangement.left_out.contains(weight);
        n - self.arrangement.order[..n].iter().filter(out).count()
    }

    #[expect(clippy::cast_precision_loss, reason = "at most 1,000,000 pictures")]
    fn draw(&self, painter: &Painter, palette: &Palette, desk: &Desk) {
        let width = self.width();
        let captioned = width >= CAPTIONED;
        let foot = self.rect.bottom() - if captioned { 30.0 } else { 4.0 };
        let most = self.tallies.iter().map(|t| t.matched).max().unwrap_or(0).max(1) as f32;
        let top = self.rect.top() + 15.0;
        let y = |matched: usize| foot - 2.0 - (foot - 2.0 - top) * matched as f32 / most;
        let mut before: Option<Pos2> = None;
        for n in 0..=self.arrangement.order.len() {
            let made = self.made(n);
            let matched = self.tallies[made].matched;
            let now = n == self.arrangement.played;
            let done = n <= self.arrangement.played;
            let change = self.change(n);
            let ink = if done { palette.text } else { palette.quiet };
            let (left, right) = (self.left(n), self.left(n) + width);
            let column = Rect::from_x_y_ranges(left..=right, self.rect.top()..=self.rect.bottom());
            if now || change.is_some_and(|weight| desk.focus.lights(weight)) {
                painter.rect_filled(column.shrink2(vec2(1.0, 0.0)), 3.0, palette.raised);
            }
            let line = Stroke::new(1.6, if done { palette.matched } else { palette.edge });
            let at = y(matched);
            if let Some(before) = before {
                painter.vline(left, before.y.min(at)..=before.y.max(at), line);
            }
            painter.hline(left..=right, at, line);
            before = Some(pos2(right, at));
            if width >= NUMBERED {
                let at = pos2(f32::midpoint(left, right), at - 1.0);
                let mark = if self.turns.matches[made] { theme::TICK } else { "" };
                let text = format!("{}{mark}", words::count(matched));
                let size = if width >= CAPTIONED { theme::small() } else { theme::tiny() };
                painter.text(at, Align2::CENTER_BOTTOM, text, size, ink);
            }
            if captioned {
                let text = change.map_or_else(
                    || "start".to_owned(),
                    |weight| says::short_place(self.scene.shape(), weight).replace(", ", ",\n"),
                );
                let out = change.is_some_and(|w| self.arrangement.left_out.contains(&w));
                let text = if out { "out".to_owned() } else { text };
                let at = pos2(f32::midpoint(left, right), foot + 1.0);
                painter.text(at, Align2::CENTER_TOP, text, theme::tiny(), palette.quiet);
            }
        }
    }

    /// Left and right play; Home and End go to the start and to all changes.
    fn arrows(&self, ui: &Ui, response: &Response, desk: &mut Desk) {
        if !response.has_focus() {
            return;
        }
        let escape = !self.arrangement.is_whole();
        let arrows = EventFilter { horizontal_arrows: true, escape, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (played, all) = (self.arrangement.played, self.arrangement.order.len());
        for (key, to) in [
            (Key::ArrowLeft, played.saturating_sub(1)),
            (Key::ArrowRight, (played + 1).min(all)),
            (Key::Home, 0),
            (Key::End, all),
        ] {
            if pressed(key) && to != played {
                play_to(self.arrangement, to, desk);
            }
        }
    }

    /// A change that is dragged to step `n` takes its turn there.
    fn drag(&self, held: Option<usize>, n: usize, desk: &mut Desk) {
        if let (Some(held), Some(other)) = (held, self.change(n))
            && held != other
        {
            let moved = self.arrangement.moved(held, other);
            desk.ask(Action::Outside(Effect::Imagine(Some(moved))));
        }
    }

    /// One step, in a sentence.
    fn told(&self, n: usize) -> String {
        let all = self.scene.dataset().examples.len();
        let matched = self.tallies[self.made(n)].matched;
        let score = format!("{} of {} match", words::count(matched), words::count(all));
        match self.change(n) {
            None => format!("Before any change: {score}. Click to go there."),
            Some(weight) => {
                let place = says::short_place(self.scene.shape(), weight);
                format!(
                    "After {place}: {score}. Click to play to here, drag to play it earlier or later."
                )
            }
        }
    }

    fn spoken(&self) -> String {
        let steps = (0..=self.arrangement.order.len()).map(|n| self.tallies[self.made(n)].matched);
        let steps: Vec<String> = steps.map(words::count).collect();
        let (played, all) = (self.arrangement.played, self.arrangement.order.len());
        format!("matched one by one: {}; {played} of {all} played", steps.join(", "))
    }
}
