//! What is going on while something is worked out.

use crate::engine::{Question, Way};

/// What is being worked out.
#[must_use]
pub const fn under_way(question: &Question) -> &'static str {
    match question {
        Question::Round(..) => "Working out the tests of the round again.",
        Question::Tests(..) => "Testing all weights.",
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

/// How the tests of a round are worked out.
#[must_use]
pub const fn way_of_testing(way: Way) -> &'static str {
    match way {
        Way::ByWeights => "Tests are worked out weight by weight: the data is small.",
        Way::ByRows => {
            "Tests are worked out picture by picture, in floating point: not all numbers are whole \
             numbers of steps."
        }
        Way::InUnits => {
            "Tests are worked out picture by picture, in whole numbers, many at once: the fast way."
        }
    }
}
