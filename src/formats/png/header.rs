//! The header of a PNG file: its size and how its pixels are packed.

use super::chunks::{Chunk, text};
use super::{Limit, SAVE_AGAIN, error};
use crate::engine::Shape;
use crate::formats::Error;

/// What the header says.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// The size of the picture.
    pub shape: Shape,
    /// Of a pixel, packed.
    pub bits: usize,
    /// Whether a pixel is the number of a colour in the palette.
    pub is_indexed: bool,
    /// How many bytes of transparency there may be, at least and at most.
    pub transparency: Option<(usize, usize)>,
}

const SMALLER: &str = "Make the picture smaller.";

impl Header {
    /// Reads the first chunk.
    pub fn of(chunk: &Chunk, limit: Limit) -> Result<Self, Error> {
        let at = chunk.at;
        if chunk.kind != *b"IHDR" {
            let found = format!("a chunk {}", text(chunk.kind));
            return Err(error(at, "the first chunk", found, "IHDR, the header", SAVE_AGAIN));
        }
        let &[w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, packing, filter, interlacing] =
            chunk.data
        else {
            let found = format!("{} bytes", chunk.data.len());
            return Err(error(at, "the header", found, "13 bytes", SAVE_AGAIN));
        };
        let width = side(at + 8, "the width", [w0, w1, w2, w3], limit)?;
        let height = side(at + 12, "the height", [h0, h1, h2, h3], limit)?;
        let shape = Shape { width, height };
        if shape.cells() > limit.pixels {
            let found = format!("{width} x {height} pixels");
            let expected = format!("at most {} pixels in all", limit.pixels);
            return Err(error(at + 8, "the size", found, expected, SMALLER));
        }
        let (channels, depths, transparency): (_, &[u8], _) = match colour {
            0 => (1, &[1, 2, 4, 8, 16], Some((2, 2))),
            2 => (3, &[8, 16], Some((6, 6))),
            3 => (1, &[1, 2, 4, 8], Some((1, 1 << depth.min(8)))),
            4 => (2, &[8, 16], None),
            6 => (4, &[8, 16], None),
            _ => {
                let expected = "0, 2, 3, 4 or 6";
                return Err(error(
                    at + 17,
                    "the colour type",
                    colour.to_string(),
                    expected,
                    SAVE_AGAIN,
                ));
            }
        };
        if !depths.contains(&depth) {
            let depths: Vec<_> = depths.iter().map(u8::to_string).collect();
            let expected = format!("{} for the colour type {colour}", depths.join(", "));
            return Err(error(at + 16, "the bit depth", depth.to_string(), expected, SAVE_AGAIN));
        }
        for (offset, field, found, most) in [
            (18, "the compression method", packing, 0),
            (19, "the filter method", filter, 0),
            (20, "the interlace method", interlacing, 1),
        ] {
            if found > most {
                let expected = if most == 0 { "0" } else { "0 or 1" };
                return Err(error(at + offset, field, found.to_string(), expected, SAVE_AGAIN));
            }
        }
        let bits = channels * usize::from(depth);
        Ok(Self { shape, bits, is_indexed: colour == 3, transparency })
    }

    /// How many bytes its rows are before they are packed, each with its filter's byte; an interlaced picture has a few more.
    pub fn unpacked(&self) -> usize {
        self.shape.height * (1 + (self.shape.width * self.bits).div_ceil(8))
    }
}

fn side(at: usize, field: &str, bytes: [u8; 4], limit: Limit) -> Result<usize, Error> {
    let found = u32::from_be_bytes(bytes);
    let side = usize::try_from(found).ok().filter(|side| (1..=limit.side).contains(side));
    side.ok_or_else(|| {
        let advice = if found == 0 { SAVE_AGAIN } else { SMALLER };
        error(at, field, found.to_string(), format!("a number from 1 to {}", limit.side), advice)
    })
}
