//! The place of one instance in the folder of recovery files.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// How the name of a recovery file ends, and that of its lock.
pub(super) const ENDING: &str = "recovery";
pub(super) const LOCK: &str = "lock";

/// A recovery file and the lock of whom it belongs to. Dropping it lets go of the lock and leaves both files.
#[derive(Debug)]
pub struct Home {
    file: PathBuf,
    /// Held, not read.
    _lock: File,
}

impl Home {
    /// A new place in the folder, which is made if need be; there is no recovery file yet.
    ///
    /// # Errors
    /// When the system does not let a folder or a file be made there.
    pub fn new(folder: &Path) -> io::Result<Self> {
        make_private(folder)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let id = format!("{}-{}", now.as_micros(), std::process::id());
        let file = folder.join(id).with_extension(ENDING);
        let lock =
            OpenOptions::new().write(true).create_new(true).open(file.with_extension(LOCK))?;
        // Where a file system knows no locks, work that is offered twice is better than work that is lost.
        let _ = lock.try_lock();
        Ok(Self { file, _lock: lock })
    }

    /// Takes over what another instance left; `None` while that one lives, or a third one has taken it over.
    pub(super) fn left_at(file: &Path) -> Option<Self> {
        let lock = file.with_extension(LOCK);
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(lock).ok()?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => None,
            Ok(()) | Err(TryLockError::Error(_)) => {
                Some(Self { file: file.to_owned(), _lock: lock })
            }
        }
    }

    /// The recovery file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Removes the recovery file and its lock.
    pub fn remove(self) {
        // First the file: a lock alone is nothing that anybody would offer.
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_file(self.file.with_extension(LOCK));
    }
}

/// Work is nobody else's to read, though it may come from a file that is.
fn make_private(folder: &Path) -> io::Result<()> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}
