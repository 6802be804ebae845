//! Files made byte by byte, so that each can be wrong in its own way.

pub mod png;

pub mod bombs;
