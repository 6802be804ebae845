//! Many pictures of few pixel values, compactly: a list of the values, and for every pixel its place in that list.
//!
//! Sixty thousand pictures of 784 fractions would be 900 MB of text, more than is read again. As two digits a pixel they are
//! 115, still with one row of a picture a line, so that it can be seen in the file.

use std::ops::ControlFlow;

use super::encode::Unwritten;
use super::reader::Reader;
use super::values::{Count, magnitude};
use crate::engine::Dataset;
use crate::formats::Error;

/// Pictures of so many pixels in all are written compactly, where they have few values.
pub const COMPACT_FROM: usize = 1 << 20;
/// The most values that two hexadecimal digits tell apart.
const MOST: usize = 256;
/// A power of two, well above [`MOST`], so that most values are found at the first look.
const SLOTS: usize = 1024;

/// How many pixels are looked at between two questions to the observer: a millisecond or so.
const ASKING: usize = 1 << 16;

const DIGITS: &[u8; 16] = b"0123456789abcdef";
const ADVICE: &str =
    "Write every pixel as two such digits, its place in \"pixel_values\", from 00.";

/// The pixel values of a dataset, found by value and by place.
pub struct Palette {
    pub values: Vec<f64>,
    /// The place of a value plus one, at or behind the slot of its bits; 0 where there is none.
    slots: Box<[u16; SLOTS]>,
}

impl Palette {
    /// The values of all pixels in ascending order; `None` where there are more than 256 of them. The observer is asked now and
    /// then whether to go on.
    pub fn of(
        dataset: &Dataset,
        observer: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Result<Option<Self>, Unwritten> {
        let (mut found, mut last) = (Self::empty(), None);
        let asked_every = (ASKING / dataset.shape.cells()).max(1);
        for (place, example) in dataset.examples.iter().enumerate() {
            if place.is_multiple_of(asked_every) && observer().is_break() {
                return Err(Unwritten::Cancelled);
            }
            for &pixel in &example.pixels {
                // Neighbours are often equal.
                if last != Some(pixel) {
                    if found.insert(pixel).is_none() {
                        return Ok(None);
                    }
                    last = Some(pixel);
                }
            }
        }
        Ok(found.sorted())
    }

    fn sorted(mut self) -> Option<Self> {
        self.values.sort_by(f64::total_cmp);
        let mut palette = Self::empty();
        for value in self.values {
            palette.insert(value)?;
        }
        Some(palette)
    }

    fn empty() -> Self {
        Self { values: Vec::new(), slots: Box::new([0; SLOTS]) }
    }

    /// The slot of a value, or the empty one where it belongs.
    fn slot(&self, value: f64) -> usize {
        // The golden ratio spreads the bits; those at the top are mixed best.
        let hash = value.to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
        let first = usize::try_from(hash).unwrap_or_default();
        let probes = (first..first + SLOTS).map(|slot| slot % SLOTS);
        let is_it = |place: u16| place == 0 || self.values[usize::from(place) - 1] == value;
        // Never full, so there is one.
        probes.into_iter().find(|slot| is_it(self.slots[*slot])).unwrap_or_default()
    }

    /// Adds a value unless it is there; `None` where there is no room for it.
    fn insert(&mut self, value: f64) -> Option<()> {
        // 0 has two signs, and is written without.
        let value = value + 0.0;
        let slot = self.slot(value);
        if self.slots[slot] == 0 {
            if self.values.len() == MOST {
                return None;
            }
            self.values.push(value);
            self.slots[slot] = u16::try_from(self.values.len()).ok()?;
        }
        Some(())
    }

    /// Two digits for every pixel of a row, whose values are all in the list.
    pub fn digits(&self, row: &[f64], text: &mut Vec<u8>) {
        text.clear();
        for &pixel in row {
            let place = usize::from(self.slots[self.slot(pixel + 0.0)].saturating_sub(1));
            text.extend([DIGITS[place / 16], DIGITS[place % 16]]);
        }
    }
}

/// Reads `pixel_values`: up to 256 numbers, none of them twice.
pub fn values_of(reader: &mut Reader) -> Result<Vec<f64>, Error> {
    let at = reader.at();
    let mut values = Vec::new();
    reader.array(|reader, index| {
        let at = reader.at();
        if index == MOST {
            let found = format!("more than {MOST} values");
            let advice = "Write the pixels as numbers, and delete \"pixel_values\".";
            return Err(reader.error(at, found, format!("at most {MOST}"), advice));
        }
        let value = magnitude(reader)?;
        if values.contains(&value) {
            let found = format!("{} again", reader.describe(at));
            let advice = "Put a number there that is not in the list: its place is counted.";
            return Err(reader.error(at, found, "every value once", advice));
        }
        values.push(value);
        Ok(())
    })?;
    if values.is_empty() {
        let expected = format!("1 to {MOST} of them");
        return Err(reader.error(at, "no values", expected, "Write them, or delete the key."));
    }
    Ok(values)
}

/// Reads a row of pixels as a text of two digits a pixel.
pub fn row(
    reader: &mut Reader,
    columns: &Count,
    values: &[f64],
    cells: &mut Vec<f64>,
) -> Result<(), Error> {
    let at = reader.at();
    // Strictly a text first; then its digits as they stand, so that each has its place.
    reader.text()?;
    let text = &reader.text[at + 1..];
    let length = text.bytes().position(|byte| byte == b'"').unwrap_or(text.len());
    let text = &text[..length];
    if let Some(odd) = text.bytes().position(|byte| digit(byte).is_none()) {
        let found = reader.describe_char(at + 1 + odd);
        let expected = "a hexadecimal digit, 0 to 9 or a to f";
        return Err(reader.error(at + 1 + odd, found, expected, ADVICE));
    }
    if length != 2 * columns.wanted {
        return Err(columns.digits(reader, at, length));
    }
    for (pixel, pair) in text.as_bytes().chunks_exact(2).enumerate() {
        let place = pair.iter().filter_map(|byte| digit(*byte)).fold(0, |sum, d| sum * 16 + d);
        let Some(value) = values.get(place) else {
            let found = format!("the place {}", &text[2 * pixel..2 * pixel + 2]);
            let expected = match values.len() {
                1 => "00, the only place in \"pixel_values\"".to_owned(),
                many => format!("one from 00 to {:02x}, as \"pixel_values\" has", many - 1),
            };
            let advice = "Correct it, or add its value to \"pixel_values\".";
            return Err(reader.error(at + 1 + 2 * pixel, found, expected, advice));
        };
        cells.push(*value);
    }
    Ok(())
}

#[inline]
fn digit(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        b'a'..=b'f' => Some(usize::from(byte - b'a') + 10),
        _ => None,
    }
}
