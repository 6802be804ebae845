//! Every command once: its text, tooltip, shortcut, when it is enabled, and the Action it sends.
//!
//! Menus, buttons, shortcuts and the list of all commands are made from this table, so they cannot disagree.
//! Deliberately absent: drawing, and doing anything. An Action goes through the document's one door.

mod actions;
mod exports;
mod group;
mod hindrance;
mod keys;
mod step;
mod texts;

use self::step::{primary_text, rest_text};
use crate::document::{Appearance, Document, Export, Pace, PicturesAs, Tab, Zoom};
use crate::engine::{MatchRule, Policy, Score, Tool};
use crate::trial::Trial;

pub use self::group::Group;

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
    CopyExample,
    CopyPicture,
    PasteExample,
    AddExample,
    DuplicateExample,
    DeleteExample,
    RenameExample,
    MoveExampleUp,
    MoveExampleDown,
    ClearWeights,
    Resize,
    Theme(Appearance),
    Sigmoid,
    Still,
    Present,
    Cover,
    Why(Tab),
    Zoom(Zoom),
    Class,
    ShowAll,
    PreviousExample,
    NextExample,
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
    Find,
    Match(MatchRule),
    Score(Score),
    Policy(Policy),
    Walk(Pace),
    Palette,
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

/// How the window looks now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looks {
    /// Its theme.
    pub appearance: Appearance,
    /// Whether nothing slides.
    pub still: bool,
    /// Whether outputs are shown through the sigmoid.
    pub sigmoid: bool,
    /// Whether it is as large as a class needs it.
    pub presents: bool,
    /// The tab of Why.
    pub tab: Tab,
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
    /// How the window looks.
    pub looks: Looks,
    /// Whether any covered number was opened; `None` while none is covered.
    pub some_open: Option<bool>,
    /// Where a guided lesson is.
    pub lesson: Option<LessonAt>,
    /// The step, from 0, at which one goes on that was left.
    pub resumable: Option<usize>,
}

/// Where a guided lesson is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonAt {
    /// The step, from 0.
    pub step: usize,
    /// Whether what it asks for has been done.
    pub is_done: bool,
}

/// Whether something is on that can be on and off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// By itself.
    Any(bool),
    /// As one of several, of which one is.
    OneOf(bool),
}

impl Mark {
    /// Whether it is on.
    #[must_use]
    pub const fn is_on(self) -> bool {
        let (Self::Any(on) | Self::OneOf(on)) = self;
        on
    }
}

impl Command {
    /// Every command, group by group, as the list of commands and the sheet of shortcuts have them.
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
        Self::CopyExample,
        Self::CopyPicture,
        Self::PasteExample,
        Self::AddExample,
        Self::DuplicateExample,
        Self::DeleteExample,
        Self::RenameExample,
        Self::MoveExampleUp,
        Self::MoveExampleDown,
        Self::ClearWeights,
        Self::Resize,
        Self::Theme(Appearance::System),
        Self::Theme(Appearance::Dark),
        Self::Theme(Appearance::Light),
        Self::Sigmoid,
        Self::Still,
        Self::Present,
        Self::Cover,
        Self::Why(Tab::ThisPicture),
        Self::Why(Tab::AllPictures),
        Self::Why(Tab::AllSettings),
        Self::Why(Tab::Allowed),
        Self::Zoom(Zoom::In),
        Self::Zoom(Zoom::Out),
        Self::Zoom(Zoom::Reset),
        Self::Class,
        Self::ShowAll,
        Self::PreviousExample,
        Self::NextExample,
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
        Self::Find,
        Self::Match(MatchRule::Exact),
        Self::Match(MatchRule::Sign),
        Self::Score(Score::Matches),
        Self::Score(Score::AbsoluteError),
        Self::Score(Score::SquaredError),
        Self::Score(Score::LogLoss),
        Self::Policy(Policy::AllAtOnce),
        Self::Policy(Policy::OneAtATime),
        Self::Policy(Policy::BestOne),
        Self::Policy(Policy::SomeAtOnce),
        Self::Policy(Policy::ColourClasses),
        Self::Policy(Policy::SharedStep),
        Self::Policy(Policy::Halving),
        Self::Policy(Policy::Gradient),
        Self::Walk(Pace::Begin),
        Self::Walk(Pace::Resume),
        Self::Walk(Pace::Next),
        Self::Walk(Pace::Back),
        Self::Walk(Pace::Show),
        Self::Walk(Pace::Leave),
        Self::Palette,
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
            Self::Cover if situation.some_open == Some(true) => {
                "Cover the numbers again".to_owned()
            }
            Self::Cover if situation.some_open == Some(false) => "Uncover the numbers".to_owned(),
            Self::Walk(Pace::Resume) => match situation.resumable {
                Some(step) => format!("Go on with the lesson at step {}", step + 1),
                None => self.name().into_owned(),
            },
            _ => self.name().into_owned(),
        }
    }

    /// Whether what it stands for is on; `None` for what only happens.
    #[must_use]
    pub fn mark(self, situation: &Situation) -> Option<Mark> {
        let (looks, settings) = (situation.looks, situation.document.settings());
        match self {
            Self::Sigmoid => Some(Mark::Any(looks.sigmoid)),
            Self::Still => Some(Mark::Any(looks.still)),
            Self::Present => Some(Mark::Any(looks.presents)),
            Self::Theme(appearance) => Some(Mark::OneOf(looks.appearance == appearance)),
            Self::Why(tab) => Some(Mark::OneOf(looks.tab == tab)),
            Self::Match(rule) => Some(Mark::OneOf(settings.match_rule == rule)),
            Self::Score(score) => Some(Mark::OneOf(settings.score == score)),
            Self::Policy(policy) => Some(Mark::OneOf(settings.policy == policy)),
            _ => None,
        }
    }

    /// Whether a teacher has hidden it from the class.
    #[must_use]
    pub fn is_hidden(self, situation: &Situation) -> bool {
        self.hidden_tool(situation).is_some()
    }

    /// The tool that it belongs to, where that is hidden.
    fn hidden_tool(self, situation: &Situation) -> Option<Tool> {
        let hidden = situation.document.state().hidden;
        // What a command asks for need not be worked out where nothing is hidden.
        let tool = if hidden.is_empty() { None } else { self.action(situation).tool() };
        tool.filter(|tool| hidden.has(*tool))
    }

    /// Whether the command does something now.
    #[must_use]
    pub fn is_enabled(self, situation: &Situation) -> bool {
        self.hindrance(situation).is_none()
    }
}
