//! The only room with long-lived threads, file input and output, and native dialogs.
//!
//! A job runs on a named worker and tells the window what it did in a report (`Report`). Jobs never touch a
//! document: the window turns reports into actions, and drops those that have gone stale.
//!
//! Deliberately absent: drawing, and any knowledge of what a document or a command is.

#[cfg(feature = "window")]
mod dialogs;
mod file_work;
pub mod files;
#[cfg(feature = "window")]
mod inquiry;
#[cfg(feature = "window")]
pub mod motion;
#[cfg(feature = "window")]
mod preferences;
#[cfg(feature = "window")]
mod recent;
pub mod recovery;
#[cfg(feature = "window")]
mod report;
#[cfg(feature = "window")]
pub mod signals;
#[cfg(feature = "window")]
mod training;

#[cfg(feature = "window")]
pub use dialogs::{Answer, Dialogs, Native};
pub use file_work::FileWork;
#[cfg(feature = "window")]
pub use inquiry::Inquiry;
#[cfg(feature = "window")]
pub use preferences::{Preferences, Remembered};
#[cfg(feature = "window")]
pub use recent::Recent;
#[cfg(feature = "window")]
pub use training::Training;

#[cfg(feature = "window")]
mod window;
#[cfg(feature = "window")]
use report::Mailbox;
#[cfg(feature = "window")]
pub use report::{Made, Report};
#[cfg(feature = "window")]
pub use window::Jobs;
