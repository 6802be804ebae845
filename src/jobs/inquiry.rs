//! Questions that are answered on a worker, with progress and a way to give up.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Mailbox, Report};
use crate::engine::{Answer, Done, Question};

/// How often the window is told of progress.
const NEWS: Duration = Duration::from_millis(100);

/// A question under way. Dropping it gives it up.
#[derive(Debug)]
pub struct Inquiry {
    /// Tells this inquiry from earlier ones whose answers may still arrive.
    pub id: u64,
    /// What is asked.
    pub question: Question,
    done: Arc<Mutex<Done>>,
    stop: Arc<AtomicBool>,
}

impl Inquiry {
    /// How far it has come.
    #[must_use]
    pub fn done(&self) -> Done {
        *self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inquiry {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Starts a worker that answers a question.
pub(super) fn start(id: u64, question: Question, mailbox: Mailbox) -> std::io::Result<Inquiry> {
    let nothing = Arc::new(Mutex::new(Done::Share(0.0)));
    let inquiry = Inquiry { id, question, done: nothing, stop: Arc::default() };
    let (question, done, stop) =
        (inquiry.question.clone(), Arc::clone(&inquiry.done), Arc::clone(&inquiry.stop));
    std::thread::Builder::new().name("inquiry".to_owned()).spawn(move || {
        // However the worker ends, by a panic too, the window is told.
        let mut end = End { id, answer: None, mailbox };
        let mut told = Instant::now();
        end.answer = question.answer(|now| {
            *done.lock().unwrap_or_else(PoisonError::into_inner) = now;
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
