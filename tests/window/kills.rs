//! SIGKILL at random moments of random editing. A process edits in a window, notes down what stands in its document, and
//! is killed; the next window opens what it finds. Everything older than 4 seconds is to be there.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use eframe::egui::Key;
use jointly::document::{Action, Effect};
use jointly::engine::{Dataset, Example, Experiment, Policy, Run, Score, Settings, Shape};
use jointly::formats::json;
use jointly::jobs::Answer;

use crate::learner::{CTRL, Learner, STARTING};

/// How many processes are killed, unless `JOINTLY_KILLS` says otherwise.
const KILLS: usize = 5;
/// How many edit at a time.
const AT_ONCE: usize = 5;
/// What a kill may take.
const MOST: Duration = Duration::from_secs(4);
/// Tells the process that edits where to do so, and how.
const FOLDER: &str = "JOINTLY_KILLS_FOLDER";
const SEED: &str = "JOINTLY_KILLS_SEED";

#[test]
fn everything_older_than_4_seconds_comes_back_after_a_kill() {
    let kills = std::env::var("JOINTLY_KILLS").ok().and_then(|kills| kills.parse().ok());
    let kills = kills.unwrap_or(KILLS);
    let seeds: Vec<u64> = (0..kills as u64).collect();
    let mut ends = Vec::new();
    for wave in seeds.chunks(AT_ONCE) {
        ends.extend(std::thread::scope(|scope| {
            let killed: Vec<_> = wave.iter().map(|seed| scope.spawn(|| killed(*seed))).collect();
            killed.into_iter().map(|end| end.join().expect("an end")).collect::<Vec<_>>()
        }));
    }
    let back = ends.iter().filter(|end| end.loss < MOST).count();
    let oldest = ends.iter().map(|end| end.loss).max().unwrap_or_default();
    let (offered, states) = (
        ends.iter().filter(|end| end.offered).count(),
        ends.iter().map(|end| end.states).sum::<usize>(),
    );
    // It stands between the dots of a quiet run.
    let _ = writeln!(
        std::io::stderr(),
        "\nRecovery: {kills} kills: {back} of {kills} came back, oldest loss {:.1} s; {offered} had unsaved work, of {states} states",
        oldest.as_secs_f64()
    );
    assert_eq!(back, kills, "{ends:#?}");
}

/// What became of one process.
#[derive(Debug)]
struct End {
    #[expect(dead_code, reason = "it is shown where something is lost")]
    seed: u64,
    /// Whether the next start offered something.
    offered: bool,
    /// How old the oldest change is that did not come back.
    loss: Duration,
    /// In how many states the document has been.
    states: usize,
}

/// Lets a process edit, kills it, and opens what it left.
fn killed(seed: u64) -> End {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let mut child = edits(folder.path(), seed);
    while Noted::read(&log).states.is_empty() {
        assert!(child.try_wait().expect("a child").is_none(), "it ended by itself");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut random = fastrand::Rng::with_seed(!seed);
    std::thread::sleep(Duration::from_millis(random.u64(0..9_000)));
    child.kill().expect("killed");
    let at = now();
    child.wait().expect("dead");
    let noted = Noted::read(&log);
    let found = recovered(folder.path());
    let loss = at.saturating_sub(noted.lost_since(found).unwrap_or(at));
    End { seed, offered: found.is_some(), loss, states: noted.states.len() }
}

fn edits(folder: &Path, seed: u64) -> Child {
    let this = std::env::current_exe().expect("a test");
    let mut command = Command::new(this);
    command.args(["--exact", "kills::edits_until_it_is_killed", "--ignored"]);
    command.env(FOLDER, folder).env(SEED, seed.to_string());
    let _none_ends = STARTING.write().unwrap_or_else(PoisonError::into_inner);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a process")
}

/// What the next window recovers, if it offers anything.
fn recovered(folder: &Path) -> Option<u64> {
    let mut learner = Learner::at(folder);
    learner.kept()?;
    learner.until(|learner| learner.is_shown("Jointly ended without saving"));
    learner.click_button("Recover");
    assert!(learner.document().is_changed());
    Some(hash(&learner.document().run()))
}

fn hash(run: &Run) -> u64 {
    let mut hasher = DefaultHasher::new();
    json::write(run).hash(&mut hasher);
    hasher.finish()
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970")
}

/// A state of the document.
struct State {
    /// When it stood there at the latest.
    at: Duration,
    hash: u64,
    saved: bool,
}

/// What a process noted down.
#[derive(Default)]
struct Noted {
    states: Vec<State>,
    /// Whether it was killed before it noted what it was about to do.
    amidst: bool,
}

impl Noted {
    fn read(log: &Path) -> Self {
        let mut noted = Self::default();
        for line in fs::read_to_string(log).unwrap_or_default().split_inclusive('\n') {
            let words: Vec<&str> = line.split_whitespace().collect();
            noted.amidst = words.len() != 3 || !line.ends_with('\n');
            if !noted.amidst {
                noted.states.push(State {
                    at: Duration::from_micros(words[0].parse().expect("a time")),
                    hash: words[1].parse().expect("a hash"),
                    saved: words[2] == "true",
                });
            }
        }
        noted
    }

    /// When the first change was made that is not in what was found: a state, or nothing where all was saved.
    fn lost_since(&self, found: Option<u64>) -> Option<Duration> {
        let is_found = |state: &State| match found {
            Some(hash) => state.hash == hash,
            None => state.saved,
        };
        match self.states.iter().rposition(is_found) {
            Some(last) => self.states.get(last + 1).map(|next| next.at),
            // Newer than anything noted.
            None if self.amidst => None,
            None => Some(Duration::ZERO),
        }
    }
}

/// Notes down each new state of the document.
struct Log {
    file: File,
    generation: Option<(u64, bool)>,
}

impl Log {
    /// Does something, and notes down what comes of it. That something is done is noted before.
    fn note(&mut self, learner: &mut Learner, does: impl FnOnce(&mut Learner)) {
        writeln!(self.file, "...").expect("noted");
        does(learner);
        let document = learner.document();
        let generation = Some((document.generation(), document.is_changed()));
        // Undoing nothing makes a generation too, but no state that could be lost.
        let hash = hash(&document.run());
        if generation != std::mem::replace(&mut self.generation, generation) {
            let line = format!("{} {hash} {}\n", now().as_micros(), !document.is_changed());
            self.file.write_all(line.as_bytes()).expect("noted");
        }
    }
}

#[test]
#[ignore = "it is the process that the test above kills"]
fn edits_until_it_is_killed() {
    let (Some(folder), Ok(seed)) = (std::env::var_os(FOLDER), std::env::var(SEED)) else {
        return;
    };
    let seed = seed.parse().expect("a seed");
    let mut random = fastrand::Rng::with_seed(seed);
    let mut learner = Learner::at(Path::new(&folder));
    if seed % 2 == 1 {
        learner.opens(&trainable(&mut random));
    }
    let file = File::create(learner.path("log")).expect("a log");
    let mut log = Log { file, generation: None };
    log.note(&mut learner, |_| {});
    loop {
        log.note(&mut learner, |learner| edit(learner, &mut random));
        // What workers do is seen in the frames that follow; then the window rests.
        for _ in 0..random.usize(0..30) {
            log.note(&mut learner, Learner::frame);
            std::thread::sleep(Duration::from_millis(random.u64(5..30)));
        }
        std::thread::sleep(Duration::from_millis(random.u64(0..600)));
    }
}

/// Pictures on which rounds never stand still, and do not take long.
pub fn trainable(random: &mut fastrand::Rng) -> Run {
    let shape = Shape { width: 6, height: 6 };
    let example = |random: &mut fastrand::Rng| Example {
        name: String::new(),
        label: f64::from(2 * random.i32(0..2) - 1),
        pixels: std::iter::repeat_with(|| f64::from(random.i32(0..2))).take(36).collect(),
    };
    let examples = (0..20).map(|_| Arc::new(example(random))).collect();
    let dataset = Dataset { shape, examples, label_names: std::collections::BTreeMap::new() };
    let settings = Settings {
        score: Score::SquaredError,
        policy: Policy::Gradient,
        rate: 1e-5,
        ..Settings::default()
    };
    Run::new(Experiment { settings, ..Experiment::at_rest(dataset) })
}

/// Something that people do.
fn edit(learner: &mut Learner, random: &mut fastrand::Rng) {
    let cells = learner.weights().len();
    let examples = learner.document().experiment().dataset.examples.len().max(1);
    let (example, cell) = (random.usize(0..examples), random.usize(0..cells));
    let value = f64::from(random.i32(-2..3));
    let action = match random.u32(0..12) {
        0 => Action::Undo,
        1 => Action::Redo,
        2 => Action::SetWeight { weight: cell, value, stroke: None },
        3 => Action::DuplicateExample { example },
        4 => Action::Rename { example, name: format!("picture {}", random.u32(..)) },
        5 => Action::Outside(Effect::Run { rounds: random.usize(1..300) }),
        6 | 7 => Action::PlayRound,
        8 => {
            let path = learner.path("mine.json");
            learner.answer(Answer::Path(path));
            return learner.press_without_settling(CTRL, Key::S);
        }
        _ => Action::SetPixel { example, cell, value, stroke: None },
    };
    learner.harness().state_mut().ask(action);
    learner.frame();
}
