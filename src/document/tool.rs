//! What a teacher can hide from a class: which tool an action belongs to, from wherever it is asked for.

use super::action::{Action, Effect};
use super::panel::{Panel, Tab, View};
use crate::engine::Tool;

impl Action {
    /// The tool that it belongs to, where that can be hidden. It is all that decides: a command, a key, a click on a
    /// grid and an offer in a panel ask for the same action.
    #[must_use]
    pub const fn tool(&self) -> Option<Tool> {
        match self {
            Self::AddExample
            | Self::AddPictures { .. }
            | Self::DuplicateExample { .. }
            | Self::DeleteExample { .. }
            | Self::MoveExample { .. }
            | Self::Rename { .. }
            | Self::SetLabel { .. }
            | Self::SetPixel { .. }
            | Self::SetWeight { .. }
            | Self::SetWeights { .. }
            | Self::Resize(_) => Some(Tool::Editing),
            Self::SetSettings(_) => Some(Tool::Settings),
            Self::SetForks(Some(_)) | Self::Branch { .. } => Some(Tool::Compare),
            Self::Outside(effect) => effect.tool(),
            _ => None,
        }
    }
}

impl Effect {
    const fn tool(&self) -> Option<Tool> {
        match self {
            Self::Paste | Self::AddChosen(_) | Self::Show(Panel::Rename | Panel::Resize) => {
                Some(Tool::Editing)
            }
            Self::Run { .. } | Self::TryRest => Some(Tool::WholeRounds),
            Self::Compare(true) | Self::Adopt { .. } => Some(Tool::Compare),
            Self::Show(Panel::Find) => Some(Tool::Find),
            Self::View(View::Why(Tab::AllPictures)) => Some(Tool::AllPictures),
            Self::View(View::Why(Tab::AllSettings)) => Some(Tool::AllSettings),
            Self::View(View::Why(Tab::Allowed)) => Some(Tool::Allowed),
            _ => None,
        }
    }
}
