//! What is in a recovery file: one line that says what it is of, and below it the run as any file holds it.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::super::files::{self, FileError, MAX_BYTES};
use crate::engine::Run;
use crate::formats::{self, json};

/// What the first line says the file is, and the version of it.
const KEY: &str = "jointly recovery";
const VERSION: u64 = 1;
/// The longest first line that is looked at, in bytes: room for a path in which every byte is escaped.
const LONGEST_LINE: u64 = 1 << 16;

/// Unsaved work as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// What Save would write.
    pub run: Run,
    /// What the document is called.
    pub name: String,
    /// The file it came from or was saved to.
    pub path: Option<PathBuf>,
}

/// What a recovery file says of the work in it.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// What the document was called.
    pub name: String,
    /// The file it came from. One whose name is not Unicode is not noted down.
    pub path: Option<PathBuf>,
    /// When that file was written last, at the time of the snapshot.
    pub saved: Option<SystemTime>,
    /// When the snapshot was made.
    pub made: SystemTime,
}

/// Why a recovery file gives no work back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not there any more.
    Gone,
    /// It is no recovery file, or not a whole one.
    Broken,
    /// Whoever was told how far reading had come broke it off.
    GivenUp,
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::NotFound { Self::Gone } else { Self::Broken }
    }
}

/// Replaces the recovery file as a whole, unless it is given up meanwhile.
///
/// # Errors
/// As any save; [`FileError::Cancelled`] when it is given up.
pub(super) fn write(
    file: &Path,
    snapshot: &Snapshot,
    given_up: impl Fn() -> bool,
) -> Result<(), FileError> {
    let path = snapshot.path.as_deref().and_then(|path| std::path::absolute(path).ok());
    let saved = path.as_deref().and_then(written);
    let about = About { name: snapshot.name.clone(), path, saved, made: SystemTime::now() };
    files::replace(file, |out| {
        writeln!(out, "{}", line(&about))?;
        json::write_to(out, &snapshot.run, |_| {
            if given_up() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    })?;
    Ok(())
}

/// Opens a recovery file: what it says of the work in it, and that, to be read.
pub(super) fn open(file: &Path) -> Result<(About, Work), Unread> {
    let metadata = fs::symlink_metadata(file)?;
    // Opening a pipe would wait for ever, and a link is not what was written here.
    if !metadata.is_file() || metadata.len() > MAX_BYTES {
        return Err(Unread::Broken);
    }
    let mut bytes = BufReader::new(File::open(file)?);
    let mut line = Vec::new();
    bytes.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    let about = about(&line).ok_or(Unread::Broken)?;
    Ok((about, Work { bytes, length: metadata.len() - line.len() as u64 }))
}

/// The work in a recovery file, not read yet.
pub(super) struct Work {
    bytes: BufReader<File>,
    length: u64,
}

impl Work {
    /// Reads it. The observer is told how much is read, from 0 to 1, and may break.
    pub(super) fn read(
        self,
        observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
    ) -> Result<Run, Unread> {
        let unread = |unread| match unread {
            formats::Unread::Cancelled => Unread::GivenUp,
            formats::Unread::Refused(_) => Unread::Broken,
        };
        if self.length >= json::LONG {
            let read = json::read_stream(self.bytes, self.length, observer);
            return read.map_err(unread)?.ok_or(Unread::Broken);
        }
        let text = files::fetch(self.bytes, self.length, MAX_BYTES, &mut |share| {
            observer(files::FETCHED * share)
        })?;
        let text = text.ok_or(Unread::GivenUp)?;
        let understood = json::read_observed(&text, &mut |share| {
            observer(files::FETCHED + (1.0 - files::FETCHED) * share)
        });
        understood.map_err(unread)
    }
}

/// When a file was written last.
pub(super) fn written(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn line(about: &About) -> Value {
    json!({
        KEY: VERSION,
        "name": about.name,
        "path": about.path.as_deref().and_then(Path::to_str),
        "saved": about.saved.map(seconds),
        "made": seconds(about.made),
    })
}

fn about(line: &[u8]) -> Option<About> {
    let line: Value = serde_json::from_slice(line).ok()?;
    let time = |key: &str| {
        let seconds = line.get(key)?.as_f64()?;
        UNIX_EPOCH.checked_add(Duration::try_from_secs_f64(seconds).ok()?)
    };
    if line.get(KEY)?.as_u64()? != VERSION {
        return None;
    }
    Some(About {
        name: line.get("name")?.as_str()?.to_owned(),
        path: line.get("path")?.as_str().map(PathBuf::from),
        saved: time("saved"),
        made: time("made")?,
    })
}

fn seconds(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}
