//! Opens the window or runs the command line; nothing else.

use std::process::ExitCode;

use jointly::cli::{self, Call, Window};
use jointly::jobs::files::Import;

fn main() -> ExitCode {
    match cli::run() {
        Call::Window(asked, import) => open(asked, import),
        Call::Done(status) => status,
    }
}

#[cfg(feature = "window")]
fn open(asked: Window, import: Import) -> ExitCode {
    let Window { file, picture, size, .. } = asked;
    jointly::app::open_window(jointly::app::Options { file, import, picture, size })
}

#[cfg(not(feature = "window"))]
fn open(_: Window, _: Import) -> ExitCode {
    cli::complain(
        "This build of Jointly has no window: use `jointly train`, `explain`, `check` or `convert` (see `jointly --help`).",
    );
    ExitCode::from(2)
}
