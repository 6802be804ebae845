//! A folder of PNG files, one sub-folder a label.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::load::{content, read};
use super::{FileError, MAX_BYTES, shown};
use crate::engine::{Dataset, Pictures};
use crate::formats::{
    self,
    png::{Filed, Misfit},
};

/// The most pixels that are read: each is a byte until it is known what is wanted of it.
const MOST_PIXELS: usize = 1 << 30;

/// Reads every PNG file in the sub-folders of a folder, in the order of their names; other files are left aside. Files that are
/// in the folder itself are read where it has no sub-folder of pictures; their label is its name.
///
/// # Errors
/// When the observer, who is told how much is read, breaks, there are none, one cannot be read, they are not equally large, or together they are larger than any file may be.
pub fn pictures(
    folder: &Path,
    observer: &mut dyn FnMut(f32) -> ControlFlow<()>,
) -> Result<Pictures, FileError> {
    let mut tell = |share: f32| match observer(share) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(FileError::ReadingCancelled { path: folder.to_owned() }),
    };
    let mut places = Vec::new();
    for class in entries(folder)?.into_iter().filter(|entry| entry.is_dir()) {
        tell(0.0)?;
        places.extend(entries(&class)?.into_iter().filter(|entry| is_png(entry)));
    }
    if places.is_empty() {
        places.extend(entries(folder)?.into_iter().filter(|entry| is_png(entry)));
    }
    let mut left = MAX_BYTES;
    let mut pixels = 0;
    let mut filed = Vec::new();
    let misfit = |misfit| FileError::Misfit { path: folder.to_owned(), misfit };
    for (done, place) in places.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a share that is shown")]
        tell(done as f32 / places.len() as f32)?;
        let bytes = read(place, left).map_err(|error| match error {
            FileError::TooLarge { .. } => {
                FileError::TooLarge { path: folder.to_owned(), limit: MAX_BYTES >> 20 }
            }
            error => error,
        })?;
        left -= bytes.len() as u64;
        let picture = formats::png::read(&bytes).map_err(|error| content(place, error))?;
        pixels += picture.pixels.len();
        if pixels > MOST_PIXELS || filed.len() == Dataset::MAX_EXAMPLES {
            let most = Dataset::MAX_EXAMPLES.min(MOST_PIXELS / picture.pixels.len());
            return Err(misfit(Misfit::TooMany { found: places.len(), most }));
        }
        let name = shown(Path::new(place.file_stem().unwrap_or_default()));
        filed.push(Filed { class: folder_name(place), name, picture });
    }
    formats::png::together(filed).map_err(misfit)
}

/// What is in a folder, by name; hidden files left aside.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let failed = |error| FileError::unread(folder, error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_png(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"))
}

/// The name of the folder a file is in.
fn folder_name(file: &Path) -> String {
    let folder =
        file.parent().map(|folder| folder.canonicalize().unwrap_or_else(|_| folder.to_owned()));
    let name = folder.as_deref().and_then(Path::file_name).unwrap_or_default();
    shown(Path::new(name))
}
