//! The groups of commands: the menus of the menu bar, in the order in which systems have them.

use super::Command;

/// A menu of the menu bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is a word on the screen")]
pub enum Group {
    File,
    Edit,
    View,
    Round,
    Help,
}

impl Group {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Round, Self::Help];

    /// What the menu is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Round => "Round",
            Self::Help => "Help",
        }
    }
}

impl Command {
    /// The menu it belongs to.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::New
            | Self::Open
            | Self::Import
            | Self::ImportFolder
            | Self::Save
            | Self::SaveAs
            | Self::Export(_)
            | Self::Quit => Group::File,
            Self::Undo
            | Self::Redo
            | Self::CopyExample
            | Self::CopyPicture
            | Self::PasteExample
            | Self::AddExample
            | Self::DuplicateExample
            | Self::DeleteExample
            | Self::RenameExample
            | Self::MoveExampleUp
            | Self::MoveExampleDown
            | Self::ClearWeights
            | Self::Resize => Group::Edit,
            Self::Theme(_)
            | Self::Sigmoid
            | Self::Still
            | Self::Present
            | Self::Cover
            | Self::Why(_)
            | Self::Zoom(_)
            | Self::Class
            | Self::ShowAll
            | Self::PreviousExample
            | Self::NextExample => Group::View,
            Self::Step
            | Self::TestRest
            | Self::WholeRound
            | Self::Run
            | Self::Stop
            | Self::Skip
            | Self::Compare
            | Self::ToStart
            | Self::Back
            | Self::Forward
            | Self::Find
            | Self::Match(_)
            | Self::Score(_)
            | Self::Policy(_) => Group::Round,
            Self::Walk(_) | Self::Palette | Self::Shortcuts | Self::About => Group::Help,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_goes_group_by_group() {
        assert!(Command::ALL.is_sorted_by_key(|command| command.group()));
    }
}
