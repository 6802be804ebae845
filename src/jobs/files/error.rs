//! Why a file could not be read or saved, in words that start with its name and end with what to do.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::engine::Unmet;
use crate::formats::{self, idx::Unfit, png::Misfit};

/// A file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Nothing has this name.
    #[error("{}: there is no such file. Check the name, or choose another file.", shown(path))]
    NotFound {
        /// The file asked for.
        path: PathBuf,
    },
    /// The system does not let this user read it.
    #[error(
        "{}: reading it is not permitted. Ask its owner for the permission, or choose another file.",
        shown(path)
    )]
    NotPermitted {
        /// The file asked for.
        path: PathBuf,
    },
    /// It is a folder, a pipe, a device or the like.
    #[error("{}: found {kind}, expected a file. Choose a file.", shown(path))]
    Special {
        /// What was asked for.
        path: PathBuf,
        /// What it is, with its article.
        kind: &'static str,
    },
    /// It is larger than what is read.
    #[error(
        "{}: found more than {limit} MiB, expected at most that. Split the file, or leave pictures out.",
        shown(path)
    )]
    TooLarge {
        /// The file asked for.
        path: PathBuf,
        /// The limit in MiB.
        limit: u64,
    },
    /// Reading failed.
    #[error("{}: it could not be read: {error}. Try again, or choose another file.", shown(path))]
    Unread {
        /// The file asked for.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The bytes are of no known format.
    #[error("{}: {error}", shown(path))]
    Content {
        /// The file asked for.
        path: PathBuf,
        /// Where, what was found and what was expected.
        error: Box<formats::Error>,
    },
    /// Its labels are in another file, and that is not found.
    #[error(
        "{}: it holds pictures only, and there is no {} with their labels. Choose that file, or name it by --labels.",
        shown(path),
        shown(beside)
    )]
    NoLabels {
        /// The file of pictures.
        path: PathBuf,
        /// Where its labels were looked for.
        beside: PathBuf,
    },
    /// It is a guided lesson, and pictures are wanted.
    #[error(
        "{}: it is a guided lesson, which holds no pictures of its own. Open it in the window, or name the file of its pictures.",
        shown(path)
    )]
    Lesson {
        /// The file asked for.
        path: PathBuf,
    },
    /// The pictures of a folder are no dataset.
    #[error("{}: {misfit}", shown(path))]
    Misfit {
        /// The folder.
        path: PathBuf,
        /// Why not.
        misfit: Misfit,
    },
    /// What is wanted cannot be made of its content.
    #[error("{}: {unmet}", shown(path))]
    Unmet {
        /// The file asked for.
        path: PathBuf,
        /// Why not.
        unmet: Unmet,
    },
    /// The format cannot hold what was to be written.
    #[error("{}: {unfit}", shown(path))]
    Unfit {
        /// The target.
        path: PathBuf,
        /// What it cannot hold.
        unfit: Unfit,
    },
    /// No sheet can be made of what was to be written.
    #[error("{}: {unfit}", shown(path))]
    NoSheet {
        /// The target.
        path: PathBuf,
        /// Why.
        unfit: formats::png::Unfit,
    },
    /// The target is not as it was when it was last read or written.
    #[error(
        "{}: another program has changed it meanwhile. Reload it, overwrite it, or use Save as... with another name.",
        shown(path)
    )]
    Changed {
        /// The target.
        path: PathBuf,
    },
    /// The target must not be written.
    #[error(
        "{}: it is read-only: use Save as... with another name, or make it writable first.",
        shown(path)
    )]
    ReadOnly {
        /// The target.
        path: PathBuf,
    },
    /// The target is a link that leads nowhere.
    #[error(
        "{}: it is a link to {}, which {reason}. Mend the link, or use Save as... with another name.",
        shown(path),
        shown(to)
    )]
    Link {
        /// The target.
        path: PathBuf,
        /// What the link says.
        to: PathBuf,
        /// What is wrong with that.
        reason: String,
    },
    /// There is no folder to put the file into.
    #[error(
        "{}: there is no folder {}. Make it first, or use Save as... with another one.",
        shown(path),
        shown(folder)
    )]
    NoFolder {
        /// The target.
        path: PathBuf,
        /// The folder of that name.
        folder: PathBuf,
    },
    /// The folder takes no new file.
    #[error(
        "{}: writing into its folder is not permitted. Use Save as... with another folder.",
        shown(path)
    )]
    FolderNotPermitted {
        /// The target.
        path: PathBuf,
    },
    /// Saving was given up on request.
    #[error(
        "{}: saving it was cancelled. What was there before is unchanged; save it again when you like.",
        shown(path)
    )]
    Cancelled {
        /// The target.
        path: PathBuf,
    },
    /// Reading was given up on request.
    #[error("{}: reading it was cancelled. Open it again when you like.", shown(path))]
    ReadingCancelled {
        /// The file asked for.
        path: PathBuf,
    },
    /// It would be too large to be read again.
    #[error(
        "{}: it would be more than {limit} MiB, which is more than is read again. Leave pictures out, or import their pixels as they are. What was there before is unchanged.",
        shown(path)
    )]
    Unreadable {
        /// The target.
        path: PathBuf,
        /// The limit in MiB.
        limit: u64,
    },
    /// Writing failed.
    #[error(
        "{}: it was not saved: {error}. What was there before is unchanged. Use Save as... with another folder, or make room and try again.",
        shown(path)
    )]
    Unsaved {
        /// The target.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl FileError {
    pub(super) fn unread(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            // A part of the path that is a file instead of a folder holds no such file either.
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NotFound { path },
            ErrorKind::PermissionDenied => Self::NotPermitted { path },
            _ => Self::Unread { path, error },
        }
    }

    pub(super) fn unsaved(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        Self::Unsaved { path, error }
    }
}

/// A path in a message: control characters escaped, so that no name can write over the line it stands in.
#[must_use]
pub fn shown(path: &Path) -> String {
    let escaped = |c: char| match c {
        c if c.is_control() => c.escape_default().to_string(),
        c => c.to_string(),
    };
    path.to_string_lossy().chars().map(escaped).collect()
}
