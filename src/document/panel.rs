//! What can be asked of the window itself: a dialog, a tab, a theme. None of it is part of a document.

use crate::engine::Named;

/// Parts of the window that a command opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// The dialog that resizes the grid.
    Resize,
    /// The dialog that renames the current example and changes its label.
    Rename,
    /// What is hidden from a class.
    Class,
    /// The list of everything that can be asked for by name.
    Palette,
    /// The list of shortcuts.
    Shortcuts,
    /// The search for the smallest dataset in which something happens.
    Find,
    /// Version, licences.
    About,
}

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Its theme.
    Theme(Appearance),
    /// Whether nothing slides.
    Still(bool),
    /// Whether outputs are shown through the sigmoid.
    Sigmoid(bool),
    /// Whether numbers are covered until each is asked for.
    Cover(bool),
    /// Shows a covered number.
    Uncover(Spot),
    /// Whether it takes the whole screen, as large as a class needs it.
    Present(bool),
    /// The tab of Why that is shown.
    Why(Tab),
    /// How large everything is.
    Zoom(Zoom),
}

/// A number that can be covered. Examples, cells and weights count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the fields are named for what they hold")]
pub enum Spot {
    /// A pixel times its weight.
    Product { example: usize, cell: usize },
    /// The running total there.
    SoFar { example: usize, cell: usize },
    /// The output of an example, wherever it stands.
    Output { example: usize },
    /// What the tests of a weight found.
    Tests { weight: usize },
}

/// Which theme the window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Appearance {
    /// That of the system.
    #[default]
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

impl Named for Appearance {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::System, "system"), (Self::Dark, "dark"), (Self::Light, "light")];
}

/// The tabs of the panel Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// What became of the current picture.
    #[default]
    ThisPicture,
    /// What became of all.
    AllPictures,
    /// All settings of the weights, and all subsets of the changes.
    AllSettings,
    /// Whether changes may be applied all at once.
    Allowed,
}

impl Tab {
    /// All of them, in their order.
    pub const ALL: [Self; 4] =
        [Self::ThisPicture, Self::AllPictures, Self::AllSettings, Self::Allowed];

    /// What it is called on the screen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ThisPicture => "This picture",
            Self::AllPictures => "All pictures",
            Self::AllSettings => "All settings",
            Self::Allowed => "Allowed?",
        }
    }

    /// Whether it has nothing to say until a round is applied.
    #[must_use]
    pub const fn is_of_a_round(self) -> bool {
        matches!(self, Self::AllPictures | Self::AllSettings)
    }
}

impl Named for Tab {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::ThisPicture, "this-picture"),
        (Self::AllPictures, "all-pictures"),
        (Self::AllSettings, "all-settings"),
        (Self::Allowed, "allowed"),
    ];
}

/// A change of how large everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zoom {
    /// Larger.
    In,
    /// Smaller.
    Out,
    /// As large as usual.
    Reset,
}

/// A move in a guided lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// Opens the lesson that comes with the program, at its first step.
    Begin,
    /// Opens it where it was left.
    Resume,
    /// Opens the lesson that was read from a file.
    BeginRead,
    /// On to the next step; what this one asks for is done first, if it was not.
    Next,
    /// Back to the step before.
    Back,
    /// Does what the step asks for.
    Show,
    /// Answers its question with one of the answers, from 0.
    Answer(usize),
    /// Ends the lesson.
    Leave,
}
