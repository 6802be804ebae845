//! A dataset as one picture.

use std::sync::Arc;

use ::png::{BitDepth, ColorType, Encoder, EncodingError};

use super::grid::NOTE;
use super::{Grid, Limit};
use crate::engine::{Dataset, Example, Shape, number};

/// All examples of a dataset side by side in one gray picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The PNG file.
    pub bytes: Vec<u8>,
    /// How it is cut. The file says so too, and what black and white stand for.
    pub grid: Grid,
    /// The pixel that is black.
    pub black: f64,
    /// The pixel that is white.
    pub white: f64,
    /// Whether every pixel can be told from its gray. Otherwise it is rounded to one of 256 grays.
    pub is_exact: bool,
}

/// Why a dataset makes no sheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It has no examples.
    #[error(
        "there are no pictures, and a PNG file holds at least one. Save as .csv or .json instead."
    )]
    Empty,
    /// The sheet would be larger than is read.
    #[error(
        "the sheet would have {width} x {height} pixels, and one may have {} a side and {} in all. \
         Save as .idx, .csv or .json instead.",
        Limit::SHEET.side, Limit::SHEET.pixels
    )]
    TooLarge {
        /// Columns of pixels.
        width: usize,
        /// Rows of pixels.
        height: usize,
    },
    /// It could not be packed.
    #[error("the sheet could not be packed: {0}. Save as .idx, .csv or .json instead.")]
    Packing(String),
}

/// Draws all examples in reading order, as square as they fit; cells behind the last one are black.
///
/// Pixels that are all 0 or 1 become black and white, so that any threshold gives them back; whole ones from 0 to 255 become the
/// gray of that number; any others are spread from black, the smallest, to white, the largest. Labels and names are lost:
/// whoever offers this says so.
///
/// # Errors
/// When there are no examples, or too many.
pub fn sheet(dataset: &Dataset) -> Result<Sheet, Unfit> {
    let pictures = dataset.examples.len();
    let cell = dataset.shape;
    if pictures == 0 {
        return Err(Unfit::Empty);
    }
    let columns = columns(pictures, cell);
    let width = columns * cell.width;
    let height = pictures.div_ceil(columns) * cell.height;
    let Limit { side, pixels } = Limit::SHEET;
    if width.max(height) > side || width * height > pixels {
        return Err(Unfit::TooLarge { width, height });
    }
    let scale = Scale::of(&dataset.examples);
    let mut grays = vec![0; width * height];
    let mut is_exact = true;
    for (i, example) in dataset.examples.iter().enumerate() {
        let corner = i / columns * cell.height * width + i % columns * cell.width;
        for (row, line) in example.pixels.to_vec().chunks(cell.width).enumerate() {
            for (gray, pixel) in grays[corner + row * width..].iter_mut().zip(line) {
                *gray = scale.gray(*pixel);
                is_exact &= scale.pixel(*gray) == *pixel;
            }
        }
    }
    let grid = Grid { cell, pictures };
    let Scale { black, white } = scale;
    let note = grid.note(&number(black), &number(white));
    let bytes = packed(&grays, Shape { width, height }, &note)
        .map_err(|failed| Unfit::Packing(failed.to_string()))?;
    Ok(Sheet { bytes, grid, black, white, is_exact })
}

/// In how many columns the longer side of the sheet is shortest.
fn columns(pictures: usize, cell: Shape) -> usize {
    let square = (pictures * cell.height / cell.width).isqrt().clamp(1, pictures);
    let longest =
        |columns: &usize| (columns * cell.width).max(pictures.div_ceil(*columns) * cell.height);
    [square, (square + 1).min(pictures)].into_iter().min_by_key(longest).unwrap_or(square)
}

fn packed(grays: &[u8], shape: Shape, note: &str) -> Result<Vec<u8>, EncodingError> {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, side(shape.width), side(shape.height));
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    encoder.add_text_chunk(NOTE.to_owned(), note.to_owned())?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(grays)?;
    writer.finish()?;
    Ok(bytes)
}

/// Which pixels are black and white; the others are in between.
pub(in crate::formats) struct Scale {
    black: f64,
    white: f64,
}

impl Scale {
    pub(in crate::formats) fn of(examples: &[Arc<Example>]) -> Self {
        let pixels = || examples.iter().flat_map(|example| example.pixels.iter().copied());
        let is_gray = |pixel: f64| (0.0..=255.0).contains(&pixel) && pixel.fract() == 0.0;
        if pixels().all(|pixel| pixel == 0.0 || pixel == 1.0) {
            return Self { black: 0.0, white: 1.0 };
        }
        if pixels().all(is_gray) {
            return Self { black: 0.0, white: 255.0 };
        }
        let black = pixels().fold(f64::INFINITY, f64::min);
        let white = pixels().fold(f64::NEG_INFINITY, f64::max);
        Self { black, white: if white > black { white } else { black + 1.0 } }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to 255, rounded"
    )]
    pub(in crate::formats) fn gray(&self, pixel: f64) -> u8 {
        ((pixel - self.black) / (self.white - self.black) * 255.0).round() as u8
    }

    pub(in crate::formats) fn pixel(&self, gray: u8) -> f64 {
        self.black + f64::from(gray) * (self.white - self.black) / 255.0
    }
}
