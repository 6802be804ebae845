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
    /// Draws the cells: `values` has them all, `color` makes the colour of one out of it and the largest there is,
    /// `least` at least. Returns the largest.
    pub fn ui<V: Iterator<Item = f64>>(
        &mut self,
        painter: &Painter,
        layout: Layout,
        key: (Version, usize),
        (least, values): (f64, impl Fn() -> V),
        palette: &Palette,
        color: impl Fn(f64, f64) -> Color32,
    ) -> f64 {
        let key = (key.0, key.1, palette.panel);
        if self.shows.as_ref() != Some(&key) {
            self.shows = Some(key);
            self.most = values().fold(least, |most, value| most.max(value.abs()));
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
        let line = Stroke::new(1.0, palette.line);
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
