//! A learner at the window: finds things by role and name, presses them, and reads what is shown.

mod eyes;
mod hands;

pub use eyes::name;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use eframe::egui::{ColorImage, Key, Modifiers, OutputCommand, ViewportCommand, ViewportId};
use egui_kittest::{Harness, HarnessBuilder};
use jointly::app::Workbench;
use jointly::document::{Document, Purpose};
use jointly::engine::Run;
use jointly::jobs::{Answer, Dialogs, Preferences, Recent, Remembered, files, recovery};
use tempfile::TempDir;

pub const NONE: Modifiers = Modifiers::NONE;
pub const ALT: Modifiers = Modifiers::ALT;
pub const SHIFT: Modifiers = Modifiers::SHIFT;
/// As the window system reports it: the key itself, and what it stands for.
pub const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);
pub const CTRL_SHIFT: Modifiers = CTRL.plus(SHIFT);

const SIZE: [f32; 2] = [1280.0, 800.0];
/// Where unsaved work is kept, in the learner's own folder.
pub const KEPT: &str = "recovery";
/// What is remembered of the window, likewise.
pub const PREFERENCES: &str = "preferences.json";

/// Written by whoever starts a process: until that is another program, it holds the locks of all learners here, and
/// what one of them leaves is offered to nobody.
pub static STARTING: RwLock<()> = RwLock::new(());

/// More frames than anything that moves on the screen takes to come to rest.
const MOST_FRAMES: usize = 60;

/// File dialogs that answer as they were told, in that order. One that was told nothing never answers.
#[derive(Clone, Default)]
struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    asked: Arc<Mutex<Vec<(Purpose, String)>>>,
}

impl Dialogs for Script {
    fn ask(
        &self,
        purpose: Purpose,
        suggestion: &str,
        _frame: &eframe::Frame,
        done: Box<dyn FnOnce(Answer) + Send>,
    ) {
        let asked = (purpose, suggestion.to_owned());
        self.asked.lock().expect("nobody panics with it").push(asked);
        if let Some(answer) = self.answers.lock().expect("nobody panics with it").pop_front() {
            done(answer);
        }
    }
}

/// The window with somebody in front of it.
pub struct Learner {
    window: Harness<'static, Workbench>,
    script: Script,
    commands: Vec<ViewportCommand>,
    copied: Option<String>,
    folder: PathBuf,
    /// Where the folder is its own, and goes with it.
    owned: Option<TempDir>,
}

impl Learner {
    /// In front of a new window with the lesson open.
    pub fn new() -> Self {
        Self::of_size(SIZE)
    }

    /// The same, in a window of this size in points.
    pub fn of_size(size: [f32; 2]) -> Self {
        Self::built_by(Harness::builder().with_size(size))
    }

    /// Who has never been here, and is welcomed.
    pub fn newcomer() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let learner = Self::at(folder.path());
        Self { owned: Some(folder), ..learner }
    }

    pub fn built_by(builder: HarnessBuilder<Workbench>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let been_here = r#"{"welcome_dismissed": true}"#;
        std::fs::write(folder.path().join(PREFERENCES), been_here).expect("a file");
        let learner = Self::in_folder(folder.path(), builder);
        Self { owned: Some(folder), ..learner }
    }

    /// The same, in a folder that may have been another learner's.
    pub fn at(folder: &Path) -> Self {
        Self::in_folder(folder, Harness::builder().with_size(SIZE))
    }

    fn in_folder(folder: &Path, builder: HarnessBuilder<Workbench>) -> Self {
        let recent = Recent::at(&folder.join("recent.json"));
        let script = Script::default();
        let dialogs = Box::new(script.clone());
        let kept = folder.join(KEPT);
        let remembered = Remembered::at(&folder.join(PREFERENCES));
        let window = builder.build_eframe(|creation| {
            let ctx = &creation.egui_ctx;
            let mut workbench = Workbench::new(ctx, dialogs, recent);
            workbench.recover_in(&kept, recovery::EVERY, ctx);
            workbench.remember_in(remembered, ctx);
            workbench.zoom_as_remembered(ctx);
            workbench
        });
        let mut learner = Self {
            window,
            script,
            commands: Vec::new(),
            copied: None,
            folder: folder.to_owned(),
            owned: None,
        };
        learner.note_commands();
        learner.settle();
        learner
    }

    /// The program ends badly, and is started again.
    pub fn starts_again(self) -> Self {
        let Self { window, folder, owned, .. } = self;
        let none_starts = STARTING.read().unwrap_or_else(PoisonError::into_inner);
        drop(window);
        drop(none_starts);
        Self { owned, ..Self::at(&folder) }
    }

    /// The newest file in which unsaved work is kept, once there is one.
    pub fn kept(&self) -> Option<PathBuf> {
        let entries = std::fs::read_dir(self.path(KEPT)).ok()?;
        let paths = entries.flatten().map(|entry| entry.path());
        // Their names begin with when they were made.
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "recovery")).max()
    }

    /// In front of a window with this run open.
    pub fn with(run: &Run) -> Self {
        let mut learner = Self::new();
        learner.opens(run);
        learner
    }

    /// Writes the run to a file and opens it by the system's dialog.
    pub fn opens(&mut self, run: &Run) {
        let path = self.path("given.json");
        files::save(&path, run).expect("saved");
        self.answer(Answer::Path(path));
        self.press(CTRL, Key::O);
        self.until(|learner| learner.document().name() == "given.json");
    }

    pub fn is_looking(&self) -> bool {
        self.window.state().jobs().is_looking()
    }

    /// Whether a file dialog is open, or a file is being read or written.
    pub fn is_busy_with_files(&self) -> bool {
        self.window.state().jobs().files_busy()
    }

    pub fn document(&self) -> &Document {
        self.window.state().document()
    }

    pub fn preferences(&self) -> &Preferences {
        self.window.state().preferences()
    }

    pub fn workbench(&mut self) -> &mut Workbench {
        self.window.state_mut()
    }

    pub fn weights(&self) -> &[f64] {
        &self.document().experiment().weights
    }

    pub fn matched(&self) -> usize {
        self.document().evaluation().tally.matched
    }

    pub fn pixel(&self, example: usize, cell: usize) -> f64 {
        self.document().experiment().dataset.examples[example].pixels[cell]
    }

    pub fn title_of(&self, example: usize) -> String {
        self.document().experiment().dataset.title(example)
    }

    pub fn harness(&mut self) -> &mut Harness<'static, Workbench> {
        &mut self.window
    }

    /// A file in a folder of this learner's own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What the next file dialog answers.
    pub fn answer(&mut self, answer: Answer) {
        self.script.answers.lock().expect("nobody panics with it").push_back(answer);
    }

    /// What file dialogs were asked for, each with the name it was to suggest.
    pub fn asked(&self) -> Vec<(Purpose, String)> {
        self.script.asked.lock().expect("nobody panics with it").clone()
    }

    pub fn drop_file(&mut self, path: &Path) {
        self.drop_files(&[path]);
    }

    pub fn drop_files(&mut self, paths: &[&Path]) {
        for path in paths {
            let file = std::sync::Arc::new(Dropped((*path).to_owned()));
            self.window.input_mut().dropped_files.push(file);
        }
        self.frame();
    }

    /// The window's own close button.
    pub fn close_window(&mut self) {
        let input = self.window.input_mut();
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.events.push(eframe::egui::ViewportEvent::Close);
        self.frame();
    }

    /// The title the window was given last.
    pub fn title(&self) -> &str {
        let title = self.commands.iter().rev().find_map(|command| match command {
            ViewportCommand::Title(title) => Some(title.as_str()),
            _ => None,
        });
        title.unwrap_or_default()
    }

    /// Whether the window was told to do this.
    pub fn was_told(&self, command: &ViewportCommand) -> bool {
        self.commands.contains(command)
    }

    /// What is on the clipboard, once something is.
    pub fn copied(&mut self) -> String {
        self.until(|learner| learner.copied.is_some());
        self.copied.take().unwrap_or_default()
    }

    /// Gives the window the picture of itself that it asked for, as the system does.
    pub fn develops(&mut self, picture: ColorImage) {
        let asked = self.commands.iter().find_map(|command| match command {
            ViewportCommand::Screenshot(callback) => Some(callback.clone()),
            _ => None,
        });
        asked.expect("a picture was asked for").complete(picture.into());
        self.commands.clear();
        self.frame();
    }

    /// One frame.
    pub fn frame(&mut self) {
        self.window.step();
        self.note_commands();
    }

    fn note_commands(&mut self) {
        let viewport = &self.window.output().viewport_output[&ViewportId::ROOT];
        self.commands.extend(viewport.commands.iter().cloned());
        for command in &self.window.output().platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.copied = Some(text.clone());
            }
        }
    }

    /// After how long the window wants to be drawn again; for ever is `Duration::MAX`.
    pub fn wants_frame_in(&self) -> Duration {
        self.window.output().viewport_output[&ViewportId::ROOT].repaint_delay
    }

    /// Frames until nothing moves any more.
    pub fn settle(&mut self) {
        for _ in 0..MOST_FRAMES {
            self.frame();
            if self.wants_frame_in() > Duration::ZERO {
                let unnamed = self.window.unnamed_widgets();
                assert_eq!(unnamed, [""; 0], "these have no name");
                return;
            }
        }
        panic!("the window never comes to rest");
    }

    /// Frames until a worker has done what is waited for.
    #[track_caller]
    pub fn until(&mut self, done: impl Fn(&Self) -> bool) {
        let begun = Instant::now();
        while !done(self) {
            assert!(begun.elapsed() < Duration::from_secs(20), "{}", self.screen().join("\n"));
            self.frame();
            std::thread::yield_now();
        }
        self.settle();
    }
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl eframe::egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("Files are read by a worker.".to_owned())
    }
}
