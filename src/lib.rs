//! Jointly.

#[cfg(feature = "window")]
pub mod app;
pub mod cli;
#[cfg(feature = "window")]
pub mod commands;
pub mod document;
pub mod engine;
pub mod formats;
pub mod jobs;
#[cfg(feature = "window")]
pub mod theme;
#[cfg(feature = "window")]
pub mod trial;
#[cfg(feature = "window")]
pub mod views;
