//! Jointly.

pub mod engine;
