//! Opens the window or runs the command line; nothing else.

use std::process::ExitCode;

use jointly::cli::{self, Call, Window};

fn main() -> ExitCode {
    match cli::run() {
        Call::Window(asked) => open(asked),
        Call::Done(status) => status,
    }
}

#[cfg(feature = "window")]
fn open(asked: Window) -> ExitCode {
    let Window { file, picture, size } = asked;
    jointly::app::open_window(jointly::app::Options { file, picture, size })
}

#[cfg(not(feature = "window"))]
fn open(_: Window) -> ExitCode {
    cli::complain(
        "This build of Jointly has no window: use `jointly train`, `explain`, `check` or `convert` (see `jointly --help`).",
    );
    ExitCode::from(2)
}
