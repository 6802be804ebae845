//! What is going on while something is worked out.

use crate::engine::Question;

/// What is being worked out.
#[must_use]
pub const fn under_way(question: &Question) -> &'static str {
    match question {
        Question::Round(..) => "Working out the tests of the round again.",
        Question::Subsets(..) => "Trying all subsets of the changes.",
        Question::Sample(..) => "Drawing subsets of the changes at random.",
        Question::Combinations(..) => "Counting all settings.",
        Question::Compare(..) => "Playing every way.",
        Question::Find(..) => "Trying datasets, the smallest first.",
        Question::Meeting(..) => "Looking which weights meet.",
        Question::HowMany(..) => "Playing rounds with ever more weights at once.",
        Question::Limit(..) => "Playing the round at ever shorter steps.",
    }
}
