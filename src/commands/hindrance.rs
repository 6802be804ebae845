//! Why a command does nothing now, in a sentence that says what to do.

use super::{Command, Situation, exports, step::sweeping};
use crate::document::{Document, Export, Pace, Stage, words};

const BUSY: &str = "A file is asked for, read or written: finish that first.";
const PLAYING: &str = "Rounds are being played: press Stop first.";
const NO_PICTURE: &str = "There is no picture: add one first.";
const NO_ROUND: &str = "Has something to say once a round is applied.";

const MANY: &str =
    "Numbers are covered up to 64 weights and 12 pictures: open or cut out a smaller dataset.";
const NO_LESSON: &str = "No lesson is under way: Help > Walk through the lesson.";

/// The reason, unless all is well.
fn unless(is_well: bool, reason: &'static str) -> Option<&'static str> {
    (!is_well).then_some(reason)
}

impl Command {
    /// Why the command does nothing now; `None` where it does something.
    #[must_use]
    pub fn hindrance(self, situation: &Situation) -> Option<&'static str> {
        let document = situation.document;
        if let Some(tool) = self.hidden_tool(situation) {
            return Some(words::hidden(tool));
        }
        let history = document.history();
        let examples = document.experiment().dataset.examples.len();
        let playing = unless(situation.running.is_none(), PLAYING);
        let busy = unless(!situation.files_busy, BUSY);
        let no_picture = unless(examples > 0, NO_PICTURE);
        let no_current = unless(situation.example < examples, NO_PICTURE);
        match self {
            Self::New
            | Self::Open
            | Self::Import
            | Self::ImportFolder
            | Self::SaveAs
            | Self::Walk(Pace::Begin | Pace::BeginRead)
            | Self::Find => busy.or(playing),
            Self::Export(export) => busy.or_else(|| nothing_of(export, document)),
            Self::Walk(Pace::Resume) => busy.or(playing).or_else(|| {
                unless(situation.resumable.is_some(), "No lesson was left on its way.")
            }),
            Self::Walk(pace) => pacing(pace, situation),
            Self::Save => busy.or(playing).or_else(|| {
                let unsaved = document.is_changed() || document.path().is_none();
                unless(unsaved, "Nothing has changed since it was saved.")
            }),
            Self::Undo => playing.or_else(|| {
                let something = situation.imagined || history.undo_label().is_some();
                unless(something, "There is nothing to take back yet.")
            }),
            Self::Redo => playing
                .or_else(|| unless(history.redo_label().is_some(), "Nothing was taken back.")),
            Self::DuplicateExample | Self::DeleteExample | Self::RenameExample => {
                playing.or(no_current)
            }
            Self::CopyExample => busy.or(no_current),
            Self::CopyPicture => no_current,
            Self::MoveExampleUp => playing
                .or(no_current)
                .or_else(|| unless(situation.example > 0, "It is the first picture already.")),
            Self::MoveExampleDown => playing.or(no_current).or_else(|| {
                unless(situation.example + 1 < examples, "It is the last picture already.")
            }),
            Self::AddExample
            | Self::PasteExample
            | Self::ClearWeights
            | Self::Resize
            | Self::Match(_) => playing,
            Self::Step | Self::WholeRound | Self::Run => playing.or(no_picture),
            Self::Compare => no_picture,
            Self::TestRest => playing.or(no_picture).or_else(|| {
                let left = document.stage() != Stage::Tested && !sweeping(situation);
                let decides = document.settings().follows_tests();
                unless(decides, "Tests decide nothing here: play a whole round.")
                    .or_else(|| unless(left, "All weights are tested: apply the changes."))
            }),
            Self::Stop => unless(situation.running.is_some(), "No rounds are being played."),
            Self::Skip => {
                unless(situation.trial.is_some() || situation.imagined, "There is no trial.")
            }
            Self::ToStart | Self::Back | Self::Forward => playing.or_else(|| self.no_way(document)),
            Self::PreviousExample => {
                unless(situation.beside[0].is_some(), "It is the first picture of the list.")
            }
            Self::NextExample => {
                unless(situation.beside[1].is_some(), "It is the last picture of the list.")
            }
            Self::Sigmoid => unless(document.is_two_sided(), "For labels −1 and +1 only."),
            Self::Cover => no_picture.or_else(|| {
                let few = document.experiment().weights.len() <= 64 && examples <= 12;
                unless(few || situation.some_open.is_some(), MANY)
            }),
            Self::Why(tab) => {
                let applied = matches!(document.stage(), Stage::Applied(_)) && examples > 0;
                unless(!tab.is_of_a_round() || applied, NO_ROUND)
            }
            Self::Score(score) => playing.or_else(|| {
                words::score_lacks(score, document.settings(), document.is_two_sided())
            }),
            Self::Policy(policy) => {
                playing.or_else(|| words::policy_lacks(policy, document.settings()))
            }
            Self::ShowAll => {
                unless(!document.state().hidden.is_empty(), "Nothing is hidden.").or(playing)
            }
            Self::Theme(_)
            | Self::Present
            | Self::Class
            | Self::Still
            | Self::Zoom(_)
            | Self::Quit
            | Self::Palette
            | Self::Shortcuts
            | Self::About => None,
        }
    }
}

impl Command {
    /// Why there is no way through the log for it.
    fn no_way(self, document: &Document) -> Option<&'static str> {
        let cursor = document.history().cursor();
        let (row, rows) = (document.current_row(), document.rows());
        match self {
            Self::ToStart => unless(cursor > 0, "This is the start already."),
            Self::Back => unless(row > 0 || cursor > rows[row].entry, "This is the start already."),
            _ => unless(row + 1 < rows.len(), "This is the last round already."),
        }
    }
}

/// Why a move within a guided lesson does nothing.
fn pacing(pace: Pace, situation: &Situation) -> Option<&'static str> {
    let Some(lesson) = situation.lesson else {
        return Some(NO_LESSON);
    };
    match pace {
        Pace::Back => unless(lesson.step > 0, "This is the first step."),
        Pace::Show => unless(!lesson.is_done, "It is done already: go on."),
        _ => None,
    }
}

/// Why there is nothing to be taken along.
fn nothing_of(export: Export, document: &Document) -> Option<&'static str> {
    let reason = match export {
        Export::Pictures(_) | Export::Exercise | Export::Solution => NO_PICTURE,
        _ => "There is nothing of it yet: play a round first.",
    };
    unless(exports::has_something(export, document), reason)
}
