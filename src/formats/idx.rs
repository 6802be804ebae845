//! The IDX format of the MNIST digits: pictures in one file, their labels in another; plain or packed by gzip.
//!
//! Everything is unsigned: a magic number that says "bytes, 3 dimensions" or "bytes, 1 dimension", the sizes as big-endian 32-bit
//! numbers, then the bytes. See <https://yann.lecun.org/exdb/mnist/>. Memory grows with the bytes that are really there, never
//! with what a header claims.

use std::cmp::Ordering;
use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;

use super::{Error, Place, Unread, gzip, tell, unwatched};
use crate::engine::{Classes, Dataset, Pictures, Shape};

/// The first bytes of a file of pictures.
pub const PICTURES: [u8; 4] = [0, 0, 8, 3];
/// The first bytes of a file of labels.
pub const LABELS: [u8; 4] = [0, 0, 8, 1];

const WRONG_FILE: &str =
    "Choose a file of pictures in the IDX format, such as train-images-idx3-ubyte.gz.";
const WRONG_LABELS: &str =
    "Choose the labels that belong to the pictures, such as train-labels-idx1-ubyte.gz.";
const CONVERT: &str = "Convert its values to bytes from 0 to 255.";
const FEWER: &str = "Take fewer of them, or get the file again if it does not hold so many.";
const DAMAGED: &str = "The file is damaged or was not copied whole: get it again.";

/// Pictures without labels.
#[derive(Debug, PartialEq, Eq)]
pub struct Images {
    /// The shape of each.
    pub shape: Shape,
    /// How many there are.
    pub count: usize,
    /// Their pixels, one picture after the other, in reading order.
    pub pixels: Vec<u8>,
}

/// Reads a file of pictures.
///
/// # Errors
/// When it is none, is larger than any dataset may be, ends early, goes on, or is not what gzip packs.
pub fn images(bytes: &[u8]) -> Result<Images, Error> {
    unwatched(|observer| images_observed(bytes, observer))
}

/// Reads in the same way. The observer is told how much is read, from 0 to 1, piece by piece, and may break.
///
/// # Errors
/// As [`images`]; [`Unread::Cancelled`] when the observer breaks.
pub fn images_observed(
    bytes: &[u8],
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Images, Unread> {
    let mut reader = Reader::new(bytes);
    reader.magic(PICTURES, "pictures", WRONG_FILE)?;
    let count = reader.size("the number of pictures", 0, Dataset::MAX_EXAMPLES, FEWER)?;
    let small = "Make the pictures smaller.";
    let height = reader.size("the number of rows", 1, Shape::MAX_SIDE, small)?;
    let width = reader.size("the number of columns", 1, Shape::MAX_SIDE, small)?;
    let shape = Shape { width, height };
    let most = Dataset::MAX_PIXELS / shape.cells();
    if count > most {
        let found = format!("{count} pictures of {} pixels", shape.cells());
        let expected = format!("at most {most}");
        return Err(error(4, "the number of pictures", found, expected, FEWER).into());
    }
    let expected = format!("{count} x {height} x {width} pixels");
    let pixels = reader.body(count * shape.cells(), &expected, observer)?;
    Ok(Images { shape, count, pixels })
}

/// Reads a file of labels.
///
/// # Errors
/// As [`images`].
pub fn labels(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    unwatched(|observer| labels_observed(bytes, observer))
}

/// Reads in the same way. The observer is told how much is read, from 0 to 1, piece by piece, and may break.
///
/// # Errors
/// As [`labels`]; [`Unread::Cancelled`] when the observer breaks.
pub fn labels_observed(
    bytes: &[u8],
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Vec<u8>, Unread> {
    let mut reader = Reader::new(bytes);
    reader.magic(LABELS, "labels", WRONG_LABELS)?;
    let count = reader.size("the number of labels", 0, Dataset::MAX_EXAMPLES, FEWER)?;
    reader.body(count, &format!("{count} labels"), observer)
}

/// Puts pictures and their labels together.
///
/// # Errors
/// When they are not equally many: an error about the labels.
pub fn together(images: Images, labels: &[u8]) -> Result<Pictures, Error> {
    let Images { shape, count, pixels } = images;
    if labels.len() != count {
        let (found, expected) =
            (format!("{} labels", labels.len()), format!("{count}, one for each picture"));
        return Err(error(4, "the number of labels", found, expected, WRONG_LABELS));
    }
    let mut classes = Classes::default();
    for label in labels {
        classes.add(&label.to_string());
    }
    let (classes, class_of) = classes.sorted();
    Ok(Pictures { shape, pixels: pixels.into(), classes, class_of, sheet: None, names: Vec::new() })
}

/// Whether the bytes, unpacked, begin like a file of this kind.
#[must_use]
pub fn begins(bytes: &[u8], magic: [u8; 4]) -> bool {
    let mut front = [0; 4];
    gzip::unpacked(bytes).read_exact(&mut front).is_ok() && front == magic
}

struct Reader<'a> {
    file: &'a [u8],
    bytes: Box<dyn Read + 'a>,
    at: u64,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { file: bytes, bytes: gzip::unpacked(bytes), at: 0 }
    }

    fn magic(&mut self, wanted: [u8; 4], what: &str, advice: &str) -> Result<(), Error> {
        let expected = format!("{}, which begins a file of {what}", hex(wanted));
        let (found, read) = self.number("the magic number", &expected, advice)?;
        if read == wanted {
            return Ok(());
        }
        let found = match read {
            PICTURES => "a file of pictures".to_owned(),
            LABELS => "a file of labels".to_owned(),
            [0, 0, 8, dimensions] => format!("bytes in {dimensions} dimensions ({})", hex(read)),
            [0, 0, 9 | 11..=14, _] => {
                let found = format!("values that are no bytes from 0 to 255 ({})", hex(read));
                return Err(error(0, "the magic number", found, expected, CONVERT));
            }
            _ => format!("{} ({found})", hex(read)),
        };
        Err(error(0, "the magic number", found, expected, advice))
    }

    /// One of the sizes in the header.
    fn size(
        &mut self,
        field: &str,
        least: usize,
        most: usize,
        advice: &str,
    ) -> Result<usize, Error> {
        let at = self.at;
        let (found, _) = self.number(field, "4 bytes", DAMAGED)?;
        usize::try_from(found).ok().filter(|size| (least..=most).contains(size)).ok_or_else(|| {
            let advice = if found == 0 { DAMAGED } else { advice };
            error(at, field, found.to_string(), format!("a number from {least} to {most}"), advice)
        })
    }

    fn number(
        &mut self,
        field: &str,
        expected: &str,
        advice: &str,
    ) -> Result<(u32, [u8; 4]), Error> {
        let at = self.at;
        let mut four = [0; 4];
        match self.bytes.read_exact(&mut four) {
            Ok(()) => self.at += 4,
            Err(failed) if failed.kind() == ErrorKind::UnexpectedEof && at > 0 => {
                return Err(error(at, field, "the end of the file", expected, DAMAGED));
            }
            Err(failed) if failed.kind() == ErrorKind::UnexpectedEof => {
                return Err(error(at, field, "fewer than 4 bytes", expected, advice));
            }
            Err(failed) => return Err(gzip::broken(&failed, self.at)),
        }
        Ok((u32::from_be_bytes(four), four))
    }

    /// All bytes after the header: so many, and no more.
    fn body(
        &mut self,
        size: usize,
        expected: &str,
        observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Vec<u8>, Unread> {
        const PIECE: usize = 1 << 20;
        let is_certain = self.is_certain(size, expected, observer)?;
        let mut body = Vec::new();
        while body.len() < size {
            let piece = PIECE.min(size - body.len());
            // Room for ever more: a claim of the header costs nothing until the bytes are there.
            if body.capacity() < body.len() + piece {
                let more = if is_certain { size } else { piece.max(body.len()) };
                body.reserve_exact(more.min(size - body.len()));
            }
            match (&mut self.bytes).take(piece as u64).read_to_end(&mut body) {
                Ok(0) => return Err(ends_early(self.at, body.len() as u64, expected).into()),
                Ok(_) => tell(observer, body.len() as u64, size as u64)?,
                Err(failed) => {
                    self.at += body.len() as u64;
                    return Err(gzip::broken(&failed, self.at).into());
                }
            }
        }
        self.at += size as u64;
        match self.bytes.read(&mut [0]) {
            Ok(0) => Ok(body),
            Ok(_) => Err(goes_on(self.at, expected).into()),
            Err(failed) => Err(gzip::broken(&failed, self.at).into()),
        }
    }

    /// Whether it is certain that so many bytes follow. Where the header claims many and few are packed, they are unpacked once
    /// only to count them, so that what is refused in the end costs no memory; what packs as pictures do is unpacked once.
    fn is_certain(
        &self,
        size: usize,
        expected: &str,
        observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<bool, Unread> {
        const MANY: usize = 32 << 20;
        const TIMES: usize = 20;
        if !gzip::is_packed(self.file) {
            return Ok(self.at + size as u64 <= self.file.len() as u64);
        }
        if size <= MANY || size <= TIMES * self.file.len() {
            return Ok(false);
        }
        if gzip::is_bomb(self.file.len(), size) {
            return Err(gzip::bomb(self.at, gzip::MOST_TIMES).into());
        }
        let end = self.at + size as u64;
        // What is told while it is only counted would be told again.
        let found = gzip::counted(self.file, end, &mut |_| observer(0.0))?;
        match found.cmp(&end) {
            Ordering::Less => Err(ends_early(self.at, found - self.at, expected).into()),
            Ordering::Equal => Ok(true),
            Ordering::Greater => Err(goes_on(end, expected).into()),
        }
    }
}

/// An error about a body of which only so many bytes are there.
fn ends_early(at: u64, read: u64, expected: &str) -> Error {
    let found = format!("the end of the file after {read} bytes of them");
    error(at + read, "", found, expected, DAMAGED)
}

/// An error about bytes behind the body.
fn goes_on(at: u64, expected: &str) -> Error {
    let expected = format!("the end of the file after {expected}");
    let advice = "The header does not fit what follows: get the file again.";
    error(at, "", "more bytes", expected, advice)
}

fn error(
    at: u64,
    field: &str,
    found: impl Into<String>,
    expected: impl Into<String>,
    advice: &str,
) -> Error {
    Error {
        place: Place::Byte(at),
        field: field.to_owned(),
        found: found.into(),
        expected: expected.into(),
        advice: advice.to_owned(),
    }
}

fn hex(bytes: [u8; 4]) -> String {
    bytes.map(|byte| format!("{byte:02x}")).join(" ")
}

/// A dataset as two IDX files: pictures and labels.
///
/// # Errors
/// What cannot be held: the first pixel or label that is no whole number from 0 to 255.
pub fn write(dataset: &Dataset) -> Result<(Vec<u8>, Vec<u8>), Unfit> {
    let count = dataset.examples.len();
    let Shape { width, height } = dataset.shape;
    let mut images = Vec::with_capacity(16 + count * dataset.shape.cells());
    images.extend(PICTURES);
    let mut labels = Vec::with_capacity(8 + count);
    labels.extend(LABELS);
    for size in [count, height, width] {
        images.extend(u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes());
    }
    labels.extend(u32::try_from(count).unwrap_or(u32::MAX).to_be_bytes());
    for (i, example) in dataset.examples.iter().enumerate() {
        labels
            .push(byte(example.label).ok_or_else(|| Unfit::new(dataset, i, None, example.label))?);
        for (cell, pixel) in example.pixels.iter().enumerate() {
            images.push(byte(*pixel).ok_or_else(|| Unfit::new(dataset, i, Some(cell), *pixel))?);
        }
    }
    Ok((images, labels))
}

fn byte(value: f64) -> Option<u8> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "compared afterwards"
    )]
    let byte = value as u8;
    (f64::from(byte) == value).then_some(byte)
}

/// Why a dataset does not fit into a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{what} is {value}, and this format holds whole numbers from 0 to 255 only. Save as .csv or .json instead."
)]
pub struct Unfit {
    what: String,
    value: String,
}

impl Unfit {
    pub(super) fn new(dataset: &Dataset, example: usize, cell: Option<usize>, value: f64) -> Self {
        let title = dataset.title(example);
        let what = cell.map_or_else(
            || format!("the label of {title}"),
            |cell| {
                let (row, column) = dataset.shape.place(cell);
                format!("the pixel in row {}, column {} of {title}", row + 1, column + 1)
            },
        );
        Self { what, value: crate::engine::number(value) }
    }
}
