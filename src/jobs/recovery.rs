//! Unsaved work, kept so that it comes back after a crash, a kill or a power cut.
//!
//! While its document has unsaved changes, every running Jointly has one recovery file in the user's folder of state,
//! `ID.recovery`, which a worker replaces as a whole ([`Keeper`]). Beside it stands `ID.lock`, locked for as long as
//! that Jointly lives. The system lets go of the lock however the program ends. So a recovery file whose lock is free
//! was left behind ([`LeftOver`]), and no other Jointly ever offers the work of a living one.

mod home;
mod keeper;
mod kept;
mod left;

pub use home::Home;
pub use keeper::{Keeper, News};
pub use kept::{About, Snapshot};
pub use left::{Leavings, LeftOver, look, look_observed};

use std::time::Duration;

/// How far apart snapshots are at least. What changes in between is written with the next one, so that a kill takes
/// no more than this, and the time it takes to write.
pub const EVERY: Duration = Duration::from_secs(2);

/// Where this user's recovery files are; `None` where the system has no such place.
#[cfg(feature = "window")]
#[must_use]
pub fn folder_of_user() -> Option<std::path::PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "jointly")?;
    Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).join("recovery"))
}
