//! Whether the system is asked for less motion.

use mundy::{Interest, Preferences};

/// Hears of it for as long as it lives.
pub struct Listening(
    #[expect(dead_code, reason = "dropping it ends the listening")] mundy::Subscription,
);

/// Calls `told` with whether less motion is wished for, soon and whenever that changes, on a thread of its own. Where the
/// system has no such wish to tell, there is none. Of the main thread.
#[must_use]
pub fn listen(told: impl Fn(bool) + Send + Sync + 'static) -> Listening {
    let told = move |wishes: Preferences| told(wishes.reduced_motion.is_reduce());
    Listening(Preferences::subscribe(Interest::ReducedMotion, told))
}
