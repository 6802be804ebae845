//! Everything that can be done to a document, with indexes and numbers that make sense and some that make none.

use jointly::document::{Action, Effect, Panel, Stroke};
use jointly::engine::{Policy, Settings, Shape};
use proptest::prelude::*;

use crate::given;

/// What the world does to a document.
#[derive(Debug, Clone)]
pub enum Deed {
    /// An action as it stands.
    Do(Action),
    /// Rounds played by a worker from the experiment at the cursor, numbered on from the last one.
    Work(usize),
    /// The same, but numbered from there.
    WorkNumbered(usize),
    /// The same on other labels, as if they had been edited meanwhile.
    WorkOnOthers,
    /// The same under other settings.
    WorkUnder(Settings),
    /// Another policy, all other settings as they are.
    SetPolicy(Policy),
    /// The usual ways to go on from here, to be compared for so many rounds.
    Fork(usize),
    /// One of the compared ways is gone on, and its rounds are played.
    Adopt(usize),
    /// What Save does when it has written the file.
    MarkSaved,
}

fn index() -> impl Strategy<Value = usize> {
    prop_oneof![8 => 0..6_usize, 2 => 0..13_usize, 1 => Just(usize::MAX), 1 => Just(1 << 40)]
}

fn value() -> impl Strategy<Value = f64> {
    let odd = [f64::NAN, f64::INFINITY, -f64::INFINITY, 1.1e9, -1e300, 1e9, -1e9, -0.0];
    prop_oneof![
        8 => (-2..=2).prop_map(f64::from),
        2 => (-9..=9).prop_map(|n| f64::from(n) / 10.0),
        2 => prop::sample::select(odd.to_vec()),
    ]
}

fn stroke() -> impl Strategy<Value = Option<Stroke>> {
    prop_oneof![Just(None), (0..3_u64).prop_map(|id| Some(Stroke(id)))]
}

fn settings() -> BoxedStrategy<Settings> {
    let odd = (given::settings(), value(), value())
        .prop_map(|(settings, step, tolerance)| Settings { step, tolerance, ..settings });
    prop_oneof![4 => given::settings(), 1 => odd].boxed()
}

fn side() -> impl Strategy<Value = usize> {
    prop_oneof![12 => 1..5_usize, 1 => prop::sample::select(vec![0, 1025, usize::MAX])]
}

fn edit() -> BoxedStrategy<Action> {
    let name = prop_oneof![Just(String::new()), "\\PC{0,8}", "[a-c] ?[0-9]{0,2}", "x{198,203}"];
    prop_oneof![
        Just(Action::AddExample),
        index().prop_map(|example| Action::DuplicateExample { example }),
        index().prop_map(|example| Action::DeleteExample { example }),
        (index(), index()).prop_map(|(from, to)| Action::MoveExample { from, to }),
        (index(), name).prop_map(|(example, name)| Action::Rename { example, name }),
        (index(), value()).prop_map(|(example, label)| Action::SetLabel { example, label }),
        (index(), index(), value(), stroke()).prop_map(|(example, cell, value, stroke)| {
            Action::SetPixel { example, cell, value, stroke }
        }),
        (index(), value(), stroke()).prop_map(|(weight, value, stroke)| Action::SetWeight {
            weight,
            value,
            stroke
        }),
        prop_oneof![Just(vec![0.0; 12]), prop::collection::vec(value(), 0..7)]
            .prop_map(|values| Action::SetWeights { values }),
        (side(), side()).prop_map(|(width, height)| Action::Resize(Shape { width, height })),
    ]
    .boxed()
}

/// One of them, sensible or not.
pub fn deed() -> BoxedStrategy<Deed> {
    let training = prop_oneof![
        1 => settings().prop_map(Action::SetSettings),
        4 => index().prop_map(|weight| Action::Note { weight }),
        1 => Just(Action::NoteRest),
        3 => Just(Action::MoveNoted),
        3 => Just(Action::PlayRound),
        2 => prop::collection::vec(index(), 0..6).prop_map(|weights| Action::Choose { weights }),
    ];
    let travel = prop_oneof![
        3 => Just(Action::Undo),
        2 => Just(Action::Redo),
        1 => index().prop_map(|entry| Action::Travel { entry }),
    ];
    let outside = prop_oneof![
        Just(Effect::Save),
        Just(Effect::Run { rounds: 9 }),
        Just(Effect::Show(Panel::About))
    ];
    prop_oneof![
        5 => edit().prop_map(Deed::Do).boxed(),
        9 => training.prop_map(Deed::Do).boxed(),
        5 => travel.prop_map(Deed::Do).boxed(),
        1 => outside.prop_map(|effect| Deed::Do(Action::Outside(effect))),
        1 => (0..4_usize).prop_map(Deed::Work),
        1 => (0..4_usize).prop_map(Deed::WorkNumbered),
        1 => Just(Deed::WorkOnOthers),
        1 => given::settings().prop_map(Deed::WorkUnder),
        2 => prop_oneof![
            2 => Just(Policy::OneAtATime),
            1 => given::settings().prop_map(|settings| settings.policy)
        ]
        .prop_map(Deed::SetPolicy),
        1 => (1..4_usize).prop_map(Deed::Fork),
        1 => (0..9_usize).prop_map(Deed::Adopt),
        1 => Just(Deed::Do(Action::SetForks(None))),
        1 => Just(Deed::MarkSaved),
    ]
    .boxed()
}
