//! What a learner does: moves and presses the mouse, presses keys, asks what a screen reader asks.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2};

use super::{Learner, NONE};

impl Learner {
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
            self.event(Event::Key { key, physical_key, pressed, repeat: false, modifiers });
        }
        self.event(Event::ModifiersChanged(NONE));
    }

    pub fn press_times(&mut self, times: usize, key: Key) {
        for _ in 0..times {
            self.press(NONE, key);
        }
    }

    pub fn press_all(&mut self, keys: &[(Modifiers, Key)]) {
        for (modifiers, key) in keys {
            self.press(*modifiers, *key);
        }
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
        self.event(Event::PointerButton { pos: at, button, pressed, modifiers });
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
        self.taps(role, name, PointerButton::Primary, 2);
    }

    /// Clicks so often, all in one frame.
    #[track_caller]
    pub fn taps(&mut self, role: Role, name: &str, button: PointerButton, times: usize) {
        let pos = self.rect(role, name).center();
        self.points_at(pos);
        for pressed in [true, false].repeat(times) {
            let event = Event::PointerButton { pos, button, pressed, modifiers: NONE };
            self.window.input_mut().events.push(event);
        }
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
}

/// Whether this is the name of a menu's item, its keys behind it.
fn is_item(name: &str, item: &str) -> bool {
    let keys = name.strip_prefix(item);
    keys.is_some_and(|keys| keys.is_empty() || keys.rfind(' ') == Some(0))
}
