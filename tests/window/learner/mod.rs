//! A learner at the window: finds things by role and name, presses them, and reads what is shown.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, ViewportCommand, ViewportId};
use egui_kittest::kittest::{AccessKitNode, NodeT as _};
use egui_kittest::{Harness, HarnessBuilder, Node};
use jointly::app::Workbench;
use jointly::document::Document;
use jointly::engine::Run;
use jointly::jobs::{Answer, Dialogs, Purpose, Recent, files};
use tempfile::TempDir;

pub const NONE: Modifiers = Modifiers::NONE;
pub const ALT: Modifiers = Modifiers::ALT;
pub const SHIFT: Modifiers = Modifiers::SHIFT;
/// As the window system reports it: the key itself, and what it stands for.
pub const CTRL: Modifiers = Modifiers::CTRL.plus(Modifiers::COMMAND);
pub const CTRL_SHIFT: Modifiers = CTRL.plus(SHIFT);

/// More frames than anything that moves on the screen takes to come to rest.
const MOST_FRAMES: usize = 60;

/// File dialogs that answer as they were told, in that order. One that was told nothing never answers.
#[derive(Clone, Default)]
struct Script {
    answers: Rc<RefCell<VecDeque<Answer>>>,
    asked: Rc<RefCell<Vec<(Purpose, String)>>>,
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
        self.asked.borrow_mut().push(asked);
        if let Some(answer) = self.answers.borrow_mut().pop_front() {
            done(answer);
        }
    }
}

/// The window with somebody in front of it.
pub struct Learner {
    window: Harness<'static, Workbench>,
    script: Script,
    commands: Vec<ViewportCommand>,
    folder: TempDir,
}

impl Learner {
    /// In front of a new window with the lesson open.
    pub fn new() -> Self {
        Self::of_size([1280.0, 800.0])
    }

    /// The same, in a window of this size in points.
    pub fn of_size(size: [f32; 2]) -> Self {
        Self::built_by(Harness::builder().with_size(size))
    }

    pub fn built_by(builder: HarnessBuilder<Workbench>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let recent = Recent::at(&folder.path().join("recent.json"));
        let script = Script::default();
        let dialogs = Box::new(script.clone());
        let window =
            builder.build_eframe(|creation| Workbench::new(&creation.egui_ctx, dialogs, recent));
        let mut learner = Self {
            window,
            script,
            commands: Vec::new(),
            folder,
        };
        learner.note_commands();
        learner.settle();
        learner
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

    pub fn document(&self) -> &Document {
        self.window.state().document()
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
        self.folder.path().join(name)
    }

    /// What the next file dialog answers.
    pub fn answer(&mut self, answer: Answer) {
        self.script.answers.borrow_mut().push_back(answer);
    }

    /// What file dialogs were asked for, each with the name it was to suggest.
    pub fn asked(&self) -> Vec<(Purpose, String)> {
        self.script.asked.borrow().clone()
    }

    pub fn drop_file(&mut self, path: &Path) {
        let file = std::sync::Arc::new(Dropped(path.to_owned()));
        self.window.input_mut().dropped_files.push(file);
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
        let title = self
            .commands
            .iter()
            .rev()
            .find_map(|command| match command {
                ViewportCommand::Title(title) => Some(title.as_str()),
                _ => None,
            });
        title.unwrap_or_default()
    }

    /// Whether the window was told to do this.
    pub fn was_told(&self, command: &ViewportCommand) -> bool {
        self.commands.contains(command)
    }

    /// One frame.
    pub fn frame(&mut self) {
        self.window.step();
        self.note_commands();
    }

    fn note_commands(&mut self) {
        let viewport = &self.window.output().viewport_output[&ViewportId::ROOT];
        self.commands.extend(viewport.commands.iter().cloned());
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
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{}",
                self.screen().join("\n")
            );
            self.frame();
            std::thread::yield_now();
        }
        self.settle();
    }

    /// Lets something happen, and a frame see it.
    pub fn event(&mut self, event: Event) {
        self.window.input_mut().events.push(event);
        self.frame();
    }

    /// Presses a key and lets go of it.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.press_without_settling(modifiers, key);
        self.settle();
    }

    /// The same, in the midst of what moves.
    pub fn press_without_settling(&mut self, modifiers: Modifiers, key: Key) {
        self.event(Event::ModifiersChanged(modifiers));
        for pressed in [true, false] {
            let physical_key = None;
            self.event(Event::Key {
                key,
                physical_key,
                pressed,
                repeat: false,
                modifiers,
            });
        }
        self.event(Event::ModifiersChanged(NONE));
    }

    pub fn press_times(&mut self, times: usize, key: Key) {
        for _ in 0..times {
            self.press(NONE, key);
        }
    }

    pub fn press_all(&mut self, keys: &[(Modifiers, Key)]) {
        keys.iter().for_each(|(m, key)| self.press(*m, *key));
    }

    /// Types over what is selected.
    pub fn types(&mut self, text: &str) {
        self.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Moves the mouse there.
    pub fn points_at(&mut self, at: Pos2) {
        self.event(Event::PointerMoved(at));
    }

    /// Moves the mouse out of the window.
    pub fn looks_away(&mut self) {
        self.event(Event::PointerGone);
        self.settle();
    }

    /// A button of the mouse goes down or up.
    pub fn button(&mut self, at: Pos2, button: PointerButton, pressed: bool) {
        let modifiers = NONE;
        self.event(Event::PointerButton {
            pos: at,
            button,
            pressed,
            modifiers,
        });
    }

    /// Drags with a button of the mouse over these points.
    pub fn drags(&mut self, button: PointerButton, along: &[Pos2]) {
        let (first, last) = (along[0], along[along.len() - 1]);
        self.points_at(first);
        self.button(first, button, true);
        along[1..].iter().for_each(|at| self.points_at(*at));
        self.button(last, button, false);
        self.settle();
    }

    pub fn click_at(&mut self, at: Pos2) {
        self.drags(PointerButton::Primary, &[at]);
    }

    /// Clicks twice, as fast as a hand can: both in one frame.
    pub fn double_click(&mut self, role: Role, name: &str) {
        let pos = self.rect(role, name).center();
        self.points_at(pos);
        let modifiers = NONE;
        let events = [true, false, true, false].map(|pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers,
        });
        self.window.input_mut().events.extend(events);
        self.settle();
    }

    #[track_caller]
    pub fn click(&mut self, role: Role, name: &str) {
        let at = self.rect(role, name).center();
        self.click_at(at);
    }

    #[track_caller]
    pub fn click_button(&mut self, name: &str) {
        self.click(Role::Button, name);
    }

    /// The same, in the midst of what moves.
    #[track_caller]
    pub fn click_button_without_settling(&mut self, name: &str) {
        let at = self.rect(Role::Button, name).center();
        self.points_at(at);
        self.button(at, PointerButton::Primary, true);
        self.button(at, PointerButton::Primary, false);
    }

    /// Clicks through a menu to one of its items.
    #[track_caller]
    pub fn choose(&mut self, path: &[&str]) {
        for item in path {
            let items = self.names(Role::Button);
            let name = items.iter().find(|name| is_item(name, item));
            let name = name.unwrap_or_else(|| panic!("no {item:?} among {items:#?}"));
            self.click_button(name);
        }
    }

    /// Gives something the keyboard, as a screen reader does.
    #[track_caller]
    pub fn focus(&mut self, role: Role, name: &str) {
        self.find(role, name).focus();
        self.frame();
        self.settle();
    }

    /// Presses something as a screen reader does.
    #[track_caller]
    pub fn act(&mut self, role: Role, name: &str) {
        self.find(role, name).click_accesskit();
        self.frame();
        self.settle();
    }

    #[track_caller]
    pub fn find(&self, role: Role, name: &str) -> Node<'_> {
        match self.look_for(role, name) {
            Some(node) => node,
            None => panic!(
                "no {role:?} {name:?} among\n{}",
                self.names(role).join("\n")
            ),
        }
    }

    pub fn look_for(&self, role: Role, name: &str) -> Option<Node<'_>> {
        let nodes = self.window.root().children_recursive();
        let mut found = nodes.filter(|node| {
            let node = node.accesskit_node();
            node.role() == role && self::name(&node).as_deref() == Some(name)
        });
        let first = found.next();
        assert!(found.next().is_none(), "two {role:?} {name:?}");
        first
    }

    pub fn rect(&self, role: Role, name: &str) -> Rect {
        self.find(role, name).rect()
    }

    /// The value of a cell, as it is told to a screen reader.
    #[track_caller]
    pub fn cell(&self, name: &str) -> String {
        let value = self.find(Role::Cell, name).value();
        value.expect("a cell has a value")
    }

    /// The names of everything of this role, in order.
    pub fn names(&self, role: Role) -> Vec<String> {
        let nodes = self.window.root().children_recursive();
        let nodes = nodes.filter(|node| node.accesskit_node().role() == role);
        nodes
            .filter_map(|node| name(&node.accesskit_node()))
            .collect()
    }

    /// Everything that has the keyboard's attention.
    pub fn focused(&self) -> Option<(Role, String)> {
        let mut nodes = self.window.root().children_recursive();
        let node = nodes.find(|node| node.accesskit_node().is_focused())?;
        let node = node.accesskit_node();
        Some((node.role(), name(&node).unwrap_or_default()))
    }

    /// All that is shown, as a screen reader would read it.
    pub fn screen(&self) -> Vec<String> {
        let nodes = self.window.root().children_recursive();
        nodes
            .filter_map(|node| name(&node.accesskit_node()))
            .collect()
    }

    pub fn is_shown(&self, text: &str) -> bool {
        self.screen().iter().any(|shown| shown.contains(text))
    }

    #[track_caller]
    pub fn sees(&self, texts: &[&str]) {
        for text in texts {
            assert!(
                self.is_shown(text),
                "{text:?} is not shown among\n{}",
                self.screen().join("\n")
            );
        }
    }
}

/// What a node is called; of a piece of text, what it says.
pub fn name(node: &AccessKitNode<'_>) -> Option<String> {
    let text = if node.role() == Role::Label {
        node.value()
    } else {
        node.label()
    };
    // Numbers are kept together by spaces that do not break.
    let text = text?.replace('\u{a0}', " ");
    (!text.is_empty()).then_some(text)
}

/// Whether this is the name of a menu's item, its keys behind it.
fn is_item(name: &str, item: &str) -> bool {
    let keys = name.strip_prefix(item);
    keys.is_some_and(|keys| keys.is_empty() || keys.rfind(' ') == Some(0))
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
