//! Replacing a file as a whole: a new file beside it, renamed over it when its bytes are safely on the disk.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use super::{FileError, refuse_special};

/// How the file's name goes on while it is being written: `.smiles.json.x7Kq2a.jointly-tmp`.
const SUFFIX: &str = ".jointly-tmp";
/// The characters of the target's name in it; the whole must stay below the 255 bytes that systems allow.
const LONGEST_STEM: usize = 40;
/// A left-over younger than this may be a file that its writer has made but not locked yet.
const SETTLED: Duration = Duration::from_mins(1);

/// Replaces the file that `path` names, links followed, by one with these bytes.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let target = follow(path)?;
    let old = match fs::metadata(&target) {
        Ok(old) => {
            refuse_special(path, old.file_type())?;
            refuse_read_only(path, &target, &old)?;
            Some(old)
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            None
        }
        Err(error) => return Err(FileError::unsaved(path, error)),
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(FileError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
    }
    let stem = stem(&target);
    remove_leftovers(folder, &stem, SystemTime::now());
    let temporary = create(folder, &stem, old.is_some()).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            FileError::FolderNotPermitted { path: path.to_owned() }
        }
        _ => FileError::unsaved(path, error),
    })?;
    put(temporary, &target, old.as_ref(), bytes)
        .map_err(|error| FileError::unsaved(path, error))?;
    sync_folder(folder);
    Ok(())
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
        // Not a link, or nothing there yet.
        Err(_) => Ok(path.to_owned()),
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
fn put(
    mut temporary: NamedTempFile,
    target: &Path,
    old: Option<&Metadata>,
    bytes: &[u8],
) -> io::Result<()> {
    temporary.write_all(bytes)?;
    dress(temporary.as_file(), old)?;
    temporary.as_file().sync_all()?;
    temporary.persist(target)?;
    Ok(())
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
    // Last, because a change of the owner takes bits away.
    file.set_permissions(old.permissions())
}

#[cfg(not(unix))]
fn dress(_: &File, _: Option<&Metadata>) -> io::Result<()> {
    Ok(())
}

/// Makes the renaming last through a power cut. The file is in place already, so a failure is none of the save's.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Removes what crashed saves of this target left behind: unlocked, so that nobody writes it any more, and not new.
fn remove_leftovers(folder: &Path, stem: &str, now: SystemTime) {
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
        put(temporary, &target, None, b"new").unwrap_err();
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
        replace(&target, b"new").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }
}
