//! Replacing a file as a whole: a new file beside it, renamed over it when its bytes are safely on the disk.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::{FileError, refuse_special};
use crate::formats::json::Unwritten;

/// How the file's name goes on while it is being written: `.smiles.json.x7Kq2a.jointly-tmp`.
const SUFFIX: &str = ".jointly-tmp";
/// The characters of the target's name in it; the whole must stay below the 255 bytes that systems allow.
const LONGEST_STEM: usize = 40;
/// A left-over younger than this may be a file that its writer has made but not locked yet.
const SETTLED: Duration = Duration::from_mins(1);

/// What became of a save that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Whether the system has confirmed that the file stays in its place through a power cut. Whoever reads it sees the
    /// new content either way.
    pub durable: bool,
}

/// Replaces the file that `path` names, links followed, by one with what `fill` writes.
pub fn replace<F>(path: &Path, fill: F) -> Result<Saved, FileError>
where
    F: FnOnce(&mut BufWriter<&File>) -> Result<(), Unwritten>,
{
    let failed = |error| FileError::unsaved(path, error);
    let target = follow(path)?;
    let old = existing(&target).map_err(failed)?;
    if let Some(old) = &old {
        refuse_special(path, old.file_type())?;
        refuse_read_only(path, &target, old)?;
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !existing(folder).map_err(failed)?.is_some_and(|folder| folder.is_dir()) {
        return Err(FileError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
    }
    let stem = stem(&target);
    remove_leftovers(folder, &stem, SystemTime::now());
    let temporary = create(folder, &stem, old.is_some()).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            FileError::FolderNotPermitted { path: path.to_owned() }
        }
        _ => failed(error),
    })?;
    put(temporary, &target, old.as_ref(), fill).map_err(|unwritten| match unwritten {
        Unwritten::Cancelled => FileError::Cancelled { path: path.to_owned() },
        Unwritten::Failed(error) => failed(error),
    })?;
    Ok(Saved { durable: sync_folder(folder).is_ok() })
}

/// Where the file really is. A link at the end is followed, so that it stays a link.
fn follow(path: &Path) -> Result<PathBuf, FileError> {
    match fs::read_link(path) {
        Ok(to) => fs::canonicalize(path).map_err(|error| FileError::Link {
            path: path.to_owned(),
            to,
            reason: match error.kind() {
                ErrorKind::NotFound => "does not exist".to_owned(),
                _ => format!("cannot be followed ({error})"),
            },
        }),
        Err(error) => match error.kind() {
            // Not a link, or nothing there yet.
            ErrorKind::InvalidInput | ErrorKind::NotFound | ErrorKind::NotADirectory => {
                Ok(path.to_owned())
            }
            // Whoever cannot tell whether it is a link might put a file in the place of one.
            _ => Err(FileError::unsaved(path, error)),
        },
    }
}

/// What there is at a path, if anything.
fn existing(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Renaming over a file asks no permission of the file itself, so it is asked here.
fn refuse_read_only(path: &Path, target: &Path, old: &Metadata) -> Result<(), FileError> {
    let path = || path.to_owned();
    if old.permissions().readonly() {
        return Err(FileError::ReadOnly { path: path() });
    }
    match OpenOptions::new().write(true).open(target) {
        Ok(_) => Ok(()),
        Err(error) => Err(match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                FileError::ReadOnly { path: path() }
            }
            _ => FileError::unsaved(&path(), error),
        }),
    }
}

/// The front of the names of the temporary files of a target.
fn stem(target: &Path) -> String {
    let name = target.file_name().unwrap_or(OsStr::new("jointly"));
    let name: String = name.to_string_lossy().chars().take(LONGEST_STEM).collect();
    format!(".{name}.")
}

/// A new file beside the target, locked for as long as it is open.
///
/// In place of an old file it starts out private, for the old one may be; else it has the mode of any new file.
fn create(folder: &Path, stem: &str, replaces: bool) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(stem).suffix(SUFFIX);
    #[cfg(unix)]
    if !replaces {
        use std::os::unix::fs::PermissionsExt;
        // The system takes the user's mask from it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = replaces;
    let temporary = builder.tempfile_in(folder)?;
    // Where a file system knows no locks, nobody can mistake the file for a left-over either.
    let _ = temporary.as_file().try_lock();
    Ok(temporary)
}

/// Fills the temporary file and renames it over the target. When that fails, it is removed.
fn put<F>(
    temporary: NamedTempFile,
    target: &Path,
    old: Option<&Metadata>,
    fill: F,
) -> Result<(), Unwritten>
where
    F: FnOnce(&mut BufWriter<&File>) -> Result<(), Unwritten>,
{
    write_out(temporary.as_file(), fill)?;
    dress(temporary.as_file(), old)?;
    // Without this a power cut could leave the new name on an empty file.
    temporary.as_file().sync_all()?;
    temporary.persist(target).map_err(io::Error::from)?;
    Ok(())
}

fn write_out<F>(to: &File, fill: F) -> Result<(), Unwritten>
where
    F: FnOnce(&mut BufWriter<&File>) -> Result<(), Unwritten>,
{
    let mut out = BufWriter::new(to);
    fill(&mut out)?;
    // The writer's own end would keep a failure to itself.
    Ok(out.flush()?)
}

/// Gives the new file the mode of the old one, and its owner and group as far as the system lets this user.
#[cfg(unix)]
fn dress(file: &File, old: Option<&Metadata>) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Some(old) = old else {
        return Ok(());
    };
    let new = file.metadata()?;
    if new.uid() != old.uid() {
        let _ = fchown(file, Some(old.uid()), None);
    }
    if new.gid() != old.gid() {
        let _ = fchown(file, None, Some(old.gid()));
    }
    // Last, because a change of the owner takes bits away. Not where it is so already: some file systems have one mode
    // for all files, and refuse to hear of any.
    if file.metadata()?.permissions() == old.permissions() {
        return Ok(());
    }
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn dress(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}

/// Makes the renaming last through a power cut. The file is in place already, so a failure does not undo the save.
fn sync_folder(folder: &Path) -> io::Result<()> {
    // Other systems open no folder as a file; there the file system's journal sees to its names.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Removes what crashed saves of this target left behind: unlocked, so that nobody writes it any more, and not new.
pub fn remove_leftovers(folder: &Path, stem: &str, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours =
            name.to_str().is_some_and(|name| name.starts_with(stem) && name.ends_with(SUFFIX));
        if ours
            && entry.file_type().is_ok_and(|kind| kind.is_file())
            && abandoned(&entry.path(), now)
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn abandoned(path: &Path, now: SystemTime) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    let changed = file.metadata().and_then(|metadata| metadata.modified());
    let settled = changed.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > SETTLED));
    settled && file.try_lock().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failing_rename_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        // What was a file when it was looked at has become a folder with something in it.
        let target = folder.path().join("smiles.json");
        fs::create_dir(&target).unwrap();
        fs::write(target.join("inside"), "kept").unwrap();
        let temporary = create(folder.path(), &stem(&target), true).unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        put(temporary, &target, None, |out| Ok(out.write_all(b"new")?)).unwrap_err();
        assert_eq!(names(folder.path()), ["smiles.json"]);
        assert_eq!(fs::read(target.join("inside")).unwrap(), b"kept");
    }

    #[test]
    fn leftovers_go_once_they_are_old_unlocked_and_of_this_target() {
        let folder = tempfile::tempdir().unwrap();
        let stem = stem(Path::new("smiles.json"));
        let writing = create(folder.path(), &stem, true).unwrap();
        let crashed = create(folder.path(), &stem, true).unwrap().into_temp_path();
        let crashed = crashed.keep().unwrap();
        let of_another = folder.path().join(".frowns.json.abcdef.jointly-tmp");
        let no_temporary = folder.path().join(".smiles.json.abcdef");
        for path in [&of_another, &no_temporary] {
            fs::write(path, "kept").unwrap();
        }
        let left = |age: Duration| {
            remove_leftovers(folder.path(), &stem, SystemTime::now() + age);
            [writing.path(), &crashed, &of_another, &no_temporary].map(Path::exists)
        };
        assert_eq!(left(Duration::ZERO), [true; 4]);
        assert_eq!(left(2 * SETTLED), [true, false, true, true]);
    }

    #[test]
    fn the_temporary_name_fits_beside_the_longest_names() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("\u{1f642}".repeat(63));
        assert_eq!(
            replace(&target, |out| Ok(out.write_all(b"new")?)).unwrap(),
            Saved { durable: true }
        );
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }
}
