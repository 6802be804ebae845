//! From the file's keys to a [`Run`].

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::compact::values_of;
use super::examples::{Grid, name};
use super::forks::forks_of;
use super::reader::{Early, Member, Reader};
use super::training::{replay, training_of};
use super::values::{missing, named, unknown, within};
use super::words::quote;
use super::{FORMAT, VERSION};
use crate::engine::{Dataset, Example, Hidden, Named, Run, Settings, Shape, Tool, number};
use crate::formats::{Error, Unread, unwatched};

const KEYS: [&str; 11] = [
    "format",
    "version",
    "width",
    "height",
    "label_names",
    "pixel_values",
    "examples",
    "training",
    "rounds",
    "forks",
    "hidden",
];

/// Reads a run: its data, its starting weights and settings, and its rounds, which are played again.
///
/// # Errors
///
/// When the bytes are not strictly of this format, or a round played again does not give what the file says.
///
/// ```
/// use jointly::formats::{json, sample};
///
/// let bytes = json::write(&sample::smiles());
/// assert_eq!(json::read(&bytes).unwrap(), sample::smiles());
/// let cut = json::read(&bytes[..200]).unwrap_err();
/// assert!(cut.to_string().starts_with("line "), "{cut}");
/// ```
pub fn read(bytes: &[u8]) -> Result<Run, Error> {
    unwatched(|observer| read_observed(bytes, observer))
}

/// Reads one example as it stands in a file, and nothing else.
///
/// # Errors
/// When the text is no example of this shape.
pub fn read_example(text: &str, shape: Shape) -> Result<Example, Error> {
    let mut reader = Reader::new(text.as_bytes())?;
    let example = Grid::new(shape, None).example(&mut reader)?;
    if reader.rest().is_empty() {
        return Ok(example);
    }
    Err(reader.unexpected("nothing after the last `}`", "Delete what follows it."))
}

/// How much of the work is reading, where rounds are to be played again: nobody knows better before they are.
const READING: f32 = 0.3;

/// Reads in the same way. The observer is told how much is read, from 0 to 1, between two examples or rounds, and may break.
///
/// # Errors
/// As [`read`]; [`Unread::Cancelled`] when the observer breaks.
pub fn read_observed(
    bytes: &[u8],
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Run, Unread> {
    read_given(bytes, None, observer)
}

/// Reads in the same way; where the `examples` are given, those of the text are passed over.
pub(super) fn read_given(
    bytes: &[u8],
    given: Option<Vec<Arc<Example>>>,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Run, Unread> {
    let mut reader = Reader::new(bytes)?;
    let reading = if reader.ends_in_rounds() { READING } else { 1.0 };
    let watcher = observer;
    let observer: &mut dyn FnMut(f32) -> ControlFlow<()> = &mut |share| watcher(reading * share);
    let top = reader.at();
    let mut early = None;
    let members = reader.outline(|reader, before, member| {
        if member.key == "examples" && given.is_none() {
            early = early_examples(reader, before, member, observer)?;
        }
        let is_read = member.key == "examples" && early.is_some();
        Ok::<_, Unread>(if is_read { Early::Read } else { Early::Later })
    })?;
    let find = |key: &str| members.iter().find(|member| member.key == key);
    let need = |reader: &Reader, key: &str, advice: &str| {
        find(key).ok_or_else(|| missing(reader, top, key, advice))
    };

    // Format and version first, whatever their order: a newer file may well have keys unknown here.
    let not_ours = "This is JSON, but no Jointly file: choose another one.";
    let format = find("format").ok_or_else(|| missing(&reader, top, "format", not_ours))?;
    reader.member(format, format_name)?;
    let version = need(&reader, "version", "Add it: \"version\": 1.")?;
    reader.member(version, version_number)?;
    if let Some(Member { key, key_at, .. }) =
        members.iter().find(|m| !KEYS.contains(&m.key.as_ref()))
    {
        return Err(unknown(&reader, *key_at, key, &KEYS).into());
    }
    let width = need(&reader, "width", "Add it: the columns of a picture.")?;
    let height = need(&reader, "height", "Add it: the rows of a picture.")?;
    let shape = Shape { width: reader.member(width, side)?, height: reader.member(height, side)? };
    let label_names = match find("label_names") {
        Some(names) => reader.member(names, names_of)?,
        None => BTreeMap::new(),
    };
    let values = match find("pixel_values") {
        Some(values) => Some(reader.member(values, values_of)?),
        None => None,
    };
    let examples = need(&reader, "examples", "Add it: the pictures, or [] for none.")?;
    let examples = if let Some(early) = given.or(early) {
        early
    } else {
        let grid = Grid::new(shape, values);
        reader.member(examples, |reader| grid.examples(reader, observer))?
    };
    let dataset = Arc::new(Dataset { shape, examples, label_names });
    let (start, settings) = match find("training") {
        Some(training) => reader.member(training, |reader| training_of(reader, &dataset))?,
        None => (vec![0.0; shape.cells()].into(), Settings::default()),
    };
    let hidden = match find("hidden") {
        Some(hidden) => reader.member(hidden, hidden_of)?,
        None => Hidden::default(),
    };
    let mut run = Run { dataset, start, settings, rounds: Vec::new(), forks: None, hidden };
    if let Some(rounds) = find("rounds") {
        reader.member(rounds, |reader| {
            replay(reader, &mut run, &mut |share| watcher(reading + (1.0 - reading) * share))
        })?;
    }
    if let Some(forks) = find("forks") {
        run.forks = Some(Arc::new(reader.member(forks, |reader| forks_of(reader, &run.dataset))?));
    }
    Ok(run)
}

/// Reads the examples while the file is looked through, where what they need stands before them, as it does in what is written.
/// What is wrong then, or later in the file, is told in the usual order when they are read again.
fn early_examples<'a>(
    reader: &mut Reader<'a>,
    before: &[Member<'a>],
    examples: &Member<'a>,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Option<Vec<Arc<Example>>>, Unread> {
    let mut read = || {
        let Some(grid) = Grid::of(reader, before)? else { return Ok(None) };
        reader.member(examples, |reader| grid.examples(reader, observer)).map(Some)
    };
    match read() {
        Err(Unread::Refused(_)) => Ok(None),
        read => read,
    }
}

pub(super) fn format_name(reader: &mut Reader) -> Result<(), Error> {
    let at = reader.at();
    let found = reader.describe(at);
    if reader.text().is_ok_and(|format| format == FORMAT) {
        return Ok(());
    }
    let advice = "This file is of another program: choose another one.";
    Err(reader.error(at, found, quote(FORMAT), advice))
}

pub(super) fn version_number(reader: &mut Reader) -> Result<(), Error> {
    let at = reader.at();
    let version = reader.number()?;
    if version == VERSION {
        return Ok(());
    }
    let advice = if version > VERSION {
        "It was written by a newer Jointly: open it with that one."
    } else {
        "Choose another file."
    };
    let expected = format!("version {VERSION}");
    Err(reader.error(at, format!("version {}", number(version)), expected, advice))
}

pub(super) fn side(reader: &mut Reader) -> Result<usize, Error> {
    let at = reader.at();
    let side = reader.number()?;
    (1..=u16::MAX)
        .find(|known| f64::from(*known) == side)
        .map(usize::from)
        .filter(|side| *side <= Shape::MAX_SIDE)
        .ok_or_else(|| {
            let expected = format!("a whole number from 1 to {}", Shape::MAX_SIDE);
            let advice = "Give the number of pixels on that side of a picture.";
            reader.error(at, reader.describe(at), expected, advice)
        })
}

fn names_of(reader: &mut Reader) -> Result<BTreeMap<String, String>, Error> {
    let mut names = BTreeMap::new();
    reader.object(|reader, key, key_at| {
        let canonical = key.parse().ok().filter(|l: &f64| within(*l)).map(number);
        if canonical.as_deref() != Some(key.as_ref()) {
            let advice = match canonical {
                Some(canonical) => format!("Write \"{canonical}\"."),
                None => "Name a label by its number, as in {\"1\": \"smile\"}.".to_owned(),
            };
            let expected = "a label in its shortest form, such as \"1\"";
            return Err(reader.error(key_at, quote(&key), expected, advice));
        }
        names.insert(key.into_owned(), name(reader)?);
        Ok(())
    })?;
    Ok(names)
}

/// What is hidden, each once.
fn hidden_of(reader: &mut Reader) -> Result<Hidden, Error> {
    let mut hidden = Hidden::default();
    reader.array(|reader, _| {
        let at = reader.at();
        let tool: Tool = named(reader)?;
        if hidden.has(tool) {
            let found = format!("\"{}\" once more", tool.name());
            return Err(reader.error(at, found, "each of them once", "Delete this one."));
        }
        hidden = hidden.with(tool, true);
        Ok(())
    })?;
    Ok(hidden)
}
