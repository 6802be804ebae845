//! The native format: a [`Run`](crate::engine::Run) as strict JSON.
//!
//! Strict, because a file that is half understood is a run that is silently another one: unknown and duplicate keys,
//! ragged rows and rounds that do not replay are refused, each with its place.

mod compact;
mod decode;
mod encode;
mod examples;
mod forks;
mod place;
mod progress;
mod reader;
mod settings;
mod stream;
mod text;
mod training;
mod values;
mod words;

pub use compact::COMPACT_FROM;
pub use decode::{read, read_example, read_observed};
pub use encode::{Unwritten, write, write_compact_from, write_example, write_to};
pub use stream::{LONG, read_stream};

/// What `format` says in every file.
const FORMAT: &str = "jointly";
/// The version written, and the only one read.
const VERSION: f64 = 1.0;
