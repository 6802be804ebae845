//! Numbers to take along: the sheets behind tables and charts, and the page that explains a round.

#[path = "../given/mod.rs"]
mod given;

mod page;
mod reader;
mod sheets;

use std::ops::ControlFlow;
use std::sync::Arc;

use jointly::document::sheets::Subject;
use jointly::document::{Action, Document};
use jointly::engine::{Dataset, Experiment, Question, Run};
use jointly::formats::sample;
use proptest::prelude::*;

/// The lesson's four faces, just opened.
fn smiles() -> Document {
    Document::new(sample::smiles(), None, sample::TITLE)
}

/// Does what must not be refused.
fn act(document: &mut Document, action: Action) {
    document.apply(action).expect("it is not refused");
}

/// All that there is to know about a document, with everything found out.
fn known(document: &Document, example: usize) -> Subject {
    let questions = Subject::questions(document);
    let answer = |question: &Question| question.answer(|_| ControlFlow::Continue(()));
    Subject::of(document, example, questions.iter().filter_map(answer).collect())
}

/// A random document with names that are hard to write down, so many rounds played and weights tested.
fn documents() -> impl Strategy<Value = Document> {
    let name = prop_oneof![
        2 => Just(String::new()),
        2 => "[a-c ]{1,6}",
        3 => "[=+@\\-|*_,\"\n\r\t#1.<>&$`\\[\\]]{1,6}",
    ];
    let names = prop::collection::vec(name, 5);
    (given::experiment(), names, 0..3_usize, 0..3_usize).prop_map(
        |(experiment, names, rounds, tests)| {
            let mut document = open(experiment, names);
            for _ in 0..rounds {
                act(&mut document, Action::PlayRound);
            }
            if tests == 2 {
                let forks = document.usual_forks();
                act(&mut document, Action::SetForks(Some(forks)));
            }
            for weight in 0..tests.min(document.experiment().weights.len()) {
                act(&mut document, Action::Note { weight });
            }
            document
        },
    )
}

fn open(experiment: Experiment, names: Vec<String>) -> Document {
    let mut dataset = Dataset::clone(&experiment.dataset);
    for (example, name) in dataset.examples.iter_mut().zip(names) {
        Arc::make_mut(example).name = name;
    }
    let run = Run {
        dataset: Arc::new(dataset),
        start: experiment.weights,
        settings: experiment.settings,
        rounds: Vec::new(),
        forks: None,
        hidden: jointly::engine::Hidden::default(),
    };
    Document::new(run, None, "given.json")
}
