//! Writing the pictures of a dataset for other programs.

use std::path::{Path, PathBuf};

use super::{FileError, load::labels_of, write};
use crate::engine::Dataset;
use crate::formats::{self, Kind, idx};

/// Writes the pictures and labels of a dataset in a format that holds nothing else, and gives the files that were written.
/// Each of them is replaced as a whole; where there are two, the labels come first.
///
/// # Errors
/// As [`save`](super::save); also when the format cannot hold a pixel or a label, before anything is written.
pub fn export(path: &Path, kind: Kind, dataset: &Dataset) -> Result<Vec<PathBuf>, FileError> {
    let mut written = Vec::new();
    let mut put = |path: PathBuf, bytes| write(&path, Ok(bytes)).map(|()| written.push(path));
    match kind {
        Kind::Csv => put(path.to_owned(), formats::csv::write(dataset))?,
        Kind::Idx => {
            let (images, labels) = idx::write(dataset)
                .map_err(|unfit| FileError::Unfit { path: path.to_owned(), unfit })?;
            put(labels_of(path), labels)?;
            put(path.to_owned(), images)?;
        }
        Kind::Png => {
            let sheet = formats::png::sheet(dataset)
                .map_err(|unfit| FileError::NoSheet { path: path.to_owned(), unfit })?;
            put(path.to_owned(), sheet.bytes)?;
        }
        Kind::Json => {
            let run = crate::engine::Run::new(crate::engine::Experiment::at_rest(dataset.clone()));
            put(path.to_owned(), crate::formats::json::write(&run))?;
        }
    }
    Ok(written)
}
