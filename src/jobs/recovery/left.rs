//! What instances that ended badly left behind.

use std::cmp::Reverse;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::super::files;
use super::home::{ENDING, Home, LOCK};
use super::kept::{self, About, Unread, written};
use crate::engine::{Evaluation, Run};
use crate::jobs::files::Version;

/// How the name of a recovery file that cannot be read goes on once it is set aside: `ID.SECONDS.broken`.
const BROKEN: &str = "broken";
/// How many of those are kept, and for how long.
const MOST_BROKEN: usize = 10;
const BROKEN_FOR: Duration = Duration::from_hours(30 * 24);
/// A lock younger than this may be of an instance that is just making its place.
const SETTLED: Duration = Duration::from_mins(1);

/// Unsaved work that was left behind. It is locked for as long as this exists, so that nobody else offers it.
#[derive(Debug)]
pub struct LeftOver {
    /// What it is.
    pub about: About,
    /// The work.
    pub run: Run,
    /// How many of its examples match.
    pub matched: usize,
    /// Whether the file it came from was written after the snapshot was made.
    pub is_older_than_file: bool,
    /// What that file holds now, where nobody has written it since.
    pub version: Option<Version>,
    /// Where it is.
    pub home: Home,
}

/// All that was left behind.
#[derive(Debug, Default)]
pub struct Leavings {
    /// Unsaved work, the newest first.
    pub works: Vec<LeftOver>,
    /// How many recovery files could not be read, and were set aside.
    pub broken: usize,
}

/// Looks for what was left behind in a folder of recovery files, sets aside what cannot be read, and removes what
/// nobody needs.
#[must_use]
pub fn look(folder: &Path, now: SystemTime) -> Leavings {
    look_observed(folder, now, |_| |_| ControlFlow::Continue(()))
}

/// Looks in the same way. `begin` is told of each work before it is read, and gives what is told how much of it is read, from 0
/// to 1, and may break: that work is then left for the next start.
pub fn look_observed<O: FnMut(f32) -> ControlFlow<()>>(
    folder: &Path,
    now: SystemTime,
    mut begin: impl FnMut(&About) -> O,
) -> Leavings {
    let mut found = Leavings::default();
    for file in ending_in(folder, ENDING) {
        // That of a living instance stays where it is.
        let Some(home) = Home::left_at(&file) else { continue };
        let read = kept::open(&file).and_then(|(about, work)| {
            let run = work.read(&mut begin(&about))?;
            Ok((about, run))
        });
        match read {
            Ok((about, run)) => found.works.push(LeftOver::new(about, run, home)),
            Err(Unread::Gone) => home.remove(),
            // Letting go of its place leaves it there.
            Err(Unread::GivenUp) => {}
            Err(Unread::Broken) => {
                set_aside(home, now);
                found.broken += 1;
            }
        }
    }
    found.works.sort_by_key(|work| Reverse(work.about.made));
    tidy(folder, now);
    found
}

impl LeftOver {
    fn new(about: About, run: Run, home: Home) -> Self {
        let matched = Evaluation::of(&run.end()).tally.matched;
        let file = about.path.as_deref().and_then(written);
        let is_older_than_file = file.is_some_and(|file| file > about.made);
        let version = about.path.as_deref().filter(|_| !is_older_than_file);
        let version = version.and_then(|path| Version::of(path).ok().flatten());
        Self { about, run, matched, is_older_than_file, version, home }
    }
}

/// Everything in the folder whose name ends like this.
fn ending_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|found| found == ending)).collect()
}

/// Renames what cannot be read, so that the next start does not stumble over it; a person may still look at it.
fn set_aside(home: Home, now: SystemTime) {
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let aside = home.file().with_extension(format!("{seconds}.{BROKEN}"));
    if fs::rename(home.file(), aside).is_ok() {
        home.remove();
    }
}

/// When a file was set aside, by its name.
fn set_aside_at(path: &Path) -> Option<SystemTime> {
    let (_, seconds) = path.file_stem()?.to_str()?.rsplit_once('.')?;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds.parse().ok()?))
}

/// Removes locks that nobody holds, half-written files of crashed writers, and what was set aside long ago.
fn tidy(folder: &Path, now: SystemTime) {
    files::remove_leftovers(folder, ".", now);
    let age = |at: SystemTime| now.duration_since(at).unwrap_or_default();
    for lock in ending_in(folder, LOCK) {
        let file = lock.with_extension(ENDING);
        let settled = written(&lock).is_some_and(|at| age(at) > SETTLED);
        if settled
            && !file.exists()
            && let Some(home) = Home::left_at(&file)
        {
            home.remove();
        }
    }
    let broken = ending_in(folder, BROKEN).into_iter();
    let mut broken: Vec<_> = broken.filter_map(|path| Some((set_aside_at(&path)?, path))).collect();
    broken.sort_by_key(|(at, _)| Reverse(*at));
    for (place, (at, path)) in broken.iter().enumerate() {
        if place >= MOST_BROKEN || age(*at) > BROKEN_FOR {
            // A folder goes only if it is empty: who knows how it came there.
            let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
        }
    }
}
