//! Reading and saving files so that nothing is lost and nothing hangs.
//!
//! **Reading** looks at what a path names before it opens it: opening a pipe would wait for a writer for ever.
//!
//! **Saving** replaces the file as a whole; see `save.rs`. `std::fs::write` does not: killed between emptying the
//! file and filling it, or on a full disk, it leaves a torn file and the old content is lost. Writing another file and
//! renaming it over the target is not enough either: that replaces a link by a file, resets the mode, and overwrites a
//! file that was made read-only on purpose. So [`save`] first follows the link, refuses what is read-only, and keeps
//! the mode and, where the system lets it, the owner. What it cannot keep are hard links: another name of the same
//! file keeps the old content.

mod error;
mod export;
mod folder;
mod load;
mod save;
mod stream;
mod version;

pub use error::{FileError, shown};
pub use export::export;
pub(super) use load::{FETCHED, fetch};
pub use load::{Import, Loaded, as_run, import, load, open, open_observed};
pub use save::Saved;
pub(super) use save::{remove_leftovers, replace};
pub use version::{Version, save_over};

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File, FileType};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;

use crate::engine::Run;
use crate::formats::json::Unwritten;

/// The largest file that is read, in bytes: above all pictures that a class can look at, below what fills the memory.
pub const MAX_BYTES: u64 = 512 << 20;

/// Replaces the file at `path`, or makes it: whoever reads it meanwhile, and whatever goes wrong, sees all of the old
/// content or all of the new.
///
/// # Errors
/// When there is no ordinary, writable file or no folder to put one into, the text would be more than [`MAX_BYTES`], or the
/// system fails. The old file is then
/// untouched and nothing is left beside it.
pub fn save(path: &Path, run: &Run) -> Result<Saved, FileError> {
    save_observed(path, run, |_| ControlFlow::Continue(()))
}

/// Saves in the same way. The observer is told how much is written, from 0 to 1, and may break.
///
/// # Errors
/// As [`save`]; [`FileError::Cancelled`] when the observer breaks.
pub fn save_observed(
    path: &Path,
    run: &Run,
    observer: impl FnMut(f32) -> ControlFlow<()>,
) -> Result<Saved, FileError> {
    save_over(path, run, None, observer).map(|(saved, _)| saved)
}

/// Saves at most so many bytes: more could not be read again.
fn save_limited(
    path: &Path,
    limit: u64,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Unwritten>,
) -> Result<Saved, FileError> {
    let mut is_over = false;
    let saved = save::replace(path, |out| {
        let mut limited = Limited { out, left: limit, is_over: &mut is_over };
        fill(&mut limited)
    });
    if is_over {
        return Err(FileError::Unreadable { path: path.to_owned(), limit: limit >> 20 });
    }
    saved
}

/// Takes so many bytes, and fails when there are more.
struct Limited<'a, W> {
    out: &'a mut W,
    left: u64,
    is_over: &'a mut bool,
}

impl<W: Write> Write for Limited<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            *self.is_over = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        };
        let written = self.out.write(bytes)?;
        self.left = left + (bytes.len() - written) as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Puts whatever `fill` writes into a file in the same way.
///
/// # Errors
/// As [`save`]; also when `fill` fails.
pub fn write(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Saved, FileError> {
    save::replace(path, |out| Ok(fill(out)?))
}

/// An ordinary file that says it has at most so many bytes, to be read, and how many it says.
fn opened(path: &Path, limit: u64) -> Result<(File, u64), FileError> {
    let failed = |error| FileError::unread(path, error);
    let metadata = fs::metadata(path).map_err(failed)?;
    refuse_special(path, metadata.file_type())?;
    if metadata.len() > limit {
        return Err(too_large(path, limit));
    }
    Ok((File::open(path).map_err(failed)?, metadata.len()))
}

fn too_large(path: &Path, limit: u64) -> FileError {
    FileError::TooLarge { path: path.to_owned(), limit: limit >> 20 }
}

/// The name of a file, whose ending may tell what it holds.
fn name_of(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or(OsStr::new("")).to_string_lossy()
}

/// Refuses whatever is not an ordinary file.
fn refuse_special(path: &Path, kind: FileType) -> Result<(), FileError> {
    if kind.is_file() {
        return Ok(());
    }
    Err(FileError::Special {
        path: path.to_owned(),
        kind: if kind.is_dir() { "a folder" } else { special(kind) },
    })
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: FileType) -> &'static str {
    "a device"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::json;
    use crate::formats::sample;

    #[test]
    fn what_could_not_be_read_again_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("smiles.json");
        std::fs::write(&path, "old").unwrap();
        let run = sample::smiles();
        let size = json::write(&run).len() as u64;
        let save = |limit| {
            save_limited(&path, limit, |mut out| {
                json::write_to(&mut out, &run, |_| ControlFlow::Continue(()))
            })
        };
        let refused = save(size - 1).unwrap_err();
        assert!(matches!(refused, FileError::Unreadable { .. }), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        save(size).unwrap();
        assert_eq!(load(&path).unwrap(), run);
    }
}
