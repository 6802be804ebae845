//! From packed rows to gray pixels.

use std::io::Cursor;
use std::ops::ControlFlow;

use ::png::{ColorType, Decoder, DecodingError, InterlaceInfo, Limits, Transformations};

use super::chunks::{Outline, outline};
use super::{DAMAGED, Limit, Picture, error};
use crate::formats::{Error, Unread, tell};

/// What the decoder may use beside the picture: a few rows. It asks for more only where there is no picture to be had.
const SCRATCH: usize = 8 << 20;

/// Reads a picture within a limit. The observer is told how much is read, from 0 to 1, now and then, and may break.
pub fn read(
    bytes: &[u8],
    limit: Limit,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Picture, Unread> {
    /// How many pixels are unpacked between two words to the observer: some milliseconds.
    const TELLING: usize = 1 << 18;
    let Outline { header, pixels: file, pixels_at, grid } = outline(bytes, limit)?;
    let shape = header.shape;
    let damaged = |failed: DecodingError| unpacking(pixels_at, &failed);
    let mut decoder = Decoder::new_with_limits(Cursor::new(&file), Limits { bytes: SCRATCH });
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let to_gray = gray_of(reader.output_color_type().0);
    let mut pixels = vec![0; shape.cells()];
    let mut line = vec![0; shape.width];
    let mut left = shape.cells();
    let mut told = left;
    // Not until the decoder says that there are no more rows: it would unpack whatever else there is.
    while left > 0 {
        let Some(row) = reader.next_interlaced_row().map_err(damaged)? else { break };
        let many = to_gray(row.data(), &mut line);
        match row.interlace() {
            InterlaceInfo::Null(_) => {
                let start = shape.cells() - left;
                pixels[start..start + many].copy_from_slice(&line[..many]);
            }
            InterlaceInfo::Adam7(info) => {
                ::png::expand_interlaced_row(&mut pixels, shape.width, &line[..many], info, 8);
            }
        }
        left -= many.min(left);
        if told - left >= TELLING {
            told = left;
            tell(observer, (shape.cells() - left) as u64, shape.cells() as u64)?;
        }
    }
    Ok(Picture { shape, pixels, grid })
}

/// What makes a row gray: it takes 8 bits a channel and tells how many pixels there were.
fn gray_of(colour: ColorType) -> fn(&[u8], &mut [u8]) -> usize {
    match colour {
        ColorType::GrayscaleAlpha => {
            |row, line| each(row, line, |&[gray, a]: &[u8; 2]| on_white(gray, a))
        }
        ColorType::Rgb => |row, line| each(row, line, |&[r, g, b]: &[u8; 3]| luma(r, g, b)),
        ColorType::Rgba => {
            |row, line| each(row, line, |&[r, g, b, a]: &[u8; 4]| on_white(luma(r, g, b), a))
        }
        ColorType::Grayscale | ColorType::Indexed => {
            |row, line| each(row, line, |&[gray]: &[u8; 1]| gray)
        }
    }
}

fn each<const CHANNELS: usize>(
    row: &[u8],
    line: &mut [u8],
    gray: impl Fn(&[u8; CHANNELS]) -> u8,
) -> usize {
    let (pixels, _) = row.as_chunks::<CHANNELS>();
    for (pixel, to) in pixels.iter().zip(&mut *line) {
        *to = gray(pixel);
    }
    pixels.len().min(line.len())
}

/// The luma of Rec. 601, rounded: the weights are out of 65,536, which they add up to, so gray stays gray.
pub(in crate::formats) fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 19_595 * u32::from(red) + 38_470 * u32::from(green) + 7_471 * u32::from(blue);
    (((sum + 0x8000) >> 16) & 0xff) as u8
}

/// What is seen of gray on white paper, rounded.
pub(in crate::formats) fn on_white(gray: u8, opacity: u8) -> u8 {
    let (gray, opacity) = (u32::from(gray), u32::from(opacity));
    (((gray * opacity + 255 * (255 - opacity) + 127) / 255) & 0xff) as u8
}

/// Everything else was checked before: only the packed pixels can still be wrong.
fn unpacking(at: usize, failed: &DecodingError) -> Error {
    let told = failed.to_string();
    let is_short =
        ["not have enough data", "InsufficientInput"].iter().any(|said| told.contains(said));
    let (found, expected) = match failed {
        DecodingError::IoError(_) | DecodingError::Format(_) if is_short => {
            ("their end".to_owned(), "more of them")
        }
        DecodingError::LimitsExceeded => ("too many of them".to_owned(), "a few in a row"),
        _ => (format!("what cannot be unpacked ({})", told.trim_end_matches('.')), "pixels"),
    };
    error(at, "the packed pixels", found, expected, DAMAGED)
}
