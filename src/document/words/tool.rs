//! What a teacher can hide from a class.

use crate::engine::Tool;

/// What a tool is called where it is hidden.
#[must_use]
pub const fn tool(tool: Tool) -> &'static str {
    match tool {
        Tool::Editing => "Editing: pictures, pixels, labels and weights by hand",
        Tool::Settings => "The sentence of settings: match, step, score, apply",
        Tool::WholeRounds => "Whole rounds: every test is made by hand",
        Tool::AllPictures => "Why: All pictures",
        Tool::AllSettings => "Why: All settings",
        Tool::Allowed => "Why: Allowed?",
        Tool::Compare => "Compare ways to go on",
        Tool::Log => "The log and the plot",
        Tool::Find => "Find an example",
    }
}

/// Why nothing of a hidden tool is done.
#[must_use]
pub const fn hidden(tool: Tool) -> &'static str {
    match tool {
        Tool::Editing => "Editing is hidden from the class: View > Show everything.",
        Tool::Settings => "The settings are hidden from the class: View > Show everything.",
        Tool::WholeRounds => {
            "Each weight is to be tested by hand; the rest is hidden from the class: View > Show everything."
        }
        _ => "It is hidden from the class: View > Show everything.",
    }
}
