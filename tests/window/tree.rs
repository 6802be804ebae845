//! The accessibility tree, walked in every state: everything that can be pressed has a name of its own and is large
//! enough.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::accesskit::{Action, Role};
use eframe::egui::{Key, Rect};
use egui_kittest::kittest::NodeT as _;
use jointly::jobs::Answer;

use crate::disk::opened;
use crate::import::{digits, importing};
use crate::learner::{self, CTRL, CTRL_SHIFT, Learner, NONE};
use crate::recovery::offered;
use crate::sizes::pictures;

/// The least width and height of what is pressed, in points: WCAG 2.2, 2.5.8.
const LEAST: f32 = 24.0;

/// Somebody who looks at everything there is, state by state.
struct Walker {
    learner: Learner,
    /// What was found, and in which state first.
    found: BTreeMap<String, &'static str>,
    seen: usize,
}

impl Walker {
    fn new(learner: Learner) -> Self {
        Self { learner, found: BTreeMap::new(), seen: 0 }
    }

    /// Looks at everything that is there now.
    fn looks(&mut self, state: &'static str) {
        let many = self.learner.weights().len() > 64;
        let mut heard = BTreeSet::new();
        let nodes = self.learner.harness().root().children_recursive();
        for node in nodes {
            let (shown, node) = (node, node.accesskit_node());
            let data = node.data();
            let pressed = data.supports_action(Action::Click);
            if !pressed && !data.supports_action(Action::Focus) {
                continue;
            }
            self.seen += 1;
            let name = learner::name(&node).unwrap_or_default();
            let role = node.role();
            if role == Role::ScrollBar {
                // What is scrolled is reached by the wheel and by Tab; the toolkit gives its bars no names.
                continue;
            }
            if name.trim().is_empty() {
                self.found.insert(format!("{role:?} {:?} has no name", data.bounds()), state);
            }
            // Whoever goes by ear could not choose between two of one name.
            if !heard.insert((format!("{role:?}"), name.clone())) {
                self.found.entry(format!("two {role:?} {name:?}")).or_insert(state);
            }
            // Cells of large grids are a few pixels: the keyboard and the lens are for these.
            let excused = many && role == Role::Cell;
            if pressed && !excused && !node.is_disabled() && !is_large(shown.rect()) {
                let size = shown.rect().size();
                self.found.entry(format!("{role:?} {name:?} is {size:?}")).or_insert(state);
            }
        }
    }

    fn does(&mut self, state: &'static str, act: impl FnOnce(&mut Learner)) {
        act(&mut self.learner);
        self.looks(state);
    }

    /// Unfolds everything that is folded.
    fn unfolds(&mut self, state: &'static str) {
        for name in self.learner.names(Role::DisclosureTriangle) {
            self.does(state, |learner| learner.act(Role::DisclosureTriangle, &name));
        }
    }

    /// Opens everything of this role, one after the other.
    fn opens(&mut self, state: &'static str, role: Role, names: &[String]) {
        for name in names {
            self.does(state, |learner| learner.act(role, name));
            self.learner.press(NONE, Key::Escape);
        }
    }

    fn has_found_nothing(self) {
        assert!(self.seen > 50, "only {} nodes", self.seen);
        assert!(self.found.is_empty(), "{:#?}", self.found);
    }
}

fn is_large(rect: Rect) -> bool {
    // Half a pixel may be lost where things are put on whole ones.
    rect.width() >= LEAST - 0.5 && rect.height() >= LEAST - 0.5
}

const TABS: [&str; 4] = ["This picture", "All pictures", "All settings", "Allowed?"];

#[test]
fn the_lesson_and_all_that_is_said_of_it() {
    let mut walker = Walker::new(Learner::newcomer());
    walker.looks("the welcome");
    walker.does("the start", |learner| learner.act(Role::Button, "Do not show this again"));
    walker.does("testing", |learner| learner.act(Role::Button, "Test this weight"));
    walker.does("lowered", |learner| learner.press(NONE, Key::Space));
    walker.does("tested", |learner| learner.press(CTRL, Key::T));
    walker.does("applied", |learner| learner.press(NONE, Key::Space));
    for tab in TABS {
        walker.does(tab, |learner| learner.act(Role::Button, tab));
        walker.unfolds(tab);
    }
    walker.does("a repair is tried", |learner| {
        learner.act(Role::Button, "This picture");
        learner.act(Role::Button, "Try this repair");
    });
    walker.does("stuck", |learner| learner.press(CTRL, Key::Enter));
    for tab in TABS {
        walker.does("stuck", |learner| learner.act(Role::Button, tab));
        walker.unfolds("stuck");
    }
    walker.does("compared", |learner| learner.press(CTRL, Key::K));
    walker.has_found_nothing();
}

#[test]
fn every_menu_every_list_and_every_dialog() {
    let mut walker = Walker::new(Learner::newcomer());
    walker.does("the start", |learner| learner.act(Role::Button, "Do not show this again"));
    let menus = ["File", "Edit", "View", "Round", "Help"].map(str::to_owned);
    walker.opens("a menu", Role::Button, &menus);
    for inner in ["Samples", "Export"] {
        walker.does("an inner menu", |learner| learner.choose(&["File", inner]));
        walker.learner.press_all(&[(NONE, Key::Escape); 2]);
    }
    walker.opens("rounds", Role::Button, &["How many rounds Run plays".to_owned()]);
    let lists = walker.learner.names(Role::ComboBox);
    assert!(lists.len() >= 3, "{lists:?}");
    walker.opens("a list", Role::ComboBox, &lists);
    for path in [
        ["Edit", "Rename, change the label..."],
        ["Edit", "Resize the grid..."],
        ["Round", "Find an example..."],
        ["Help", "All commands..."],
        ["Help", "Keyboard shortcuts"],
        ["Help", "About Jointly"],
    ] {
        walker.does(path[1], |learner| learner.choose(&path));
        walker.learner.press(NONE, Key::Escape);
    }
    walker.does("the palette, searched", |learner| {
        learner.press(CTRL, Key::P);
        learner.types("round");
    });
    walker.learner.press(NONE, Key::Escape);
    walker.does("no file", |learner| {
        learner.answer(Answer::Path(learner.path("none.json")));
        learner.press(CTRL, Key::O);
        learner.until(|learner| learner.is_shown("OK"));
    });
    walker.has_found_nothing();
}

#[test]
fn every_question_about_files() {
    let mut walker = Walker::new(offered().0);
    walker.looks("unsaved work of an earlier window");
    walker.learner.press(NONE, Key::Escape);
    walker.does("what is hidden from a class", |learner| {
        learner.choose(&["View", "For a class..."]);
    });
    walker.learner.press(NONE, Key::Escape);
    walker.does("a path is asked for", |learner| {
        learner.answer(Answer::Unavailable);
        learner.press(CTRL_SHIFT, Key::S);
        learner.until(|learner| learner.look_for(Role::TextInput, "Path").is_some());
    });
    walker.does("it is there already", |learner| {
        let there = learner.path("there.json");
        std::fs::write(&there, "theirs").expect("written");
        learner.press(CTRL, Key::A);
        learner.types(&there.display().to_string());
        learner.press(NONE, Key::Enter);
        learner.until(|learner| learner.is_shown("Replace there.json?"));
    });
    walker.learner.press_all(&[(NONE, Key::Escape); 2]);
    walker.does("unsaved changes", |learner| {
        learner.press(CTRL, Key::Enter);
        learner.press(CTRL, Key::N);
        learner.until(|learner| learner.look_for(Role::Button, "Discard").is_some());
    });
    walker.has_found_nothing();
    let mut walker = Walker::new(opened(true).0);
    walker.does("changed by another program", |learner| {
        std::fs::write(learner.path("other.json"), "theirs").expect("written");
        learner.press(CTRL, Key::S);
        learner.until(|learner| learner.look_for(Role::Button, "Overwrite").is_some());
    });
    walker.has_found_nothing();
}

#[test]
fn the_import_window() {
    let mut walker = Walker::new(importing(digits("images.idx3")));
    walker.looks("pictures are chosen");
    for choice in ["0 or 1: lit from", "equally many of each label"] {
        walker.does(choice, |learner| learner.click(Role::RadioButton, choice));
    }
    walker.has_found_nothing();
}

#[test]
fn every_step_of_the_guided_lesson() {
    let mut walker = Walker::new(Learner::newcomer());
    walker.does("step 1", |learner| learner.act(Role::Button, "Walk through the lesson"));
    while walker.learner.look_for(Role::Button, "Show me").is_some() {
        walker.does("a step, shown", |learner| learner.act(Role::Button, "Show me"));
        let next = if walker.learner.look_for(Role::Button, "Finish").is_some() {
            "Finish"
        } else {
            "Next"
        };
        walker.does("a step", |learner| learner.act(Role::Button, next));
    }
    walker.has_found_nothing();
}

#[test]
fn many_pictures_and_many_weights() {
    for run in [pictures(13, 8, 8), pictures(4, 28, 28), pictures(1_000, 8, 8), pictures(0, 3, 4)] {
        let mut walker = Walker::new(Learner::with(&run));
        walker.looks("opened");
        walker.does("a round", |learner| learner.press(CTRL, Key::Enter));
        if walker.learner.document().rows().len() > 1 {
            for tab in TABS {
                walker.does(tab, |learner| learner.act(Role::Button, tab));
                walker.unfolds(tab);
            }
        }
        walker.has_found_nothing();
    }
}
