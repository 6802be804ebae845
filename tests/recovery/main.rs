//! Unsaved work that is kept, and what is left of it: who may offer it, when it goes, and what happens to files that
//! hold none.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod broken;
mod keeping;
mod left;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use jointly::engine::Run;
use jointly::formats::sample;
use jointly::jobs::recovery::{Keeper, Leavings, Snapshot, look};

/// More time than anything here takes.
const LONG: Duration = Duration::from_secs(20);
/// So often that a test need not wait.
const AT_ONCE: Duration = Duration::ZERO;

/// A folder for recovery files, not made yet.
struct Place {
    above: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { above: tempfile::tempdir().unwrap() }
    }

    fn folder(&self) -> PathBuf {
        self.above.path().join("state/recovery")
    }

    fn keeper(&self) -> Keeper {
        Keeper::start(&self.folder(), AT_ONCE, || {}).unwrap()
    }

    /// What a start finds.
    fn look(&self) -> Leavings {
        look(&self.folder(), SystemTime::now())
    }

    /// The names of works that a start finds, the newest first.
    fn offered(&self) -> Vec<String> {
        self.look().works.into_iter().map(|work| work.about.name).collect()
    }

    /// Leaves this work behind, as an instance that dies does.
    fn leaves(&self, name: &str) {
        let keeper = self.keeper();
        keeper.keep(work(name));
    }

    /// The names of all files that end like this.
    fn files(&self, ending: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).into_iter().flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.ends_with(ending)).collect();
        names.sort();
        names
    }

    /// What the one recovery file holds, or nothing.
    fn kept(&self) -> String {
        let file = self.files(".recovery").pop();
        content(&self.folder().join(file.unwrap_or_default()))
    }

    fn file(&self) -> PathBuf {
        self.folder().join(&self.files(".recovery")[0])
    }
}

/// A document of this name, whose first picture is called so too.
fn work(name: &str) -> Snapshot {
    Snapshot { run: run(name), name: name.to_owned(), path: None }
}

fn run(name: &str) -> Run {
    let mut run = sample::named("flip-flop.json").unwrap();
    let first = &mut Arc::make_mut(&mut run.dataset).examples[0];
    name.clone_into(&mut Arc::make_mut(first).name);
    run
}

#[track_caller]
fn until(done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < LONG);
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What stands in a file, or nothing.
fn content(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
