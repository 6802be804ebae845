//! What a file held when it was last read or written, so that a change by somebody else is noticed.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::SystemTime;

use super::{FileError, MAX_BYTES, Saved, save_limited};
use crate::engine::Run;
use crate::formats::json;

/// The content of a file at some time, told by a hash of its bytes, and that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    length: u64,
    hash: u64,
    /// When the file was changed last.
    pub changed: SystemTime,
}

impl Version {
    /// What no file holds.
    pub const NONE: Self = Self { length: u64::MAX, hash: 0, changed: SystemTime::UNIX_EPOCH };

    /// What the file at `path` holds now; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        Self::of_observed(path, &mut || ControlFlow::Continue(()))
    }

    /// The same, unless the observer, who is asked now and then whether to go on, breaks: [`ErrorKind::Interrupted`].
    fn of_observed(
        path: &Path,
        observer: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> io::Result<Option<Self>> {
        const PIECE: u64 = 1 << 20;
        let found = |error: io::Error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Ok(None),
            _ => Err(error),
        };
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return found(error),
        };
        // Opening a pipe would wait for a writer for ever; it holds nothing that could have changed.
        if !metadata.is_file() {
            return Ok(None);
        }
        let mut hashing = Hashing::new(io::sink());
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) => return found(error),
        };
        while io::copy(&mut Read::by_ref(&mut file).take(PIECE), &mut hashing)? > 0 {
            if observer().is_break() {
                return Err(ErrorKind::Interrupted.into());
            }
        }
        Ok(Some(hashing.version(metadata.modified().unwrap_or_else(|_| SystemTime::now()))))
    }

    /// What a file holds whose bytes were just read.
    pub(super) fn of_read(path: &Path, bytes: &[u8]) -> Self {
        let mut hashing = Hashing::new(io::sink());
        hashing.take(bytes);
        hashing.version_read(path)
    }

    /// Whether the bytes are the same, whenever they were written.
    #[must_use]
    pub const fn is_same(&self, other: &Self) -> bool {
        self.length == other.length && self.hash == other.hash
    }
}

/// Saves over the version that is known of the file, and over any where none is given. The observer is told how much is written,
/// from 0 to 1, and may break.
///
/// # Errors
/// As [`save_observed`](super::save_observed); [`FileError::Changed`] where the file holds something else.
pub fn save_over(
    path: &Path,
    run: &Run,
    known: Option<&Version>,
    mut observer: impl FnMut(f32) -> ControlFlow<()>,
) -> Result<(Saved, Version), FileError> {
    if let Some(known) = known {
        let found = Version::of_observed(path, &mut || observer(0.0));
        let found = found.map_err(|error| match error.kind() {
            // A system call that is interrupted is made again: only the observer has broken.
            ErrorKind::Interrupted => FileError::Cancelled { path: path.to_owned() },
            _ => FileError::unsaved(path, error),
        })?;
        if found.is_some_and(|found| !known.is_same(&found)) {
            return Err(FileError::Changed { path: path.to_owned() });
        }
    }
    let mut written = None;
    let saved = save_limited(path, MAX_BYTES, |out| {
        let mut hashing = Hashing::new(out);
        json::write_to(&mut hashing, run, observer)?;
        written = Some(hashing.version(SystemTime::now()));
        Ok(())
    })?;
    let Some(written) = written else { unreachable!("what was saved was written") };
    Ok((saved, written))
}

/// Hands bytes on, and takes their hash meanwhile. It is compared within one run of the program only.
pub(super) struct Hashing<W> {
    inner: W,
    length: u64,
    hasher: DefaultHasher,
}

impl<W> Hashing<W> {
    pub(super) fn new(inner: W) -> Self {
        Self { inner, length: 0, hasher: DefaultHasher::new() }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.hasher.write(bytes);
        self.length += bytes.len() as u64;
    }

    /// What a file holds, all of whose bytes were just read.
    pub(super) fn version_read(&self, path: &Path) -> Version {
        let changed = fs::metadata(path).and_then(|metadata| metadata.modified());
        self.version(changed.unwrap_or_else(|_| SystemTime::now()))
    }

    fn version(&self, changed: SystemTime) -> Version {
        Version { length: self.length, hash: self.hasher.finish(), changed }
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.take(&buffer[..read]);
        Ok(read)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.take(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::sample;

    #[test]
    fn a_file_is_overwritten_only_as_it_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("smiles.json");
        let run = sample::smiles();
        let save = |known| save_over(&path, &run, known, |_| ControlFlow::Continue(()));
        assert_eq!(Version::of(&path).unwrap(), None);
        let (_, written) = save(None).unwrap();
        assert!(Version::of(&path).unwrap().unwrap().is_same(&written));
        save(Some(&written)).unwrap();
        let mut other = fs::read(&path).unwrap();
        other.push(b'\n');
        fs::write(&path, &other).unwrap();
        assert!(matches!(save(Some(&written)), Err(FileError::Changed { .. })));
        assert_eq!(fs::read(&path).unwrap(), other);
        save(None).unwrap();
        // Where it is gone, nothing is overwritten.
        fs::remove_file(&path).unwrap();
        save(Some(&written)).unwrap();
    }
}
