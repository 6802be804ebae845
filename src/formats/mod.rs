//! Bytes to engine values and back.
//!
//! The room's rule: nothing here opens a path; whoever has the bytes hands them in and gets a value or an [`Error`]
//! that says where, what was found, what was expected and what to do. The file's name is put in front by the caller.
//!
//! Deliberately absent: files, the window, undo, and any arithmetic of its own: rounds in a file are replayed by the engine.

mod error;
pub mod json;
pub mod sample;

pub use error::Error;
