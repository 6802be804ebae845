//! Signals by which a system or a terminal asks the program to end.

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
#[cfg(unix)]
use signal_hook::iterator::Signals;

/// Calls `asked` whenever the program is asked to end, on a thread of its own. Where that cannot be arranged, signals end the
/// program as they always do.
pub fn on_end(asked: impl Fn() + Send + 'static) {
    #[cfg(unix)]
    if let Ok(mut signals) = Signals::new([SIGTERM, SIGINT, SIGHUP]) {
        let listener = std::thread::Builder::new().name("signals".to_owned());
        let listening = listener.spawn(move || signals.forever().for_each(|_| asked()));
        // A machine out of threads has more pressing trouble.
        drop(listening);
    }
    #[cfg(not(unix))]
    drop(asked);
}
