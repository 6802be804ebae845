//! Rounds played on a worker, so that the window never waits for them.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{Mailbox, Report};
use crate::engine::{Dataset, Experiment, Played, Round, Step, Trainer};

/// How long rounds are collected before the window is told of them.
const BATCH: Duration = Duration::from_millis(50);

/// A run of rounds under way. Dropping it stops its worker after the round at hand.
#[derive(Debug)]
pub struct Training {
    /// Tells this run from earlier ones whose last words may still arrive.
    pub id: u64,
    /// How many rounds were asked for.
    pub rounds: usize,
    /// How many have arrived.
    pub played: usize,
    since: Instant,
    stop: Arc<AtomicBool>,
}

impl Training {
    /// How long the rounds that have not arrived will take, if they take as long as those that have.
    #[must_use]
    pub fn left(&self) -> Duration {
        let each = self.since.elapsed().checked_div(u32::try_from(self.played).unwrap_or(u32::MAX));
        let rounds = u32::try_from(self.rounds - self.played.min(self.rounds)).unwrap_or(u32::MAX);
        each.unwrap_or_default().saturating_mul(rounds)
    }
}

impl Drop for Training {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Starts a worker that plays up to `rounds` rounds, numbered from `first`, and stops early when a
/// round stands still.
pub(super) fn start(
    id: u64,
    experiment: Experiment,
    first: usize,
    rounds: usize,
    mailbox: Mailbox,
) -> std::io::Result<Training> {
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    std::thread::Builder::new().name("training".to_owned()).spawn(move || {
        // However the worker ends, by a panic too, the window is told.
        let mut batch =
            Batch { id, rounds: Vec::new(), newest: None, since: Instant::now(), mailbox };
        let go_on = || {
            if stopped.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let mut trainer = Trainer::new(experiment, first);
        for left in (0..rounds).rev() {
            let still = trainer.play(&mut |_| go_on(), |step| {
                let still = step.played.stands_still();
                batch.add(step, left == 0 || still || go_on().is_break());
                still
            });
            // None where it was stopped within a round, which then was none.
            if still != Some(false) || go_on().is_break() {
                break;
            }
        }
    })?;
    Ok(Training { id, rounds, played: 0, since: Instant::now(), stop })
}

struct Batch {
    id: u64,
    rounds: Vec<Arc<Played>>,
    newest: Option<Arc<Round>>,
    since: Instant,
    mailbox: Mailbox,
}

impl Batch {
    fn add(&mut self, step: &Step, last: bool) {
        if !step.played.weights_after.iter().all(|w| w.abs() <= Dataset::MAX_MAGNITUDE) {
            // The document will refuse this one, and keep those before it.
            self.send(false);
        }
        self.rounds.push(Arc::clone(&step.played));
        if last || self.since.elapsed() >= BATCH {
            self.newest = Some(Arc::clone(step.round()));
        }
        if self.since.elapsed() >= BATCH {
            self.send(false);
            self.since = Instant::now();
        }
    }

    fn send(&mut self, last: bool) {
        self.mailbox.send(Report::Rounds {
            id: self.id,
            rounds: std::mem::take(&mut self.rounds),
            newest: self.newest.take(),
            last,
            panicked: std::thread::panicking(),
        });
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.send(true);
    }
}
