//! Pictures in the PNG format: one by one, a folder of them, or a sprite sheet.
//!
//! Every picture becomes gray, from 0 for black to 255 for white. A colour becomes its luma by the weights of Rec. 601
//! (0.299 red, 0.587 green, 0.114 blue), rounded, as in most programs; gray stays what it is. What is transparent is seen on
//! white paper, as in most viewers. Of 16 bits the upper 8 count. Of an animation the still picture is read that every viewer shows.
//! The gamma, colour profiles, texts and whatever else makes no pixels are not looked into.
//!
//! Sizes are checked before anything is unpacked, and a picture is unpacked row by row: memory grows with gray pixels alone.

mod chunks;
mod decode;
mod folder;
mod grid;
mod header;
mod sheet;

pub(super) use decode::{luma, on_white};
pub use folder::{Filed, Misfit, together};
pub use grid::Grid;
pub(super) use sheet::Scale;
pub use sheet::{Sheet, Unfit, sheet};

use std::ops::ControlFlow;

use super::{Error, Place, Unread, unwatched};
use crate::engine::{Pictures, Shape};

/// The first bytes of every such file.
pub const MAGIC: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// A gray picture, which may be a sheet of many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its shape.
    pub shape: Shape,
    /// Its pixels in reading order: 0 is black, 255 is white.
    pub pixels: Vec<u8>,
    /// How it is cut, where the file says so: sheets that [`sheet`] made do.
    pub grid: Option<Grid>,
}

/// How large a picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The longest side.
    pub side: usize,
    /// The most pixels.
    pub pixels: usize,
}

impl Limit {
    /// For one picture: as large as an example may be.
    pub const PICTURE: Self =
        Self { side: Shape::MAX_SIDE, pixels: Shape::MAX_SIDE * Shape::MAX_SIDE };
    /// For a sprite sheet: 60,000 pictures of 28 x 28 fit, and its pixels take no more than 50 MB.
    pub const SHEET: Self = Self { side: 16_384, pixels: 50_000_000 };
}

/// Reads one picture of at most 1,024 pixels a side.
///
/// # Errors
/// When it is no PNG file, larger, damaged, cut off, or would unpack to much more than any picture does.
pub fn read(bytes: &[u8]) -> Result<Picture, Error> {
    unwatched(|observer| decode::read(bytes, Limit::PICTURE, observer))
}

/// Reads a sprite sheet, which may be larger: see [`Limit::SHEET`].
///
/// # Errors
/// As [`read`].
pub fn read_sheet(bytes: &[u8]) -> Result<Picture, Error> {
    unwatched(|observer| decode::read(bytes, Limit::SHEET, observer))
}

/// The pictures of a file: in cells so large; or, unless given, as the file says it is cut; or one. All are of one class.
///
/// # Errors
/// As [`read_sheet`]; also when the cells do not fill the sheet.
pub fn pictures(bytes: &[u8], class: &str, cells: Option<Shape>) -> Result<Pictures, Error> {
    unwatched(|observer| pictures_observed(bytes, class, cells, observer))
}

/// Reads in the same way. The observer is told how much is read, from 0 to 1, and may break.
///
/// # Errors
/// As [`pictures`]; [`Unread::Cancelled`] when the observer breaks.
pub fn pictures_observed(
    bytes: &[u8],
    class: &str,
    cells: Option<Shape>,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Pictures, Unread> {
    let sheet = decode::read(bytes, Limit::SHEET, observer)?;
    let grid = match (cells, sheet.grid) {
        (Some(cell), _) => sheet.in_cells(cell)?,
        (None, Some(grid)) => grid,
        (None, None) => sheet.in_cells(sheet.shape.largest_cells())?,
    };
    Ok(sheet.cut(grid, class)?)
}

/// What to do about a file whose bytes are not those that were written.
const DAMAGED: &str = "The file is damaged or was not copied whole: get it again.";
/// What to do about a file that its program wrote wrongly.
const SAVE_AGAIN: &str = "Open it in a paint program and save it as PNG again.";

fn error(
    at: usize,
    field: impl Into<String>,
    found: impl Into<String>,
    expected: impl Into<String>,
    advice: &str,
) -> Error {
    Error {
        place: Place::Byte(at as u64),
        field: field.into(),
        found: found.into(),
        expected: expected.into(),
        advice: advice.to_owned(),
    }
}
