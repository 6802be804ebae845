//! Saving, done to as the world may: the real program is killed at every system call of a save, every one of them is
//! made to fail, and the disk is full. What is there afterwards is all of the old or all of the new.
//!
//! The saver is `jointly convert IN OUT`, which saves as the window does, so that one kind of build is enough.

#![cfg(all(target_os = "linux", not(feature = "window")))]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod faults;
mod kills;
mod room;
mod strace;
mod users;

use std::ffi::OsStr;
use std::fs::{self, File, FileTimes};
use std::io::Write;
use std::os::unix::fs::{chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, SystemTime};

use jointly::formats::{json, sample};

const JOINTLY: &str = env!("CARGO_BIN_EXE_jointly");
const NAME: &str = "smiles.json";
const OLD: &[u8] = b"what was there before";

/// What is saved: so long that it takes several calls to write.
static NEW: LazyLock<Vec<u8>> = LazyLock::new(|| document(160));

/// Says something that `cargo test` shows although the test is all right.
fn say(line: &str) {
    // It stands between the dots of a quiet run.
    let _ = writeln!(std::io::stderr(), "\nSaving: {line}");
}

/// A document of so many pictures, as a file holds it.
fn document(pictures: usize) -> Vec<u8> {
    let mut run = sample::smiles();
    let examples = &mut Arc::make_mut(&mut run.dataset).examples;
    *examples = examples.iter().cycle().take(pictures).cloned().collect();
    json::write(&run)
}

/// What there is where a document is saved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    AFile,
    ALink,
    /// A file, and beside it what a save left that crashed an hour ago.
    ACrash,
    /// A file of another user, whose mode is not that of a new one.
    OfAnother,
}

impl Before {
    const ALL: [Self; 5] = [Self::Nothing, Self::AFile, Self::ALink, Self::ACrash, Self::OfAnother];

    /// All that this user may prepare.
    fn possible() -> Vec<Self> {
        let mut all = Self::ALL.to_vec();
        let place = Place::new(Self::AFile);
        if chown(&place.target, Some(12345), Some(54321)).is_err() {
            say("SKIPPED: files of another owner, because this user may not give files away");
            all.pop();
        }
        all
    }
}

/// A folder in which a document is saved.
struct Place {
    folder: tempfile::TempDir,
    /// What is saved.
    input: PathBuf,
    /// What it is saved as.
    output: PathBuf,
    /// Where that really is: alone in a folder.
    target: PathBuf,
}

impl Place {
    fn new(before: Before) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (input, target, link) = (at("new.json"), at("far").join(NAME), at("link.json"));
        fs::write(&input, &*NEW).unwrap();
        fs::create_dir(at("far")).unwrap();
        if before != Before::Nothing {
            fs::write(&target, OLD).unwrap();
        }
        if before == Before::OfAnother {
            chown(&target, Some(12345), Some(54321)).unwrap();
        }
        let output = if before == Before::ALink { link.clone() } else { target.clone() };
        // The name of a link to a link to the file.
        symlink("far/smiles.json", at("between.json")).unwrap();
        symlink("between.json", link).unwrap();
        let place = Self { folder, input, output, target };
        if before == Before::ACrash {
            fs::write(place.leftover(), "half a docu").unwrap();
            place.age();
        }
        place
    }

    /// What a crashed save may have left.
    fn leftover(&self) -> PathBuf {
        self.target.with_file_name(".smiles.json.abc123.jointly-tmp")
    }

    /// What the saver is called with.
    fn arguments(&self) -> [&OsStr; 3] {
        [OsStr::new("convert"), self.input.as_os_str(), self.output.as_os_str()]
    }

    /// Saves, undisturbed.
    fn save(&self) -> Output {
        std::process::Command::new(JOINTLY).args(self.arguments()).output().unwrap()
    }

    /// What there is now.
    fn content(&self) -> Content {
        assert_eq!(
            fs::read_link(self.folder.path().join("link.json")).unwrap(),
            Path::new("between.json")
        );
        match fs::read(&self.target) {
            Ok(bytes) if bytes == *NEW => Content::New,
            Ok(bytes) if bytes == OLD => Content::Old,
            Ok(_) => Content::Torn,
            Err(_) => Content::Nothing,
        }
    }

    /// Whatever lies beside the target.
    fn beside(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.target.parent().unwrap()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| *path != self.target).collect()
    }

    /// Makes what lies beside the target an hour old: a save leaves alone what may be of another one under way.
    fn age(&self) {
        let long_ago = FileTimes::new().set_modified(SystemTime::now() - Duration::from_hours(1));
        for path in self.beside() {
            File::open(path).unwrap().set_times(long_ago).unwrap();
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Nothing,
    Old,
    New,
    Torn,
}

impl Content {
    /// What there is before a save.
    const fn of(before: Before) -> Self {
        if matches!(before, Before::Nothing) { Self::Nothing } else { Self::Old }
    }
}

/// The exit status, or the signal that ended it as a negative number, and what was said.
fn told(output: &Output) -> (i32, String) {
    use std::os::unix::process::ExitStatusExt;
    let status = output.status.code().or_else(|| output.status.signal().map(|signal| -signal));
    (status.unwrap(), String::from_utf8(output.stderr.clone()).unwrap())
}

/// Does something with each, on as many threads as there are processors.
fn on_all<T: Sync, R: Send>(all: &[T], each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = all.len().div_ceil(threads).max(1);
    let each = &each;
    std::thread::scope(|scope| {
        let parts = all.chunks(share);
        let workers: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(each).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}
