//! What a teacher hides from a class: kept with the data, because it is about what is to be found out there.

use super::settings::Named;

/// Something that can be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tool {
    /// Adding, changing and deleting pictures, pixels, labels and weights.
    Editing,
    /// How rounds are tested, scored and applied.
    Settings,
    /// Whole rounds and many of them: each test is made by hand then.
    WholeRounds,
    /// How all pictures came out.
    AllPictures,
    /// Where a round stands among all settings.
    AllSettings,
    /// Whether all at once is allowed.
    Allowed,
    /// Ways to go on, side by side.
    Compare,
    /// The log and the plot.
    Log,
    /// The search for the smallest examples.
    Find,
}

impl Named for Tool {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Editing, "editing"),
        (Self::Settings, "settings"),
        (Self::WholeRounds, "whole-rounds"),
        (Self::AllPictures, "all-pictures"),
        (Self::AllSettings, "all-settings"),
        (Self::Allowed, "allowed"),
        (Self::Compare, "compare"),
        (Self::Log, "log"),
        (Self::Find, "find"),
    ];
}

/// A set of tools that are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hidden(u16);

impl Hidden {
    /// Whether nothing is hidden.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a tool is hidden.
    #[must_use]
    pub const fn has(self, tool: Tool) -> bool {
        self.0 & (1 << tool as u16) != 0
    }

    /// The same with a tool hidden, or shown again.
    #[must_use]
    pub const fn with(self, tool: Tool, hidden: bool) -> Self {
        let bit = 1 << tool as u16;
        Self(if hidden { self.0 | bit } else { self.0 & !bit })
    }

    /// What is hidden, in the order of [`Tool::NAMES`](Named::NAMES).
    pub fn tools(self) -> impl Iterator<Item = Tool> {
        Tool::NAMES.iter().map(|(tool, _)| *tool).filter(move |tool| self.has(*tool))
    }
}
