//! The worker that keeps the unsaved work of this instance.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use super::super::file_work::{FileWork, Wake};
use super::super::files::FileError;
use super::{Home, Leavings, Snapshot, kept, look_observed};

/// What the keeper has to tell.
#[derive(Debug)]
pub enum News {
    /// What earlier instances left behind.
    Left(Leavings),
    /// Unsaved work cannot be kept, and why. Told once, until it can be kept again.
    Unkept(String),
}

/// Leaves news, from any thread.
type Tell = Arc<dyn Fn(News) + Send + Sync>;

/// What is wanted of the worker next.
#[derive(Debug, Default)]
enum Wish {
    #[default]
    Nothing,
    Keep(Box<Snapshot>),
    Forget,
}

#[derive(Debug, Default)]
struct Wishes {
    wish: Wish,
    taken_over: Option<Home>,
    ended: bool,
}

/// What the window wants, the newest wish alone, and the bell that wakes the worker. A wish waits here for its time, so
/// that a window at rest need not be woken for it.
#[derive(Debug, Default)]
struct Desk {
    wishes: Mutex<Wishes>,
    bell: Condvar,
}

/// Keeps the unsaved work of this instance. Dropping it waits until the last wish is carried out; what is kept then stays
/// for the next start, unless it was forgotten before.
pub struct Keeper {
    desk: Arc<Desk>,
    folder: PathBuf,
    tell: Tell,
    wake: Wake,
    /// What of earlier instances is being read.
    reading: Arc<Mutex<Option<FileWork>>>,
    news: mpsc::Receiver<News>,
    worker: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Keeps work in this folder, at most so often. `wake` is called, from any thread, when there are news.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn start(
        folder: &Path,
        every: Duration,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let (sender, news) = mpsc::channel();
        let wake: Wake = Arc::new(wake);
        let tell: Tell = Arc::new({
            let wake = Arc::clone(&wake);
            move |told| {
                if sender.send(told).is_ok() {
                    wake();
                }
            }
        });
        let (desk, folder) = (Arc::new(Desk::default()), folder.to_owned());
        let worker = Worker {
            desk: Arc::clone(&desk),
            folder: folder.clone(),
            every,
            tell: Arc::clone(&tell),
            home: None,
            failing: false,
        };
        let worker = thread::Builder::new().name("recovery".to_owned()).spawn(|| worker.work())?;
        let reading = Arc::default();
        Ok(Self { desk, folder, tell, wake, reading, news, worker: Some(worker) })
    }

    /// Looks for what was left in the folder, and tells if there is something. That is done by a thread of its own: a
    /// large left-over must not keep new work from being kept.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub fn look(&self) -> io::Result<()> {
        let (folder, tell) = (self.folder.clone(), Arc::clone(&self.tell));
        let (desk, wake, reading) =
            (Arc::clone(&self.desk), Arc::clone(&self.wake), Arc::clone(&self.reading));
        let note = move |work| {
            *reading.lock().unwrap_or_else(PoisonError::into_inner) = work;
            wake();
        };
        let wake = Arc::clone(&self.wake);
        thread::Builder::new().name("left-overs".to_owned()).spawn(move || {
            let found = look_observed(&folder, SystemTime::now(), |about| {
                let what = format!("Reading unsaved work, {}", about.name);
                let (work, desk) = (FileWork::new(what, Arc::clone(&wake)), Arc::clone(&desk));
                note(Some(work.clone()));
                move |share| {
                    // Whoever starts next is to find it free.
                    if desk.wishes().ended { ControlFlow::Break(()) } else { work.tell(share) }
                }
            });
            note(None);
            if found.broken > 0 || !found.works.is_empty() {
                tell(News::Left(found));
            }
        })?;
        Ok(())
    }

    /// What was left behind and is being read, unless that is put off.
    #[must_use]
    pub fn reading(&self) -> Option<FileWork> {
        let reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner).clone();
        reading.filter(|work| !work.is_stopped())
    }

    /// The next thing it has to tell, if there is one.
    #[must_use]
    pub fn news(&self) -> Option<News> {
        self.news.try_recv().ok()
    }

    /// There is this unsaved work.
    pub fn keep(&self, snapshot: Snapshot) {
        self.desk.wish(Wish::Keep(Box::new(snapshot)));
    }

    /// There is no unsaved work any more, or nobody wants it.
    pub fn forget(&self) {
        self.desk.wish(Wish::Forget);
    }

    /// What was left there is this instance's work now. It stays as it is until newer work is kept in its place, so
    /// that it is never nowhere.
    pub fn take_over(&self, left: Home) {
        self.desk.wishes().taken_over = Some(left);
        self.desk.bell.notify_one();
    }
}

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keeper").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.desk.wishes().ended = true;
        self.desk.bell.notify_one();
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

impl Desk {
    fn wishes(&self) -> MutexGuard<'_, Wishes> {
        self.wishes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wish(&self, wish: Wish) {
        self.wishes().wish = wish;
        self.bell.notify_one();
    }

    fn forgets(&self) -> bool {
        matches!(self.wishes().wish, Wish::Forget)
    }

    /// Puts back what could not be kept, unless there is a newer wish.
    fn put_back(&self, snapshot: Box<Snapshot>) {
        let mut wishes = self.wishes();
        if matches!(wishes.wish, Wish::Nothing) {
            wishes.wish = Wish::Keep(snapshot);
        }
    }

    /// Waits for the next wish; nothing is kept before its time, but when all ends.
    fn next(&self, due: Instant) -> Wishes {
        let mut wishes = self.wishes();
        loop {
            let wait = due.saturating_duration_since(Instant::now());
            let ready = match wishes.wish {
                Wish::Nothing => wishes.taken_over.is_some(),
                Wish::Keep(_) => wait.is_zero(),
                Wish::Forget => true,
            };
            if ready || wishes.ended {
                let ended = wishes.ended;
                return std::mem::replace(&mut wishes, Wishes { ended, ..Wishes::default() });
            }
            wishes = if matches!(wishes.wish, Wish::Nothing) {
                self.bell.wait(wishes).unwrap_or_else(PoisonError::into_inner)
            } else {
                self.bell.wait_timeout(wishes, wait).unwrap_or_else(PoisonError::into_inner).0
            };
        }
    }
}

struct Worker {
    desk: Arc<Desk>,
    folder: PathBuf,
    every: Duration,
    tell: Tell,
    /// Where work is kept, once there was some.
    home: Option<Home>,
    failing: bool,
}

impl Worker {
    fn work(mut self) {
        let mut due = Instant::now();
        loop {
            let Wishes { wish, taken_over, ended } = self.desk.next(due);
            if taken_over.is_some() {
                self.move_to(taken_over);
            }
            match wish {
                Wish::Nothing => {}
                Wish::Forget => self.move_to(None),
                Wish::Keep(snapshot) => due = self.keep(snapshot),
            }
            if ended {
                return;
            }
        }
    }

    fn move_to(&mut self, home: Option<Home>) {
        if let Some(old) = std::mem::replace(&mut self.home, home) {
            old.remove();
        }
    }

    /// Writes a snapshot. Returns when the next one is due: never is more than half of the time spent on it.
    fn keep(&mut self, snapshot: Box<Snapshot>) -> Instant {
        let begun = Instant::now();
        match self.write(&snapshot) {
            Ok(()) => self.failing = false,
            Err(FileError::Cancelled { .. }) => {}
            Err(error) => {
                if !std::mem::replace(&mut self.failing, true) {
                    (self.tell)(News::Unkept(reason(&error)));
                }
                self.desk.put_back(snapshot);
            }
        }
        (begun + self.every).max(Instant::now() + begun.elapsed())
    }

    fn write(&mut self, snapshot: &Snapshot) -> Result<(), FileError> {
        let home = match self.home.take() {
            Some(home) => home,
            None => Home::new(&self.folder)
                .map_err(|error| FileError::Unsaved { path: self.folder.clone(), error })?,
        };
        kept::write(self.home.insert(home).file(), snapshot, || self.desk.forgets())
    }
}

/// What the system says, without the advice that is for files of the user's choice.
fn reason(error: &FileError) -> String {
    match error {
        FileError::Unsaved { error, .. } => error.to_string(),
        error => error.to_string(),
    }
}
