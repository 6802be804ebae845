//! What a teacher can hide from a class, command by command.

use super::Command;
use crate::document::Tab;
use crate::engine::Tool;

impl Command {
    /// The tool that it belongs to, where it can be hidden.
    #[must_use]
    pub const fn tool(self) -> Option<Tool> {
        match self {
            Self::PasteExample
            | Self::AddExample
            | Self::DuplicateExample
            | Self::DeleteExample
            | Self::RenameExample
            | Self::MoveExampleUp
            | Self::MoveExampleDown
            | Self::ClearWeights
            | Self::Resize => Some(Tool::Editing),
            Self::Match(_) | Self::Score(_) | Self::Policy(_) => Some(Tool::Settings),
            Self::WholeRound | Self::Run => Some(Tool::WholeRounds),
            Self::Why(Tab::AllPictures) => Some(Tool::AllPictures),
            Self::Why(Tab::AllSettings) => Some(Tool::AllSettings),
            Self::Why(Tab::Allowed) => Some(Tool::Allowed),
            Self::Compare => Some(Tool::Compare),
            Self::Find => Some(Tool::Find),
            _ => None,
        }
    }
}
