//! The keys of every command, and to whom they give way.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::Command;
use crate::document::{Pace, Zoom};

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

impl Command {
    /// The keys that give the command.
    #[must_use]
    pub const fn shortcut(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::New => (CTRL, Key::N),
            Self::Open => (CTRL, Key::O),
            Self::Save => (CTRL, Key::S),
            Self::Import => (CTRL, Key::I),
            Self::SaveAs => (CTRL_SHIFT, Key::S),
            Self::Quit => (CTRL, Key::Q),
            Self::Undo => (CTRL, Key::Z),
            Self::Redo => (CTRL_SHIFT, Key::Z),
            Self::CopyExample => (CTRL, Key::C),
            Self::CopyPicture => (CTRL_SHIFT, Key::C),
            Self::PasteExample => (CTRL, Key::V),
            Self::AddExample => (CTRL_SHIFT, Key::N),
            Self::DuplicateExample => (CTRL, Key::D),
            Self::DeleteExample => (CTRL, Key::Delete),
            Self::RenameExample => (NONE, Key::F2),
            Self::MoveExampleUp => (ALT, Key::ArrowUp),
            Self::MoveExampleDown => (ALT, Key::ArrowDown),
            Self::Step => (NONE, Key::Space),
            Self::TestRest => (CTRL, Key::T),
            Self::WholeRound => (CTRL, Key::Enter),
            Self::Run => (CTRL, Key::R),
            Self::Skip => (NONE, Key::Escape),
            Self::Compare => (CTRL, Key::K),
            Self::ToStart => (ALT, Key::Home),
            Self::Back => (ALT, Key::ArrowLeft),
            Self::Forward => (ALT, Key::ArrowRight),
            Self::PreviousExample => (NONE, Key::PageUp),
            Self::NextExample => (NONE, Key::PageDown),
            Self::Zoom(Zoom::In) => (CTRL, Key::Plus),
            Self::Zoom(Zoom::Out) => (CTRL, Key::Minus),
            Self::Zoom(Zoom::Reset) => (CTRL, Key::Num0),
            Self::Walk(Pace::Next) => (CTRL, Key::PageDown),
            Self::Walk(Pace::Back) => (CTRL, Key::PageUp),
            Self::Present => (NONE, Key::F11),
            Self::Palette => (CTRL_SHIFT, Key::P),
            Self::Shortcuts => (NONE, Key::F1),
            Self::Cover => (CTRL_SHIFT, Key::H),
            Self::ImportFolder
            | Self::Export(_)
            | Self::ClearWeights
            | Self::Resize
            | Self::Stop
            | Self::Find
            | Self::Theme(_)
            | Self::Sigmoid
            | Self::Still
            | Self::Why(_)
            | Self::Class
            | Self::ShowAll
            | Self::Walk(_)
            | Self::Match(_)
            | Self::Score(_)
            | Self::Policy(_)
            | Self::About => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether the command gives way to a grid, a button or a text field that has the keyboard.
    #[must_use]
    pub const fn yields_to_focus(self) -> bool {
        matches!(self, Self::Step)
    }

    /// Whether a grid or a list that has the keyboard is asked first, and the command gets what it leaves.
    #[must_use]
    pub const fn comes_last(self) -> bool {
        matches!(self, Self::RenameExample | Self::PreviousExample | Self::NextExample)
    }

    /// Whether a text field that is being written in makes something of the command's keys itself: of
    /// plain ones, and of those that take back, move and delete.
    #[must_use]
    pub fn yields_to_writing(self) -> bool {
        let keys = self.shortcut();
        keys.is_some_and(|keys| !keys.modifiers.any() || keys.modifiers.alt)
            || matches!(self, Self::Undo | Self::Redo | Self::DeleteExample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut taken = std::collections::HashMap::new();
        for command in Command::ALL {
            if let Some(shortcut) = command.shortcut() {
                let before = taken.insert(shortcut, *command);
                assert_eq!(before, None, "{command:?} takes {shortcut:?} too");
            }
        }
    }
}
