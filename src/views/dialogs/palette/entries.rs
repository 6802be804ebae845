//! What the list offers: every command, and what menus offer beside them.

use eframe::egui::KeyboardShortcut;

use super::super::Offered;
use crate::commands::{Command, Group, Mark};
use crate::document::sheets::Table;
use crate::document::{Action, Effect, Export};
use crate::views::{Desk, Scene, numbers};

/// Something that can be asked for.
#[derive(Debug)]
pub struct Entry {
    /// The menu where it is found, too.
    pub group: &'static str,
    /// What it is called.
    pub text: String,
    /// A sentence on what it does.
    pub about: String,
    /// What else it is called.
    pub name: String,
    /// The keys that give it.
    pub keys: Option<KeyboardShortcut>,
    /// Whether it is on, where it can be.
    pub mark: Option<Mark>,
    /// Why it does nothing now.
    pub why_not: Option<&'static str>,
    /// What it asks for.
    pub action: Action,
}

/// All of it, as it stands now.
pub fn entries(offered: &Offered, scene: &Scene, desk: &mut Desk) -> Vec<Entry> {
    let speaking = numbers::subject(scene, desk);
    let situation = desk.situation;
    let commands = Command::ALL
        .iter()
        .filter(|command| **command != Command::Palette && !command.is_hidden(situation));
    let mut all: Vec<Entry> = commands
        .map(|command| Entry {
            group: command.group().name(),
            text: match command {
                Command::Export(_) => format!("Export: {}", command.name()),
                _ => command.text(situation),
            },
            about: command.tooltip().to_owned(),
            name: command.name().into_owned(),
            keys: command.shortcut(),
            mark: command.mark(situation),
            why_not: command.hindrance(situation),
            action: command.action(situation),
        })
        .collect();
    // Whatever hinders opening a file hinders these.
    let busy = Command::Open.hindrance(situation);
    let more = |group: Group, text: String, about: String, effect: Effect| Entry {
        group: group.name(),
        text,
        about,
        name: String::new(),
        keys: None,
        mark: None,
        why_not: busy,
        action: Action::Outside(effect),
    };
    for path in offered.recent {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let effect = Effect::OpenPath(path.clone());
        let about = path.display().to_string();
        all.push(more(Group::File, format!("Open recent: {name}"), about, effect));
    }
    for (name, shows) in offered.samples {
        let effect = Effect::OpenSample(name);
        all.push(more(Group::File, format!("Open sample: {name}"), (*shows).to_owned(), effect));
    }
    for table in Table::ALL.iter().filter(|table| table.speaks(&speaking)) {
        let name = table.name();
        let copy = "Put its numbers on the clipboard, to be pasted into a spreadsheet.".to_owned();
        all.push(more(Group::Edit, format!("Copy numbers: {name}"), copy, Effect::Copy(*table)));
        let save = "Save its numbers as comma-separated values.".to_owned();
        let effect = Effect::Export(Export::Numbers(*table));
        all.push(more(Group::File, format!("Numbers as CSV: {name}..."), save, effect));
    }
    all
}
