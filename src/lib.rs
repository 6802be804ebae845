//! Jointly.

pub mod document;
pub mod engine;
