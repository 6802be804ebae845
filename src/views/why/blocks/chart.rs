//! One of the two charts: the blocks side by side, or stacked, and what a click or a drag does to them.

use eframe::egui::{
    Align2, EventFilter, FontId, Key, Modifiers, Painter, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::scale::Scale;
use super::{Block, GUTTER};
use crate::document::{Action, Effect, words};
use crate::engine::{Arrangement, Criterion, Explanation};
use crate::theme::{self, Palette};
use crate::views::{Desk, picture, text};

/// How a block looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Its change is made.
    Made,
    /// Its turn has not come.
    Waiting,
    /// It stays out.
    LeftOut,
}

/// A block so wide has room for its caption, in two lines at least.
const TWO_LINES: f32 = 32.0;

/// The room of the title above a chart.
const TITLE: f32 = 18.0;

/// The width of one of so many blocks, with its gaps, in a chart of this width.
pub fn slot(width: f32, blocks: usize, gutter: f32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "at most eleven blocks")]
    let count = blocks.max(1) as f32;
    ((width - gutter - 2.0) / count).min(66.0)
}

/// Whether a caption of one of these blocks needs two lines under slots of this width.
pub fn wraps(painter: &Painter, blocks: &[Block], slot: f32) -> bool {
    let width = |block: &Block| text::width(painter, &block.caption, &theme::tiny());
    blocks.iter().any(|block| width(block) + 2.0 > slot)
}

/// How many blocks a chart of this width has room for, each wide enough to be pressed.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few blocks")]
pub fn room(width: f32) -> usize {
    (((width - GUTTER - 2.0) / theme::TARGET) as usize).max(2)
}

/// One of the two charts.
pub struct Chart<'a> {
    pub explanation: &'a Explanation,
    pub criterion: &'a Criterion,
    pub scale: Scale,
    pub blocks: &'a [Block],
    /// Whether captions are written in two lines.
    pub wraps: bool,
    /// Whether each block stands on those before it, or all on the old output.
    pub stacked: bool,
    /// How the changes are arranged, once they are applied.
    pub arrangement: Option<&'a Arrangement>,
}

/// One block where it stands.
struct Standing<'a> {
    block: &'a Block,
    rect: Rect,
    slot: f32,
    to: f64,
    matches: bool,
}

impl Chart<'_> {
    /// Draws the blocks, each from the old output, or stacked on those before it.
    pub fn draw(&self, ui: &mut Ui, chart: Rect, desk: &mut Desk) {
        let palette = theme::palette(ui);
        let painter = ui.painter().clone();
        let slot = self.slot(chart);
        let mut from = self.explanation.before;
        for (n, block) in self.blocks.iter().enumerate() {
            let size = if block.look == Look::Made { block.made } else { block.contribution };
            let to = from + size;
            let left = self.left(chart, slot, n);
            let (a, b) = (self.scale.y(from), self.scale.y(to));
            let rect = Rect::from_min_max(
                pos2(left + 1.5, a.min(b)),
                pos2(left + slot - 1.5, a.max(b).max(a.min(b) + 2.0)),
            );
            let matches = self.criterion.matches(to, self.explanation.label);
            let standing = Standing { block, rect, slot, to, matches };
            // A flat block is pressed above it and below it too.
            let column = Rect::from_x_y_ranges(
                left..=left + slot,
                chart.top() + TITLE..=self.scale.foot.max(rect.max.y),
            );
            let id = ui.scope_id().with(("block", self.stacked, block.weights.first()));
            let sense =
                if self.arrangement.is_some() { Sense::click_and_drag() } else { Sense::hover() };
            let response = ui.interact(column, id, sense);
            let spoken = self.spoken(block, from, to, matches);
            response.widget_info(|| match self.arrangement {
                Some(_) => {
                    WidgetInfo::selected(Role::Button, true, block.look == Look::Made, &spoken)
                }
                None => WidgetInfo::labeled(Role::Label, true, &spoken),
            });
            let lit = block.weights.iter().any(|w| desk.focus.lights(*w)) || response.has_focus();
            self.block_ui(&painter, &standing, lit, palette);
            if slot >= TWO_LINES {
                let foot = pos2(left + slot / 2.0, self.scale.foot + 2.0);
                let caption = &block.caption;
                let text = if self.wraps { caption.replace(", ", ",\n") } else { caption.clone() };
                painter.text(foot, Align2::CENTER_TOP, text, theme::tiny(), palette.quiet);
            }
            if response.hovered() || response.dragged() {
                block.weights.iter().for_each(|weight| desk.focus.point_at(*weight));
            }
            self.rearrange(ui, chart, n, &response, desk);
            let told = match (self.arrangement, self.stacked) {
                (None, _) => spoken,
                (Some(_), false) => format!("{spoken}. Click: leave it out, or take it back."),
                (Some(_), true) => {
                    format!("{spoken}. Click: leave it out, or take it back. Drag: another order.")
                }
            };
            response.on_hover_text(told);
            if self.stacked && block.look == Look::Made {
                from = to;
            }
        }
        if slot < TWO_LINES {
            let foot = pos2(chart.center().x + 10.0, self.scale.foot + 2.0);
            let others = self.blocks.iter().map(|block| block.weights.len()).max().unwrap_or(1);
            let text = match others {
                1 => "in reading order; point at a block".to_owned(),
                n => {
                    let largest = self.blocks.len() - 1;
                    format!("the {largest} largest, then {} others", words::count(n))
                }
            };
            painter.text(foot, Align2::CENTER_TOP, text, theme::tiny(), palette.quiet);
        }
    }

    /// The width of a block with its gaps.
    fn slot(&self, chart: Rect) -> f32 {
        slot(chart.width(), self.blocks.len(), self.scale.gutter)
    }

    #[expect(clippy::cast_precision_loss, reason = "at most eleven blocks")]
    fn left(&self, chart: Rect, slot: f32, n: usize) -> f32 {
        chart.left() + self.scale.gutter + 3.0 + slot * n as f32
    }

    fn block_ui(&self, painter: &Painter, of: &Standing, lit: bool, palette: &Palette) {
        let Standing { block, rect, slot, to, matches } = *of;
        let outline = if lit {
            Stroke::new(2.5, palette.focus)
        } else {
            Stroke::new(1.2, palette.signed_line(block.contribution))
        };
        let made = block.look == Look::Made;
        if made {
            let fill = palette.signed(block.contribution).unwrap_or(palette.raised);
            painter.rect(rect, theme::CELL_CORNER, fill, outline, StrokeKind::Inside);
        } else {
            picture::dashed(painter, rect, outline);
        }
        let shown = if made { block.made } else { block.contribution };
        if rect.height() >= 16.0 && slot >= 24.0 {
            let size = if slot >= 40.0 { 14.0 } else { 11.0 };
            let color = if made { palette.text } else { palette.quiet };
            let text = words::signed_within(shown, theme::letters(slot, size));
            painter.text(rect.center(), Align2::CENTER_CENTER, text, theme::digits(size), color);
        }
        if slot < 28.0 {
            return;
        }
        let (at, align) = if block.contribution < 0.0 {
            (rect.center_bottom() + vec2(0.0, 1.0), Align2::CENTER_TOP)
        } else {
            (rect.center_top() - vec2(0.0, 2.0), Align2::CENTER_BOTTOM)
        };
        // A mark takes two.
        let fits =
            |font: &FontId| words::within(to, theme::letters(slot, font.size).saturating_sub(2));
        let number = fits(&theme::body());
        let (font, number) = if number == words::brief(to) {
            (theme::body(), number)
        } else {
            (theme::tiny(), fits(&theme::tiny()))
        };
        let (text, color) = match (block.look, matches) {
            (Look::LeftOut, _) => ("out".to_owned(), palette.quiet),
            (Look::Waiting, _) => ("next".to_owned(), palette.quiet),
            (Look::Made, true) => (format!("{number} {}", theme::TICK), palette.matched),
            (Look::Made, false) if self.stacked => {
                (format!("{number} {}", theme::CROSS), palette.missed)
            }
            (Look::Made, false) => (number, palette.quiet),
        };
        painter.text(at, align, text, font, color);
    }

    /// A click leaves a change out or takes it back; a drag, or Shift with an arrow, changes the order.
    fn rearrange(&self, ui: &Ui, chart: Rect, n: usize, response: &Response, desk: &mut Desk) {
        let Some(arrangement) = self.arrangement else {
            return;
        };
        let block = &self.blocks[n];
        if response.clicked() {
            let toggled = arrangement.toggled(&block.weights);
            desk.ask(Action::Outside(Effect::Imagine(Some(toggled))));
        }
        if response.has_focus() {
            // The arrows reorder, and Escape takes all back in: the keyboard stays here.
            let escape = !arrangement.is_whole();
            let keys =
                EventFilter { horizontal_arrows: self.stacked, escape, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
        }
        if !self.stacked || block.weights.len() != 1 {
            return;
        }
        let target = if response.dragged() {
            let slot = self.slot(chart);
            let pointer = response.interact_pointer_pos();
            pointer.and_then(|at| {
                (0..self.blocks.len()).find(|m| {
                    let left = self.left(chart, slot, *m);
                    (left..left + slot).contains(&at.x)
                })
            })
        } else if response.has_focus() {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
            match (pressed(Key::ArrowLeft), pressed(Key::ArrowRight)) {
                (true, _) => n.checked_sub(1),
                (_, true) => Some(n + 1),
                _ => None,
            }
        } else {
            None
        };
        let place_of = target.and_then(|m| self.blocks.get(m)).map(|block| &block.weights);
        if let (Some(&[other]), &[weight]) = (place_of.map(Vec::as_slice), block.weights.as_slice())
            && other != weight
        {
            let moved = arrangement.moved(weight, other);
            desk.ask(Action::Outside(Effect::Imagine(Some(moved))));
        }
    }

    /// A block, aloud.
    fn spoken(&self, block: &Block, from: f64, to: f64, matches: bool) -> String {
        let verdict = match block.look {
            Look::Made if matches => "matches",
            Look::Made => "no match",
            Look::Waiting => "not played yet",
            Look::LeftOut => "left out",
        };
        let how = if self.stacked { "stacked" } else { "alone" };
        format!(
            "{}, {how}: {} from {} to {}, {verdict}",
            block.caption,
            words::signed(to - from),
            words::amount(from),
            words::amount(to)
        )
    }
}
