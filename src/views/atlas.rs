//! Pictures in small, as parts of a few textures: each is drawn once, when it is first in sight, and then is one
//! rectangle a frame instead of one a pixel.
//!
//! The textures are memory of egui's, like those of letters: whatever draws pictures in small shares them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{
    Color32, ColorImage, Context, Id, Painter, Rect, TextureHandle, TextureId, TextureOptions,
    Vec2, pos2, vec2,
};

use crate::engine::{Example, Shape};
use crate::theme::{self, Palette};

/// The side of a page, in texels.
const PAGE: usize = 512;
/// The most pages: 8 MB. After that the oldest is filled anew.
const PAGES: usize = 8;
/// Sharp, as a picture is drawn in the pixels of the screen.
const SHARP: TextureOptions = TextureOptions::NEAREST;

/// Paints a picture into `rect` from its texture. False where there is no room for it in one.
pub fn paint(
    painter: &Painter,
    rect: Rect,
    example: &Arc<Example>,
    shape: Shape,
    palette: &Palette,
) -> bool {
    let ctx = painter.ctx();
    let scale = ctx.pixels_per_point();
    let rect = Rect::from_min_size(
        (rect.min * scale).round() / scale,
        (rect.size() * scale).round().max(Vec2::splat(1.0)) / scale,
    );
    let size = [texels(rect.width() * scale), texels(rect.height() * scale)];
    if size.iter().any(|side| *side > PAGE / 2) {
        return false;
    }
    let id = Id::unique("pictures in small");
    let shared = ctx.data_mut(|data| {
        let shared: &mut Arc<Mutex<Atlas>> = data.get_temp_mut_or_default(id);
        Arc::clone(shared)
    });
    let mut atlas = shared.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((texture, at)) = atlas.place(ctx, example, size, shape, palette) else {
        return false;
    };
    #[expect(clippy::cast_precision_loss, reason = "places on a page are small")]
    let uv = |x: usize, y: usize| pos2(x as f32, y as f32) / PAGE as f32;
    let uv = Rect::from_min_max(uv(at[0], at[1]), uv(at[0] + size[0], at[1] + size[1]));
    painter.image(texture, rect, uv, theme::AS_IT_IS);
    true
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place on screen is small and not below 0"
)]
fn texels(length: f32) -> usize {
    length.round() as usize
}

/// What is drawn into a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    /// Where the picture lies in memory. One that is edited lies elsewhere.
    example: usize,
    size: [usize; 2],
}

#[derive(Default)]
struct Atlas {
    pages: Vec<Page>,
    /// The page that is being filled.
    filling: usize,
    places: HashMap<Key, Place>,
    /// Which colours the pages are in.
    look: Option<(Color32, Color32)>,
}

struct Page {
    texture: TextureHandle,
    /// The left end of what is free in the row that is being filled, its top, and its height.
    free: [usize; 3],
    /// The frame in which a picture of it was drawn last.
    used: u64,
}

struct Place {
    page: usize,
    at: [usize; 2],
    /// Keeps the picture where it is, so that no other comes to lie there.
    _example: Arc<Example>,
}

impl Atlas {
    /// Where a picture stands, drawn there if it was not yet.
    fn place(
        &mut self,
        ctx: &Context,
        example: &Arc<Example>,
        size: [usize; 2],
        shape: Shape,
        palette: &Palette,
    ) -> Option<(TextureId, [usize; 2])> {
        let look = (palette.unlit, palette.lit);
        if self.look != Some(look) {
            *self = Self { look: Some(look), ..Self::default() };
        }
        let frame = ctx.cumulative_frame_nr();
        let key = Key { example: Arc::as_ptr(example).addr(), size };
        if !self.places.contains_key(&key) {
            let (page, at) = self.room(ctx, frame, size)?;
            let image = image(example, shape, size, palette);
            self.pages[page].texture.set_partial(at, image, SHARP);
            let place = Place { page, at, _example: Arc::clone(example) };
            self.places.insert(key.clone(), place);
        }
        let place = &self.places[&key];
        let page = &mut self.pages[place.page];
        page.used = frame;
        Some((page.texture.id(), place.at))
    }

    /// Room for a picture: on the page that is being filled, on a new one, or on the oldest, whose pictures are let
    /// go unless they are in sight.
    fn room(&mut self, ctx: &Context, frame: u64, size: [usize; 2]) -> Option<(usize, [usize; 2])> {
        if let Some(at) = self.pages.get_mut(self.filling).and_then(|page| page.take(size)) {
            return Some((self.filling, at));
        }
        if self.pages.len() < PAGES {
            let blank = ColorImage::filled([PAGE, PAGE], Color32::TRANSPARENT);
            let texture = ctx.load_texture("pictures in small", blank, SHARP);
            self.pages.push(Page { texture, free: [0; 3], used: frame });
            self.filling = self.pages.len() - 1;
        } else {
            self.filling = (self.filling + 1) % PAGES;
            if self.pages[self.filling].used == frame {
                return None;
            }
            self.places.retain(|_, place| place.page != self.filling);
            self.pages[self.filling].free = [0; 3];
        }
        let at = self.pages[self.filling].take(size)?;
        Some((self.filling, at))
    }
}

impl Page {
    /// The next free place of this size: beside the last one, or in a row below.
    fn take(&mut self, [width, height]: [usize; 2]) -> Option<[usize; 2]> {
        let [left, top, high] = &mut self.free;
        if *left + width > PAGE {
            (*left, *top, *high) = (0, *top + *high, 0);
        }
        if *top + height > PAGE {
            return None;
        }
        let at = [*left, *top];
        *left += width;
        *high = height.max(*high);
        Some(at)
    }
}

/// A picture in so many texels, each the mean of what it covers.
fn image(example: &Example, shape: Shape, size: [usize; 2], palette: &Palette) -> ColorImage {
    let most = example.pixels.iter().fold(0.0_f64, |most, pixel| most.max(pixel.abs()));
    let columns = spans(shape.width, size[0]);
    let rows = spans(shape.height, size[1]);
    let mut colors = Vec::with_capacity(size[0] * size[1]);
    for row in &rows {
        for column in &columns {
            let mut mean = 0.0;
            for (y, down) in row {
                for (x, across) in column {
                    mean += example.pixels[y * shape.width + x].abs() * down * across;
                }
            }
            colors.push(palette.pixel(if most > 0.0 { mean / most } else { 0.0 }));
        }
    }
    ColorImage { size, source_size: size_of(size), pixels: colors }
}

#[expect(clippy::cast_precision_loss, reason = "at most a page")]
fn size_of([width, height]: [usize; 2]) -> Vec2 {
    vec2(width as f32, height as f32)
}

/// For each of `texels` the cells that it covers, each with its share; the shares of one add up to 1.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most 1,024 a side"
)]
fn spans(cells: usize, texels: usize) -> Vec<Vec<(usize, f64)>> {
    let each = cells as f64 / texels as f64;
    let span = |texel: usize| {
        let (from, to) = (texel as f64 * each, (texel + 1) as f64 * each);
        let last = (to.ceil() as usize).min(cells);
        let covered = |cell: usize| (to.min(cell as f64 + 1.0) - from.max(cell as f64)) / each;
        (from as usize..last).map(|cell| (cell, covered(cell))).collect()
    };
    (0..texels).map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texels_cover_all_cells_evenly() {
        for (cells, texels) in [(28, 30), (28, 60), (28, 28), (28, 9), (1024, 30), (3, 2), (1, 7)] {
            let spans = spans(cells, texels);
            assert_eq!(spans.len(), texels);
            for span in &spans {
                let sum: f64 = span.iter().map(|(_, share)| share).sum();
                assert!((sum - 1.0).abs() < 1e-9, "{cells} in {texels}: {sum}");
                assert!(span.iter().all(|(cell, share)| *cell < cells && *share >= 0.0));
            }
            let seen: std::collections::BTreeSet<usize> =
                spans.iter().flatten().map(|(cell, _)| *cell).collect();
            assert_eq!(seen.len(), cells, "{cells} in {texels}");
        }
    }

    #[test]
    fn places_do_not_overlap_and_pages_fill_up() {
        let ctx = Context::default();
        let blank = ColorImage::filled([1, 1], Color32::TRANSPARENT);
        let texture = ctx.load_texture("page", blank, SHARP);
        let mut page = Page { texture, free: [0; 3], used: 0 };
        let mut taken: Vec<([usize; 2], [usize; 2])> = Vec::new();
        for size in [[30, 32], [60, 20], [200, 90]].into_iter().cycle() {
            let Some(at) = page.take(size) else { break };
            assert!(at[0] + size[0] <= PAGE && at[1] + size[1] <= PAGE);
            for (other, extent) in &taken {
                let apart = |n: usize| at[n] >= other[n] + extent[n] || other[n] >= at[n] + size[n];
                assert!(apart(0) || apart(1), "{at:?} {other:?}");
            }
            taken.push((at, size));
        }
        assert!(taken.len() > 20);
    }

    #[test]
    fn memory_is_bounded_and_what_is_in_sight_stays() {
        let ctx = Context::default();
        let palette = *theme::of_theme(true);
        let shape = Shape { width: 10, height: 10 };
        let example =
            || Arc::new(Example { name: String::new(), label: 1.0, pixels: vec![0.5; 100].into() });
        let mut atlas = Atlas::default();
        let first = example();
        let mut place = |example: &Arc<Example>| {
            atlas.place(&ctx, example, [100, 100], shape, &palette).map(|(_, at)| at)
        };
        let at = place(&first);
        assert!(at.is_some());
        let drawn = (0..1000).filter(|_| place(&example()).is_some()).count();
        // All in one frame: what is in sight is not drawn over, the rest is drawn by its pixels.
        assert_eq!(drawn, PAGES * 25 - 1);
        assert_eq!(place(&first), at);
        assert_eq!(atlas.pages.len(), PAGES);
        assert_eq!(atlas.places.len(), PAGES * 25);
    }
}
