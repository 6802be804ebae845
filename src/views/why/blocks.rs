//! Each alone beside All together: one block a change, on one scale with one label line through both.
//!
//! After a round a block that is clicked is left out, and taken back when it is clicked again; dragged to another
//! place in the stack it is played in another order. Both are trials.

mod chart;
mod scale;

use eframe::egui::{Align2, FontId, Rect, Sense, Shape as Mark, Stroke, Ui, pos2, vec2};

use self::chart::{Chart, Look};
use self::scale::Scale;
use crate::engine::{Arrangement, Criterion, Explanation};
use crate::theme;
use crate::views::{Desk, Scene, says};

/// One change, or many small ones together.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The weights it stands for.
    weights: Vec<usize>,
    /// "row 3, col 1", or "12 others".
    caption: String,
    /// How far it moves the output.
    contribution: f64,
    /// How far it moves the output as the changes are arranged.
    made: f64,
    /// Whether it is made, waits for its turn, or is left out.
    look: Look,
}

/// The most blocks of one change each, where there is room: the smallest changes share one more.
const MOST: usize = 10;
/// The most room that the numbers at the axis take.
const GUTTER: f32 = 38.0;
/// The height of both charts, captions included: the least and the most.
const HEIGHT: std::ops::RangeInclusive<f32> = 140.0..=232.0;

/// Draws the blocks of `explanation`; `arrangement` tells how the changes are arranged, once they are applied.
pub fn ui(
    ui: &mut Ui,
    scene: &Scene,
    explanation: &Explanation,
    criterion: &Criterion,
    arrangement: Option<&Arrangement>,
    desk: &mut Desk,
) {
    let palette = theme::palette(ui);
    let width = ui.available_width();
    let height = (ui.clip_rect().height() * 0.262).clamp(*HEIGHT.start(), *HEIGHT.end());
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let half = (width - 24.0) / 2.0;
    let alone = blocks(scene, explanation, arrangement, chart::room(half));
    let stacked = in_order(&alone, arrangement);
    let left = Rect::from_min_size(rect.min, vec2(half, height));
    let right = Rect::from_min_size(rect.min + vec2(half + 24.0, 0.0), vec2(half, height));
    let reach = [explanation.before, explanation.label]
        .into_iter()
        .chain(alone.iter().map(|block| explanation.before + block.contribution))
        .chain(reached(explanation.before, alone.iter().map(|block| block.contribution)))
        .chain(reached(explanation.before, stacked.iter().map(|block| block.made)));
    let painter = ui.painter().clone();
    let wraps = chart::wraps(&painter, &alone, chart::slot(half, alone.len(), GUTTER));
    let scale = Scale::new(reach, &alone, rect, if wraps { 32.0 } else { 18.0 });
    for (chart, title) in [(left, "Each alone"), (right, "All together")] {
        painter.text(chart.min, Align2::LEFT_TOP, title, theme::body(), palette.text);
        scale.lines(&painter, chart, palette);
    }
    let of = |blocks, stacked| Chart {
        explanation,
        criterion,
        scale,
        blocks,
        wraps,
        stacked,
        arrangement,
    };
    of(&alone, false).draw(ui, left, desk);
    if arrangement.is_some() {
        of(&stacked, true).draw(ui, right, desk);
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

/// The outputs that changes one after the other lead through.
fn reached(before: f64, changes: impl Iterator<Item = f64>) -> impl Iterator<Item = f64> {
    changes.scan(before, |output, change| {
        *output += change;
        Some(*output)
    })
}

/// The blocks in reading order; of more than there is `room` for, the largest and one for the rest.
fn blocks(
    scene: &Scene,
    explanation: &Explanation,
    arrangement: Option<&Arrangement>,
    room: usize,
) -> Vec<Block> {
    let touching = &explanation.touching;
    let mut largest: Vec<usize> = (0..touching.len()).collect();
    let size = |n: usize| touching[n].contribution.abs();
    largest.sort_by(|a, b| size(*b).total_cmp(&size(*a)).then(a.cmp(b)));
    let shown = if touching.len() <= room { touching.len() } else { room - 1 }.min(MOST);
    let mut first = largest[..shown].to_vec();
    first.sort_unstable();
    let block = |members: &[usize], caption: String| {
        let is_made = |n: usize| arrangement.is_none_or(|a| a.makes(touching[n].weight));
        let is_out =
            |n: &usize| arrangement.is_some_and(|a| a.left_out.contains(&touching[*n].weight));
        let made = || members.iter().filter(|n| is_made(**n));
        Block {
            weights: members.iter().map(|n| touching[*n].weight).collect(),
            caption,
            contribution: members.iter().map(|n| touching[*n].contribution).sum(),
            made: made().map(|n| touching[*n].contribution).sum(),
            look: if made().next().is_some() {
                Look::Made
            } else if members.iter().all(is_out) {
                Look::LeftOut
            } else {
                Look::Waiting
            },
        }
    };
    let mut blocks: Vec<Block> = first
        .into_iter()
        .map(|n| block(&[n], says::short_place(scene.shape(), touching[n].weight)))
        .collect();
    let rest = &largest[shown..];
    if !rest.is_empty() {
        blocks.push(block(rest, format!("{} others", rest.len())));
    }
    blocks
}

/// The blocks in the order in which their changes are played; one of many changes comes last.
fn in_order(blocks: &[Block], arrangement: Option<&Arrangement>) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    if let Some(arrangement) = arrangement {
        blocks.sort_by_key(|block| match block.weights.as_slice() {
            [weight] => arrangement.order.iter().position(|other| other == weight),
            _ => Some(usize::MAX),
        });
    }
    blocks
}
