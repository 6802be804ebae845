//! Files made byte by byte, so that each can be wrong in its own way.

pub mod png;

mod bombs;
pub use bombs::{gzip, idx, idx_of, refused, text_bombs};
