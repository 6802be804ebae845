//! What commands depend on, and which example is current.

use super::walk::Guide;
use crate::commands::{LessonAt, Running, Situation};
use crate::document::{Action, Document};
use crate::engine::WhatIf;
use crate::jobs::Jobs;
use crate::trial::Trial;
use crate::views::{Cover, Focus, Views};

/// What commands depend on. It keeps the document and the trial in view, not the views' own memory.
pub(super) fn situation<'a>(
    document: &'a Document,
    (trial, what_if): (Option<&'a Trial>, Option<&WhatIf>),
    guide: &Guide,
    jobs: &Jobs,
    focus: &Focus,
    views: &Views,
) -> Situation<'a> {
    let cells = document.experiment().weights.len();
    Situation {
        document,
        trial,
        imagined: what_if.is_some_and(|what_if| !what_if.arrangement.is_whole()),
        comparing: views.comparing,
        example: focus.example,
        beside: views.beside(focus.example, document.experiment().dataset.examples.len()),
        next_weight: document.next_weight(focus.testing_order(cells)),
        run_length: views.run_length,
        running: jobs.training().map(|run| Running {
            played: run.played,
            rounds: run.rounds,
            seconds_left: run.left().as_secs(),
        }),
        // The list of commands is no dialog to be done with first: whatever is chosen there closes it.
        files_busy: jobs.files_busy() || (views.dialogs.is_open() && !views.dialogs.is_palette()),
        looks: views.looks,
        lesson: guide
            .walk
            .as_ref()
            .map(|walk| LessonAt { step: walk.number(), is_done: walk.is_done() }),
        some_open: None,
        resumable: guide.resumable(),
    }
}

impl Situation<'_> {
    /// The same with numbers covered.
    pub(super) fn covered_by(self, cover: &Cover) -> Self {
        Self { some_open: cover.some_open(), ..self }
    }
}

/// Which example is current after an action, given how many there are then.
pub(super) fn followed_example(action: &Action, current: usize) -> impl Fn(usize) -> usize + use<> {
    let (newest, fixed) = match *action {
        Action::AddExample | Action::AddPictures { .. } => (true, current),
        Action::DuplicateExample { example } => (false, example + 1),
        Action::MoveExample { from, to } if from == current => (false, to),
        _ => (false, current),
    };
    move |examples| {
        if newest { examples.saturating_sub(1) } else { fixed }
    }
}
