//! Where the cells of a grid stand.

use eframe::egui::{Pos2, Rect, Vec2, vec2};

use crate::engine::Shape;
use crate::theme;

/// Where the cells of a grid stand.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// The whole grid.
    pub rect: Rect,
    /// Columns and rows.
    pub shape: Shape,
    /// The side of a cell, gap included.
    pub side: f32,
}

impl Layout {
    /// The smallest digits that are read, in points.
    pub const SMALLEST: f32 = 7.0;

    /// A grid with its top left corner at `min`.
    #[must_use]
    pub fn new(min: Pos2, shape: Shape, side: f32) -> Self {
        Self { rect: Rect::from_min_size(min, Self::size(shape, side)), shape, side }
    }

    /// How large a grid is.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
    pub fn size(shape: Shape, side: f32) -> Vec2 {
        vec2(shape.width as f32, shape.height as f32) * side
    }

    /// Where a cell stands.
    #[must_use]
    pub fn cell(&self, cell: usize) -> Rect {
        let gap = if self.side >= theme::READABLE_CELL { 1.0 } else { 0.0 };
        self.target(cell).shrink(gap)
    }

    /// For how many of the smallest digits a cell has room beside a sign.
    #[must_use]
    pub fn letters(&self) -> usize {
        theme::letters(self.side - 2.0, Self::SMALLEST)
    }

    /// Where a cell is pressed: up to its neighbours, the gap included.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
    pub fn target(&self, cell: usize) -> Rect {
        let (row, column) = self.shape.place(cell);
        let min = self.rect.min + vec2(column as f32, row as f32) * self.side;
        Rect::from_min_size(min, Vec2::splat(self.side))
    }

    /// The cell at a point.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the point is inside the grid"
    )]
    pub fn at(&self, point: Pos2) -> Option<usize> {
        if !self.rect.contains(point) {
            return None;
        }
        let offset = (point - self.rect.min) / self.side;
        let column = (offset.x as usize).min(self.shape.width - 1);
        let row = (offset.y as usize).min(self.shape.height - 1);
        Some(row * self.shape.width + column)
    }
}
