//! The outputs on the vertical axis of both charts.

use eframe::egui::{Align2, Painter, Rect, Stroke, pos2};

use super::{Block, GUTTER};
use crate::document::words;
use crate::theme::{self, Palette};
use crate::views::ticks;

/// One scale for both charts.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    low: f64,
    high: f64,
    top: f32,
    /// Where the captions of the blocks begin.
    pub foot: f32,
    /// Where the lowest output stands: above the foot, by more where numbers hang under blocks.
    floor: f32,
    step: f64,
    /// The room of the numbers at the axis.
    pub gutter: f32,
}

impl Scale {
    /// A scale that has room for every one of `outputs`, for `blocks`, and for their `captions` at the foot of `rect`.
    pub fn new(
        outputs: impl Iterator<Item = f64>,
        blocks: &[Block],
        rect: Rect,
        captions: f32,
    ) -> Self {
        let (low, high) = outputs
            .fold((0.0_f64, 0.0_f64), |(low, high), output| (low.min(output), high.max(output)));
        let span = (high - low).max(1e-9);
        let (top, foot) = (rect.top() + 42.0, rect.bottom() - captions);
        // A line needs the height of its number.
        let lines = f64::from((foot - top) / 18.0).clamp(2.0, 6.0);
        let step = ticks::round_step(span, lines);
        let hangs = blocks.iter().any(|block| block.contribution < 0.0);
        Self {
            low,
            high: high.max(low + step),
            top,
            foot,
            floor: foot - if hangs { 18.0 } else { 4.0 },
            step,
            gutter: if low < 0.0 || step < 1.0 || high >= 100.0 { GUTTER } else { 22.0 },
        }
    }

    /// Where an output stands on screen.
    pub fn y(&self, output: f64) -> f32 {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a place on screen needs no more than f32"
        )]
        let share = ((output - self.low) / (self.high - self.low)) as f32;
        self.floor - share * (self.floor - self.top)
    }

    /// Draws the lines of one chart, each with its output.
    pub fn lines(&self, painter: &Painter, chart: Rect, palette: &Palette) {
        let first = (self.low / self.step).ceil();
        for n in 0..20 {
            let output = (first + f64::from(n)) * self.step;
            if output > self.high + self.step * 1e-6 {
                break;
            }
            let y = self.y(output);
            let line = Stroke::new(1.0, palette.edge);
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
