//! What every command is called, and one sentence on what it does.

use std::borrow::Cow;

use super::{Command, exports};
use crate::document::words::Term;
use crate::document::{Appearance, Pace, Tab, Zoom};

impl Command {
    /// What the command is called where no document is at hand.
    #[must_use]
    pub fn name(self) -> Cow<'static, str> {
        let name = match self {
            Self::New => "New",
            Self::Open => "Open...",
            Self::Import => "Import pictures...",
            Self::ImportFolder => "Import a folder of PNG files...",
            Self::Save => "Save",
            Self::SaveAs => "Save as...",
            Self::Export(export) => exports::name(export),
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::CopyExample => "Copy the picture",
            Self::CopyPicture => "Copy as an image",
            Self::PasteExample => "Paste a picture",
            Self::AddExample => "Add a picture",
            Self::DuplicateExample => "Duplicate the picture",
            Self::DeleteExample => "Delete the picture",
            Self::RenameExample => "Rename, change the label...",
            Self::MoveExampleUp => "Move the picture up",
            Self::MoveExampleDown => "Move the picture down",
            Self::ClearWeights => "Set all weights to 0",
            Self::Resize => "Resize the grid...",
            Self::Step => "Next step",
            Self::TestRest => "Test all other weights",
            Self::WholeRound => "Whole round",
            Self::Run => "Run many rounds",
            Self::Stop => "Stop",
            Self::Skip => "End the trial",
            Self::Compare => "Compare ways to go on",
            Self::ToStart => "To the start",
            Self::Back => "Back one round",
            Self::Forward => "Forward one round",
            Self::PreviousExample => "Previous picture",
            Self::NextExample => "Next picture",
            Self::Find => "Find an example...",
            Self::Shortcuts => "Keyboard shortcuts",
            Self::About => "About Jointly",
            Self::Theme(Appearance::System) => "Theme of the system",
            Self::Theme(Appearance::Dark) => "Dark theme",
            Self::Theme(Appearance::Light) => "Light theme",
            Self::Sigmoid => "Outputs through the sigmoid, in percent",
            Self::Still => "Nothing slides (reduced motion)",
            Self::Present => "Presentation size",
            Self::Cover => "Cover the numbers",
            Self::Zoom(Zoom::In) => "Zoom in",
            Self::Zoom(Zoom::Out) => "Zoom out",
            Self::Zoom(Zoom::Reset) => "Usual size",
            Self::Palette => "All commands...",
            Self::Class => "For a class...",
            Self::ShowAll => "Show everything",
            Self::Walk(Pace::Begin) => "Walk through the lesson",
            Self::Walk(Pace::Resume | Pace::BeginRead) => "Go on with the lesson",
            Self::Walk(Pace::Next) => "Lesson: next step",
            Self::Walk(Pace::Back) => "Lesson: step before",
            Self::Walk(Pace::Show) => "Lesson: show me",
            Self::Walk(Pace::Answer(_)) => "Lesson: answer",
            Self::Walk(Pace::Leave) => "Leave the lesson",
            Self::Why(tab) => return format!("Why: {}", tab.title()).into(),
            Self::Match(rule) => return format!("Match: {}", rule.word()).into(),
            Self::Score(score) => return format!("Score: {}", score.word()).into(),
            Self::Policy(policy) => return format!("Apply: {}", policy.word()).into(),
        };
        name.into()
    }

    /// One sentence on what the command does.
    #[must_use]
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::New => "Start with one blank picture of 3 x 4 pixels.",
            Self::Open => "Open a dataset file.",
            Self::Import => {
                "Take pictures of any file: say which labels are +1 and -1, how pixels are read, and how many are taken."
            }
            Self::ImportFolder => {
                "Take the pictures of a folder in which every sub-folder is a label."
            }
            Self::Save => "Save to the file it came from.",
            Self::SaveAs => "Save to another file.",
            Self::Export(export) => exports::tooltip(export),
            Self::Quit => "Close the program; unsaved changes are asked about first.",
            Self::Undo => "Take back the last change.",
            Self::Redo => "Do again what was taken back.",
            Self::CopyExample => {
                "Put the current picture on the clipboard as text, with its name and label."
            }
            Self::CopyPicture => {
                "Put the current picture on the clipboard as an image in grays, for other programs."
            }
            Self::PasteExample => "Add the picture on the clipboard, text or image, at the end.",
            Self::AddExample => "Add a blank picture at the end.",
            Self::DuplicateExample => "Add a copy of the current picture behind it.",
            Self::DeleteExample => "Take the current picture out.",
            Self::RenameExample => "Type another name or label for the current picture.",
            Self::MoveExampleUp => "Move the current picture one place up in the list.",
            Self::MoveExampleDown => "Move the current picture one place down in the list.",
            Self::ClearWeights => "Start a new run from all-zero weights.",
            Self::Resize => "Change the width and height of all pictures and of the weights.",
            Self::Step => "The natural next thing: test, put back, lower, put back, apply.",
            Self::TestRest => {
                "Test every weight that has no note yet, one up and one down each, and put each back."
            }
            Self::WholeRound => "Test every weight, apply what the tests say, and score again.",
            Self::Run => "Play several rounds; stops when no weight moves any more.",
            Self::Stop => "Stop running; the rounds played so far stay.",
            Self::Skip => {
                "Finish the test at once and note what it found; take all changes back in."
            }
            Self::Compare => {
                "Play several policies, scores or steps from the same weights, side by side; or go back to the picture."
            }
            Self::ToStart => "Go back to the start of the log. Forward brings everything back.",
            Self::Back => "Go back by one row of the log.",
            Self::Forward => "Go forward by one row of the log.",
            Self::PreviousExample => "Look at the picture before this one.",
            Self::NextExample => "Look at the picture after this one.",
            Self::Find => {
                "Search for the smallest pictures in which all at once loses a match, wins, or goes round for ever."
            }
            Self::Shortcuts => "All keys that do something.",
            Self::About => "Version and licences.",
            Self::Theme(Appearance::System) => "Dark or light, as the system has it.",
            Self::Theme(Appearance::Dark) => "Light words on a dark ground.",
            Self::Theme(Appearance::Light) => "Dark words on a light ground, as for a projector.",
            Self::Sigmoid => {
                "Reads an output as the certainty that the label is +1: 0 is 50 %, 3 is 95.3 %."
            }
            Self::Still => "Everything is at once where it goes.",
            Self::Cover => {
                "Products, totals, outputs and scores are covered until each is clicked; a new round covers its own."
            }
            Self::Present => {
                "The whole screen at 150 %, as for a projector; the same again goes back."
            }
            Self::Why(Tab::ThisPicture) => "What the round did to the current picture.",
            Self::Why(Tab::AllPictures) => {
                "What all changes did together: pair by pair, term by term."
            }
            Self::Why(Tab::AllSettings) => {
                "How many settings of the weights match, and how many subsets of the changes."
            }
            Self::Why(Tab::Allowed) => "By what right all changes are applied at once.",
            Self::Zoom(Zoom::In) => "Make everything larger.",
            Self::Zoom(Zoom::Out) => "Make everything smaller.",
            Self::Zoom(Zoom::Reset) => "Make everything as large as it is at first.",
            Self::Match(rule) => rule.term(),
            Self::Score(score) => score.term(),
            Self::Policy(policy) => policy.term(),
            Self::Walk(Pace::Begin) => "Step by step through the lecture, in this window.",
            Self::Walk(Pace::Resume | Pace::BeginRead) => "Take the lesson up where it was left.",
            Self::Walk(Pace::Next) => {
                "On to the next step; what this one asks for is done for you."
            }
            Self::Walk(Pace::Back) => "Back to the step before, and to how things stood then.",
            Self::Walk(Pace::Show) => "Have it done for you.",
            Self::Walk(Pace::Answer(_)) => "Choose this answer.",
            Self::Walk(Pace::Leave) => {
                "End the lesson; everything stays open, and it can be taken up again."
            }
            Self::Class => "Hide tools from a class; it is saved with the pictures.",
            Self::ShowAll => "Show again what is hidden from the class.",
            Self::Palette => "Search everything that can be done, and do it.",
        }
    }
}
