//! Bytes to engine values and back.
//!
//! The room's rule: nothing here opens a path; whoever has the bytes hands them in and gets a value or an [`Error`]
//! that says where, what was found, what was expected and what to do. The file's name is put in front by the caller.
//!
//! Deliberately absent: files, the window, undo, and any arithmetic of its own: rounds in a file are replayed by the engine.

use std::io::Read;

pub mod clipboard;
pub mod csv;
mod error;
mod gzip;
pub mod idx;
pub mod json;
pub mod pdf;
pub mod png;
pub mod rounds;
pub mod sample;
mod stream;

pub use error::{Error, Place, Unread};
use error::{tell, unwatched};
pub use gzip::{is_packed, unpacked, whole, whole_observed};

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The native format.
    Json,
    /// Pictures, or their labels, in the IDX format.
    Idx,
    /// Comma-separated values.
    Csv,
    /// A picture.
    Png,
}

impl Kind {
    /// What a file of this name is to be; `None` where its ending is not known.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (stem, ending) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match ending {
            "json" | "jointly" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "png" => Some(Self::Png),
            _ if ending.starts_with("idx") => Some(Self::Idx),
            _ => None,
        }
    }

    /// What the bytes are of, whatever their file is called. What is of no other kind is read as the native format,
    /// which says what is wrong with it.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::known(bytes).unwrap_or(Self::Json)
    }

    /// What the bytes are of; where they do not tell, what the name of their file says: then its reader can tell best what is
    /// wrong with them.
    #[must_use]
    pub fn guess(bytes: &[u8], name: &str) -> Self {
        let plain = name.strip_suffix(".gz").unwrap_or(name);
        let is_picture = plain.to_ascii_lowercase().ends_with(".png");
        let named = || if is_picture { Some(Self::Png) } else { Self::named(plain) };
        Self::known(bytes).or_else(named).unwrap_or(Self::Json)
    }

    /// What the first bytes, unpacked where they are packed, are of without a doubt.
    fn known(bytes: &[u8]) -> Option<Self> {
        let mut front = [0; 8];
        let mut stream = unpacked(bytes);
        let mut read = 0;
        while let Ok(more @ 1..) = stream.read(&mut front[read..]) {
            read += more;
        }
        let front = &front[..read];
        match front {
            [0, 0, 8..=14, _, ..] => Some(Self::Idx),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            _ if csv::begins(front) => Some(Self::Csv),
            _ if front.trim_ascii_start().starts_with(b"{") => Some(Self::Json),
            _ => None,
        }
    }
}
