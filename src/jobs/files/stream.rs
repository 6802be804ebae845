//! Reading long texts piece by piece, so that a file is never in memory beside what is read of it.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Sink};
use std::path::Path;

use super::load::{Loaded, Observer, opened, refused};
use super::version::Hashing;
use super::{FileError, MAX_BYTES};
use crate::formats::{Kind, csv, json};
use crate::lesson;

/// By how many bytes a file is recognised.
const FRONT: u64 = 1 << 16;

/// Reads a long text of the native format or of comma-separated values; nothing where the file is no such one, or its
/// content as a whole has to tell what is wrong with it.
pub(super) fn read(path: &Path, observer: Observer) -> Result<Option<Loaded>, FileError> {
    let (file, length) = opened(path, MAX_BYTES)?;
    if length < json::LONG {
        return Ok(None);
    }
    let mut file = Watched { file, hashing: Hashing::new(io::sink()), failed: None };
    let mut front = Vec::new();
    file.by_ref().take(FRONT).read_to_end(&mut front).map_err(|e| FileError::unread(path, e))?;
    let name = path.file_name().unwrap_or(OsStr::new("")).to_string_lossy();
    let kind = Kind::guess(&front, &name);
    if lesson::is_lesson(&front, &name) || !matches!(kind, Kind::Json | Kind::Csv) {
        return Ok(None);
    }
    let stream = Cursor::new(front).chain(file.by_ref());
    let loaded = if kind == Kind::Json {
        let run = json::read_stream(stream, length, observer);
        let version = || file.hashing.version_read(path);
        run.map(|run| run.map(|run| Loaded::Run(Box::new(run), version())))
    } else {
        let pictures = csv::read_stream(stream, length, observer);
        pictures.map(|pictures| Some(Loaded::Pictures(Box::new(pictures))))
    };
    match file.failed {
        Some(error) => Err(FileError::unread(path, error)),
        None => loaded.map_err(|unread| refused(path, unread)),
    }
}

/// Hands on the bytes of a file, takes their hash, and keeps the error that ends them.
struct Watched {
    file: File,
    hashing: Hashing<Sink>,
    failed: Option<io::Error>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.file.read(buffer) {
            Ok(read) => {
                self.hashing.take(&buffer[..read]);
                Ok(read)
            }
            // That is tried again.
            Err(error) if error.kind() == ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let kind = error.kind();
                self.failed = Some(error);
                Err(kind.into())
            }
        }
    }
}
