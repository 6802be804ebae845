//! What is going on while something is worked out.

use super::count;
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

/// How far rounds have come that are played, and how long the others will take, where that is worth waiting for.
#[must_use]
pub fn rounds_under_way(played: usize, rounds: usize, seconds_left: u64) -> String {
    let done = format!("{} of {} rounds", count(played), count(rounds));
    match seconds_left {
        0 | 1 => done,
        seconds @ 2..=90 => format!("{done}, about {seconds} s left"),
        seconds => format!("{done}, about {} min left", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_where_it_is_long() {
        let told = |seconds| rounds_under_way(1_234, 10_000, seconds);
        assert_eq!(told(1), "1,234 of 10,000 rounds");
        assert_eq!(told(90), "1,234 of 10,000 rounds, about 90 s left");
        assert_eq!(told(91), "1,234 of 10,000 rounds, about 2 min left");
    }
}
