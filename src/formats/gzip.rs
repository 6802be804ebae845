//! Packed files: recognised by their first bytes, unpacked as they are read, and refused where they only pretend.

use std::borrow::Cow;
use std::io::{self, BufRead, ErrorKind, Read};
use std::ops::ControlFlow;

use flate2::bufread::GzDecoder;

use super::{Error, Place, Unread, tell, unwatched};

/// Whether the bytes are packed by gzip, whatever their file is called.
#[must_use]
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Packed bytes may unpack to so many, however few they are themselves.
pub const FREE: u64 = 64 << 20;
/// Above that they may unpack to so many times their size. No picture packs so well: it is a bomb.
pub const MOST_TIMES: u64 = 200;

/// The same for what has to be in memory as a whole, where it is more than text packs to.
pub const FREE_WHOLE: u64 = 60_000_000;
/// The same.
pub const MOST_TIMES_WHOLE: u64 = 60;

/// The bytes, unpacked where they are packed, as a stream that never holds more than a little.
///
/// Reading fails with [`io::ErrorKind::FileTooLarge`] when they unpack to over 64 MiB and over 200 times
/// their size.
#[must_use]
pub fn unpacked(bytes: &[u8]) -> Box<dyn Read + '_> {
    unpacked_from(bytes, bytes.len() as u64)
}

/// The same of a stream of so many bytes.
pub(super) fn unpacked_from<'a>(mut stream: impl BufRead + 'a, length: u64) -> Box<dyn Read + 'a> {
    if !stream.fill_buf().is_ok_and(is_packed) {
        return Box::new(stream);
    }
    Box::new(Unpacked { packed: Some(GzDecoder::new(stream)), left: most(length) })
}

/// Whether so many packed bytes may not unpack to so many.
#[must_use]
pub fn is_bomb(packed: usize, unpacked: usize) -> bool {
    unpacked as u64 > most(packed as u64)
}

fn most(packed: u64) -> u64 {
    FREE.max(MOST_TIMES.saturating_mul(packed))
}

/// How many bytes there are when they are unpacked, by what the packed file says: true of most, and good enough to show how far
/// reading is.
fn claimed(bytes: &[u8]) -> u64 {
    match bytes.last_chunk() {
        Some(size) if is_packed(bytes) => u64::from(u32::from_le_bytes(*size)),
        _ => bytes.len() as u64,
    }
}

/// All the bytes, unpacked where they are packed: for what cannot be read as a stream.
///
/// They are unpacked once only to count them, so that what is refused costs no memory, and nothing more than is needed.
///
/// # Errors
/// When they are not what gzip packs, or unpack to over 60 MB and over 60 times their size.
pub fn whole(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    unwatched(|observer| whole_observed(bytes, observer))
}

/// Unpacks in the same way. The observer is told how much is done, from 0 to 1, and may break; where nothing is packed, it is
/// told nothing.
///
/// # Errors
/// As [`whole`]; [`Unread::Cancelled`] when the observer breaks.
pub fn whole_observed<'a>(
    bytes: &'a [u8],
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Cow<'a, [u8]>, Unread> {
    if !is_packed(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let most = most_whole(bytes.len() as u64);
    let size = counted(bytes, most, &mut |share| observer(share / 2.0))?;
    if size > most {
        return Err(bomb(size, MOST_TIMES_WHOLE).into());
    }
    let mut whole = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    let mut stream = unpacked(bytes);
    loop {
        match stream.by_ref().take(PIECE as u64).read_to_end(&mut whole) {
            Ok(0) => break,
            Ok(_) => tell(observer, size + whole.len() as u64, 2 * size)?,
            Err(error) => return Err(broken(&error, whole.len() as u64).into()),
        }
    }
    if is_packed(&whole) {
        let found = "packed bytes in packed bytes".to_owned();
        return Err(refused(0, found, "a file that is packed once", "Unpack it once.").into());
    }
    Ok(Cow::Owned(whole))
}

/// To how many bytes so many packed ones may unpack that have to be in memory as a whole.
pub(super) fn most_whole(packed: u64) -> u64 {
    FREE_WHOLE.max(MOST_TIMES_WHOLE.saturating_mul(packed))
}

/// How many bytes are unpacked between two words to the observer: some milliseconds.
const PIECE: usize = 1 << 20;

/// How many bytes there are when they are unpacked, which takes no memory; no longer counted where there are more than `most`.
///
/// # Errors
/// When they are not what gzip packs; [`Unread::Cancelled`] when the observer breaks.
pub(super) fn counted(
    bytes: &[u8],
    most: u64,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<u64, Unread> {
    let (mut stream, mut piece, mut size) = (unpacked(bytes), [0; 1 << 14], 0);
    let (all, mut told) = (claimed(bytes).max(1), 0);
    while size <= most {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => size += read as u64,
            Err(error) => return Err(broken(&error, size).into()),
        }
        if size >= told + PIECE as u64 {
            told = size;
            tell(observer, told, all)?;
        }
    }
    Ok(size)
}

/// Why no more bytes come after the first `at`.
pub(super) fn broken(error: &io::Error, at: u64) -> Error {
    const DAMAGED: &str = "The file is damaged or was not copied whole: get it again.";
    let (found, expected, advice) = match error.kind() {
        ErrorKind::FileTooLarge => return bomb(at, MOST_TIMES),
        ErrorKind::UnexpectedEof => {
            ("the end of the packed file".to_owned(), "more packed bytes", DAMAGED)
        }
        _ => (
            format!("packed bytes that cannot be unpacked ({error})"),
            "bytes that gzip packed",
            DAMAGED,
        ),
    };
    refused(at, found, expected, advice)
}

/// More bytes than so many times what is packed.
pub(super) fn bomb(at: u64, times: u64) -> Error {
    let found = format!("more than {times} times what is packed");
    let advice = "Do not trust this file: choose another one.";
    refused(at, found, "what packs less well, as pictures do", advice)
}

fn refused(at: u64, found: String, expected: &str, advice: &str) -> Error {
    Error {
        place: Place::Byte(at),
        field: String::new(),
        found,
        expected: expected.to_owned(),
        advice: advice.to_owned(),
    }
}

struct Unpacked<R> {
    /// Nothing behind the last of the packed files.
    packed: Option<GzDecoder<R>>,
    left: u64,
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(packed) = &mut self.packed {
            let read = packed.read(buffer)?;
            match self.left.checked_sub(read as u64) {
                Some(left) => self.left = left,
                None => return Err(ErrorKind::FileTooLarge.into()),
            }
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            // Packed files may follow one another.
            let mut rest = self.packed.take().map(GzDecoder::into_inner);
            self.packed = rest.take_if(|rest| is_next(rest)).map(GzDecoder::new);
            rest.map_or(Ok(()), only_zeros)?;
        }
        Ok(0)
    }
}

/// Whether another packed file comes next.
fn is_next(rest: &mut impl BufRead) -> bool {
    rest.fill_buf().is_ok_and(|bytes| match bytes {
        [only] => is_packed(&[*only, 0x8b]),
        bytes => is_packed(bytes),
    })
}

/// That nothing else follows: tapes fill up with zeros.
fn only_zeros(mut rest: impl BufRead) -> io::Result<()> {
    loop {
        let bytes = rest.fill_buf()?;
        match bytes.len() {
            0 => return Ok(()),
            _ if bytes.iter().any(|byte| *byte != 0) => {
                return Err(io::Error::other("other bytes follow"));
            }
            zeros => rest.consume(zeros),
        }
    }
}
