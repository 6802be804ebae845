//! Every command once: its text, tooltip, shortcut, when it is enabled, and the Action it sends.
//!
//! Menus, buttons and shortcuts are all made from this table, so they cannot disagree.
//! Deliberately absent: drawing, and doing anything. An Action goes through the document's one door.

mod exports;
mod keys;
mod step;
mod texts;

use self::step::{primary_action, primary_text, rest_action, rest_text, sweeping};
use crate::document::{Action, Document, Effect, Export, Panel, PicturesAs, Stage};
use crate::trial::Trial;

/// Something that menus, buttons and keys offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is described by its text and tooltip below")]
pub enum Command {
    New,
    Open,
    Import,
    ImportFolder,
    Save,
    SaveAs,
    Export(Export),
    Quit,
    Undo,
    Redo,
    AddExample,
    DuplicateExample,
    DeleteExample,
    RenameExample,
    MoveExampleUp,
    MoveExampleDown,
    ClearWeights,
    Resize,
    Step,
    TestRest,
    WholeRound,
    Run,
    Stop,
    Skip,
    Compare,
    ToStart,
    Back,
    Forward,
    PreviousExample,
    NextExample,
    Find,
    Shortcuts,
    About,
}

/// Rounds under way.
#[derive(Debug, Clone, Copy)]
pub struct Running {
    /// How many are played.
    pub played: usize,
    /// Of how many.
    pub rounds: usize,
    /// How many seconds the others will take, as it looks.
    pub seconds_left: u64,
}

/// What decides whether a command is enabled, what it says and what it sends.
#[derive(Debug)]
pub struct Situation<'a> {
    /// The document.
    pub document: &'a Document,
    /// The trial in flight.
    pub trial: Option<&'a Trial>,
    /// Whether some of the round's changes are left out or not played yet, as a trial.
    pub imagined: bool,
    /// Whether ways to go on are compared, in the place of the current picture.
    pub comparing: bool,
    /// The current example.
    pub example: usize,
    /// The examples before and after it in the list.
    pub beside: [Option<usize>; 2],
    /// The weight that would be tested next.
    pub next_weight: Option<usize>,
    /// How many rounds Run plays.
    pub run_length: usize,
    /// How far a worker is that plays rounds.
    pub running: Option<Running>,
    /// Whether a file dialog, an opening or a saving is under way.
    pub files_busy: bool,
}

impl Command {
    /// Every command, as the sheet of shortcuts lists them.
    pub const ALL: &'static [Self] = &[
        Self::New,
        Self::Open,
        Self::Import,
        Self::ImportFolder,
        Self::Save,
        Self::SaveAs,
        Self::Export(Export::Page),
        Self::Export(Export::Exercise),
        Self::Export(Export::Solution),
        Self::Export(Export::Log),
        Self::Export(Export::Window),
        Self::Export(Export::Why),
        Self::Export(Export::Plot),
        Self::Export(Export::Pictures(PicturesAs::Csv)),
        Self::Export(Export::Pictures(PicturesAs::Idx)),
        Self::Export(Export::Pictures(PicturesAs::Sheet)),
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::AddExample,
        Self::DuplicateExample,
        Self::DeleteExample,
        Self::RenameExample,
        Self::MoveExampleUp,
        Self::MoveExampleDown,
        Self::ClearWeights,
        Self::Resize,
        Self::Step,
        Self::TestRest,
        Self::WholeRound,
        Self::Run,
        Self::Stop,
        Self::Skip,
        Self::Compare,
        Self::ToStart,
        Self::Back,
        Self::Forward,
        Self::PreviousExample,
        Self::NextExample,
        Self::Find,
        Self::Shortcuts,
        Self::About,
    ];

    /// What the menu and the button say. `...` follows what asks for more.
    #[must_use]
    pub fn text(self, situation: &Situation) -> String {
        let history = situation.document.history();
        let undo = |verb: &str, what: Option<&str>| match what {
            Some(what) => format!("{verb} {what}"),
            None => verb.to_owned(),
        };
        match self {
            Self::Undo if situation.imagined => "End the trial".to_owned(),
            Self::Compare if situation.comparing => "Back to the picture".to_owned(),
            Self::Undo => undo("Undo", history.undo_label()),
            Self::Redo => undo("Redo", history.redo_label()),
            Self::Step => primary_text(situation),
            Self::TestRest => rest_text(situation),
            Self::Run => format!("Run {}", situation.run_length),
            _ => self.name().to_owned(),
        }
    }

    /// Whether the command does something now.
    #[must_use]
    pub fn is_enabled(self, situation: &Situation) -> bool {
        let document = situation.document;
        let history = document.history();
        let examples = document.experiment().dataset.examples.len();
        let (row, rows) = (document.current_row(), document.rows().len());
        let idle = situation.running.is_none();
        match self {
            Self::New
            | Self::Open
            | Self::Import
            | Self::ImportFolder
            | Self::SaveAs
            | Self::Find => !situation.files_busy && idle,
            Self::Export(export) => {
                !situation.files_busy && exports::has_something(export, document)
            }
            Self::Save => {
                !situation.files_busy
                    && idle
                    && (document.is_changed() || document.path().is_none())
            }
            Self::Undo => idle && (situation.imagined || history.undo_label().is_some()),
            Self::Redo => idle && history.redo_label().is_some(),
            Self::DuplicateExample | Self::DeleteExample | Self::RenameExample => {
                idle && situation.example < examples
            }
            Self::MoveExampleUp => idle && situation.example > 0 && situation.example < examples,
            Self::MoveExampleDown => idle && situation.example + 1 < examples,
            Self::AddExample | Self::ClearWeights | Self::Resize => idle,
            Self::Step | Self::WholeRound | Self::Run => idle && examples > 0,
            Self::Compare => examples > 0,
            Self::TestRest => {
                let left = document.stage() != Stage::Tested && !sweeping(situation);
                idle && examples > 0 && left && document.settings().follows_tests()
            }
            Self::Stop => situation.running.is_some(),
            Self::Skip => situation.trial.is_some() || situation.imagined,
            Self::ToStart => idle && history.cursor() > 0,
            Self::Back => idle && (row > 0 || history.cursor() > document.rows()[row].entry),
            Self::Forward => idle && row + 1 < rows,
            Self::PreviousExample => situation.beside[0].is_some(),
            Self::NextExample => situation.beside[1].is_some(),
            Self::Quit | Self::Shortcuts | Self::About => true,
        }
    }

    /// What the command asks for.
    #[must_use]
    pub fn action(self, situation: &Situation) -> Action {
        let document = situation.document;
        let (rows, row) = (document.rows(), document.current_row());
        let example = situation.example;
        match self {
            Self::New => Action::Outside(Effect::New),
            Self::Open => Action::Outside(Effect::Open),
            Self::Import => Action::Outside(Effect::Import),
            Self::ImportFolder => Action::Outside(Effect::ImportFolder),
            Self::Save => Action::Outside(Effect::Save),
            Self::SaveAs => Action::Outside(Effect::SaveAs),
            Self::Export(export) => Action::Outside(Effect::Export(export)),
            Self::Quit => Action::Outside(Effect::Quit),
            // A trial is not real: it goes before anything that is.
            Self::Undo | Self::Skip if situation.imagined => Action::Outside(Effect::Imagine(None)),
            Self::Undo => Action::Undo,
            Self::Redo => Action::Redo,
            Self::AddExample => Action::AddExample,
            Self::DuplicateExample => Action::DuplicateExample { example },
            Self::DeleteExample => Action::DeleteExample { example },
            Self::RenameExample => Action::Outside(Effect::Show(Panel::Rename)),
            Self::MoveExampleUp => {
                Action::MoveExample { from: example, to: example.saturating_sub(1) }
            }
            Self::MoveExampleDown => Action::MoveExample { from: example, to: example + 1 },
            Self::ClearWeights => {
                Action::SetWeights { values: vec![0.0; document.experiment().weights.len()] }
            }
            Self::Resize => Action::Outside(Effect::Show(Panel::Resize)),
            Self::Step => primary_action(situation),
            Self::TestRest => rest_action(situation),
            Self::WholeRound => Action::Outside(Effect::Run { rounds: 1 }),
            Self::Run => Action::Outside(Effect::Run { rounds: situation.run_length }),
            Self::Stop => Action::Outside(Effect::Stop),
            Self::Skip => Action::Outside(Effect::Skip),
            Self::Compare => Action::Outside(Effect::Compare(!situation.comparing)),
            Self::ToStart => Action::Travel { entry: 0 },
            // Tests made since the last row are taken back first.
            Self::Back if document.history().cursor() > rows[row].entry => {
                Action::Travel { entry: rows[row].entry }
            }
            Self::Back => Action::Travel { entry: rows[row.saturating_sub(1)].entry },
            Self::Forward => Action::Travel { entry: rows[(row + 1).min(rows.len() - 1)].entry },
            Self::PreviousExample => {
                Action::Outside(Effect::Look { example: situation.beside[0].unwrap_or(example) })
            }
            Self::NextExample => {
                Action::Outside(Effect::Look { example: situation.beside[1].unwrap_or(example) })
            }
            Self::Find => Action::Outside(Effect::Show(Panel::Find)),
            Self::Shortcuts => Action::Outside(Effect::Show(Panel::Shortcuts)),
            Self::About => Action::Outside(Effect::Show(Panel::About)),
        }
    }
}
