//! Grids of cells on paper.

use super::sheet::{Align, CAPTION, LEFT, QUIET, Sheet};
use crate::document::words::{brief, brief_signed, exact, signed};
use crate::engine::Shape;
use crate::paper::{self, Area, Point};

/// So many characters stand in a cell.
const FEW: usize = 5;

/// A number in a cell: in full where it is short.
pub fn short(value: f64) -> String {
    let text = exact(value);
    if text.chars().count() <= FEW { text } else { brief(value) }
}

/// The same with a plus sign in front of what is above 0.
pub fn short_signed(value: f64) -> String {
    let text = signed(value);
    if text.chars().count() <= FEW { text } else { brief_signed(value) }
}

/// Cells in rows, from an upper left corner on.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    pub at: Point,
    pub shape: Shape,
    /// The side of a cell.
    pub side: f32,
}

impl Grid {
    #[expect(clippy::cast_precision_loss, reason = "at most 16 a side")]
    pub fn size(shape: Shape, side: f32) -> [f32; 2] {
        [shape.width as f32 * side, shape.height as f32 * side]
    }

    #[expect(clippy::cast_precision_loss, reason = "at most 16 a side")]
    pub fn cell(&self, cell: usize) -> Area {
        let (row, column) = self.shape.place(cell);
        let min = [self.at[0] + column as f32 * self.side, self.at[1] + row as f32 * self.side];
        Area::new(min, self.side, self.side)
    }

    /// The size of its digits, in points.
    pub fn digits(&self) -> f32 {
        (self.side * 1.25).clamp(6.0, 12.0)
    }

    /// What stands above it.
    pub fn caption(&self, sheet: &mut Sheet, text: &str) {
        let [width, _] = Self::size(self.shape, self.side);
        // Above a narrow grid at the left edge it keeps to the margin.
        let half = paper::width(CAPTION.1, text) / 2.0;
        let at = [(self.at[0] + width / 2.0).max(LEFT + half), self.at[1] - 1.6];
        sheet.text(at, Align::Center, CAPTION, text);
    }

    /// Pixels: the further from 0, the darker, but never so dark that the number is lost.
    pub fn pixels(&self, sheet: &mut Sheet, pixels: &[f64]) {
        /// The gray of the strongest pixel.
        const DARKEST: f32 = 0.72;
        let most = pixels.iter().fold(0.0_f64, |most, pixel| most.max(pixel.abs()));
        for (cell, &pixel) in pixels.iter().enumerate() {
            #[expect(clippy::cast_possible_truncation, reason = "a gray")]
            let share = if most > 0.0 { (pixel.abs() / most) as f32 } else { 0.0 };
            let fill = (pixel != 0.0).then_some(1.0 - share * (1.0 - DARKEST));
            sheet.outline(self.cell(cell), fill);
            let gray = if pixel == 0.0 { QUIET } else { 0.0 };
            sheet.given(self.cell(cell), self.digits(), gray, &short(pixel));
        }
    }

    /// Weights that are given.
    pub fn weights(&self, sheet: &mut Sheet, weights: &[f64]) {
        for (cell, &weight) in weights.iter().enumerate() {
            sheet.outline(self.cell(cell), None);
            let gray = if weight == 0.0 { QUIET } else { 0.0 };
            sheet.given(self.cell(cell), self.digits(), gray, &short_signed(weight));
        }
    }

    /// Numbers to be filled in.
    pub fn blanks(&self, sheet: &mut Sheet, values: &[f64]) {
        for (cell, &value) in values.iter().enumerate() {
            sheet.blank(self.cell(cell), self.digits(), &short_signed(value));
        }
    }
}
