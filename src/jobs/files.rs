//! temp
use crate::engine::Run;
use std::path::Path;
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FileError(String);
pub fn load(path: &Path) -> Result<Run, FileError> {
    crate::formats::json::read(&std::fs::read(path).map_err(|e| FileError(e.to_string()))?)
        .map_err(|e| FileError(e.to_string()))
}
pub fn save(path: &Path, run: &Run) -> Result<(), FileError> {
    std::fs::write(path, crate::formats::json::write(run)).map_err(|e| FileError(e.to_string()))
}
