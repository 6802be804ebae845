//! Reading long texts piece by piece, so that a file is never in memory beside what is read of it.

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;

use super::load::{Loaded, Observer, refused};
use super::version::Hashing;
use super::{FileError, MAX_BYTES, name_of, opened};
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
    let mut file = Watched { file, failed: None };
    let mut front = Vec::new();
    file.by_ref().take(FRONT).read_to_end(&mut front).map_err(|e| FileError::unread(path, e))?;
    let name = name_of(path);
    let kind = Kind::guess(&front, &name);
    if lesson::is_lesson(&front, &name) || !matches!(kind, Kind::Json | Kind::Csv) {
        return Ok(None);
    }
    let stream = Cursor::new(front).chain(file.by_ref());
    let loaded = if kind == Kind::Json {
        let mut stream = Hashing::new(stream);
        let run = json::read_stream(&mut stream, length, observer);
        run.map(|run| run.map(|run| Loaded::Run(Box::new(run), stream.version_read(path))))
    } else {
        let pictures = csv::read_stream(stream, length, observer);
        pictures.map(|pictures| Some(Loaded::Pictures(Box::new(pictures))))
    };
    match file.failed {
        Some(error) => Err(FileError::unread(path, error)),
        None => loaded.map_err(|unread| refused(path, unread)),
    }
}

/// Hands on the bytes of a file, and keeps the error that ends them.
struct Watched {
    file: File,
    failed: Option<io::Error>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer).map_err(|error| {
            let kind = error.kind();
            // That is tried again.
            if kind != ErrorKind::Interrupted {
                self.failed = Some(error);
            }
            kind.into()
        })
    }
}
