//! Reading a file of any known format.

use std::io::{self, ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::{FileError, MAX_BYTES, Version, folder, name_of, opened, stream, too_large};
use crate::engine::{Experiment, Pictures, Run, Settings, Shape, Wish};
use crate::formats::{self, Kind, Unread, idx, json, sample};
use crate::lesson::{self, Lesson};

/// The share of the work that is fetching the bytes from the disk; the rest is understanding them.
pub const FETCHED: f32 = 0.2;
/// The same once they are unpacked, where they had to be as a whole.
const UNPACKED: f32 = 0.5;
/// The same once the pictures of an IDX file are there, and once the file of their labels is.
const IMAGES: f32 = 0.9;
const LABELS: f32 = 0.95;
/// The share of the work that is reading pictures, where examples are made of them as well.
const READ: f32 = 0.8;

/// What a file holds, or what was made of it.
#[derive(Debug)]
pub enum Loaded {
    /// The native format: everything there is to know, and what the file held.
    Run(Box<Run>, Version),
    /// Pictures of another program, of which must be said what is wanted.
    Pictures(Box<Pictures>),
    /// A new run, made of a file's pictures as was wanted; no file holds it yet.
    Made(Box<Run>),
    /// A guided lesson, and the pictures it is about.
    Lesson(Box<(Lesson, Run)>),
}

/// What is wanted of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Import {
    /// The file of its labels, where its format has them apart; looked for beside it unless given.
    pub labels: Option<PathBuf>,
    /// How large one picture of a sprite sheet is, where the file does not say so or is not to be believed.
    pub cells: Option<Shape>,
    /// Whether pictures are wanted even of the native format, for somebody to choose from.
    pub choose: bool,
    /// Whether what is made of pictures alone starts with settings that suit them, and not with the lesson's.
    pub suit: bool,
    /// What is made of its pictures.
    pub wish: Wish,
}

/// Reads a run from a file of any known format, whose labels are used as they are.
///
/// # Errors
/// As [`open`]; also when a label is no number.
pub fn load(path: &Path) -> Result<Run, FileError> {
    import(path, &Import::default())
}

/// Reads a run from a file of any known format, and makes of its pictures what is wanted.
///
/// # Errors
/// As [`open`]; also when a label of the file is no number and nothing is wanted of it.
pub fn import(path: &Path, import: &Import) -> Result<Run, FileError> {
    as_run(path, open(path, import)?, import)
}

/// The run among what a file holds, or made of its pictures as they are.
///
/// # Errors
/// When a label of the file is no number and nothing is wanted of it, and when it is a lesson.
pub fn as_run(path: &Path, loaded: Loaded, import: &Import) -> Result<Run, FileError> {
    match loaded {
        Loaded::Run(run, _) | Loaded::Made(run) => Ok(*run),
        Loaded::Pictures(pictures) => {
            made(path, &pictures, &import.wish, &mut |_| ControlFlow::Continue(()))
        }
        Loaded::Lesson(_) => Err(FileError::Lesson { path: path.to_owned() }),
    }
}

/// Reads what a file holds, and makes of its pictures what is wanted, if anything is. Its content tells its format,
/// whatever it is called.
///
/// # Errors
/// When the path names no folder of pictures and no ordinary file of at most [`MAX_BYTES`], the system does not let it be
/// read, its content is not of a known format, its labels are apart and not found, or the wish cannot be met.
pub fn open(path: &Path, import: &Import) -> Result<Loaded, FileError> {
    open_observed(path, import, |_| ControlFlow::Continue(()))
}

/// Reads in the same way. The observer is told how much is read, from 0 to 1, and may break.
///
/// # Errors
/// As [`open`]; [`FileError::ReadingCancelled`] when the observer breaks.
pub fn open_observed(
    path: &Path,
    Import { labels, cells, choose, suit, wish }: &Import,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> Result<Loaded, FileError> {
    let reading = if wish.is_nothing() { 1.0 } else { READ };
    let mut read = within(&mut observer, 0.0, reading);
    let loaded = read_content(path, labels.as_deref(), *cells, &mut read)?;
    drop(read);
    let mut making = within(&mut observer, reading, 1.0);
    if let (Loaded::Run(run, _), true) = (&loaded, *choose) {
        return Ok(Loaded::Pictures(Box::new(Pictures::of(&run.dataset))));
    }
    if wish.is_nothing() {
        return Ok(loaded);
    }
    let run = match loaded {
        Loaded::Lesson(_) => return Ok(loaded),
        Loaded::Pictures(pictures) => {
            let run = made(path, &pictures, wish, &mut making)?;
            let settings = if *suit { Settings::suiting(&run.dataset) } else { run.settings };
            Run { settings, ..run }
        }
        // A new run from the starting weights of the old one, under its settings.
        Loaded::Run(run, _) | Loaded::Made(run) => {
            let fresh = made(path, &Pictures::of(&run.dataset), wish, &mut making)?;
            Run::new(Experiment { dataset: fresh.dataset, ..run.beginning() })
        }
    };
    Ok(Loaded::Made(Box::new(run)))
}

fn made(
    path: &Path,
    pictures: &Pictures,
    wish: &Wish,
    observer: Observer,
) -> Result<Run, FileError> {
    let path = || path.to_owned();
    let choices = wish.choices(pictures);
    let choices = choices.map_err(|unmet| FileError::Unmet { path: path(), unmet })?;
    let dataset = pictures.dataset_observed(&choices, observer);
    let dataset = dataset.ok_or_else(|| FileError::ReadingCancelled { path: path() })?;
    Ok(Run::new(Experiment::at_rest(dataset)))
}

/// Who is told how much is done, from 0 to 1, and may break.
pub(super) type Observer<'a> = &'a mut dyn FnMut(f32) -> ControlFlow<()>;

/// Tells an observer of all about a part of it.
fn within(observer: Observer<'_>, from: f32, to: f32) -> impl FnMut(f32) -> ControlFlow<()> {
    move |share| observer(from + (to - from) * share)
}

fn read_content(
    path: &Path,
    labels: Option<&Path>,
    cells: Option<Shape>,
    observer: Observer,
) -> Result<Loaded, FileError> {
    if path.is_dir() {
        return Ok(Loaded::Pictures(Box::new(folder::pictures(path, observer)?)));
    }
    if let Some(streamed) = stream::read(path, observer)? {
        return Ok(streamed);
    }
    let bytes = read_observed(path, MAX_BYTES, &mut within(observer, 0.0, FETCHED))?;
    let unread = |unread| refused(path, unread);
    let name = name_of(path);
    if lesson::is_lesson(&bytes, &name) {
        return guided(path, &bytes);
    }
    Ok(match Kind::guess(&bytes, &name) {
        Kind::Json => {
            let unpacked = if formats::is_packed(&bytes) { UNPACKED } else { FETCHED };
            let text = formats::whole_observed(&bytes, &mut within(observer, FETCHED, unpacked));
            let run =
                json::read_observed(&text.map_err(unread)?, &mut within(observer, unpacked, 1.0));
            Loaded::Run(Box::new(run.map_err(unread)?), Version::of_read(path, &bytes))
        }
        Kind::Csv => {
            let (length, observer) = (bytes.len() as u64, &mut within(observer, FETCHED, 1.0));
            let pictures = formats::csv::read_stream(&bytes[..], length, observer);
            Loaded::Pictures(Box::new(pictures.map_err(unread)?))
        }
        Kind::Png => {
            // A picture has no label: it gets 1 until another is wanted.
            let observer = &mut within(observer, FETCHED, 1.0);
            let pictures = formats::png::pictures_observed(&bytes, "1", cells, observer);
            Loaded::Pictures(Box::new(pictures.map_err(unread)?))
        }
        Kind::Idx => {
            let images = idx::images_observed(&bytes, &mut within(observer, FETCHED, IMAGES));
            let images = images.map_err(unread)?;
            drop(bytes);
            let beside = match labels {
                Some(labels) => labels.to_owned(),
                None => labels_beside(path)?,
            };
            let labels = read_observed(&beside, MAX_BYTES, &mut within(observer, IMAGES, LABELS));
            // It is the pictures that were to be opened.
            let labels = labels.map_err(|error| match error {
                FileError::ReadingCancelled { .. } => unread(Unread::Cancelled),
                error => error,
            })?;
            let labels = idx::labels_observed(&labels, &mut within(observer, LABELS, 1.0));
            let together = labels.and_then(|labels| Ok(idx::together(images, &labels)?));
            Loaded::Pictures(Box::new(together.map_err(|error| match error {
                Unread::Cancelled => unread(Unread::Cancelled),
                refusal @ Unread::Refused(_) => refused(&beside, refusal),
            })?))
        }
    })
}

/// A lesson, and its pictures: those beside it, else those that come with the program.
fn guided(path: &Path, bytes: &[u8]) -> Result<Loaded, FileError> {
    let lesson = lesson::read(bytes).map_err(|error| content(path, error))?;
    let beside = path.with_file_name(&lesson.pictures);
    let run = match sample::named(&lesson.pictures) {
        Some(run) if !beside.exists() => run,
        _ => load(&beside)?,
    };
    Ok(Loaded::Lesson(Box::new((lesson, run))))
}

/// Why the file at `path` was not read.
pub(super) fn refused(path: &Path, unread: Unread) -> FileError {
    match unread {
        Unread::Refused(error) => content(path, error),
        Unread::Cancelled => FileError::ReadingCancelled { path: path.to_owned() },
    }
}

pub(super) fn content(path: &Path, error: formats::Error) -> FileError {
    FileError::Content { path: path.to_owned(), error: Box::new(error) }
}

/// Where the labels of a file of pictures are, or would be, by its name: `train-labels-idx1-ubyte.gz` for
/// `train-images-idx3-ubyte.gz`, and `digits-labels.idx` for `digits.idx`.
pub(super) fn labels_of(path: &Path) -> PathBuf {
    let name = name_of(path);
    let labels = name.replacen("images", "labels", 1).replacen("idx3", "idx1", 1);
    path.with_file_name(match name.split_once('.') {
        _ if labels != name => labels,
        Some((stem, ending)) => format!("{stem}-labels.{ending}"),
        None => format!("{name}-labels"),
    })
}

/// The labels beside a file of pictures, one of the two packed or not.
fn labels_beside(path: &Path) -> Result<PathBuf, FileError> {
    let named = labels_of(path);
    if named.exists() {
        return Ok(named);
    }
    let name = name_of(&named);
    let other = match name.strip_suffix(".gz") {
        Some(plain) => plain.to_owned(),
        None => format!("{name}.gz"),
    };
    let other = named.with_file_name(other);
    if other.exists() {
        return Ok(other);
    }
    Err(FileError::NoLabels { path: path.to_owned(), beside: named.clone() })
}

pub(super) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    read_observed(path, limit, &mut |_| ControlFlow::Continue(()))
}

fn read_observed(
    path: &Path,
    limit: u64,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Vec<u8>, FileError> {
    let (file, length) = opened(path, limit)?;
    match fetch(file, length, limit, observer) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(FileError::ReadingCancelled { path: path.to_owned() }),
        Err(error) => Err(match error.kind() {
            ErrorKind::OutOfMemory | ErrorKind::FileTooLarge => too_large(path, limit),
            _ => FileError::unread(path, error),
        }),
    }
}

/// All the bytes of an open file that says it has so many; nothing where the observer, who is told how much is there, from 0 to
/// 1, breaks.
///
/// # Errors
/// When reading fails; [`ErrorKind::FileTooLarge`] where there are more than `limit`, [`ErrorKind::OutOfMemory`] where the memory
/// does not take them.
pub fn fetch(
    mut file: impl Read,
    length: u64,
    limit: u64,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> io::Result<Option<Vec<u8>>> {
    const PIECE: u64 = 4 << 20;
    let mut bytes = Vec::new();
    let size = usize::try_from(length).unwrap_or(usize::MAX);
    bytes.try_reserve_exact(size.saturating_add(1)).map_err(|_| ErrorKind::OutOfMemory)?;
    loop {
        match file.by_ref().take(PIECE).read_to_end(&mut bytes)? {
            0 => return Ok(Some(bytes)),
            // A file may have grown since, or not know its size.
            _ if bytes.len() as u64 > limit => return Err(ErrorKind::FileTooLarge.into()),
            _ => {}
        }
        #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
        let share = (bytes.len() as f32 / size.max(1) as f32).min(1.0);
        if observer(share).is_break() {
            return Ok(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_over_the_limit_is_refused_and_one_at_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.json");
        fs::write(&path, [b' '; 11]).unwrap();
        assert!(matches!(read(&path, 10), Err(FileError::TooLarge { .. })));
        assert_eq!(read(&path, 11).unwrap().len(), 11);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_hides_its_size_is_measured_by_reading() {
        let path = Path::new("/proc/self/status");
        assert_eq!(fs::metadata(path).unwrap().len(), 0);
        assert!(matches!(read(path, 10), Err(FileError::TooLarge { .. })));
    }
}
