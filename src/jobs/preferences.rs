//! What the user prefers of the window, from one start to the next; never their work. It is a convenience: where it
//! cannot be read or kept, nothing is said, and the window is as it comes.

use std::fs::File;
use std::io::Read;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::files;
use crate::document::Appearance;
use crate::engine::Named as _;

/// What is remembered of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Preferences {
    /// The window's inner size in points of the screen, before any zoom, where it is not maximised.
    pub size: Option<[f32; 2]>,
    /// Whether it takes the whole screen.
    pub maximised: bool,
    /// Light, dark, or as the system has it.
    pub appearance: Appearance,
    /// The height of the strip with rounds and plot, where it was changed.
    pub strip_height: Option<f32>,
    /// Whether nothing slides, where that was chosen; else it is as the system has it.
    pub still: Option<bool>,
    /// How much larger than usual everything is.
    pub zoom: f32,
    /// Whether the welcome has been closed for good.
    pub welcome_dismissed: bool,
    /// How far a guided lesson has come: its title, and the step.
    pub lesson_step: Option<(String, usize)>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            size: None,
            maximised: false,
            appearance: Appearance::System,
            strip_height: None,
            still: None,
            zoom: 1.0,
            welcome_dismissed: false,
            lesson_step: None,
        }
    }
}

/// The sides of a window that some screen could show.
const SIDES: RangeInclusive<f64> = 100.0..=20_000.0;
/// The zooms that the window offers, give or take.
const ZOOMS: RangeInclusive<f64> = 0.2..=5.0;
/// More than any file of preferences holds, in bytes.
const LONGEST: u64 = 1 << 16;
/// How long they stay as they are before they are written: a window that is being resized has many sizes.
const SETTLED: Duration = Duration::from_secs(1);

impl Preferences {
    /// What is understood of it. The rest, each by itself, is as it comes.
    fn of(kept: &Map<String, Value>) -> Self {
        let usual = Self::default();
        let get = |name: &str| kept.get(name).unwrap_or(&Value::Null);
        let is = |name: &str| get(name).as_bool().unwrap_or_default();
        Self {
            size: get("size").as_array().and_then(|sides| match sides.as_slice() {
                [width, height] => Some([number(width, &SIDES)?, number(height, &SIDES)?]),
                _ => None,
            }),
            maximised: is("maximised"),
            appearance: get("appearance")
                .as_str()
                .and_then(Appearance::from_name)
                .unwrap_or_default(),
            strip_height: number(get("strip_height"), &SIDES),
            still: get("still").as_bool(),
            zoom: number(get("zoom"), &ZOOMS).unwrap_or(usual.zoom),
            welcome_dismissed: is("welcome_dismissed"),
            lesson_step: get("lesson_step").as_array().and_then(|step| match step.as_slice() {
                [title, step] => {
                    Some((title.as_str()?.to_owned(), usize::try_from(step.as_u64()?).ok()?))
                }
                _ => None,
            }),
        }
    }

    fn told(&self) -> Map<String, Value> {
        let told = json!({
            "size": self.size,
            "maximised": self.maximised,
            "appearance": self.appearance.name(),
            "strip_height": self.strip_height,
            "still": self.still,
            "zoom": self.zoom,
            "welcome_dismissed": self.welcome_dismissed,
            "lesson_step": self.lesson_step,
        });
        if let Value::Object(told) = told { told } else { Map::new() }
    }
}

fn number(value: &Value, range: &RangeInclusive<f64>) -> Option<f32> {
    let number = value.as_f64().filter(|number| range.contains(number))?;
    #[expect(clippy::cast_possible_truncation, reason = "it was an f32 when it was written")]
    Some(number as f32)
}

/// The preferences, and where they are kept.
#[derive(Debug, Default)]
pub struct Remembered {
    preferences: Preferences,
    store: Option<PathBuf>,
    writer: Option<Writer>,
}

impl Remembered {
    /// Those of this user.
    #[must_use]
    pub fn of_user() -> Self {
        let store = directories::ProjectDirs::from("", "", "jointly")
            .map(|dirs| dirs.data_local_dir().join("preferences.json"));
        store.map_or_else(Self::default, |store| Self::at(&store))
    }

    /// Those kept in this file.
    #[must_use]
    pub fn at(store: &Path) -> Self {
        Self {
            preferences: Preferences::of(&read(store)),
            store: Some(store.to_owned()),
            writer: None,
        }
    }

    /// What is preferred now.
    #[must_use]
    pub const fn preferences(&self) -> &Preferences {
        &self.preferences
    }

    /// Takes over what is preferred from now on; where that is something else, a worker writes it down soon.
    pub fn prefer(&mut self, preferences: Preferences) {
        let before = std::mem::replace(&mut self.preferences, preferences);
        if before == self.preferences {
            return;
        }
        if let (None, Some(store)) = (&self.writer, &self.store) {
            self.writer = Writer::start(store.clone(), before).ok();
        }
        if let Some(newest) = self.writer.as_ref().and_then(|writer| writer.newest.as_ref()) {
            let _ = newest.send(self.preferences.clone());
        }
    }
}

/// The worker that writes. Dropping it waits until the last wish is written.
#[derive(Debug)]
struct Writer {
    newest: Option<Sender<Preferences>>,
    worker: Option<JoinHandle<()>>,
}

impl Writer {
    fn start(store: PathBuf, before: Preferences) -> std::io::Result<Self> {
        let (newest, wishes) = mpsc::channel();
        let worker = thread::Builder::new().name("preferences".to_owned());
        let worker = worker.spawn(move || write_all(&store, before, &wishes))?;
        Ok(Self { newest: Some(newest), worker: Some(worker) })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.newest = None;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

fn write_all(store: &Path, mut before: Preferences, wishes: &Receiver<Preferences>) {
    while let Ok(mut newest) = wishes.recv() {
        while let Ok(newer) = wishes.recv_timeout(SETTLED) {
            newest = newer;
        }
        let _ = write(store, &before, &newest);
        before = newest;
    }
}

/// Writes what has changed into what is there now: another window may have written meanwhile, and a newer Jointly more
/// than this one knows.
fn write(store: &Path, before: &Preferences, now: &Preferences) -> std::io::Result<()> {
    let (mut kept, before) = (read(store), before.told());
    for (name, value) in now.told() {
        if before.get(&name) != Some(&value) || !kept.contains_key(&name) {
            kept.insert(name, value);
        }
    }
    if let Some(folder) = store.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = serde_json::to_string_pretty(&kept)?;
    let written = files::write(store, |out| writeln!(out, "{text}"));
    written.map(drop).map_err(std::io::Error::other)
}

/// What is kept there; nothing where that is no file of preferences.
fn read(store: &Path) -> Map<String, Value> {
    let mut bytes = Vec::new();
    let read = File::open(store).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    read.ok().and_then(|_| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unusual() -> Preferences {
        Preferences {
            size: Some([1000.0, 700.5]),
            maximised: true,
            appearance: Appearance::Light,
            strip_height: Some(150.0),
            still: Some(true),
            zoom: 1.1,
            welcome_dismissed: true,
            lesson_step: Some(("Four pictures".to_owned(), 7)),
        }
    }

    #[test]
    fn what_is_preferred_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("not there yet/preferences.json");
        let mut remembered = Remembered::at(&store);
        assert_eq!(*remembered.preferences(), Preferences::default());
        remembered.prefer(Preferences::default());
        assert!(remembered.writer.is_none(), "nothing changed");
        remembered.prefer(Preferences { zoom: 2.0, ..unusual() });
        remembered.prefer(unusual());
        drop(remembered);
        assert_eq!(*Remembered::at(&store).preferences(), unusual());
    }

    #[test]
    fn what_another_window_or_a_newer_program_wrote_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("preferences.json");
        std::fs::write(&store, r#"{"colour": "green", "zoom": 1.5}"#).unwrap();
        let (mut one, mut other) = (Remembered::at(&store), Remembered::at(&store));
        one.prefer(Preferences { welcome_dismissed: true, ..one.preferences().clone() });
        drop(one);
        other.prefer(Preferences { still: Some(true), ..other.preferences().clone() });
        drop(other);
        let kept = read(&store);
        assert_eq!(kept["colour"], "green");
        let Preferences { welcome_dismissed, still, zoom, .. } = Preferences::of(&kept);
        assert_eq!((welcome_dismissed, still, zoom), (true, Some(true), 1.5));
    }

    #[test]
    fn what_is_damaged_is_as_it_comes_and_the_rest_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("preferences.json");
        for damaged in ["", "nonsense", "[1, 2]", "{\"zoom\": 2", "\u{0}\u{0}"] {
            std::fs::write(&store, damaged).unwrap();
            assert_eq!(*Remembered::at(&store).preferences(), Preferences::default(), "{damaged}");
        }
        let odd = r#"{"size": [1e9, 700], "maximised": 1, "appearance": "pink", "strip_height": -3,
            "still": true, "zoom": 0, "welcome_dismissed": null, "lesson_step": ["x", -1]}"#;
        std::fs::write(&store, odd).unwrap();
        let expected = Preferences { still: Some(true), ..Preferences::default() };
        assert_eq!(*Remembered::at(&store).preferences(), expected);
    }

    #[test]
    fn where_nothing_can_be_kept_nothing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("a file/preferences.json");
        std::fs::write(folder.path().join("a file"), "").unwrap();
        let mut remembered = Remembered::at(&store);
        remembered.prefer(unusual());
        assert_eq!(*remembered.preferences(), unusual());
        drop(remembered);
        assert_eq!(*Remembered::at(&store).preferences(), Preferences::default());
    }
}
