//! Writing the pictures of a dataset for other programs.

use std::path::Path;

use super::load::labels_of;
use super::{FileError, Saved, save, write};
use crate::engine::{Dataset, Experiment, Run};
use crate::formats::{self, Kind, idx};

/// Writes the pictures and labels of a dataset in a format that holds nothing else: labels of IDX into a file of their own
/// beside it, and none into PNG. Each file is replaced as a whole; where there are two, the labels come first.
///
/// # Errors
/// As [`save`](super::save()); also when the format cannot hold a pixel or a label, before anything is written.
pub fn export(path: &Path, kind: Kind, dataset: &Dataset) -> Result<Saved, FileError> {
    match kind {
        Kind::Json => save(path, &Run::new(Experiment::at_rest(dataset.clone()))),
        Kind::Csv => write(path, |out| formats::csv::write_to(out, dataset)),
        Kind::Idx => {
            let (images, labels) = idx::write(dataset)
                .map_err(|unfit| FileError::Unfit { path: path.to_owned(), unfit })?;
            let first = write(&labels_of(path), |out| out.write_all(&labels))?;
            let second = write(path, |out| out.write_all(&images))?;
            Ok(Saved { durable: first.durable && second.durable })
        }
        Kind::Png => {
            let sheet = formats::png::sheet(dataset)
                .map_err(|unfit| FileError::NoSheet { path: path.to_owned(), unfit })?;
            write(path, |out| out.write_all(&sheet.bytes))
        }
    }
}
