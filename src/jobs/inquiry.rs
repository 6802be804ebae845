//! Questions that are answered on a worker, with progress and a way to give up.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::{Mailbox, Report};
use crate::engine::{Answer, Question};

/// How often the window is told of progress.
const NEWS: Duration = Duration::from_millis(100);

/// A question under way. Dropping it gives it up.
#[derive(Debug)]
pub struct Inquiry {
    /// Tells this inquiry from earlier ones whose answers may still arrive.
    pub id: u64,
    /// What is asked.
    pub question: Question,
    /// The share done, as the bits of an `f32`.
    share: Arc<AtomicU32>,
    stop: Arc<AtomicBool>,
}

impl Inquiry {
    /// The share done, from 0 to 1.
    #[must_use]
    pub fn share(&self) -> f32 {
        f32::from_bits(self.share.load(Ordering::Relaxed))
    }
}

impl Drop for Inquiry {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Starts a worker that answers a question.
pub(super) fn start(id: u64, question: Question, mailbox: Mailbox) -> std::io::Result<Inquiry> {
    let inquiry = Inquiry { id, question, share: Arc::default(), stop: Arc::default() };
    let (question, share, stop) =
        (inquiry.question.clone(), Arc::clone(&inquiry.share), Arc::clone(&inquiry.stop));
    std::thread::Builder::new().name("inquiry".to_owned()).spawn(move || {
        // However the worker ends, by a panic too, the window is told.
        let mut end = End { id, answer: None, mailbox };
        let mut told = Instant::now();
        end.answer = question.answer(|done| {
            share.store(done.to_bits(), Ordering::Relaxed);
            if told.elapsed() >= NEWS {
                told = Instant::now();
                end.mailbox.wake();
            }
            if stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    })?;
    Ok(inquiry)
}

/// The last word of a worker.
struct End {
    id: u64,
    answer: Option<Answer>,
    mailbox: Mailbox,
}

impl Drop for End {
    fn drop(&mut self) {
        self.mailbox.send(Report::Found { id: self.id, answer: self.answer.take().map(Box::new) });
    }
}
