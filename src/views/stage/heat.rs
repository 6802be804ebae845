//! A grid of many cells as a texture: one texel a cell, made anew when a colour changes.

use eframe::egui::{
    Color32, ColorImage, Painter, Rect, Stroke, StrokeKind, TextureFilter, TextureHandle,
    TextureOptions, pos2,
};

use crate::engine::Shape;
use crate::theme::{self, Palette};
use crate::views::grid::Layout;
use crate::views::scene::Version;

/// Grids of more cells are textures, where these are too small for numbers.
const DRAWN: usize = 64;
/// From this side on a line is seen between cells.
const LINED: f32 = 8.0;
/// Cells with sharp edges; where they are smaller than a pixel of the screen, their mean.
const CELLS: TextureOptions =
    TextureOptions { minification: TextureFilter::Linear, ..TextureOptions::NEAREST };

/// Whether a grid is one texture instead of one rectangle a cell.
pub fn is_one(layout: Layout) -> bool {
    layout.shape.cells() > DRAWN && layout.side < theme::READABLE_CELL
}

/// What a texture shows: of which moment, of which example, in which colours.
type Key = (Version, usize, Color32);

/// What has the full colour.
#[derive(Debug, Clone, Copy)]
pub enum Full {
    /// The largest, if it is at least this.
    Largest(f64),
    /// The strongest hundredth: a few cells far beyond all others would leave these dark.
    Strongest,
}

impl Full {
    /// From which magnitude on that is.
    fn of(self, values: impl Iterator<Item = f64>) -> f64 {
        match self {
            Self::Largest(least) => values.fold(least, |most, value| most.max(value.abs())),
            Self::Strongest => {
                let lit = values.map(f64::abs).filter(|size| *size > 0.0);
                let mut sizes: Vec<f64> = lit.collect();
                let Some(last) = sizes.len().checked_sub(1) else { return 0.0 };
                *sizes.select_nth_unstable_by(last * 99 / 100, f64::total_cmp).1
            }
        }
    }
}

/// The texture of one grid.
#[derive(Default)]
pub struct Heat {
    shows: Option<Key>,
    most: f64,
    texture: Option<(Shape, TextureHandle)>,
}

impl std::fmt::Debug for Heat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Heat").field("shows", &self.shows).finish_non_exhaustive()
    }
}

impl Heat {
    /// Draws the cells: `values` has them all, `color` makes the colour of one out of it and what has the `full` one.
    /// Returns the latter.
    pub fn ui<V: Iterator<Item = f64>>(
        &mut self,
        painter: &Painter,
        layout: Layout,
        key: (Version, usize),
        (full, values): (Full, impl Fn() -> V),
        palette: &Palette,
        color: impl Fn(f64, f64) -> Color32,
    ) -> f64 {
        let key = (key.0, key.1, palette.panel);
        if self.shows.as_ref() != Some(&key) {
            self.shows = Some(key);
            self.most = full.of(values());
            self.fill(
                painter,
                layout.shape,
                values().map(|value| color(value, self.most)).collect(),
            );
        }
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        if let Some((_, texture)) = &self.texture {
            painter.image(texture.id(), layout.rect, whole, theme::AS_IT_IS);
        }
        let line = Stroke::new(1.0, palette.edge);
        if layout.side >= LINED {
            lines(painter, layout, line);
        } else {
            // Where all is 0 it is seen that there is a grid.
            painter.rect_stroke(layout.rect, 0.0, line, StrokeKind::Outside);
        }
        self.most
    }

    fn fill(&mut self, painter: &Painter, shape: Shape, colors: Vec<Color32>) {
        let size = [shape.width, shape.height];
        let image = ColorImage { size, source_size: Layout::size(shape, 1.0), pixels: colors };
        match &mut self.texture {
            Some((of, texture)) if *of == shape => texture.set(image, CELLS),
            texture => {
                *texture = Some((shape, painter.ctx().load_texture("cells", image, CELLS)));
            }
        }
    }
}

/// The lines between cells, and around them all.
#[expect(clippy::cast_precision_loss, reason = "at most 1,024 a side")]
fn lines(painter: &Painter, Layout { rect, shape, side }: Layout, line: Stroke) {
    for column in 0..=shape.width {
        painter.vline(rect.left() + side * column as f32, rect.y_range(), line);
    }
    for row in 0..=shape.height {
        painter.hline(rect.x_range(), rect.top() + side * row as f32, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_cells_far_beyond_all_others_do_not_leave_these_dark() {
        let mut weights = vec![0.0; 600];
        (100..500).for_each(|cell| weights[cell] = if cell % 2 == 0 { 1.0 } else { -0.5 });
        weights[0] = 1e6;
        let of = |full: Full| full.of(weights.iter().copied());
        assert_eq!((of(Full::Strongest), of(Full::Largest(1.0))), (1.0, 1e6));
        let few = |full: Full| full.of([0.0, -3.0].into_iter());
        assert_eq!((few(Full::Strongest), few(Full::Largest(5.0))), (3.0, 5.0));
        assert_eq!(Full::Strongest.of(std::iter::empty()), 0.0);
    }
}
