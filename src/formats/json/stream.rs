//! Reading long texts as they come, so that they are never in memory as a whole.
//!
//! A file is long because of its examples. They are read in place, a window of the text after the other, and forgotten as a
//! text; what stands before and behind them is read as if there were none. Nothing is told here of what is wrong, as its line
//! is no longer known: then the whole text is read in the usual way, which tells.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::decode::read_given;
use super::examples::Grid;
use super::reader::{Early, Reader};
use crate::engine::{Example, Run};
use crate::formats::gzip::{most_whole, unpacked_from};
use crate::formats::stream::Counted;
use crate::formats::{Error, Unread, tell};

/// From so many bytes on it is worth it.
pub const LONG: u64 = 3 << 19;
/// How much of the text is fetched at a time.
const PIECE: u64 = 1 << 18;
/// The longest piece that is looked at for the end of one example: above that of a million pixels.
const LONGEST: usize = 64 << 20;
/// The share of the work that is reading the examples: nobody knows it before the rounds are there, which are played again.
const READING: f32 = 0.5;

/// Reads a stream of so many bytes, packed or not; nothing where it is not in the order in which [`write`](super::write()) puts
/// things, or anything is wrong. The observer is told how much is read, from 0 to 1, and may break.
///
/// # Errors
/// [`Unread::Cancelled`] when the observer breaks.
pub fn read_stream(
    stream: impl Read,
    length: u64,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Option<Run>, Unread> {
    match read(stream, length, observer) {
        Ok(run) => Ok(Some(run)),
        Err(Stop::Odd) => Ok(None),
        Err(Stop::Cancelled) => Err(Unread::Cancelled),
    }
}

/// Why nothing more is read.
enum Stop {
    Cancelled,
    /// Something is wrong, or in an order that is not looked for here.
    Odd,
}

impl From<Error> for Stop {
    fn from(_: Error) -> Self {
        Self::Odd
    }
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::Odd
    }
}

impl From<Unread> for Stop {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Cancelled => Self::Cancelled,
            Unread::Refused(_) => Self::Odd,
        }
    }
}

fn read(
    stream: impl Read,
    length: u64,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Run, Stop> {
    let count = Cell::new(0);
    let stream = BufReader::new(Counted { stream, count: &count });
    // A text that is longer is refused where it is read as a whole.
    let text = unpacked_from(stream, length).take(most_whole(length));
    let mut window = Window { stream: text, bytes: Vec::new(), from: 0 };
    window.more()?;
    let (grid, bracket) = head(window.text()).ok_or(Stop::Odd)?;
    let mut rest = window.bytes[..=bracket].to_vec();
    window.from = rest.len();
    let mut tell = || tell(&mut |share| observer(READING * share), count.get(), length);
    let mut examples = Vec::new();
    loop {
        let read = some(window.text(), &grid, &mut examples)?;
        window.from += read.bytes;
        if read.is_last {
            break;
        }
        if !window.more()? {
            return Err(Stop::Odd);
        }
        tell()?;
    }
    loop {
        rest.extend(&window.bytes[window.from..]);
        window.from = window.bytes.len();
        if !window.more()? {
            break;
        }
        tell()?;
    }
    drop(window);
    let mut observer = |share| observer(READING + (1.0 - READING) * share);
    Ok(read_given(&rest, Some(examples), &mut observer)?)
}

/// What stands before the examples says of them, and the byte offset of their opening bracket.
fn head(text: &str) -> Option<(Grid, usize)> {
    let mut reader = Reader::new(text.as_bytes()).ok()?;
    let mut head = None;
    let _ = reader.outline(|reader, before, member| {
        if member.key != "examples" {
            return Ok(Early::Later);
        }
        let at = member.value_at;
        let grid = Grid::of(reader, before)?.filter(|_| text[at..].starts_with('['));
        head = grid.map(|grid| (grid, at));
        Err(Stop::Odd)
    });
    head
}

/// Reads the examples that are whole in a piece of text, which begins with one or within white space. It is odd where that
/// cannot be right whatever follows.
fn some(text: &str, grid: &Grid, examples: &mut Vec<Arc<Example>>) -> Result<Piece, Stop> {
    let mut reader = Reader::within(text);
    loop {
        let bytes = reader.at();
        let example = grid.example(&mut reader);
        let is_last = reader.is_at(b']');
        // What is wrong here may only be cut off.
        let Some(example) = example.ok().filter(|_| is_last || reader.take(b',')) else {
            let may_go_on = text.len() - bytes < LONGEST;
            return may_go_on.then_some(Piece { bytes, is_last: false }).ok_or(Stop::Odd);
        };
        if examples.len() == grid.most() {
            return Err(Stop::Odd);
        }
        examples.push(Arc::new(example));
        if is_last {
            return Ok(Piece { bytes: reader.at(), is_last });
        }
    }
}

/// How much of a text was read.
struct Piece {
    bytes: usize,
    /// Whether the last example was, and the bracket behind it comes next.
    is_last: bool,
}

/// The piece of a stream that is looked at.
struct Window<R> {
    stream: R,
    bytes: Vec<u8>,
    /// Where it begins in the bytes: what is before is done with.
    from: usize,
}

impl<R: Read> Window<R> {
    /// Fetches more, as much again as there is where nothing of that was of use; false where there is no more.
    fn more(&mut self) -> io::Result<bool> {
        self.bytes.drain(..self.from);
        self.from = 0;
        let wanted = PIECE.max(self.bytes.len() as u64);
        Ok(self.stream.by_ref().take(wanted).read_to_end(&mut self.bytes)? > 0)
    }

    /// The text, up to a character that may only be cut off; what is not UTF-8 ends it too.
    fn text(&self) -> &str {
        let bytes = &self.bytes[self.from..];
        let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        std::str::from_utf8(&bytes[..valid]).unwrap_or_default()
    }
}
