//! Jointly.

pub mod document;
pub mod engine;
pub mod formats;
