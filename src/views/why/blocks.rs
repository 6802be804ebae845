//! Each alone beside All together: one block a change, on one scale with one label line through both.

use eframe::egui::{
    Align2, FontId, Painter, Rect, Role, Sense, Shape as Mark, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::document::words;
use crate::engine::{Criterion, Explanation};
use crate::theme::{self, Palette};
use crate::views::{Desk, Scene, says, ticks};

/// One change, or many small ones together.
#[derive(Debug, Clone, PartialEq)]
struct Block {
    /// The weights it stands for.
    weights: Vec<usize>,
    /// "row 3, col 1", or "12 others".
    caption: String,
    /// How far it moves the output.
    contribution: f64,
}

/// Above so many changes the smallest are drawn as one block.
const MOST: usize = 10;
/// A block so wide has room for its caption in one line.
const ONE_LINE: f32 = 58.0;
/// A block so wide has room for its caption in two lines.
const TWO_LINES: f32 = 32.0;
/// The height of both charts, captions included: the least and the most.
const HEIGHT: std::ops::RangeInclusive<f32> = 172.0..=232.0;

/// Draws the blocks of `explanation`; `together` says whether what they do together is known already.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    explanation: &Explanation,
    criterion: &Criterion,
    together: bool,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let height = (ui.clip_rect().height() * 0.46).clamp(*HEIGHT.start(), *HEIGHT.end());
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let blocks = blocks(scene, explanation);
    let half = (width - 24.0) / 2.0;
    let left = Rect::from_min_size(rect.min, vec2(half, height));
    let right = Rect::from_min_size(rect.min + vec2(half + 24.0, 0.0), vec2(half, height));
    let scale = Scale::new(explanation, &blocks, rect);
    let painter = ui.painter().clone();
    for (chart, title) in [(left, "Each alone"), (right, "All together")] {
        painter.text(chart.min, Align2::LEFT_TOP, title, theme::body(), palette.text);
        scale.lines(&painter, chart, palette);
    }
    let chart = Chart { explanation, criterion, scale, blocks: &blocks };
    chart.draw(ui, left, false, desk);
    if together {
        chart.draw(ui, right, true, desk);
    } else {
        let middle = pos2(right.center().x + 10.0, scale.y(explanation.label) - 36.0);
        painter.text(middle, Align2::CENTER_CENTER, "?", FontId::proportional(36.0), palette.quiet);
        let foot = pos2(right.center().x + 10.0, scale.foot);
        painter.text(
            foot,
            Align2::CENTER_TOP,
            "no test has tried it",
            theme::small(),
            palette.quiet,
        );
    }
    for chart in [left, right] {
        let y = scale.y(explanation.label);
        let label = [pos2(chart.left() + scale.gutter, y), pos2(chart.right(), y)];
        let stroke = Stroke::new(1.5, palette.text);
        painter.extend(Mark::dashed_line(&label, stroke, 5.0, 4.0));
    }
}

/// The blocks in reading order; of many, the largest and one for the rest.
fn blocks(scene: &Scene, explanation: &Explanation) -> Vec<Block> {
    let touching = &explanation.touching;
    let mut largest: Vec<usize> = (0..touching.len()).collect();
    let size = |n: usize| touching[n].contribution.abs();
    largest.sort_by(|a, b| size(*b).total_cmp(&size(*a)).then(a.cmp(b)));
    let shown = if touching.len() > MOST { MOST } else { touching.len() };
    let mut first = largest[..shown].to_vec();
    first.sort_unstable();
    let mut blocks: Vec<Block> = first
        .into_iter()
        .map(|n| Block {
            weights: vec![touching[n].weight],
            caption: says::short_place(scene.shape(), touching[n].weight),
            contribution: touching[n].contribution,
        })
        .collect();
    let rest = &largest[shown..];
    if !rest.is_empty() {
        blocks.push(Block {
            weights: rest.iter().map(|n| touching[*n].weight).collect(),
            caption: format!("{} others", rest.len()),
            contribution: rest.iter().map(|n| touching[*n].contribution).sum(),
        });
    }
    blocks
}

/// Outputs on the vertical axis of both charts.
#[derive(Debug, Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
    top: f32,
    foot: f32,
    /// Where the lowest output stands: above the foot, by more where numbers hang under blocks.
    floor: f32,
    step: f64,
    /// The room of the numbers at the axis.
    gutter: f32,
}

impl Scale {
    fn new(explanation: &Explanation, blocks: &[Block], rect: Rect) -> Self {
        let (before, label) = (explanation.before, explanation.label);
        let mut reach = vec![0.0, before, label];
        let mut so_far = before;
        for block in blocks {
            so_far += block.contribution;
            reach.extend([so_far, before + block.contribution]);
        }
        let low = reach.iter().copied().fold(f64::INFINITY, f64::min);
        let high = reach.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let span = (high - low).max(1e-9);
        let step = ticks::round_step(span, 6.0);
        let foot = rect.bottom() - 32.0;
        let hangs = blocks.iter().any(|block| block.contribution < 0.0);
        Self {
            low,
            high: high.max(low + step),
            top: rect.top() + 42.0,
            foot,
            floor: foot - if hangs { 18.0 } else { 4.0 },
            step,
            gutter: if low < 0.0 || step < 1.0 || high >= 100.0 { 38.0 } else { 22.0 },
        }
    }

    fn y(&self, output: f64) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place on screen needs no more than f32"
        )]
        let share = ((output - self.low) / (self.high - self.low)) as f32;
        self.floor - share * (self.floor - self.top)
    }

    fn lines(&self, painter: &Painter, chart: Rect, palette: &Palette) {
        let first = (self.low / self.step).ceil();
        for n in 0..20 {
            let output = (first + f64::from(n)) * self.step;
            if output > self.high + self.step * 1e-6 {
                break;
            }
            let y = self.y(output);
            let line = Stroke::new(1.0, palette.line);
            painter
                .line_segment([pos2(chart.left() + self.gutter, y), pos2(chart.right(), y)], line);
            painter.text(
                pos2(chart.left() + self.gutter - 8.0, y),
                Align2::RIGHT_CENTER,
                words::brief(output),
                theme::digits(12.0),
                palette.quiet,
            );
        }
    }
}

/// One of the two charts.
struct Chart<'a> {
    explanation: &'a Explanation,
    criterion: &'a Criterion,
    scale: Scale,
    blocks: &'a [Block],
}

impl Chart<'_> {
    /// Each block from the old output, or stacked on those before it.
    fn draw(&self, ui: &mut Ui, chart: Rect, stacked: bool, desk: &mut Desk) {
        let palette = theme::palette(ui);
        let painter = ui.painter().clone();
        #[expect(clippy::cast_precision_loss, reason = "at most eleven blocks")]
        let (count, room) =
            (self.blocks.len().max(1) as f32, chart.width() - self.scale.gutter - 2.0);
        let slot = (room / count).min(66.0);
        let mut from = self.explanation.before;
        for (n, block) in self.blocks.iter().enumerate() {
            let to = from + block.contribution;
            #[expect(clippy::cast_precision_loss, reason = "at most eleven blocks")]
            let left = chart.left() + self.scale.gutter + 3.0 + slot * n as f32;
            let (a, b) = (self.scale.y(from), self.scale.y(to));
            let rect = Rect::from_min_max(
                pos2(left + 1.5, a.min(b)),
                pos2(left + slot - 1.5, a.max(b).max(a.min(b) + 2.0)),
            );
            let label = self.explanation.label;
            let matches = self.criterion.matches(to, label);
            let id = ui.scope_id().with(("block", stacked, n));
            let response = ui.interact(rect.expand(2.0), id, Sense::hover());
            let spoken = spoken(block, from, to, matches, stacked);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
            let lit = block.weights.iter().any(|w| desk.focus.lights(*w));
            let outline = if lit {
                Stroke::new(2.5, palette.focus)
            } else {
                Stroke::new(1.2, palette.signed_line(block.contribution))
            };
            let fill = palette.signed(block.contribution).unwrap_or(palette.raised);
            painter.rect(rect, theme::CELL_CORNER, fill, outline, StrokeKind::Inside);
            if rect.height() >= 16.0 && slot >= 24.0 {
                let font = theme::digits(if slot >= 40.0 { 14.0 } else { 11.0 });
                painter.text(
                    rect.center(),
                    Align2::CENTER_CENTER,
                    words::brief_signed(block.contribution),
                    font,
                    palette.text,
                );
            }
            let (at, align) = if block.contribution < 0.0 {
                (rect.center_bottom() + vec2(0.0, 1.0), Align2::CENTER_TOP)
            } else {
                (rect.center_top() - vec2(0.0, 2.0), Align2::CENTER_BOTTOM)
            };
            if slot >= 28.0 {
                let mark = if matches {
                    theme::TICK
                } else if stacked {
                    theme::CROSS
                } else {
                    ""
                };
                let text = format!("{} {mark}", words::brief(to));
                let color = if matches {
                    palette.matched
                } else if stacked {
                    palette.missed
                } else {
                    palette.quiet
                };
                painter.text(at, align, text.trim_end(), theme::body(), color);
            }
            let foot = pos2(left + slot / 2.0, self.scale.foot + 2.0);
            if slot >= TWO_LINES {
                let caption = &block.caption;
                let text =
                    if slot >= ONE_LINE { caption.clone() } else { caption.replace(", ", ",\n") };
                painter.text(foot, Align2::CENTER_TOP, text, theme::tiny(), palette.quiet);
            }
            if response.hovered() {
                block.weights.iter().for_each(|weight| desk.focus.point_at(*weight));
            }
            response.on_hover_text(spoken);
            if stacked {
                from = to;
            }
        }
        if slot < TWO_LINES {
            let foot = pos2(chart.center().x + 10.0, self.scale.foot + 2.0);
            let others = self.blocks.last().map_or(1, |last| last.weights.len());
            let text = match others {
                1 => "in reading order; point at a block".to_owned(),
                n => format!("the {MOST} largest, then {} others", words::count(n)),
            };
            painter.text(foot, Align2::CENTER_TOP, text, theme::tiny(), palette.quiet);
        }
    }
}

/// A block, aloud.
fn spoken(block: &Block, from: f64, to: f64, matches: bool, stacked: bool) -> String {
    let verdict = if matches { "matches" } else { "no match" };
    let how = if stacked { "stacked" } else { "alone" };
    format!(
        "{}, {how}: {} from {} to {}, {verdict}",
        block.caption,
        words::signed(block.contribution),
        words::amount(from),
        words::amount(to)
    )
}
