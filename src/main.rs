//! Opens the window or runs the command line; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "window")]
    return jointly::app::open_window(jointly::app::Options::default());
    #[cfg(not(feature = "window"))]
    ExitCode::SUCCESS
}
