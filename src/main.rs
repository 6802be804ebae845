//! Opens the window or runs the command line; nothing else.

use std::process::ExitCode;

use jointly::cli::{self, Call, Opening};

fn main() -> ExitCode {
    match cli::run() {
        Call::Window(opening) => open(*opening),
        Call::Done(status) => status,
    }
}

#[cfg(feature = "window")]
fn open(opening: Opening) -> ExitCode {
    let Opening { file, import, step, picture, plain, dark, size } = opening;
    let options = jointly::app::Options { file, import, step, picture, plain, dark, size };
    jointly::app::open_window(options)
}

#[cfg(not(feature = "window"))]
fn open(_: Opening) -> ExitCode {
    cli::complain(
        "This build of Jointly has no window: use `jointly train`, `explain`, `check` or `convert` (see `jointly --help`).",
    );
    ExitCode::from(2)
}
